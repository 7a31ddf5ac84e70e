/* Work: arrives, takes the month's capacity by priority, waits, is given up. MODEL.md section 7. */
#include "model/skills.h"
#include "model/steps.h"

/* One municipality's month in hand. */
typedef struct {
    rk_lanes left[RK_N_WORKSTREAMS]; /* work that may be done this month */
    rk_lanes done[RK_N_WORKSTREAMS];
    rk_lanes arrived;
} month_work;

/* Ongoing work arrives in proportion to demand; systems that run twice and emergencies add to operations. */
static void arrive(rk_world *world, size_t place, rk_lanes *backlog, month_work *work)
{
    const rk_place *info = &world->place[place];
    float demand = info->demand_now;
    float twice = (float)(rk_value(world, RK_P_STANDARD_PARALLEL) / rk_value(world, RK_P_STANDARD_SYSTEMS));
    float systems = info->standard_quota_base > 0.0f ? (float)info->late_systems / info->standard_quota_base : 0.0f;
    const rk_lanes *standard = &backlog[RK_WORK_STANDARDISATION];
    rk_lanes *emergency = &world->at.emergency[place];
    rk_lanes surge, operations;
    rk_surge_load(world, place, &surge);
    work->arrived = (rk_lanes){{0}};
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        float running_twice = twice * systems * standard->v[lane];
        operations.v[lane] = demand * info->share[RK_WORK_OPERATIONS] * running_twice + emergency->v[lane];
        emergency->v[lane] = 0.0f;
    }
    for (int w = 0; w < RK_N_ONGOING; w++) {
        float part = demand * info->share[w];
        const rk_lanes *more = w == RK_WORK_OPERATIONS ? &operations : NULL;
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            float in = part * (1.0f + surge.v[lane]) + (more != NULL ? more->v[lane] : 0.0f);
            work->arrived.v[lane] += in;
            backlog[w].v[lane] += in;
        }
    }
}

/* Migration goes no faster than the vendor, and stands still after an incident. */
static void open_work(rk_world *world, size_t place, const rk_lanes *backlog, month_work *work)
{
    const rk_place *info = &world->place[place];
    const rk_lanes *quota = &world->vendor_quota[info->vendor];
    const rk_lanes_int *stopped = &world->at.stopped_until[place];
    int month = world->month;
    for (int w = 0; w < RK_N_ONGOING; w++) {
        work->left[w] = backlog[w];
        work->done[w] = (rk_lanes){{0}};
    }
    rk_lanes *left = &work->left[RK_WORK_STANDARDISATION];
    work->done[RK_WORK_STANDARDISATION] = (rk_lanes){{0}};
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        float most = month < stopped->v[lane] ? 0.0f : info->standard_quota_base * quota->v[lane];
        left->v[lane] = rk_min(backlog[RK_WORK_STANDARDISATION].v[lane], most);
    }
}

/* Spend a capacity on the workstreams in an order; what it does not need stays. */
static void spend(rk_lanes *restrict capacity, const rk_workstream *order, const float *effect, month_work *restrict work)
{
    for (int i = 0; i < RK_N_WORKSTREAMS; i++) {
        rk_workstream w = order[i];
        float e = effect != NULL ? effect[w] : 1.0f, need = 1.0f / e;
        rk_lanes *left = &work->left[w], *done = &work->done[w];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            float time = rk_min(capacity->v[lane], left->v[lane] * need);
            float result = rk_min(time * e, left->v[lane]);
            capacity->v[lane] -= time;
            left->v[lane] -= result;
            done->v[lane] += result;
        }
    }
}

static bool any_above_zero(const rk_lanes *lanes)
{
    int32_t any = 0;
#pragma omp simd reduction(| : any)
    for (int lane = 0; lane < RK_LANES; lane++) {
        any |= lanes->v[lane] > 0.0f;
    }
    return any != 0;
}

/* Experts first, since they came for it; then the municipality's own people. Returns the capacity there was. */
static rk_lanes spend_all(rk_world *world, size_t place, month_work *work)
{
    rk_lanes total = world->at.own_capacity[place];
    for (int skill = 0; world->model->n_instruments > 0 && skill < RK_N_SKILLS; skill++) {
        rk_lanes capacity = world->at.support[place * RK_N_SKILLS + (size_t)skill];
        if (any_above_zero(&capacity)) {
#pragma omp simd
            for (int lane = 0; lane < RK_LANES; lane++) {
                total.v[lane] += capacity.v[lane];
            }
            spend(&capacity, rk_skill_order[skill], rk_skill_effect[skill], work);
        }
    }
    rk_lanes own = world->at.own_capacity[place];
    spend(&own, rk_work_priority, NULL, work);
    return total;
}

/* What waits is given up in part, by workstream; standardisation waits for ever. Then overload of the month. */
static void settle(rk_world *world, size_t place, rk_lanes *backlog, month_work *work, const rk_lanes *total)
{
    rk_year_sums *year = &world->at.year[place];
    float daily = world->impatience_daily, project = world->impatience_project;
    float months = (float)rk_value(world, RK_P_WORK_PLANNING), cap = (float)rk_value(world, RK_P_OVERLOAD_CAP);
    rk_lanes waiting = {{0}}, all_done = {{0}}, all_given_up = {{0}};
    for (int w = 0; w < RK_N_WORKSTREAMS; w++) {
        bool soon = w == RK_WORK_OPERATIONS || w == RK_WORK_RESIDENTS;
        float impatience = w == RK_WORK_STANDARDISATION ? 0.0f : soon ? daily : project;
        float counts = w == RK_WORK_STANDARDISATION ? 0.0f : 1.0f;
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            float rest = rk_max(backlog[w].v[lane] - work->done[w].v[lane], 0.0f);
            float up = impatience * rest;
            rest -= up;
            backlog[w].v[lane] = rest;
            all_done.v[lane] += work->done[w].v[lane];
            all_given_up.v[lane] += up;
            waiting.v[lane] += counts * rest;
        }
    }
    rk_lanes *overload = &world->at.overload[place];
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        float load = waiting.v[lane] / rk_max(total->v[lane] * months, 1e-3f) - 1.0f;
        load = rk_min(rk_max(load, 0.0f), cap);
        overload->v[lane] = load;
        year->overload.v[lane] += load > 0.0f;
        year->demand.v[lane] += work->arrived.v[lane];
        year->done.v[lane] += all_done.v[lane];
        year->given_up.v[lane] += all_given_up.v[lane];
        year->capacity.v[lane] += world->at.own_capacity[place].v[lane];
        year->residents_asked.v[lane] += work->done[RK_WORK_RESIDENTS].v[lane] + daily * work->left[RK_WORK_RESIDENTS].v[lane];
        year->residents_done.v[lane] += work->done[RK_WORK_RESIDENTS].v[lane];
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
        online->v[lane] = rk_min(online->v[lane] + per_work * work->done[RK_WORK_PROCEDURES].v[lane], 1.0f);
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
        rk_lanes *backlog = &world->at.backlog[place * RK_N_WORKSTREAMS];
        month_work work;
        arrive(world, place, backlog, &work);
        open_work(world, place, backlog, &work);
        rk_lanes total = spend_all(world, place, &work);
        settle(world, place, backlog, &work, &total);
        progress(world, place, backlog, &work);
        rk_incidents_place(world, place, &work.done[RK_WORK_STANDARDISATION], &work.arrived, &total);
    }
}
