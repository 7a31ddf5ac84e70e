/* What every instrument has: dates, members, shares; and what its settings must not say together. */
#include "reading.h"

#include "input/common_keys.h"

#include <stdio.h>

/* Ehime with one instrument of those settings, as the tests of this file are about. */
static const char *with(const char *settings)
{
    static char text[1024];
    snprintf(text, sizeof text, "renkei: 1\nprefecture: 38\nmodels: {m: {instruments: [build: {%s}]}}\n", settings);
    return text;
}

static rk_scenario *built(const char *settings)
{
    return scenario_of(with(settings), NULL, 0);
}

static const rk_setting *settings_of(const rk_scenario *scenario)
{
    return scenario->models[0].instruments[0].settings;
}

/* ---- Dates ---- */

static void without_dates_it_is_there_for_the_whole_run(void **unused)
{
    (void)unused;
    rk_scenario *s = built("");
    assert_int_equal(rk_effect_month(settings_of(s)), 0);
    assert_int_equal(rk_end_month(settings_of(s)), INT_MAX);
    assert_true(rk_is_open(settings_of(s), 0) && rk_is_in_effect(settings_of(s), 359));
    rk_scenario_close(s);
}

static void the_delay_is_paid_and_the_notice_too(void **unused)
{
    (void)unused;
    rk_scenario *s = built("opens: 2026-06, start_delay: 1.5 years, closes: 2028-04, notice: 3 months");
    const rk_setting *set = settings_of(s);
    assert_int_equal(rk_effect_month(set), 20);
    assert_int_equal(rk_end_month(set), 27);
    for (int month = -1; month < 40; month++) {
        assert_int_equal(rk_is_open(set, month), month >= 2 && month < 27);
        assert_int_equal(rk_is_in_effect(set, month), month >= 20 && month < 27);
    }
    rk_scenario_close(s);
}

static void never_stays_never_whatever_is_added(void **unused)
{
    (void)unused;
    rk_scenario *s = built("opens: never, start_delay: 12 months, notice: 240 months");
    assert_int_equal(rk_effect_month(settings_of(s)), INT_MAX);
    assert_int_equal(rk_end_month(settings_of(s)), INT_MAX);
    assert_false(rk_is_open(settings_of(s), 100));
    rk_scenario_close(s);
}

/* The last month that still makes sense, and the next. */
static void it_must_take_effect_before_it_is_given_up(void **unused)
{
    (void)unused;
    rk_scenario_close(built("opens: 2027-04, start_delay: 11 months, closes: 2028-04"));
    assert_string_equal(mistakes_of(with("opens: 2027-04, start_delay: 12 months, closes: 2028-04"), NULL, 0),
                        "scenario.yaml:3:65: models.m.build.start_delay: it takes effect 12 months after it opens, "
                        "which is not before closes, 2028-04\n");
}

static void a_notice_may_reach_into_the_run(void **unused)
{
    (void)unused;
    rk_scenario_close(built("closes: 2026-02, notice: 3 months"));
    assert_string_equal(mistakes_of(with("closes: 2026-02, notice: 2 months"), NULL, 0),
                        "scenario.yaml:3:44: models.m.build.closes: 2026-02, the notice added, is not after the start "
                        "of the run; it is the first month without\n");
}

/* ---- Keys without use ---- */

static void a_key_is_refused_where_another_makes_it_useless(void **unused)
{
    (void)unused;
    rk_scenario_close(built("way: stone, depth: 4"));
    rk_scenario_close(built("depth: 4, way: steel"));
    assert_string_equal(mistakes_of(with("way: wood, depth: 4"), NULL, 0),
                        "scenario.yaml:3:54: models.m.build.depth: it is of use with way stone or steel only; way is "
                        "wood\n");
    assert_string_equal(mistakes_of(with("depth: 4"), NULL, 0),
                        "scenario.yaml:3:43: models.m.build.depth: it is of use with way stone or steel only; way is "
                        "wood by default\n");
}

static void what_was_of_use_in_the_file_may_stay_when_the_command_line_changes_the_choice(void **unused)
{
    (void)unused;
    const char *way[] = {"models.m.build.way=wood"}, *depth[] = {"models.m.build.depth=4"};
    const char *both[] = {way[0], depth[0]};
    rk_scenario_close(scenario_of(with("way: stone, depth: 4"), way, 1));
    const char *refused = "--set: models.m.build.depth: it is of use with way stone or steel only; way is wood\n";
    assert_string_equal(mistakes_of(with("way: wood"), depth, 1), refused);
    assert_string_equal(mistakes_of(with("way: stone"), both, 2), refused);
}

/* ---- Two of a kind ---- */

/* Ehime with two of them. */
static const char *pair(const char *first, const char *second)
{
    static char text[1024];
    snprintf(text, sizeof text,
             "renkei: 1\nprefecture: 38\nmodels:\n  m:\n    instruments:\n      - build: {name: east, %s}\n      - "
             "build: {name: west, %s}\n",
             first, second);
    return text;
}

static void nobody_is_in_two_exclusive_instruments_at_a_time(void **unused)
{
    (void)unused;
    assert_string_equal(mistakes_of(pair("members: [今治市, 松山市]", "members: [松山市, 西条市]"), NULL, 0),
                        "scenario.yaml:7:38: models.m.west.members: 松山市 is in east and in west, which are open at "
                        "the same time; a municipality is in one build at a time\n");
    assert_string_equal(mistakes_of(pair("", "members: {cluster_size: 3, kinds: town}"), NULL, 0),
                        "scenario.yaml:7:38: models.m.west.members: 上島町 and 8 more are in east and in west, which "
                        "are open at the same time; a municipality is in one build at a time\n");
    assert_non_null(strstr(mistakes_of(pair("", ""), NULL, 0), "scenario.yaml:7:9: models.m.west.members: 松山市 and"));
}

static void others_or_another_time_are_fine(void **unused)
{
    (void)unused;
    rk_scenario_close(scenario_of(pair("members: [今治市, 松山市]", "members: [西条市, 東温市]"), NULL, 0));
    rk_scenario_close(scenario_of(pair("closes: 2030-01, notice: 3 months", "opens: 2030-04"), NULL, 0));
    rk_scenario_close(scenario_of(pair("opens: 2030-04", "closes: 2030-04"), NULL, 0));
    assert_non_null(strstr(mistakes_of(pair("closes: 2030-01, notice: 4 months", "opens: 2030-04"), NULL, 0),
                           "open at the same time"));
}

static void kinds_that_are_not_exclusive_share_their_members(void **unused)
{
    (void)unused;
    rk_scenario_close(scenario_of("renkei: 1\nprefecture: 38\nmodels: {m: {instruments: [lend: {number: 1}, lend: "
                                  "{number: 2}, build: {}]}}\n",
                                  NULL, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_dates_it_is_there_for_the_whole_run),
        cmocka_unit_test(the_delay_is_paid_and_the_notice_too),
        cmocka_unit_test(never_stays_never_whatever_is_added),
        cmocka_unit_test(it_must_take_effect_before_it_is_given_up),
        cmocka_unit_test(a_notice_may_reach_into_the_run),
        cmocka_unit_test(a_key_is_refused_where_another_makes_it_useless),
        cmocka_unit_test(what_was_of_use_in_the_file_may_stay_when_the_command_line_changes_the_choice),
        cmocka_unit_test(nobody_is_in_two_exclusive_instruments_at_a_time),
        cmocka_unit_test(others_or_another_time_are_fine),
        cmocka_unit_test(kinds_that_are_not_exclusive_share_their_members),
    };
    return cmocka_run_group_tests(tests, tables_setup, NULL);
}
