/* The part of a results file that sums up all replications: /municipal, /horizon, /monthly, /totals. */
#ifndef RK_OUTPUT_MEANS_H
#define RK_OUTPUT_MEANS_H

#include "output/axes.h"
#include "stats/tally.h"

void rk_means_write(rk_h5 *h5, const rk_axes *axes, const rk_tally *tally);

#endif
