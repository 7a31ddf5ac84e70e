#include "stats/prior.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdbool.h>

enum { FIXED, BETA, GAMMA, LOGNORMAL, NORMAL, TRIANGULAR, UNIFORM, POISSON, WEIBULL, SIGNIFICANT_BITS = 30 };

static double triangular(double lowest, double mode, double highest, double uniform)
{
    double width = highest - lowest;
    if (!(width > 0)) {
        return lowest;
    }
    if (uniform * width < mode - lowest) {
        return lowest + sqrt(uniform * width * (mode - lowest));
    }
    return highest - sqrt((1 - uniform) * width * (highest - mode));
}

/* The smallest count that is not exceeded with a chance of at least uniform. Starts from the normal approximation, less
 * a margin, and walks the distribution function from there. */
static double poisson(double mean, double uniform)
{
    if (!(mean > 0)) {
        return 0;
    }
    double start = floor(mean + sqrt(mean) * gsl_cdf_ugaussian_Pinv(uniform) - 2);
    unsigned int count = start > 0 ? (unsigned int)start : 0;
    while (count > 0 && gsl_cdf_poisson_P(count - 1, mean) >= uniform) {
        count--;
    }
    while (gsl_cdf_poisson_P(count, mean) < uniform) {
        count++;
    }
    return count;
}

/* GSL's own inverses of the beta and gamma distributions stop, for some arguments, before they have converged. So its
 * distribution functions are inverted here: Newton's steps, halved wherever one would leave the bracket, until a step
 * no longer changes the digits that are kept. */
typedef double (*distribution)(double x, double a, double b);

static double invert(distribution below, distribution density, double a, double b, double start, double high,
                     double uniform)
{
    const double enough = 1e-12;
    double low = 0, x = start;
    for (int steps = 0; steps < 400; steps++) {
        double excess = below(x, a, b) - uniform;
        if (excess < 0) {
            low = x;
        } else {
            high = x;
        }
        double next = x - excess / density(x, a, b);
        if (!(next > low && next < high)) {
            next = low + (high - low) / 2;
        }
        if (fabs(next - x) <= enough * x) {
            return next;
        }
        x = next;
    }
    return x;
}

/* A start near the end: what a normal distribution of the same mean and standard deviation would give, inside the range. */
static double near(double mean, double deviation, double uniform)
{
    double x = mean + deviation * gsl_cdf_ugaussian_Pinv(uniform);
    return x > mean / 100 ? x : mean / 100;
}

static double beta_quantile(double a, double b, double uniform)
{
    double mean = a / (a + b), start = near(mean, sqrt(mean * (1 - mean) / (a + b + 1)), uniform);
    return invert(gsl_cdf_beta_P, gsl_ran_beta_pdf, a, b, start < 1 ? start : mean, 1, uniform);
}

static double gamma_quantile(double a, double b, double uniform)
{
    double start = near(a * b, sqrt(a) * b, uniform), high = 2 * a * b;
    while (high <= start || gsl_cdf_gamma_P(high, a, b) < uniform) {
        high *= 2;
    }
    return invert(gsl_cdf_gamma_P, gsl_ran_gamma_pdf, a, b, start, high, uniform);
}

static double round_to_significant_bits(double value)
{
    int exponent;
    double fraction = frexp(value, &exponent);
    return ldexp(rint(ldexp(fraction, SIGNIFICANT_BITS)), exponent - SIGNIFICANT_BITS);
}

static double quantile(int family, double a, double b, double c, double uniform)
{
    switch (family) {
    case BETA:
        return beta_quantile(a, b, uniform);
    case GAMMA:
        return gamma_quantile(a, b, uniform);
    case LOGNORMAL:
        return gsl_cdf_lognormal_Pinv(uniform, log(a), b);
    case NORMAL:
        return a + gsl_cdf_gaussian_Pinv(uniform, b);
    case TRIANGULAR:
        return triangular(a, b, c, uniform);
    case UNIFORM:
        return a + (b - a) * uniform;
    case POISSON:
        return poisson(a, uniform);
    case WEIBULL:
        return gsl_cdf_weibull_Pinv(uniform, b, a); /* GSL takes the scale first */
    default:
        assert(false && "an unknown family of priors");
        return (double)NAN;
    }
}

double rk_prior_quantile(int family, double a, double b, double c, double uniform)
{
    if (family == FIXED) {
        return a;
    }
    assert(uniform > 0 && uniform < 1);
    return round_to_significant_bits(quantile(family, a, b, c, uniform));
}

double rk_normal_score(double uniform)
{
    return gsl_cdf_ugaussian_Pinv(uniform);
}

double rk_normal_chance(double score)
{
    double cell = floor(gsl_cdf_ugaussian_P(score) * 0x1p32);
    return ((cell < 0x1p32 ? cell : 0x1p32 - 1) + 0.5) * 0x1p-32;
}
