/* Designs of experiments, and sensitivity of a noisy simulation: plain functions of numbers.
 *
 * A point is [n_factors] places in the unit interval; which values they stand for is the caller's. All designs are
 * functions of their arguments and the seed alone.
 *
 * Noise. A simulated outcome is its expectation plus luck. Every y comes in two halves from independent replications:
 * a[i] and b[i] are unbiased for the same expectation, y = (a + b) / 2. A product a * b of halves equals y^2 less
 * ((a - b) / 2)^2, the luck's share of y^2: so every estimator below that has a square has the product of the halves
 * instead, and estimates what the expected outcome shows, unbiased for any amount of luck. Rows (rk_sobol_design) and
 * walks (rk_morris_design) must have luck of their own; the points within one may, and should, share it: then errors,
 * which are taken over rows and walks, cover luck too.
 */
#ifndef RENKEI_DESIGN_H
#define RENKEI_DESIGN_H

#include <renkei/status.h>

#include <stddef.h>
#include <stdint.h>

/* Latin hypercube (McKay, Beckman, Conover, Technometrics 21, 1979): in every factor each of n_points equal parts of
 * (0, 1) holds one point, anywhere in it. points: [n_points][n_factors], out. */
RK_MUST_CHECK rk_status rk_latin_hypercube(size_t n_points, size_t n_factors, uint64_t seed, double *points);

enum { RK_SOBOL_FACTORS_MAX = 40 };

/* Sobol points 0 .. n_points - 1 under a random digital shift; prefix-exact: more points begin with fewer. Up to
 * RK_SOBOL_FACTORS_MAX factors, otherwise RK_ERR_OPTIONS. */
RK_MUST_CHECK rk_status rk_sobol_points(size_t n_points, size_t n_factors, uint64_t seed, double *points);

/* ---- Variance-based indices ---- */

/* The radial design of Saltelli et al. (Computer Physics Communications 181, 2010, 259): row j holds points A, B and,
 * for each factor i, A with B's value of i. points: [n_rows][n_factors + 2][n_factors], out. A and B are Sobol points
 * together while they fit (20 factors), otherwise a Latin hypercube. */
RK_MUST_CHECK rk_status rk_sobol_design(size_t n_rows, size_t n_factors, uint64_t seed, double *points);

typedef struct {
    double value, error; /* standard error, by bootstrap over rows */
    double low, high;    /* 95 % interval that holds for all factors at once (Bonferroni): value -+ z * error */
} rk_index;

typedef struct {
    double mean, variance; /* of the expected outcome over the factors */
    double luck;           /* variance that luck adds to one y */
} rk_sobol_total;

/* First-order and total indices, in shares of the variance of the expected outcome.
 *
 * a, b    [n_rows][n_factors + 2], halves of the outcome at the points of rk_sobol_design
 * first   [n_factors], out: V_i = mean B (AB_i - A), Saltelli et al. 2010, table 2 (b), with B about the mean
 * total   [n_factors], out: V_Ti = mean (A - AB_i)^2 / 2, Jansen 1999, the same table (f)
 * whole   out
 *
 * Every square and product has one factor from each half, both ways round. So an index is about 0 where a factor does
 * nothing, and may be below 0 by chance; its interval then holds 0 as often as intervals do. NaN when the variance is
 * not above 0: luck hides everything.
 */
RK_MUST_CHECK rk_status rk_sobol_indices(size_t n_rows, size_t n_factors, const double *a, const double *b,
                                         uint64_t seed, rk_index *first, rk_index *total, rk_sobol_total *whole);

/* ---- Screening ---- */

enum { RK_MORRIS_LEVELS = 4 }; /* places 1/8, 3/8, 5/8, 7/8; a step is half of (0, 1) */

/* Walks of Morris (Technometrics 33, 1991, 161): n_factors + 1 points, each a step of one factor from the one before.
 * points: [n_walks][n_factors + 1][n_factors], out; moved: [n_walks][n_factors], out: the factor of each step. */
RK_MUST_CHECK rk_status rk_morris_design(size_t n_walks, size_t n_factors, uint64_t seed, double *points, size_t *moved);

typedef struct {
    double mu, mu_error;           /* mean effect of a step upwards, in the outcome's unit */
    double mu_star, mu_star_error; /* mean size of it (Campolongo, Cariboni, Saltelli 2007); the size of one half with
                                      the sign of the other, so that luck alone gives 0 and not a size */
    double sigma;                  /* its standard deviation over walks without luck: curvature and interaction; 0 where
                                      luck explains all of it */
} rk_effect;

/* a, b: [n_walks][n_factors + 1], halves of the outcome at the points. effects: [n_factors], out. n_walks at least 2. */
void rk_morris_effects(size_t n_walks, size_t n_factors, const double *points, const size_t *moved, const double *a,
                       const double *b, rk_effect *effects);

/* ---- One at a time ---- */

typedef struct {
    double low, low_error, high, high_error; /* outcome at the low and at the high place, less that at the base */
} rk_swing;

/* y: [1 + 2 n_factors][n_units], mean outcome in independent units of luck that all points share: the base, then the
 * low and the high place of each factor. Errors are standard errors over units, of which there are at least 2. */
void rk_tornado_swings(size_t n_factors, size_t n_units, const double *y, rk_swing *swings);

#endif
