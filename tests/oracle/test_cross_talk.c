/* What is done in one municipality leaves all others alone: to the bit in all that is kept of them where no market is
 * shared, and in all that no vacancy reaches where one is. */
#include "oracle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char scenario[] = "scenarios/ehime.yaml";
enum { TOUCHED = 3, PLACES = 20 }; /* 38204 is the fourth of Ehime's twenty */

/* Each touches 38204 alone, all of them together in "everything". */
#define MODELS                                                                                                         \
    "models.more={instruments: [{posts: {number: 3, contract: fixed_term, members: ['38204']}}]}",                     \
        "models.specialist={instruments: [{posts: {number: 2, members: ['38204'], opens: 2027-09, closes: "            \
        "2029-02}}]}",                                                                                                 \
        "models.posting={instruments: [{experts: {number: 2, assignment: fixed, members: ['38204']}}]}",               \
        "models.asking={instruments: [{experts: {number: 2, members: ['38204']}}]}",                                   \
        "models.everything={instruments: [{posts: {number: 3, contract: one_year, members: ['38204']}}, "              \
        "{experts: {number: 1, assignment: equal_visits, members: ['38204']}}, "                                       \
        "{experts: {number: 2, assignment: fixed, members: ['38204'], contract: secondee}}]}",                         \
        "models.growing={instruments: [{training: {members: ['38204']}}, {champions: {members: ['38204']}}, "          \
        "{training: {name: seminar, who: leaders, members: ['38204']}}, {leadership: {kind: external_cdo, "            \
        "members: ['38204']}}]}"
static const char *const touching[] = {"more", "specialist", "posting", "asking", "everything", "growing"};
enum { N_TOUCHING = 6 };

static bool same_cell(const oracle_run *run, size_t model, size_t slot, rk_metric metric, size_t column)
{
    rk_moment one = rk_tally_level(run->tally, 0, slot, metric, column);
    rk_moment other = rk_tally_level(run->tally, model, slot, metric, column);
    return one.sum == other.sum && one.weighted == other.weighted && one.square == other.square;
}

static bool same_month(const oracle_run *run, size_t model, size_t month, size_t column)
{
    const rk_month_sum *one = rk_tally_month(run->tally, 0, month, column);
    const rk_month_sum *other = rk_tally_month(run->tally, model, month, column);
    return memcmp(one, other, sizeof *one) == 0;
}

/* Cells in which a model differs from the first in one municipality. */
static size_t differences(const oracle_run *run, size_t model, size_t column)
{
    size_t n = 0;
    for (size_t slot = 0; slot <= run->shape->n_years; slot++) {
        for (int metric = 0; metric < RK_N_METRICS; metric++) {
            n += !same_cell(run, model, slot, (rk_metric)metric, column);
        }
    }
    for (size_t month = 0; month < 12 * run->shape->n_years; month++) {
        n += !same_month(run, model, month, column);
    }
    return n;
}

static void judge_others(const char *contract, const char *market)
{
    const char *const settings[] = {MODELS, "years=6", contract, market, NULL};
    oracle_run run = oracle_live_sums(scenario, settings, oracle_is_quick() ? 320 : 64, NULL);
    assert_int_equal(rk_scenario_baseline(run.scenario), 0);
    assert_int_equal(run.shape->n_columns, PLACES);
    for (int i = 0; i < N_TOUCHING; i++) {
        size_t model = rk_scenario_model_find(run.scenario, touching[i]);
        for (size_t column = 0; column < PLACES; column++) {
            if (column == TOUCHED) {
                assert_true(differences(&run, model, column) > 20); /* or this test would show nothing */
            } else {
                assert_int_equal(differences(&run, model, column), 0);
            }
        }
    }
    oracle_end(&run);
}

static void without_a_market_all_others_keep_every_number(void **unused)
{
    (void)unused;
    judge_others("establishment_contract=fixed_term", "processes.market=off");
    judge_others("establishment_contract=regular", "processes.market=off");
}

/* Regular posts are filled by rounds, which no market reaches. */
static void with_a_market_regular_posts_of_others_keep_every_number(void **unused)
{
    (void)unused;
    judge_others("establishment_contract=regular", "processes.market=on");
}

/* Where all compete for the same people, hiring differs and what hangs on it; luck that is no hiring's does not. */
static void with_a_market_surges_and_what_arrives_stay(void **unused)
{
    (void)unused;
    static const rk_metric stays[] = {RK_METRIC_SURGE_MONTHS, RK_METRIC_DEMAND};
    const char *const settings[] = {MODELS,
                                    "years=6",
                                    "establishment_contract=fixed_term",
                                    "processes.incidents=off",
                                    "standardisation.parallel=0 %",
                                    "surge.disaster=0.3 /year",
                                    NULL};
    size_t n_hires = 0;
    oracle_run run = oracle_live_sums(scenario, settings, oracle_is_quick() ? 320 : 64, NULL);
    size_t model = rk_scenario_model_find(run.scenario, "more");
    for (size_t column = 0; column < PLACES; column++) {
        for (size_t year = 0; year < run.shape->n_years; year++) {
            for (size_t i = 0; i < sizeof stays / sizeof stays[0]; i++) {
                assert_true(same_cell(&run, model, year, stays[i], column));
            }
            n_hires += column != TOUCHED && !same_cell(&run, model, year, RK_METRIC_HIRES, column);
        }
    }
    assert_true(n_hires > 0); /* the market is there */
    oracle_end(&run);
}

/* An instrument without experts, or with support off, is nothing but its name. */
static void an_instrument_that_is_off_creates_nothing(void **unused)
{
    (void)unused;
    static const char *const none[] = {"models.none={instruments: [{experts: {number: 0}}, {posts: {number: 0}}]}",
                                       "years=4", NULL};
    static const char *const off[] = {"processes.support=off", "processes.money=off", "processes.market=off", "years=4",
                                      NULL};
    oracle_run run = oracle_live_sums(scenario, none, 64, NULL);
    size_t model = rk_scenario_model_find(run.scenario, "none");
    for (size_t column = 0; column < PLACES; column++) {
        assert_int_equal(differences(&run, model, column), 0);
    }
    oracle_end(&run);
    run = oracle_live_some(scenario, off, "pool,visits,shared,posted", 0, 64); /* those of experts alone */
    for (model = 1; model < run.shape->n_models; model++) {
        for (size_t column = 0; column < PLACES; column++) {
            assert_int_equal(differences(&run, model, column), 0);
        }
    }
    oracle_end(&run);
}

/* Who pays changes who pays, and nothing else. */
static void shares_of_payers_change_nothing_but_payments(void **unused)
{
    (void)unused;
    static const char *const settings[] = {
        "models.pool.experts.shares={prefecture: 0.2, municipality: 0.8}",
        "models.shared.experts.skills=[strategy, data, security, infrastructure, service_design]",
        "models.shared.experts.shares={nation: 0.61, prefecture: 0.2, municipality: 0.19}",
        "baseline=pool",
        "years=5",
        NULL};
    oracle_run run = oracle_live(scenario, settings, oracle_is_quick() ? 640 : 64);
    size_t dear = rk_scenario_model_find(run.scenario, "pool"), cheap = rk_scenario_model_find(run.scenario, "shared");
    for (uint32_t life = 0; life < run.n_replications; life++) {
        for (size_t metric = 0; metric < RK_N_METRICS; metric++) {
            bool payment = metric >= RK_METRIC_PAID_MUNICIPALITY && metric <= RK_METRIC_FUNDED;
            size_t horizon = run.shape->n_years;
            assert_true(payment || oracle_value(&run, dear, 0, life, metric, horizon) ==
                                       oracle_value(&run, cheap, 0, life, metric, horizon));
        }
        for (size_t year = 0; year < run.shape->n_years; year++) {
            assert_true(oracle_value(&run, cheap, 0, life, RK_METRIC_PAID_MUNICIPALITY, year) <
                        oracle_value(&run, dear, 0, life, RK_METRIC_PAID_MUNICIPALITY, year));
        }
    }
    oracle_end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_market_all_others_keep_every_number),
        cmocka_unit_test(with_a_market_regular_posts_of_others_keep_every_number),
        cmocka_unit_test(with_a_market_surges_and_what_arrives_stay),
        cmocka_unit_test(an_instrument_that_is_off_creates_nothing),
        cmocka_unit_test(shares_of_payers_change_nothing_but_payments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
