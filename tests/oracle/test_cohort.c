/* Cohort planning: specialists who resign by their years in post, regular staff who are moved after some years, and
 * vacancies that wait for the round of April. Expected stocks and flows follow the linear recurrence of cohort.h. */
#include "cohort.h"
#include "oracle.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PLACES = 20, CITIES = 11, YEARS = 20, FOUND = 8 }; /* of Ehime: eleven cities, then nine towns */

static const char scenario[] = "tests/oracle/careers.yaml";
static const int posts_by_place[5] = {7, 3, 1, 2, 11}; /* careers-posts.csv, in turn */

static cohort_rules specialists(bool town)
{
    double pass = 0.71 * (1 - 0.27) * (town ? 0.55 : 1);
    cohort_rules rules = {
        .quit_year = 0.11,
        .trend = 0.03,
        .factor = 1.3,
        .by_tenure = {1.7, 0.6, 0.2},
        .early = pass,
        .late = pass * (1 - 0.57),
    };
    rules.moved[COHORT_NEVER] = 1;
    return rules;
}

static cohort_rules regulars(double shape, double scale, int minimum)
{
    cohort_rules rules = specialists(false); /* successors come from within, in towns as in cities */
    rules.early = rules.today = 0.83;
    rules.late = 0.83 * (1 - 0.57);
    cohort_moves(&rules, shape, scale, minimum);
    return rules;
}

/* ---- One municipality after the other ---- */

/* A municipality's posts: so many of one state at the start and so many of another, independent of each other. */
typedef struct {
    const cohort_rules *rules;
    double n[2];
    cohort_post post[2];
} desk;

enum { FILLED, NOBODY, HIRES, RESIGNATIONS, ROTATIONS, N_CLAIMS };

typedef struct {
    oracle_family family[N_CLAIMS];
    char claim[N_CLAIMS][64];
} claims;

static claims claims_of(const char *what)
{
    static const char *const of[N_CLAIMS] = {"filled posts", "nobody", "hires", "resignations", "rotations"};
    claims all = {0};
    for (int i = 0; i < N_CLAIMS; i++) {
        snprintf(all.claim[i], sizeof all.claim[i], "%s, %s", what, of[i]);
    }
    return all;
}

static void compare_sum(oracle_family *family, const desk *own, const double chance[2], double sum, double trials)
{
    double mean = own->n[0] * chance[0] + own->n[1] * chance[1];
    double variance = own->n[0] * chance[0] * (1 - chance[0]) + own->n[1] * chance[1] * (1 - chance[1]);
    if (own->n[1] == 0) {
        oracle_count(family, sum, trials * own->n[0], chance[0]);
    } else {
        oracle_compare(family, sum, trials * mean, sqrt(trials * variance));
    }
}

/* A post is filled, left and moved from at most once in a fiscal year each, since it is filled in April alone. */
static void judge_place(const oracle_run *run, size_t place, desk *own, claims *all)
{
    static const rk_metric metrics[] = {RK_METRIC_HIRES, RK_METRIC_RESIGNATIONS, RK_METRIC_ROTATIONS};
    double trials = run->n_replications, flow[3][2] = {{0}};
    for (size_t month = 0; month < 12 * run->shape->n_years; month++) {
        const rk_month_sum *sum = rk_tally_month(run->tally, 0, month, place);
        double filled[2], nobody = 1;
        for (int i = 0; i < 2; i++) {
            cohort_post *post = &own->post[i];
            cohort_month(own->rules, (int)month, post);
            filled[i] = post->filled;
            nobody *= pow(1 - post->filled, own->n[i]);
            flow[0][i] += post->hired;
            flow[1][i] += post->resigned;
            flow[2][i] += post->moved;
        }
        compare_sum(&all->family[FILLED], own, filled, (double)sum->filled, trials);
        oracle_count(&all->family[NOBODY], (double)sum->nobody, trials, nobody);
        for (int k = 0; month % 12 == 11 && k < 3; k++) {
            double flown = oracle_sum(run, 0, month / 12, metrics[k], place, place + 1);
            compare_sum(&all->family[HIRES + k], own, flow[k], flown, trials);
            flow[k][0] = flow[k][1] = 0;
        }
    }
}

/* Flows of all municipalities over the horizon: the error is that between blocks, the expectation the recurrence's. */
static void judge_horizon(const oracle_run *run, rk_metric metric, double expected, const char *claim)
{
    oracle_family family = {.claim = claim};
    rk_summary summary = rk_ensemble_summary(run->ensemble, 0, metric);
    oracle_compare(&family, summary.mean, expected, summary.error);
    oracle_judge_one_percent(&family);
}

static void judge(const oracle_run *run, const char *what, const cohort_rules rules[2], bool half_vacant)
{
    claims all = claims_of(what);
    for (size_t place = 0; place < PLACES; place++) {
        const cohort_rules *own = &rules[place >= CITIES];
        double n = posts_by_place[place % 5], filled = half_vacant ? floor(n / 2) : n;
        desk posts = {.rules = own, .n = {filled, n - filled}};
        posts.post[0] = cohort_start(own, FOUND);
        posts.post[1] = (cohort_post){.early = 1}; /* found vacant: in time for the next April */
        judge_place(run, place, &posts, &all);
    }
    for (int i = 0; i < N_CLAIMS; i++) {
        oracle_family *family = &all.family[i];
        family->claim = all.claim[i];
        oracle_judge(family);
        if (i >= HIRES && family->expected > 0) {
            judge_horizon(run,
                          (const rk_metric[]){RK_METRIC_HIRES, RK_METRIC_RESIGNATIONS, RK_METRIC_ROTATIONS}[i - HIRES],
                          family->expected / run->n_replications, all.claim[i]);
        }
    }
}

/* ---- The claims ---- */

static void stocks_of_specialists_follow_the_recurrence(void **unused)
{
    (void)unused;
    oracle_run run = oracle_live_sums(scenario, NULL, oracle_many(20000), NULL);
    judge(&run, "specialists", (const cohort_rules[]){specialists(false), specialists(true)}, false);
    oracle_end(&run);
}

static void posts_found_vacant_meet_the_round_of_the_first_day(void **unused)
{
    (void)unused;
    static const char *const settings[] = {"data.municipalities=careers-vacant.csv", "seed=2", "years=6", NULL};
    oracle_run run = oracle_live_sums(scenario, settings, oracle_many(20000), NULL);
    judge(&run, "half vacant", (const cohort_rules[]){specialists(false), specialists(true)}, true);
    oracle_end(&run);
}

static void stocks_of_regular_staff_follow_it_with_rotation(void **unused)
{
    (void)unused;
    static const char *const settings[] = {"establishment_contract=regular", "processes.rotation=on", "seed=3", NULL};
    oracle_run run = oracle_live_sums(scenario, settings, oracle_many(20000), NULL);
    cohort_rules rules = regulars(2.5, 4, 2);
    judge(&run, "rotation", (const cohort_rules[]){rules, rules}, false);
    oracle_end(&run);
}

/* Without resignation a post is a discrete renewal process, and its rotations an April are those of the Weibull alone.
 */
static void rotations_follow_the_renewal_of_another_weibull(void **unused)
{
    (void)unused;
    static const char *const settings[] = {"establishment_contract=regular",
                                           "processes.rotation=on",
                                           "processes.resignation=off",
                                           "rotation.shape=1.3",
                                           "rotation.scale=6.5 years",
                                           "rotation.minimum=1 years",
                                           "seed=4",
                                           "years=25",
                                           NULL};
    oracle_run run = oracle_live_sums(scenario, settings, oracle_many(20000), NULL);
    cohort_rules rules = regulars(1.3, 6.5, 1);
    rules.quit_year = 0;
    judge(&run, "rotation alone", (const cohort_rules[]){rules, rules}, false);
    oracle_end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stocks_of_specialists_follow_the_recurrence),
        cmocka_unit_test(posts_found_vacant_meet_the_round_of_the_first_day),
        cmocka_unit_test(stocks_of_regular_staff_follow_it_with_rotation),
        cmocka_unit_test(rotations_follow_the_renewal_of_another_weibull),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
