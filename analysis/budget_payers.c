/* budget: payers, over the run, discounted, and year by year. */
#include "analysis/budget_parts.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    rk_distribution average, present, *years; /* years: [n_years] */
    rk_figure_by_blocks difference, present_difference;
} figures;

typedef struct {
    bool any; /* something is paid */
    figures *models;
} payer;

static rk_figure_by_blocks paired(const rk_budget_work *work, const double *values, const double *baseline)
{
    for (size_t i = 0; i < work->ledger->units->n_replications; i++) {
        work->work[i] = values[i] - baseline[i];
    }
    return rk_mean_by_blocks(work->ledger->units, work->work);
}

/* baseline: room for the baseline's averages and present values. */
static void one_model(const rk_budget_work *work, const double *years, const double *const baseline[2], figures *out)
{
    const rk_reading *units = work->ledger->units;
    rk_budget_average(work, years, work->column);
    out->difference = paired(work, work->column, baseline[0]);
    rk_distribution_of(units, work->column, work->work, &out->average);
    rk_budget_present(work, years, work->column);
    out->present_difference = paired(work, work->column, baseline[1]);
    rk_distribution_of(units, work->column, work->work, &out->present);
    for (size_t y = 0; y < units->n_years; y++) {
        for (size_t i = 0; i < units->n_replications; i++) {
            work->column[i] = years[i * units->n_years + y];
        }
        rk_distribution_of(units, work->column, work->work, &out->years[y]);
    }
}

static rk_status one_payer(const rk_budget_work *work, const rk_budget_line *line, payer *out)
{
    const rk_reading *units = work->ledger->units;
    double **years = NULL, *average = malloc(units->n_replications * sizeof *average);
    double *present = malloc(units->n_replications * sizeof *present);
    rk_status status =
        average != NULL && present != NULL ? rk_ledger_years(work->ledger, line->metric, &years) : RK_ERR_MEMORY;
    if (status == RK_OK) {
        const double *const baseline[2] = {average, present};
        rk_budget_average(work, years[units->baseline], average);
        rk_budget_present(work, years[units->baseline], present);
        out->any = rk_budget_any(work, years, units->n_years);
        for (size_t m = 0; out->any && m < units->n_models; m++) {
            one_model(work, years[m], baseline, &out->models[m]);
        }
        rk_free_models(units, years);
    }
    free(average);
    free(present);
    return status;
}

/* ---- Tables ---- */

static void add_table(const rk_budget_work *work, const payer *payers, bool present)
{
    static const rk_answer_column heads[] = {{.id = "payer", .title = {"負担者", "payer"}},
                                             {.id = "model", .title = {"モデル", "model"}}};
    const rk_reading *units = work->ledger->units;
    rk_words_pair average_title = {"負担者別（年平均）", "By payer, a year on average"};
    rk_words_pair present_title = {"負担者別（全期間の現在価値）", "By payer, present value of the whole run"};
    rk_budget_begin(work, present ? "present_values" : "payers", present ? present_title : average_title, heads, 2,
                    true);
    for (size_t p = 0; p < work->payers.n; p++) {
        const rk_budget_line *line = &rk_budget_payers[work->payers.first + p];
        for (size_t m = 0; payers[p].any && m < units->n_models; m++) {
            const figures *of = &payers[p].models[m];
            rk_answer_text(work->answer, line->title.ja, line->title.en);
            rk_budget_model(work, m);
            rk_budget_distribution(work, present ? &of->present : &of->average,
                                   present ? &of->present_difference : &of->difference);
        }
    }
    rk_answer_note(
        work->answer,
        (rk_words_pair){"差は同じ試行どうしの差。±は標準誤差。上位10%の平均＝費用の大きい1割の将来での平均。",
                        "Differences are paired; ± is the standard error; worst 10 %: the mean of the dearest "
                        "tenth of the futures (expected shortfall)."});
}

static void add_years(const rk_budget_work *work, const payer *payers)
{
    static const rk_answer_column heads[] = {
        {.id = "payer", .title = {"負担者", "payer"}},
        {.id = "model", .title = {"モデル", "model"}},
        {.id = "fiscal_year", .title = {"年度", "fiscal year"}, .kind = RK_COLUMN_YEAR}};
    const rk_reading *units = work->ledger->units;
    rk_budget_begin(work, "years", (rk_words_pair){"年度別", "By fiscal year"}, heads, 3, false);
    if (work->payers.n > 1) {
        rk_answer_hide(work->answer);
    }
    for (size_t p = 0; p < work->payers.n; p++) {
        const rk_budget_line *line = &rk_budget_payers[work->payers.first + p];
        for (size_t k = 0; payers[p].any && k < units->n_models * units->n_years; k++) {
            rk_answer_text(work->answer, line->title.ja, line->title.en);
            rk_budget_model(work, k / units->n_years);
            rk_answer_number(work->answer, (double)units->fiscal_year[k % units->n_years]);
            rk_budget_distribution(work, &payers[p].models[k / units->n_years].years[k % units->n_years], NULL);
        }
    }
}

/* ---- In words ---- */

static rk_words_pair yen(const rk_budget_work *work, double amount, bool signed_)
{
    return rk_answer_yen(work->answer, amount, signed_);
}

static void say_level(const rk_budget_work *work, size_t model, const figures *of, bool most)
{
    const rk_reading *units = work->ledger->units;
    const rk_words_pair subject = rk_budget_main(work->payers)->subject;
    const rk_distribution *level = &of->average;
    bool only = units->n_models == 1;
    rk_words_pair mean = yen(work, level->mean.mean, false), p90 = yen(work, level->quantile[3], false);
    rk_words_pair range = rk_budget_range(work, level->mean.mean, level->mean.error, false);
    rk_words_pair word = {most ? "が最も多いのは" : "が最も少ないのは", most ? "is highest: " : "is lowest: "};
    rk_answer_say(work->answer, "%1$s%3$s「%5$s」：年平均%7$s（%9$s）、10回に1回は%11$sを超える。",
                  "Under %6$s %2$s %4$s%8$s a year on average (%10$s), and in one future in ten more than %12$s.",
                  subject.ja, subject.en, only ? "は" : word.ja, only ? "is " : word.en, units->model_title[model],
                  units->model_title_en[model], mean.ja, mean.en, range.ja, range.en, p90.ja, p90.en);
}

static void say_difference(const rk_budget_work *work, size_t model, const figures *of)
{
    const rk_reading *units = work->ledger->units;
    rk_words_pair mean = yen(work, of->difference.mean, true);
    rk_words_pair range = rk_budget_range(work, of->difference.mean, of->difference.error, true);
    rk_answer_say(work->answer, "「%3$s」は「%1$s」に比べ年%5$s（同じ試行どうしの差、%7$s）。",
                  "Against %2$s, %4$s makes it %6$s a year (paired; %8$s).", units->model_title[units->baseline],
                  units->model_title_en[units->baseline], units->model_title[model], units->model_title_en[model],
                  mean.ja, mean.en, range.ja, range.en);
}

/* The cheapest model, unless it costs nothing, and the dearest. */
static void say_extremes(const rk_budget_work *work, const payer *main)
{
    const rk_reading *units = work->ledger->units;
    size_t least = 0, most = 0;
    for (size_t m = 1; m < units->n_models; m++) {
        double mean = main->models[m].average.mean.mean;
        least = mean < main->models[least].average.mean.mean ? m : least;
        most = mean > main->models[most].average.mean.mean ? m : most;
    }
    if (least != most && main->models[least].average.mean.mean != 0.0) {
        say_level(work, least, &main->models[least], false);
    }
    say_level(work, most, &main->models[most], true);
    if (most != units->baseline && main->models[units->baseline].average.mean.mean != 0.0) {
        say_difference(work, most, &main->models[most]);
    }
}

static payer *new_payers(size_t n, size_t n_models, size_t n_years)
{
    payer *payers = calloc(n, sizeof *payers);
    figures *models = calloc(n * n_models, sizeof *models);
    rk_distribution *years = calloc(n * n_models * n_years, sizeof *years);
    if (payers == NULL || models == NULL || years == NULL) {
        free(payers);
        free(models);
        free(years);
        return NULL;
    }
    for (size_t k = 0; k < n * n_models; k++) {
        models[k].years = &years[k * n_years];
        payers[k / n_models].models = &models[k / n_models * n_models];
    }
    return payers;
}

rk_status rk_budget_add_payers(const rk_budget_work *work)
{
    const rk_reading *units = work->ledger->units;
    payer *payers = new_payers(work->payers.n, units->n_models, units->n_years);
    rk_status status = payers != NULL ? RK_OK : RK_ERR_MEMORY;
    for (size_t p = 0; status == RK_OK && p < work->payers.n; p++) {
        status = one_payer(work, &rk_budget_payers[work->payers.first + p], &payers[p]);
    }
    if (status == RK_OK && payers[work->payers.n - 1].any) {
        say_extremes(work, &payers[work->payers.n - 1]);
    } else if (status == RK_OK) {
        const rk_budget_line *line = rk_budget_main(work->payers);
        rk_answer_say(work->answer, "%1$sはどのモデルでも0円。", "Under every model %2$s is nothing.", line->subject.ja,
                      line->subject.en);
    }
    if (status == RK_OK) {
        add_table(work, payers, false);
        add_table(work, payers, true);
        add_years(work, payers);
    }
    if (payers != NULL) {
        free(payers[0].models[0].years);
        free(payers[0].models);
    }
    free(payers);
    return status;
}
