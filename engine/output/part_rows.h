/* The rows of a part, for nobody but the run that goes on: all columns of rk_replicates, some to a dataset, so that few
 * objects of HDF5 are open beside those of the results. */
#ifndef RK_OUTPUT_PART_ROWS_H
#define RK_OUTPUT_PART_ROWS_H

#include "output/axes.h"
#include "output/rows.h"
#include "stats/replicates.h"

/* Rows of a chunk: fewer than in results, where readers want long ones. */
enum { RK_PART_CHUNK_ROWS = 128 };

typedef struct {
    rk_stream **slice; /* [n] of rows, each some columns */
    size_t n;          /* 0: no part */
} rk_part_rows;

/* Datasets of rows of this shape; the caller frees part->slice. */
size_t rk_part_rows_n(const rk_shape *shape);
void rk_part_rows_open(rk_h5 *h5, const rk_shape *shape, const rk_axes *axes, rk_rows *rows, rk_part_rows *part);

/* One row of a model and prefecture (outer) becomes a pending row. */
void rk_part_rows_put(const rk_part_rows *part, size_t chunk_rows, size_t outer, size_t pending, const int64_t *values,
                      size_t n_values);

/* Is the file a part? Its rows from first_row on into the batch. */
bool rk_part_rows_are_in(rk_h5 *h5);
void rk_part_rows_read(rk_h5 *h5, rk_replicates *batch, size_t first_row);

#endif
