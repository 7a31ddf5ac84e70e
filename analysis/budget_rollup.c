/* budget: what a sum needs, against the sum of what its parts need; and the prefectures one by one.
 *
 * Bad years of municipalities do not all come in the same future, so the P90 of their sum is smaller than the sum of
 * their P90s: what a ministry saves by carrying the risk together. Sums are those of single replications.
 */
#include "analysis/budget_parts.h"

#include "analysis/sort.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double share_asked = 0.90;

/* An amount and its error. */
typedef struct {
    double whole, whole_error;                   /* P90 of the sum */
    double parts, parts_error;                   /* sum of P90s of the prefectures */
    double excess, excess_error;                 /* their difference */
    double municipalities, municipalities_error; /* sum of P90s of the municipalities */
} rollup;

/* ---- The parts ---- */

/* Adds to what municipalities' P90s say: file quantiles have no replications behind them, so the error of each is that
 * of a normal tail through its P50 and P90, with as many independent replications as the error of its mean is worth.
 * They may all err in one direction: their errors are added up. */
static rk_status add_municipalities(const rk_budget_work *work, const char *metric, size_t model, rollup *out)
{
    static const char *const wanted[] = {"p90", "p50", "sd", "error"};
    double *values[4] = {NULL}, z = gsl_cdf_ugaussian_Pinv(share_asked);
    const rk_reading *units = work->ledger->units;
    rk_status status = RK_OK;
    char dataset[64];
    for (int i = 0; status == RK_OK && i < 4; i++) {
        (void)snprintf(dataset, sizeof dataset, "%s_%s", metric, wanted[i]);
        status = rk_ledger_municipal(work->ledger, "horizon", dataset, model, &values[i]);
    }
    for (size_t i = 0; status == RK_OK && i < work->ledger->n_municipalities; i++) {
        double years = (double)units->n_years, spread = (values[0][i] - values[1][i]) / z;
        double relative =
            values[2][i] > 0.0 ? values[3][i] / values[2][i] : 0.0; /* one over the root of their number */
        out->municipalities += values[0][i] / years;
        out->municipalities_error +=
            sqrt(share_asked * (1.0 - share_asked)) * relative * spread / gsl_ran_ugaussian_pdf(z) / years;
    }
    for (int i = 0; i < 4; i++) {
        free(values[i]);
    }
    return status;
}

/* Of each replication, what the P90s of its prefectures and of the whole are, to first order. */
typedef struct {
    double **whole, **parts; /* [n_models] of [n_replications]: influence, see rk_quantile_influence */
    double *sums;            /* [n_models] of the prefectures' P90s */
} influences;

static rk_status add_prefecture(const rk_budget_work *work, const char *metric, size_t index, influences *out)
{
    const rk_reading *units = work->ledger->units;
    double **values = NULL;
    rk_status status = rk_ledger_prefecture(work->ledger, metric, rk_ledger_place_at(work->ledger, index), &values);
    for (size_t m = 0; status == RK_OK && m < units->n_models; m++) {
        memcpy(work->work, values[m], units->n_replications * sizeof *work->work);
        rk_sort(work->work, units->n_replications);
        out->sums[m] += rk_quantile_of_sorted(work->work, units->n_replications, share_asked);
        rk_quantile_influence(units, values[m], work->work, share_asked, 1.0, out->parts[m]);
    }
    rk_free_models(units, values);
    return status;
}

static void finish(const rk_budget_work *work, const influences *all, const double *values, size_t model, rollup *out)
{
    const rk_reading *units = work->ledger->units;
    size_t n = units->n_replications;
    double years = (double)units->n_years;
    memcpy(work->work, values, n * sizeof *work->work);
    rk_sort(work->work, n);
    out->whole = rk_quantile_of_sorted(work->work, n, share_asked) / years;
    rk_quantile_influence(units, values, work->work, share_asked, 1.0, all->whole[model]);
    out->whole_error = rk_mean_by_blocks(units, all->whole[model]).error / years;
    out->parts = all->sums[model] / years;
    out->parts_error = rk_mean_by_blocks(units, all->parts[model]).error / years;
    for (size_t i = 0; i < n; i++) {
        work->work[i] = all->parts[model][i] - all->whole[model][i];
    }
    out->excess = out->parts - out->whole;
    out->excess_error = rk_mean_by_blocks(units, work->work).error / years;
}

static double **zeros(const rk_reading *units)
{
    double **values = calloc(units->n_models, sizeof *values);
    for (size_t m = 0; values != NULL && m < units->n_models; m++) {
        values[m] = calloc(units->n_replications, sizeof **values);
        if (values[m] == NULL) {
            rk_free_models(units, values);
            return NULL;
        }
    }
    return values;
}

/* Are there municipalities' P90s of it? */
static bool has_municipalities(const rk_budget_work *work, const rk_budget_line *line)
{
    char dataset[64];
    (void)snprintf(dataset, sizeof dataset, "horizon/%s_p90", line->metric);
    return rk_reading_has(work->ledger->units, dataset);
}

static rk_status one_line(const rk_budget_work *work, const rk_budget_line *line, bool *any, rollup *out)
{
    const rk_reading *units = work->ledger->units;
    influences all = {zeros(units), zeros(units), calloc(units->n_models, sizeof *all.sums)};
    double **values = NULL;
    bool whole = all.whole != NULL && all.parts != NULL && all.sums != NULL;
    rk_status status = whole ? rk_ledger_horizon(work->ledger, line->metric, &values) : RK_ERR_MEMORY;
    *any = status == RK_OK && rk_budget_any(work, values, 1);
    for (size_t p = 0; status == RK_OK && *any && p < work->ledger->n_prefectures; p++) {
        status = add_prefecture(work, line->metric, p, &all);
    }
    for (size_t m = 0; status == RK_OK && *any && m < units->n_models; m++) {
        out[m] = (rollup){0};
        finish(work, &all, values[m], m, &out[m]);
        if (has_municipalities(work, line)) {
            status = add_municipalities(work, line->metric, m, &out[m]);
        } else {
            out[m].municipalities = out[m].municipalities_error = (double)NAN;
        }
    }
    rk_free_models(units, values);
    rk_free_models(units, all.whole);
    rk_free_models(units, all.parts);
    free(all.sums);
    return status;
}

/* ---- Table and sentence ---- */

static void begin_rollup(const rk_budget_work *work)
{
    bool one = work->ledger->n_prefectures == 1;
    const rk_answer_column columns[] = {
        {.id = "payer", .title = {"負担者", "payer"}},
        {.id = "model", .title = {"モデル", "model"}},
        {.id = "p90_of_sum", .title = {"合計のP90", "P90 of the sum"}, .kind = RK_COLUMN_YEN, .error = 3},
        {.id = "p90_of_sum_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_YEN},
        {.id = "sum_of_prefectures",
         .title = {"都道府県P90の和", "sum of prefectures' P90"},
         .kind = RK_COLUMN_YEN,
         .error = 5,
         .hidden = one},
        {.id = "sum_of_prefectures_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_YEN},
        {.id = "excess_of_prefectures",
         .title = {"合計との差", "more than needed"},
         .kind = RK_COLUMN_YEN,
         .signed_ = true,
         .error = 7,
         .hidden = one},
        {.id = "excess_of_prefectures_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_YEN},
        {.id = "sum_of_municipalities",
         .title = {"市町村P90の和", "sum of municipalities' P90"},
         .kind = RK_COLUMN_YEN,
         .error = 9},
        {.id = "sum_of_municipalities_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_YEN},
        {.id = "excess_of_municipalities",
         .title = {"合計との差", "more than needed"},
         .kind = RK_COLUMN_YEN,
         .signed_ = true,
         .error = 11},
        {.id = "excess_of_municipalities_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_YEN},
    };
    rk_answer_begin(work->answer, "rollup",
                    (rk_words_pair){"積み上げ：合計のP90とP90の合計（年平均）",
                                    "Roll-up: P90 of the sum against the sum of P90s, a year on average"},
                    columns, sizeof columns / sizeof columns[0]);
}

static void add_row(const rk_budget_work *work, const rk_budget_line *line, size_t model, const rollup *of)
{
    const double cells[] = {of->whole,
                            of->whole_error,
                            of->parts,
                            of->parts_error,
                            of->excess,
                            of->excess_error,
                            of->municipalities,
                            of->municipalities_error,
                            of->municipalities - of->whole,
                            of->municipalities_error + of->whole_error};
    rk_answer_text(work->answer, line->title.ja, line->title.en);
    rk_budget_model(work, model);
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        rk_answer_number(work->answer, cells[i]);
    }
}

static void say_excess(const rk_budget_work *work, const rk_budget_line *line, const rollup *of)
{
    bool parts = work->ledger->n_prefectures > 1;
    double sum = parts ? of->parts : of->municipalities, excess = sum - of->whole;
    double error = parts ? of->excess_error : of->municipalities_error + of->whole_error;
    if (isnan(sum)) {
        return;
    }
    rk_words_pair added = rk_answer_yen(work->answer, sum, false),
                  whole = rk_answer_yen(work->answer, of->whole, false);
    rk_words_pair more = rk_answer_yen(work->answer, excess, true);
    rk_words_pair range = rk_budget_range(work, excess, error, true);
    size_t baseline = work->ledger->units->baseline;
    rk_answer_say(
        work->answer, "「%1$s」の%3$s：%5$sごとのP90を足すと年%7$sだが、合計のP90は%9$s。差は%11$s（%13$s）。",
        "Under %2$s, P90s of %4$s of single %6$s add up to %8$s a year; the P90 of their sum is %10$s: a difference of "
        "%12$s (%14$s).",
        work->ledger->units->model_title[baseline], work->ledger->units->model_title_en[baseline], line->subject.ja,
        line->subject.en, parts ? "都道府県" : "市町村", parts ? "prefectures" : "municipalities", added.ja, added.en,
        whole.ja, whole.en, more.ja, more.en, range.ja, range.en);
}

rk_status rk_budget_add_rollup(const rk_budget_work *work)
{
    const rk_reading *units = work->ledger->units;
    rollup *models = calloc(units->n_models, sizeof *models);
    rk_status status = models != NULL ? RK_OK : RK_ERR_MEMORY;
    bool begun = false;
    for (size_t p = 0; status == RK_OK && p < work->payers.n; p++) {
        const rk_budget_line *line = &rk_budget_payers[work->payers.first + p];
        bool any = false;
        if (work->ledger->n_prefectures == 1 && !has_municipalities(work, line)) {
            continue; /* there are no parts to add up */
        }
        status = one_line(work, line, &any, models);
        for (size_t m = 0; status == RK_OK && any && m < units->n_models; m++) {
            if (!begun) {
                begin_rollup(work);
                begun = true;
            }
            add_row(work, line, m, &models[m]);
        }
        if (status == RK_OK && any && line == rk_budget_main(work->payers)) {
            say_excess(work, line, &models[units->baseline]);
        }
    }
    if (begun) {
        rk_answer_note(
            work->answer,
            (rk_words_pair){"市町村のP90は結果ファイルの分位点（誤差は正規近似による目安）。",
                            "P90s of municipalities are those of the results file, in bins; their errors are "
                            "by a normal tail, added up, and so rather too large."});
    }
    free(models);
    return status;
}
