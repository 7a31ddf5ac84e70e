#include "input/points.h"

#include "input/mistakes.h"

#include <stdlib.h>
#include <string.h>

/* Points of a factorial or a list that are all opened before anything runs; of longer ones every value is. */
enum { CHECKED_POINTS_MAX = 1000 };

/* The option that stands in for a file where a factor's value is wrong, its number behind it. */
static const char option[] = "--vary-";

size_t rk_sweep_value_at(const rk_sweep *sweep, size_t point, size_t factor)
{
    if (sweep->design == RK_SWEEP_LIST) {
        return point;
    }
    for (size_t i = sweep->n_factors - 1; i > factor; i--) {
        point /= sweep->factors[i].n_values;
    }
    return point % sweep->factors[factor].n_values;
}

/* ---- A point ---- */

/* Settings, and a value of each factor. NULL when memory is out. */
static char **texts_new(const rk_points *points, const char *const values[])
{
    size_t n = points->n_settings, k = points->sweep->n_factors;
    char **texts = calloc(n + k + 1, sizeof *texts);
    for (size_t i = 0; texts != NULL && i < n + k; i++) {
        int written =
            i < n ? asprintf(&texts[i], "%s", points->settings[i])
                  : asprintf(&texts[i], "%s%zu %s=%s", option, i - n, points->sweep->factors[i - n].key, values[i - n]);
        if (written < 0) {
            texts[i] = NULL;
            for (size_t t = 0; t < i; t++) {
                free(texts[t]);
            }
            free(texts);
            return NULL;
        }
    }
    return texts;
}

static void texts_free(const rk_points *points, char **texts)
{
    for (size_t i = 0; i < points->n_settings + points->sweep->n_factors; i++) {
        free(texts[i]);
    }
    free(texts);
}

/* "key: text" where a value has keys below it, the text alone otherwise: the factor's key is told anyway. */
static const char *key_within(const rk_sweep_factor *factor, const char *key)
{
    size_t n = strlen(factor->key);
    const char *at = strstr(key, factor->key);
    return at != NULL && at[n] == '.' ? at + n + 1 : "";
}

static bool blame(const rk_sweep_factor *factor, const rk_mistake *mistake, rk_mistakes *mistakes)
{
    char *key = NULL, *text = NULL;
    const char *within = key_within(factor, mistake->key);
    bool fine = asprintf(&key, "sweep.vary.%s", factor->key) >= 0;
    fine = asprintf(&text, "%s%s%s", within, within[0] != '\0' ? ": " : "", mistake->text) >= 0 && fine;
    fine = fine && rk_mistakes_add_once(mistakes, (rk_mistake){factor->file, factor->line, factor->column, key, text});
    free(key);
    free(text);
    return fine;
}

/* A mistake of a value goes to its place in the sweep, others stay where they are. */
static bool take_over(const rk_points *points, rk_mistakes *found, rk_mistakes *mistakes)
{
    size_t n = sizeof option - 1;
    bool fine = true;
    for (size_t i = 0; fine && i < rk_mistakes_count(found); i++) {
        rk_mistake mistake = rk_mistakes_get(found, i);
        fine = strncmp(mistake.file, option, n) == 0
                   ? blame(&points->sweep->factors[strtoul(mistake.file + n, NULL, 10)], &mistake, mistakes)
                   : rk_mistakes_add_once(mistakes, mistake);
    }
    return fine;
}

/* The factor that makes models come and go. */
static const rk_sweep_factor *of_models(const rk_sweep *sweep)
{
    size_t i = 0;
    while (i + 1 < sweep->n_factors && strncmp(sweep->factors[i].key, "models", strlen("models")) != 0) {
        i++;
    }
    return &sweep->factors[i];
}

static rk_status check_models(const rk_points *points, rk_mistakes *mistakes, const rk_scenario *scenario)
{
    rk_mistake mistake = {"", 0, 0, "", "a sweep has the same models at every point"};
    if (points->n_models == SIZE_MAX || scenario->n_models == points->n_models) {
        return RK_OK;
    }
    return blame(of_models(points->sweep), &mistake, mistakes) ? RK_ERR_SCENARIO : RK_ERR_MEMORY;
}

rk_status rk_points_open(const rk_points *points, const char *const values[], rk_mistakes *mistakes,
                         rk_scenario **scenario)
{
    rk_mistakes *found = rk_mistakes_new();
    char **texts = texts_new(points, values);
    rk_status status = RK_ERR_MEMORY;
    *scenario = NULL;
    if (found != NULL && texts != NULL) {
        status =
            rk_scenario_load(points->path, (const char *const *)texts, points->n_settings + points->sweep->n_factors,
                             points->schemas.schemas, points->schemas.n_schemas, found, scenario);
    }
    if (status == RK_ERR_SCENARIO || status == RK_ERR_DATA) {
        status = take_over(points, found, mistakes) ? status : RK_ERR_MEMORY;
    } else if (status == RK_OK) {
        status = check_models(points, mistakes, *scenario);
    }
    if (status != RK_OK) {
        rk_scenario_close(*scenario);
        *scenario = NULL;
    }
    if (texts != NULL) {
        texts_free(points, texts);
    }
    rk_mistakes_free(found);
    return status;
}

/* ---- Checking ---- */

static rk_status check_with(const rk_points *points, const char *const values[], rk_mistakes *mistakes)
{
    rk_scenario *scenario;
    rk_status status = rk_points_open(points, values, mistakes, &scenario);
    rk_scenario_close(scenario);
    return status == RK_ERR_SCENARIO ? RK_OK : status;
}

/* Lists may be of different lengths: that is a mistake of its own. */
static rk_status check_points(const rk_points *points, rk_mistakes *mistakes)
{
    const rk_sweep *sweep = points->sweep;
    const char *values[RK_SWEEP_FACTORS_MAX];
    rk_status status = RK_OK;
    for (size_t point = 0; status == RK_OK && point < sweep->n_points; point++) {
        for (size_t i = 0; i < sweep->n_factors; i++) {
            size_t value = rk_sweep_value_at(sweep, point, i), n = sweep->factors[i].n_values;
            values[i] = sweep->factors[i].values[value < n ? value : n - 1];
        }
        status = check_with(points, values, mistakes);
    }
    return status;
}

static rk_status check_values(const rk_points *points, rk_mistakes *mistakes)
{
    const rk_sweep *sweep = points->sweep;
    const char *values[RK_SWEEP_FACTORS_MAX];
    rk_status status = RK_OK;
    for (size_t i = 0; i < sweep->n_factors; i++) {
        for (size_t value = 0; status == RK_OK && value < sweep->factors[i].n_values; value++) {
            for (size_t other = 0; other < sweep->n_factors; other++) {
                values[other] = sweep->factors[other].values[other == i ? value : 0];
            }
            status = check_with(points, values, mistakes);
        }
    }
    return status;
}

rk_status rk_points_check(const rk_points *points, rk_mistakes *mistakes)
{
    const rk_sweep *sweep = points->sweep;
    bool rows = sweep->design == RK_SWEEP_FACTORIAL || sweep->design == RK_SWEEP_LIST;
    if (sweep->n_factors == 0 || rk_mistakes_count(mistakes) >= RK_MISTAKES_MAX) {
        return RK_OK;
    }
    return rows && sweep->n_points > 0 && sweep->n_points <= CHECKED_POINTS_MAX ? check_points(points, mistakes)
                                                                                : check_values(points, mistakes);
}
