/* Calibration: which assumptions agree with published figures. Plain functions of numbers, deterministic, then the answer.
 *
 * A point is a place 0 < u < 1 in the prior of each parameter (renkei/unknowns.h). At a point the caller simulates a few
 * blocks: each block is a world with its own posts and other assumptions, each of its J replications has luck of its own.
 *
 * Synthetic likelihood (Wood, Nature 466, 2010, 1102), not acceptance within a tolerance (ABC): the figures are few, are
 * sums or rates over many people, so nearly normal, and no tolerance has to be chosen. What stands between the model's mean
 * at a point and a figure is taken as normal with covariance S + D + L - R:
 *
 * S   what one world differs from another at a point: M + (1 - 1/J) W, with M the covariance of block means and W that of
 *     the replications of a block, both pooled over points near the figures (by the weights of a first pass with those
 *     of all points), since large worlds differ by more than small ones
 * D   diagonal: (error of the figure)^2 + (discrepancy x figure)^2, what the model is wrong by whatever its parameters
 *
 * The mean of a point's K blocks is noisy with covariance N = M/K, which would leave few points with weight. So a figure's
 * means are drawn toward a regression on the normal scores of the parameters (quadratic where points suffice), fitted to all
 * points: mean = regression + s (own mean - regression), s = l / (l + N), l the variance of residuals beyond N.
 *
 * L   diagonal: (1 - s)^2 l, what the regression may be wrong by
 * R   s N s', the noise that is left. It is taken away, and not added: over many points an importance sampler adds it by
 *     itself, E N(y; mean + noise, V - R) = N(y; mean, V). The rest stays positive, as K >= 2.
 *
 * What cannot be, such as fewer than no municipalities or a rate above 1, is left to the normal distribution when points
 * are weighed, but not when a figure is predicted: what lies beyond an end of what it can be (low, high) counts as that end,
 * so the ranges that are shown are clipped there. Chances within are those of the unclipped mixture.
 *
 * Rounds. The first takes Sobol points of the prior. While the effective sample size is small, a round follows at points
 * of a normal distribution in normal scores, with the weighted mean and 1.5 x the covariance so far, weights tempered where
 * they are degenerate (population Monte Carlo: Beaumont et al., Biometrika 96, 2009, 983). All rounds count, by the
 * mixture of their densities (Cornuet et al., Scand. J. Statist. 39, 2012, 798), so the prior's points keep weights bounded.
 */
#ifndef RENKEI_CALIBRATE_H
#define RENKEI_CALIBRATE_H

#include <renkei/answer.h>
#include <renkei/targets.h>

#include <stdbool.h>

typedef struct rk_calibration rk_calibration;

enum { RK_CALIBRATION_PARAMETERS_MAX = 20, RK_CALIBRATION_ROUNDS_MAX = 8 };

typedef struct {
    size_t n_parameters, n_targets; /* at least 1 each */
    size_t n_blocks, n_lucks;       /* at a point; replications of a block; at least 2 each */
    const double *observed;         /* [n_targets] */
    const double *deviation;        /* [n_targets] roots of the diagonal of D, above 0 */
    uint64_t seed;
    const double *low, *high;       /* [n_targets] what a figure can be; both NULL: anything */
} rk_calibration_shape;

/* Copies what it is given. Returns RK_ERR_MEMORY. */
RK_MUST_CHECK rk_status rk_calibration_new(const rk_calibration_shape *shape, rk_calibration **calibration);
void rk_calibration_free(rk_calibration *calibration); /* takes NULL */

/* Add a round of n_points. All points of rounds before must have been seen. Returns RK_ERR_MEMORY, RK_ERR_OPTIONS beyond
 * the largest number of rounds. */
RK_MUST_CHECK rk_status rk_calibration_propose(rk_calibration *calibration, size_t n_points);
size_t rk_calibration_n_points(const rk_calibration *calibration); /* of all rounds */
size_t rk_calibration_n_rounds(const rk_calibration *calibration);
const double *rk_calibration_places(const rk_calibration *calibration, size_t point); /* [n_parameters] */

/* What was simulated at a point, values: [n_blocks][n_lucks][n_targets]. Points come in order. */
void rk_calibration_see(rk_calibration *calibration, size_t point, const double *values);

/* Take the last round away again, since it was not finished. */
void rk_calibration_drop_round(rk_calibration *calibration);

/* Weights of all points, adding up to 1, out [n_points]; returns the effective sample size 1 / sum of squares (Kish), or 0
 * when memory is out or the covariance is not positive. left_out: [n_targets] figures that do not count, NULL: all do.
 * With all left out the weights are those of the prior. */
double rk_calibration_weigh(const rk_calibration *calibration, const bool *left_out, double *weights);

/* The value that a figure stays below with chance p under these weights, error and discrepancy included, within
 * what the figure can be. left_out NULL: in
 * any world with such parameters. Otherwise in the world of the figures that are not left out, which says more of it than
 * its parameters do: posts stay from one year to the next. NaN when memory is out or the covariance is not positive. */
double rk_calibration_predicted(const rk_calibration *calibration, const double *weights, const bool *left_out,
                                size_t target, double p);

/* The place that a parameter stays below with chance p. Returns NaN when memory is out. */
double rk_calibration_place(const rk_calibration *calibration, const double *weights, size_t parameter, double p);

/* Equally weighted draws: n_rows points by systematic resampling, out [n_rows], in order of points. */
void rk_calibration_resample(const rk_calibration *calibration, const double *weights, size_t n_rows, size_t *points);

/* ---- The answer ---- */

enum { RK_CALIBRATION_EFFECTIVE_MIN = 50 }; /* below this an effective sample size is told to be too small */

/* Central 90 %. */
typedef struct {
    double low, middle, high;
} rk_calibration_range;

/* A figure that was left out with all others of its year, and what the rest says of it. */
typedef struct {
    size_t target;
    double effective; /* sample size of the weights without that year */
    rk_calibration_range predicted;
} rk_calibration_held;

/* What was done, for rk_calibrate_answer. Ranges of parameters are values as text, 5 %, 50 % and 95 %.
 *
 * model      its key
 * effective  sample size; NaN when the priors alone were held against the figures: then fitted and fitted_values are NULL
 * left_out   figures of the file that the scenario does not predict
 * posterior  the file that was written, NULL for none
 */
typedef struct {
    const char *model, *posterior;
    size_t n_points, n_rounds;
    uint32_t n_replications; /* at each point */
    double effective, discrepancy;
    bool partial; /* interrupted: further rounds were meant */
    size_t n_targets, n_left_out, n_parameters, n_held;
    const rk_target *const *targets, *const *left_out;
    const rk_calibration_range *prior, *fitted; /* [n_targets] */
    const char *const *names;
    const char (*prior_values)[3][64], (*fitted_values)[3][64]; /* [n_parameters] */
    const rk_calibration_held *held;
} rk_calibrated;

/* Returns RK_ERR_MEMORY; the answer is the caller's to free. */
RK_MUST_CHECK rk_status rk_calibrate_answer(const rk_calibrated *calibrated, rk_answer **answer);

#endif
