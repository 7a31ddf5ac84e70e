/* compare against a slow twin that reads the same file through HDF5 alone. */
#include "plain.h"

#include <renkei/analysis.h>

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* 44 blocks, the last of which has 12: 32 randomisations of unequal size. */
enum { N = 700, MODELS = 3, PREFECTURES = 2, PLACES = 4, YEARS = 3, UNITS = 32 };

static rk_reading *reading;
static size_t unit_of[N];
static rk_answer *usual;

static int open_file(void **unused)
{
    (void)unused;
    reading = ran_open("compare", "[36, 38]", "[36302, 38356, 38484, 38488]", "", NULL, N);
    for (size_t i = 0; i < N; i++) {
        unit_of[i] = i / 16 % UNITS;
    }
    rk_compare_options options = {.pairs = true};
    assert_int_equal(rk_compare(reading, &options, &usual), RK_OK);
    return 0;
}

static int close_file(void **unused)
{
    rk_answer_free(usual);
    rk_reading_close(reading);
    return ran_clean(unused);
}

/* [MODELS][N] over all prefectures, times a factor. */
static double *horizon(const char *metric, double factor)
{
    char name[64];
    (void)snprintf(name, sizeof name, "prefectural/%s_horizon", metric);
    double *each = plain_dataset(reading, name, (size_t)MODELS * PREFECTURES * N);
    double *sum = calloc((size_t)MODELS * N, sizeof *sum);
    assert_non_null(sum);
    for (size_t m = 0; m < MODELS; m++) {
        for (size_t p = 0; p < PREFECTURES; p++) {
            for (size_t i = 0; i < N; i++) {
                sum[m * N + i] += each[(m * PREFECTURES + p) * N + i] * factor;
            }
        }
    }
    free(each);
    return sum;
}

/* Less by more than rounding: the twin scales before it adds up. */
static bool is_less(double a, double b)
{
    return a < b - 1e-13 * fabs(b);
}

static double share_below(const double *a, const double *b)
{
    double n = 0;
    for (size_t i = 0; i < N; i++) {
        n += is_less(a[i], b[i]);
    }
    return n / N;
}

static double share_least(const double *values, size_t model)
{
    double sum = 0;
    for (size_t i = 0; i < N; i++) {
        double least = INFINITY, ties = 0;
        for (size_t m = 0; m < MODELS; m++) {
            least = fmin(least, values[m * N + i]);
        }
        for (size_t m = 0; m < MODELS; m++) {
            ties += !is_less(least, values[m * N + i]);
        }
        sum += !is_less(least, values[model * N + i]) ? 1.0 / ties : 0.0;
    }
    return sum / N;
}

static plain_figure difference_of(const double *values, size_t a, size_t b)
{
    double apart[N];
    for (size_t i = 0; i < N; i++) {
        apart[i] = values[a * N + i] - values[b * N + i];
    }
    return plain_mean(apart, unit_of, N, UNITS);
}

static void check_outcome(const char *id, const char *metric, double factor)
{
    rk_answer_table table = plain_table(usual, id);
    double *values = horizon(metric, factor), t = plain_t(UNITS, MODELS - 1);
    for (size_t m = 0; m < MODELS; m++) {
        size_t row = plain_row(&table, "metric", metric, "model", rk_reading_model_key(reading, m));
        plain_figure level = plain_mean(values + m * N, unit_of, N, UNITS), paired = difference_of(values, m, 0);
        plain_same(plain_number(&table, row, "mean"), level.mean);
        plain_same(plain_number(&table, row, "error"), level.error);
        plain_same(plain_number(&table, row, "chance_best"), share_least(values, m));
        plain_same(plain_number(&table, row, "difference"), m == 0 ? NAN : paired.mean);
        plain_same(plain_number(&table, row, "difference_error"), m == 0 ? NAN : paired.error);
        plain_same(plain_number(&table, row, "difference_low"), m == 0 ? NAN : paired.mean - t * paired.error);
        plain_same(plain_number(&table, row, "difference_high"), m == 0 ? NAN : paired.mean + t * paired.error);
        plain_same(plain_number(&table, row, "chance_better"), m == 0 ? NAN : share_below(values + m * N, values));
        plain_same(plain_number(&table, row, "chance_worse"), m == 0 ? NAN : share_below(values, values + m * N));
    }
    free(values);
}

static void levels_differences_and_chances_are_those_of_the_slow_twin(void **unused)
{
    (void)unused;
    check_outcome("outcomes", "zero_cover_months", 1.0 / (PLACES * YEARS));
    check_outcome("outcomes", "unserved_work", 1.0 / (PLACES * YEARS));
    check_outcome("outcomes", "backlog", 1.0 / PLACES);
    check_outcome("outcomes", "solo_months", 1.0 / (PLACES * YEARS));
    check_outcome("money", "cost_total", 1.0 / YEARS);
    check_outcome("money", "paid_municipality", 1.0 / YEARS);
}

static void more_is_better_where_it_is(void **unused)
{
    (void)unused;
    rk_answer_table table = plain_table(usual, "outcomes");
    double *values = horizon("reached", 100.0 / PLACES);
    size_t row = plain_row(&table, "metric", "reached", "model", "pool");
    plain_same(plain_number(&table, row, "chance_better"), share_below(values, values + N));
    plain_same(plain_number(&table, row, "difference"), difference_of(values, 1, 0).mean);
    free(values);
}

static void the_ranking_compares_with_the_best_for_all_pairs_at_once(void **unused)
{
    (void)unused;
    rk_answer_table table = plain_table(usual, "ranking");
    double *values = horizon("zero_cover_months", 1.0 / (PLACES * YEARS)), before = -INFINITY;
    size_t best = MODELS;
    assert_int_equal(table.n_rows, MODELS);
    for (size_t row = 0; row < MODELS; row++) {
        size_t model = rk_reading_model_find(reading, plain_words(&table, row, "model"));
        double mean = plain_mean(values + model * N, unit_of, N, UNITS).mean;
        assert_true(mean >= before);
        before = mean;
        best = row == 0 ? model : best;
        plain_figure gap = difference_of(values, model, best);
        double half = plain_t(UNITS, 3) * gap.error;
        plain_same(plain_number(&table, row, "rank"), (double)row + 1.0);
        plain_same(plain_number(&table, row, "behind_best"), row == 0 ? NAN : gap.mean);
        plain_same(plain_number(&table, row, "behind_best_low"), row == 0 ? NAN : gap.mean - half);
        assert_string_equal(plain_words(&table, row, "verdict"), row == 0                ? "best"
                                                                 : gap.mean - half > 0.0 ? "worse"
                                                                                         : "open");
    }
    free(values);
}

static void pairs_are_counted_replication_by_replication(void **unused)
{
    (void)unused;
    rk_answer_table table = plain_table(usual, "pairs");
    double *values = horizon("zero_cover_months", 1.0);
    for (size_t a = 0; a < MODELS; a++) {
        for (size_t b = 0; b < MODELS; b++) {
            plain_same(plain_number(&table, a, rk_reading_model_key(reading, b)),
                       a == b ? NAN : share_below(values + a * N, values + b * N));
        }
    }
    free(values);
}

static void within_the_indifference_zone_models_are_as_good(void **unused)
{
    (void)unused;
    rk_compare_options options = {.indifference = 100.0};
    rk_answer *answer = NULL;
    assert_int_equal(rk_compare(reading, &options, &answer), RK_OK);
    rk_answer_table table = plain_table(answer, "ranking");
    for (size_t row = 1; row < MODELS; row++) {
        assert_string_equal(plain_words(&table, row, "verdict"), "as good");
        plain_same(plain_number(&table, row, "replications_needed"), 0.0);
    }
    rk_answer_free(answer);
}

static void sentences_have_no_place_left_open(void **unused)
{
    (void)unused;
    assert_true(rk_answer_n_sentences(usual) >= 4);
    for (size_t i = 0; i < rk_answer_n_sentences(usual); i++) {
        rk_words_pair sentence = rk_answer_sentence(usual, i);
        assert_non_null(strstr(sentence.ja, "。"));
        assert_int_equal(sentence.en[strlen(sentence.en) - 1], '.');
        assert_null(strchr(sentence.ja, '$'));
        assert_null(strchr(sentence.en, '$'));
        assert_null(strchr(sentence.ja, '\x1f'));
        assert_null(strstr(sentence.en, "nan"));
    }
}

/* Nobody is late within three years. */
static void what_is_0_everywhere_is_shown_only_when_asked_for(void **unused)
{
    (void)unused;
    const char *const names[] = {"lateness"};
    rk_compare_options options = {.metrics = names, .n_metrics = 1};
    rk_answer *answer = NULL;
    assert_int_equal(rk_compare(reading, &options, &answer), RK_OK);
    rk_answer_table table = plain_table(answer, "outcomes");
    assert_int_equal(table.n_rows, MODELS);
    plain_same(plain_number(&table, 0, "mean"), 0.0);
    table = plain_table(usual, "outcomes");
    for (size_t row = 0; row < table.n_rows; row++) {
        assert_string_not_equal(plain_words(&table, row, "metric"), "lateness");
    }
    rk_answer_free(answer);
}

static void an_unknown_outcome_is_a_mistake(void **unused)
{
    (void)unused;
    const char *const names[] = {"zero_cover"};
    rk_compare_options by = {.by = "zero_cover"}, metrics = {.metrics = names, .n_metrics = 1};
    rk_answer *answer = NULL;
    assert_int_equal(rk_compare(reading, &by, &answer), RK_ERR_OPTIONS);
    assert_int_equal(rk_compare(reading, &metrics, &answer), RK_ERR_OPTIONS);
    assert_null(answer);
    assert_non_null(strstr(rk_reading_problem(), "\"zero_cover\""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_differences_and_chances_are_those_of_the_slow_twin),
        cmocka_unit_test(more_is_better_where_it_is),
        cmocka_unit_test(the_ranking_compares_with_the_best_for_all_pairs_at_once),
        cmocka_unit_test(pairs_are_counted_replication_by_replication),
        cmocka_unit_test(within_the_indifference_zone_models_are_as_good),
        cmocka_unit_test(sentences_have_no_place_left_open),
        cmocka_unit_test(what_is_0_everywhere_is_shown_only_when_asked_for),
        cmocka_unit_test(an_unknown_outcome_is_a_mistake),
    };
    return cmocka_run_group_tests(tests, open_file, close_file);
}
