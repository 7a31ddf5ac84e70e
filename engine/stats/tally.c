#include "stats/tally_impl.h"

#include "stats/sketch.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Sketches count values up to 2^30 units of their own: 2^40 yen, or a million person-months. Larger ones go to the last
 * bin. */
enum { SKETCH_VALUE_MAX = (1 << 30) - 1, YEN_SHIFT = 10 };

static void lay_out_sketches(rk_tally *tally)
{
    for (rk_metric metric = 0; metric < RK_N_METRICS; metric++) {
        if ((rk_metrics[metric].flags & RK_METRIC_SKETCH) == 0) {
            continue;
        }
        assert(tally->n_sketches < RK_SKETCHES_MAX);
        /* A municipality has no more months of anything than the run. */
        bool months = strcmp(rk_metrics[metric].unit, "months") == 0;
        int32_t largest = months ? (int32_t)(RK_MONTHS * tally->shape.n_years) : SKETCH_VALUE_MAX;
        tally->sketch[tally->n_sketches++] = (rk_sketch){
            .metric = metric,
            .shift = (rk_metrics[metric].flags & RK_METRIC_MONEY) != 0 ? YEN_SHIFT : 0,
            .n_bins = rk_sketch_bin(largest) + 1,
            .first = tally->n_bins,
        };
        tally->n_bins += (size_t)rk_sketch_bin(largest) + 1;
    }
}

static bool allocate(rk_tally *tally)
{
    size_t n_models = tally->shape.n_models;
    size_t n_columns = tally->shape.n_columns;
    tally->level = calloc(tally->n_cells * RK_N_METRICS, sizeof *tally->level);
    tally->difference = calloc(tally->n_paired * RK_N_METRICS + 1, sizeof *tally->difference);
    tally->total = calloc(n_models * RK_N_METRICS, sizeof *tally->total);
    tally->total_difference = calloc(n_models * RK_N_METRICS, sizeof *tally->total_difference);
    tally->month = calloc(n_models * RK_MONTHS * tally->shape.n_years * n_columns, sizeof *tally->month);
    tally->square = calloc(tally->n_cells * tally->n_sketches, sizeof *tally->square);
    tally->bins = calloc(tally->n_cells * tally->n_bins, sizeof *tally->bins);
    tally->bins_difference = calloc(tally->n_paired * 2 * tally->n_bins + 1, sizeof *tally->bins_difference);
    tally->baseline_sums = calloc(tally->n_slots * n_columns * RK_N_METRICS, sizeof *tally->baseline_sums);
    tally->baseline_fold = calloc(tally->n_slots * tally->shape.n_groups, sizeof *tally->baseline_fold);
    return tally->level != NULL && tally->difference != NULL && tally->total != NULL &&
           tally->total_difference != NULL && tally->month != NULL && tally->square != NULL && tally->bins != NULL &&
           tally->bins_difference != NULL && tally->baseline_sums != NULL && tally->baseline_fold != NULL;
}

rk_status rk_tally_new(const rk_shape *shape, rk_tally **tally)
{
    *tally = NULL;
    rk_tally *self = calloc(1, sizeof *self);
    if (self == NULL) {
        return RK_ERR_MEMORY;
    }
    self->shape = *shape;
    self->n_slots = shape->n_years + 1;
    self->n_cells = shape->n_models * self->n_slots * shape->n_columns;
    self->n_paired = (shape->n_models - 1) * self->n_slots * shape->n_columns;
    lay_out_sketches(self);
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
    free(tally->level);
    free(tally->difference);
    free(tally->total);
    free(tally->total_difference);
    free(tally->month);
    free(tally->square);
    free(tally->bins);
    free(tally->bins_difference);
    free(tally->baseline_sums);
    free(tally->baseline_fold);
    free(tally);
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

static void merge_moments(rk_moment *target, const rk_moment *source, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        target[i].sum += source[i].sum;
        target[i].weighted += source[i].weighted;
        target[i].square += source[i].square;
    }
}

static void merge_bins(uint32_t *target, const uint32_t *source, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        target[i] += source[i];
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
           source->shape.baseline == shape->baseline);
    merge_moments(target->level, source->level, target->n_cells * RK_N_METRICS);
    merge_moments(target->difference, source->difference, target->n_paired * RK_N_METRICS);
    merge_moments(target->total, source->total, shape->n_models * RK_N_METRICS);
    merge_moments(target->total_difference, source->total_difference, shape->n_models * RK_N_METRICS);
    merge_months(target->month, source->month, shape->n_models * RK_MONTHS * shape->n_years * shape->n_columns);
    merge_bins(target->bins, source->bins, target->n_cells * target->n_bins);
    merge_bins(target->bins_difference, source->bins_difference, target->n_paired * 2 * target->n_bins);
    for (size_t i = 0; i < target->n_cells * target->n_sketches; i++) {
        target->square[i] += source->square[i];
    }
    target->weight.n_replications += source->weight.n_replications;
    target->weight.n_blocks += source->weight.n_blocks;
    target->weight.n_squared += source->weight.n_squared;
}

/* ---- Reading ---- */

static const rk_moment no_difference;

const rk_moment *rk_tally_level(const rk_tally *tally, size_t model, size_t slot, rk_metric metric, size_t column)
{
    return &tally->level[rk_tally_cell(tally, model, slot, column) * RK_N_METRICS + metric];
}

const rk_moment *rk_tally_difference(const rk_tally *tally, size_t model, size_t slot, rk_metric metric, size_t column)
{
    if (model == tally->shape.baseline) {
        return &no_difference;
    }
    return &tally->difference[rk_tally_paired_cell(tally, model, slot, column) * RK_N_METRICS + metric];
}

const rk_moment *rk_tally_total(const rk_tally *tally, size_t model, rk_metric metric)
{
    return &tally->total[model * RK_N_METRICS + metric];
}

const rk_moment *rk_tally_total_difference(const rk_tally *tally, size_t model, rk_metric metric)
{
    return &tally->total_difference[model * RK_N_METRICS + metric];
}

const rk_month_sum *rk_tally_month(const rk_tally *tally, size_t model, size_t month, size_t column)
{
    size_t n_months = RK_MONTHS * tally->shape.n_years;
    return &tally->month[(model * n_months + month) * tally->shape.n_columns + column];
}
