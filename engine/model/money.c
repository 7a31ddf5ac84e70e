/* Money: every yen is booked at its source, in whole yen, and split by payer at once. MODEL.md section 10. */
#include "model/steps.h"

#include <string.h>

void rk_bill(rk_world *world, size_t place, rk_metric item, const int64_t yen[RK_LANES], const double shares[RK_N_PAYERS])
{
    rk_row *row = &world->row[place];
    int64_t rest[RK_LANES];
    int largest = 0;
    for (int payer = 1; payer < RK_N_PAYERS; payer++) {
        largest = shares[payer] > shares[largest] ? payer : largest;
    }
    memcpy(rest, yen, sizeof rest);
    for (int payer = 0; payer < RK_N_PAYERS; payer++) {
        if (payer == largest || !(shares[payer] > 0.0)) {
            continue;
        }
        int64_t *paid = row->money[RK_METRIC_PAID_MUNICIPALITY - RK_N_COUNTS + payer];
        double share = shares[payer];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            int64_t part = (int64_t)((double)yen[lane] * share);
            paid[lane] += part;
            rest[lane] -= part;
        }
    }
    /* What is left, the yen of rounding included, is the largest payer's: so payers add up. */
    int64_t *paid = row->money[RK_METRIC_PAID_MUNICIPALITY - RK_N_COUNTS + largest];
    int64_t *booked = row->money[item - RK_N_COUNTS], *all = row->money[RK_METRIC_COST_TOTAL - RK_N_COUNTS];
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        paid[lane] += rest[lane];
        booked[lane] += yen[lane];
        all[lane] += yen[lane];
    }
}

/* Yen a year of systems that are migrated, and more of those that wait and run twice. */
static void systems_cost(const rk_world *world, size_t place, int64_t yen[RK_LANES])
{
    double systems = rk_value(world, RK_P_STANDARD_SYSTEMS), after = rk_value(world, RK_P_SYSTEMS_MULTIPLIER);
    double twice = rk_value(world, RK_P_SYSTEMS_PARALLEL), cost = world->place[place].systems_cost;
    double part = systems > 0.0 ? 1.0 / (systems * RK_MONTHS) : 0.0;
    const rk_lanes *left = &world->at.year[place].systems_left;
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        double waiting = (double)left->v[lane] * part;
        yen[lane] = (int64_t)(cost * (after * (1.0 - waiting) + (1.0 + twice) * waiting) + 0.5);
    }
}

void rk_money_year(rk_world *world)
{
    static const double own[RK_N_PAYERS] = {[RK_PAYER_MUNICIPALITY] = 1.0};
    if (!rk_on(world, RK_PROCESS_MONEY)) {
        return;
    }
    double incident = rk_value(world, RK_P_INCIDENT_COST), wage = world->wage_now;
    double replacement = rk_value(world, RK_P_PAY_REPLACEMENT) * RK_MONTHS * wage;
    for (size_t place = 0; place < world->n_places; place++) {
        const rk_year_sums *year = &world->at.year[place];
        int64_t staff[RK_LANES], replaced[RK_LANES], systems[RK_LANES], incidents[RK_LANES];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            double struck = (double)(year->migration_errors.v[lane] + year->security.v[lane]);
            staff[lane] = (int64_t)((double)year->pay[lane] * wage + 0.5);
            replaced[lane] = (int64_t)((double)year->replacement[lane] * replacement + 0.5);
            incidents[lane] = (int64_t)(struck * incident + 0.5);
        }
        systems_cost(world, place, systems);
        rk_bill(world, place, RK_METRIC_COST_STAFF, staff, own);
        rk_bill(world, place, RK_METRIC_COST_REPLACEMENT, replaced, own);
        rk_bill(world, place, RK_METRIC_COST_SYSTEMS, systems, own);
        rk_bill(world, place, RK_METRIC_COST_INCIDENTS, incidents, own);
    }
}
