#include "analysis/blocks.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort_double.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

rk_figure_by_blocks rk_mean_by_blocks(const rk_reading *reading, const double *values)
{
    size_t n = reading->n_replications, blocks = reading->n_blocks;
    long double sum = 0, square = 0;
    for (size_t i = 0; i < n; i++) {
        sum += (long double)values[i];
    }
    long double mean = sum / (long double)n;
    for (size_t i = 0; i < n;) {
        size_t block = reading->block_of[i];
        long double apart = 0;
        for (; i < n && reading->block_of[i] == block; i++) {
            apart += (long double)values[i] - mean;
        }
        square += apart * apart;
    }
    long double size = (long double)n, k = (long double)blocks;
    double error = blocks < 2 ? (double)NAN : (double)sqrtl(square / (size * size) * k / (k - 1));
    return (rk_figure_by_blocks){(double)mean, error};
}

double rk_interval_factor(const rk_reading *reading, double confidence, size_t n_shown)
{
    if (reading->n_blocks < 2) {
        return (double)NAN;
    }
    double outside = (1.0 - confidence) / (double)(n_shown > 1 ? n_shown : 1);
    return gsl_cdf_tdist_Qinv(outside / 2.0, (double)(reading->n_blocks - 1));
}

double rk_quantile_of_sorted(const double *sorted, size_t n, double q)
{
    return gsl_stats_quantile_from_sorted_data(sorted, 1, n, q);
}

double rk_quantile(double *values, size_t n, double q)
{
    gsl_sort(values, 1, n);
    return rk_quantile_of_sorted(values, n, q);
}

void rk_quantile_interval(const rk_reading *reading, const double *values, const double *sorted, double q, double *low,
                          double *high)
{
    size_t n = reading->n_replications, blocks = reading->n_blocks;
    double at = rk_quantile_of_sorted(sorted, n, q);
    long double square = 0, below = 0;
    for (size_t i = 0; i < n; i++) {
        below += values[i] <= at;
    }
    long double share = below / (long double)n;
    for (size_t i = 0; i < n;) {
        size_t block = reading->block_of[i];
        long double apart = 0;
        for (; i < n && reading->block_of[i] == block; i++) {
            apart += (values[i] <= at) - share;
        }
        square += apart * apart;
    }
    double size = (double)n, k = (double)blocks;
    double half = rk_interval_factor(reading, 0.95, 1) * sqrt((double)square / (size * size) * k / (k - 1.0));
    *low = *high = (double)NAN;
    if (blocks >= 2) {
        *low = rk_quantile_of_sorted(sorted, n, fmax(q - half, 0.0));
        *high = rk_quantile_of_sorted(sorted, n, fmin(q + half, 1.0));
    }
}
