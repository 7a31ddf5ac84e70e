/* Sobol points at any index are those that GSL gives in order. */
#include "stats/sobol.h"

#include <gsl/gsl_qrng.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void points_are_those_of_gsl(void **unused)
{
    (void)unused;
    enum { LAST = 1000 };
    rk_sobol sobol;
    double point[RK_SOBOL_DIMENSIONS];
    gsl_qrng *generator = gsl_qrng_alloc(gsl_qrng_sobol, RK_SOBOL_DIMENSIONS);
    assert_int_equal(rk_sobol_open(LAST, &sobol), RK_OK);
    for (uint32_t n = 1; n <= LAST; n++) {
        gsl_qrng_get(generator, point);
        for (int d = 0; d < RK_SOBOL_DIMENSIONS; d++) {
            assert_true(rk_sobol_word(&sobol, d, n) * 0x1p-32 == point[d]);
        }
    }
    gsl_qrng_free(generator);
}

static void point_0_is_the_origin(void **unused)
{
    (void)unused;
    rk_sobol sobol;
    assert_int_equal(rk_sobol_open(0, &sobol), RK_OK);
    assert_int_equal(rk_sobol_word(&sobol, 39, 0), 0);
}

/* 2^17 is the first point that needs number 17. */
static void a_power_of_two_needs_one_number_more(void **unused)
{
    (void)unused;
    rk_sobol small, large;
    assert_int_equal(rk_sobol_open((1u << 17) - 1, &small), RK_OK);
    assert_int_equal(rk_sobol_open(1u << 17, &large), RK_OK);
    assert_int_equal(small.n_bits, 17);
    assert_int_equal(large.n_bits, 18);
    assert_int_equal(rk_sobol_word(&small, 7, 99999), rk_sobol_word(&large, 7, 99999));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_are_those_of_gsl),
        cmocka_unit_test(point_0_is_the_origin),
        cmocka_unit_test(a_power_of_two_needs_one_number_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
