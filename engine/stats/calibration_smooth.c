/* Means of points without most of their noise: a regression over all points says what a point's mean should be, and
 * each point's own mean counts by how far the regression is wrong. */
#include "stats/calibration_impl.h"
#include "stats/cholesky.h"

#include <string.h>

/* Terms of the regression in normal scores: as many as the points bear, four points a term. */
enum { CONSTANT, LINEAR, SQUARES, QUADRATIC };

static size_t n_terms(size_t k, int kind)
{
    static const size_t linear[] = {0, 1, 2, 1};
    return 1 + linear[kind] * k + (kind == QUADRATIC ? k * (k + 1) / 2 : 0);
}

static int kind_for(size_t k, size_t n_points)
{
    int kind = QUADRATIC;
    while (kind > CONSTANT && n_points < 4 * n_terms(k, kind)) {
        kind--;
    }
    return kind;
}

static void terms_at(size_t k, int kind, const double *score, double *term)
{
    *term++ = 1.0;
    for (size_t i = 0; i < k && kind >= LINEAR; i++) {
        *term++ = score[i];
    }
    for (size_t i = 0; i < k && kind >= SQUARES; i++) {
        for (size_t j = i; j < (kind == QUADRATIC ? k : i + 1); j++) {
            *term++ = score[i] * score[j];
        }
    }
}

/* Coefficients by least squares into self->coefficient. Returns the number of terms, 0 where they cannot be told. */
static size_t regress(rk_calibration *self, int kind)
{
    size_t k = self->shape.n_parameters, t = self->shape.n_targets, p = n_terms(k, kind);
    double term[RK_CALIBRATION_TERMS_MAX], *normal = self->normal, *right = self->coefficient;
    memset(normal, 0, p * p * sizeof *normal);
    memset(right, 0, p * t * sizeof *right);
    for (size_t point = 0; point < self->n_points; point++) {
        terms_at(k, kind, &self->scores[point * k], term);
        for (size_t i = 0; i < p; i++) {
            for (size_t j = 0; j <= i; j++) {
                normal[i * p + j] += term[i] * term[j];
            }
            for (size_t column = 0; column < t; column++) {
                right[i * t + column] += term[i] * self->means[point * t + column];
            }
        }
    }
    if (!rk_cholesky(p, normal)) {
        return 0;
    }
    rk_cholesky_solve(p, t, normal, right);
    return p;
}

/* What the regression says at every point into self->smooth, and its mean square of residuals for each figure. */
static void residuals(rk_calibration *self, int kind, size_t p, double *square)
{
    size_t k = self->shape.n_parameters, t = self->shape.n_targets;
    double term[RK_CALIBRATION_TERMS_MAX];
    memset(square, 0, t * sizeof *square);
    for (size_t point = 0; point < self->n_points; point++) {
        terms_at(k, kind, &self->scores[point * k], term);
        for (size_t column = 0; column < t; column++) {
            double sum = 0.0;
            for (size_t i = 0; i < p; i++) {
                sum += self->coefficient[i * t + column] * term[i];
            }
            double rest = self->means[point * t + column] - sum;
            self->smooth[point * t + column] = sum;
            square[column] += rest * rest / (double)(self->n_points - p);
        }
    }
}

void rk_calibration_smooth(rk_calibration *self)
{
    size_t t = self->shape.n_targets;
    int kind = kind_for(self->shape.n_parameters, self->n_points);
    double square[RK_TARGETS_MAX];
    size_t p = regress(self, kind);
    if (p == 0) {
        kind = CONSTANT;
        p = regress(self, kind);
    }
    residuals(self, kind, p, square);
    for (size_t i = 0; i < t; i++) {
        double noise = 0.0;
        for (size_t point = 0; point < self->n_points; point++) {
            noise += self->between[point * t * t + i * t + i] / (double)self->shape.n_blocks / (double)self->n_points;
        }
        double wrong = square[i] > noise ? square[i] - noise : 0.0;
        self->wrong[i] = wrong;
        self->own[i] = noise > 0.0 ? wrong / (wrong + noise) : 1.0;
    }
    for (size_t i = 0; i < self->n_points * t; i++) {
        self->smooth[i] += self->own[i % t] * (self->means[i] - self->smooth[i]);
    }
}
