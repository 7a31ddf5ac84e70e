/* Where single futures are, by fiscal year. */
#include "analysis/plot_impl.h"

#include <renkei/text.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LEFT = 74, RIGHT = 584, TOP = 96, BOTTOM = 372, HEIGHT = 440, MIDDLE = RK_N_BANDS / 2 };

typedef struct {
    const rk_plotting *on;
    const rk_fans *fans;
    rk_figure *figure;
    rk_scale y;
    rk_plot_unit unit;
} drawing;

/* The fills of 90, 80 and 50 %. */
static const char *const fills[MIDDLE] = {"#dbe8f4", "#b2cfe8", "#7eaeda"};
static const rk_words_pair band_words[MIDDLE] = {{"90%", "90 %"}, {"80%", "80 %"}, {"50%", "50 %"}};

static double x_of(const drawing *with, size_t year)
{
    size_t n = with->on->reading->n_years;
    return n > 1 ? LEFT + (double)year * (RIGHT - LEFT) / (double)(n - 1) : (LEFT + RIGHT) / 2.0;
}

/* The same axis for every model, or switching between them lies. */
static void make_scale(drawing *with)
{
    const rk_reading *reading = with->on->reading;
    double low = (double)INFINITY, high = 0.0;
    for (size_t m = 0; m < reading->n_models; m++) {
        for (size_t y = 0; y < reading->n_years; y++) {
            const rk_fan_column *column = &with->fans->fan[m].level[y];
            low = fmin(low, fmin(column->band[0], column->mean.mean));
            high = fmax(high, fmax(column->band[RK_N_BANDS - 1], column->mean.mean));
        }
    }
    low = low > high / 2.0 ? low : fmin(low, 0.0); /* far from nought there is no need to show it */
    with->y = rk_scale_of(low, high, BOTTOM, TOP, 6);
    with->unit = rk_plot_unit_of(with->on, &with->on->year, high);
}

static void put_band(const drawing *with, size_t band)
{
    const rk_fan *fan = &with->fans->fan[with->on->model];
    size_t n = with->on->reading->n_years;
    rk_markup *svg = &with->figure->svg;
    if (n == 1) {
        double x = x_of(with, 0), low = rk_scale_at(&with->y, fan->level[0].band[band]);
        double high = rk_scale_at(&with->y, fan->level[0].band[RK_N_BANDS - 1 - band]);
        rk_figure_box(with->figure, x - 40.0, high, 80.0, low - high, fills[band]);
        return;
    }
    rk_markup_put(svg, "<path fill=\"%s\" d=\"", fills[band]);
    for (size_t y = 0; y < n; y++) {
        rk_markup_put(svg, "%c%.1f %.1f", y == 0 ? 'M' : 'L', x_of(with, y),
                      rk_scale_at(&with->y, fan->level[y].band[RK_N_BANDS - 1 - band]));
    }
    for (size_t y = n; y-- > 0;) {
        rk_markup_put(svg, "L%.1f %.1f", x_of(with, y), rk_scale_at(&with->y, fan->level[y].band[band]));
    }
    rk_markup_put(svg, "z\"/>\n");
}

static void put_mean(const drawing *with, size_t model, const char *colour, double width, const char *dashes)
{
    size_t n = with->on->reading->n_years;
    rk_markup *svg = &with->figure->svg;
    rk_markup_put(svg, "<path fill=\"none\" stroke=\"%s\" stroke-width=\"%g\" stroke-linejoin=\"round\"", colour,
                  width);
    rk_markup_put(svg, dashes != NULL ? " stroke-dasharray=\"%s\" d=\"" : "%s d=\"", dashes != NULL ? dashes : "");
    for (size_t y = 0; y < n; y++) {
        double x = x_of(with, y), at = rk_scale_at(&with->y, with->fans->fan[model].level[y].mean.mean);
        rk_markup_put(svg, "%c%.1f %.1f", y == 0 ? 'M' : 'L', n == 1 ? x - 40.0 : x, at);
        if (n == 1) {
            rk_markup_put(svg, "h80");
        }
    }
    rk_markup_put(svg, "\"/>\n");
}

/* What the lines end at, right of the last year. */
static void put_ends(const drawing *with)
{
    const rk_plotting *on = with->on;
    size_t last = on->reading->n_years - 1, baseline = on->reading->baseline;
    const rk_fan_column *end = &with->fans->fan[on->model].level[last];
    bool both = on->model != baseline;
    const struct {
        rk_words_pair name;
        double value;
        const char *colour;
        bool bold;
    } ends[] = {
        {{"平均", "mean"}, end->mean.mean, RK_BLUE, true},
        {{"95%点", "P95"}, end->band[6], RK_QUIET, false},
        {{"75%点", "P75"}, end->band[4], RK_QUIET, false},
        {{"25%点", "P25"}, end->band[2], RK_QUIET, false},
        {{"5%点", "P5"}, end->band[0], RK_QUIET, false},
        {{"基準の平均", "baseline's mean"}, with->fans->fan[baseline].level[last].mean.mean, RK_INK, false},
    };
    size_t n = sizeof ends / sizeof ends[0] - (both ? 0 : 1);
    double y[sizeof ends / sizeof ends[0]];
    for (size_t i = 0; i < n; i++) {
        y[i] = rk_scale_at(&with->y, ends[i].value);
    }
    rk_labels_apart(y, n, 16.0, TOP, BOTTOM);
    for (size_t i = 0; i < n; i++) {
        char number[RK_TEXT_SIZE], text[160];
        rk_text_number(number, ends[i].value * with->unit.factor, with->unit.decimals, false);
        snprintf(text, sizeof text, "%s %s", rk_figure_words(with->figure, ends[i].name), number);
        rk_figure_line(with->figure, x_of(with, last) + (last == 0 ? 40.0 : 0.0) + 2.0,
                       rk_scale_at(&with->y, ends[i].value), RIGHT + 12.0, y[i], RK_GRID, 1.0, NULL);
        rk_figure_text(with->figure, RIGHT + 16.0, y[i] + 4.0,
                       (rk_lettering){"start", ends[i].colour, 12.0, 152.0, ends[i].bold, NULL}, text);
    }
}

static void put_legend(const drawing *with)
{
    double x = RK_FIGURE_MARGIN, y = 72.0;
    for (size_t b = MIDDLE; b-- > 0;) {
        const char *words = rk_figure_words(with->figure, band_words[b]);
        rk_figure_box(with->figure, x, y - 9.0, 20.0, 11.0, fills[b]);
        rk_figure_text(with->figure, x + 25.0, y, (rk_lettering){"start", RK_INK, 11.0, 0.0, false, NULL}, words);
        x += 62.0;
    }
    const struct {
        rk_words_pair words;
        const char *colour, *dashes;
        double width;
    } lines[] = {{{"平均", "mean"}, RK_BLUE, NULL, 2.5}, {{"基準の平均", "baseline's mean"}, RK_INK, "4 3", 1.5}};
    size_t n_lines = with->on->model != with->on->reading->baseline ? 2 : 1;
    for (size_t i = 0; i < n_lines; i++) {
        rk_figure_line(with->figure, x, y - 4.0, x + 24.0, y - 4.0, lines[i].colour, lines[i].width, lines[i].dashes);
        const char *words = rk_figure_words(with->figure, lines[i].words);
        rk_figure_text(with->figure, x + 29.0, y, (rk_lettering){"start", RK_INK, 11.0, 0.0, false, NULL}, words);
        x += 29.0 + rk_figure_width_of(words, 11.0) + 16.0;
    }
}

static void put_years(const drawing *with)
{
    size_t n = with->on->reading->n_years, every = n / 11 + 1;
    for (size_t y = 0; y < n; y += every) {
        char text[32];
        bool first = y == 0 && !with->on->english;
        snprintf(text, sizeof text, "%d%s", with->on->reading->fiscal_year[y], first ? "年度" : "");
        rk_figure_text(with->figure, x_of(with, y), BOTTOM + 20.0,
                       (rk_lettering){"middle", RK_QUIET, 11.0, 0.0, false, NULL}, text);
    }
}

rk_status rk_plot_fan(const rk_plotting *on, char **svg)
{
    rk_fans fans;
    char title[256], subtitle[1024];
    const char *name = on->english ? on->year.title.en : on->year.title.ja;
    rk_status status = rk_fans_read(on->reading, rk_metrics[on->metric].name, RK_ALL_PREFECTURES, on->year.factor,
                                    on->run.factor, &fans);
    if (status != RK_OK) {
        return status;
    }
    rk_figure figure;
    drawing with = {.on = on, .fans = &fans, .figure = &figure};
    make_scale(&with);
    snprintf(title, sizeof title, on->english ? "Outlook: %s" : "%sの見通し", name);
    snprintf(subtitle, sizeof subtitle, on->english ? "%s%s; %s" : "%s%s（%s）", rk_plot_model_title(on, on->model),
             on->year.money ? (on->english ? ", all municipalities" : "、全市町村の合計")
                            : (on->english ? ", a mean municipality" : "、1市町村あたり"),
             with.unit.unit);
    rk_figure_begin(&figure, on->reading, on->english, HEIGHT, title, subtitle);
    rk_figure_rows(&figure, &with.y, LEFT, RIGHT, with.unit.factor, false);
    for (size_t b = 0; b < MIDDLE; b++) {
        put_band(&with, b);
    }
    if (on->model != on->reading->baseline) {
        put_mean(&with, on->reading->baseline, RK_INK, 1.5, "4 3");
    }
    put_mean(&with, on->model, RK_BLUE, 2.5, NULL);
    put_years(&with);
    put_legend(&with);
    put_ends(&with);
    status = rk_figure_end(&figure,
                           on->english ? "Bands: where 50, 80 and 90 % of single futures lie in each year."
                                       : "帯は、各年度に個々の将来の50%・80%・90%が入る範囲（平均の誤差ではない）。",
                           svg);
    rk_fans_free(on->reading, &fans);
    return status;
}
