/* Surges: national tasks hit all municipalities at once, disasters a municipality and its neighbours. MODEL.md section 8. */
#include "model/events.h"
#include "model/journal.h"
#include "model/steps.h"

#include <string.h>

static rk_words task_words(const rk_world *world, int lane, uint32_t who, int number, rk_purpose purpose)
{
    return rk_draw(world->seed, rk_replication(world, lane), who, (uint32_t)number, purpose);
}

void rk_surge_establish(rk_world *world)
{
    world->n_national = world->national_until = (rk_lanes_int){{0}};
    if (!rk_on(world, RK_PROCESS_SURGE)) {
        return;
    }
    rk_first_thresholds(world, rk_who_nation(0), RK_DRAW_NATIONAL_TASK, &world->national_clock);
    for (size_t place = 0; place < world->n_places; place++) {
        uint32_t who = rk_who_municipality(world->place[place].code, 0);
        rk_first_thresholds(world, who, RK_DRAW_DISASTER, &world->at.disaster_clock[place]);
    }
}

/* Length in whole months, each from 3 to twice the mean less 3 as likely as the others. */
static int length_of(const rk_world *world, uint32_t word)
{
    enum { SHORTEST = 3 };
    int longest = (int)(2.0 * rk_value(world, RK_P_SURGE_MONTHS) + 0.5) - SHORTEST;
    int choices = longest > SHORTEST ? longest - SHORTEST + 1 : 1;
    return SHORTEST + (int)(rk_uniform(word) * choices);
}

static void later(int32_t *until, int month)
{
    *until = *until > month ? *until : month;
}

static void note_task(const rk_world *world, int lane, int months)
{
    const rk_event event = {
        .kind = RK_EVENT_NATIONAL_TASK, .number = world->n_national.v[lane], .instrument = -1, .detail = {months}};
    for (size_t place = 0; world->journal != NULL && place < world->n_places; place++) {
        rk_note_place(world, place, lane, event);
    }
}

/* A disaster strikes a place, which began at another or there. */
static void note_disaster(const rk_world *world, size_t place, size_t origin, int lane, int months)
{
    int code = world->place[origin].code;
    const rk_event event = {.kind = RK_EVENT_DISASTER,
                            .who = rk_who_municipality(code, 0),
                            .number = world->at.n_disaster[origin].v[lane],
                            .instrument = -1,
                            .detail = {months, code}};
    rk_note_place(world, place, lane, event);
}

static void national_tasks(rk_world *world)
{
    float hazard = (float)rk_value(world, RK_P_SURGE_NATIONAL);
    RK_FOR_LANES(lane)
    {
        world->national_clock.v[lane] -= hazard;
        while (world->national_clock.v[lane] < 0.0f) {
            rk_words words =
                task_words(world, lane, rk_who_nation(0), ++world->n_national.v[lane], RK_DRAW_NATIONAL_TASK);
            world->national_clock.v[lane] += rk_exponential(words.word[0]);
            int months = length_of(world, words.word[1]);
            later(&world->national_until.v[lane], world->month + months);
            note_task(world, lane, months);
        }
    }
}

static void disaster(rk_world *world, size_t place, int lane)
{
    uint32_t who = rk_who_municipality(world->place[place].code, 0);
    rk_words words = task_words(world, lane, who, ++world->at.n_disaster[place].v[lane], RK_DRAW_DISASTER);
    world->at.disaster_clock[place].v[lane] += rk_exponential(words.word[0]);
    int end = world->month + length_of(world, words.word[1]);
    later(&world->at.disaster_until[place].v[lane], end);
    note_disaster(world, place, place, lane, end - world->month);
    const rk_municipality *data = world->place[place].data;
    for (size_t i = 0; i < data->n_neighbours; i++) {
        size_t other = data->neighbours[i] - world->prefecture->first; /* wraps for a lower prefecture */
        if (other < world->n_places) {
            later(&world->at.disaster_until[other].v[lane], end);
            note_disaster(world, other, place, lane, end - world->month);
        }
    }
}

static void disasters(rk_world *world)
{
    float hazard = (float)rk_value(world, RK_P_SURGE_DISASTER);
    for (size_t place = 0; place < world->n_places; place++) {
        rk_lanes *clock = &world->at.disaster_clock[place];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            clock->v[lane] -= hazard;
        }
        for (uint32_t struck = rk_mask_negative(clock); struck != 0; struck &= struck - 1) {
            int lane = __builtin_ctz(struck);
            while (clock->v[lane] < 0.0f) {
                disaster(world, place, lane);
            }
        }
    }
}

void rk_surge_month(rk_world *world)
{
    if (rk_on(world, RK_PROCESS_SURGE)) {
        national_tasks(world);
        disasters(world);
    }
}

/* Part by which ongoing work is more this month. */
void rk_surge_load(const rk_world *world, size_t place, rk_lanes *load)
{
    float part = (float)rk_value(world, RK_P_SURGE_LOAD);
    int month = world->month;
    const rk_lanes_int *nation = &world->national_until, *here = &world->at.disaster_until[place];
    rk_lanes_int *months = &world->at.year[place].surge;
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        int32_t task = month < nation->v[lane], hit = month < here->v[lane];
        load->v[lane] = part * (float)(task + hit);
        months->v[lane] += task | hit;
    }
}
