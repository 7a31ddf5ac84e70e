/* Regret of a file that the engine wrote, against plain maxima; boxes against counting the file's blocks. */
#include "analysis/drawn.h"

#include "ran.h"

#include <renkei/analysis.h>

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N = 1600, MODELS = 2 };

static rk_reading *reading;

/* Advisers may be paid little or much a day: that decides whether they are worth it. */
static int open_file(void **unused)
{
    static const char models[] = "  alone: {title: 単独, title_en: Alone, instruments: []}\n"
                                 "  pool: {title: プール, title_en: Pool, instruments: [experts: {number: 3 persons,"
                                 " contract: adviser, assignment: equal_visits, days: 4 days/month,"
                                 " shares: {prefecture: 1}}]}\n";
    (void)unused;
    reading = ran_open("regret", "38", "[38201, 38202]",
                       "parameters: {pay: {day: \"uniform(10000, 300000) yen/day\"}}\n"
                       "processes: {standardisation: off, surge: off}\n",
                       models, N);
    return 0;
}

static int close_file(void **unused)
{
    rk_reading_close(reading);
    return ran_clean(unused);
}

static void means_and_maxima_of_regret_are_plain(void **unused)
{
    (void)unused;
    const rk_regret_options options = {.by = "backlog", .price = (double)NAN};
    rk_answer *answer = NULL;
    double *values[MODELS], mean[MODELS] = {0}, largest[MODELS] = {0}, block_mean[MODELS] = {0}, best[MODELS] = {0};
    assert_int_equal(rk_regret(reading, &options, &answer), RK_OK);
    for (size_t m = 0; m < MODELS; m++) {
        assert_int_equal(rk_read_horizon(reading, "backlog", m, RK_ALL_PREFECTURES, &values[m]), RK_OK);
    }
    for (size_t i = 0; i < N; i++) {
        double low = fmin(values[0][i], values[1][i]) / 2.0; /* two municipalities; less is better */
        for (size_t m = 0; m < MODELS; m++) {
            mean[m] += (values[m][i] / 2.0 - low) / N;
            largest[m] = fmax(largest[m], values[m][i] / 2.0 - low);
        }
    }
    for (size_t b = 0; b < N / 16; b++) {
        double sum[MODELS] = {0};
        for (size_t i = 16 * b; i < 16 * b + 16; i++) {
            sum[0] += values[0][i] / 32.0;
            sum[1] += values[1][i] / 32.0;
        }
        for (size_t m = 0; m < MODELS; m++) {
            block_mean[m] += (sum[m] - fmin(sum[0], sum[1])) * 16.0 / N;
            best[m] += sum[m] == fmin(sum[0], sum[1]);
        }
    }
    const char *const titles[MODELS] = {"Alone", "Pool"};
    for (size_t m = 0; m < MODELS; m++) {
        const char *const words[] = {"model", titles[m], NULL};
        assert_true(fabs(ran_cell(answer, "regret", "mean", words).number - mean[m]) < 1e-9);
        assert_true(fabs(ran_cell(answer, "regret", "largest", words).number - largest[m]) < 1e-9);
        assert_true(fabs(ran_cell(answer, "regret", "assumptions_mean", words).number - block_mean[m]) < 1e-9);
        assert_true(fabs(ran_cell(answer, "regret", "chance_best", words).number - 16.0 * best[m] / N) < 1e-9);
        free(values[m]);
    }
    assert_true(mean[0] > 0.0);
    rk_answer_free(answer);
}

/* The price at which both models are worth the same on average: then assumptions decide. */
static double price_of_a_tie(rk_benefit *benefit)
{
    double cost[MODELS] = {0}, effect[MODELS] = {0};
    assert_int_equal(rk_benefit_open(reading, "unserved_work", benefit), RK_OK);
    for (size_t m = 0; m < MODELS; m++) {
        for (size_t i = 0; i < N; i++) {
            cost[m] += benefit->cost[m][i];
            effect[m] += benefit->effect[m][i];
        }
    }
    return (cost[1] - cost[0]) / (effect[1] - effect[0]);
}

static void what_decides_is_found_and_counted(void **unused)
{
    (void)unused;
    rk_benefit benefit;
    rk_drawn drawn;
    rk_choosing choosing;
    rk_answer *answer = NULL;
    const rk_regret_options options = {.by = "unserved_work", .price = 1.2 * price_of_a_tie(&benefit)}; /* pool leads */
    assert_int_equal(rk_regret(reading, &options, &answer), RK_OK);
    assert_int_equal(rk_drawn_open(reading, &drawn), RK_OK);
    assert_int_equal(rk_choosing_open(&drawn, &benefit, options.price, &choosing), RK_OK);
    const char *const words[] = {"model", "Pool", "parameter", "pay.day", NULL};
    double limit = ran_cell(answer, "limits", "limit", words).number, n = 0.0, lost = 0.0, both = 0.0;
    assert_string_equal(ran_cell(answer, "limits", "side", words).words.en, "above");
    assert_string_equal(ran_cell(answer, "limits", "unit", words).words.en, "yen/day");
    size_t day = 0;
    while (strcmp(rk_parameter_name(reading, day), "pay.day") != 0) {
        day++;
    }
    bool alone = ran_cell(answer, "limits", "parameter", (const char *const[]){"model", "Pool", NULL}).words.en != NULL;
    for (size_t b = 0; b < drawn.n_blocks; b++) {
        bool inside = drawn.value[day * drawn.n_blocks + b] > limit;
        bool loses = choosing.mean[drawn.n_blocks + b] < choosing.mean[b];
        n += inside;
        lost += loses;
        both += inside && loses;
    }
    assert_true(alone && both / n > lost / (double)drawn.n_blocks + 0.1);
    const char *const pool[] = {"model", "Pool", NULL};
    assert_true(fabs(ran_cell(answer, "regions", "base", pool).number - lost / (double)drawn.n_blocks) < 1e-12);
    assert_true(ran_cell(answer, "regions", "density", pool).number >= both / n - 1e-12);
    rk_choosing_close(&choosing);
    rk_drawn_close(&drawn);
    rk_benefit_close(&benefit);
    rk_answer_free(answer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_and_maxima_of_regret_are_plain),
        cmocka_unit_test(what_decides_is_found_and_counted),
    };
    return cmocka_run_group_tests(tests, open_file, close_file);
}
