/* `posts`: more or other own posts in the members. They live, are hired and leave like all posts. */
#include "instruments/posts.h"

#include "instruments/hooks.h"
#include "model/steps.h"

static const rk_setting *settings_of(const rk_world *world, size_t slot)
{
    return world->model->instruments[slot].settings;
}

static int64_t pay_month(const rk_world *world, const rk_setting *set, rk_contract contract, const rk_place *place)
{
    bool own = !rk_contract_external(contract);
    double regular = rk_value(world, RK_P_PAY_REGULAR) * (place->town ? rk_value(world, RK_P_PAY_TOWN) : 1.0);
    double year = own ? regular : rk_value(world, RK_P_PAY_EXTERNAL);
    double cost = year * rk_value(world, RK_P_PAY_ON_COST) * world->values[set[RK_POSTS_PAY].index] *
                  world->values[set[RK_POSTS_FTE].index];
    return (int64_t)(cost / RK_MONTHS + 0.5);
}

static rk_status posts_establish(rk_world *world, size_t slot)
{
    const rk_setting *set = settings_of(world, slot), *members = &set[RK_COMMON_MEMBERS];
    rk_contract contract = (rk_contract)set[RK_POSTS_CONTRACT].count;
    bool own = !rk_contract_external(contract);
    for (size_t i = 0; i < members->n_members; i++) {
        size_t place = members->members[i] - world->prefecture->first; /* wraps for an earlier prefecture */
        for (long k = 0; place < world->n_places && k < set[RK_POSTS_NUMBER].count; k++) {
            const rk_place *info = &world->place[place];
            rk_post post = {
                .municipality = (int)place,
                .slot = (int)slot,
                .contract = contract,
                .skill = RK_SKILL_GENERALIST,
                .fte_milli = (int32_t)(world->values[set[RK_POSTS_FTE].index] * 1000.0 + 0.5),
                .who = rk_who_added_post(info->code, world->slot_ordinal[slot], (unsigned)k),
                .opens = rk_effect_month(set), /* nobody is paid before */
                .closes = rk_end_month(set),
                .staffed = set[RK_POSTS_STAFFED].count != 0,
                .ceiling = (float)rk_value(world, own ? RK_P_LEARNING_CEILING : RK_P_EXPERT_PROFICIENCY),
                .pay_month = pay_month(world, set, contract, info),
            };
            rk_status status = rk_world_add_post(world, &post);
            if (status != RK_OK) {
                return status;
            }
        }
    }
    return RK_OK;
}

static void posts_bill(rk_world *world, size_t slot)
{
    const rk_setting *set = settings_of(world, slot);
    for (size_t post = 0; post < world->posts.n; post++) {
        const rk_post *info = &world->posts.post[post];
        if (info->slot != (int)slot) {
            continue;
        }
        int64_t yen[RK_LANES];
        rk_lanes person_years;
        RK_FOR_LANES(lane)
        {
            double months = (double)world->posts.paid_months[post].v[lane];
            yen[lane] = (int64_t)(months * (double)info->pay_month * world->wage_now + 0.5);
            person_years.v[lane] = (float)months * (1.0f / RK_MONTHS);
        }
        const rk_expense expense = {
            (size_t)info->municipality,  RK_METRIC_COST_STAFF, (int)slot, (int)info->contract, yen, &person_years,
            set[RK_COMMON_SHARES].shares};
        rk_spend(world, &expense);
    }
}

const rk_hooks rk_posts_hooks = {.establish = posts_establish, .bill = posts_bill};
