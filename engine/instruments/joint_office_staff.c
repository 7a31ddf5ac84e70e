/* `joint_office`: time is shared by need. Joint posts give all of theirs; of the pooled part of the members' own
 * people's time, what others need more changes place, less the travel. Time is conserved. MODEL.md section 13. */
#include "instruments/joint_office_impl.h"
#include "model/steps.h"

/* One office in one month. */
typedef struct {
    size_t n;
    const size_t *place;      /* [n] */
    rk_lanes *need;           /* [n] person-months that it lacks */
    rk_lanes *part;           /* [n] of what is handed out */
    rk_lanes *now;            /* [n] given this month, before travel */
    const rk_lanes *familiar; /* [n] */
    float pooled;             /* part of own people's time */
    float travel;             /* part of time lost by each further municipality */
} sharing;

static int nobody_is_there(const rk_world *world, size_t place, int lane)
{
    return world->at.present[place].v[lane] + world->at.posted[place].v[lane] == 0;
}

/* What a member lacks this month: work that arrives and a month's part of what waits, less what its own people do who
 * stay, and what others have given; a desk with nobody at least as much as counts as cover. */
static void look_for_need(const rk_world *world, const sharing *office)
{
    float months = 1.0f / (float)rk_value(world, RK_P_WORK_PLANNING);
    float cover = (float)(rk_value(world, RK_P_COVER_SUPPORT) / 20.0);
    for (size_t m = 0; m < office->n; m++) {
        size_t place = office->place[m];
        const rk_lanes *backlog = &world->at.backlog[place * RK_N_WORKSTREAMS];
        const rk_lanes *own = &world->at.own_capacity[place], *support = &world->at.support_fte[place];
        float demand = world->place[place].demand_now, stays = 1.0f - office->pooled;
        rk_lanes waiting = {{0}};
        for (int w = 0; w < RK_N_ONGOING; w++) {
#pragma omp simd
            for (int lane = 0; lane < RK_LANES; lane++) {
                waiting.v[lane] += backlog[w].v[lane];
            }
        }
        office->now[m] = (rk_lanes){{0}};
        RK_FOR_LANES(lane)
        {
            float least = nobody_is_there(world, place, lane) ? cover : 0.0f;
            float lacks = rk_max(demand + waiting.v[lane] * months - stays * own->v[lane], least);
            office->need[m].v[lane] = rk_max(lacks - support->v[lane], 0.0f);
        }
    }
}

/* Hand out time by need, desks with nobody first, others from what is left; within each in proportion to need, and no
 * more than is needed. need is lowered by what is got. Returns the time that nobody needs. */
static float hand_out(const rk_world *world, const sharing *office, int lane, float time)
{
    for (size_t m = 0; m < office->n; m++) {
        office->part[m].v[lane] = 0.0f;
    }
    for (int with_people = 0; with_people < 2; with_people++) {
        float all = 0.0f;
        for (size_t m = 0; m < office->n; m++) {
            bool turn = nobody_is_there(world, office->place[m], lane) != with_people;
            all += turn ? office->need[m].v[lane] : 0.0f;
        }
        float each = all > 0.0f ? rk_min(time / all, 1.0f) : 0.0f;
        for (size_t m = 0; m < office->n; m++) {
            bool turn = nobody_is_there(world, office->place[m], lane) != with_people;
            float got = turn ? office->need[m].v[lane] * each : 0.0f;
            office->part[m].v[lane] += got;
            office->need[m].v[lane] -= got;
        }
        time = rk_max(time - all * each, 0.0f);
    }
    return time;
}

/* ---- Joint posts ---- */

typedef struct {
    size_t first, n;
    rk_lanes time[RK_N_SKILLS], all, present;
} joint_crew;

static joint_crew crew_of(const rk_world *world, size_t first, size_t n)
{
    joint_crew crew = {.first = first, .n = n};
    for (size_t post = first; post < first + n; post++) {
        rk_skill skill = world->posts.post[post].skill;
        RK_FOR_LANES(lane)
        {
            float effort = world->posts.effort[post].v[lane], time = effort * world->posts.proficiency[post].v[lane];
            crew.time[skill].v[lane] += time;
            crew.all.v[lane] += time;
            crew.present.v[lane] += effort > 0.0f ? 1.0f : 0.0f;
        }
    }
    return crew;
}

/* Part of the time that is left after travel, when so many people serve so many members. */
static float kept_time(const sharing *office, float members, float people)
{
    float each = rk_max(members / rk_max(people, 1.0f), 1.0f);
    return 1.0f - rk_min(office->travel * (each - 1.0f), 0.9f);
}

/* All their time is given: by need, and what nobody needs in proportion to the work that arrives. */
static void crew_serves(rk_world *world, const sharing *office, const joint_crew *crew, int lane)
{
    float all = crew->all.v[lane], rest = hand_out(world, office, lane, all), demand = 0.0f, served = 0.0f;
    for (size_t m = 0; m < office->n; m++) {
        demand += world->place[office->place[m]].demand_now;
    }
    for (size_t m = 0; m < office->n; m++) {
        float arrives = world->place[office->place[m]].demand_now;
        office->part[m].v[lane] += rest * (demand > 0.0f ? arrives / demand : 1.0f / (float)office->n);
        served += office->part[m].v[lane] > 0.0f ? 1.0f : 0.0f;
    }
    float kept = kept_time(office, served, crew->present.v[lane]);
    for (size_t m = 0; m < office->n; m++) {
        float part = office->part[m].v[lane] / all;
        for (int skill = 0; part > 0.0f && skill < RK_N_SKILLS; skill++) {
            float time = crew->time[skill].v[lane] * part * kept;
            if (time > 0.0f) {
                rk_support_give(world, office->place[m], (rk_skill)skill, lane, time, office->familiar[m].v[lane]);
            }
        }
        office->now[m].v[lane] += office->part[m].v[lane];
    }
}

/* ---- Pooled time of the members' own people ---- */

/* Each member gives the pooled part of its capacity, as far as all of it is needed, and gets by need. Only the
 * difference changes place, with the travel of one further municipality. */
static void members_help(rk_world *world, const sharing *office, int lane)
{
    float pool = 0.0f;
    for (size_t m = 0; m < office->n; m++) {
        pool += office->pooled * world->at.own_capacity[office->place[m]].v[lane];
    }
    if (pool <= 0.0f) {
        return;
    }
    float used = 1.0f - hand_out(world, office, lane, pool) / pool;
    for (size_t m = 0; m < office->n; m++) {
        size_t place = office->place[m];
        float *own = &world->at.own_capacity[place].v[lane];
        float comes = office->part[m].v[lane] - used * office->pooled * *own;
        if (comes > 0.0f) {
            float time = comes * (1.0f - office->travel);
            rk_support_give(world, place, RK_SKILL_GENERALIST, lane, time, office->familiar[m].v[lane]);
            office->now[m].v[lane] += comes;
        } else {
            *own = rk_max(*own + comes, 0.0f);
        }
    }
}

/* ---- The month ---- */

/* A new joint post knows nobody yet: its part of familiarity is gone. */
static void forget(const rk_world *world, const rk_offices *offices, size_t group, const joint_crew *crew)
{
    float kept = 1.0f - 1.0f / (float)crew->n;
    for (size_t post = crew->first; world->month > 0 && post < crew->first + crew->n; post++) {
        uint32_t came = rk_mask_int_equal(&world->posts.since[post], world->month) &
                        rk_mask_int_equal(&world->posts.state[post], RK_IN_POST);
        for (; came != 0; came &= came - 1) {
            for (size_t m = offices->groups.first[group]; m < offices->groups.first[group + 1]; m++) {
                offices->familiar[m].v[__builtin_ctz(came)] *= kept;
            }
        }
    }
}

static void share(rk_world *world, const rk_offices *offices, size_t group, const sharing *office)
{
    joint_crew crew = crew_of(world, offices->first_post + group * offices->posts_each, offices->posts_each);
    if (crew.n > 0) {
        forget(world, offices, group, &crew);
    }
    look_for_need(world, office);
    RK_FOR_LANES(lane)
    {
        if (crew.all.v[lane] > 0.0f) {
            crew_serves(world, office, &crew, lane);
        }
        if (office->pooled > 0.0f && office->n > 1) {
            members_help(world, office, lane);
        }
    }
}

/* Familiarity builds in months with support from the office; what was given is kept for travel and the split by use. */
static void look_back(const rk_world *world, const sharing *office, rk_lanes *familiar, rk_lanes *given)
{
    float step = 1.0f / rk_max((float)rk_value(world, RK_P_EXPERT_FAMILIAR), 1.0f);
    for (size_t m = 0; m < office->n; m++) {
        const rk_lanes *now = &office->now[m];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            familiar[m].v[lane] += now->v[lane] > 0.0f ? step * (1.0f - familiar[m].v[lane]) : 0.0f;
            given[m].v[lane] += now->v[lane];
        }
    }
}

void rk_office_support(rk_world *world, size_t slot)
{
    rk_offices *offices = world->slot_state[slot];
    const rk_groups *groups = &offices->groups;
    float pooled = (float)rk_slot_number(world, slot, RK_OFFICE_POOLED);
    float travel = (float)rk_value(world, RK_P_EXPERT_TRAVEL);
    if (!rk_in_effect(world, slot)) {
        return;
    }
    for (size_t group = 0; group < groups->n_groups; group++) {
        size_t first = groups->first[group];
        const sharing office = {rk_group_size(groups, group),
                                &groups->place[first],
                                &offices->need[first],
                                &offices->part[first],
                                &offices->now[first],
                                &offices->familiar[first],
                                pooled,
                                travel};
        share(world, offices, group, &office);
        look_back(world, &office, &offices->familiar[first], &offices->given[first]);
    }
}
