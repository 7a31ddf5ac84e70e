/* Which figure of what. */
#include "analysis/plot_impl.h"

#include "analysis/standing.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const rk_plot_names[RK_N_PLOTS] = {
    [RK_PLOT_FAN] = "fan",       [RK_PLOT_MAP] = "map",           [RK_PLOT_DIFFERENCE] = "difference",
    [RK_PLOT_BUDGET] = "budget", [RK_PLOT_FRONTIER] = "frontier", [RK_PLOT_HEAT] = "heat",
};

rk_plot_unit rk_plot_unit_of(const rk_plotting *on, const rk_outcome *outcome, double largest)
{
    rk_plot_unit unit = {.factor = 1.0, .unit = on->english ? outcome->unit.en : outcome->unit.ja};
    if (outcome->money) {
        bool oku = largest >= 9.995e7, man = largest >= 1e4;
        unit.factor = oku ? 1e-8 : man ? 1e-4 : 1.0;
        unit.unit = on->english ? (oku   ? "oku yen/year"
                                   : man ? "man yen/year"
                                         : "yen/year")
                                : (oku   ? "億円/年"
                                   : man ? "万円/年"
                                         : "円/年");
    }
    double size = largest * unit.factor;
    unit.decimals = size >= 99.95 || !(size > 0.0) ? 0 : (int)fmin(2.0 - floor(log10(size)), 6.0);
    return unit;
}

const char *rk_plot_model_title(const rk_plotting *on, size_t model)
{
    return on->english ? on->reading->model_title_en[model] : on->reading->model_title[model];
}

const char *rk_plot_place_name(const rk_plotting *on, size_t municipality)
{
    return on->english ? on->reading->municipality_name_en[municipality] : on->reading->municipality_name[municipality];
}

rk_status rk_plot_places(const rk_plotting *on, size_t model, const char *name, bool share, double **values)
{
    const rk_reading *reading = on->reading;
    bool run = on->year_index == (int)reading->n_years;
    char dataset[96], path[128];
    snprintf(dataset, sizeof dataset, "%s_%s", rk_metrics[on->metric].name, name);
    snprintf(path, sizeof path, "%s/%s", run ? "horizon" : "municipal", dataset);
    *values = NULL;
    if (!rk_reading_has(reading, path)) {
        return RK_OK;
    }
    rk_status status = rk_read_municipal(reading, run ? "horizon" : "municipal", dataset, model, values);
    size_t n = reading->n_municipalities, first = run ? 0 : (size_t)on->year_index * n;
    double factor = share ? 1.0 : rk_metric_shown(on->metric, 1, run ? reading->n_years : 1);
    for (size_t i = 0; status == RK_OK && i < n; i++) {
        (*values)[i] = (*values)[first + i] * factor;
    }
    return status;
}

rk_status rk_plot_best_model(const rk_reading *reading, size_t *model)
{
    rk_standing standing;
    rk_status status = rk_standing_read(reading, "zero_cover_months", &standing);
    if (status == RK_OK) {
        *model = rk_standing_best(reading, &standing);
        rk_standing_free(reading, &standing);
    }
    return status;
}

static rk_status find_model(const rk_plot_options *options, rk_plotting *on)
{
    const rk_reading *reading = on->reading;
    bool of_all =
        options->kind == RK_PLOT_DIFFERENCE || options->kind == RK_PLOT_BUDGET || options->kind == RK_PLOT_FRONTIER;
    on->model = reading->n_models;
    if (options->model == NULL) {
        return of_all ? RK_OK : rk_plot_best_model(reading, &on->model);
    }
    on->model = rk_reading_model_find(reading, options->model);
    if (on->model == reading->n_models) {
        rk_reading_fail(reading->path, "there is no model \"%s\"", options->model);
        return RK_ERR_OPTIONS;
    }
    if (options->kind == RK_PLOT_DIFFERENCE && on->model == reading->baseline) {
        rk_reading_fail(reading->path, "\"%s\" is the baseline: it has no difference to itself", options->model);
        return RK_ERR_OPTIONS;
    }
    return RK_OK;
}

/* Can this metric be drawn so? */
static rk_status check_metric(const rk_plot_options *options, rk_plotting *on)
{
    const char *name = options->metric != NULL ? options->metric : "zero_cover_months";
    if (!rk_outcome_find(on->reading, name, &on->run)) {
        return RK_ERR_OPTIONS;
    }
    on->metric = rk_metric_find(name);
    on->year = rk_outcome_of(on->metric, on->reading->n_municipalities, 1);
    unsigned flags = rk_metrics[on->metric].flags;
    bool by_place = options->kind == RK_PLOT_MAP || options->kind == RK_PLOT_HEAT ||
                    (options->kind == RK_PLOT_DIFFERENCE && options->model != NULL);
    if (by_place && (flags & RK_METRIC_SKETCH) == 0) {
        rk_reading_fail(on->reading->path,
                        "\"%s\" is not kept with its distribution per municipality: choose zero_cover_months, "
                        "solo_months, unserved_work, backlog, paid_municipality or cost_total",
                        name);
        return RK_ERR_OPTIONS;
    }
    if (options->kind == RK_PLOT_FAN && (flags & RK_METRIC_YEARLY) == 0) {
        rk_reading_fail(on->reading->path,
                        "single futures of \"%s\" are not kept by fiscal year: choose zero_cover_months, solo_months, "
                        "nobody_months, support, unserved_work, backlog or money by payer",
                        name);
        return RK_ERR_OPTIONS;
    }
    if (options->kind == RK_PLOT_FRONTIER && (flags & RK_METRIC_MONEY) != 0) {
        rk_reading_fail(on->reading->path, "what money buys cannot be money: \"%s\"", name);
        return RK_ERR_OPTIONS;
    }
    return RK_OK;
}

static rk_status find_year(const rk_plot_options *options, rk_plotting *on)
{
    const rk_reading *reading = on->reading;
    on->year_index = (int)reading->n_years;
    for (int y = 0; options->year != 0 && y < (int)reading->n_years; y++) {
        on->year_index = reading->fiscal_year[y] == options->year ? y : on->year_index;
    }
    if (options->year != 0 && on->year_index == (int)reading->n_years) {
        rk_reading_fail(reading->path, "there is no fiscal year %d: it has %d to %d", options->year,
                        reading->fiscal_year[0], reading->fiscal_year[reading->n_years - 1]);
        return RK_ERR_OPTIONS;
    }
    return RK_OK;
}

rk_status rk_plot(const rk_reading *reading, const rk_plot_options *options, char **svg)
{
    rk_plotting on = {.reading = reading, .tiles = options->tiles, .english = options->english};
    bool all = options->model == NULL, pairs = options->kind == RK_PLOT_DIFFERENCE ||
                                               options->kind == RK_PLOT_FRONTIER ||
                                               (options->kind == RK_PLOT_BUDGET && all);
    *svg = NULL;
    rk_status status = check_metric(options, &on);
    if (status == RK_OK && pairs && reading->n_models < 2) {
        rk_reading_fail(reading->path, "it has one model only: there is nothing to compare it with");
        status = RK_ERR_OPTIONS;
    }
    if (status == RK_OK) {
        status = find_model(options, &on);
    }
    if (status == RK_OK) {
        status = find_year(options, &on);
    }
    if (status != RK_OK) {
        return status;
    }
    switch (options->kind) {
    case RK_PLOT_FAN:
        return rk_plot_fan(&on, svg);
    case RK_PLOT_MAP:
        return rk_plot_map(&on, svg);
    case RK_PLOT_DIFFERENCE:
        return all ? rk_plot_models(&on, svg) : rk_plot_differences(&on, svg);
    case RK_PLOT_BUDGET:
        return all ? rk_plot_payers(&on, svg) : rk_plot_budget_years(&on, svg);
    case RK_PLOT_FRONTIER:
        return rk_plot_frontier(&on, svg);
    default:
        return rk_plot_heat(&on, svg);
    }
}
