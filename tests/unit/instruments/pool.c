#include "pool.h"

rk_lab *pool_lab(size_t n_places)
{
    rk_lab *lab = lab_new(n_places);
    lab_posts(lab, 0, RK_CONTRACT_REGULAR);
    lab_on(lab, RK_PROCESS_SUPPORT);
    rk_instrument_hooks(lab->hooks);
    return lab;
}

rk_setting *pool_experts(rk_lab *lab, int number, rk_contract contract, int assignment)
{
    static const int skills[] = {RK_SKILL_STRATEGY, RK_SKILL_DATA, RK_SKILL_SECURITY, RK_SKILL_INFRASTRUCTURE,
                                 RK_SKILL_SERVICE_DESIGN};
    rk_setting *set = lab_instrument(lab, RK_INSTRUMENT_experts)->settings;
    set[RK_EXPERTS_NUMBER].count = number;
    set[RK_EXPERTS_CONTRACT].count = contract;
    set[RK_EXPERTS_SKILLS].n_choices = 5;
    memcpy(set[RK_EXPERTS_SKILLS].choices, skills, sizeof skills);
    set[RK_COMMON_CLOSES].month = INT32_MAX;
    set[RK_EXPERTS_STAFFED].count = 1;
    set[RK_EXPERTS_ASSIGNMENT].count = assignment;
    pool_members(set, RK_COMMON_MEMBERS, lab->all, lab->scenario.n_municipalities);
    lab_number(lab, &set[RK_EXPERTS_DAYS], 20.0);
    lab_number(lab, &set[RK_EXPERTS_READY], 1.0);
    set[RK_EXPERTS_SERVES].count = 1741;
    lab_number(lab, &set[RK_EXPERTS_DAYS_CAP], RK_DAYS_NO_CAP);
    lab_number(lab, &set[RK_EXPERTS_SURVEY_ERROR], 0.0);
    lab_number(lab, &set[RK_EXPERTS_REQUESTS], 0.2);
    lab_number(lab, &set[RK_EXPERTS_REQUEST_NEED], 0.5);
    lab_number(lab, &set[RK_EXPERTS_REQUEST_DAYS], 10.0);
    set[RK_EXPERTS_QUEUE].count = RK_QUEUE_WAIT;
    lab_number(lab, &set[RK_EXPERTS_PATIENCE], 3.0);
    set[RK_EXPERTS_PRIORITY].count = RK_PRIORITY_NEED;
    lab_number(lab, &set[RK_EXPERTS_PAY], 1.0);
    lab_number(lab, &set[RK_EXPERTS_OVERHEAD], 0.0);
    set[RK_COMMON_SHARES].shares[RK_PAYER_PREFECTURE] = 1.0;
    set[RK_EXPERTS_SPLIT].count = RK_SPLIT_EQUAL;
    return set;
}

rk_setting *pool_posts(rk_lab *lab, int number, rk_contract contract)
{
    rk_setting *set = pool_tool(lab, RK_INSTRUMENT_posts);
    set[RK_POSTS_NUMBER].count = number;
    set[RK_POSTS_CONTRACT].count = contract;
    set[RK_POSTS_STAFFED].count = 1;
    pool_set(lab, &set[RK_POSTS_FTE], 1.0);
    pool_set(lab, &set[RK_POSTS_PAY], 1.0);
    return set;
}

rk_setting *pool_tool(rk_lab *lab, size_t kind)
{
    static const size_t one_group[LAB_PLACES_MAX];
    const rk_instrument_schema *schema = rk_instrument_schemas[kind];
    rk_instrument *instrument = lab_instrument(lab, kind);
    rk_setting *set = instrument->settings;
    instrument->purpose = rk_purpose_of(schema->name);
    for (size_t key = RK_N_COMMON_KEYS; key < schema->n_keys; key++) {
        if (schema->keys[key].kind == RK_KEY_NUMBER) {
            lab_number(lab, &set[key], 0.0);
        }
    }
    set[RK_COMMON_CLOSES].month = INT32_MAX;
    pool_members(set, RK_COMMON_MEMBERS, lab->all, lab->scenario.n_municipalities);
    set[RK_COMMON_MEMBERS].group = one_group;
    set[RK_COMMON_MEMBERS].n_groups = 1;
    set[RK_COMMON_SHARES].shares[RK_PAYER_MUNICIPALITY] = 1.0;
    return set;
}

void pool_set(rk_lab *lab, const rk_setting *setting, double value)
{
    lab->values[setting->index] = value;
}

rk_setting *pool_offices(rk_lab *lab, const size_t *group, size_t n_groups)
{
    rk_setting *set = pool_tool(lab, RK_INSTRUMENT_joint_office);
    if (group != NULL) {
        set[RK_COMMON_MEMBERS].group = group;
        set[RK_COMMON_MEMBERS].n_groups = n_groups;
    }
    set[RK_OFFICE_CONTRACT].count = RK_CONTRACT_SPECIALIST;
    set[RK_OFFICE_SKILLS].choices[0] = RK_SKILL_GENERALIST;
    set[RK_OFFICE_SKILLS].n_choices = 1;
    set[RK_OFFICE_STAFFED].count = 1;
    pool_set(lab, &set[RK_OFFICE_PAY], 1.0);
    pool_set(lab, &set[RK_OFFICE_SCALE], 0.49);
    pool_set(lab, &set[RK_OFFICE_VENDOR], 1.0);
    return set;
}

void pool_members(rk_setting *set, int key, const size_t *members, size_t n)
{
    set[key].members = members;
    set[key].n_members = n;
}

rk_experts *pool_state(const rk_world *world, size_t slot)
{
    return world->slot_state[slot];
}

void pool_month_of_support(rk_world *world)
{
    rk_support_clear(world);
    for (size_t slot = 0; slot < world->model->n_instruments; slot++) {
        const rk_hooks *hooks = &world->hooks[world->model->instruments[slot].schema];
        if (hooks->support != NULL) {
            hooks->support(world, slot);
        }
    }
    rk_support_month(world);
    world->month++;
}

void pool_nobody_asks(rk_world *world, size_t slot)
{
    rk_experts *experts = pool_state(world, slot);
    for (size_t m = 0; m < experts->n_members; m++) {
        lab_fill(&experts->request_clock[m], 1e6f);
    }
}

void pool_asks(rk_world *world, size_t slot, size_t member, int lane, float part_of_month)
{
    rk_experts *experts = pool_state(world, slot);
    float overload = world->at.overload[experts->member[member]].v[lane];
    float rate = (float)rk_experts_value(world, experts, RK_EXPERTS_REQUESTS) *
                 (1.0f + (float)rk_experts_value(world, experts, RK_EXPERTS_REQUEST_NEED) * overload);
    experts->request_clock[member].v[lane] = rate * part_of_month;
}

double pool_got(const rk_world *world, size_t place, int lane)
{
    return (double)world->at.support_fte[place].v[lane];
}
