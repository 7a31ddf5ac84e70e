/* Whole numbers that change over time. */
#include "reading.h"

#include "input/common_keys.h"
#include "input/ramp.h"

#include <limits.h>
#include <stdio.h>

/* Ehime, from April 2026, with so many lent. */
static const char *with(const char *number)
{
    static char text[1024];
    snprintf(text, sizeof text, "renkei: 1\nprefecture: 38\nmodels: {m: {instruments: [lend: {number: %s}]}}\n",
             number);
    return text;
}

static const rk_setting *number_of(const rk_scenario *scenario)
{
    return &scenario->models[0].instruments[0].settings[RK_N_COMMON_KEYS];
}

static void a_plain_number_holds_for_ever(void **unused)
{
    (void)unused;
    rk_scenario *s = scenario_of(with("7 人"), NULL, 0);
    const rk_setting *number = number_of(s);
    assert_int_equal(number->count, 7);
    assert_int_equal(number->n_steps, 1);
    assert_int_equal(rk_ramp_at(number, -60), 7);
    assert_int_equal(rk_ramp_at(number, 359), 7);
    rk_scenario_close(s);
}

static void steps_are_in_order_of_months_whatever_that_of_the_file(void **unused)
{
    (void)unused;
    rk_scenario *s = scenario_of(with("{2028-04: 5 persons, 2025-10: 1, start: 2, 2029-01: 3}"), NULL, 0);
    const rk_setting *number = number_of(s);
    static const rk_step expected[] = {{-6, 1}, {0, 2}, {24, 5}, {33, 3}};
    assert_int_equal(number->count, 5);
    assert_int_equal(number->n_steps, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(number->steps[i].month, expected[i].month);
        assert_int_equal(number->steps[i].count, expected[i].count);
        assert_int_equal(rk_ramp_at(number, expected[i].month), expected[i].count);
        assert_int_equal(rk_ramp_at(number, expected[i].month - 1), i == 0 ? 0 : expected[i - 1].count);
    }
    rk_scenario_close(s);
}

static void a_setting_made_without_steps_has_its_count(void **unused)
{
    (void)unused;
    rk_setting made = {.count = 3};
    assert_int_equal(rk_ramp_at(&made, 5), 3);
    assert_int_equal(rk_ramp_spans(&made, NULL), 3);
}

static void spans_are_the_months_of_each_position(void **unused)
{
    (void)unused;
    rk_scenario *s = scenario_of(with("{2027-04: 2, 2028-04: 4, 2029-04: 1, 2030-04: 3, 2031-04: 0}"), NULL, 0);
    const rk_setting *number = number_of(s);
    static const rk_span expected[] = {{0, 12, 60}, {1, 12, 36}, {2, 24, 36}, {3, 24, 36}, {1, 48, 60}, {2, 48, 60}};
    rk_span spans[8];
    assert_int_equal(rk_ramp_spans(number, NULL), 6);
    assert_int_equal(rk_ramp_spans(number, spans), 6);
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(spans[i].position, expected[i].position);
        assert_int_equal(spans[i].from, expected[i].from);
        assert_int_equal(spans[i].until, expected[i].until);
    }
    for (int month = 0; month < 80; month++) { /* as many as are in force */
        long n = 0;
        for (size_t i = 0; i < 6; i++) {
            n += spans[i].from <= month && month < spans[i].until;
        }
        assert_int_equal(n, rk_ramp_at(number, month));
    }
    rk_scenario_close(s);
    s = scenario_of(with("2"), NULL, 0);
    assert_int_equal(rk_ramp_spans(number_of(s), spans), 2);
    assert_int_equal(spans[1].position, 1);
    assert_true(spans[1].from == INT_MIN && spans[1].until == INT_MAX);
    rk_scenario_close(s);
}

static void the_command_line_can_set_a_step_or_all(void **unused)
{
    (void)unused;
    const char *one[] = {"models.m.lend.number.2028-04=9"}, *all[] = {"models.m.lend.number=8 persons"};
    rk_scenario *s = scenario_of(with("{2027-04: 2, 2028-04: 4}"), one, 1);
    assert_int_equal(number_of(s)->count, 9);
    assert_int_equal(number_of(s)->n_steps, 2);
    rk_scenario_close(s);
    s = scenario_of(with("{2027-04: 2, 2028-04: 4}"), all, 1);
    assert_int_equal(rk_ramp_at(number_of(s), 0), 8);
    rk_scenario_close(s);
}

static void more_openings_than_addresses_are_refused(void **unused)
{
    (void)unused;
    char text[512] = "{";
    for (int year = 2030; year < 2046; year++) { /* 8 times up by 500 */
        snprintf(text + strlen(text), sizeof text - strlen(text), "%d-04: %d, ", year, year % 2 == 0 ? 500 : 0);
    }
    char *last = text + strlen(text);
    strcpy(last, "2050-04: 96}");
    rk_scenario_close(scenario_of(with(text), NULL, 0));
    strcpy(last, "2050-04: 97}");
    assert_non_null(strstr(mistakes_of(with(text), NULL, 0), "it rises by more than 4096 in all"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_number_holds_for_ever),
        cmocka_unit_test(steps_are_in_order_of_months_whatever_that_of_the_file),
        cmocka_unit_test(a_setting_made_without_steps_has_its_count),
        cmocka_unit_test(spans_are_the_months_of_each_position),
        cmocka_unit_test(the_command_line_can_set_a_step_or_all),
        cmocka_unit_test(more_openings_than_addresses_are_refused),
    };
    return cmocka_run_group_tests(tests, tables_setup, NULL);
}
