/* What must add up in every replication, year and municipality of the full model: people, work and money. Whole
 * scenarios with every process on, in Ehime and in four other prefectures. Municipalities of single replications are
 * seen by runs of one replication each; rows of prefectures by runs of many. */
#include "oracle.h"
#include "support/conservation.h"

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
enum { N_PAYERS = 5 };

/* Every contract among the own posts of some model, posts that open and close, experts of all assignments. */
#define MORE_MODELS                                                                                                    \
    "models.added={instruments: [{posts: {number: 2, contract: fixed_term, opens: 2027-10, closes: 2030-07, "          \
    "shares: {nation: 0.37, municipality: 0.63}}}, {posts: {number: 1, staffed: on, opens: 2028-04}}, "                \
    "{experts: {number: 3, assignment: fixed, shares: {joint_office: 0.21, other: 0.45, prefecture: 0.34}, "           \
    "overhead: 7.77 million yen/year, split: use, opens: 2027-01, closes: 2031-02}}]}"

static void check_lives(oracle_settings settings, conservation check)
{
    for (int i = 0; i < (oracle_is_quick() ? N_LIVES : 1); i++) {
        oracle_run run = oracle_live_some(scenario, settings, NULL, lives[i], 1);
        conserve(run.tally, check);
        oracle_end(&run);
    }
}

static void check_everywhere(const char *contract, const char *other, conservation check)
{
    for (int i = 0; i < N_PREFECTURES; i++) {
        const char *const settings[] = {prefectures[i], "years=7", MORE_MODELS, contract, other, NULL};
        check_lives(settings, check);
    }
}

static void hires_less_exits_are_the_change_in_staff(void **unused)
{
    (void)unused;
    check_everywhere("establishment_contract=regular", NULL, conserve_staff);
    check_everywhere("establishment_contract=fixed_term", NULL, conserve_staff);
    check_everywhere("establishment_contract=side_job", NULL, conserve_staff);
}

static void work_that_comes_less_what_is_done_and_given_up_is_the_change_of_what_waits(void **unused)
{
    (void)unused;
    check_everywhere("establishment_contract=regular", NULL, conserve_work);
    check_everywhere("establishment_contract=regular", "processes.standardisation=off", conserve_work_from_start);
}

static void payers_and_items_add_up_to_the_yen_in_every_municipality_and_year(void **unused)
{
    (void)unused;
    check_everywhere("establishment_contract=regular", NULL, conserve_money);
    check_everywhere("establishment_contract=one_year", NULL, conserve_money);
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
    } pools[] = {{"alone", 0},        {"pool", 5 * 12},   {"visits", 10 * 12 * 4.0 / 20}, {"shared", 5 * 12},
                 {"posted", 10 * 12}, {"need", 7 * 12},   {"survey", 3 * 12 * 9.0 / 20},  {"priority", 4 * 12},
                 {"home", 6 * 12},    {"in_turn", 5 * 12}};
    static const char *const ruled[] = {
        "models.need={instruments: [{experts: {number: 7, assignment: by_need, serves_at_most: 3}}]}",
        "models.survey={instruments: [{experts: {number: 3, assignment: survey, days: 9 days/month}}]}",
        "models.priority={instruments: [{experts: {number: 4, assignment: priority, contract: regular}}]}",
        "models.home={instruments: [{experts: {number: 6, assignment: neighbours_first, serves_at_most: 4}}]}",
        "models.in_turn={instruments: [{experts: {number: 5, assignment: equal_visits, serves_at_most: 2}}]}"};
    for (int i = 0; i < N_PREFECTURES; i++) {
        const char *const settings[] = {prefectures[i], "years=5", ruled[0], ruled[1],
                                        ruled[2],       ruled[3],  ruled[4], NULL};
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
