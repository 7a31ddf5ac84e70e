/* Budgets of files that the engine wrote, against plain sums over their replications. */
#include "ran.h"

#include <renkei/analysis.h>

#include <gsl/gsl_sort_double.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N = 344, YEARS = 3 }; /* the last block is half full */

static rk_reading *both, *tokushima, *ehime, *other_seed;
static const rk_budget_options usual = {.envelope = (double)NAN, .chance = 0.1, .discount = (double)NAN};

static int open_files(void **unused)
{
    (void)unused;
    both = ran_open("both", "[36, 38]", "[36201, 36202, 38201, 38202, 38203]", "", NULL, N);
    tokushima = ran_open("tokushima", "36", "[36201, 36202]", "", NULL, N);
    ehime = ran_open("ehime", "38", "[38201, 38202, 38203]", "", NULL, N);
    other_seed = ran_open("other", "38", "[38201, 38202, 38203]", "seed: 5\n", NULL, N);
    return 0;
}

static int close_files(void **unused)
{
    rk_reading_close(both);
    rk_reading_close(tokushima);
    rk_reading_close(ehime);
    rk_reading_close(other_seed);
    return ran_clean(unused);
}

static rk_answer *budget_of(const rk_reading *first, const rk_reading *second, const rk_budget_options *options)
{
    const rk_reading *readings[2] = {first, second};
    rk_answer *answer = NULL;
    assert_int_equal(rk_budget(readings, second != NULL ? 2 : 1, options, &answer), RK_OK);
    return answer;
}

static double *years_of(const rk_reading *reading, const char *metric, const char *model)
{
    double *years = NULL;
    size_t index = rk_reading_model_find(reading, model);
    assert_int_equal(rk_read_years(reading, metric, index, RK_ALL_PREFECTURES, &years), RK_OK);
    return years;
}

static double number(const rk_answer *answer, const char *table, const char *column, const char *payer,
                     const char *model)
{
    const char *const words[] = {"payer", payer, "model", model, NULL};
    return ran_cell(answer, table, column, words).number;
}

static void near(double found, double expected)
{
    assert_true(fabs(found - expected) <= 1e-9 * fabs(expected));
}

static void payers_years_and_present_values_are_plain_sums(void **unused)
{
    (void)unused;
    rk_budget_options options = usual;
    options.discount = 0.03;
    rk_answer *answer = budget_of(ehime, NULL, &options);
    double *nation = years_of(ehime, "paid_nation", "pool"), *alone = years_of(ehime, "cost_total", "alone");
    double *pool = years_of(ehime, "cost_total", "pool"), average[N], mean = 0.0, present = 0.0, difference = 0.0;
    for (size_t i = 0; i < N; i++) {
        average[i] = (nation[i * YEARS] + nation[i * YEARS + 1] + nation[i * YEARS + 2]) / YEARS;
        mean += average[i] / N;
        present += (nation[i * YEARS] + nation[i * YEARS + 1] / 1.03 + nation[i * YEARS + 2] / 1.03 / 1.03) / N;
        for (size_t y = 0; y < YEARS; y++) {
            difference += (pool[i * YEARS + y] - alone[i * YEARS + y]) / N / YEARS;
        }
    }
    assert_true(mean > 0.0);
    gsl_sort(average, 1, N);
    near(number(answer, "payers", "mean", "nation", "Pool"), mean);
    near(number(answer, "payers", "p80", "nation", "Pool"), gsl_stats_quantile_from_sorted_data(average, 1, N, 0.8));
    near(number(answer, "present_values", "mean", "nation", "Pool"), present);
    near(number(answer, "payers", "difference", "total", "Pool"), difference);
    double second = 0.0; /* the row after the first year's */
    for (size_t i = 0; i < N; i++) {
        second += nation[i * YEARS + 1] / N;
    }
    double found = 0.0;
    for (size_t row = 0; found == 0.0; row++) {
        found = ran_number(answer, "years", row, "mean") == number(answer, "years", "mean", "nation", "Pool")
                    ? ran_number(answer, "years", row + 1, "mean")
                    : 0.0;
    }
    near(found, second);
    free(nation);
    free(alone);
    free(pool);
    rk_answer_free(answer);
}

static void payers_and_items_add_up_to_the_total(void **unused)
{
    (void)unused;
    rk_answer *answer = budget_of(ehime, NULL, &usual);
    double total = number(answer, "payers", "mean", "total", "Pool"), payers = 0.0, items = 0.0, years = 0.0;
    for (size_t t = 0; t < rk_answer_n_tables(answer); t++) {
        rk_answer_table table = rk_answer_table_at(answer, t);
        for (size_t row = 0; row < table.n_rows; row++) {
            const rk_answer_cell *cells = &table.cells[row * table.n_columns];
            bool pool = strcmp(cells[1].words.en != NULL ? cells[1].words.en : "", "Pool") == 0;
            if (pool && strcmp(table.id, "payers") == 0 && strcmp(cells[0].words.en, "total") != 0) {
                payers += ran_number(answer, "payers", row, "mean");
            } else if (pool && strcmp(table.id, "items") == 0) {
                items += ran_number(answer, "items", row, "mean");
            } else if (pool && strcmp(table.id, "item_years") == 0) {
                years += ran_number(answer, "item_years", row, "mean");
            }
        }
    }
    near(payers, total);
    near(items, total);
    assert_true(fabs(years / YEARS - total) < 1e-6 * total);
    rk_answer_free(answer);
}

static void an_envelope_is_counted(void **unused)
{
    (void)unused;
    double *nation = years_of(ehime, "paid_nation", "pool"), most[N], envelope = 0.0, over = 0.0, missing = 0.0;
    for (size_t i = 0; i < N; i++) {
        const double *of = &nation[i * YEARS];
        most[i] = fmax(fmax(of[0], of[1]), of[2]);
        envelope += most[i] / N;
    }
    for (size_t i = 0; i < N; i++) {
        over += most[i] > envelope;
        missing += fmax(most[i] - envelope, 0.0);
    }
    rk_budget_options options = usual;
    options.payer = "nation";
    options.envelope = envelope;
    options.chance = 0.25;
    rk_answer *answer = budget_of(ehime, NULL, &options);
    const char *const words[] = {"model", "Pool", NULL};
    gsl_sort(most, 1, N);
    assert_true(over > 0.1 * N && over < 0.9 * N);
    near(ran_cell(answer, "envelope", "chance", words).number, over / N);
    near(ran_cell(answer, "envelope", "excess", words).number, missing / over);
    near(ran_cell(answer, "envelope", "needed", words).number, gsl_stats_quantile_from_sorted_data(most, 1, N, 0.75));
    assert_true(ran_cell(answer, "envelope", "chance_low", words).number < over / N);
    assert_true(ran_cell(answer, "envelope", "chance_high", words).number > over / N);
    free(nation);
    rk_answer_free(answer);
}

static void files_of_two_prefectures_are_the_file_of_both(void **unused)
{
    (void)unused;
    rk_answer *merged = budget_of(ehime, tokushima, &usual);
    double *one = years_of(ehime, "cost_total", "posts"), *two = years_of(tokushima, "cost_total", "posts"), sum[N];
    for (size_t i = 0; i < N; i++) {
        sum[i] = 0.0;
        for (size_t y = 0; y < YEARS; y++) {
            sum[i] += (one[i * YEARS + y] + two[i * YEARS + y]) / YEARS;
        }
    }
    double mean = gsl_stats_mean(sum, 1, N);
    gsl_sort(sum, 1, N);
    near(number(merged, "payers", "mean", "total", "Posts"), mean);
    near(number(merged, "payers", "p90", "total", "Posts"), gsl_stats_quantile_from_sorted_data(sum, 1, N, 0.9));
    near(number(merged, "rollup", "p90_of_sum", "total", "Posts"), gsl_stats_quantile_from_sorted_data(sum, 1, N, 0.9));
    double apart = number(merged, "prefectures", "p90", "total", "Posts"); /* of the first prefecture */
    const char *const second[] = {"payer", "total", "model", "Posts", "prefecture", "Tokushima", NULL};
    apart += ran_cell(merged, "prefectures", "p90", second).number;
    near(number(merged, "rollup", "sum_of_prefectures", "total", "Posts"), apart);
    rk_answer *joint = budget_of(both, NULL, &usual);
    near(number(joint, "rollup", "excess_of_prefectures", "total", "Alone"),
         number(merged, "rollup", "excess_of_prefectures", "total", "Alone"));
    near(number(joint, "rollup", "sum_of_municipalities", "total", "Alone"),
         number(merged, "rollup", "sum_of_municipalities", "total", "Alone"));
    free(one);
    free(two);
    rk_answer_free(merged);
    rk_answer_free(joint);
}

static void files_that_do_not_fit_are_refused(void **unused)
{
    (void)unused;
    rk_answer *answer = NULL;
    const rk_reading *seeds[] = {tokushima, other_seed}, *twice[] = {ehime, other_seed};
    assert_int_equal(rk_budget(seeds, 2, &usual, &answer), RK_ERR_OPTIONS);
    assert_non_null(strstr(rk_reading_problem(), "another seed"));
    assert_int_equal(rk_budget(twice, 2, &usual, &answer), RK_ERR_OPTIONS);
    assert_non_null(strstr(rk_reading_problem(), "愛媛県 is in"));
    rk_reading *fewer = ran_open("fewer", "36", "[36201, 36202]", "", "  alone: {instruments: []}\n", N);
    const rk_reading *models[] = {ehime, fewer};
    assert_int_equal(rk_budget(models, 2, &usual, &answer), RK_ERR_OPTIONS);
    assert_non_null(strstr(rk_reading_problem(), "other models"));
    rk_reading_close(fewer);
    rk_budget_options options = usual;
    options.payer = "ministry";
    assert_int_equal(rk_budget(seeds, 1, &options, &answer), RK_ERR_OPTIONS);
    assert_non_null(strstr(rk_reading_problem(), "no payer \"ministry\""));
}

static void small_prefectures_are_suppressed_and_cannot_be_had_by_subtraction(void **unused)
{
    (void)unused;
    rk_budget_options options = usual;
    options.suppress = 3; /* Tokushima has two municipalities here, Ehime three */
    rk_answer *answer = budget_of(both, NULL, &options);
    const char *const small[] = {"payer", "total", "prefecture", "Tokushima", NULL};
    const char *const next[] = {"payer", "total", "prefecture", "Ehime", NULL};
    assert_string_equal(ran_cell(answer, "prefectures", "mean", small).words.en, "suppressed");
    assert_string_equal(ran_cell(answer, "prefectures", "p90_high", next).words.en, "suppressed");
    rk_answer_free(answer);
    options.suppress = 2;
    answer = budget_of(both, NULL, &options);
    assert_true(ran_cell(answer, "prefectures", "mean", small).number > 0.0);
    rk_answer_free(answer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(payers_years_and_present_values_are_plain_sums),
        cmocka_unit_test(payers_and_items_add_up_to_the_total),
        cmocka_unit_test(an_envelope_is_counted),
        cmocka_unit_test(files_of_two_prefectures_are_the_file_of_both),
        cmocka_unit_test(files_that_do_not_fit_are_refused),
        cmocka_unit_test(small_prefectures_are_suppressed_and_cannot_be_had_by_subtraction),
    };
    return cmocka_run_group_tests(tests, open_files, close_files);
}
