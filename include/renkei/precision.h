/* Stopping a run when it is precise enough.
 *
 * A goal is written METRIC=HALF or METRIC=HALF@MODEL-BASELINE, METRIC=HALF@MODEL, ranking=METRIC. HALF is the
 * half-width of the 95 % interval that is wanted, in the unit of the run's table: per municipality and year, levels per
 * municipality, money in yen a year of all municipalities; or with % relative to the mean of the baseline. Without @
 * every model's paired difference to the baseline must be that precise; @MODEL asks for its level. ranking=METRIC asks
 * that the 95 % intervals of the differences between neighbours in the order of the models (Bonferroni over the
 * neighbours) do not hold 0.
 *
 * Stopping rule: intervals are looked at when at least 64 blocks are finished (1,024 replications where a block has 16),
 * for fewer are too few to judge by, and again whenever the number of replications has grown by a quarter; the run ends
 * when they are narrow enough at two looks in a row, so after 80 blocks at the earliest (1,280 replications; 81,920 where
 * a block has 1,024). A look waits for the end of a batch (renkei/ensemble.h).
 * Where outcomes are skew an error that is small by chance comes together with a small mean, but seldom twice: so
 * intervals keep their coverage, which tests/unit/run/test_precision.c measures by simulation. They are Student's t
 * over sampling units (stats/totals.h).
 */
#ifndef RENKEI_PRECISION_H
#define RENKEI_PRECISION_H

#include <renkei/ensemble.h>

enum { RK_PRECISION_BLOCKS = 64 }; /* finished before the first look */

typedef struct {
    rk_metric metric;
    bool ranking;
    bool relative;    /* half_width is a share of the baseline's mean */
    bool level;       /* of model, not its difference */
    bool every_model; /* all models but the baseline */
    size_t model;
    double half_width;
} rk_precision;

/* Returns false with a sentence in problem, at most n bytes. */
bool rk_precision_parse(const rk_scenario *scenario, const char *text, rk_precision *goal, char *problem, size_t n);

/* Replications after which to look for the first time, where a block has inner, and after a look at so many. */
uint32_t rk_precision_first_look(uint32_t inner);
uint32_t rk_precision_next_look(uint32_t finished);

/* Replications after which the run of this ensemble can end by a goal at the earliest: its second look, for which its
 * options may ask for too few. inner: as above. */
uint64_t rk_precision_least(const rk_ensemble *ensemble, uint32_t inner);

/* The unit of half_width: "months per municipality and year", "yen a year", "% of the baseline's mean"; "" of a
 * ranking. unit: at most n bytes. */
void rk_precision_unit(const rk_precision *goal, char *unit, size_t n);

/* Is the goal reached? half_width: what has been reached, the worst of all models, in the goal's unit; NaN for a
 * ranking. */
bool rk_precision_reached(rk_ensemble *ensemble, const rk_precision *goal, double *half_width);

#endif
