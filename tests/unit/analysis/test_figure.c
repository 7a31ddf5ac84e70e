/* Text, scales, labels and classes of figures. */
#include "analysis/answer_build.h"
#include "analysis/figure.h"

#include "ran.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char *escaped(const char *words)
{
    rk_markup text = {0};
    char *bytes = NULL;
    rk_markup_escaped(&text, words);
    assert_int_equal(rk_markup_done(&text, &bytes), RK_OK);
    return bytes;
}

static void what_means_something_to_a_page_is_escaped(void **unused)
{
    (void)unused;
    static const struct {
        const char *words, *expected;
    } cases[] = {
        {"<a href='x'>&\"", "&lt;a href=&#39;x&#39;&gt;&amp;&quot;"},
        {"松野町", "松野町"},
        {"", ""},
        {"a\x01z\x7F", "a\xEF\xBF\xBDz\x7F"},                     /* XML forbids the first, not the second */
        {"\xE6\x9D", "\xEF\xBF\xBD\xEF\xBF\xBD"},                 /* cut within a character */
        {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"}, /* a surrogate */
        {"\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},                 /* too long a form */
        {"\xEF\xBF\xBE", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"}, /* U+FFFE */
        {"\xF0\xA0\xAE\x9F", "\xF0\xA0\xAE\x9F"},                 /* U+20B9F */
        {"\xF4\x90\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *bytes = escaped(cases[i].words);
        assert_string_equal(bytes, cases[i].expected);
        free(bytes);
    }
}

static void ticks_hold_the_values_between_them(void **unused)
{
    (void)unused;
    static const double pairs[][2] = {{0.0, 1.7},   {-0.83, 0.02}, {1e8, 2.3e10},
                                      {-3.0, -1.0}, {0.0, 1e-7},   {61.0, 228.0}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        rk_scale scale = rk_scale_of(pairs[i][0], pairs[i][1], 300.0, 100.0, 6);
        double ticks = (scale.high - scale.low) / scale.step, power = log10(scale.step), rest = power - floor(power);
        assert_true(scale.low <= pairs[i][0] && scale.high >= pairs[i][1]);
        assert_true(scale.low > pairs[i][0] - scale.step && scale.high < pairs[i][1] + scale.step);
        assert_true(ticks > 1.5 && ticks < 8.5 && fabs(ticks - round(ticks)) < 1e-6);
        assert_true(fabs(rest) < 1e-9 || fabs(rest - log10(2.0)) < 1e-9 || fabs(rest - log10(5.0)) < 1e-9 ||
                    fabs(rest - 1.0) < 1e-9);
        assert_true(fabs(rk_scale_at(&scale, scale.low) - 300.0) < 1e-9);
        assert_true(fabs(rk_scale_at(&scale, scale.high) - 100.0) < 1e-9);
        assert_true(fabs(rk_scale_at(&scale, (scale.low + scale.high) / 2.0) - 200.0) < 1e-9);
    }
}

static void a_scale_of_nothing_is_still_one(void **unused)
{
    (void)unused;
    static const double pairs[][2] = {{0.0, 0.0}, {7.0, 7.0}, {-2.0, -2.0}, {0.0, NAN}, {NAN, NAN}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        rk_scale scale = rk_scale_of(pairs[i][0], pairs[i][1], 0.0, 100.0, 5);
        assert_true(isfinite(scale.low) && scale.high > scale.low && scale.step > 0.0);
    }
}

static void labels_move_apart_and_keep_their_order(void **unused)
{
    (void)unused;
    double y[] = {200.0, 100.0, 101.0, 100.5, 390.0, 389.0};
    static const size_t order[] = {1, 3, 2, 0, 5, 4};
    rk_labels_apart(y, 6, 16.0, 90.0, 390.0);
    for (size_t i = 1; i < 6; i++) {
        assert_true(y[order[i]] - y[order[i - 1]] > 15.5);
    }
    assert_true(fabs(y[0] - 200.0) < 1e-9); /* nobody is near */
    for (size_t i = 0; i < 6; i++) {
        assert_true(y[i] > 81.0 && y[i] < 399.0);
    }
}

static void classes_are_fifths_of_what_is_above_nought(void **unused)
{
    (void)unused;
    double values[110];
    for (size_t i = 0; i < 110; i++) {
        values[i] = i < 9 ? 0.0 : (double)(i - 9); /* ten noughts, then 1 to 100 */
    }
    rk_classes classes = rk_classes_of(values, 110);
    static const double expected[] = {21.0, 41.0, 60.0, 80.0}; /* 20.8, 40.6, 60.4, 80.2 to two digits */
    for (size_t i = 0; i < 4; i++) {
        assert_true(classes.breaks[i] == expected[i]);
    }
    assert_int_equal(rk_class_of(&classes, 0.0), 0);
    assert_int_equal(rk_class_of(&classes, 20.999), 0);
    assert_int_equal(rk_class_of(&classes, 21.0), 1);
    assert_int_equal(rk_class_of(&classes, 1e9), 4);
    double noughts[3] = {0.0, 0.0, 0.0};
    classes = rk_classes_of(noughts, 3);
    assert_true(classes.breaks[3] == 0.0);
}

static void a_long_name_is_cut_and_whole_in_its_title(void **unused)
{
    (void)unused;
    rk_reading *reading = ran_open("figure", "38", "[38356]", "", "  alone: {title: 単独, instruments: []}\n", 16);
    rk_figure figure;
    char *svg = NULL, title[601] = "";
    for (size_t i = 0; i < 200; i++) {
        strcat(title, "町");
    }
    rk_figure_begin(&figure, reading, false, 100.0, title, "");
    assert_int_equal(rk_figure_end(&figure, "", &svg), RK_OK);
    assert_non_null(strstr(svg, "町…</text>"));
    char *whole = strstr(svg, title);
    assert_non_null(whole);
    assert_non_null(strstr(whole + 1, title)); /* of the figure, and of the line that was cut */
    free(svg);
    rk_reading_close(reading);
}

/* Amounts of one interval are seldom in two units. */
static void yen_are_said_in_three_digits_or_four(void **unused)
{
    (void)unused;
    static const struct {
        double yen;
        bool signed_;
        const char *ja, *en;
    } cases[] = {
        {0.0, true, "0円", "0 yen"},
        {9999.0, false, "9,999円", "9,999 yen"},
        {-5.0e4, false, "-5.00万円", "-5.00 man yen"},
        {8.48e6, true, "+848万円", "+848 man yen"},
        {1.0163e7, false, "1,016万円", "1,016 man yen"},
        {-3.5e7, true, "-3,500万円", "-3,500 man yen"},
        {9.9994e7, false, "9,999万円", "9,999 man yen"},
        {9.9995e7, false, "1.00億円", "1.00 oku yen"},
        {1.32e8, true, "+1.32億円", "+1.32 oku yen"},
        {1.2345e11, false, "1,234億円", "1,234 oku yen"},
    };
    rk_answer *answer = rk_answer_new("test");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        rk_words_pair said = rk_answer_yen(answer, cases[i].yen, cases[i].signed_);
        assert_string_equal(said.ja, cases[i].ja);
        assert_string_equal(said.en, cases[i].en);
    }
    rk_answer_free(answer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_means_something_to_a_page_is_escaped),
        cmocka_unit_test(ticks_hold_the_values_between_them),
        cmocka_unit_test(a_scale_of_nothing_is_still_one),
        cmocka_unit_test(labels_move_apart_and_keep_their_order),
        cmocka_unit_test(classes_are_fifths_of_what_is_above_nought),
        cmocka_unit_test(a_long_name_is_cut_and_whole_in_its_title),
        cmocka_unit_test(yen_are_said_in_three_digits_or_four),
    };
    return cmocka_run_group_tests(tests, NULL, ran_clean);
}
