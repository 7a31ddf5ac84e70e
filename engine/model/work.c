/* Work: arrives, takes the month's capacity by priority, waits, is given up. MODEL.md section 7. */
#include "model/skills.h"
#include "model/steps.h"

/* One municipality's month in hand. */
typedef struct {
    rk_lanes *backlog;               /* [RK_N_WORKSTREAMS] of the municipality */
    rk_lanes may_migrate;            /* standardisation that the vendor still has time for this month */
    rk_lanes arrived;                /* of all workstreams */
    rk_lanes capacity;               /* of own people and experts */
    rk_lanes done[RK_N_WORKSTREAMS]; /* by experts */
    rk_lanes migrated;
} month_work;

/* The numbers of a month that all municipalities share. */
typedef struct {
    int month;
    float twice;          /* operations of a system that runs twice, as a part of all */
    float daily, project; /* part of waiting work given up */
    float planning, cap;  /* months of capacity that may wait; the highest overload */
} month_terms;

/* Ongoing work arrives in proportion to demand; systems that run twice and emergencies add to operations. Migration
 * goes no faster than the vendor, and stands still after an incident. */
static void arrive(rk_world *world, size_t place, const month_terms *terms, month_work *work)
{
    const rk_place *info = &world->place[place];
    float demand = info->demand_now, all = info->standard_quota_base, part[RK_N_ONGOING];
    float more = demand * info->share[RK_WORK_OPERATIONS] * terms->twice * info->systems_per_work;
    rk_lanes *backlog = work->backlog, *emergency = &world->at.emergency[place], surge;
    const rk_lanes *standard = &backlog[RK_WORK_STANDARDISATION], *quota = &world->vendor_quota[info->vendor];
    const rk_lanes_int *stopped = &world->at.stopped_until[place];
    const rk_lanes *fewer = rk_lever_of(world, RK_LEVER_OPERATIONS, place);
    const rk_lanes *desks = rk_lever_of(world, RK_LEVER_RESIDENT_SUPPORT, place);
    const rk_lanes *speed = rk_lever_of(world, RK_LEVER_VENDOR, place);
    int month = terms->month;
    rk_surge_load(world, place, &surge);
    for (int w = 0; w < RK_N_ONGOING; w++) {
        part[w] = demand * info->share[w];
    }
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        float extra = more * standard->v[lane] + emergency->v[lane], sum = extra;
        for (int w = 0; w < RK_N_ONGOING; w++) {
            float lever = w == RK_WORK_OPERATIONS ? fewer->v[lane] : w == RK_WORK_RESIDENTS ? desks->v[lane] : 1.0f;
            float in = part[w] * (1.0f + surge.v[lane]) * lever, waits = backlog[w].v[lane];
            backlog[w].v[lane] = (w == RK_WORK_OPERATIONS ? waits + extra : waits) + in;
            work->done[w].v[lane] = 0.0f;
            sum += in;
        }
        work->done[RK_WORK_STANDARDISATION].v[lane] = 0.0f;
        float runs = month < stopped->v[lane] ? 0.0f : all;
        work->may_migrate.v[lane] = rk_min(standard->v[lane], runs * quota->v[lane] * speed->v[lane]);
        work->arrived.v[lane] = sum;
        emergency->v[lane] = 0.0f;
    }
}

/* An expert's time goes to the workstreams in the order of the skill; what they do not need stays. */
static void spend(const rk_lanes *capacity, rk_skill skill, month_work *restrict work)
{
    const float *effects = rk_skill_effect[skill], *needs = rk_skill_need[skill];
    rk_lanes left;
    for (int i = 0; i < RK_N_WORKSTREAMS && rk_mask_positive(capacity) != 0; i++) {
        rk_workstream w = rk_skill_order[skill][i];
        float effect = effects[w], need = needs[w];
        bool standard = w == RK_WORK_STANDARDISATION;
        rk_lanes *waits = &work->backlog[w], *done = &work->done[w], *open = standard ? &work->may_migrate : waits;
        rk_lanes result;
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            float time = rk_min(capacity->v[lane], open->v[lane] * need);
            result.v[lane] = rk_min(time * effect, open->v[lane]);
            left.v[lane] = capacity->v[lane] - time;
            open->v[lane] -= result.v[lane];
            done->v[lane] += result.v[lane];
        }
        if (standard) {
#pragma omp simd
            for (int lane = 0; lane < RK_LANES; lane++) {
                waits->v[lane] -= result.v[lane];
            }
        }
        capacity = &left;
    }
}

/* Experts go first, since they came for it. */
static void experts_work(rk_world *world, size_t place, month_work *work)
{
    const rk_lanes *support = &world->at.support[place * RK_N_SKILLS];
    const unsigned given = world->at.skills_given[place];
    if (rk_mask_positive(&world->at.support_fte[place]) == 0) {
        return;
    }
    rk_lanes all = work->capacity;
    for (unsigned skills = given; skills != 0; skills &= skills - 1) {
        const rk_lanes *time = &support[__builtin_ctz(skills)];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            all.v[lane] += time->v[lane];
        }
    }
    work->capacity = all;
    for (unsigned skills = given; skills != 0; skills &= skills - 1) {
        int skill = __builtin_ctz(skills);
        spend(&support[skill], (rk_skill)skill, work);
    }
}

/* A review moves a part of the own people's time to the ongoing workstream that is most behind its demand, before all
 * others. left: capacity, what is spent is taken off. */
static void catch_up(rk_world *world, size_t place, const rk_lanes *effect, month_work *work, rk_lanes *left)
{
    const rk_place *info = &world->place[place];
    const rk_lanes *part = rk_lever_of(world, RK_LEVER_LAGGING, place);
    RK_FOR_LANES(lane)
    {
        int most = 0;
        float behind = 0.0f;
        for (int w = 0; w < RK_N_ONGOING; w++) {
            float months = work->backlog[w].v[lane] / rk_max(info->demand_now * info->share[w], 1e-6f);
            most = months > behind ? w : most;
            behind = rk_max(months, behind);
        }
        bool project = most == RK_WORK_PROCEDURES || most == RK_WORK_AUTOMATION || most == RK_WORK_DATA;
        float per_time = project ? effect->v[lane] : 1.0f, *waits = &work->backlog[most].v[lane];
        float time = left->v[lane] * rk_min(part->v[lane], 1.0f), done = rk_min(time * per_time, *waits);
        *waits -= done;
        work->done[most].v[lane] += done;
        left->v[lane] = rk_max(left->v[lane] - done / rk_max(per_time, 1e-6f), 0.0f);
    }
}

/* Overload, progress of migration and of procedures, and the sums of the year. */
typedef struct {
    rk_lanes *overload, *online;
    rk_lanes_int *completed;
    rk_year_sums *year;
    float online_per_work, systems_per_work;
    float nothing_left; /* person-months of standardisation that no longer count */
} progress;

/* What one lane's month of work has come to. */
typedef struct {
    float done, procedures, residents; /* of all workstreams, and of these */
    float given_up, unhelped;          /* unhelped: resident support that nobody did */
    float waiting, standard;           /* after the month: ongoing work, standardisation */
} lane_month;

static inline void settle(const progress *to, int lane, const month_terms *terms, const month_work *work,
                          const lane_month *got)
{
    rk_year_sums *year = to->year;
    float load = got->waiting / rk_max(work->capacity.v[lane] * terms->planning, 1e-3f) - 1.0f;
    load = rk_min(rk_max(load, 0.0f), terms->cap);
    to->overload->v[lane] = load;
    year->overload.v[lane] += load > 0.0f;
    year->demand.v[lane] += work->arrived.v[lane];
    year->done.v[lane] += got->done;
    year->given_up.v[lane] += got->given_up;
    year->residents_asked.v[lane] += got->residents + terms->daily * got->unhelped;
    year->residents_done.v[lane] += got->residents;
    year->systems_left.v[lane] += to->systems_per_work * got->standard;
    to->online->v[lane] = rk_min(to->online->v[lane] + to->online_per_work * got->procedures, 1.0f);
    bool now = got->standard <= to->nothing_left && to->completed->v[lane] > terms->month;
    to->completed->v[lane] = now ? terms->month : to->completed->v[lane];
}

/* One workstream gets what it needs of the time left. Returns what was done. */
static inline float work_on(float *time, float *waits)
{
    float done = rk_min(*time, *waits);
    *time -= done;
    *waits -= done;
    return done;
}

/* Part of the work that waits is given up. Returns how much. */
static inline float give_up(rk_lanes *backlog, int lane, float waits, float impatience)
{
    float up = impatience * waits;
    backlog->v[lane] = waits - up;
    return up;
}

/* The municipality's own people: operations, security, standardisation, residents, then projects (procedures,
 * automation, data), of which adoption and leadership decide how much an hour yields. */
static void own_work(rk_world *world, size_t place, const month_terms *terms, month_work *work)
{
    const rk_place *info = &world->place[place];
    const progress to = {.overload = &world->at.overload[place],
                         .online = &world->at.online[place],
                         .completed = &world->at.completed[place],
                         .year = &world->at.year[place],
                         .online_per_work = info->online_per_work,
                         .systems_per_work = info->systems_per_work,
                         .nothing_left = 1e-4f * info->standard_quota_base};
    const rk_lanes *capacity = &world->at.own_capacity[place], *own = capacity, *helped = work->done;
    rk_lanes left, effect, *backlog = work->backlog;
    rk_lanes *ops = &backlog[RK_WORK_OPERATIONS], *sec = &backlog[RK_WORK_SECURITY];
    rk_lanes *std = &backlog[RK_WORK_STANDARDISATION], *res = &backlog[RK_WORK_RESIDENTS];
    rk_lanes *pro = &backlog[RK_WORK_PROCEDURES], *aut = &backlog[RK_WORK_AUTOMATION], *dat = &backlog[RK_WORK_DATA];
    rk_adoption_effect(world, place, &effect);
    if (world->pulled[RK_LEVER_LAGGING] && rk_mask_positive(rk_lever_of(world, RK_LEVER_LAGGING, place)) != 0) {
        left = *capacity;
        catch_up(world, place, &effect, work, &left);
        own = &left;
    }
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        float time = own->v[lane], daily = terms->daily, project = terms->project;
        float o = ops->v[lane], s = sec->v[lane], m = work->may_migrate.v[lane], r = res->v[lane];
        float p = pro->v[lane], a = aut->v[lane], d = dat->v[lane];
        lane_month got = {.done = helped[RK_WORK_OPERATIONS].v[lane] + work_on(&time, &o)};
        got.done += helped[RK_WORK_SECURITY].v[lane] + work_on(&time, &s);
        float migrated = work_on(&time, &m);
        got.standard = std->v[lane] - migrated;
        migrated += helped[RK_WORK_STANDARDISATION].v[lane];
        got.residents = helped[RK_WORK_RESIDENTS].v[lane] + work_on(&time, &r);
        time *= effect.v[lane]; /* from here on: of project work */
        got.procedures = helped[RK_WORK_PROCEDURES].v[lane] + work_on(&time, &p);
        got.done += helped[RK_WORK_AUTOMATION].v[lane] + work_on(&time, &a);
        got.done += helped[RK_WORK_DATA].v[lane] + work_on(&time, &d);
        got.done += migrated + got.residents + got.procedures;
        got.unhelped = r;
        got.given_up = give_up(ops, lane, o, daily);
        got.given_up += give_up(sec, lane, s, project);
        got.given_up += give_up(res, lane, r, daily);
        got.given_up += give_up(pro, lane, p, project);
        got.given_up += give_up(aut, lane, a, project);
        got.given_up += give_up(dat, lane, d, project);
        got.waiting = ops->v[lane] + sec->v[lane] + res->v[lane] + pro->v[lane] + aut->v[lane] + dat->v[lane];
        std->v[lane] = got.standard;
        work->migrated.v[lane] = migrated;
        to.year->capacity.v[lane] += capacity->v[lane];
        settle(&to, lane, terms, work, &got);
    }
}

void rk_work_month(rk_world *world)
{
    if (!rk_on(world, RK_PROCESS_WORK)) {
        return;
    }
    const month_terms terms = {
        .month = world->month,
        .twice = (float)(rk_value(world, RK_P_STANDARD_PARALLEL) / rk_value(world, RK_P_STANDARD_SYSTEMS)),
        .daily = world->impatience_daily,
        .project = world->impatience_project,
        .planning = (float)rk_value(world, RK_P_WORK_PLANNING),
        .cap = (float)rk_value(world, RK_P_OVERLOAD_CAP)};
    for (size_t place = 0; place < world->n_places; place++) {
        month_work work;
        work.backlog = &world->at.backlog[place * RK_N_WORKSTREAMS];
        work.capacity = world->at.own_capacity[place];
        arrive(world, place, &terms, &work);
        if (world->model->n_instruments > 0) {
            experts_work(world, place, &work);
        }
        own_work(world, place, &terms, &work);
        rk_incidents_place(world, place, &work.migrated, &work.arrived, &work.capacity);
    }
}
