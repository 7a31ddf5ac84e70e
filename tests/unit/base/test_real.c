/* The engine's own logarithm, exponential, power and normal quantile against the library's in long double. */
#include "base/real.h"

#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A walk over awkward points: a linear congruential generator, the multiplier of Knuth's MMIX. */
static double next_uniform(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return ((double)(*state >> 11) + 0.5) * 0x1p-53;
}

static double relative_error(double got, long double exact)
{
    return (double)fabsl(((long double)got - exact) / exact);
}

static double worse(double worst, double error)
{
    return error > worst || isnan(error) ? error : worst;
}

/* ---- Logarithm ---- */

static void the_logarithm_is_right_to_1e_15_from_1e_300_to_1e_300(void **unused)
{
    (void)unused;
    double worst = 0;
    uint64_t state = 1;
    for (int i = 0; i < 400000; i++) {
        double x = pow(10.0, 600.0 * next_uniform(&state) - 300.0);
        worst = worse(worst, relative_error(rk_log(x), logl((long double)x)));
    }
    assert_true(worst < 1e-15);
}

/* Near 1 the logarithm nearly vanishes: the relative error must not grow. */
static void the_logarithm_keeps_its_digits_near_1(void **unused)
{
    (void)unused;
    double worst = 0;
    for (double gap = 0x1p-52; gap < 0.4; gap *= 1.37) {
        double above = 1.0 + gap, below = 1.0 - gap;
        worst = worse(worst, relative_error(rk_log(above), logl((long double)above)));
        worst = worse(worst, relative_error(rk_log(below), logl((long double)below)));
    }
    assert_true(worst < 1e-15);
    assert_true(rk_log(1.0) == 0.0);
}

/* The mantissa is taken from sqrt(1/2) up: both sides of the seam, for every exponent. */
static void the_logarithm_has_no_step_where_its_mantissa_wraps(void **unused)
{
    (void)unused;
    const double seam = sqrt(0.5);
    double worst = 0;
    for (int exponent = -1021; exponent <= 1023; exponent++) {
        double at = ldexp(seam, exponent), below = nextafter(at, 0), above = nextafter(at, INFINITY);
        worst = worse(worst, relative_error(rk_log(below), logl((long double)below)));
        worst = worse(worst, relative_error(rk_log(at), logl((long double)at)));
        worst = worse(worst, relative_error(rk_log(above), logl((long double)above)));
    }
    assert_true(worst < 1e-15);
    worst = worse(worst, relative_error(rk_log(DBL_MIN), logl(DBL_MIN)));
    worst = worse(worst, relative_error(rk_log(DBL_MAX), logl(DBL_MAX)));
    assert_true(worst < 1e-15);
}

static void logarithms_of_whole_numbers_are_those_of_the_tables(void **unused)
{
    (void)unused;
    /* Abramowitz and Stegun, table 1.1: ln 2, ln 3, ln 10, and e to 20 digits. */
    assert_true(fabs(rk_log(2.0) - 0.69314718055994530942) < 1e-15);
    assert_true(fabs(rk_log(3.0) - 1.09861228866810969140) < 1e-15);
    assert_true(fabs(rk_log(10.0) - 2.30258509299404568402) < 2e-15);
    assert_true(fabs(rk_log(2.71828182845904523536) - 1.0) < 1e-15);
}

/* ---- Exponential ---- */

static void the_exponential_is_right_to_1e_15_up_to_700(void **unused)
{
    (void)unused;
    double worst = 0;
    uint64_t state = 2;
    for (int i = 0; i < 400000; i++) {
        double x = 1400.0 * next_uniform(&state) - 700.0;
        worst = worse(worst, relative_error(rk_exp(x), expl((long double)x)));
    }
    for (double x = 0x1p-60; x < 700.0; x *= 1.0711) {
        worst = worse(worst, relative_error(rk_exp(x), expl((long double)x)));
        worst = worse(worst, relative_error(rk_exp(-x), expl(-(long double)x)));
    }
    assert_true(worst < 1e-15);
    assert_true(rk_exp(0.0) == 1.0);
}

static void beyond_700_the_exponential_stays_where_it_is(void **unused)
{
    (void)unused;
    assert_true(rk_exp(701.0) == rk_exp(700.0) && rk_exp(1e300) == rk_exp(700.0));
    assert_true(rk_exp(-701.0) == rk_exp(-700.0) && rk_exp(-1e300) == rk_exp(-700.0));
    assert_true(isfinite(rk_exp(700.0)) && rk_exp(-700.0) > 0.0);
}

static void exponential_and_logarithm_undo_each_other(void **unused)
{
    (void)unused;
    for (double x = 1e-300; x < 1e300; x *= 1.237) {
        double bound = (2.0 + 2.0 * fabs(log(x))) * 0x1p-52; /* the error of the logarithm, made relative */
        assert_true(fabs(rk_exp(rk_log(x)) / x - 1.0) < bound);
    }
}

/* Single precision in the loops: 0 .. 80. The header says 3e-7. */
static void the_exponential_in_single_precision_is_right_to_3e_7(void **unused)
{
    (void)unused;
    double worst = 0;
    for (uint32_t i = 0; i <= 800000; i++) {
        float x = (float)i * 1e-4f;
        worst = worse(worst, relative_error((double)rk_expf(x), expl((long double)x)));
    }
    assert_true(worst < 3e-7);
    assert_true(rk_expf(0.0f) == 1.0f);
}

/* ---- Power ---- */

/* An error of the logarithm in the last digit grows with the exponent: half a unit for each of log, product and
 * exponential. */
static void a_power_is_right_as_far_as_its_logarithm_allows(void **unused)
{
    (void)unused;
    uint64_t state = 3;
    for (int i = 0; i < 200000; i++) {
        double base = pow(10.0, 12.0 * next_uniform(&state) - 6.0), exponent = 20.0 * next_uniform(&state) - 10.0;
        double size = fabs(exponent * log(base));
        double error = relative_error(rk_pow(base, exponent), powl((long double)base, (long double)exponent));
        assert_true(error < (4.0 + 3.0 * size) * 0x1p-53);
    }
}

static void powers_of_the_models_size_are_right_to_3e_15(void **unused)
{
    (void)unused;
    /* General administration staff from 8 (Aogashima) to 30,000 (Yokohama) to the power 0.78. */
    for (double staff = 8.0; staff < 30000.0; staff += 7.0) {
        assert_true(relative_error(rk_pow(staff, 0.78), powl((long double)staff, (long double)0.78)) < 3e-15);
    }
    assert_true(rk_pow(7.3, 0.0) == 1.0 && rk_pow(1.0, 123.4) == 1.0);
}

/* ---- Normal quantile ---- */

/* Wichura gives these for AS 241: the quantiles of 0.25, 0.001 and 1e-20; the others are those of every table. */
static void normal_quantiles_are_those_of_the_tables(void **unused)
{
    (void)unused;
    static const struct {
        double p, z;
    } table[] = {
        {0.25, -0.6744897501960817}, {0.001, -3.090232306167814},
        {1e-20, -9.262340089798408}, {0.5, 0.0},
        {0.9, 1.2815515655446004},   {0.95, 1.6448536269514722},
        {0.975, 1.959963984540054},  {0.995, 2.5758293035489004},
        {0.999, 3.090232306167813},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        assert_true(fabs(rk_normal_quantile(table[i].p) - table[i].z) <= 2e-7 * fmax(fabs(table[i].z), 1.0));
    }
}

/* The way back by the error function: p again, relative to the nearer tail, from the smallest uniform 2^-33 up. A
 * change dz of the quantile changes the tail's logarithm by about (z + 1 / z) dz. */
static void the_normal_distribution_at_its_quantile_is_the_chance(void **unused)
{
    (void)unused;
    for (double tail = 0x1p-33; tail <= 0.5; tail *= 1.0123) {
        for (int side = 0; side < 2; side++) {
            double p = side == 0 ? tail : 1.0 - tail;
            double near = side == 0 ? tail : 1.0 - p; /* 1 - tail is rounded */
            double z = rk_normal_quantile(p);
            double back = 0.5 * erfc((side == 0 ? -z : z) / sqrt(2.0));
            assert_true(fabs(back / near - 1.0) < 2e-7 * (1.0 + z * z));
        }
    }
}

static void the_normal_quantile_is_odd_and_grows(void **unused)
{
    (void)unused;
    double before = rk_normal_quantile(0x1p-33);
    for (int i = 1; i < 100000; i++) {
        double p = i / 100000.0, z = rk_normal_quantile(p);
        assert_true(z > before);
        assert_true(fabs(z + rk_normal_quantile(1.0 - p)) < 2e-7 * fmax(fabs(z), 1.0)); /* its 7 digits, at the seams */
        before = z;
    }
    assert_true(rk_normal_quantile(0.5) == 0.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_logarithm_is_right_to_1e_15_from_1e_300_to_1e_300),
        cmocka_unit_test(the_logarithm_keeps_its_digits_near_1),
        cmocka_unit_test(the_logarithm_has_no_step_where_its_mantissa_wraps),
        cmocka_unit_test(logarithms_of_whole_numbers_are_those_of_the_tables),
        cmocka_unit_test(the_exponential_is_right_to_1e_15_up_to_700),
        cmocka_unit_test(beyond_700_the_exponential_stays_where_it_is),
        cmocka_unit_test(exponential_and_logarithm_undo_each_other),
        cmocka_unit_test(the_exponential_in_single_precision_is_right_to_3e_7),
        cmocka_unit_test(a_power_is_right_as_far_as_its_logarithm_allows),
        cmocka_unit_test(powers_of_the_models_size_are_right_to_3e_15),
        cmocka_unit_test(normal_quantiles_are_those_of_the_tables),
        cmocka_unit_test(the_normal_distribution_at_its_quantile_is_the_chance),
        cmocka_unit_test(the_normal_quantile_is_odd_and_grows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
