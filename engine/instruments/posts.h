/* `posts`: more or other own posts in the member municipalities. */
#ifndef RK_INSTRUMENTS_POSTS_H
#define RK_INSTRUMENTS_POSTS_H

#include "input/key.h"

enum {
    RK_POSTS_NUMBER,
    RK_POSTS_CONTRACT,
    RK_POSTS_FTE,
    RK_POSTS_OPENS,
    RK_POSTS_CLOSES,
    RK_POSTS_STAFFED,
    RK_POSTS_MEMBERS,
    RK_POSTS_PAY,
    RK_POSTS_SHARES,
    RK_POSTS_N_KEYS
};

extern const rk_instrument_schema rk_posts_schema;

#endif
