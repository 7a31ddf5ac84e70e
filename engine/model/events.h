/* The events of a month: which post in which lane, drawn for together. A vector loop finds them, one call draws for all. */
#ifndef RK_MODEL_EVENTS_H
#define RK_MODEL_EVENTS_H

#include "model/world.h"

static inline void rk_events_clear(rk_world *world)
{
    world->events.n = 0;
}

/* An event: the next spell of a post in one lane. */
static inline void rk_events_add(rk_world *world, size_t post, int lane)
{
    world->posts.spell[post].v[lane]++;
    world->events.at[world->events.n++] = (uint32_t)(post * RK_LANES + (size_t)lane);
}

static inline size_t rk_events_post(const rk_world *world, size_t event)
{
    return world->events.at[event] / RK_LANES;
}

static inline int rk_events_lane(const rk_world *world, size_t event)
{
    return (int)(world->events.at[event] % RK_LANES);
}

/* Events in whole rows of lanes, so that no loop over them has a rest that is no vector's. */
static inline size_t rk_events_whole(const rk_world *world)
{
    return (world->events.n + RK_LANES - 1) / RK_LANES * RK_LANES;
}

/* Draw four words for every event, at (replication of the lane, who of the post, spell, purpose). */
static inline void rk_events_draw_words(rk_world *world, rk_purpose purpose)
{
    size_t n = rk_events_whole(world);
    uint32_t *at = world->events.at;
    const uint32_t *whos = world->posts.who;
    const int32_t *spell = &world->posts.spell[0].v[0];
    uint32_t *replication = world->events.replication, *who = world->events.who, *when = world->events.when;
    uint32_t first = rk_replication(world, 0);
    for (size_t i = world->events.n; i < n; i++) {
        at[i] = 0; /* drawn for like the others, and read by nobody */
    }
#pragma omp simd
    for (size_t i = 0; i < n; i++) {
        replication[i] = first + at[i] % RK_LANES;
        who[i] = whos[at[i] / RK_LANES];
        when[i] = (uint32_t)spell[at[i]];
    }
    rk_draw_many(world->seed, n, replication, who, when, purpose, world->events.capacity, world->events.words);
}

/* The same for spells that begin, and the exponential of the first word. */
static inline void rk_events_draw(rk_world *world)
{
    rk_events_draw_words(world, RK_DRAW_SPELL);
    rk_exponential_many(rk_events_whole(world), world->events.words, world->events.threshold);
}

/* First thresholds of a clock that is no post's, in all lanes: word 0 of (replication, who, 0, purpose). */
static inline void rk_first_thresholds(const rk_world *world, uint32_t who, rk_purpose purpose, rk_lanes *clock)
{
    uint32_t replication[RK_LANES], whos[RK_LANES], when[RK_LANES], words[4 * RK_LANES];
    RK_FOR_LANES(lane)
    {
        replication[lane] = rk_replication(world, lane);
        whos[lane] = who;
        when[lane] = 0;
    }
    rk_draw_many(world->seed, RK_LANES, replication, whos, when, purpose, RK_LANES, words);
    rk_exponential_many(RK_LANES, words, clock->v);
}

/* The four words of an event. */
static inline void rk_events_words(const rk_world *world, size_t event, uint32_t words[4])
{
    for (size_t i = 0; i < 4; i++) {
        words[i] = world->events.words[i * world->events.capacity + event];
    }
}

#endif
