/* Need: work of a municipality that its own people cannot do this month, and who could do it. MODEL.md section 6. */
#include "model/skills.h"
#include "model/steps.h"

/* What could be worked on this month: all that waits and all that will come, migration as far as the vendor goes. */
static void waiting_of(const rk_world *world, size_t place, rk_lanes waiting[RK_N_WORKSTREAMS])
{
    const rk_place *info = &world->place[place];
    const rk_lanes *backlog = &world->at.backlog[place * RK_N_WORKSTREAMS];
    const rk_lanes *quota = &world->vendor_quota[info->vendor], *speed = rk_lever_of(world, RK_LEVER_VENDOR, place);
    const rk_lanes_int *stopped = &world->at.stopped_until[place];
    float all = info->standard_quota_base;
    int month = world->month;
    for (int w = 0; w < RK_N_ONGOING; w++) {
        float arrives = info->demand_now * info->share[w];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            waiting[w].v[lane] = backlog[w].v[lane] + arrives;
        }
    }
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        float may = month < stopped->v[lane] ? 0.0f : all * quota->v[lane] * speed->v[lane];
        waiting[RK_WORK_STANDARDISATION].v[lane] = rk_min(backlog[RK_WORK_STANDARDISATION].v[lane], may);
    }
}

void rk_need_month(const rk_world *world, size_t place, unsigned skills, rk_lanes *need, rk_lanes fit[RK_N_SKILLS])
{
    rk_lanes waiting[RK_N_WORKSTREAMS] = {{{0}}}, sum = {{0}};
    if (rk_on(world, RK_PROCESS_WORK)) {
        waiting_of(world, place, waiting);
    }
    for (int w = 0; w < RK_N_WORKSTREAMS; w++) {
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            sum.v[lane] += waiting[w].v[lane];
        }
    }
    const rk_lanes *own = &world->at.own_capacity[place];
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        need->v[lane] = rk_max(sum.v[lane] - own->v[lane], 0.0f);
    }
    for (int skill = 0; skill < RK_N_SKILLS; skill++) {
        if ((skills >> skill & 1) == 0) {
            continue;
        }
        const float *effect = rk_skill_effect[skill];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            float able = 0.0f;
            for (int w = 0; w < RK_N_WORKSTREAMS; w++) {
                able += effect[w] * waiting[w].v[lane];
            }
            fit[skill].v[lane] = sum.v[lane] > 0.0f ? able / sum.v[lane] : 1.0f;
        }
    }
}
