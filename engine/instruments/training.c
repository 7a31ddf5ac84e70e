/* `training`: when courses run, in which members, and what they cost. MODEL.md section 13. */
#include "instruments/training_impl.h"

#include "instruments/hooks.h"
#include "instruments/sections.h"
#include "model/steps.h"

/* `when` of draws once a block, which no month is. */
#define ONCE UINT32_MAX

static rk_status training_open(rk_world *world, size_t slot)
{
    size_t n = rk_slot_n_members(world, slot), members = sizeof(rk_training) + n * sizeof(rk_training_member);
    rk_status status = rk_slot_alloc(world, slot, members + world->n_places * sizeof(int));
    if (status != RK_OK) {
        return status;
    }
    rk_training *training = rk_training_of(world, slot);
    training->n_members = n;
    training->member_at = (int *)(void *)((char *)training + members);
    for (size_t place = 0; place < world->n_places; place++) {
        training->member_at[place] = -1;
    }
    for (size_t i = 0; i < n; i++) {
        training->member[i].place = rk_slot_place(world, slot, i);
        training->member_at[training->member[i].place] = (int)i;
    }
    return RK_OK;
}

/* The first month of courses' calendar month on which the instrument has effect. */
static int first_course(const rk_world *world, size_t slot)
{
    int effect = rk_effect_month(world->model->instruments[slot].settings);
    if (effect >= RK_NO_MONTH) {
        return RK_NO_MONTH;
    }
    int starts = (int)(rk_slot_count(world, slot, RK_TRAINING_STARTS) + 8) % RK_MONTHS; /* months after April */
    return effect + ((starts - effect) % RK_MONTHS + RK_MONTHS) % RK_MONTHS;
}

static void member_establish(rk_world *world, size_t slot, rk_training_member *member)
{
    uint32_t who = rk_who_municipality(world->place[member->place].code, 1 + world->slot_ordinal[slot]);
    rk_purpose purpose = (rk_purpose)world->model->instruments[slot].purpose;
    rk_words words = rk_draw(world->seed, world->block, who, ONCE, purpose);
    member->takes_part = rk_uniform(words.word[0]) < rk_slot_number(world, slot, RK_TRAINING_TAKE_PART);
    member->funded = rk_uniform(words.word[1]) >= rk_slot_number(world, slot, RK_TRAINING_UNFUNDED);
    member->worth = member->funded ? 1.0f : (float)rk_slot_number(world, slot, RK_TRAINING_UNFUNDED_GAIN);
    member->sections = rk_sections(world, member->place);
    member->people = member->promoters = (rk_lanes_int){{0}};
    member->adoption = world->one;
    RK_FOR_LANES(lane)
    {
        member->until.v[lane] = -RK_NO_MONTH;
    }
}

static rk_status training_establish(rk_world *world, size_t slot)
{
    rk_training *training = rk_training_of(world, slot);
    for (size_t i = 0; i < training->n_members; i++) {
        member_establish(world, slot, &training->member[i]);
    }
    training->first = first_course(world, slot);
    training->started = RK_NO_MONTH;
    world->teaches |= rk_slot_count(world, slot, RK_TRAINING_WHO) == RK_TRAIN_DX_STAFF;
    return RK_OK;
}

static void training_april(rk_world *world, size_t slot)
{
    rk_training *training = rk_training_of(world, slot);
    for (size_t i = 0; i < training->n_members; i++) {
        training->member[i].people = (rk_lanes_int){{0}};
    }
}

static bool begins(const rk_world *world, size_t slot)
{
    int since = world->month - rk_training_of(world, slot)->first;
    int period = (int)rk_slot_count(world, slot, RK_TRAINING_EVERY) * RK_MONTHS;
    return period > 0 ? since >= 0 && since % period == 0 : since == 0;
}

static void course_begins(rk_world *world, size_t slot)
{
    rk_training *training = rk_training_of(world, slot);
    training->started = world->month;
    for (size_t i = 0; i < training->n_members; i++) {
        rk_training_member *member = &training->member[i];
        if (!member->takes_part) {
            continue;
        }
        rk_lanes_int before = member->people;
        switch (rk_slot_count(world, slot, RK_TRAINING_WHO)) {
        case RK_TRAIN_DX_STAFF:
            rk_training_staff_begin(world, slot, member);
            break;
        case RK_TRAIN_SECTIONS:
            RK_FOR_LANES(lane)
            {
                member->people.v[lane] += (int32_t)rk_training_class(world, slot, member);
            }
            break;
        default:
            rk_training_leaders_begin(world, slot, member);
            break;
        }
        member->held = 0;
        RK_FOR_LANES(lane)
        {
            member->held |= (uint32_t)(member->people.v[lane] > before.v[lane]) << lane;
        }
    }
}

static void course_ends(rk_world *world, size_t slot)
{
    rk_training *training = rk_training_of(world, slot);
    long who = rk_slot_count(world, slot, RK_TRAINING_WHO);
    training->started = RK_NO_MONTH;
    if (who == RK_TRAIN_DX_STAFF) {
        rk_training_staff_end(world, slot, true);
        return;
    }
    for (size_t i = 0; i < training->n_members; i++) {
        if (training->member[i].takes_part && who == RK_TRAIN_SECTIONS) {
            rk_training_promoters_end(world, slot, &training->member[i]);
        } else if (training->member[i].takes_part) {
            rk_training_leaders_end(world, slot, &training->member[i]);
        }
    }
}

/* The instrument is given up: a course that runs breaks off, and promoters stop. */
static void gives_up(rk_world *world, size_t slot)
{
    rk_training *training = rk_training_of(world, slot);
    if (training->started != RK_NO_MONTH && rk_slot_count(world, slot, RK_TRAINING_WHO) == RK_TRAIN_DX_STAFF) {
        rk_training_staff_end(world, slot, false);
    }
    training->started = RK_NO_MONTH;
    for (size_t i = 0; i < training->n_members; i++) {
        rk_training_promoters_leave(world, &training->member[i]);
    }
}

static void training_month(rk_world *world, size_t slot)
{
    rk_training *training = rk_training_of(world, slot);
    long who = rk_slot_count(world, slot, RK_TRAINING_WHO);
    if (!rk_in_effect(world, slot)) {
        if (rk_end_month(world->model->instruments[slot].settings) == world->month) {
            gives_up(world, slot);
        }
        return;
    }
    bool changes = training->started != RK_NO_MONTH; /* people come and go during a course */
    bool april = who == RK_TRAIN_SECTIONS && world->month % RK_MONTHS == 0;
    for (size_t i = 0; i < training->n_members; i++) {
        if (april) {
            rk_training_promoters_april(world, slot, &training->member[i]);
        }
        changes |= april || rk_training_leaders_forget(world, &training->member[i]);
    }
    if (training->started != RK_NO_MONTH &&
        world->month == training->started + (int)rk_slot_count(world, slot, RK_TRAINING_MONTHS)) {
        course_ends(world, slot);
    }
    if (begins(world, slot)) {
        course_begins(world, slot);
        changes = true;
    }
    if (changes) {
        rk_levers_change(world);
    }
}

/* Running a course takes time of those who are there. */
static void organise(rk_world *world, size_t slot, const rk_training_member *member)
{
    float part = (float)(rk_slot_number(world, slot, RK_TRAINING_ORGANISE) / 20.0);
    const rk_lanes_int *effort = &world->at.effort_milli[member->place];
    rk_lanes taken;
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        float fte = rk_max((float)effort->v[lane], 1.0f) * 0.001f;
        bool costs = effort->v[lane] > 0 && (member->held >> lane & 1) != 0;
        taken.v[lane] = costs ? rk_min(part / fte, 1.0f) : 0.0f;
    }
    rk_lever_add_lanes(world, RK_LEVER_TAKEN, member->place, &taken);
}

static void training_levers(rk_world *world, size_t slot)
{
    const rk_training *training = rk_training_of(world, slot);
    long who = rk_slot_count(world, slot, RK_TRAINING_WHO);
    bool runs = training->started != RK_NO_MONTH;
    if (runs && who == RK_TRAIN_DX_STAFF) {
        rk_training_staff_levers(world, slot);
    }
    for (size_t i = 0; i < training->n_members; i++) {
        const rk_training_member *member = &training->member[i];
        if (!member->takes_part) {
            continue;
        }
        if (runs) {
            organise(world, slot, member);
        }
        if (who == RK_TRAIN_SECTIONS) {
            rk_training_promoters_levers(world, slot, member);
        } else if (who == RK_TRAIN_LEADERS) {
            rk_training_leaders_levers(world, slot, member);
        }
    }
}

static void training_bill(rk_world *world, size_t slot)
{
    const rk_training *training = rk_training_of(world, slot);
    double each = rk_slot_number(world, slot, RK_TRAINING_COST);
    for (size_t i = 0; i < training->n_members; i++) {
        const rk_training_member *member = &training->member[i];
        int64_t yen[RK_LANES];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            yen[lane] = member->funded ? (int64_t)((double)member->people.v[lane] * each + 0.5) : 0;
        }
        rk_slot_spend_lanes(world, slot, member->place, RK_METRIC_COST_TRAINING, yen);
    }
}

const rk_hooks rk_training_hooks = {
    .open = training_open,
    .close = rk_slot_free,
    .establish = training_establish,
    .april = training_april,
    .month = training_month,
    .levers = training_levers,
    .bill = training_bill,
};
