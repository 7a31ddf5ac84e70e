/* renkei merge RESULTS RESULTS ... -o RESULTS. */
#include "cli/again.h"
#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>

static const char doc[] =
    "Make one results file of several that hold different replications of the same scenario and seed, as of "
    "`renkei run --first-replication A --replications N` on several machines. The result is that of one run, byte for "
    "byte, whatever the pieces and the order in which they are named.\v"
    "Example:\n"
    "  renkei run ehime --replications 500 -o a.h5\n"
    "  renkei run ehime --first-replication 500 --replications 500 -o b.h5\n"
    "  renkei merge a.h5 b.h5 -o ehime.h5\n"
    "\n"
    "The files must have been written by this very build of renkei.";

typedef struct {
    const char *path;
    rk_earlier *earlier;
    uint64_t first, end; /* replications */
} piece;

static int by_first(const void *a, const void *b)
{
    const piece *one = a, *other = b;
    return (one->first > other->first) - (one->first < other->first);
}

static bool fit_together(const char *command, const piece *pieces, size_t n)
{
    bool fit = true;
    for (size_t i = 1; i < n; i++) {
        const piece *before = &pieces[i - 1], *own = &pieces[i];
        if (!rk_earlier_same(pieces[0].earlier, own->earlier)) {
            fprintf(stderr, "%s: %s\n", command, rk_results_problem());
            fit = false;
        } else if (own->first < before->end) {
            fprintf(stderr, "%s: %s and %s both hold replication %llu\n", command, before->path, own->path,
                    (unsigned long long)own->first);
            fit = false;
        } else if (own->first > before->end) {
            fprintf(stderr,
                    "%s: replications %llu to %llu are missing between %s and %s; --first-replication %llu "
                    "--replications %llu makes them\n",
                    command, (unsigned long long)before->end, (unsigned long long)own->first - 1, before->path,
                    own->path, (unsigned long long)before->end, (unsigned long long)(own->first - before->end));
            fit = false;
        }
    }
    return fit;
}

static int merge(const char *command, const rk_again *args, const char *typed, piece *pieces)
{
    size_t n = args->n_files;
    qsort(pieces, n, sizeof *pieces, by_first);
    if (!fit_together(command, pieces, n)) {
        return RK_EXIT_MISTAKE;
    }
    rk_earlier **all = calloc(n, sizeof *all);
    if (all == NULL) {
        return rk_command_failed(command, RK_ERR_MEMORY);
    }
    for (size_t i = 0; i < n; i++) {
        all[i] = pieces[i].earlier;
    }
    rk_job job = {.command = command,
                  .typed = typed,
                  .output = args->output,
                  .run = rk_earlier_options(all[0]),
                  .pieces = all,
                  .n_pieces = n};
    job.run.n_replications = (uint32_t)(pieces[n - 1].end - pieces[0].first);
    job.run.precision = NULL;
    int exit_status = rk_again_run(&job, args, all[0]);
    free(all);
    return exit_status;
}

static int open_and_merge(const char *command, const rk_again *args, const char *typed)
{
    piece *pieces = calloc(args->n_files, sizeof *pieces);
    if (pieces == NULL) {
        return rk_command_failed(command, RK_ERR_MEMORY);
    }
    int worst = RK_EXIT_OK;
    for (size_t i = 0; i < args->n_files; i++) {
        int exit_status = rk_again_open(command, args->files[i], &pieces[i].earlier);
        if (exit_status == RK_EXIT_OK) {
            pieces[i].path = args->files[i];
            pieces[i].first = rk_earlier_options(pieces[i].earlier).first_replication;
            pieces[i].end = pieces[i].first + rk_earlier_finished(pieces[i].earlier);
        }
        worst = exit_status != RK_EXIT_OK ? exit_status : worst;
    }
    if (worst == RK_EXIT_OK) {
        worst = merge(command, args, typed, pieces);
    }
    for (size_t i = 0; i < args->n_files; i++) {
        rk_earlier_close(pieces[i].earlier);
    }
    free(pieces);
    return worst;
}

int rk_command_merge(int argc, char **argv)
{
    static const struct argp argp = {rk_again_options, rk_again_parse, "RESULTS...", doc, NULL, NULL, NULL};
    rk_again args = {0};
    char *typed = rk_job_typed(argc, argv);
    int exit_status = RK_EXIT_MISTAKE;
    if (typed == NULL || argp_parse(&argp, argc, argv, 0, NULL, &args) != 0) {
        exit_status = rk_command_failed(argv[0], RK_ERR_MEMORY);
    } else if (args.n_files < 2 || args.output == NULL) {
        fprintf(stderr, "%s: expected at least two results files, and -o RESULTS\n", argv[0]);
    } else {
        exit_status = open_and_merge(argv[0], &args, typed);
    }
    free(args.files);
    free(typed);
    return exit_status;
}
