/* Lanes: 16 consecutive replications that live through the model together.
 *
 * Every state array of the model ends in [RK_LANES], every step is a plain loop over lanes that the compiler turns into
 * vector instructions. Events are rare: the vector loop finds out whether a lane has one, a scalar branch handles it.
 * Minima and maxima are written a < b ? a : b, which vectorises without -ffast-math.
 */
#ifndef RK_BASE_LANES_H
#define RK_BASE_LANES_H

#include <stdint.h>

enum { RK_LANES = 16 };

#define RK_ALIGNED __attribute__((aligned(64)))

/* One row of 16 numbers; arrays of it are the model's state. */
typedef struct {
    float v[RK_LANES];
} RK_ALIGNED rk_lanes;

typedef struct {
    int32_t v[RK_LANES];
} RK_ALIGNED rk_lanes_int;

#define RK_FOR_LANES(lane) for (int lane = 0; lane < RK_LANES; lane++)

static inline float rk_min(float a, float b)
{
    return a < b ? a : b;
}

static inline float rk_max(float a, float b)
{
    return a > b ? a : b;
}

#endif
