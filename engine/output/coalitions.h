/* /coalitions of a results file: who is in which model. Missing where the models are no coalitions. */
#ifndef RK_OUTPUT_COALITIONS_H
#define RK_OUTPUT_COALITIONS_H

#include "output/axes.h"

/* Makes the group and the axis of players. */
void rk_coalitions_write(rk_h5 *h5, const rk_scenario *scenario, rk_axes *axes);
void rk_coalitions_close(rk_h5 *h5, const rk_axes *axes);

#endif
