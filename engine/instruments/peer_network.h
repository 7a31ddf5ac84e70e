/* `peer_network`: one-person desks and their like meet, and so do the sections of IT, personnel and finance. */
#ifndef RK_INSTRUMENTS_PEER_NETWORK_H
#define RK_INSTRUMENTS_PEER_NETWORK_H

#include "input/common_keys.h"

enum {
    RK_PEER_NETWORK_MINIMUM = RK_N_COMMON_KEYS,
    RK_PEER_NETWORK_SOLO_QUITS,
    RK_PEER_NETWORK_QUITS,
    RK_PEER_NETWORK_DAYS,
    RK_PEER_NETWORK_LEARNING,
    RK_PEER_NETWORK_KNOWHOW_LOST,
    RK_PEER_NETWORK_PROJECTS,
    RK_PEER_NETWORK_COST,
    RK_PEER_NETWORK_N_KEYS
};

extern const rk_instrument_schema rk_peer_network_schema;

#endif
