/* What the figures share. */
#ifndef RK_ANALYSIS_PLOT_IMPL_H
#define RK_ANALYSIS_PLOT_IMPL_H

#include "analysis/fan.h"
#include "analysis/figure.h"
#include "analysis/outcome.h"

#include <renkei/plot.h>

typedef struct {
    const rk_reading *reading;
    rk_metric metric;
    rk_outcome year, run; /* of a mean municipality, money of all: a fiscal year, the whole run */
    size_t model;         /* n_models: all */
    int year_index;       /* of a map; n_years: the whole run */
    bool tiles, english;
} rk_plotting;

/* Shown are values times factor, in that unit: of yen by their size. a_year: "/年" behind it. */
typedef struct {
    double factor;
    int decimals; /* that leave three digits of the largest */
    const char *unit;
} rk_plot_unit;
rk_plot_unit rk_plot_unit_of(const rk_plotting *on, const rk_outcome *outcome, double largest);

const char *rk_plot_model_title(const rk_plotting *on, size_t model);
const char *rk_plot_place_name(const rk_plotting *on, size_t municipality);

/* Statistics of each municipality, of the year or the whole run that is plotted (year_index), in the shown unit:
 * [n_municipalities]; NULL with RK_OK where the file has none. name: "mean". */
RK_MUST_CHECK rk_status rk_plot_places(const rk_plotting *on, size_t model, const char *name, bool share,
                                       double **values);

RK_MUST_CHECK rk_status rk_plot_fan(const rk_plotting *on, char **svg);
RK_MUST_CHECK rk_status rk_plot_map(const rk_plotting *on, char **svg);
RK_MUST_CHECK rk_status rk_plot_models(const rk_plotting *on, char **svg);       /* differences of all models */
RK_MUST_CHECK rk_status rk_plot_differences(const rk_plotting *on, char **svg);  /* of a model's municipalities */
RK_MUST_CHECK rk_status rk_plot_payers(const rk_plotting *on, char **svg);       /* extra cost of all models */
RK_MUST_CHECK rk_status rk_plot_budget_years(const rk_plotting *on, char **svg); /* a model's cost */
RK_MUST_CHECK rk_status rk_plot_frontier(const rk_plotting *on, char **svg);
RK_MUST_CHECK rk_status rk_plot_heat(const rk_plotting *on, char **svg);

#endif
