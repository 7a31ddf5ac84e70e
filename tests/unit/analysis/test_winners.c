/* winners against a slow twin. A prefecture of one municipality keeps every replication of it, so that what the file
 * says of that municipality can be counted. */
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

enum { N = 700, MODELS = 3, PLACES = 4, YEARS = 3, BLOCKS = 44, UNITS = 32, POSTS = 2, KAMIKATSU = 0 };

static rk_reading *reading;
static rk_answer *answer;
static size_t block_of[N], unit_of[N];

static int open_file(void **unused)
{
    (void)unused;
    rk_winners_options options = {.model = "posts"};
    reading = ran_open("winners", "[36, 38]", "[36302, 38356, 38484, 38488]", "", NULL, N);
    for (size_t i = 0; i < N; i++) {
        block_of[i] = i / 16;
        unit_of[i] = i / 16 % UNITS;
    }
    assert_int_equal(rk_winners(reading, &options, &answer), RK_OK);
    return 0;
}

static int close_file(void **unused)
{
    rk_answer_free(answer);
    rk_reading_close(reading);
    return ran_clean(unused);
}

/* [MODELS][2 prefectures][N] */
static double *each(const char *metric)
{
    char name[64];
    (void)snprintf(name, sizeof name, "prefectural/%s_horizon", metric);
    return plain_dataset(reading, name, (size_t)MODELS * 2 * N);
}

static void check_side(const char *metric, const char *which, const char *less, const char *more, double unit)
{
    rk_answer_table table = plain_table(answer, "municipalities");
    size_t row = plain_row(&table, "code", "36302", NULL, NULL);
    double *values = each(metric), apart[N], n_less = 0, n_more = 0;
    for (size_t i = 0; i < N; i++) {
        double own = values[(POSTS * 2 + 0) * N + i], base = values[i];
        apart[i] = (own - base) / YEARS;
        /* Money is looked at in units of 1,024 yen. */
        double seen = floor((own + unit / 2) / unit) - floor((base + unit / 2) / unit);
        n_less += seen < 0;
        n_more += seen > 0;
    }
    plain_figure paired = plain_mean(apart, block_of, N, BLOCKS);
    double half = plain_t(BLOCKS, PLACES * (MODELS - 1)) * paired.error;
    char column[64];
    (void)snprintf(column, sizeof column, "%s_difference", which);
    plain_same(plain_number(&table, row, column), paired.mean);
    (void)snprintf(column, sizeof column, "%s_difference_error", which);
    plain_same(plain_number(&table, row, column), paired.error);
    (void)snprintf(column, sizeof column, "%s_difference_low", which);
    plain_same(plain_number(&table, row, column), paired.mean - half);
    (void)snprintf(column, sizeof column, "%s_difference_high", which);
    plain_same(plain_number(&table, row, column), paired.mean + half);
    plain_same(plain_number(&table, row, less), n_less / N);
    plain_same(plain_number(&table, row, more), n_more / N);
    assert_true(n_less > 0 || n_more > 0);
    free(values);
}

static void a_municipality_gains_as_its_replications_say(void **unused)
{
    (void)unused;
    check_side("zero_cover_months", "cover", "chance_better", "chance_worse", 1.0);
    check_side("paid_municipality", "cost", "chance_cost_less", "chance_cost_more", 1024.0);
}

static void those_that_gain_most_come_first(void **unused)
{
    (void)unused;
    rk_answer_table table = plain_table(answer, "municipalities");
    assert_int_equal(table.n_rows, PLACES);
    for (size_t row = 1; row < PLACES; row++) {
        assert_true(plain_number(&table, row - 1, "cover_difference") <= plain_number(&table, row, "cover_difference"));
    }
}

static void verdicts_are_counted_per_model(void **unused)
{
    (void)unused;
    static const char *const verdicts[] = {"better", "worse", "open", "same"};
    static const char *const columns[] = {"cover_better", "cover_worse", "cover_open", "cover_same"};
    rk_answer_table each_one = plain_table(answer, "municipalities"), table = plain_table(answer, "models");
    size_t model = plain_row(&table, "model", "posts", NULL, NULL);
    double all = 0;
    for (size_t v = 0; v < 4; v++) {
        double n = 0;
        for (size_t row = 0; row < PLACES; row++) {
            const char *word = plain_words(&each_one, row, "cover_verdict");
            n += strcmp(word, verdicts[v]) == 0;
            double low = plain_number(&each_one, row, "cover_difference_low");
            double high = plain_number(&each_one, row, "cover_difference_high");
            assert_true((strcmp(word, "better") == 0) == (high < 0.0));
            assert_true((strcmp(word, "worse") == 0) == (low > 0.0));
        }
        plain_same(plain_number(&table, model, columns[v]), n);
        all += n;
    }
    assert_true(all == PLACES);
    assert_true(isnan(plain_number(&table, plain_row(&table, "model", "alone", NULL, NULL), "cover_better")));
}

static void fairness_is_that_of_the_replications(void **unused)
{
    (void)unused;
    rk_answer_table table = plain_table(answer, "fairness");
    double *gini = each("gini_covered"), *uncovered = each("municipalities_uncovered");
    double *worst = each("worst_zero_cover_months"),
           *mean = plain_dataset(reading, "horizon/zero_cover_months_mean", MODELS * PLACES);
    for (size_t m = 0; m < MODELS; m++) {
        double g[N], u[N], w[N];
        size_t row = plain_row(&table, "model", rk_reading_model_key(reading, m), NULL, NULL), most = 0;
        for (size_t i = 0; i < N; i++) {
            const size_t one = m * 2 * N + i, other = one + N; /* 1 and 3 municipalities */
            g[i] = (gini[one] + 3 * gini[other]) / 4;
            u[i] = (uncovered[one] + uncovered[other]) / PLACES;
            w[i] = fmax(worst[one], worst[other]) / YEARS;
        }
        plain_same(plain_number(&table, row, "gini"), plain_mean(g, unit_of, N, UNITS).mean);
        plain_same(plain_number(&table, row, "gini_error"), plain_mean(g, unit_of, N, UNITS).error);
        plain_same(plain_number(&table, row, "share_uncovered"), plain_mean(u, unit_of, N, UNITS).mean);
        plain_same(plain_number(&table, row, "worst"), plain_mean(w, unit_of, N, UNITS).mean);
        plain_same(plain_number(&table, row, "worst_error"), plain_mean(w, unit_of, N, UNITS).error);
        for (size_t i = 0; i < PLACES; i++) {
            most = mean[m * PLACES + i] > mean[m * PLACES + most] ? i : most;
        }
        plain_same(plain_number(&table, row, "its_mean"), mean[m * PLACES + most] / YEARS);
        assert_string_equal(plain_words(&table, row, "worst_on_average"), reading->municipality_name_en[most]);
    }
    free(gini);
    free(uncovered);
    free(worst);
    free(mean);
}

static void a_class_is_the_mean_of_its_municipalities(void **unused)
{
    (void)unused;
    rk_answer_table table = plain_table(answer, "groups"), each_one = plain_table(answer, "municipalities");
    double *aged = plain_dataset(reading, "aged_share", PLACES), sum = 0, better = 0, residents = 0, cost = 0, n = 0;
    for (size_t i = 0; i < PLACES; i++) {
        char code[8];
        (void)snprintf(code, sizeof code, "%05d", (int)reading->municipality[i]);
        size_t row = plain_row(&each_one, "code", code, NULL, NULL);
        if (aged[i] >= 0.4) {
            n++;
            sum += plain_number(&each_one, row, "cover_difference");
            better += plain_number(&each_one, row, "chance_better");
            cost += plain_number(&each_one, row, "cost_difference");
            residents += reading->population[i];
        }
    }
    assert_true(n >= 2); /* else the test is about nothing */
    size_t row = plain_row(&table, "grouping", "aged 65 and over", "class", "40 % and over");
    plain_same(plain_number(&table, row, "municipalities"), n);
    plain_same(plain_number(&table, row, "cover_difference"), sum / n);
    plain_same(plain_number(&table, row, "chance_better"), better / n);
    plain_same(plain_number(&table, row, "cost_difference_per_resident"), cost / residents);
    double all = 0;
    for (size_t i = 0; i < table.n_rows; i++) {
        all += plain_number(&table, i, "municipalities");
    }
    assert_true(all == 4 * PLACES); /* each municipality once in each of four groupings */
    free(aged);
}

static void all_models_can_be_listed_and_another_measure_chosen(void **unused)
{
    (void)unused;
    rk_winners_options options = {.by = "solo_months", .model = "all"};
    rk_answer *all = NULL;
    assert_int_equal(rk_winners(reading, &options, &all), RK_OK);
    rk_answer_table table = plain_table(all, "municipalities");
    assert_int_equal(table.n_rows, (MODELS - 1) * PLACES);
    double *difference = plain_dataset(reading, "horizon/solo_months_difference", MODELS * PLACES);
    size_t row = plain_row(&table, "model", "pool", "code", "36302");
    plain_same(plain_number(&table, row, "cover_difference"), difference[PLACES + KAMIKATSU] / YEARS);
    free(difference);
    rk_answer_free(all);
}

static void mistakes_are_told(void **unused)
{
    (void)unused;
    rk_winners_options wrong_model = {.model = "pol"}, money = {.by = "cost_total"}, plain = {.by = "hires"};
    rk_answer *none = NULL;
    assert_int_equal(rk_winners(reading, &wrong_model, &none), RK_ERR_OPTIONS);
    assert_non_null(strstr(rk_reading_problem(), "\"pol\""));
    assert_int_equal(rk_winners(reading, &money, &none), RK_ERR_OPTIONS);
    assert_int_equal(rk_winners(reading, &plain, &none), RK_ERR_OPTIONS);
    assert_non_null(strstr(rk_reading_problem(), "solo_months"));
    assert_null(none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_municipality_gains_as_its_replications_say),
        cmocka_unit_test(those_that_gain_most_come_first),
        cmocka_unit_test(verdicts_are_counted_per_model),
        cmocka_unit_test(fairness_is_that_of_the_replications),
        cmocka_unit_test(a_class_is_the_mean_of_its_municipalities),
        cmocka_unit_test(all_models_can_be_listed_and_another_measure_chosen),
        cmocka_unit_test(mistakes_are_told),
    };
    return cmocka_run_group_tests(tests, open_file, close_file);
}
