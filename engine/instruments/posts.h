/* `posts`: more or other own posts in the member municipalities. */
#ifndef RK_INSTRUMENTS_POSTS_H
#define RK_INSTRUMENTS_POSTS_H

#include "input/common_keys.h"

enum {
    RK_POSTS_NUMBER = RK_N_COMMON_KEYS,
    RK_POSTS_CONTRACT,
    RK_POSTS_FTE,
    RK_POSTS_STAFFED,
    RK_POSTS_PAY,
    RK_POSTS_N_KEYS
};

extern const rk_instrument_schema rk_posts_schema;

#endif
