/* Scales, ticks, labels and classes of figures. */
#include "analysis/blocks.h"
#include "analysis/figure.h"
#include "analysis/sort.h"

#include <renkei/text.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* The nearest of 1, 2, 5 times a power of ten that is not below a number. */
static double round_step(double least)
{
    double power = pow(10.0, floor(log10(least))), times = least / power;
    return power * (times <= 1.0 ? 1.0 : times <= 2.0 ? 2.0 : times <= 5.0 ? 5.0 : 10.0);
}

rk_scale rk_scale_of(double low, double high, double from, double to, int n_ticks)
{
    double span = high - low;
    if (!(span > 0.0) || !isfinite(span)) {
        low = isfinite(low) ? low : 0.0;
        span = fabs(low) > 0.0 ? fabs(low) : 1.0;
        high = low + span;
    }
    double step = round_step(span / n_ticks);
    return (rk_scale){.low = step * floor(low / step + 1e-9),
                      .high = step * ceil(high / step - 1e-9),
                      .from = from,
                      .to = to,
                      .step = step,
                      .decimals = (int)fmax(0.0, -floor(log10(step) + 1e-9))};
}

double rk_scale_at(const rk_scale *scale, double value)
{
    double share = (value - scale->low) / (scale->high - scale->low);
    return scale->from + (scale->to - scale->from) * fmin(fmax(share, 0.0), 1.0);
}

static size_t n_ticks_of(const rk_scale *scale)
{
    return (size_t)lround((scale->high - scale->low) / scale->step) + 1;
}

static double tick_of(const rk_scale *scale, size_t i, double factor, bool sign, char text[RK_TEXT_SIZE])
{
    double value = scale->low + (double)i * scale->step;
    double step = scale->step * factor;
    rk_text_number(text, value * factor, (int)fmax(0.0, -floor(log10(step) + 1e-9)), sign);
    return value;
}

void rk_figure_rows(rk_figure *figure, const rk_scale *scale, double x, double to_x, double factor, bool sign)
{
    char text[RK_TEXT_SIZE];
    for (size_t i = 0; i < n_ticks_of(scale); i++) {
        double value = tick_of(scale, i, factor, sign, text), y = rk_scale_at(scale, value);
        bool nought = fabs(value) < 1e-9 * scale->step;
        rk_figure_line(figure, x, y, to_x, y, nought ? RK_QUIET : RK_GRID, 1.0, NULL);
        rk_figure_text(figure, x - 8.0, y + 4.0, (rk_lettering){"end", RK_QUIET, 11.0, 0.0, false, NULL}, text);
    }
}

void rk_figure_columns(rk_figure *figure, const rk_scale *scale, double y, double to_y, double factor, bool sign)
{
    char text[RK_TEXT_SIZE];
    for (size_t i = 0; i < n_ticks_of(scale); i++) {
        double value = tick_of(scale, i, factor, sign, text), x = rk_scale_at(scale, value);
        bool nought = fabs(value) < 1e-9 * scale->step;
        rk_figure_line(figure, x, y, x, to_y, nought ? RK_QUIET : RK_GRID, 1.0, NULL);
        rk_figure_text(figure, x, to_y + 17.0, (rk_lettering){"middle", RK_QUIET, 11.0, 0.0, false, NULL}, text);
    }
}

static size_t *order_of(const double *y, size_t n)
{
    size_t *order = calloc(n > 0 ? n : 1, sizeof *order);
    for (size_t i = 0; order != NULL && i < n; i++) {
        size_t at = i;
        while (at > 0 && y[order[at - 1]] > y[i]) {
            order[at] = order[at - 1];
            at--;
        }
        order[at] = i;
    }
    return order;
}

void rk_labels_apart(double *y, size_t n, double gap, double low, double high)
{
    enum { ROUNDS = 200 };
    size_t *order = order_of(y, n);
    for (int round = 0; order != NULL && round < ROUNDS; round++) {
        for (size_t i = 0; i < n; i++) {
            y[order[i]] = fmin(fmax(y[order[i]], low), high);
        }
        for (size_t i = 1; i < n; i++) {
            double *above = &y[order[i - 1]], *below = &y[order[i]], lack = gap - (*below - *above);
            if (lack > 0.0) {
                *above -= lack / 2.0;
                *below += lack / 2.0;
            }
        }
    }
    free(order);
}

/* ---- Classes ---- */

const char *const rk_class_fill[RK_N_CLASSES] = {"#fdfbd3", "#c7e9b4", "#7fcdbb", "#41a8c9", "#225ea8"};
const char *const rk_class_ink[RK_N_CLASSES] = {"#1c2733", "#1c2733", "#1c2733", "#10202c", "#ffffff"};

static double two_digits(double value)
{
    char text[32];
    snprintf(text, sizeof text, "%.1e", value);
    return strtod(text, NULL);
}

rk_classes rk_classes_of(double *values, size_t n)
{
    rk_classes classes = {{0.0}};
    size_t n_noughts = 0;
    rk_sort(values, n);
    while (n_noughts < n && values[n_noughts] <= 0.0) {
        n_noughts++;
    }
    for (size_t i = 0; i + 1 < RK_N_CLASSES && n_noughts < n; i++) {
        double share = (double)(i + 1) / RK_N_CLASSES;
        classes.breaks[i] = two_digits(rk_quantile_of_sorted(values + n_noughts, n - n_noughts, share));
    }
    return classes;
}

int rk_classes_decimals(const rk_classes *classes, double factor, int decimals)
{
    enum { MOST = 2 };
    double first = classes->breaks[0] * factor;
    int wanted = first > 0.0 ? (int)ceil(-log10(first)) : 0;
    wanted = wanted < MOST ? wanted : MOST;
    return wanted > decimals ? wanted : decimals;
}

size_t rk_class_of(const rk_classes *classes, double value)
{
    size_t which = 0;
    while (which + 1 < RK_N_CLASSES && value >= classes->breaks[which]) {
        which++;
    }
    return which;
}

/* Decimals that show the ends of all classes as they are. */
static int decimals_of_breaks(const rk_classes *classes, double factor)
{
    enum { MOST = 4 };
    int decimals = 0;
    for (size_t i = 0; i + 1 < RK_N_CLASSES; i++) {
        double shown = classes->breaks[i] * factor;
        while (decimals < MOST && fabs(shown * pow(10.0, decimals) - round(shown * pow(10.0, decimals))) > 1e-6) {
            decimals++;
        }
    }
    return decimals;
}

void rk_figure_legend(rk_figure *figure, const rk_classes *classes, double y, double factor, const char *unit)
{
    int decimals = decimals_of_breaks(classes, factor);
    double x = RK_FIGURE_MARGIN;
    for (size_t i = 0; i < RK_N_CLASSES; i++) {
        char low[RK_TEXT_SIZE], high[RK_TEXT_SIZE], text[2 * RK_TEXT_SIZE + 16];
        bool first = i == 0, last = i + 1 == RK_N_CLASSES;
        if (!first && !last && classes->breaks[i] == classes->breaks[i - 1]) {
            continue;
        }
        rk_text_number(low, first ? 0.0 : classes->breaks[i - 1] * factor, decimals, false);
        rk_text_number(high, last ? 0.0 : classes->breaks[i] * factor, decimals, false);
        const char *before = first && figure->english ? "below " : "";
        const char *behind = first && !figure->english ? "未満" : last ? (figure->english ? " or more" : "以上") : "";
        snprintf(text, sizeof text, "%s%s%s%s%s", before, first ? "" : low, first || last ? "" : "–", last ? "" : high,
                 behind);
        rk_figure_box(figure, x, y - 10.0, 20.0, 12.0, RK_QUIET);
        rk_figure_box(figure, x + 0.6, y - 9.4, 18.8, 10.8, rk_class_fill[i]);
        rk_figure_text(figure, x + 25.0, y, (rk_lettering){"start", RK_INK, 11.0, 0.0, false, NULL}, text);
        x += 25.0 + rk_figure_width_of(text, 11.0) + 14.0;
    }
    rk_figure_text(figure, x, y, (rk_lettering){"start", RK_QUIET, 11.0, 0.0, false, NULL}, unit);
}
