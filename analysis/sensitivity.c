/* sensitivity: which of what nobody knows matters most, in plain words and one table, the largest first. */
#include "analysis/assumption.h"
#include "analysis/outcome.h"

#include <renkei/sensitivity.h>

#include <math.h>
#include <stdlib.h>

enum { C_NAME, C_LOW_VALUE, C_HIGH_VALUE, C_FIRST_FIGURE };

static const rk_answer_column name_column = {
    .id = "assumption", .title = {"前提", "assumption"}, .kind = RK_COLUMN_TEXT};
static const rk_answer_column low_column = {.id = "p10", .title = {"10%点", "P10"}, .kind = RK_COLUMN_TEXT};
static const rk_answer_column high_column = {.id = "p90", .title = {"90%点", "P90"}, .kind = RK_COLUMN_TEXT};

typedef struct {
    double size;
    size_t factor;
} ranked;

/* The largest first; equal ones and those without a value in the order of the scenario. */
static int by_size(const void *a, const void *b)
{
    const ranked *left = a, *right = b;
    double x = isnan(left->size) ? -1.0 : left->size, y = isnan(right->size) ? -1.0 : right->size;
    return x != y ? (x < y) - (x > y) : (left->factor > right->factor) - (left->factor < right->factor);
}

static void say_study(rk_answer *answer, const rk_study *study, const rk_outcome *outcome)
{
    rk_answer_say(answer, "%1$s（%3$s）、%5$s：%6$zu点 × 試行%7$u回。",
                  "%2$s (%4$s) of %5$s: %6$zu points of %7$u replications.", outcome->title.ja, outcome->title.en,
                  outcome->unit.ja, outcome->unit.en, study->subject, study->n_points, (unsigned)study->n_replications);
    if (study->n_rows < study->n_rows_asked) {
        rk_answer_set_partial(answer);
        rk_answer_say(answer, "途中で中断された：計画の%2$zu行のうち終わった%1$zu行の結果。",
                      "INTERRUPTED: of %1$zu rows of the design's %2$zu.", study->n_rows, study->n_rows_asked);
    }
    if (study->n_correlated > 0) {
        rk_answer_say(answer, "シナリオで互いに相関する前提が %1$zu ある。ここではそれぞれを独立に動かしている。",
                      "%1$zu of the assumptions are correlated in the scenario; here each moves by itself, as if they "
                      "were independent.",
                      study->n_correlated);
    }
}

/* Begin an answer about the factors in the order of their size, which a method finds in its own figures. */
static rk_status begin(const rk_study *study, const void *figures, double (*size)(const void *figures, size_t factor),
                       rk_answer **answer, ranked **order)
{
    rk_outcome outcome = rk_outcome_of(study->metric, study->n_municipalities, study->n_years);
    *answer = NULL;
    *order = calloc(study->n_factors + 1, sizeof **order);
    if (*order == NULL) {
        return RK_ERR_MEMORY;
    }
    for (size_t i = 0; i < study->n_factors; i++) {
        (*order)[i] = (ranked){size(figures, i), i};
    }
    qsort(*order, study->n_factors, sizeof **order, by_size);
    *answer = rk_answer_new("sensitivity");
    say_study(*answer, study, &outcome);
    return RK_OK;
}

static void add_names(rk_answer *answer, const rk_study *study, size_t factor)
{
    rk_words_pair words = rk_assumption_words(answer, study->names[factor], true);
    rk_answer_text(answer, words.ja, words.en);
    rk_answer_text(answer, study->low[factor], study->low[factor]);
    rk_answer_text(answer, study->high[factor], study->high[factor]);
}

static void add_key(rk_answer *answer, const rk_study *study, size_t factor)
{
    rk_answer_text(answer, study->names[factor], study->names[factor]);
}

/* ---- Variance-based ---- */

enum {
    C_FIRST = C_FIRST_FIGURE,
    C_FIRST_ERROR,
    C_FIRST_FROM,
    C_FIRST_TO,
    C_TOTAL,
    C_TOTAL_ERROR,
    C_TOTAL_FROM,
    C_TOTAL_TO,
    C_SOBOL_KEY,
    N_SOBOL
};

static void begin_sobol(rk_answer *answer)
{
    const rk_answer_column columns[N_SOBOL] = {
        [C_NAME] = name_column,
        [C_LOW_VALUE] = low_column,
        [C_HIGH_VALUE] = high_column,
        [C_FIRST] = {.id = "first",
                     .title = {"単独の影響", "alone"},
                     .kind = RK_COLUMN_NUMBER,
                     .error = C_FIRST_ERROR,
                     .low = C_FIRST_FROM,
                     .high = C_FIRST_TO},
        [C_FIRST_ERROR] = {.id = "first_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_NUMBER},
        [C_FIRST_FROM] = {.id = "first_low", .title = {"下限", "from"}, .kind = RK_COLUMN_NUMBER},
        [C_FIRST_TO] = {.id = "first_high", .title = {"上限", "to"}, .kind = RK_COLUMN_NUMBER},
        [C_TOTAL] = {.id = "total",
                     .title = {"交互作用を含む", "with interactions"},
                     .kind = RK_COLUMN_NUMBER,
                     .error = C_TOTAL_ERROR,
                     .low = C_TOTAL_FROM,
                     .high = C_TOTAL_TO},
        [C_TOTAL_ERROR] = {.id = "total_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_NUMBER},
        [C_TOTAL_FROM] = {.id = "total_low", .title = {"下限", "from"}, .kind = RK_COLUMN_NUMBER},
        [C_TOTAL_TO] = {.id = "total_high", .title = {"上限", "to"}, .kind = RK_COLUMN_NUMBER},
        [C_SOBOL_KEY] = RK_KEY_COLUMN,
    };
    rk_answer_begin(answer, "sobol",
                    (rk_words_pair){"前提の影響（期待値の分散に占める割合）",
                                    "What matters: shares of the variance of the expected outcome"},
                    columns, N_SOBOL);
    rk_answer_note(
        answer, (rk_words_pair){
                    "偶然の分散は取り除いてある。括弧は全前提に同時に成り立つ95%区間。影響のない前提は0の前後になる。",
                    "Luck is taken out. Brackets: 95 % intervals that hold for all assumptions at once. An assumption "
                    "that does nothing is about 0, on either side."});
}

static void add_index(rk_answer *answer, const rk_index *index)
{
    const double figures[] = {index->value, index->error, index->low, index->high};
    for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++) {
        rk_answer_number(answer, figures[i]);
    }
}

static void say_variance(rk_answer *answer, const rk_sobol_total *whole)
{
    if (!(whole->variance > 0.0)) {
        rk_answer_say(answer, "偶然のばらつきに隠れて前提の影響が見えない。--replications か --points を増やす。",
                      "Luck hides what the assumptions do: take more --replications or --points.");
        return;
    }
    rk_answer_say(answer, "前提による標準偏差 %.3g、1点あたりの偶然の標準誤差 %.3g（補正済み）。",
                  "The assumptions move it by a standard deviation of %.3g; luck blurs a point by %.3g, corrected for.",
                  sqrt(whole->variance), sqrt(whole->luck));
}

static double total_size(const void *total, size_t factor)
{
    return fmax(((const rk_index *)total)[factor].value, 0.0);
}

rk_status rk_sobol_answer(const rk_study *study, const rk_index *first, const rk_index *total,
                          const rk_sobol_total *whole, rk_answer **answer)
{
    ranked *order = NULL;
    rk_status status = begin(study, total, total_size, answer, &order);
    if (status != RK_OK) {
        return status;
    }
    say_variance(*answer, whole);
    begin_sobol(*answer);
    for (size_t i = 0; i < study->n_factors; i++) {
        add_names(*answer, study, order[i].factor);
        add_index(*answer, &first[order[i].factor]);
        add_index(*answer, &total[order[i].factor]);
        add_key(*answer, study, order[i].factor);
    }
    free(order);
    return rk_answer_done(answer);
}

/* ---- Screening ---- */

enum { C_MU_STAR = C_FIRST_FIGURE, C_MU_STAR_ERROR, C_MU, C_MU_ERROR, C_SIGMA, C_MORRIS_KEY, N_MORRIS };

static void begin_morris(rk_answer *answer, rk_column_kind kind)
{
    const rk_answer_column columns[N_MORRIS] = {
        [C_NAME] = name_column,
        [C_LOW_VALUE] = low_column,
        [C_HIGH_VALUE] = high_column,
        [C_MU_STAR] = {.id = "mu_star",
                       .title = {"影響の大きさ", "size of effect"},
                       .kind = kind,
                       .error = C_MU_STAR_ERROR},
        [C_MU_STAR_ERROR] = {.id = "mu_star_error", .title = {"標準誤差", "its error"}, .kind = kind},
        [C_MU] =
            {.id = "mu", .title = {"平均の影響", "mean effect"}, .kind = kind, .signed_ = true, .error = C_MU_ERROR},
        [C_MU_ERROR] = {.id = "mu_error", .title = {"標準誤差", "its error"}, .kind = kind},
        [C_SIGMA] = {.id = "sigma", .title = {"ばらつき", "varies by"}, .kind = kind},
        [C_MORRIS_KEY] = RK_KEY_COLUMN,
    };
    rk_answer_begin(answer, "morris",
                    (rk_words_pair){"前提の影響（分布の半分だけ上げたときの変化）",
                                    "What matters: the change when an assumption rises by half of its distribution"},
                    columns, N_MORRIS);
    rk_answer_note(
        answer, (rk_words_pair){"モリス法。偶然の分散は取り除いてある。ばらつき：他の前提や位置による違い。",
                                "Morris screening, without luck. Varies by: curvature and interaction with others."});
}

static rk_column_kind kind_of(const rk_study *study)
{
    rk_outcome outcome = rk_outcome_of(study->metric, study->n_municipalities, study->n_years);
    return outcome.money ? RK_COLUMN_YEN : RK_COLUMN_NUMBER;
}

static double effect_size(const void *effects, size_t factor)
{
    return fmax(((const rk_effect *)effects)[factor].mu_star, 0.0);
}

rk_status rk_morris_answer(const rk_study *study, const rk_effect *effects, rk_answer **answer)
{
    ranked *order = NULL;
    rk_status status = begin(study, effects, effect_size, answer, &order);
    if (status != RK_OK) {
        return status;
    }
    begin_morris(*answer, kind_of(study));
    for (size_t i = 0; i < study->n_factors; i++) {
        const rk_effect *effect = &effects[order[i].factor];
        const double figures[] = {effect->mu_star, effect->mu_star_error, effect->mu, effect->mu_error, effect->sigma};
        add_names(*answer, study, order[i].factor);
        for (size_t f = 0; f < sizeof figures / sizeof figures[0]; f++) {
            rk_answer_number(*answer, figures[f]);
        }
        add_key(*answer, study, order[i].factor);
    }
    free(order);
    return rk_answer_done(answer);
}

/* ---- One at a time ---- */

enum { C_AT_LOW = C_FIRST_FIGURE, C_AT_LOW_ERROR, C_AT_HIGH, C_AT_HIGH_ERROR, C_TORNADO_KEY, N_TORNADO };

static void begin_tornado(rk_answer *answer, rk_column_kind kind)
{
    const rk_answer_column columns[N_TORNADO] = {
        [C_NAME] = name_column,
        [C_LOW_VALUE] = low_column,
        [C_HIGH_VALUE] = high_column,
        [C_AT_LOW] = {.id = "at_p10",
                      .title = {"10%点での変化", "change at P10"},
                      .kind = kind,
                      .signed_ = true,
                      .error = C_AT_LOW_ERROR},
        [C_AT_LOW_ERROR] = {.id = "at_p10_error", .title = {"標準誤差", "its error"}, .kind = kind},
        [C_AT_HIGH] = {.id = "at_p90",
                       .title = {"90%点での変化", "change at P90"},
                       .kind = kind,
                       .signed_ = true,
                       .error = C_AT_HIGH_ERROR},
        [C_AT_HIGH_ERROR] = {.id = "at_p90_error", .title = {"標準誤差", "its error"}, .kind = kind},
        [C_TORNADO_KEY] = RK_KEY_COLUMN,
    };
    rk_answer_begin(answer, "tornado",
                    (rk_words_pair){"前提を1つずつ動かしたときの変化（他は中央値）",
                                    "What matters: one assumption at a time, all others at their medians"},
                    columns, N_TORNADO);
    rk_answer_note(answer, (rk_words_pair){"同じ偶然のもとでの差。交互作用は見えない（--method sobol で見える）。",
                                           "Differences on the same luck. Interactions do not show; --method sobol has "
                                           "them."});
}

static double swing_size(const void *swings, size_t factor)
{
    const rk_swing *swing = &((const rk_swing *)swings)[factor];
    return fmax(fabs(swing->low), fabs(swing->high));
}

rk_status rk_tornado_answer(const rk_study *study, const rk_swing *swings, rk_answer **answer)
{
    ranked *order = NULL;
    rk_status status = begin(study, swings, swing_size, answer, &order);
    if (status != RK_OK) {
        return status;
    }
    begin_tornado(*answer, kind_of(study));
    for (size_t i = 0; i < study->n_factors; i++) {
        const rk_swing *swing = &swings[order[i].factor];
        add_names(*answer, study, order[i].factor);
        rk_answer_number(*answer, swing->low);
        rk_answer_number(*answer, swing->low_error);
        rk_answer_number(*answer, swing->high);
        rk_answer_number(*answer, swing->high_error);
        add_key(*answer, study, order[i].factor);
    }
    free(order);
    return rk_answer_done(answer);
}
