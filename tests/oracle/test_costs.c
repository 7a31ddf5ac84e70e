/* Costs of a small scenario without chance, computed by hand to the yen: every item, every payer, every funding rule
 * (costs.yaml; MODEL.md section 10). */
#include "oracle.h"

#include "input/scenario.h"
#include "stats/tally.h"

#include <renkei/funding.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { REPLICATIONS = 16, CITY = 0, RICH = 1, TOWN = 2, N_PLACES = 3, N_YEARS = 2 };

/* What a municipality's year costs: items, payers, what rules took over. */
typedef struct {
    int64_t money[RK_N_MONEY];
} sheet;

#define AT(metric) (RK_METRIC_##metric - RK_N_COUNTS)

static void spend(sheet *year, int item, int64_t municipality, int64_t prefecture, int64_t nation)
{
    int64_t yen = municipality + prefecture + nation;
    year->money[item] += yen;
    year->money[AT(COST_TOTAL)] += yen;
    year->money[AT(PAID_MUNICIPALITY)] += municipality;
    year->money[AT(PAID_PREFECTURE)] += prefecture;
    year->money[AT(PAID_NATION)] += nation;
}

static void fund(sheet *year, rk_payer of, rk_payer by, int64_t yen)
{
    year->money[AT(PAID_MUNICIPALITY) + (int)of] -= yen;
    year->money[AT(PAID_MUNICIPALITY) + (int)by] += yen;
    year->money[AT(FUNDED)] += yen;
}

/* Own cost where nothing waits: two posts of 6 million x 1.25 in the city; half a post beside it; none in the town.
 * Systems: residents x yen x 2 after migration. A tenth of the town's is the prefecture's, 30 % from the second
 * October. */
static void own_cost(sheet years[N_YEARS][N_PLACES])
{
    memset(years, 0, N_YEARS * sizeof *years);
    for (int year = 0; year < N_YEARS; year++) {
        spend(&years[year][CITY], AT(COST_STAFF), 15000000, 0, 0);
        spend(&years[year][RICH], AT(COST_STAFF), 3750000, 0, 0);
        spend(&years[year][CITY], AT(COST_SYSTEMS), 330000000, 0, 0); /* 30,000 x 5,500 x 2 */
        spend(&years[year][RICH], AT(COST_SYSTEMS), 744000000, 0, 0); /* 120,000 x 3,100 x 2 */
        spend(&years[year][TOWN], AT(COST_SYSTEMS), 234000000, 0, 0); /* 10,000 x 11,700 x 2 */
        fund(&years[year][TOWN], RK_PAYER_MUNICIPALITY, RK_PAYER_PREFECTURE, year == 0 ? 23400000 : 46800000);
    }
}

/* ---- Comparing ---- */

static void check_sheets(const oracle_run *run, size_t model, sheet years[N_YEARS][N_PLACES])
{
    for (size_t year = 0; year < N_YEARS; year++) {
        for (size_t place = 0; place < N_PLACES; place++) {
            for (size_t m = 0; m < RK_N_MONEY; m++) {
                rk_moment moment = rk_tally_level(run->tally, model, year, (rk_metric)(RK_N_COUNTS + m), place);
                int64_t expected = REPLICATIONS * years[year][place].money[m];
                if (moment.sum != expected) {
                    print_error("%s of place %zu in year %zu: %.4f yen, expected %lld\n",
                                rk_metrics[RK_N_COUNTS + m].name, place, year, (double)moment.sum / REPLICATIONS,
                                (long long)years[year][place].money[m]);
                }
                assert_true(moment.sum == expected);
            }
        }
    }
    for (uint32_t life = 0; life < REPLICATIONS; life++) {
        for (size_t m = 0; m < RK_N_MONEY; m++) {
            int64_t expected = 0;
            for (size_t cell = 0; cell < N_YEARS * N_PLACES; cell++) {
                expected += years[cell / N_PLACES][cell % N_PLACES].money[m];
            }
            assert_true(oracle_value(run, model, 0, life, RK_N_COUNTS + m, N_YEARS) == expected);
        }
    }
}

/* What a rule took over in each year and in the run. */
static void check_rule(const oracle_run *run, size_t model, const char *id, int64_t first, int64_t second)
{
    const rk_scenario *scenario = run->scenario;
    size_t rule = 0, at = 0; /* those in force are numbered in the order in which all are told */
    for (rk_scenario_rule told; strcmp((told = rk_scenario_rule_at(scenario, at)).id, id) != 0; at++) {
        rule += strcmp(told.state, "in force") == 0;
    }
    assert_string_equal(rk_scenario_rule_at(scenario, at).state, "in force");
    assert_true(rk_tally_rule(run->tally, model, rule, 0).sum == REPLICATIONS * first);
    assert_true(rk_tally_rule(run->tally, model, rule, 1).sum == REPLICATIONS * second);
    assert_true(rk_tally_rule(run->tally, model, rule, N_YEARS).sum == REPLICATIONS * (first + second));
}

static const char *const without_work[] = {"processes.work=off", NULL};

static oracle_run run_of(oracle_settings settings, const char *key, size_t *model)
{
    oracle_run run = oracle_live("tests/oracle/costs.yaml", settings, REPLICATIONS);
    *model = rk_scenario_model_find(run.scenario, key);
    assert_true(*model < rk_scenario_n_models(run.scenario));
    return run;
}

/* ---- Own cost ---- */

/* A quarter of 16 systems is late, 256 person-months of work. The city does 2 a month, its rich neighbour half a one,
 * the town nothing. Systems that wait, summed over the months of a year and over 16 x 12: city: (12 x 256 - 2 x 78) /
 * 64 / 192 = 0.2373046875, then (12 x 256 - 2 x 222) / 64 / 192 = 0.2138671875 rich: (12 x 256 - 39) / 64 / 192 =
 * 0.246826171875, then (12 x 256 - 111) / 64 / 192 = 0.240966796875 town: 0.25 Migrating one system beyond the fund:
 * city (a core city) 165,000,000 x 1.5 x (2 - 1) / 16 = 15,468,750; rich 372,000,000 x 1.5 x 0.25 / 16 = 8,718,750. */
static void own_cost_of_systems_that_migrate(void **unused)
{
    (void)unused;
    static const int64_t running[N_YEARS][N_PLACES] = {{290844727, 652180664, 204750000}, /* x (2 - w) */
                                                       {294711914, 654360352, 204750000}};
    static const int64_t parallel[N_YEARS][N_PLACES] = {{11746582, 27545801, 8775000}, /* x 0.3 w */
                                                        {10586426, 26891895, 8775000}};
    static const int64_t migration[N_PLACES] = {5800781, 817383, 0}; /* 24 / 64 and 6 / 64 systems a year */
    size_t model;
    oracle_run run = run_of(NULL, "alone", &model);
    sheet years[N_YEARS][N_PLACES] = {0};
    for (int year = 0; year < N_YEARS; year++) {
        spend(&years[year][CITY], AT(COST_STAFF), 15000000, 0, 0);
        spend(&years[year][RICH], AT(COST_STAFF), 3750000, 0, 0);
        for (int place = 0; place < N_PLACES; place++) {
            spend(&years[year][place], AT(COST_SYSTEMS), running[year][place], 0, 0);
            spend(&years[year][place], AT(COST_PARALLEL), parallel[year][place], 0, 0);
            spend(&years[year][place], AT(COST_MIGRATION), migration[place], 0, 0);
        }
        fund(&years[year][TOWN], RK_PAYER_MUNICIPALITY, RK_PAYER_PREFECTURE, year == 0 ? 20475000 : 40950000);
    }
    check_sheets(&run, model, years);
    check_rule(&run, model, "town_aid", 20475000, 40950000);
    oracle_end(&run);
}

/* ---- Shared experts ---- */

/* Two experts of 9 million x 1.25 a year; each member has one's time, 240 days of travel at 8,000 yen. The nation's
 * rule for municipalities takes 0.7 x 0.9 of the city's share (the neighbour's index is 1), that for prefectures ends
 * with the first year. Overhead of 1,000,001 yen: 500,000 and 500,001, of which 800,001 yen meet the rule with a cap of
 * 200,001: 150,000 x 200,001 / 800,001 = 37,500.1; 250,000 x ... = 62,500.2; 250,001 x ... = 62,500.5. */
static void a_pool_with_three_payers(void **unused)
{
    (void)unused;
    size_t model;
    oracle_run run = run_of(without_work, "pool", &model);
    sheet years[N_YEARS][N_PLACES];
    own_cost(years);
    for (int year = 0; year < N_YEARS; year++) {
        for (int place = CITY; place <= RICH; place++) {
            sheet *one = &years[year][place];
            spend(one, AT(COST_EXPERTS), 3375000, 5625000, 2250000);
            spend(one, AT(COST_TRAVEL), 576000, 960000, 384000);
            spend(one, AT(COST_OVERHEAD), 150000, 250000 + (place == RICH), 100000);
            if (place == CITY) {
                fund(one, RK_PAYER_MUNICIPALITY, RK_PAYER_NATION, 2126250 + 362880); /* 0.9 x 2,362,500; x 403,200 */
            }
            if (year == 0) {
                fund(one, RK_PAYER_PREFECTURE, RK_PAYER_NATION, 3543750 + 604800); /* 0.9 x 3,937,500; x 672,000 */
            }
            fund(one, RK_PAYER_MUNICIPALITY, RK_PAYER_NATION, 37500);
            fund(one, RK_PAYER_PREFECTURE, RK_PAYER_NATION, 62500);
        }
    }
    check_sheets(&run, model, years);
    check_rule(&run, model, "special_external_talent", 2489130, 2489130);
    check_rule(&run, model, "special_prefectural_talent", 8297100, 0);
    check_rule(&run, model, "office_aid", 200000, 200000);
    check_rule(&run, model, "digital_grant_several", 0, 0);
    oracle_end(&run);
}

/* Half of 11,250,000 yen is above the subsidy's cap of 400,000; then 0.7 of the rest, of which 0.9 comes. */
static void a_post_with_a_subsidy_before_the_nations_part(void **unused)
{
    (void)unused;
    size_t model;
    oracle_run run = run_of(without_work, "subsidised", &model);
    sheet years[N_YEARS][N_PLACES];
    own_cost(years);
    for (int year = 0; year < N_YEARS; year++) {
        spend(&years[year][TOWN], AT(COST_STAFF), 11250000, 0, 0);
        fund(&years[year][TOWN], RK_PAYER_MUNICIPALITY, RK_PAYER_PREFECTURE, 400000);
        fund(&years[year][TOWN], RK_PAYER_MUNICIPALITY, RK_PAYER_NATION, 6835500); /* 0.9 x 0.7 x 10,850,000 */
    }
    check_sheets(&run, model, years);
    check_rule(&run, model, "prefectural_subsidy", 400000, 400000);
    check_rule(&run, model, "special_external_talent", 6835500, 6835500);
    oracle_end(&run);
}

/* One person-year in each member, capped at 6 million of 11,250,000 + 1,920,000 yen: 5,125,284.7 and 874,715.3, of
 * which 0.9 comes, rounded down: 4,612,755 and 787,243. Projects: half of 1,500,000, at most 500,000, of which 0.9. */
static void secondees_up_to_their_ceilings(void **unused)
{
    (void)unused;
    size_t model;
    oracle_run run = run_of(without_work, "secondees", &model);
    sheet years[N_YEARS][N_PLACES];
    own_cost(years);
    for (int year = 0; year < N_YEARS; year++) {
        for (int place = CITY; place <= RICH; place++) {
            sheet *one = &years[year][place];
            spend(one, AT(COST_EXPERTS), 11250000, 0, 0);
            spend(one, AT(COST_TRAVEL), 1920000, 0, 0);
            spend(one, AT(COST_OVERHEAD), 1500000, 0, 0);
            fund(one, RK_PAYER_MUNICIPALITY, RK_PAYER_NATION, 4612755 + 787243 + 450000);
        }
    }
    check_sheets(&run, model, years);
    check_rule(&run, model, "revitalisation_company", 2 * 5399998, 2 * 5399998);
    check_rule(&run, model, "revitalisation_project", 900000, 900000);
    oracle_end(&run);
}

/* Two side-job experts, 4 days a month at 40,000 yen: 3,840,000 a year. The grant for several gives 0.66667 of it in
 * the first year alone, and special allocation tax nothing beside it; in the second year its rule is over. */
static void a_grant_of_one_year(void **unused)
{
    (void)unused;
    size_t model;
    oracle_run run = run_of(without_work, "granted", &model);
    sheet years[N_YEARS][N_PLACES];
    own_cost(years);
    for (int year = 0; year < N_YEARS; year++) {
        for (int place = CITY; place <= RICH; place++) {
            sheet *one = &years[year][place];
            spend(one, AT(COST_EXPERTS), 0, 1920000, 0);
            spend(one, AT(COST_TRAVEL), 0, 384000, 0); /* 48 days */
            if (year == 0) {
                fund(one, RK_PAYER_PREFECTURE, RK_PAYER_NATION, 1280006 + 256001);
            }
        }
    }
    check_sheets(&run, model, years);
    check_rule(&run, model, "digital_grant_several", 2 * 1536007, 0);
    check_rule(&run, model, "digital_grant_one", 0, 0);
    check_rule(&run, model, "special_prefectural_talent", 0, 0);
    oracle_end(&run);
}

/* ---- Other items ---- */

/* 5,000,003 yen by residents, 1 : 4, rounded at the running total; the bond lays 45 % on the nation. Courses of three
 * people at 100,000 yen, and half of 2 million for recruiting: 0.7 x 0.9 where the index is below 1. */
static void offices_purchases_courses_and_recruitment(void **unused)
{
    (void)unused;
    size_t model;
    oracle_run run = run_of(without_work, "office", &model);
    sheet years[N_YEARS][N_PLACES];
    own_cost(years);
    for (int year = 0; year < N_YEARS; year++) {
        sheet *city = &years[year][CITY], *rich = &years[year][RICH], *town = &years[year][TOWN];
        spend(city, AT(COST_JOINT_OFFICE), 1000000, 0, 0);
        spend(rich, AT(COST_JOINT_OFFICE), 4000003, 0, 0);
        spend(town, AT(COST_PROCUREMENT), 4000000, 0, 0);
        fund(city, RK_PAYER_MUNICIPALITY, RK_PAYER_NATION, 450000);
        fund(rich, RK_PAYER_MUNICIPALITY, RK_PAYER_NATION, 1800001);
        fund(town, RK_PAYER_MUNICIPALITY, RK_PAYER_NATION, 1800000);
        spend(city, AT(COST_TRAINING), 300000, 0, 0);
        spend(rich, AT(COST_TRAINING), 300000, 0, 0);
        fund(city, RK_PAYER_MUNICIPALITY, RK_PAYER_NATION, 189000);
        spend(rich, AT(COST_RECRUITMENT), 1000000, 0, 0);
        spend(town, AT(COST_RECRUITMENT), 1000000, 0, 0);
        fund(town, RK_PAYER_MUNICIPALITY, RK_PAYER_NATION, 630000);
    }
    check_sheets(&run, model, years);
    check_rule(&run, model, "digital_bond", 4050001, 4050001);
    check_rule(&run, model, "special_training", 189000, 189000);
    check_rule(&run, model, "special_recruitment", 630000, 630000);
    oracle_end(&run);
}

/* ---- Rules of a scenario that is not by hand ---- */

/* Paired, life by life, under default priors: raising a rate, a cap or a realisation, or a rule more, and no year of
 * any prefecture costs its municipalities more, nor less in all. */
static void more_state_funding_never_raises_municipal_cost(void **unused)
{
    (void)unused;
    static const char *const less[] = {"years=4", "models.shared.experts.programme=other",
                                       "funding.special_external_talent.cap=3 million yen", NULL};
    static const char *const more[][5] = {
        {"years=4", "models.shared.experts.programme=other", "funding.special_external_talent.cap=4 million yen", NULL},
        {"years=4", "models.shared.experts.programme=other",
         "funding.special_external_talent={rate: 0.8, cap: 3 million yen}", NULL},
        {"years=4", "models.shared.experts.programme=other",
         "funding.special_external_talent={realisation: 1, cap: 3 million yen}", NULL},
        {"years=4", "models.shared.experts.programme=other", "funding.special_external_talent.cap=3 million yen",
         "funding.ours={items: [systems, staff], of: municipality, by: nation, rate: 1 %}", NULL}};
    oracle_run before = oracle_live("scenarios/ehime.yaml", less, oracle_many(320));
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        oracle_run after = oracle_live("scenarios/ehime.yaml", more[i], oracle_many(320));
        int64_t gained = 0;
        for (uint32_t life = 0; life < before.n_replications; life++) {
            for (size_t cell = 0; cell < before.shape->n_models * 5; cell++) {
                size_t model = cell / 5, slot = cell % 5;
                int64_t with = oracle_value(&after, model, 0, life, RK_METRIC_PAID_MUNICIPALITY, slot);
                int64_t without = oracle_value(&before, model, 0, life, RK_METRIC_PAID_MUNICIPALITY, slot);
                assert_true(with <= without);
                assert_true(oracle_value(&after, model, 0, life, RK_METRIC_COST_TOTAL, slot) ==
                            oracle_value(&before, model, 0, life, RK_METRIC_COST_TOTAL, slot));
                gained += without - with;
            }
        }
        assert_true(gained > 0);
        oracle_end(&after);
    }
    oracle_end(&before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(own_cost_of_systems_that_migrate),
        cmocka_unit_test(a_pool_with_three_payers),
        cmocka_unit_test(a_post_with_a_subsidy_before_the_nations_part),
        cmocka_unit_test(secondees_up_to_their_ceilings),
        cmocka_unit_test(a_grant_of_one_year),
        cmocka_unit_test(offices_purchases_courses_and_recruitment),
        cmocka_unit_test(more_state_funding_never_raises_municipal_cost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
