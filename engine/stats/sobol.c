#include "stats/sobol.h"

#include <gsl/gsl_qrng.h>

/* GSL's coordinates are whole numbers of 2^-30. */
static void to_words(const double point[RK_SOBOL_DIMENSIONS], uint32_t word[RK_SOBOL_DIMENSIONS])
{
    for (int d = 0; d < RK_SOBOL_DIMENSIONS; d++) {
        word[d] = (uint32_t)(point[d] * 0x1p30) << 2;
    }
}

rk_status rk_sobol_open(uint32_t last, rk_sobol *sobol)
{
    double point[RK_SOBOL_DIMENSIONS];
    uint32_t before[RK_SOBOL_DIMENSIONS] = {0}, now[RK_SOBOL_DIMENSIONS];
    gsl_qrng *generator = gsl_qrng_alloc(gsl_qrng_sobol, RK_SOBOL_DIMENSIONS);
    if (generator == NULL) {
        return RK_ERR_MEMORY;
    }
    *sobol = (rk_sobol){0};
    for (uint32_t n = 1; n <= last && sobol->n_bits < RK_SOBOL_BITS; n++) {
        (void)gsl_qrng_get(generator, point);
        to_words(point, now);
        if ((n & (n - 1)) == 0) {
            for (int d = 0; d < RK_SOBOL_DIMENSIONS; d++) {
                sobol->direction[d][sobol->n_bits] = now[d] ^ before[d];
            }
            sobol->n_bits++;
        }
        for (int d = 0; d < RK_SOBOL_DIMENSIONS; d++) {
            before[d] = now[d];
        }
    }
    gsl_qrng_free(generator);
    return RK_OK;
}
