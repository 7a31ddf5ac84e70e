/* What matters: indices of the expected outcome, without the luck of the simulation. */
#include "base/draw.h"

#include <renkei/design.h>

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum { RESAMPLES = 400 };

/* ---- Variance-based ---- */

typedef struct {
    size_t n_rows, n_factors;
    const double *a, *b;
} outcomes;

/* Sums over rows, each with its weight: 1, or how often a resample took it. */
typedef struct {
    double mean, variance, *first, *total; /* not yet divided by the variance */
} estimates;

static double half(const outcomes *y, bool second, size_t row, size_t point)
{
    return (second ? y->b : y->a)[row * (y->n_factors + 2) + point];
}

/* The mean over A and B of both halves. */
static double mean_of(const outcomes *y, const unsigned *weight)
{
    double sum = 0.0;
    for (size_t row = 0; row < y->n_rows; row++) {
        for (size_t point = 0; point < 2; point++) {
            sum += weight[row] * (half(y, false, row, point) + half(y, true, row, point));
        }
    }
    return sum / (4.0 * (double)y->n_rows);
}

static void estimate(const outcomes *y, const unsigned *weight, estimates *out)
{
    double n = (double)y->n_rows, variance = 0.0, mean = out->mean = mean_of(y, weight);
    for (size_t i = 0; i < y->n_factors; i++) {
        out->first[i] = out->total[i] = 0.0;
    }
    for (size_t row = 0; row < y->n_rows; row++) {
        double a[2] = {half(y, false, row, 0) - mean, half(y, true, row, 0) - mean};
        double b[2] = {half(y, false, row, 1) - mean, half(y, true, row, 1) - mean};
        variance += weight[row] * (a[0] * a[1] + b[0] * b[1]) / 2.0;
        for (size_t i = 0; weight[row] > 0 && i < y->n_factors; i++) {
            double d[2] = {half(y, false, row, 2 + i) - mean - a[0], half(y, true, row, 2 + i) - mean - a[1]};
            out->first[i] += weight[row] * (b[0] * d[1] + b[1] * d[0]) / 2.0 / n;
            out->total[i] += weight[row] * d[0] * d[1] / 2.0 / n;
        }
    }
    out->variance = variance / (n - 0.5); /* 2 n values about their own mean, two to a row */
}

static double ratio(double part, double variance)
{
    return variance > 0.0 ? part / variance : (double)NAN;
}

/* Rows drawn with replacement. */
static void resample(uint64_t seed, size_t number, size_t n_rows, unsigned *weight)
{
    for (size_t row = 0; row < n_rows; row++) {
        weight[row] = 0;
    }
    for (size_t row = 0; row < n_rows; row++) {
        uint32_t word = rk_draw(seed, (uint32_t)number, (uint32_t)row, 0, rk_purpose_of("design.bootstrap")).word[0];
        weight[(uint64_t)word * n_rows >> 32]++;
    }
}

static void add_squares(rk_index *index, const double *part, double variance, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double off = ratio(part[i], variance) - index[i].value;
        index[i].error += isfinite(off) ? off * off : 0.0;
    }
}

static void set_values(rk_index *index, const double *part, double variance, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        index[i] = (rk_index){.value = ratio(part[i], variance)};
    }
}

static void set_intervals(rk_index *index, size_t n)
{
    double z = gsl_cdf_ugaussian_Qinv(0.025 / (double)n);
    for (size_t i = 0; i < n; i++) {
        index[i].error = isnan(index[i].value) ? (double)NAN : sqrt(index[i].error / RESAMPLES);
        index[i].low = index[i].value - z * index[i].error;
        index[i].high = index[i].value + z * index[i].error;
    }
}

static double luck_of(const outcomes *y)
{
    double sum = 0.0;
    size_t n = y->n_rows * (y->n_factors + 2);
    for (size_t i = 0; i < n; i++) {
        sum += (y->a[i] - y->b[i]) * (y->a[i] - y->b[i]) / 4.0;
    }
    return sum / (double)n;
}

rk_status rk_sobol_indices(size_t n_rows, size_t n_factors, const double *a, const double *b, uint64_t seed,
                           rk_index *first, rk_index *total, rk_sobol_total *whole)
{
    outcomes y = {n_rows, n_factors, a, b};
    double *parts = calloc(2 * n_factors + 1, sizeof *parts);
    unsigned *weight = calloc(n_rows + 1, sizeof *weight);
    rk_status status = parts != NULL && weight != NULL ? RK_OK : RK_ERR_MEMORY;
    if (status == RK_OK) {
        estimates out = {.first = parts, .total = parts + n_factors};
        for (size_t row = 0; row < n_rows; row++) {
            weight[row] = 1;
        }
        estimate(&y, weight, &out);
        set_values(first, out.first, out.variance, n_factors);
        set_values(total, out.total, out.variance, n_factors);
        *whole = (rk_sobol_total){out.mean, out.variance, luck_of(&y)};
        for (size_t number = 0; number < RESAMPLES; number++) {
            resample(seed, number, n_rows, weight);
            estimate(&y, weight, &out);
            add_squares(first, out.first, out.variance, n_factors);
            add_squares(total, out.total, out.variance, n_factors);
        }
        set_intervals(first, n_factors);
        set_intervals(total, n_factors);
    }
    free(parts);
    free(weight);
    return status;
}

/* ---- Screening ---- */

typedef struct {
    double sum, square, size, size_square, product, first, second;
} effect_sums;

static double sign(double x)
{
    return (x > 0.0) - (x < 0.0);
}

static double error_of(double sum, double square, double n)
{
    double variance = (square - sum * sum / n) / (n - 1.0);
    return sqrt(fmax(variance, 0.0) / n);
}

void rk_morris_effects(size_t n_walks, size_t n_factors, const double *points, const size_t *moved, const double *a,
                       const double *b, rk_effect *effects)
{
    double n = (double)n_walks;
    for (size_t i = 0; i < n_factors; i++) {
        effect_sums s = {0};
        for (size_t walk = 0; walk < n_walks; walk++) {
            size_t step = 0;
            while (moved[walk * n_factors + step] != i) {
                step++;
            }
            size_t from = walk * (n_factors + 1) + step;
            double up = sign(points[(from + 1) * n_factors + i] - points[from * n_factors + i]);
            double one = up * (a[from + 1] - a[from]), other = up * (b[from + 1] - b[from]);
            double both = (one + other) / 2.0, size = (one * sign(other) + other * sign(one)) / 2.0;
            s.sum += both;
            s.square += both * both;
            s.size += size;
            s.size_square += size * size;
            s.product += one * other;
            s.first += one;
            s.second += other;
        }
        double covariance = (s.product - s.first * s.second / n) / (n - 1.0);
        effects[i] = (rk_effect){
            .mu = s.sum / n,
            .mu_error = error_of(s.sum, s.square, n),
            .mu_star = s.size / n,
            .mu_star_error = error_of(s.size, s.size_square, n),
            .sigma = sqrt(fmax(covariance, 0.0)),
        };
    }
}

/* ---- One at a time ---- */

static void paired(size_t n, const double *y, const double *base, double *mean, double *error)
{
    double sum = 0.0, square = 0.0;
    for (size_t i = 0; i < n; i++) {
        sum += y[i] - base[i];
        square += (y[i] - base[i]) * (y[i] - base[i]);
    }
    *mean = sum / (double)n;
    *error = error_of(sum, square, (double)n);
}

void rk_tornado_swings(size_t n_factors, size_t n_units, const double *y, rk_swing *swings)
{
    for (size_t i = 0; i < n_factors; i++) {
        const double *low = y + (1 + 2 * i) * n_units, *high = low + n_units;
        paired(n_units, low, y, &swings[i].low, &swings[i].low_error);
        paired(n_units, high, y, &swings[i].high, &swings[i].high_error);
    }
}
