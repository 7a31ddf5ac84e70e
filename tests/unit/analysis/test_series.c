/* Numbers of a results file that the engine wrote: all models at once against one at a time. */
#include "ran.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N = 1100 }; /* more than one piece of the file */

static rk_reading *reading;

static int open_file(void **unused)
{
    (void)unused;
    reading = ran_open("two", "[36, 38]", "[36201, 38201, 38202]", "", NULL, N);
    return 0;
}

static int close_file(void **unused)
{
    rk_reading_close(reading);
    return ran_clean(unused);
}

static void check_models(double **all, size_t n_each, int prefecture)
{
    double other = 0.0;
    for (size_t m = 0; m < reading->n_models; m++) {
        double *one = NULL;
        if (n_each == 1) {
            assert_int_equal(rk_read_horizon(reading, "cost_total", m, prefecture, &one), RK_OK);
        } else {
            assert_int_equal(rk_read_years(reading, "cost_total", m, prefecture, &one), RK_OK);
        }
        for (size_t i = 0; i < N * n_each; i++) {
            assert_true(all[m][i] == one[i]);
            other += one[i] != all[0][i];
        }
        free(one);
    }
    assert_true(other > 0.0); /* so that models in the wrong order would show */
}

static void all_models_at_once_are_the_models_one_by_one(void **unused)
{
    (void)unused;
    for (int prefecture = RK_ALL_PREFECTURES; prefecture < 2; prefecture++) {
        double **all = NULL;
        assert_int_equal(rk_read_horizon_models(reading, "cost_total", prefecture, &all), RK_OK);
        check_models(all, 1, prefecture);
        rk_free_models(reading, all);
        assert_int_equal(rk_read_years_models(reading, "cost_total", prefecture, &all), RK_OK);
        check_models(all, reading->n_years, prefecture);
        rk_free_models(reading, all);
    }
}

static void a_missing_outcome_is_told(void **unused)
{
    double **all = NULL;
    (void)unused;
    assert_int_equal(rk_read_years_models(reading, "nonsense", RK_ALL_PREFECTURES, &all), RK_ERR_RESULTS_READ);
    assert_null(all);
    assert_non_null(strstr(rk_reading_problem(), "prefectural/nonsense is missing"));
}

static void values_in_force_and_the_seed_are_found(void **unused)
{
    (void)unused;
    char *seed = rk_read_provenance(reading, "seed"), *year = rk_read_value(reading, "prices.year", "value");
    char *unit = rk_read_value(reading, "parameters.prices.year", "unit");
    char *value = rk_read_value(reading, "parameters.prices.year", "value");
    assert_string_equal(seed, "1");
    assert_null(year); /* the key of a parameter begins with its section */
    assert_string_equal(value, "2024");
    assert_string_equal(unit, "fiscal year");
    assert_null(rk_read_provenance(reading, "nonsense"));
    free(seed);
    free(value);
    free(unit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_models_at_once_are_the_models_one_by_one),
        cmocka_unit_test(a_missing_outcome_is_told),
        cmocka_unit_test(values_in_force_and_the_seed_are_found),
    };
    return cmocka_run_group_tests(tests, open_file, close_file);
}
