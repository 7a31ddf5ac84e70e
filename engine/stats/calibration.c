/* Points of calibration: where to look, and what was seen there. */
#include "base/draw.h"
#include "base/real.h"
#include "stats/calibration_impl.h"
#include "stats/cholesky.h"

#include <renkei/design.h>

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

rk_status rk_calibration_new(const rk_calibration_shape *shape, rk_calibration **calibration)
{
    assert(shape->n_parameters >= 1 && shape->n_parameters <= RK_CALIBRATION_PARAMETERS_MAX);
    assert(shape->n_targets >= 1 && shape->n_targets <= RK_TARGETS_MAX && shape->n_blocks >= 2 && shape->n_lucks >= 2);
    rk_calibration *self = calloc(1, sizeof *self);
    *calibration = self;
    if (self == NULL) {
        return RK_ERR_MEMORY;
    }
    size_t bytes = shape->n_targets * sizeof *self->observed;
    self->shape = *shape;
    self->observed = malloc(bytes);
    self->deviation = malloc(bytes);
    self->low = malloc(bytes);
    self->high = malloc(bytes);
    self->normal = malloc((size_t)RK_CALIBRATION_TERMS_MAX * RK_CALIBRATION_TERMS_MAX * sizeof *self->normal);
    self->coefficient = malloc(RK_CALIBRATION_TERMS_MAX * shape->n_targets * sizeof *self->coefficient);
    if (self->observed == NULL || self->deviation == NULL || self->low == NULL || self->high == NULL ||
        self->normal == NULL || self->coefficient == NULL) {
        rk_calibration_free(self);
        *calibration = NULL;
        return RK_ERR_MEMORY;
    }
    memcpy(self->observed, shape->observed, bytes);
    memcpy(self->deviation, shape->deviation, bytes);
    for (size_t i = 0; i < shape->n_targets; i++) {
        self->low[i] = shape->low != NULL ? shape->low[i] : -(double)INFINITY;
        self->high[i] = shape->high != NULL ? shape->high[i] : (double)INFINITY;
    }
    self->shape.observed = self->observed;
    self->shape.deviation = self->deviation;
    self->shape.low = self->low;
    self->shape.high = self->high;
    return RK_OK;
}

void rk_calibration_free(rk_calibration *self)
{
    if (self != NULL) {
        free(self->within);
        free(self->between);
        free(self->observed);
        free(self->deviation);
        free(self->low);
        free(self->high);
        free(self->scores);
        free(self->places);
        free(self->means);
        free(self->smooth);
        free(self->normal);
        free(self->coefficient);
        free(self);
    }
}

/* ---- Where to look ---- */

/* Mean and wider covariance of the scores under weights; where they do not spread, a little of the prior's. */
static bool fit_normal(const rk_calibration *self, const double *weights, rk_calibration_round *round)
{
    const double wider = 1.5, prior_part = 1e-4;
    size_t k = self->shape.n_parameters;
    memset(round->mean, 0, sizeof round->mean);
    memset(round->lower, 0, sizeof round->lower);
    for (size_t point = 0; point < self->n_points; point++) {
        for (size_t i = 0; i < k; i++) {
            round->mean[i] += weights[point] * self->scores[point * k + i];
        }
    }
    for (size_t point = 0; point < self->n_points; point++) {
        const double *score = &self->scores[point * k];
        for (size_t i = 0; i < k; i++) {
            for (size_t j = 0; j < k; j++) {
                round->lower[i * k + j] +=
                    wider * weights[point] * (score[i] - round->mean[i]) * (score[j] - round->mean[j]);
            }
        }
    }
    for (size_t i = 0; i < k; i++) {
        round->lower[i * k + i] += prior_part;
    }
    return rk_cholesky(k, round->lower);
}

static rk_status begin_round(rk_calibration *self, rk_calibration_round *round)
{
    size_t k = self->shape.n_parameters;
    if (self->n_rounds == 0) {
        memset(round->mean, 0, sizeof round->mean);
        memset(round->lower, 0, sizeof round->lower);
        for (size_t i = 0; i < k; i++) {
            round->lower[i * k + i] = 1.0;
        }
        return RK_OK;
    }
    double *logs = malloc(self->n_points * sizeof *logs), *weights = malloc(self->n_points * sizeof *weights);
    rk_status status = logs != NULL && weights != NULL ? RK_OK : RK_ERR_MEMORY;
    if (status == RK_OK) {
        if (!rk_calibration_log_weights(self, NULL, logs, weights)) {
            memset(logs, 0, self->n_points * sizeof *logs);
        }
        rk_calibration_temper(self->n_points, logs, 4.0 * (double)(k + 1), weights);
        bool positive = fit_normal(self, weights, round);
        assert(positive);
        (void)positive;
    }
    free(logs);
    free(weights);
    return status;
}

static rk_status grow(rk_calibration *self, size_t n)
{
    size_t k = self->shape.n_parameters, t = self->shape.n_targets;
    double **arrays[] = {&self->scores, &self->places, &self->means, &self->smooth, &self->within, &self->between};
    size_t width[] = {k, k, t, t, t * t, t * t};
    for (int i = 0; i < 6; i++) {
        double *larger = realloc(*arrays[i], n * width[i] * sizeof *larger);
        if (larger == NULL) {
            return RK_ERR_MEMORY;
        }
        *arrays[i] = larger;
    }
    return RK_OK;
}

/* A library's last bits must not reach a result: as for priors, 30 significant bits are kept. */
static double place_of(double score)
{
    int exponent;
    double place = frexp(gsl_cdf_ugaussian_P(score), &exponent);
    place = ldexp(rint(ldexp(place, 30)), exponent - 30);
    return place < 1e-9 ? 1e-9 : place > 1.0 - 1e-9 ? 1.0 - 1e-9 : place;
}

/* points: [round->n_points][k] Sobol points, each round's with a shift of its own. */
static void place_points(rk_calibration *self, const rk_calibration_round *round, const double *points)
{
    size_t k = self->shape.n_parameters;
    for (size_t point = 0; point < round->n_points; point++) {
        double *score = &self->scores[(round->first + point) * k], *place = &self->places[(round->first + point) * k];
        for (size_t i = 0; i < k; i++) {
            score[i] = round->mean[i];
            for (size_t j = 0; j <= i; j++) {
                score[i] += round->lower[i * k + j] * rk_normal_quantile(points[point * k + j]);
            }
            place[i] = self->n_rounds == 0 ? points[point * k + i] : place_of(score[i]);
        }
    }
}

rk_status rk_calibration_propose(rk_calibration *self, size_t n_points)
{
    assert(self->n_seen == self->n_points && n_points >= 1);
    if (self->n_rounds == RK_CALIBRATION_ROUNDS_MAX) {
        return RK_ERR_OPTIONS;
    }
    size_t k = self->shape.n_parameters;
    rk_calibration_round *round = &self->round[self->n_rounds];
    round->first = self->n_points;
    round->n_points = n_points;
    double *points = malloc(n_points * k * sizeof *points);
    rk_status status = points != NULL ? RK_OK : RK_ERR_MEMORY;
    status = status == RK_OK ? begin_round(self, round) : status;
    status = status == RK_OK ? grow(self, self->n_points + n_points) : status;
    status = status == RK_OK ? rk_sobol_points(n_points, k, self->shape.seed + self->n_rounds, points) : status;
    if (status == RK_OK) {
        place_points(self, round, points);
        self->n_points += n_points;
        self->n_rounds++;
    }
    free(points);
    return status;
}

void rk_calibration_drop_round(rk_calibration *self)
{
    assert(self->n_rounds > 0);
    self->n_rounds--;
    self->n_points = self->n_seen = self->round[self->n_rounds].first;
    if (self->n_points > 0) {
        rk_calibration_smooth(self);
    }
}

size_t rk_calibration_n_points(const rk_calibration *self)
{
    return self->n_points;
}

size_t rk_calibration_n_rounds(const rk_calibration *self)
{
    return self->n_rounds;
}

const double *rk_calibration_places(const rk_calibration *self, size_t point)
{
    assert(point < self->n_points);
    return &self->places[point * self->shape.n_parameters];
}

/* ---- What was seen ---- */

/* sum += factor x (a - b)(a - b)' */
static void add_square(size_t n, const double *a, const double *b, double factor, double *sum)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            sum[i * n + j] += factor * (a[i] - b[i]) * (a[j] - b[j]);
        }
    }
}

static void mean_of(size_t n, size_t n_rows, const double *rows, double *mean)
{
    memset(mean, 0, n * sizeof *mean);
    for (size_t row = 0; row < n_rows; row++) {
        for (size_t i = 0; i < n; i++) {
            mean[i] += rows[row * n + i];
        }
    }
    for (size_t i = 0; i < n; i++) {
        mean[i] /= (double)n_rows;
    }
}

void rk_calibration_see(rk_calibration *self, size_t point, const double *values)
{
    assert(point == self->n_seen && point < self->n_points);
    const size_t t = self->shape.n_targets, n_blocks = self->shape.n_blocks, lucks = self->shape.n_lucks;
    double *within = &self->within[point * t * t], *between = &self->between[point * t * t];
    double *mean = &self->means[point * t], block_mean[RK_TARGETS_MAX];
    memset(within, 0, t * t * sizeof *within);
    memset(between, 0, t * t * sizeof *between);
    mean_of(t, n_blocks * lucks, values, mean);
    for (size_t block = 0; block < n_blocks; block++) {
        const double *rows = &values[block * lucks * t];
        mean_of(t, lucks, rows, block_mean);
        add_square(t, block_mean, mean, 1.0 / (double)(n_blocks - 1), between);
        for (size_t luck = 0; luck < lucks; luck++) {
            add_square(t, rows + luck * t, block_mean, 1.0 / (double)(n_blocks * (lucks - 1)), within);
        }
    }
    self->n_seen++;
    if (self->n_seen == self->n_points) {
        rk_calibration_smooth(self);
    }
}
