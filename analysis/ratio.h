/* A ratio of two means and its interval: Fieller, Some problems in interval estimation, JRSS B 16 (1954); for costs and
 * effects Willan and O'Brien, Health Economics 5 (1996). Both means over the same replications. */
#ifndef RK_ANALYSIS_RATIO_H
#define RK_ANALYSIS_RATIO_H

#include "analysis/blocks.h"

typedef struct {
    rk_figure_by_blocks top, bottom;
    double ratio, low, high; /* 95 %; NaN where the bottom may be 0, so that no interval is bounded */
} rk_ratio;

/* work: room for [n_replications]. */
rk_ratio rk_ratio_of(const rk_reading *reading, const double *top, const double *bottom, double *work);

#endif
