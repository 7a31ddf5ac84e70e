/* What programmes that grow people of their own exist for, in the full model: replication by replication against nobody
 * doing anything, with several seeds. The direction of an effect must be sure, its size is the model's business. */
#include "oracle.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const seeds[] = {"seed=11", "seed=12", "seed=13"};
enum { SEEDS = 3, REPLICATIONS = 640 };

static oracle_run live(const char *seed, const char *model, const char *years)
{
    const char *const settings[] = {seed, model, years, NULL};
    return oracle_live("scenarios/ehime.yaml", settings, oracle_is_quick() ? REPLICATIONS : 64);
}

/* direction: 1 for more, -1 for less. */
static void expect(const oracle_run *run, const char *model, rk_metric metric, double direction)
{
    oracle_mean got = oracle_effect(run, model, "alone", metric);
    printf("# %s: %s %+.3f +- %.3f\n", model, rk_metrics[metric].name, got.mean, got.error);
    assert_true(direction * got.mean > 3 * got.error);
}

/* ---- Training ---- */

/* Two months from September (Tarumizu), once. */
#define DX_COURSE                                                                                                      \
    "models.course={instruments: [{training: {share: 60 %, every: 0 years, hours: 40 hours/month, opens: 2026-09}}]}"

#define LONG_COURSE                                                                                                    \
    "models.course={instruments: [{training: {share: 60 %, starts: 4, months: 12 months, hours: 40 hours/month}}]}"

static void a_course_takes_hours_at_first_and_pays_in_capacity_later(void **unused)
{
    (void)unused;
    for (int i = 0; i < SEEDS; i++) {
        oracle_run run = live(seeds[i], DX_COURSE, "years=6");
        expect(&run, "course", RK_METRIC_TIME_TAKEN, 1);
        expect(&run, "course", RK_METRIC_COST_TRAINING, 1);
        expect(&run, "course", RK_METRIC_PROFICIENCY, 1);
        expect(&run, "course", RK_METRIC_CAPACITY, 1);
        expect(&run, "course", RK_METRIC_UNSERVED_WORK, -1);
        oracle_end(&run);
    }
}

static void a_course_lowers_capacity_while_it_runs(void **unused)
{
    (void)unused;
    for (int i = 0; i < SEEDS; i++) {
        oracle_run run = live(seeds[i], LONG_COURSE, "years=1"); /* it ends with the year */
        expect(&run, "course", RK_METRIC_TIME_TAKEN, 1);
        expect(&run, "course", RK_METRIC_CAPACITY, -1);
        oracle_end(&run);
    }
}

/* Tarumizu: two months from September, 30 people of many sections who become promoters. */
#define SECTIONS_COURSE                                                                                                \
    "models.sections={instruments: [{training: {who: sections, number: 30 persons, every: 3 years, opens: 2026-09}}]}"
#define SEMINAR "models.seminar={instruments: [{training: {who: leaders, months: 1 month}}]}"

static void promoters_and_leaders_make_sections_take_part(void **unused)
{
    (void)unused;
    for (int i = 0; i < SEEDS; i++) {
        oracle_run run = live(seeds[i], SECTIONS_COURSE, "years=6");
        expect(&run, "sections", RK_METRIC_CHAMPIONS, 1);
        expect(&run, "sections", RK_METRIC_ADOPTION, 1);
        expect(&run, "sections", RK_METRIC_CAPACITY, 1);
        expect(&run, "sections", RK_METRIC_PROCEDURES_ONLINE, 1);
        oracle_end(&run);
        run = live(seeds[i], SEMINAR, "years=6");
        expect(&run, "seminar", RK_METRIC_ADOPTION, 1);
        expect(&run, "seminar", RK_METRIC_UNSERVED_WORK, -1);
        oracle_end(&run);
    }
}

/* ---- Champions ---- */

#define CHAMPIONS(kind) "models." #kind "={instruments: [{champions: {kind: " #kind "}}]}"

static void champions_of_every_kind_raise_adoption_and_what_goes_online(void **unused)
{
    (void)unused;
    static const char *const models[] = {CHAMPIONS(leaders), CHAMPIONS(volunteers), CHAMPIONS(working_group)};
    static const char *const names[] = {"leaders", "volunteers", "working_group"};
    for (int i = 0; i < SEEDS * 3; i++) {
        oracle_run run = live(seeds[i / 3], models[i % 3], "years=6");
        expect(&run, names[i % 3], RK_METRIC_CHAMPIONS, 1);
        expect(&run, names[i % 3], RK_METRIC_ADOPTION, 1);
        expect(&run, names[i % 3], RK_METRIC_PROCEDURES_ONLINE, 1);
        expect(&run, names[i % 3], RK_METRIC_CAPACITY, 1);
        expect(&run, names[i % 3], RK_METRIC_COST_TRAINING, 1);
        oracle_end(&run);
    }
}

/* ---- Leadership ---- */

#define LEADER(kind) "models." #kind "={instruments: [{leadership: {kind: " #kind ", incumbent_goes: 0 %}}]}"

static void leaders_win_sections_and_put_more_online(void **unused)
{
    (void)unused;
    static const char *const models[] = {LEADER(mayor), LEADER(external_cdo)};
    static const char *const names[] = {"mayor", "external_cdo"};
    for (int i = 0; i < SEEDS * 2; i++) {
        oracle_run run = live(seeds[i / 2], models[i % 2], "years=6");
        expect(&run, names[i % 2], RK_METRIC_ADOPTION, 1);
        expect(&run, names[i % 2], RK_METRIC_PROCEDURES_ONLINE, 1);
        expect(&run, names[i % 2], RK_METRIC_UNSERVED_WORK, -1);
        oracle_end(&run);
    }
}

static bool same_life(const oracle_run *run, uint32_t life, size_t model, size_t other)
{
    return memcmp(oracle_row(run, model, 0, life), oracle_row(run, other, 0, life), run->n_values * sizeof(int64_t)) ==
           0;
}

/* A governor who goes in April 2028, and whose successor ends it with an even chance: where it goes on nothing at all
 * is different, where it ends fewer sections take part than would have, and more than with nobody. */
#define LASTS "models.lasts={instruments: [{leadership: {kind: governor, incumbent_goes: 0 %}}]}"
#define ENDS                                                                                                           \
    "models.ends={instruments: [{leadership: {kind: governor, election: 2028-04, every: 20 years, incumbent_goes: "    \
    "100 %, successor_ends: 50 %}}]}"

static void an_election_takes_it_away_where_it_ends_it_and_nowhere_else(void **unused)
{
    (void)unused;
    for (int i = 0; i < SEEDS; i++) {
        const char *const settings[] = {seeds[i], LASTS, ENDS, "years=6", NULL};
        oracle_run run = oracle_live("scenarios/ehime.yaml", settings, oracle_is_quick() ? REPLICATIONS : 64);
        size_t lasts = rk_scenario_model_find(run.scenario, "lasts"),
               ends = rk_scenario_model_find(run.scenario, "ends");
        size_t alone = rk_scenario_model_find(run.scenario, "alone"), horizon = run.shape->n_years;
        double n = run.n_replications, n_ended = 0;
        for (uint32_t life = 0; life < run.n_replications; life++) {
            if (same_life(&run, life, lasts, ends)) {
                continue;
            }
            int64_t with = oracle_value(&run, lasts, 0, life, RK_METRIC_ADOPTION, horizon);
            int64_t ended = oracle_value(&run, ends, 0, life, RK_METRIC_ADOPTION, horizon);
            assert_true(ended < with && ended > oracle_value(&run, alone, 0, life, RK_METRIC_ADOPTION, horizon));
            n_ended++;
        }
        printf("# it ended in %.0f of %.0f\n", n_ended, n);
        assert_true(fabs(n_ended - n / 2) < 5 * sqrt(n / 4));
        oracle_end(&run);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_course_takes_hours_at_first_and_pays_in_capacity_later),
        cmocka_unit_test(a_course_lowers_capacity_while_it_runs),
        cmocka_unit_test(promoters_and_leaders_make_sections_take_part),
        cmocka_unit_test(champions_of_every_kind_raise_adoption_and_what_goes_online),
        cmocka_unit_test(leaders_win_sections_and_put_more_online),
        cmocka_unit_test(an_election_takes_it_away_where_it_ends_it_and_nowhere_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
