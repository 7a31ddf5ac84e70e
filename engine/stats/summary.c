#include "stats/summary.h"

#include <math.h>

rk_summary rk_tally_summary(const rk_tally *tally, size_t model, rk_metric metric)
{
    rk_weight weight = rk_tally_weight(tally);
    size_t baseline = rk_tally_shape(tally)->baseline;
    int scale = rk_metrics[metric].scale;
    rk_moment sums = rk_tally_total(tally, model, metric);
    rk_estimate level = rk_moment_estimate(&sums, &weight, scale);
    rk_summary summary = {.mean = level.mean, .error = level.error, .variance_factor = NAN};
    if (model == baseline) {
        return summary;
    }
    sums = rk_tally_total(tally, baseline, metric);
    rk_estimate other = rk_moment_estimate(&sums, &weight, scale);
    sums = rk_tally_total_difference(tally, model, metric);
    rk_estimate difference = rk_moment_estimate(&sums, &weight, scale);
    double reach = rk_t_95(weight.n_blocks) * difference.error;
    summary.difference = difference.mean;
    summary.difference_error = difference.error;
    summary.difference_low = difference.mean - reach;
    summary.difference_high = difference.mean + reach;
    if (difference.variance > 0) {
        summary.variance_factor = (level.variance + other.variance) / difference.variance;
    }
    return summary;
}
