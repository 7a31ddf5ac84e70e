/* Sorting by radix against sorting by comparing. */
#include "analysis/sort.h"

#include "ran.h"

#include <gsl/gsl_sort_double.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void sorted_as_by_comparing(double *values, size_t n)
{
    double *twin = malloc((n + 1) * sizeof *twin);
    assert_non_null(twin);
    memcpy(twin, values, n * sizeof *twin);
    gsl_sort(twin, 1, n);
    rk_sort(values, n);
    for (size_t i = 0; i < n; i++) {
        assert_true(values[i] == twin[i]);
    }
    free(twin);
}

static void numbers_of_every_sign_and_size_are_sorted(void **unused)
{
    (void)unused;
    double awkward[] = {3.0,  -0.0, 0.0, -5e-324, 1e308, -1e308, 5e-324, -(double)INFINITY, (double)INFINITY,
                        -2.5, -2.5};
    sorted_as_by_comparing(awkward, sizeof awkward / sizeof awkward[0]);
    enum { N = 3001 };
    double values[N];
    for (size_t i = 0; i < N; i++) {
        values[i] = hand_normal(1, i) * exp(20.0 * hand_normal(2, i));
    }
    sorted_as_by_comparing(values, N);
}

static void none_one_and_all_alike_stay_as_they_are(void **unused)
{
    (void)unused;
    double none[1] = {7.25}, alike[5] = {-1.5, -1.5, -1.5, -1.5, -1.5};
    rk_sort(none, 0);
    assert_true(none[0] == 7.25);
    sorted_as_by_comparing(none, 1);
    sorted_as_by_comparing(alike, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_of_every_sign_and_size_are_sorted),
        cmocka_unit_test(none_one_and_all_alike_stay_as_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
