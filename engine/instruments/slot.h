/* What most instruments ask for, by their slot in the model: settings, members, months, memory, luck, and the bill. */
#ifndef RK_INSTRUMENTS_SLOT_H
#define RK_INSTRUMENTS_SLOT_H

#include "model/world.h"

/* ---- Settings; key: a place in the instrument's table ---- */

static inline const rk_setting *rk_slot_setting(const rk_world *world, size_t slot, int key)
{
    return &world->model->instruments[slot].settings[key];
}

/* A number of this block, in the base unit (input/key.h). */
static inline double rk_slot_number(const rk_world *world, size_t slot, int key)
{
    return world->values[rk_slot_setting(world, slot, key)->index];
}

/* A whole number, the place of a choice, or 0 and 1 of a switch. */
static inline long rk_slot_count(const rk_world *world, size_t slot, int key)
{
    return rk_slot_setting(world, slot, key)->count;
}

/* ---- Members that lie in the world's prefecture, by ascending place ---- */

size_t rk_slot_n_members(const rk_world *world, size_t slot);
size_t rk_slot_place(const rk_world *world, size_t slot, size_t member); /* member < rk_slot_n_members */
size_t rk_slot_group(const rk_world *world, size_t slot, size_t member); /* the number of the group it acts in */

/* ---- Memory: `open` takes it, on world->slot_state[slot]; .close = rk_slot_free gives it back ---- */

/* So many bytes, aligned for lanes, all 0; kept from block to block, so `establish` sets it back. */
RK_MUST_CHECK rk_status rk_slot_alloc(rk_world *world, size_t slot, size_t bytes);
void rk_slot_free(rk_world *world, size_t slot);

/* ---- Luck ---- */

/* Four random words of a place in one lane, the same in all models and whatever else is in the model; of several
 * instruments of one kind each has its own.
 *
 * when   what the instrument counts by, often world->month
 */
rk_words rk_slot_draw(const rk_world *world, size_t slot, size_t place, int lane, uint32_t when);

/* ---- The bill, in the hook `bill` at the end of a fiscal year ---- */

/* Months of the year that is billed for which the instrument is paid. */
int rk_slot_months_paid(const rk_world *world, size_t slot);

/* Book a cost of a place on the payers of `shares`: the same yen in all lanes, yen by lane, or yen for each of a number
 * by lane; 0 or more. The item must be among the schema's `books`. */
void rk_slot_spend(rk_world *world, size_t slot, size_t place, rk_metric item, double yen);
void rk_slot_spend_lanes(rk_world *world, size_t slot, size_t place, rk_metric item, const int64_t yen[RK_LANES]);
void rk_slot_spend_each(rk_world *world, size_t slot, size_t place, rk_metric item, double yen, const rk_lanes *number);

#endif
