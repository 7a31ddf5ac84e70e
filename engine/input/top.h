/* The keys at the top of a scenario file. */
#ifndef RK_INPUT_TOP_H
#define RK_INPUT_TOP_H

#include "input/key.h"

enum {
    RK_TOP_RENKEI,
    RK_TOP_BASE,
    RK_TOP_TITLE,
    RK_TOP_TITLE_EN,
    RK_TOP_PREFECTURE,
    RK_TOP_MUNICIPALITIES,
    RK_TOP_START,
    RK_TOP_YEARS,
    RK_TOP_REPLICATIONS,
    RK_TOP_INNER,
    RK_TOP_SEED,
    RK_TOP_BASELINE,
    RK_TOP_CONTRACT,
    RK_TOP_DATA,
    RK_TOP_PROCESSES,
    RK_TOP_PARAMETERS,
    RK_TOP_CORRELATIONS,
    RK_TOP_POSTERIOR,
    RK_TOP_FUNDING,
    RK_TOP_SWEEP,
    RK_TOP_COALITIONS,
    RK_TOP_MODELS,
    RK_N_TOP_KEYS
};

extern const rk_key rk_top_keys[RK_N_TOP_KEYS];

#endif
