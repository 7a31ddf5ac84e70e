/* The part of a results file that has a row for every replication (/prefectural, /national, /coalitions) or block
 * (/assumptions). */
#ifndef RK_OUTPUT_SINGLE_H
#define RK_OUTPUT_SINGLE_H

#include "output/axes.h"
#include "output/part_rows.h"
#include "output/rows.h"
#include "stats/replicates.h"

/* A dataset and the columns of a row of replicates that it holds. */
typedef struct {
    rk_stream *stream;
    size_t first_column, n_columns;
} rk_single_column;

typedef struct {
    rk_shape shape; /* of what is written; its group_first is not used */
    rk_rows replications, blocks;
    rk_single_column *prefecture, *nation;
    rk_single_column player[RK_N_PLAYER_METRICS];
    size_t n_prefecture, n_nation, n_player;
    rk_part_rows part; /* in place of all these */
    rk_stream *replication, *block, *assumptions;
    int64_t *sums;       /* [model][column of a row] */
    uint32_t next_block; /* blocks before have been written */
} rk_single;

/* Read rows back from the opened file of an earlier run: n_rows of the batch, which starts with row first_row of the
 * file, and their blocks, of which the first is row first_block of the file. */
void rk_single_read(rk_h5 *h5, rk_replicates *batch, size_t first_row, size_t first_block);

/* Make the datasets and the axes replication and block. */
void rk_single_open(rk_h5 *h5, const rk_scenario *scenario, uint32_t n_replications, bool part, rk_axes *axes,
                    rk_single *single);
void rk_single_append(rk_h5 *h5, rk_single *single, const rk_replicates *batch);

/* Keep the first n_replications rows, of which the first is that replication, and their blocks; finish what is open. */
void rk_single_finish(rk_h5 *h5, rk_single *single, uint32_t first, uint32_t n_replications);
void rk_single_free(rk_single *single);

#endif
