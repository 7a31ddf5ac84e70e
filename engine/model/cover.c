/* Cover: who is there this month. The average hides it; the chance of nobody is the result. MODEL.md section 9. */
#include "model/steps.h"

/* Three counts and the filled posts side by side in 32 bits, so that one sum does for them: over up to 16 lanes, or
 * over the months of a year. No municipality has 8,192 posts. */
enum { ZERO_SHIFT = 5, SOLO_SHIFT = 10, FILLED_SHIFT = 15, COUNT_MASK = 31 };

static void count_month(rk_world *world, size_t place, const rk_lanes_int *counts)
{
    rk_month_count *count = &world->month_count[(size_t)(world->month % RK_MONTHS) * world->n_places + place];
    const rk_lanes_int *filled = &world->at.filled[place];
    uint32_t sums = 0;
    int32_t squares = 0;
    int first = world->first_lane, end = world->first_lane + world->n_lanes;
    bool whole = world->n_lanes == RK_LANES;
#pragma omp simd reduction(+ : sums, squares)
    for (int lane = 0; lane < RK_LANES; lane++) {
        int32_t counted = whole | ((lane >= first) & (lane < end));
        sums += counted ? (uint32_t)counts->v[lane] : 0;
        squares += counted ? filled->v[lane] * filled->v[lane] : 0;
    }
    *count = (rk_month_count){.nobody = (int32_t)(sums & COUNT_MASK),
                              .zero_cover = (int32_t)(sums >> ZERO_SHIFT & COUNT_MASK),
                              .solo = (int32_t)(sums >> SOLO_SHIFT & COUNT_MASK),
                              .filled = (int32_t)(sums >> FILLED_SHIFT),
                              .filled_squared = squares};
}

void rk_cover_counted(rk_world *world)
{
    for (size_t place = 0; place < world->n_places; place++) {
        rk_year_sums *year = &world->at.year[place];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            uint32_t counts = (uint32_t)year->counts.v[lane];
            year->nobody.v[lane] = (int32_t)(counts & COUNT_MASK);
            year->zero_cover.v[lane] = (int32_t)(counts >> ZERO_SHIFT & COUNT_MASK);
            year->solo.v[lane] = (int32_t)(counts >> SOLO_SHIFT & COUNT_MASK);
            year->filled.v[lane] = (int32_t)(counts >> FILLED_SHIFT);
            year->vacant.v[lane] = year->post_months - (int32_t)(counts >> FILLED_SHIFT);
        }
    }
}

/* Months paid of the posts of instruments; the others' pay is kept as a rate per municipality. */
static void paid_months(rk_world *world)
{
    float on_leave = (float)rk_value(world, RK_P_PAY_LEAVE);
    for (size_t post = world->posts.n_own; post < world->posts.n; post++) {
        const rk_lanes_int *state = &world->posts.state[post];
        rk_lanes *paid = &world->posts.paid_months[post];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            float part = state->v[lane] == RK_ON_LEAVE ? on_leave : 0.0f;
            paid->v[lane] += state->v[lane] == RK_IN_POST ? 1.0f : part;
        }
    }
}

void rk_cover_month(rk_world *world)
{
    if (world->model->n_instruments > 0) {
        paid_months(world);
    }
    bool money = rk_on(world, RK_PROCESS_MONEY), leaves = rk_on(world, RK_PROCESS_LEAVE);
    float enough = (float)(rk_value(world, RK_P_COVER_SUPPORT) / 20.0);
    for (size_t place = 0; place < world->n_places; place++) {
        rk_year_sums *year = &world->at.year[place];
        const rk_lanes *support = &world->at.support_fte[place];
        const rk_lanes_int *present = &world->at.present[place], *posted = &world->at.posted[place];
        const rk_lanes_int *filled = &world->at.filled[place], *leave = &world->at.on_leave[place];
        const rk_lanes_int *effort = &world->at.effort_milli[place];
        rk_lanes_int *gap = &world->at.gap[place], *longest = &world->at.longest_gap[place], counts;
        int64_t(*pay) = year->pay, (*rate) = world->at.pay_rate[place];
        year->post_months += (int32_t)world->place[place].n_posts_open;
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            int32_t n = present->v[lane] + posted->v[lane];
            int32_t none = (n == 0) & !(support->v[lane] >= enough);
            int32_t kinds = (n == 0) | none << ZERO_SHIFT | (n == 1) << SOLO_SHIFT;
            counts.v[lane] = (int32_t)((uint32_t)kinds | (uint32_t)filled->v[lane] << FILLED_SHIFT);
            year->counts.v[lane] = (int32_t)((uint32_t)year->counts.v[lane] + (uint32_t)counts.v[lane]);
            year->effort_milli.v[lane] += effort->v[lane];
            int32_t run = none ? gap->v[lane] + 1 : 0;
            gap->v[lane] = run;
            longest->v[lane] = run > longest->v[lane] ? run : longest->v[lane];
        }
        if (leaves) {
#pragma omp simd
            for (int lane = 0; lane < RK_LANES; lane++) {
                year->on_leave.v[lane] += leave->v[lane];
            }
        }
        if (money) {
#pragma omp simd
            for (int lane = 0; lane < RK_LANES; lane++) {
                pay[lane] += rate[lane];
            }
        }
        count_month(world, place, &counts);
    }
    if (world->month % RK_MONTHS == RK_MONTHS - 1) {
        rk_cover_counted(world);
    }
}
