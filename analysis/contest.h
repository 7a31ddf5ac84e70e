/* One model against another, replication by replication. */
#ifndef RK_ANALYSIS_CONTEST_H
#define RK_ANALYSIS_CONTEST_H

#include "analysis/blocks.h"
#include "analysis/outcome.h"

typedef struct {
    rk_figure_by_blocks gain; /* mean of model - other, turned so that above 0 is better */
    double better, worse;     /* shares of the replications in which it is; in the rest both are equal */
} rk_contest;

/* Values of both: [n_replications]. */
RK_MUST_CHECK rk_status rk_contest_of(const rk_reading *reading, const rk_outcome *outcome, const double *model,
                                      const double *other, rk_contest *contest);

/* Chance that the mean behind a figure is above 0, by Student's t over sampling units; NaN with one unit. */
double rk_confidence_above_0(const rk_reading *reading, rk_figure_by_blocks figure);

/* Shares of the replications in which each model is the best of all, ties shared: chance [n_models]. */
void rk_chances_of_best(const rk_reading *reading, const rk_outcome *outcome, double **values, double *chance);

#endif
