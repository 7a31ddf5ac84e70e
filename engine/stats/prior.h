/* Inverse distribution functions of the priors: a uniform number in (0, 1) becomes a value. The door to GSL's. */
#ifndef RK_STATS_PRIOR_H
#define RK_STATS_PRIOR_H

/* family: as rk_family of input/scenario.h by number (stats knows no scenario): 0 fixed, 1 beta, 2 gamma, 3 lognormal,
 * 4 normal, 5 triangular, 6 uniform, 7 Poisson, 8 Weibull; a, b, c as there. The result is rounded to 30 significant
 * bits, so that a last-bit difference between two mathematical libraries does not reach a result. */
double rk_prior_quantile(int family, double a, double b, double c, double uniform);

/* The standard normal score of a uniform in (0, 1), and back. The chance of a score is moved to the middle of one of 2^32
 * equal cells, as every uniform that is drawn: never 0 or 1, and without the last bits of a library. */
double rk_normal_score(double uniform);
double rk_normal_chance(double score);

#endif
