/* Logarithm, exponential and power from additions, multiplications and divisions alone.
 *
 * The model may not call a library's: their last bits differ between versions and instruction sets, and the same seed
 * must give the same bytes everywhere. Relative error below 1e-15 (double) and 3e-7 (float).
 */
#ifndef RK_BASE_REAL_H
#define RK_BASE_REAL_H

#include <math.h> /* sqrt alone: exact by IEEE 754 */
#include <stdint.h>
#include <string.h>

/* Natural logarithm of a normal positive number.
 * x = 2^k m with m in [sqrt(1/2), sqrt(2)); log m = 2 atanh((m - 1) / (m + 1)), summed to the term s^21. */
static inline double rk_log(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    uint64_t biased = (bits + (0x4000000000000000u - 0x3FE6A09E667F3BCDu)) >> 52; /* exponent above sqrt(1/2), + 1024 */
    uint64_t mantissa_bits = bits - (biased << 52) + (1024ull << 52);
    uint64_t exponent_bits = biased | 0x4330000000000000u; /* 2^52 + biased, since few processors convert 64-bit integers */
    double m, exponent;
    memcpy(&m, &mantissa_bits, sizeof m);
    memcpy(&exponent, &exponent_bits, sizeof exponent);
    exponent -= 0x1p52 + 1024.0;
    double s = (m - 1.0) / (m + 1.0);
    double z = s * s;
    double sum = 1.0 / 21.0;
    sum = sum * z + 1.0 / 19.0;
    sum = sum * z + 1.0 / 17.0;
    sum = sum * z + 1.0 / 15.0;
    sum = sum * z + 1.0 / 13.0;
    sum = sum * z + 1.0 / 11.0;
    sum = sum * z + 1.0 / 9.0;
    sum = sum * z + 1.0 / 7.0;
    sum = sum * z + 1.0 / 5.0;
    sum = sum * z + 1.0 / 3.0;
    sum = sum * z + 1.0;
    return exponent * 0.69314718055994530942 + 2.0 * s * sum;
}

/* Exponential; arguments beyond +-700 are moved there. Cody-Waite reduction, Taylor to the 13th power on +-ln2/2. */
static inline double rk_exp(double x)
{
    x = x > 700.0 ? 700.0 : x;
    x = x < -700.0 ? -700.0 : x;
    double scaled = x * 1.44269504088896340736;
    int64_t k = (int64_t)(scaled + (scaled < 0.0 ? -0.5 : 0.5));
    double r = (x - (double)k * 6.93147180369123816490e-01) - (double)k * 1.90821492927058770002e-10;
    double sum = 1.0 / 6227020800.0;
    sum = sum * r + 1.0 / 479001600.0;
    sum = sum * r + 1.0 / 39916800.0;
    sum = sum * r + 1.0 / 3628800.0;
    sum = sum * r + 1.0 / 362880.0;
    sum = sum * r + 1.0 / 40320.0;
    sum = sum * r + 1.0 / 5040.0;
    sum = sum * r + 1.0 / 720.0;
    sum = sum * r + 1.0 / 120.0;
    sum = sum * r + 1.0 / 24.0;
    sum = sum * r + 1.0 / 6.0;
    sum = sum * r + 0.5;
    sum = sum * r + 1.0;
    sum = sum * r + 1.0;
    int64_t bits = (k + 1023) << 52;
    double power;
    memcpy(&power, &bits, sizeof power);
    return sum * power;
}

/* base to the power exponent, base > 0. */
static inline double rk_pow(double base, double exponent)
{
    return rk_exp(exponent * rk_log(base));
}

/* Quantile of the standard normal distribution, 0 < p < 1, to 7 digits: Wichura, algorithm AS 241 (PPND7), Applied
 * Statistics 37 (1988) 477-484, doi:10.2307/2347330. */
static inline double rk_normal_quantile(double p)
{
    double q = p - 0.5;
    if (q >= -0.425 && q <= 0.425) {
        double r = 0.180625 - q * q;
        return q * (((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179) /
               (((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1.0);
    }
    double r = sqrt(-rk_log(q < 0.0 ? p : 1.0 - p)), z;
    if (r <= 5.0) {
        r -= 1.6;
        z = (((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777) /
            ((0.12021132975 * r + 0.73700164250) * r + 1.0);
    } else {
        r -= 5.0;
        z = (((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150) /
            ((0.012258202635 * r + 0.24197894225) * r + 1.0);
    }
    return q < 0.0 ? -z : z;
}

/* Exponential in single precision for the loops over lanes; 0 <= x <= 80. A loop that also finds the smaller of two
 * numbers is not vectorised, so whoever has a larger x looks for it before. */
static inline float rk_expf(float x)
{
    int32_t k = (int32_t)(x * 1.442695041f + 0.5f);
    float r = (x - (float)k * 0.693359375f) + (float)k * 2.12194440e-4f;
    float sum = 1.0f / 720.0f;
    sum = sum * r + 1.0f / 120.0f;
    sum = sum * r + 1.0f / 24.0f;
    sum = sum * r + 1.0f / 6.0f;
    sum = sum * r + 0.5f;
    sum = sum * r + 1.0f;
    sum = sum * r + 1.0f;
    int32_t bits = (k + 127) << 23;
    float power;
    memcpy(&power, &bits, sizeof power);
    return sum * power;
}

#endif
