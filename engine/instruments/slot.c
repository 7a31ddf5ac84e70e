#include "instruments/slot.h"

#include "base/memory.h"
#include "model/steps.h"

#include <stdlib.h>
#include <string.h>

/* ---- Members ---- */

/* How many of ascending numbers are below a limit. */
static size_t below(const size_t *numbers, size_t n, size_t limit)
{
    size_t first = 0;
    while (n > 0) {
        size_t half = n / 2;
        bool less = numbers[first + half] < limit;
        first += less ? half + 1 : 0;
        n = less ? n - half - 1 : half;
    }
    return first;
}

static size_t first_member(const rk_world *world, const rk_setting *members)
{
    return below(members->members, members->n_members, world->prefecture->first);
}

size_t rk_slot_n_members(const rk_world *world, size_t slot)
{
    const rk_setting *members = rk_slot_setting(world, slot, RK_COMMON_MEMBERS);
    size_t end = world->prefecture->first + world->n_places;
    return below(members->members, members->n_members, end) - first_member(world, members);
}

size_t rk_slot_place(const rk_world *world, size_t slot, size_t member)
{
    const rk_setting *members = rk_slot_setting(world, slot, RK_COMMON_MEMBERS);
    return members->members[first_member(world, members) + member] - world->prefecture->first;
}

size_t rk_slot_group(const rk_world *world, size_t slot, size_t member)
{
    const rk_setting *members = rk_slot_setting(world, slot, RK_COMMON_MEMBERS);
    return members->group[first_member(world, members) + member];
}

/* ---- Memory ---- */

rk_status rk_slot_alloc(rk_world *world, size_t slot, size_t bytes)
{
    world->slot_state[slot] = rk_lines(1, bytes);
    return world->slot_state[slot] != NULL ? RK_OK : RK_ERR_MEMORY;
}

void rk_slot_free(rk_world *world, size_t slot)
{
    free(world->slot_state[slot]);
}

/* ---- Luck ---- */

rk_words rk_slot_draw(const rk_world *world, size_t slot, size_t place, int lane, uint32_t when)
{
    uint32_t who = rk_who_municipality(world->place[place].code, 1 + world->slot_ordinal[slot]);
    rk_purpose purpose = (rk_purpose)world->model->instruments[slot].purpose;
    return rk_draw(world->seed, rk_replication(world, lane), who, when, purpose);
}

/* ---- The bill ---- */

int rk_slot_months_paid(const rk_world *world, size_t slot)
{
    const rk_setting *settings = world->model->instruments[slot].settings;
    int from = world->year * RK_MONTHS, until = from + RK_MONTHS;
    int opens = settings[RK_COMMON_OPENS].month, end = rk_end_month(settings);
    from = opens > from ? opens : from;
    until = end < until ? end : until;
    return until > from ? until - from : 0;
}

void rk_slot_spend_lanes(rk_world *world, size_t slot, size_t place, rk_metric item, const int64_t yen[RK_LANES])
{
    const rk_expense expense = {
        .place = place,
        .item = item,
        .slot = (int)slot,
        .contract = RK_NO_CONTRACT,
        .yen = yen,
        .shares = rk_slot_setting(world, slot, RK_COMMON_SHARES)->shares,
    };
    rk_spend(world, &expense);
}

void rk_slot_spend_each(rk_world *world, size_t slot, size_t place, rk_metric item, double yen, const rk_lanes *number)
{
    int64_t all[RK_LANES];
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        all[lane] = (int64_t)(yen * (double)number->v[lane] + 0.5);
    }
    rk_slot_spend_lanes(world, slot, place, item, all);
}

void rk_slot_spend(rk_world *world, size_t slot, size_t place, rk_metric item, double yen)
{
    rk_slot_spend_each(world, slot, place, item, yen, &world->one);
}
