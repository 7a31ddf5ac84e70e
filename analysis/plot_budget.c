/* Who pays: the extra cost of every model against the baseline, and the cost of one model by fiscal year. */
#include "analysis/plot_impl.h"

#include <renkei/text.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { N_PAYERS = 5, LEFT = 74, HEIGHT = 440, TOP = 96, BOTTOM = 372 };

/* In the order in which they are stacked. */
static const struct {
    const char *metric;
    rk_words_pair name;
    const char *fill;
} payers[N_PAYERS] = {
    {"paid_nation", {"国", "nation"}, "#1f4e79"},
    {"paid_prefecture", {"都道府県", "prefecture"}, "#e3a02f"},
    {"paid_municipality", {"市町村", "municipalities"}, "#80b9a6"},
    {"paid_joint_office", {"共同組織", "joint office"}, "#9c6fb0"},
    {"paid_other", {"その他", "others"}, "#9aa5ad"},
};

typedef struct {
    const rk_plotting *on;
    rk_fans of[N_PAYERS], total;
    bool used[N_PAYERS];
} money;

static void free_money(money *with)
{
    for (size_t p = 0; p < N_PAYERS; p++) {
        rk_fans_free(with->on->reading, &with->of[p]);
    }
    rk_fans_free(with->on->reading, &with->total);
}

static rk_status read_money(const rk_plotting *on, money *with)
{
    const rk_reading *reading = on->reading;
    double run_factor = 1.0 / (double)reading->n_years;
    *with = (money){.on = on};
    rk_status status = rk_fans_read(reading, "cost_total", RK_ALL_PREFECTURES, 1.0, run_factor, &with->total);
    for (size_t p = 0; status == RK_OK && p < N_PAYERS; p++) {
        status = rk_fans_read(reading, payers[p].metric, RK_ALL_PREFECTURES, 1.0, run_factor, &with->of[p]);
        for (size_t m = 0; status == RK_OK && m < reading->n_models; m++) {
            with->used[p] = with->used[p] || with->of[p].fan[m].level[reading->n_years].mean.mean != 0.0;
        }
    }
    if (status != RK_OK) {
        free_money(with);
    }
    return status;
}

/* The payers' boxes, and what the whisker is. */
static void put_legend(rk_figure *figure, const money *with, rk_words_pair whisker)
{
    double x = RK_FIGURE_MARGIN, y = 74.0;
    for (size_t p = 0; p < N_PAYERS; p++) {
        const char *words = rk_figure_words(figure, payers[p].name);
        if (with->used[p]) {
            rk_figure_box(figure, x, y - 10.0, 18.0, 12.0, payers[p].fill);
            rk_figure_text(figure, x + 23.0, y, (rk_lettering){"start", RK_INK, 11.5, 0.0, false, NULL}, words);
            x += 23.0 + rk_figure_width_of(words, 11.5) + 16.0;
        }
    }
    rk_figure_line(figure, x, y - 4.0, x + 20.0, y - 4.0, RK_INK, 1.5, NULL);
    rk_figure_line(figure, x, y - 8.0, x, y, RK_INK, 1.5, NULL);
    rk_figure_line(figure, x + 20.0, y - 8.0, x + 20.0, y, RK_INK, 1.5, NULL);
    rk_figure_text(figure, x + 26.0, y, (rk_lettering){"start", RK_INK, 11.5, 0.0, false, NULL},
                   rk_figure_words(figure, whisker));
}

/* ---- A model by fiscal year ---- */

static void put_year(rk_figure *figure, const money *with, const rk_scale *y, rk_plot_unit unit, size_t year)
{
    const rk_reading *reading = with->on->reading;
    size_t n = reading->n_years, model = with->on->model;
    double pitch = (double)(RK_FIGURE_WIDTH - LEFT - RK_FIGURE_MARGIN) / (double)n, width = fmin(pitch * 0.68, 64.0);
    double x = LEFT + ((double)year + 0.5) * pitch, sum = 0.0;
    char text[RK_TEXT_SIZE];
    for (size_t p = 0; p < N_PAYERS; p++) {
        double part = with->of[p].fan[model].level[year].mean.mean, from = rk_scale_at(y, sum);
        sum += part;
        if (with->used[p]) {
            rk_figure_box(figure, x - width / 2.0, rk_scale_at(y, sum), width, from - rk_scale_at(y, sum),
                          payers[p].fill);
        }
    }
    const rk_fan_column *total = &with->total.fan[model].level[year];
    double high = rk_scale_at(y, total->band[5]), top = rk_scale_at(y, sum);
    rk_figure_line(figure, x, top, x, high, RK_INK, 1.5, NULL);
    rk_figure_line(figure, x - width / 4.0, high, x + width / 4.0, high, RK_INK, 1.5, NULL);
    bool roomy = pitch >= 34.0;
    if (roomy) {
        rk_text_number(text, total->band[5] * unit.factor, unit.decimals, false);
        rk_figure_text(figure, x, high - 5.0, (rk_lettering){"middle", RK_QUIET, 10.5, 0.0, false, NULL}, text);
        rk_text_number(text, sum * unit.factor, unit.decimals, false);
        rk_figure_text(figure, x, top + 14.0, (rk_lettering){"middle", RK_INK, 10.5, 0.0, true, NULL}, text);
    }
    if (roomy || year % 5 == 0) {
        snprintf(text, sizeof text, "%d%s", reading->fiscal_year[year], year == 0 && !with->on->english ? "年度" : "");
        rk_figure_text(figure, x, BOTTOM + 18.0, (rk_lettering){"middle", RK_QUIET, 11.0, 0.0, false, NULL}, text);
    }
}

rk_status rk_plot_budget_years(const rk_plotting *on, char **svg)
{
    money with;
    rk_status status = read_money(on, &with);
    if (status != RK_OK) {
        return status;
    }
    const rk_reading *reading = on->reading;
    double high = 0.0;
    for (size_t m = 0; m < reading->n_models; m++) { /* the same axis for every model */
        for (size_t y = 0; y < reading->n_years; y++) {
            const rk_fan_column *total = &with.total.fan[m].level[y];
            high = fmax(high, fmax(total->band[5], total->mean.mean));
        }
    }
    rk_outcome total = rk_outcome_of(RK_METRIC_COST_TOTAL, 1, 1);
    rk_plot_unit unit = rk_plot_unit_of(on, &total, high);
    rk_scale y = rk_scale_of(0.0, 1.07 * high, BOTTOM, TOP, 6); /* room for the number above the highest */
    rk_figure figure;
    char subtitle[1024];
    snprintf(subtitle, sizeof subtitle, on->english ? "%s; all municipalities, %s" : "%s、全市町村の合計（%s）",
             rk_plot_model_title(on, on->model), unit.unit);
    rk_figure_begin(&figure, reading, on->english, HEIGHT,
                    on->english ? "Who pays: cost by fiscal year" : "だれが負担するか：年度別の費用", subtitle);
    put_legend(&figure, &with,
               (rk_words_pair){"棒の上端＝平均、ひげの先＝P90", "top of the bar: mean; end of the whisker: P90"});
    rk_figure_rows(&figure, &y, LEFT, RK_FIGURE_WIDTH - RK_FIGURE_MARGIN, unit.factor, false);
    for (size_t year = 0; year < reading->n_years; year++) {
        put_year(&figure, &with, &y, unit, year);
    }
    status = rk_figure_end(&figure,
                           on->english ? "Means of payers add up to the mean of the total; their P90 would not."
                                       : "負担者ごとの平均の和が合計の平均になる（P90は足し合わせられない）。",
                           svg);
    free_money(&with);
    return status;
}

/* ---- All models against the baseline ---- */

enum { NAMES = 230, BARS = 620, ROW = 32 };

/* Parts above nought go right of it, parts below left. */
static void put_model(rk_figure *figure, const money *with, const rk_scale *x, rk_plot_unit unit, size_t model,
                      double y)
{
    size_t run = with->on->reading->n_years;
    double right = 0.0, left = 0.0;
    char text[RK_TEXT_SIZE];
    rk_figure_label(figure, NAMES - 12.0, y, (rk_lettering){"end", RK_INK, 11.0, NAMES - 28.0, false, NULL},
                    rk_plot_model_title(with->on, model));
    for (size_t p = 0; p < N_PAYERS; p++) {
        double part = with->of[p].fan[model].paired[run].mean.mean, *side = part < 0.0 ? &left : &right;
        double from = rk_scale_at(x, *side);
        *side += part;
        double to = rk_scale_at(x, *side);
        if (with->used[p] && part != 0.0) {
            rk_figure_box(figure, fmin(from, to), y - 9.0, fabs(to - from), 18.0, payers[p].fill);
        }
    }
    rk_figure_by_blocks total = with->total.fan[model].paired[run].mean;
    double half = with->total.factor * total.error;
    if (isfinite(half)) {
        double low = rk_scale_at(x, total.mean - half), high = rk_scale_at(x, total.mean + half);
        rk_figure_line(figure, low, y, high, y, RK_INK, 1.5, NULL);
        rk_figure_line(figure, low, y - 5.0, low, y + 5.0, RK_INK, 1.5, NULL);
        rk_figure_line(figure, high, y - 5.0, high, y + 5.0, RK_INK, 1.5, NULL);
    }
    rk_text_number(text, total.mean * unit.factor, unit.decimals, true);
    rk_figure_text(figure, RK_FIGURE_WIDTH - RK_FIGURE_MARGIN - 30.0, y + 4.0,
                   (rk_lettering){"end", RK_INK, 11.5, 0.0, true, NULL}, text);
}

static void extremes(const money *with, double *low, double *high)
{
    const rk_reading *reading = with->on->reading;
    for (size_t m = 0; m < reading->n_models; m++) {
        double right = 0.0, left = 0.0;
        for (size_t p = 0; p < N_PAYERS; p++) {
            double part = with->of[p].fan[m].paired[reading->n_years].mean.mean;
            right += fmax(part, 0.0);
            left += fmin(part, 0.0);
        }
        rk_figure_by_blocks total = with->total.fan[m].paired[reading->n_years].mean;
        double half = isfinite(total.error) ? with->total.factor * total.error : 0.0;
        *low = fmin(*low, fmin(left, total.mean - half));
        *high = fmax(*high, fmax(right, total.mean + half));
    }
}

rk_status rk_plot_payers(const rk_plotting *on, char **svg)
{
    money with;
    rk_status status = read_money(on, &with);
    if (status != RK_OK) {
        return status;
    }
    const rk_reading *reading = on->reading;
    double low = 0.0, high = 0.0, top = 86.0, bottom = top + (double)(reading->n_models - 1) * ROW + 6.0;
    extremes(&with, &low, &high);
    rk_outcome total = rk_outcome_of(RK_METRIC_COST_TOTAL, 1, 1);
    rk_plot_unit unit = rk_plot_unit_of(on, &total, fmax(high, -low));
    rk_scale x = rk_scale_of(low, high, NAMES, BARS, 5);
    rk_figure figure;
    char subtitle[1024];
    snprintf(subtitle, sizeof subtitle,
             on->english ? "Each model minus \"%s\", a year on average, all municipalities; %s"
                         : "各モデル −「%s」、年平均、全市町村の合計（%s）",
             rk_plot_model_title(on, reading->baseline), unit.unit);
    rk_figure_begin(&figure, reading, on->english, bottom + 30.0 + RK_FIGURE_FOOT,
                    on->english ? "Who pays the extra cost" : "増える費用はだれが負担するか", subtitle);
    put_legend(&figure, &with, (rk_words_pair){"合計の95%区間", "95 % interval of the total"});
    rk_figure_columns(&figure, &x, top, bottom, unit.factor, true);
    double y = top + ROW / 2.0 + 3.0;
    for (size_t m = 0; m < reading->n_models; m++) {
        if (m != reading->baseline) {
            put_model(&figure, &with, &x, unit, m, y);
            y += ROW;
        }
    }
    status = rk_figure_end(&figure,
                           on->english ? "Figures at the right: total. Interval for all models at once (Bonferroni)."
                                       : "右の数字は合計。区間は全モデルに同時に成り立つ（ボンフェローニ調整）。",
                           svg);
    free_money(&with);
    return status;
}
