/* Events in words. */
#include "cli/replay.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void rk_told_month(char out[RK_TOLD_SIZE], const rk_scenario *scenario, int month)
{
    enum { MONTHS = 12, APRIL = 3 };
    int since_january = month + APRIL;
    (void)snprintf(out, RK_TOLD_SIZE, "%d-%02d", rk_scenario_start_year(scenario) + since_january / MONTHS,
                   since_january % MONTHS + 1);
}

/* ---- Who ---- */

static void name_post(char out[RK_TOLD_SIZE], const rk_replay *replay, const rk_event *event, bool english)
{
    char post[RK_TOLD_SIZE / 2];
    const rk_replay_post *of = rk_replay_post_at(replay, (size_t)event->post);
    bool own = of->instrument < 0;
    (void)snprintf(post, sizeof post, own && !english ? "%s%d" : "%s %d",
                   !own      ? rk_replay_instrument(replay, of->instrument)
                   : english ? "post"
                             : "職",
                   of->number);
    if (event->person == 0) {
        (void)snprintf(out, RK_TOLD_SIZE, "%s", post);
    } else {
        (void)snprintf(out, RK_TOLD_SIZE, english ? "%s, person %d" : "%sの%d人目", post, event->person);
    }
}

static bool is_request(const rk_event *event)
{
    return event->kind >= RK_EVENT_REQUEST && event->kind <= RK_EVENT_REQUEST_CAPPED;
}

void rk_told_who(char out[RK_TOLD_SIZE], const rk_replay *replay, const rk_event *event, bool english)
{
    const char *instrument = event->instrument < 0 ? "" : rk_replay_instrument(replay, event->instrument);
    if (is_request(event)) {
        (void)snprintf(out, RK_TOLD_SIZE, english ? "request %d (%s)" : "要請%d（%s）", event->number, instrument);
    } else if (event->post >= 0) {
        name_post(out, replay, event, english);
    } else if (event->instrument >= 0) {
        (void)snprintf(out, RK_TOLD_SIZE, "%s", instrument);
    } else {
        (void)snprintf(out, RK_TOLD_SIZE, "%s", english ? "municipality" : "市町村");
    }
}

/* ---- What ---- */

/* The format is one of the table's, for one number. */
static void append(char *out, size_t size, const char *format, ...)
{
    size_t n = strlen(out);
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(out + n, size - n, format, arguments);
    va_end(arguments);
}

/* Nothing to say: no number, none at all, or for machines only. */
static bool is_silent(const rk_event *event, int i)
{
    rk_detail detail = rk_event_infos[event->kind].detail[i];
    double shown = event->detail[i] * rk_detail_infos[detail].factor;
    return rk_detail_infos[detail].en[0] == '\0' || isnan(shown) || fabs(shown) < 0.05;
}

void rk_told_what(char *out, size_t size, const rk_replay *replay, const rk_event *event, bool english)
{
    const rk_event_info *info = &rk_event_infos[event->kind];
    const char *between = english ? " (" : "（";
    (void)snprintf(out, size, "%s", english ? info->en : info->ja);
    if (event->number > 0 && !is_request(event)) {
        append(out, size, english ? " no. %d" : "（通算%d件目）", event->number);
    }
    for (int i = 0; i < RK_EVENT_DETAILS; i++) {
        if (is_silent(event, i)) {
            continue;
        }
        const rk_detail_info *detail = &rk_detail_infos[info->detail[i]];
        append(out, size, "%s", between);
        append(out, size, english ? detail->en : detail->ja, event->detail[i] * detail->factor);
        between = english ? ", " : "、";
    }
    if (event->kind == RK_EVENT_REQUEST_SERVED && event->post >= 0) {
        char expert[RK_TOLD_SIZE];
        name_post(expert, replay, event, english);
        append(out, size, english ? "%sby %s" : "%s担当 %s", between, expert);
        between = ", ";
    }
    bool opened = strcmp(between, " (") != 0 && strcmp(between, "（") != 0;
    append(out, size, "%s", !opened ? "" : english ? ")" : "）");
}
