/* Sums that leave a tally and come back, whole or packed, and replications that are taken away again. */
#include "stats/packed.h"
#include "stats/sums.h"
#include "stats/totals.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N_MODELS = 3, BASELINE = 1, N_YEARS = 2, N_COLUMNS = 5, N_GROUPS = 2, N_RULES = 3, N_BLOCKS = 45 };

static const size_t group_first[N_GROUPS + 1] = {0, 2, N_COLUMNS};
static const rk_shape shape = {N_MODELS,    BASELINE, N_YEARS, N_COLUMNS, N_GROUPS,
                               group_first, N_RULES,  {false}, true,      0,        RK_LANES};

static rk_tally *new_tally(void)
{
    rk_tally *tally;
    assert_int_equal(rk_tally_new(&shape, &tally), RK_OK);
    return tally;
}

static uint64_t mix(uint64_t value)
{
    value = (value ^ (value >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    value = (value ^ (value >> 27)) * UINT64_C(0x94D049BB133111EB);
    return value ^ (value >> 31);
}

/* ---- A tally that has lived ---- */

static void fill_rows(rk_row rows[N_COLUMNS], uint64_t seed)
{
    for (size_t column = 0; column < N_COLUMNS; column++) {
        RK_FOR_LANES(lane)
        {
            uint64_t number = mix(seed * 1000 + column * 16 + (uint64_t)lane);
            for (int metric = 0; metric < RK_N_COUNTS; metric++) {
                rows[column].count[metric][lane] = (int32_t)(number % (5 + (uint64_t)metric * 40000));
            }
            for (int metric = 0; metric < RK_N_MONEY; metric++) {
                rows[column].money[metric][lane] = (int64_t)(number % 7) * INT64_C(98765432101);
            }
        }
    }
}

static void fold_rest(rk_tally *tally, size_t model, uint32_t block, int first, int n,
                      int64_t totals[RK_N_METRICS][RK_LANES], int64_t baseline[RK_N_METRICS][RK_LANES])
{
    static rk_month_count months[RK_MONTHS * N_COLUMNS];
    int64_t sums[N_RULES * N_YEARS];
    for (int i = 0; i < RK_MONTHS * N_COLUMNS; i++) {
        months[i] = (rk_month_count){i % 5, i % 3, (int)model, i + (int)block, 2 * i * n};
    }
    for (size_t i = 0; i < N_RULES * N_YEARS; i++) {
        sums[i] = (int64_t)(mix(block + i) % 1000) * INT64_C(12345678901) * n;
    }
    for (size_t year = 0; year < N_YEARS; year++) {
        for (size_t group = 0; group < N_GROUPS; group++) {
            rk_tally_fold_months(tally, model, year, group, months);
        }
    }
    rk_tally_fold_totals(tally, model, (const int64_t(*)[RK_LANES])totals, (const int64_t(*)[RK_LANES])baseline,
                         first, n);
    rk_tally_fold_rules(tally, model, sums, (uint32_t)n);
}

/* Lanes first .. first + n - 1 of a block, under all models. */
static void live(rk_tally *tally, uint32_t block, int first, int n)
{
    static const size_t order[N_MODELS] = {BASELINE, 0, 2};
    static rk_row rows[N_MODELS][N_COLUMNS];
    static int64_t totals[N_MODELS][RK_N_METRICS][RK_LANES];
    for (size_t slot = 0; slot <= N_YEARS; slot++) {
        for (size_t i = 0; i < N_MODELS; i++) {
            size_t model = order[i];
            fill_rows(rows[model], block * 100 + slot * 10 + model);
            for (size_t group = 0; group < N_GROUPS; group++) {
                rk_tally_fold(tally, model, slot, group, &rows[model][group_first[group]],
                              model == BASELINE ? NULL : &rows[BASELINE][group_first[group]], first, n);
            }
        }
    }
    for (size_t i = 0; i < N_MODELS; i++) {
        size_t model = order[i];
        for (size_t metric = 0; metric < RK_N_METRICS; metric++) {
            RK_FOR_LANES(lane)
            {
                totals[model][metric][lane] =
                    (int64_t)(mix(metric + block) % 1000003) * (int64_t)(1000003 + lane + (int)model);
            }
        }
        fold_rest(tally, model, block, first, n, totals[model], model == BASELINE ? NULL : totals[BASELINE]);
    }
    rk_tally_count(tally, block, (uint32_t)n);
}

static void assert_same(const rk_tally *one, const rk_tally *other)
{
    for (rk_sums_id id = 0; id < RK_N_SUMS; id++) {
        rk_sums_array array = rk_sums_describe(one, id);
        char *a = calloc(array.n, array.element), *b = calloc(array.n, array.element);
        assert_true(array.n > 0 && a != NULL && b != NULL);
        rk_sums_get(one, id, a);
        rk_sums_get(other, id, b);
        assert_memory_equal(a, b, array.n * array.element);
        free(a);
        free(b);
    }
}

static void copy(rk_tally *target, const rk_tally *source)
{
    for (rk_sums_id id = 0; id < RK_N_SUMS; id++) {
        rk_sums_array array = rk_sums_describe(source, id);
        void *values = calloc(array.n, array.element);
        assert_non_null(values);
        rk_sums_get(source, id, values);
        rk_sums_set(target, id, values);
        free(values);
    }
}

/* ---- Claims ---- */

static void every_bit_of_every_array_comes_back(void **unused)
{
    (void)unused;
    rk_tally *tally = new_tally();
    for (rk_sums_id id = 0; id < RK_N_SUMS; id++) {
        rk_sums_array array = rk_sums_describe(tally, id);
        uint32_t *values = calloc(array.n, array.element), *back = calloc(array.n, array.element);
        size_t n_words = array.n * array.element / sizeof *values;
        for (size_t i = 0; i < n_words; i++) {
            values[i] = i % 7 == 0 ? 0 : i % 11 == 0 ? UINT32_MAX : (uint32_t)mix(i + 1000 * (size_t)id);
        }
        rk_sums_set(tally, id, values);
        rk_sums_get(tally, id, back);
        assert_memory_equal(values, back, array.n * array.element);
        free(values);
        free(back);
    }
    rk_tally_free(tally);
}

static void arrays_do_not_share_memory(void **unused)
{
    (void)unused;
    for (rk_sums_id id = 0; id < RK_N_SUMS; id++) {
        rk_tally *tally = new_tally();
        rk_sums_array array = rk_sums_describe(tally, id);
        char *values = calloc(array.n, array.element);
        memset(values, 0xA5, array.n * array.element);
        rk_sums_set(tally, id, values);
        free(values);
        for (rk_sums_id other = 0; other < RK_N_SUMS; other++) {
            rk_sums_array about = rk_sums_describe(tally, other);
            unsigned char *found = calloc(about.n, about.element);
            rk_sums_get(tally, other, found);
            for (size_t i = 0; i < about.n * about.element; i++) {
                assert_int_equal(found[i], other == id ? 0xA5 : 0);
            }
            free(found);
        }
        rk_tally_free(tally);
    }
}

static void a_copy_answers_as_the_original_and_goes_on_as_it_would(void **unused)
{
    (void)unused;
    rk_tally *tally = new_tally(), *restored = new_tally();
    for (uint32_t block = 0; block < N_BLOCKS; block++) {
        live(tally, block, block == 0 ? 3 : 0, block == 0 ? 13 : RK_LANES);
    }
    copy(restored, tally);
    live(tally, N_BLOCKS, 0, 5);
    live(restored, N_BLOCKS, 0, 5);
    assert_same(tally, restored);
    for (rk_metric metric = 0; metric < RK_N_METRICS; metric++) {
        rk_moment a = rk_tally_difference(tally, 2, 1, metric, 3), b = rk_tally_difference(restored, 2, 1, metric, 3);
        assert_memory_equal(&a, &b, sizeof a);
        rk_variance_parts c = rk_totals_variance(rk_tally_totals(tally), 2, metric),
                          d = rk_totals_variance(rk_tally_totals(restored), 2, metric);
        assert_memory_equal(&c, &d, sizeof c);
    }
    double median = rk_tally_quantile_difference(tally, 0, 0, RK_METRIC_BACKLOG, 1, 0.5);
    assert_true(median == rk_tally_quantile_difference(restored, 0, 0, RK_METRIC_BACKLOG, 1, 0.5));
    rk_tally_free(tally);
    rk_tally_free(restored);
}

static void a_block_that_is_taken_away_was_never_there(void **unused)
{
    (void)unused;
    rk_tally *whole = new_tally(), *part = new_tally(), *direct = new_tally();
    for (uint32_t block = 0; block < N_BLOCKS; block++) {
        live(whole, block, 0, RK_LANES);
        live(direct, block, 0, RK_LANES);
    }
    live(whole, N_BLOCKS, 0, 7); /* what a run kept of its last block */
    live(part, N_BLOCKS, 0, 7);
    assert_int_equal(rk_sums_subtract(whole, part), RK_OK);
    assert_same(whole, direct);
    live(whole, N_BLOCKS, 0, RK_LANES);
    live(direct, N_BLOCKS, 0, RK_LANES);
    assert_same(whole, direct);
    rk_tally_free(whole);
    rk_tally_free(part);
    rk_tally_free(direct);
}

/* As many as a long run's: counts fill all of their parts. Sums stay out: doubled so often, the money of this test
 * would not fit. */
static void counts_add_up_over_17_doublings(void **unused)
{
    (void)unused;
    enum { DOUBLINGS = 17 };
    rk_tally *lived = new_tally(), *sums = new_tally(), *doubled = new_tally();
    live(lived, 0, 0, RK_LANES);
    rk_sums_array array = rk_sums_describe(lived, RK_SUMS_PAIRED_BINS);
    uint32_t *once = calloc(array.n, sizeof *once), *often = calloc(array.n, sizeof *often);
    assert_true(once != NULL && often != NULL);
    rk_sums_get(lived, RK_SUMS_PAIRED_BINS, once);
    rk_sums_set(sums, RK_SUMS_PAIRED_BINS, once);
    for (int i = 0; i < DOUBLINGS; i++) {
        rk_tally_free(doubled);
        doubled = new_tally();
        rk_tally_merge(doubled, sums);
        rk_tally_merge(doubled, sums);
        copy(sums, doubled);
    }
    rk_sums_get(doubled, RK_SUMS_PAIRED_BINS, often);
    uint32_t largest = 0;
    for (size_t i = 0; i < array.n; i++) {
        assert_int_equal(often[i], once[i] << DOUBLINGS);
        largest = often[i] > largest ? often[i] : largest;
    }
    assert_true(largest > UINT16_MAX);
    free(once);
    free(often);
    rk_tally_free(lived);
    rk_tally_free(sums);
    rk_tally_free(doubled);
}

/* Also what is taken away before it is there, and numbers that fill all their bits. */
static void packed_sums_add_up_to_the_whole(void **unused)
{
    (void)unused;
    rk_tally *whole = new_tally(), *first = new_tally(), *rest = new_tally(), *empty = new_tally();
    for (uint32_t block = 0; block < N_BLOCKS; block++) {
        live(whole, block, 0, RK_LANES);
        live(block < 20 ? first : rest, block, 0, RK_LANES);
    }
    assert_int_equal(rk_sums_subtract(empty, whole), RK_OK);
    const rk_tally *const pieces[] = {first, whole, empty, rest};
    rk_tally *sums = new_tally();
    for (size_t i = 0; i < 4; i++) {
        rk_packed *packed;
        assert_int_equal(rk_packed_new(pieces[i], &packed), RK_OK);
        rk_packed_add(packed, sums);
        rk_packed_free(packed);
    }
    assert_same(sums, whole);
    rk_tally_free(whole);
    rk_tally_free(first);
    rk_tally_free(rest);
    rk_tally_free(empty);
    rk_tally_free(sums);
}

static void every_bit_of_every_array_comes_out_of_its_packing(void **unused)
{
    (void)unused;
    rk_tally *tally = new_tally(), *back = new_tally();
    for (rk_sums_id id = 0; id < RK_N_SUMS; id++) {
        rk_sums_array array = rk_sums_describe(tally, id);
        uint32_t *values = calloc(array.n, array.element);
        size_t n_words = array.n * array.element / sizeof *values;
        for (size_t i = 0; i < n_words; i++) {
            uint64_t number = mix(i + 1000 * (size_t)id);
            values[i] = number % 3 == 0 ? 0 : number % 5 == 0 ? UINT32_MAX : (uint32_t)(number >> number % 64);
        }
        rk_sums_set(tally, id, values);
        free(values);
    }
    rk_packed *packed;
    assert_int_equal(rk_packed_new(tally, &packed), RK_OK);
    rk_packed_add(packed, back);
    assert_same(back, tally);
    rk_packed_free(packed);
    rk_tally_free(tally);
    rk_tally_free(back);
}

static void a_tally_that_is_cleared_is_as_new(void **unused)
{
    (void)unused;
    rk_tally *cleared = new_tally(), *fresh = new_tally();
    for (uint32_t block = 0; block < N_BLOCKS; block++) {
        live(cleared, block, 0, RK_LANES);
    }
    rk_tally_clear(cleared);
    assert_same(cleared, fresh);
    for (uint32_t block = 7; block < N_BLOCKS; block++) {
        live(cleared, block, 0, RK_LANES);
        live(fresh, block, 0, RK_LANES);
    }
    assert_same(cleared, fresh);
    rk_tally_free(cleared);
    rk_tally_free(fresh);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_bit_of_every_array_comes_back),
        cmocka_unit_test(arrays_do_not_share_memory),
        cmocka_unit_test(a_copy_answers_as_the_original_and_goes_on_as_it_would),
        cmocka_unit_test(a_block_that_is_taken_away_was_never_there),
        cmocka_unit_test(counts_add_up_over_17_doublings),
        cmocka_unit_test(packed_sums_add_up_to_the_whole),
        cmocka_unit_test(every_bit_of_every_array_comes_out_of_its_packing),
        cmocka_unit_test(a_tally_that_is_cleared_is_as_new),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
