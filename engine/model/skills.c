#include "model/skills.h"

/* Judgement (no source measures it): the own field 1, a neighbouring field 0.7, others 0.4, a generalist 0.8 of all.
 * X(skill, operations, procedures, automation, data, security, residents, standardisation) */
#define EFFECTS(X)                                                                                                     \
    X(STRATEGY, 0.4f, 0.7f, 0.7f, 0.7f, 0.4f, 0.4f, 1.0f)                                                              \
    X(DATA, 0.4f, 0.4f, 0.7f, 1.0f, 0.4f, 0.4f, 0.7f)                                                                  \
    X(SECURITY, 0.7f, 0.4f, 0.4f, 0.4f, 1.0f, 0.4f, 0.7f)                                                              \
    X(INFRASTRUCTURE, 1.0f, 0.4f, 0.7f, 0.4f, 0.7f, 0.4f, 1.0f)                                                        \
    X(SERVICE_DESIGN, 0.4f, 1.0f, 0.7f, 0.4f, 0.4f, 1.0f, 0.4f)                                                        \
    X(AUTOMATION, 0.7f, 0.7f, 1.0f, 0.7f, 0.4f, 0.4f, 0.4f)                                                            \
    X(GENERALIST, 0.8f, 0.8f, 0.8f, 0.8f, 0.8f, 0.8f, 0.8f)

const float rk_skill_effect[RK_N_SKILLS][RK_N_WORKSTREAMS] = {
#define X(skill, ops, pro, aut, dat, sec, res, std) [RK_SKILL_##skill] = {ops, pro, aut, dat, sec, res, std},
    EFFECTS(X)
#undef X
};

const float rk_skill_need[RK_N_SKILLS][RK_N_WORKSTREAMS] = {
#define X(skill, ops, pro, aut, dat, sec, res, std)                                                                    \
    [RK_SKILL_##                                                                                                       \
        skill] = {1.0f / (ops), 1.0f / (pro), 1.0f / (aut), 1.0f / (dat), 1.0f / (sec), 1.0f / (res), 1.0f / (std)},
    EFFECTS(X)
#undef X
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
