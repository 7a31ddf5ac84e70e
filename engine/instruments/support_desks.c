/* `support_desks`: residents who cannot use a service online are reached at access points near home, as far as these
 * are open; staff have less resident support to do. Volunteers come and go each half-year. MODEL.md section 13. */
#include "instruments/support_desks.h"

#include "base/real.h"
#include "instruments/hooks.h"
#include "instruments/slot.h"

enum { HALF_YEAR = 6 };

/* A member's access points and, lane by lane, its volunteers. */
typedef struct {
    rk_lanes_int volunteers;          /* now */
    rk_lanes trained;                 /* this fiscal year */
    unsigned desks, partners, sought; /* sought: volunteers */
    double aged;                      /* residents aged 65 and over */
} member_state;

static double number(const rk_world *world, size_t slot, int key)
{
    return rk_slot_number(world, slot, key);
}

static rk_status support_desks_open(rk_world *world, size_t slot)
{
    return rk_slot_alloc(world, slot, rk_slot_n_members(world, slot) * sizeof(member_state));
}

static rk_status support_desks_establish(rk_world *world, size_t slot)
{
    member_state *members = world->slot_state[slot];
    double per_desk = (double)rk_slot_count(world, slot, RK_SUPPORT_DESKS_VOLUNTEERS) *
                      (1.0 + number(world, slot, RK_SUPPORT_DESKS_SPARE));
    for (size_t i = 0; i < rk_slot_n_members(world, slot); i++) {
        member_state *self = &members[i];
        const rk_municipality *data = world->place[rk_slot_place(world, slot, i)].data;
        *self = (member_state){.aged = data->population * data->aged_share};
        double desks = self->aged / 1000.0 * number(world, slot, RK_SUPPORT_DESKS_PER_1000) + 0.5;
        self->desks = (unsigned)rk_slot_count(world, slot, RK_SUPPORT_DESKS_DESKS) + (unsigned)desks;
        self->partners = (unsigned)(self->desks * number(world, slot, RK_SUPPORT_DESKS_PARTNERS) + 0.5);
        self->sought = (unsigned)((self->desks - self->partners) * per_desk + 0.999);
    }
    return RK_OK;
}

/* ---- Volunteers ---- */

static void support_desks_april(rk_world *world, size_t slot)
{
    member_state *members = world->slot_state[slot];
    for (size_t i = 0; i < rk_slot_n_members(world, slot); i++) {
        members[i].trained = (rk_lanes){{0}};
    }
}

/* Some stop, and some of those who are sought then are found. */
static void renew(const rk_world *world, size_t slot, size_t place, member_state *self)
{
    double quit = number(world, slot, RK_SUPPORT_DESKS_QUIT), join = number(world, slot, RK_SUPPORT_DESKS_JOIN);
    RK_FOR_LANES(lane)
    {
        rk_words words = rk_slot_draw(world, slot, place, lane, (uint32_t)world->month);
        unsigned volunteers = (unsigned)self->volunteers.v[lane];
        volunteers -= rk_binomial(volunteers, quit, words.word[0]);
        unsigned found = rk_binomial(self->sought - volunteers, join, words.word[1]);
        self->volunteers.v[lane] = (int32_t)(volunteers + found);
        self->trained.v[lane] += (float)found;
    }
}

/* Every April and October, and when the desks open. */
static void support_desks_month(rk_world *world, size_t slot)
{
    member_state *members = world->slot_state[slot];
    bool first = rk_effect_month(world->model->instruments[slot].settings) == world->month;
    if (!rk_in_effect(world, slot) || !(first || world->month % HALF_YEAR == 0)) {
        return;
    }
    for (size_t i = 0; i < rk_slot_n_members(world, slot); i++) {
        if (members[i].sought > 0) {
            renew(world, slot, rk_slot_place(world, slot, i), &members[i]);
        }
    }
    rk_levers_change(world);
}

/* ---- Residents ---- */

static unsigned open_desks(const member_state *self, unsigned per_desk, int lane)
{
    unsigned own = self->desks - self->partners;
    unsigned staffed = per_desk == 0 ? own : (unsigned)self->volunteers.v[lane] / per_desk;
    return self->partners + (staffed < own ? staffed : own);
}

/* Per lane: what many desks would reach at most x how near the open ones come to that. */
static void reach(const rk_world *world, size_t slot, const member_state *self, rk_lanes *served, rk_lanes *tablets)
{
    unsigned per_desk = (unsigned)rk_slot_count(world, slot, RK_SUPPORT_DESKS_VOLUNTEERS);
    double half = number(world, slot, RK_SUPPORT_DESKS_HALF), days = number(world, slot, RK_SUPPORT_DESKS_DAYS);
    double use = number(world, slot, RK_SUPPORT_DESKS_TABLETS) * number(world, slot, RK_SUPPORT_DESKS_TABLET_USE);
    double thousands = (self->aged > 1.0 ? self->aged : 1.0) / 1000.0;
    RK_FOR_LANES(lane)
    {
        double open = open_desks(self, per_desk, lane);
        served->v[lane] = (float)(1.0 - rk_exp(-0.69314718055994530942 * open * days / thousands / half));
        tablets->v[lane] = self->desks > 0 ? (float)(use * open / self->desks) : 0.0f;
    }
}

static void support_desks_levers(rk_world *world, size_t slot)
{
    const member_state *members = world->slot_state[slot];
    float old = (float)number(world, slot, RK_SUPPORT_DESKS_REACH_65);
    float young = (float)number(world, slot, RK_SUPPORT_DESKS_REACH_UNDER_65);
    float relief = (float)number(world, slot, RK_SUPPORT_DESKS_RELIEF);
    for (size_t i = 0; i < rk_slot_n_members(world, slot); i++) {
        size_t place = rk_slot_place(world, slot, i);
        rk_lanes served, tablets, old_part, young_part, left;
        reach(world, slot, &members[i], &served, &tablets);
        RK_FOR_LANES(lane)
        {
            old_part.v[lane] = 1.0f - (1.0f - old * served.v[lane]) * (1.0f - tablets.v[lane]);
            young_part.v[lane] = young * served.v[lane];
            left.v[lane] = 1.0f - relief * served.v[lane];
        }
        rk_lever_fill_lanes(world, RK_LEVER_REACH_65, place, &old_part);
        rk_lever_fill_lanes(world, RK_LEVER_REACH_UNDER_65, place, &young_part);
        rk_lever_multiply_lanes(world, RK_LEVER_RESIDENT_SUPPORT, place, &left);
    }
}

/* ---- Money ---- */

static void support_desks_bill(rk_world *world, size_t slot)
{
    const member_state *members = world->slot_state[slot];
    double years = (double)rk_slot_months_paid(world, slot) / RK_MONTHS;
    double tablet = number(world, slot, RK_SUPPORT_DESKS_TABLETS) * number(world, slot, RK_SUPPORT_DESKS_TABLET_COST) /
                    number(world, slot, RK_SUPPORT_DESKS_TABLET_YEARS);
    for (size_t i = 0; i < rk_slot_n_members(world, slot); i++) {
        const member_state *self = &members[i];
        size_t place = rk_slot_place(world, slot, i);
        rk_slot_spend(world, slot, place, RK_METRIC_COST_DESKS,
                      years * self->desks * number(world, slot, RK_SUPPORT_DESKS_COST));
        rk_slot_spend_each(world, slot, place, RK_METRIC_COST_TRAINING, number(world, slot, RK_SUPPORT_DESKS_TRAINING),
                           &self->trained);
        rk_slot_spend(world, slot, place, RK_METRIC_COST_PROCUREMENT, years * self->aged * tablet);
    }
}

const rk_hooks rk_support_desks_hooks = {
    .open = support_desks_open,
    .close = rk_slot_free,
    .establish = support_desks_establish,
    .april = support_desks_april,
    .month = support_desks_month,
    .levers = support_desks_levers,
    .bill = support_desks_bill,
};
