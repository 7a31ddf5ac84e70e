/* `peer_network`: whoever works alone has somebody to ask. Each group of members is a network of its own. MODEL.md
 * section 13. */
#include "instruments/peer_network.h"

#include "instruments/hooks.h"
#include "instruments/slot.h"

static const rk_key keys[RK_PEER_NETWORK_N_KEYS] = {
    RK_COMMON_ROWS("{prefecture: 1}"),
    [RK_PEER_NETWORK_MINIMUM] = {"minimum", RK_KEY_COUNT, RK_UNIT_NUMBER, 1, 2000, "3", NULL, "", "J",
                                 "members of a group that it takes to have any effect; it costs the same with fewer"},
    [RK_PEER_NETWORK_SOLO_QUITS] = {"solo_quits", RK_KEY_NUMBER, RK_UNIT_NUMBER, 0, 2, "triangular(0.6, 0.8, 1)", NULL,
                                    "", "S11, 7.1 row 5 J",
                                    "resignation where exactly one person is present, times this"},
    [RK_PEER_NETWORK_QUITS] = {"quits", RK_KEY_NUMBER, RK_UNIT_NUMBER, 0.01, 2, "triangular(0.9, 0.97, 1)", NULL, "",
                               "J", "resignation at the other desks, times this"},
    [RK_PEER_NETWORK_DAYS] = {"days", RK_KEY_NUMBER, RK_UNIT_DAYS_MONTH, 0, 20, "triangular(0.1, 0.25, 0.5) days/month",
                              NULL, "days/month", "7.1 rows 4, 5 J", "time in meetings, of each person"},
    [RK_PEER_NETWORK_LEARNING] = {"learning", RK_KEY_NUMBER, RK_UNIT_NUMBER, 0, 20, "triangular(1, 1.05, 1.15)", NULL,
                                  "", "J", "speed of learning on the job, times this"},
    [RK_PEER_NETWORK_KNOWHOW_LOST] = {"knowhow_lost", RK_KEY_NUMBER, RK_UNIT_NUMBER, 0, 1, "triangular(0.7, 0.9, 1)",
                                      NULL, "", "J",
                                      "know-how lost with a leaver, times this: somebody elsewhere knows it"},
    [RK_PEER_NETWORK_PROJECTS] =
        {"projects", RK_KEY_NUMBER, RK_UNIT_NUMBER, 0, 20, "triangular(1, 1.02, 1.06)", NULL, "", "7.1 row 4 J",
         "what own people get done on procedures, automation and data, times this: sections of "
         "IT, personnel and finance agree"},
    [RK_PEER_NETWORK_COST] = {"cost", RK_KEY_NUMBER, RK_UNIT_YEN_YEAR, 0, 1e11, "0.05 million yen/year", NULL,
                              "million yen/year", "J", "cost of each member"},
};

static const char *const keys_ja[RK_PEER_NETWORK_N_KEYS] = {
    RK_COMMON_KEYS_JA,
    [RK_PEER_NETWORK_MINIMUM] = "交流が成り立つ市町村数",
    [RK_PEER_NETWORK_SOLO_QUITS] = "ひとり情シスの離職への倍率",
    [RK_PEER_NETWORK_QUITS] = "その他の職員の離職への倍率",
    [RK_PEER_NETWORK_DAYS] = "1人あたりの会合の日数",
    [RK_PEER_NETWORK_LEARNING] = "習熟の速さの倍率",
    [RK_PEER_NETWORK_KNOWHOW_LOST] = "離任で失われる庁内知識への倍率",
    [RK_PEER_NETWORK_PROJECTS] = "企画業務の進みの倍率",
    [RK_PEER_NETWORK_COST] = "1市町村あたりの交流の費用",
};

const rk_instrument_schema rk_peer_network_schema = {
    .name = "peer_network",
    .title = "Peer network",
    .title_ja = "ひとり情シス交流・フォーラム",
    .help = "exchange of one-person desks, and forums of their sections of IT, personnel and finance",
    .keys = keys,
    .keys_ja = keys_ja,
    .n_keys = RK_PEER_NETWORK_N_KEYS,
    .books = RK_BOOKS(OVERHEAD) | RK_COUNTS_TIME_TAKEN,
};

/* State: for each member, whether its group is large enough. */
static rk_status peer_network_open(rk_world *world, size_t slot)
{
    size_t n = rk_slot_n_members(world, slot);
    rk_status status = rk_slot_alloc(world, slot, n * sizeof(bool));
    bool *works = world->slot_state[slot];
    for (size_t i = 0; status == RK_OK && i < n; i++) {
        long alike = 0;
        for (size_t k = 0; k < n; k++) {
            alike += rk_slot_group(world, slot, k) == rk_slot_group(world, slot, i);
        }
        works[i] = alike >= rk_slot_count(world, slot, RK_PEER_NETWORK_MINIMUM);
    }
    return status;
}

static void peer_network_levers(rk_world *world, size_t slot)
{
    const bool *works = world->slot_state[slot];
    double quits = rk_slot_number(world, slot, RK_PEER_NETWORK_QUITS);
    double solo =
        rk_slot_number(world, slot, RK_PEER_NETWORK_SOLO_QUITS) / quits; /* the lever of all works there, too */
    double taken = rk_slot_number(world, slot, RK_PEER_NETWORK_DAYS) / 20.0;
    for (size_t i = 0; i < rk_slot_n_members(world, slot); i++) {
        size_t place = rk_slot_place(world, slot, i);
        if (works[i]) {
            rk_lever_multiply(world, RK_LEVER_QUITS, place, (float)quits);
            rk_lever_multiply(world, RK_LEVER_QUITS_SOLO, place, (float)solo);
            rk_lever_add(world, RK_LEVER_TAKEN, place, (float)taken);
            rk_lever_multiply(world, RK_LEVER_LEARNING, place,
                              (float)rk_slot_number(world, slot, RK_PEER_NETWORK_LEARNING));
            rk_lever_multiply(world, RK_LEVER_KNOWHOW_LOST, place,
                              (float)rk_slot_number(world, slot, RK_PEER_NETWORK_KNOWHOW_LOST));
            rk_lever_multiply(world, RK_LEVER_PROJECTS, place,
                              (float)rk_slot_number(world, slot, RK_PEER_NETWORK_PROJECTS));
        }
    }
}

static void peer_network_bill(rk_world *world, size_t slot)
{
    double years = (double)rk_slot_months_paid(world, slot) / RK_MONTHS;
    for (size_t i = 0; i < rk_slot_n_members(world, slot); i++) {
        rk_slot_spend(world, slot, rk_slot_place(world, slot, i), RK_METRIC_COST_OVERHEAD,
                      years * rk_slot_number(world, slot, RK_PEER_NETWORK_COST));
    }
}

const rk_hooks rk_peer_network_hooks = {
    .open = peer_network_open, .close = rk_slot_free, .levers = peer_network_levers, .bill = peer_network_bill};
