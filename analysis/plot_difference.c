/* Paired differences to the baseline with their intervals: filled where the interval excludes 0, otherwise hollow. */
#include "analysis/plot_impl.h"

#include <renkei/text.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { LEFT = 230, RIGHT = 600, ROW = 18, ROWS_MAX = 60 };

/* One row: a model or a municipality. */
typedef struct {
    const char *name;
    double mean, half;
} row;

typedef struct {
    const rk_plotting *on;
    row *rows;
    size_t n, n_left_out;
    const rk_outcome *outcome;
    double row_height;
} chart;

static rk_status draw(const chart *with, const char *title, const char *subtitle, const char *note, char **svg)
{
    rk_figure figure;
    double low = 0.0, high = 0.0;
    for (size_t i = 0; i < with->n; i++) {
        double half = isfinite(with->rows[i].half) ? with->rows[i].half : 0.0;
        low = fmin(low, with->rows[i].mean - half);
        high = fmax(high, with->rows[i].mean + half);
    }
    rk_plot_unit unit = rk_plot_unit_of(with->on, with->outcome, fmax(high, -low));
    char full[1200];
    snprintf(full, sizeof full, with->on->english ? "%s; %s" : "%s（%s）", subtitle, unit.unit);
    double top = 72.0, bottom = top + (double)with->n * with->row_height + 6.0;
    rk_scale x = rk_scale_of(low, high, LEFT, RIGHT, 5);
    rk_figure_begin(&figure, with->on->reading, with->on->english, bottom + 30.0 + RK_FIGURE_FOOT, title, full);
    rk_figure_columns(&figure, &x, top, bottom, unit.factor, true);
    for (size_t i = 0; i < with->n; i++) {
        const row *one = &with->rows[i];
        double y = top + ((double)i + 0.5) * with->row_height + 3.0, at = rk_scale_at(&x, one->mean);
        bool sure = isfinite(one->half) && fabs(one->mean) > one->half, none = one->mean == 0.0 && one->half == 0.0;
        const char *colour = one->mean == 0.0 || !sure                            ? RK_QUIET
                             : (one->mean < 0.0) != with->outcome->more_is_better ? RK_BLUE
                                                                                  : RK_RED;
        char number[RK_TEXT_SIZE];
        rk_text_number(number, one->mean * unit.factor, unit.decimals, true);
        rk_figure_label(&figure, LEFT - 12.0, y,
                        (rk_lettering){"end", RK_INK, with->row_height > ROW ? 11.0 : 11.5, LEFT - 28.0, false, NULL},
                        one->name);
        if (isfinite(one->half) && !none) {
            rk_figure_line(&figure, rk_scale_at(&x, one->mean - one->half), y, rk_scale_at(&x, one->mean + one->half),
                           y, colour, 2.0, NULL);
        }
        rk_markup_put(&figure.svg,
                      "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.5\"/>\n", at,
                      y, sure ? colour : "#ffffff", colour);
        rk_figure_text(&figure, RIGHT + 90.0, y + 4.0, (rk_lettering){"end", colour, 11.5, 0.0, sure, NULL}, number);
    }
    return rk_figure_end(&figure, note, svg);
}

rk_status rk_plot_models(const rk_plotting *on, char **svg)
{
    const rk_reading *reading = on->reading;
    double **values = NULL;
    chart with = {.on = on, .outcome = &on->run, .row_height = 30.0};
    with.rows = calloc(reading->n_models, sizeof *with.rows);
    rk_status status = with.rows != NULL ? rk_outcome_read_all(reading, &on->run, &values) : RK_ERR_MEMORY;
    double factor = rk_interval_factor(reading, 0.95, reading->n_models - 1);
    for (size_t m = 0; status == RK_OK && m < reading->n_models; m++) {
        if (m == reading->baseline) {
            continue;
        }
        for (size_t i = 0; i < reading->n_replications; i++) {
            values[m][i] -= values[reading->baseline][i];
        }
        rk_figure_by_blocks mean = rk_mean_by_blocks(reading, values[m]);
        with.rows[with.n++] = (row){rk_plot_model_title(on, m), mean.mean, factor * mean.error};
    }
    if (status == RK_OK) {
        char title[256], subtitle[1024];
        const char *name = on->english ? on->run.title.en : on->run.title.ja;
        snprintf(title, sizeof title, on->english ? "Difference to the baseline: %s" : "基準との差：%s", name);
        snprintf(subtitle, sizeof subtitle,
                 on->english ? "Each model minus \"%s\", same futures" : "各モデル −「%s」、同じ将来どうし",
                 rk_plot_model_title(on, reading->baseline));
        status = draw(
            &with, title, subtitle,
            on->english
                ? "Lines: 95 % intervals of the mean, for all models at once (Bonferroni). Filled: the "
                  "interval excludes 0."
                : "線は平均の差の95%区間（全モデルに同時、ボンフェローニ調整）。塗りつぶしは区間が0を含まないもの。",
            svg);
    }
    rk_outcome_free(reading, values);
    free(with.rows);
    return status;
}

static int by_mean(const void *a, const void *b)
{
    double one = ((const row *)a)->mean, other = ((const row *)b)->mean;
    return (one > other) - (one < other);
}

static int by_size(const void *a, const void *b)
{
    double one = fabs(((const row *)a)->mean), other = fabs(((const row *)b)->mean);
    return (one < other) - (one > other);
}

/* Those that differ most, from the lowest to the highest. */
static void keep_most(chart *with)
{
    if (with->n > ROWS_MAX) {
        qsort(with->rows, with->n, sizeof *with->rows, by_size);
        with->n_left_out = with->n - ROWS_MAX;
        with->n = ROWS_MAX;
    }
    qsort(with->rows, with->n, sizeof *with->rows, by_mean);
}

rk_status rk_plot_differences(const rk_plotting *on, char **svg)
{
    const rk_reading *reading = on->reading;
    size_t n = reading->n_municipalities;
    rk_outcome place = rk_outcome_of(on->metric, 1, reading->n_years);
    chart with = {.on = on, .outcome = &place, .row_height = ROW, .n = n};
    double *mean = NULL, *error = NULL,
           factor = rk_student_factor(reading->n_blocks, 0.95, n * (reading->n_models - 1));
    rk_status status = rk_plot_places(on, on->model, "difference", false, &mean);
    if (status == RK_OK) {
        status = rk_plot_places(on, on->model, "difference_error", false, &error);
    }
    with.rows = calloc(n, sizeof *with.rows);
    if (status == RK_OK && (with.rows == NULL || mean == NULL || error == NULL)) {
        status = with.rows == NULL ? RK_ERR_MEMORY : RK_ERR_RESULTS_READ;
    }
    if (status == RK_OK) {
        char title[256], subtitle[1024], note[512];
        for (size_t i = 0; i < n; i++) {
            with.rows[i] = (row){rk_plot_place_name(on, i), mean[i], factor * error[i]};
        }
        keep_most(&with);
        snprintf(title, sizeof title, on->english ? "Who gains, who loses: %s" : "市町村ごとの差：%s",
                 on->english ? on->run.title.en : on->run.title.ja);
        snprintf(subtitle, sizeof subtitle,
                 on->english ? "\"%s\" minus \"%s\", same futures" : "「%s」−「%s」、同じ将来どうし",
                 rk_plot_model_title(on, on->model), rk_plot_model_title(on, reading->baseline));
        snprintf(note, sizeof note,
                 on->english ? "95 %% intervals, adjusted for all municipalities and models. Filled: excludes 0.%s"
                             : "95%%区間（全市町村・全モデルに同時に調整）。塗りつぶしは0を含まないもの。%s",
                 with.n_left_out == 0 ? ""
                 : on->english        ? " The 60 that differ most."
                                      : "差の大きい60団体。");
        status = draw(&with, title, subtitle, note, svg);
    }
    free(mean);
    free(error);
    free(with.rows);
    return status;
}
