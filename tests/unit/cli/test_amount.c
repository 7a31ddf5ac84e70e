/* Amounts as people type them. */
#include "cli/amount.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void amounts_are_read_in_every_unit(void **unused)
{
    (void)unused;
    static const struct {
        const char *text;
        double yen;
    } amounts[] = {{"5oku", 5e8},      {"1.25億円", 1.25e8}, {"300 man", 3e6},           {"3_000_000 yen", 3e6},
                   {" 12万円", 1.2e5}, {"0", 0.0},           {"2.5 million yen", 2.5e6}, {"7千円", 7000.0}};
    for (size_t i = 0; i < sizeof amounts / sizeof amounts[0]; i++) {
        double yen = -1.0;
        assert_true(rk_amount_yen(amounts[i].text, &yen));
        assert_true(fabs(yen - amounts[i].yen) <= 1e-12 * amounts[i].yen);
    }
}

static void what_is_no_amount_is_refused(void **unused)
{
    (void)unused;
    static const char *const wrong[] = {"",     "oku", "-5oku", "5okus", "1e9",  "1,000",
                                        "1__0", "_1",  "5 %",   "inf",   "1.2.3"};
    double yen;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_false(rk_amount_yen(wrong[i], &yen));
    }
}

static void shares_are_read_with_and_without_per_cent(void **unused)
{
    (void)unused;
    double share;
    assert_true(rk_amount_share("10%", &share) && fabs(share - 0.1) < 1e-15);
    assert_true(rk_amount_share("2.5 %/year", &share) && fabs(share - 0.025) < 1e-15);
    assert_true(rk_amount_share("0.05", &share) && share == 0.05);
    assert_false(rk_amount_share("5oku", &share));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amounts_are_read_in_every_unit),
        cmocka_unit_test(what_is_no_amount_is_refused),
        cmocka_unit_test(shares_are_read_with_and_without_per_cent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
