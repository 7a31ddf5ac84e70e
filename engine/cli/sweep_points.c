/* The points of a sweep: their values, their mistakes, the scenario at each. */
#include "cli/sweep_impl.h"

#include <renkei/design.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Points of a factorial or a list that are all opened before anything runs; of longer ones every value is. */
enum { CHECKED_POINTS_MAX = 1000 };

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

/* Which of its values a factor has at a point: the last factor changes from point to point. */
static size_t value_at(const rk_sweep *sweep, size_t point, size_t factor)
{
    if (sweep->design == RK_SWEEP_LIST) {
        return point;
    }
    for (size_t i = sweep->n_factors - 1; i > factor; i--) {
        point /= sweep->factors[i].n_values;
    }
    return point % sweep->factors[factor].n_values;
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
            size_t value = value_at(sweep, i / k, i % k);
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

/* ---- A point ---- */

/* The factor whose value a mistake is about, or NULL. Parameters may be named without their group. */
static const rk_sweep_factor *blamed(const rk_sweep *sweep, const rk_mistake *mistake)
{
    static const char group[] = "parameters.";
    for (size_t i = 0; i < sweep->n_factors && strcmp(mistake->file, "--set") == 0; i++) {
        const char *key = sweep->factors[i].key, *said = mistake->key;
        bool bare = strncmp(said, group, sizeof group - 1) == 0 && strcmp(said + sizeof group - 1, key) == 0;
        if (bare || strcmp(said, key) == 0) {
            return &sweep->factors[i];
        }
    }
    return NULL;
}
/* Tell a sentence that was not told; takes ownership. */
static void once(rk_sweep_told *told, char *line)
{
    bool known = line == NULL || told->n == sizeof told->line / sizeof told->line[0];
    for (size_t t = 0; t < told->n && !known; t++) {
        known = strcmp(told->line[t], line) == 0;
    }
    if (known) {
        free(line);
        return;
    }
    fprintf(stderr, "%s\n", line);
    told->line[told->n++] = line;
}

/* Tell each mistake once, at the place of the sweep that makes it. */
static void tell(const rk_sweeping *s, rk_mistakes *mistakes, rk_sweep_told *told)
{
    for (size_t i = 0; i < rk_mistakes_count(mistakes); i++) {
        rk_mistake mistake = rk_mistakes_get(mistakes, i);
        const rk_sweep_factor *factor = blamed(s->sweep, &mistake);
        char *line = NULL;
        int n = factor != NULL ? asprintf(&line, "%s:%d:%d: sweep.vary.%s: %s", factor->file, factor->line,
                                          factor->column, factor->key, mistake.text)
                               : asprintf(&line, "%s:%d:%d: %s: %s", mistake.file, mistake.line, mistake.column,
                                          mistake.key, mistake.text);
        once(told, n < 0 ? NULL : line);
    }
}

/* Open the scenario with values of its keys; told: where mistakes are kept. */
static rk_status open_with(const rk_sweeping *s, const char *const *values, rk_sweep_told *told, rk_scenario **scenario)
{
    rk_settings settings = {0};
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_status status = RK_ERR_MEMORY;
    *scenario = NULL;
    rk_settings_copy(&settings, &s->args->settings);
    for (size_t i = 0; i < s->sweep->n_factors; i++) {
        rk_settings_add(&settings, s->sweep->factors[i].key, values[i]);
    }
    if (mistakes != NULL) {
        status = rk_scenario_open(s->args->file, (const char *const *)settings.texts, settings.n, mistakes, scenario);
    }
    if (status == RK_ERR_SCENARIO) {
        tell(s, mistakes, told);
    } else if (status == RK_OK && rk_scenario_n_models(*scenario) != rk_scenario_n_models(s->scenario)) {
        once(told, strdup("a sweep has the same models at every point"));
        status = RK_ERR_SCENARIO;
    }
    rk_mistakes_free(mistakes);
    rk_settings_free(&settings);
    if (status != RK_OK) {
        rk_scenario_close(*scenario);
        *scenario = NULL;
    }
    return status;
}

rk_status rk_sweep_point_open(const rk_sweeping *s, size_t point, rk_sweep_told *told, rk_scenario **scenario)
{
    return open_with(s, (const char *const *)s->texts + point * s->sweep->n_factors, told, scenario);
}

/* ---- Checking ---- */

static rk_status check_with(const rk_sweeping *s, const char *const *values, rk_sweep_told *told)
{
    rk_scenario *scenario;
    rk_status status = open_with(s, values, told, &scenario);
    rk_scenario_close(scenario);
    return status == RK_ERR_SCENARIO ? RK_OK : status;
}

rk_status rk_sweep_check(const rk_sweeping *s, rk_sweep_told *told)
{
    const rk_sweep *sweep = s->sweep;
    bool rows = sweep->design == RK_SWEEP_FACTORIAL || sweep->design == RK_SWEEP_LIST;
    size_t k = sweep->n_factors;
    const char *values[RK_SWEEP_FACTORS_MAX];
    rk_status status = RK_OK;
    for (size_t point = 0; rows && sweep->n_points <= CHECKED_POINTS_MAX && point < sweep->n_points; point++) {
        status = status == RK_OK ? check_with(s, (const char *const *)s->texts + point * k, told) : status;
    }
    for (size_t i = 0; (!rows || sweep->n_points > CHECKED_POINTS_MAX) && i < k; i++) {
        for (size_t value = 0; value < sweep->factors[i].n_values && status == RK_OK; value++) {
            for (size_t other = 0; other < k; other++) {
                values[other] = sweep->factors[other].values[other == i ? value : 0];
            }
            status = check_with(s, values, told);
        }
    }
    return status;
}
