/* Memory of a world: all of it is taken when the world opens or grows, none inside a month. */
#include "model/world.h"

#include "base/memory.h"
#include "model/funding.h"
#include "model/simulation.h"

#include <stdlib.h>
#include <string.h>

enum { POSTS_AT_FIRST = 256, EVENTS_PER_POST = RK_LANES };

/* Replace an array of rows by a longer one. slot: address of the pointer to it. */
static bool grow(void *slot, size_t used, size_t capacity, size_t size)
{
    void *old;
    memcpy(&old, slot, sizeof old);
    void *larger = rk_lines(capacity, size);
    if (larger == NULL) {
        return false;
    }
    if (old != NULL) {
        memcpy(larger, old, used * size);
        free(old);
    }
    memcpy(slot, &larger, sizeof larger);
    return true;
}

static bool events_reserve(rk_world *world, size_t capacity)
{
    size_t word = sizeof(uint32_t);
    return grow(&world->events.at, 0, capacity + RK_LANES, word) && grow(&world->events.replication, 0, capacity, word) &&
           grow(&world->events.who, 0, capacity, word) && grow(&world->events.when, 0, capacity, word) &&
           grow(&world->events.words, 0, 4 * capacity + RK_LANES, word) &&
           grow(&world->events.threshold, 0, capacity, sizeof(float)) && grow(&world->events.past, 0, capacity, word) &&
           grow(&world->events.marks, 0, capacity, sizeof(uint16_t)) &&
           grow(&world->events.fills, 0, capacity, sizeof(uint16_t));
}

static rk_status posts_reserve(rk_world *world, size_t capacity)
{
    rk_posts *posts = &world->posts;
    size_t n = posts->n, row = sizeof(rk_lanes);
    bool grown = grow(&posts->post, n, capacity, sizeof(rk_post)) &&
                 grow(&posts->next_due, n, capacity, sizeof(int32_t)) &&
                 grow(&posts->run, 0, capacity, sizeof(rk_run)) &&
                 grow(&posts->exits_at, n, capacity, sizeof(uint32_t)) &&
                 grow(&posts->fills_at, n, capacity, sizeof(uint32_t)) && grow(&posts->clock, n, capacity, row) &&
                 grow(&posts->rate, n, capacity, row) && grow(&posts->proficiency, n, capacity, row) &&
                 grow(&posts->effort, n, capacity, row) && grow(&posts->state, n, capacity, row) &&
                 grow(&posts->due, n, capacity, row) && grow(&posts->paid_months, n, capacity, row) &&
                 grow(&posts->since, n, capacity, row) && grow(&posts->spell, n, capacity, row) &&
                 grow(&posts->who, n, capacity, sizeof(uint32_t)) && grow(&posts->born, n, capacity, row) &&
                 grow(&posts->person, n, capacity, RK_LANES * sizeof(rk_person)) &&
                 grow(&posts->leave_cause, n, capacity, sizeof(rk_lanes_byte)) &&
                 grow(&posts->cause, n, capacity, sizeof(rk_lanes_byte)) && grow(&posts->lost, n, capacity, row) &&
                 grow(&posts->unplanned, n, capacity, sizeof(uint16_t)) &&
                 grow(&posts->lift, n, capacity, row) && grow(&posts->attending, n, capacity, row) &&
                 events_reserve(world, capacity * EVENTS_PER_POST);
    if (!grown) {
        return RK_ERR_MEMORY;
    }
    posts->capacity = capacity;
    world->events.capacity = capacity * EVENTS_PER_POST;
    return RK_OK;
}

rk_status rk_world_add_post(rk_world *world, const rk_post *post)
{
    if (world->posts.n == world->posts.capacity) {
        rk_status status = posts_reserve(world, 2 * world->posts.capacity);
        if (status != RK_OK) {
            return status;
        }
    }
    rk_post *added = &world->posts.post[world->posts.n];
    world->posts.who[world->posts.n++] = post->who;
    *added = *post;
    if (post->closes <= post->opens || post->closes <= 0) { /* never there */
        added->opens = added->closes = RK_NO_MONTH;
    }
    return RK_OK;
}

/* Of rk_places_state: one row of lanes for each municipality. */
/* clang-format off */
#define PLACE_ROWS(X) \
    X(filled) X(present) X(on_leave) X(effort_milli) X(posted) X(knowhow) X(overload) X(own_capacity) X(proficiency_sum) \
    X(support_fte) X(learning_gain) X(emergency) X(migration_clock) X(security_clock) X(disaster_clock) X(n_migration) \
    X(n_security) X(n_disaster) X(stopped_until) X(disaster_until) X(online) X(gap) X(longest_gap) X(completed) \
    X(adoption) X(champions) X(squeeze) X(running_factor) X(systems_unbooked)
/* clang-format on */

static bool places_reserve(rk_world *world)
{
    rk_places_state *at = &world->at;
    size_t n = world->n_places, row = sizeof(rk_lanes);
    void *lane_arrays[] = {
#define X(name) &at->name,
        PLACE_ROWS(X)
#undef X
    };
    for (size_t i = 0; i < sizeof lane_arrays / sizeof *lane_arrays; i++) {
        if (!grow(lane_arrays[i], 0, n, row)) {
            return false;
        }
    }
    for (int lever = 0; lever < RK_N_LEVERS; lever++) {
        if (!grow(&world->lever[lever], 0, n + 1, row)) {
            return false;
        }
    }
    return grow(&at->exit_factor, 0, n + 1, row) && grow(&at->fill_factor, 0, 2 * (n + 1), row) &&
           grow(&at->backlog, 0, n * RK_N_WORKSTREAMS, row) && grow(&at->support, 0, n * RK_N_SKILLS, row) &&
           grow(&at->skills_given, 0, n, sizeof *at->skills_given) &&
           grow(&at->pay_rate, 0, n, sizeof *at->pay_rate) && grow(&at->year, 0, n, sizeof(rk_year_sums)) &&
           grow(&world->place, 0, n, sizeof(rk_place)) && grow(&world->row, 0, n, sizeof(rk_row)) &&
           grow(&world->horizon, 0, n, sizeof(rk_row)) &&
           grow(&world->month_count, 0, RK_MONTHS * n, sizeof(rk_month_count)) &&
           grow(&world->total, 0, RK_N_METRICS, sizeof *world->total) &&
           grow(&world->spread, 0, RK_N_SPREADS, sizeof *world->spread) &&
           grow(&world->horizon_total, 0, RK_N_METRICS, sizeof *world->horizon_total);
}

static rk_status slots_open(rk_world *world)
{
    size_t n = world->model->n_instruments;
    world->slot_state = calloc(n + 1, sizeof *world->slot_state);
    world->slot_ordinal = calloc(n + 1, sizeof *world->slot_ordinal);
    if (world->slot_state == NULL || world->slot_ordinal == NULL) {
        return RK_ERR_MEMORY;
    }
    for (size_t slot = 0; slot < n; slot++) {
        size_t schema = world->model->instruments[slot].schema;
        for (size_t before = 0; before < slot; before++) {
            world->slot_ordinal[slot] += world->model->instruments[before].schema == schema;
        }
        const rk_hooks *hooks = &world->hooks[schema];
        rk_status status = hooks->open != NULL ? hooks->open(world, slot) : RK_OK;
        if (status != RK_OK) {
            return status;
        }
    }
    return RK_OK;
}

rk_status rk_world_open(const rk_scenario *scenario, size_t prefecture, size_t model, const rk_hooks *hooks,
                        rk_world **out)
{
    enum { VENDORS_MAX = 64 };
    rk_status status = RK_ERR_MEMORY;
    rk_world *world = rk_lines(1, sizeof *world);
    if (world == NULL) {
        goto out;
    }
    world->scenario = scenario;
    world->prefecture = &scenario->prefectures[prefecture];
    world->model = &scenario->models[model];
    world->hooks = hooks;
    world->n_places = world->prefecture->n_municipalities;
    rk_metrics_dead(scenario, world->dead);
    world->vendor_quota = rk_lines(VENDORS_MAX, sizeof(rk_lanes));
    RK_FOR_LANES(lane)
    {
        world->one.v[lane] = 1.0f;
    }
    if (world->vendor_quota == NULL || !places_reserve(world) || posts_reserve(world, POSTS_AT_FIRST) != RK_OK) {
        goto out;
    }
    status = rk_funding_open(world);
    if (status == RK_OK) {
        status = slots_open(world);
    }
out:
    if (status != RK_OK) {
        rk_world_close(world);
        world = NULL;
    }
    *out = world;
    return status;
}

static void posts_free(rk_posts *posts)
{
    void *arrays[] = {posts->post,        posts->next_due, posts->run,     posts->clock, posts->rate,
                      posts->proficiency, posts->effort,   posts->state,       posts->due,   posts->paid_months,
                      posts->since,       posts->born,     posts->spell,       posts->who,   posts->person,
                      posts->leave_cause, posts->cause,    posts->lost,        posts->lift,  posts->attending,
                      posts->unplanned,   posts->exits_at, posts->fills_at};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        free(arrays[i]);
    }
}

static void places_free(rk_places_state *at)
{
    void *arrays[] = {
#define X(name) at->name,
        PLACE_ROWS(X)
#undef X
        at->exit_factor, at->fill_factor, at->backlog, at->skills_given, at->support, at->pay_rate, at->year,
    };
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        free(arrays[i]);
    }
}

void rk_world_close(rk_world *world)
{
    if (world == NULL) {
        return;
    }
    for (size_t slot = 0; world->slot_state != NULL && slot < world->model->n_instruments; slot++) {
        const rk_hooks *hooks = &world->hooks[world->model->instruments[slot].schema];
        if (hooks->close != NULL) {
            hooks->close(world, slot);
        }
    }
    rk_funding_close(world);
    posts_free(&world->posts);
    places_free(&world->at);
    for (int lever = 0; lever < RK_N_LEVERS; lever++) {
        free(world->lever[lever]);
    }
    void *arrays[] = {
        world->slot_state,   world->slot_ordinal,       world->place,       world->vendor_quota,  world->row,
        world->horizon,      world->month_count,        world->total,       world->horizon_total, world->spread,
        world->events.at,    world->events.replication, world->events.who,  world->events.when,  
        world->events.words, world->events.threshold,   world->events.past, world->events.marks,
        world->events.fills};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        free(arrays[i]);
    }
    free(world);
}
