#include "analysis/sort.h"

#include <gsl/gsl_sort_double.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { DIGIT_BITS = 11, N_DIGITS = 6, RADIX = 1 << DIGIT_BITS };

static const uint64_t sign = (uint64_t)1 << 63;

/* Bits of a number in an order of unsigned whole numbers: below 0 all are flipped, otherwise the sign alone. */
static uint64_t key_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return (bits & sign) != 0 ? ~bits : bits | sign;
}

static double value_of(uint64_t key)
{
    uint64_t bits = (key & sign) != 0 ? key & ~sign : ~key;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* Keys live where the numbers were. */
static uint64_t get(const double *at)
{
    uint64_t key;
    memcpy(&key, at, sizeof key);
    return key;
}

static void put(double *at, uint64_t key)
{
    memcpy(at, &key, sizeof key);
}

static size_t digit_of(uint64_t key, int digit)
{
    return (size_t)(key >> (digit * DIGIT_BITS)) & (RADIX - 1);
}

static void radix_sort(double *values, size_t n, double *work)
{
    size_t count[N_DIGITS][RADIX] = {0};
    double *from = values, *to = work;
    for (size_t i = 0; i < n; i++) {
        uint64_t key = key_of(values[i]);
        put(&from[i], key);
        for (int d = 0; d < N_DIGITS; d++) {
            count[d][digit_of(key, d)]++;
        }
    }
    for (int d = 0; d < N_DIGITS; d++) {
        if (n == 0 || count[d][digit_of(get(&from[0]), d)] == n) { /* all alike */
            continue;
        }
        for (size_t i = 0, before = 0; i < RADIX; i++) {
            size_t own = count[d][i];
            count[d][i] = before;
            before += own;
        }
        for (size_t i = 0; i < n; i++) {
            uint64_t key = get(&from[i]);
            put(&to[count[d][digit_of(key, d)]++], key);
        }
        double *swap = from;
        from = to;
        to = swap;
    }
    for (size_t i = 0; i < n; i++) {
        values[i] = value_of(get(&from[i]));
    }
}

void rk_sort(double *values, size_t n)
{
    double *work = malloc((n > 0 ? n : 1) * sizeof *work);
    if (work != NULL) {
        radix_sort(values, n, work);
    } else {
        gsl_sort(values, 1, n);
    }
    free(work);
}
