/* risk: when is nobody there? Chances that a municipality has nobody, or no cover, in a month. */
#include "analysis/blocks.h"
#include "analysis/risk_impl.h"

#include <math.h>
#include <stdlib.h>

enum { MONTHS = 12 };

/* A table with a row for each time and, for each model, a share and its error. */
static rk_status begin(const rk_risk_work *on, const char *id, rk_words_pair title, rk_words_pair rows, bool errors)
{
    size_t n = on->reading->n_models;
    rk_answer_column *columns = calloc(1 + 2 * n, sizeof *columns);
    if (columns == NULL) {
        return RK_ERR_MEMORY;
    }
    columns[0] = (rk_answer_column){.id = "time", .title = rows, .kind = RK_COLUMN_TEXT};
    for (size_t m = 0; m < n; m++) {
        const char *key = rk_answer_printf(on->answer, "%s", on->reading->model_key[m]);
        const char *error = rk_answer_printf(on->answer, "%s_error", on->reading->model_key[m]);
        columns[1 + 2 * m] = (rk_answer_column){
            .id = key, .title = {key, key}, .kind = RK_COLUMN_SHARE, .error = errors ? (int)(2 + 2 * m) : RK_NO_COLUMN};
        columns[2 + 2 * m] = (rk_answer_column){
            .id = error, .title = {"標準誤差", "standard error"}, .kind = RK_COLUMN_SHARE, .hidden = !errors};
    }
    rk_answer_begin(on->answer, id, title, columns, 1 + 2 * n);
    free(columns);
    return RK_OK;
}

/* Year with the highest chance under a model. */
typedef struct {
    size_t year;
    double chance;
} peak;

static rk_status add_years(const rk_risk_work *on, double **values, peak *highest)
{
    const rk_reading *reading = on->reading;
    double *one = malloc(reading->n_replications * sizeof *one);
    double factor = 1.0 / (MONTHS * (double)reading->n_municipalities);
    if (one == NULL) {
        return RK_ERR_MEMORY;
    }
    *highest = (peak){0, -1.0};
    for (size_t year = 0; year < reading->n_years; year++) {
        const char *name = rk_answer_printf(on->answer, "%d", (int)reading->fiscal_year[year]);
        rk_answer_text(on->answer, name, name);
        for (size_t m = 0; m < reading->n_models; m++) {
            for (size_t i = 0; i < reading->n_replications; i++) {
                one[i] = values[m][i * reading->n_years + year] * factor;
            }
            rk_figure_by_blocks figure = rk_mean_by_blocks(reading, one);
            rk_answer_number(on->answer, figure.mean);
            rk_answer_number(on->answer, figure.error);
            if (m == reading->baseline && figure.mean > highest->chance) {
                *highest = (peak){year, figure.mean};
            }
        }
    }
    free(one);
    return RK_OK;
}

static rk_status by_year(const rk_risk_work *on, const char *metric, const char *id, rk_words_pair title, peak *highest)
{
    double **values = NULL;
    rk_status status = rk_read_years_models(on->reading, metric, RK_ALL_PREFECTURES, &values);
    if (status == RK_OK) {
        status = begin(on, id, title, (rk_words_pair){"年度", "fiscal year"}, true);
    }
    if (status == RK_OK) {
        status = add_years(on, values, highest);
    }
    rk_free_models(on->reading, values);
    return status;
}

/* Chance of nobody in each month of the calendar, April first, over all years and municipalities: [n_models][12]. */
static rk_status calendar_of(const rk_reading *reading, double *chance)
{
    rk_status status = RK_OK;
    for (size_t m = 0; status == RK_OK && m < reading->n_models; m++) {
        double *nobody = NULL;
        size_t n = reading->n_years * MONTHS * reading->n_municipalities;
        status = rk_read_municipal(reading, "monthly", "nobody_chance", m, &nobody);
        for (size_t i = 0; status == RK_OK && i < n; i++) {
            chance[m * MONTHS + i / reading->n_municipalities % MONTHS] += nobody[i] * MONTHS / (double)n;
        }
        free(nobody);
    }
    return status;
}

static rk_status by_calendar(const rk_risk_work *on, peak *highest)
{
    static const rk_words_pair names[MONTHS] = {
        {"4月", "April"},     {"5月", "May"},       {"6月", "June"},     {"7月", "July"},
        {"8月", "August"},    {"9月", "September"}, {"10月", "October"}, {"11月", "November"},
        {"12月", "December"}, {"1月", "January"},   {"2月", "February"}, {"3月", "March"},
    };
    const rk_reading *reading = on->reading;
    double *chance = calloc(reading->n_models * MONTHS, sizeof *chance);
    rk_status status = chance != NULL ? calendar_of(reading, chance) : RK_ERR_MEMORY;
    if (status == RK_OK) {
        status = begin(on, "calendar",
                       (rk_words_pair){"職員不在の確率：暦月別（全年度の平均）",
                                       "Chance of nobody present, by month of the calendar"},
                       (rk_words_pair){"月", "month"}, false);
    }
    *highest = (peak){0, -1.0};
    for (size_t month = 0; status == RK_OK && month < MONTHS; month++) {
        rk_answer_text(on->answer, names[month].ja, names[month].en);
        for (size_t m = 0; m < reading->n_models; m++) {
            double value = chance[m * MONTHS + month];
            rk_answer_number(on->answer, value);
            rk_answer_number(on->answer, (double)NAN);
            if (m == reading->baseline && value > highest->chance) {
                *highest = (peak){month, value};
            }
        }
    }
    if (status == RK_OK && highest->chance > 0.0) {
        rk_answer_say(on->answer, "暦月では%1$sが最も高い（%3$.2f%%）。", "Of the calendar, %2$s is worst (%3$.2f %%).",
                      names[highest->year].ja, names[highest->year].en, 100.0 * highest->chance);
    }
    free(chance);
    return status;
}

rk_status rk_risk_when(const rk_risk_work *on)
{
    peak year, month;
    rk_status status =
        by_year(on, "zero_cover_months", "years_zero_cover",
                (rk_words_pair){"ある市町村がある月に空白である確率：年度別",
                                "Chance that a municipality is without cover in a month, by fiscal year"},
                &year);
    if (status == RK_OK) {
        status = by_year(on, "nobody_months", "years_nobody",
                         (rk_words_pair){"ある市町村がある月に職員不在である確率：年度別（支援の有無によらない）",
                                         "Chance that nobody is present in a month, support or not, by fiscal year"},
                         &year);
    }
    if (status == RK_OK && year.chance > 0.0) {
        rk_answer_say(on->answer, "基準で職員不在の確率が最も高いのは%1$d年度（月あたり%2$.2f%%）。",
                      "Under the baseline, nobody is present most often in FY%1$d (%2$.2f %% of months).",
                      (int)on->reading->fiscal_year[year.year], 100.0 * year.chance);
    }
    if (status == RK_OK) {
        status = by_calendar(on, &month);
    }
    return status;
}
