/* Where to look: designs of experiments, from addressed draws and Sobol points. */
#include "base/draw.h"
#include "stats/sobol.h"

#include <renkei/design.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

_Static_assert((int)RK_SOBOL_FACTORS_MAX == (int)RK_SOBOL_DIMENSIONS, "a dimension for each factor");

/* The draws of designs: who is the factor, when the point. */
static rk_words draw(uint64_t seed, size_t factor, size_t point, const char *kind)
{
    return rk_draw(seed, 0, (uint32_t)factor, (uint32_t)point, rk_purpose_of(kind));
}

rk_status rk_latin_hypercube(size_t n_points, size_t n_factors, uint64_t seed, double *points)
{
    size_t *part = malloc((n_points + 1) * sizeof *part);
    if (part == NULL) {
        return RK_ERR_MEMORY;
    }
    for (size_t factor = 0; factor < n_factors; factor++) {
        for (size_t i = 0; i < n_points; i++) {
            rk_words words = draw(seed, factor, i, "design.latin_hypercube");
            size_t other = (size_t)((uint64_t)words.word[0] * (i + 1) >> 32); /* Fisher and Yates, from the inside */
            part[i] = part[other];
            part[other] = i;
        }
        for (size_t i = 0; i < n_points; i++) {
            rk_words words = draw(seed, factor, i, "design.latin_hypercube");
            points[i * n_factors + factor] = ((double)part[i] + rk_uniform(words.word[1])) / (double)n_points;
        }
    }
    free(part);
    return RK_OK;
}

rk_status rk_sobol_points(size_t n_points, size_t n_factors, uint64_t seed, double *points)
{
    rk_sobol sobol;
    if (n_factors > RK_SOBOL_FACTORS_MAX || n_points > UINT32_MAX) {
        return RK_ERR_OPTIONS;
    }
    rk_status status = rk_sobol_open((uint32_t)n_points, &sobol);
    for (size_t factor = 0; status == RK_OK && factor < n_factors; factor++) {
        uint32_t shift = draw(seed, factor, 0, "design.sobol").word[0];
        for (size_t i = 0; i < n_points; i++) {
            points[i * n_factors + factor] = rk_uniform(shift ^ rk_sobol_word(&sobol, (int)factor, (uint32_t)i));
        }
    }
    return status;
}

rk_status rk_sobol_design(size_t n_rows, size_t n_factors, uint64_t seed, double *points)
{
    size_t n_both = 2 * n_factors;
    double *both = calloc(n_rows * n_both + 1, sizeof *both);
    if (both == NULL) {
        return RK_ERR_MEMORY;
    }
    rk_status status = n_both <= RK_SOBOL_FACTORS_MAX ? rk_sobol_points(n_rows, n_both, seed, both)
                                                      : rk_latin_hypercube(n_rows, n_both, seed, both);
    for (size_t row = 0; status == RK_OK && row < n_rows; row++) {
        const double *a = &both[row * n_both], *b = a + n_factors;
        double *out = &points[row * (n_factors + 2) * n_factors];
        memcpy(out, a, n_factors * sizeof *a);
        memcpy(out + n_factors, b, n_factors * sizeof *b);
        for (size_t i = 0; i < n_factors; i++) {
            double *mixed = out + (2 + i) * n_factors;
            memcpy(mixed, a, n_factors * sizeof *a);
            mixed[i] = b[i];
        }
    }
    free(both);
    return status;
}

static double level(size_t index)
{
    return ((double)index + 0.5) / RK_MORRIS_LEVELS;
}

rk_status rk_morris_design(size_t n_walks, size_t n_factors, uint64_t seed, double *points, size_t *moved)
{
    enum { STEP = RK_MORRIS_LEVELS / 2 };
    size_t *at = calloc(n_factors + 1, sizeof *at);
    if (at == NULL) {
        return RK_ERR_MEMORY;
    }
    for (size_t walk = 0; walk < n_walks; walk++) {
        double *out = &points[walk * (n_factors + 1) * n_factors];
        size_t *order = &moved[walk * n_factors];
        for (size_t i = 0; i < n_factors; i++) {
            rk_words words = draw(seed, i, walk, "design.morris");
            size_t other = (size_t)((uint64_t)words.word[0] * (i + 1) >> 32);
            order[i] = order[other];
            order[other] = i;
            at[i] = words.word[1] >> 30; /* one of the four levels */
            out[i] = level(at[i]);
        }
        for (size_t i = 0; i < n_factors; i++) {
            double *next = out + (i + 1) * n_factors;
            memcpy(next, next - n_factors, n_factors * sizeof *next);
            next[order[i]] = level(at[order[i]] < STEP ? at[order[i]] + STEP : at[order[i]] - STEP);
        }
    }
    free(at);
    return RK_OK;
}
