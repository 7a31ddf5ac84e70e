/* Lanes: 16 consecutive replications that live through the model together.
 *
 * Every state array of the model ends in [RK_LANES], every step is a plain loop over lanes that the compiler turns into
 * vector instructions. Events are rare: the vector loop finds out whether a lane has one, a scalar branch handles it.
 * Minima and maxima are written a < b ? a : b, which vectorises without -ffast-math.
 */
#ifndef RK_BASE_LANES_H
#define RK_BASE_LANES_H

#include <stdint.h>
#include <string.h>
#if defined __AVX512F__
#include <immintrin.h>
#elif defined __SSE2__
#include <emmintrin.h>
#endif

enum { RK_LANES = 16 };

#define RK_ALIGNED __attribute__((aligned(64)))

/* One row of 16 numbers; arrays of it are the model's state. */
typedef struct {
    float v[RK_LANES];
} RK_ALIGNED rk_lanes;

typedef struct {
    int32_t v[RK_LANES];
} RK_ALIGNED rk_lanes_int;

/* A row of small numbers, a fourth in size. */
typedef struct {
    uint8_t v[RK_LANES];
} __attribute__((aligned(16))) rk_lanes_byte;

#define RK_FOR_LANES(lane) for (int lane = 0; lane < RK_LANES; lane++)

static inline float rk_min(float a, float b)
{
    return a < b ? a : b;
}

static inline float rk_max(float a, float b)
{
    return a > b ? a : b;
}

/* One of two numbers by the sign of a third, that of -0 too; in bits, since compilers make a branch of the condition.
 */
static inline float rk_if_signed(float sign, float if_signed, float if_not)
{
    int32_t mask, one, other;
    memcpy(&mask, &sign, sizeof mask);
    memcpy(&one, &if_signed, sizeof one);
    memcpy(&other, &if_not, sizeof other);
    mask >>= 31;
    one = (one & mask) | (other & ~mask);
    memcpy(&if_signed, &one, sizeof if_signed);
    return if_signed;
}

/* ---- Masks: a bit for each lane of which something is true; compilers do not find the instruction for it ---- */

/* The bit of each lane, for loops over lanes that ask a mask. */
static const rk_lanes_int rk_lane_bit = {{1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 4, 1 << 5, 1 << 6, 1 << 7, 1 << 8,
                                          1 << 9, 1 << 10, 1 << 11, 1 << 12, 1 << 13, 1 << 14, 1 << 15}};

/* Lanes in which one is less than the other. */
static inline uint32_t rk_mask_less(const rk_lanes *one, const rk_lanes *other)
{
#if defined __AVX512F__
    return _mm512_cmp_ps_mask(_mm512_load_ps(one->v), _mm512_load_ps(other->v), _CMP_LT_OQ);
#elif defined __SSE2__
    uint32_t mask = 0;
    for (int lane = 0; lane < RK_LANES; lane += 4) {
        __m128 less = _mm_cmplt_ps(_mm_load_ps(&one->v[lane]), _mm_load_ps(&other->v[lane]));
        mask |= (uint32_t)_mm_movemask_ps(less) << lane;
    }
    return mask;
#else
    uint32_t mask = 0;
    RK_FOR_LANES(lane)
    {
        mask |= (uint32_t)(one->v[lane] < other->v[lane]) << lane;
    }
    return mask;
#endif
}

/* Lanes that hold less than a number. */
static inline uint32_t rk_mask_int_less(const rk_lanes_int *lanes, int32_t number)
{
#if defined __AVX512F__
    return _mm512_cmplt_epi32_mask(_mm512_load_si512(lanes->v), _mm512_set1_epi32(number));
#elif defined __SSE2__
    uint32_t mask = 0;
    for (int lane = 0; lane < RK_LANES; lane += 4) {
        __m128i four = _mm_load_si128((const __m128i *)(const void *)&lanes->v[lane]);
        __m128i less = _mm_cmplt_epi32(four, _mm_set1_epi32(number));
        mask |= (uint32_t)_mm_movemask_ps(_mm_castsi128_ps(less)) << lane;
    }
    return mask;
#else
    uint32_t mask = 0;
    RK_FOR_LANES(lane)
    {
        mask |= (uint32_t)(lanes->v[lane] < number) << lane;
    }
    return mask;
#endif
}

/* Lanes that hold a number. */
static inline uint32_t rk_mask_int_equal(const rk_lanes_int *lanes, int32_t number)
{
#if defined __AVX512F__
    return _mm512_cmpeq_epi32_mask(_mm512_load_si512(lanes->v), _mm512_set1_epi32(number));
#else
    return rk_mask_int_less(lanes, number + 1) & ~rk_mask_int_less(lanes, number);
#endif
}

static inline uint32_t rk_mask_byte_equal(const rk_lanes_byte *lanes, uint8_t number)
{
#if defined __SSE2__
    __m128i all = _mm_load_si128((const __m128i *)(const void *)lanes->v);
    return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(all, _mm_set1_epi8((char)number)));
#else
    uint32_t mask = 0;
    RK_FOR_LANES(lane)
    {
        mask |= (uint32_t)(lanes->v[lane] == number) << lane;
    }
    return mask;
#endif
}

/* Lanes whose sign is set, that of -0 too. */
static inline uint32_t rk_mask_signed(const rk_lanes *lanes)
{
    uint32_t mask = 0;
#if defined __AVX512F__
    mask = _mm512_cmplt_epi32_mask(_mm512_load_si512(lanes->v), _mm512_setzero_si512());
#elif defined __SSE2__
    for (int lane = 0; lane < RK_LANES; lane += 4) {
        mask |= (uint32_t)_mm_movemask_ps(_mm_load_ps(&lanes->v[lane])) << lane;
    }
#else
    RK_FOR_LANES(lane)
    {
        mask |= (uint32_t)(__builtin_signbit(lanes->v[lane]) != 0) << lane;
    }
#endif
    return mask;
}

static inline uint32_t rk_mask_negative(const rk_lanes *lanes)
{
    static const rk_lanes zero;
    return rk_mask_less(lanes, &zero);
}

static inline uint32_t rk_mask_positive(const rk_lanes *lanes)
{
    static const rk_lanes zero;
    return rk_mask_less(&zero, lanes);
}

#endif
