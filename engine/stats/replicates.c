#include "stats/replicates.h"

#include <stdbool.h>
#include <stdlib.h>

enum { N_OUTCOMES = RK_N_METRICS + RK_N_SPREADS };

static bool is_yearly(size_t outcome)
{
    const rk_metric_info *info = outcome < RK_N_METRICS ? &rk_metrics[outcome] : &rk_spreads[outcome - RK_N_METRICS];
    return (info->flags & RK_METRIC_YEARLY) != 0;
}

static size_t n_values_of(const rk_shape *shape, size_t outcome)
{
    return is_yearly(outcome) ? shape->n_years + 1 : 1;
}

static size_t first_column(const rk_shape *shape, size_t outcome)
{
    size_t column = 0;
    for (size_t earlier = 0; earlier < outcome; earlier++) {
        column += n_values_of(shape, earlier);
    }
    return column;
}

size_t rk_replicates_n_values(const rk_shape *shape)
{
    return first_column(shape, N_OUTCOMES);
}

size_t rk_replicates_column(const rk_shape *shape, size_t metric, size_t slot)
{
    if (is_yearly(metric)) {
        return first_column(shape, metric) + slot;
    }
    return slot == shape->n_years ? first_column(shape, metric) : SIZE_MAX;
}

rk_status rk_replicates_new(const rk_shape *shape, uint32_t n_rows_max, size_t n_numbers, rk_replicates **batch)
{
    *batch = NULL;
    rk_replicates *self = calloc(1, sizeof *self);
    if (self == NULL) {
        return RK_ERR_MEMORY;
    }
    /* Rows that do not start at a multiple of 16 touch one block more. */
    size_t n_blocks_max = n_rows_max / RK_LANES + 2;
    self->shape = shape;
    self->n_rows_max = n_rows_max;
    self->n_values = rk_replicates_n_values(shape);
    self->n_numbers = n_numbers;
    self->values = calloc(shape->n_models * shape->n_groups * n_rows_max * self->n_values, sizeof *self->values);
    self->numbers = calloc(n_blocks_max * n_numbers + 1, sizeof *self->numbers);
    if (self->values == NULL || self->numbers == NULL) {
        rk_replicates_free(self);
        return RK_ERR_MEMORY;
    }
    *batch = self;
    return RK_OK;
}

void rk_replicates_free(rk_replicates *batch)
{
    if (batch == NULL) {
        return;
    }
    free(batch->values);
    free(batch->numbers);
    free(batch);
}
