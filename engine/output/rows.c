#include "output/rows.h"

#include "output/pack.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { STREAMS_OF_THREAD = 8 };

bool rk_rows_open(rk_rows *rows, size_t n_streams_max, size_t chunk_rows)
{
    *rows = (rk_rows){.n_streams_max = n_streams_max, .chunk_rows = chunk_rows};
    rows->stream = calloc(n_streams_max, sizeof *rows->stream);
    return rows->stream != NULL;
}

void rk_rows_free(rk_rows *rows)
{
    for (size_t i = 0; i < rows->n_streams; i++) {
        free(rows->stream[i].pending);
        free(rows->stream[i].packed);
    }
    free(rows->stream);
    *rows = (rk_rows){.stream = NULL};
}

static size_t n_bytes_of(const rk_stream *stream, size_t n_rows)
{
    return stream->n_outer * n_rows * stream->n_inner * rk_h5_size(stream->type);
}

rk_stream *rk_rows_add(rk_rows *rows, rk_h5 *h5, hid_t group, const rk_about *about, rk_h5_type type, int rank,
                       const rk_axis *const axes[], int row_axis)
{
    assert(rows->n_streams < rows->n_streams_max);
    rk_stream *stream = &rows->stream[rows->n_streams++];
    *stream = (rk_stream){.type = type, .rank = rank, .row_axis = row_axis, .n_outer = 1, .n_inner = 1};
    for (int i = 0; i < rank; i++) {
        if (i != row_axis) {
            stream->dims[i] = axes[i]->n;
            *(i < row_axis ? &stream->n_outer : &stream->n_inner) *= axes[i]->n;
        }
    }
    stream->pending = calloc(n_bytes_of(stream, rows->chunk_rows), 1);
    if (stream->pending == NULL) {
        rk_h5_fail_memory(h5);
    }
    stream->dataset = rk_h5_growing(h5, group, about, type, rank, axes, row_axis, rows->chunk_rows);
    return stream;
}

/* HDF5 wants whole chunks: the rows past the last one are 0, so that they pack to nothing. */
static void clear_rest(rk_rows *rows)
{
    for (size_t i = 0; i < rows->n_streams; i++) {
        rk_stream *stream = &rows->stream[i];
        size_t row_bytes = stream->n_inner * rk_h5_size(stream->type);
        for (size_t outer = 0; outer < stream->n_outer; outer++) {
            memset(rk_stream_row(stream, rows->chunk_rows, outer, rows->n_pending), 0,
                   (rows->chunk_rows - rows->n_pending) * row_bytes);
        }
    }
}

/* Write a chunk of a stream. */
static void write_chunk(rk_rows *rows, rk_h5 *h5, rk_stream *stream)
{
    hsize_t offset[RK_H5_RANK_MAX] = {0};
    offset[stream->row_axis] = rows->n_written;
    stream->dims[stream->row_axis] = rows->n_written + rows->n_pending;
    rk_h5_resize(h5, stream->dataset, stream->dims);
    rk_h5_put(h5, stream->dataset, offset, stream->packed, stream->n_packed);
    free(stream->packed);
    stream->packed = NULL;
}

/* Some streams at a time, so that few wait packed. */
static void flush(rk_rows *rows, rk_h5 *h5)
{
    if (rows->n_pending == 0 || h5->failed) {
        return;
    }
    clear_rest(rows);
    size_t at_a_time = (size_t)h5->n_threads * STREAMS_OF_THREAD;
    for (size_t first = 0; first < rows->n_streams; first += at_a_time) {
        size_t end = rows->n_streams - first < at_a_time ? rows->n_streams : first + at_a_time;
#pragma omp parallel for schedule(dynamic, 1) num_threads(h5->n_threads)
        for (size_t i = first; i < end; i++) {
            rk_stream *stream = &rows->stream[i];
            stream->packed = rk_pack(stream->pending, n_bytes_of(stream, rows->chunk_rows), rk_h5_size(stream->type),
                                     &stream->n_packed);
        }
        for (size_t i = first; i < end; i++) {
            write_chunk(rows, h5, &rows->stream[i]);
        }
    }
    rows->n_written += rows->n_pending;
    rows->n_pending = 0;
}

size_t rk_rows_room(const rk_rows *rows)
{
    return rows->chunk_rows - rows->n_pending;
}

void rk_rows_filled(rk_rows *rows, rk_h5 *h5, size_t n)
{
    assert(n <= rk_rows_room(rows));
    rows->n_pending += n;
    if (rows->n_pending == rows->chunk_rows) {
        flush(rows, h5);
    }
}

void rk_rows_finish(rk_rows *rows, rk_h5 *h5, size_t n_rows)
{
    flush(rows, h5);
    for (size_t i = 0; i < rows->n_streams; i++) {
        rk_stream *stream = &rows->stream[i];
        if (n_rows < rows->n_written) {
            stream->dims[stream->row_axis] = n_rows;
            rk_h5_resize(h5, stream->dataset, stream->dims);
        }
        rk_h5_dataset_close(h5, stream->dataset);
    }
}
