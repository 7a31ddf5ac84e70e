/* Who takes part in an instrument, and in which group. */
#include "reading.h"

#include "input/common_keys.h"

#include <stdio.h>

/* Those prefectures with one instrument whose members are as the text says. */
static const char *with(const char *prefecture, const char *members)
{
    static char text[1024];
    snprintf(text, sizeof text, "renkei: 1\nprefecture: %s\nmodels: {m: {instruments: [build: {members: %s}]}}\n",
             prefecture, members);
    return text;
}

static rk_scenario *chosen(const char *prefecture, const char *members)
{
    return scenario_of(with(prefecture, members), NULL, 0);
}

static const rk_setting *members_of(const rk_scenario *scenario)
{
    return &scenario->models[0].instruments[0].settings[RK_COMMON_MEMBERS];
}

/* The members' names, a bar between groups in the order of their numbers. */
static const char *names_of(const rk_scenario *scenario)
{
    static char text[4096];
    const rk_setting *m = members_of(scenario);
    text[0] = '\0';
    for (size_t group = 0; group < m->n_groups; group++) {
        strcat(text, group == 0 ? "" : "| ");
        for (size_t i = 0; i < m->n_members; i++) {
            if (m->group[i] == group) {
                strcat(strcat(text, scenario->municipalities[m->members[i]].name), " ");
            }
        }
    }
    return text;
}

static void expect(const char *prefecture, const char *members, const char *names)
{
    rk_scenario *scenario = chosen(prefecture, members);
    assert_string_equal(names_of(scenario), names);
    rk_scenario_close(scenario);
}

/* ---- Without groups ---- */

static void without_groups_each_prefecture_is_one(void **unused)
{
    (void)unused;
    rk_scenario *s = chosen("[38, 39, 36]", "all");
    const rk_setting *m = members_of(s);
    assert_int_equal(m->n_members, s->n_municipalities);
    assert_int_equal(m->n_groups, 3);
    for (size_t i = 0; i < m->n_members; i++) {
        assert_int_equal(m->members[i], i);
        assert_int_equal(m->group[i], s->municipalities[i].prefecture);
    }
    rk_scenario_close(s);
    expect("[36, 38, 39]", "[39201, 38201, 38202]", "松山市 今治市 | 高知市 "); /* nobody of Tokushima: two groups */
}

static void a_list_may_be_in_any_order(void **unused)
{
    (void)unused;
    expect("38", "[今治市, 38201, Uwajima Shi]", "松山市 今治市 宇和島市 ");
    expect("38", "松山市", "松山市 ");
}

/* ---- Conditions; populations are those of the census of 2020 ---- */

static void every_condition_must_be_met(void **unused)
{
    (void)unused;
    expect("38", "{min_population: 100000}", "松山市 今治市 新居浜市 西条市 ");
    expect("38", "{min_population: 10000, max_population: 20000, kinds: town}", "内子町 愛南町 ");
    expect("38", "{min_population: 10_000, max_population: 20_000, kinds: town, except: [愛南町, 松山市]}", "内子町 ");
    expect("[38, 39]", "{kinds: [village, core_city], prefectures: [愛媛]}", "松山市 ");
    expect("[38, 39]", "{kinds: [core_city], prefectures: [Kochi, 38]}", "松山市 | 高知市 ");
}

static void ends_of_a_range_belong_to_it(void **unused)
{
    (void)unused;
    rk_scenario *s = chosen("38", "all");
    char text[128];
    long population = (long)s->municipalities[4].population;
    snprintf(text, sizeof text, "{min_population: %ld, max_population: %ld}", population, population);
    rk_scenario *one = chosen("38", text);
    assert_int_equal(members_of(one)->n_members, 1);
    assert_int_equal(members_of(one)->members[0], 4);
    rk_scenario_close(one);
    rk_scenario_close(s);
}

static void neighbours_are_reached_step_by_step_over_land(void **unused)
{
    (void)unused;
    expect("38", "{neighbours_of: 愛南町}", "宇和島市 愛南町 ");
    expect("38", "{neighbours_of: 38506, steps: 2}", "宇和島市 西予市 松野町 鬼北町 愛南町 ");
    expect("[38, 39]", "{neighbours_of: 愛南町}", "宇和島市 愛南町 "); /* Sukumo touches it, in Kochi */
    expect("38", "{neighbours_of: 愛南町, steps: 2, kinds: town}", "松野町 鬼北町 愛南町 ");
}

/* ---- Groups ---- */

static void listed_groups_are_numbered_by_their_first_member(void **unused)
{
    (void)unused;
    expect("38", "[[西条市, 新居浜市], [東温市, 松山市], [今治市]]", "松山市 東温市 | 今治市 | 新居浜市 西条市 ");
    expect("38", "[[東温市, 松山市], [今治市], [新居浜市, 西条市]]", "松山市 東温市 | 今治市 | 新居浜市 西条市 ");
    expect("[38, 39]", "[[39202, 39201], [38201]]", "松山市 | 高知市 室戸市 ");
}

static void clusters_are_neighbours(void **unused)
{
    (void)unused;
    expect("38", "{cluster_size: 5}",
           "松山市 東温市 久万高原町 砥部町 内子町 | 今治市 新居浜市 西条市 四国中央市 上島町 | "
           "宇和島市 西予市 松野町 鬼北町 愛南町 | 八幡浜市 大洲市 伊予市 松前町 伊方町 ");
    expect("38", "{cluster_size: 3, kinds: [town]}",
           "上島町 松前町 砥部町 | 久万高原町 内子町 伊方町 | 松野町 鬼北町 愛南町 "); /* Kamijima is an island */
}

static void what_was_chosen_is_explained(void **unused)
{
    (void)unused;
    rk_scenario *s = chosen("38", "{neighbours_of: 愛南町, steps: 2, cluster_size: 3}");
    size_t i = 0;
    while (strcmp(rk_scenario_value_at(s, i).key, "models.m.build.members.chosen") != 0) {
        i++;
    }
    assert_string_equal(rk_scenario_value_at(s, i).value, "[[宇和島市, 西予市, 愛南町], [松野町, 鬼北町]]");
    assert_string_equal(rk_scenario_value_at(s, i).origin, "scenario.yaml:3");
    rk_scenario_close(s);
}

/* What is wrong with the prefecture is said once, and members are not looked for in nothing. */
static void members_are_not_looked_for_where_places_are_unknown(void **unused)
{
    (void)unused;
    static const char *const members[] = {"[松山市]", "[[松山市], [今治市]]",
                                          "{neighbours_of: 松山市, cluster_size: 3}",
                                          "{prefectures: 愛媛, except: [松山市], max_population: 5}", "松山市"};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        assert_string_equal(
            mistakes_of(with("48", members[i]), NULL, 0),
            "scenario.yaml:2:13: prefecture: \"48\" is no prefecture; expected a code 1 to 47, a name or "
            "\"all\"\n");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_groups_each_prefecture_is_one),
        cmocka_unit_test(a_list_may_be_in_any_order),
        cmocka_unit_test(every_condition_must_be_met),
        cmocka_unit_test(ends_of_a_range_belong_to_it),
        cmocka_unit_test(neighbours_are_reached_step_by_step_over_land),
        cmocka_unit_test(listed_groups_are_numbered_by_their_first_member),
        cmocka_unit_test(clusters_are_neighbours),
        cmocka_unit_test(what_was_chosen_is_explained),
        cmocka_unit_test(members_are_not_looked_for_where_places_are_unknown),
    };
    return cmocka_run_group_tests(tests, tables_setup, NULL);
}
