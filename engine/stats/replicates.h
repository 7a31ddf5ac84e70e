/* Values of every single replication of a batch, per model and group (prefecture): nothing is averaged, so that tails,
 * regret, value of information and any roll-up stay exact later. Whole numbers in 1/scale units.
 *
 * Columns of a row: for each metric with RK_METRIC_YEARLY its n_years values and its horizon value; for each other
 * metric its horizon value; then the spreads likewise. rk_replicates_column finds them. Then, where coalitions are
 * compared, horizon values of each player, 0 in the rows of groups that it is not of: rk_replicates_player finds them.
 */
#ifndef RK_STATS_REPLICATES_H
#define RK_STATS_REPLICATES_H

#include "stats/tally.h"

struct rk_replicates {
    const rk_shape *shape;
    uint32_t first;       /* replication of row 0 */
    uint32_t n_rows;      /* replications in the batch that count */
    uint32_t n_rows_max;
    size_t n_values;      /* of one row */
    int64_t *values;      /* [n_models][n_groups][n_rows_max][n_values] */
    uint32_t first_block, n_blocks; /* blocks of the batch, counted from replication 0 / inner */
    size_t n_numbers;
    double *numbers;      /* [n_blocks_max][n_numbers] assumptions drawn for each block, base units */
};

/* Values of a row in this shape. */
size_t rk_replicates_n_values(const rk_shape *shape);

/* Column of a metric (0 .. RK_N_METRICS - 1) or spread (RK_N_METRICS + rk_spread) in a slot (year, or n_years for the
 * horizon); SIZE_MAX when that slot is not kept. */
size_t rk_replicates_column(const rk_shape *shape, size_t metric, size_t slot);

/* Metrics that are kept of every player. */
enum { RK_N_PLAYER_METRICS = 5 };
extern const rk_metric rk_player_metrics[RK_N_PLAYER_METRICS];

/* Column of the first player in rk_player_metrics[metric]; the others follow. */
size_t rk_replicates_player(const rk_shape *shape, size_t metric);

/* An empty batch of up to n_rows_max replications, all zero. shape must outlive it. Returns RK_ERR_MEMORY. */
RK_MUST_CHECK rk_status rk_replicates_new(const rk_shape *shape, uint32_t n_rows_max, size_t n_numbers,
                                          rk_replicates **batch);
void rk_replicates_free(rk_replicates *batch); /* takes NULL */

static inline int64_t *rk_replicates_row(const rk_replicates *batch, size_t model, size_t group, uint32_t row)
{
    return batch->values + ((model * batch->shape->n_groups + group) * batch->n_rows_max + row) * batch->n_values;
}

#endif
