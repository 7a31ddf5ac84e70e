/* budget: what the money is for, and what funding rules move between payers. */
#include "analysis/budget_parts.h"
#include "analysis/outcome.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void item_name(const rk_budget_work *work, size_t item)
{
    rk_outcome outcome;
    bool known = rk_outcome_find(work->ledger->units, rk_metrics[RK_METRIC_COST_STAFF + item].name, &outcome);
    assert(known);
    (void)known;
    rk_answer_text(work->answer, outcome.title.ja, outcome.title.en);
}

/* ---- Over the run ---- */

static rk_status one_item(const rk_budget_work *work, size_t item, bool *any)
{
    const rk_reading *units = work->ledger->units;
    size_t n = units->n_replications;
    double **values = NULL;
    rk_status status = rk_ledger_horizon(work->ledger, rk_metrics[RK_METRIC_COST_STAFF + item].name, &values);
    if (status != RK_OK) {
        return status;
    }
    *any = rk_budget_any(work, values, 1);
    for (size_t m = 0; *any && m < units->n_models; m++) {
        rk_distribution level;
        for (size_t i = 0; i < n; i++) {
            work->work[i] = (values[m][i] - values[units->baseline][i]) / (double)units->n_years;
        }
        rk_figure_by_blocks difference = rk_mean_by_blocks(units, work->work);
        for (size_t i = 0; i < n; i++) {
            work->column[i] = values[m][i] / (double)units->n_years;
        }
        rk_distribution_of(units, work->column, work->work, &level);
        item_name(work, item);
        rk_budget_model(work, m);
        rk_budget_distribution(work, &level, &difference);
    }
    rk_free_models(units, values);
    return RK_OK;
}

/* ---- By fiscal year ---- */

/* Sum over municipalities of a year's mean, and of its errors: no error of a sum is larger. */
static rk_status item_years(const rk_budget_work *work, size_t item, size_t model)
{
    char dataset[64];
    const char *metric = rk_metrics[RK_METRIC_COST_STAFF + item].name;
    size_t n = work->ledger->n_municipalities;
    double *mean = NULL, *error = NULL;
    (void)snprintf(dataset, sizeof dataset, "%s_mean", metric);
    rk_status status = rk_ledger_municipal(work->ledger, "municipal", dataset, model, &mean);
    (void)snprintf(dataset, sizeof dataset, "%s_error", metric);
    status = status == RK_OK ? rk_ledger_municipal(work->ledger, "municipal", dataset, model, &error) : status;
    for (size_t y = 0; status == RK_OK && y < work->ledger->units->n_years; y++) {
        double sum = 0.0, errors = 0.0;
        for (size_t i = 0; i < n; i++) {
            sum += mean[y * n + i];
            errors += error[y * n + i];
        }
        item_name(work, item);
        rk_budget_model(work, model);
        rk_answer_number(work->answer, (double)work->ledger->units->fiscal_year[y]);
        rk_answer_number(work->answer, sum);
        rk_answer_number(work->answer, errors);
    }
    free(mean);
    free(error);
    return status;
}

static rk_status add_item_years(const rk_budget_work *work, const bool any[RK_N_ITEMS])
{
    static const rk_answer_column columns[] = {
        {.id = "item", .title = {"費目", "item"}},
        {.id = "model", .title = {"モデル", "model"}},
        {.id = "fiscal_year", .title = {"年度", "fiscal year"}, .kind = RK_COLUMN_YEAR},
        {.id = "mean", .title = {"平均", "mean"}, .kind = RK_COLUMN_YEN, .error = 4},
        {.id = "error_at_most", .title = {"標準誤差（上限）", "error at most"}, .kind = RK_COLUMN_YEN}};
    rk_status status = RK_OK;
    rk_answer_begin(work->answer, "item_years", (rk_words_pair){"費目別・年度別", "By item and fiscal year"}, columns,
                    sizeof columns / sizeof columns[0]);
    rk_answer_hide(work->answer);
    for (size_t item = 0; item < RK_N_ITEMS; item++) {
        for (size_t m = 0; status == RK_OK && any[item] && m < work->ledger->units->n_models; m++) {
            status = item_years(work, item, m);
        }
    }
    return status;
}

rk_status rk_budget_add_items(const rk_budget_work *work)
{
    static const rk_answer_column heads[] = {{.id = "item", .title = {"費目", "item"}},
                                             {.id = "model", .title = {"モデル", "model"}}};
    bool any[RK_N_ITEMS] = {false};
    rk_status status = RK_OK;
    if (work->options->payer != NULL) {
        return RK_OK; /* items are not kept by payer */
    }
    rk_budget_begin(work, "items", (rk_words_pair){"費目別（年平均）", "By item, a year on average"}, heads, 2, true);
    for (size_t item = 0; status == RK_OK && item < RK_N_ITEMS; item++) {
        status = one_item(work, item, &any[item]);
    }
    return status == RK_OK ? add_item_years(work, any) : status;
}

/* ---- Funding rules ---- */

typedef struct {
    char **rule, **title, **title_ja, **of, **by; /* [n] */
    double *mean, *error;                         /* [n_models][n] */
    size_t n;
} rules;

static void free_rules(rules *all)
{
    char **const texts[] = {all->rule, all->title, all->title_ja, all->of, all->by};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        rk_free_texts(texts[i], all->n);
    }
    free(all->mean);
    free(all->error);
}

static rk_status read_rules(const rk_reading *reading, rules *all)
{
    const struct {
        const char *path;
        char ***texts;
    } wanted[] = {{"funding/rule", &all->rule},
                  {"funding/rule_title", &all->title},
                  {"funding/rule_title_ja", &all->title_ja},
                  {"funding/rule_of", &all->of},
                  {"funding/rule_by", &all->by}};
    rk_status status = rk_read_length(reading, "funding/rule", &all->n);
    for (size_t i = 0; status == RK_OK && i < sizeof wanted / sizeof wanted[0]; i++) {
        status = rk_read_texts(reading, wanted[i].path, all->n, wanted[i].texts);
    }
    if (status == RK_OK) {
        status = rk_read_numbers(reading, "funding/total_mean", reading->n_models * all->n, &all->mean);
    }
    return status == RK_OK ? rk_read_numbers(reading, "funding/total_error", reading->n_models * all->n, &all->error)
                           : status;
}

/* "municipality" as people call it. */
static void payer_name(const rk_budget_work *work, const char *name)
{
    for (size_t i = 0; i < RK_N_PAYERS; i++) {
        if (strcmp(rk_budget_payers[i].name, name) == 0) {
            rk_answer_text(work->answer, rk_budget_payers[i].title.ja, rk_budget_payers[i].title.en);
            return;
        }
    }
    rk_answer_text(work->answer, name, name);
}

static void add_rules(const rk_budget_work *work, size_t index, const rules *all)
{
    const rk_reading *reading = work->ledger->readings[index];
    double years = (double)reading->n_years;
    for (size_t rule = 0; rule < all->n; rule++) {
        for (size_t m = 0; m < reading->n_models; m++) {
            size_t own = work->ledger->model_of[index * reading->n_models + m];
            const char *first = reading->prefecture_name[0], *first_en = reading->prefecture_name_en[0];
            bool one = reading->n_prefectures == 1;
            rk_answer_text(work->answer, one ? first : reading->title, one ? first_en : reading->title);
            rk_answer_text(work->answer, all->title_ja[rule], all->title[rule]);
            payer_name(work, all->of[rule]);
            payer_name(work, all->by[rule]);
            rk_budget_model(work, m);
            rk_answer_number(work->answer, all->mean[own * all->n + rule] / years);
            rk_answer_number(work->answer, all->error[own * all->n + rule] / years);
        }
    }
}

rk_status rk_budget_add_funding(const rk_budget_work *work)
{
    static const rk_answer_column columns[] = {
        {.id = "prefecture", .title = {"都道府県", "prefecture"}},
        {.id = "rule", .title = {"財政措置", "funding rule"}},
        {.id = "from", .title = {"負担が減る者", "takes over from"}},
        {.id = "by", .title = {"負担する者", "paid by"}},
        {.id = "model", .title = {"モデル", "model"}},
        {.id = "mean", .title = {"年平均", "a year on average"}, .kind = RK_COLUMN_YEN, .error = 6},
        {.id = "error", .title = {"標準誤差", "standard error"}, .kind = RK_COLUMN_YEN}};
    bool begun = false, *suppressed = rk_budget_suppressed(work);
    rk_status status = suppressed != NULL ? RK_OK : RK_ERR_MEMORY;
    for (size_t i = 0, first = 0; status == RK_OK && i < work->ledger->n_readings; i++) {
        const rk_reading *reading = work->ledger->readings[i];
        rules all = {0};
        bool silent = !rk_reading_has(reading, "funding/rule");
        for (size_t p = 0; p < reading->n_prefectures; p++) {
            silent = silent || suppressed[first + p];
        }
        first += reading->n_prefectures;
        if (silent) {
            continue;
        }
        if (!begun) {
            rk_answer_begin(work->answer, "funding", (rk_words_pair){"財政措置", "What funding rules move"}, columns,
                            sizeof columns / sizeof columns[0]);
            begun = true;
        }
        status = read_rules(reading, &all);
        if (status == RK_OK) {
            add_rules(work, i, &all);
        }
        free_rules(&all);
    }
    free(suppressed);
    return status;
}
