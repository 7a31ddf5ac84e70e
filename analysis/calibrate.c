/* calibrate: published figures against what the model says of them, before and after they were taken into account. */
#include "analysis/answer_build.h"
#include "analysis/assumption.h"

#include <renkei/calibrate.h>

#include <math.h>

static void text(rk_answer *answer, const char *words)
{
    rk_answer_text(answer, words, words);
}

static void add_range(rk_answer *answer, const rk_calibration_range *range)
{
    rk_answer_number(answer, range != NULL ? range->middle : (double)NAN);
    rk_answer_number(answer, range != NULL ? range->low : (double)NAN);
    rk_answer_number(answer, range != NULL ? range->high : (double)NAN);
}

static bool holds(const rk_calibration_range *range, double value)
{
    return value >= range->low && value <= range->high;
}

static void add_verdict(rk_answer *answer, const rk_calibration_range *range, double value)
{
    bool below = value < range->low, within = holds(range, value);
    rk_answer_text(answer,
                   within  ? "範囲内"
                   : below ? "公表値が下回る"
                           : "公表値が上回る",
                   within  ? "within"
                   : below ? "published is lower"
                           : "published is higher");
}

static void add_figure(rk_answer *answer, const rk_target *target)
{
    rk_answer_text(answer, rk_target_metrics[target->metric].ja, rk_target_metrics[target->metric].name);
    rk_answer_number(answer, target->fiscal_year);
}

/* ---- Figures and what the model says of them ---- */

enum {
    C_FIGURE,
    C_YEAR,
    C_UNIT,
    C_PUBLISHED,
    C_PRIOR,
    C_PRIOR_LOW,
    C_PRIOR_HIGH,
    C_FITTED,
    C_FITTED_LOW,
    C_FITTED_HIGH,
    C_VERDICT,
    C_FACT,
    N_FIGURES
};

#define FIGURE_COLUMN                                                                                                  \
    {                                                                                                                  \
        .id = "figure", .title = {"公表値", "figure"}, .kind = RK_COLUMN_TEXT                                          \
    }
#define YEAR_COLUMN                                                                                                    \
    {                                                                                                                  \
        .id = "fiscal_year", .title = {"年度", "FY"}, .kind = RK_COLUMN_YEAR                                           \
    }
#define UNIT_COLUMN                                                                                                    \
    {                                                                                                                  \
        .id = "unit", .title = {"単位", "unit"}, .kind = RK_COLUMN_TEXT                                                \
    }
#define PUBLISHED_COLUMN                                                                                               \
    {                                                                                                                  \
        .id = "published", .title = {"公表", "published"}, .kind = RK_COLUMN_NUMBER                                    \
    }
#define END_COLUMN(name)                                                                                               \
    {                                                                                                                  \
        .id = name, .title = {"区間の端", "end of the range"}, .kind = RK_COLUMN_NUMBER                                \
    }
#define VERDICT_COLUMN                                                                                                 \
    {                                                                                                                  \
        .id = "verdict", .title = {"判定", "verdict"}, .kind = RK_COLUMN_TEXT                                          \
    }

static void add_targets(rk_answer *answer, const rk_calibrated *about)
{
    const rk_answer_column columns[N_FIGURES] = {
        [C_FIGURE] = FIGURE_COLUMN,
        [C_YEAR] = YEAR_COLUMN,
        [C_UNIT] = UNIT_COLUMN,
        [C_PUBLISHED] = PUBLISHED_COLUMN,
        [C_PRIOR] = {.id = "prior",
                     .title = {"事前の予測", "before"},
                     .kind = RK_COLUMN_NUMBER,
                     .low = C_PRIOR_LOW,
                     .high = C_PRIOR_HIGH},
        [C_PRIOR_LOW] = END_COLUMN("prior_p5"),
        [C_PRIOR_HIGH] = END_COLUMN("prior_p95"),
        [C_FITTED] = {.id = "fitted",
                      .title = {"較正後", "after"},
                      .kind = RK_COLUMN_NUMBER,
                      .hidden = about->fitted == NULL,
                      .low = C_FITTED_LOW,
                      .high = C_FITTED_HIGH},
        [C_FITTED_LOW] = END_COLUMN("fitted_p5"),
        [C_FITTED_HIGH] = END_COLUMN("fitted_p95"),
        [C_VERDICT] = VERDICT_COLUMN,
        [C_FACT] = {.id = "fact", .title = {"出典", "fact"}, .kind = RK_COLUMN_TEXT},
    };
    rk_answer_begin(answer, "targets", (rk_words_pair){"公表値とモデル", "Published and predicted"}, columns,
                    N_FIGURES);
    rk_answer_note(answer,
                   (rk_words_pair){"予測は中央値と90%区間。公表値の誤差とモデルの食い違いを含む。",
                                   "Predictions: median and central 90 %, with the error of the figure and what "
                                   "the model may be wrong by."});
    for (size_t i = 0; i < about->n_targets; i++) {
        const rk_calibration_range *fitted = about->fitted != NULL ? &about->fitted[i] : NULL;
        add_figure(answer, about->targets[i]);
        text(answer, rk_target_metrics[about->targets[i]->metric].unit);
        rk_answer_number(answer, about->targets[i]->value);
        add_range(answer, &about->prior[i]);
        add_range(answer, fitted);
        add_verdict(answer, fitted != NULL ? fitted : &about->prior[i], about->targets[i]->value);
        text(answer, about->targets[i]->fact);
    }
}

/* ---- Parameters ---- */

static void add_parameters(rk_answer *answer, const rk_calibrated *about)
{
    static const rk_answer_column columns[] = {
        {.id = "parameter", .title = {"前提", "parameter"}, .kind = RK_COLUMN_TEXT},
        {.id = "prior_p5", .title = {"事前5%", "before P5"}, .kind = RK_COLUMN_TEXT},
        {.id = "prior_median", .title = {"中央値", "median"}, .kind = RK_COLUMN_TEXT},
        {.id = "prior_p95", .title = {"95%", "P95"}, .kind = RK_COLUMN_TEXT},
        {.id = "fitted_p5", .title = {"較正後5%", "after P5"}, .kind = RK_COLUMN_TEXT},
        {.id = "fitted_median", .title = {"中央値", "median"}, .kind = RK_COLUMN_TEXT},
        {.id = "fitted_p95", .title = {"95%", "P95"}, .kind = RK_COLUMN_TEXT},
        RK_KEY_COLUMN,
    };
    if (about->fitted_values == NULL) {
        return;
    }
    rk_answer_begin(answer, "parameters", (rk_words_pair){"前提の値", "Parameters"}, columns,
                    sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < about->n_parameters; i++) {
        rk_words_pair words = rk_assumption_words(answer, about->names[i], true);
        rk_answer_text(answer, words.ja, words.en);
        for (size_t end = 0; end < 3; end++) {
            text(answer, about->prior_values[i][end]);
        }
        for (size_t end = 0; end < 3; end++) {
            text(answer, about->fitted_values[i][end]);
        }
        text(answer, about->names[i]);
    }
}

/* ---- Years left out ---- */

static void add_held(rk_answer *answer, const rk_calibrated *about)
{
    enum { H_FIGURE, H_YEAR, H_UNIT, H_PUBLISHED, H_PREDICTED, H_LOW, H_HIGH, H_VERDICT, H_EFFECTIVE, N_HELD };
    static const rk_answer_column columns[N_HELD] = {
        [H_FIGURE] = FIGURE_COLUMN,
        [H_YEAR] = YEAR_COLUMN,
        [H_UNIT] = UNIT_COLUMN,
        [H_PUBLISHED] = PUBLISHED_COLUMN,
        [H_PREDICTED] =
            {.id = "predicted", .title = {"予測", "predicted"}, .kind = RK_COLUMN_NUMBER, .low = H_LOW, .high = H_HIGH},
        [H_LOW] = END_COLUMN("predicted_p5"),
        [H_HIGH] = END_COLUMN("predicted_p95"),
        [H_VERDICT] = VERDICT_COLUMN,
        [H_EFFECTIVE] = {.id = "effective", .title = {"有効標本数", "effective sample"}, .kind = RK_COLUMN_COUNT},
    };
    if (about->n_held == 0) {
        return;
    }
    rk_answer_begin(answer, "held_out", (rk_words_pair){"除いた年度の予測", "Years left out"}, columns, N_HELD);
    rk_answer_note(answer, (rk_words_pair){"その年度の公表値をすべて除いて較正し、残りから予測した。",
                                           "Fitted without any figure of that year, then predicted from the rest."});
    for (size_t i = 0; i < about->n_held; i++) {
        const rk_calibration_held *held = &about->held[i];
        const rk_target *target = about->targets[held->target];
        add_figure(answer, target);
        text(answer, rk_target_metrics[target->metric].unit);
        rk_answer_number(answer, target->value);
        add_range(answer, &held->predicted);
        add_verdict(answer, &held->predicted, target->value);
        rk_answer_number(answer, round(held->effective));
    }
}

/* ---- Figures that are not predicted ---- */

static void add_left_out(rk_answer *answer, const rk_calibrated *about)
{
    static const rk_answer_column columns[] = {
        FIGURE_COLUMN,
        YEAR_COLUMN,
        {.id = "scope", .title = {"対象", "scope"}, .kind = RK_COLUMN_TEXT},
        {.id = "reason", .title = {"理由", "why"}, .kind = RK_COLUMN_TEXT},
        {.id = "line", .title = {"行", "line"}, .kind = RK_COLUMN_COUNT},
    };
    static const rk_words_pair reasons[] = {
        [RK_TARGET_NO_OUTCOME] = {"モデルに対応する結果がない", "no outcome of the model answers to it"},
        [RK_TARGET_OTHER_YEAR] = {"シミュレーションの期間外の年度", "the run has not this year"},
        [RK_TARGET_OTHER_SCOPE] = {"対象の範囲をモデルで区別できない", "the model cannot tell this scope apart"},
        [RK_TARGET_NOT_ALL] = {"全国の値だが、シナリオは全市町村ではない",
                               "of all municipalities, which the scenario does not simulate"},
    };
    if (about->n_left_out == 0) {
        return;
    }
    rk_answer_begin(answer, "left_out", (rk_words_pair){"使わなかった公表値", "Figures that were not used"}, columns,
                    sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < about->n_left_out; i++) {
        const rk_target *target = about->left_out[i];
        add_figure(answer, target);
        text(answer, target->scope);
        rk_answer_text(answer, reasons[target->state].ja, reasons[target->state].en);
        rk_answer_number(answer, target->line);
    }
}

/* ---- In words ---- */

static void say_effective(rk_answer *answer, const rk_calibrated *about)
{
    if (about->effective < RK_CALIBRATION_EFFECTIVE_MIN) {
        rk_answer_say(
            answer,
            "有効標本数は %.0f で、%d に満たない：事後分布は少数の点に頼っている。--points か --rounds を増やす、"
            "前提の幅を広げる、--discrepancy を大きくする、のいずれかを試す。",
            "The effective sample size is %.0f, fewer than %d: the posterior rests on few points. Try more --points "
            "or --rounds, wider ranges of the parameters, or a larger --discrepancy.",
            about->effective, RK_CALIBRATION_EFFECTIVE_MIN);
    } else {
        rk_answer_say(answer, "有効標本数は %.0f。", "The effective sample size is %.0f.", about->effective);
    }
}

static void say_coverage(rk_answer *answer, const rk_calibrated *about)
{
    size_t within = 0, held_within = 0;
    for (size_t i = 0; i < about->n_targets; i++) {
        within += holds(about->fitted != NULL ? &about->fitted[i] : &about->prior[i], about->targets[i]->value);
    }
    rk_answer_say(answer,
                  about->fitted != NULL ? "較正後、公表値 %2$zu 個のうち %1$zu 個が90%%区間に入る。"
                                        : "事前分布のままで、公表値 %2$zu 個のうち %1$zu 個が90%%区間に入る。",
                  about->fitted != NULL ? "After calibration %1$zu of %2$zu figures lie within their 90 %% range."
                                        : "Under the priors %1$zu of %2$zu figures lie within their 90 %% range.",
                  within, about->n_targets);
    for (size_t i = 0; i < about->n_held; i++) {
        held_within += holds(&about->held[i].predicted, about->targets[about->held[i].target]->value);
    }
    if (about->n_held > 0) {
        rk_answer_say(answer, "年度を除いて予測すると、%2$zu 個のうち %1$zu 個が90%%区間に入る。",
                      "Predicted without their own year, %1$zu of %2$zu lie within their 90 %% range.", held_within,
                      about->n_held);
    }
}

rk_status rk_calibrate_answer(const rk_calibrated *about, rk_answer **answer)
{
    *answer = rk_answer_new("calibrate");
    if (about->partial) {
        rk_answer_set_partial(*answer);
        rk_answer_say(*answer, "途中で中断された：終わった回までの結果。",
                      "INTERRUPTED: of the rounds that were finished.");
    }
    rk_answer_say(
        *answer,
        "モデル %1$s を公表値 %2$zu "
        "個と比べた：%3$zu点（%4$zu回に分けて）、各点で試行%5$u回、モデルの食い違い%6$.3g%%。",
        "Model %1$s against %2$zu published figures: %3$zu points (rounds: %4$zu), %5$u replications at each; "
        "discrepancy of the model %6$.3g %%.",
        about->model, about->n_targets, about->n_points, about->n_rounds, (unsigned)about->n_replications,
        100.0 * about->discrepancy);
    if (about->fitted != NULL) {
        say_effective(*answer, about);
    }
    say_coverage(*answer, about);
    if (about->posterior != NULL) {
        rk_answer_say(*answer, "事後分布：%s（シナリオに `posterior: %s` と書くと使われる）。",
                      "Posterior: %s; a scenario uses it by `posterior: %s`.", about->posterior, about->posterior);
    }
    add_targets(*answer, about);
    add_parameters(*answer, about);
    add_held(*answer, about);
    add_left_out(*answer, about);
    return rk_answer_done(answer);
}
