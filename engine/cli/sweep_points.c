/* The points of a sweep: their values, the scenario at each. */
#include "cli/sweep_impl.h"

#include <renkei/design.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- The design ---- */

/* Where a place of a range is. Whole numbers share the range in equal parts. */
static double within(const rk_sweep_factor *factor, double place)
{
    double low = factor->numbers[0], high = factor->numbers[1];
    return factor->whole ? fmin(low + floor(place * (high - low + 1.0)), high) : low + place * (high - low);
}

static rk_status places_of(const rk_sweeping *s, double *places)
{
    size_t n = s->sweep->n_points, k = s->sweep->n_factors;
    uint64_t seed = rk_scenario_seed(s->scenario);
    return s->sweep->design == RK_SWEEP_SOBOL             ? rk_sobol_points(n, k, seed, places)
           : s->sweep->design == RK_SWEEP_LATIN_HYPERCUBE ? rk_latin_hypercube(n, k, seed, places)
                                                          : RK_OK;
}

rk_status rk_sweep_design_make(rk_sweeping *s)
{
    const rk_sweep *sweep = s->sweep;
    size_t k = sweep->n_factors, n = sweep->n_points * k;
    bool ranges = sweep->design == RK_SWEEP_SOBOL || sweep->design == RK_SWEEP_LATIN_HYPERCUBE;
    s->numbers = calloc(n + 1, sizeof *s->numbers);
    s->texts = calloc(n + 1, sizeof *s->texts);
    rk_status status = s->numbers != NULL && s->texts != NULL ? places_of(s, s->numbers) : RK_ERR_MEMORY;
    for (size_t i = 0; status == RK_OK && i < n; i++) {
        const rk_sweep_factor *factor = &sweep->factors[i % k];
        if (ranges) {
            s->numbers[i] = within(factor, s->numbers[i]);
            if (asprintf(&s->texts[i], "%.10g %s", s->numbers[i], factor->unit) < 0) {
                s->texts[i] = NULL;
            }
        } else {
            size_t value = rk_sweep_value_at(sweep, i / k, i % k);
            s->numbers[i] = factor->numbers != NULL ? factor->numbers[value] : (double)NAN;
            s->texts[i] = strdup(factor->values[value]);
        }
        status = s->texts[i] == NULL ? RK_ERR_MEMORY : RK_OK;
    }
    return status;
}

void rk_sweep_design_free(rk_sweeping *s)
{
    for (size_t i = 0; s->texts != NULL && i < s->sweep->n_points * s->sweep->n_factors; i++) {
        free(s->texts[i]);
    }
    free(s->texts);
    free(s->numbers);
}

rk_status rk_sweep_point_open(const rk_sweeping *s, size_t point, rk_scenario **scenario)
{
    const rk_settings *settings = &s->args->settings;
    const char *const *values = (const char *const *)s->texts + point * s->sweep->n_factors;
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_status status = RK_ERR_MEMORY;
    *scenario = NULL;
    if (mistakes != NULL) {
        status = rk_sweep_open_at(s->args->file, (const char *const *)settings->texts, settings->n, s->scenario, values,
                                  mistakes, scenario);
        rk_mistakes_print(mistakes, stderr);
    }
    rk_mistakes_free(mistakes);
    return status;
}
