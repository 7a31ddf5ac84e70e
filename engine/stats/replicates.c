#include "stats/replicates.h"

#include <stdbool.h>
#include <stdlib.h>

enum { N_OUTCOMES = RK_N_METRICS + RK_N_SPREADS };

static bool is_yearly(size_t outcome)
{
    const rk_metric_info *info = outcome < RK_N_METRICS ? &rk_metrics[outcome] : &rk_spreads[outcome - RK_N_METRICS];
    return (info->flags & RK_METRIC_YEARLY) != 0;
}

/* BEFORE_x counts the yearly outcomes that precede x: an enumerator is one more than the last, or what it is set to. */
enum {
#define X(id, name, unit, scale, flags, long_name, ja)                                                                 \
    BEFORE_##id, NEXT_##id = BEFORE_##id + (((flags)&RK_METRIC_YEARLY) != 0) - 1,
    RK_METRIC_LIST(X)
#undef X
#define X(id, name, unit, scale, yearly, long_name, ja) BEFORE_##id, NEXT_##id = BEFORE_##id + (yearly)-1,
        RK_SPREAD_LIST(X)
#undef X
            N_YEARLY
};

static const unsigned char yearly_before[N_OUTCOMES] = {
#define X(id, name, unit, scale, flags, long_name, ja) BEFORE_##id,
    RK_METRIC_LIST(X) RK_SPREAD_LIST(X)
#undef X
};

/* What coverage can be measured by, what support was used, what is paid. */
const rk_metric rk_player_metrics[RK_N_PLAYER_METRICS] = {
    RK_METRIC_ZERO_COVER_MONTHS, RK_METRIC_SUPPORT,    RK_METRIC_UNSERVED_WORK,
    RK_METRIC_PAID_MUNICIPALITY, RK_METRIC_COST_TOTAL,
};

size_t rk_replicates_n_values(const rk_shape *shape)
{
    return N_OUTCOMES + N_YEARLY * shape->n_years + RK_N_PLAYER_METRICS * shape->n_players;
}

size_t rk_replicates_player(const rk_shape *shape, size_t metric)
{
    return N_OUTCOMES + N_YEARLY * shape->n_years + metric * shape->n_players;
}

size_t rk_replicates_column(const rk_shape *shape, size_t metric, size_t slot)
{
    if (!is_yearly(metric) && slot != shape->n_years) {
        return SIZE_MAX;
    }
    return metric + yearly_before[metric] * shape->n_years + (is_yearly(metric) ? slot : 0);
}

rk_status rk_replicates_new(const rk_shape *shape, uint32_t n_rows_max, size_t n_numbers, rk_replicates **batch)
{
    *batch = NULL;
    rk_replicates *self = calloc(1, sizeof *self);
    if (self == NULL) {
        return RK_ERR_MEMORY;
    }
    /* Rows that do not start where a block does touch one block more. */
    size_t n_blocks_max = n_rows_max / shape->inner + 2;
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
