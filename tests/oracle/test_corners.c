/* Corners where engine/MODEL.md leaves one answer: lengths of leave and of surges, dates that fall together,
 * familiarity, many requests, and the pay of nobody. */
#include "oracle.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char careers[] = "tests/oracle/careers.yaml"; /* 96 posts in 20 municipalities */
enum { PLACES = 20, POSTS = 96, LEAVES = 30 };

static double filled_in(const oracle_run *run, size_t month)
{
    int64_t sum = 0;
    for (size_t place = 0; place < run->shape->n_columns; place++) {
        sum += rk_tally_month(run->tally, 0, month, place)->filled;
    }
    return (double)sum;
}

/* ---- Sick leave ---- */

/* Nobody comes back, nobody is hired: a post is filled by who has not fallen ill yet, and by who is still on leave.
 * longer[k]: the chance that a leave lasts more than k months. */
static void judge_leave(const char *claim, oracle_settings settings, const double longer[], uint32_t n)
{
    const double ill = 0.06;
    oracle_family filled = {.claim = claim};
    oracle_run run = oracle_live_sums(careers, settings, oracle_many(n), NULL);
    for (int month = 0; month < LEAVES; month++) {
        double chance = pow(1 - ill, month + 1);
        for (int begun = 0; begun <= month; begun++) {
            chance += pow(1 - ill, begun) * ill * longer[month - begun];
        }
        oracle_count(&filled, filled_in(&run, (size_t)month), (double)run.n_replications * POSTS, chance);
    }
    oracle_judge_one_percent(&filled);
    oracle_end(&run);
}

#define ILL                                                                                                            \
    "establishment_contract=one_year", "processes.leave=on", "processes.resignation=off", "processes.hiring=off",      \
        "leave.rate=6 %/month", "leave.return=0 %", "years=3"

static void a_leave_without_spread_lasts_its_months(void **unused)
{
    (void)unused;
    static const char *const settings[] = {ILL, "leave.months=7 months", "leave.sigma=0", NULL};
    double longer[LEAVES];
    for (int k = 0; k < LEAVES; k++) {
        longer[k] = k < 7;
    }
    judge_leave("posts filled, leave of seven months", settings, longer, 2000);
}

static void lengths_of_leave_are_lognormal_and_rounded(void **unused)
{
    (void)unused;
    static const char *const settings[] = {ILL, "leave.months=5.3 months", "leave.sigma=0.8", NULL};
    double longer[LEAVES] = {1};
    for (int k = 1; k < LEAVES; k++) {
        longer[k] = 0.5 * erfc(log((k + 0.5) / 5.3) / 0.8 / sqrt(2));
    }
    judge_leave("posts filled, lognormal leave", settings, longer, 2000);
}

/* ---- Dates that fall together ---- */

static void a_term_that_ends_on_the_day_of_return_is_over(void **unused)
{
    (void)unused;
    static const char *const settings[] = {"establishment_contract=one_year",
                                           "processes.term_end=on",
                                           "processes.leave=on",
                                           "processes.resignation=off",
                                           "processes.hiring=off",
                                           "terms.one_year_renewal=0 %",
                                           "leave.months=3 months",
                                           "leave.sigma=0",
                                           "leave.return=100 %",
                                           "leave.relapse=0 %",
                                           "leave.rate=3 %/month",
                                           "years=2",
                                           NULL};
    oracle_run run = oracle_live_sums(careers, settings, 320, NULL);
    for (size_t month = 0; month < 24; month++) {
        assert_true(filled_in(&run, month) == (month < 12 ? 320.0 * POSTS : 0));
    }
    oracle_end(&run);
}

/* People of 50 to 59 in April 2026, nearly all of them on leave for ten years from the first year on. By April 2036 the
 * legal age is 65, so whoever was 55 and a month or older has gone, whatever rotation was put off by leave. */
static void retirement_ends_a_leave_that_has_put_rotation_off(void **unused)
{
    (void)unused;
    static const char *const settings[] = {"establishment_contract=regular",
                                           "processes.retirement=on",
                                           "processes.rotation=on",
                                           "processes.leave=on",
                                           "processes.resignation=off",
                                           "processes.hiring=off",
                                           "people.age_20s=0.001",
                                           "people.age_30s=0.001",
                                           "people.age_40s=0.001",
                                           "leave.months=120 months",
                                           "leave.sigma=0",
                                           "leave.return=100 %",
                                           "leave.rate=90 %/year",
                                           "years=11",
                                           NULL};
    oracle_run run = oracle_live_sums(careers, settings, 320, NULL);
    double trials = 320.0 * POSTS, young = (55 + 1.0 / 12 - 50) / 10;
    printf("# in post in April 2036: %.4f, at most %.4f have not reached 65\n", filled_in(&run, 120) / trials, young);
    assert_true(filled_in(&run, 120) / trials <= young + 6 * sqrt(0.25 / trials) + 0.001);
    oracle_end(&run);
}

static void people_are_moved_on_the_first_of_april_alone(void **unused)
{
    (void)unused;
    static const char *const settings[] = {"establishment_contract=regular",
                                           "processes.rotation=on",
                                           "processes.resignation=off",
                                           "rotation.minimum=0 years",
                                           "rotation.scale=1.3 years",
                                           "years=4",
                                           NULL};
    oracle_run run = oracle_live_sums(careers, settings, 320, NULL);
    for (size_t month = 1; month < 48; month++) {
        assert_true(month % 12 == 0 || filled_in(&run, month) == filled_in(&run, month - 1));
    }
    oracle_end(&run);
}

/* ---- Surges ---- */

static double surges[16];

static void count_surges(const rk_replicates *batch)
{
    size_t column = rk_replicates_column(batch->shape, RK_METRIC_SURGE_MONTHS, batch->shape->n_years);
    for (uint32_t row = 0; row < batch->n_rows; row++) {
        int64_t months = rk_replicates_row(batch, 0, 0, row)[column];
        surges[months < 15 ? months : 15]++;
    }
}

/* So rare that hardly any life sees two, and with a mean of 5 months: 3, 4, 5, 6 or 7 months, each as often. Of those
 * the run's end cuts some short, at most 6 of 120 months, which 5 % of a fifth allows for. */
static void surges_last_a_whole_number_of_months_each_as_likely(void **unused)
{
    (void)unused;
    static const char *const settings[] = {"municipalities=['38201']",
                                           "data.municipalities=one-post.csv",
                                           "processes.surge=on",
                                           "processes.work=on",
                                           "surge.national=0.002 /year",
                                           "surge.disaster=0 /year",
                                           "surge.months=5 months",
                                           "years=10",
                                           NULL};
    oracle_run run = oracle_live_sums(careers, settings, oracle_many(200000), count_surges);
    double all = 0;
    for (int months = 3; months <= 7; months++) {
        all += surges[months];
    }
    for (int months = 3; months <= 7; months++) {
        printf("# surges of %d months: %.0f of %.0f\n", months, surges[months], all);
    }
    for (int months = 3; months <= 7; months++) {
        assert_true(fabs(surges[months] / all - 0.2) < 0.01 + 6 * sqrt(0.2 * 0.8 / all));
    }
    oracle_end(&run);
}

/* ---- Familiarity ---- */

/* Effect 0 for strangers, 0.8 of a generalist's time in all work: months 0 to 5 see F = 1 - (5/6)^k, month 6 nobody,
 * and with two of two experts new in month 7, F goes on from a quarter of what it was. Who is not there in month 7 by
 * one chance in a thousand changes the year by less than a hundredth. */
static void familiarity_is_lost_once_with_each_new_expert(void **unused)
{
    (void)unused;
    double familiar = 0, done = 0;
    for (int month = 0; month < 12; month++) {
        if (month == 7) {
            familiar *= 0.25;
        }
        if (month != 6) {
            done += 2 * 0.8 * familiar;
            familiar += (1 - familiar) / 6;
        }
    }
    oracle_run run = oracle_live_sums("tests/oracle/visits.yaml", NULL, 3200, NULL);
    double measured = oracle_sum(&run, 0, 0, RK_METRIC_WORK_DONE, 0, 1) / run.n_replications;
    printf("# two experts replaced: %.3f person-months of work done, by hand %.3f\n", measured, done);
    assert_true(fabs(measured - done) < 0.02);
    oracle_end(&run);
}

/* ---- Requests ---- */

/* One expert with hundreds of months of work for each request, 179 municipalities that ask thirty times a month. */
static void every_request_is_served_or_refused_however_many(void **unused)
{
    (void)unused;
    static const char *const settings[] = {"prefecture=01",
                                           "years=1",
                                           "models.refuse.experts.number=1",
                                           "models.refuse.experts.requests=30 /month",
                                           "models.refuse.experts.request_days=2000 days",
                                           NULL};
    oracle_run run = oracle_live_sums("tests/bench/erlang.yaml", settings, 16, NULL);
    double asked = oracle_sum(&run, 1, 0, RK_METRIC_REQUESTS, 0, run.shape->n_columns);
    double refused = oracle_sum(&run, 1, 0, RK_METRIC_REQUESTS_REFUSED, 0, run.shape->n_columns);
    printf("# %.0f requests, %.0f refused\n", asked / 16, refused / 16);
    assert_true(asked - refused <= 16 * 20); /* served: few, since a request takes 100 months on average */
    oracle_end(&run);
}

/* ---- Money ---- */

/* Everybody has gone from leave, so pay stops in full: no yen of rounding stays behind. */
static void nobody_is_paid_nothing(void **unused)
{
    (void)unused;
    static const char *const settings[] = {"processes.money=on",
                                           "processes.leave=on",
                                           "processes.resignation=off",
                                           "processes.hiring=off",
                                           "leave.rate=99 %/year",
                                           "leave.return=0 %",
                                           "pay.regular=6.00001 million yen/year",
                                           "pay.on_cost=1.35",
                                           "years=9",
                                           NULL};
    oracle_run run = oracle_live_sums(careers, settings, 64, NULL);
    size_t n_empty = 0;
    for (size_t year = 0; year < 9; year++) {
        for (size_t place = 0; place < PLACES; place++) {
            if (oracle_sum(&run, 0, year, RK_METRIC_FILLED_POST_MONTHS, place, place + 1) == 0) {
                assert_true(oracle_sum(&run, 0, year, RK_METRIC_COST_STAFF, place, place + 1) == 0);
                n_empty++;
            }
        }
    }
    assert_true(n_empty > 20);
    oracle_end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_leave_without_spread_lasts_its_months),
        cmocka_unit_test(lengths_of_leave_are_lognormal_and_rounded),
        cmocka_unit_test(a_term_that_ends_on_the_day_of_return_is_over),
        cmocka_unit_test(retirement_ends_a_leave_that_has_put_rotation_off),
        cmocka_unit_test(people_are_moved_on_the_first_of_april_alone),
        cmocka_unit_test(surges_last_a_whole_number_of_months_each_as_likely),
        cmocka_unit_test(familiarity_is_lost_once_with_each_new_expert),
        cmocka_unit_test(every_request_is_served_or_refused_however_many),
        cmocka_unit_test(nobody_is_paid_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
