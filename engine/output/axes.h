/* The dimensions of a results file and what is known of the things along them: models, places, time. */
#ifndef RK_OUTPUT_AXES_H
#define RK_OUTPUT_AXES_H

#include "input/scenario.h"
#include "output/h5.h"

typedef struct {
    rk_axis model, municipality, prefecture, fiscal_year, month, parameter;
    rk_axis replication, block; /* grow; single.c makes and closes them */
    rk_axis player;             /* coalitions.c makes and closes both */
    hid_t coalitions;           /* the group; n of player is 0 where there is none */
} rk_axes;

void rk_axes_write(rk_h5 *h5, const rk_scenario *scenario, rk_axes *axes);
void rk_axes_close(rk_h5 *h5, const rk_axes *axes);

#endif
