/* `leadership`: somebody at the top backs digital work, until an election ends it. Formulas: engine/MODEL.md. */
#ifndef RK_INSTRUMENTS_LEADERSHIP_H
#define RK_INSTRUMENTS_LEADERSHIP_H

#include "input/common_keys.h"
#include "model/world.h"

enum {
    RK_LEADERSHIP_KIND = RK_N_COMMON_KEYS,
    RK_LEADERSHIP_EFFECTIVENESS,
    RK_LEADERSHIP_ADOPTION,
    RK_LEADERSHIP_BUDGET,
    RK_LEADERSHIP_MEETINGS,
    RK_LEADERSHIP_OVERHEAD,
    RK_LEADERSHIP_CONTRACT,
    RK_LEADERSHIP_STAFFED,
    RK_LEADERSHIP_DAYS,
    RK_LEADERSHIP_FULL_DAYS,
    RK_LEADERSHIP_FEE,
    RK_LEADERSHIP_ELECTION,
    RK_LEADERSHIP_EVERY,
    RK_LEADERSHIP_INCUMBENT_GOES,
    RK_LEADERSHIP_SUCCESSOR_ENDS,
    RK_LEADERSHIP_N_KEYS
};

enum { RK_LEAD_MAYOR, RK_LEAD_GOVERNOR, RK_LEAD_EXTERNAL_CDO, RK_LEAD_HEADQUARTERS };

typedef struct {
    size_t place, post;   /* post: of the external CDO */
    int election;         /* month of an election, whether within the run or not */
    rk_lanes goes_on;     /* 1, or 0 where an election has ended it */
    rk_lanes lead;        /* part of the full effect: 0 where it has ended or nobody is there */
    rk_lanes open_months; /* of this fiscal year */
} rk_leadership_member;

typedef struct {
    size_t n_members;
    rk_leadership_member member[];
} rk_leadership;

extern const rk_instrument_schema rk_leadership_schema;

#endif
