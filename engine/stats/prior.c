#include "stats/prior.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
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

/* GSL's own inverses of the beta and gamma distributions stop, for some arguments, before they have converged, so its
 * distribution functions are inverted by bisection: they are monotone, and 200 halvings always end. */
static double bisect(double (*below)(double x, double a, double b), double a, double b, double high, double uniform)
{
    double low = 0;
    while (below(high, a, b) < uniform) {
        low = high;
        high *= 2;
    }
    for (int halving = 0; halving < 200; halving++) {
        double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high) {
            break;
        }
        if (below(middle, a, b) < uniform) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return high;
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
        return bisect(gsl_cdf_beta_P, a, b, 1, uniform);
    case GAMMA:
        return bisect(gsl_cdf_gamma_P, a, b, a * b, uniform);
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
