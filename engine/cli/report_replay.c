#include "cli/report_replay.h"

#include "cli/answer.h"
#include "cli/replay.h"

#include <renkei/page.h>
#include <renkei/results.h>

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS = 4 };

static json_t *both(const char *ja, const char *en)
{
    return json_pack("{s:s, s:s}", "ja", ja, "en", en);
}

static json_t *event_json(const rk_replay *replay, const rk_event *event)
{
    char who[2][RK_TOLD_SIZE], what[2][RK_CELL_SIZE];
    for (int english = 0; english < 2; english++) {
        rk_told_who(who[english], replay, event, english != 0);
        rk_told_what(what[english], sizeof what[english], replay, event, english != 0);
    }
    return json_pack("{s:i, s:s, s:o, s:o}", "month", event->month, "kind", rk_event_infos[event->kind].name, "who",
                     both(who[0], who[1]), "text", both(what[0], what[1]));
}

/* People of several places are nobody's own story, and requests are daily business unless they come to nothing. */
static bool is_told(const rk_replay *replay, const rk_event *event)
{
    bool shared = event->post >= 0 && rk_replay_post_at(replay, (size_t)event->post)->shared;
    bool daily = event->kind == RK_EVENT_REQUEST || event->kind == RK_EVENT_REQUEST_WAITS ||
                 event->kind == RK_EVENT_REQUEST_SERVED;
    return !shared && !daily;
}

static json_t *events_json(const rk_replay *replay)
{
    json_t *list = json_array();
    for (size_t i = 0; i < rk_replay_n_events(replay); i++) {
        const rk_event *event = rk_replay_event(replay, i);
        if (is_told(replay, event)) {
            json_array_append_new(list, event_json(replay, event));
        }
    }
    return list;
}

static char state_of(const rk_replay_month *month)
{
    return month->zero_cover ? 'z' : month->present == 0 && month->posted == 0 ? 'n' : month->solo ? 's' : '.';
}

/* 0.1 of a day or a person-month is enough. */
static json_t *tenths(double value)
{
    return json_real(round(value * 10.0) / 10.0);
}

static json_t *model_json(const rk_scenario *scenario, const rk_replay *replay)
{
    json_t *posts = json_array(), *present = json_array(), *support = json_array(), *backlog = json_array();
    size_t n = rk_replay_n_months(replay);
    char *state = calloc(n + 1, 1);
    for (size_t i = 0; state != NULL && i < n; i++) {
        const rk_replay_month *month = rk_replay_month_at(replay, i);
        json_array_append_new(posts, json_integer(month->posts));
        json_array_append_new(present, json_integer(month->present));
        json_array_append_new(support, tenths(month->support_days));
        json_array_append_new(backlog, tenths(month->backlog));
        state[i] = state_of(month);
    }
    json_t *object = json_pack("{s:s, s:o, s:o, s:o, s:o, s:s, s:o}", "id",
                               rk_scenario_model_key(scenario, rk_replay_options_of(replay)->model), "posts", posts,
                               "present", present, "support_days", support, "backlog", backlog, "state",
                               state != NULL ? state : "", "events", events_json(replay));
    free(state);
    return object;
}

/* Live the story through once more, under the models with these keys. */
static json_t *story_json(const rk_scenario *scenario, uint64_t seed, const rk_page_story *story, char *const keys[2])
{
    char code[16], start[RK_TOLD_SIZE], problem[RK_TOLD_SIZE];
    json_t *models = json_array();
    snprintf(code, sizeof code, "%05d", story->code);
    rk_told_month(start, scenario, 0);
    rk_replay_options options = {.seed = seed,
                                 .replication = (uint32_t)story->replication,
                                 .municipality = rk_replay_find(scenario, code, problem, sizeof problem)};
    bool whole = options.municipality < rk_scenario_n_municipalities(scenario);
    for (size_t i = 0; whole && i < story->n_models; i++) {
        rk_replay *replay = NULL;
        options.model = keys[i] != NULL ? rk_scenario_model_find(scenario, keys[i]) : rk_scenario_n_models(scenario);
        whole = options.model < rk_scenario_n_models(scenario) && rk_replay_open(scenario, &options, &replay) == RK_OK;
        if (whole) {
            json_array_append_new(models, model_json(scenario, replay));
        }
        rk_replay_close(replay);
    }
    json_t *object = json_pack("{s:s, s:I, s:s, s:o}", "code", code, "replication", (json_int_t)story->replication,
                               "start", start, "models", models);
    if (!whole) {
        json_decref(object);
        return NULL;
    }
    return object;
}

/* The story of a file, and the keys of its models, which the caller frees. */
static bool find_story(const char *path, rk_page_story *story, char *keys[2])
{
    rk_reading *reading = NULL;
    bool found = rk_reading_open(path, &reading) == RK_OK && rk_page_story_of(reading, story) == RK_OK;
    for (size_t i = 0; found && i < story->n_models; i++) {
        keys[i] = strdup(rk_reading_model_key(reading, story->models[i]));
    }
    rk_reading_close(reading); /* HDF5 opens a file in one way at a time */
    return found;
}

char *rk_report_replay(const char *path)
{
    rk_page_story story;
    rk_earlier *earlier = NULL;
    rk_scenario *scenario = NULL;
    rk_mistakes *mistakes = rk_mistakes_new();
    char *text = NULL, *keys[2] = {NULL, NULL};
    if (mistakes != NULL && find_story(path, &story, keys) && rk_earlier_open(path, &earlier) == RK_OK &&
        rk_earlier_scenario(earlier, 0, mistakes, &scenario) == RK_OK) {
        json_t *root = story_json(scenario, rk_earlier_options(earlier).seed, &story, keys);
        text = root != NULL ? json_dumps(root, JSON_COMPACT | JSON_REAL_PRECISION(DIGITS)) : NULL;
        json_decref(root);
    }
    rk_scenario_close(scenario);
    rk_earlier_close(earlier);
    rk_mistakes_free(mistakes);
    free(keys[0]);
    free(keys[1]);
    return text;
}
