/* `review`: at fixed times everybody looks at what lags, and moves effort there. */
#ifndef RK_INSTRUMENTS_REVIEW_H
#define RK_INSTRUMENTS_REVIEW_H

#include "input/common_keys.h"

enum {
    RK_REVIEW_EVERY = RK_N_COMMON_KEYS,
    RK_REVIEW_EFFORT,
    RK_REVIEW_HALF_LIFE,
    RK_REVIEW_DAYS,
    RK_REVIEW_YEARLY,
    RK_REVIEW_YEARLY_EFFORT,
    RK_REVIEW_YEARLY_DAYS,
    RK_REVIEW_COST,
    RK_REVIEW_N_KEYS
};

extern const rk_instrument_schema rk_review_schema;

#endif
