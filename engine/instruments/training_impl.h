/* What the files of `training` share. */
#ifndef RK_INSTRUMENTS_TRAINING_IMPL_H
#define RK_INSTRUMENTS_TRAINING_IMPL_H

#include "instruments/slot.h"
#include "instruments/training.h"

typedef struct {
    size_t place;
    unsigned sections;
    bool takes_part, funded; /* in this block */
    float worth;             /* of what is taught: 1, less without a budget */
    uint32_t came;           /* leaders: lanes in which they came to the course that runs */
    uint32_t held;           /* lanes in which anybody came to it: a course of nobody is not held */
    rk_lanes_int people;     /* participants of courses that began this fiscal year */
    rk_lanes_int promoters;
    rk_lanes adoption;        /* factor that the promoters make */
    rk_lanes_int until;       /* leaders: month in which what they heard has worn off */
    rk_lanes able, attending; /* effort x proficiency of all DX staff, and of those in the course */
} rk_training_member;

typedef struct {
    size_t n_members;
    int first;      /* month of the first course, negative: before the run; or RK_NO_MONTH */
    int started;    /* month in which the course that runs began; RK_NO_MONTH: none runs */
    int *member_at; /* [n_places] number of the member there, or -1 */
    rk_training_member member[];
} rk_training;

static inline rk_training *rk_training_of(const rk_world *world, size_t slot)
{
    return world->slot_state[slot];
}

/* training_staff.c: who of the DX staff attends; what a course has taught them, or their leaving it; time it takes. */
void rk_training_staff_begin(rk_world *world, size_t slot, rk_training_member *member);
void rk_training_staff_end(rk_world *world, size_t slot, bool taught);
void rk_training_staff_levers(rk_world *world, size_t slot);

/* training_others.c: promoters in sections. */
unsigned rk_training_class(const rk_world *world, size_t slot, const rk_training_member *member);
void rk_training_promoters_end(rk_world *world, size_t slot, rk_training_member *member);
void rk_training_promoters_april(rk_world *world, size_t slot, rk_training_member *member);
void rk_training_promoters_leave(rk_world *world, rk_training_member *member);
void rk_training_promoters_levers(rk_world *world, size_t slot, const rk_training_member *member);

/* training_others.c: leaders; whether what they heard has just worn off in a lane. */
void rk_training_leaders_begin(rk_world *world, size_t slot, rk_training_member *member);
void rk_training_leaders_end(rk_world *world, size_t slot, rk_training_member *member);
bool rk_training_leaders_forget(const rk_world *world, const rk_training_member *member);
void rk_training_leaders_levers(rk_world *world, size_t slot, const rk_training_member *member);

#endif
