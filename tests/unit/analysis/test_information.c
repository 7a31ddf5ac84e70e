/* The value of information against closed forms: two models whose difference is normal, given the assumptions.
 *
 * Difference = m + a x + b y + luck, all standard normal. Knowing x is worth a U(|m| / a), knowing both s U(|m| / s)
 * with s^2 = a^2 + b^2, where U(z) = f(z) - z (1 - F(z)) is the unit normal loss integral (Raiffa and Schlaifer 1961).
 */
#include "analysis/information.h"

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

enum { BLOCKS = 640, LIVES = 16, FOLDS = 32 };

typedef struct {
    unsigned char fold[BLOCKS];
    double mean[2 * BLOCKS], lives[2 * BLOCKS * LIVES], x[BLOCKS], y[BLOCKS], z[BLOCKS];
    rk_choice choice;
} problem;

static double loss(double z)
{
    return gsl_ran_ugaussian_pdf(z) - z * gsl_cdf_ugaussian_Q(z);
}

static void make(problem *of, unsigned run, double m, double a, double b, double luck)
{
    for (size_t i = 0; i < BLOCKS; i++) {
        of->fold[i] = (unsigned char)(i % FOLDS);
        of->x[i] = hand_normal(8 * run, i);
        of->y[i] = hand_normal(8 * run + 1, i);
        of->z[i] = hand_normal(8 * run + 2, i);
        of->mean[i] = of->mean[BLOCKS + i] = 0.0;
        for (size_t k = 0; k < LIVES; k++) {
            double shared =
                50.0 * hand_normal(8 * run + 3, i * LIVES + k); /* common to both: cancels in the difference */
            double own = luck * hand_normal(8 * run + 4, i * LIVES + k);
            of->lives[i * LIVES + k] = shared;
            of->lives[(BLOCKS + i) * LIVES + k] = shared + m + a * of->x[i] + b * of->y[i] + own;
            of->mean[i] += of->lives[i * LIVES + k] / LIVES;
            of->mean[BLOCKS + i] += of->lives[(BLOCKS + i) * LIVES + k] / LIVES;
        }
    }
    of->choice = (rk_choice){.n_models = 2,
                             .n_blocks = BLOCKS,
                             .n_folds = FOLDS,
                             .fold = of->fold,
                             .mean = of->mean,
                             .replication = of->lives,
                             .n_lives = LIVES};
}

static problem hand;

static void knowing_everything_is_worth_the_normal_loss_integral(void **unused)
{
    (void)unused;
    const double means[] = {0.0, -0.7, 1.3};
    for (unsigned i = 0; i < 3; i++) {
        rk_worth all;
        make(&hand, i, means[i], 0.8, 0.6, 2.0); /* luck leaves 0.5 in block means, half of what assumptions do */
        assert_int_equal(rk_worth_of_all(&hand.choice, &all), RK_OK);
        double closed = loss(fabs(means[i]));
        assert_true(fabs(all.value - closed) < 3.0 * all.error);
        assert_true(all.error < 0.2 * closed + 0.01);
    }
}

static void luck_is_not_taken_for_knowledge(void **unused)
{
    (void)unused;
    rk_worth with, blind;
    make(&hand, 5, 0.0, 0.3, 0.0, 4.0);
    assert_int_equal(rk_worth_of_all(&hand.choice, &with), RK_OK);
    hand.choice.replication = NULL; /* all of it, so to speak, assumptions */
    assert_int_equal(rk_worth_of_all(&hand.choice, &blind), RK_OK);
    assert_true(fabs(with.value - 0.3 * loss(0.0)) < 3.0 * with.error);
    assert_true(blind.value - 0.3 * loss(0.0) > 5.0 * blind.error);
}

static void knowing_one_assumption_is_worth_its_part(void **unused)
{
    (void)unused;
    rk_worth x, y, z;
    make(&hand, 9, -0.4, 0.8, 0.6, 2.0);
    assert_int_equal(rk_worth_of_one(&hand.choice, hand.x, &x), RK_OK);
    assert_int_equal(rk_worth_of_one(&hand.choice, hand.y, &y), RK_OK);
    assert_int_equal(rk_worth_of_one(&hand.choice, hand.z, &z), RK_OK);
    assert_true(fabs(x.value - 0.8 * loss(0.4 / 0.8)) < 3.0 * x.error);
    assert_true(fabs(y.value - 0.6 * loss(0.4 / 0.6)) < 3.0 * y.error);
    assert_true(z.value < 3.0 * z.error + 0.01); /* it has no influence */
    assert_true(x.error < 0.05 && y.error < 0.05);
}

/* Over 60 problems the error is as large as the scatter, to 20 %, and the mean is right within its own error. */
static void errors_are_those_of_the_scatter(void **unused)
{
    (void)unused;
    enum { RUNS = 60 };
    double sum[2] = {0}, square[2] = {0}, claimed[2] = {0};
    const double closed[2] = {loss(0.5), 0.8 * loss(0.5 / 0.8)};
    for (unsigned run = 0; run < RUNS; run++) {
        rk_worth worth[2];
        make(&hand, 20 + run, 0.5, 0.8, 0.6, 1.5);
        assert_int_equal(rk_worth_of_all(&hand.choice, &worth[0]), RK_OK);
        assert_int_equal(rk_worth_of_one(&hand.choice, hand.x, &worth[1]), RK_OK);
        for (int k = 0; k < 2; k++) {
            sum[k] += worth[k].value / RUNS;
            square[k] += worth[k].value * worth[k].value / RUNS;
            claimed[k] += worth[k].error * worth[k].error / RUNS;
        }
    }
    for (int k = 0; k < 2; k++) {
        double scatter = (square[k] - sum[k] * sum[k]) * RUNS / (RUNS - 1);
        assert_true(fabs(sum[k] - closed[k]) < 3.0 * sqrt(scatter / RUNS) + 0.01 * closed[k]);
        assert_true(claimed[k] / scatter > 0.5 && claimed[k] / scatter < 2.0);
    }
}

/* A threshold that no straight line sees: the second model is better by 1 where |x| > 1, worse by 1 elsewhere. */
static void a_bent_influence_is_found(void **unused)
{
    (void)unused;
    rk_worth worth;
    double fit[2 * BLOCKS];
    make(&hand, 90, 0.0, 0.0, 0.0, 1.0);
    for (size_t b = 0; b < BLOCKS; b++) {
        for (size_t k = 0; k < LIVES; k++) {
            hand.lives[(BLOCKS + b) * LIVES + k] += fabs(hand.x[b]) > 1.0 ? 1.0 : -1.0;
        }
        hand.mean[BLOCKS + b] += fabs(hand.x[b]) > 1.0 ? 1.0 : -1.0;
    }
    double closed = 2.0 * gsl_cdf_ugaussian_Q(1.0);
    assert_int_equal(rk_worth_of_one(&hand.choice, hand.x, &worth), RK_OK);
    assert_true(worth.value > 0.8 * closed && worth.value < 1.1 * closed);
    assert_int_equal(rk_worth_fit(&hand.choice, hand.x, fit), RK_OK);
    for (size_t b = 0; b < BLOCKS; b++) {
        bool far = fabs(fabs(hand.x[b]) - 1.0) > 0.5;
        assert_true(fit[b] == 0.0);
        assert_true(!far || (fit[BLOCKS + b] > 0.0) == (fabs(hand.x[b]) > 1.0));
    }
}

/* Two levels: what is known of each is its mean. */
static void an_assumption_of_two_levels_is_split_by_them(void **unused)
{
    (void)unused;
    rk_worth worth;
    double level[BLOCKS], sums[2] = {0.0, 0.0};
    make(&hand, 91, 0.0, 0.0, 0.0, 0.5);
    for (size_t b = 0; b < BLOCKS; b++) {
        level[b] = b % 4 == 0 ? 7.0 : 2.0;
        hand.mean[BLOCKS + b] += b % 4 == 0 ? 2.0 : -1.0;
        sums[b % 4 == 0] += hand.mean[BLOCKS + b] - hand.mean[b];
    }
    assert_int_equal(rk_worth_of_one(&hand.choice, level, &worth), RK_OK);
    double plain = (fmax(sums[0], 0.0) + fmax(sums[1], 0.0) - fmax(sums[0] + sums[1], 0.0)) / BLOCKS;
    assert_true(fabs(worth.value - plain) < 0.02 * plain);
}

static void identical_models_leave_nothing_to_know(void **unused)
{
    (void)unused;
    rk_worth all, one;
    make(&hand, 92, 0.0, 0.0, 0.0, 0.0);
    assert_int_equal(rk_worth_of_all(&hand.choice, &all), RK_OK);
    assert_int_equal(rk_worth_of_one(&hand.choice, hand.x, &one), RK_OK);
    assert_true(fabs(all.value) < 1e-9 && fabs(one.value) < 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knowing_everything_is_worth_the_normal_loss_integral),
        cmocka_unit_test(luck_is_not_taken_for_knowledge),
        cmocka_unit_test(knowing_one_assumption_is_worth_its_part),
        cmocka_unit_test(errors_are_those_of_the_scatter),
        cmocka_unit_test(a_bent_influence_is_found),
        cmocka_unit_test(an_assumption_of_two_levels_is_split_by_them),
        cmocka_unit_test(identical_models_leave_nothing_to_know),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
