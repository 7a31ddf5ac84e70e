/* renkei merge RESULTS RESULTS ... -o RESULTS. */
#include "cli/again.h"
#include "cli/command.h"

#include <renkei/shards.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static const char doc[] =
    "Make one results file of several that hold different replications of the same scenario and seed, as of "
    "`renkei run --shards A-B`, or `--first-replication A --replications N`, on several machines. The result is that "
    "of one "
    "run, byte for byte, whatever the pieces and the order in which they are named. Where replications are missing, "
    "all of "
    "them are named and nothing is written.\v"
    "Example:\n"
    "  renkei run ehime --replications 10000 --shards 0-19 -o a.h5\n"
    "  renkei run ehime --replications 10000 --shards 20-39 -o b.h5\n"
    "  renkei merge a.h5 b.h5 -o ehime.h5\n"
    "\n"
    "The files must have been written by this very build of renkei.";

typedef struct {
    const char *path;
    rk_earlier *earlier;
    uint64_t first, end; /* replications */
    uint64_t n_of_run;   /* replications of the run that it holds shards of; 0: of none */
    uint32_t shard;      /* replications of a shard */
} piece;

static int by_first(const void *a, const void *b)
{
    const piece *one = a, *other = b;
    return (one->first > other->first) - (one->first < other->first);
}

/* shard: replications of one where the pieces are shards of a run, so that the same option makes what is missing; else
 * 0. */
static void say_missing(const char *command, uint64_t first, uint64_t end, const char *where, uint32_t shard)
{
    fprintf(stderr, "%s: replications %llu to %llu are missing %s; ", command, (unsigned long long)first,
            (unsigned long long)end - 1, where);
    if (shard > 0 && first % shard == 0) {
        fprintf(stderr, "--shards %llu-%llu makes them\n", (unsigned long long)first / shard,
                (unsigned long long)(end - 1) / shard);
    } else {
        fprintf(stderr, "--first-replication %llu --replications %llu makes them\n", (unsigned long long)first,
                (unsigned long long)(end - first));
    }
}

/* A piece and the one before it. */
static bool follows(const char *command, const piece *before, const piece *own)
{
    char where[PATH_MAX];
    if (own->first < before->end) {
        fprintf(stderr, "%s: %s and %s both hold replication %llu\n", command, before->path, own->path,
                (unsigned long long)own->first);
    } else if (own->first > before->end) {
        snprintf(where, sizeof where, "between %s and %s", before->path, own->path);
        say_missing(command, before->end, own->first, where, own->n_of_run > 0 ? own->shard : 0);
    }
    return own->first == before->end;
}

/* Are shards of a run all there? */
static bool is_whole(const char *command, const piece *pieces, size_t n)
{
    uint64_t of_run = 0, end = pieces[n - 1].end;
    const piece *first_of_run = NULL;
    bool whole = true;
    for (size_t i = 0; i < n; i++) {
        if (of_run > 0 && pieces[i].n_of_run > 0 && pieces[i].n_of_run != of_run) {
            fprintf(stderr, "%s: %s holds shards of a run of %llu replications, %s of one of %llu\n", command,
                    first_of_run->path, (unsigned long long)of_run, pieces[i].path,
                    (unsigned long long)pieces[i].n_of_run);
            return false;
        }
        first_of_run = of_run == 0 ? &pieces[i] : first_of_run;
        of_run = of_run == 0 ? pieces[i].n_of_run : of_run;
    }
    if (of_run > 0 && pieces[0].first > 0) {
        say_missing(command, 0, pieces[0].first, "at the beginning", pieces[0].shard);
        whole = false;
    }
    if (end < of_run) {
        say_missing(command, end, of_run, "at the end", pieces[0].shard);
        whole = false;
    }
    return whole;
}

static bool fit_together(const char *command, const piece *pieces, size_t n)
{
    bool fit = true;
    for (size_t i = 1; i < n; i++) {
        if (!rk_earlier_same(pieces[0].earlier, pieces[i].earlier)) {
            fprintf(stderr, "%s: %s\n", command, rk_results_problem());
            fit = false;
        } else if (!follows(command, &pieces[i - 1], &pieces[i])) {
            fit = false;
        }
    }
    return is_whole(command, pieces, n) && fit;
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
    job.run.n_of_run = 0;
    int exit_status = rk_again_run(&job, args, all[0]);
    free(all);
    return exit_status;
}

/* The file of a piece that was named before, or NULL: HDF5 does not open a file twice. */
static const char *named_before(const rk_again *args, size_t own)
{
    struct stat mine, other;
    if (stat(args->files[own], &mine) != 0) {
        return NULL;
    }
    for (size_t i = 0; i < own; i++) {
        if (stat(args->files[i], &other) == 0 && other.st_dev == mine.st_dev && other.st_ino == mine.st_ino) {
            return args->files[i];
        }
    }
    return NULL;
}

static int open_and_merge(const char *command, const rk_again *args, const char *typed)
{
    piece *pieces = calloc(args->n_files, sizeof *pieces);
    if (pieces == NULL) {
        return rk_command_failed(command, RK_ERR_MEMORY);
    }
    int worst = RK_EXIT_OK;
    for (size_t i = 0; i < args->n_files; i++) {
        const char *before = named_before(args, i);
        if (before != NULL) {
            fprintf(stderr, "%s: %s and %s are the same file\n", command, before, args->files[i]);
            worst = RK_EXIT_MISTAKE;
            continue;
        }
        int exit_status = rk_again_open(command, args->files[i], &pieces[i].earlier);
        if (exit_status == RK_EXIT_OK) {
            pieces[i].path = args->files[i];
            pieces[i].first = rk_earlier_options(pieces[i].earlier).first_replication;
            pieces[i].n_of_run = rk_earlier_options(pieces[i].earlier).n_of_run;
            pieces[i].shard = rk_shard_of(rk_earlier_inner(pieces[i].earlier));
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

static error_t parse(int key, char *unused, struct argp_state *state)
{
    (void)unused;
    if (key != ARGP_KEY_INIT) {
        return ARGP_ERR_UNKNOWN;
    }
    state->child_inputs[0] = state->input;
    return 0;
}

int rk_command_merge(int argc, char **argv)
{
    static const struct argp_child children[] = {{&rk_again_argp, 0, NULL, 0}, {0}};
    static const struct argp argp = {NULL, parse, "RESULTS...", doc, children, NULL, NULL};
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
