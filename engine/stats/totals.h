/* Sums over all municipalities and the whole run, by randomisation: what every figure of the run's table comes from.
 *
 * Assumptions are randomised Sobol points (stats/sobol.h). The points of one randomisation depend on each other, those
 * of another do not: so the randomisation is the sampling unit of the errors of totals, and an error says what the
 * Sobol points gain. With RK_RANDOMISATIONS blocks or fewer a randomisation is a block.
 */
#ifndef RK_STATS_TOTALS_H
#define RK_STATS_TOTALS_H

#include "base/draw.h"
#include "stats/tally.h"

typedef struct rk_totals rk_totals;

/* NULL when memory is out. sobol, inner: as in rk_shape. */
rk_totals *rk_totals_new(size_t n_models, bool sobol, uint32_t inner);
void rk_totals_free(rk_totals *totals); /* takes NULL */
void rk_totals_clear(rk_totals *totals); /* as new */
void rk_totals_merge(rk_totals *target, const rk_totals *source);

/* One stride of one model: [RK_N_METRICS][RK_LANES] over the horizon; baseline is NULL for the baseline itself. */
void rk_totals_fold(rk_totals *totals, size_t model, const int64_t own[RK_N_METRICS][RK_LANES],
                    const int64_t baseline[RK_N_METRICS][RK_LANES], int first_lane, int n_lanes);

/* The strides since the last count were a block of n replications. */
void rk_totals_count(rk_totals *totals, uint32_t block, uint32_t n);

/* Moments over sampling units, and how many there are (n_blocks). */
rk_moment rk_totals_level(const rk_totals *totals, size_t model, rk_metric metric);
rk_moment rk_totals_difference(const rk_totals *totals, size_t model, rk_metric metric);
rk_weight rk_totals_weight(const rk_totals *totals);

/* Paired difference between any two models, over randomisations, with their weight. */
rk_moment rk_totals_between(const rk_totals *totals, size_t model, size_t other, rk_metric metric);
rk_weight rk_totals_weight_by_randomisation(const rk_totals *totals);

/* Variance of an outcome taken apart into luck (within blocks) and assumptions (between them): analysis of variance
 * with random effects over the whole blocks (Searle, Casella, McCulloch, Variance Components, 1992, section 3.6);
 * errors by the jackknife over randomisations. In squared units of the metric. assumptions may be below 0 by chance.
 * NaN where there are fewer than 2 whole blocks; errors NaN where there are fewer than 3 randomisations. */
typedef struct {
    double luck, luck_error, assumptions, assumptions_error;
} rk_variance_parts;

rk_variance_parts rk_totals_variance(const rk_totals *totals, size_t model, rk_metric metric);

#endif
