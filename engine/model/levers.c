#include "model/levers.h"

#include "model/world.h"

#include <string.h>

/* The row that an instrument changes. */
static float *row_of(rk_world *world, rk_lever lever, size_t place)
{
    world->pulled[lever] = true;
    return world->lever[lever][place].v;
}

void rk_lever_multiply(rk_world *world, rk_lever lever, size_t place, float factor)
{
    float *value = row_of(world, lever, place);
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        value[lane] *= factor;
    }
}

void rk_lever_add(rk_world *world, rk_lever lever, size_t place, float part)
{
    float *value = row_of(world, lever, place);
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        value[lane] += part;
    }
}

void rk_lever_multiply_lanes(rk_world *world, rk_lever lever, size_t place, const rk_lanes *factor)
{
    float *value = row_of(world, lever, place);
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        value[lane] *= factor->v[lane];
    }
}

void rk_lever_add_lanes(rk_world *world, rk_lever lever, size_t place, const rk_lanes *part)
{
    float *value = row_of(world, lever, place);
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        value[lane] += part->v[lane];
    }
}

void rk_lever_fill_lanes(rk_world *world, rk_lever lever, size_t place, const rk_lanes *part)
{
    float *value = row_of(world, lever, place);
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        value[lane] += part->v[lane] * (1.0f - value[lane]);
    }
}

void rk_levers_change(rk_world *world)
{
    world->levers_stale = true;
}

static void set_neutral(rk_world *world)
{
    static const float neutral[RK_N_LEVERS] = {
#define X(id, value, help) value,
        RK_LEVER_LIST(X)
#undef X
    };
    for (int lever = 0; lever < RK_N_LEVERS; lever++) {
        for (size_t place = 0; world->pulled[lever] && place <= world->n_places; place++) {
            RK_FOR_LANES(lane)
            {
                world->lever[lever][place].v[lane] = neutral[lever];
            }
        }
        world->pulled[lever] = false;
    }
}

static void (*lever_hook(const rk_world *world, size_t slot))(rk_world *, size_t)
{
    return world->hooks[world->model->instruments[slot].schema].levers;
}

void rk_levers_establish(rk_world *world)
{
    world->has_levers = false;
    for (size_t slot = 0; slot < world->model->n_instruments; slot++) {
        world->has_levers = world->has_levers || lever_hook(world, slot) != NULL;
    }
    world->levers_stale = true;
    memset(world->pulled, true, sizeof world->pulled);
    set_neutral(world);
}

/* An instrument begins or ends to have effect this month. */
static bool any_date(const rk_world *world)
{
    bool any = false;
    for (size_t slot = 0; slot < world->model->n_instruments; slot++) {
        const rk_setting *settings = world->model->instruments[slot].settings;
        any = any || rk_effect_month(settings) == world->month || rk_end_month(settings) == world->month;
    }
    return any;
}

/* Running cost is billed once a year: the months' factors are summed. */
static void add_up_costs(rk_world *world)
{
    for (size_t place = 0; place < world->n_places; place++) {
        const rk_lanes *running = &world->lever[RK_LEVER_RUNNING_COST][place];
        rk_lanes *sum = &world->at.running_factor[place];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            sum->v[lane] += running->v[lane];
        }
    }
}

void rk_levers_month(rk_world *world)
{
    if (!world->has_levers) {
        return;
    }
    if (world->levers_stale || any_date(world)) {
        set_neutral(world);
        for (size_t slot = 0; slot < world->model->n_instruments; slot++) {
            if (lever_hook(world, slot) != NULL && rk_in_effect(world, slot)) {
                lever_hook(world, slot)(world, slot);
            }
        }
        world->levers_stale = false;
    }
    add_up_costs(world);
}
