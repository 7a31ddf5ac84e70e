#include "reading.h"

#include "input/mistakes.h"
#include "input/nearest.h"
#include "input/utf8.h"

static void distance_counts_letters_put_in_left_out_changed_and_swapped(void **unused)
{
    static const struct {
        const char *a, *b;
        size_t distance;
    } rows[] = {
        {"", "", 0},
        {"years", "years", 0},
        {"YEARS", "years", 0},
        {"yers", "years", 1},
        {"yearss", "years", 1},
        {"yaers", "years", 1},
        {"yoars", "years", 1},
        {"", "abc", 3},
        {"ca", "abc", 3}, /* optimal string alignment: a swap is not edited again */
        {"松山", "松山市", 1},
        {"市松山", "松山市", 2},
        {"kitten", "sitting", 3},
    };
    (void)unused;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(rk_distance(rows[i].a, rows[i].b), rows[i].distance);
        assert_int_equal(rk_distance(rows[i].b, rows[i].a), rows[i].distance);
    }
}

static void very_long_names_are_far_from_everything(void **unused)
{
    (void)unused;
    char name[1000];
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    assert_int_equal(rk_distance(name, name), RK_NEAREST_CHARACTERS);
}

static const char *nearest_of(const char *unknown, const char *const names[], size_t n)
{
    rk_nearest nearest = rk_nearest_to(unknown);
    for (size_t i = 0; i < n; i++) {
        rk_nearest_offer(&nearest, names[i]);
    }
    return nearest.name;
}

static void only_a_name_that_can_be_meant_is_suggested(void **unused)
{
    static const char *const names[] = {"years", "seed", "start", "replications", "on"};
    (void)unused;
    assert_string_equal(nearest_of("yaers", names, 5), "years");
    assert_string_equal(nearest_of("replcation", names, 5), "replications");
    assert_string_equal(nearest_of("no", names, 5), "on");
    assert_null(nearest_of("colour", names, 5));
    assert_null(nearest_of("stare", names + 1, 1));
    assert_null(nearest_of("", names, 5));
}

static void text_that_is_not_utf8_is_seen_at_its_first_wrong_byte(void **unused)
{
    static const char *const wrong[] = {"\x80",         "\xC0\x80", "\xE3\x81", "\xED\xA0\x80", "\xF5\x80\x80\x80",
                                        "\xE0\x80\x80", "\xFF"};
    uint32_t c;
    (void)unused;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(rk_utf8_next(wrong[i], wrong[i] + strlen(wrong[i]), &c), 0);
    }
    assert_int_equal(rk_utf8_next("愛", "愛" + 3, &c), 3);
    assert_int_equal(c, 0x611B);
    assert_int_equal(rk_utf8_length("愛媛 x"), 4);
}

static void controls_are_seen_and_shown_harmless(void **state)
{
    rk_arena *arena = ((rk_reader *)*state)->arena;
    static const struct {
        const char *text;
        uint32_t control;
        const char *shown;
    } rows[] = {
        {"", 0, ""},
        {"県\tと\n町", 0, "県\tと\n町"},
        {"\x1b[31m", 0x1B, "\xEF\xBF\xBD[31m"},
        {"a\x7f\x01", 0x7F, "a\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"\xC2\x9B!", 0x9B, "\xEF\xBF\xBD!"},
        {"\xC2\xA0", 0, "\xC2\xA0"},
        {"x\xE2\x80\xAEy", 0x202E, "x\xEF\xBF\xBDy"},
        {"\xFF\xFE\x07z", 0x07, "\xFF\xFE\xEF\xBF\xBDz"}, /* a file's name need not be UTF-8 */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(rk_utf8_control(rows[i].text), rows[i].control);
        assert_string_equal(rk_utf8_shown(arena, rows[i].text), rows[i].shown);
    }
}

static void mistakes_are_told_by_file_line_and_column(void **unused)
{
    (void)unused;
    rk_mistakes *mistakes = rk_mistakes_new();
    assert_true(rk_mistakes_add(mistakes, (rk_mistake){"b.yaml", 2, 5, "k", "third"}));
    assert_true(rk_mistakes_add(mistakes, (rk_mistake){"b.yaml", 2, 3, "k", "second"}));
    assert_true(rk_mistakes_add(mistakes, (rk_mistake){"b.yaml", 2, 5, "", "fourth"}));
    assert_true(rk_mistakes_add(mistakes, (rk_mistake){"--set", 0, 0, "k", "first"}));
    assert_string_equal(printed(mistakes),
                        "--set: k: first\nb.yaml:2:3: k: second\nb.yaml:2:5: k: third\nb.yaml:2:5: fourth\n");
    assert_string_equal(rk_mistakes_get(mistakes, 1).text, "second");
    assert_true(rk_mistakes_add_once(mistakes, (rk_mistake){"b.yaml", 2, 5, "k", "third"}));
    assert_int_equal(rk_mistakes_count(mistakes), 4);
    assert_true(rk_mistakes_add_once(mistakes, (rk_mistake){"b.yaml", 2, 6, "k", "third"}));
    assert_int_equal(rk_mistakes_count(mistakes), 5);
    rk_mistakes *others = rk_mistakes_new();
    assert_true(rk_mistakes_add(others, (rk_mistake){"b.yaml", 2, 6, "k", "third"}));
    assert_true(rk_mistakes_add(others, (rk_mistake){"b.yaml", 2, 7, "k", "third"}));
    assert_true(rk_mistakes_join(mistakes, others));
    assert_int_equal(rk_mistakes_count(mistakes), 6);
    rk_mistakes_free(others);
    rk_mistakes_free(mistakes);
    rk_mistakes_free(NULL);
}

static void a_flood_of_mistakes_is_counted_and_not_kept(void **unused)
{
    (void)unused;
    rk_mistakes *mistakes = rk_mistakes_new();
    for (int i = 0; i < RK_MISTAKES_MAX + 7; i++) {
        assert_true(rk_mistakes_add(mistakes, (rk_mistake){"f", i + 1, 1, "", "."}));
    }
    assert_int_equal(rk_mistakes_count(mistakes), RK_MISTAKES_MAX);
    assert_non_null(strstr(printed(mistakes), "and 7 more\n"));
    rk_mistakes *same = rk_mistakes_new();
    assert_true(rk_mistakes_join(same, mistakes));
    assert_true(rk_mistakes_join(same, mistakes));
    assert_non_null(strstr(printed(same), "and 7 more\n"));
    rk_mistakes_free(same);
    rk_mistakes_free(mistakes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distance_counts_letters_put_in_left_out_changed_and_swapped),
        cmocka_unit_test(very_long_names_are_far_from_everything),
        cmocka_unit_test(only_a_name_that_can_be_meant_is_suggested),
        cmocka_unit_test(text_that_is_not_utf8_is_seen_at_its_first_wrong_byte),
        cmocka_unit_test_setup_teardown(controls_are_seen_and_shown_harmless, reader_setup, reader_teardown),
        cmocka_unit_test(mistakes_are_told_by_file_line_and_column),
        cmocka_unit_test(a_flood_of_mistakes_is_counted_and_not_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
