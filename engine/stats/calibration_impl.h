/* What the files of calibration share: its points, what was seen at them, and the densities they come from. */
#ifndef RK_STATS_CALIBRATION_IMPL_H
#define RK_STATS_CALIBRATION_IMPL_H

#include <renkei/calibrate.h>

enum { RK_CALIBRATION_COUNTED_MAX = RK_TARGETS_MAX };

/* Where the points of a round come from: a normal distribution of normal scores; of the first, the prior. */
typedef struct {
    size_t first, n_points;
    double mean[RK_CALIBRATION_PARAMETERS_MAX];
    double lower[RK_CALIBRATION_PARAMETERS_MAX * RK_CALIBRATION_PARAMETERS_MAX]; /* Cholesky, [n][n] */
    double *within, *between; /* [n_targets][n_targets] sums over points of W and M */
} rk_calibration_round;

struct rk_calibration {
    rk_calibration_shape shape; /* its arrays are ours */
    double *observed, *deviation;
    size_t n_rounds, n_points, n_seen;
    rk_calibration_round round[RK_CALIBRATION_ROUNDS_MAX];
    double *scores; /* [n_points][n_parameters] normal scores */
    double *places; /* of the scores */
    double *means;  /* [n_points][n_targets] of what was seen */
};

/* Covariance of a figure about the mean of a point's blocks, S + D - M/K; out [n_targets][n_targets]. */
void rk_calibration_spread(const rk_calibration *self, double *covariance);

/* Weights from logarithms, in their place, each times `power` before; returns the effective sample size. */
double rk_calibration_normalise(size_t n, const double *logs, double power, double *weights);

/* Logarithms of likelihood, prior and of the mixture that the points come from; out [n_points]. Returns false when the
 * covariance is not positive. */
bool rk_calibration_log_weights(const rk_calibration *self, const bool *left_out, double *logs);

#endif
