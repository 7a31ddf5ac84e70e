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

/* Sums of squares in two halves: the upper one is touched only when there is something to carry. */
typedef struct {
    uint64_t *low, *high;
} rk_squares;

static inline void rk_squares_add(rk_squares squares, size_t index, uint64_t low, uint64_t high)
{
    uint64_t sum = squares.low[index] + low;
    uint64_t carry = high + (sum < low);
    squares.low[index] = sum;
    if (carry != 0) {
        squares.high[index] += carry;
    }
}

/* Counts of 32 bits in three parts for the same reason: a byte that every fold touches, a byte for what the first could
 * not hold, and the upper half, which few bins ever need. Cells that carried say so, which spares reading the rest
 * where it has never been touched. */
typedef struct {
    size_t n; /* of each cell */
    uint8_t *low, *middle;
    uint16_t *high;
    bool *carried; /* [cell] */
} rk_bins;

/* count: a multiple of 256. */
static inline void rk_bins_carry(rk_bins bins, size_t index, uint32_t count)
{
    uint32_t sum = bins.middle[index] + (count >> 8);
    bins.middle[index] = (uint8_t)sum;
    if (sum > UINT8_MAX) {
        bins.high[index] = (uint16_t)(bins.high[index] + (sum >> 8));
    }
    bins.carried[index / bins.n] = true;
}

/* A count may pass through 2^32: nothing is lost when as much is taken away. */
static inline void rk_bins_add(rk_bins bins, size_t index, uint32_t count)
{
    uint32_t sum = bins.low[index] + (count & UINT8_MAX);
    bins.low[index] = (uint8_t)sum;
    sum = (count & ~(uint32_t)UINT8_MAX) + (sum & ~(uint32_t)UINT8_MAX);
    if (sum != 0) {
        rk_bins_carry(bins, index, sum);
    }
}

static inline uint32_t rk_bins_count(rk_bins bins, size_t index, bool carried)
{
    return bins.low[index] +
           (carried ? (uint32_t)bins.middle[index] << 8 | (uint32_t)bins.high[index] << 16 : 0);
}

/* 16 values in units of a sketch, 0 .. RK_SKETCH_MAX. */
typedef struct {
    int32_t v[RK_LANES];
} rk_units;

/* Metrics that a slot keeps, ascending: not dead, and in the horizon's slot those that it keeps. */
typedef struct {
    size_t n, n_counts; /* the first are counts, the others money */
    uint8_t metric[RK_N_METRICS];
} rk_metric_list;

/* What a row adds up to over a stride. */
typedef struct {
    bool small; /* all sums of counts fit into 32 bits */
    int64_t of[RK_N_METRICS];
} rk_stride_sums;

/* A cell is one column of one slot of one model, [model][slot][column]; paired cells leave the baseline out. */
struct rk_tally {
    rk_shape shape;
    rk_weight weight;
    size_t n_slots, n_cells, n_paired;
    rk_metric_list of_year, of_horizon;

    /* Moments of all cells. Folding is bound by memory, so the parts that every block touches are kept apart from those
     * that few do, and what follows from others is not kept: sums of differences, and n S of whole blocks. */
    int64_t *sum;             /* [cell][metric] sum of block sums S */
    int64_t *uneven;          /* [cell][metric] sum of (n - inner) S, of blocks that are not whole, modulo 2^64 */
    rk_squares square;        /* [cell][metric] sum of S^2 */
    rk_squares paired_square; /* [paired cell][metric] the same of differences of block sums */
    struct rk_totals *totals; /* of everything, totals.h */
    rk_moment *rule;          /* [model][rule][slot] */
    rk_month_sum *month;      /* [model][month][column] */

    size_t n_sketches, n_bins; /* n_bins: of all level sketches of a cell */
    rk_sketch sketch[RK_SKETCHES_MAX];
    __int128 *single_square; /* [cell][sketch] sum of squares of single replications */
    rk_bins bins;            /* [cell][n_bins] */
    rk_bins paired_bins;     /* [paired cell][2 * n_bins] */

    int64_t *pending; /* [cell][metric] S so far of a block of several strides; 0 between blocks */

    /* What the differences need of the baseline's last fold in each group, and which fold that was. */
    rk_stride_sums *baseline_sums; /* [column] */
    rk_units *baseline_units;      /* [column][sketch] */
    struct rk_baseline_fold {
        const rk_row *rows;
        size_t slot;
        int64_t block;
    } * baseline_fold; /* [group] */
};

/* Does a block have several strides, so that its sums are pending until it ends? */
static inline bool rk_tally_has_strides(const rk_tally *tally)
{
    return tally->shape.inner > RK_LANES;
}

static inline const rk_metric_list *rk_tally_metrics(const rk_tally *tally, size_t slot)
{
    return slot == tally->shape.n_years ? &tally->of_horizon : &tally->of_year;
}

static inline void rk_squares_add_one(rk_squares squares, size_t index, int64_t sum)
{
    unsigned __int128 square = (unsigned __int128)((__int128)sum * sum);
    rk_squares_add(squares, index, (uint64_t)square, (uint64_t)(square >> 64));
}

/* The same of money, whose squares fill the upper half so often that asking costs more than adding 0. */
static inline void rk_squares_add_money(rk_squares squares, size_t index, int64_t sum)
{
    unsigned __int128 square = (unsigned __int128)((__int128)sum * sum);
    uint64_t low = squares.low[index] + (uint64_t)square;
    squares.high[index] += (uint64_t)(square >> 64) + (low < (uint64_t)square);
    squares.low[index] = low;
}

/* What follows from the sums S of a cell over a block of n replications, fewer than a whole one has.
 *
 * first  index of the cell's first metric
 */
static inline void rk_tally_miss(rk_tally *tally, size_t first, const rk_metric_list *list,
                                 const int64_t sums[RK_N_METRICS], int64_t n)
{
    uint64_t missing = tally->shape.inner - (uint64_t)n;
    for (size_t i = 0; i < list->n; i++) {
        int64_t *uneven = &tally->uneven[first + list->metric[i]];
        *uneven = (int64_t)((uint64_t)*uneven - missing * (uint64_t)sums[list->metric[i]]);
    }
}

static inline size_t rk_tally_cell(const rk_tally *tally, size_t model, size_t slot, size_t column)
{
    return (model * tally->n_slots + slot) * tally->shape.n_columns + column;
}

/* model must not be the baseline. */
static inline size_t rk_tally_paired_cell(const rk_tally *tally, size_t model, size_t slot, size_t column)
{
    return rk_tally_cell(tally, model > tally->shape.baseline ? model - 1 : model, slot, column);
}

#endif
