/* Sobol points at any index, from GSL's generator of the sequence: what is looked up is its direction numbers.
 *
 * Point n is the exclusive or of direction numbers at the bits of the Gray code of n (Antonov and Saleev, 1979); GSL
 * gives points 1, 2, ... in order, so number j is point 2^j against point 2^j - 1. Extending a run only asks for
 * further points: the first stay as they are.
 */
#ifndef RK_STATS_SOBOL_H
#define RK_STATS_SOBOL_H

#include <renkei/status.h>
#include <stdint.h>

enum { RK_SOBOL_DIMENSIONS = 40, RK_SOBOL_BITS = 30 }; /* all that GSL has */

typedef struct {
    int n_bits;
    uint32_t direction[RK_SOBOL_DIMENSIONS][RK_SOBOL_BITS]; /* upper 30 bits of a word */
} rk_sobol;

/* Good for points 0 .. last. Takes time in proportion to last. */
RK_MUST_CHECK rk_status rk_sobol_open(uint32_t last, rk_sobol *sobol);

/* Coordinate of point n as a word of 32 bits, the lower two 0. Exclusive or with a random word makes it uniform. */
static inline uint32_t rk_sobol_word(const rk_sobol *sobol, int dimension, uint32_t n)
{
    uint32_t word = 0;
    for (uint32_t gray = n ^ (n >> 1); gray != 0; gray &= gray - 1) {
        word ^= sobol->direction[dimension][__builtin_ctz(gray)];
    }
    return word;
}

#endif
