/* Adoption: sections of the administration take part in digital work of their own accord, or because colleagues do
 * (Bass, "A new product growth for model consumer durables", Management Science 15, 1969). MODEL.md section 7. */
#include "base/real.h"
#include "model/steps.h"

void rk_adoption_establish(rk_world *world)
{
    float start = rk_on(world, RK_PROCESS_ADOPTION) ? (float)rk_value(world, RK_P_ADOPTION_START) : 1.0f;
    for (size_t place = 0; place < world->n_places; place++) {
        RK_FOR_LANES(lane)
        {
            world->at.adoption[place].v[lane] = start;
        }
    }
}

void rk_adoption_month(rk_world *world)
{
    if (!rk_on(world, RK_PROCESS_ADOPTION)) {
        return;
    }
    float alone = (float)rk_value(world, RK_P_ADOPTION_ALONE), follow = (float)rk_value(world, RK_P_ADOPTION_FOLLOW);
    for (size_t place = 0; place < world->n_places; place++) {
        const rk_lanes *lead = rk_lever_of(world, RK_LEVER_ADOPTION, place);
        rk_lanes *adoption = &world->at.adoption[place];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            float now = adoption->v[lane], pace = rk_min(alone * lead->v[lane] + follow * now, 1.0f);
            adoption->v[lane] = now + pace * (1.0f - now);
        }
    }
}

void rk_adoption_effect(const rk_world *world, size_t place, rk_lanes *effect)
{
    float resistance = rk_on(world, RK_PROCESS_ADOPTION) ? (float)rk_value(world, RK_P_ADOPTION_RESISTANCE) : 0.0f;
    const rk_lanes *adoption = &world->at.adoption[place], *projects = rk_lever_of(world, RK_LEVER_PROJECTS, place);
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        effect->v[lane] = (1.0f - resistance * (1.0f - adoption->v[lane])) * projects->v[lane];
    }
}
