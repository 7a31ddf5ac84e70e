#include "analysis/blocks.h"

#include "analysis/sort.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

/* What replications [first, end) add to the residuals about a mean: of the values, or of whether they are below. */
static long double residual(const double *values, size_t first, size_t end, long double mean, bool below, double at)
{
    long double sum = 0;
    size_t n_below = 0;
    if (below) { /* counted first: whole numbers are added faster */
        for (size_t i = first; i < end; i++) {
            n_below += values[i] <= at;
        }
        return (long double)n_below - mean * (long double)(end - first);
    }
    for (size_t i = first; i < end; i++) {
        sum += (long double)values[i] - mean;
    }
    return sum;
}

/* Square of the standard error of a mean over replications: residuals about it are summed by sampling unit.
 * Replications of a block lie side by side. */
static double square_error(const rk_reading *reading, const double *values, long double mean, bool below, double at)
{
    long double apart[RK_RANDOMISATIONS] = {0}, square = 0, n = (long double)reading->n_replications;
    for (size_t i = 0, end; i < reading->n_replications; i = end) {
        size_t block = reading->block_of[i], randomisation = reading->randomisation[i];
        for (end = i; end < reading->n_replications && reading->block_of[end] == block; end++) {
        }
        long double sum = residual(values, i, end, mean, below, at);
        apart[randomisation] += reading->by_block ? 0 : sum;
        square += reading->by_block ? sum * sum : 0;
    }
    for (int r = 0; r < RK_RANDOMISATIONS; r++) {
        square += apart[r] * apart[r];
    }
    long double k = (long double)reading->n_units;
    return k < 2 ? (double)NAN : (double)(square / (n * n) * k / (k - 1));
}

rk_figure_by_blocks rk_mean_by_blocks(const rk_reading *reading, const double *values)
{
    long double sum = 0;
    for (size_t i = 0; i < reading->n_replications; i++) {
        sum += (long double)values[i];
    }
    long double mean = sum / (long double)reading->n_replications;
    return (rk_figure_by_blocks){(double)mean, sqrt(square_error(reading, values, mean, false, 0.0))};
}

double rk_student_factor(size_t n_units, double confidence, size_t n_shown)
{
    if (n_units < 2) {
        return (double)NAN;
    }
    double outside = (1.0 - confidence) / (double)(n_shown > 1 ? n_shown : 1);
    return gsl_cdf_tdist_Qinv(outside / 2.0, (double)(n_units - 1));
}

void rk_average_blocks(const rk_reading *reading, double *values)
{
    for (size_t i = 0, end; i < reading->n_replications; i = end) {
        double sum = 0.0;
        for (end = i; end < reading->n_replications && reading->block_of[end] == reading->block_of[i]; end++) {
            sum += values[end];
        }
        for (size_t k = i; k < end; k++) {
            values[k] = sum / (double)(end - i);
        }
    }
}

double rk_interval_factor(const rk_reading *reading, double confidence, size_t n_shown)
{
    return rk_student_factor(reading->n_units, confidence, n_shown);
}

double rk_quantile_of_sorted(const double *sorted, size_t n, double q)
{
    return gsl_stats_quantile_from_sorted_data(sorted, 1, n, q);
}

double rk_quantile(double *values, size_t n, double q)
{
    rk_sort(values, n);
    return rk_quantile_of_sorted(values, n, q);
}

void rk_quantile_interval(const rk_reading *reading, const double *values, const double *sorted, double q, double *low,
                          double *high)
{
    size_t n = reading->n_replications, below = 0;
    double at = rk_quantile_of_sorted(sorted, n, q);
    for (size_t i = 0; i < n; i++) {
        below += values[i] <= at;
    }
    long double share = (long double)below / (long double)n;
    double half = rk_interval_factor(reading, 0.95, 1) * sqrt(square_error(reading, values, share, true, at));
    *low = *high = (double)NAN;
    if (reading->n_units >= 2) {
        *low = rk_quantile_of_sorted(sorted, n, fmax(q - half, 0.0));
        *high = rk_quantile_of_sorted(sorted, n, fmin(q + half, 1.0));
    }
}
