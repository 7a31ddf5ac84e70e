/* Coalitions in the place of models: which there are, who is in them, what is left of the others. */
#include "reading.h"

#include "input/coalitions.h"
#include "input/common_keys.h"

static const char few[] = "renkei: 1\nprefecture: 38\nbaseline: alone\nmodels:\n"
                          "  pool: {instruments: [lend: {number: 5}]}\n"
                          "  alone: {}\n"
                          "  office:\n    title: 共同\n    title_en: Joint\n    instruments:\n"
                          "      - lend: {number: 9, members: [[松山市, 東温市], [今治市, 西条市], [上島町]]}\n"
                          "      - build: {members: [38201, 38202]}\n";

static const rk_setting *members_of(const rk_scenario *scenario, size_t model, size_t instrument)
{
    return &scenario->models[model].instruments[instrument].settings[RK_COMMON_MEMBERS];
}

static int code_of(const rk_scenario *scenario, size_t player)
{
    return scenario->municipalities[scenario->coalitions->player[player]].code;
}

static void every_coalition_of_a_few_is_run_once(void **unused)
{
    (void)unused;
    const char *const settings[] = {"coalitions={model: office, members: [38201, 38202, 東温市]}"};
    rk_scenario *scenario = scenario_of(few, settings, 1);
    const rk_coalitions *of = scenario->coalitions;
    assert_non_null(of);
    assert_string_equal(of->model, "office");
    assert_int_equal(of->n_players, 3);
    assert_int_equal(code_of(scenario, 2), 38215);
    assert_int_equal(of->n_orders, 0);
    const char *const keys[] = {"alone", "office", "office-38201", "office-38202", "office-38215"};
    const bool member[] = {0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0};
    assert_int_equal(rk_scenario_n_models(scenario), 5);
    assert_int_equal(of->n_models, 5);
    assert_int_equal(rk_scenario_baseline(scenario), 0);
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(rk_scenario_model_key(scenario, i), keys[i]);
    }
    assert_memory_equal(of->member, member, sizeof member);
    assert_string_equal(scenario->models[2].title, "共同、松山市以外");
    rk_scenario_close(scenario);
}

static void who_is_no_player_stays_and_groups_are_numbered_anew(void **unused)
{
    (void)unused;
    const char *const settings[] = {"coalitions.model=office", "coalitions.members=[松山市, 東温市, 今治市]"};
    rk_scenario *scenario = scenario_of(few, settings, 2);
    const rk_setting *all = members_of(scenario, 1, 0), *two = members_of(scenario, 4, 0);
    assert_int_equal(all->n_members, 5);
    assert_int_equal(all->n_groups, 3);
    assert_string_equal(rk_scenario_model_key(scenario, 4), "office-38215");
    assert_int_equal(two->n_members, 4); /* 松山市, 今治市, 西条市, 上島町 */
    assert_int_equal(two->n_groups, 3);
    const rk_setting *without_first = members_of(scenario, 2, 0);
    assert_string_equal(rk_scenario_model_key(scenario, 2), "office-38201");
    const size_t group[] = {0, 0, 1, 2}; /* 今治市, 西条市 come before 東温市 */
    assert_int_equal(without_first->n_members, 4);
    assert_memory_equal(without_first->group, group, sizeof group);
    assert_int_equal(members_of(scenario, 2, 1)->n_members, 1);
    assert_int_equal(scenario->models[2].n_instruments, 2); /* also where nobody is left */
    rk_scenario_close(scenario);
}

static size_t row_of(const rk_coalitions *of, const bool *set)
{
    size_t row = 0;
    while (row < of->n_models && memcmp(&of->member[row * of->n_players], set, of->n_players) != 0) {
        row++;
    }
    return row;
}

static void sampled_orders_are_pairs_of_reverses_and_all_their_beginnings_are_run(void **unused)
{
    (void)unused;
    const char *const settings[] = {"coalitions={model: pool, pairs: 3}"};
    rk_scenario *scenario = scenario_of(few, settings, 1), *again = scenario_of(few, settings, 1);
    const rk_coalitions *of = scenario->coalitions;
    size_t n = of->n_players;
    assert_int_equal(n, 20);
    assert_int_equal(of->n_orders, 6);
    assert_memory_equal(of->order, again->coalitions->order, 6 * n * sizeof *of->order);
    assert_true(memcmp(of->order, &of->order[2 * n], n * sizeof *of->order) != 0);
    for (size_t order = 0; order < of->n_orders; order++) {
        bool set[20] = {false};
        for (size_t i = 0; i < n; i++) {
            size_t player = of->order[order * n + i];
            assert_false(set[player]);
            set[player] = true;
            assert_int_equal(of->order[(order ^ 1) * n + n - 1 - i], player);
            assert_true(i == 0 || row_of(of, set) < of->n_models);
        }
    }
    for (size_t i = 0; i < of->n_models; i++) {
        assert_int_equal(row_of(of, &of->member[i * n]), i); /* each once */
    }
    assert_true(of->n_models > 2 + n && of->n_models <= 2 + n + 6 * (n - 3));
    rk_scenario_close(scenario);
    rk_scenario_close(again);
}

static bool has_value(const rk_scenario *scenario, const char *key)
{
    for (size_t i = 0; i < rk_scenario_n_values(scenario); i++) {
        if (strcmp(rk_scenario_value_at(scenario, i).key, key) == 0) {
            return true;
        }
    }
    return false;
}

static void values_of_other_models_are_no_longer_in_force_and_models_cannot_be_left_out(void **unused)
{
    (void)unused;
    const char *const settings[] = {"coalitions={model: office, members: [38201, 38202, 38215]}"};
    rk_scenario *scenario = scenario_of(few, settings, 1);
    assert_true(has_value(scenario, "models.office.lend.number"));
    assert_false(has_value(scenario, "models.pool.lend.number"));
    assert_true(has_value(scenario, "coalitions.members"));
    rk_mistakes *mistakes = rk_mistakes_new();
    assert_int_equal(rk_scenario_keep_models(scenario, "office,office-38201,office-38202,office-38215", mistakes),
                     RK_OK);
    assert_int_equal(rk_scenario_keep_models(scenario, "office", mistakes), RK_ERR_SCENARIO);
    assert_non_null(strstr(printed(mistakes), "coalitions belong together"));
    rk_mistakes_free(mistakes);
    rk_scenario_close(scenario);
}

static void no_coalitions_without_the_key(void **unused)
{
    (void)unused;
    rk_scenario *scenario = scenario_of(few, NULL, 0);
    assert_null(scenario->coalitions);
    assert_int_equal(rk_scenario_n_models(scenario), 3);
    rk_scenario_close(scenario);
}

static void wrong(const char *setting, const char *expected)
{
    const char *const settings[] = {setting};
    assert_string_equal(mistakes_of(few, settings, 1), expected);
}

static void mistakes_say_what_is_expected(void **unused)
{
    (void)unused;
    wrong("coalitions={model: alone}", "--set: coalitions.model: \"alone\" is the baseline; nobody can leave it\n");
    wrong("coalitions={model: ofice}",
          "--set: coalitions.model: no model has the key \"ofice\"; the nearest is \"office\"\n");
    wrong("coalitions={model: office, members: [新居浜市, 松山市]}",
          "--set: coalitions.members: 新居浜市 takes no part in the model office\n"
          "--set: coalitions: it takes two members at least to have coalitions; there is 1\n");
    wrong("coalitions={model: pool, pairs: 200}",
          "--set: coalitions: more than 1024 coalitions; name fewer members or pairs\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_coalition_of_a_few_is_run_once),
        cmocka_unit_test(who_is_no_player_stays_and_groups_are_numbered_anew),
        cmocka_unit_test(sampled_orders_are_pairs_of_reverses_and_all_their_beginnings_are_run),
        cmocka_unit_test(values_of_other_models_are_no_longer_in_force_and_models_cannot_be_left_out),
        cmocka_unit_test(no_coalitions_without_the_key),
        cmocka_unit_test(mistakes_say_what_is_expected),
    };
    return cmocka_run_group_tests(tests, tables_setup, NULL);
}
