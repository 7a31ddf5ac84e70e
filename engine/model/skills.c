#include "model/skills.h"

/* Judgement (no source measures it): the own field 1, a neighbouring field 0.7, others 0.4, a generalist 0.8 of all. */
const float rk_skill_effect[RK_N_SKILLS][RK_N_WORKSTREAMS] = {
    /*                       operations procedures automation data security residents standardisation */
    [RK_SKILL_STRATEGY] = {0.4f, 0.7f, 0.7f, 0.7f, 0.4f, 0.4f, 1.0f},
    [RK_SKILL_DATA] = {0.4f, 0.4f, 0.7f, 1.0f, 0.4f, 0.4f, 0.7f},
    [RK_SKILL_SECURITY] = {0.7f, 0.4f, 0.4f, 0.4f, 1.0f, 0.4f, 0.7f},
    [RK_SKILL_INFRASTRUCTURE] = {1.0f, 0.4f, 0.7f, 0.4f, 0.7f, 0.4f, 1.0f},
    [RK_SKILL_SERVICE_DESIGN] = {0.4f, 1.0f, 0.7f, 0.4f, 0.4f, 1.0f, 0.4f},
    [RK_SKILL_AUTOMATION] = {0.7f, 0.7f, 1.0f, 0.7f, 0.4f, 0.4f, 0.4f},
    [RK_SKILL_GENERALIST] = {0.8f, 0.8f, 0.8f, 0.8f, 0.8f, 0.8f, 0.8f},
};

#define OPS RK_WORK_OPERATIONS
#define SEC RK_WORK_SECURITY
#define STD RK_WORK_STANDARDISATION
#define RES RK_WORK_RESIDENTS
#define PRO RK_WORK_PROCEDURES
#define AUT RK_WORK_AUTOMATION
#define DAT RK_WORK_DATA

const rk_workstream rk_skill_order[RK_N_SKILLS][RK_N_WORKSTREAMS] = {
    [RK_SKILL_STRATEGY] = {STD, PRO, AUT, DAT, OPS, SEC, RES},
    [RK_SKILL_DATA] = {DAT, STD, AUT, OPS, SEC, RES, PRO},
    [RK_SKILL_SECURITY] = {SEC, OPS, STD, RES, PRO, AUT, DAT},
    [RK_SKILL_INFRASTRUCTURE] = {OPS, STD, SEC, AUT, RES, PRO, DAT},
    [RK_SKILL_SERVICE_DESIGN] = {RES, PRO, AUT, OPS, SEC, STD, DAT},
    [RK_SKILL_AUTOMATION] = {AUT, OPS, PRO, DAT, SEC, STD, RES},
    [RK_SKILL_GENERALIST] = {OPS, SEC, STD, RES, PRO, AUT, DAT},
};
