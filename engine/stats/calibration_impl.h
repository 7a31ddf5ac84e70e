/* What the files of calibration share: its points, what was seen at them, and the densities they come from. */
#ifndef RK_STATS_CALIBRATION_IMPL_H
#define RK_STATS_CALIBRATION_IMPL_H

#include <renkei/calibrate.h>

enum {
    RK_CALIBRATION_TERMS_MAX =
        1 + RK_CALIBRATION_PARAMETERS_MAX + RK_CALIBRATION_PARAMETERS_MAX * (RK_CALIBRATION_PARAMETERS_MAX + 1) / 2
};

/* Where the points of a round come from: a normal distribution of normal scores; of the first, the prior. */
typedef struct {
    size_t first, n_points;
    double mean[RK_CALIBRATION_PARAMETERS_MAX];
    double lower[RK_CALIBRATION_PARAMETERS_MAX * RK_CALIBRATION_PARAMETERS_MAX]; /* Cholesky, [n][n] */
} rk_calibration_round;

struct rk_calibration {
    rk_calibration_shape shape; /* its arrays are ours */
    double *observed, *deviation;
    double *low, *high; /* infinite where a figure can be anything */
    size_t n_rounds, n_points, n_seen;
    rk_calibration_round round[RK_CALIBRATION_ROUNDS_MAX];
    double *scores;               /* [n_points][n_parameters] normal scores */
    double *places;               /* of the scores */
    double *means;                /* [n_points][n_targets] of what was seen */
    double *within, *between;     /* [n_points][n_targets][n_targets] W and M of each */
    double *smooth;               /* the same with less noise, when a round has been seen */
    double own[RK_TARGETS_MAX];   /* how much a point's own mean counts against the regression, 0 to 1 */
    double wrong[RK_TARGETS_MAX]; /* variance of what the regression is wrong by */
    double *normal, *coefficient; /* room for the regression: [terms][terms], [terms][n_targets] */
};

/* Take noise out of the means, when all points have been seen. */
void rk_calibration_smooth(rk_calibration *self);

/* Covariance of a figure about the smooth mean of a point, S + D + L - R, with W and M of the points under these
 * weights; out [n_targets][n_targets]. */
void rk_calibration_spread(const rk_calibration *self, const double *weights, double *covariance);

/* Weights from logarithms, so flat that they count as `enough` points or half of all: by the largest power of at most 1
 * of which that holds. */
void rk_calibration_temper(size_t n, const double *logs, double enough, double *weights);

/* As many points as a covariance of all figures asks for. */
static inline double rk_calibration_enough(const rk_calibration *self)
{
    return 8.0 * (double)(self->shape.n_targets + 1);
}

/* Weights from logarithms, in their place, each times `power` before; returns the effective sample size. */
double rk_calibration_normalise(size_t n, const double *logs, double power, double *weights);

/* Logarithms of likelihood, prior and of the mixture that the points come from; out [n_points]. The covariance is that
 * of points near the figures: found by a first pass with that of all points. spare: [n_points]. Returns false when it
 * is not positive. */
bool rk_calibration_log_weights(const rk_calibration *self, const bool *left_out, double *logs, double *spare);

#endif
