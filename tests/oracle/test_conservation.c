/* What must add up in every replication, year and municipality of the full model: people, work and money. Whole
 * scenarios with every process on, in Ehime and in four other prefectures. Municipalities of single replications are
 * seen by runs of one replication each; rows of prefectures by runs of many. */
#include "oracle.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char scenario[] = "scenarios/ehime.yaml";
static const char *const prefectures[] = {"prefecture=38", "prefecture=01", "prefecture=13", "prefecture=27",
                                          "prefecture=47"};
enum { N_PREFECTURES = 5 };
static const uint32_t lives[] = {0, 17, 933}; /* replications, of three different blocks */
enum { N_LIVES = 3 };

static const rk_metric payers[] = {RK_METRIC_PAID_MUNICIPALITY, RK_METRIC_PAID_PREFECTURE, RK_METRIC_PAID_NATION,
                                   RK_METRIC_PAID_JOINT_OFFICE, RK_METRIC_PAID_OTHER};
static const rk_metric exits[] = {RK_METRIC_RESIGNATIONS, RK_METRIC_RETIREMENTS, RK_METRIC_ROTATIONS,
                                  RK_METRIC_TERM_ENDS, RK_METRIC_LEAVE_EXITS};
enum { N_PAYERS = 5, N_EXITS = 5 };

/* Every contract among the own posts of some model, posts that open and close, experts of all assignments. */
#define MORE_MODELS                                                                                                    \
    "models.added={instruments: [{posts: {number: 2, contract: fixed_term, opens: 2027-10, closes: 2030-07, "          \
    "shares: {nation: 0.37, municipality: 0.63}}}, {posts: {number: 1, staffed: on, opens: 2028-04}}, "                \
    "{experts: {number: 3, assignment: fixed, shares: {joint_office: 0.21, other: 0.45, prefecture: 0.34}, "           \
    "overhead: 7.77 million yen/year, split: use, opens: 2027-01, closes: 2031-02}}]}"

static int64_t level(const oracle_run *run, size_t model, size_t slot, rk_metric metric, size_t column)
{
    return rk_tally_level(run->tally, model, slot, metric, column).sum;
}

static int64_t level_of_all(const oracle_run *run, size_t model, size_t slot, const rk_metric *metrics, int n,
                            size_t column)
{
    int64_t sum = 0;
    for (int i = 0; i < n; i++) {
        sum += level(run, model, slot, metrics[i], column);
    }
    return sum;
}

typedef void (*check)(const oracle_run *run, size_t model, size_t year, size_t column);

static void check_lives(oracle_settings settings, check check_one)
{
    for (int i = 0; i < (oracle_is_quick() ? N_LIVES : 1); i++) {
        oracle_run run = oracle_live_some(scenario, settings, NULL, lives[i], 1);
        for (size_t model = 0; model < run.shape->n_models; model++) {
            for (size_t year = 0; year < run.shape->n_years; year++) {
                for (size_t column = 0; column < run.shape->n_columns; column++) {
                    check_one(&run, model, year, column);
                }
            }
        }
        oracle_end(&run);
    }
}

static void check_everywhere(const char *contract, const char *other, check check_one)
{
    for (int i = 0; i < N_PREFECTURES; i++) {
        const char *const settings[] = {prefectures[i], "years=7", MORE_MODELS, contract, other, NULL};
        check_lives(settings, check_one);
    }
}

/* ---- People ---- */

/* Filled posts at the end of a year; before the first, all posts of those that are not added. */
static int64_t filled_at_end(const oracle_run *run, size_t model, int year, size_t column)
{
    if (year < 0) {
        int64_t months = level(run, model, 0, RK_METRIC_FILLED_POST_MONTHS, column) +
                         level(run, model, 0, RK_METRIC_VACANCY_MONTHS, column);
        assert_int_equal(months % 12, 0);
        return months / 12;
    }
    return rk_tally_month(run->tally, model, (size_t)(12 * year + 11), column)->filled;
}

static void check_people(const oracle_run *run, size_t model, size_t year, size_t column)
{
    int64_t before = filled_at_end(run, model, (int)year - 1, column);
    int64_t after = filled_at_end(run, model, (int)year, column);
    int64_t gone = level_of_all(run, model, year, exits, N_EXITS, column);
    assert_int_equal(after - before, level(run, model, year, RK_METRIC_HIRES, column) - gone);
    rk_month_sum sum = {0};
    for (size_t month = 12 * year; month < 12 * (year + 1); month++) {
        const rk_month_sum *one = rk_tally_month(run->tally, model, month, column);
        sum.filled += one->filled;
        sum.nobody += one->nobody;
        sum.zero_cover += one->zero_cover;
        sum.solo += one->solo;
        assert_int_equal(one->filled_squared, one->filled * one->filled);
        assert_true(one->zero_cover <= one->nobody && one->nobody + one->solo <= 1);
    }
    assert_int_equal(sum.filled, level(run, model, year, RK_METRIC_FILLED_POST_MONTHS, column));
    assert_int_equal(sum.nobody, level(run, model, year, RK_METRIC_NOBODY_MONTHS, column));
    assert_int_equal(sum.zero_cover, level(run, model, year, RK_METRIC_ZERO_COVER_MONTHS, column));
    assert_int_equal(sum.solo, level(run, model, year, RK_METRIC_SOLO_MONTHS, column));
    assert_true(level(run, model, year, RK_METRIC_LEAVE_MONTHS, column) <= sum.filled);
    assert_true(level(run, model, year, RK_METRIC_STAFF_FTE_MONTHS, column) <= 1000 * sum.filled);
    assert_true(level(run, model, year, RK_METRIC_VACANCY_MONTHS, column) >= 0);
}

static void hires_less_exits_are_the_change_in_staff(void **unused)
{
    (void)unused;
    check_everywhere("establishment_contract=regular", NULL, check_people);
    check_everywhere("establishment_contract=fixed_term", NULL, check_people);
    check_everywhere("establishment_contract=side_job", NULL, check_people);
}

/* ---- Work ---- */

static int64_t largest_off, years_checked; /* off: thousandths of a person-month */

/* Five values are rounded to thousandths, and a year's sums of single precision are off by some parts in a million. */
static void check_work(const oracle_run *run, size_t model, size_t year, size_t column)
{
    int64_t before = year > 0 ? level(run, model, year - 1, RK_METRIC_BACKLOG, column) : 0;
    int64_t after = level(run, model, year, RK_METRIC_BACKLOG, column);
    int64_t came = level(run, model, year, RK_METRIC_DEMAND, column);
    int64_t done = level(run, model, year, RK_METRIC_WORK_DONE, column);
    int64_t gone = level(run, model, year, RK_METRIC_UNSERVED_WORK, column);
    int64_t off = llabs(after - before - (came - done - gone));
    largest_off = off > largest_off ? off : largest_off;
    years_checked++;
    if ((double)off > 3 + 3e-6 * (double)(before + came)) {
        printf("# model %zu year %zu column %zu: before %lld came %lld done %lld gone %lld after %lld\n", model, year,
               column, (long long)before, (long long)came, (long long)done, (long long)gone, (long long)after);
    }
    assert_true((double)off <= 3 + 3e-6 * (double)(before + came));
}

/* Systems that are late at the start wait then; they have not arrived. */
static void check_work_later(const oracle_run *run, size_t model, size_t year, size_t column)
{
    if (year > 0) {
        check_work(run, model, year, column);
    }
}

static void work_that_comes_less_what_is_done_and_given_up_is_the_change_of_what_waits(void **unused)
{
    (void)unused;
    check_everywhere("establishment_contract=regular", NULL, check_work_later);
    check_everywhere("establishment_contract=regular", "processes.standardisation=off", check_work);
    printf("# work: %lld years of municipalities, off by %lld thousandths at most\n", (long long)years_checked,
           (long long)largest_off);
}

/* ---- Money ---- */

static void check_money(const oracle_run *run, size_t model, size_t year, size_t column)
{
    int64_t total = level(run, model, year, RK_METRIC_COST_TOTAL, column);
    assert_true(level_of_all(run, model, year, payers, N_PAYERS, column) == total);
    int64_t of_items = 0;
    for (int i = 0; i < N_PAYERS; i++) {
        assert_true(level(run, model, year, payers[i], column) >= 0);
    }
    for (int item = 0; item < RK_N_ITEMS; item++) {
        int64_t yen = level(run, model, year, (rk_metric)(RK_METRIC_COST_STAFF + item), column);
        assert_true(yen >= 0);
        of_items += yen;
    }
    assert_true(of_items == total);
}

static void payers_and_items_add_up_to_the_yen_in_every_municipality_and_year(void **unused)
{
    (void)unused;
    check_everywhere("establishment_contract=regular", NULL, check_money);
    check_everywhere("establishment_contract=one_year", NULL, check_money);
}

static void they_do_in_every_replication_and_over_the_horizon(void **unused)
{
    (void)unused;
    for (int i = 0; i < N_PREFECTURES; i++) {
        const char *const settings[] = {prefectures[i], "years=4", MORE_MODELS, "seed=5", NULL};
        oracle_run run = oracle_live(scenario, settings, oracle_is_quick() ? 96 : 24);
        for (size_t cell = 0; cell < run.n_replications * run.shape->n_models; cell++) {
            uint32_t life = (uint32_t)(cell / run.shape->n_models);
            size_t model = cell % run.shape->n_models, horizon = run.shape->n_years;
            int64_t of_items = 0, of_years = 0;
            for (size_t item = 0; item < RK_N_ITEMS; item++) {
                of_items += oracle_value(&run, model, 0, life, RK_METRIC_COST_STAFF + item, horizon);
            }
            for (size_t slot = 0; slot <= horizon; slot++) {
                int64_t total = oracle_value(&run, model, 0, life, RK_METRIC_COST_TOTAL, slot), paid = 0;
                for (int k = 0; k < N_PAYERS; k++) {
                    paid += oracle_value(&run, model, 0, life, payers[k], slot);
                }
                assert_true(paid == total);
                of_years += slot < horizon ? total : 0;
            }
            assert_true(of_years == oracle_value(&run, model, 0, life, RK_METRIC_COST_TOTAL, horizon));
            assert_true(of_items == of_years);
        }
        oracle_end(&run);
    }
}

/* ---- Experts ---- */

/* Days given are never more than the experts have: 12 months a year of each expert's time, fewer in part-time. */
static void experts_give_no_more_time_than_they_have(void **unused)
{
    (void)unused;
    static const struct {
        const char *model;
        double months; /* a year, of all experts */
    } pools[] = {
        {"alone", 0}, {"pool", 5 * 12}, {"visits", 10 * 12 * 4.0 / 20}, {"shared", 5 * 12}, {"posted", 10 * 12}};
    for (int i = 0; i < N_PREFECTURES; i++) {
        const char *const settings[] = {prefectures[i], "years=5", NULL};
        oracle_run run = oracle_live(scenario, settings, oracle_is_quick() ? 96 : 24);
        for (size_t k = 0; k < sizeof pools / sizeof pools[0]; k++) {
            size_t model = rk_scenario_model_find(run.scenario, pools[k].model);
            for (uint32_t life = 0; life < run.n_replications; life++) {
                for (size_t year = 0; year < 5; year++) {
                    int64_t given = oracle_value(&run, model, 0, life, RK_METRIC_SUPPORT, year);
                    double rounding = 0.5 * (double)run.shape->n_columns;
                    assert_true((double)given <= 1000 * pools[k].months + (pools[k].months > 0 ? rounding : 0));
                }
            }
        }
        oracle_end(&run);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hires_less_exits_are_the_change_in_staff),
        cmocka_unit_test(work_that_comes_less_what_is_done_and_given_up_is_the_change_of_what_waits),
        cmocka_unit_test(payers_and_items_add_up_to_the_yen_in_every_municipality_and_year),
        cmocka_unit_test(they_do_in_every_replication_and_over_the_horizon),
        cmocka_unit_test(experts_give_no_more_time_than_they_have),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
