/* `champions`: people of user sections who give a part of their time to digital work. Formulas: engine/MODEL.md. */
#ifndef RK_INSTRUMENTS_CHAMPIONS_H
#define RK_INSTRUMENTS_CHAMPIONS_H

#include "input/common_keys.h"
#include "model/world.h"

enum {
    RK_CHAMPIONS_KIND = RK_N_COMMON_KEYS,
    RK_CHAMPIONS_SHARE,
    RK_CHAMPIONS_NUMBER,
    RK_CHAMPIONS_KEPT,
    RK_CHAMPIONS_WINDOW,
    RK_CHAMPIONS_JOIN,
    RK_CHAMPIONS_QUIT,
    RK_CHAMPIONS_AT_MOST,
    RK_CHAMPIONS_TIME,
    RK_CHAMPIONS_STUDY,
    RK_CHAMPIONS_GUIDANCE,
    RK_CHAMPIONS_SKILL,
    RK_CHAMPIONS_SKILL_REACHED,
    RK_CHAMPIONS_EXPERIENCE,
    RK_CHAMPIONS_ADOPTION,
    RK_CHAMPIONS_COST,
    RK_CHAMPIONS_N_KEYS
};

enum { RK_CHAMPIONS_LEADERS, RK_CHAMPIONS_VOLUNTEERS, RK_CHAMPIONS_WORKING_GROUP };

typedef struct {
    size_t place;
    unsigned sections;
    rk_lanes_int number;             /* champions now */
    rk_lanes skill;                  /* their mean proficiency, 1 = an expert's */
    rk_lanes person_months;          /* of them, this fiscal year */
    rk_lanes extra, taken, adoption; /* what they make of the levers of those names */
} rk_champions_member;

typedef struct {
    size_t n_members;
    rk_champions_member member[];
} rk_champions;

extern const rk_instrument_schema rk_champions_schema;

#endif
