/* An outcome of all municipalities together by fiscal year and over the whole run, under every model: means, prediction
 * bands and paired differences to the baseline. What fans, budgets and comparisons draw.
 */
#ifndef RK_ANALYSIS_FAN_H
#define RK_ANALYSIS_FAN_H

#include "analysis/blocks.h"

enum { RK_N_BANDS = 7 };
extern const double rk_band_shares[RK_N_BANDS]; /* 5, 10, 25, 50, 75, 90, 95 % */

typedef struct {
    rk_figure_by_blocks mean;
    double band[RK_N_BANDS]; /* quantiles over the replications */
} rk_fan_column;

/* Columns: [n_years + 1], the whole run after the years. */
typedef struct {
    rk_fan_column *level, *paired; /* paired: model - baseline */
} rk_fan;

typedef struct {
    rk_fan *fan;   /* [n_models] */
    double factor; /* half-width of the interval of a mean difference over its error, for all models at once */
} rk_fans;

/* metric: one that is kept per fiscal year for every replication. year_factor, run_factor: from the sum over
 * municipalities, of a year and of all years, to the shown unit. prefecture: as of rk_read_years. */
RK_MUST_CHECK rk_status rk_fans_read(const rk_reading *reading, const char *metric, int prefecture, double year_factor,
                                     double run_factor, rk_fans *fans);
void rk_fans_free(const rk_reading *reading, rk_fans *fans);

#endif
