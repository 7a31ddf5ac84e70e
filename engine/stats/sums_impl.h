/* Where sums lie in a tally, shared by the files that copy them (sums.c) and pack them (packed.c). */
#ifndef RK_STATS_SUMS_IMPL_H
#define RK_STATS_SUMS_IMPL_H

#include "stats/sums.h"
#include "stats/tally_impl.h"

/* Row r of column c is at first + r * row + c * column bytes. */
typedef struct {
    char *first, *high; /* high: of the upper halves of wide numbers */
    size_t row, column, n_rows, n_columns;
    const rk_bins *bins; /* counts, which lie in parts */
} rk_sums_place;

/* Not of RK_SUMS_WEIGHT and RK_SUMS_UNITS, which lie in several places. */
rk_sums_place rk_sums_place_of(const rk_tally *tally, rk_sums_id id);

#endif
