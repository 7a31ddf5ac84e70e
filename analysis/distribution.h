/* What an outcome looks like over all replications: mean, quantiles, expected shortfall, each with its error. */
#ifndef RK_ANALYSIS_DISTRIBUTION_H
#define RK_ANALYSIS_DISTRIBUTION_H

#include "analysis/blocks.h"

enum { RK_N_QUANTILES = 5, RK_N_TAILS = 2 };
extern const double rk_quantile_shares[RK_N_QUANTILES]; /* 10, 50, 80, 90, 95 % */
extern const double rk_tail_shares[RK_N_TAILS];         /* 90, 95 % */

typedef struct {
    rk_figure_by_blocks mean;
    double quantile[RK_N_QUANTILES], low[RK_N_QUANTILES], high[RK_N_QUANTILES]; /* 95 % intervals: Woodruff (1952) */
    rk_figure_by_blocks tail[RK_N_TAILS]; /* expected shortfall: mean of the worst 10 and 5 % */
} rk_distribution;

/* values: [n_replications] in their order; work: room for as many. Expected shortfall above the quantile v of share q
 * is v + mean(max(x - v, 0)) / (1 - q), which does not move to first order with v (Rockafellar and Uryasev 2000), so
 * its error is that of the mean of those terms. */
void rk_distribution_of(const rk_reading *reading, const double *values, double *work, rk_distribution *distribution);

/* 95 % interval of a chance that was counted: Wilson's (1927), with as many independent replications as the standard
 * error by sampling units is worth (Korn and Graubard 1998); as many as blocks where the chance was 0 or 1 throughout.
 */
void rk_share_interval(const rk_reading *reading, rk_figure_by_blocks share, double *low, double *high);

/* A quantile as a mean over replications, to first order (Hampel 1974: its influence function; density from the
 * quantiles at the distance of Bofinger 1975), so that errors of sums and differences of quantiles can be taken by
 * rk_mean_by_blocks. influence: [n_replications], added to it with that weight. */
void rk_quantile_influence(const rk_reading *reading, const double *values, const double *sorted, double q,
                           double weight, double *influence);

#endif
