/* A small run without an engine: three municipalities of two prefectures, two models, values made by a formula. */
#ifndef RK_TESTS_OUTPUT_TINY_H
#define RK_TESTS_OUTPUT_TINY_H

#include "input/scenario.h"
#include "stats/replicates.h"
#include "stats/tally.h"

#include <renkei/results.h>

enum { TINY_MODELS = 2, TINY_BASELINE = 1, TINY_GROUPS = 2, TINY_COLUMNS = 3, TINY_YEARS = 2, TINY_RULES = 2 };

extern const rk_shape tiny_shape;

/* A folder of the test's own, made once; removed by tiny_clean with what is in it. */
const char *tiny_folder(void);
void tiny_clean(void);
char *tiny_path(const char *name); /* the caller frees */

/* The scenario; the caller closes it. */
rk_scenario *tiny_scenario(void);

/* The value of a replication in a column of its row, as rk_replicates keeps it, and of an assumption in a block. */
int64_t tiny_value(size_t model, size_t group, uint32_t replication, size_t column);
double tiny_number(uint32_t block, size_t number);

/* Write a whole file: n replications from first in batches of so many. Stops at the first failure. */
rk_status tiny_write(const rk_scenario *scenario, const char *path, const rk_run_options *options, uint32_t batch_size,
                     uint32_t finished);

/* Sums over 40 replications in blocks of 16, 16 and 8. The caller frees. */
rk_tally *tiny_tally(void);

#endif
