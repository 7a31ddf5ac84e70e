/* Work: arrives, takes the month's capacity by priority, waits, is given up. MODEL.md section 7. */
#include "model/skills.h"
#include "model/steps.h"

/* One municipality's month in hand. */
typedef struct {
    rk_lanes arrived, done, given_up; /* of all workstreams */
    rk_lanes migrated;                /* standardisation done */
    rk_lanes may_migrate;             /* standardisation that the vendor still has time for this month */
    rk_lanes procedures, residents;   /* done */
    rk_lanes unhelped;                /* resident support waiting after the month's work */
    rk_lanes waiting;                 /* ongoing work after the month */
} month_work;

/* Ongoing work arrives in proportion to demand; systems that run twice and emergencies add to operations. Migration
 * goes no faster than the vendor, and stands still after an incident. */
static void arrive(rk_world *world, size_t place, rk_lanes *backlog, month_work *work)
{
    const rk_place *info = &world->place[place];
    float demand = info->demand_now, all = info->standard_quota_base;
    float twice = (float)(rk_value(world, RK_P_STANDARD_PARALLEL) / rk_value(world, RK_P_STANDARD_SYSTEMS));
    float systems = all > 0.0f ? (float)info->late_systems / all : 0.0f;
    float part[RK_N_ONGOING], more = demand * info->share[RK_WORK_OPERATIONS] * twice * systems;
    const rk_lanes *standard = &backlog[RK_WORK_STANDARDISATION], *quota = &world->vendor_quota[info->vendor];
    const rk_lanes_int *stopped = &world->at.stopped_until[place];
    const rk_lanes *fewer = rk_lever_of(world, RK_LEVER_OPERATIONS, place),
                   *desks = rk_lever_of(world, RK_LEVER_RESIDENT_SUPPORT, place);
    const rk_lanes *speed = rk_lever_of(world, RK_LEVER_VENDOR, place);
    rk_lanes *emergency = &world->at.emergency[place], surge;
    int month = world->month;
    rk_surge_load(world, place, &surge);
    for (int w = 0; w < RK_N_ONGOING; w++) {
        part[w] = demand * info->share[w];
    }
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        float extra = more * standard->v[lane] + emergency->v[lane], sum = extra;
        backlog[RK_WORK_OPERATIONS].v[lane] += extra;
        for (int w = 0; w < RK_N_ONGOING; w++) {
            float lever = w == RK_WORK_OPERATIONS ? fewer->v[lane] : w == RK_WORK_RESIDENTS ? desks->v[lane] : 1.0f;
            float in = part[w] * (1.0f + surge.v[lane]) * lever;
            backlog[w].v[lane] += in;
            sum += in;
        }
        float runs = month < stopped->v[lane] ? 0.0f : all;
        work->may_migrate.v[lane] = rk_min(standard->v[lane], runs * quota->v[lane] * speed->v[lane]);
        work->arrived.v[lane] = sum;
        emergency->v[lane] = 0.0f;
    }
}

/* An expert's time goes to the workstreams in the order of the skill; what they do not need stays. */
static void spend(rk_lanes *restrict capacity, rk_skill skill, rk_lanes *restrict backlog, month_work *restrict work)
{
    for (int i = 0; i < RK_N_WORKSTREAMS && rk_mask_positive(capacity) != 0; i++) {
        rk_workstream w = rk_skill_order[skill][i];
        float effect = rk_skill_effect[skill][w], need = 1.0f / effect;
        bool standard = w == RK_WORK_STANDARDISATION;
        rk_lanes *left = &backlog[w], *open = standard ? &work->may_migrate : left;
        rk_lanes result;
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            float time = rk_min(capacity->v[lane], open->v[lane] * need);
            result.v[lane] = rk_min(time * effect, open->v[lane]);
            capacity->v[lane] -= time;
            work->done.v[lane] += result.v[lane];
        }
        rk_lanes *count = standard                  ? &work->migrated
                          : w == RK_WORK_RESIDENTS  ? &work->residents
                          : w == RK_WORK_PROCEDURES ? &work->procedures
                                                    : NULL;
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            left->v[lane] -= result.v[lane];
        }
        if (standard) {
#pragma omp simd
            for (int lane = 0; lane < RK_LANES; lane++) {
                open->v[lane] -= result.v[lane];
            }
        }
        if (count != NULL) {
#pragma omp simd
            for (int lane = 0; lane < RK_LANES; lane++) {
                count->v[lane] += result.v[lane];
            }
        }
    }
}

/* Experts go first, since they came for it. Adds their capacity to total. */
static void experts_work(rk_world *world, size_t place, rk_lanes *backlog, month_work *work, rk_lanes *total)
{
    if (rk_mask_positive(&world->at.support_fte[place]) == 0) {
        return;
    }
    for (int skill = 0; skill < RK_N_SKILLS; skill++) {
        rk_lanes capacity = world->at.support[place * RK_N_SKILLS + (size_t)skill];
        if (rk_mask_positive(&capacity) != 0) {
#pragma omp simd
            for (int lane = 0; lane < RK_LANES; lane++) {
                total->v[lane] += capacity.v[lane];
            }
            spend(&capacity, (rk_skill)skill, backlog, work);
        }
    }
}

/* One workstream gets what it needs of the capacity left; part of what waits then is given up. Returns what was done.
 */
static inline float work_on(float *capacity, float *backlog, float open, float impatience, float *given_up)
{
    float done = rk_min(*capacity, open), rest = rk_max(*backlog - done, 0.0f), up = impatience * rest;
    *capacity -= done;
    *given_up += up;
    *backlog = rest - up;
    return done;
}

/* A review moves a part of the own people's time to the ongoing workstream that is most behind its demand, before all
 * others. left: capacity, what is spent is taken off. */
static void catch_up(rk_world *world, size_t place, const rk_lanes *effect, rk_lanes *backlog, month_work *work,
                     rk_lanes *left)
{
    const rk_place *info = &world->place[place];
    const rk_lanes *part = rk_lever_of(world, RK_LEVER_LAGGING, place);
    RK_FOR_LANES(lane)
    {
        int most = 0;
        float behind = 0.0f;
        for (int w = 0; w < RK_N_ONGOING; w++) {
            float months = backlog[w].v[lane] / rk_max(info->demand_now * info->share[w], 1e-6f);
            most = months > behind ? w : most;
            behind = rk_max(months, behind);
        }
        bool project = most == RK_WORK_PROCEDURES || most == RK_WORK_AUTOMATION || most == RK_WORK_DATA;
        float per_time = project ? effect->v[lane] : 1.0f;
        float time = left->v[lane] * rk_min(part->v[lane], 1.0f), done = rk_min(time * per_time, backlog[most].v[lane]);
        backlog[most].v[lane] -= done;
        left->v[lane] = rk_max(left->v[lane] - done / rk_max(per_time, 1e-6f), 0.0f);
        work->done.v[lane] += done;
        work->procedures.v[lane] += most == RK_WORK_PROCEDURES ? done : 0.0f;
        work->residents.v[lane] += most == RK_WORK_RESIDENTS ? done : 0.0f;
    }
}

/* The municipality's own people: operations, security, standardisation, residents, then projects (procedures,
 * automation, data), of which adoption and leadership decide how much an hour yields. */
static void own_work(rk_world *world, size_t place, rk_lanes *restrict backlog, month_work *restrict work)
{
    float daily = world->impatience_daily, project = world->impatience_project;
    rk_lanes left = world->at.own_capacity[place], effect;
    const rk_lanes *own = &left;
    rk_adoption_effect(world, place, &effect);
    if (world->has_levers && rk_mask_positive(rk_lever_of(world, RK_LEVER_LAGGING, place)) != 0) {
        catch_up(world, place, &effect, backlog, work, &left);
    }
    rk_lanes *operations = &backlog[RK_WORK_OPERATIONS], *security = &backlog[RK_WORK_SECURITY];
    rk_lanes *standard = &backlog[RK_WORK_STANDARDISATION], *residents = &backlog[RK_WORK_RESIDENTS];
    rk_lanes *procedures = &backlog[RK_WORK_PROCEDURES], *automation = &backlog[RK_WORK_AUTOMATION];
    rk_lanes *data = &backlog[RK_WORK_DATA];
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        float capacity = own->v[lane], up = 0.0f;
        float ops = operations->v[lane], sec = security->v[lane], std = standard->v[lane], res = residents->v[lane];
        float pro = procedures->v[lane], aut = automation->v[lane], dat = data->v[lane];
        float done = work_on(&capacity, &ops, ops, daily, &up);
        done += work_on(&capacity, &sec, sec, project, &up);
        float migrated = work_on(&capacity, &std, work->may_migrate.v[lane], 0.0f, &up);
        float asked = res, helped = work_on(&capacity, &res, res, daily, &up);
        capacity *= effect.v[lane]; /* from here on: of project work */
        float online = work_on(&capacity, &pro, pro, project, &up);
        done += work_on(&capacity, &aut, aut, project, &up);
        done += work_on(&capacity, &dat, dat, project, &up);
        operations->v[lane] = ops;
        security->v[lane] = sec;
        standard->v[lane] = std;
        residents->v[lane] = res;
        procedures->v[lane] = pro;
        automation->v[lane] = aut;
        data->v[lane] = dat;
        work->done.v[lane] += done + migrated + helped + online;
        work->migrated.v[lane] += migrated;
        work->residents.v[lane] += helped;
        work->procedures.v[lane] += online;
        work->unhelped.v[lane] = asked - helped;
        work->given_up.v[lane] = up;
        work->waiting.v[lane] = ops + sec + res + pro + aut + dat;
    }
}

/* Overload of the month, and the sums of the year. */
static void settle(rk_world *world, size_t place, const month_work *work, const rk_lanes *total)
{
    rk_year_sums *year = &world->at.year[place];
    float months = (float)rk_value(world, RK_P_WORK_PLANNING), cap = (float)rk_value(world, RK_P_OVERLOAD_CAP);
    float daily = world->impatience_daily;
    rk_lanes *overload = &world->at.overload[place];
    const rk_lanes *own = &world->at.own_capacity[place];
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        float load = work->waiting.v[lane] / rk_max(total->v[lane] * months, 1e-3f) - 1.0f;
        load = rk_min(rk_max(load, 0.0f), cap);
        overload->v[lane] = load;
        year->overload.v[lane] += load > 0.0f;
        year->demand.v[lane] += work->arrived.v[lane];
        year->done.v[lane] += work->done.v[lane];
        year->given_up.v[lane] += work->given_up.v[lane];
        year->capacity.v[lane] += own->v[lane];
        year->residents_asked.v[lane] += work->residents.v[lane] + daily * work->unhelped.v[lane];
        year->residents_done.v[lane] += work->residents.v[lane];
    }
}

/* Progress of migration and of procedures. */
static void progress(rk_world *world, size_t place, const rk_lanes *backlog, const month_work *work)
{
    const rk_place *info = &world->place[place];
    rk_lanes *online = &world->at.online[place], *systems_left = &world->at.year[place].systems_left;
    rk_lanes_int *completed = &world->at.completed[place];
    float scope = (float)(info->demand * info->share[RK_WORK_PROCEDURES] * rk_value(world, RK_P_SERVICE_EFFORT));
    float per_work = scope > 0.0f && rk_on(world, RK_PROCESS_SERVICE) ? 1.0f / scope : 0.0f;
    float per_system = info->standard_quota_base > 0.0f ? (float)info->late_systems / info->standard_quota_base : 0.0f;
    float small = 1e-4f * info->standard_quota_base;
    int month = world->month;
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        online->v[lane] = rk_min(online->v[lane] + per_work * work->procedures.v[lane], 1.0f);
        systems_left->v[lane] += per_system * backlog[RK_WORK_STANDARDISATION].v[lane];
        bool now = backlog[RK_WORK_STANDARDISATION].v[lane] <= small && completed->v[lane] > month;
        completed->v[lane] = now ? month : completed->v[lane];
    }
}

void rk_work_month(rk_world *world)
{
    if (!rk_on(world, RK_PROCESS_WORK)) {
        return;
    }
    for (size_t place = 0; place < world->n_places; place++) {
        rk_lanes *backlog = &world->at.backlog[place * RK_N_WORKSTREAMS], total = world->at.own_capacity[place];
        month_work work;
        work.done = work.migrated = work.procedures = work.residents = (rk_lanes){{0}};
        arrive(world, place, backlog, &work);
        if (world->model->n_instruments > 0) {
            experts_work(world, place, backlog, &work, &total);
        }
        own_work(world, place, backlog, &work);
        settle(world, place, &work, &total);
        progress(world, place, backlog, &work);
        rk_incidents_place(world, place, &work.migrated, &work.arrived, &total);
    }
}
