/* Joint offices, joint purchase, recruitment and posts do what they exist for: paired replications, several seeds, all
 * processes on. The sampling unit is the block, whose replications share their assumptions. */
#include "oracle.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const seeds[] = {"seed=1", "seed=77", "seed=20260401"};
enum { SEEDS = sizeof seeds / sizeof *seeds };

/* models: a comma-separated list, the first of which others are compared with. */
static oracle_run live(int seed, const char *models, const char *more)
{
    const char *const settings[] = {seeds[seed], more, NULL};
    return oracle_live_some("tests/oracle/offices.yaml", settings, models, 0, oracle_many(640));
}

/* sign: +1 where it must rise, -1 where it must fall. */
static void moves_from(const oracle_run *run, const char *than, const char *model, rk_metric metric, int sign)
{
    oracle_mean more = oracle_effect(run, model, than, metric);
    printf("# %s: %s %+.6g +- %.3g\n", model, rk_metrics[metric].name, more.mean, more.error);
    assert_true(sign * more.mean > 4 * more.error);
}

static void moves(const oracle_run *run, const char *model, rk_metric metric, int sign)
{
    moves_from(run, "alone", model, metric, sign);
}

static void sharing_people_leaves_fewer_months_without_cover(void **unused)
{
    (void)unused;
    for (int seed = 0; seed < SEEDS; seed++) {
        oracle_run run = live(seed, "alone,sharing", "years=6");
        moves(&run, "sharing", RK_METRIC_ZERO_COVER_MONTHS, -1);
        moves(&run, "sharing", RK_METRIC_UNSERVED_WORK, -1);
        moves(&run, "sharing", RK_METRIC_SUPPORT, +1);
        moves(&run, "sharing", RK_METRIC_COST_JOINT_OFFICE, +1);
        oracle_end(&run);
    }
}

/* Where support changes nobody's stay or learning and nobody travels, the same people are there: what members do
 * themselves and what they do for others adds up to what they do alone, in every life. */
static void pooled_time_is_that_of_the_same_people(void **unused)
{
    (void)unused;
    static const char *const settings[] = {"processes.overload=off", "learning.expert_gain=0",
                                           "experts.travel_loss=0 %", "years=3", NULL};
    oracle_run run = oracle_live_some("tests/oracle/offices.yaml", settings, "alone,pooled", 0, oracle_many(640));
    double most = 0;
    int64_t rounding = (int64_t)run.shape->n_columns * (int64_t)run.shape->n_years; /* half a thousandth, twice */
    for (uint32_t life = 0; life < run.n_replications; life++) {
        int64_t alone = oracle_value(&run, 0, 0, life, RK_METRIC_CAPACITY, run.shape->n_years);
        int64_t own = oracle_value(&run, 1, 0, life, RK_METRIC_CAPACITY, run.shape->n_years);
        int64_t others = oracle_value(&run, 1, 0, life, RK_METRIC_SUPPORT, run.shape->n_years);
        assert_true(others > 0);
        assert_true(llabs(own + others - alone) <= 2 * rounding);
        most = fmax(most, (double)others / (double)alone);
    }
    printf("# at most %.3f of all time changes place\n", most);
    assert_true(most < 0.2);
    oracle_end(&run);
}

/* Part of the running cost that a municipality saves in the last year. */
static double saved(const oracle_run *run, size_t model, size_t column)
{
    size_t year = run->shape->n_years - 1;
    double with = oracle_sum(run, model, year, RK_METRIC_COST_SYSTEMS, column, column + 1);
    return 1.0 - with / oracle_sum(run, 0, year, RK_METRIC_COST_SYSTEMS, column, column + 1);
}

static void sharing_systems_saves_running_cost_and_more_for_small_ones(void **unused)
{
    (void)unused;
    for (int seed = 0; seed < SEEDS; seed++) {
        oracle_run run = live(seed, "alone,systems", "years=6");
        size_t model = rk_scenario_model_find(run.scenario, "systems");
        moves(&run, "systems", RK_METRIC_COST_SYSTEMS, -1);
        double matsuyama = saved(&run, model, 0), kumakogen = saved(&run, model, 12); /* of one office */
        printf("# saved: Matsuyama %.3f, Kumakogen %.3f\n", matsuyama, kumakogen);
        assert_true(matsuyama > 0 && kumakogen > 2 * matsuyama);
        oracle_end(&run);
    }
}

static void buying_together_saves_running_and_migration_cost(void **unused)
{
    (void)unused;
    for (int seed = 0; seed < SEEDS; seed++) {
        oracle_run run = live(seed, "alone,purchase", "standardisation.body_late=100 %");
        moves(&run, "purchase", RK_METRIC_COST_SYSTEMS, -1);
        moves(&run, "purchase", RK_METRIC_COST_MIGRATION, -1);
        moves(&run, "purchase", RK_METRIC_LATENESS, -1);
        moves(&run, "purchase", RK_METRIC_COST_PROCUREMENT, +1);
        oracle_end(&run);
    }
}

static void recruitment_fills_posts_sooner(void **unused)
{
    (void)unused;
    for (int seed = 0; seed < SEEDS; seed++) {
        oracle_run run = live(seed, "alone,vacancies,matched,paid_more,rounds,examined", "years=6");
        moves_from(&run, "vacancies", "matched", RK_METRIC_VACANCY_MONTHS, -1);
        moves_from(&run, "vacancies", "matched", RK_METRIC_COST_RECRUITMENT, +1);
        moves_from(&run, "vacancies", "paid_more", RK_METRIC_VACANCY_MONTHS, -1);
        moves_from(&run, "vacancies", "paid_more", RK_METRIC_COST_STAFF, +1);
        moves_from(&run, "rounds", "examined", RK_METRIC_VACANCY_MONTHS, -1);
        oracle_end(&run);
    }
}

static void careers_keep_people_and_engineers_help_projects(void **unused)
{
    (void)unused;
    for (int seed = 0; seed < SEEDS; seed++) {
        oracle_run run = live(seed, "alone,allowance,track,engineers", "years=6");
        moves(&run, "allowance", RK_METRIC_RESIGNATIONS, -1);
        moves(&run, "allowance", RK_METRIC_COST_STAFF, +1);
        moves(&run, "track", RK_METRIC_ROTATIONS, -1);
        moves(&run, "track", RK_METRIC_PROFICIENCY, +1);
        moves(&run, "engineers", RK_METRIC_STAFF_FTE_MONTHS, +1);
        moves(&run, "engineers", RK_METRIC_PROCEDURES_ONLINE, +1);
        oracle_end(&run);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sharing_people_leaves_fewer_months_without_cover),
        cmocka_unit_test(pooled_time_is_that_of_the_same_people),
        cmocka_unit_test(sharing_systems_saves_running_cost_and_more_for_small_ones),
        cmocka_unit_test(buying_together_saves_running_and_migration_cost),
        cmocka_unit_test(recruitment_fills_posts_sooner),
        cmocka_unit_test(careers_keep_people_and_engineers_help_projects),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
