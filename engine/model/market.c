/* The market of contract staff: all public employers of a prefecture look for the same people. MODEL.md section 4. */
#include "base/real.h"
#include "model/steps.h"

#include <string.h>

/* Fill hazard of contract posts relative to a market without competing public vacancies: Cobb-Douglas matching with
 * seekers constant, (P / (P + V))^alpha, P private vacancies, V public ones at the end of last month, by their pull. */
static void compete(rk_world *world)
{
    world->market_factor = world->one;
    if (!rk_on(world, RK_PROCESS_MARKET) || world->market_private <= 0.0 || !world->local_market) {
        return;
    }
    rk_lanes vacancies = {{0}};
    const rk_posts *posts = &world->posts;
    for (const rk_run *run = posts->run; run < &posts->run[posts->n_runs]; run++) {
        if (!run->external || run->remote) {
            continue;
        }
        for (size_t i = run->first; i < run->end; i++) {
            const rk_lanes_int *state = &posts->state[i];
            float draws = 1.0f + posts->post[i].pull_more;
#pragma omp simd
            for (int lane = 0; lane < RK_LANES; lane++) {
                vacancies.v[lane] += state->v[lane] == RK_VACANT ? draws : 0.0f;
            }
        }
    }
    double alpha = rk_value(world, RK_P_MARKET_ELASTICITY);
    RK_FOR_LANES(lane)
    {
        if (vacancies.v[lane] > 1.0f) { /* the vacancy itself does not compete with itself */
            double others = (double)vacancies.v[lane] - 1.0;
            world->market_factor.v[lane] =
                (float)rk_pow(world->market_private / (world->market_private + others), alpha);
        }
    }
}

/* Levers of the instruments, and the budget squeeze, of each municipality's own contract posts and of shared ones. */
static void pull(rk_world *world)
{
    for (size_t place = 0; place <= world->n_places; place++) {
        const rk_lanes *onsite = rk_lever_of(world, RK_LEVER_PULL_ONSITE, place);
        const rk_lanes *remote = rk_lever_of(world, RK_LEVER_PULL_REMOTE, place);
        const rk_lanes *squeeze = place < world->n_places ? &world->at.squeeze[place] : &world->one;
        rk_lanes *here = &world->at.fill_factor[2 * place], *away = &world->at.fill_factor[2 * place + 1];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            here->v[lane] = world->market_factor.v[lane] * onsite->v[lane] * squeeze->v[lane];
            away->v[lane] = remote->v[lane] * squeeze->v[lane];
        }
    }
}

void rk_market_establish(rk_world *world)
{
    for (size_t place = 0; place < world->n_places; place++) {
        world->at.squeeze[place] = world->one;
    }
    world->market_factor = world->one;
    pull(world);
}

void rk_market_month(rk_world *world)
{
    bool april = world->month % RK_MONTHS == 0;
    bool competes = world->local_market && rk_on(world, RK_PROCESS_MARKET);
    if (world->market_posts && (april || world->has_levers || competes)) {
        rk_lanes before = world->market_factor;
        compete(world);
        bool changed = memcmp(&before, &world->market_factor, sizeof before) != 0;
        if (april || world->has_levers || changed) {
            pull(world);
        }
    }
}

/* Running cost after migration squeezes the budget for contract staff in the year after (W09). */
void rk_market_april(rk_world *world)
{
    double after = rk_value(world, RK_P_SYSTEMS_MULTIPLIER), strength = rk_value(world, RK_P_BUDGET_SQUEEZE);
    double systems = rk_value(world, RK_P_STANDARD_SYSTEMS);
    bool on = rk_on(world, RK_PROCESS_MONEY) && rk_on(world, RK_PROCESS_BUDGET) && world->month > 0;
    float part = systems > 0.0 ? (float)(1.0 / (systems * RK_MONTHS)) : 0.0f;
    float rise = on && after > 1.0 ? (float)(strength * (after - 1.0)) : 0.0f;
    for (size_t place = 0; place < world->n_places; place++) {
        const rk_lanes *left = &world->at.year[place].systems_left, *running = &world->at.running_factor[place];
        rk_lanes *squeeze = &world->at.squeeze[place];
        float months = world->has_levers ? 1.0f / RK_MONTHS : 0.0f;
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            float migrated = 1.0f - rk_min(left->v[lane] * part, 1.0f);
            float cheaper = months > 0.0f ? running->v[lane] * months : 1.0f;
            squeeze->v[lane] = 1.0f / (1.0f + rise * migrated * rk_min(cheaper, 1.0f));
        }
    }
}
