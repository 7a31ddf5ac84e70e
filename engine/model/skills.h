/* How well a skill does the work of a workstream: data, so that the same pool can serve other professions. */
#ifndef RK_MODEL_SKILLS_H
#define RK_MODEL_SKILLS_H

#include "model/world.h"

/* Effect of one expert-level person-month of a skill on a workstream, 0..1. */
extern const float rk_skill_effect[RK_N_SKILLS][RK_N_WORKSTREAMS];

/* Person-months that a person-month of work takes: 1 / effect. */
extern const float rk_skill_need[RK_N_SKILLS][RK_N_WORKSTREAMS];

/* Workstreams in the order a skill takes them: by effect, then by priority. */
extern const rk_workstream rk_skill_order[RK_N_SKILLS][RK_N_WORKSTREAMS];

#endif
