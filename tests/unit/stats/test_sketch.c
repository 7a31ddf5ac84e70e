/* Bins of the quantile sketch. */
#include "stats/sketch.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The definition, without floating point. */
static int32_t bin_by_division(int32_t value)
{
    if (value < 8) {
        return value;
    }
    int32_t octave = 0;
    while (value >> (octave + 1) >= 8) {
        octave++;
    }
    return 8 + 8 * octave + (value >> octave) - 8;
}

static void every_value_falls_where_the_definition_puts_it(void **unused)
{
    (void)unused;
    for (int32_t value = 0; value < 1 << 18; value++) {
        assert_int_equal(rk_sketch_bin(value), bin_by_division(value));
    }
    /* The edges of every bin above, where rounding to a float could carry. */
    for (int32_t bin = bin_by_division(1 << 18); bin < RK_SKETCH_BINS_MAX - 1; bin++) {
        int32_t low = (int32_t)rk_sketch_low(bin);
        assert_int_equal(rk_sketch_bin(low), bin);
        assert_int_equal(rk_sketch_bin(low - 1), bin - 1);
        assert_int_equal(rk_sketch_bin(low + (int32_t)rk_sketch_width(bin) - 1), bin);
    }
    assert_int_equal(rk_sketch_bin(RK_SKETCH_MAX), RK_SKETCH_BINS_MAX - 1);
    assert_int_equal(rk_sketch_bin(INT32_MAX), RK_SKETCH_BINS_MAX + 7);
}

static void values_below_16_are_exact_and_wide_bins_are_interpolated(void **unused)
{
    (void)unused;
    uint32_t counts[RK_SKETCH_BINS_MAX] = {0};
    counts[rk_sketch_bin(13)] = 10;
    counts[rk_sketch_bin(100)] = 10; /* 96 .. 103 */
    assert_true(rk_sketch_quantile(counts, NULL, RK_SKETCH_BINS_MAX, 20, 0.25) == 13);
    assert_true(rk_sketch_quantile(counts, NULL, RK_SKETCH_BINS_MAX, 20, 0.5) == 13);
    assert_true(fabs(rk_sketch_quantile(counts, NULL, RK_SKETCH_BINS_MAX, 20, 0.75) - 99.5) < 1e-12);
}

static void magnitudes_below_zero_run_backwards(void **unused)
{
    (void)unused;
    uint32_t plus[RK_SKETCH_BINS_MAX] = {0}, minus[RK_SKETCH_BINS_MAX] = {0};
    minus[9] = 1;
    minus[2] = 3;
    plus[0] = 4;
    plus[5] = 2;
    static const double expected[] = {-9, -2, -2, -2, 0, 0, 0, 0, 5, 5};
    for (int rank = 0; rank < 10; rank++) {
        assert_true(rk_sketch_quantile(plus, minus, RK_SKETCH_BINS_MAX, 10, (rank + 0.5) / 10) == expected[rank]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_value_falls_where_the_definition_puts_it),
        cmocka_unit_test(values_below_16_are_exact_and_wide_bins_are_interpolated),
        cmocka_unit_test(magnitudes_below_zero_run_backwards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
