/* risk against a slow twin. */
#include "plain.h"

#include <renkei/analysis.h>

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N = 700, MODELS = 3, PREFECTURES = 2, PLACES = 4, YEARS = 3, UNITS = 32 };

static rk_reading *reading;
static rk_answer *answer;
static size_t unit_of[N];

static int open_file(void **unused)
{
    (void)unused;
    rk_risk_options options = {.top = 2};
    reading = ran_open("risk", "[36, 38]", "[36302, 38356, 38484, 38488]", "", NULL, N);
    for (size_t i = 0; i < N; i++) {
        unit_of[i] = i / 16 % UNITS;
    }
    assert_int_equal(rk_risk(reading, &options, &answer), RK_OK);
    return 0;
}

static int close_file(void **unused)
{
    rk_answer_free(answer);
    rk_reading_close(reading);
    return ran_clean(unused);
}

/* Of one model, added up over prefectures: [N][n_inner]; the caller frees. */
static double *sums(const char *name, size_t model, size_t n_inner)
{
    double *each = plain_dataset(reading, name, (size_t)MODELS * PREFECTURES * N * n_inner);
    double *sum = calloc((size_t)N * n_inner, sizeof *sum);
    assert_non_null(sum);
    for (size_t p = 0; p < PREFECTURES; p++) {
        for (size_t i = 0; i < (size_t)N * n_inner; i++) {
            sum[i] += each[(model * PREFECTURES + p) * N * n_inner + i];
        }
    }
    free(each);
    return sum;
}

static plain_figure mean(const double *values)
{
    return plain_mean(values, unit_of, N, UNITS);
}

static void models_are_those_of_the_replications(void **unused)
{
    (void)unused;
    rk_answer_table table = plain_table(answer, "models");
    for (size_t m = 0; m < MODELS; m++) {
        size_t row = plain_row(&table, "model", rk_reading_model_key(reading, m), NULL, NULL);
        double *uncovered = sums("prefectural/municipalities_uncovered_horizon", m, 1), none[N], longest = 0, gaps = 0;
        double *gap = sums("prefectural/had_gap_horizon", m, 1), *long_ = sums("prefectural/longest_gap_horizon", m, 1);
        double *solo = sums("prefectural/solo_months_horizon", m, 1);
        for (size_t i = 0; i < N; i++) {
            assert_true(uncovered[i] == gap[i]); /* two ways to count the same */
            none[i] = uncovered[i] == 0.0;
            longest += long_[i];
            gaps += gap[i];
        }
        plain_same(plain_number(&table, row, "municipalities_with_gap"), mean(uncovered).mean);
        plain_same(plain_number(&table, row, "municipalities_with_gap_error"), mean(uncovered).error);
        plain_same(plain_number(&table, row, "chance_no_gap"), mean(none).mean);
        plain_same(plain_number(&table, row, "chance_no_gap_error"), mean(none).error);
        plain_same(plain_number(&table, row, "longest_gap"), longest / gaps);
        plain_same(plain_number(&table, row, "share_solo"), mean(solo).mean / (PLACES * YEARS * 12));
        plain_same(plain_number(&table, row, "chance_all_on_time"), 1.0); /* nobody is late within three years */
        free(uncovered);
        free(gap);
        free(long_);
        free(solo);
    }
}

/* The jackknife over randomisations: another way to the error of a ratio, equal to first order. */
static void the_error_of_the_longest_gap_is_that_of_a_ratio(void **unused)
{
    (void)unused;
    rk_answer_table table = plain_table(answer, "models");
    double *gap = sums("prefectural/had_gap_horizon", 0, 1), *long_ = sums("prefectural/longest_gap_horizon", 0, 1);
    double left[UNITS], centre = 0, square = 0;
    for (size_t u = 0; u < UNITS; u++) {
        double above = 0, below = 0;
        for (size_t i = 0; i < N; i++) {
            above += unit_of[i] != u ? long_[i] : 0.0;
            below += unit_of[i] != u ? gap[i] : 0.0;
        }
        left[u] = above / below;
        centre += left[u] / UNITS;
    }
    for (size_t u = 0; u < UNITS; u++) {
        square += (left[u] - centre) * (left[u] - centre) * (UNITS - 1) / UNITS;
    }
    double found = plain_number(&table, plain_row(&table, "model", "alone", NULL, NULL), "longest_gap_error");
    assert_true(fabs(found / sqrt(square) - 1.0) < 0.15);
    free(gap);
    free(long_);
}

static void years_are_those_of_the_replications(void **unused)
{
    (void)unused;
    static const char *const ids[] = {"years_zero_cover", "years_nobody"};
    static const char *const metrics[] = {"prefectural/zero_cover_months", "prefectural/nobody_months"};
    for (size_t k = 0; k < 2; k++) {
        rk_answer_table table = plain_table(answer, ids[k]);
        assert_int_equal(table.n_rows, YEARS);
        for (size_t m = 0; m < MODELS; m++) {
            double *values = sums(metrics[k], m, YEARS), one[N];
            char error[32];
            (void)snprintf(error, sizeof error, "%s_error", rk_reading_model_key(reading, m));
            for (size_t year = 0; year < YEARS; year++) {
                for (size_t i = 0; i < N; i++) {
                    one[i] = values[i * YEARS + year] / (12 * PLACES);
                }
                plain_same(plain_number(&table, year, rk_reading_model_key(reading, m)), mean(one).mean);
                plain_same(plain_number(&table, year, error), mean(one).error);
            }
            free(values);
        }
    }
}

static void the_calendar_adds_up_to_the_years(void **unused)
{
    (void)unused;
    rk_answer_table calendar = plain_table(answer, "calendar"), years = plain_table(answer, "years_nobody");
    double *chance = plain_dataset(reading, "monthly/nobody_chance", MODELS * YEARS * 12 * PLACES);
    for (size_t m = 0; m < MODELS; m++) {
        const char *key = rk_reading_model_key(reading, m);
        double by_month = 0, by_year = 0, july = 0;
        for (size_t month = 0; month < 12; month++) {
            by_month += plain_number(&calendar, month, key) / 12;
        }
        for (size_t year = 0; year < YEARS; year++) {
            by_year += plain_number(&years, year, key) / YEARS;
            for (size_t i = 0; i < PLACES; i++) {
                july += chance[((m * YEARS + year) * 12 + 3) * PLACES + i] / (YEARS * PLACES);
            }
        }
        plain_same(by_month, by_year);
        plain_same(plain_number(&calendar, 3, key), july);
    }
    assert_string_equal(plain_words(&calendar, 3, "time"), "July");
    free(chance);
}

/* All 16 ways in which four municipalities may have a gap in a year or not. */
static double independent(const double *chance, size_t k)
{
    double sum = 0;
    for (size_t year = 0; year < YEARS; year++) {
        for (unsigned way = 0; way < 1u << PLACES; way++) {
            double p = 1.0 / YEARS;
            size_t n = 0;
            for (size_t i = 0; i < PLACES; i++) {
                bool gap = (way >> i & 1u) != 0;
                p *= gap ? chance[year * PLACES + i] : 1.0 - chance[year * PLACES + i];
                n += gap;
            }
            sum += n >= k ? p : 0.0;
        }
    }
    return sum;
}

static void how_many_at_once_is_counted_and_held_against_chance(void **unused)
{
    (void)unused;
    static const size_t counts[] = {1, 2, 3};
    rk_answer_table table = plain_table(answer, "joint");
    double *chance = plain_dataset(reading, "municipal/zero_cover_months_chance", MODELS * YEARS * PLACES);
    for (size_t m = 0; m < 2; m++) {
        double *uncovered = sums("prefectural/municipalities_uncovered", m, YEARS);
        size_t row = plain_row(&table, "model", rk_reading_model_key(reading, m), NULL, NULL);
        for (size_t c = 0; c < 3; c++, row++) {
            double share[N], any[N];
            for (size_t i = 0; i < N; i++) {
                share[i] = 0;
                for (size_t year = 0; year < YEARS; year++) {
                    share[i] += (uncovered[i * YEARS + year] >= (double)counts[c]) / (double)YEARS;
                }
                any[i] = share[i] > 0;
            }
            assert_string_equal(plain_words(&table, row, "model"), rk_reading_model_key(reading, m));
            plain_same(plain_number(&table, row, "at_least"), (double)counts[c]);
            plain_same(plain_number(&table, row, "chance_year"), mean(share).mean);
            plain_same(plain_number(&table, row, "chance_year_error"), mean(share).error);
            plain_same(plain_number(&table, row, "chance_run"), mean(any).mean);
            plain_same(plain_number(&table, row, "chance_year_independent"),
                       independent(chance + m * YEARS * PLACES, counts[c]));
        }
        free(uncovered);
    }
    free(chance);
}

/* A prefecture of one municipality keeps every replication of it. */
static void the_chance_of_a_gap_in_a_year_is_counted(void **unused)
{
    (void)unused;
    double *chance = plain_dataset(reading, "municipal/zero_cover_months_chance", MODELS * YEARS * PLACES);
    double *each = plain_dataset(reading, "prefectural/zero_cover_months", (size_t)MODELS * PREFECTURES * N * YEARS);
    for (size_t m = 0; m < MODELS; m++) {
        for (size_t year = 0; year < YEARS; year++) {
            double n = 0;
            for (size_t i = 0; i < N; i++) {
                n += each[(m * PREFECTURES * N + i) * YEARS + year] > 0.0;
            }
            plain_same(chance[(m * YEARS + year) * PLACES], n / N);
        }
    }
    free(chance);
    free(each);
}

static void those_most_at_risk_are_listed(void **unused)
{
    (void)unused;
    rk_answer_table table = plain_table(answer, "municipalities");
    double *gap = plain_dataset(reading, "horizon/had_gap_mean", MODELS * PLACES);
    double *solo = plain_dataset(reading, "horizon/solo_months_mean", MODELS * PLACES);
    assert_int_equal(table.n_rows, 2 * MODELS);
    for (size_t m = 0; m < MODELS; m++) {
        size_t most = 0, row = 2 * m;
        for (size_t i = 0; i < PLACES; i++) {
            most = gap[m * PLACES + i] > gap[m * PLACES + most] ? i : most;
        }
        assert_string_equal(plain_words(&table, row, "municipality"), reading->municipality_name_en[most]);
        plain_same(plain_number(&table, row, "chance_gap"), gap[m * PLACES + most]);
        plain_same(plain_number(&table, row, "solo"), solo[m * PLACES + most]);
        assert_true(plain_number(&table, row, "chance_gap") >= plain_number(&table, row + 1, "chance_gap"));
    }
    free(gap);
    free(solo);
}

static void one_model_or_all_municipalities_can_be_listed(void **unused)
{
    (void)unused;
    rk_risk_options options = {.model = "pool", .top = 0}, wrong = {.model = "pol"};
    rk_answer *other = NULL;
    assert_int_equal(rk_risk(reading, &options, &other), RK_OK);
    rk_answer_table table = plain_table(other, "municipalities");
    assert_int_equal(table.n_rows, PLACES);
    assert_string_equal(plain_words(&table, PLACES - 1, "model"), "pool");
    rk_answer_free(other);
    assert_int_equal(rk_risk(reading, &wrong, &other), RK_ERR_OPTIONS);
    assert_non_null(strstr(rk_reading_problem(), "\"pol\""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(models_are_those_of_the_replications),
        cmocka_unit_test(the_error_of_the_longest_gap_is_that_of_a_ratio),
        cmocka_unit_test(years_are_those_of_the_replications),
        cmocka_unit_test(the_calendar_adds_up_to_the_years),
        cmocka_unit_test(how_many_at_once_is_counted_and_held_against_chance),
        cmocka_unit_test(the_chance_of_a_gap_in_a_year_is_counted),
        cmocka_unit_test(those_most_at_risk_are_listed),
        cmocka_unit_test(one_model_or_all_municipalities_can_be_listed),
    };
    return cmocka_run_group_tests(tests, open_file, close_file);
}
