/* `posts`: more or other own posts in the members. They live, are hired and leave like all posts. What changes the
 * careers of those who are there is in posts_career.c. MODEL.md section 13. */
#include "instruments/hooks.h"
#include "instruments/posts_impl.h"
#include "model/people.h"
#include "model/steps.h"

/* A post of one member; name: its place among those that the instrument adds there. */
static rk_post post_of(const rk_world *world, size_t slot, size_t place, rk_contract contract, long name)
{
    const rk_setting *set = world->model->instruments[slot].settings;
    const rk_place *info = &world->place[place];
    bool own = !rk_contract_external(contract);
    return (rk_post){
        .municipality = (int)place,
        .slot = (int)slot,
        .contract = contract,
        .skill = RK_SKILL_GENERALIST,
        .fte_milli = 1000,
        .who = rk_who_added_post(info->code, world->slot_ordinal[slot], (unsigned)name),
        .opens = rk_effect_month(set), /* nobody is paid before */
        .closes = rk_end_month(set),
        .staffed = set[RK_POSTS_STAFFED].count != 0,
        .ceiling = (float)rk_value(world, own ? RK_P_LEARNING_CEILING : RK_P_EXPERT_PROFICIENCY),
        .pay_month = (int64_t)(rk_pay_month(world, contract, info->town) + 0.5),
    };
}

static rk_status new_posts(rk_world *world, size_t slot, size_t place)
{
    rk_contract contract = (rk_contract)rk_slot_count(world, slot, RK_POSTS_CONTRACT);
    double fte = rk_slot_number(world, slot, RK_POSTS_FTE), premium = rk_slot_number(world, slot, RK_POSTS_PAY);
    for (long k = 0; k < rk_slot_count(world, slot, RK_POSTS_NUMBER); k++) {
        rk_post post = post_of(world, slot, place, contract, k);
        post.fte_milli = (int32_t)(fte * 1000.0 + 0.5);
        post.pull_more = rk_pull_more(world, contract, 1.0, premium);
        post.pay_month = (int64_t)(rk_pay_month(world, contract, world->place[place].town) * premium * fte + 0.5);
        rk_status status = rk_world_add_post(world, &post);
        if (status != RK_OK) {
            return status;
        }
    }
    return RK_OK;
}

/* Posts that are filled each April from other sections, by people who move on as all in regular posts do. */
static rk_status engineers(rk_world *world, size_t slot, size_t place)
{
    for (long k = 0; k < rk_slot_count(world, slot, RK_POSTS_ENGINEERS); k++) {
        rk_post post = post_of(world, slot, place, RK_CONTRACT_REGULAR, RK_ENGINEER_FIRST + k);
        rk_status status = rk_world_add_post(world, &post);
        if (status != RK_OK) {
            return status;
        }
    }
    return RK_OK;
}

static rk_status posts_establish(rk_world *world, size_t slot)
{
    rk_status status = RK_OK;
    for (size_t m = 0; status == RK_OK && m < rk_slot_n_members(world, slot); m++) {
        size_t place = rk_slot_place(world, slot, m);
        status = new_posts(world, slot, place);
        status = status == RK_OK ? engineers(world, slot, place) : status;
    }
    return status == RK_OK ? rk_career_establish(world, slot) : status;
}

static void posts_bill(rk_world *world, size_t slot)
{
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
        const rk_expense expense = {(size_t)info->municipality,
                                    RK_METRIC_COST_STAFF,
                                    (int)slot,
                                    (int)info->contract,
                                    yen,
                                    &person_years,
                                    rk_slot_setting(world, slot, RK_COMMON_SHARES)->shares};
        rk_spend(world, &expense);
    }
    rk_career_bill(world, slot);
}

const rk_hooks rk_posts_hooks = {
    .open = rk_career_open,
    .close = rk_career_close,
    .establish = posts_establish,
    .april = rk_career_april,
    .month = rk_career_month,
    .levers = rk_career_levers,
    .work = rk_career_work,
    .bill = posts_bill,
};
