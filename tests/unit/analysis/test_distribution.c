/* Quantiles, expected shortfall and their errors against the normal distribution and against their own scatter. */
#include "analysis/distribution.h"

#include "ran.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N = 3200, N_RUNS = 160 };

/* Replications of a block share half of their variance. */
static void fill(double *values, unsigned run)
{
    for (size_t i = 0; i < N; i++) {
        values[i] = sqrt(0.5) * (hand_normal(2 * run + 1, i) + hand_normal(2 * run + 2, i / RK_INNER_MIN));
    }
}

static void quantiles_and_shortfall_are_those_of_the_normal_distribution(void **unused)
{
    (void)unused;
    double values[N], work[N];
    rk_reading *reading = hand_open(1, N, true);
    rk_distribution of;
    fill(values, 0);
    rk_distribution_of(reading, values, work, &of);
    for (int i = 0; i < RK_N_QUANTILES; i++) {
        double z = gsl_cdf_ugaussian_Pinv(rk_quantile_shares[i]);
        assert_true(of.low[i] < z && z < of.high[i]);
        assert_true(of.low[i] < of.quantile[i] && of.quantile[i] < of.high[i]);
    }
    for (int i = 0; i < RK_N_TAILS; i++) {
        double z = gsl_cdf_ugaussian_Pinv(rk_tail_shares[i]);
        double closed = gsl_ran_ugaussian_pdf(z) / (1.0 - rk_tail_shares[i]);
        assert_true(fabs(of.tail[i].mean - closed) < 3.5 * of.tail[i].error);
    }
    hand_close(reading);
}

/* The mean of squared errors against the scatter of what they are errors of; 160 runs know it to 11 %. */
static void errors_are_as_large_as_the_scatter_over_runs(void **unused)
{
    (void)unused;
    double values[N], work[N], influence[N];
    double sum[3] = {0}, squares[3] = {0}, claimed[3] = {0};
    rk_reading *reading = hand_open(1, N, true);
    double factor = rk_interval_factor(reading, 0.95, 1);
    for (unsigned run = 0; run < N_RUNS; run++) {
        rk_distribution of;
        fill(values, run);
        rk_distribution_of(reading, values, work, &of);
        memcpy(work, values, sizeof work);
        double p90 = rk_quantile(work, N, 0.9);
        memset(influence, 0, sizeof influence);
        rk_quantile_influence(reading, values, work, 0.9, 1.0, influence);
        double woodruff = (of.high[3] - of.low[3]) / (2.0 * factor),
               linear = rk_mean_by_blocks(reading, influence).error;
        const double figures[3] = {p90, p90, of.tail[0].mean}, errors[3] = {woodruff, linear, of.tail[0].error};
        for (int i = 0; i < 3; i++) {
            sum[i] += figures[i];
            squares[i] += figures[i] * figures[i];
            claimed[i] += errors[i] * errors[i];
        }
    }
    for (int i = 0; i < 3; i++) {
        double scatter = (squares[i] - sum[i] * sum[i] / N_RUNS) / (N_RUNS - 1), ratio = claimed[i] / N_RUNS / scatter;
        assert_true(ratio > 0.7 && ratio < 1.4);
    }
    hand_close(reading);
}

static void a_chance_never_seen_has_an_upper_bound(void **unused)
{
    (void)unused;
    double low, high;
    rk_reading *reading = hand_open(1, 160, true);
    double z = rk_interval_factor(reading, 0.95, 1);
    rk_share_interval(reading, (rk_figure_by_blocks){0.0, 0.0}, &low, &high);
    assert_true(low == 0.0);
    assert_true(fabs(high - z * z / (10.0 + z * z)) < 1e-12); /* ten blocks */
    rk_share_interval(reading, (rk_figure_by_blocks){0.3, sqrt(0.3 * 0.7 / 50.0)}, &low, &high);
    double middle = (0.3 + z * z / 100.0) / (1.0 + z * z / 50.0);
    assert_true(fabs((low + high) / 2.0 - middle) < 1e-12);
    assert_true(fabs((low - 0.3) * (low - 0.3) - z * z * low * (1.0 - low) / 50.0) < 1e-12); /* Wilson's equation */
    hand_close(reading);
}

static void what_never_changes_has_no_error(void **unused)
{
    (void)unused;
    double values[160], work[160];
    rk_distribution of;
    rk_reading *reading = hand_open(1, 160, false);
    for (size_t i = 0; i < 160; i++) {
        values[i] = 2.5;
    }
    rk_distribution_of(reading, values, work, &of);
    assert_true(of.quantile[0] == 2.5 && of.tail[1].mean == 2.5 && of.mean.mean == 2.5);
    assert_true(of.low[4] == 2.5 && of.high[4] == 2.5 && of.tail[0].error == 0.0 && of.mean.error == 0.0);
    hand_close(reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_and_shortfall_are_those_of_the_normal_distribution),
        cmocka_unit_test(errors_are_as_large_as_the_scatter_over_runs),
        cmocka_unit_test(a_chance_never_seen_has_an_upper_bound),
        cmocka_unit_test(what_never_changes_has_no_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
