/* Masks of lanes against a plain loop. */
#include "base/lanes.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static uint32_t bits(bool (*holds)(int lane))
{
    uint32_t mask = 0;
    RK_FOR_LANES(lane)
    {
        mask |= (uint32_t)holds(lane) << lane;
    }
    return mask;
}

static const rk_lanes awkward = {
    {0.0f, -0.0f, 1e-45f, -1e-45f, 1.0f, -1.0f, 1e30f, -1e30f, 2.0f, -2.0f, 0.5f, -0.5f, 3.0f, 4.0f, 5.0f, -6.0f}};
static const rk_lanes_int whole = {{0, -1, 1, 2, 3, 1 << 28, -(1 << 28), 2, 2, 4, 5, 1, 0, 7, 8, 2}};

static bool below_zero(int lane)
{
    return awkward.v[lane] < 0.0f;
}

static bool above_zero(int lane)
{
    return awkward.v[lane] > 0.0f;
}

static bool sign_set(int lane)
{
    return signbit(awkward.v[lane]) != 0;
}

static bool below_two(int lane)
{
    return whole.v[lane] < 2;
}

static bool two(int lane)
{
    return whole.v[lane] == 2;
}

static void a_zero_of_either_sign_is_neither_negative_nor_positive(void **unused)
{
    (void)unused;
    assert_int_equal(rk_mask_negative(&awkward), bits(below_zero));
    assert_int_equal(rk_mask_positive(&awkward), bits(above_zero));
    assert_int_equal((rk_mask_negative(&awkward) | rk_mask_positive(&awkward)) & 3u, 0);
}

static void a_sign_is_set_of_the_negative_zero_too(void **unused)
{
    (void)unused;
    assert_int_equal(rk_mask_signed(&awkward), bits(sign_set));
    assert_int_equal(rk_mask_signed(&awkward) & 3u, 2);
    RK_FOR_LANES(lane)
    {
        float one = rk_if_signed(awkward.v[lane], -0.0f, 7.5f), other = rk_if_signed(awkward.v[lane], 7.5f, -0.0f);
        assert_true(sign_set(lane) ? one == 0.0f && signbit(one) : one == 7.5f);
        assert_true(sign_set(lane) ? other == 7.5f : other == 0.0f && signbit(other));
    }
}

static void masks_of_whole_numbers_tell_less_from_equal(void **unused)
{
    (void)unused;
    assert_int_equal(rk_mask_int_less(&whole, 2), bits(below_two));
    assert_int_equal(rk_mask_int_equal(&whole, 2), bits(two));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_zero_of_either_sign_is_neither_negative_nor_positive),
        cmocka_unit_test(a_sign_is_set_of_the_negative_zero_too),
        cmocka_unit_test(masks_of_whole_numbers_tell_less_from_equal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
