/* The arithmetic of the page of published facts: what a number, a range and a verdict are. */
#include "reality.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool near(double a, double b)
{
    return fabs(a - b) < 1e-9;
}

/* 0, 1, ..., 1000 in any order: quantile q is 1000 q, mean 500. */
static void the_range_holds_the_central_95_percent(void **unused)
{
    (void)unused;
    double values[1001];
    for (size_t i = 0; i < 1001; i++) {
        values[i] = (double)(i * 10 % 1001);
    }
    reality_value value = reality_value_of(values, 1001);
    assert_true(near(value.mean, 500.0));
    assert_true(near(value.low, 25.0));
    assert_true(near(value.high, 975.0));
}

static void quantiles_lie_between_their_neighbours(void **unused)
{
    (void)unused;
    double values[] = {8.0, 4.0};
    reality_value value = reality_value_of(values, 2);
    assert_true(near(value.low, 4.1));
    assert_true(near(value.high, 7.9));
    double one[] = {3.25};
    value = reality_value_of(one, 1);
    assert_true(near(value.low, 3.25) && near(value.high, 3.25) && near(value.mean, 3.25));
}

/* Replications of a block share their assumptions: three blocks of 1, 2 and 6 have a mean of 3 and an error of
 * sqrt(14 / 2 / 3), whatever varies within them. One block has no error. */
static void the_error_is_that_between_blocks(void **unused)
{
    (void)unused;
    static const double level[3] = {1.0, 2.0, 6.0};
    double values[3 * REALITY_BLOCK];
    for (size_t i = 0; i < 3 * REALITY_BLOCK; i++) {
        values[i] = level[i / REALITY_BLOCK] + (i % 2 == 0 ? 0.5 : -0.5);
    }
    reality_value value = reality_value_of(values, 3 * REALITY_BLOCK);
    assert_true(near(value.mean, 3.0));
    assert_true(near(value.error, sqrt(14.0 / 2.0 / 3.0)));
    assert_true(isnan(reality_value_of(values, REALITY_BLOCK).error));
}

static const reality_fact fact = {
    .fact = "X01", .what = "a \"figure\"", .unit = "%", .published = 10.0, .low = 9.0, .high = 12.0};

static reality_verdict judged(double mean, double low, double high)
{
    return reality_judge(&fact, &(reality_value){.mean = mean, .error = 0.1, .low = low, .high = high});
}

static void a_mean_within_the_facts_own_uncertainty_is_a_hit_to_its_ends(void **unused)
{
    (void)unused;
    assert_int_equal(judged(9.0, 8.9, 9.1), REALITY_HIT);
    assert_int_equal(judged(12.0, 11.9, 12.1), REALITY_HIT);
    assert_int_not_equal(judged(8.999, 8.9, 9.1), REALITY_HIT);
    assert_int_not_equal(judged(12.001, 11.9, 12.1), REALITY_HIT);
}

static void a_published_figure_within_the_models_range_is_in_range_and_else_a_miss(void **unused)
{
    (void)unused;
    assert_int_equal(judged(13.0, 10.0, 17.0), REALITY_IN_RANGE);
    assert_int_equal(judged(8.0, 5.0, 10.0), REALITY_IN_RANGE);
    assert_int_equal(judged(13.0, 10.001, 17.0), REALITY_MISS);
    assert_int_equal(judged(8.0, 5.0, 9.999), REALITY_MISS);
    assert_int_equal(judged((double)NAN, (double)NAN, (double)NAN), REALITY_MISS);
}

static void what_is_not_published_is_neither(void **unused)
{
    (void)unused;
    const reality_fact silent = {.published = (double)NAN, .low = (double)NAN, .high = (double)NAN};
    assert_int_equal(reality_judge(&silent, &(reality_value){.mean = 1.0, .low = 0.0, .high = 2.0}), REALITY_UNKNOWN);
}

/* Every row says what it is, how it is found and how far off it may be, and its published figure is one it accepts. */
static void every_row_is_complete(void **unused)
{
    (void)unused;
    assert_true(reality_n_facts >= 30);
    for (size_t i = 0; i < reality_n_facts; i++) {
        const reality_fact *row = &reality_facts[i];
        assert_true(*row->fact != '\0' && *row->what != '\0' && *row->unit != '\0');
        assert_true(*row->limits != '\0' && *row->measured != '\0' && row->miss != NULL && row->measure != NULL);
        assert_true(isnan(row->published) || (row->low <= row->published && row->published <= row->high));
        assert_null(strpbrk(row->what, "|"));
    }
    for (size_t i = 0; i < reality_n_silences; i++) {
        assert_true(*reality_silences[i].facts != '\0' && *reality_silences[i].reason != '\0');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_range_holds_the_central_95_percent),
        cmocka_unit_test(quantiles_lie_between_their_neighbours),
        cmocka_unit_test(the_error_is_that_between_blocks),
        cmocka_unit_test(a_mean_within_the_facts_own_uncertainty_is_a_hit_to_its_ends),
        cmocka_unit_test(a_published_figure_within_the_models_range_is_in_range_and_else_a_miss),
        cmocka_unit_test(what_is_not_published_is_neither),
        cmocka_unit_test(every_row_is_complete),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
