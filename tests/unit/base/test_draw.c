/* The generator against the published answers of Random123, many draws at once against one, and what a seed promises.
 */
#include "base/draw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void expect_words(rk_words got, const uint32_t expected[4])
{
    for (int i = 0; i < 4; i++) {
        assert_int_equal(got.word[i], expected[i]);
    }
}

/* ---- Known answers ---- */

/* "philox4x32 10" in tests/kat_vectors of Random123 1.14: counter words 0..3 are replication, who, when and purpose,
 * key words 0 and 1 the lower and the upper half of the seed. */
static void an_address_gives_the_published_words_of_philox(void **unused)
{
    (void)unused;
    static const uint32_t zeros[4] = {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8};
    static const uint32_t ones[4] = {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd};
    static const uint32_t digits_of_pi[4] = {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1};
    expect_words(rk_draw(0, 0, 0, 0, (rk_purpose)0), zeros);
    expect_words(rk_draw(UINT64_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX, (rk_purpose)UINT32_MAX), ones);
    expect_words(rk_draw(0x299f31d0a4093822, 0x243f6a88, 0x85a308d3, 0x13198a2e, (rk_purpose)0x03707344), digits_of_pi);
}

static void every_part_of_an_address_changes_every_word(void **unused)
{
    (void)unused;
    const uint64_t seed = 20260401;
    const rk_words here = rk_draw(seed, 17, 3, 5, RK_DRAW_SPELL);
    const rk_words others[] = {
        rk_draw(seed + 1, 17, 3, 5, RK_DRAW_SPELL),
        rk_draw(seed + (UINT64_C(1) << 32), 17, 3, 5, RK_DRAW_SPELL), /* the upper half of the seed counts too */
        rk_draw(seed, 18, 3, 5, RK_DRAW_SPELL),
        rk_draw(seed, 17, 4, 5, RK_DRAW_SPELL),
        rk_draw(seed, 17, 3, 6, RK_DRAW_SPELL),
        rk_draw(seed, 17, 3, 5, RK_DRAW_START),
        rk_draw(seed, 3, 17, 5, RK_DRAW_SPELL), /* parts are not interchangeable */
    };
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        for (int w = 0; w < 4; w++) {
            assert_int_not_equal(others[i].word[w], here.word[w]);
        }
    }
}

/* ---- Many at once ---- */

enum { N_MAX = 1000, STRIDE_MAX = N_MAX + 7 };

static void many_draws_are_as_one_by_one(size_t n, size_t stride)
{
    static uint32_t replication[N_MAX], who[N_MAX], when[N_MAX], words[4 * STRIDE_MAX];
    const uint64_t seed = 0xfedcba9876543210;
    const uint32_t untouched = 0xa5a5a5a5;
    const rk_purpose purpose = (rk_purpose)(1 + n % 13);
    for (size_t i = 0; i < n; i++) {
        replication[i] = (uint32_t)(i * 2654435761u);
        who[i] = rk_who_own_post(1100 + (int)(i * 46), (unsigned)i);
        when[i] = (uint32_t)(i % 361);
    }
    for (size_t i = 0; i < 4 * stride; i++) {
        words[i] = untouched;
    }
    rk_draw_many(seed, n, replication, who, when, purpose, stride, words);
    for (size_t i = 0; i < stride; i++) {
        rk_words one = rk_draw(seed, replication[i % N_MAX], who[i % N_MAX], when[i % N_MAX], purpose);
        for (size_t w = 0; w < 4; w++) {
            assert_int_equal(words[w * stride + i], i < n ? one.word[w] : untouched);
        }
    }
}

static void many_draws_at_once_are_those_one_by_one_and_touch_no_more(void **unused)
{
    (void)unused;
    static const size_t numbers[] = {0, 1, 2, 15, 16, 17, 31, 33, N_MAX};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        many_draws_are_as_one_by_one(numbers[i], numbers[i]);
        many_draws_are_as_one_by_one(numbers[i], numbers[i] + 7);
    }
}

static void many_thresholds_at_once_are_those_one_by_one(void **unused)
{
    (void)unused;
    static const size_t numbers[] = {0, 1, 15, 16, 17, N_MAX};
    static uint32_t words[N_MAX];
    static float thresholds[N_MAX + 1];
    for (uint32_t i = 0; i < N_MAX; i++) {
        words[i] = i * 4294967u + (i < 8 ? 0 : UINT32_C(3));
    }
    words[7] = UINT32_MAX;
    for (size_t k = 0; k < sizeof numbers / sizeof numbers[0]; k++) {
        size_t n = numbers[k];
        thresholds[n] = -3.5f;
        rk_exponential_many(n, words, thresholds);
        assert_true(thresholds[n] == -3.5f);
        for (size_t i = 0; i < n; i++) {
            float one = rk_exponential(words[i]);
            assert_memory_equal(&thresholds[i], &one, sizeof one);
        }
    }
}

/* ---- Uniforms ---- */

static void a_uniform_is_the_middle_of_its_cell_and_never_0_or_1(void **unused)
{
    (void)unused;
    static const uint32_t words[] = {0, 1, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff};
    assert_true(rk_uniform(0) == 0x1p-33);
    assert_true(rk_uniform(UINT32_MAX) == 1.0 - 0x1p-33); /* exact in 53 bits */
    assert_true(rk_uniform(0x80000000) == 0.5 + 0x1p-33);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        assert_true(rk_uniform(words[i]) > 0.0 && rk_uniform(words[i]) < 1.0);
        assert_true(i == 0 || rk_uniform(words[i]) > rk_uniform(words[i - 1]));
    }
}

/* ---- Purposes ---- */

/* Changing one would change every run of every seed. */
static const struct {
    const char *name;
    unsigned purpose, promised;
} purposes[] = {
    {"RK_DRAW_SPELL", RK_DRAW_SPELL, 1},
    {"RK_DRAW_START", RK_DRAW_START, 2},
    {"RK_DRAW_EXIT", RK_DRAW_EXIT, 3},
    {"RK_DRAW_ESTABLISHMENT", RK_DRAW_ESTABLISHMENT, 4},
    {"RK_DRAW_VENDOR_GROUP", RK_DRAW_VENDOR_GROUP, 5},
    {"RK_DRAW_VENDOR_DELAY", RK_DRAW_VENDOR_DELAY, 6},
    {"RK_DRAW_REQUEST", RK_DRAW_REQUEST, 7},
    {"RK_DRAW_MIGRATION_ERROR", RK_DRAW_MIGRATION_ERROR, 8},
    {"RK_DRAW_SECURITY", RK_DRAW_SECURITY, 9},
    {"RK_DRAW_NATIONAL_TASK", RK_DRAW_NATIONAL_TASK, 10},
    {"RK_DRAW_DISASTER", RK_DRAW_DISASTER, 11},
    {"RK_DRAW_ASSUMPTION", RK_DRAW_ASSUMPTION, 12},
    {"RK_DRAW_POST_KIND", RK_DRAW_POST_KIND, 13},
    {"RK_DRAW_SECTIONS", RK_DRAW_SECTIONS, 14},
    {"RK_DRAW_ELECTION_MONTH", RK_DRAW_ELECTION_MONTH, 15},
    {"RK_DRAW_ELECTION", RK_DRAW_ELECTION, 16},
    {"RK_DRAW_SOBOL_SHIFT", RK_DRAW_SOBOL_SHIFT, 17},
    {"RK_DRAW_COALITION", RK_DRAW_COALITION, 18},
};
enum { N_PURPOSES = sizeof purposes / sizeof purposes[0] };

static void no_two_purposes_are_the_same_and_their_numbers_stay(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < N_PURPOSES; i++) {
        assert_int_equal(purposes[i].purpose, purposes[i].promised);
        for (size_t j = 0; j < i; j++) {
            assert_int_not_equal(purposes[i].purpose, purposes[j].purpose);
        }
    }
}

/* The header is read as text, so that a new purpose cannot be left out here. */
static void the_list_of_purposes_in_this_test_is_the_headers(void **unused)
{
    (void)unused;
    FILE *header = fopen(RK_SOURCE_DIR "/engine/base/draw.h", "r");
    assert_non_null(header);
    char line[256];
    size_t n = 0;
    while (fgets(line, sizeof line, header) != NULL) {
        char name[64];
        unsigned number;
        if (sscanf(line, " %63[A-Z_] = %u", name, &number) == 2 && strncmp(name, "RK_DRAW_", 8) == 0) {
            assert_true(n < N_PURPOSES);
            assert_string_equal(name, purposes[n].name);
            assert_int_equal(number, purposes[n].promised);
            n++;
        }
    }
    fclose(header);
    assert_int_equal(n, N_PURPOSES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_gives_the_published_words_of_philox),
        cmocka_unit_test(every_part_of_an_address_changes_every_word),
        cmocka_unit_test(many_draws_at_once_are_those_one_by_one_and_touch_no_more),
        cmocka_unit_test(many_thresholds_at_once_are_those_one_by_one),
        cmocka_unit_test(a_uniform_is_the_middle_of_its_cell_and_never_0_or_1),
        cmocka_unit_test(no_two_purposes_are_the_same_and_their_numbers_stay),
        cmocka_unit_test(the_list_of_purposes_in_this_test_is_the_headers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
