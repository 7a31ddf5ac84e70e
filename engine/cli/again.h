/* What extend, merge and rerun share: arguments, opening earlier files, and the job that follows from them. */
#ifndef RK_CLI_AGAIN_H
#define RK_CLI_AGAIN_H

#include "cli/job.h"

#include <argp.h>

typedef struct {
    const char **files;
    size_t n_files;
    const char *output; /* NULL: not given */
    uint64_t n_threads; /* 0: not given */
    bool quiet, json;
    bool keeps_parts; /* set before parsing: what is finished survives kill -9 and a full disk */
    rk_parts_mode parts;
} rk_again;

/* The options of all three, and the files: a child of their parsers; its input is an rk_again. */
extern const struct argp rk_again_argp;

/* --resume and --discard, for those that simulate: likewise. */
extern const struct argp rk_again_parts_argp;

/* Open a file after looking whether it can be trusted to be read. Returns an exit status. */
int rk_again_open(const char *command, const char *path, rk_earlier **earlier);

/* Run from the scenario of source with run.first_replication and n_replications, after the pieces. */
int rk_again_run(rk_job *job, const rk_again *args, const rk_earlier *source);

#endif
