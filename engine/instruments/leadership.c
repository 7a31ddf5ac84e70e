/* `leadership`: who is there to lead, elections, and what it changes and costs. MODEL.md section 13. */
#include "instruments/leadership.h"

#include "instruments/hooks.h"
#include "instruments/slot.h"
#include "model/journal.h"
#include "model/people.h"
#include "model/steps.h"

static rk_leadership *state_of(const rk_world *world, size_t slot)
{
    return world->slot_state[slot];
}

static bool is_kind(const rk_world *world, size_t slot, long kind)
{
    return rk_slot_count(world, slot, RK_LEADERSHIP_KIND) == kind;
}

static rk_status leadership_open(rk_world *world, size_t slot)
{
    size_t n = rk_slot_n_members(world, slot);
    rk_status status = rk_slot_alloc(world, slot, sizeof(rk_leadership) + n * sizeof(rk_leadership_member));
    if (status != RK_OK) {
        return status;
    }
    rk_leadership *leadership = state_of(world, slot);
    leadership->n_members = n;
    for (size_t i = 0; i < n; i++) {
        leadership->member[i].place = rk_slot_place(world, slot, i);
    }
    return RK_OK;
}

/* ---- Elections: the same for every instrument of leadership, in every model ---- */

static uint32_t voters(const rk_world *world, size_t slot, size_t place)
{
    return is_kind(world, slot, RK_LEAD_GOVERNOR) ? rk_who_prefecture(world->prefecture->code)
                                                  : rk_who_municipality(world->place[place].code, 0);
}

static int period(const rk_world *world, size_t slot)
{
    return (int)rk_slot_count(world, slot, RK_LEADERSHIP_EVERY) * RK_MONTHS;
}

/* The month of some election: given, or unknown and drawn once a block. */
static int election_of(const rk_world *world, size_t slot, size_t place)
{
    const rk_setting *given = rk_slot_setting(world, slot, RK_LEADERSHIP_ELECTION);
    if (given->month != INT_MAX) {
        return given->month;
    }
    rk_words words = rk_draw(world->seed, world->block, voters(world, slot, place), 0, RK_DRAW_ELECTION_MONTH);
    return (int)(rk_uniform(words.word[0]) * period(world, slot));
}

/* Lanes in which it comes to its end: a new one is elected, and ends it. */
static uint32_t ended_by_election(const rk_world *world, size_t slot, const rk_leadership_member *member)
{
    double goes = rk_slot_number(world, slot, RK_LEADERSHIP_INCUMBENT_GOES);
    double ends = rk_slot_number(world, slot, RK_LEADERSHIP_SUCCESSOR_ENDS);
    uint32_t who = voters(world, slot, member->place), lanes = 0;
    if ((world->month - member->election) % period(world, slot) != 0) {
        return 0;
    }
    RK_FOR_LANES(lane)
    {
        rk_words words =
            rk_draw(world->seed, rk_replication(world, lane), who, (uint32_t)world->month, RK_DRAW_ELECTION);
        bool over = rk_uniform(words.word[0]) < goes && rk_uniform(words.word[1]) < ends;
        lanes |= (uint32_t)over << lane;
    }
    return lanes;
}

/* ---- The start of a block ---- */

static rk_status add_cdo(rk_world *world, size_t slot, rk_leadership_member *member)
{
    const rk_setting *set = world->model->instruments[slot].settings;
    const rk_post post = {
        .municipality = RK_NOWHERE,
        .home = world->place[member->place].code,
        .slot = (int)slot,
        .contract = (rk_contract)set[RK_LEADERSHIP_CONTRACT].count,
        .skill = RK_SKILL_STRATEGY,
        .fte_milli = (int32_t)(rk_slot_number(world, slot, RK_LEADERSHIP_DAYS) * 50.0 + 0.5),
        .who = rk_who_leader(world->place[member->place].code, world->slot_ordinal[slot]),
        .opens = set[RK_COMMON_OPENS].month,
        .closes = rk_end_month(set),
        .staffed = set[RK_LEADERSHIP_STAFFED].count != 0,
        .ceiling = (float)rk_value(world, RK_P_EXPERT_PROFICIENCY),
    };
    member->post = world->posts.n;
    return rk_world_add_post(world, &post);
}

static rk_status leadership_establish(rk_world *world, size_t slot)
{
    rk_leadership *leadership = state_of(world, slot);
    rk_status status = RK_OK;
    for (size_t i = 0; status == RK_OK && i < leadership->n_members; i++) {
        rk_leadership_member *member = &leadership->member[i];
        *member = (rk_leadership_member){.place = member->place, .goes_on = world->one};
        member->election = election_of(world, slot, member->place);
        status = is_kind(world, slot, RK_LEAD_EXTERNAL_CDO) ? add_cdo(world, slot, member) : RK_OK;
    }
    return status;
}

static void leadership_april(rk_world *world, size_t slot)
{
    rk_leadership *leadership = state_of(world, slot);
    for (size_t i = 0; i < leadership->n_members; i++) {
        leadership->member[i].open_months = (rk_lanes){{0}};
    }
}

/* ---- Month by month ---- */

static void note_end(const rk_world *world, size_t post, int lane)
{
    int state = world->posts.state[post].v[lane];
    if (state != RK_CLOSED) {
        rk_note_post(world, post, lane, state == RK_VACANT ? RK_EVENT_CLOSED : RK_EVENT_POST_ENDED);
    }
}

static void hold_election(rk_world *world, size_t slot, rk_leadership_member *member)
{
    for (uint32_t lanes = ended_by_election(world, slot, member); lanes != 0; lanes &= lanes - 1) {
        int lane = __builtin_ctz(lanes);
        if (member->goes_on.v[lane] > 0.0f) {
            const rk_event event = {.kind = RK_EVENT_LEADERSHIP_ENDED, .instrument = (int)slot};
            rk_note_place(world, member->place, lane, event);
        }
        if (member->goes_on.v[lane] > 0.0f && is_kind(world, slot, RK_LEAD_EXTERNAL_CDO)) {
            note_end(world, member->post, lane);
            rk_post_closes(world, member->post, lane);
        }
        member->goes_on.v[lane] = 0.0f;
    }
}

/* Part of the full effect in each lane; returns whether it has changed. */
static bool lead(rk_world *world, size_t slot, rk_leadership_member *member)
{
    bool cdo = is_kind(world, slot, RK_LEAD_EXTERNAL_CDO), changed = false;
    float full =
        (float)(rk_slot_number(world, slot, RK_LEADERSHIP_DAYS) / rk_slot_number(world, slot, RK_LEADERSHIP_FULL_DAYS));
    RK_FOR_LANES(lane)
    {
        bool there = !cdo || world->posts.state[member->post].v[lane] == RK_IN_POST;
        float now = there ? member->goes_on.v[lane] * (cdo ? rk_min(full, 1.0f) : 1.0f) : 0.0f;
        changed |= now != member->lead.v[lane];
        member->lead.v[lane] = now;
        member->open_months.v[lane] += member->goes_on.v[lane];
    }
    return changed;
}

static void leadership_month(rk_world *world, size_t slot)
{
    rk_leadership *leadership = state_of(world, slot);
    if (!rk_is_paid(world, slot)) {
        return;
    }
    bool after = world->month > rk_slot_setting(world, slot, RK_COMMON_OPENS)->month, changed = false;
    for (size_t i = 0; i < leadership->n_members; i++) {
        if (after) { /* whoever opens it has just been elected */
            hold_election(world, slot, &leadership->member[i]);
        }
        changed |= lead(world, slot, &leadership->member[i]);
    }
    if (changed) {
        rk_levers_change(world);
    }
}

static void leadership_levers(rk_world *world, size_t slot)
{
    const rk_leadership *leadership = state_of(world, slot);
    float projects = (float)rk_slot_number(world, slot, RK_LEADERSHIP_EFFECTIVENESS) - 1.0f;
    float adoption = (float)rk_slot_number(world, slot, RK_LEADERSHIP_ADOPTION);
    float budget = (float)rk_slot_number(world, slot, RK_LEADERSHIP_BUDGET) - 1.0f;
    float meetings = (float)(rk_slot_number(world, slot, RK_LEADERSHIP_MEETINGS) / 20.0);
    for (size_t i = 0; i < leadership->n_members; i++) {
        const rk_leadership_member *member = &leadership->member[i];
        rk_lanes more, wins, pull, taken;
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            more.v[lane] = 1.0f + projects * member->lead.v[lane];
            wins.v[lane] = 1.0f + adoption * member->lead.v[lane];
            pull.v[lane] = 1.0f + budget * member->lead.v[lane];
            taken.v[lane] = meetings * member->lead.v[lane];
        }
        rk_lever_multiply_lanes(world, RK_LEVER_PROJECTS, member->place, &more);
        rk_lever_multiply_lanes(world, RK_LEVER_ADOPTION, member->place, &wins);
        rk_lever_multiply_lanes(world, RK_LEVER_PULL_OWN, member->place, &pull);
        rk_lever_add_lanes(world, RK_LEVER_TAKEN, member->place, &taken);
    }
}

/* ---- The bill ---- */

static void pay_cdo(rk_world *world, size_t slot, const rk_leadership_member *member)
{
    const rk_lanes *months = &world->posts.paid_months[member->post];
    double month = rk_slot_number(world, slot, RK_LEADERSHIP_DAYS) * rk_slot_number(world, slot, RK_LEADERSHIP_FEE) *
                   world->wage_now;
    int64_t yen[RK_LANES];
    rk_lanes person_years;
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        yen[lane] = (int64_t)((double)months->v[lane] * month + 0.5);
        person_years.v[lane] = months->v[lane] * (1.0f / RK_MONTHS);
    }
    const rk_expense expense = {
        .place = member->place,
        .item = RK_METRIC_COST_EXPERTS,
        .slot = (int)slot,
        .contract = (int)rk_slot_count(world, slot, RK_LEADERSHIP_CONTRACT),
        .yen = yen,
        .person_years = &person_years,
        .shares = rk_slot_setting(world, slot, RK_COMMON_SHARES)->shares,
    };
    rk_spend(world, &expense);
}

static void leadership_bill(rk_world *world, size_t slot)
{
    const rk_leadership *leadership = state_of(world, slot);
    double month = rk_slot_number(world, slot, RK_LEADERSHIP_OVERHEAD) / RK_MONTHS;
    for (size_t i = 0; i < leadership->n_members; i++) {
        const rk_leadership_member *member = &leadership->member[i];
        rk_slot_spend_each(world, slot, member->place, RK_METRIC_COST_OVERHEAD, month, &member->open_months);
        if (is_kind(world, slot, RK_LEAD_EXTERNAL_CDO)) {
            pay_cdo(world, slot, member);
        }
    }
}

const rk_hooks rk_leadership_hooks = {
    .open = leadership_open,
    .close = rk_slot_free,
    .establish = leadership_establish,
    .april = leadership_april,
    .month = leadership_month,
    .levers = leadership_levers,
    .bill = leadership_bill,
};
