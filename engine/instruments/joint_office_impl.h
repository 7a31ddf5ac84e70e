/* What the files of `joint_office` share. */
#ifndef RK_INSTRUMENTS_JOINT_OFFICE_IMPL_H
#define RK_INSTRUMENTS_JOINT_OFFICE_IMPL_H

#include "instruments/groups.h"
#include "instruments/joint_office.h"
#include "instruments/slot.h"

typedef struct {
    const rk_setting *set; /* settings of the instrument, by RK_OFFICE_... */
    rk_groups groups;      /* an office each */
    float *scale;          /* [n_members] of the saving of one of six equal members */
    size_t first_post, posts_each;
    rk_lanes *familiar;   /* [n_members] how well those who come from the office know the member, 0..1 */
    rk_lanes *given;      /* [n_members] full-time equivalent months received this fiscal year, before travel */
    rk_lanes *need, *now; /* [n_members] of the month in hand: what a member lacks, and what it has got */
    rk_lanes *part;       /* [n_members] its part of what is handed out; at the end of a year: of the cost */
} rk_offices;

/* joint_office_staff.c: joint posts and pooled time go to the members by need.. */
void rk_office_support(rk_world *world, size_t slot);

/* joint_office_bill.c */
void rk_office_bill(rk_world *world, size_t slot);

#endif
