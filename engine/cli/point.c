#include "cli/point.h"

#include "cli/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH_MAX = 4096 };

static void add_batch(rk_point *point, uint32_t first)
{
    double values[BATCH_MAX], others[BATCH_MAX];
    size_t n = rk_ensemble_values(point->ensemble, point->model, point->metric, values);
    if (point->other != SIZE_MAX) {
        (void)rk_ensemble_values(point->ensemble, point->other, point->metric, others);
    }
    for (size_t i = 0; i < n; i++) {
        size_t unit = (first + i) / point->inner % RK_POINT_UNITS;
        point->sums.sum[unit] += values[i] - (point->other != SIZE_MAX ? others[i] : 0.0);
        point->sums.n[unit]++;
    }
}

rk_status rk_point_live(rk_point *point, uint32_t first, uint32_t n)
{
    point->sums = (rk_point_sums){0};
    rk_status status = rk_ensemble_restart(point->ensemble, first, n);
    while (status == RK_OK && !rk_ensemble_done(point->ensemble)) {
        uint32_t begin = first + rk_ensemble_finished(point->ensemble);
        status = rk_ensemble_advance(point->ensemble);
        if (status == RK_OK) {
            add_batch(point, begin);
        }
    }
    return status;
}

double rk_point_half(const rk_point_sums *sums, int odd)
{
    double sum = 0.0, n = 0.0;
    for (size_t unit = (size_t)odd; unit < RK_POINT_UNITS; unit += 2) {
        sum += sums->sum[unit];
        n += sums->n[unit];
    }
    return sum / n;
}

bool rk_point_models(const rk_scenario *scenario, const char *text, size_t *model, size_t *other)
{
    size_t n = rk_scenario_n_models(scenario);
    *other = SIZE_MAX;
    *model = rk_scenario_model_find(scenario, text);
    for (const char *hyphen = strchr(text, '-'); *model == n && hyphen != NULL; hyphen = strchr(hyphen + 1, '-')) {
        char *key = strndup(text, (size_t)(hyphen - text));
        size_t minuend = key != NULL ? rk_scenario_model_find(scenario, key) : n;
        size_t subtrahend = rk_scenario_model_find(scenario, hyphen + 1);
        free(key);
        if (minuend < n && subtrahend < n && minuend != subtrahend) {
            *model = minuend;
            *other = subtrahend;
        }
    }
    return *model < n;
}

rk_status rk_point_keep(rk_scenario *scenario, size_t *model, size_t *other)
{
    char *first = strdup(rk_scenario_model_key(scenario, *model));
    char *second = strdup(rk_scenario_model_key(scenario, *other == SIZE_MAX ? *model : *other)), *list = NULL;
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_status status = RK_ERR_MEMORY;
    if (first != NULL && second != NULL && mistakes != NULL && asprintf(&list, "%s,%s", first, second) > 0) {
        status = rk_scenario_keep_models(scenario, list, mistakes);
    }
    if (status == RK_OK) {
        *model = rk_scenario_model_find(scenario, first);
        *other = *other == SIZE_MAX ? SIZE_MAX : rk_scenario_model_find(scenario, second);
    }
    rk_mistakes_free(mistakes);
    free(first);
    free(second);
    free(list);
    return status;
}

bool rk_point_metric(const char *command, const char *option, const char *name, rk_metric *metric)
{
    *metric = rk_metric_find(name);
    if (*metric < RK_N_METRICS) {
        return true;
    }
    size_t least = strlen(name) / 2 + 1;
    const char *nearest = NULL;
    for (int m = 0; m < RK_N_METRICS; m++) {
        size_t distance = rk_text_distance(name, rk_metrics[m].name);
        if (distance < least) {
            least = distance;
            nearest = rk_metrics[m].name;
        }
    }
    fprintf(stderr, "%s: %s: there is no outcome \"%s\"", command, option, name);
    if (nearest != NULL) {
        fprintf(stderr, "; did you mean %s?\n", nearest);
    } else {
        fputs("; `renkei list metrics` names them\n", stderr);
    }
    return false;
}
