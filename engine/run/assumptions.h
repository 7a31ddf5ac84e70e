/* The assumptions of a block: one draw of everything that nobody knows, shared by its 16 replications and by all models. */
#ifndef RK_RUN_ASSUMPTIONS_H
#define RK_RUN_ASSUMPTIONS_H

#include "input/scenario.h"

/* values: [scenario->n_numbers], out, in base units. A number's draw is addressed by its dotted name (of an instrument's
 * key the last two parts, "experts.requests"), so that adding or removing another leaves it untouched, and two models with
 * the same instrument share it. */
void rk_assumptions_draw(const rk_scenario *scenario, uint64_t seed, uint32_t block, double *values);

#endif
