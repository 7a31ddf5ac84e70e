/* Hiring: the round of 1 April for regular and specialist posts. MODEL.md section 4. */
#include "base/real.h"
#include "model/events.h"
#include "model/journal.h"
#include "model/people.h"
#include "model/steps.h"

/* A chance within one round, as a hazard that the vacancy's clock meets: -ln(1 - chance). */
static float round_hazard(double chance)
{
    double kept = 1.0 - chance;
    return (float)-rk_log(kept < 1e-12 ? 1e-12 : kept);
}

/* Hazards of the rounds that a vacancy can meet in April. */
typedef struct {
    float internal, internal_late;
    float open[2], open_late[2]; /* [town] */
} round_hazards;

static round_hazards hazards_of(const rk_world *world)
{
    double internal = rk_value(world, RK_P_HIRING_INTERNAL), late = 1.0 - rk_value(world, RK_P_HIRING_LATE);
    double open = rk_value(world, RK_P_HIRING_ROUND) * (1.0 - rk_value(world, RK_P_HIRING_DECLINE));
    double town = open * rk_value(world, RK_P_HIRING_TOWN);
    return (round_hazards){
        .internal = round_hazard(internal),
        .internal_late = round_hazard(internal * late),
        .open = {round_hazard(open), round_hazard(town)},
        .open_late = {round_hazard(open * late), round_hazard(town * late)},
    };
}

/* The round of one post: clocks of vacancies meet its hazard. Returns a bit for each lane in which somebody is hired.
 * Late: vacant since September or later of the fiscal year that has just ended, and so too late for its round, mostly
 * (A30). Nobody has planned for a vacancy of today that has no date. */
static uint32_t meet_round(rk_posts *posts, size_t post, int month, float in_time, float late, const rk_lanes *pull)
{
    enum { SEPTEMBER_TO_MARCH = 7 };
    uint32_t vacant = rk_mask_int_equal(&posts->state[post], RK_VACANT);
    if (vacant == 0) {
        return 0;
    }
    const rk_lanes_int *since = &posts->since[post];
    uint32_t meets = vacant & ~(posts->unplanned[post] & rk_mask_int_equal(since, month));
    rk_lanes *clock = &posts->clock[post];
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        bool too_late = (since->v[lane] < month) & (since->v[lane] >= month - SEPTEMBER_TO_MARCH);
        float met = (too_late ? late : in_time) * pull->v[lane];
        clock->v[lane] -= ((int32_t)meets & rk_lane_bit.v[lane]) != 0 ? met : 0.0f;
    }
    return vacant & rk_mask_negative(clock);
}

/* What draws people to an open examination, beside what draws them from within. */
static void draw_openly(const rk_lanes *open, rk_lanes *pull)
{
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        pull->v[lane] *= open->v[lane];
    }
}

/* A successor who comes on the day of the leaver's rotation takes over: a part of what was lost is kept. taken_over: a
 * bit for each lane. */
static void keep_knowhow(rk_world *world, size_t post, size_t place, uint32_t taken_over)
{
    float part = 1.0f - (float)rk_value(world, RK_P_KNOWHOW_OVERLAP);
    const rk_lanes *lost = &world->posts.lost[post];
    rk_lanes *knowhow = &world->at.knowhow[place], *year = &world->at.year[place].knowhow_lost;
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        float kept = ((int32_t)taken_over & rk_lane_bit.v[lane]) != 0 ? lost->v[lane] * part : 0.0f;
        knowhow->v[lane] += kept;
        year->v[lane] -= kept;
    }
}

void rk_hiring_april(rk_world *world)
{
    rk_posts *posts = &world->posts;
    if (!rk_on(world, RK_PROCESS_HIRING)) {
        return;
    }
    round_hazards hazards = hazards_of(world);
    uint16_t *hires = world->events.fills;
    rk_events_clear(world);
    for (size_t post = 0; post < posts->n; post++) {
        const rk_post *info = &posts->post[post];
        hires[post] = 0;
        if (rk_contract_external(info->contract)) {
            continue;
        }
        bool regular = info->contract == RK_CONTRACT_REGULAR;
        bool town = info->municipality != RK_NOWHERE && world->place[info->municipality].town;
        float in_time = regular ? hazards.internal : hazards.open[town];
        float late = regular ? hazards.internal_late : hazards.open_late[town];
        size_t place = posts->exits_at[post];
        float draws = 1.0f + info->pull_more;
        rk_lanes pull = *rk_lever_of(world, RK_LEVER_PULL_OWN, place);
        if (!regular) {
            draw_openly(rk_lever_of(world, RK_LEVER_PULL_OPEN, place), &pull);
        }
        uint32_t hired = meet_round(posts, post, world->month, in_time * draws, late * draws, &pull);
        rk_note_round(world, post, hired);
        hires[post] = (uint16_t)hired;
        uint32_t taken_over = hired & rk_mask_int_equal(&posts->since[post], world->month);
        if (taken_over != 0 && place < world->n_places && rk_on(world, RK_PROCESS_KNOWHOW)) {
            keep_knowhow(world, post, place, taken_over);
        }
    }
    rk_events_add_marked(world, hires);
    rk_events_draw(world);
    rk_people_come(world, 0, world->events.n);
}
