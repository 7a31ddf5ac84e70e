/* Datasets that grow together, row by row: values are gathered until a chunk is full, packed by all threads, and
 * written. Memory does not grow with the rows. */
#ifndef RK_OUTPUT_ROWS_H
#define RK_OUTPUT_ROWS_H

#include "output/h5.h"

#include <stdint.h>

/* One of the datasets: [outer][row][inner] with up to two outer axes and one inner. */
typedef struct {
    hid_t dataset;
    rk_h5_type type;
    int rank, row_axis;
    hsize_t dims[RK_H5_RANK_MAX]; /* dims[row_axis]: rows written */
    size_t n_outer, n_inner;
    char *pending; /* [n_outer][chunk_rows][n_inner] */
    void *packed;
    size_t n_packed;
} rk_stream;

typedef struct {
    rk_stream *stream;
    size_t n_streams, n_streams_max;
    size_t chunk_rows;
    size_t n_pending; /* rows in the chunk that is being filled */
    size_t n_written;
} rk_rows;

/* Returns false when there is no memory. */
bool rk_rows_open(rk_rows *rows, size_t n_streams_max, size_t chunk_rows);
void rk_rows_free(rk_rows *rows);

/* Add a dataset as of rk_h5_growing. The pointer holds until the rows are freed. */
rk_stream *rk_rows_add(rk_rows *rows, rk_h5 *h5, hid_t group, const rk_about *about, rk_h5_type type, int rank,
                       const rk_axis *const axes[], int row_axis);

/* Where the values of a pending row go: row is counted from the first of the chunk. */
static inline void *rk_stream_row(const rk_stream *stream, size_t chunk_rows, size_t outer, size_t row)
{
    return stream->pending + (outer * chunk_rows + row) * stream->n_inner * rk_h5_size(stream->type);
}

/* Rows that still fit into the chunk, and that so many more of them have been filled. A full chunk is written. */
size_t rk_rows_room(const rk_rows *rows);
void rk_rows_filled(rk_rows *rows, rk_h5 *h5, size_t n);

/* Write what is pending, and keep the first n_rows rows. The datasets are closed. */
void rk_rows_finish(rk_rows *rows, rk_h5 *h5, size_t n_rows);

#endif
