/* Totals by randomisation, and variance taken apart into luck and assumptions. */
#include "stats/totals.h"

#include "base/draw.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static int64_t values[RK_N_METRICS][RK_LANES];

/* Backlog, in thousandths: block effect and luck are normal with the given standard deviations. */
static void fill(uint32_t block, double of_block, double of_luck)
{
    rk_words shared = rk_draw(11, block, 1, 0, RK_DRAW_START);
    double mean = 50000.0 + of_block * 3.4641016 * (rk_uniform(shared.word[0]) - 0.5);
    for (int lane = 0; lane < RK_LANES; lane++) {
        rk_words own = rk_draw(11, block * RK_LANES + (uint32_t)lane, 2, 0, RK_DRAW_START);
        values[RK_METRIC_BACKLOG][lane] = (int64_t)(mean + of_luck * 3.4641016 * (rk_uniform(own.word[0]) - 0.5));
    }
}

static rk_totals *with_blocks(uint32_t n, double of_block, double of_luck)
{
    rk_totals *totals = rk_totals_new(1, true, RK_LANES);
    assert_non_null(totals);
    for (uint32_t block = 0; block < n; block++) {
        fill(block, of_block, of_luck);
        rk_totals_fold(totals, 0, (const int64_t(*)[RK_LANES])values, NULL, 0, RK_LANES);
        rk_totals_count(totals, block, RK_LANES);
    }
    return totals;
}

/* Known variances: 2^2 of luck and 3^2 of assumptions (person-months squared); 5 standard errors: false alarm 6e-7. */
static void variance_is_taken_apart(void **unused)
{
    (void)unused;
    rk_totals *totals = with_blocks(20000, 3000.0, 2000.0);
    rk_variance_parts parts = rk_totals_variance(totals, 0, RK_METRIC_BACKLOG);
    assert_true(fabs(parts.luck - 4.0) < 5.0 * parts.luck_error);
    assert_true(fabs(parts.assumptions - 9.0) < 5.0 * parts.assumptions_error);
    assert_true(parts.luck_error < 0.01 && parts.assumptions_error < 0.12); /* 1 % shows */
    rk_totals_free(totals);
}

static void without_assumptions_all_is_luck(void **unused)
{
    (void)unused;
    rk_totals *totals = with_blocks(2000, 0.0, 2000.0);
    rk_variance_parts parts = rk_totals_variance(totals, 0, RK_METRIC_BACKLOG);
    assert_true(fabs(parts.assumptions) < 5.0 * parts.assumptions_error);
    assert_true(parts.assumptions_error < 0.05);
    rk_totals_free(totals);
}

/* The same in one go, or in two that are merged, whatever belongs to which. */
static void merging_changes_nothing(void **unused)
{
    (void)unused;
    rk_totals *whole = with_blocks(100, 3000.0, 2000.0), *odd = rk_totals_new(1, true, RK_LANES), *even = rk_totals_new(1, true, RK_LANES);
    for (uint32_t block = 0; block < 100; block++) {
        rk_totals *one = block % 2 == 1 ? odd : even;
        fill(block, 3000.0, 2000.0);
        rk_totals_fold(one, 0, (const int64_t(*)[RK_LANES])values, NULL, 0, RK_LANES);
        rk_totals_count(one, block, RK_LANES);
    }
    rk_totals_merge(odd, even);
    rk_moment a = rk_totals_level(whole, 0, RK_METRIC_BACKLOG), b = rk_totals_level(odd, 0, RK_METRIC_BACKLOG);
    assert_true(a.sum == b.sum && a.weighted == b.weighted && a.square == b.square);
    rk_variance_parts x = rk_totals_variance(whole, 0, RK_METRIC_BACKLOG);
    rk_variance_parts y = rk_totals_variance(odd, 0, RK_METRIC_BACKLOG);
    assert_memory_equal(&x, &y, sizeof x);
    rk_totals_free(whole);
    rk_totals_free(odd);
    rk_totals_free(even);
}

/* 33 blocks: 32 randomisations, the first of two blocks. */
static void randomisations_are_the_sampling_unit(void **unused)
{
    (void)unused;
    rk_totals *totals = with_blocks(33, 3000.0, 2000.0);
    rk_weight weight = rk_totals_weight(totals);
    assert_int_equal(weight.n_blocks, 32);
    assert_int_equal(weight.n_replications, 33 * 16);
    assert_int_equal(weight.n_squared, 31 * 256 + 1024);
    rk_totals_free(totals);
}

static void without_sobol_points_it_is_the_block(void **unused)
{
    (void)unused;
    rk_totals *totals = rk_totals_new(1, false, RK_LANES);
    for (uint32_t block = 0; block < 70; block++) {
        fill(block, 3000.0, 2000.0);
        rk_totals_fold(totals, 0, (const int64_t(*)[RK_LANES])values, NULL, block == 69 ? 5 : 0,
                       block == 69 ? 3 : RK_LANES);
        rk_totals_count(totals, block, block == 69 ? 3 : RK_LANES);
    }
    rk_weight weight = rk_totals_weight(totals);
    assert_int_equal(weight.n_blocks, 70);
    assert_int_equal(weight.n_replications, 69 * 16 + 3);
    assert_int_equal(weight.n_squared, 69 * 256 + 9);
    rk_totals_free(totals);
}

static void one_block_has_no_variance(void **unused)
{
    (void)unused;
    rk_totals *totals = with_blocks(1, 3000.0, 2000.0);
    assert_true(isnan(rk_totals_variance(totals, 0, RK_METRIC_BACKLOG).luck));
    rk_totals_free(totals);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(variance_is_taken_apart),   cmocka_unit_test(without_assumptions_all_is_luck),
        cmocka_unit_test(merging_changes_nothing),   cmocka_unit_test(randomisations_are_the_sampling_unit),
        cmocka_unit_test(without_sobol_points_it_is_the_block),
        cmocka_unit_test(one_block_has_no_variance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
