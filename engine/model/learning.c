/* Learning on the job, and what a municipality's own people can do in a month. MODEL.md section 5. */
#include "base/real.h"
#include "model/steps.h"

/* Courses and meetings leave some time for work. */
#define TAKEN_MOST 0.9f

static void learn(rk_lanes *restrict proficiency, const rk_lanes *effort, const rk_lanes *gain, const rk_lanes *pace,
                  float ceiling, float step, float forget, rk_lanes *restrict sum)
{
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        float now = proficiency->v[lane];
        float speed = rk_min(step * gain->v[lane] * pace->v[lane], 1.0f);
        float there = effort->v[lane] > 0.0f ? 1.0f : 0.0f;
        now += there * (speed * (ceiling - now) - forget * now);
        proficiency->v[lane] = now;
        sum->v[lane] += effort->v[lane] * now;
    }
}

static void add_up(const rk_lanes *proficiency, const rk_lanes *effort, rk_lanes *restrict sum)
{
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        sum->v[lane] += effort->v[lane] * proficiency->v[lane];
    }
}

/* Know-how of a municipality grows back while somebody is there; part of capacity hangs on it. */
static void knowhow_and_capacity(rk_world *world)
{
    bool on = rk_on(world, RK_PROCESS_KNOWHOW);
    float grow = on ? (float)(1.0 - rk_exp(-1.0 / rk_value(world, RK_P_KNOWHOW_MONTHS))) : 0.0f;
    float weight = on ? (float)rk_value(world, RK_P_KNOWHOW_WEIGHT) : 0.0f;
    for (size_t place = 0; place < world->n_places; place++) {
        rk_lanes *knowhow = &world->at.knowhow[place], *capacity = &world->at.own_capacity[place];
        const rk_lanes *sum = &world->at.proficiency_sum[place];
        const rk_lanes_int *present = &world->at.present[place];
        const rk_lanes *taken = &world->lever[RK_LEVER_TAKEN][place], *extra = &world->lever[RK_LEVER_EXTRA][place];
        rk_lanes *year_taken = &world->at.year[place].taken;
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            float there = present->v[lane] > 0 ? grow : 0.0f;
            float now = knowhow->v[lane] + there * (1.0f - knowhow->v[lane]);
            knowhow->v[lane] = now;
            float own = sum->v[lane] * (1.0f - weight * (1.0f - now)), gone = rk_min(taken->v[lane], TAKEN_MOST);
            capacity->v[lane] = own * (1.0f - gone) + extra->v[lane];
            year_taken->v[lane] += own * gone;
        }
    }
}

void rk_learning_month(rk_world *world)
{
    bool learning = rk_on(world, RK_PROCESS_LEARNING);
    if (!learning && !rk_on(world, RK_PROCESS_WORK) && !rk_on(world, RK_PROCESS_KNOWHOW)) {
        return; /* nobody asks for proficiency */
    }
    float step = (float)(1.0 - rk_exp(-1.0 / rk_value(world, RK_P_LEARNING_MONTHS)));
    float forget = (float)(1.0 - rk_exp(-rk_value(world, RK_P_LEARNING_DECAY)));
    for (size_t place = 0; place < world->n_places; place++) {
        world->at.proficiency_sum[place] = (rk_lanes){{0}};
    }
    for (size_t post = 0; post < world->posts.n; post++) {
        const rk_post *info = &world->posts.post[post];
        if (info->municipality == RK_NOWHERE) {
            continue;
        }
        size_t place = (size_t)info->municipality;
        if (learning) {
            learn(&world->posts.proficiency[post], &world->posts.effort[post], &world->at.learning_gain[place],
                  &world->lever[RK_LEVER_LEARNING][place], info->ceiling, step, forget,
                  &world->at.proficiency_sum[place]);
        } else {
            add_up(&world->posts.proficiency[post], &world->posts.effort[post], &world->at.proficiency_sum[place]);
        }
    }
    knowhow_and_capacity(world);
}
