/* The inside of a tally, shared by the files that fill it (fold.c), keep it (tally.c) and read it (quantile.c). */
#ifndef RK_STATS_TALLY_IMPL_H
#define RK_STATS_TALLY_IMPL_H

#include "stats/tally.h"

#include <stdbool.h>

enum { RK_SKETCHES_MAX = 8 };

/* Bins of one metric with RK_METRIC_SKETCH within the bins of a cell. */
typedef struct {
    rk_metric metric;
    int shift;      /* values are counted in units of 2^shift (money: 1,024 yen) */
    int32_t n_bins; /* of a level; a difference has two such halves: 0 and above, then below 0 */
    size_t first;   /* first bin of the level; of the difference: 2 * first */
} rk_sketch;

/* A cell is one column of one slot of one model; cells of a slot are neighbours. Paired cells leave the baseline out.
 */
struct rk_tally {
    rk_shape shape;
    rk_weight weight;
    size_t n_slots, n_cells, n_paired;

    rk_moment *level;            /* [model][slot][column][metric] */
    rk_moment *difference;       /* [paired model][slot][column][metric] */
    rk_moment *total;            /* [model][metric] */
    rk_moment *total_difference; /* [model][metric] */
    rk_month_sum *month;         /* [model][month][column] */

    size_t n_sketches, n_bins; /* n_bins: of all level sketches of a cell */
    rk_sketch sketch[RK_SKETCHES_MAX];
    __int128 *square;          /* [model][slot][column][sketch], of single replications */
    uint32_t *bins;            /* [model][slot][column][n_bins] */
    uint32_t *bins_difference; /* [paired model][slot][column][2 * n_bins] */

    /* Block sums of the baseline's last fold in each slot and group, and which fold that was. */
    int64_t *baseline_sums; /* [slot][column][metric] */
    struct rk_baseline_fold {
        const rk_row *rows;
        int64_t block;
    } * baseline_fold; /* [slot][group] */
};

static inline size_t rk_tally_cell(const rk_tally *tally, size_t model, size_t slot, size_t column)
{
    return (model * tally->n_slots + slot) * tally->shape.n_columns + column;
}

/* model must not be the baseline. */
static inline size_t rk_tally_paired_cell(const rk_tally *tally, size_t model, size_t slot, size_t column)
{
    return rk_tally_cell(tally, model > tally->shape.baseline ? model - 1 : model, slot, column);
}

/* The metrics that a slot keeps. */
static inline bool rk_tally_keeps(const rk_tally *tally, size_t slot, size_t metric)
{
    return slot < tally->shape.n_years || (rk_metrics[metric].flags & (RK_METRIC_SKETCH | RK_METRIC_HORIZON)) != 0;
}

#endif
