/* Thresholds of hazard clocks: are they exponential? Moments, distance of the distribution, tail, and that the words of
 * an address have nothing to do with each other. With a fixed seed each test passes or fails for good; the false-alarm
 * rate said is that of a right engine over free seeds. */
#include "base/draw.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { N = 1 << 20 };

static float thresholds[4][N]; /* [word] */
static uint32_t words[4][N];

static int draw_all(void **unused)
{
    (void)unused;
    static uint32_t replication[N], who[N], when[N];
    for (uint32_t i = 0; i < N; i++) {
        replication[i] = i % 10007;
        who[i] = rk_who_own_post(38201 + (int)(i % 20), i % 23);
        when[i] = i / 4099;
    }
    rk_draw_many(314159265358979, N, replication, who, when, RK_DRAW_SPELL, N, words[0]);
    for (int w = 0; w < 4; w++) {
        rk_exponential_many(N, words[w], thresholds[w]);
    }
    return 0;
}

/* ---- Single words ---- */

static void the_ends_are_above_zero_and_finite(void **unused)
{
    (void)unused;
    assert_true(rk_exponential(UINT32_MAX) > 0.0f);
    assert_true(fabs((double)rk_exponential(UINT32_MAX) / 0x1p-33 - 1.0) < 1e-7);              /* -ln(1 - x) is x */
    assert_true(fabs((double)rk_exponential(0) / (33.0 * 0.693147180559945309) - 1.0) < 1e-7); /* 33 ln 2 = 22.87 */
}

static void a_larger_word_gives_a_smaller_threshold(void **unused)
{
    (void)unused;
    float before = rk_exponential(0);
    for (uint32_t word = 4095; word < UINT32_MAX - 4096; word += 4096) {
        float now = rk_exponential(word);
        assert_true(now <= before && now > 0.0f);
        before = now;
    }
}

static void a_threshold_is_the_logarithm_of_the_library_to_single_precision(void **unused)
{
    (void)unused;
    for (uint32_t word = 11; word < UINT32_MAX - 65536; word += 65521) {
        double exact = -log(((double)word + 0.5) / 4294967296.0);
        double got = (double)rk_exponential(word);
        assert_true(fabs(got - exact) <= 6e-8 * exact); /* 2^-24: rounding to float alone */
    }
}

/* ---- Many words ---- */

/* Mean 1, variance 1, third moment 6: standard errors sqrt(1), sqrt(20), sqrt(720 - 36) over sqrt(N). Five of them:
 * false alarm 6e-7 each. */
static void moments_are_those_of_the_exponential(void **unused)
{
    (void)unused;
    for (int w = 0; w < 4; w++) {
        double first = 0, second = 0, third = 0;
        for (size_t i = 0; i < N; i++) {
            double x = (double)thresholds[w][i];
            assert_true(x > 0.0);
            first += x;
            second += x * x;
            third += x * x * x;
        }
        double root = sqrt((double)N);
        assert_true(fabs(first / N - 1.0) < 5.0 / root);
        assert_true(fabs(second / N - 2.0) < 5.0 * sqrt(20.0) / root);
        assert_true(fabs(third / N - 6.0) < 5.0 * sqrt(684.0) / root);
    }
}

static int ascending(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* Kolmogorov and Smirnov: P(sqrt(n) D > 2.23) = 2 exp(-2 * 2.23^2) = 1e-4 for each of four words. */
static void the_distribution_is_nowhere_far_from_the_exponential(void **unused)
{
    (void)unused;
    static float sorted[N];
    for (int w = 0; w < 4; w++) {
        for (size_t i = 0; i < N; i++) {
            sorted[i] = thresholds[w][i];
        }
        qsort(sorted, N, sizeof sorted[0], ascending);
        double distance = 0;
        for (size_t i = 0; i < N; i++) {
            double below = -expm1(-(double)sorted[i]);
            distance = fmax(distance, fmax((double)(i + 1) / N - below, below - (double)i / N));
        }
        assert_true(distance * sqrt((double)N) < 2.23);
    }
}

/* Long stays: beyond x there are N exp(-x), Poisson. From 3 to 12 of them are 52,206 to 6; five standard deviations and
 * a half for small numbers: false alarm below 1e-5 in all. */
static void the_tail_falls_as_it_should(void **unused)
{
    (void)unused;
    for (int w = 0; w < 4; w++) {
        for (int x = 3; x <= 12; x++) {
            double beyond = 0, expected = N * exp(-x);
            for (size_t i = 0; i < N; i++) {
                beyond += thresholds[w][i] > (float)x;
            }
            assert_true(fabs(beyond - expected) < 5.0 * sqrt(expected) + 3.0);
        }
    }
}

/* Correlation of independent numbers has standard error 1 / sqrt(N). Six pairs of words, and each with its neighbour in
 * the list of addresses: false alarm 6e-6 in all. */
static void words_of_an_address_and_neighbouring_addresses_have_nothing_in_common(void **unused)
{
    (void)unused;
    const double bound = 5.0 / sqrt((double)N);
    for (int a = 0; a < 4; a++) {
        for (int b = 0; b <= a; b++) {
            size_t shift = a == b;
            double product = 0;
            for (size_t i = 0; i + shift < N; i++) {
                product += ((double)thresholds[a][i] - 1.0) * ((double)thresholds[b][i + shift] - 1.0);
            }
            assert_true(fabs(product / N) < bound);
        }
    }
}

/* Each of 32 bits is set in half the words: standard error sqrt(N) / 2. 128 bits at five: false alarm 7e-5. */
static void every_bit_is_set_half_of_the_time(void **unused)
{
    (void)unused;
    for (int w = 0; w < 4; w++) {
        for (int bit = 0; bit < 32; bit++) {
            double set = 0;
            for (size_t i = 0; i < N; i++) {
                set += words[w][i] >> bit & 1;
            }
            assert_true(fabs(set - N / 2.0) < 5.0 * sqrt((double)N) / 2.0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ends_are_above_zero_and_finite),
        cmocka_unit_test(a_larger_word_gives_a_smaller_threshold),
        cmocka_unit_test(a_threshold_is_the_logarithm_of_the_library_to_single_precision),
        cmocka_unit_test(moments_are_those_of_the_exponential),
        cmocka_unit_test(the_distribution_is_nowhere_far_from_the_exponential),
        cmocka_unit_test(the_tail_falls_as_it_should),
        cmocka_unit_test(words_of_an_address_and_neighbouring_addresses_have_nothing_in_common),
        cmocka_unit_test(every_bit_is_set_half_of_the_time),
    };
    return cmocka_run_group_tests(tests, draw_all, NULL);
}
