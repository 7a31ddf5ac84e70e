/* `joint_office`: neighbours share staff, systems and procurement and keep their identity. Formulas: engine/MODEL.md.
 */
#ifndef RK_INSTRUMENTS_JOINT_OFFICE_H
#define RK_INSTRUMENTS_JOINT_OFFICE_H

#include "input/common_keys.h"
#include "instruments/split.h"

/* Settings of an rk_instrument of this kind. */
enum {
    RK_OFFICE_POOLED = RK_N_COMMON_KEYS,
    RK_OFFICE_POSTS,
    RK_OFFICE_CONTRACT,
    RK_OFFICE_SKILLS,
    RK_OFFICE_STAFFED,
    RK_OFFICE_PAY,
    RK_OFFICE_SYSTEMS_SAVING,
    RK_OFFICE_PEOPLE_SAVING,
    RK_OFFICE_MIGRATION_SAVING,
    RK_OFFICE_SCALE,
    RK_OFFICE_VENDOR,
    RK_OFFICE_OVERHEAD,
    RK_OFFICE_SPLIT,
    RK_OFFICE_N_KEYS
};

extern const rk_instrument_schema rk_joint_office_schema;

#endif
