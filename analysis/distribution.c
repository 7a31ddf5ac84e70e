#include "analysis/distribution.h"

#include "analysis/sort.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

const double rk_quantile_shares[RK_N_QUANTILES] = {0.10, 0.50, 0.80, 0.90, 0.95};
const double rk_tail_shares[RK_N_TAILS] = {0.90, 0.95};

static rk_figure_by_blocks shortfall(const rk_reading *reading, const double *values, double at, double share,
                                     double *terms)
{
    for (size_t i = 0; i < reading->n_replications; i++) {
        terms[i] = at + (values[i] > at ? (values[i] - at) / (1.0 - share) : 0.0);
    }
    return rk_mean_by_blocks(reading, terms);
}

void rk_distribution_of(const rk_reading *reading, const double *values, double *work, rk_distribution *out)
{
    size_t n = reading->n_replications;
    double at[RK_N_TAILS];
    memcpy(work, values, n * sizeof *work);
    rk_sort(work, n);
    out->mean = rk_mean_by_blocks(reading, values);
    for (int i = 0; i < RK_N_QUANTILES; i++) {
        out->quantile[i] = rk_quantile_of_sorted(work, n, rk_quantile_shares[i]);
        rk_quantile_interval(reading, values, work, rk_quantile_shares[i], &out->low[i], &out->high[i]);
    }
    for (int i = 0; i < RK_N_TAILS; i++) {
        at[i] = rk_quantile_of_sorted(work, n, rk_tail_shares[i]);
    }
    for (int i = 0; i < RK_N_TAILS; i++) {
        out->tail[i] = shortfall(reading, values, at[i], rk_tail_shares[i], work);
    }
}

void rk_share_interval(const rk_reading *reading, rk_figure_by_blocks share, double *low, double *high)
{
    double p = share.mean, z = rk_interval_factor(reading, 0.95, 1), z2 = z * z;
    double n = share.error > 0.0 ? p * (1.0 - p) / (share.error * share.error) : (double)reading->n_blocks;
    double middle = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
    double half = z / (1.0 + z2 / n) * sqrt(p * (1.0 - p) / n + z2 / (4.0 * n * n));
    *low = isnan(share.error) ? (double)NAN : fmax(middle - half, 0.0);
    *high = isnan(share.error) ? (double)NAN : fmin(middle + half, 1.0);
}

/* Half-width, in shares, over which the density at a quantile is taken (Bofinger 1975). */
static double bandwidth(double q, size_t n)
{
    double z = gsl_cdf_ugaussian_Pinv(q), density = gsl_ran_ugaussian_pdf(z), spread = 2.0 * z * z + 1.0;
    double width = pow(4.5 * pow(density, 4.0) / ((double)n * spread * spread), 0.2);
    return fmin(width, fmin(q, 1.0 - q));
}

void rk_quantile_influence(const rk_reading *reading, const double *values, const double *sorted, double q,
                           double weight, double *influence)
{
    size_t n = reading->n_replications;
    double at = rk_quantile_of_sorted(sorted, n, q), half = bandwidth(q, n);
    double apart = rk_quantile_of_sorted(sorted, n, q + half) - rk_quantile_of_sorted(sorted, n, q - half);
    double slope = apart / (2.0 * half); /* one over the density */
    for (size_t i = 0; i < n; i++) {
        influence[i] += weight * (at + slope * (q - (values[i] <= at ? 1.0 : 0.0)));
    }
}
