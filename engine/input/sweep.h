/* The part of a scenario that says at which points it is run. */
#ifndef RK_INPUT_SWEEP_H
#define RK_INPUT_SWEEP_H

#include "input/models.h"

#include <renkei/sweep.h>

/* Reads `sweep:`, which may be NULL, into reader->sweep. Models are read. What the keys that vary mean is checked where
 * the scenario is opened at a point. */
void rk_sweep_read(rk_reader *reader, rk_schemas schemas, const rk_node *sweep);

/* The keys below `sweep:`, for scenarios/FORMAT.md. */
enum { RK_SWEEP_DESIGN, RK_SWEEP_POINTS, RK_SWEEP_REPLICATIONS, RK_SWEEP_VARY, RK_N_SWEEP_KEYS };
extern const rk_key rk_sweep_keys[RK_N_SWEEP_KEYS];

#endif
