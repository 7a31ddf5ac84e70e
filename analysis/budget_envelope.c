/* budget: how often an envelope is exceeded, and which envelope a given chance asks for. Undiscounted, as budgets are.
 */
#include "analysis/budget_parts.h"

#include "analysis/sort.h"

#include <math.h>
#include <string.h>

/* Where a future is held against the envelope. */
enum { ANY_YEAR = -1, WHOLE_RUN = -2 };

typedef struct {
    rk_figure_by_blocks chance, excess; /* excess: mean of what is missing where it is exceeded */
    double low, high;                   /* 95 % interval of the chance */
    double needed, needed_low, needed_high;
} verdict;

/* What each future spends in the period: its dearest year for ANY_YEAR. */
static void spent(const rk_budget_work *work, const double *years, int period)
{
    size_t n_years = work->ledger->units->n_years;
    for (size_t i = 0; i < work->ledger->units->n_replications; i++) {
        const double *of = &years[i * n_years];
        double most = of[0], sum = 0.0;
        for (size_t y = 0; y < n_years; y++) {
            most = fmax(most, of[y]);
            sum += of[y];
        }
        work->column[i] = period == ANY_YEAR ? most : period == WHOLE_RUN ? sum : of[period];
    }
}

static verdict judge(const rk_budget_work *work)
{
    const rk_reading *units = work->ledger->units;
    size_t n = units->n_replications;
    double envelope = work->options->envelope, q = 1.0 - work->options->chance, over = 0.0;
    verdict out = {.chance = {(double)NAN, (double)NAN}, .excess = {(double)NAN, (double)NAN}};
    for (size_t i = 0; i < n; i++) {
        work->work[i] = work->column[i] > envelope ? 1.0 : 0.0;
        over += fmax(work->column[i] - envelope, 0.0);
    }
    if (!isnan(envelope)) {
        out.chance = rk_mean_by_blocks(units, work->work);
        rk_share_interval(units, out.chance, &out.low, &out.high);
    }
    if (out.chance.mean > 0.0) { /* a ratio of means, linearised */
        double share = out.chance.mean, excess = over / (double)n / share;
        for (size_t i = 0; i < n; i++) {
            double above = work->column[i] - envelope;
            work->work[i] = excess + (above > 0.0 ? (above - excess) / share : 0.0);
        }
        out.excess = rk_mean_by_blocks(units, work->work);
    }
    memcpy(work->work, work->column, n * sizeof *work->work);
    rk_sort(work->work, n);
    out.needed = rk_quantile_of_sorted(work->work, n, q);
    rk_quantile_interval(units, work->column, work->work, q, &out.needed_low, &out.needed_high);
    return out;
}

/* ---- Tables ---- */

enum {
    C_MODEL,
    C_PERIOD,
    C_ENVELOPE,
    C_CHANCE,
    C_CHANCE_ERROR,
    C_CHANCE_LOW,
    C_CHANCE_HIGH,
    C_EXCESS,
    C_EXCESS_ERROR,
    C_NEEDED,
    C_NEEDED_LOW,
    C_NEEDED_HIGH,
    N_COLUMNS
};

static void begin(const rk_budget_work *work, const char *id, rk_words_pair title)
{
    bool given = !isnan(work->options->envelope);
    const rk_answer_column columns[N_COLUMNS] = {
        [C_MODEL] = {.id = "model", .title = {"モデル", "model"}},
        [C_PERIOD] = {.id = "period", .title = {"期間", "period"}},
        [C_ENVELOPE] = {.id = "envelope", .title = {"予算枠", "envelope"}, .kind = RK_COLUMN_YEN, .hidden = !given},
        [C_CHANCE] = {.id = "chance",
                      .title = {"超える確率", "chance to exceed"},
                      .kind = RK_COLUMN_SHARE,
                      .low = C_CHANCE_LOW,
                      .high = C_CHANCE_HIGH,
                      .hidden = !given},
        [C_CHANCE_ERROR] = {.id = "chance_error",
                            .title = {"標準誤差", "its error"},
                            .kind = RK_COLUMN_SHARE,
                            .hidden = true},
        [C_CHANCE_LOW] = {.id = "chance_low", .title = {"95%下限", "from"}, .kind = RK_COLUMN_SHARE},
        [C_CHANCE_HIGH] = {.id = "chance_high", .title = {"95%上限", "to"}, .kind = RK_COLUMN_SHARE},
        [C_EXCESS] = {.id = "excess",
                      .title = {"超えたときの不足", "missing then"},
                      .kind = RK_COLUMN_YEN,
                      .error = C_EXCESS_ERROR,
                      .hidden = !given},
        [C_EXCESS_ERROR] = {.id = "excess_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_YEN},
        [C_NEEDED] = {.id = "needed",
                      .title = {rk_answer_printf(work->answer, "超過確率%.3g%%の予算枠", 100.0 * work->options->chance),
                                rk_answer_printf(work->answer, "exceeded with %.3g %%", 100.0 * work->options->chance)},
                      .kind = RK_COLUMN_YEN,
                      .low = C_NEEDED_LOW,
                      .high = C_NEEDED_HIGH},
        [C_NEEDED_LOW] = {.id = "needed_low", .title = {"95%下限", "from"}, .kind = RK_COLUMN_YEN},
        [C_NEEDED_HIGH] = {.id = "needed_high", .title = {"95%上限", "to"}, .kind = RK_COLUMN_YEN},
    };
    rk_answer_begin(work->answer, id, title, columns, N_COLUMNS);
}

static void add_row(const rk_budget_work *work, size_t model, int period, const verdict *of)
{
    rk_answer *answer = work->answer;
    rk_budget_model(work, model);
    if (period >= 0) {
        int year = work->ledger->units->fiscal_year[period];
        rk_answer_text(answer, rk_answer_printf(answer, "%d年度", year), rk_answer_printf(answer, "FY%d", year));
    } else {
        rk_answer_text(answer, period == ANY_YEAR ? "いずれかの年度" : "全期間",
                       period == ANY_YEAR ? "any fiscal year" : "whole run");
    }
    const double cells[] = {
        work->options->envelope, of->chance.mean,  of->chance.error, of->low,        of->high,
        of->excess.mean,         of->excess.error, of->needed,       of->needed_low, of->needed_high};
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        rk_answer_number(answer, isnan(work->options->envelope) && i >= 1 && i <= 4 ? (double)NAN : cells[i]);
    }
}

static void say_verdict(const rk_budget_work *work, size_t model, const verdict *of)
{
    const rk_reading *units = work->ledger->units;
    rk_answer *answer = work->answer;
    rk_words_pair who = rk_budget_main(work->payers)->subject;
    rk_words_pair envelope = rk_answer_yen(answer, work->options->envelope, false);
    rk_words_pair needed = rk_answer_yen(answer, of->needed, false);
    bool run = work->options->over_run;
    double low = 100.0 * of->low, high = 100.0 * of->high;
    rk_words_pair about = {rk_answer_printf(answer, "95%%区間 %.1f～%.1f%%", low, high),
                           rk_answer_printf(answer, "95 %% interval %.1f to %.1f %%", low, high)};
    if (isnan(of->low)) {
        about = (rk_words_pair){"誤差は不明：試行が少なすぎる", "error unknown: too few replications"};
    }
    rk_answer_say(
        answer, "「%1$s」では%3$sが%4$s%6$sを超える確率は%8$.1f%%（%9$s）。確率%11$.3g%%に抑えるには%12$sが要る。",
        "Under %2$s the chance that %5$s is above %7$s is %8$.1f %% (%10$s); to keep it at %11$.3g %% takes "
        "%13$s.",
        units->model_title[model], units->model_title_en[model], who.ja, run ? "全期間で" : "いずれかの年度に",
        rk_answer_printf(answer, run ? "%s over the whole run" : "%s in any fiscal year", who.en), envelope.ja,
        envelope.en, 100.0 * of->chance.mean, about.ja, about.en, 100.0 * work->options->chance, needed.ja, needed.en);
}

static void add_models(const rk_budget_work *work, double *const *years, bool each_year)
{
    const rk_reading *units = work->ledger->units;
    for (size_t m = 0; m < units->n_models; m++) {
        for (size_t y = 0; y < (each_year ? units->n_years : 1); y++) {
            int period = each_year ? (int)y : work->options->over_run ? WHOLE_RUN : ANY_YEAR;
            spent(work, years[m], period);
            verdict of = judge(work);
            add_row(work, m, period, &of);
            if (!each_year && !isnan(work->options->envelope) && of.needed > 0.0) {
                say_verdict(work, m, &of);
            }
        }
    }
}

rk_status rk_budget_add_envelope(const rk_budget_work *work)
{
    const rk_budget_line *line = rk_budget_main(work->payers);
    double **years = NULL;
    rk_status status = rk_ledger_years(work->ledger, line->metric, &years);
    if (status == RK_OK && rk_budget_any(work, years, work->ledger->units->n_years)) {
        rk_answer *answer = work->answer;
        begin(work, "envelope",
              (rk_words_pair){rk_answer_printf(answer, "予算枠：%s", line->title.ja),
                              rk_answer_printf(answer, "Envelope: %s", line->title.en)});
        add_models(work, years, false);
        if (!work->options->over_run) {
            begin(work, "envelope_years", (rk_words_pair){"年度ごとの予算枠", "Envelope by fiscal year"});
            rk_answer_hide(answer);
            add_models(work, years, true);
        }
    }
    rk_free_models(work->ledger->units, years);
    return status;
}
