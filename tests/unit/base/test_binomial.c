/* Binomial numbers: against the summed chances of the closed form, and that they grow with chance, n and word. */
#include "base/draw.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* The word of a uniform a little above or below a summed chance. */
static uint32_t word_at(double uniform)
{
    double word = floor(uniform * 0x1p32);
    return word < 0.0 ? 0 : word > 0x1p32 - 1.0 ? UINT32_MAX : (uint32_t)word;
}

static double chance_of(unsigned k, unsigned n, double p)
{
    return exp(lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0) + k * log(p) + (n - k) * log1p(-p));
}

static void it_is_the_quantile_of_the_distribution(void **unused)
{
    (void)unused;
    static const double chances[] = {0.003, 0.1, 0.37, 0.5, 0.51, 0.83, 0.9991};
    static const unsigned numbers[] = {1, 2, 7, 31, 64};
    for (size_t i = 0; i < sizeof chances / sizeof *chances; i++) {
        for (size_t j = 0; j < sizeof numbers / sizeof *numbers; j++) {
            double sum = 0.0;
            for (unsigned k = 0; k < numbers[j]; k++) {
                sum += chance_of(k, numbers[j], chances[i]);
                if (sum > 1e-6 && sum < 1.0 - 1e-6) { /* elsewhere a word is too coarse */
                    assert_int_equal(rk_binomial(numbers[j], chances[i], word_at(sum - 1e-8)), k);
                    assert_int_equal(rk_binomial(numbers[j], chances[i], word_at(sum + 1e-8)), k + 1);
                }
            }
        }
    }
}

static void nothing_and_everything(void **unused)
{
    (void)unused;
    static const uint32_t words[] = {0, 1, 0x7fffffff, UINT32_MAX - 1, UINT32_MAX};
    static const unsigned numbers[] = {0, 1, 64, 65, 5000};
    for (size_t i = 0; i < 5; i++) {
        for (size_t j = 0; j < 5; j++) {
            assert_int_equal(rk_binomial(numbers[j], 0.0, words[i]), 0);
            assert_int_equal(rk_binomial(numbers[j], 1.0, words[i]), numbers[j]);
            assert_in_range(rk_binomial(numbers[j], 0.37, words[i]), 0, numbers[j]);
        }
    }
}

/* Mean and variance over words spread evenly, for numbers on both sides of where the normal distribution steps in. */
static void mean_and_variance_are_right_for_few_and_many(void **unused)
{
    (void)unused;
    enum { WORDS = 1 << 16 };
    static const unsigned numbers[] = {60, 64, 65, 70, 1440};
    static const double chances[] = {0.1, 0.7};
    for (size_t i = 0; i < 5; i++) {
        for (size_t j = 0; j < 2; j++) {
            double n = numbers[i], p = chances[j], sum = 0.0, squares = 0.0;
            for (uint32_t w = 0; w < WORDS; w++) {
                double k = rk_binomial(numbers[i], p, w << 16 | 0x8000);
                sum += k;
                squares += k * k;
            }
            double mean = sum / WORDS, variance = squares / WORDS - mean * mean;
            assert_true(fabs(mean - n * p) < 0.02);
            assert_true(fabs(variance / (n * p * (1.0 - p)) - 1.0) < 0.02);
        }
    }
}

static void more_with_a_larger_chance_number_or_word(void **unused)
{
    (void)unused;
    for (unsigned n = 0; n < 200; n++) {
        for (int i = 1; i < 50; i++) {
            double p = 0.02 * i;
            uint32_t word = (uint32_t)(n * 2654435761u + (unsigned)i * 40503u);
            unsigned k = rk_binomial(n, p, word);
            assert_true(rk_binomial(n, p + 0.02, word) >= k);
            assert_true(n == 64 || rk_binomial(n + 1, p, word) >= k); /* but from the one rule to the other */
            assert_true(word > UINT32_MAX - 99999 || rk_binomial(n, p, word + 99999) >= k);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_the_quantile_of_the_distribution),
        cmocka_unit_test(nothing_and_everything),
        cmocka_unit_test(mean_and_variance_are_right_for_few_and_many),
        cmocka_unit_test(more_with_a_larger_chance_number_or_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
