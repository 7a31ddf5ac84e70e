/* Leaving models out: the baseline stays, the order stays, what belongs to the others goes. */
#include "reading.h"

#include "input/common_keys.h"

static const char four[] = "renkei: 1\nprefecture: 38\nbaseline: alone\nmodels:\n"
                           "  pool: {instruments: [lend: {number: 5}]}\n"
                           "  alone: {}\n"
                           "  pool2: {instruments: [lend: {number: 9}]}\n"
                           "  works: {instruments: [build: {}]}\n";

static bool has_value(const rk_scenario *scenario, const char *key)
{
    for (size_t i = 0; i < rk_scenario_n_values(scenario); i++) {
        if (strcmp(rk_scenario_value_at(scenario, i).key, key) == 0) {
            return true;
        }
    }
    return false;
}

static void named_models_and_the_baseline_stay_in_the_order_of_the_file(void **unused)
{
    (void)unused;
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_scenario *scenario = scenario_of(four, NULL, 0);
    assert_int_equal(rk_scenario_keep_models(scenario, "works, pool2", mistakes), RK_OK);
    assert_int_equal(rk_scenario_n_models(scenario), 3);
    assert_string_equal(rk_scenario_model_key(scenario, 0), "alone");
    assert_string_equal(rk_scenario_model_key(scenario, 1), "pool2");
    assert_string_equal(rk_scenario_model_key(scenario, 2), "works");
    assert_int_equal(rk_scenario_baseline(scenario), 0);
    assert_int_equal(scenario->models[1].instruments[0].settings[RK_N_COMMON_KEYS].count, 9);
    rk_scenario_close(scenario);
    rk_mistakes_free(mistakes);
}

static void values_of_the_others_are_no_longer_in_force(void **unused)
{
    (void)unused;
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_scenario *scenario = scenario_of(four, NULL, 0);
    assert_true(has_value(scenario, "models.pool.lend.number"));
    assert_int_equal(rk_scenario_keep_models(scenario, "pool2", mistakes), RK_OK);
    assert_false(has_value(scenario, "models.pool.lend.number"));
    assert_true(has_value(scenario, "models.pool2.lend.number"));
    assert_true(has_value(scenario, "parameters.quits.trend"));
    rk_scenario_close(scenario);
    rk_mistakes_free(mistakes);
}

static void every_unknown_key_is_a_mistake_and_nothing_is_left_out(void **unused)
{
    (void)unused;
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_scenario *scenario = scenario_of(four, NULL, 0);
    assert_int_equal(rk_scenario_keep_models(scenario, "poool,works,frobnicate", mistakes), RK_ERR_SCENARIO);
    assert_int_equal(rk_scenario_n_models(scenario), 4);
    assert_string_equal(printed(mistakes), "--models: there is no model 'poool' in the scenario; did you mean 'pool'?\n"
                                           "--models: there is no model 'frobnicate' in the scenario\n");
    rk_scenario_close(scenario);
    rk_mistakes_free(mistakes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(named_models_and_the_baseline_stay_in_the_order_of_the_file),
        cmocka_unit_test(values_of_the_others_are_no_longer_in_force),
        cmocka_unit_test(every_unknown_key_is_a_mistake_and_nothing_is_left_out),
    };
    return cmocka_run_group_tests(tests, tables_setup, NULL);
}
