/* A future of one municipality as JSON: everything that the text says, and all outcomes. */
#include "cli/replay.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* null where there is nothing to say, as JSON has no NaN. */
static json_t *number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

static json_t *whole_or_null(int value, bool there)
{
    return there ? json_integer(value) : json_null();
}

static json_t *month_text(const rk_told *told, int month)
{
    char text[RK_TOLD_SIZE];
    rk_told_month(text, told->scenario, month);
    return json_string(text);
}

static json_t *event_object(const rk_told *told, const rk_replay *replay, const rk_event *event)
{
    char text[512];
    const rk_event_info *info = &rk_event_infos[event->kind];
    const char *instrument = event->instrument < 0 ? NULL : rk_replay_instrument(replay, event->instrument);
    json_t *object = json_object();
    json_object_set_new(object, "month", month_text(told, event->month));
    json_object_set_new(object, "kind", json_string(info->name));
    json_object_set_new(object, "post", whole_or_null(event->post, event->post >= 0));
    json_object_set_new(object, "person", whole_or_null(event->person, event->person > 0));
    json_object_set_new(object, "spell", whole_or_null(event->spell, event->post >= 0));
    json_object_set_new(object, "number", whole_or_null(event->number, event->number > 0));
    json_object_set_new(object, "instrument", instrument != NULL ? json_string(instrument) : json_null());
    for (int i = 0; i < RK_EVENT_DETAILS; i++) {
        if (info->detail[i] != RK_DETAIL_NONE) {
            json_object_set_new(object, rk_detail_infos[info->detail[i]].name, number(event->detail[i]));
        }
    }
    rk_told_what(text, sizeof text, replay, event, told->english);
    json_object_set_new(object, "text", json_string(text));
    return object;
}

static json_t *posts_of(const rk_replay *replay)
{
    json_t *array = json_array();
    for (size_t i = 0; i < rk_replay_n_posts(replay); i++) {
        const rk_replay_post *post = rk_replay_post_at(replay, i);
        const char *instrument = post->instrument < 0 ? NULL : rk_replay_instrument(replay, post->instrument);
        json_array_append_new(array, json_pack("{s:s?, s:i, s:b, s:f, s:s, s:s}", "instrument", instrument, "number",
                                               post->number, "shared", post->shared, "fte", post->fte, "contract",
                                               post->contract, "skill", post->skill));
    }
    return array;
}

static json_t *events_of(const rk_told *told)
{
    json_t *array = json_array();
    for (size_t i = 0; i < rk_replay_n_events(told->replay); i++) {
        json_array_append_new(array, event_object(told, told->replay, rk_replay_event(told->replay, i)));
    }
    return array;
}

static json_t *months_of(const rk_told *told)
{
    json_t *array = json_array();
    for (size_t i = 0; i < rk_replay_n_months(told->replay); i++) {
        const rk_replay_month *at = rk_replay_month_at(told->replay, i);
        json_t *object = json_pack("{s:o, s:i, s:i, s:i, s:i, s:i, s:i, s:b, s:b, s:b}", "month",
                                   month_text(told, (int)i), "posts", at->posts, "filled", at->filled, "on_leave",
                                   at->on_leave, "present", at->present, "posted", at->posted, "champions",
                                   at->champions, "zero_cover", at->zero_cover, "solo", at->solo, "surge", at->surge);
        const struct {
            const char *name;
            double value;
        } numbers[] = {
            {"fte", at->fte},           {"support_days", at->support_days},
            {"capacity", at->capacity}, {"demand", at->demand},
            {"done", at->done},         {"given_up", at->given_up},
            {"backlog", at->backlog},   {"standardisation_left", at->standardisation_left},
            {"overload", at->overload}, {"knowhow", at->knowhow},
            {"online", at->online},     {"adoption", at->adoption},
        };
        for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
            json_object_set_new(object, numbers[k].name, number(numbers[k].value));
        }
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *outcome(rk_metric metric, int64_t value)
{
    int scale = rk_metrics[metric].scale;
    return scale == 1 ? json_integer(value) : number((double)value / scale);
}

/* All outcomes of a year; against the baseline those that differ, as two numbers. */
static json_t *outcomes_of(const rk_told *told, size_t year)
{
    json_t *object = json_object();
    for (int m = 0; m < RK_N_METRICS; m++) {
        rk_metric metric = (rk_metric)m;
        int64_t value = rk_replay_value(told->replay, year, metric);
        int64_t other = told->baseline != NULL ? rk_replay_value(told->baseline, year, metric) : 0;
        if (told->baseline == NULL) {
            json_object_set_new(object, rk_metrics[m].name, outcome(metric, value));
        } else if (value != other) {
            json_object_set_new(
                object, rk_metrics[m].name,
                json_pack("{s:o, s:o}", "baseline", outcome(metric, other), "model", outcome(metric, value)));
        }
    }
    return object;
}

/* Yen by item and payer, before funding. */
static json_t *borne_of(const rk_replay *replay, size_t year)
{
    json_t *items = json_object();
    for (int item = RK_METRIC_COST_STAFF; item < RK_METRIC_PAID_MUNICIPALITY; item++) {
        json_t *payers = json_object();
        for (int payer = RK_METRIC_PAID_MUNICIPALITY; payer < RK_METRIC_FUNDED; payer++) {
            int64_t yen = rk_replay_borne(replay, year, (rk_metric)item, (rk_metric)payer);
            if (yen != 0) {
                json_object_set_new(payers, rk_metrics[payer].name, json_integer(yen));
            }
        }
        if (json_object_size(payers) > 0) {
            json_object_set(items, rk_metrics[item].name, payers);
        }
        json_decref(payers);
    }
    return items;
}

static json_t *years_of(const rk_told *told)
{
    json_t *array = json_array();
    for (int year = 0; year < rk_scenario_years(told->scenario); year++) {
        json_t *object = json_pack("{s:i, s:o}", "fiscal_year", rk_scenario_start_year(told->scenario) + year,
                                   "outcomes", outcomes_of(told, (size_t)year));
        if (told->baseline == NULL) {
            json_object_set_new(object, "borne_before_funding", borne_of(told->replay, (size_t)year));
        }
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *differences_of(const rk_told *told)
{
    size_t n;
    rk_difference *list = NULL;
    if (rk_replay_differences(told->baseline, told->replay, &list, &n) != RK_OK) {
        return NULL;
    }
    json_t *array = json_array();
    for (size_t i = 0; i < n; i++) {
        const rk_event *before = list[i].baseline, *after = list[i].model;
        json_t *one = before != NULL ? event_object(told, told->baseline, before) : json_null();
        json_t *other = after != NULL ? event_object(told, told->replay, after) : json_null();
        json_array_append_new(array, json_pack("{s:o, s:o}", "baseline", one, "model", other));
    }
    free(list);
    return array;
}

bool rk_told_print_json(const rk_told *told)
{
    const rk_replay_options *options = rk_replay_options_of(told->replay);
    rk_replay_place place = rk_replay_place_of(told->scenario, options->municipality);
    char code[16];
    (void)snprintf(code, sizeof code, "%05d", place.code);
    json_t *root = json_pack("{s:s, s:s, s:I, s:I, s:{s:s, s:s, s:s, s:s}, s:s, s:i, s:i}", "title",
                             rk_scenario_title(told->scenario), "file", told->file, "seed", (json_int_t)options->seed,
                             "replication", (json_int_t)options->replication, "municipality", "code", code, "name",
                             place.name, "romaji", place.romaji, "prefecture", place.prefecture, "model",
                             rk_scenario_model_key(told->scenario, options->model), "start_year",
                             rk_scenario_start_year(told->scenario), "n_years", rk_scenario_years(told->scenario));
    if (told->baseline != NULL) {
        size_t baseline = rk_replay_options_of(told->baseline)->model;
        json_object_set_new(root, "baseline", json_string(rk_scenario_model_key(told->scenario, baseline)));
        json_object_set_new(root, "differences", differences_of(told));
    } else {
        json_object_set_new(root, "posts", posts_of(told->replay));
        json_object_set_new(root, "events", events_of(told));
        json_object_set_new(root, "months", months_of(told));
    }
    json_object_set_new(root, "years", years_of(told));
    json_object_set_new(root, "horizon", outcomes_of(told, (size_t)rk_scenario_years(told->scenario)));
    bool whole = root != NULL && json_dumpf(root, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(9)) == 0;
    puts("");
    json_decref(root);
    return whole;
}
