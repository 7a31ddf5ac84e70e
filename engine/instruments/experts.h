/* `experts`: people who serve municipalities, by one of seven rules of assignment. Formulas: engine/MODEL.md section 6.
 */
#ifndef RK_INSTRUMENTS_EXPERTS_H
#define RK_INSTRUMENTS_EXPERTS_H

#include "input/common_keys.h"
#include "instruments/split.h"

/* Settings of an rk_instrument of this kind. */
enum {
    RK_EXPERTS_NUMBER = RK_N_COMMON_KEYS,
    RK_EXPERTS_CONTRACT,
    RK_EXPERTS_EMPLOYER,
    RK_EXPERTS_SKILLS,
    RK_EXPERTS_STAFFED,
    RK_EXPERTS_READY,
    RK_EXPERTS_ASSIGNMENT,
    RK_EXPERTS_DAYS,
    RK_EXPERTS_SERVES,
    RK_EXPERTS_DAYS_CAP,
    RK_EXPERTS_SURVEY_MONTHS,
    RK_EXPERTS_SURVEY_ERROR,
    RK_EXPERTS_REQUESTS,
    RK_EXPERTS_REQUEST_NEED,
    RK_EXPERTS_REQUEST_DAYS,
    RK_EXPERTS_QUEUE,
    RK_EXPERTS_PATIENCE,
    RK_EXPERTS_PRIORITY,
    RK_EXPERTS_PAY,
    RK_EXPERTS_OVERHEAD,
    RK_EXPERTS_SPLIT,
    RK_EXPERTS_N_KEYS
};

enum {
    RK_ASSIGN_ON_REQUEST,
    RK_ASSIGN_EQUAL_VISITS,
    RK_ASSIGN_FIXED,
    RK_ASSIGN_BY_NEED,
    RK_ASSIGN_SURVEY,
    RK_ASSIGN_PRIORITY,
    RK_ASSIGN_NEIGHBOURS_FIRST,
    RK_N_ASSIGNMENTS
};
enum { RK_EMPLOYER_MUNICIPALITY, RK_EMPLOYER_PREFECTURE, RK_EMPLOYER_JOINT_OFFICE, RK_EMPLOYER_NATION };
enum { RK_QUEUE_WAIT, RK_QUEUE_REFUSE };
enum { RK_PRIORITY_NEED, RK_PRIORITY_ARRIVAL };

/* days_cap of this many days is none. */
#define RK_DAYS_NO_CAP 100000.0

extern const rk_instrument_schema rk_experts_schema;

#endif
