/* What run, extend, merge and rerun share: replications, simulated or taken from earlier files, become a results file.
 */
#ifndef RK_CLI_JOB_H
#define RK_CLI_JOB_H

#include <renkei/parts.h>

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    const char *command, *typed, *output; /* "renkei run"; the command line; the results file */
    const rk_scenario *scenario;
    rk_run_options run;
    rk_earlier **pieces; /* earlier results, in order and without gap from the first replication on */
    size_t n_pieces;
    bool keeps_parts; /* what is finished survives kill -9 and a full disk */
    rk_parts_mode parts;
    bool quiet, json;
    bool no_report; /* nothing on standard output */
} rk_job;

/* Simulate what the pieces do not hold, write the file and print the report. Returns an exit status. */
int rk_job_run(const rk_job *job);

/* The command line as it would be typed, for provenance; the caller frees it; NULL when memory is out. */
char *rk_job_typed(int argc, char **argv);

#endif
