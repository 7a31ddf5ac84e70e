/* The list of outcomes and the list of statuses: what every reader of them relies on. */
#include "base/record.h"

#include <renkei/status.h>

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const rk_metric_info *outcome(size_t i)
{
    return i < RK_N_METRICS ? &rk_metrics[i] : &rk_spreads[i - RK_N_METRICS];
}

/* Names of datasets, of columns and of words on the command line. */
static void names_are_plain_and_no_two_are_the_same(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < RK_N_METRICS + RK_N_SPREADS; i++) {
        const char *name = outcome(i)->name;
        assert_true(islower((unsigned char)name[0]) && strlen(name) <= 32);
        assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_"), strlen(name));
        for (size_t j = 0; j < i; j++) {
            assert_string_not_equal(name, outcome(j)->name);
            assert_string_not_equal(outcome(i)->long_name, outcome(j)->long_name);
            assert_string_not_equal(outcome(i)->ja, outcome(j)->ja);
        }
    }
}

static void every_outcome_says_what_it_is_and_in_which_unit(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < RK_N_METRICS + RK_N_SPREADS; i++) {
        const rk_metric_info *info = outcome(i);
        assert_true(strlen(info->unit) > 0 && strlen(info->long_name) > 3 && strlen(info->ja) > 3);
        assert_true((unsigned char)info->ja[0] >= 0x80 || strncmp(info->ja, "DX", 2) == 0 ||
                    strncmp(info->ja, "65", 2) == 0);
        assert_true(info->long_name[strlen(info->long_name) - 1] != '.');
    }
}

static void values_are_kept_in_whole_decimal_parts_of_their_unit(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < RK_N_METRICS + RK_N_SPREADS; i++) {
        const rk_metric_info *info = outcome(i);
        assert_true(info->scale == 1 || info->scale == 1000 || info->scale == 10000);
        /* What is counted needs no parts. */
        bool counted = strcmp(info->unit, "persons") == 0 || strcmp(info->unit, "incidents") == 0 ||
                       strcmp(info->unit, "requests") == 0 || strcmp(info->unit, "municipalities") == 0 ||
                       strcmp(info->unit, "yen") == 0;
        assert_true(!counted || info->scale == 1);
    }
}

static void money_and_nothing_else_is_the_tail_of_the_list(void **unused)
{
    (void)unused;
    for (size_t m = 0; m < RK_N_METRICS; m++) {
        bool money = m >= RK_N_COUNTS;
        assert_true(((rk_metrics[m].flags & RK_METRIC_MONEY) != 0) == money);
        assert_true((strcmp(rk_metrics[m].unit, "yen") == 0) == money);
    }
    assert_int_equal(RK_N_COUNTS + RK_N_MONEY, RK_N_METRICS);
    rk_row row;
    assert_int_equal(sizeof row.count / sizeof row.count[0], RK_N_COUNTS);
    assert_int_equal(sizeof row.money / sizeof row.money[0], RK_N_MONEY);
}

/* rk_spend and the tables of payers count on this order: items, payers, what rules take over, the total. */
static void costs_come_first_then_payers_then_what_is_funded_and_the_total(void **unused)
{
    (void)unused;
    for (int m = RK_N_COUNTS; m < RK_METRIC_PAID_MUNICIPALITY; m++) {
        assert_int_equal(strncmp(rk_metrics[m].name, "cost_", 5), 0);
    }
    for (int m = RK_METRIC_PAID_MUNICIPALITY; m < RK_METRIC_FUNDED; m++) {
        assert_int_equal(strncmp(rk_metrics[m].name, "paid_", 5), 0);
    }
    assert_int_equal(RK_METRIC_FUNDED, RK_N_METRICS - 2);
    assert_int_equal(RK_METRIC_COST_TOTAL, RK_N_METRICS - 1);
    assert_string_equal(rk_metrics[RK_METRIC_COST_TOTAL].name, "cost_total");
}

static void flags_do_not_contradict_each_other(void **unused)
{
    (void)unused;
    const unsigned known = RK_METRIC_SKETCH | RK_METRIC_YEARLY | RK_METRIC_LEVEL | RK_METRIC_MONEY | RK_METRIC_HORIZON;
    for (size_t m = 0; m < RK_N_METRICS; m++) {
        unsigned flags = rk_metrics[m].flags;
        assert_int_equal(flags & ~known, 0);
        /* What has no value in a year can be no level at its end, be kept by year, or have quantiles by year. */
        bool horizon = (flags & RK_METRIC_HORIZON) != 0;
        assert_false(horizon && (flags & (RK_METRIC_YEARLY | RK_METRIC_LEVEL | RK_METRIC_SKETCH)) != 0);
        /* Money adds up over the years. */
        assert_false((flags & RK_METRIC_MONEY) != 0 && (flags & RK_METRIC_LEVEL) != 0);
        /* A share is a state, but for know-how lost, which adds up, and for what the horizon alone knows. */
        bool share = strcmp(rk_metrics[m].unit, "1") == 0 && m != RK_METRIC_KNOWHOW_LOST && !horizon;
        assert_true(!share || (flags & RK_METRIC_LEVEL) != 0);
    }
    for (size_t s = 0; s < RK_N_SPREADS; s++) {
        assert_int_equal(rk_spreads[s].flags & ~(unsigned)RK_METRIC_YEARLY, 0);
    }
}

/* ---- Statuses ---- */

static const rk_status statuses[] = {
#define X(code, text) code,
    RK_STATUS_LIST(X)
#undef X
};
enum { N_STATUSES = sizeof statuses / sizeof statuses[0] };

static void every_status_has_a_text_of_its_own_without_a_full_stop(void **unused)
{
    (void)unused;
    assert_int_equal(RK_OK, 0);
    for (size_t i = 0; i < N_STATUSES; i++) {
        const char *text = rk_status_text(statuses[i]);
        assert_true(strlen(text) > 3 && text[strlen(text) - 1] != '.' && !isupper((unsigned char)text[0]));
        for (size_t j = 0; j < i; j++) {
            assert_string_not_equal(text, rk_status_text(statuses[j]));
        }
    }
}

static void a_number_that_is_no_status_has_a_text_too(void **unused)
{
    (void)unused;
    assert_string_equal(rk_status_text((rk_status)N_STATUSES), "unknown status");
    assert_string_equal(rk_status_text((rk_status)77), "unknown status");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_plain_and_no_two_are_the_same),
        cmocka_unit_test(every_outcome_says_what_it_is_and_in_which_unit),
        cmocka_unit_test(values_are_kept_in_whole_decimal_parts_of_their_unit),
        cmocka_unit_test(money_and_nothing_else_is_the_tail_of_the_list),
        cmocka_unit_test(costs_come_first_then_payers_then_what_is_funded_and_the_total),
        cmocka_unit_test(flags_do_not_contradict_each_other),
        cmocka_unit_test(every_status_has_a_text_of_its_own_without_a_full_stop),
        cmocka_unit_test(a_number_that_is_no_status_has_a_text_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
