/* Values of information of a file that the engine wrote; parameters in the words of the scenario. */
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

enum { N = 536 }; /* 33 whole blocks and half a one */

static rk_reading *reading;

static int open_file(void **unused)
{
    (void)unused;
    reading =
        ran_open("value", "38", "[38201, 38202, 38203]", "parameters: {incidents: {security: 0.3 /year}}\n", NULL, N);
    return 0;
}

static int close_file(void **unused)
{
    rk_reading_close(reading);
    return ran_clean(unused);
}

static size_t parameter_of(const char *name)
{
    for (size_t p = 0; p < reading->n_parameters; p++) {
        if (strcmp(rk_parameter_name(reading, p), name) == 0) {
            return p;
        }
    }
    fail_msg("there is no parameter %s", name);
    return 0;
}

static void parameters_are_shown_as_the_scenario_writes_them(void **unused)
{
    (void)unused;
    static const struct {
        const char *name, *unit;
        double base, shown;
    } known[] = {
        {"quits.age_20s", "%/year", 0.002, 100.0 * (1.0 - 0.9763)}, /* exp(-0.024) = 0.97629 */
        {"hiring.contract", "%/month", 0.05, 4.877},                /* 1 - exp(-0.05) */
        {"quits.trend", "%/year", 0.06, 6.0},
        {"incidents.security", "/year", 0.025, 0.3},
        {"quits.skill_multiplier", "", 1.7, 1.7},
        {"hiring.internal", "%", 0.93, 93.0},
        {"pay.regular", "million yen/year", 6.2e6, 6.2},
        {"rotation.scale", "years", 4.0, 4.0},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        rk_parameter_shown how = rk_parameter_how(reading, parameter_of(known[i].name));
        assert_string_equal(how.unit, known[i].unit);
        assert_true(fabs(rk_parameter_value(&how, known[i].base) / known[i].shown - 1.0) < 0.001);
    }
    double *values = NULL;
    assert_int_equal(rk_read_assumptions(reading, &values), RK_OK);
    rk_parameter_shown how = rk_parameter_how(reading, parameter_of("incidents.security"));
    assert_true(fabs(rk_parameter_value(&how, values[parameter_of("incidents.security")]) - 0.3) < 1e-9);
    free(values);
}

static void only_whole_blocks_and_what_varies_count(void **unused)
{
    (void)unused;
    rk_drawn drawn;
    double *values = calloc(N, sizeof *values), *all = NULL, means[40];
    assert_int_equal(rk_drawn_open(reading, &drawn), RK_OK);
    assert_int_equal(drawn.n_blocks, 33);
    assert_int_equal(drawn.n_folds, 32);
    assert_int_equal(drawn.fold[32], 0);
    assert_int_equal(rk_read_assumptions(reading, &all), RK_OK);
    for (size_t i = 0; i < drawn.n_varied; i++) {
        size_t p = drawn.varied[i];
        assert_true(p != parameter_of("incidents.security") && p != parameter_of("rotation.scale"));
        assert_true(drawn.value[p * drawn.n_blocks + 7] == all[7 * reading->n_parameters + p]);
    }
    assert_true(drawn.n_varied > 30);
    for (size_t i = 0; i < N; i++) {
        values[i] = (double)(i * i);
    }
    rk_drawn_means(&drawn, values, means);
    double plain = 0.0;
    for (size_t i = 48; i < 64; i++) {
        plain += (double)(i * i) / 16.0;
    }
    assert_true(fabs(means[3] - plain) < 1e-9);
    free(values);
    free(all);
    rk_drawn_close(&drawn);
}

/* Mean of fitted leads in the tenths of blocks with the least and the largest values, by sorting nothing: a block is in
 * the lowest tenth where fewer than a tenth of the others have less. */
static void check_lead(const rk_answer *answer, const rk_choice *choice, const double *value, const char *const *words)
{
    size_t n = choice->n_blocks, tenth = n / 10, best = 0, next = 0;
    double *fitted = calloc(choice->n_models * n, sizeof *fitted), *mean = calloc(choice->n_models, sizeof *mean);
    double low = 0.0, high = 0.0;
    assert_non_null(fitted);
    assert_non_null(mean);
    assert_int_equal(rk_worth_fit(choice, value, fitted), RK_OK);
    for (size_t m = 0; m < choice->n_models; m++) {
        for (size_t b = 0; b < n; b++) {
            mean[m] += choice->mean[m * n + b];
        }
        best = mean[m] > mean[best] ? m : best;
    }
    next = best == 0 ? 1 : 0;
    for (size_t m = 0; m < choice->n_models; m++) {
        next = m != best && mean[m] > mean[next] ? m : next;
    }
    for (size_t b = 0; b < n; b++) {
        size_t less = 0;
        for (size_t other = 0; other < n; other++) {
            less += value[other] < value[b];
        }
        double lead = fitted[best * n + b] - fitted[next * n + b];
        low += less < tenth ? lead / (double)tenth : 0.0;
        high += less >= n - tenth ? lead / (double)tenth : 0.0;
    }
    double scale = fabs(low) + fabs(high);
    assert_true(scale > 0.0);
    assert_true(fabs(ran_cell(answer, "all_assumptions", "lead_low", words).number - low) < 1e-9 * scale);
    assert_true(fabs(ran_cell(answer, "all_assumptions", "lead_high", words).number - high) < 1e-9 * scale);
    free(fitted);
    free(mean);
}

static void the_answer_holds_the_worth_of_its_net_benefits(void **unused)
{
    (void)unused;
    const rk_value_options options = {.effect = "unserved_work", .price = (double)NAN};
    rk_answer *answer = NULL;
    rk_benefit benefit;
    rk_drawn drawn;
    rk_choosing choosing;
    rk_worth one;
    double price = 0.0, *pay = NULL, *months = NULL, sums[2] = {0.0, 0.0};
    assert_int_equal(rk_value(reading, &options, &answer), RK_OK);
    assert_int_equal(rk_read_horizon(reading, "cost_staff", reading->baseline, RK_ALL_PREFECTURES, &pay), RK_OK);
    assert_int_equal(rk_read_horizon(reading, "filled_post_months", 0, RK_ALL_PREFECTURES, &months), RK_OK);
    for (size_t i = 0; i < N; i++) {
        sums[0] += pay[i];
        sums[1] += months[i];
    }
    assert_int_equal(rk_benefit_open(reading, "unserved_work", &benefit), RK_OK);
    assert_int_equal(rk_benefit_price(&benefit, &price), RK_OK);
    assert_true(fabs(price / (sums[0] / sums[1]) - 1.0) < 1e-12);
    assert_int_equal(rk_drawn_open(reading, &drawn), RK_OK);
    assert_int_equal(rk_choosing_open(&drawn, &benefit, price, &choosing), RK_OK);
    const char *const words[] = {"parameter", "work.load", NULL};
    double *value = &drawn.value[parameter_of("work.load") * drawn.n_blocks];
    assert_int_equal(rk_worth_of_one(&choosing.choice, value, &one), RK_OK);
    assert_true(ran_cell(answer, "all_assumptions", "worth", words).number == one.value);
    assert_true(ran_cell(answer, "all_assumptions", "worth_run", words).number == 3.0 * one.value); /* three years */
    check_lead(answer, &choosing.choice, value, words);
    for (size_t i = 1; i < drawn.n_varied; i++) {
        assert_true(ran_number(answer, "all_assumptions", i, "worth") <=
                    ran_number(answer, "all_assumptions", i - 1, "worth"));
    }
    rk_choosing_close(&choosing);
    rk_drawn_close(&drawn);
    rk_benefit_close(&benefit);
    rk_answer_free(answer);
    free(pay);
    free(months);
}

static void what_cannot_be_told_is_refused(void **unused)
{
    (void)unused;
    rk_answer *answer = NULL;
    const rk_value_options persons = {.effect = "hires", .price = (double)NAN}, usual = {.price = (double)NAN};
    assert_int_equal(rk_value(reading, &persons, &answer), RK_ERR_OPTIONS);
    assert_non_null(strstr(rk_reading_problem(), "--wtp"));
    rk_reading *few = ran_open("few", "38", "[38201]", "", NULL, 40);
    assert_int_equal(rk_value(few, &usual, &answer), RK_ERR_OPTIONS);
    assert_non_null(strstr(rk_reading_problem(), "too few replications"));
    rk_reading_close(few);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parameters_are_shown_as_the_scenario_writes_them),
        cmocka_unit_test(only_whole_blocks_and_what_varies_count),
        cmocka_unit_test(the_answer_holds_the_worth_of_its_net_benefits),
        cmocka_unit_test(what_cannot_be_told_is_refused),
    };
    return cmocka_run_group_tests(tests, open_file, close_file);
}
