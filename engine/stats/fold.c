/* The hot part of statistics: a block's rows become sums. Only integers, so every order gives the same. */
#include "stats/sketch.h"
#include "stats/tally_impl.h"

#include <assert.h>
#include <stdlib.h>

/* The lanes that count. */
typedef struct {
    int first, n;
} span;

static int64_t sum_counts(const int32_t lanes[RK_LANES], span counted)
{
    int64_t sum = 0;
    if (counted.n == RK_LANES) {
#pragma omp simd reduction(+ : sum)
        for (int lane = 0; lane < RK_LANES; lane++) {
            sum += lanes[lane];
        }
        return sum;
    }
    for (int lane = counted.first; lane < counted.first + counted.n; lane++) {
        sum += lanes[lane];
    }
    return sum;
}

static int64_t sum_money(const int64_t lanes[RK_LANES], span counted)
{
    int64_t sum = 0;
    if (counted.n == RK_LANES) {
#pragma omp simd reduction(+ : sum)
        for (int lane = 0; lane < RK_LANES; lane++) {
            sum += lanes[lane];
        }
        return sum;
    }
    for (int lane = counted.first; lane < counted.first + counted.n; lane++) {
        sum += lanes[lane];
    }
    return sum;
}

static void sum_row(const rk_row *row, span counted, int64_t sums[RK_N_METRICS])
{
    for (size_t metric = 0; metric < RK_N_COUNTS; metric++) {
        sums[metric] = sum_counts(row->count[metric], counted);
    }
    for (size_t metric = 0; metric < RK_N_MONEY; metric++) {
        sums[RK_N_COUNTS + metric] = sum_money(row->money[metric], counted);
    }
}

static void drop_what_the_slot_does_not_keep(const rk_tally *tally, size_t slot, int64_t sums[RK_N_METRICS])
{
    for (size_t metric = 0; metric < RK_N_METRICS; metric++) {
        if (!rk_tally_keeps(tally, slot, metric)) {
            sums[metric] = 0;
        }
    }
}

static inline void add_sum(rk_moment *moment, int64_t sum, int64_t n)
{
    moment->sum += sum;
    moment->weighted += n * sum;
    moment->square += (__int128)sum * sum;
}

/* ---- Sketches ---- */

static void count_bins(uint32_t *bins, const int32_t bin[RK_LANES], span counted)
{
    if (counted.n == RK_LANES) {
        /* Often all lanes agree (no month without cover): one addition instead of 16 that wait for each other. */
        int32_t differ = 0;
#pragma omp simd reduction(| : differ)
        for (int lane = 0; lane < RK_LANES; lane++) {
            differ |= bin[lane] ^ bin[0];
        }
        if (differ == 0) {
            bins[bin[0]] += RK_LANES;
            return;
        }
    }
    for (int lane = counted.first; lane < counted.first + counted.n; lane++) {
        bins[bin[lane]]++;
    }
}

/* Magnitude of a value in units of the sketch, rounded, as an int32_t. */
static inline int32_t in_sketch_units(int64_t value, int shift)
{
    const int64_t largest = INT32_MAX;
    int64_t half = (INT64_C(1) << shift) >> 1;
    int64_t units = ((value < 0 ? -value : value) + half) >> shift;
    return (int32_t)(units < largest ? units : largest);
}

static void bins_of(const int64_t lanes[RK_LANES], const rk_sketch *sketch, bool is_signed, int32_t bin[RK_LANES])
{
    int32_t last = sketch->n_bins - 1;
    int32_t negative = is_signed ? sketch->n_bins : 0;
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        int32_t units = in_sketch_units(lanes[lane], sketch->shift);
        int32_t found = rk_sketch_bin(units);
        found = found < last ? found : last;
        bin[lane] = found + (lanes[lane] < 0 && units > 0 ? negative : 0);
    }
}

/* The 16 values of a metric, counts or money alike. */
static void lanes_of(const rk_row *row, rk_metric metric, int64_t lanes[RK_LANES])
{
    if ((size_t)metric < RK_N_COUNTS) {
        for (int lane = 0; lane < RK_LANES; lane++) {
            lanes[lane] = row->count[metric][lane];
        }
    } else {
        for (int lane = 0; lane < RK_LANES; lane++) {
            lanes[lane] = row->money[metric - RK_N_COUNTS][lane];
        }
    }
}

static __int128 sum_of_squares(const int64_t lanes[RK_LANES], span counted)
{
    __int128 square = 0;
    for (int lane = counted.first; lane < counted.first + counted.n; lane++) {
        square += (__int128)lanes[lane] * lanes[lane];
    }
    return square;
}

/* baseline and difference are NULL for the baseline itself. */
static void fold_sketches(const rk_tally *tally, const rk_row *row, const rk_row *baseline, span counted,
                          __int128 *square, uint32_t *level, uint32_t *difference)
{
    int64_t lanes[RK_LANES] RK_ALIGNED;
    int64_t other[RK_LANES] RK_ALIGNED;
    int32_t bin[RK_LANES] RK_ALIGNED;
    for (size_t i = 0; i < tally->n_sketches; i++) {
        const rk_sketch *sketch = &tally->sketch[i];
        lanes_of(row, sketch->metric, lanes);
        square[i] += sum_of_squares(lanes, counted);
        bins_of(lanes, sketch, false, bin);
        count_bins(level + sketch->first, bin, counted);
        if (baseline != NULL) {
            lanes_of(baseline, sketch->metric, other);
            for (int lane = 0; lane < RK_LANES; lane++) {
                lanes[lane] -= other[lane];
            }
            bins_of(lanes, sketch, true, bin);
            count_bins(difference + 2 * sketch->first, bin, counted);
        }
    }
}

/* ---- Folds ---- */

/* The baseline's block sums of one slot and group, [column of the group][metric]: those of its own fold, when that was
 * in this block, otherwise summed again. */
static const int64_t *sums_of_baseline(rk_tally *tally, size_t slot, size_t group, const rk_row *baseline, span counted)
{
    const size_t *first = tally->shape.group_first;
    struct rk_baseline_fold *fold = &tally->baseline_fold[slot * tally->shape.n_groups + group];
    int64_t *sums = &tally->baseline_sums[(slot * tally->shape.n_columns + first[group]) * RK_N_METRICS];
    if (fold->rows != baseline || fold->block != tally->weight.n_blocks) {
        for (size_t i = 0; i < first[group + 1] - first[group]; i++) {
            sum_row(&baseline[i], counted, &sums[i * RK_N_METRICS]);
            drop_what_the_slot_does_not_keep(tally, slot, &sums[i * RK_N_METRICS]);
        }
        *fold = (struct rk_baseline_fold){.rows = baseline, .block = tally->weight.n_blocks};
    }
    assert(sums[RK_METRIC_COST_TOTAL] == sum_money(baseline->money[RK_METRIC_COST_TOTAL - RK_N_COUNTS], counted));
    return sums;
}

static void fold_baseline(rk_tally *tally, size_t slot, size_t group, const rk_row *rows, span counted)
{
    const rk_shape *shape = &tally->shape;
    size_t first = shape->group_first[group];
    for (size_t i = 0; i < shape->group_first[group + 1] - first; i++) {
        size_t cell = rk_tally_cell(tally, shape->baseline, slot, first + i);
        int64_t *sums = &tally->baseline_sums[(slot * shape->n_columns + first + i) * RK_N_METRICS];
        sum_row(&rows[i], counted, sums);
        drop_what_the_slot_does_not_keep(tally, slot, sums);
        for (size_t metric = 0; metric < RK_N_METRICS; metric++) {
            add_sum(&tally->level[cell * RK_N_METRICS + metric], sums[metric], counted.n);
        }
        fold_sketches(tally, &rows[i], NULL, counted, &tally->square[cell * tally->n_sketches],
                      &tally->bins[cell * tally->n_bins], NULL);
    }
    tally->baseline_fold[slot * shape->n_groups + group] =
        (struct rk_baseline_fold){.rows = rows, .block = tally->weight.n_blocks};
}

static void fold_paired(rk_tally *tally, size_t model, size_t slot, size_t group, const rk_row *rows,
                        const rk_row *baseline, span counted)
{
    const int64_t *baseline_sums = sums_of_baseline(tally, slot, group, baseline, counted);
    size_t first = tally->shape.group_first[group];
    for (size_t i = 0; i < tally->shape.group_first[group + 1] - first; i++) {
        size_t cell = rk_tally_cell(tally, model, slot, first + i);
        size_t paired = rk_tally_paired_cell(tally, model, slot, first + i);
        int64_t sums[RK_N_METRICS];
        sum_row(&rows[i], counted, sums);
        drop_what_the_slot_does_not_keep(tally, slot, sums);
        for (size_t metric = 0; metric < RK_N_METRICS; metric++) {
            int64_t difference = sums[metric] - baseline_sums[i * RK_N_METRICS + metric];
            add_sum(&tally->level[cell * RK_N_METRICS + metric], sums[metric], counted.n);
            add_sum(&tally->difference[paired * RK_N_METRICS + metric], difference, counted.n);
        }
        fold_sketches(tally, &rows[i], &baseline[i], counted, &tally->square[cell * tally->n_sketches],
                      &tally->bins[cell * tally->n_bins], &tally->bins_difference[paired * 2 * tally->n_bins]);
    }
}

void rk_tally_fold(rk_tally *tally, size_t model, size_t slot, size_t group, const rk_row *rows, const rk_row *baseline,
                   int first_lane, int n_lanes)
{
    assert(first_lane >= 0 && n_lanes >= 1 && first_lane + n_lanes <= RK_LANES);
    assert((baseline == NULL) == (model == tally->shape.baseline));
    span counted = {.first = first_lane, .n = n_lanes};
    if (baseline == NULL) {
        fold_baseline(tally, slot, group, rows, counted);
    } else {
        fold_paired(tally, model, slot, group, rows, baseline, counted);
    }
}

void rk_tally_fold_months(rk_tally *tally, size_t model, size_t year, size_t group, const rk_month_count *months)
{
    const rk_shape *shape = &tally->shape;
    size_t first = shape->group_first[group];
    size_t n_columns = shape->group_first[group + 1] - first;
    for (size_t month = 0; month < RK_MONTHS; month++) {
        size_t row = (model * shape->n_years + year) * RK_MONTHS + month;
        rk_month_sum *sums = &tally->month[row * shape->n_columns + first];
        const rk_month_count *counts = &months[month * n_columns];
        for (size_t i = 0; i < n_columns; i++) {
            sums[i].nobody += counts[i].nobody;
            sums[i].zero_cover += counts[i].zero_cover;
            sums[i].solo += counts[i].solo;
            sums[i].filled += counts[i].filled;
            sums[i].filled_squared += counts[i].filled_squared;
        }
    }
}

void rk_tally_fold_totals(rk_tally *tally, size_t model, const int64_t totals[RK_N_METRICS][RK_LANES],
                          const int64_t baseline[RK_N_METRICS][RK_LANES], int first_lane, int n_lanes)
{
    assert((baseline == NULL) == (model == tally->shape.baseline));
    span counted = {.first = first_lane, .n = n_lanes};
    for (size_t metric = 0; metric < RK_N_METRICS; metric++) {
        int64_t sum = sum_money(totals[metric], counted);
        add_sum(&tally->total[model * RK_N_METRICS + metric], sum, n_lanes);
        if (baseline != NULL) {
            add_sum(&tally->total_difference[model * RK_N_METRICS + metric], sum - sum_money(baseline[metric], counted),
                    n_lanes);
        }
    }
}

void rk_tally_count(rk_tally *tally, int n_lanes)
{
    tally->weight.n_replications += n_lanes;
    tally->weight.n_blocks++;
    tally->weight.n_squared += (int64_t)n_lanes * n_lanes;
}
