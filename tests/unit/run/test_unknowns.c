/* Places of what nobody knows, running again, and the values that designs look at. */
#include "running.h"

#include "run/assumptions.h"

#include <renkei/unknowns.h>

#include <math.h>
#include <stdio.h>

enum { NUMBERS_MAX = 512, N = 48 };

typedef struct {
    rk_scenario *scenario;
    rk_unknowns *unknowns;
    double places[NUMBERS_MAX];
} lab;

static lab lab_of(const char *text)
{
    lab l = {.scenario = running_scenario(text)};
    assert_int_equal(rk_unknowns_open(l.scenario, &l.unknowns), RK_OK);
    assert_in_range(rk_unknowns_count(l.unknowns), 20, NUMBERS_MAX);
    for (size_t i = 0; i < NUMBERS_MAX; i++) {
        l.places[i] = (double)NAN;
    }
    return l;
}

static lab lab_open(void)
{
    return lab_of(running_text);
}

static void lab_close(lab *l)
{
    rk_unknowns_close(l->unknowns);
    rk_scenario_close(l->scenario);
}

static void draw(const lab *l, uint32_t block, double *values)
{
    rk_assumptions assumptions;
    assert_int_equal(rk_assumptions_open(l->scenario, 7, 100, &assumptions), RK_OK);
    assumptions.unknowns = l->unknowns;
    assumptions.places = l->places;
    rk_assumptions_draw(&assumptions, block, values);
    rk_assumptions_close(&assumptions);
}

static void a_name_is_found_with_and_without_its_group_and_of_any_model(void **unused)
{
    (void)unused;
    lab l = lab_open();
    size_t trend = rk_unknowns_find(l.unknowns, "parameters.quits.trend");
    assert_string_equal(rk_unknowns_name(l.unknowns, trend), "parameters.quits.trend");
    assert_true(rk_unknowns_find(l.unknowns, "quits.trend") == trend);
    size_t requests = rk_unknowns_find(l.unknowns, "models.more.experts.requests");
    assert_string_equal(rk_unknowns_name(l.unknowns, requests), "models.pool.experts.requests");
    assert_true(rk_unknowns_find(l.unknowns, "parameters.cover.support_days") == SIZE_MAX); /* known */
    assert_true(rk_unknowns_find(l.unknowns, "quits") == SIZE_MAX);
    lab_close(&l);
}

static void models_that_were_taken_out_have_no_unknowns(void **unused)
{
    (void)unused;
    rk_scenario *scenario = running_scenario(running_text);
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_unknowns *unknowns;
    assert_int_equal(rk_scenario_keep_models(scenario, "more", mistakes), RK_OK);
    assert_int_equal(rk_unknowns_open(scenario, &unknowns), RK_OK);
    size_t requests = rk_unknowns_find(unknowns, "models.pool.experts.requests"); /* shared with the one that stays */
    assert_string_equal(rk_unknowns_name(unknowns, requests), "models.more.experts.requests");
    rk_unknowns_close(unknowns);
    assert_int_equal(rk_scenario_keep_models(scenario, "alone", mistakes), RK_OK);
    assert_int_equal(rk_unknowns_open(scenario, &unknowns), RK_OK);
    assert_true(rk_unknowns_find(unknowns, "models.more.experts.requests") == SIZE_MAX);
    rk_unknowns_close(unknowns);
    rk_mistakes_free(mistakes);
    rk_scenario_close(scenario);
}

static void a_value_is_shown_in_the_unit_of_its_key(void **unused)
{
    (void)unused;
    char text[64];
    lab l = lab_open();
    rk_unknowns_value(l.unknowns, rk_unknowns_find(l.unknowns, "quits.trend"), 0.5, text);
    assert_string_equal(text, "5.477 %/year"); /* triangular(0, 6, 10): sqrt(10 * 6 / 2) */
    rk_unknowns_value(l.unknowns, rk_unknowns_find(l.unknowns, "models.pool.experts.requests"), 0.5, text);
    assert_non_null(strstr(text, "/month")); /* triangular(0.1, 0.2, 0.4): 0.4 - sqrt(0.3 * 0.2 / 2) */
    assert_float_equal((float)atof(text), 0.2268f, 0.0002f);
    lab_close(&l);
}

static void a_place_holds_in_every_block_and_model_and_leaves_the_rest(void **unused)
{
    (void)unused;
    static double before[NUMBERS_MAX], first[NUMBERS_MAX], second[NUMBERS_MAX];
    lab l = lab_open();
    draw(&l, 3, before);
    size_t unknown = rk_unknowns_find(l.unknowns, "models.pool.experts.requests"), held = 0;
    l.places[unknown] = 0.75;
    draw(&l, 3, first);
    draw(&l, 4, second);
    for (size_t i = 0; i < l.scenario->n_numbers; i++) {
        if (rk_unknowns_of_number(l.unknowns, i) == unknown) {
            assert_true(first[i] == second[i] && first[i] != before[i]);
            held++;
        } else {
            assert_true(first[i] == before[i]);
        }
    }
    assert_int_equal(held, 2); /* of two models */
    lab_close(&l);
}

/* All values of N replications from first on. */
static void run(rk_ensemble *ensemble, rk_metric metric, double *values)
{
    size_t n = 0;
    while (!rk_ensemble_done(ensemble)) {
        assert_int_equal(rk_ensemble_advance(ensemble), RK_OK);
        n += rk_ensemble_values(ensemble, 1, metric, values + n);
    }
    assert_int_equal(n, N);
}

static void running_again_is_a_run_of_its_own(void **unused)
{
    (void)unused;
    double moved[N], again[N], fresh[N], back[N];
    lab l = lab_open();
    rk_run_options options = rk_run_options_of(l.scenario);
    options.n_replications = N;
    options.n_threads = 2;
    options.unknowns = l.unknowns;
    options.places = l.places;
    rk_ensemble *ensemble, *other;
    assert_int_equal(rk_ensemble_open(l.scenario, &options, &ensemble), RK_OK);
    run(ensemble, RK_METRIC_VACANCY_MONTHS, fresh);
    l.places[rk_unknowns_find(l.unknowns, "quits.skill_multiplier")] = 0.99;
    assert_int_equal(rk_ensemble_restart(ensemble, 160, N), RK_OK);
    run(ensemble, RK_METRIC_VACANCY_MONTHS, moved);
    options.first_replication = 160;
    assert_int_equal(rk_ensemble_open(l.scenario, &options, &other), RK_OK);
    run(other, RK_METRIC_VACANCY_MONTHS, again);
    assert_memory_equal(moved, again, sizeof moved);
    assert_true(rk_ensemble_summary(ensemble, 1, RK_METRIC_VACANCY_MONTHS).mean ==
                rk_ensemble_summary(other, 1, RK_METRIC_VACANCY_MONTHS).mean);
    for (size_t i = 0; i < NUMBERS_MAX; i++) {
        l.places[i] = (double)NAN;
    }
    assert_int_equal(rk_ensemble_restart(ensemble, 0, N), RK_OK);
    run(ensemble, RK_METRIC_VACANCY_MONTHS, back);
    assert_memory_equal(fresh, back, sizeof fresh);
    assert_memory_not_equal(fresh, moved, sizeof fresh);
    assert_int_equal(rk_ensemble_restart(ensemble, 0, 0), RK_ERR_OPTIONS);
    rk_ensemble_close(ensemble);
    rk_ensemble_close(other);
    lab_close(&l);
}

static void values_are_those_of_a_mean_municipality_and_year(void **unused)
{
    (void)unused;
    double values[N], mean = 0.0;
    lab l = lab_open();
    rk_run_options options = rk_run_options_of(l.scenario);
    options.n_replications = N;
    rk_ensemble *ensemble;
    assert_int_equal(rk_ensemble_open(l.scenario, &options, &ensemble), RK_OK);
    run(ensemble, RK_METRIC_VACANCY_MONTHS, values);
    for (size_t i = 0; i < N; i++) {
        mean += values[i] / N;
    }
    double sum = rk_ensemble_summary(ensemble, 1, RK_METRIC_VACANCY_MONTHS).mean;
    assert_true(mean > 0.0 && fabs(mean - sum / 34 / 2) < 1e-9 * mean); /* 34 municipalities, two years */
    assert_true(rk_metric_shown(RK_METRIC_COST_TOTAL, 34, 2) == 0.5);
    assert_true(rk_metric_shown(RK_METRIC_REACHED, 50, 2) == 2.0); /* per cent, at the end */
    assert_int_equal(rk_metric_find("cost_total"), RK_METRIC_COST_TOTAL);
    assert_int_equal(rk_metric_find("cost_totals"), RK_N_METRICS);
    rk_ensemble_close(ensemble);
    lab_close(&l);
}

/* quits.trend is the first of the two, so that requests follow it: the place of the one does not pull the other along.
 */
static void a_place_moves_its_own_number_whatever_it_is_correlated_with(void **unused)
{
    (void)unused;
    static double before[NUMBERS_MAX], after[NUMBERS_MAX];
    static char text[4096];
    assert_true(snprintf(text, sizeof text,
                         "%s\ncorrelations:\n  - {between: [quits.trend, experts.requests], rank: 0.8}\n",
                         running_text) < (int)sizeof text);
    lab l = lab_of(text);
    size_t trend = rk_unknowns_find(l.unknowns, "quits.trend"), moved = 0;
    assert_true(rk_unknowns_is_correlated(l.unknowns, trend));
    assert_true(rk_unknowns_is_correlated(l.unknowns, rk_unknowns_find(l.unknowns, "models.more.experts.requests")));
    assert_false(rk_unknowns_is_correlated(l.unknowns, rk_unknowns_find(l.unknowns, "leave.trend")));
    draw(&l, 3, before);
    l.places[trend] = 0.999;
    draw(&l, 3, after);
    for (size_t i = 0; i < l.scenario->n_numbers; i++) {
        moved += before[i] != after[i];
    }
    assert_int_equal(moved, 1);
    lab_close(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_found_with_and_without_its_group_and_of_any_model),
        cmocka_unit_test(models_that_were_taken_out_have_no_unknowns),
        cmocka_unit_test(a_value_is_shown_in_the_unit_of_its_key),
        cmocka_unit_test(a_place_holds_in_every_block_and_model_and_leaves_the_rest),
        cmocka_unit_test(a_place_moves_its_own_number_whatever_it_is_correlated_with),
        cmocka_unit_test(running_again_is_a_run_of_its_own),
        cmocka_unit_test(values_are_those_of_a_mean_municipality_and_year),
    };
    return cmocka_run_group_tests(tests, running_setup, NULL);
}
