/* Text for people: what a terminal shows, and no more digits than a number deserves. */
#include "cli/text.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void japanese_takes_two_columns_a_character_in_every_locale(void **unused)
{
    (void)unused;
    assert_int_equal(rk_text_width("alone"), 5);
    assert_int_equal(rk_text_width("空白月数"), 8);
    assert_int_equal(rk_text_width("ひとり情シス months"), 19);
    assert_int_equal(rk_text_width("20市町（愛媛）"), 14); /* full-width brackets */
    assert_int_equal(rk_text_width("𠮷野"), 4);            /* outside the basic plane */
    assert_int_equal(rk_text_width(""), 0);
}

static void half_width_and_western_letters_take_one(void **unused)
{
    (void)unused;
    assert_int_equal(rk_text_width("ﾃﾞｼﾞﾀﾙ"), 6);
    assert_int_equal(rk_text_width("± 0.5"), 5);
    assert_int_equal(rk_text_width("Ōita"), 4);
}

static void marks_on_a_letter_take_none(void **unused)
{
    (void)unused;
    assert_int_equal(rk_text_width("か\xe3\x82\x99"), 2);     /* ka with a combining voicing mark */
    assert_int_equal(rk_text_width("O\xcc\x84ita"), 4);       /* O with a combining macron */
    assert_int_equal(rk_text_width("葛\xf3\xa0\x84\x80"), 2); /* with an ideographic variation selector */
}

static void bytes_that_are_no_utf8_take_one_each_and_end_with_the_text(void **unused)
{
    (void)unused;
    assert_int_equal(rk_text_width("\x88\xa4\x95Q"), 4); /* Shift_JIS */
    assert_int_equal(rk_text_width("a\xe7\xa9"), 3);     /* cut in the middle of a character */
    assert_int_equal(rk_text_width("\xf0"), 1);
}

static void an_error_keeps_two_significant_digits(void **unused)
{
    (void)unused;
    assert_int_equal(rk_text_decimals(0.031), 3);
    assert_int_equal(rk_text_decimals(0.1), 2);
    assert_int_equal(rk_text_decimals(0.0994), 3);
    assert_int_equal(rk_text_decimals(0.0996), 2);
    assert_int_equal(rk_text_decimals(1.7), 1);
    assert_int_equal(rk_text_decimals(47), 0);
    assert_int_equal(rk_text_decimals(5300), 0);
    assert_int_equal(rk_text_decimals(1e-30), 9);
    assert_int_equal(rk_text_decimals(0), 3);
    assert_int_equal(rk_text_decimals(NAN), 3);
}

static void assert_number(double value, int decimals, bool sign, const char *expected)
{
    char text[RK_TEXT_SIZE];
    rk_text_number(text, value, decimals, sign);
    assert_string_equal(text, expected);
}

static void numbers_have_commas_and_a_sign_where_asked(void **unused)
{
    (void)unused;
    assert_number(1234567.891, 2, false, "1,234,567.89");
    assert_number(-1234.5, 1, true, "-1,234.5");
    assert_number(123, 0, true, "+123");
    assert_number(999.96, 1, false, "1,000.0");
    assert_number(3e35, 2, false, "3.000e+35");
    assert_number(NAN, 2, false, "n/a");
    assert_number(-INFINITY, 2, false, "-inf");
}

static void what_rounds_to_zero_has_no_sign(void **unused)
{
    (void)unused;
    assert_number(-0.004, 2, false, "0.00");
    assert_number(0.004, 2, true, "0.00");
    assert_number(-0.0, 0, true, "0");
}

static void assert_duration(double seconds, const char *expected)
{
    char text[RK_TEXT_SIZE];
    rk_text_duration(text, seconds);
    assert_string_equal(text, expected);
}

static void durations_grow_their_unit(void **unused)
{
    (void)unused;
    assert_duration(0.832, "0.83 s");
    assert_duration(0.996, "1.0 s");
    assert_duration(2.51, "2.5 s");
    assert_duration(9.96, "10 s");
    assert_duration(59.6, "1 min 0 s");
    assert_duration(200, "3 min 20 s");
    assert_duration(7530, "2 h 5 min");
}

static void sizes_grow_their_unit(void **unused)
{
    (void)unused;
    char text[RK_TEXT_SIZE];
    rk_text_bytes(text, 731);
    assert_string_equal(text, "731 bytes");
    rk_text_bytes(text, 3.17e6);
    assert_string_equal(text, "3.2 MB");
    rk_text_bytes(text, 999600);
    assert_string_equal(text, "1.0 MB");
}

static void a_slip_of_the_finger_is_one_step(void **unused)
{
    (void)unused;
    assert_int_equal(rk_text_distance("run", "run"), 0);
    assert_int_equal(rk_text_distance("rnu", "run"), 1); /* swapped */
    assert_int_equal(rk_text_distance("chekc", "check"), 1);
    assert_int_equal(rk_text_distance("explian", "explain"), 1);
    assert_int_equal(rk_text_distance("lists", "list"), 1);
    assert_int_equal(rk_text_distance("", "run"), 3);
    assert_int_equal(rk_text_distance("kitten", "sitting"), 3); /* two replaced, one added */
}

static void a_whole_number_is_nothing_but_digits_within_the_range(void **unused)
{
    (void)unused;
    uint64_t value = 0;
    assert_true(rk_text_whole("417", 0, 1000, &value));
    assert_int_equal(value, 417);
    assert_true(rk_text_whole("18446744073709551615", 0, UINT64_MAX, &value));
    assert_true(value == UINT64_MAX);
    static const char *const wrong[] = {
        "", " 4", "4 ", "-1", "+1", "0x10", "1e3", "4.0", "１０", "18446744073709551616", "1001"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_false(rk_text_whole(wrong[i], 0, 1000, &value));
    }
    assert_false(rk_text_whole("0", 1, 1000, &value));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(japanese_takes_two_columns_a_character_in_every_locale),
        cmocka_unit_test(half_width_and_western_letters_take_one),
        cmocka_unit_test(marks_on_a_letter_take_none),
        cmocka_unit_test(bytes_that_are_no_utf8_take_one_each_and_end_with_the_text),
        cmocka_unit_test(an_error_keeps_two_significant_digits),
        cmocka_unit_test(numbers_have_commas_and_a_sign_where_asked),
        cmocka_unit_test(what_rounds_to_zero_has_no_sign),
        cmocka_unit_test(durations_grow_their_unit),
        cmocka_unit_test(sizes_grow_their_unit),
        cmocka_unit_test(a_slip_of_the_finger_is_one_step),
        cmocka_unit_test(a_whole_number_is_nothing_but_digits_within_the_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
