/* renkei extend RESULTS --replications N. */
#include "cli/again.h"
#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>

static const char doc[] =
    "Add replications to a results file: what it holds stays, bit for bit, and the result is that of a run with "
    "--replications N from the start. The scenario is taken from the file. A run that was interrupted, or stopped at a "
    "precision, is extended likewise.\v"
    "Examples:\n"
    "  renkei extend ehime.h5 --replications 10000\n"
    "  renkei extend ehime.h5 --replications 10000 -o longer.h5\n"
    "\n"
    "The file must have been written by this very build of renkei.";

static int extend(const rk_again *args, rk_job *job, rk_earlier *earlier)
{
    uint32_t finished = rk_earlier_finished(earlier);
    job->run = rk_earlier_options(earlier);
    job->run.precision = NULL;
    job->run.n_of_run = 0;
    if (args->n_replications < finished) {
        fprintf(stderr, "%s: %s has %u replications already; --replications is their number in the end\n", job->command,
                args->files[0], finished);
        return RK_EXIT_MISTAKE;
    }
    if (job->run.first_replication + args->n_replications > UINT32_MAX) {
        fprintf(stderr, "%s: --replications %llu goes beyond replication %u\n", job->command,
                (unsigned long long)args->n_replications, UINT32_MAX);
        return RK_EXIT_MISTAKE;
    }
    job->run.n_replications = (uint32_t)args->n_replications;
    job->pieces = &earlier;
    job->n_pieces = 1;
    return rk_again_run(job, args, earlier);
}

int rk_command_extend(int argc, char **argv)
{
    static const struct argp argp = {rk_again_options, rk_again_parse, "RESULTS", doc, NULL, NULL, NULL};
    rk_again args = {.takes_replications = true};
    rk_earlier *earlier = NULL;
    char *typed = rk_job_typed(argc, argv);
    int exit_status = RK_EXIT_MISTAKE;
    if (typed == NULL || argp_parse(&argp, argc, argv, 0, NULL, &args) != 0) {
        exit_status = rk_command_failed(argv[0], RK_ERR_MEMORY);
    } else if (args.n_files != 1 || args.n_replications == 0) {
        fprintf(stderr, "%s: expected one results file and --replications N\n", argv[0]);
    } else {
        exit_status = rk_again_open(argv[0], args.files[0], &earlier);
    }
    if (earlier != NULL) {
        rk_job job = {.command = argv[0], .typed = typed, .output = args.output != NULL ? args.output : args.files[0]};
        exit_status = extend(&args, &job, earlier);
    }
    rk_earlier_close(earlier);
    free(args.files);
    free(typed);
    return exit_status;
}
