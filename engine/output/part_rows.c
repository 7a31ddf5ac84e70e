#include "output/part_rows.h"

#include "output/h5_read.h"

#include <stdio.h>
#include <stdlib.h>

enum { WIDTH = 16, NAME_SIZE = 32 };

static const char column_path[] = "/rows/column";

size_t rk_part_rows_n(const rk_shape *shape)
{
    return (rk_replicates_n_values(shape) + WIDTH - 1) / WIDTH;
}

static void name_of(size_t slice, char name[NAME_SIZE])
{
    (void)snprintf(name, NAME_SIZE, "from_%zu", slice * WIDTH);
}

void rk_part_rows_open(rk_h5 *h5, const rk_shape *shape, const rk_axes *axes, rk_rows *rows, rk_part_rows *part)
{
    static const rk_about column = {"column", "1", "column, counted from the first of the dataset",
                                    "列番号（データセットの最初の列から）", 0};
    const int32_t label[WIDTH] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    size_t n = rk_part_rows_n(shape);
    part->slice = calloc(n, sizeof *part->slice);
    if (part->slice == NULL) {
        rk_h5_fail_memory(h5);
        return;
    }
    hid_t group = rk_h5_group(h5, h5->file, "rows");
    rk_axis columns = rk_h5_axis(h5, group, &column, RK_H5_INT32, WIDTH, label);
    const rk_axis *const along[] = {&axes->model, &axes->prefecture, &columns, &axes->replication};
    for (; part->n < n; part->n++) {
        char name[NAME_SIZE];
        rk_about about = {name, "1", "columns of a row of a replication", "試行の行の列", 0};
        name_of(part->n, name);
        part->slice[part->n] = rk_rows_add(rows, h5, group, &about, RK_H5_INT64, 4, along, 3);
    }
    rk_h5_axis_close(h5, &columns);
    rk_h5_group_close(h5, group);
}

void rk_part_rows_put(const rk_part_rows *part, size_t chunk_rows, size_t outer, size_t pending, const int64_t *values,
                      size_t n_values)
{
    for (size_t column = 0; column < n_values; column++) {
        size_t at = outer * WIDTH + column % WIDTH;
        *(int64_t *)rk_stream_row(part->slice[column / WIDTH], chunk_rows, at, pending) = values[column];
    }
}

bool rk_part_rows_are_in(rk_h5 *h5)
{
    return rk_h5_length(h5, column_path, true) == WIDTH;
}

/* One dataset: [model][prefecture][column][row] becomes columns of rows. */
static void read_slice(rk_h5 *h5, rk_replicates *batch, size_t slice, size_t first_row, int64_t *values)
{
    const rk_shape *shape = batch->shape;
    char name[NAME_SIZE], path[NAME_SIZE + sizeof "/rows/"];
    const hsize_t offset[] = {0, 0, 0, first_row};
    const hsize_t count[] = {shape->n_models, shape->n_groups, WIDTH, batch->n_rows};
    size_t first = slice * WIDTH, left = batch->n_values - first, n = left < WIDTH ? left : WIDTH;
    name_of(slice, name);
    (void)snprintf(path, sizeof path, "/rows/%s", name);
    hid_t dataset = rk_h5_dataset_open(h5, path);
    rk_h5_read_part(h5, dataset, RK_H5_INT64, 4, offset, count, values);
    rk_h5_dataset_close(h5, dataset);
    for (size_t outer = 0; outer < shape->n_models * shape->n_groups && !h5->failed; outer++) {
        const int64_t *from = &values[outer * WIDTH * batch->n_rows];
        for (uint32_t row = 0; row < batch->n_rows; row++) {
            int64_t *to = rk_replicates_row(batch, outer / shape->n_groups, outer % shape->n_groups, row) + first;
            for (size_t column = 0; column < n; column++) {
                to[column] = from[column * batch->n_rows + row];
            }
        }
    }
}

void rk_part_rows_read(rk_h5 *h5, rk_replicates *batch, size_t first_row)
{
    const rk_shape *shape = batch->shape;
    int64_t *values = calloc(shape->n_models * shape->n_groups * WIDTH * batch->n_rows, sizeof *values);
    if (values == NULL) {
        rk_h5_fail_memory(h5);
        return;
    }
    for (size_t slice = 0; slice < rk_part_rows_n(shape) && !h5->failed; slice++) {
        read_slice(h5, batch, slice, first_row, values);
    }
    free(values);
}
