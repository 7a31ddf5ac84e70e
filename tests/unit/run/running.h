/* What the tests of run share: small scenarios from text, and runs whose every row is kept. */
#ifndef RK_TESTS_RUNNING_H
#define RK_TESTS_RUNNING_H

#include "run/worker.h"
#include "stats/totals.h"

#include <renkei/ensemble.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Set-up of a group: renkei's tables are those of the tree, and no instruction set is forced. */
int running_setup(void **unused);

/* Two prefectures, two years, three models on every process: nobody cooperates; a pool; a pool and posts. */
extern const char running_text[];

/* A scenario from text; ended with rk_scenario_close. Fails the test when it has mistakes. */
rk_scenario *running_scenario(const char *text);

/* A finished run, with the values of every replication and the assumptions of every block. */
typedef struct {
    rk_ensemble *ensemble;
    size_t n_values;     /* of a row */
    size_t n_groups_all; /* models x prefectures */
    int64_t *rows;       /* [n_replications][n_groups_all][n_values] */
    size_t n_batches;
    uint32_t batch_rows[64]; /* rows of each batch */
} running_run;

running_run running_start_and_finish(const rk_scenario *scenario, uint32_t first, uint32_t n, int n_threads);
void running_end(running_run *run);

/* The row of a replication counted from the run's first, all models and prefectures. */
static inline const int64_t *running_row(const running_run *run, uint32_t index)
{
    return run->rows + index * run->n_groups_all * run->n_values;
}

static inline size_t running_row_bytes(const running_run *run)
{
    return run->n_groups_all * run->n_values * sizeof(int64_t);
}

/* Are all sums of two runs the same: levels, differences, months, weights? Fails the test where not. */
void running_expect_same_tallies(const running_run *one, const running_run *other);

#endif
