/* budget: what each payer, cost item and fiscal year costs, and how sure.
 *
 * Money is that of whole futures, so what goes together stays together: the P90 of a sum is read off the sums of the
 * single replications, never added up from P90s. Expected shortfall: Rockafellar and Uryasev, Optimization of
 * conditional value-at-risk, Journal of Risk 2 (2000). Quantiles and their intervals: analysis/blocks.h.
 */
#include "analysis/budget_parts.h"
#include "analysis/outcome.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const rk_budget_line rk_budget_payers[RK_N_PAYERS] = {
    {"municipality", "paid_municipality", {"市町村", "municipalities"}, {"市町村の負担", "what municipalities pay"}},
    {"prefecture", "paid_prefecture", {"都道府県", "prefecture"}, {"都道府県の負担", "what the prefecture pays"}},
    {"nation", "paid_nation", {"国", "nation"}, {"国の負担", "what the nation pays"}},
    {"joint_office",
     "paid_joint_office",
     {"共同組織", "joint office"},
     {"共同組織の負担", "what the joint office pays"}},
    {"other", "paid_other", {"その他", "others"}, {"その他の負担", "what others pay"}},
    {"total", "cost_total", {"総費用", "total"}, {"総費用", "the total cost"}},
};

const rk_budget_line *rk_budget_main(rk_budget_choice choice)
{
    return &rk_budget_payers[choice.first + choice.n - 1];
}

/* ---- What the parts share ---- */

void rk_budget_model(const rk_budget_work *work, size_t model)
{
    const rk_reading *units = work->ledger->units;
    rk_answer_text(work->answer, units->model_title[model], units->model_title_en[model]);
}

rk_words_pair rk_budget_range(const rk_budget_work *work, double mean, double error, bool signed_)
{
    rk_answer *answer = work->answer;
    double half = rk_interval_factor(work->ledger->units, 0.95, 1) * error;
    rk_words_pair low = rk_answer_yen(answer, mean - half, signed_), high = rk_answer_yen(answer, mean + half, signed_);
    return isnan(half) ? (rk_words_pair){"誤差は不明：試行が少なすぎる", "error unknown: too few replications"}
                       : (rk_words_pair){rk_answer_printf(answer, "95%%区間 %s～%s", low.ja, high.ja),
                                         rk_answer_printf(answer, "95 %% interval %s to %s", low.en, high.en)};
}

bool rk_budget_any(const rk_budget_work *work, double *const *values, size_t n_each)
{
    const rk_reading *units = work->ledger->units;
    for (size_t m = 0; m < units->n_models; m++) {
        for (size_t i = 0; i < units->n_replications * n_each; i++) {
            if (values[m][i] != 0.0) {
                return true;
            }
        }
    }
    return false;
}

void rk_budget_average(const rk_budget_work *work, const double *years, double *average)
{
    size_t n_years = work->ledger->units->n_years;
    for (size_t i = 0; i < work->ledger->units->n_replications; i++) {
        double sum = 0.0;
        for (size_t y = 0; y < n_years; y++) {
            sum += years[i * n_years + y];
        }
        average[i] = sum / (double)n_years;
    }
}

void rk_budget_present(const rk_budget_work *work, const double *years, double *present)
{
    size_t n_years = work->ledger->units->n_years;
    for (size_t i = 0; i < work->ledger->units->n_replications; i++) {
        double sum = 0.0, factor = 1.0;
        for (size_t y = 0; y < n_years; y++) {
            sum += factor * years[i * n_years + y];
            factor /= 1.0 + work->discount;
        }
        present[i] = sum;
    }
}

/* ---- Tables of distributions ---- */

enum { HEADS_MAX = 4, N_LEVEL = 2, N_DIFFERENCE = 4, N_OF_QUANTILE = 4, N_OF_TAIL = 2 };

static int add_column(rk_answer_column *columns, int n, const char *id, rk_words_pair title, bool signed_, bool hidden)
{
    columns[n] =
        (rk_answer_column){.id = id, .title = title, .kind = RK_COLUMN_YEN, .signed_ = signed_, .hidden = hidden};
    return n + 1;
}

static int add_with_error(rk_answer_column *columns, int n, const char *const ids[2], rk_words_pair title, bool signed_)
{
    int error = add_column(columns, n, ids[0], title, signed_, false);
    columns[n].error = error;
    return add_column(columns, error, ids[1], (rk_words_pair){"標準誤差", "standard error"}, false, false);
}

void rk_budget_begin(const rk_budget_work *work, const char *id, rk_words_pair title, const rk_answer_column *heads,
                     size_t n_heads, bool difference)
{
    static const char *const quantile_ids[RK_N_QUANTILES][N_OF_QUANTILE] = {
        {"p10", "p10_error", "p10_low", "p10_high"},
        {"p50", "p50_error", "p50_low", "p50_high"},
        {"p80", "p80_error", "p80_low", "p80_high"},
        {"p90", "p90_error", "p90_low", "p90_high"},
        {"p95", "p95_error", "p95_low", "p95_high"}};
    static const char *const quantile_titles[RK_N_QUANTILES] = {"P10", "P50", "P80", "P90", "P95"};
    static const char *const tail_ids[RK_N_TAILS][N_OF_TAIL] = {{"cvar90", "cvar90_error"}, {"cvar95", "cvar95_error"}};
    static const rk_words_pair tail_titles[RK_N_TAILS] = {{"上位10%の平均", "worst 10 %"},
                                                          {"上位5%の平均", "worst 5 %"}};
    rk_answer_column
        columns[HEADS_MAX + N_LEVEL + N_DIFFERENCE + RK_N_QUANTILES * N_OF_QUANTILE + RK_N_TAILS * N_OF_TAIL];
    int n = (int)n_heads;
    memcpy(columns, heads, n_heads * sizeof *columns);
    n = add_with_error(columns, n, (const char *const[]){"mean", "error"}, (rk_words_pair){"平均", "mean"}, false);
    if (difference) {
        n = add_with_error(columns, n, (const char *const[]){"difference", "difference_error"},
                           (rk_words_pair){"基準との差", "against baseline"}, true);
        n = add_column(columns, n, "difference_low", (rk_words_pair){"差の95%下限", "from"}, true, true);
        n = add_column(columns, n, "difference_high", (rk_words_pair){"差の95%上限", "to"}, true, true);
    }
    for (int i = 0; i < RK_N_QUANTILES; i++) {
        n = add_with_error(columns, n, quantile_ids[i], (rk_words_pair){quantile_titles[i], quantile_titles[i]}, false);
        n = add_column(columns, n, quantile_ids[i][2], (rk_words_pair){"95%下限", "from"}, false, true);
        n = add_column(columns, n, quantile_ids[i][3], (rk_words_pair){"95%上限", "to"}, false, true);
    }
    for (int i = 0; i < RK_N_TAILS; i++) {
        n = add_with_error(columns, n, tail_ids[i], tail_titles[i], false);
    }
    rk_answer_begin(work->answer, id, title, columns, (size_t)n);
}

void rk_budget_distribution(const rk_budget_work *work, const rk_distribution *level,
                            const rk_figure_by_blocks *difference)
{
    rk_answer *answer = work->answer;
    double factor = rk_interval_factor(work->ledger->units, 0.95, 1);
    rk_answer_number(answer, level->mean.mean);
    rk_answer_number(answer, level->mean.error);
    if (difference != NULL) {
        rk_answer_number(answer, difference->mean);
        rk_answer_number(answer, difference->error);
        rk_answer_number(answer, difference->mean - factor * difference->error);
        rk_answer_number(answer, difference->mean + factor * difference->error);
    }
    for (int i = 0; i < RK_N_QUANTILES; i++) {
        rk_answer_number(answer, level->quantile[i]);
        rk_answer_number(answer, (level->high[i] - level->low[i]) / (2.0 * factor));
        rk_answer_number(answer, level->low[i]);
        rk_answer_number(answer, level->high[i]);
    }
    for (int i = 0; i < RK_N_TAILS; i++) {
        rk_answer_number(answer, level->tail[i].mean);
        rk_answer_number(answer, level->tail[i].error);
    }
}

/* ---- All of it ---- */

static rk_status choose(const rk_ledger *ledger, const char *payer, rk_budget_choice *choice)
{
    *choice = (rk_budget_choice){0, RK_N_PAYERS};
    for (size_t i = 0; payer != NULL && i < RK_N_PAYERS; i++) {
        if (strcmp(rk_budget_payers[i].name, payer) == 0) {
            *choice = (rk_budget_choice){i, 1};
            return RK_OK;
        }
    }
    if (payer != NULL) {
        rk_reading_fail(ledger->units->path,
                        "there is no payer \"%s\"; payers are municipality, prefecture, nation, joint_office, other "
                        "and total",
                        payer);
    }
    return payer == NULL ? RK_OK : RK_ERR_OPTIONS;
}

static void say_money(const rk_budget_work *work)
{
    (void)rk_answer_say_few(work->answer, work->ledger->units->n_units, work->ledger->units->inner);
    double year = rk_ledger_number(work->ledger, "parameters.prices.year", (double)NAN);
    if (work->ledger->n_readings > 1) {
        rk_answer_say(work->answer, "%1$zuつの結果ファイルを試行ごとに合算した（%2$zu都道府県、%3$zu市町村）。",
                      "%1$zu results files are added up replication by replication (%2$zu prefectures, %3$zu "
                      "municipalities).",
                      work->ledger->n_readings, work->ledger->n_prefectures, work->ledger->n_municipalities);
    }
    rk_answer_say(
        work->answer, "金額は%1$.0f年度価格、全市町村の合計。現在価値は割引率年%2$.3g%%、基準は%3$d年度。",
        "Yen are of fiscal year %1$.0f, of all municipalities together; present values at %2$.3g %% a year, in "
        "fiscal year %3$d.",
        year, 100.0 * work->discount, (int)work->ledger->units->fiscal_year[0]);
}

static rk_status add_parts(const rk_budget_work *work)
{
    rk_status (*const parts[])(const rk_budget_work *) = {rk_budget_add_payers,  rk_budget_add_envelope,
                                                          rk_budget_add_rollup,  rk_budget_add_items,
                                                          rk_budget_add_funding, rk_budget_add_prefectures};
    rk_status status = RK_OK;
    for (size_t i = 0; status == RK_OK && i < sizeof parts / sizeof parts[0]; i++) {
        status = parts[i](work);
    }
    return status;
}

static rk_status check_options(const rk_ledger *ledger, const rk_budget_options *options)
{
    bool good = !(options->envelope < 0.0) && options->chance > 0.0 && options->chance < 1.0 &&
                !(options->discount < 0.0) && !(options->discount > 0.5);
    if (!good) {
        rk_reading_fail(ledger->units->path, "an envelope is at least 0 yen, a chance between 0 and 100 %%, a discount "
                                             "rate 0 to 50 %% a year");
        return RK_ERR_OPTIONS;
    }
    if (ledger->n_municipalities < options->suppress) {
        rk_reading_fail(ledger->units->path,
                        "all %zu municipalities together are fewer than the %u asked for by "
                        "suppression",
                        ledger->n_municipalities, options->suppress);
        return RK_ERR_OPTIONS;
    }
    return RK_OK;
}

rk_status rk_budget(const rk_reading *const *readings, size_t n_readings, const rk_budget_options *options,
                    rk_answer **out)
{
    rk_ledger ledger;
    rk_status status = rk_ledger_open(readings, n_readings, &ledger);
    if (status != RK_OK) {
        return status;
    }
    size_t n = ledger.units->n_replications;
    rk_budget_work work = {.ledger = &ledger,
                           .options = options,
                           .answer = rk_answer_new("budget"),
                           .work = malloc(n * sizeof *work.work),
                           .column = malloc(n * sizeof *work.column)};
    work.discount = isnan(options->discount) ? rk_ledger_number(&ledger, "parameters.prices.discount", 4.0) / 100.0
                                             : options->discount;
    status = work.answer != NULL && work.work != NULL && work.column != NULL ? check_options(&ledger, options)
                                                                             : RK_ERR_MEMORY;
    if (status == RK_OK) {
        status = choose(&ledger, options->payer, &work.payers);
    }
    if (status == RK_OK) {
        say_money(&work);
        status = add_parts(&work);
    }
    for (size_t i = 0; status == RK_OK && i < n_readings; i++) {
        if (rk_reading_is_partial(readings[i])) {
            rk_answer_set_partial(work.answer);
        }
    }
    free(work.work);
    free(work.column);
    rk_ledger_close(&ledger);
    if (status != RK_OK) {
        rk_answer_free(work.answer);
        return status;
    }
    status = rk_answer_done(&work.answer);
    *out = work.answer;
    return status;
}
