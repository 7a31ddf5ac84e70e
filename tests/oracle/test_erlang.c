/* Experts on request in equilibrium: with Poisson requests and exponential lengths the pool is M/M/c, or M/M/c/c where
 * nobody waits, so Erlang's formulas give the shares that wait and are refused, and the mean wait.
 *
 * The queue starts empty. After three years that is forgotten: its slowest mode decays at (sqrt(c) - sqrt(R))^2 /
 * length a month, which is below 10^-10 by then in all cases here. What happens in later years is the run over 20 years
 * less the run over three, replication by replication, since a longer run goes on where a shorter one ends. */
#include "erlang.h"
#include "oracle.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FIRST_YEARS = 3, YEARS = 20, SETTINGS = 24, LENGTH = 96, RUNS_MAX = 23000, MODELS_MAX = 2 };
enum { ASKED, WAITED, REFUSED, WAIT, SUPPORT, N_KEPT };

static const char scenario[] = "tests/bench/erlang.yaml";
static const rk_metric metrics[N_KEPT] = {RK_METRIC_REQUESTS, RK_METRIC_REQUESTS_WAITED, RK_METRIC_REQUESTS_REFUSED,
                                          RK_METRIC_REQUEST_WAIT, RK_METRIC_SUPPORT};

/* ---- Late years ---- */

static float kept[MODELS_MAX][N_KEPT][RUNS_MAX]; /* whole numbers far below 2^24 */

static void keep(const rk_replicates *batch, float sign)
{
    for (size_t model = 0; model < batch->shape->n_models; model++) {
        for (uint32_t row = 0; row < batch->n_rows; row++) {
            const int64_t *values = rk_replicates_row(batch, model, 0, row);
            for (int k = 0; k < N_KEPT; k++) {
                size_t column = rk_replicates_column(batch->shape, metrics[k], batch->shape->n_years);
                kept[model][k][batch->first + row] += sign * (float)values[column];
            }
        }
    }
}

static void add_batch(const rk_replicates *batch)
{
    keep(batch, 1);
}

static void take_batch(const rk_replicates *batch)
{
    keep(batch, -1);
}

/* A pool of its own: so many members that make so many requests a month each, of so many days, and so many experts. */
typedef struct {
    int members, experts;
    double requests, days; /* of an expert's month of 20 */
} pool_case;

static double load_of(const pool_case *pool)
{
    return pool->members * pool->requests * pool->days / 20;
}

static char texts[SETTINGS][LENGTH];
static const char *settings[SETTINGS + 1];

static void set(int n, const char *format, double value)
{
    snprintf(texts[n], LENGTH, format, value);
    settings[n] = texts[n];
    settings[n + 1] = NULL;
}

static void settings_of(const pool_case *pool, int years)
{
    static const char *const models[2] = {"wait", "refuse"};
    int n = 0;
    set(n++, "years=%.0f", years);
    set(n++, "experts.travel_loss=%.0f %%", 0);
    set(n++, pool->members == 1 ? "municipalities=['38201']" : "seed=%.0f", 1);
    for (int m = 0; m < 2; m++) {
        char format[LENGTH];
        snprintf(format, LENGTH, "models.%s.experts.number=%%.0f", models[m]);
        set(n++, format, pool->experts);
        snprintf(format, LENGTH, "models.%s.experts.requests=%%.9g /month", models[m]);
        set(n++, format, pool->requests);
        snprintf(format, LENGTH, "models.%s.experts.request_days=%%.9g days", models[m]);
        set(n++, format, pool->days);
    }
}

/* Fills kept with the late years, and returns all of them. Also: a longer run begins with the shorter one, to the bit.
 */
static oracle_run live_late(const pool_case *pool, uint32_t n)
{
    assert_true(n <= RUNS_MAX);
    memset(kept, 0, sizeof kept);
    settings_of(pool, YEARS);
    oracle_run all = oracle_live_sums(scenario, settings, n, add_batch);
    settings_of(pool, FIRST_YEARS);
    oracle_run first = oracle_live_sums(scenario, settings, n, take_batch);
    for (size_t model = 0; model < 2; model++) {
        for (size_t year = 0; year < FIRST_YEARS; year++) {
            for (int k = 0; k < N_KEPT; k++) {
                double longer = oracle_sum(&all, model, year, metrics[k], 0, all.shape->n_columns);
                assert_true(longer == oracle_sum(&first, model, year, metrics[k], 0, all.shape->n_columns));
            }
        }
    }
    oracle_end(&first);
    return all;
}

/* Compare a sum over late years with so much per request, or (of < 0) so much in all. */
static void compare(oracle_family *family, uint32_t n, size_t model, int k, int of, double expected)
{
    double scale = rk_metrics[metrics[k]].scale, sum = 0, squares = 0, requests = 0;
    for (uint32_t i = 0; i < n; i++) {
        double each = of < 0 ? 1 : (double)kept[model][of][i];
        double off = (double)kept[model][k][i] / scale - expected * each;
        sum += off;
        squares += off * off;
        requests += each;
    }
    double error = sqrt((squares - sum * sum / n) / (n - 1.0) * n) / requests;
    oracle_compare(family, expected + sum / requests, expected, error);
}

/* Every late year is like the next: of all members together in a pool of one. */
static void judge_years(const oracle_run *run, double waits, double refused)
{
    oracle_family family = {.claim = "each late year's requests that wait and are refused"};
    rk_weight weight = rk_tally_weight(run->tally);
    for (size_t year = FIRST_YEARS; year < YEARS; year++) {
        rk_moment waited = rk_tally_level(run->tally, 0, year, RK_METRIC_REQUESTS_WAITED, 0);
        rk_moment gone = rk_tally_level(run->tally, 1, year, RK_METRIC_REQUESTS_REFUSED, 0);
        rk_estimate one = rk_moment_estimate(&waited, &weight, 1), other = rk_moment_estimate(&gone, &weight, 1);
        oracle_compare(&family, one.mean, waits, one.error);
        oracle_compare(&family, other.mean, refused, other.error);
    }
    oracle_judge(&family);
}

/* ---- The claims ---- */

static void judge_pool(const pool_case *pool, uint32_t n, bool one_percent)
{
    double load = load_of(pool), months = 12 * (YEARS - FIRST_YEARS), length = pool->days / 20;
    double c = pool->experts, waits = erlang_c(pool->experts, load), refused = erlang_b(pool->experts, load);
    char claim[N_KEPT][64];
    static const char *const of[N_KEPT] = {"requests", "share waiting", "share refused", "mean wait",
                                           "experts at work"};
    oracle_family family[N_KEPT] = {0};
    for (int k = 0; k < N_KEPT; k++) {
        snprintf(claim[k], sizeof claim[k], "R = %.3g, c = %d, %s", load, pool->experts, of[k]);
        family[k].claim = claim[k];
    }
    oracle_run run = live_late(pool, n);
    compare(&family[ASKED], n, 0, ASKED, -1, load / length * months);
    compare(&family[WAITED], n, 0, WAITED, ASKED, waits);
    compare(&family[REFUSED], n, 1, REFUSED, ASKED, refused);
    compare(&family[WAIT], n, 0, WAIT, ASKED, waits * length / (c - load));
    compare(&family[SUPPORT], n, 0, SUPPORT, -1, load * months);
    compare(&family[SUPPORT], n, 1, SUPPORT, -1, load * (1 - refused) * months);
    for (int k = 0; k < N_KEPT; k++) {
        if (one_percent && k != WAIT) { /* the wait's spread is too wide for that */
            oracle_judge_one_percent(&family[k]);
        } else {
            oracle_judge(&family[k]);
        }
    }
    if (pool->members == 1) {
        judge_years(&run, 12 * load / length * waits, 12 * load / length * refused);
    }
    oracle_end(&run);
}

static void shares_that_wait_and_are_refused_are_erlangs(void **unused)
{
    (void)unused;
    static const pool_case pools[] = {{20, 3, 0.1, 10},  {20, 8, 0.5, 10},  {20, 9, 0.5, 10},
                                      {20, 14, 1.0, 10}, {20, 16, 1.0, 10}, {20, 6, 0.237, 13.7}};
    for (size_t i = 0; i < sizeof pools / sizeof pools[0]; i++) {
        judge_pool(&pools[i], oracle_many(1200), false);
    }
}

static void they_show_no_bias_of_one_percent(void **unused)
{
    (void)unused;
    judge_pool(&(pool_case){1, 8, 10, 10}, oracle_many(23000), true);
}

/* Twice ten members ask for R = 5 of two pools, or for R = 10 of one: the fewest experts with whom at most
 * one request in five waits are eight each, or fourteen together (Tijms, table 5.3.2). The square-root rule says that
 * two equal pools merged save (2 - sqrt 2) beta sqrt R of R + beta sqrt R each. */
static void a_merged_pool_saves_what_the_square_root_rule_says(void **unused)
{
    (void)unused;
#define POOL(number, members)                                                                                          \
    "{experts: {number: " #number ", requests: 1 /month, request_need: 0, request_days: 10 days, "                     \
    "patience: 100000 months, priority: arrival, members: " members "}}"
#define WEST "['38201', '38202', '38203', '38204', '38205', '38206', '38207', '38210', '38213', '38214']"
#define EAST "['38215', '38356', '38386', '38401', '38402', '38422', '38442', '38484', '38488', '38506']"
    static const char *const many[] = {"baseline=seven",
                                       "models.seven={instruments: [" POOL(7, WEST) ", " POOL(7, EAST) "]}",
                                       "models.eight={instruments: [" POOL(8, WEST) ", " POOL(8, EAST) "]}",
                                       "models.thirteen={instruments: [" POOL(13, "all") "]}",
                                       "models.fourteen={instruments: [" POOL(14, "all") "]}",
                                       NULL};
    static const struct {
        const char *key;
        int experts;
        double load;
    } models[4] = {{"seven", 7, 5}, {"eight", 8, 5}, {"thirteen", 13, 10}, {"fourteen", 14, 10}};
    oracle_family family = {.claim = "share waiting in two pools and one"};
    oracle_run run = oracle_live_sums(scenario, many, oracle_many(1600), NULL);
    for (int i = 0; i < 4; i++) {
        size_t model = rk_scenario_model_find(run.scenario, models[i].key);
        double waits = erlang_c(models[i].experts, models[i].load), waited = 0, asked = 0;
        double error = rk_ensemble_summary(run.ensemble, model, RK_METRIC_REQUESTS_WAITED).error;
        for (size_t year = FIRST_YEARS; year < YEARS; year++) {
            waited += oracle_sum(&run, model, year, RK_METRIC_REQUESTS_WAITED, 0, 20);
            asked += oracle_sum(&run, model, year, RK_METRIC_REQUESTS, 0, 20);
        }
        /* The error of all years' sum is at least that of the late ones. */
        oracle_compare(&family, waited / asked, waits, error * run.n_replications / asked);
        assert_true((waited / asked <= 0.2) == (models[i].experts % 2 == 0));
    }
    oracle_judge(&family);
    double beta = (8 - 5) / sqrt(5), saved = 2 * 8 - 14;
    assert_true(fabs(saved - (2 - sqrt(2)) * beta * sqrt(5)) < 1); /* 2 for 1.76: experts are whole */
    oracle_end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_that_wait_and_are_refused_are_erlangs),
        cmocka_unit_test(they_show_no_bias_of_one_percent),
        cmocka_unit_test(a_merged_pool_saves_what_the_square_root_rule_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
