/* Blocks of several strides: variance of luck and of assumptions, and errors of municipalities, against closed forms.
 *
 * The renewal problem (test_renewal.c) with one uncertain number: p, the chance of a month to leave, is uniform, the
 * same in a block, and drawn independently of block to block. Given p, filled posts of a municipality with n posts,
 * summed over months, have the mean n M(p) and the variance n V(p), with g(t) = f(t) (1 - f(t)) and
 *
 *     M = sum over t of f(t),   V = sum over t of g(t) (1 + 2 sum over k of (1 - p - q)^k),   k = 1 .. months left
 *
 * So luck is n E V and assumptions are n^2 Var M, whatever the size of a block; a mean over B blocks of i replications
 * has the variance (n^2 Var M + n E V / i) / B. */
#include "oracle.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static const char scenario[] = "tests/bench/renewal.yaml";
static const uint32_t inners[] = {16, 48, 64};
enum { N_INNERS = sizeof inners / sizeof inners[0], N_MONTHS = 12, N_POSTS = 584 };

#define LOW 0.02
#define HIGH 0.03
#define FILL 0.08

/* ---- Closed forms ---- */

static void given(double p, double *mean, double *variance)
{
    double f = 1.0, stays = 1.0 - p - FILL;
    *mean = *variance = 0.0;
    for (int t = 0; t < N_MONTHS; t++) {
        f = f * (1.0 - p) + (1.0 - f) * FILL;
        double left = N_MONTHS - 1 - t, later = stays * (1.0 - pow(stays, left)) / (1.0 - stays);
        *mean += f;
        *variance += f * (1.0 - f) * (1.0 + 2.0 * later);
    }
}

/* Of one post: E V and Var M over p, by the midpoint rule. */
static void expected(double *luck, double *assumptions)
{
    enum { N = 20000 };
    double mean, variance, sum = 0.0, squares = 0.0;
    *luck = 0.0;
    for (int i = 0; i < N; i++) {
        given(LOW + (HIGH - LOW) * (i + 0.5) / N, &mean, &variance);
        sum += mean / N;
        squares += mean * mean / N;
        *luck += variance / N;
    }
    *assumptions = squares - sum * sum;
}

/* ---- Runs ---- */

static oracle_run live(uint32_t inner, const char *seed, uint32_t n_blocks)
{
    char blocks[32], start[32];
    snprintf(blocks, sizeof blocks, "inner=%u", inner);
    snprintf(start, sizeof start, "seed=%s", seed);
    const char *const settings[] = {"quits.external=uniform(2, 3) %/month", "years=1", blocks, start, NULL};
    return oracle_live_sums(scenario, settings, n_blocks * inner, NULL);
}

static void luck_and_assumptions_are_told_apart_in_blocks_of_any_size(void **unused)
{
    (void)unused;
    oracle_family luck = {.claim = "variance of luck"}, assumptions = {.claim = "variance of assumptions"};
    double of_luck, of_assumptions;
    expected(&of_luck, &of_assumptions);
    for (size_t i = 0; i < N_INNERS; i++) {
        oracle_run run = live(inners[i], "5", oracle_many(640));
        rk_summary summary = rk_ensemble_summary(run.ensemble, 0, RK_METRIC_FILLED_POST_MONTHS);
        oracle_compare(&luck, summary.variance_luck, N_POSTS * of_luck, summary.variance_luck_error);
        oracle_compare(&assumptions, summary.variance_assumptions, (double)N_POSTS * N_POSTS * of_assumptions,
                       summary.variance_assumptions_error);
        printf("# blocks of %u: luck to %.1f %%, assumptions to %.1f %%\n", inners[i],
               100.0 * summary.variance_luck_error / summary.variance_luck,
               100.0 * summary.variance_assumptions_error / summary.variance_assumptions);
        if (oracle_is_quick()) {
            assert_true(summary.variance_luck_error < 0.03 * summary.variance_luck);
            assert_true(summary.variance_assumptions_error < 0.08 * summary.variance_assumptions);
        }
        oracle_end(&run);
    }
    oracle_judge(&luck);
    oracle_judge(&assumptions);
}

/* ---- Errors ---- */

enum { SEEDS = 250, BLOCKS = 12, IWAKI = 3, POSTS_OF_IWAKI = 47 }; /* row 3 of the table, with most posts */

/* Over seeds: how far the mean of a municipality is spread, and the mean of the squared errors that runs tell. */
typedef struct {
    double spread, told;
} errors;

static rk_estimate estimate_of(const rk_scenario *from, uint64_t seed, uint32_t inner)
{
    rk_run_options options = rk_run_options_of(from);
    rk_ensemble *ensemble = NULL;
    options.seed = seed;
    options.n_replications = BLOCKS * inner;
    assert_int_equal(rk_ensemble_open(from, &options, &ensemble), RK_OK);
    while (!rk_ensemble_done(ensemble)) {
        assert_int_equal(rk_ensemble_advance(ensemble), RK_OK);
    }
    const rk_tally *tally = rk_ensemble_tally(ensemble);
    rk_moment moment = rk_tally_level(tally, 0, 0, RK_METRIC_FILLED_POST_MONTHS, IWAKI);
    rk_weight weight = rk_tally_weight(tally);
    rk_estimate estimate = rk_moment_estimate(&moment, &weight, 1);
    rk_ensemble_close(ensemble);
    return estimate;
}

static errors errors_of(uint32_t inner, uint32_t n_seeds)
{
    errors out = {0.0, 0.0};
    double sum = 0.0, squares = 0.0, n = n_seeds;
    oracle_run run = live(inner, "1", 1);
    for (uint64_t seed = 1; seed <= n_seeds; seed++) {
        rk_estimate estimate = estimate_of(run.scenario, seed, inner);
        sum += estimate.mean;
        squares += estimate.mean * estimate.mean;
        out.told += estimate.error * estimate.error / n;
    }
    out.spread = (squares - sum * sum / n) / (n - 1.0);
    oracle_end(&run);
    return out;
}

/* The square of an error from B blocks is known to the root of 2 / (B - 1), and so is the spread of so many means. */
static void errors_of_municipalities_are_right_in_blocks_of_any_size(void **unused)
{
    (void)unused;
    oracle_family told = {.claim = "squared errors that runs tell"}, spread = {.claim = "spread of means over seeds"};
    double of_luck, of_assumptions, posts = POSTS_OF_IWAKI, n = oracle_is_quick() ? SEEDS : SEEDS / 20;
    expected(&of_luck, &of_assumptions);
    for (size_t i = 0; i < N_INNERS; i++) {
        errors seen = errors_of(inners[i], (uint32_t)n);
        double truth = (posts * posts * of_assumptions + posts * of_luck / inners[i]) / BLOCKS;
        oracle_compare(&told, seen.told, truth, truth * sqrt(2.0 / (BLOCKS - 1) / n));
        oracle_compare(&spread, seen.spread, truth, truth * sqrt(2.0 / (n - 1.0)));
        printf("# blocks of %u: told %.4f, spread %.4f, expected %.4f\n", inners[i], seen.told, seen.spread, truth);
    }
    oracle_judge(&told);
    oracle_judge(&spread);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(luck_and_assumptions_are_told_apart_in_blocks_of_any_size),
        cmocka_unit_test(errors_of_municipalities_are_right_in_blocks_of_any_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
