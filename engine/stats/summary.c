#include "stats/summary.h"

#include "stats/totals.h"

#include <math.h>

rk_summary rk_tally_summary(const rk_tally *tally, size_t model, rk_metric metric)
{
    const rk_totals *totals = rk_tally_totals(tally);
    rk_weight weight = rk_totals_weight(totals);
    size_t baseline = rk_tally_shape(tally)->baseline;
    int scale = rk_metrics[metric].scale;
    rk_moment sums = rk_totals_level(totals, model, metric);
    rk_estimate level = rk_moment_estimate(&sums, &weight, scale);
    rk_summary summary = {.mean = level.mean, .error = level.error, .variance_factor = NAN};
    rk_variance_parts parts = rk_totals_variance(totals, model, metric);
    summary.variance_luck = parts.luck;
    summary.variance_luck_error = parts.luck_error;
    summary.variance_assumptions = parts.assumptions;
    summary.variance_assumptions_error = parts.assumptions_error;
    if (model == baseline) {
        return summary;
    }
    sums = rk_totals_level(totals, baseline, metric);
    rk_estimate other = rk_moment_estimate(&sums, &weight, scale);
    sums = rk_totals_difference(totals, model, metric);
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
