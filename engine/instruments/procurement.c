/* `procurement`: a group of members buys together: cheaper from the next renewal of each contract on, with less of a
 * rise after migration, and served sooner. MODEL.md section 13. */
#include "instruments/procurement.h"

#include "base/memory.h"
#include "base/real.h"
#include "instruments/hooks.h"
#include "instruments/slot.h"
#include "instruments/split.h"

#include <stdlib.h>

static const rk_key keys[RK_PROCUREMENT_N_KEYS] = {
    RK_COMMON_ROWS("{municipality: 1}"),
    [RK_PROCUREMENT_SAVING] = {"saving", RK_KEY_NUMBER, RK_UNIT_SHARE, -1, 0.9, "triangular(0, 5, 15) %", NULL, "%",
                               "S52, W12 J",
                               "running cost that a purchase of very many members saves (23 oku yen in Tokyo are 4.4 % "
                               "of what its municipalities spend at the national mean)"},
    [RK_PROCUREMENT_MIGRATION_SAVING] = {"migration_saving", RK_KEY_NUMBER, RK_UNIT_SHARE, -1, 0.9,
                                         "triangular(0, 5, 15) %", NULL, "%", "W08 J",
                                         "migration cost that it saves, from the first month in effect on"},
    [RK_PROCUREMENT_LOCK_IN] = {"lock_in_relief", RK_KEY_NUMBER, RK_UNIT_SHARE, 0, 1, "triangular(0, 10, 30) %", NULL,
                                "%", "W09, W11 J", "part of the rise of running cost after migration that it avoids"},
    [RK_PROCUREMENT_VENDOR] = {"vendor_speed", RK_KEY_NUMBER, RK_UNIT_NUMBER, 0, 10, "triangular(1, 1.05, 1.2)", NULL,
                               "", "W05 J", "speed at which vendors migrate its members"},
    [RK_PROCUREMENT_SCALE] = {"scale_exponent", RK_KEY_NUMBER, RK_UNIT_NUMBER, 0, 10, "0.5", NULL, "", "L11, S52 J",
                              "a purchase of n members has 1 - n^-exponent of all of these effects"},
    [RK_PROCUREMENT_CONTRACT] = {"contract_length", RK_KEY_NUMBER, RK_UNIT_MONTHS, 0, 240, "5 years", NULL, "months",
                                 "J",
                                 "length of the contracts that run; running cost falls at the next renewal, equally "
                                 "likely in any month of it"},
    [RK_PROCUREMENT_COST] = {"cost", RK_KEY_NUMBER, RK_UNIT_YEN_YEAR, 0, 1e11, "5 million yen/year", NULL,
                             "million yen/year", "J", "the body that buys, for each group of members, while open"},
    [RK_PROCUREMENT_SPLIT] = {"split", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "population", "equal|population", "", "",
                              "how that cost is laid on the members, before shares"},
};

static const char *const keys_ja[RK_PROCUREMENT_N_KEYS] = {
    RK_COMMON_KEYS_JA,
    [RK_PROCUREMENT_SAVING] = "共同調達による運用経費の節減",
    [RK_PROCUREMENT_MIGRATION_SAVING] = "共同調達による移行経費の節減",
    [RK_PROCUREMENT_LOCK_IN] = "避けられる移行後の経費増の割合",
    [RK_PROCUREMENT_VENDOR] = "共同調達でのベンダーの速さ",
    [RK_PROCUREMENT_SCALE] = "参加数に対する効果の弾力性",
    [RK_PROCUREMENT_CONTRACT] = "現在の契約の期間",
    [RK_PROCUREMENT_COST] = "調達組織の運営費",
    [RK_PROCUREMENT_SPLIT] = "調達組織の費用の分け方",
};

const rk_instrument_schema rk_procurement_schema = {
    .name = "procurement",
    .title = "Joint procurement",
    .title_ja = "共同調達",
    .help = "members buy systems together: lower running and migration cost, less hold of the vendors",
    .keys = keys,
    .keys_ja = keys_ja,
    .n_keys = RK_PROCUREMENT_N_KEYS,
    .books = RK_BOOKS(PROCUREMENT),
};

/* ---- State ---- */

static void procurement_close(rk_world *world, size_t slot)
{
    rk_purchases *purchases = world->slot_state[slot];
    if (purchases != NULL) {
        rk_groups_close(&purchases->groups);
        free(purchases->renewal);
        free(purchases->unlocked);
        free(purchases->weight);
    }
    rk_slot_free(world, slot);
}

static rk_status procurement_open(rk_world *world, size_t slot)
{
    rk_status status = rk_slot_alloc(world, slot, sizeof(rk_purchases));
    if (status != RK_OK) {
        return status;
    }
    rk_purchases *purchases = world->slot_state[slot];
    size_t n = world->n_places + 1;
    purchases->renewal = calloc(n, sizeof *purchases->renewal);
    purchases->unlocked = rk_rows(n);
    purchases->weight = rk_rows(n);
    bool whole = purchases->renewal != NULL && purchases->unlocked != NULL && purchases->weight != NULL;
    return whole ? rk_groups_open(world, rk_slot_setting(world, slot, RK_COMMON_MEMBERS), &purchases->groups)
                 : RK_ERR_MEMORY;
}

/* When a municipality's contract ends is nobody's luck but a fact that we do not know: one draw a block. */
static rk_status procurement_establish(rk_world *world, size_t slot)
{
    rk_purchases *purchases = world->slot_state[slot];
    double length = rk_slot_number(world, slot, RK_PROCUREMENT_CONTRACT);
    int effect = rk_effect_month(world->model->instruments[slot].settings);
    rk_purpose purpose = (rk_purpose)world->model->instruments[slot].purpose;
    for (size_t m = 0; m < purchases->groups.n_members; m++) {
        uint32_t who = rk_who_municipality(world->place[purchases->groups.place[m]].code, 0);
        rk_words words = rk_draw(world->seed, world->block, who, 0, purpose);
        purchases->renewal[m] = rk_months_later(effect, (long)(rk_uniform(words.word[0]) * length));
        purchases->unlocked[m] = world->one;
    }
    return RK_OK;
}

/* ---- Levers ---- */

/* Factor of running cost when a part of the rise after migration is avoided, by what has been migrated until April. */
static void unlock(const rk_world *world, size_t place, float part, rk_lanes *unlocked)
{
    const rk_place *info = &world->place[place];
    float systems = (float)rk_value(world, RK_P_STANDARD_SYSTEMS),
          after = (float)rk_value(world, RK_P_SYSTEMS_MULTIPLIER);
    float all = info->standard_quota_base;
    float per_work = all > 0.0f && systems > 0.0f ? (float)info->late_systems / all / systems : 0.0f;
    float rise = rk_max(after - 1.0f, 0.0f);
    const rk_lanes *left = &world->at.backlog[place * RK_N_WORKSTREAMS + RK_WORK_STANDARDISATION];
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        float risen = rise * (1.0f - rk_min(left->v[lane] * per_work, 1.0f));
        unlocked->v[lane] = 1.0f - part * risen / (1.0f + risen);
    }
}

static float effect_of(const rk_world *world, size_t slot, size_t n)
{
    return (float)(1.0 - rk_pow((double)n, -rk_slot_number(world, slot, RK_PROCUREMENT_SCALE)));
}

static void procurement_april(rk_world *world, size_t slot)
{
    rk_purchases *purchases = world->slot_state[slot];
    const rk_groups *groups = &purchases->groups;
    double relief = rk_slot_number(world, slot, RK_PROCUREMENT_LOCK_IN);
    for (size_t group = 0; relief > 0.0 && group < groups->n_groups; group++) {
        float part = (float)relief * effect_of(world, slot, rk_group_size(groups, group));
        for (size_t m = groups->first[group]; m < groups->first[group + 1]; m++) {
            unlock(world, groups->place[m], part, &purchases->unlocked[m]);
        }
        rk_levers_change(world);
    }
}

static void procurement_month(rk_world *world, size_t slot)
{
    const rk_purchases *purchases = world->slot_state[slot];
    for (size_t m = 0; m < purchases->groups.n_members; m++) {
        if (purchases->renewal[m] == world->month) {
            rk_levers_change(world);
        }
    }
}

static void procurement_levers(rk_world *world, size_t slot)
{
    const rk_purchases *purchases = world->slot_state[slot];
    const rk_groups *groups = &purchases->groups;
    float running = (float)rk_slot_number(world, slot, RK_PROCUREMENT_SAVING);
    float migration = (float)rk_slot_number(world, slot, RK_PROCUREMENT_MIGRATION_SAVING);
    float faster = (float)rk_slot_number(world, slot, RK_PROCUREMENT_VENDOR) - 1.0f;
    for (size_t group = 0; group < groups->n_groups; group++) {
        float effect = effect_of(world, slot, rk_group_size(groups, group));
        for (size_t m = groups->first[group]; m < groups->first[group + 1]; m++) {
            size_t place = groups->place[m];
            rk_lever_multiply(world, RK_LEVER_MIGRATION_COST, place, 1.0f - migration * effect);
            rk_lever_multiply(world, RK_LEVER_VENDOR, place, 1.0f + faster * effect);
            if (purchases->renewal[m] <= world->month) {
                rk_lever_multiply(world, RK_LEVER_RUNNING_COST, place, 1.0f - running * effect);
                rk_lever_multiply_lanes(world, RK_LEVER_RUNNING_COST, place, &purchases->unlocked[m]);
            }
        }
    }
}

/* ---- The bill ---- */

static void procurement_bill(rk_world *world, size_t slot)
{
    rk_purchases *purchases = world->slot_state[slot];
    const rk_groups *groups = &purchases->groups;
    double cost = rk_slot_number(world, slot, RK_PROCUREMENT_COST) * rk_slot_months_paid(world, slot) / RK_MONTHS;
    int64_t yen[RK_LANES];
    RK_FOR_LANES(lane)
    {
        yen[lane] = (int64_t)(cost + 0.5);
    }
    for (size_t group = 0; group < groups->n_groups; group++) {
        size_t first = groups->first[group];
        const rk_split bill = {slot, rk_slot_setting(world, slot, RK_COMMON_SHARES)->shares,
                               rk_group_size(groups, group), &groups->place[first], &purchases->weight[first]};
        rk_split_weigh(world, rk_slot_count(world, slot, RK_PROCUREMENT_SPLIT), bill.n, bill.place, NULL,
                       &purchases->weight[first]);
        rk_split_lay(world, &bill, RK_METRIC_COST_PROCUREMENT, RK_NO_CONTRACT, yen, NULL);
    }
}

const rk_hooks rk_procurement_hooks = {
    .open = procurement_open,
    .close = procurement_close,
    .establish = procurement_establish,
    .april = procurement_april,
    .month = procurement_month,
    .levers = procurement_levers,
    .bill = procurement_bill,
};
