/* The rules of assignment against each other: the same experts have the same time whatever the rule, where nothing
 * differs between municipalities neither do the rules, and each does what it exists for. Paired, replication by
 * replication; directions over blocks, whose replications share their assumptions. */
#include "oracle.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { BLOCK = 16 };
static const char file[] = "tests/oracle/experts.yaml";
static const char *const by_days[] = {"visits", "need", "survey", "priority"};
static const char *const rules[] = {"visits", "need", "survey", "priority", "home", "posted"};
enum { N_BY_DAYS = 4, N_RULES = 6 };

static int64_t value(const oracle_run *run, const char *model, uint32_t life, rk_metric metric, size_t year)
{
    return oracle_value(run, rk_scenario_model_find(run->scenario, model), 0, life, metric, year);
}

/* ---- Time ---- */

/* Experts who belong nowhere live the same lives. Every municipality's thousandths are rounded. */
static void the_same_experts_have_the_same_time_by_every_rule(void **unused)
{
    (void)unused;
    static const char *const settings[] = {"experts.travel_loss=0 %", NULL};
    oracle_run run = oracle_live(file, settings, oracle_many(160));
    size_t horizon = run.shape->n_years;
    double rounding = 0.5 * (double)(run.shape->n_columns * horizon);
    for (uint32_t life = 0; life < run.n_replications; life++) {
        double offered = (double)value(&run, "visits", life, RK_METRIC_EXPERT_TIME, horizon);
        assert_true(offered > 1000.0);
        for (int i = 0; i < N_RULES; i++) {
            double given = (double)value(&run, rules[i], life, RK_METRIC_SUPPORT, horizon);
            double known = (double)value(&run, rules[i], life, RK_METRIC_SUPPORT_FAMILIAR, horizon);
            double own_offer = (double)value(&run, rules[i], life, RK_METRIC_EXPERT_TIME, horizon);
            assert_true(fabs(own_offer - offered) <= 2.0 * rounding);
            assert_true(fabs(given - offered) <= 2.0 * rounding + 1e-5 * offered);
            assert_true(known > 0.3 * given && known <= given + 2.0 * rounding);
        }
    }
    oracle_end(&run);
}

/* Who serves one municipality loses no time on the way, as who is posted there. */
static void one_municipality_each_gives_the_time_of_fixed_posting(void **unused)
{
    (void)unused;
    static const char *const settings[] = {
        "models.visits.experts.serves_at_most=1", "models.need.experts.serves_at_most=1",
        "models.survey.experts.serves_at_most=1", "models.priority.experts.serves_at_most=1",
        "models.home.experts.serves_at_most=1",   NULL};
    oracle_run run = oracle_live(file, settings, oracle_many(160));
    double rounding = 1.0 * (double)run.shape->n_columns;
    for (uint32_t life = 0; life < run.n_replications; life++) {
        for (size_t year = 0; year < run.shape->n_years; year++) {
            double posted = (double)value(&run, "posted", life, RK_METRIC_SUPPORT, year);
            for (int i = 0; i < N_RULES; i++) {
                double given = (double)value(&run, rules[i], life, RK_METRIC_SUPPORT, year);
                assert_true(fabs(given - posted) <= rounding + 1e-5 * posted);
            }
        }
    }
    oracle_end(&run);
}

/* ---- Nothing differs ---- */

/* Twenty municipalities without staff and with the same work; nothing happens to one alone. */
static void where_all_need_the_same_rules_by_need_are_equal_visits(void **unused)
{
    (void)unused;
    static const char *const settings[] = {"data.municipalities=posts-equal.csv",
                                           "processes.standardisation=off",
                                           "processes.incidents=off",
                                           "processes.surge=off",
                                           "work.population=0",
                                           NULL};
    static const rk_metric metrics[] = {RK_METRIC_SUPPORT, RK_METRIC_UNSERVED_WORK, RK_METRIC_BACKLOG,
                                        RK_METRIC_ZERO_COVER_MONTHS};
    oracle_run run = oracle_live(file, settings, oracle_many(160));
    for (uint32_t life = 0; life < run.n_replications; life++) {
        for (size_t cell = 0; cell < 4 * run.shape->n_years; cell++) {
            double equal = (double)value(&run, "visits", life, metrics[cell % 4], cell / 4);
            for (int i = 1; i < N_BY_DAYS - 1; i++) { /* priority makes cover of what is too little for all */
                double other = (double)value(&run, by_days[i], life, metrics[cell % 4], cell / 4);
                assert_true(fabs(other - equal) <= (double)run.shape->n_columns + 2e-5 * equal);
            }
        }
    }
    oracle_end(&run);
}

/* ---- Directions ---- */

static oracle_mean difference(const oracle_run *run, const char *model, const char *than, rk_metric metric)
{
    size_t horizon = run->shape->n_years;
    double n = run->n_replications / BLOCK, sum = 0, squares = 0;
    for (uint32_t block = 0; block < run->n_replications / BLOCK; block++) {
        double more = 0;
        for (uint32_t life = block * BLOCK; life < (block + 1) * BLOCK; life++) {
            more += (double)(value(run, model, life, metric, horizon) - value(run, than, life, metric, horizon));
        }
        sum += more / BLOCK;
        squares += more / BLOCK * (more / BLOCK);
    }
    return (oracle_mean){sum / n, sqrt((squares - sum * sum / n) / (n - 1) / n)};
}

static void moves(const oracle_run *run, const char *model, const char *than, rk_metric metric, int sign)
{
    oracle_mean more = difference(run, model, than, metric);
    printf("# %s against %s: %s %+.6g +- %.3g\n", model, than, rk_metrics[metric].name,
           more.mean / rk_metrics[metric].scale, more.error / rk_metrics[metric].scale);
    assert_true(!oracle_is_quick() ||
                sign * more.mean > 4 * more.error); /* too few blocks where errors are looked for */
}

static void each_rule_does_what_it_exists_for(void **unused)
{
    (void)unused;
    static const char *const seeds[] = {"seed=1", "seed=77"};
    for (int i = 0; i < 2; i++) {
        const char *const settings[] = {
            seeds[i],
            "models.off={instruments: [{experts: {number: 8, assignment: survey, survey_error: 2}}]}",
            "models.few={instruments: [{experts: {number: 8, assignment: by_need, serves_at_most: 2}}]}",
            "models.two={instruments: [{experts: {number: 2, assignment: by_need}}]}",
            "models.first={instruments: [{experts: {number: 2, assignment: priority}}]}",
            NULL};
        oracle_run run = oracle_live(file, settings, oracle_many(640));
        moves(&run, "need", "visits", RK_METRIC_UNSERVED_WORK, -1); /* days where the work is */
        moves(&run, "survey", "visits", RK_METRIC_UNSERVED_WORK, -1);
        moves(&run, "off", "survey", RK_METRIC_UNSERVED_WORK, 1);     /* a survey that is off is worth less */
        moves(&run, "first", "two", RK_METRIC_ZERO_COVER_MONTHS, -1); /* nobody is left alone */
        moves(&run, "home", "visits", RK_METRIC_SUPPORT, 1);          /* less time on the way */
        moves(&run, "few", "need", RK_METRIC_SUPPORT, 1);
        oracle_end(&run);
    }
}

/* Positions that open vacant: who draws more people has more of them, and the towns' own contract posts fewer. */
static void an_attractive_pool_is_staffed_sooner_at_the_cost_of_others(void **unused)
{
    (void)unused;
#define POOL(premium)                                                                                                  \
    "{instruments: [{posts: {number: 1, contract: one_year, staffed: off}}, {experts: {number: 12, staffed: off, "     \
    "assignment: by_need, pay_premium: " #premium "}}]}"
    static const char *const settings[] = {"models.plain=" POOL(1), "models.dear=" POOL(2), "processes.term_end=off",
                                           "seed=5", NULL};
    oracle_run run = oracle_live(file, settings, oracle_many(640));
    moves(&run, "dear", "plain", RK_METRIC_EXPERT_TIME, 1);
    moves(&run, "dear", "plain", RK_METRIC_HIRES, -1); /* of the towns' posts alone, experts belong to none */
    oracle_end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_experts_have_the_same_time_by_every_rule),
        cmocka_unit_test(one_municipality_each_gives_the_time_of_fixed_posting),
        cmocka_unit_test(where_all_need_the_same_rules_by_need_are_equal_visits),
        cmocka_unit_test(each_rule_does_what_it_exists_for),
        cmocka_unit_test(an_attractive_pool_is_staffed_sooner_at_the_cost_of_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
