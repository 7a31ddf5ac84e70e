#include "stats/tally_impl.h"

#include "base/memory.h"
#include "stats/sketch.h"
#include "stats/totals.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Sketches count money in units of 1,024 yen. */
enum { YEN_SHIFT = 10 };

static void lay_out_sketches(rk_tally *tally)
{
    for (rk_metric metric = 0; metric < RK_N_METRICS; metric++) {
        if ((rk_metrics[metric].flags & RK_METRIC_SKETCH) == 0) {
            continue;
        }
        assert(tally->n_sketches < RK_SKETCHES_MAX);
        /* A municipality has no more months of anything than the run. */
        bool months = strcmp(rk_metrics[metric].unit, "months") == 0;
        int32_t largest = months ? (int32_t)(RK_MONTHS * tally->shape.n_years) : RK_SKETCH_MAX;
        tally->sketch[tally->n_sketches++] = (rk_sketch){
            .metric = metric,
            .shift = (rk_metrics[metric].flags & RK_METRIC_MONEY) != 0 ? YEN_SHIFT : 0,
            .n_bins = rk_sketch_bin(largest) + 1,
            .first = tally->n_bins,
        };
        tally->n_bins += (size_t)rk_sketch_bin(largest) + 1;
    }
    tally->bins.n = tally->n_bins;
    tally->paired_bins.n = 2 * tally->n_bins;
}

static void list_metric(rk_metric_list *list, uint8_t metric)
{
    list->metric[list->n++] = metric;
    list->n_counts += metric < RK_N_COUNTS;
}

static void list_metrics(rk_tally *tally)
{
    for (uint8_t metric = 0; metric < RK_N_METRICS; metric++) {
        if (tally->shape.dead[metric]) {
            continue;
        }
        list_metric(&tally->of_year, metric);
        if ((rk_metrics[metric].flags & (RK_METRIC_SKETCH | RK_METRIC_HORIZON)) != 0) {
            list_metric(&tally->of_horizon, metric);
        }
    }
}

/* clang-format off */
/* X(array, its elements) of all arrays of a tally. */
#define ARRAYS(X)                                                                                                      \
    X(sum, tally->n_cells * RK_N_METRICS)                                                                              \
    X(uneven, tally->n_cells * RK_N_METRICS)                                                                           \
    X(square.low, tally->n_cells * RK_N_METRICS)                                                                       \
    X(square.high, tally->n_cells * RK_N_METRICS)                                                                      \
    X(paired_square.low, tally->n_paired * RK_N_METRICS)                                                               \
    X(paired_square.high, tally->n_paired * RK_N_METRICS)                                                              \
    X(rule, tally->shape.n_models * tally->shape.n_rules * tally->n_slots)                                             \
    X(month, tally->shape.n_models * RK_MONTHS * tally->shape.n_years * tally->shape.n_columns)                        \
    X(single_square, tally->n_cells * tally->n_sketches)                                                               \
    X(bins.low, tally->n_cells * tally->bins.n)                                                                        \
    X(bins.middle, tally->n_cells * tally->bins.n)                                                                     \
    X(bins.high, tally->n_cells * tally->bins.n)                                                                       \
    X(bins.carried, tally->n_cells)                                                                                    \
    X(paired_bins.low, tally->n_paired * tally->paired_bins.n)                                                         \
    X(paired_bins.middle, tally->n_paired * tally->paired_bins.n)                                                      \
    X(paired_bins.high, tally->n_paired * tally->paired_bins.n)                                                        \
    X(paired_bins.carried, tally->n_paired)                                                                            \
    X(pending, rk_tally_has_strides(tally) ? tally->n_cells * RK_N_METRICS : 0)                                        \
    X(baseline_sums, tally->shape.n_columns)                                                                           \
    X(baseline_units, tally->shape.n_columns * tally->n_sketches)                                                      \
    X(baseline_fold, tally->shape.n_groups)
/* clang-format on */

/* An empty array has room for one element, so that it is not taken for memory that is out. */
static bool allocate(rk_tally *tally)
{
    bool all = (tally->totals = rk_totals_new(tally->shape.n_models, tally->shape.sobol, tally->shape.inner)) != NULL;
#define X(array, n) all = (tally->array = calloc((n) + 1, sizeof *tally->array)) != NULL && all;
    ARRAYS(X)
#undef X
    return all;
}

rk_status rk_tally_new(const rk_shape *shape, rk_tally **tally)
{
    *tally = NULL;
    assert(shape->inner >= RK_LANES && shape->inner % RK_LANES == 0);
    rk_tally *self = calloc(1, sizeof *self);
    if (self == NULL) {
        return RK_ERR_MEMORY;
    }
    self->shape = *shape;
    self->n_slots = shape->n_years + 1;
    self->n_cells = shape->n_models * self->n_slots * shape->n_columns;
    self->n_paired = (shape->n_models - 1) * self->n_slots * shape->n_columns;
    lay_out_sketches(self);
    list_metrics(self);
    if (!allocate(self)) {
        rk_tally_free(self);
        return RK_ERR_MEMORY;
    }
    *tally = self;
    return RK_OK;
}

void rk_tally_free(rk_tally *tally)
{
    if (tally == NULL) {
        return;
    }
    rk_totals_free(tally->totals);
#define X(array, n) free(tally->array);
    ARRAYS(X)
#undef X
    free(tally);
}

void rk_tally_clear(rk_tally *tally)
{
    tally->weight = (rk_weight){0};
    rk_totals_clear(tally->totals);
#define X(array, n) rk_give_back(tally->array, (n) * sizeof *tally->array);
    ARRAYS(X)
#undef X
}

const rk_shape *rk_tally_shape(const rk_tally *tally)
{
    return &tally->shape;
}

rk_weight rk_tally_weight(const rk_tally *tally)
{
    return tally->weight;
}

/* ---- Merging ---- */

static void merge_sums(int64_t *target, const int64_t *source, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        target[i] += source[i];
    }
}

/* For what is 0 nearly everywhere: reads only where there is nothing, so that its memory stays untouched. */
static void merge_rare(int64_t *target, const int64_t *source, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (source[i] != 0) {
            target[i] = (int64_t)((uint64_t)target[i] + (uint64_t)source[i]); /* modulo 2^64 */
        }
    }
}

static void merge_squares(rk_squares target, rk_squares source, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        rk_squares_add(target, i, source.low[i], source.high[i]);
    }
}

static void merge_moments(rk_moment *target, const rk_moment *source, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        rk_moment_add(&target[i], &source[i]);
    }
}

static void merge_bins(rk_bins target, rk_bins source, size_t n_cells)
{
    for (size_t cell = 0; cell < n_cells; cell++) {
        for (size_t i = cell * source.n; i < (cell + 1) * source.n; i++) {
            rk_bins_add(target, i, rk_bins_count(source, i, source.carried[cell]));
        }
    }
}

static void merge_months(rk_month_sum *target, const rk_month_sum *source, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        target[i].nobody += source[i].nobody;
        target[i].zero_cover += source[i].zero_cover;
        target[i].solo += source[i].solo;
        target[i].filled += source[i].filled;
        target[i].filled_squared += source[i].filled_squared;
    }
}

void rk_tally_merge(rk_tally *target, const rk_tally *source)
{
    const rk_shape *shape = &target->shape;
    assert(source->n_cells == target->n_cells && source->n_bins == target->n_bins &&
           source->shape.baseline == shape->baseline && source->shape.inner == shape->inner);
    merge_sums(target->sum, source->sum, target->n_cells * RK_N_METRICS);
    merge_rare(target->uneven, source->uneven, target->n_cells * RK_N_METRICS);
    merge_squares(target->square, source->square, target->n_cells * RK_N_METRICS);
    merge_squares(target->paired_square, source->paired_square, target->n_paired * RK_N_METRICS);
    rk_totals_merge(target->totals, source->totals);
    merge_moments(target->rule, source->rule, shape->n_models * shape->n_rules * target->n_slots);
    merge_months(target->month, source->month, shape->n_models * RK_MONTHS * shape->n_years * shape->n_columns);
    merge_bins(target->bins, source->bins, target->n_cells);
    merge_bins(target->paired_bins, source->paired_bins, target->n_paired);
    for (size_t i = 0; i < target->n_cells * target->n_sketches; i++) {
        target->single_square[i] += source->single_square[i];
    }
    target->weight.n_replications += source->weight.n_replications;
    target->weight.n_blocks += source->weight.n_blocks;
    target->weight.n_squared += source->weight.n_squared;
}

/* ---- Reading ---- */

static __int128 square_at(rk_squares squares, size_t index)
{
    return (__int128)(((unsigned __int128)squares.high[index] << 64) | squares.low[index]);
}

rk_moment rk_tally_level(const rk_tally *tally, size_t model, size_t slot, rk_metric metric, size_t column)
{
    size_t index = rk_tally_cell(tally, model, slot, column) * RK_N_METRICS + metric;
    return (rk_moment){
        .sum = tally->sum[index],
        .weighted = (int64_t)(tally->shape.inner * (uint64_t)tally->sum[index] + (uint64_t)tally->uneven[index]),
        .square = square_at(tally->square, index),
    };
}

rk_moment rk_tally_difference(const rk_tally *tally, size_t model, size_t slot, rk_metric metric, size_t column)
{
    if (model == tally->shape.baseline) {
        return (rk_moment){.sum = 0};
    }
    rk_moment own = rk_tally_level(tally, model, slot, metric, column);
    rk_moment baseline = rk_tally_level(tally, tally->shape.baseline, slot, metric, column);
    size_t index = rk_tally_paired_cell(tally, model, slot, column) * RK_N_METRICS + metric;
    return (rk_moment){
        .sum = own.sum - baseline.sum,
        .weighted = (int64_t)((uint64_t)own.weighted - (uint64_t)baseline.weighted),
        .square = square_at(tally->paired_square, index),
    };
}

const rk_totals *rk_tally_totals(const rk_tally *tally)
{
    return tally->totals;
}

void rk_tally_fold_rules(rk_tally *tally, size_t model, const int64_t *sums, uint32_t n)
{
    const rk_shape *shape = &tally->shape;
    for (size_t rule = 0; rule < shape->n_rules; rule++) {
        rk_moment *moment = &tally->rule[(model * shape->n_rules + rule) * tally->n_slots];
        int64_t horizon = 0;
        for (size_t slot = 0; slot < tally->n_slots; slot++) {
            int64_t sum = slot < shape->n_years ? sums[rule * shape->n_years + slot] : horizon;
            const rk_moment of_block = rk_moment_of_block(sum, n);
            rk_moment_add(&moment[slot], &of_block);
            horizon += sum;
        }
    }
}

rk_moment rk_tally_rule(const rk_tally *tally, size_t model, size_t rule, size_t slot)
{
    return tally->rule[(model * tally->shape.n_rules + rule) * tally->n_slots + slot];
}

const rk_month_sum *rk_tally_month(const rk_tally *tally, size_t model, size_t month, size_t column)
{
    size_t n_months = RK_MONTHS * tally->shape.n_years;
    return &tally->month[(model * n_months + month) * tally->shape.n_columns + column];
}

/* ---- Blocks ---- */

void rk_tally_fold_totals(rk_tally *tally, size_t model, const int64_t totals[RK_N_METRICS][RK_LANES],
                          const int64_t baseline[RK_N_METRICS][RK_LANES], int first_lane, int n_lanes)
{
    assert((baseline == NULL) == (model == tally->shape.baseline));
    rk_totals_fold(tally->totals, model, totals, baseline, first_lane, n_lanes);
}

/* The differences of one model in one slot, while the sums of both are pending. */
static void square_differences(rk_tally *tally, size_t model, size_t slot)
{
    const rk_metric_list *list = rk_tally_metrics(tally, slot);
    const int64_t *own = &tally->pending[rk_tally_cell(tally, model, slot, 0) * RK_N_METRICS];
    const int64_t *baseline = &tally->pending[rk_tally_cell(tally, tally->shape.baseline, slot, 0) * RK_N_METRICS];
    size_t first = rk_tally_paired_cell(tally, model, slot, 0) * RK_N_METRICS;
    for (size_t column = 0; column < tally->shape.n_columns; column++) {
        for (size_t i = 0; i < list->n; i++) {
            size_t index = column * RK_N_METRICS + list->metric[i];
            rk_squares_add_one(tally->paired_square, first + index, own[index] - baseline[index]);
        }
    }
}

static void square_levels(rk_tally *tally, size_t model, size_t slot, int64_t n)
{
    const rk_metric_list *list = rk_tally_metrics(tally, slot);
    for (size_t column = 0; column < tally->shape.n_columns; column++) {
        size_t first = rk_tally_cell(tally, model, slot, column) * RK_N_METRICS;
        const int64_t *sums = &tally->pending[first];
        for (size_t i = 0; i < list->n; i++) {
            tally->sum[first + list->metric[i]] += sums[list->metric[i]];
            rk_squares_add_one(tally->square, first + list->metric[i], sums[list->metric[i]]);
        }
        if (n < tally->shape.inner) {
            rk_tally_miss(tally, first, list, sums, n);
        }
    }
}

/* A block of several strides ends: its sums are squared, and the next begins with none. */
static void end_block(rk_tally *tally, int64_t n)
{
    size_t n_models = tally->shape.n_models;
    for (size_t i = 0; i < n_models * tally->n_slots; i++) {
        square_levels(tally, i / tally->n_slots, i % tally->n_slots, n);
        if (i / tally->n_slots != tally->shape.baseline) {
            square_differences(tally, i / tally->n_slots, i % tally->n_slots);
        }
    }
    memset(tally->pending, 0, tally->n_cells * RK_N_METRICS * sizeof *tally->pending);
}

void rk_tally_count(rk_tally *tally, uint32_t block, uint32_t n)
{
    assert(n >= 1 && n <= tally->shape.inner);
    if (rk_tally_has_strides(tally)) {
        end_block(tally, n);
    }
    rk_totals_count(tally->totals, block, n);
    tally->weight.n_replications += n;
    tally->weight.n_blocks++;
    tally->weight.n_squared += (int64_t)n * n;
}
