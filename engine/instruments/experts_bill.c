/* What shared experts cost in a fiscal year: pay or day fees, travel and overhead, laid on the members, then on payers.
 */
#include "instruments/experts_impl.h"
#include "instruments/split.h"

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
    if (experts->n_members == 0 || !experts->ready) {
        return;
    }
    double travel = rk_value(world, RK_P_PAY_TRAVEL) * 20.0;
    double overhead = rk_experts_value(world, experts, RK_EXPERTS_OVERHEAD) * experts->open_months / RK_MONTHS;
    int64_t pay[RK_LANES], office[RK_LANES], trips[RK_LANES];
    rk_lanes person_years, *weight = experts->before; /* free between months */
    const rk_setting *set = experts->set;
    int contract = (int)set[RK_EXPERTS_CONTRACT].count;
    const rk_split bill = {slot, set[RK_COMMON_SHARES].shares, experts->n_members, experts->member, weight};
    rk_split_weigh(world, set[RK_EXPERTS_SPLIT].count, bill.n, bill.place, experts->given, weight);
    RK_FOR_LANES(lane)
    {
        pay[lane] = pay_of(world, experts, lane, &person_years.v[lane]);
        office[lane] = (int64_t)(overhead + 0.5);
    }
    rk_split_lay(world, &bill, RK_METRIC_COST_EXPERTS, contract, pay, &person_years);
    rk_split_lay(world, &bill, RK_METRIC_COST_OVERHEAD, contract, office, NULL);
    for (size_t m = 0; m < experts->n_members; m++) {
        const rk_lanes *given = &experts->given[m];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            trips[lane] = (int64_t)((double)given->v[lane] * travel + 0.5);
        }
        rk_split_spend(world, &bill, m, RK_METRIC_COST_TRAVEL, contract, trips, &person_years);
    }
}
