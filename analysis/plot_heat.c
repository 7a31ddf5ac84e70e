/* Municipalities by fiscal year: chance of a month without cover, or the mean of another outcome; worst first. */
#include "analysis/plot_impl.h"

#include <renkei/text.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEFT = 150, TOP = 100, ROW = 17, ROWS_MAX = 60 };

typedef struct {
    size_t municipality;
    double mean; /* over the years */
} row;

typedef struct {
    const rk_plotting *on;
    rk_figure *figure;
    double *values; /* [n_years][n_municipalities] */
    bool chance;
    row *rows;
    size_t n;
    rk_classes classes;
    rk_plot_unit unit;
} drawing;

static int worst_first(const void *a, const void *b)
{
    const row *one = a, *other = b;
    return one->mean != other->mean
               ? (one->mean < other->mean ? 1 : -1)
               : (one->municipality > other->municipality) - (one->municipality < other->municipality);
}

/* Values of all years, in the shown unit: [n_years][n_municipalities]. */
static rk_status read_values(drawing *with, size_t model, double **values)
{
    const rk_reading *reading = with->on->reading;
    size_t n = reading->n_municipalities;
    char dataset[96], path[128];
    with->chance = with->on->metric == RK_METRIC_ZERO_COVER_MONTHS;
    snprintf(path, sizeof path, "municipal/%s_chance", rk_metrics[with->on->metric].name);
    with->chance = with->chance && rk_reading_has(reading, path);
    snprintf(dataset, sizeof dataset, "%s_%s", rk_metrics[with->on->metric].name, with->chance ? "chance" : "mean");
    rk_status status = rk_read_municipal(reading, "municipal", dataset, model, values);
    double factor = with->chance ? 1.0 : rk_metric_shown(with->on->metric, 1, 1);
    for (size_t i = 0; status == RK_OK && i < n * reading->n_years; i++) {
        (*values)[i] *= factor;
    }
    return status;
}

static rk_status order(drawing *with)
{
    const rk_reading *reading = with->on->reading;
    size_t n = reading->n_municipalities, n_cells = n * reading->n_years;
    double largest = 0.0;
    with->rows = calloc(n, sizeof *with->rows);
    if (with->rows == NULL) {
        return RK_ERR_MEMORY;
    }
    for (size_t i = 0; i < n_cells; i++) {
        largest = fmax(largest, with->values[i]);
        with->rows[i % n].municipality = i % n;
        with->rows[i % n].mean += with->values[i] / (double)reading->n_years;
    }
    qsort(with->rows, n, sizeof *with->rows, worst_first);
    with->n = n < ROWS_MAX ? n : ROWS_MAX;
    rk_outcome place = rk_outcome_of(with->on->metric, 1, 1);
    with->unit = rk_plot_unit_of(with->on, &place, largest);
    if (with->chance) {
        with->unit = (rk_plot_unit){.factor = 100.0, .unit = "%", .decimals = largest < 0.2 ? 1 : 0};
    }
    return RK_OK;
}

/* All cells of a class as one shape, then their numbers. */
static void put_class(const drawing *with, size_t class, double width)
{
    const rk_reading *reading = with->on->reading;
    rk_markup *svg = &with->figure->svg, numbers = {0};
    rk_markup_put(svg, "<path fill=\"%s\" d=\"", rk_class_fill[class]);
    for (size_t r = 0; r < with->n; r++) {
        for (size_t y = 0; y < reading->n_years; y++) {
            double value = with->values[y * reading->n_municipalities + with->rows[r].municipality];
            double x = LEFT + (double)y * width, top = TOP + (double)r * ROW;
            char number[RK_TEXT_SIZE];
            if (rk_class_of(&with->classes, value) != class) {
                continue;
            }
            rk_text_number(number, value * with->unit.factor, with->unit.decimals, false);
            rk_markup_put(svg, "M%.1f %.0fh%.1fv%dh%.1fz", x, top, width - 1.0, ROW - 1, 1.0 - width);
            if (width >= 6.0 * (double)strlen(number) + 2.0) {
                rk_markup_put(&numbers, "<text x=\"%.0f\" y=\"%.0f\">%s</text>\n", x + width / 2.0, top + 12.0, number);
            }
        }
    }
    rk_markup_put(svg, "\"/>\n<g fill=\"%s\" font-size=\"10\" text-anchor=\"middle\">\n", rk_class_ink[class]);
    rk_markup_add(svg, numbers.bytes != NULL ? numbers.bytes : "", numbers.n);
    rk_markup_put(svg, "</g>\n");
    svg->failed = svg->failed || numbers.failed;
    rk_markup_free(&numbers);
}

static void put_cells(const drawing *with)
{
    const rk_reading *reading = with->on->reading;
    size_t n_years = reading->n_years;
    double width = (RK_FIGURE_WIDTH - LEFT - RK_FIGURE_MARGIN) / (double)n_years;
    for (size_t y = 0; y < n_years; y++) {
        char text[32];
        snprintf(text, sizeof text, n_years > 14 ? "%02d" : "%d",
                 reading->fiscal_year[y] % (n_years > 14 ? 100 : 10000));
        rk_figure_text(with->figure, LEFT + ((double)y + 0.5) * width, TOP - 6.0,
                       (rk_lettering){"middle", RK_QUIET, 10.5, 0.0, false, NULL}, text);
    }
    for (size_t r = 0; r < with->n; r++) {
        rk_figure_text(with->figure, LEFT - 8.0, TOP + (double)r * ROW + 12.0,
                       (rk_lettering){"end", RK_INK, 11.0, LEFT - 24.0, false, NULL},
                       rk_plot_place_name(with->on, with->rows[r].municipality));
    }
    for (size_t class = 0; class < RK_N_CLASSES; class ++) {
        put_class(with, class, width);
    }
}

static rk_status draw(drawing *with, char **svg)
{
    const rk_plotting *on = with->on;
    char title[256], subtitle[1024];
    rk_figure figure;
    const char *name = on->english ? on->year.title.en : on->year.title.ja;
    with->figure = &figure;
    if (with->chance) {
        snprintf(title, sizeof title, "%s",
                 on->english ? "Chance of a month without cover, by municipality and fiscal year"
                             : "空白の月がある確率（市町村×年度）");
    } else {
        snprintf(title, sizeof title, on->english ? "%s, by municipality and fiscal year" : "%s（市町村×年度）", name);
    }
    bool some = with->n < on->reading->n_municipalities;
    snprintf(subtitle, sizeof subtitle, on->english ? "%s; worst first%s; %s" : "%s、悪い順%s（%s）",
             rk_plot_model_title(on, on->model),
             !some         ? ""
             : on->english ? ", 60 of them"
                           : "に60団体",
             with->unit.unit);
    rk_figure_begin(&figure, on->reading, on->english, TOP + (double)with->n * ROW + 12.0 + RK_FIGURE_FOOT, title,
                    subtitle);
    rk_figure_legend(&figure, &with->classes, 76.0, with->unit.factor, with->unit.unit);
    put_cells(with);
    return rk_figure_end(&figure,
                         with->chance ? (on->english ? "Share of the futures with at least one such month in the year."
                                                     : "その年度に1か月でも空白がある将来の割合。")
                                      : (on->english ? "Means over the futures." : "将来の平均。"),
                         svg);
}

rk_status rk_plot_heat(const rk_plotting *on, char **svg)
{
    drawing with = {.on = on};
    double *baseline = NULL; /* gives the classes, so that they are the same for every model */
    rk_status status = read_values(&with, on->model, &with.values);
    if (status == RK_OK) {
        status = read_values(&with, on->reading->baseline, &baseline);
    }
    if (status == RK_OK) {
        with.classes = rk_classes_of(baseline, on->reading->n_years * on->reading->n_municipalities);
        status = order(&with);
    }
    if (status == RK_OK) {
        status = draw(&with, svg);
    }
    free(baseline);
    free(with.values);
    free(with.rows);
    return status;
}
