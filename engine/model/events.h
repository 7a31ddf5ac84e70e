/* The events of a month: which post in which lane, drawn for together. A vector loop finds them, one call draws for
 * all. */
#ifndef RK_MODEL_EVENTS_H
#define RK_MODEL_EVENTS_H

#include "model/world.h"

#include <string.h>

static inline void rk_events_clear(rk_world *world)
{
    world->events.n = 0;
}

/* An event is the next spell of a post in one lane, which a list may hold once. Here: one in each lane of a post. */
static inline void rk_events_add_row(rk_world *world, size_t post)
{
    uint32_t *at = &world->events.at[world->events.n], first = (uint32_t)(post * RK_LANES);
    for (uint32_t lane = 0; lane < RK_LANES; lane++) {
        at[lane] = first + lane;
    }
    world->events.n += RK_LANES;
}

/* Those that are marked: marks has a bit for each lane of each post, and room for RK_MARKS_AT_ONCE more posts. So many
 * posts are looked at together that most have two events at most, which are listed without a branch: nobody can predict
 * how many. */
enum { RK_MARKS_AT_ONCE = 4 };

static inline void rk_events_add_marked(rk_world *world, uint16_t *marks)
{
    const uint64_t last = 1ull << 63; /* where none is left, so that a lowest bit can be asked for */
    size_t n_posts = world->posts.n, n = world->events.n;
    uint32_t *at = world->events.at;
    memset(&marks[n_posts], 0, RK_MARKS_AT_ONCE * sizeof *marks);
    for (size_t group = 0; group < n_posts; group += RK_MARKS_AT_ONCE) {
        uint64_t bits;
        memcpy(&bits, &marks[group], sizeof bits);
        uint32_t first = (uint32_t)(group * RK_LANES);
        for (int i = 0; i < 2; i++) {
            at[n] = first + (uint32_t)__builtin_ctzll(bits | last);
            n += bits != 0;
            bits &= bits - 1;
        }
        for (; bits != 0; bits &= bits - 1) {
            at[n++] = first + (uint32_t)__builtin_ctzll(bits);
        }
    }
    world->events.n = n;
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

/* Draw four words for every event, at (replication of the lane, who of the post, next spell, purpose). */
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
        when[i] = (uint32_t)(spell[at[i]] + 1);
    }
    rk_draw_many(world->seed, n, replication, who, when, purpose, world->events.capacity, world->events.words);
}

/* The same for spells that begin, and the exponential of the first word. */
static inline void rk_events_draw(rk_world *world)
{
    int32_t *spell = &world->posts.spell[0].v[0];
    rk_events_draw_words(world, RK_DRAW_SPELL);
    for (size_t i = 0; i < world->events.n; i++) {
        spell[world->events.at[i]] = (int32_t)world->events.when[i];
    }
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
