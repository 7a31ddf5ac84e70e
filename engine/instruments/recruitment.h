/* `recruitment`: more candidates, and offers that draw them: a matching list, joint examinations, remote work, pay.
 * Formulas: engine/MODEL.md. */
#ifndef RK_INSTRUMENTS_RECRUITMENT_H
#define RK_INSTRUMENTS_RECRUITMENT_H

#include "base/lanes.h"
#include "input/common_keys.h"

/* Settings of an rk_instrument of this kind. */
enum {
    RK_RECRUITMENT_APPLICANTS = RK_N_COMMON_KEYS,
    RK_RECRUITMENT_LISTED,
    RK_RECRUITMENT_SCOPE,
    RK_RECRUITMENT_DECLINE,
    RK_RECRUITMENT_SHARED,
    RK_RECRUITMENT_EXAMINATION,
    RK_RECRUITMENT_ONSITE,
    RK_RECRUITMENT_REMOTE,
    RK_RECRUITMENT_REMOTE_OFFERS,
    RK_RECRUITMENT_PAY,
    RK_RECRUITMENT_COST,
    RK_RECRUITMENT_COST_HIRE,
    RK_RECRUITMENT_SPLIT,
    RK_RECRUITMENT_N_KEYS
};

enum { RK_SCOPE_NATION, RK_SCOPE_MEMBERS };

typedef struct {
    size_t n_members;
    size_t *place;          /* [n_members] */
    size_t *member_of;      /* [n_places] the member that a place is; n_members: none */
    double candidates;      /* who would accept, on the list at any time, for this prefecture's members */
    rk_lanes_int vacancies; /* open posts that they apply for */
    rk_lanes drawn;         /* factor of their fill hazard, by candidates for each */
    rk_lanes_int *hires;    /* [n_members] of this fiscal year */
    int64_t (
        *pay)[RK_LANES]; /* [n_members] pay of those who came for more of it, yen of this fiscal year before wages */
    rk_lanes *weight;    /* [n_members] part of the cost */
} rk_recruitment;

#endif
