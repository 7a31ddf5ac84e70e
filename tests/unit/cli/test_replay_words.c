/* Events of a replay in words, in both languages. */
#include "cli/answer.h"
#include "cli/replay.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static rk_scenario *scenario;
static rk_replay *replay;

static int open(void **unused)
{
    (void)unused;
    static const char *const settings[] = {"years=2"};
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_status status = rk_scenario_open(RK_SOURCE_DIR "/scenarios/ehime.yaml", settings, 1, mistakes, &scenario);
    rk_mistakes_free(mistakes);
    const rk_replay_options options = {1, 3, 1, 0};
    return status == RK_OK && rk_replay_open(scenario, &options, &replay) == RK_OK ? 0 : -1;
}

static int end(void **unused)
{
    (void)unused;
    rk_replay_close(replay);
    rk_scenario_close(scenario);
    return 0;
}

static void months_are_those_of_the_calendar(void **unused)
{
    (void)unused;
    static const struct {
        int month;
        const char *text;
    } cases[] = {{0, "2026-04"}, {8, "2026-12"}, {9, "2027-01"}, {11, "2027-03"}, {12, "2027-04"}, {359, "2056-03"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[RK_TOLD_SIZE];
        rk_told_month(text, scenario, cases[i].month);
        assert_string_equal(text, cases[i].text);
    }
}

static size_t count_of(const char *text, const char *word)
{
    size_t n = 0;
    for (const char *at = strstr(text, word); at != NULL; at = strstr(at + 1, word)) {
        n++;
    }
    return n;
}

static void details_format_one_number(void **unused)
{
    (void)unused;
    for (int i = 0; i < RK_N_DETAILS; i++) {
        const rk_detail_info *info = &rk_detail_infos[i];
        size_t numbers = info->en[0] != '\0';
        assert_int_equal(count_of(info->en, "%."), numbers);
        assert_int_equal(count_of(info->ja, "%."), numbers);
        assert_int_equal(count_of(info->en, "%") - 2 * count_of(info->en, "%%"), numbers);
        assert_int_equal(count_of(info->ja, "%") - 2 * count_of(info->ja, "%%"), numbers);
    }
}

/* With all its numbers, and with none to tell. */
static void every_event_has_words_with_closed_brackets(void **unused)
{
    (void)unused;
    for (int kind = 0; kind < RK_N_EVENTS; kind++) {
        for (int english = 0; english < 2; english++) {
            for (int told = 0; told < 2; told++) {
                double value = told != 0 ? 1.5 : 0.0;
                const rk_event event = {
                    .kind = (rk_event_kind)kind, .post = -1, .instrument = -1, .detail = {value, value, value, value}};
                char what[RK_CELL_SIZE];
                rk_told_what(what, sizeof what, replay, &event, english != 0);
                const char *words = english != 0 ? rk_event_infos[kind].en : rk_event_infos[kind].ja;
                assert_memory_equal(what, words, strlen(words));
                assert_true(told != 0 || strcmp(what, words) == 0);
                assert_int_equal(count_of(what, "("), count_of(what, ")"));
                assert_int_equal(count_of(what, "（"), count_of(what, "）"));
                assert_int_equal(count_of(what, "nan"), 0);
            }
        }
    }
}

static void people_are_named_by_post_and_order(void **unused)
{
    (void)unused;
    char who[RK_TOLD_SIZE];
    rk_event event = {.kind = RK_EVENT_RESIGNED, .post = 0, .person = 2, .instrument = -1};
    rk_told_who(who, replay, &event, true);
    assert_string_equal(who, "post 1, person 2");
    rk_told_who(who, replay, &event, false);
    assert_string_equal(who, "職1の2人目");
    event.post = (int)rk_replay_n_posts(replay) - 1;
    event.person = 0;
    rk_told_who(who, replay, &event, true);
    assert_string_equal(who, "experts 5");
    event = (rk_event){.kind = RK_EVENT_REQUEST_REFUSED, .post = -1, .number = 7, .instrument = 0};
    rk_told_who(who, replay, &event, true);
    assert_string_equal(who, "request 7 (experts)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_are_those_of_the_calendar),
        cmocka_unit_test(details_format_one_number),
        cmocka_unit_test(every_event_has_words_with_closed_brackets),
        cmocka_unit_test(people_are_named_by_post_and_order),
    };
    return cmocka_run_group_tests(tests, open, end);
}
