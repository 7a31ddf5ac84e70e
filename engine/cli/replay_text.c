/* A future of one municipality on a terminal, month by month. */
#include "cli/answer.h"
#include "cli/replay.h"
#include "cli/table.h"
#include "cli/text.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static void add_number(rk_table *table, double value, int decimals)
{
    char text[RK_TEXT_SIZE];
    rk_text_number(text, value, decimals, false);
    rk_table_add(table, value == 0.0 ? "-" : text);
}

static void add_format(rk_table *table, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add_format(rk_table *table, const char *format, ...)
{
    char text[RK_CELL_SIZE];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    rk_table_add(table, text);
}

static void print_title(const rk_told *told)
{
    const rk_replay_options *options = rk_replay_options_of(told->replay);
    rk_replay_place place = rk_replay_place_of(told->scenario, options->municipality);
    const char *key = rk_scenario_model_key(told->scenario, options->model);
    const char *title = rk_scenario_model_title(told->scenario, options->model);
    if (told->english) {
        printf("%s: %s (%s, %05d), model %s, replication %u, seed %" PRIu64 ".\n", rk_scenario_title(told->scenario),
               place.name, place.romaji, place.code, key, options->replication, options->seed);
    } else {
        printf("%s：%s%s（%05d）、モデル %s（%s）、試行 %u、種 %" PRIu64 "\n", rk_scenario_title(told->scenario),
               place.prefecture, place.name, place.code, key, title, options->replication, options->seed);
    }
}

/* ---- Posts ---- */

static void print_posts(const rk_told *told)
{
    static const char *const en[] = {"post", "contract", "skill", "duty", ""};
    static const char *const ja[] = {"職", "契約", "技能", "従事割合", ""};
    bool english = told->english;
    rk_table *table = rk_table_new("lllrl");
    for (size_t i = 0; i < sizeof en / sizeof *en; i++) {
        rk_table_add(table, english ? en[i] : ja[i]);
    }
    for (size_t i = 0; i < rk_replay_n_posts(told->replay); i++) {
        const rk_replay_post *post = rk_replay_post_at(told->replay, i);
        char name[RK_TOLD_SIZE];
        const rk_event of = {.post = (int)i, .instrument = -1};
        rk_told_who(name, told->replay, &of, english);
        rk_table_add(table, name);
        rk_table_add(table, post->contract);
        rk_table_add(table, post->skill);
        add_format(table, "%.0f%%", post->fte * 100.0);
        rk_table_add(table, !post->shared ? "" : english ? "from outside" : "外部から支援");
    }
    puts("");
    rk_table_print(table, stdout, 0, 0, 1);
}

/* ---- Months ---- */

static void add_headings(rk_table *table, bool english)
{
    static const char *const en[] = {"month",    "staff/posts", "on leave", "expert days", "work in", "done",
                                     "given up", "backlog",     "overload", "cover",       "who",     "what happened"};
    static const char *const ja[] = {"年月",   "在席/職", "休職",   "支援日数", "発生業務", "処理",
                                     "未処理", "滞留",    "過負荷", "状態",     "だれが",   "できごと"};
    for (size_t i = 0; i < sizeof en / sizeof *en; i++) {
        rk_table_add(table, english ? en[i] : ja[i]);
    }
}

static void add_state(rk_table *table, const rk_told *told, size_t index)
{
    char month[RK_TOLD_SIZE];
    const rk_replay_month *state = rk_replay_month_at(told->replay, index);
    bool english = told->english;
    rk_told_month(month, told->scenario, (int)index);
    rk_table_add(table, month);
    add_format(table, "%d/%d", state->present, state->posts);
    add_number(table, state->on_leave, 0);
    add_number(table, state->support_days, 1);
    add_number(table, state->demand, 2);
    add_number(table, state->done, 2);
    add_number(table, state->given_up, 2);
    add_number(table, state->backlog, 2);
    add_number(table, state->overload, 2);
    const char *cover = state->zero_cover ? (english ? "ZERO COVER" : "空白")
                        : state->solo     ? (english ? "solo" : "ひとり")
                                          : "";
    const char *surge = !state->surge ? "" : english ? "surge" : "突発";
    add_format(table, "%s%s%s", cover, cover[0] != '\0' && surge[0] != '\0' ? " " : "", surge);
}

/* The events of the month from *next on, the first in the month's own line. */
static void add_events(rk_table *table, const rk_told *told, size_t month, size_t *next)
{
    enum { COLUMNS_BEFORE = 10 };
    char who[RK_TOLD_SIZE], what[RK_CELL_SIZE];
    const rk_replay *replay = told->replay;
    bool first = true;
    for (; *next < rk_replay_n_events(replay) && rk_replay_event(replay, *next)->month == (int)month; (*next)++) {
        const rk_event *event = rk_replay_event(replay, *next);
        for (int i = 0; !first && i < COLUMNS_BEFORE; i++) {
            rk_table_add(table, "");
        }
        rk_told_who(who, replay, event, told->english);
        rk_told_what(what, sizeof what, replay, event, told->english);
        rk_table_add(table, who);
        rk_table_add(table, what);
        first = false;
    }
    for (int i = 0; first && i < 2; i++) {
        rk_table_add(table, "");
    }
}

static void print_months(const rk_told *told)
{
    rk_table *table = rk_table_new("lrrrrrrrrlll");
    size_t next = 0;
    add_headings(table, told->english);
    for (size_t month = 0; month < rk_replay_n_months(told->replay); month++) {
        add_state(table, told, month);
        add_events(table, told, month, &next);
    }
    puts("");
    rk_table_print(table, stdout, 0, 0, 1);
    puts(told->english ? "Staff present of its own posts; work in person-months at an expert's level."
                       : "在席は自団体の職の人数。業務量は専門人材1人の1月を1とする人月。");
}

bool rk_told_print_text(const rk_told *told)
{
    print_title(told);
    print_posts(told);
    print_months(told);
    rk_told_print_years(told);
    return ferror(stdout) == 0;
}

/* ---- Differences ---- */

static void add_when(rk_table *table, const rk_told *told, const rk_event *event)
{
    char month[RK_TOLD_SIZE] = "";
    if (event != NULL) {
        rk_told_month(month, told->scenario, event->month);
    }
    rk_table_add(table, event != NULL ? month : "-");
}

static void print_changes(const rk_told *told, const rk_difference *list, size_t n)
{
    bool english = told->english;
    rk_table *table = rk_table_new("llll");
    rk_table_add(table, rk_scenario_model_key(told->scenario, rk_replay_options_of(told->baseline)->model));
    rk_table_add(table, rk_scenario_model_key(told->scenario, rk_replay_options_of(told->replay)->model));
    rk_table_add(table, english ? "who" : "だれが");
    rk_table_add(table, english ? "what happened" : "できごと");
    for (size_t i = 0; i < n; i++) {
        bool in_model = list[i].model != NULL;
        const rk_event *event = in_model ? list[i].model : list[i].baseline;
        const rk_replay *replay = in_model ? told->replay : told->baseline;
        char who[RK_TOLD_SIZE], what[RK_CELL_SIZE];
        add_when(table, told, list[i].baseline);
        add_when(table, told, list[i].model);
        rk_told_who(who, replay, event, english);
        rk_told_what(what, sizeof what, replay, event, english);
        rk_table_add(table, who);
        rk_table_add(table, what);
    }
    puts("");
    rk_table_print(table, stdout, 0, 0, 1);
}

bool rk_told_print_differences(const rk_told *told)
{
    size_t n;
    rk_difference *list = NULL;
    if (rk_replay_differences(told->baseline, told->replay, &list, &n) != RK_OK) {
        return false;
    }
    const char *baseline = rk_scenario_model_key(told->scenario, rk_replay_options_of(told->baseline)->model);
    print_title(told);
    if (told->english) {
        printf("Only what it changed against %s in this future; \"-\": it does not happen there.\n", baseline);
    } else {
        printf("この未来で、基準モデル %s と違うことだけを示す。「-」はそのモデルでは起きなかったこと。\n", baseline);
    }
    if (n > 0) {
        print_changes(told, list, n);
    } else {
        puts(told->english ? "\nEverything happened in both, in the same months."
                           : "\nできごとは、起きた月まで含めてすべて同じ。");
    }
    free(list);
    rk_told_print_years(told);
    return ferror(stdout) == 0;
}
