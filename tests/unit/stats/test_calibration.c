/* Calibration against what can be known: a linear model with normal noise, whose posterior is a formula. */
#include "base/draw.h"
#include "base/real.h"

#include <renkei/calibrate.h>

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { K = 2, T = 3, BLOCKS = 4, LUCKS = 16, POINTS_MAX = 8192 };

/* y = A z + world + luck, z standard normal; worlds differ by much more than D, so that it shows how noise is treated.
 */
static const double slope[T][K] = {{2.0, 0.3}, {-0.4, 1.5}, {1.0, 1.0}};
static const double world_sd[T] = {0.9, 0.7, 1.1}, luck_sd = 0.5, deviation[T] = {0.2, 0.1, 0.3};

static double normal(uint64_t seed, uint32_t who, uint32_t when, uint32_t number)
{
    return rk_normal_quantile(rk_uniform(rk_draw(seed, number, who, when, RK_DRAW_SPELL).word[0]));
}

/* A figure of one world: block and luck are its address. */
static double lived(uint64_t seed, const double *z, size_t t, uint32_t block, uint32_t luck)
{
    double y = world_sd[t] * normal(seed, (uint32_t)t, block, 1) + luck_sd * normal(seed, (uint32_t)t, block, 2 + luck);
    for (size_t i = 0; i < K; i++) {
        y += slope[t][i] * z[i];
    }
    return y;
}

static void see_round(rk_calibration *c, uint64_t seed, size_t n_points)
{
    static double values[BLOCKS][LUCKS][T];
    size_t first = rk_calibration_n_points(c);
    assert_int_equal(rk_calibration_propose(c, n_points), RK_OK);
    for (size_t point = first; point < first + n_points; point++) {
        double z[K];
        for (size_t i = 0; i < K; i++) {
            z[i] = rk_normal_quantile(rk_calibration_places(c, point)[i]);
        }
        for (uint32_t b = 0; b < BLOCKS; b++) {
            for (uint32_t luck = 0; luck < LUCKS; luck++) {
                for (size_t t = 0; t < T; t++) {
                    values[b][luck][t] = lived(seed, z, t, (uint32_t)point * BLOCKS + b, luck);
                }
            }
        }
        rk_calibration_see(c, point, &values[0][0][0]);
    }
}

static rk_calibration *seen(const double *observed, uint64_t seed, size_t n_points, size_t n_rounds)
{
    rk_calibration *c;
    const rk_calibration_shape shape = {.n_parameters = K,
                                        .n_targets = T,
                                        .n_blocks = BLOCKS,
                                        .n_lucks = LUCKS,
                                        .observed = observed,
                                        .deviation = deviation,
                                        .seed = seed};
    assert_int_equal(rk_calibration_new(&shape, &c), RK_OK);
    for (size_t round = 0; round < n_rounds; round++) {
        see_round(c, seed, n_points);
    }
    return c;
}

/* ---- What is true ---- */

typedef struct {
    double mean[K], covariance[K][K];
} posterior;

/* V = (I + A' R^-1 A)^-1, m = V A' R^-1 y, with R diagonal: a world, its luck, error and discrepancy. */
static posterior truth(const double *observed, const bool *left_out)
{
    double p[K][K] = {{1.0, 0.0}, {0.0, 1.0}}, q[K] = {0.0, 0.0};
    for (size_t t = 0; t < T; t++) {
        double r = world_sd[t] * world_sd[t] + luck_sd * luck_sd + deviation[t] * deviation[t];
        for (size_t i = 0; i < K && (left_out == NULL || !left_out[t]); i++) {
            q[i] += slope[t][i] * observed[t] / r;
            for (size_t j = 0; j < K; j++) {
                p[i][j] += slope[t][i] * slope[t][j] / r;
            }
        }
    }
    double determinant = p[0][0] * p[1][1] - p[0][1] * p[1][0];
    posterior v = {.covariance = {{p[1][1] / determinant, -p[0][1] / determinant},
                                  {-p[1][0] / determinant, p[0][0] / determinant}}};
    for (size_t i = 0; i < K; i++) {
        v.mean[i] = v.covariance[i][0] * q[0] + v.covariance[i][1] * q[1];
    }
    return v;
}

static posterior weighted(const rk_calibration *c, const double *weights)
{
    posterior w = {{0}, {{0}}};
    for (int pass = 0; pass < 2; pass++) {
        for (size_t point = 0; point < rk_calibration_n_points(c); point++) {
            double z[K];
            for (size_t i = 0; i < K; i++) {
                z[i] = rk_normal_quantile(rk_calibration_places(c, point)[i]);
                w.mean[i] += pass == 0 ? weights[point] * z[i] : 0.0;
            }
            for (size_t i = 0; i < K && pass == 1; i++) {
                for (size_t j = 0; j < K; j++) {
                    w.covariance[i][j] += weights[point] * (z[i] - w.mean[i]) * (z[j] - w.mean[j]);
                }
            }
        }
    }
    return w;
}

/* Within 5 standard errors of a mean and of a variance of so many independent draws. */
static void expect_near(const posterior *found, const posterior *expected, double effective)
{
    for (size_t i = 0; i < K; i++) {
        double v = expected->covariance[i][i];
        if (fabs(found->mean[i] - expected->mean[i]) > 5.0 * sqrt(v / effective) ||
            fabs(found->covariance[i][i] - v) > 5.0 * v * sqrt(2.0 / effective)) {
            fail_msg("parameter %zu: mean %g, variance %g; expected %g and %g at an effective sample of %g", i,
                     found->mean[i], found->covariance[i][i], expected->mean[i], v, effective);
        }
    }
}

/* ---- Tests ---- */

static void the_posterior_of_a_linear_model_is_that_of_the_formula(void **unused)
{
    (void)unused;
    static const double observed[T] = {1.2, -0.8, 0.5};
    static double weights[POINTS_MAX];
    posterior expected = truth(observed, NULL);
    for (uint64_t seed = 1; seed <= 4; seed++) {
        rk_calibration *c = seen(observed, seed, POINTS_MAX / 2, 2);
        double effective = rk_calibration_weigh(c, NULL, weights);
        posterior found = weighted(c, weights);
        assert_true(effective > 1000.0 && effective < POINTS_MAX);
        expect_near(&found, &expected, effective);
        rk_calibration_free(c);
    }
}

static void rounds_find_what_the_prior_hardly_reaches(void **unused)
{
    (void)unused;
    static const double observed[T] = {8.0, 4.0, 6.5};
    static double weights[POINTS_MAX];
    rk_calibration *c = seen(observed, 3, 512, 1);
    double once = rk_calibration_weigh(c, NULL, weights);
    for (int round = 1; round < 4; round++) {
        see_round(c, 3, 512);
    }
    double effective = rk_calibration_weigh(c, NULL, weights);
    posterior expected = truth(observed, NULL), found = weighted(c, weights);
    assert_true(once < 30.0);
    assert_true(effective > 10.0 * once);
    expect_near(&found, &expected, effective);
    rk_calibration_free(c);
}

static void without_figures_the_weights_are_those_of_the_prior(void **unused)
{
    (void)unused;
    static const double observed[T] = {1.2, -0.8, 0.5};
    static const bool all[T] = {true, true, true};
    static double weights[POINTS_MAX];
    const posterior prior = {.mean = {0.0, 0.0}, .covariance = {{1.0, 0.0}, {0.0, 1.0}}};
    rk_calibration *c = seen(observed, 5, 1024, 1);
    assert_true(fabs(rk_calibration_weigh(c, all, weights) - 1024.0) < 1e-6); /* Sobol points of the prior, all alike */
    see_round(c, 5, 1024);
    double effective = rk_calibration_weigh(c, all, weights), sum = 0.0, squares = 0.0;
    posterior found = weighted(c, weights);
    for (size_t i = 0; i < 2048; i++) {
        sum += weights[i];
        squares += weights[i] * weights[i];
    }
    assert_true(fabs(sum - 1.0) < 1e-12 && fabs(effective * squares - 1.0) < 1e-12);
    expect_near(&found, &prior, effective);
    rk_calibration_free(c);
}

static void a_figure_that_is_left_out_changes_nothing(void **unused)
{
    (void)unused;
    static const double observed[T] = {1.2, -0.8, 0.5}, other[T] = {1.2, -0.8, 400.0};
    static const bool last[T] = {false, false, true};
    static double weights[POINTS_MAX], others[POINTS_MAX];
    rk_calibration *c = seen(observed, 6, 4096, 1), *d = seen(other, 6, 4096, 1);
    double effective = rk_calibration_weigh(c, last, weights);
    assert_true(effective == rk_calibration_weigh(d, last, others));
    assert_memory_equal(weights, others, 4096 * sizeof *weights);
    posterior expected = truth(observed, last), found = weighted(c, weights);
    expect_near(&found, &expected, effective);
    rk_calibration_free(c);
    rk_calibration_free(d);
}

static void a_figure_is_predicted_with_all_that_moves_it(void **unused)
{
    (void)unused;
    static const double observed[T] = {1.2, -0.8, 0.5};
    static const bool last[T] = {false, false, true};
    static double weights[POINTS_MAX];
    rk_calibration *c = seen(observed, 8, 4096, 1);
    posterior v = truth(observed, last);
    double effective = rk_calibration_weigh(c, last, weights);
    double mean = v.mean[0] + v.mean[1];
    double variance = v.covariance[0][0] + 2.0 * v.covariance[0][1] + v.covariance[1][1] + world_sd[2] * world_sd[2] +
                      luck_sd * luck_sd + deviation[2] * deviation[2];
    double near = 5.0 * sqrt(variance / effective); /* a 5 % quantile is known half as well as a mean */
    assert_true(fabs(rk_calibration_predicted(c, weights, last, 2, 0.5) - mean) < near);
    assert_true(fabs(rk_calibration_predicted(c, weights, last, 2, 0.95) - mean - 1.6449 * sqrt(variance)) <
                2.0 * near);
    assert_true(fabs(rk_calibration_predicted(c, weights, last, 2, 0.05) - mean + 1.6449 * sqrt(variance)) <
                2.0 * near);
    rk_calibration_free(c);
}

/* Two figures of the same world: y = z + world in both, each with an error of 0.3. Var y = 2.09, their covariance 2:
 * the first tells the second to 2.09 - 4 / 2.09. */
static void what_a_world_keeps_is_used_to_predict_it(void **unused)
{
    (void)unused;
    enum { N = 4096 };
    static const double observed[2] = {1.6, -5.0}, error[2] = {0.3, 0.3};
    static const bool second[2] = {false, true};
    static double values[BLOCKS][LUCKS][2], weights[N];
    const rk_calibration_shape shape = {1, 2, BLOCKS, LUCKS, observed, error, 31, NULL, NULL};
    rk_calibration *c;
    assert_int_equal(rk_calibration_new(&shape, &c), RK_OK);
    assert_int_equal(rk_calibration_propose(c, N), RK_OK);
    for (size_t point = 0; point < N; point++) {
        double z = rk_normal_quantile(*rk_calibration_places(c, point));
        for (uint32_t b = 0; b < BLOCKS; b++) {
            for (uint32_t luck = 0; luck < LUCKS; luck++) {
                values[b][luck][0] = values[b][luck][1] = z + normal(31, 5, (uint32_t)point * BLOCKS + b, 1);
            }
        }
        rk_calibration_see(c, point, &values[0][0][0]);
    }
    (void)rk_calibration_weigh(c, second, weights);
    double middle = rk_calibration_predicted(c, weights, second, 1, 0.5);
    double high = rk_calibration_predicted(c, weights, second, 1, 0.95);
    double other = rk_calibration_predicted(c, weights, NULL, 1, 0.95); /* z has variance 1 - 1 / 2.09, a world 1.09 */
    print_message("# middle %.4f, 95 %% at %.4f, of any world at %.4f\n", middle, high, other);
    assert_true(fabs(middle - 2.0 / 2.09 * 1.6) < 0.02);
    assert_true(fabs(high - middle - 1.6449 * sqrt(2.09 - 4.0 / 2.09)) < 0.04);
    assert_true(fabs(other - 1.6 / 2.09 - 1.6449 * sqrt(1.0 - 1.0 / 2.09 + 1.09)) < 0.15);
    rk_calibration_free(c);
}

/* Few municipalities have nobody, so a normal distribution reaches below none of them; a share near 1 reaches beyond.
 */
static void what_cannot_be_is_not_predicted(void **unused)
{
    (void)unused;
    enum { N = 256 };
    static const double observed[2] = {0.4, 0.98}, error[2] = {1.0, 0.1}, low[2] = {0.0, 0.0}, high[2] = {20.0, 1.0};
    static double values[BLOCKS][LUCKS][2], weights[N];
    double unbound[2][3];
    for (int bound = 0; bound < 2; bound++) {
        const rk_calibration_shape shape = {
            1, 2, BLOCKS, LUCKS, observed, error, 9, bound ? low : NULL, bound ? high : NULL};
        rk_calibration *c;
        assert_int_equal(rk_calibration_new(&shape, &c), RK_OK);
        assert_int_equal(rk_calibration_propose(c, N), RK_OK);
        for (size_t point = 0; point < N; point++) {
            double z = rk_normal_quantile(*rk_calibration_places(c, point));
            for (uint32_t b = 0; b < BLOCKS; b++) {
                for (uint32_t luck = 0; luck < LUCKS; luck++) {
                    values[b][luck][0] =
                        fmax(0.0, 0.5 + 0.1 * z + 0.3 * normal(9, 5, (uint32_t)point * BLOCKS + b, luck));
                    values[b][luck][1] = fmin(1.0, 0.95 + 0.01 * z);
                }
            }
            rk_calibration_see(c, point, &values[0][0][0]);
        }
        (void)rk_calibration_weigh(c, NULL, weights);
        for (size_t i = 0; i < 3; i++) {
            const double p[3] = {0.05, 0.5, 0.95};
            for (size_t t = 0; t < 2; t++) {
                double predicted = rk_calibration_predicted(c, weights, NULL, t, p[i]);
                if (bound) {
                    assert_true(predicted == fmax(low[t], fmin(high[t], unbound[t][i])));
                } else {
                    unbound[t][i] = predicted;
                }
            }
        }
        rk_calibration_free(c);
    }
    assert_true(unbound[0][0] < -0.5 && unbound[0][1] > 0.3 && unbound[1][2] > 1.05 && unbound[1][0] > 0.5);
}

/* 300 worlds of known parameters: a right method covers a binomial number of them. The limits are 4.5 standard
 * deviations, so that a right one fails one in 100,000 choices of seeds. */
static void intervals_cover_as_often_as_they_say(void **unused)
{
    (void)unused;
    enum { WORLDS = 300, POINTS = 512, ROUNDS = 2 };
    static double weights[ROUNDS * POINTS];
    double least = (double)POINTS;
    static const bool last[T] = {false, false, true};
    int covered[K] = {0}, predicted = 0;
    for (uint32_t world = 0; world < WORLDS; world++) {
        double z[K] = {normal(77, 1000, world, 0), normal(77, 1001, world, 0)}, observed[T];
        for (size_t t = 0; t < T; t++) {
            observed[t] = lived(78, z, t, world, 0) + deviation[t] * normal(79, (uint32_t)t, world, 0);
        }
        rk_calibration *c = seen(observed, 100 + world, POINTS, ROUNDS);
        double effective = rk_calibration_weigh(c, NULL, weights);
        least = effective < least ? effective : least;
        for (size_t i = 0; i < K; i++) {
            double score_low = rk_normal_quantile(rk_calibration_place(c, weights, i, 0.05));
            covered[i] += z[i] >= score_low && z[i] <= rk_normal_quantile(rk_calibration_place(c, weights, i, 0.95));
        }
        (void)rk_calibration_weigh(c, last, weights);
        predicted += observed[2] >= rk_calibration_predicted(c, weights, last, 2, 0.05) &&
                     observed[2] <= rk_calibration_predicted(c, weights, last, 2, 0.95);
        rk_calibration_free(c);
    }
    double limit = 4.5 * sqrt(0.9 * 0.1 * WORLDS);
    print_message("# covered of %d: %d, %d; predicted %d; least effective sample %.0f\n", WORLDS, covered[0],
                  covered[1], predicted, least);
    assert_true(least > 10.0);
    assert_true(fabs(covered[0] - 0.9 * WORLDS) < limit);
    assert_true(fabs(covered[1] - 0.9 * WORLDS) < limit);
    assert_true(fabs(predicted - 0.9 * WORLDS) < limit);
}

/* One parameter, one figure, y = 8 exp(z) + world: no parabola, so that a regression is wrong by much. */
static double curved(uint64_t seed, double z, uint32_t block)
{
    return 8.0 * exp(z) + normal(seed, 9, block, 1);
}

static rk_calibration *seen_curved(double observed, uint64_t seed, size_t n_points, size_t n_rounds)
{
    static const double error[1] = {0.5};
    static double values[BLOCKS][LUCKS];
    rk_calibration *c;
    const rk_calibration_shape shape = {1, 1, BLOCKS, LUCKS, &observed, error, seed, NULL, NULL};
    assert_int_equal(rk_calibration_new(&shape, &c), RK_OK);
    for (size_t round = 0; round < n_rounds; round++) {
        size_t first = rk_calibration_n_points(c);
        assert_int_equal(rk_calibration_propose(c, n_points), RK_OK);
        for (size_t point = first; point < first + n_points; point++) {
            double z = rk_normal_quantile(*rk_calibration_places(c, point));
            for (uint32_t b = 0; b < BLOCKS; b++) {
                for (uint32_t luck = 0; luck < LUCKS; luck++) {
                    values[b][luck] = curved(seed, z, (uint32_t)point * BLOCKS + b);
                }
            }
            rk_calibration_see(c, point, &values[0][0]);
        }
    }
    return c;
}

static void where_a_regression_is_wrong_the_posterior_is_not(void **unused)
{
    (void)unused;
    static double weights[POINTS_MAX];
    static const double figures[] = {3.0, 8.0, 30.0};
    for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++) {
        double sum = 0.0, mean = 0.0, square = 0.0, found = 0.0, spread = 0.0;
        for (double z = -6.0; z <= 6.0; z += 0.001) { /* the posterior by its formula, on a grid */
            double rest = figures[i] - 8.0 * exp(z), density = exp(-0.5 * rest * rest / 1.25 - 0.5 * z * z);
            sum += density;
            mean += density * z;
            square += density * z * z;
        }
        mean /= sum;
        double sd = sqrt(square / sum - mean * mean);
        rk_calibration *c = seen_curved(figures[i], 21, 2048, 2);
        double effective = rk_calibration_weigh(c, NULL, weights);
        for (size_t point = 0; point < rk_calibration_n_points(c); point++) {
            double z = rk_normal_quantile(*rk_calibration_places(c, point));
            found += weights[point] * z;
            spread += weights[point] * z * z;
        }
        spread = sqrt(spread - found * found);
        print_message("# figure %g: mean %.4f of %.4f, sd %.4f of %.4f, effective %.0f\n", figures[i], found, mean,
                      spread, sd, effective);
        assert_true(fabs(found - mean) < 0.1 * sd + 5.0 * sd / sqrt(effective));
        assert_true(fabs(spread - sd) < 0.05 * sd + 5.0 * sd / sqrt(2.0 * effective));
        rk_calibration_free(c);
    }
}

static void draws_are_as_many_as_the_weights_say(void **unused)
{
    (void)unused;
    static const double observed[T] = {1.2, -0.8, 0.5};
    static double weights[POINTS_MAX];
    static size_t rows[1000];
    rk_calibration *c = seen(observed, 9, 256, 1);
    (void)rk_calibration_weigh(c, NULL, weights);
    rk_calibration_resample(c, weights, 1000, rows);
    for (size_t point = 0, row = 0; point < 256; point++) {
        size_t n = 0;
        for (; row < 1000 && rows[row] == point; row++) {
            n++;
        }
        assert_true(fabs((double)n - 1000.0 * weights[point]) < 1.0 + 1e-9);
    }
    rk_calibration_free(c);
}

static void a_round_that_is_dropped_leaves_no_trace(void **unused)
{
    (void)unused;
    static const double observed[T] = {1.2, -0.8, 0.5};
    static double weights[POINTS_MAX], others[POINTS_MAX];
    rk_calibration *c = seen(observed, 11, 256, 2), *d = seen(observed, 11, 256, 1);
    rk_calibration_drop_round(c);
    assert_int_equal(rk_calibration_n_points(c), 256);
    assert_true(rk_calibration_weigh(c, NULL, weights) == rk_calibration_weigh(d, NULL, others));
    assert_memory_equal(weights, others, 256 * sizeof *weights);
    see_round(c, 11, 256);
    assert_true(rk_calibration_weigh(c, NULL, weights) > 10.0);
    for (size_t round = 2; round < RK_CALIBRATION_ROUNDS_MAX; round++) {
        see_round(c, 11, 16);
    }
    assert_int_equal(rk_calibration_propose(c, 16), RK_ERR_OPTIONS);
    rk_calibration_free(c);
    rk_calibration_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_posterior_of_a_linear_model_is_that_of_the_formula),
        cmocka_unit_test(rounds_find_what_the_prior_hardly_reaches),
        cmocka_unit_test(without_figures_the_weights_are_those_of_the_prior),
        cmocka_unit_test(a_figure_that_is_left_out_changes_nothing),
        cmocka_unit_test(a_figure_is_predicted_with_all_that_moves_it),
        cmocka_unit_test(what_a_world_keeps_is_used_to_predict_it),
        cmocka_unit_test(what_cannot_be_is_not_predicted),
        cmocka_unit_test(intervals_cover_as_often_as_they_say),
        cmocka_unit_test(where_a_regression_is_wrong_the_posterior_is_not),
        cmocka_unit_test(draws_are_as_many_as_the_weights_say),
        cmocka_unit_test(a_round_that_is_dropped_leaves_no_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
