/* The hot part of statistics: a stride's rows become sums. Only integers, so every order gives the same. */
#include "stats/sketch.h"
#include "stats/tally_impl.h"

#include <assert.h>
#include <string.h>

/* The lanes that count. */
typedef struct {
    int first, n;
} span;

/* A row whose lanes that do not count hold 0, so that sums need not ask: itself, or a copy in spare. */
static const rk_row *counted_row(const rk_row *row, span counted, rk_row *spare)
{
    if (counted.n == RK_LANES) {
        return row;
    }
    *spare = (rk_row){0};
    for (int lane = counted.first; lane < counted.first + counted.n; lane++) {
        for (size_t metric = 0; metric < RK_N_COUNTS; metric++) {
            spare->count[metric][lane] = row->count[metric][lane];
        }
        for (size_t metric = 0; metric < RK_N_MONEY; metric++) {
            spare->money[metric][lane] = row->money[metric][lane];
        }
    }
    return spare;
}

static void sum_counts(const rk_row *row, const rk_metric_list *list, int64_t sums[RK_N_COUNTS])
{
    for (size_t i = 0; i < list->n_counts; i++) {
        const int32_t *lanes = row->count[list->metric[i]];
        int64_t sum = 0;
#pragma omp simd reduction(+ : sum)
        for (int lane = 0; lane < RK_LANES; lane++) {
            sum += lanes[lane];
        }
        sums[list->metric[i]] = sum;
    }
}

static int64_t sum_money(const int64_t lanes[RK_LANES])
{
    int64_t sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int lane = 0; lane < RK_LANES; lane++) {
        sum += lanes[lane];
    }
    return sum;
}

/* Do all fit into 32 bits, so that squares of them, and of differences between such, fit into 64? */
static bool are_small(const int64_t sums[RK_N_COUNTS])
{
    uint64_t beyond = 0;
#pragma omp simd reduction(| : beyond)
    for (size_t metric = 0; metric < RK_N_COUNTS; metric++) {
        beyond |= ((uint64_t)sums[metric] + ((uint64_t)1 << 31)) >> 32;
    }
    return beyond == 0;
}

/* The stride sums of what a slot keeps, and 0 of all else. */
static void sum_row(const rk_row *row, const rk_metric_list *list, rk_stride_sums *sums)
{
    memset(sums->of, 0, sizeof sums->of);
    sum_counts(row, list, sums->of);
    for (size_t i = list->n_counts; i < list->n; i++) {
        sums->of[list->metric[i]] = sum_money(row->money[list->metric[i] - RK_N_COUNTS]);
    }
    sums->small = are_small(sums->of);
}

/* ---- Sketches ---- */

static void count_bins(rk_bins bins, size_t first, const int32_t bin[RK_LANES], span counted)
{
    if (counted.n == RK_LANES) {
        /* Often all lanes agree (no month without cover): one addition instead of 16 that wait for each other. */
        int32_t differ = 0;
#pragma omp simd reduction(| : differ)
        for (int lane = 0; lane < RK_LANES; lane++) {
            differ |= bin[lane] ^ bin[0];
        }
        if (differ == 0) {
            rk_bins_add(bins, first + (size_t)bin[0], RK_LANES);
            return;
        }
        for (int lane = 0; lane < RK_LANES; lane++) {
            rk_bins_add(bins, first + (size_t)bin[lane], 1);
        }
        return;
    }
    for (int lane = counted.first; lane < counted.first + counted.n; lane++) {
        rk_bins_add(bins, first + (size_t)bin[lane], 1);
    }
}

static rk_units units_of(const rk_row *row, const rk_sketch *sketch)
{
    rk_units units;
    if ((size_t)sketch->metric < RK_N_COUNTS) {
        const int32_t *counts = row->count[sketch->metric];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            int32_t value = counts[lane] > 0 ? counts[lane] : 0;
            units.v[lane] = value < RK_SKETCH_MAX ? value : RK_SKETCH_MAX;
        }
        return units;
    }
    const int64_t *money = row->money[sketch->metric - RK_N_COUNTS];
    for (int lane = 0; lane < RK_LANES; lane++) {
        int64_t value = (money[lane] + (1 << sketch->shift) / 2) >> sketch->shift;
        value = value > 0 ? value : 0;
        units.v[lane] = (int32_t)(value < RK_SKETCH_MAX ? value : RK_SKETCH_MAX);
    }
    return units;
}

/* Where 16 values of one sketch are counted: indexes from the first bin of their cell and sketch. */
typedef struct {
    size_t first;
    int32_t v[RK_LANES];
} spots;

/* Ask for the memory early: it is far away, and there is other work to do meanwhile. */
static inline void expect(rk_bins bins, const spots *spot)
{
    for (int lane = 0; lane < RK_LANES; lane += 4) {
        __builtin_prefetch(&bins.low[spot->first + (size_t)spot->v[lane]], 1);
    }
}

static void find_levels(const rk_tally *tally, size_t cell, const rk_units *units, spots found[RK_SKETCHES_MAX])
{
    for (size_t i = 0; i < tally->n_sketches; i++) {
        const rk_sketch *sketch = &tally->sketch[i];
        int32_t last = sketch->n_bins - 1;
        found[i].first = cell * tally->n_bins + sketch->first;
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            int32_t bin = rk_sketch_bin(units[i].v[lane]);
            found[i].v[lane] = bin < last ? bin : last;
        }
        expect(tally->bins, &found[i]);
    }
}

/* The bins of 0 and above come first, those of magnitudes below 0 after them. */
static void find_differences(const rk_tally *tally, size_t paired, const rk_units *units, const rk_units *baseline,
                             spots found[RK_SKETCHES_MAX])
{
    for (size_t i = 0; i < tally->n_sketches; i++) {
        const rk_sketch *sketch = &tally->sketch[i];
        int32_t last = sketch->n_bins - 1;
        found[i].first = 2 * (paired * tally->n_bins + sketch->first);
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            int32_t difference = units[i].v[lane] - baseline[i].v[lane];
            int32_t bin = rk_sketch_bin(difference < 0 ? -difference : difference);
            bin = bin < last ? bin : last;
            found[i].v[lane] = bin + (difference < 0 ? sketch->n_bins : 0);
        }
        expect(tally->paired_bins, &found[i]);
    }
}

static void count_spots(const rk_tally *tally, rk_bins bins, const spots found[RK_SKETCHES_MAX], span counted)
{
    for (size_t i = 0; i < tally->n_sketches; i++) {
        count_bins(bins, found[i].first, found[i].v, counted);
    }
}

/* Squares of 32-bit values are added in two halves, which vectorises and cannot overflow. */
static __int128 sum_of_squared_counts(const int32_t lanes[RK_LANES])
{
    uint64_t low = 0;
    uint64_t high = 0;
#pragma omp simd reduction(+ : low, high)
    for (int lane = 0; lane < RK_LANES; lane++) {
        uint64_t square = (uint64_t)((int64_t)lanes[lane] * lanes[lane]);
        low += square & UINT32_MAX;
        high += square >> 32;
    }
    return ((__int128)high << 32) + low;
}

static __int128 sum_of_squared_money(const int64_t lanes[RK_LANES])
{
    __int128 sum = 0;
    for (int lane = 0; lane < RK_LANES; lane++) {
        sum += (__int128)lanes[lane] * lanes[lane];
    }
    return sum;
}

static __int128 sum_of_squares(const rk_row *row, size_t metric)
{
    return metric < RK_N_COUNTS ? sum_of_squared_counts(row->count[metric])
                                : sum_of_squared_money(row->money[metric - RK_N_COUNTS]);
}

/* ---- Folds ---- */

/* The stride sums and sketch units of one row. */
static void digest_row(const rk_tally *tally, size_t slot, const rk_row *row, rk_stride_sums *sums, rk_units *units)
{
    sum_row(row, rk_tally_metrics(tally, slot), sums);
    for (size_t i = 0; i < tally->n_sketches; i++) {
        bool dead = tally->shape.dead[tally->sketch[i].metric];
        units[i] = dead ? (rk_units){{0}} : units_of(row, &tally->sketch[i]);
    }
}

static void add_sums(int64_t *restrict into, const int64_t sums[RK_N_METRICS])
{
#pragma omp simd
    for (size_t metric = 0; metric < RK_N_METRICS; metric++) {
        into[metric] += sums[metric];
    }
}

/* Add squares of counts that are below 2^64. Carries out of the lower halves are rare: the highest bits say whether any
 * happened, and only then each is looked for. */
static void add_small_squares(rk_squares squares, size_t first, const int64_t values[RK_N_COUNTS])
{
    uint64_t *low = &squares.low[first], carries = 0;
#pragma omp simd reduction(| : carries)
    for (size_t metric = 0; metric < RK_N_COUNTS; metric++) {
        uint64_t square = (uint64_t)values[metric] * (uint64_t)values[metric], sum = low[metric] + square;
        carries |= (low[metric] & square) | ((low[metric] | square) & ~sum);
        low[metric] = sum;
    }
    for (size_t metric = 0; metric < RK_N_COUNTS && carries >> 63 != 0; metric++) {
        squares.high[first + metric] += low[metric] < (uint64_t)values[metric] * (uint64_t)values[metric];
    }
}

/* Add the squares of all that the list has. Small sums, and differences of such, are below 2^32. */
static void add_squares(rk_squares squares, size_t first, const rk_metric_list *list, const rk_stride_sums *sums)
{
    if (sums->small) {
        add_small_squares(squares, first, sums->of);
    }
    for (size_t i = 0; i < list->n_counts && !sums->small; i++) {
        rk_squares_add_one(squares, first + list->metric[i], sums->of[list->metric[i]]);
    }
    for (size_t i = list->n_counts; i < list->n; i++) {
        rk_squares_add_money(squares, first + list->metric[i], sums->of[list->metric[i]]);
    }
}

static void add_level(rk_tally *tally, const rk_metric_list *list, size_t cell, const rk_row *row,
                      const rk_stride_sums *sums, span counted)
{
    size_t first = cell * RK_N_METRICS;
    if (rk_tally_has_strides(tally)) {
        add_sums(&tally->pending[first], sums->of);
    } else {
        add_sums(&tally->sum[first], sums->of);
        add_squares(tally->square, first, list, sums);
        if (counted.n < RK_LANES) {
            rk_tally_miss(tally, first, list, sums->of, counted.n);
        }
    }
    for (size_t i = 0; i < tally->n_sketches; i++) {
        if (!tally->shape.dead[tally->sketch[i].metric]) {
            tally->single_square[cell * tally->n_sketches + i] += sum_of_squares(row, tally->sketch[i].metric);
        }
    }
}

static void add_difference(rk_tally *tally, const rk_metric_list *list, size_t paired, const rk_stride_sums *sums,
                           const rk_stride_sums *baseline)
{
    rk_stride_sums difference = {.small = sums->small && baseline->small};
#pragma omp simd
    for (size_t metric = 0; metric < RK_N_METRICS; metric++) {
        difference.of[metric] = sums->of[metric] - baseline->of[metric];
    }
    add_squares(tally->paired_square, paired * RK_N_METRICS, list, &difference);
}

static rk_units *units_of_baseline(const rk_tally *tally, size_t column)
{
    return &tally->baseline_units[column * tally->n_sketches];
}

static void fold_baseline(rk_tally *tally, size_t slot, size_t group, const rk_row *rows, span counted)
{
    const rk_shape *shape = &tally->shape;
    size_t first = shape->group_first[group];
    for (size_t column = first; column < shape->group_first[group + 1]; column++) {
        rk_row spare;
        spots level[RK_SKETCHES_MAX];
        const rk_row *row = counted_row(&rows[column - first], counted, &spare);
        rk_stride_sums *sums = &tally->baseline_sums[column];
        rk_units *units = units_of_baseline(tally, column);
        size_t cell = rk_tally_cell(tally, shape->baseline, slot, column);
        digest_row(tally, slot, row, sums, units);
        find_levels(tally, cell, units, level);
        add_level(tally, rk_tally_metrics(tally, slot), cell, row, sums, counted);
        count_spots(tally, tally->bins, level, counted);
    }
    tally->baseline_fold[group] =
        (struct rk_baseline_fold){.rows = rows, .slot = slot, .block = tally->weight.n_blocks};
}

/* Was this the last that was folded of the baseline, and is it still the same? */
static bool remembers(const rk_tally *tally, size_t slot, size_t group, const rk_row *baseline, span counted)
{
    const struct rk_baseline_fold *fold = &tally->baseline_fold[group];
    const rk_stride_sums *first = &tally->baseline_sums[tally->shape.group_first[group]];
    rk_row spare;
    const rk_row *row = counted_row(baseline, counted, &spare);
    return fold->rows == baseline && fold->slot == slot && fold->block == tally->weight.n_blocks &&
           (tally->shape.dead[RK_METRIC_COST_TOTAL] ||
            first->of[RK_METRIC_COST_TOTAL] == sum_money(row->money[RK_METRIC_COST_TOTAL - RK_N_COUNTS]));
}

static void fold_paired(rk_tally *tally, size_t model, size_t slot, size_t group, const rk_row *rows, span counted)
{
    const rk_shape *shape = &tally->shape;
    size_t first = shape->group_first[group];
    for (size_t column = first; column < shape->group_first[group + 1]; column++) {
        rk_row spare;
        rk_stride_sums sums;
        rk_units units[RK_SKETCHES_MAX];
        spots level[RK_SKETCHES_MAX], difference[RK_SKETCHES_MAX];
        const rk_row *row = counted_row(&rows[column - first], counted, &spare);
        size_t cell = rk_tally_cell(tally, model, slot, column);
        size_t paired = rk_tally_paired_cell(tally, model, slot, column);
        digest_row(tally, slot, row, &sums, units);
        find_levels(tally, cell, units, level);
        find_differences(tally, paired, units, units_of_baseline(tally, column), difference);
        add_level(tally, rk_tally_metrics(tally, slot), cell, row, &sums, counted);
        if (!rk_tally_has_strides(tally)) {
            add_difference(tally, rk_tally_metrics(tally, slot), paired, &sums, &tally->baseline_sums[column]);
        }
        count_spots(tally, tally->bins, level, counted);
        count_spots(tally, tally->paired_bins, difference, counted);
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
        assert(remembers(tally, slot, group, baseline, counted));
        fold_paired(tally, model, slot, group, rows, counted);
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
