#include "analysis/ratio.h"

#include <math.h>

/* Covariance of the two means by that of their sum, the bottom brought to the size of the top first. */
static double covariance(const rk_reading *reading, const double *top, const double *bottom, const rk_ratio *of,
                         double *work)
{
    double scale = of->top.error / of->bottom.error;
    for (size_t i = 0; i < reading->n_replications; i++) {
        work[i] = top[i] + scale * bottom[i];
    }
    double both = rk_mean_by_blocks(reading, work).error;
    return (both * both - 2.0 * of->top.error * of->top.error) / (2.0 * scale);
}

rk_ratio rk_ratio_of(const rk_reading *reading, const double *top, const double *bottom, double *work)
{
    rk_ratio out = {.top = rk_mean_by_blocks(reading, top), .bottom = rk_mean_by_blocks(reading, bottom)};
    out.ratio = out.top.mean / out.bottom.mean;
    out.low = out.high = (double)NAN;
    double t = rk_interval_factor(reading, 0.95, 1), t2 = t * t;
    double v_top = out.top.error * out.top.error, v_bottom = out.bottom.error * out.bottom.error;
    double both = v_top > 0.0 && v_bottom > 0.0 ? covariance(reading, top, bottom, &out, work) : 0.0;
    /* Ratios r with (top - r bottom)^2 <= t^2 variance(top - r bottom): between the roots of a r^2 - 2 b r + c. */
    double a = out.bottom.mean * out.bottom.mean - t2 * v_bottom, b = out.top.mean * out.bottom.mean - t2 * both;
    double c = out.top.mean * out.top.mean - t2 * v_top, inside = b * b - a * c;
    if (a > 0.0 && inside >= 0.0) {
        out.low = (b - sqrt(inside)) / a;
        out.high = (b + sqrt(inside)) / a;
    }
    return out;
}
