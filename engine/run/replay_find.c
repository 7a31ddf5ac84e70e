/* The municipality that somebody names on the command line. */
#include "input/arena.h"
#include "input/places.h"

#include <renkei/replay.h>

#include <stdio.h>

typedef struct {
    const rk_scenario *scenario;
    const char *word;
    rk_arena *arena;
    size_t found;
    const char *wrong;
} search;

static void find(void *context)
{
    search *it = context;
    const rk_scenario *scenario = it->scenario;
    it->found = rk_places_find(it->arena, scenario->municipalities, scenario->n_municipalities, it->word, &it->wrong);
}

size_t rk_replay_find(const rk_scenario *scenario, const char *word, char *problem, size_t problem_size)
{
    search it = {.scenario = scenario, .word = word, .arena = rk_arena_new(), .found = scenario->n_municipalities};
    if (it.arena == NULL || !rk_arena_run(it.arena, find, &it)) {
        it.wrong = rk_status_text(RK_ERR_MEMORY);
    }
    (void)snprintf(problem, problem_size, "%s", it.wrong != NULL ? it.wrong : "");
    rk_arena_free(it.arena);
    return it.found;
}

rk_replay_place rk_replay_place_of(const rk_scenario *scenario, size_t municipality)
{
    const rk_municipality *place = &scenario->municipalities[municipality];
    return (rk_replay_place){place->code, place->name, place->romaji, scenario->prefectures[place->prefecture].name};
}
