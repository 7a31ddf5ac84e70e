/* renkei extend RESULTS --replications N. */
#include "cli/again.h"
#include "cli/command.h"
#include "cli/option.h"

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

typedef struct {
    rk_again again;
    uint64_t n_replications; /* 0: not given */
} arguments;

enum { OPTION_REPLICATIONS = 256 };

static const struct argp_option options[] = {
    {"replications", OPTION_REPLICATIONS, "N", 0, "number of replications that the file is to have", 0},
    {0},
};

static error_t parse(int key, char *text, struct argp_state *state)
{
    arguments *args = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &args->again;
        state->child_inputs[1] = &args->again;
        return 0;
    case OPTION_REPLICATIONS:
        args->n_replications = rk_option_whole(state, "replications", text, 1, 100000000);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static int extend(const arguments *args, rk_job *job, rk_earlier *earlier)
{
    uint32_t finished = rk_earlier_finished(earlier);
    job->run = rk_earlier_options(earlier);
    job->run.precision = NULL;
    job->run.n_of_run = 0;
    if (args->n_replications < finished) {
        fprintf(stderr, "%s: %s has %u replications already; --replications is their number in the end\n", job->command,
                args->again.files[0], finished);
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
    return rk_again_run(job, &args->again, earlier);
}

int rk_command_extend(int argc, char **argv)
{
    static const struct argp_child children[] = {{&rk_again_argp, 0, NULL, 0}, {&rk_again_parts_argp, 0, NULL, 0}, {0}};
    static const struct argp argp = {options, parse, "RESULTS", doc, children, NULL, NULL};
    arguments args = {.again.keeps_parts = true};
    rk_earlier *earlier = NULL;
    char *typed = rk_job_typed(argc, argv);
    int exit_status = RK_EXIT_MISTAKE;
    if (typed == NULL || argp_parse(&argp, argc, argv, 0, NULL, &args) != 0) {
        exit_status = rk_command_failed(argv[0], RK_ERR_MEMORY);
    } else if (args.again.n_files != 1 || args.n_replications == 0) {
        fprintf(stderr, "%s: expected one results file and --replications N\n", argv[0]);
    } else {
        exit_status = rk_again_open(argv[0], args.again.files[0], &earlier);
    }
    if (earlier != NULL) {
        rk_job job = {.command = argv[0],
                      .typed = typed,
                      .output = args.again.output != NULL ? args.again.output : args.again.files[0]};
        exit_status = extend(&args, &job, earlier);
    }
    rk_earlier_close(earlier);
    free(args.again.files);
    free(typed);
    return exit_status;
}
