/* Exact sums over replications: integers only, so that any order, grouping or merge gives the same result.
 *
 * A tally knows models, slots, metrics and columns (municipalities), no people. A slot is a fiscal year, or the whole
 * horizon (slot n_years). The block of `inner` replications is the sampling unit of every error, since its replications
 * share their assumptions: for each cell the sum S of a block is kept as sum S, sum n S and sum S^2, n being the
 * replications counted. A block is folded in strides of RK_LANES replications, one after the other, and then counted:
 * only then are its sums known, and squared.
 */
#ifndef RK_STATS_TALLY_H
#define RK_STATS_TALLY_H

#include "base/record.h"

#include <renkei/ensemble.h>

typedef struct {
    size_t n_models, baseline;
    size_t n_years;            /* slots are n_years + 1 */
    size_t n_columns;          /* municipalities of all prefectures */
    size_t n_groups;           /* prefectures */
    const size_t *group_first; /* [n_groups + 1] first column of each group; must outlive what is made from the shape */
    size_t n_rules;            /* funding rules */
    bool dead[RK_N_METRICS];   /* always 0 in this run, so that nobody needs to add it up */
    bool sobol;                /* assumptions are Sobol points: errors of totals are by randomisation, not by block */
    size_t n_players;          /* municipalities whose every replication is kept too, for coalitions */
    uint32_t inner;            /* replications of a whole block, a multiple of RK_LANES */
} rk_shape;

typedef struct {
    int64_t sum;      /* of block sums, in 1/scale units */
    int64_t weighted; /* of block size times block sum, modulo 2^64: yen of 100,000 replications pass 2^63 */
    __int128 square;  /* of squared block sums */
} rk_moment;

static inline void rk_moment_add(rk_moment *to, const rk_moment *from)
{
    to->sum += from->sum;
    to->weighted = (int64_t)((uint64_t)to->weighted + (uint64_t)from->weighted);
    to->square += from->square;
}

/* Of one block, or other sampling unit, of n replications. */
static inline rk_moment rk_moment_of_block(int64_t sum, int64_t n)
{
    return (rk_moment){sum, (int64_t)((uint64_t)n * (uint64_t)sum), (__int128)sum * sum};
}

/* How many replications and blocks the moments stand for. */
typedef struct {
    int64_t n_replications, n_blocks;
    int64_t n_squared; /* sum of squared block sizes */
} rk_weight;

typedef struct {
    double mean;     /* per replication, in the metric's unit */
    double error;    /* its standard error by blocks; NaN when there are fewer than 2 */
    double variance; /* of a block mean, times the mean block size: what an independent replication would show */
} rk_estimate;

rk_estimate rk_moment_estimate(const rk_moment *moment, const rk_weight *weight, int scale);

/* Student's t quantile that a two-sided 95 % interval needs with so many blocks; NaN below 2. */
double rk_t_95(int64_t n_blocks);

/* The same of any confidence, for n_shown intervals that hold at once (Bonferroni). */
double rk_t_interval(int64_t n_blocks, double confidence, size_t n_shown);

RK_MUST_CHECK rk_status rk_tally_new(const rk_shape *shape, rk_tally **tally);
void rk_tally_free(rk_tally *tally); /* takes NULL */
void rk_tally_clear(rk_tally *tally); /* as new; its memory is the system's until it is filled again */
const rk_shape *rk_tally_shape(const rk_tally *tally);

/* Fold one stride of one model, slot and group.
 *
 * rows      [columns of the group], the model's outcomes; in the horizon slot only metrics with RK_METRIC_SKETCH or
 *           RK_METRIC_HORIZON count
 * baseline  [columns of the group], the baseline's of the same stride; NULL when model is the baseline. Assertions
 *           alone look at it, since its sums are remembered from its own fold: of each group, the baseline's slot of a
 *           stride must be folded before that of the models compared with it, and before the next slot
 * first_lane .. first_lane + n_lanes - 1 are the lanes that count, 1 .. RK_LANES of them; the others hold anything
 */
void rk_tally_fold(rk_tally *tally, size_t model, size_t slot, size_t group, const rk_row *rows, const rk_row *baseline,
                   int first_lane, int n_lanes);

/* Fold the months of one fiscal year: months [RK_MONTHS][columns of the group]. */
void rk_tally_fold_months(rk_tally *tally, size_t model, size_t year, size_t group, const rk_month_count *months);

/* Fold the totals of all groups together over the horizon of a stride, for the summary; baseline is NULL when model is
 * the baseline. */
void rk_tally_fold_totals(rk_tally *tally, size_t model, const int64_t totals[RK_N_METRICS][RK_LANES],
                          const int64_t baseline[RK_N_METRICS][RK_LANES], int first_lane, int n_lanes);

/* Fold what each funding rule took over in a block, all groups together.
 *
 * sums  [n_rules][n_years] yen, summed over the n replications of the block that count
 */
void rk_tally_fold_rules(rk_tally *tally, size_t model, const int64_t *sums, uint32_t n);

/* Count a block of n replications once, after the folds of all its strides. */
void rk_tally_count(rk_tally *tally, uint32_t block, uint32_t n);

/* Add source to target; both of one shape. */
void rk_tally_merge(rk_tally *target, const rk_tally *source);

rk_weight rk_tally_weight(const rk_tally *tally);

/* Level, or paired difference to the baseline, of one cell. */
rk_moment rk_tally_level(const rk_tally *tally, size_t model, size_t slot, rk_metric metric, size_t column);
rk_moment rk_tally_difference(const rk_tally *tally, size_t model, size_t slot, rk_metric metric, size_t column);

/* The sums over all municipalities and the whole run (totals.h). */
const struct rk_totals *rk_tally_totals(const rk_tally *tally);

/* What a rule took over; slot n_years is the horizon. */
rk_moment rk_tally_rule(const rk_tally *tally, size_t model, size_t rule, size_t slot);

/* Variance over single replications of a metric with RK_METRIC_SKETCH, in squared units; NaN for fewer than 2. */
double rk_tally_variance(const rk_tally *tally, size_t model, size_t slot, rk_metric metric, size_t column);

/* Quantile, 0 < q < 1, of a metric with RK_METRIC_SKETCH over replications; in the metric's unit. The sketch counts
 * values below 16 exactly (in 1/scale units; money in units of 1,024 yen) and in 8 bins an octave above, interpolated:
 * within 12.5 % of the value, usually 1 %. Values past 2^30 such units are counted as that. */
double rk_tally_quantile(const rk_tally *tally, size_t model, size_t slot, rk_metric metric, size_t column, double q);
double rk_tally_quantile_difference(const rk_tally *tally, size_t model, size_t slot, rk_metric metric, size_t column,
                                    double q);

/* Share of replications in which a metric with RK_METRIC_SKETCH is above 0, and in which its paired difference is below
 * and above 0 (both 0 for the baseline): exact for counts; money is looked at in units of 1,024 yen. */
double rk_tally_share_above(const rk_tally *tally, size_t model, size_t slot, rk_metric metric, size_t column);
void rk_tally_shares_of_difference(const rk_tally *tally, size_t model, size_t slot, rk_metric metric, size_t column,
                                   double *below, double *above);

/* Sums over replications of one month: 0 .. 12 * n_years - 1. */
typedef struct {
    int64_t nobody, zero_cover, solo, filled, filled_squared;
} rk_month_sum;

const rk_month_sum *rk_tally_month(const rk_tally *tally, size_t model, size_t month, size_t column);

#endif
