/* Money: every yen is booked at its source, in whole yen, and split by payer at once. MODEL.md section 10. */
#include "model/steps.h"

static int64_t whole_yen(double yen)
{
    return (int64_t)(yen + (yen < 0.0 ? -0.5 : 0.5));
}

void rk_bill(rk_world *world, size_t place, int lane, rk_metric item, int64_t yen, const double shares[RK_N_PAYERS])
{
    rk_row *row = &world->row[place];
    int largest = 0;
    int64_t rest = yen;
    int64_t part[RK_N_PAYERS];
    for (int payer = 0; payer < RK_N_PAYERS; payer++) {
        largest = shares[payer] > shares[largest] ? payer : largest;
        part[payer] = (int64_t)((double)yen * shares[payer]);
        rest -= part[payer];
    }
    part[largest] += rest; /* the yen that rounding leaves go to the largest payer, so that payers add up */
    for (int payer = 0; payer < RK_N_PAYERS; payer++) {
        row->money[RK_METRIC_PAID_MUNICIPALITY - RK_N_COUNTS + payer][lane] += part[payer];
    }
    row->money[item - RK_N_COUNTS][lane] += yen;
    row->money[RK_METRIC_COST_TOTAL - RK_N_COUNTS][lane] += yen;
}

void rk_money_year(rk_world *world)
{
    static const double own[RK_N_PAYERS] = {[RK_PAYER_MUNICIPALITY] = 1.0};
    if (!rk_on(world, RK_PROCESS_MONEY)) {
        return;
    }
    double systems = rk_value(world, RK_P_STANDARD_SYSTEMS), after = rk_value(world, RK_P_SYSTEMS_MULTIPLIER);
    double twice = rk_value(world, RK_P_SYSTEMS_PARALLEL), incident = rk_value(world, RK_P_INCIDENT_COST);
    double replacement = rk_value(world, RK_P_PAY_REPLACEMENT) * RK_MONTHS;
    for (size_t place = 0; place < world->n_places; place++) {
        const rk_place *info = &world->place[place];
        const rk_year_sums *year = &world->at.year[place];
        RK_FOR_LANES(lane)
        {
            double waiting = systems > 0.0 ? (double)year->systems_left.v[lane] / RK_MONTHS / systems : 0.0;
            double running = info->systems_cost * (after * (1.0 - waiting) + (1.0 + twice) * waiting);
            double struck = year->migration_errors.v[lane] + year->security.v[lane];
            rk_bill(world, place, lane, RK_METRIC_COST_STAFF, whole_yen((double)year->pay[lane] * world->wage_now), own);
            rk_bill(world, place, lane, RK_METRIC_COST_REPLACEMENT,
                    whole_yen((double)year->replacement[lane] * replacement * world->wage_now), own);
            rk_bill(world, place, lane, RK_METRIC_COST_SYSTEMS, whole_yen(running), own);
            rk_bill(world, place, lane, RK_METRIC_COST_INCIDENTS, whole_yen(struck * incident), own);
        }
    }
}
