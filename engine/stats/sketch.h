/* A quantile sketch: integer counts of values in bins that widen with the value. Counts add up exactly in any order.
 *
 * A value below 8 has its own bin; above, every octave has 8 bins, so that a bin is at most 1/8 of its values wide.
 * Source: the base-2 layout of HdrHistogram (http://hdrhistogram.org) with 3 bits of precision.
 */
#ifndef RK_STATS_SKETCH_H
#define RK_STATS_SKETCH_H

#include <stdint.h>
#include <string.h>

/* Values above RK_SKETCH_MAX belong to the last bin. */
enum {
    RK_SKETCH_BITS = 3,
    RK_SKETCH_STEPS = 1 << RK_SKETCH_BITS,
    RK_SKETCH_MAX = (1 << 30) - 1,
    RK_SKETCH_BINS_MAX = 224
};

/* The bin of a value of at least 0. Exponent and leading bits are read off the value as a float, which compilers turn
 * into vector instructions. Clearing each bit that has a set bit 8 places above leaves the 8 leading bits alone, and
 * keeps the rounding of large values from reaching them. */
static inline int32_t rk_sketch_bin(int32_t value)
{
    float number = (float)(value & ~(value >> 8));
    int32_t pattern;
    memcpy(&pattern, &number, sizeof pattern);
    int32_t bin = (pattern >> (23 - RK_SKETCH_BITS)) - ((127 + RK_SKETCH_BITS) << RK_SKETCH_BITS) + RK_SKETCH_STEPS;
    return value < RK_SKETCH_STEPS ? value : bin;
}

/* Lowest value of a bin and how many whole values it holds. */
static inline int64_t rk_sketch_low(int32_t bin)
{
    if (bin < RK_SKETCH_STEPS) {
        return bin;
    }
    return (int64_t)(RK_SKETCH_STEPS + bin % RK_SKETCH_STEPS) << (bin / RK_SKETCH_STEPS - 1);
}

static inline int64_t rk_sketch_width(int32_t bin)
{
    return rk_sketch_low(bin + 1) - rk_sketch_low(bin);
}

/* Quantile of a sketch, in units of its bins; minus is NULL, or counts the magnitudes of values below 0 (its bin 0 is
 * empty). n is the sum of all counts, at least 1. The smallest value that at least a share q of the counted values do
 * not exceed, interpolated inside its bin. */
double rk_sketch_quantile(const uint32_t *plus, const uint32_t *minus, int32_t n_bins, int64_t n, double q);

#endif
