/* Two models of one future: which events have no like in the other, or another month. */
#include <renkei/replay.h>

#include <stdlib.h>

/* The events of one model that meet nobody's, and in which order they count. */
typedef struct {
    const rk_event *event;
    int repeat; /* how many of the same came before */
    bool met;
} candidate;

/* What makes two events the same but for the month. A failed round is one of its own every April. */
static bool same_thing(const rk_event *one, const rk_event *other)
{
    bool monthly = one->kind == RK_EVENT_ROUND_FAILED;
    bool of_person = one->kind != RK_EVENT_REQUEST_SERVED; /* whoever serves it */
    return one->kind == other->kind && one->number == other->number &&
           (!of_person || (one->who == other->who && one->spell == other->spell)) &&
           (!monthly || one->month == other->month);
}

static candidate *candidates_of(const rk_replay *replay)
{
    size_t n = rk_replay_n_events(replay);
    candidate *list = calloc(n + 1, sizeof *list);
    for (size_t i = 0; list != NULL && i < n; i++) {
        list[i].event = rk_replay_event(replay, i);
        for (size_t k = 0; k < i; k++) {
            list[i].repeat += same_thing(list[i].event, list[k].event);
        }
    }
    return list;
}

static candidate *counterpart(const candidate *own, candidate *others, size_t n_others)
{
    for (size_t i = 0; i < n_others; i++) {
        candidate *other = &others[i];
        if (!other->met && own->repeat == other->repeat && same_thing(own->event, other->event)) {
            return other;
        }
    }
    return NULL;
}

static int month_of(const rk_difference *difference)
{
    const rk_event *one = difference->baseline, *other = difference->model;
    return one == NULL || (other != NULL && other->month < one->month) ? other->month : one->month;
}

/* Few are out of order, and equals stay in theirs. */
static void sort(rk_difference *list, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        rk_difference moved = list[i];
        size_t k = i;
        while (k > 0 && month_of(&list[k - 1]) > month_of(&moved)) {
            list[k] = list[k - 1];
            k--;
        }
        list[k] = moved;
    }
}

rk_status rk_replay_differences(const rk_replay *baseline, const rk_replay *model, rk_difference **list, size_t *n)
{
    size_t n_base = rk_replay_n_events(baseline), n_model = rk_replay_n_events(model);
    candidate *base = candidates_of(baseline), *own = candidates_of(model);
    *n = 0;
    *list = calloc(n_base + n_model + 1, sizeof **list);
    if (base == NULL || own == NULL || *list == NULL) {
        free(*list);
        *list = NULL;
        free(base);
        free(own);
        return RK_ERR_MEMORY;
    }
    for (size_t i = 0; i < n_base; i++) {
        candidate *like = counterpart(&base[i], own, n_model);
        if (like != NULL) {
            like->met = true;
        }
        if (like == NULL || like->event->month != base[i].event->month) {
            (*list)[(*n)++] = (rk_difference){base[i].event, like != NULL ? like->event : NULL};
        }
    }
    for (size_t i = 0; i < n_model; i++) {
        if (!own[i].met) {
            (*list)[(*n)++] = (rk_difference){NULL, own[i].event};
        }
    }
    sort(*list, *n);
    free(base);
    free(own);
    return RK_OK;
}
