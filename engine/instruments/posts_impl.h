/* What the files of `posts` share. */
#ifndef RK_INSTRUMENTS_POSTS_IMPL_H
#define RK_INSTRUMENTS_POSTS_IMPL_H

#include "instruments/posts.h"
#include "instruments/slot.h"

/* Rows are by place, of members alone in use. */
typedef struct {
    bool *is_member; /* [n_places] */
    bool *turned;    /* [n_turned] posts of the world that the track has turned, and room for all own ones */
    size_t n_turned;
    rk_lanes_int *entitled;  /* people with the allowance, if certified, when last counted */
    rk_lanes_int *engineers; /* engineers at work then */
    rk_lanes_int *months;    /* person-months entitled in this fiscal year */
    rk_lanes *stay;          /* factor of resignation */
    rk_lanes *gain;          /* factor of project work */
} rk_own_posts;

/* Engineers' posts are named from here on, so that the others keep their names whatever their number is. */
enum { RK_ENGINEER_FIRST = 128 };

/* posts_career.c: the specialist track, the allowance, and what engineers add. */
rk_status rk_career_open(rk_world *world, size_t slot);
void rk_career_close(rk_world *world, size_t slot);
RK_MUST_CHECK rk_status rk_career_establish(rk_world *world, size_t slot);
void rk_career_april(rk_world *world, size_t slot);
void rk_career_month(rk_world *world, size_t slot);
void rk_career_levers(rk_world *world, size_t slot);
void rk_career_work(rk_world *world, size_t slot);
void rk_career_bill(rk_world *world, size_t slot);

#endif
