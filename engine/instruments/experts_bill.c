/* What shared experts cost in a fiscal year: pay or day fees, travel and overhead, laid on the members, then on payers. */
#include "instruments/experts_impl.h"
#include "model/steps.h"

static double weight_of(const rk_world *world, const rk_experts *experts, size_t member, int lane)
{
    switch (experts->set[RK_EXPERTS_SPLIT].count) {
    case RK_SPLIT_POPULATION:
        return world->place[experts->member[member]].data->population;
    case RK_SPLIT_USE:
        return (double)experts->given[member].v[lane];
    default:
        return 1.0;
    }
}

/* Lay whole yen on the members by weight: running totals are rounded, so that parts add up to the yen. */
static void lay(rk_world *world, const rk_experts *experts, int lane, rk_metric item, int64_t yen)
{
    const double *shares = experts->set[RK_EXPERTS_SHARES].shares;
    double all = 0.0, below = 0.0;
    for (size_t m = 0; m < experts->n_members; m++) {
        all += weight_of(world, experts, m, lane);
    }
    int64_t laid = 0;
    for (size_t m = 0; m < experts->n_members; m++) {
        below += all > 0.0 ? weight_of(world, experts, m, lane) / all : 1.0 / (double)experts->n_members;
        bool last = m + 1 == experts->n_members;
        int64_t upto = last ? yen : (int64_t)((double)yen * below);
        rk_bill(world, experts->member[m], lane, item, upto - laid, shares);
        laid = upto;
    }
}

static int64_t pay_of(const rk_world *world, const rk_experts *experts, int lane)
{
    double premium = rk_experts_value(world, experts, RK_EXPERTS_PAY);
    double day = rk_value(world, RK_P_PAY_DAY) * premium * (double)experts->days;
    double sum = 0.0;
    for (size_t i = 0; i < experts->n_experts; i++) {
        const rk_post *info = &world->posts.post[experts->first_post + i];
        double month = info->pay_month > 0 ? (double)info->pay_month : day;
        sum += (double)world->posts.paid_months[experts->first_post + i].v[lane] * month;
    }
    return (int64_t)(sum * world->wage_now + 0.5);
}

void rk_experts_bill(rk_world *world, size_t slot)
{
    const rk_experts *experts = world->slot_state[slot];
    if (experts->n_members == 0) {
        return;
    }
    double travel = rk_value(world, RK_P_PAY_TRAVEL) * 20.0;
    double overhead = rk_experts_value(world, experts, RK_EXPERTS_OVERHEAD) * experts->open_months / RK_MONTHS;
    RK_FOR_LANES(lane)
    {
        lay(world, experts, lane, RK_METRIC_COST_EXPERTS, pay_of(world, experts, lane));
        lay(world, experts, lane, RK_METRIC_COST_OVERHEAD, (int64_t)(overhead + 0.5));
        for (size_t m = 0; m < experts->n_members; m++) {
            int64_t yen = (int64_t)((double)experts->given[m].v[lane] * travel + 0.5);
            rk_bill(world, experts->member[m], lane, RK_METRIC_COST_TRAVEL, yen,
                    experts->set[RK_EXPERTS_SHARES].shares);
        }
    }
}
