/* The inside of totals, shared by the files that fill and read them (totals.c) and that keep them (sums.c). */
#ifndef RK_STATS_TOTALS_IMPL_H
#define RK_STATS_TOTALS_IMPL_H

#include "stats/totals.h"

/* One outcome in one randomisation. Squares are of whole blocks only. */
typedef struct {
    int64_t sum, paired; /* over replications; of the difference to the baseline */
    int64_t whole;       /* sum over whole blocks */
    __int128 single;     /* sum of squares of replications */
    __int128 block;      /* sum of squared block sums */
    rk_moment by_block, paired_by_block;
} rk_totals_cell;

/* The strides of the block that is being folded. */
typedef struct {
    int64_t sum, paired;
    __int128 single;
} rk_totals_pending;

struct rk_totals {
    size_t n_models;
    bool sobol;
    uint32_t inner;
    int64_t n_squared; /* sum of squared block sizes */
    int64_t replications[RK_RANDOMISATIONS], blocks[RK_RANDOMISATIONS], whole_blocks[RK_RANDOMISATIONS];
    rk_totals_cell *cells;      /* [model][metric][randomisation] */
    rk_totals_pending *pending; /* [model][metric] */
};

#endif
