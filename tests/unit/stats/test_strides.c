/* Blocks of several strides: sums by the definition, whatever strides they came in. */
#include "base/draw.h"
#include "stats/packed.h"
#include "stats/sums.h"
#include "stats/totals.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N_MODELS = 3, BASELINE = 1, N_COLUMNS = 3, N_GROUPS = 2, N_METRICS_SEEN = 3 };

static const size_t group_first[N_GROUPS + 1] = {0, 2, N_COLUMNS};
static const size_t order[N_MODELS] = {BASELINE, 0, 2};
static const rk_metric seen[N_METRICS_SEEN] = {RK_METRIC_ZERO_COVER_MONTHS, RK_METRIC_HIRES, RK_METRIC_COST_TOTAL};

static rk_tally *new_tally(uint32_t inner)
{
    const rk_shape shape = {.n_models = N_MODELS,
                            .baseline = BASELINE,
                            .n_years = 1,
                            .n_columns = N_COLUMNS,
                            .n_groups = N_GROUPS,
                            .group_first = group_first,
                            .inner = inner};
    rk_tally *tally;
    assert_int_equal(rk_tally_new(&shape, &tally), RK_OK);
    return tally;
}

/* What a replication has of a metric: whole numbers, money large. */
static int64_t value_of(uint32_t replication, size_t model, size_t column, size_t metric)
{
    uint32_t who = (uint32_t)((model * N_COLUMNS + column) * RK_N_METRICS + metric);
    uint32_t word = rk_draw(3, replication, who, 0, RK_DRAW_START).word[0];
    return metric < RK_N_COUNTS ? (int64_t)(word % 12) : (int64_t)word * 1000003 - 2000000000000;
}

static void fill(rk_row *row, uint32_t stride, size_t model, size_t column)
{
    for (size_t metric = 0; metric < RK_N_METRICS; metric++) {
        for (uint32_t lane = 0; lane < RK_LANES; lane++) {
            int64_t value = value_of(stride * RK_LANES + lane, model, column, metric);
            if (metric < RK_N_COUNTS) {
                row->count[metric][lane] = (int32_t)value;
            } else {
                row->money[metric - RK_N_COUNTS][lane] = value;
            }
        }
    }
}

/* The lanes [first, first + n) of a stride, all models, year and horizon. */
static void fold_stride(rk_tally *tally, uint32_t stride, int first, int n)
{
    static rk_row rows[N_MODELS][N_COLUMNS];
    static int64_t totals[N_MODELS][RK_N_METRICS][RK_LANES];
    memset(totals, 0, sizeof totals);
    for (size_t model = 0; model < N_MODELS; model++) {
        for (size_t column = 0; column < N_COLUMNS; column++) {
            fill(&rows[model][column], stride, model, column);
            for (size_t metric = 0; metric < RK_N_METRICS; metric++) {
                for (uint32_t lane = 0; lane < RK_LANES; lane++) {
                    totals[model][metric][lane] += value_of(stride * RK_LANES + lane, model, column, metric);
                }
            }
        }
    }
    for (size_t slot = 0; slot < 2; slot++) {
        for (size_t i = 0; i < N_MODELS * N_GROUPS; i++) {
            size_t model = order[i / N_GROUPS], group = i % N_GROUPS;
            const rk_row *base = model == BASELINE ? NULL : &rows[BASELINE][group_first[group]];
            rk_tally_fold(tally, model, slot, group, &rows[model][group_first[group]], base, first, n);
        }
    }
    for (size_t i = 0; i < N_MODELS; i++) {
        size_t model = order[i];
        rk_tally_fold_totals(tally, model, (const int64_t(*)[RK_LANES])totals[model],
                             model == BASELINE ? NULL : (const int64_t(*)[RK_LANES])totals[BASELINE], first, n);
    }
}

/* Replications [first, end), block after block, each stride after stride. */
static void fold(rk_tally *tally, uint32_t inner, uint32_t first, uint32_t end)
{
    while (first < end) {
        uint32_t border = (first / inner + 1) * inner, last = border < end ? border : end, n = last - first;
        for (uint32_t block = first / inner, next = first; next < last;) {
            uint32_t room = RK_LANES - next % RK_LANES, lanes = last - next < room ? last - next : room;
            fold_stride(tally, next / RK_LANES, (int)(next % RK_LANES), (int)lanes);
            next += lanes;
            if (next == last) {
                rk_tally_count(tally, block, n);
            }
        }
        first = last;
    }
}

/* ---- By the definition ---- */

static int64_t total_of(uint32_t replication, size_t model, size_t metric)
{
    int64_t sum = 0;
    for (size_t column = 0; column < N_COLUMNS; column++) {
        sum += value_of(replication, model, column, metric);
    }
    return sum;
}

/* column N_COLUMNS: all together; baseline: N_MODELS for the level. */
static rk_moment defined(uint32_t inner, uint32_t first, uint32_t end, size_t model, size_t baseline, size_t column,
                         size_t metric)
{
    rk_moment moment = {0};
    for (uint32_t last; first < end; first = last) {
        int64_t sum = 0, n;
        last = (first / inner + 1) * inner < end ? (first / inner + 1) * inner : end;
        n = last - first;
        for (uint32_t i = first; i < last; i++) {
            bool all = column == N_COLUMNS;
            sum += all ? total_of(i, model, metric) : value_of(i, model, column, metric);
            if (baseline < N_MODELS) {
                sum -= all ? total_of(i, baseline, metric) : value_of(i, baseline, column, metric);
            }
        }
        moment.sum += sum;
        moment.weighted = (int64_t)((uint64_t)moment.weighted + (uint64_t)n * (uint64_t)sum); /* modulo 2^64 */
        moment.square += (__int128)sum * sum;
    }
    return moment;
}

static void expect(rk_moment got, rk_moment wanted)
{
    assert_true(got.sum == wanted.sum);
    assert_true(got.weighted == wanted.weighted);
    assert_true(got.square == wanted.square);
}

static void expect_all(const rk_tally *tally, uint32_t inner, uint32_t first, uint32_t end)
{
    for (size_t m = 0; m < N_METRICS_SEEN; m++) {
        for (size_t model = 0; model < N_MODELS; model++) {
            size_t to = model == BASELINE ? N_MODELS : BASELINE;
            for (size_t column = 0; column < N_COLUMNS; column++) {
                expect(rk_tally_level(tally, model, 0, seen[m], column),
                       defined(inner, first, end, model, N_MODELS, column, seen[m]));
                if (model != BASELINE) {
                    expect(rk_tally_difference(tally, model, 0, seen[m], column),
                           defined(inner, first, end, model, to, column, seen[m]));
                }
            }
            expect(rk_totals_level(rk_tally_totals(tally), model, seen[m]),
                   defined(inner, first, end, model, N_MODELS, N_COLUMNS, seen[m]));
            if (model != BASELINE) {
                expect(rk_totals_difference(rk_tally_totals(tally), model, seen[m]),
                       defined(inner, first, end, model, to, N_COLUMNS, seen[m]));
            }
        }
    }
}

/* ---- Claims ---- */

static const uint32_t spans[][3] = {{48, 0, 480},  {48, 0, 500}, {48, 7, 41},    {48, 47, 49},      {32, 5, 300},
                                    {64, 63, 200}, {16, 3, 83},  {48, 100, 101}, {1024, 1000, 2100}};
enum { N_SPANS = sizeof spans / sizeof spans[0] };

static void sums_are_those_of_blocks_whatever_their_strides(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < N_SPANS; i++) {
        uint32_t inner = spans[i][0], first = spans[i][1], end = spans[i][2];
        rk_tally *tally = new_tally(inner);
        fold(tally, inner, first, end);
        expect_all(tally, inner, first, end);
        rk_weight weight = rk_tally_weight(tally);
        assert_int_equal(weight.n_replications, end - first);
        assert_int_equal(weight.n_blocks, (end - 1) / inner - first / inner + 1);
        rk_tally_free(tally);
    }
}

static void assert_same(const rk_tally *one, const rk_tally *other)
{
    for (rk_sums_id id = 0; id < RK_N_SUMS; id++) {
        rk_sums_array array = rk_sums_describe(one, id);
        char *a = calloc(array.n + 1, array.element), *b = calloc(array.n + 1, array.element);
        assert_true(a != NULL && b != NULL);
        rk_sums_get(one, id, a);
        rk_sums_get(other, id, b);
        assert_memory_equal(a, b, array.n * array.element);
        free(a);
        free(b);
    }
}

/* Blocks in two tallies, one of which is packed meanwhile; and one that is used again after it was cleared. */
static void nothing_is_pending_between_blocks(void **unused)
{
    (void)unused;
    enum { INNER = 48 };
    rk_packed *packed;
    rk_tally *whole = new_tally(INNER), *odd = new_tally(INNER), *even = new_tally(INNER);
    fold(whole, INNER, 0, 500);
    fold(even, INNER, 77, 181); /* forgotten */
    rk_tally_clear(even);
    for (uint32_t block = 0; block <= 500 / INNER; block++) {
        uint32_t end = (block + 1) * INNER;
        fold(block % 2 == 1 ? odd : even, INNER, block * INNER, end < 500 ? end : 500);
    }
    assert_int_equal(rk_packed_new(odd, &packed), RK_OK);
    rk_packed_add(packed, even);
    assert_same(whole, even);
    rk_packed_free(packed);
    rk_tally_free(whole);
    rk_tally_free(odd);
    rk_tally_free(even);
}

/* Counts of the sketches and squares of single replications know no blocks. */
static void single_replications_are_the_same_in_blocks_of_any_size(void **unused)
{
    (void)unused;
    static const rk_sums_id single[] = {RK_SUMS_SUM, RK_SUMS_SINGLE_SQUARE, RK_SUMS_BINS, RK_SUMS_PAIRED_BINS};
    rk_tally *small = new_tally(16), *large = new_tally(96);
    fold(small, 16, 5, 300);
    fold(large, 96, 5, 300);
    for (size_t i = 0; i < sizeof single / sizeof single[0]; i++) {
        rk_sums_array array = rk_sums_describe(small, single[i]);
        char *a = calloc(array.n, array.element), *b = calloc(array.n, array.element);
        assert_true(a != NULL && b != NULL);
        rk_sums_get(small, single[i], a);
        rk_sums_get(large, single[i], b);
        assert_memory_equal(a, b, array.n * array.element);
        free(a);
        free(b);
    }
    rk_moment one = rk_tally_level(small, 0, 0, RK_METRIC_HIRES, 0),
              other = rk_tally_level(large, 0, 0, RK_METRIC_HIRES, 0);
    assert_true(one.square != other.square);
    rk_tally_free(small);
    rk_tally_free(large);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_are_those_of_blocks_whatever_their_strides),
        cmocka_unit_test(nothing_is_pending_between_blocks),
        cmocka_unit_test(single_replications_are_the_same_in_blocks_of_any_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
