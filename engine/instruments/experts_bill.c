/* What shared experts cost in a fiscal year: pay or day fees, travel and overhead, laid on the members, then on payers.
 */
#include "instruments/experts_impl.h"
#include "model/steps.h"

/* Part of the cost that falls on a member, in each lane; parts add up to 1. */
static void weights_of(const rk_world *world, const rk_experts *experts, rk_lanes *weight)
{
    size_t n = experts->n_members;
    long split = experts->set[RK_EXPERTS_SPLIT].count;
    rk_lanes all = {{0}};
    for (size_t m = 0; m < n; m++) {
        float people = (float)world->place[experts->member[m]].data->population;
        RK_FOR_LANES(lane)
        {
            float given = experts->given[m].v[lane];
            weight[m].v[lane] = split == RK_SPLIT_POPULATION ? people : split == RK_SPLIT_USE ? given : 1.0f;
            all.v[lane] += weight[m].v[lane];
        }
    }
    for (size_t m = 0; m < n; m++) {
        RK_FOR_LANES(lane)
        {
            weight[m].v[lane] = all.v[lane] > 0.0f ? weight[m].v[lane] / all.v[lane] : 1.0f / (float)n;
        }
    }
}

/* What an instrument of experts pays for in all its members: an item and the people behind it. */
typedef struct {
    size_t slot;
    const rk_lanes *weight;       /* [members] */
    const rk_lanes *person_years; /* of all members together */
} invoice;

static void spend(rk_world *world, const invoice *bill, size_t member, rk_metric item, const int64_t yen[RK_LANES])
{
    const rk_experts *experts = world->slot_state[bill->slot];
    int contract = (int)experts->set[RK_EXPERTS_CONTRACT].count;
    rk_lanes person_years;
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        person_years.v[lane] = bill->person_years->v[lane] * bill->weight[member].v[lane];
    }
    const rk_expense expense = {experts->member[member],
                                item,
                                (int)bill->slot,
                                contract,
                                yen,
                                item == RK_METRIC_COST_OVERHEAD ? NULL : &person_years,
                                experts->set[RK_COMMON_SHARES].shares};
    rk_spend(world, &expense);
}

/* Lay whole yen on the members by weight: running totals are rounded, so that parts add up to the yen. */
static void lay(rk_world *world, const invoice *bill, rk_metric item, const int64_t yen[RK_LANES])
{
    const rk_experts *experts = world->slot_state[bill->slot];
    double below[RK_LANES] = {0};
    int64_t laid[RK_LANES] = {0}, part[RK_LANES];
    for (size_t m = 0; m < experts->n_members; m++) {
        bool last = m + 1 == experts->n_members;
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            below[lane] += (double)bill->weight[m].v[lane];
            int64_t upto = (int64_t)((double)yen[lane] * below[lane]);
            upto = last || upto > yen[lane] ? yen[lane] : upto;
            part[lane] = upto - laid[lane];
            laid[lane] = upto;
        }
        spend(world, bill, m, item, part);
    }
}

static int64_t pay_of(const rk_world *world, const rk_experts *experts, int lane, float *years)
{
    double premium = rk_experts_value(world, experts, RK_EXPERTS_PAY);
    double day = rk_value(world, RK_P_PAY_DAY) * premium * (double)experts->days;
    double sum = 0.0, months = 0.0;
    for (size_t i = 0; i < experts->n_experts; i++) {
        const rk_post *info = &world->posts.post[experts->first_post + i];
        double month = rk_contract_remote(info->contract) ? day : (double)info->pay_month;
        double paid = (double)world->posts.paid_months[experts->first_post + i].v[lane];
        sum += paid * month;
        months += paid;
    }
    *years = (float)months * (1.0f / RK_MONTHS);
    return (int64_t)(sum * world->wage_now + 0.5);
}

void rk_experts_bill(rk_world *world, size_t slot)
{
    rk_experts *experts = world->slot_state[slot];
    if (experts->n_members == 0) {
        return;
    }
    double travel = rk_value(world, RK_P_PAY_TRAVEL) * 20.0;
    double overhead = rk_experts_value(world, experts, RK_EXPERTS_OVERHEAD) * experts->open_months / RK_MONTHS;
    int64_t pay[RK_LANES], office[RK_LANES], trips[RK_LANES];
    rk_lanes person_years, *weight = experts->before; /* free between months */
    const invoice bill = {slot, weight, &person_years};
    weights_of(world, experts, weight);
    RK_FOR_LANES(lane)
    {
        pay[lane] = pay_of(world, experts, lane, &person_years.v[lane]);
        office[lane] = (int64_t)(overhead + 0.5);
    }
    lay(world, &bill, RK_METRIC_COST_EXPERTS, pay);
    lay(world, &bill, RK_METRIC_COST_OVERHEAD, office);
    for (size_t m = 0; m < experts->n_members; m++) {
        const rk_lanes *given = &experts->given[m];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            trips[lane] = (int64_t)((double)given->v[lane] * travel + 0.5);
        }
        spend(world, &bill, m, RK_METRIC_COST_TRAVEL, trips);
    }
}
