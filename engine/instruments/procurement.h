/* `procurement`: members buy systems together, which weakens the hold of a vendor. Formulas: engine/MODEL.md. */
#ifndef RK_INSTRUMENTS_PROCUREMENT_H
#define RK_INSTRUMENTS_PROCUREMENT_H

#include "input/common_keys.h"
#include "instruments/groups.h"

/* Settings of an rk_instrument of this kind. */
enum {
    RK_PROCUREMENT_SAVING = RK_N_COMMON_KEYS,
    RK_PROCUREMENT_MIGRATION_SAVING,
    RK_PROCUREMENT_LOCK_IN,
    RK_PROCUREMENT_VENDOR,
    RK_PROCUREMENT_SCALE,
    RK_PROCUREMENT_CONTRACT,
    RK_PROCUREMENT_COST,
    RK_PROCUREMENT_SPLIT,
    RK_PROCUREMENT_N_KEYS
};

typedef struct {
    rk_groups groups;   /* a purchase each */
    int *renewal;       /* [n_members] month in which the running contract ends */
    rk_lanes *unlocked; /* [n_members] factor of running cost, of this fiscal year */
    rk_lanes *weight;   /* [n_members] part of the cost */
} rk_purchases;

#endif
