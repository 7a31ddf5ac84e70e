#include "stats/sketch.h"

#include <stddef.h>

/* A place inside a bin: share of its counts below, 0..1, as a share of its whole values. */
static double inside(int32_t bin, double share)
{
    return (double)rk_sketch_low(bin) + share * (double)(rk_sketch_width(bin) - 1);
}

double rk_sketch_quantile(const uint32_t *plus, const uint32_t *minus, int32_t n_bins, int64_t n, double q)
{
    double rank = q * (double)n;
    double below = 0;
    for (int32_t bin = n_bins; minus != NULL && bin-- > 0;) {
        if (minus[bin] > 0 && below + minus[bin] >= rank) {
            return -inside(bin, 1 - (rank - below) / minus[bin]);
        }
        below += minus[bin];
    }
    int32_t last = 0;
    for (int32_t bin = 0; bin < n_bins; bin++) {
        if (plus[bin] > 0 && below + plus[bin] >= rank) {
            return inside(bin, (rank - below) / plus[bin]);
        }
        below += plus[bin];
        last = plus[bin] > 0 ? bin : last;
    }
    return inside(last, 1);
}
