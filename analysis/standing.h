/* Where each municipality stands under each model, over the whole run, against the baseline: in coverage and in what it
 * pays itself. */
#ifndef RK_ANALYSIS_STANDING_H
#define RK_ANALYSIS_STANDING_H

#include "analysis/outcome.h"

/* Same: as under the baseline in every replication. */
typedef enum { RK_STANDS_OPEN, RK_STANDS_BETTER, RK_STANDS_WORSE, RK_STANDS_SAME } rk_stands;

/* One outcome of one model, in its unit (a year, or as it is at the end): arrays [n_municipalities]. */
typedef struct {
    double *mean, *difference, *error; /* difference to the baseline and its standard error by blocks */
    double *better, *worse; /* chances that it is lower and higher than the baseline's; NaN: not in the file */
} rk_side;

typedef struct {
    rk_outcome cover_by, cost_by;
    rk_side *cover, *cost; /* [n_models] */
    double factor;         /* half-width of an interval over its error, for all municipalities and models at once */
    bool chances;          /* the file has them */
} rk_standing;

/* by: a sketched metric that is no money, of which less is better; RK_ERR_OPTIONS when it is another. */
RK_MUST_CHECK rk_status rk_standing_read(const rk_reading *reading, const char *by, rk_standing *standing);
void rk_standing_free(const rk_reading *reading, rk_standing *standing);

/* Is the municipality's interval on one side of 0? */
rk_stands rk_stands_of(const rk_standing *standing, const rk_side *side, size_t municipality);

/* Model with the lowest mean over municipalities of what coverage is measured by. */
size_t rk_standing_best(const rk_reading *reading, const rk_standing *standing);

#endif
