/* What a municipality's own staff, systems and incidents cost in a fiscal year. MODEL.md section 10. */
#include "model/steps.h"

static void spend_own(rk_world *world, size_t place, rk_metric item, int contract, const int64_t yen[RK_LANES],
                      const rk_lanes *person_years)
{
    static const double own[RK_N_PAYERS] = {[RK_PAYER_MUNICIPALITY] = 1.0};
    const rk_expense expense = {place, item, RK_OWN, contract, yen, person_years, own};
    rk_spend(world, &expense);
}

static void staff(rk_world *world, size_t place)
{
    const rk_year_sums *year = &world->at.year[place];
    double wage = world->wage_now, replacement = rk_value(world, RK_P_PAY_REPLACEMENT) * RK_MONTHS * wage;
    int64_t pay[RK_LANES], replaced[RK_LANES];
    rk_lanes person_years;
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        pay[lane] = (int64_t)((double)year->pay[lane] * wage + 0.5);
        replaced[lane] = (int64_t)((double)year->replacement[lane] * replacement + 0.5);
        person_years.v[lane] = (float)year->filled.v[lane] * (1.0f / RK_MONTHS);
    }
    int contract = world->scenario->own_contract;
    spend_own(world, place, RK_METRIC_COST_STAFF, contract, pay, &person_years);
    spend_own(world, place, RK_METRIC_COST_REPLACEMENT, contract, replaced, NULL);
}

/* Yen a year of systems that are migrated, of those that wait and run twice, and of migrating beyond what the national
 * fund pays. */
static void systems(rk_world *world, size_t place)
{
    double all = rk_value(world, RK_P_STANDARD_SYSTEMS), after = rk_value(world, RK_P_SYSTEMS_MULTIPLIER);
    const rk_place *info = &world->place[place];
    double twice = rk_value(world, RK_P_SYSTEMS_PARALLEL), cost = info->systems_cost, migration = info->migration_cost;
    double part = all > 0.0 ? 1.0 / (all * RK_MONTHS) : 0.0;
    float per_work = info->systems_per_work;
    const rk_lanes *left = &world->at.year[place].systems_left;
    const rk_lanes *work = &world->at.backlog[place * RK_N_WORKSTREAMS + RK_WORK_STANDARDISATION];
    rk_lanes *unbooked = &world->at.systems_unbooked[place];
    const rk_lanes *saved = &world->at.running_factor[place],
                   *cheaper = rk_lever_of(world, RK_LEVER_MIGRATION_COST, place);
    double months = world->has_levers ? 1.0 / RK_MONTHS : 0.0;
    int64_t running[RK_LANES], parallel[RK_LANES], migrated[RK_LANES];
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        double waiting = (double)left->v[lane] * part;
        double lever = months > 0.0 ? (double)saved->v[lane] * months : 1.0;
        running[lane] = (int64_t)(cost * lever * (after * (1.0 - waiting) + waiting) + 0.5);
        parallel[lane] = (int64_t)(cost * twice * waiting + 0.5);
        float still = rk_min(work->v[lane] * per_work, unbooked->v[lane]);
        migrated[lane] = (int64_t)((double)((unbooked->v[lane] - still) * cheaper->v[lane]) * migration + 0.5);
        unbooked->v[lane] = still;
    }
    spend_own(world, place, RK_METRIC_COST_SYSTEMS, RK_NO_CONTRACT, running, NULL);
    if (info->late_systems > 0.0) {
        spend_own(world, place, RK_METRIC_COST_PARALLEL, RK_NO_CONTRACT, parallel, NULL);
        spend_own(world, place, RK_METRIC_COST_MIGRATION, RK_NO_CONTRACT, migrated, NULL);
    }
}

static void incidents(rk_world *world, size_t place)
{
    const rk_year_sums *year = &world->at.year[place];
    double each = rk_value(world, RK_P_INCIDENT_COST);
    int64_t yen[RK_LANES];
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        double struck = (double)(year->migration_errors.v[lane] + year->security.v[lane]);
        yen[lane] = (int64_t)(struck * each + 0.5);
    }
    spend_own(world, place, RK_METRIC_COST_INCIDENTS, RK_NO_CONTRACT, yen, NULL);
}

void rk_money_year(rk_world *world)
{
    for (size_t place = 0; rk_on(world, RK_PROCESS_MONEY) && place < world->n_places; place++) {
        staff(world, place);
        systems(world, place);
        incidents(world, place);
    }
}
