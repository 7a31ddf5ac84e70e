/* `joint_office`: its state, its joint posts, and what sharing saves. Time is shared in joint_office_staff.c, cost in
 * joint_office_bill.c. MODEL.md section 13. */
#include "base/memory.h"
#include "instruments/hooks.h"
#include "instruments/joint_office_impl.h"
#include "model/people.h"
#include "model/steps.h"

#include <stdlib.h>
#include <string.h>

static void office_close(rk_world *world, size_t slot)
{
    rk_offices *offices = world->slot_state[slot];
    if (offices != NULL) {
        rk_groups_close(&offices->groups);
        void *arrays[] = {offices->scale, offices->familiar, offices->given,
                          offices->need,  offices->now,      offices->part};
        for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
            free(arrays[i]);
        }
        free(offices);
        world->slot_state[slot] = NULL;
    }
}

static rk_status office_open(rk_world *world, size_t slot)
{
    rk_offices *offices = calloc(1, sizeof *offices);
    if (offices == NULL) {
        return RK_ERR_MEMORY;
    }
    world->slot_state[slot] = offices;
    offices->set = world->model->instruments[slot].settings;
    offices->posts_each = (size_t)offices->set[RK_OFFICE_POSTS].count;
    size_t n = world->n_places;
    offices->scale = calloc(n + 1, sizeof *offices->scale);
    offices->familiar = rk_rows(n);
    offices->given = rk_rows(n);
    offices->need = rk_rows(n);
    offices->now = rk_rows(n);
    offices->part = rk_rows(n);
    bool whole = offices->scale != NULL && offices->familiar != NULL && offices->given != NULL &&
                 offices->need != NULL && offices->now != NULL && offices->part != NULL;
    return whole ? rk_groups_open(world, &offices->set[RK_COMMON_MEMBERS], &offices->groups) : RK_ERR_MEMORY;
}

/* Pay and on-cost of a joint post, yen a month at the start's wages. */
static int64_t pay_month(const rk_world *world, size_t slot)
{
    rk_contract contract = (rk_contract)rk_slot_count(world, slot, RK_OFFICE_CONTRACT);
    double premium = rk_slot_number(world, slot, RK_OFFICE_PAY);
    return (int64_t)(rk_pay_month(world, contract, false) * premium + 0.5);
}

/* The posts of all offices, office after office; each is named after its office's first member. */
static rk_status joint_posts(rk_world *world, rk_offices *offices, size_t slot)
{
    const rk_setting *set = offices->set, *skills = &set[RK_OFFICE_SKILLS];
    rk_contract contract = (rk_contract)set[RK_OFFICE_CONTRACT].count;
    bool external = rk_contract_external(contract);
    double name = rk_value(world, RK_P_MARKET_JOINT_OFFICE), premium = rk_slot_number(world, slot, RK_OFFICE_PAY);
    offices->first_post = world->posts.n;
    for (size_t i = 0; i < offices->groups.n_groups * offices->posts_each; i++) {
        size_t k = i % offices->posts_each, member = offices->groups.first[i / offices->posts_each];
        int code = world->place[offices->groups.place[member]].code;
        const rk_post post = {
            .municipality = RK_NOWHERE,
            .slot = (int)slot,
            .contract = contract,
            .skill = (rk_skill)skills->choices[k % (size_t)skills->n_choices],
            .fte_milli = 1000,
            .who = rk_who_joint_post(code, world->slot_ordinal[slot], (unsigned)k),
            .opens = rk_effect_month(set), /* nobody is paid before */
            .closes = rk_end_month(set),
            .staffed = set[RK_OFFICE_STAFFED].count != 0,
            .pull_more = rk_pull_more(world, contract, name, premium),
            .ceiling = (float)rk_value(world, external ? RK_P_EXPERT_PROFICIENCY : RK_P_LEARNING_CEILING),
            .pay_month = pay_month(world, slot),
        };
        rk_status status = rk_world_add_post(world, &post);
        if (status != RK_OK) {
            return status;
        }
    }
    return RK_OK;
}

static rk_status office_establish(rk_world *world, size_t slot)
{
    rk_offices *offices = world->slot_state[slot];
    const rk_groups *groups = &offices->groups;
    double exponent = rk_slot_number(world, slot, RK_OFFICE_SCALE);
    for (size_t group = 0; group < groups->n_groups; group++) {
        for (size_t m = groups->first[group]; m < groups->first[group + 1]; m++) {
            offices->scale[m] = (float)rk_group_scale(world, groups, group, m, exponent);
        }
    }
    memset(offices->familiar, 0, groups->n_members * sizeof *offices->familiar);
    memset(offices->given, 0, groups->n_members * sizeof *offices->given);
    return joint_posts(world, offices, slot);
}

static void office_april(rk_world *world, size_t slot)
{
    rk_offices *offices = world->slot_state[slot];
    memset(offices->given, 0, offices->groups.n_members * sizeof *offices->given);
}

/* What is left of a cost after a saving; nobody saves more than nine tenths. */
static float left_of(double saving, float scale)
{
    return rk_max(1.0f - (float)saving * scale, 0.1f);
}

static void office_levers(rk_world *world, size_t slot)
{
    const rk_offices *offices = world->slot_state[slot];
    const rk_groups *groups = &offices->groups;
    double systems = rk_slot_number(world, slot, RK_OFFICE_SYSTEMS_SAVING);
    double people = rk_slot_number(world, slot, RK_OFFICE_PEOPLE_SAVING);
    double migration = rk_slot_number(world, slot, RK_OFFICE_MIGRATION_SAVING);
    float speed = (float)rk_slot_number(world, slot, RK_OFFICE_VENDOR);
    for (size_t group = 0; group < groups->n_groups; group++) {
        for (size_t m = groups->first[group]; rk_group_size(groups, group) > 1 && m < groups->first[group + 1]; m++) {
            size_t place = groups->place[m];
            float scale = offices->scale[m];
            rk_lever_multiply(world, RK_LEVER_RUNNING_COST, place, left_of(systems, scale));
            rk_lever_multiply(world, RK_LEVER_OPERATIONS, place, left_of(people, scale));
            rk_lever_multiply(world, RK_LEVER_MIGRATION_COST, place, left_of(migration, scale));
            rk_lever_multiply(world, RK_LEVER_VENDOR, place, speed);
        }
    }
}

const rk_hooks rk_joint_office_hooks = {
    .open = office_open,
    .close = office_close,
    .establish = office_establish,
    .april = office_april,
    .levers = office_levers,
    .support = rk_office_support,
    .bill = rk_office_bill,
};
