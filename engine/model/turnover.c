/* Turnover of 1 April: rotation and retirement are most exits of a year, and they meet a post in several lanes at once.
 * What exits.c and people.c do lane by lane for other exits is done here for all these lanes together; both give the
 * same numbers. MODEL.md section 3. */
#include "model/journal.h"
#include "model/people.h"
#include "model/steps.h"

uint32_t rk_turnover_lanes(const rk_world *world, size_t post)
{
    const rk_posts *posts = &world->posts;
    bool april = world->month % RK_MONTHS == 0;
    if (!april || posts->post[post].municipality == RK_NOWHERE || world->journal != NULL) {
        return 0;
    }
    uint32_t planned = rk_mask_byte_equal(&posts->cause[post], RK_DUE_ROTATION) |
                       rk_mask_byte_equal(&posts->cause[post], RK_DUE_RETIREMENT);
    return planned & ~rk_mask_signed(&posts->rate[post]) & rk_mask_int_less(&posts->due[post], world->month + 1);
}

void rk_knowhow_goes(rk_world *world, size_t post, uint32_t leavers)
{
    rk_posts *posts = &world->posts;
    size_t place = (size_t)posts->post[post].municipality;
    const rk_lanes *all = &world->at.proficiency_sum[place], *lever = rk_lever_of(world, RK_LEVER_KNOWHOW_LOST, place);
    const rk_lanes *effort = &posts->effort[post], *proficiency = &posts->proficiency[post];
    rk_lanes *knowhow = &world->at.knowhow[place], *year = &world->at.year[place].knowhow_lost;
    rk_lanes *lost = &posts->lost[post];
    float taken = (float)rk_value(world, RK_P_KNOWHOW_LOST);
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        bool leaves = ((int32_t)leavers & rk_lane_bit.v[lane]) != 0;
        float own = effort->v[lane] * proficiency->v[lane];
        float part = all->v[lane] > 0.0f ? rk_min(own / all->v[lane], 1.0f) : 0.0f;
        float loss = knowhow->v[lane] * part * (taken * lever->v[lane]);
        lost->v[lane] = leaves ? loss : lost->v[lane];
        knowhow->v[lane] -= leaves ? loss : 0.0f;
        year->v[lane] += leaves ? loss : 0.0f;
    }
}

/* Work of the municipality's people ends. */
static void take_off(rk_world *world, size_t post, size_t place, const rk_lanes_int *leaves)
{
    rk_lanes *effort = &world->posts.effort[post];
    rk_lanes_int *present = &world->at.present[place], *filled = &world->at.filled[place];
    rk_lanes_int *milli = &world->at.effort_milli[place];
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        present->v[lane] -= leaves->v[lane];
        filled->v[lane] -= leaves->v[lane];
        milli->v[lane] -= leaves->v[lane] ? (int32_t)(effort->v[lane] * 1000.0f + 0.5f) : 0;
        effort->v[lane] = leaves->v[lane] ? 0.0f : effort->v[lane];
    }
    const rk_post *info = &world->posts.post[post];
    int64_t *pay = world->at.pay_rate[place], less = info->slot == RK_OWN ? info->pay_month : 0;
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        pay[lane] -= leaves->v[lane] * less;
    }
}

/* The post is vacant from today on. */
static void open_vacancies(rk_world *world, size_t post, const rk_lanes_int *leaves)
{
    rk_posts *posts = &world->posts;
    rk_lanes *rate = &posts->rate[post];
    rk_lanes_int *state = &posts->state[post], *since = &posts->since[post], *due = &posts->due[post];
    float fill = rk_vacancy_rate(world, post);
    int32_t month = world->month;
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        state->v[lane] = leaves->v[lane] ? RK_VACANT : state->v[lane];
        since->v[lane] = leaves->v[lane] ? month : since->v[lane];
        due->v[lane] = leaves->v[lane] ? RK_NO_MONTH : due->v[lane];
        rate->v[lane] = leaves->v[lane] ? fill : rate->v[lane];
    }
}

void rk_turnover(rk_world *world, size_t post, uint32_t leavers, uint32_t events, const float *clock)
{
    rk_posts *posts = &world->posts;
    size_t place = (size_t)posts->post[post].municipality;
    rk_year_sums *year = &world->at.year[place];
    int32_t retire = (int32_t)rk_mask_byte_equal(&posts->cause[post], RK_DUE_RETIREMENT), all = (int32_t)leavers;
    rk_lanes_int leaves;
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        int32_t bit = rk_lane_bit.v[lane];
        leaves.v[lane] = (all & bit) != 0;
        year->retirements.v[lane] += (all & retire & bit) != 0;
        year->rotations.v[lane] += (all & ~retire & bit) != 0;
    }
    posts->unplanned[post] &= (uint16_t)~leavers;
    if (rk_on(world, RK_PROCESS_KNOWHOW)) {
        rk_knowhow_goes(world, post, leavers);
    }
    take_off(world, post, place, &leaves);
    open_vacancies(world, post, &leaves);
    for (uint32_t left = events; left != 0; left &= left - 1, clock++) {
        if (leavers & (left & -left)) {
            posts->clock[post].v[__builtin_ctz(left)] = *clock;
        }
    }
}
