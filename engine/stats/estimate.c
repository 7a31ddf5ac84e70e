/* From exact sums to figures with an error. */
#include "stats/sketch.h"
#include "stats/tally_impl.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>

/* The whole number next to a / n. */
static int64_t nearest_quotient(int64_t a, int64_t n)
{
    int64_t quotient = a / n;
    int64_t rest = a % n;
    if (2 * rest > n) {
        quotient++;
    } else if (2 * rest < -n) {
        quotient--;
    }
    return quotient;
}

/* Sum of n (S - n centre) over blocks. The sum of n S may have wrapped round; what is left of it is small, and right.
 */
static int64_t weighted_about(const rk_moment *moment, const rk_weight *weight, int64_t centre)
{
    return (int64_t)((uint64_t)moment->weighted - (uint64_t)centre * (uint64_t)weight->n_squared);
}

/* N^2 times the sum over blocks of (S - n mean)^2, for mean = sum S / N.
 *
 * The nearest whole number is taken off the mean first, exactly: what is left of the sums is small, and nothing cancels
 * however far the values are from 0. Then the three terms are added exactly too, unless they might not fit; where the
 * square of the residuals is that large, rounding the terms is harmless. */
static long double residual_square(const rk_moment *moment, const rk_weight *weight)
{
    int64_t n = weight->n_replications;
    int64_t centre = nearest_quotient(moment->sum, n);
    __int128 sum = moment->sum - (__int128)centre * n;
    __int128 weighted = weighted_about(moment, weight, centre);
    __int128 square = moment->square - 2 * (__int128)centre * weighted - (__int128)centre * centre * weight->n_squared;
    const __int128 roomy = (__int128)1 << 124;
    if (square <= roomy / n / n) {
        return (long double)(n * square * n - 2 * n * sum * weighted + sum * sum * weight->n_squared);
    }
    long double size = (long double)n;
    return size * size * (long double)square - 2 * size * (long double)sum * (long double)weighted +
           (long double)(sum * sum) * (long double)weight->n_squared;
}

rk_estimate rk_moment_estimate(const rk_moment *moment, const rk_weight *weight, int scale)
{
    rk_estimate estimate = {.mean = NAN, .error = NAN, .variance = NAN};
    if (weight->n_replications == 0) {
        return estimate;
    }
    long double n = (long double)weight->n_replications;
    estimate.mean = (double)((long double)moment->sum / n / scale);
    if (weight->n_blocks >= 2) {
        /* Cochran, Sampling Techniques, 3rd ed., section 9A.1: clusters of unequal size, ratio to size. */
        long double blocks = (long double)weight->n_blocks;
        long double square = residual_square(moment, weight) / (n * n) / (n * n) * blocks / (blocks - 1);
        square = square > 0 ? square / ((long double)scale * scale) : 0;
        estimate.error = (double)sqrtl(square);
        estimate.variance = (double)(square * n);
    }
    return estimate;
}

double rk_t_95(int64_t n_blocks)
{
    return n_blocks < 2 ? (double)NAN : gsl_cdf_tdist_Pinv(0.975, (double)(n_blocks - 1));
}

double rk_t_interval(int64_t n_blocks, double confidence, size_t n_shown)
{
    double outside = (1.0 - confidence) / (double)(n_shown < 1 ? 1 : n_shown);
    return n_blocks < 2 ? (double)NAN : gsl_cdf_tdist_Qinv(outside / 2.0, (double)(n_blocks - 1));
}

/* ---- Sketched metrics ---- */

static size_t sketch_of(const rk_tally *tally, rk_metric metric)
{
    size_t i = 0;
    while (i < tally->n_sketches && tally->sketch[i].metric != metric) {
        i++;
    }
    assert(i < tally->n_sketches);
    return i;
}

double rk_tally_variance(const rk_tally *tally, size_t model, size_t slot, rk_metric metric, size_t column)
{
    size_t cell = rk_tally_cell(tally, model, slot, column);
    int64_t n = tally->weight.n_replications;
    if (n < 2) {
        return (double)NAN;
    }
    int64_t total = tally->sum[cell * RK_N_METRICS + metric];
    int64_t centre = nearest_quotient(total, n);
    __int128 square = tally->single_square[cell * tally->n_sketches + sketch_of(tally, metric)] -
                      2 * (__int128)centre * total + (__int128)centre * centre * n;
    long double sum = (long double)(total - (__int128)centre * n);
    long double scale = rk_metrics[metric].scale;
    return (double)(((long double)square - sum * sum / (long double)n) / (long double)(n - 1) / (scale * scale));
}

/* How often each of n bins was counted, the first of which is that. */
static void read_bins(rk_bins bins, size_t first, size_t n_bins, uint32_t *counts)
{
    bool carried = bins.carried[first / bins.n];
    for (size_t i = 0; i < n_bins; i++) {
        counts[i] = rk_bins_count(bins, first + i, carried);
    }
}

/* n_halves: 1 for levels, 2 for differences. */
static double quantile(const rk_tally *tally, const rk_sketch *sketch, rk_bins bins, size_t first, int n_halves,
                       double q)
{
    uint32_t counts[2 * RK_SKETCH_BINS_MAX];
    read_bins(bins, first, (size_t)sketch->n_bins * (size_t)n_halves, counts);
    const uint32_t *minus = n_halves == 2 ? counts + sketch->n_bins : NULL;
    double units = rk_sketch_quantile(counts, minus, sketch->n_bins, tally->weight.n_replications, q);
    return ldexp(units, sketch->shift) / rk_metrics[sketch->metric].scale;
}

double rk_tally_quantile(const rk_tally *tally, size_t model, size_t slot, rk_metric metric, size_t column, double q)
{
    const rk_sketch *sketch = &tally->sketch[sketch_of(tally, metric)];
    if (tally->weight.n_replications == 0) {
        return (double)NAN;
    }
    size_t cell = rk_tally_cell(tally, model, slot, column);
    return quantile(tally, sketch, tally->bins, cell * tally->n_bins + sketch->first, 1, q);
}

double rk_tally_quantile_difference(const rk_tally *tally, size_t model, size_t slot, rk_metric metric, size_t column,
                                    double q)
{
    const rk_sketch *sketch = &tally->sketch[sketch_of(tally, metric)];
    if (tally->weight.n_replications == 0) {
        return (double)NAN;
    }
    if (model == tally->shape.baseline) {
        return 0;
    }
    size_t paired = rk_tally_paired_cell(tally, model, slot, column);
    return quantile(tally, sketch, tally->paired_bins, 2 * (paired * tally->n_bins + sketch->first), 2, q);
}

double rk_tally_share_above(const rk_tally *tally, size_t model, size_t slot, rk_metric metric, size_t column)
{
    const rk_sketch *sketch = &tally->sketch[sketch_of(tally, metric)];
    size_t cell = rk_tally_cell(tally, model, slot, column);
    uint32_t none;
    if (tally->weight.n_replications == 0) {
        return (double)NAN;
    }
    read_bins(tally->bins, cell * tally->n_bins + sketch->first, 1, &none);
    return (double)(tally->weight.n_replications - none) / (double)tally->weight.n_replications;
}

void rk_tally_shares_of_difference(const rk_tally *tally, size_t model, size_t slot, rk_metric metric, size_t column,
                                   double *below, double *above)
{
    const rk_sketch *sketch = &tally->sketch[sketch_of(tally, metric)];
    *below = *above = tally->weight.n_replications == 0 ? (double)NAN : 0.0;
    if (tally->weight.n_replications == 0 || model == tally->shape.baseline) {
        return;
    }
    size_t paired = rk_tally_paired_cell(tally, model, slot, column), half = (size_t)sketch->n_bins;
    uint32_t counts[2 * RK_SKETCH_BINS_MAX];
    int64_t n_below = 0, n_above = 0;
    read_bins(tally->paired_bins, 2 * (paired * tally->n_bins + sketch->first), 2 * half, counts);
    for (size_t bin = 1; bin < half; bin++) {
        n_above += counts[bin];
        n_below += counts[half + bin];
    }
    *below = (double)n_below / (double)tally->weight.n_replications;
    *above = (double)n_above / (double)tally->weight.n_replications;
}
