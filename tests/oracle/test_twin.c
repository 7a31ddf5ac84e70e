/* Careers with everything that has no formula at once: resignation by age, years in post and working alone, sick leave
 * with return and relapse, rotation, retirement and rounds that fail. The engine, which draws a threshold a spell and
 * lives 16 replications at a time, against the slow twin of twin.c, which draws for every person and month. */
#include "oracle.h"
#include "twin.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PLACES = 2 };

static const int posts[PLACES] = {2, 7}; /* twin-posts.csv */

/* Of each sum of the twin the engine's metric. */
static const rk_metric metrics[TWIN_N_SUMS] = {
    [TWIN_FILLED] = RK_METRIC_FILLED_POST_MONTHS,
    [TWIN_NOBODY] = RK_METRIC_NOBODY_MONTHS,
    [TWIN_SOLO] = RK_METRIC_SOLO_MONTHS,
    [TWIN_ON_LEAVE] = RK_METRIC_LEAVE_MONTHS,
    [TWIN_HIRES] = RK_METRIC_HIRES,
    [TWIN_RESIGNATIONS] = RK_METRIC_RESIGNATIONS,
    [TWIN_ROTATIONS] = RK_METRIC_ROTATIONS,
    [TWIN_RETIREMENTS] = RK_METRIC_RETIREMENTS,
    [TWIN_LEAVE_STARTS] = RK_METRIC_LEAVE_STARTS,
    [TWIN_LEAVE_EXITS] = RK_METRIC_LEAVE_EXITS,
};

#define CAREER                                                                                                         \
    "municipalities=['38201', '38202']", "data.municipalities=twin-posts.csv", "establishment_contract=regular",       \
        "quits.age_20s=24 %/year", "quits.age_30_34=18 %/year", "quits.age_35_39=12 %/year",                           \
        "quits.age_40_54=5 %/year", "quits.age_55_59=9 %/year", "quits.age_60_plus=31 %/year", "years=12"

static const twin_town career = {
    .years = 12,
    .start_year = 2026,
    .age_weight = {25, 30, 25, 20},
    .quit_by_age = {0.24, 0.18, 0.12, 0.05, 0.09, 0.31},
    .quit_by_tenure = {1.7, 0.6, 0.2},
    .quit_factor = 1.3,
    .quit_trend = 0.03,
    .quit_alone = 1,
    .leave_return = 0.7,
    .leave_relapse = 0.4,
    .fills = 0.83,
    .late = 0.57,
};

static void judge(const char *claim, twin_town town, oracle_settings settings, uint32_t n_replications, int n_lives)
{
    static double mean[TWIN_N_SUMS][TWIN_YEARS], error[TWIN_N_SUMS][TWIN_YEARS];
    char what[TWIN_N_SUMS][96];
    oracle_run run = oracle_live_sums("tests/oracle/careers.yaml", settings, oracle_many(n_replications), NULL);
    rk_weight weight = rk_tally_weight(run.tally);
    assert_int_equal(run.shape->n_columns, PLACES);
    for (size_t column = 0; column < PLACES; column++) {
        town.posts = posts[column];
        twin_simulate(&town, 7 + column, oracle_is_quick() ? n_lives : n_lives / 20, mean, error);
        for (int k = 0; k < TWIN_N_SUMS; k++) {
            snprintf(what[k], sizeof what[k], "%s, %d posts, %s", claim, posts[column], rk_metrics[metrics[k]].name);
            oracle_family family = {.claim = what[k]};
            for (size_t year = 0; year < run.shape->n_years; year++) {
                rk_moment moment = rk_tally_level(run.tally, 0, year, metrics[k], column);
                rk_estimate engine = rk_moment_estimate(&moment, &weight, rk_metrics[metrics[k]].scale);
                oracle_compare(&family, engine.mean, mean[k][year], hypot(engine.error, error[k][year]));
            }
            oracle_judge(&family);
        }
    }
    oracle_end(&run);
}

static void resignation_by_age_rotation_and_retirement_are_the_twins(void **unused)
{
    (void)unused;
    static const char *const settings[] = {CAREER, "processes.rotation=on", "processes.retirement=on", NULL};
    twin_town town = career;
    town.rotation_shape = 2.5;
    town.rotation_scale = 4;
    town.rotation_minimum = 2;
    town.retires = 1;
    judge("rotation", town, settings, 40000, 40000);
}

static void long_careers_with_retirement_are_the_twins(void **unused)
{
    (void)unused;
    static const char *const settings[] = {CAREER,
                                           "processes.rotation=on",
                                           "processes.retirement=on",
                                           "rotation.shape=1.5",
                                           "rotation.scale=25 years",
                                           "start=2021-04",
                                           "quits.base_year=2021",
                                           "quits.skill_multiplier=0.3",
                                           NULL};
    twin_town town = career;
    town.rotation_shape = 1.5;
    town.rotation_scale = 25;
    town.rotation_minimum = 2;
    town.retires = 1;
    town.start_year = 2021;
    town.quit_factor = 0.3;
    judge("long careers", town, settings, 40000, 40000);
}

static void working_alone_raises_resignation_as_in_the_twin(void **unused)
{
    (void)unused;
    static const char *const settings[] = {CAREER, "processes.overload=on", "quits.solo_multiplier=2.3",
                                           "processes.rotation=on", NULL};
    twin_town town = career;
    town.rotation_shape = 2.5;
    town.rotation_scale = 4;
    town.rotation_minimum = 2;
    town.quit_alone = 2.3;
    judge("alone", town, settings, 40000, 40000);
}

static void sick_leave_with_return_and_relapse_is_the_twins(void **unused)
{
    (void)unused;
    static const char *const settings[] = {CAREER,
                                           "processes.rotation=on",
                                           "processes.retirement=on",
                                           "processes.leave=on",
                                           "leave.rate=14 %/year",
                                           "leave.trend=5 %/year",
                                           "leave.months=6 months",
                                           "leave.sigma=0.7",
                                           NULL};
    twin_town town = career;
    town.rotation_shape = 2.5;
    town.rotation_scale = 4;
    town.rotation_minimum = 2;
    town.retires = 1;
    town.leave = 0.14;
    town.leave_trend = 0.05;
    town.leave_median = 6;
    town.leave_sigma = 0.7;
    judge("leave", town, settings, 40000, 40000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(resignation_by_age_rotation_and_retirement_are_the_twins),
        cmocka_unit_test(long_careers_with_retirement_are_the_twins),
        cmocka_unit_test(working_alone_raises_resignation_as_in_the_twin),
        cmocka_unit_test(sick_leave_with_return_and_relapse_is_the_twins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
