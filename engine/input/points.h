/* The points of a sweep: the scenario with values of the keys that vary, and what is wrong with it. */
#ifndef RK_INPUT_POINTS_H
#define RK_INPUT_POINTS_H

#include "input/models.h"

#include <renkei/sweep.h>

typedef struct {
    const char *path;
    const char *const *settings;
    size_t n_settings;
    rk_schemas schemas;
    const rk_sweep *sweep;
    size_t n_models; /* that every point has; SIZE_MAX: not known, since the scenario has mistakes */
} rk_points;

/* As rk_sweep_open_at. A mistake that the list holds is not added again. */
RK_MUST_CHECK rk_status rk_points_open(const rk_points *points, const char *const values[], rk_mistakes *mistakes,
                                       rk_scenario **scenario);

/* Adds the mistakes of the points that rk_sweep_open tries. Returns RK_ERR_MEMORY, RK_ERR_DATA, or RK_OK whatever is
 * found. */
RK_MUST_CHECK rk_status rk_points_check(const rk_points *points, rk_mistakes *mistakes);

#endif
