/* Learning on the job, and what a municipality's own people can do in a month. MODEL.md section 5. */
#include "base/real.h"
#include "model/steps.h"

/* Courses and meetings leave some time for work. */
#define TAKEN_MOST 0.9f

/* A month of posts of one municipality, or of nowhere; adds what they can do to sum. */
static void learn(rk_world *world, const rk_run *run, float step, float forget, rk_lanes *sum)
{
    rk_posts *posts = &world->posts;
    bool nowhere = run->municipality == RK_NOWHERE;
    size_t place = nowhere ? world->n_places : (size_t)run->municipality;
    const rk_lanes *gain = nowhere ? &world->one : &world->at.learning_gain[place];
    const rk_lanes *pace = rk_lever_of(world, RK_LEVER_LEARNING, place);
    float ceiling = run->ceiling;
    rk_lanes speed, all;
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        speed.v[lane] = rk_min(step * gain->v[lane] * pace->v[lane], 1.0f);
        all.v[lane] = sum->v[lane];
    }
    for (size_t post = run->first; post < run->end; post++) {
        float *proficiency = posts->proficiency[post].v;
        const float *effort = posts->effort[post].v, *lift = posts->lift[post].v;
        if (world->teaches) {
#pragma omp simd
            for (int lane = 0; lane < RK_LANES; lane++) {
                float now = proficiency[lane], there = effort[lane] > 0.0f ? 1.0f : 0.0f;
                now += there * (speed.v[lane] * (ceiling + lift[lane] - now) - forget * now);
                proficiency[lane] = now;
                all.v[lane] += effort[lane] * now;
            }
        } else {
#pragma omp simd
            for (int lane = 0; lane < RK_LANES; lane++) {
                float now = proficiency[lane], more = speed.v[lane] * (ceiling - now) - forget * now;
                now += effort[lane] > 0.0f ? more : 0.0f;
                proficiency[lane] = now;
                all.v[lane] += effort[lane] * now;
            }
        }
    }
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        sum->v[lane] = all.v[lane];
    }
}

/* A year's decay of what courses have added. */
static void technology_moves_on(rk_world *world)
{
    bool on = rk_on(world, RK_PROCESS_LEARNING);
    float kept = on ? (float)rk_exp(-RK_MONTHS * rk_value(world, RK_P_LEARNING_DECAY)) : 1.0f;
    for (size_t post = 0; post < world->posts.n; post++) {
        float *lift = world->posts.lift[post].v;
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            lift[lane] *= kept;
        }
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
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            float there = present->v[lane] > 0 ? grow : 0.0f;
            float now = knowhow->v[lane] + there * (1.0f - knowhow->v[lane]);
            knowhow->v[lane] = now;
            capacity->v[lane] = sum->v[lane] * (1.0f - weight * (1.0f - now));
        }
    }
}

/* Courses and meetings take a part of capacity; people who are no DX staff add some. */
static void taken_and_extra(rk_world *world)
{
    for (size_t place = 0; place < world->n_places; place++) {
        const rk_lanes *taken = rk_lever_of(world, RK_LEVER_TAKEN, place);
        const rk_lanes *extra = rk_lever_of(world, RK_LEVER_EXTRA, place);
        rk_lanes *capacity = &world->at.own_capacity[place], *year_taken = &world->at.year[place].taken;
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            float own = capacity->v[lane], gone = rk_min(taken->v[lane], TAKEN_MOST);
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
    float step = learning ? (float)(1.0 - rk_exp(-1.0 / rk_value(world, RK_P_LEARNING_MONTHS))) : 0.0f;
    float forget = learning ? (float)(1.0 - rk_exp(-rk_value(world, RK_P_LEARNING_DECAY))) : 0.0f;
    for (size_t place = 0; place < world->n_places; place++) {
        world->at.proficiency_sum[place] = (rk_lanes){{0}};
    }
    rk_posts *posts = &world->posts;
    if (world->teaches && world->month % RK_MONTHS == 0 && world->month > 0) {
        technology_moves_on(world);
    }
    for (const rk_run *run = posts->run; run < &posts->run[posts->n_runs]; run++) {
        rk_lanes elsewhere = {{0}}; /* insiders who serve several learn too; outsiders come as experts */
        if (run->municipality != RK_NOWHERE || !run->external) {
            bool here = run->municipality != RK_NOWHERE;
            learn(world, run, step, forget, here ? &world->at.proficiency_sum[run->municipality] : &elsewhere);
        }
    }
    knowhow_and_capacity(world);
    if (world->pulled[RK_LEVER_TAKEN] || world->pulled[RK_LEVER_EXTRA]) {
        taken_and_extra(world);
    }
}
