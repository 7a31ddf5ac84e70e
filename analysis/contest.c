#include "analysis/contest.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

rk_status rk_contest_of(const rk_reading *reading, const rk_outcome *outcome, const double *model, const double *other,
                        rk_contest *contest)
{
    size_t n = reading->n_replications, n_better = 0, n_worse = 0;
    double *gain = malloc(n * sizeof *gain), sign = outcome->more_is_better ? 1.0 : -1.0;
    if (gain == NULL) {
        return RK_ERR_MEMORY;
    }
    for (size_t i = 0; i < n; i++) {
        gain[i] = sign * (model[i] - other[i]);
        n_better += gain[i] > 0.0;
        n_worse += gain[i] < 0.0;
    }
    *contest = (rk_contest){
        .gain = rk_mean_by_blocks(reading, gain),
        .better = (double)n_better / (double)n,
        .worse = (double)n_worse / (double)n,
    };
    free(gain);
    return RK_OK;
}

double rk_confidence_above_0(const rk_reading *reading, rk_figure_by_blocks figure)
{
    if (!(figure.error > 0.0)) {
        return isnan(figure.error) ? (double)NAN : figure.mean > 0.0 ? 1.0 : figure.mean < 0.0 ? 0.0 : 0.5;
    }
    return gsl_cdf_tdist_P(figure.mean / figure.error, (double)(reading->n_units - 1));
}

void rk_chances_of_best(const rk_reading *reading, const rk_outcome *outcome, double **values, double *chance)
{
    size_t n_models = reading->n_models;
    double sign = outcome->more_is_better ? 1.0 : -1.0;
    memset(chance, 0, n_models * sizeof *chance);
    for (size_t i = 0; i < reading->n_replications; i++) {
        double best = -(double)INFINITY;
        size_t winners = 0;
        for (size_t m = 0; m < n_models; m++) {
            best = fmax(best, sign * values[m][i]);
        }
        for (size_t m = 0; m < n_models; m++) {
            winners += sign * values[m][i] == best;
        }
        for (size_t m = 0; m < n_models; m++) {
            chance[m] += sign * values[m][i] == best ? 1.0 / (double)winners : 0.0;
        }
    }
    for (size_t m = 0; m < n_models; m++) {
        chance[m] /= (double)reading->n_replications;
    }
}
