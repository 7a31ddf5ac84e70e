/* `posts`: more or other own posts in the member municipalities, and careers in them. Formulas: engine/MODEL.md. */
#ifndef RK_INSTRUMENTS_POSTS_H
#define RK_INSTRUMENTS_POSTS_H

#include "input/common_keys.h"

enum {
    RK_POSTS_NUMBER = RK_N_COMMON_KEYS,
    RK_POSTS_CONTRACT,
    RK_POSTS_FTE,
    RK_POSTS_STAFFED,
    RK_POSTS_PAY,
    RK_POSTS_ENGINEERS,
    RK_POSTS_INTERPRETER,
    RK_POSTS_TRACK,
    RK_POSTS_ALLOWANCE,
    RK_POSTS_ALLOWANCE_YEARS,
    RK_POSTS_ALLOWANCE_FOR,
    RK_POSTS_CERTIFIED,
    RK_POSTS_QUIT_ELASTICITY,
    RK_POSTS_N_KEYS
};

enum { RK_ALLOWANCE_FOR_ALL, RK_ALLOWANCE_FOR_SPECIALISTS };

#endif
