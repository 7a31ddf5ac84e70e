/* What extra money brings: every model against the baseline, the efficient ones joined. */
#include "analysis/efficient.h"
#include "analysis/plot_impl.h"

#include <renkei/text.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { LEFT = 84, RIGHT = 590, TOP = 84, BOTTOM = 390, HEIGHT = 476 };

/* A model against the baseline: means with half-widths of their intervals; effect: more is better. */
typedef struct {
    double *cost, *cost_half, *effect, *effect_half;
    rk_efficiency *status;
    size_t *against;
} points;

static void free_points(points *of)
{
    double *arrays[] = {of->cost, of->cost_half, of->effect, of->effect_half};
    for (size_t i = 0; i < sizeof arrays / sizeof arrays[0]; i++) {
        free(arrays[i]);
    }
    free(of->status);
    free(of->against);
}

/* One axis: means and half-widths of all models, times a sign. */
static rk_status read_axis(const rk_plotting *on, const rk_outcome *outcome, double sign, double *mean, double *half)
{
    const rk_reading *reading = on->reading;
    double **values = NULL, factor = rk_interval_factor(reading, 0.95, reading->n_models - 1);
    rk_status status = rk_outcome_read_all(reading, outcome, &values);
    for (size_t m = 0; status == RK_OK && m < reading->n_models; m++) {
        double *copy = malloc(reading->n_replications * sizeof *copy);
        if (copy == NULL) {
            status = RK_ERR_MEMORY;
            break;
        }
        for (size_t i = 0; i < reading->n_replications; i++) {
            copy[i] = sign * (values[m][i] - values[reading->baseline][i]);
        }
        rk_figure_by_blocks figure = rk_mean_by_blocks(reading, copy);
        mean[m] = figure.mean;
        half[m] = isfinite(figure.error) ? factor * figure.error : 0.0;
        free(copy);
    }
    rk_outcome_free(reading, values);
    return status;
}

static rk_status read_points(const rk_plotting *on, points *of)
{
    size_t n = on->reading->n_models;
    double *arrays[4];
    for (size_t i = 0; i < 4; i++) {
        arrays[i] = calloc(n, sizeof *arrays[i]);
    }
    *of = (points){
        arrays[0], arrays[1], arrays[2], arrays[3], calloc(n, sizeof *of->status), calloc(n, sizeof *of->against)};
    if (!of->cost || !of->cost_half || !of->effect || !of->effect_half || !of->status || !of->against) {
        return RK_ERR_MEMORY;
    }
    rk_outcome cost = rk_outcome_of(RK_METRIC_COST_TOTAL, on->reading->n_municipalities, on->reading->n_years);
    rk_status status = read_axis(on, &cost, 1.0, of->cost, of->cost_half);
    if (status == RK_OK) {
        status = read_axis(on, &on->run, on->run.more_is_better ? 1.0 : -1.0, of->effect, of->effect_half);
    }
    if (status == RK_OK) {
        rk_efficient(n, of->cost, of->effect, of->status, of->against);
    }
    return status;
}

static void spread(const double *mean, const double *half, size_t n, double *low, double *high)
{
    *low = *high = 0.0;
    for (size_t i = 0; i < n; i++) {
        *low = fmin(*low, mean[i] - half[i]);
        *high = fmax(*high, mean[i] + half[i]);
    }
}

static void put_points(rk_figure *figure, const rk_plotting *on, const points *of, const rk_scale *x, const rk_scale *y)
{
    size_t n = on->reading->n_models;
    double *label = calloc(n, sizeof *label);
    for (size_t m = 0; m < n; m++) {
        double at_x = rk_scale_at(x, of->cost[m]), at_y = rk_scale_at(y, of->effect[m]);
        if (label != NULL) {
            label[m] = at_y;
        }
        if (of->status[m] == RK_EFFICIENT && of->against[m] != m) {
            rk_figure_line(figure, rk_scale_at(x, of->cost[of->against[m]]), rk_scale_at(y, of->effect[of->against[m]]),
                           at_x, at_y, RK_BLUE, 2.0, NULL);
        }
        rk_figure_line(figure, rk_scale_at(x, of->cost[m] - of->cost_half[m]), at_y,
                       rk_scale_at(x, of->cost[m] + of->cost_half[m]), at_y, RK_QUIET, 1.2, NULL);
        rk_figure_line(figure, at_x, rk_scale_at(y, of->effect[m] - of->effect_half[m]), at_x,
                       rk_scale_at(y, of->effect[m] + of->effect_half[m]), RK_QUIET, 1.2, NULL);
    }
    rk_labels_apart(label, label != NULL ? n : 0, n > 10 ? 14.0 : 27.0, TOP, BOTTOM);
    for (size_t m = 0; label != NULL && m < n; m++) {
        bool efficient = of->status[m] == RK_EFFICIENT;
        double at_x = rk_scale_at(x, of->cost[m]), at_y = rk_scale_at(y, of->effect[m]);
        rk_figure_line(figure, at_x + 6.0, at_y, RIGHT + 8.0, label[m], RK_GRID, 1.0, NULL);
        rk_markup_put(&figure->svg,
                      "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5.5\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.8\"/>\n",
                      at_x, at_y, efficient ? RK_BLUE : "#ffffff", efficient ? RK_BLUE : RK_QUIET);
        rk_figure_label(figure, RIGHT + 12.0, label[m],
                        (rk_lettering){"start", efficient ? RK_INK : RK_QUIET, 10.5,
                                       RK_FIGURE_WIDTH - RIGHT - 12.0 - RK_FIGURE_MARGIN, efficient, NULL},
                        rk_plot_model_title(on, m));
    }
    figure->svg.failed = figure->svg.failed || label == NULL;
    free(label);
}

static rk_status draw(const rk_plotting *on, const points *of, char **svg)
{
    const rk_reading *reading = on->reading;
    double low_x, high_x, low_y, high_y;
    spread(of->cost, of->cost_half, reading->n_models, &low_x, &high_x);
    spread(of->effect, of->effect_half, reading->n_models, &low_y, &high_y);
    rk_outcome cost = rk_outcome_of(RK_METRIC_COST_TOTAL, 1, 1);
    rk_plot_unit money = rk_plot_unit_of(on, &cost, fmax(high_x, -low_x));
    rk_scale x = rk_scale_of(low_x, high_x, LEFT, RIGHT, 6), y = rk_scale_of(low_y, high_y, BOTTOM, TOP, 5);
    char subtitle[1024], axis[256];
    const char *name = on->english ? on->run.title.en : on->run.title.ja;
    const char *unit = on->english ? on->run.unit.en : on->run.unit.ja;
    bool more = on->run.more_is_better;
    snprintf(subtitle, sizeof subtitle,
             on->english ? "Up: %s %s, a mean municipality, %s; right: extra cost of all, %s"
                         : "縦：%s%s（1市町村あたり、%s）　横：費用の増（全市町村、%s）",
             on->english ? (more ? "more" : "less") : name,
             on->english ? name
             : more      ? "の増"
                         : "の減",
             unit, money.unit);
    snprintf(axis, sizeof axis, on->english ? "extra cost against the baseline (%s)" : "基準からの費用の増（%s）",
             money.unit);
    rk_figure figure;
    rk_figure_begin(&figure, reading, on->english, HEIGHT,
                    on->english ? "What extra money brings" : "費用を増やすと何が得られるか", subtitle);
    rk_figure_rows(&figure, &y, LEFT, RIGHT, 1.0, true);
    rk_figure_columns(&figure, &x, TOP, BOTTOM, money.factor, true);
    rk_figure_text(&figure, (LEFT + RIGHT) / 2.0, BOTTOM + 34.0,
                   (rk_lettering){"middle", RK_INK, 11.5, 0.0, false, NULL}, axis);
    put_points(&figure, on, of, &x, &y);
    return rk_figure_end(
        &figure,
        on->english ? "Filled and joined: worth their cost at some price. Crosses: 95 % intervals (Bonferroni)."
                    : "塗りつぶしと線：ある価格で費用に見合うモデル。十字は95%区間（ボンフェローニ調整）。",
        svg);
}

rk_status rk_plot_frontier(const rk_plotting *on, char **svg)
{
    points of = {0};
    rk_status status = read_points(on, &of);
    if (status == RK_OK) {
        status = draw(on, &of, svg);
    }
    free_points(&of);
    return status;
}
