/* What was seen at the points, held against the figures: weights, and what they say. */
#include "base/draw.h"
#include "base/real.h"
#include "stats/calibration_impl.h"
#include "stats/cholesky.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <stdlib.h>
#include <string.h>

void rk_calibration_spread(const rk_calibration *self, const double *weights, double *covariance)
{
    size_t t = self->shape.n_targets, n = t * t;
    double noise = 1.0 / (double)self->shape.n_blocks;
    memset(covariance, 0, n * sizeof *covariance);
    for (size_t point = 0; point < self->n_points; point++) {
        for (size_t i = 0; i < n && weights[point] > 0.0; i++) {
            double left = self->own[i / t] * self->own[i % t] * noise;
            covariance[i] += weights[point] * ((1.0 - left) * self->between[point * n + i] +
                                               (1.0 - 1.0 / (double)self->shape.n_lucks) * self->within[point * n + i]);
        }
    }
    for (size_t i = 0; i < t; i++) {
        double wrong = (1.0 - self->own[i]) * (1.0 - self->own[i]) * self->wrong[i];
        covariance[i * t + i] += self->deviation[i] * self->deviation[i] + wrong;
    }
}

/* ---- Weights ---- */

double rk_calibration_normalise(size_t n, const double *logs, double power, double *weights)
{
    double largest = logs[0], sum = 0.0, squares = 0.0;
    for (size_t i = 1; i < n; i++) {
        largest = logs[i] > largest ? logs[i] : largest;
    }
    for (size_t i = 0; i < n; i++) {
        double log = power * (logs[i] - largest);
        weights[i] = log > -700.0 ? rk_exp(log) : 0.0;
        sum += weights[i];
    }
    for (size_t i = 0; i < n; i++) {
        weights[i] /= sum;
        squares += weights[i] * weights[i];
    }
    return 1.0 / squares;
}

void rk_calibration_temper(size_t n, const double *logs, double enough, double *weights)
{
    double low = 0.0, high = 1.0;
    enough = enough < 0.5 * (double)n ? enough : 0.5 * (double)n;
    if (rk_calibration_normalise(n, logs, 1.0, weights) >= enough) {
        return;
    }
    for (int i = 0; i < 40; i++) {
        double middle = (low + high) / 2.0;
        bool flat = rk_calibration_normalise(n, logs, middle, weights) >= enough;
        low = flat ? middle : low;
        high = flat ? high : middle;
    }
    (void)rk_calibration_normalise(n, logs, low, weights);
}

/* log density of normal scores, without the constant that all densities here have. */
static double log_normal(size_t k, const double *score, const double *mean, const double *lower)
{
    double x[RK_CALIBRATION_PARAMETERS_MAX];
    for (size_t i = 0; i < k; i++) {
        x[i] = score[i] - mean[i];
    }
    double square = rk_cholesky_square(k, lower, x);
    return -0.5 * square - rk_cholesky_half_log(k, lower);
}

/* log of prior over mixture density at a point. */
static double log_importance(const rk_calibration *self, size_t point)
{
    size_t k = self->shape.n_parameters;
    const double *score = &self->scores[point * k];
    double logs[RK_CALIBRATION_ROUNDS_MAX], largest = 0.0, sum = 0.0;
    for (size_t r = 0; r < self->n_rounds; r++) {
        const rk_calibration_round *round = &self->round[r];
        logs[r] = log_normal(k, score, round->mean, round->lower);
        largest = r == 0 || logs[r] > largest ? logs[r] : largest;
    }
    for (size_t r = 0; r < self->n_rounds; r++) {
        sum += (double)self->round[r].n_points / (double)self->n_points * rk_exp(logs[r] - largest);
    }
    return logs[0] - largest - rk_log(sum);
}

/* With the covariance of all figures, of those that count. */
static bool log_weights(const rk_calibration *self, size_t n, const size_t *counted, const double *spread, double *logs)
{
    size_t t = self->shape.n_targets;
    double lower[RK_TARGETS_MAX * RK_TARGETS_MAX], x[RK_TARGETS_MAX];
    for (size_t i = 0; i < n * n; i++) {
        lower[i] = spread[counted[i / n] * t + counted[i % n]];
    }
    if (!rk_cholesky(n, lower)) {
        return false;
    }
    for (size_t point = 0; point < self->n_points; point++) {
        for (size_t i = 0; i < n; i++) {
            x[i] = self->observed[counted[i]] - self->smooth[point * t + counted[i]];
        }
        logs[point] = -0.5 * rk_cholesky_square(n, lower, x) + log_importance(self, point);
    }
    return true;
}

bool rk_calibration_log_weights(const rk_calibration *self, const bool *left_out, double *logs, double *spare)
{
    size_t counted[RK_TARGETS_MAX], n = 0;
    double spread[RK_TARGETS_MAX * RK_TARGETS_MAX];
    for (size_t i = 0; i < self->shape.n_targets; i++) {
        if (left_out == NULL || !left_out[i]) {
            counted[n++] = i;
        }
    }
    for (size_t point = 0; point < self->n_points; point++) {
        spare[point] = 1.0 / (double)self->n_points;
    }
    rk_calibration_spread(self, spare, spread);
    if (!log_weights(self, n, counted, spread, logs)) {
        return false;
    }
    rk_calibration_temper(self->n_points, logs, rk_calibration_enough(self), spare);
    rk_calibration_spread(self, spare, spread);
    return log_weights(self, n, counted, spread, logs);
}

double rk_calibration_weigh(const rk_calibration *self, const bool *left_out, double *weights)
{
    assert(self->n_seen == self->n_points && self->n_points > 0);
    double *logs = malloc(self->n_points * sizeof *logs), effective = 0.0;
    if (logs != NULL && rk_calibration_log_weights(self, left_out, logs, weights)) {
        effective = rk_calibration_normalise(self->n_points, logs, 1.0, weights);
    }
    free(logs);
    return effective;
}

/* ---- What the weights say ---- */

/* What the figures that count say of another in the same world, beyond the parameters: its mean moves by b' (y -
 * means), b = C_ff^-1 c, and its variance is less by c' b. Returns the variance left; NaN when C_ff is not positive. */
static double condition(const rk_calibration *self, const bool *left_out, size_t target, const double *spread,
                        double *b)
{
    size_t t = self->shape.n_targets, counted[RK_TARGETS_MAX], n = 0;
    double lower[RK_TARGETS_MAX * RK_TARGETS_MAX], right[RK_TARGETS_MAX], variance = spread[target * t + target];
    for (size_t i = 0; i < t; i++) {
        b[i] = 0.0;
        if (left_out != NULL && !left_out[i] && i != target) {
            counted[n++] = i;
        }
    }
    for (size_t i = 0; i < n * n; i++) {
        lower[i] = spread[counted[i / n] * t + counted[i % n]];
    }
    if (!rk_cholesky(n, lower)) {
        return (double)NAN;
    }
    for (size_t i = 0; i < n; i++) {
        right[i] = spread[counted[i] * t + target];
    }
    rk_cholesky_solve(n, 1, lower, right);
    for (size_t i = 0; i < n; i++) {
        b[counted[i]] = right[i];
        variance -= right[i] * spread[counted[i] * t + target];
    }
    return variance;
}

/* Means of a figure at all points, and its deviation from them; the covariance is that of points that have weight. */
static bool means_of(const rk_calibration *self, const double *weights, const bool *left_out, size_t target,
                     double *means, double *deviation)
{
    size_t t = self->shape.n_targets;
    double spread[RK_TARGETS_MAX * RK_TARGETS_MAX], b[RK_TARGETS_MAX], *flat = malloc(self->n_points * sizeof *flat);
    if (flat == NULL) {
        return false;
    }
    for (size_t point = 0; point < self->n_points; point++) {
        means[point] = weights[point] > 1e-300 ? rk_log(weights[point]) : -700.0;
    }
    rk_calibration_temper(self->n_points, means, rk_calibration_enough(self), flat);
    rk_calibration_spread(self, flat, spread);
    free(flat);
    double variance = condition(self, left_out, target, spread, b);
    for (size_t point = 0; point < self->n_points; point++) {
        means[point] = self->smooth[point * t + target];
        for (size_t i = 0; i < t; i++) {
            means[point] += b[i] * (self->observed[i] - self->smooth[point * t + i]);
        }
    }
    *deviation = sqrt(variance);
    return variance > 0.0;
}

/* Quantile of a mixture of normal distributions by bisection. */
static double mixture_quantile(size_t n, const double *weights, const double *means, double deviation, double p)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        low = means[i] < low ? means[i] : low;
        high = means[i] > high ? means[i] : high;
    }
    low -= 8.0 * deviation;
    high += 8.0 * deviation;
    for (int step = 0; step < 60; step++) {
        double middle = low + (high - low) / 2.0, below = 0.0;
        for (size_t i = 0; i < n; i++) {
            if (weights[i] > 0.0) {
                below += weights[i] * gsl_cdf_ugaussian_P((middle - means[i]) / deviation);
            }
        }
        low = below < p ? middle : low;
        high = below < p ? high : middle;
    }
    return low + (high - low) / 2.0;
}

double rk_calibration_predicted(const rk_calibration *self, const double *weights, const bool *left_out, size_t target,
                                double p)
{
    double *means = malloc(self->n_points * sizeof *means), deviation, quantile = (double)NAN;
    if (means != NULL && means_of(self, weights, left_out, target, means, &deviation)) {
        quantile = fmax(fmin(mixture_quantile(self->n_points, weights, means, deviation, p), self->high[target]),
                        self->low[target]);
    }
    free(means);
    return quantile;
}

typedef struct {
    double place, weight;
} weighted;

static int by_place(const void *a, const void *b)
{
    const weighted *left = a, *right = b;
    return (left->place > right->place) - (left->place < right->place);
}

double rk_calibration_place(const rk_calibration *self, const double *weights, size_t parameter, double p)
{
    size_t k = self->shape.n_parameters;
    weighted *sorted = malloc(self->n_points * sizeof *sorted);
    double below = 0.0, place = (double)NAN;
    if (sorted == NULL) {
        return place;
    }
    for (size_t point = 0; point < self->n_points; point++) {
        sorted[point] = (weighted){self->places[point * k + parameter], weights[point]};
    }
    qsort(sorted, self->n_points, sizeof *sorted, by_place);
    for (size_t i = 0; i < self->n_points && below < p; i++) {
        below += sorted[i].weight;
        place = sorted[i].place;
    }
    free(sorted);
    return place;
}

void rk_calibration_resample(const rk_calibration *self, const double *weights, size_t n_rows, size_t *points)
{
    rk_words words = rk_draw(self->shape.seed, 0, 0, 0, rk_purpose_of("calibration.resample"));
    double start = rk_uniform(words.word[0]), below = weights[0];
    size_t point = 0;
    for (size_t row = 0; row < n_rows; row++) {
        double at = ((double)row + start) / (double)n_rows;
        while (below < at && point + 1 < self->n_points) {
            below += weights[++point];
        }
        points[row] = point;
    }
}
