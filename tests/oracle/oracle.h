/* What every oracle needs: a scenario lived through with all its values kept, and judgement of many comparisons at
 * once.
 *
 * A family is a set of comparisons under one claim. Its limit is set so that a right engine fails it once in 5 x 10^8
 * seeds, by the union bound over its comparisons; with fewer than 500 families in tests/oracle that is under 10^-6 in
 * all. Seeds are fixed, so what passes once passes until the draws change.
 */
#ifndef RK_ORACLE_H
#define RK_ORACLE_H

#include "stats/replicates.h"

#include <renkei/ensemble.h>

#include <stdbool.h>

typedef struct {
    rk_scenario *scenario;
    rk_ensemble *ensemble;
    const rk_tally *tally;
    const rk_shape *shape;
    uint32_t n_replications;
    size_t n_values;
    int64_t *rows; /* [n_replications][n_models][n_groups][n_values], whole numbers in 1/scale units; or NULL */
} oracle_run;

typedef const char *const *oracle_settings; /* KEY=VALUE, ends with NULL; NULL alone for none */

/* file is below the project's folder. Fails the test when the scenario has a mistake or the run an error. */
oracle_run oracle_live(const char *file, oracle_settings settings, uint32_t n_replications);

/* Without rows, for runs whose every value is too much to keep. look (NULL: nothing) sees each batch. */
oracle_run oracle_live_sums(const char *file, oracle_settings settings, uint32_t n_replications,
                            void (*look)(const rk_replicates *batch));

/* Replications first .. first + n - 1 of the models of a comma-separated list (NULL: all). */
oracle_run oracle_live_some(const char *file, oracle_settings settings, const char *models, uint32_t first, uint32_t n);
void oracle_end(oracle_run *run);

/* Fewer replications where memory errors are looked for and not bias: under sanitizers and without optimisation. All
 * tolerances come from the number of replications, so they widen by themselves. */
uint32_t oracle_many(uint32_t n_replications);
bool oracle_is_quick(void); /* true where oracle_many keeps its number */

const int64_t *oracle_row(const oracle_run *run, size_t model, size_t group, uint32_t replication);

/* One value of one replication in 1/scale units; slot n_years is the horizon. The slot must be kept. */
int64_t oracle_value(const oracle_run *run, size_t model, size_t group, uint32_t replication, size_t metric,
                     size_t slot);

/* Sum over the municipalities [first, last) and all replications, in the metric's unit. */
double oracle_sum(const oracle_run *run, size_t model, size_t slot, rk_metric metric, size_t first, size_t last);

typedef struct {
    double mean, error; /* over replications, in the metric's unit; error from their own spread */
} oracle_mean;

oracle_mean oracle_mean_of(const oracle_run *run, size_t model, size_t group, rk_metric metric, size_t slot);

typedef struct {
    const char *claim;
    size_t n;
    double worst, worst_observed, worst_expected; /* the largest z and where it was */
    double observed, expected;                    /* summed, for the bias */
    double power;                                 /* largest z that a bias of 1 % would have had */
} oracle_family;

/* What one model has more than another over the horizon per replication, all groups together, in the metric's unit.
 * Replications of a block share their assumptions, so the error is that of whole blocks. */
oracle_mean oracle_effect(const oracle_run *run, const char *with, const char *without, rk_metric metric);

/* Prints that effect as a comment of TAP, and fails unless it is of that sign, 1 or -1, by 4 standard
 * errors; where oracle_is_quick is false, at all. */
void oracle_expect_effect(const oracle_run *run, const char *with, const char *without, rk_metric metric, int sign);

/* error: the standard error of observed where expected is true; 0 where it must be equal. */
void oracle_compare(oracle_family *family, double observed, double expected, double error);

/* count successes in so many independent trials: by the exact binomial tail, for chances however small. */
void oracle_count(oracle_family *family, double count, double trials, double chance);

/* Prints the worst z and the bias as a comment of TAP, and fails when the worst is past the family's limit. */
void oracle_judge(const oracle_family *family);

/* The same, and fails when a bias of 1 % would not have shown: when its z is not 2 above the limit in any comparison.
 */
void oracle_judge_one_percent(const oracle_family *family);

#endif
