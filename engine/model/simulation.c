#include "model/simulation.h"

#include "model/journal.h"
#include "model/steps.h"

rk_status rk_simulation_begin(rk_world *world, uint64_t seed, uint32_t stride, const double *values, int first_lane,
                              int n_lanes)
{
    world->seed = seed;
    world->stride = stride;
    world->block = stride / (world->scenario->inner / RK_LANES);
    world->values = values;
    world->first_lane = first_lane;
    world->n_lanes = n_lanes;
    rk_status status = rk_establish(world);
    return status == RK_OK && world->journal != NULL ? rk_journal_begin(world) : status;
}

typedef void (*hook)(rk_world *world, size_t slot);

static void run_hooks(rk_world *world, size_t offset)
{
    for (size_t slot = 0; slot < world->model->n_instruments; slot++) {
        const char *hooks = (const char *)&world->hooks[world->model->instruments[slot].schema];
        hook one = *(const hook *)(const void *)(hooks + offset);
        if (one != NULL) {
            one(world, slot);
        }
    }
}

/* The nine steps of model.md section 3. */
static void month(rk_world *world)
{
    bool april = world->month % RK_MONTHS == 0;
    rk_calendar_month(world);
    if (april) {
        run_hooks(world, offsetof(rk_hooks, april));
    }
    run_hooks(world, offsetof(rk_hooks, month));
    rk_levers_month(world);
    rk_exit_factors(world);
    rk_market_month(world);
    rk_spells_month(world);
    if (april) {
        rk_hiring_april(world);
    }
    rk_learning_month(world);
    if (rk_on(world, RK_PROCESS_SUPPORT) && world->model->n_instruments > 0) {
        rk_support_clear(world);
        run_hooks(world, offsetof(rk_hooks, support));
        rk_support_month(world);
    }
    rk_surge_month(world);
    rk_adoption_month(world);
    run_hooks(world, offsetof(rk_hooks, work));
    rk_work_month(world);
    rk_cover_month(world);
}

rk_status rk_simulation_year(rk_world *world)
{
    for (int i = 0; i < RK_MONTHS; i++) {
        month(world);
        if (world->journal != NULL) {
            rk_journal_month(world);
        }
        world->month++;
    }
    return rk_record_year(world);
}

void rk_simulation_horizon(rk_world *world)
{
    rk_record_horizon(world);
}
