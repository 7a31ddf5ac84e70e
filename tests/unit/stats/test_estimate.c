/* Errors by blocks where the answer is known in closed form, Student's t against tables, and the run's table. */
#include "stats/summary.h"
#include "stats/tally.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void a_hair_of_variance_far_from_zero_survives(void **unused)
{
    (void)unused;
    /* Two blocks of 16 around 10^15 yen, one yen per replication apart: mean 10^15 + 1/2, error 1/2 exactly. */
    const int64_t high = 16 * (INT64_C(1000000000000000) + 1), low = 16 * INT64_C(1000000000000000);
    rk_weight weight = {.n_replications = 32, .n_blocks = 2, .n_squared = 512};
    rk_moment moment = {
        .sum = high + low, .weighted = 16 * (high + low), .square = (__int128)high * high + (__int128)low * low};
    rk_estimate estimate = rk_moment_estimate(&moment, &weight, 1);
    assert_true(estimate.mean == 1000000000000000.5);
    assert_true(estimate.error == 0.5);
    assert_true(estimate.variance == 0.25 * 32);
}

static void equal_replications_have_no_error_however_uneven_the_blocks(void **unused)
{
    (void)unused;
    static const int64_t sizes[] = {5, 16, 16, 16, 16, 16, 16, 11};
    for (int64_t value = -3000000007; value <= 3000000007; value += 1500000001) {
        rk_weight weight = {0};
        rk_moment moment = {0};
        for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
            int64_t sum = sizes[i] * value;
            weight.n_replications += sizes[i];
            weight.n_blocks++;
            weight.n_squared += sizes[i] * sizes[i];
            moment.sum += sum;
            moment.weighted += sizes[i] * sum;
            moment.square += (__int128)sum * sum;
        }
        rk_estimate estimate = rk_moment_estimate(&moment, &weight, 1000);
        assert_true(estimate.mean == (double)value / 1000);
        assert_true(estimate.error == 0);
    }
}

/* The ratio estimator by hand: blocks of 2 and 1 replications with sums 4 and 5. Mean 3; residuals 4 - 6 and 5 - 3;
 * error^2 = (4 + 4) / 3^2 * 2 / 1 = 16 / 9. */
static void an_uneven_last_block_counts_by_its_size(void **unused)
{
    (void)unused;
    rk_weight weight = {.n_replications = 3, .n_blocks = 2, .n_squared = 5};
    rk_moment moment = {.sum = 9, .weighted = 13, .square = 41};
    rk_estimate estimate = rk_moment_estimate(&moment, &weight, 1);
    assert_true(estimate.mean == 3);
    assert_true(fabs(estimate.error - 4.0 / 3) < 1e-15);
}

/* Too large for the exact path: the variance of blocks +-A is A^2 all the same. */
static void huge_sums_do_not_overflow(void **unused)
{
    (void)unused;
    const int64_t a = INT64_C(1) << 52, n_blocks = 4096;
    rk_weight weight = {.n_replications = 16 * n_blocks, .n_blocks = n_blocks, .n_squared = 256 * n_blocks};
    rk_moment moment = {.square = (__int128)a * a * n_blocks};
    rk_estimate estimate = rk_moment_estimate(&moment, &weight, 1);
    double expected = (double)a / 16 / sqrt((double)(n_blocks - 1));
    assert_true(estimate.mean == 0);
    assert_true(fabs(estimate.error / expected - 1) < 1e-15);
}

/* 3,125 replications of 2.3 10^12 yen in each of 32 randomisations: sizes times sums add up to more than 2^63. */
static void weights_of_a_long_run_do_not_overflow(void **unused)
{
    (void)unused;
    rk_weight weight = {.n_replications = 100000, .n_blocks = 32, .n_squared = 32 * 3125 * 3125};
    rk_moment moment = {0};
    for (int r = 0; r < 32; r++) {
        int64_t sum = 3125 * (INT64_C(2300000000000) + (r % 2 == 0 ? 4000000000 : -4000000000));
        moment.sum += sum;
        moment.weighted = (int64_t)((uint64_t)moment.weighted + UINT64_C(3125) * (uint64_t)sum);
        moment.square += (__int128)sum * sum;
    }
    rk_estimate estimate = rk_moment_estimate(&moment, &weight, 1);
    assert_true(estimate.mean == 2.3e12);
    assert_true(fabs(estimate.error / (4e9 / sqrt(31.0)) - 1) < 1e-12);
}

static void one_block_has_a_mean_and_no_error(void **unused)
{
    (void)unused;
    rk_weight weight = {.n_replications = 16, .n_blocks = 1, .n_squared = 256};
    rk_moment moment = {.sum = 160, .weighted = 2560, .square = 25600};
    rk_estimate estimate = rk_moment_estimate(&moment, &weight, 1);
    assert_true(estimate.mean == 10);
    assert_true(isnan(estimate.error) && isnan(estimate.variance));
    weight = (rk_weight){0};
    assert_true(isnan(rk_moment_estimate(&moment, &weight, 1).mean));
}

/* NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2, column 0.975. */
static void student_t_is_that_of_the_tables(void **unused)
{
    (void)unused;
    static const struct {
        int64_t n_blocks;
        double t;
    } table[] = {{2, 12.706}, {3, 4.303}, {6, 2.571}, {11, 2.228}, {31, 2.042}, {101, 1.984}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        assert_true(fabs(rk_t_95(table[i].n_blocks) - table[i].t) < 0.0005001);
    }
    assert_true(isnan(rk_t_95(1)));
}

/* ---- The run's table ---- */

static void fold_two_blocks(rk_tally *tally, int64_t baseline_step, int64_t model_step)
{
    static int64_t baseline[RK_N_METRICS][RK_LANES], model[RK_N_METRICS][RK_LANES];
    for (int block = 0; block < 2; block++) {
        RK_FOR_LANES(lane)
        {
            baseline[RK_METRIC_BACKLOG][lane] = 5000 + block * baseline_step;
            model[RK_METRIC_BACKLOG][lane] = 3000 + block * model_step;
        }
        rk_tally_fold_totals(tally, 0, (const int64_t(*)[RK_LANES])baseline, NULL, 0, RK_LANES);
        rk_tally_fold_totals(tally, 1, (const int64_t(*)[RK_LANES])model,
                             (const int64_t(*)[RK_LANES])baseline, 0, RK_LANES);
        rk_tally_count(tally, (uint32_t)block, RK_LANES);
    }
}

static void the_summary_pairs_models_and_says_what_pairing_gained(void **unused)
{
    (void)unused;
    static const size_t group_first[] = {0, 1};
    rk_shape shape = {.n_models = 2, .n_years = 1, .n_columns = 1, .n_groups = 1, .group_first = group_first, .inner = RK_LANES};
    rk_tally *tally;
    assert_int_equal(rk_tally_new(&shape, &tally), RK_OK);
    fold_two_blocks(tally, 400, 500);
    rk_summary summary = rk_tally_summary(tally, 1, RK_METRIC_BACKLOG);
    assert_true(fabs(summary.mean - 3.25) < 1e-15);
    assert_true(fabs(summary.error - 0.25) < 1e-15);
    assert_true(fabs(summary.difference + 1.95) < 1e-15);
    assert_true(fabs(summary.difference_error - 0.05) < 1e-15);
    assert_true(fabs(summary.difference_high - (-1.95 + 0.05 * 12.7062047)) < 1e-8);
    assert_true(fabs(summary.difference_low - (-1.95 - 0.05 * 12.7062047)) < 1e-8);
    assert_true(fabs(summary.variance_factor - (0.25 * 0.25 + 0.2 * 0.2) / (0.05 * 0.05)) < 1e-10);
    summary = rk_tally_summary(tally, 0, RK_METRIC_BACKLOG);
    assert_true(summary.difference == 0 && summary.difference_error == 0 && isnan(summary.variance_factor));
    rk_tally_free(tally);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hair_of_variance_far_from_zero_survives),
        cmocka_unit_test(equal_replications_have_no_error_however_uneven_the_blocks),
        cmocka_unit_test(an_uneven_last_block_counts_by_its_size),
        cmocka_unit_test(huge_sums_do_not_overflow),
        cmocka_unit_test(weights_of_a_long_run_do_not_overflow),
        cmocka_unit_test(one_block_has_a_mean_and_no_error),
        cmocka_unit_test(student_t_is_that_of_the_tables),
        cmocka_unit_test(the_summary_pairs_models_and_says_what_pairing_gained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
