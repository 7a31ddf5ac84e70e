/* Inverse distribution functions of the priors against tables, closed forms and GSL's distribution functions. */
#include "stats/prior.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { FIXED, BETA, GAMMA, LOGNORMAL, NORMAL, TRIANGULAR, UNIFORM, POISSON, WEIBULL };

/* 30 significant bits: 2^-30 of the value. */
static void assert_near(double value, double expected)
{
    assert_true(fabs(value - expected) <= 1e-9 * fabs(expected));
}

static void quantiles_with_a_closed_form_meet_it(void **unused)
{
    (void)unused;
    assert_true(rk_prior_quantile(FIXED, 0.1, 7, 7, 0.3) == 0.1);
    assert_near(rk_prior_quantile(UNIFORM, -2, 5, 0, 0.3), 0.1);
    assert_near(rk_prior_quantile(BETA, 1, 1, 0, 0.3), 0.3);
    assert_near(rk_prior_quantile(BETA, 3, 1, 0, 0.3), cbrt(0.3));          /* x^3 = u */
    assert_near(rk_prior_quantile(GAMMA, 1, 2.5, 0, 0.3), -2.5 * log(0.7)); /* exponential */
    assert_near(rk_prior_quantile(WEIBULL, 1.7, 3, 0, 0.3), 3 * pow(-log(0.7), 1 / 1.7));
    assert_near(rk_prior_quantile(TRIANGULAR, 1, 2, 5, 0.25), 2); /* the mode, at 1/4 of the area */
    assert_near(rk_prior_quantile(TRIANGULAR, 1, 2, 5, 0.0625), 1.5);
    assert_near(rk_prior_quantile(TRIANGULAR, 1, 2, 5, 0.75), 5 - sqrt(3));
    assert_near(rk_prior_quantile(TRIANGULAR, 1, 1, 5, 0.75), 3); /* the mode at an end */
    assert_near(rk_prior_quantile(TRIANGULAR, 1, 5, 5, 0.25), 3);
    assert_true(rk_prior_quantile(TRIANGULAR, 4, 4, 4, 0.25) == 4);
    assert_near(rk_prior_quantile(LOGNORMAL, 7, 0.4, 0, 0.5), 7); /* a is the median */
}

static void quantiles_are_those_of_the_tables(void **unused)
{
    (void)unused;
    /* NIST/SEMATECH e-Handbook: normal 1.3.6.7.1 (z 0.975 = 1.960, 0.90 = 1.282), chi square 1.3.6.7.4 (0.95 with 10
     * degrees of freedom = 18.307, a gamma of shape 5 and scale 2). */
    assert_true(fabs(rk_prior_quantile(NORMAL, 10, 2, 0, 0.975) - (10 + 2 * 1.959964)) < 1e-6);
    assert_true(fabs(rk_prior_quantile(NORMAL, 10, 2, 0, 0.1) - (10 - 2 * 1.281552)) < 1e-6);
    assert_true(fabs(rk_prior_quantile(LOGNORMAL, 7, 0.4, 0, 0.9) - 7 * exp(0.4 * 1.281552)) < 1e-5);
    assert_true(fabs(rk_prior_quantile(GAMMA, 5, 2, 0, 0.95) - 18.307) < 0.0005);
    /* Poisson, mean 2: P(0) = 0.1353, P(<= 1) = 0.4060, P(<= 2) = 0.6767, P(<= 5) = 0.9834 (any table) */
    assert_true(rk_prior_quantile(POISSON, 2, 0, 0, 0.1353) == 0);
    assert_true(rk_prior_quantile(POISSON, 2, 0, 0, 0.1354) == 1);
    assert_true(rk_prior_quantile(POISSON, 2, 0, 0, 0.4061) == 2);
    assert_true(rk_prior_quantile(POISSON, 2, 0, 0, 0.9834) == 5);
    assert_true(rk_prior_quantile(POISSON, 2, 0, 0, 0.9835) == 6);
    assert_true(rk_prior_quantile(POISSON, 0, 0, 0, 0.9) == 0);
}

static void going_there_and_back_gives_the_uniform_number(void **unused)
{
    (void)unused;
    for (double u = 1e-6; u < 1; u += 0.0173) {
        assert_true(fabs(gsl_cdf_beta_P(rk_prior_quantile(BETA, 2.3, 7.9, 0, u), 2.3, 7.9) - u) < 1e-8);
        assert_true(fabs(gsl_cdf_gamma_P(rk_prior_quantile(GAMMA, 0.7, 3, 0, u), 0.7, 3) - u) < 1e-8);
        assert_true(fabs(gsl_cdf_lognormal_P(rk_prior_quantile(LOGNORMAL, 3, 0.8, 0, u), log(3), 0.8) - u) < 1e-8);
        assert_true(fabs(gsl_cdf_gaussian_P(rk_prior_quantile(NORMAL, 1, 2, 0, u) - 1, 2) - u) < 1e-8);
        assert_true(fabs(gsl_cdf_weibull_P(rk_prior_quantile(WEIBULL, 1.5, 2, 0, u), 2, 1.5) - u) < 1e-8);
    }
}

/* The definition, by counting up from 0. */
static void a_poisson_quantile_is_the_first_count_that_reaches_it(void **unused)
{
    (void)unused;
    static const double means[] = {0.01, 0.7, 3, 40, 900};
    for (size_t i = 0; i < 5; i++) {
        for (double u = 1e-9; u < 1; u = u < 0.001 ? u * 7 : u + 0.0171) {
            unsigned int count = 0;
            while (gsl_cdf_poisson_P(count, means[i]) < u) {
                count++;
            }
            assert_true(rk_prior_quantile(POISSON, means[i], 0, 0, u) == count);
        }
    }
}

static void values_have_30_significant_bits(void **unused)
{
    (void)unused;
    for (double u = 0.001; u < 1; u += 0.0371) {
        int exponent;
        double scaled = ldexp(frexp(rk_prior_quantile(NORMAL, -3, 50, 0, u), &exponent), 30);
        assert_true(scaled == rint(scaled));
    }
}

static void a_score_and_back_is_the_middle_of_the_same_cell(void **unused)
{
    (void)unused;
    for (uint32_t word = 0; word < UINT32_MAX - 40000003; word += 40000003) {
        double uniform = (word + 0.5) * 0x1p-32;
        assert_true(rk_normal_chance(rk_normal_score(uniform)) == uniform);
    }
    assert_true(rk_normal_chance(-50) == 0.5 * 0x1p-32);
    assert_true(rk_normal_chance(50) == 1 - 0.5 * 0x1p-32);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_with_a_closed_form_meet_it),
        cmocka_unit_test(quantiles_are_those_of_the_tables),
        cmocka_unit_test(going_there_and_back_gives_the_uniform_number),
        cmocka_unit_test(a_poisson_quantile_is_the_first_count_that_reaches_it),
        cmocka_unit_test(values_have_30_significant_bits),
        cmocka_unit_test(a_score_and_back_is_the_middle_of_the_same_cell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
