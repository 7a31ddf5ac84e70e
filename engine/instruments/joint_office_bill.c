/* What joint offices cost in a fiscal year: pay of the joint posts, travel, running the office, laid on the members of
 * each, then on payers. MODEL.md section 10. */
#include "instruments/joint_office_impl.h"
#include "instruments/split.h"

/* Yen of the joint posts of an office, and the person-years they pay for. */
static void pay_of(const rk_world *world, const rk_offices *offices, size_t group, int64_t yen[RK_LANES],
                   rk_lanes *person_years)
{
    RK_FOR_LANES(lane)
    {
        double sum = 0.0, months = 0.0;
        for (size_t k = 0; k < offices->posts_each; k++) {
            size_t post = offices->first_post + group * offices->posts_each + k;
            double paid = (double)world->posts.paid_months[post].v[lane];
            sum += paid * (double)world->posts.post[post].pay_month;
            months += paid;
        }
        yen[lane] = (int64_t)(sum * world->wage_now + 0.5);
        person_years->v[lane] = (float)(months / RK_MONTHS);
    }
}

static void travel(rk_world *world, const rk_offices *offices, const rk_split *bill, const rk_lanes *given,
                   const rk_lanes *person_years)
{
    const double days = 20.0;
    int contract = (int)offices->set[RK_OFFICE_CONTRACT].count;
    double month = rk_value(world, RK_P_PAY_TRAVEL) * days;
    for (size_t m = 0; m < bill->n; m++) {
        int64_t yen[RK_LANES];
        RK_FOR_LANES(lane)
        {
            yen[lane] = (int64_t)((double)given[m].v[lane] * month + 0.5);
        }
        rk_split_spend(world, bill, m, RK_METRIC_COST_TRAVEL, contract, yen, person_years);
    }
}

void rk_office_bill(rk_world *world, size_t slot)
{
    rk_offices *offices = world->slot_state[slot];
    const rk_groups *groups = &offices->groups;
    const rk_setting *set = offices->set;
    double overhead = rk_slot_number(world, slot, RK_OFFICE_OVERHEAD) * rk_slot_months_paid(world, slot) / RK_MONTHS;
    for (size_t group = 0; group < groups->n_groups; group++) {
        size_t first = groups->first[group];
        const rk_split bill = {slot, set[RK_COMMON_SHARES].shares, rk_group_size(groups, group), &groups->place[first],
                               &offices->part[first]};
        int64_t pay[RK_LANES], office[RK_LANES];
        rk_lanes person_years;
        rk_split_weigh(world, set[RK_OFFICE_SPLIT].count, bill.n, bill.place, &offices->given[first],
                       &offices->part[first]);
        pay_of(world, offices, group, pay, &person_years);
        RK_FOR_LANES(lane)
        {
            office[lane] = (int64_t)(overhead + 0.5);
        }
        rk_split_lay(world, &bill, RK_METRIC_COST_EXPERTS, (int)set[RK_OFFICE_CONTRACT].count, pay, &person_years);
        rk_split_lay(world, &bill, RK_METRIC_COST_JOINT_OFFICE, RK_NO_CONTRACT, office, NULL);
        travel(world, offices, &bill, &offices->given[first], &person_years);
    }
}
