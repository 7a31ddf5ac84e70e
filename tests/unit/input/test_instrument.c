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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_dates_it_is_there_for_the_whole_run),
        cmocka_unit_test(the_delay_is_paid_and_the_notice_too),
        cmocka_unit_test(never_stays_never_whatever_is_added),
        cmocka_unit_test(it_must_take_effect_before_it_is_given_up),
        cmocka_unit_test(a_notice_may_reach_into_the_run),
    };
    return cmocka_run_group_tests(tests, tables_setup, NULL);
}
