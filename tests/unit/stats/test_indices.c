/* Sensitivity indices against functions whose indices are known, with as much luck as signal. */
#include "base/draw.h"

#include <renkei/design.h>

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

enum { FACTORS_MAX = 8 };
static const double pi = 3.14159265358979323846;

static void near(double value, double expected, double off)
{
    assert_true(fabs(value - expected) <= off);
}

/* Ishigami and Homma 1990 with a = 7, b = 0.1. */
static double ishigami(const double *u, size_t n)
{
    (void)n;
    double x[3] = {pi * (2 * u[0] - 1), pi * (2 * u[1] - 1), pi * (2 * u[2] - 1)};
    return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * x[2] * x[2] * x[2] * x[2] * sin(x[0]);
}

/* Sobol's g: V_i = 1 / 3 / (1 + a_i)^2, V = prod (1 + V_i) - 1. */
static const double g_a[] = {0, 1, 4.5, 9, 99, 99};
enum { G_FACTORS = sizeof g_a / sizeof g_a[0] };

static double g_function(const double *u, size_t n)
{
    double product = 1.0;
    for (size_t i = 0; i < n; i++) {
        product *= (fabs(4 * u[i] - 2) + g_a[i]) / (1 + g_a[i]);
    }
    return product;
}

static void g_indices(double *first, double *total, double *variance)
{
    double all = 1.0;
    for (size_t i = 0; i < G_FACTORS; i++) {
        all *= 1 + 1 / (3 * (1 + g_a[i]) * (1 + g_a[i]));
    }
    *variance = all - 1;
    for (size_t i = 0; i < G_FACTORS; i++) {
        double part = 1 / (3 * (1 + g_a[i]) * (1 + g_a[i]));
        first[i] = part / *variance;
        total[i] = part * all / (1 + part) / *variance;
    }
}

static double normal(size_t index, uint32_t stream)
{
    return gsl_cdf_ugaussian_Pinv(rk_uniform(rk_draw(7, stream, (uint32_t)index, 3, RK_DRAW_SPELL).word[0]));
}

typedef struct {
    size_t n_rows, n_factors;
    double *a, *b;
    rk_index first[FACTORS_MAX], total[FACTORS_MAX];
    rk_sobol_total whole;
} study;

/* luck: standard deviation of one half. corrected: or both halves are their mean, as without correction. */
static study study_of(double (*f)(const double *, size_t), size_t n_factors, size_t n_rows, double luck, bool corrected,
                      uint64_t seed)
{
    study s = {.n_rows = n_rows, .n_factors = n_factors};
    size_t n = n_rows * (n_factors + 2);
    double *points = malloc(n * n_factors * sizeof *points);
    s.a = malloc(n * sizeof *s.a);
    s.b = malloc(n * sizeof *s.b);
    assert_non_null(points);
    assert_non_null(s.a);
    assert_non_null(s.b);
    assert_int_equal(rk_sobol_design(n_rows, n_factors, seed, points), RK_OK);
    for (size_t i = 0; i < n; i++) {
        double y = f(points + i * n_factors, n_factors);
        s.a[i] = y + luck * normal(i, 1 + 2 * (uint32_t)seed);
        s.b[i] = y + luck * normal(i, 2 + 2 * (uint32_t)seed);
        if (!corrected) {
            s.a[i] = s.b[i] = (s.a[i] + s.b[i]) / 2;
        }
    }
    assert_int_equal(rk_sobol_indices(n_rows, n_factors, s.a, s.b, 5, s.first, s.total, &s.whole), RK_OK);
    free(points);
    return s;
}

static void study_end(study *s)
{
    free(s->a);
    free(s->b);
}

static void ishigami_has_its_known_indices(void **unused)
{
    (void)unused;
    static const double first[] = {0.31390519, 0.44241114, 0.0}, total[] = {0.55758886, 0.44241114, 0.24368366};
    study s = study_of(ishigami, 3, 4096, 0.0, true, 3);
    for (size_t i = 0; i < 3; i++) {
        near(s.first[i].value, first[i], 0.02);
        near(s.total[i].value, total[i], 0.02);
        assert_true(s.first[i].low <= first[i] && first[i] <= s.first[i].high);
        assert_true(s.total[i].low <= total[i] && total[i] <= s.total[i].high);
    }
    near(s.whole.mean, 3.5, 0.05);
    near(s.whole.variance, 13.844588, 0.3);
    assert_true(s.whole.luck == 0.0);
    study_end(&s);
}

/* A half has twice the variance of the signal, the mean of both as much as the signal. */
static void luck_as_large_as_the_signal_is_taken_out(void **unused)
{
    (void)unused;
    double first[G_FACTORS], total[G_FACTORS], variance;
    g_indices(first, total, &variance);
    study s = study_of(g_function, G_FACTORS, 8192, sqrt(2 * variance), true, 4);
    study raw = study_of(g_function, G_FACTORS, 8192, sqrt(2 * variance), false, 4);
    near(s.whole.luck, variance, 0.05 * variance);
    near(s.whole.variance, variance, 0.1 * variance);
    for (size_t i = 0; i < G_FACTORS; i++) {
        assert_true(s.first[i].low <= first[i] && first[i] <= s.first[i].high);
        assert_true(s.total[i].low <= total[i] && total[i] <= s.total[i].high);
        assert_true(s.first[i].high >= 0.0);
        near(s.first[i].value, first[i], 0.08);
        near(s.total[i].value, total[i], 0.08);
        assert_true(raw.total[i].value > total[i] + 0.05); /* luck looks like interaction */
    }
    assert_true(raw.first[0].high < first[0]);
    assert_true(raw.total[5].low > 0.4); /* of a factor that does nothing */
    study_end(&s);
    study_end(&raw);
}

/* Over many studies the interval of all factors at once misses seldom; one that never missed would say nothing. */
static void intervals_cover_under_luck(void **unused)
{
    (void)unused;
    enum { STUDIES = 100 };
    double first[G_FACTORS], total[G_FACTORS], variance, distance = 0.0;
    int missed = 0;
    g_indices(first, total, &variance);
    for (uint64_t seed = 10; seed < 10 + STUDIES; seed++) {
        study s = study_of(g_function, G_FACTORS, 256, sqrt(variance), true, seed);
        bool miss = false;
        for (size_t i = 0; i < G_FACTORS; i++) {
            miss = miss || s.first[i].low > first[i] || s.first[i].high < first[i];
            double z = (s.first[i].value - first[i]) / s.first[i].error;
            distance += z * z / (STUDIES * G_FACTORS);
        }
        missed += miss;
        study_end(&s);
    }
    assert_in_range(missed, 0, 13); /* 5 expected; 13 or more in 0.1 % of such tests */
    assert_true(distance > 0.5 && distance < 1.6);
}

static void luck_alone_has_no_index(void **unused)
{
    (void)unused;
    rk_index first[2], total[2];
    rk_sobol_total whole;
    double a[4 * 16], b[4 * 16];
    for (size_t i = 0; i < 4 * 16; i++) {
        a[i] = normal(i, 1);
        b[i] = -a[i]; /* halves that contradict each other */
    }
    assert_int_equal(rk_sobol_indices(16, 2, a, b, 1, first, total, &whole), RK_OK);
    assert_true(whole.variance < 0.0);
    assert_true(isnan(first[0].value) && isnan(total[1].value) && isnan(first[1].low));
}

/* ---- Screening ---- */

static double plane(const double *u, size_t n)
{
    (void)n;
    return 3 * u[0] - 2 * u[1] + 8 * u[2] * u[3];
}

static void screening_tells_slopes_interaction_and_nothing(void **unused)
{
    (void)unused;
    enum { WALKS = 400, FACTORS = 5, POINTS = WALKS * (FACTORS + 1) };
    static double points[POINTS * FACTORS], a[POINTS], b[POINTS];
    static size_t moved[WALKS * FACTORS];
    rk_effect e[FACTORS];
    assert_int_equal(rk_morris_design(WALKS, FACTORS, 9, points, moved), RK_OK);
    for (size_t i = 0; i < POINTS; i++) {
        double y = plane(points + i * FACTORS, FACTORS);
        a[i] = y + 0.7 * normal(i, 1);
        b[i] = y + 0.7 * normal(i, 2);
    }
    rk_morris_effects(WALKS, FACTORS, points, moved, a, b, e);
    near(e[0].mu, 1.5, 4 * e[0].mu_error); /* half of (0, 1) at a slope of 3 */
    near(e[1].mu, -1.0, 4 * e[1].mu_error);
    near(e[2].mu, 2.0, 4 * e[2].mu_error);
    near(e[4].mu_star, 0.0, 4 * e[4].mu_star_error); /* without correction: 0.56 */
    assert_true(e[4].mu_star_error < 0.1);
    assert_true(e[0].sigma < 0.4 && e[1].sigma < 0.4);
    /* 8 / 2 times a level of mean 1/2 and variance 5/64 */
    near(e[2].sigma, 4 * sqrt(5.0 / 64), 0.2);
    near(e[3].sigma, 4 * sqrt(5.0 / 64), 0.2);
    near(e[2].mu_star, 2.0, 0.25);
}

static void swings_are_paired(void **unused)
{
    (void)unused;
    static const double y[3][3] = {{1, 5, 9}, {0, 4, 8}, {3, 7, 14}};
    rk_swing swing;
    rk_tornado_swings(1, 3, &y[0][0], &swing);
    assert_true(swing.low == -1.0 && swing.low_error == 0.0); /* however far the units are from each other */
    near(swing.high, 3.0, 1e-12);
    near(swing.high_error, 1.0, 1e-12); /* 2, 2, 5: standard deviation sqrt(3) over sqrt(3) */
}

/* ---- Designs ---- */

static void a_latin_hypercube_has_a_point_in_every_part(void **unused)
{
    (void)unused;
    enum { POINTS = 37, FACTORS = 3 };
    double points[POINTS * FACTORS];
    assert_int_equal(rk_latin_hypercube(POINTS, FACTORS, 5, points), RK_OK);
    for (size_t factor = 0; factor < FACTORS; factor++) {
        int count[POINTS] = {0};
        bool in_order = true;
        for (size_t i = 0; i < POINTS; i++) {
            double u = points[i * FACTORS + factor];
            assert_true(u > 0.0 && u < 1.0);
            count[(int)(u * POINTS)]++;
            in_order = in_order && (size_t)(u * POINTS) == i;
        }
        for (size_t i = 0; i < POINTS; i++) {
            assert_int_equal(count[i], 1);
        }
        assert_false(in_order);
    }
}

static void sobol_points_begin_with_those_of_fewer(void **unused)
{
    (void)unused;
    double few[10 * 2], more[100 * 2];
    assert_int_equal(rk_sobol_points(10, 2, 5, few), RK_OK);
    assert_int_equal(rk_sobol_points(100, 2, 5, more), RK_OK);
    assert_memory_equal(few, more, sizeof few);
    assert_int_equal(rk_sobol_points(1, RK_SOBOL_FACTORS_MAX + 1, 5, more), RK_ERR_OPTIONS);
    double mean = 0.0;
    for (size_t i = 0; i < 64; i++) {
        mean += more[2 * i + 1] / 64;
    }
    near(mean, 0.5, 1.0 / 64); /* a net: plain draws miss by 0.036 */
}

static void many_factors_make_a_design_too(void **unused)
{
    (void)unused;
    enum { ROWS = 4, FACTORS = 30 };
    static double points[ROWS * (FACTORS + 2) * FACTORS];
    assert_int_equal(rk_sobol_design(ROWS, FACTORS, 5, points), RK_OK);
    for (size_t i = 0; i < FACTORS; i++) {
        const double *a = points + (FACTORS + 2) * FACTORS, *b = a + FACTORS, *mixed = a + (2 + i) * FACTORS;
        assert_true(mixed[i] == b[i] && mixed[i] != a[i]);
        assert_true(mixed[(i + 7) % FACTORS] == a[(i + 7) % FACTORS]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ishigami_has_its_known_indices),
        cmocka_unit_test(luck_as_large_as_the_signal_is_taken_out),
        cmocka_unit_test(intervals_cover_under_luck),
        cmocka_unit_test(luck_alone_has_no_index),
        cmocka_unit_test(screening_tells_slopes_interaction_and_nothing),
        cmocka_unit_test(swings_are_paired),
        cmocka_unit_test(a_latin_hypercube_has_a_point_in_every_part),
        cmocka_unit_test(sobol_points_begin_with_those_of_fewer),
        cmocka_unit_test(many_factors_make_a_design_too),
    };
    return cmocka_run_group_tests_name("stats/indices", tests, NULL, NULL);
}
