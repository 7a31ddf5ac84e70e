/* budget: the prefectures one by one, with the figures of small ones left out on request.
 *
 * Where the total is shown, one missing figure could be had by subtraction, so a second one goes too: Hundepool et al.,
 * Statistical Disclosure Control (2012), section 4.2.
 */
#include "analysis/budget_parts.h"

#include <stdlib.h>
#include <string.h>

static size_t municipalities_at(const rk_budget_work *work, size_t index)
{
    return rk_ledger_place_at(work->ledger, index).n_municipalities;
}

bool *rk_budget_suppressed(const rk_budget_work *work)
{
    size_t n = work->ledger->n_prefectures, n_hidden = 0, next = n;
    bool *hidden = calloc(n, sizeof *hidden);
    for (size_t p = 0; hidden != NULL && p < n; p++) {
        hidden[p] = municipalities_at(work, p) < work->options->suppress;
        n_hidden += hidden[p];
    }
    for (size_t p = 0; hidden != NULL && p < n; p++) {
        bool smaller = next == n || municipalities_at(work, p) < municipalities_at(work, next);
        next = !hidden[p] && smaller ? p : next;
    }
    if (n_hidden == 1 && next < n) {
        hidden[next] = true;
    }
    return hidden;
}

static void add_level(const rk_budget_work *work, const double *values)
{
    const rk_reading *units = work->ledger->units;
    rk_distribution level;
    for (size_t i = 0; i < units->n_replications; i++) {
        work->column[i] = values[i] / (double)units->n_years;
    }
    rk_distribution_of(units, work->column, work->work, &level);
    rk_budget_distribution(work, &level, NULL);
}

static rk_status add_place(const rk_budget_work *work, const rk_budget_line *line, size_t index, bool hidden,
                           size_t n_columns)
{
    enum { N_HEADS = 4 };
    const rk_reading *units = work->ledger->units;
    rk_ledger_place place = rk_ledger_place_at(work->ledger, index);
    double **values = NULL;
    rk_status status = rk_ledger_prefecture(work->ledger, line->metric, place, &values);
    for (size_t m = 0; status == RK_OK && m < units->n_models; m++) {
        rk_answer_text(work->answer, line->title.ja, line->title.en);
        rk_answer_text(work->answer, place.reading->prefecture_name[place.prefecture],
                       place.reading->prefecture_name_en[place.prefecture]);
        rk_answer_number(work->answer, (double)place.n_municipalities);
        rk_budget_model(work, m);
        if (!hidden) {
            add_level(work, values[m]);
        }
        for (size_t i = N_HEADS; hidden && i < n_columns; i++) {
            rk_answer_text(work->answer, "秘匿", "suppressed");
        }
    }
    rk_free_models(units, values);
    return status;
}

static rk_status add_line(const rk_budget_work *work, const rk_budget_line *line, const bool *hidden)
{
    double **values = NULL;
    rk_status status = rk_ledger_horizon(work->ledger, line->metric, &values);
    bool any = status == RK_OK && rk_budget_any(work, values, 1);
    size_t n_columns = rk_answer_n_columns(work->answer);
    rk_free_models(work->ledger->units, values);
    for (size_t index = 0; status == RK_OK && any && index < work->ledger->n_prefectures; index++) {
        status = add_place(work, line, index, hidden[index], n_columns);
    }
    return status;
}

rk_status rk_budget_add_prefectures(const rk_budget_work *work)
{
    static const rk_answer_column heads[] = {
        {.id = "payer", .title = {"負担者", "payer"}},
        {.id = "prefecture", .title = {"都道府県", "prefecture"}},
        {.id = "municipalities", .title = {"市町村数", "municipalities"}, .kind = RK_COLUMN_COUNT},
        {.id = "model", .title = {"モデル", "model"}}};
    if (work->ledger->n_prefectures == 1) {
        return RK_OK;
    }
    bool *hidden = rk_budget_suppressed(work);
    rk_status status = hidden != NULL ? RK_OK : RK_ERR_MEMORY;
    rk_budget_begin(work, "prefectures", (rk_words_pair){"都道府県別（年平均）", "By prefecture, a year on average"},
                    heads, sizeof heads / sizeof heads[0], false);
    if (work->payers.n > 1 || work->ledger->n_prefectures > 8) {
        rk_answer_hide(work->answer);
    }
    for (size_t p = 0; status == RK_OK && p < work->payers.n; p++) {
        status = add_line(work, &rk_budget_payers[work->payers.first + p], hidden);
    }
    free(hidden);
    return status;
}
