#include "input/nearest.h"
#include "input/scenario.h"
#include "stats/totals.h"

#include <renkei/precision.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_MAX = 128 };

uint32_t rk_precision_first_look(uint32_t inner)
{
    return RK_PRECISION_BLOCKS * inner;
}

uint32_t rk_precision_next_look(uint32_t finished)
{
    uint64_t next = (uint64_t)finished + (finished + 3) / 4;
    return next < UINT32_MAX ? (uint32_t)next : UINT32_MAX;
}

uint64_t rk_precision_least(const rk_ensemble *ensemble, uint32_t inner)
{
    uint64_t first = rk_ensemble_options(ensemble)->first_replication;
    uint64_t look = rk_ensemble_batch_border(ensemble, first + rk_precision_first_look(inner) - 1) - first;
    return look < UINT32_MAX ? rk_precision_next_look((uint32_t)look) : look;
}

/* ---- Reading a goal ---- */

static bool find_metric(const char *name, rk_metric *metric, char *problem, size_t n)
{
    rk_nearest nearest = rk_nearest_to(name);
    for (int m = 0; m < RK_N_METRICS; m++) {
        if (strcmp(rk_metrics[m].name, name) == 0) {
            *metric = (rk_metric)m;
            return true;
        }
        rk_nearest_offer(&nearest, rk_metrics[m].name);
    }
    snprintf(problem, n, "there is no outcome \"%s\"%s%s%s", name, nearest.name != NULL ? "; the nearest is \"" : "",
             nearest.name != NULL ? nearest.name : "",
             nearest.name != NULL ? "\"" : "; `renkei list metrics` names them");
    return false;
}

/* "pool-alone": which of the two hyphenated halves are models is tried at every hyphen, since keys may hold hyphens. */
static bool find_models(const rk_scenario *scenario, const char *text, rk_precision *goal, char *problem, size_t n)
{
    char key[NAME_MAX];
    goal->model = rk_scenario_model_find(scenario, text);
    if (goal->model < scenario->n_models) {
        goal->level = true;
        return true;
    }
    for (const char *hyphen = strchr(text, '-'); hyphen != NULL; hyphen = strchr(hyphen + 1, '-')) {
        snprintf(key, sizeof key, "%.*s", (int)(hyphen - text), text);
        size_t model = rk_scenario_model_find(scenario, key), other = rk_scenario_model_find(scenario, hyphen + 1);
        if (model < scenario->n_models && other < scenario->n_models) {
            if (other != scenario->baseline) {
                snprintf(problem, n, "differences are taken to the baseline, %s",
                         scenario->models[scenario->baseline].key);
                return false;
            }
            if (model == other) {
                snprintf(problem, n, "%s is the baseline itself: it does not differ from itself", key);
                return false;
            }
            goal->model = model;
            return true;
        }
    }
    snprintf(problem, n, "\"%s\" is neither a model of the scenario nor MODEL-%s", text,
             scenario->models[scenario->baseline].key);
    return false;
}

bool rk_precision_parse(const rk_scenario *scenario, const char *text, rk_precision *goal, char *problem, size_t n)
{
    char name[NAME_MAX];
    const char *equals = strchr(text, '='), *at = strchr(text, '@');
    *goal = (rk_precision){.every_model = true};
    if (equals == NULL || (size_t)(equals - text) >= sizeof name) {
        snprintf(problem, n, "expected METRIC=HALF-WIDTH, METRIC=HALF-WIDTH@MODEL-BASELINE or ranking=METRIC");
        return false;
    }
    snprintf(name, sizeof name, "%.*s", (int)(equals - text), text);
    goal->ranking = strcmp(name, "ranking") == 0;
    if (goal->ranking) {
        return find_metric(equals + 1, &goal->metric, problem, n);
    }
    char *end = NULL;
    goal->half_width = strtod(equals + 1, &end);
    while (*end == ' ') {
        end++;
    }
    goal->relative = *end == '%';
    end += goal->relative;
    goal->half_width *= goal->relative ? 0.01 : 1.0;
    if (end == equals + 1 || end != (at != NULL ? at : text + strlen(text)) || !(goal->half_width > 0.0) ||
        !isfinite(goal->half_width)) {
        snprintf(problem, n, "expected a half-width above 0, such as 0.02 or 2%%, after \"%s=\"", name);
        return false;
    }
    goal->every_model = at == NULL;
    if (!find_metric(name, &goal->metric, problem, n)) {
        return false;
    }
    if (at == NULL && scenario->n_models < 2) { /* nothing to compare: the level it is */
        goal->every_model = false;
        goal->level = true;
        goal->model = scenario->baseline;
    }
    return at == NULL || find_models(scenario, at + 1, goal, problem, n);
}

/* ---- Looking ---- */

/* From sums over municipalities and years to the unit of the run's table. */
static double divisor(const rk_tally *tally, rk_metric metric)
{
    const rk_shape *shape = rk_tally_shape(tally);
    double years = (double)shape->n_years, places = (double)shape->n_columns;
    unsigned flags = rk_metrics[metric].flags;
    if (flags & RK_METRIC_MONEY) {
        return years;
    }
    return flags & (RK_METRIC_LEVEL | RK_METRIC_HORIZON) ? places : places * years;
}

void rk_precision_unit(const rk_precision *goal, char *unit, size_t n)
{
    const rk_metric_info *info = &rk_metrics[goal->metric];
    bool counted = strcmp(info->unit, "1") != 0;
    if (goal->ranking || goal->relative) {
        snprintf(unit, n, "%s", goal->ranking ? "" : "% of the baseline's mean");
    } else if (info->flags & RK_METRIC_MONEY) {
        snprintf(unit, n, "%s a year", info->unit);
    } else {
        snprintf(unit, n, "%s%sper municipality%s", counted ? info->unit : "", counted ? " " : "",
                 info->flags & (RK_METRIC_LEVEL | RK_METRIC_HORIZON) ? "" : " and year");
    }
}

typedef struct {
    rk_estimate estimate;
    double half_width;
} interval;

static interval interval_of(rk_moment moment, rk_weight weight, rk_metric metric, double reach)
{
    interval out = {.estimate = rk_moment_estimate(&moment, &weight, rk_metrics[metric].scale)};
    out.half_width = reach * out.estimate.error;
    return out;
}

static int ascending(const void *a, const void *b)
{
    double one = *(const double *)a, other = *(const double *)b;
    return (one > other) - (one < other);
}

typedef struct {
    double mean;
    size_t model;
} ranked;

/* Every two neighbours in the order of the means are apart by more than their interval. */
static bool ranking_is_settled(const rk_totals *totals, const rk_tally *tally, rk_metric metric)
{
    enum { MODELS_MAX = 256 };
    ranked order[MODELS_MAX];
    size_t n = rk_tally_shape(tally)->n_models;
    if (n < 2 || n > MODELS_MAX) {
        return n < 2;
    }
    rk_weight weight = rk_totals_weight(totals);
    for (size_t model = 0; model < n; model++) {
        rk_moment moment = rk_totals_level(totals, model, metric);
        order[model] = (ranked){rk_moment_estimate(&moment, &weight, 1).mean, model};
    }
    qsort(order, n, sizeof *order, ascending);
    rk_weight units = rk_totals_weight_by_randomisation(totals);
    double reach = rk_t_interval(units.n_blocks, 0.95, n - 1);
    for (size_t i = 0; i + 1 < n; i++) {
        rk_moment between = rk_totals_between(totals, order[i + 1].model, order[i].model, metric);
        interval gap = interval_of(between, units, metric, reach);
        if (!(fabs(gap.estimate.mean) > gap.half_width)) {
            return false;
        }
    }
    return true;
}

bool rk_precision_reached(rk_ensemble *ensemble, const rk_precision *goal, double *half_width)
{
    const rk_tally *tally = rk_ensemble_tally(ensemble);
    const rk_totals *totals = rk_tally_totals(tally);
    const rk_shape *shape = rk_tally_shape(tally);
    rk_weight weight = rk_totals_weight(totals);
    double reach = rk_t_95(weight.n_blocks), by = divisor(tally, goal->metric), worst = 0.0;
    *half_width = (double)NAN;
    if (goal->ranking) {
        return ranking_is_settled(totals, tally, goal->metric);
    }
    for (size_t model = 0; model < shape->n_models; model++) {
        bool asked = goal->every_model ? model != shape->baseline : model == goal->model;
        if (asked) {
            rk_moment moment = goal->level ? rk_totals_level(totals, model, goal->metric)
                                           : rk_totals_difference(totals, model, goal->metric);
            double half = interval_of(moment, weight, goal->metric, reach).half_width / by;
            worst = half > worst || isnan(half) ? half : worst;
        }
    }
    rk_moment base = rk_totals_level(totals, shape->baseline, goal->metric);
    double mean = rk_moment_estimate(&base, &weight, rk_metrics[goal->metric].scale).mean / by;
    *half_width = goal->relative ? worst / fabs(mean) : worst;
    return *half_width <= goal->half_width;
}
