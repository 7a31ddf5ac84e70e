/* Support: what experts give a municipality in a month, by skill, in expert-level person-months. MODEL.md section 6. */
#include "model/steps.h"

#include <string.h>

void rk_support_clear(rk_world *world)
{
    memset(world->at.skills_given, 0, world->n_places * sizeof *world->at.skills_given);
    memset(world->at.support_fte, 0, world->n_places * sizeof *world->at.support_fte);
    memset(world->at.posted, 0, world->n_places * sizeof *world->at.posted);
}

/* The first support of a skill this month? Its row still holds that of an earlier one. */
static inline bool first_of_month(rk_world *world, size_t place, rk_skill skill)
{
    unsigned *given = &world->at.skills_given[place], bit = 1u << skill;
    bool first = (*given & bit) == 0;
    *given |= bit;
    return first;
}

void rk_support_give(rk_world *world, size_t place, rk_skill skill, int lane, float fte, float familiar)
{
    float stranger = (float)rk_value(world, RK_P_EXPERT_STRANGER);
    float effect = stranger + (1.0f - stranger) * familiar;
    rk_lanes *support = &world->at.support[place * RK_N_SKILLS + skill];
    if (first_of_month(world, place, skill)) {
        *support = (rk_lanes){{0}};
    }
    support->v[lane] += fte * effect;
    world->at.support_fte[place].v[lane] += fte;
    world->at.year[place].support_familiar.v[lane] += fte * familiar;
}

/* One skill's time in all lanes; what it comes to is added to support, all and known. */
static inline void give(rk_lanes *restrict support, bool first, const rk_lanes *fte, const rk_lanes *familiar,
                        float stranger, rk_lanes *restrict all, rk_lanes *restrict known)
{
    if (first) {
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            support->v[lane] = fte->v[lane] * (stranger + (1.0f - stranger) * familiar->v[lane]);
        }
    } else {
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            support->v[lane] += fte->v[lane] * (stranger + (1.0f - stranger) * familiar->v[lane]);
        }
    }
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        all->v[lane] += fte->v[lane];
        known->v[lane] += fte->v[lane] * familiar->v[lane];
    }
}

void rk_support_give_skills(rk_world *world, size_t place, unsigned skills, const rk_lanes fte[RK_N_SKILLS],
                            const rk_lanes *familiar)
{
    float stranger = (float)rk_value(world, RK_P_EXPERT_STRANGER);
    rk_lanes *support = &world->at.support[place * RK_N_SKILLS];
    rk_lanes all = world->at.support_fte[place], known = world->at.year[place].support_familiar;
    for (; skills != 0; skills &= skills - 1) {
        rk_skill skill = (rk_skill)__builtin_ctz(skills);
        give(&support[skill], first_of_month(world, place, skill), &fte[skill], familiar, stranger, &all, &known);
    }
    world->at.support_fte[place] = all;
    world->at.year[place].support_familiar = known;
}

void rk_support_give_all(rk_world *world, size_t place, rk_skill skill, const rk_lanes *fte, const rk_lanes *familiar)
{
    give(&world->at.support[place * RK_N_SKILLS + skill], first_of_month(world, place, skill), fte, familiar,
         (float)rk_value(world, RK_P_EXPERT_STRANGER), &world->at.support_fte[place],
         &world->at.year[place].support_familiar);
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
