/* `champions`: people of user sections come, gain experience and go; what they do and what they take. MODEL.md 13. */
#include "instruments/champions.h"

#include "base/real.h"
#include "instruments/hooks.h"
#include "instruments/sections.h"
#include "instruments/slot.h"

static rk_champions *state_of(const rk_world *world, size_t slot)
{
    return world->slot_state[slot];
}

static rk_status champions_open(rk_world *world, size_t slot)
{
    size_t n = rk_slot_n_members(world, slot);
    rk_status status = rk_slot_alloc(world, slot, sizeof(rk_champions) + n * sizeof(rk_champions_member));
    if (status != RK_OK) {
        return status;
    }
    rk_champions *champions = state_of(world, slot);
    champions->n_members = n;
    for (size_t i = 0; i < n; i++) {
        champions->member[i].place = rk_slot_place(world, slot, i);
    }
    return RK_OK;
}

static rk_status champions_establish(rk_world *world, size_t slot)
{
    rk_champions *champions = state_of(world, slot);
    for (size_t i = 0; i < champions->n_members; i++) {
        rk_champions_member *member = &champions->member[i];
        *member = (rk_champions_member){.place = member->place, .sections = rk_sections(world, member->place)};
    }
    return RK_OK;
}

static void champions_april(rk_world *world, size_t slot)
{
    rk_champions *champions = state_of(world, slot);
    for (size_t i = 0; i < champions->n_members; i++) {
        champions->member[i].person_months = (rk_lanes){{0}};
    }
}

/* ---- Who comes and goes ---- */

/* So many stay and so many are new: experience is that of all of them. */
static void become(rk_world *world, rk_champions_member *member, int lane, unsigned stay, unsigned new, float novice)
{
    float all = (float)(stay + new), skill = member->skill.v[lane];
    member->skill.v[lane] = all > 0.0f ? ((float)stay * skill + (float)new *novice) / all : 0.0f;
    world->at.champions[member->place].v[lane] += (int32_t)(stay + new) - member->number.v[lane];
    member->number.v[lane] = (int32_t)(stay + new);
}

/* Leaders and a working group: all places are filled, some with those who were there. */
static void choose(rk_world *world, size_t slot, rk_champions_member *member)
{
    bool leaders = rk_slot_count(world, slot, RK_CHAMPIONS_KIND) == RK_CHAMPIONS_LEADERS;
    double sections = member->sections * rk_slot_number(world, slot, RK_CHAMPIONS_SHARE);
    unsigned places = leaders ? (unsigned)(sections + 0.5) : (unsigned)rk_slot_count(world, slot, RK_CHAMPIONS_NUMBER);
    double kept = rk_slot_number(world, slot, RK_CHAMPIONS_KEPT);
    float novice = (float)rk_slot_number(world, slot, RK_CHAMPIONS_SKILL);
    RK_FOR_LANES(lane)
    {
        rk_words words = rk_slot_draw(world, slot, member->place, lane, (uint32_t)world->month);
        unsigned stay = rk_binomial((unsigned)member->number.v[lane], kept, words.word[0]);
        become(world, member, lane, stay, places - stay, novice);
    }
}

/* Volunteers: who wants to stops, then others raise their hands. */
static void call(rk_world *world, size_t slot, rk_champions_member *member)
{
    double quit = rk_slot_number(world, slot, RK_CHAMPIONS_QUIT), join = rk_slot_number(world, slot, RK_CHAMPIONS_JOIN);
    double staff = world->place[member->place].data->staff;
    unsigned all = (unsigned)(staff + 0.5);
    unsigned most = (unsigned)(staff * rk_slot_number(world, slot, RK_CHAMPIONS_AT_MOST) + 0.5);
    float novice = (float)rk_slot_number(world, slot, RK_CHAMPIONS_SKILL);
    RK_FOR_LANES(lane)
    {
        rk_words words = rk_slot_draw(world, slot, member->place, lane, (uint32_t)world->month);
        unsigned before = (unsigned)member->number.v[lane];
        unsigned stay = before - rk_binomial(before, quit, words.word[0]);
        unsigned new = rk_binomial(all - stay, join, words.word[1]), room = most > stay ? most - stay : 0;
        become(world, member, lane, stay, new < room ? new : room, novice);
    }
}

/* Is this a month in which people are chosen, or called? The first with effect always is. */
static bool is_date(const rk_world *world, size_t slot)
{
    int effect = rk_effect_month(world->model->instruments[slot].settings);
    int first = effect > 0 ? effect : 0;
    if (rk_slot_count(world, slot, RK_CHAMPIONS_KIND) == RK_CHAMPIONS_VOLUNTEERS) {
        return (world->month - first) % (int)rk_slot_count(world, slot, RK_CHAMPIONS_WINDOW) == 0;
    }
    return world->month == first || world->month % RK_MONTHS == 0;
}

static void all_leave(rk_world *world, size_t slot)
{
    rk_champions *champions = state_of(world, slot);
    for (size_t i = 0; i < champions->n_members; i++) {
        RK_FOR_LANES(lane)
        {
            become(world, &champions->member[i], lane, 0, 0, 0.0f);
        }
    }
}

/* ---- What they do ---- */

static void gain_experience(rk_world *world, size_t slot, rk_champions_member *member)
{
    float step = (float)(1.0 - rk_exp(-1.0 / rk_slot_number(world, slot, RK_CHAMPIONS_EXPERIENCE)));
    float reached = (float)rk_slot_number(world, slot, RK_CHAMPIONS_SKILL_REACHED);
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        member->person_months.v[lane] += (float)member->number.v[lane];
        member->skill.v[lane] += member->number.v[lane] > 0 ? step * (reached - member->skill.v[lane]) : 0.0f;
    }
}

/* Levers of the number and experience of now, and of the DX staff who guide them. */
static void weigh(rk_world *world, size_t slot, rk_champions_member *member)
{
    bool leaders = rk_slot_count(world, slot, RK_CHAMPIONS_KIND) == RK_CHAMPIONS_LEADERS;
    double pace = rk_slot_number(world, slot, RK_CHAMPIONS_ADOPTION), sections = member->sections;
    float time = (float)(rk_slot_number(world, slot, RK_CHAMPIONS_TIME) *
                         (1.0 - rk_slot_number(world, slot, RK_CHAMPIONS_STUDY)));
    float guided = (float)(rk_slot_number(world, slot, RK_CHAMPIONS_GUIDANCE) / 20.0);
    const rk_lanes_int *effort = &world->at.effort_milli[member->place];
    RK_FOR_LANES(lane)
    {
        float n = (float)member->number.v[lane], fte = (float)effort->v[lane] * 0.001f;
        double reached = leaders ? (double)n / sections : rk_sections_reached((double)n, member->sections);
        member->extra.v[lane] = n * time * member->skill.v[lane];
        member->taken.v[lane] = fte > 0.0f ? rk_min(n * guided / fte, 1.0f) : 0.0f;
        member->adoption.v[lane] = (float)(1.0 + pace * reached);
    }
}

/* Levers follow experience and staff by quarters, so that setting them costs little. */
static void champions_month(rk_world *world, size_t slot)
{
    enum { QUARTER = 3 };
    rk_champions *champions = state_of(world, slot);
    if (!rk_in_effect(world, slot)) {
        if (rk_end_month(world->model->instruments[slot].settings) == world->month) {
            all_leave(world, slot);
        }
        return;
    }
    bool volunteers = rk_slot_count(world, slot, RK_CHAMPIONS_KIND) == RK_CHAMPIONS_VOLUNTEERS;
    bool date = is_date(world, slot), anew = date || world->month % QUARTER == 0;
    for (size_t i = 0; i < champions->n_members; i++) {
        rk_champions_member *member = &champions->member[i];
        if (date && volunteers) {
            call(world, slot, member);
        } else if (date) {
            choose(world, slot, member);
        }
        if (anew) {
            weigh(world, slot, member);
        }
        gain_experience(world, slot, member);
    }
    if (anew) {
        rk_levers_change(world);
    }
}

static void champions_levers(rk_world *world, size_t slot)
{
    const rk_champions *champions = state_of(world, slot);
    for (size_t i = 0; i < champions->n_members; i++) {
        const rk_champions_member *member = &champions->member[i];
        rk_lever_add_lanes(world, RK_LEVER_EXTRA, member->place, &member->extra);
        rk_lever_add_lanes(world, RK_LEVER_TAKEN, member->place, &member->taken);
        rk_lever_multiply_lanes(world, RK_LEVER_ADOPTION, member->place, &member->adoption);
    }
}

static void champions_bill(rk_world *world, size_t slot)
{
    const rk_champions *champions = state_of(world, slot);
    double month = rk_slot_number(world, slot, RK_CHAMPIONS_COST) / RK_MONTHS;
    for (size_t i = 0; i < champions->n_members; i++) {
        const rk_champions_member *member = &champions->member[i];
        rk_slot_spend_each(world, slot, member->place, RK_METRIC_COST_TRAINING, month, &member->person_months);
    }
}

const rk_hooks rk_champions_hooks = {
    .open = champions_open,
    .close = rk_slot_free,
    .establish = champions_establish,
    .april = champions_april,
    .month = champions_month,
    .levers = champions_levers,
    .bill = champions_bill,
};
