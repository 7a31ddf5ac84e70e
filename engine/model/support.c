/* Support: what experts give a municipality in a month, by skill, in expert-level person-months. MODEL.md section 6. */
#include "model/steps.h"

#include <string.h>

void rk_support_clear(rk_world *world)
{
    memset(world->at.support, 0, world->n_places * RK_N_SKILLS * sizeof *world->at.support);
    memset(world->at.support_fte, 0, world->n_places * sizeof *world->at.support_fte);
    memset(world->at.posted, 0, world->n_places * sizeof *world->at.posted);
}

void rk_support_give(rk_world *world, size_t place, rk_skill skill, int lane, float fte, float familiar)
{
    float stranger = (float)rk_value(world, RK_P_EXPERT_STRANGER);
    float effect = stranger + (1.0f - stranger) * familiar;
    world->at.support[place * RK_N_SKILLS + skill].v[lane] += fte * effect;
    world->at.support_fte[place].v[lane] += fte;
    world->at.year[place].support_familiar.v[lane] += fte * familiar;
}

void rk_support_give_all(rk_world *world, size_t place, rk_skill skill, const rk_lanes *fte, const rk_lanes *familiar)
{
    float stranger = (float)rk_value(world, RK_P_EXPERT_STRANGER);
    rk_lanes *support = &world->at.support[place * RK_N_SKILLS + skill], *all = &world->at.support_fte[place];
    rk_lanes *known = &world->at.year[place].support_familiar;
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        float effect = stranger + (1.0f - stranger) * familiar->v[lane];
        support->v[lane] += fte->v[lane] * effect;
        all->v[lane] += fte->v[lane];
        known->v[lane] += fte->v[lane] * familiar->v[lane];
    }
}

void rk_support_give_skills(rk_world *world, size_t place, unsigned skills, const rk_lanes fte[RK_N_SKILLS],
                            const rk_lanes *familiar)
{
    float stranger = (float)rk_value(world, RK_P_EXPERT_STRANGER);
    rk_lanes *support = &world->at.support[place * RK_N_SKILLS], *known = &world->at.year[place].support_familiar;
    rk_lanes effect, all = world->at.support_fte[place], all_known = *known;
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        effect.v[lane] = stranger + (1.0f - stranger) * familiar->v[lane];
    }
    for (; skills != 0; skills &= skills - 1) {
        int skill = __builtin_ctz(skills);
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            float time = fte[skill].v[lane];
            support[skill].v[lane] += time * effect.v[lane];
            all.v[lane] += time;
            all_known.v[lane] += time * familiar->v[lane];
        }
    }
    world->at.support_fte[place] = all;
    *known = all_known;
}

void rk_support_offer(rk_world *world, size_t n, const size_t place[], const rk_lanes *fte)
{
    float part = n > 0 ? 1.0f / (float)n : 0.0f;
    for (size_t i = 0; i < n; i++) {
        rk_lanes *time = &world->at.year[place[i]].expert_time;
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            time->v[lane] += fte->v[lane] * part;
        }
    }
}

/* Own staff learn faster next month beside an expert. */
void rk_support_month(rk_world *world)
{
    float gain = (float)rk_value(world, RK_P_LEARNING_EXPERT);
    for (size_t place = 0; place < world->n_places; place++) {
        const rk_lanes *fte = &world->at.support_fte[place];
        rk_lanes *learning = &world->at.learning_gain[place], *year = &world->at.year[place].support;
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            learning->v[lane] = 1.0f + gain * fte->v[lane];
            year->v[lane] += fte->v[lane];
        }
    }
}
