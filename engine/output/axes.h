/* The dimensions of a results file and what is known of the things along them: models, places, time. */
#ifndef RK_OUTPUT_AXES_H
#define RK_OUTPUT_AXES_H

#include "input/scenario.h"
#include "output/h5.h"

typedef struct {
    rk_axis model, municipality, prefecture, fiscal_year, month, parameter;
    rk_axis replication, block; /* grow; replicates.c makes and closes them */
} rk_axes;

void rk_axes_write(rk_h5 *h5, const rk_scenario *scenario, rk_axes *axes);
void rk_axes_close(rk_h5 *h5, const rk_axes *axes);

#endif
