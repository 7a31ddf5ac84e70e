/* The events of a month: which post in which lane, drawn for together. A vector loop finds them, one call draws for all. */
#ifndef RK_MODEL_EVENTS_H
#define RK_MODEL_EVENTS_H

#include "model/world.h"

static inline void rk_events_clear(rk_world *world)
{
    world->events.n = 0;
}

/* An event draws at (replication of the lane, who of the post, its next spell, purpose). */
static inline void rk_events_add(rk_world *world, size_t post, int lane, rk_purpose purpose)
{
    size_t n = world->events.n++;
    world->events.post[n] = (uint32_t)post;
    world->events.lane[n] = (uint32_t)lane;
    world->events.replication[n] = rk_replication(world, lane);
    world->events.who[n] = world->posts.post[post].who;
    world->events.when[n] = (uint32_t)++rk_person_at(&world->posts, post, lane)->spell;
    world->events.purpose[n] = (uint32_t)purpose;
}

/* Draw four words and the exponential of the first for every event. */
static inline void rk_events_draw(rk_world *world)
{
    size_t n = world->events.n;
    rk_draw_many(world->seed, n, world->events.replication, world->events.who, world->events.when, world->events.purpose,
                 world->events.capacity, world->events.words);
    rk_exponential_many(n, world->events.words, world->events.threshold);
}

/* First thresholds of a clock that is no post's, in all lanes: word 0 of (replication, who, 0, purpose). */
static inline void rk_first_thresholds(const rk_world *world, uint32_t who, rk_purpose purpose, rk_lanes *clock)
{
    uint32_t replication[RK_LANES], whos[RK_LANES], when[RK_LANES], purposes[RK_LANES], words[4 * RK_LANES];
    RK_FOR_LANES(lane)
    {
        replication[lane] = rk_replication(world, lane);
        whos[lane] = who;
        when[lane] = 0;
        purposes[lane] = (uint32_t)purpose;
    }
    rk_draw_many(world->seed, RK_LANES, replication, whos, when, purposes, RK_LANES, words);
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
