/* compare: which model is best, how sure, and what it would take to be sure.
 *
 * Differences are paired; their intervals hold for all models of an outcome at once (Bonferroni over n - 1). Chances
 * are counted over the futures of the run.
 */
#include "analysis/contest.h"
#include "analysis/ranking.h"

#include <renkei/analysis.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const usual[] = {"zero_cover_months", "solo_months",     "unserved_work", "backlog",
                                    "lateness",          "reached",         "reached_65",    "cost_total",
                                    "paid_municipality", "paid_prefecture", "paid_nation"};

enum {
    C_METRIC,
    C_OUTCOME,
    C_KEY,
    C_MODEL,
    C_LEVEL,
    C_LEVEL_ERROR,
    C_DIFFERENCE,
    C_DIFFERENCE_ERROR,
    C_LOW,
    C_HIGH,
    C_BETTER,
    C_WORSE,
    C_BEST,
    N_COLUMNS
};

static void begin(rk_answer *answer, bool money)
{
    rk_column_kind kind = money ? RK_COLUMN_YEN : RK_COLUMN_NUMBER;
    rk_words_pair better =
        money ? (rk_words_pair){"基準より安い", "cheaper"} : (rk_words_pair){"基準より良い", "better"};
    rk_words_pair worse = money ? (rk_words_pair){"高い", "dearer"} : (rk_words_pair){"悪い", "worse"};
    rk_words_pair best = money ? (rk_words_pair){"最安", "cheapest"} : (rk_words_pair){"最良", "best of all"};
    const rk_answer_column columns[N_COLUMNS] = {
        [C_METRIC] = {.id = "metric", .title = {"キー", "key"}, .kind = RK_COLUMN_TEXT, .hidden = true},
        [C_OUTCOME] = {.id = "outcome", .title = {"指標", "outcome"}, .kind = RK_COLUMN_TEXT},
        [C_KEY] = {.id = "model", .title = {"キー", "key"}, .kind = RK_COLUMN_TEXT, .hidden = true},
        [C_MODEL] = {.id = "model_title", .title = {"モデル", "model"}, .kind = RK_COLUMN_TEXT},
        [C_LEVEL] = {.id = "mean", .title = {"平均", "mean"}, .kind = kind, .error = C_LEVEL_ERROR},
        [C_LEVEL_ERROR] = {.id = "error", .title = {"標準誤差", "standard error"}, .kind = kind},
        [C_DIFFERENCE] = {.id = "difference",
                          .title = {"基準との差（95%区間）", "difference (95 %)"},
                          .kind = kind,
                          .signed_ = true,
                          .error = C_DIFFERENCE_ERROR,
                          .low = C_LOW,
                          .high = C_HIGH},
        [C_DIFFERENCE_ERROR] = {.id = "difference_error", .title = {"差の標準誤差", "its error"}, .kind = kind},
        [C_LOW] = {.id = "difference_low", .title = {"下限", "from"}, .kind = kind, .signed_ = true},
        [C_HIGH] = {.id = "difference_high", .title = {"上限", "to"}, .kind = kind, .signed_ = true},
        [C_BETTER] = {.id = "chance_better", .title = better, .kind = RK_COLUMN_SHARE},
        [C_WORSE] = {.id = "chance_worse", .title = worse, .kind = RK_COLUMN_SHARE},
        [C_BEST] = {.id = "chance_best", .title = best, .kind = RK_COLUMN_SHARE},
    };
    rk_answer_begin(answer, money ? "money" : "outcomes",
                    money ? (rk_words_pair){"費用（全市町村、年平均）", "Money of all municipalities, a year"}
                          : (rk_words_pair){"結果（1市町村あたり）", "Outcomes of a mean municipality"},
                    columns, N_COLUMNS);
    rk_answer_note(
        answer,
        (rk_words_pair){
            "差は同じ試行どうしの差。95%区間は全モデルに同時に成り立つ（ボンフェローニ調整）。確率は試行に占める割合、"
            "良い・悪いの残りは同じ。",
            "Differences are paired; the intervals hold for all models of an outcome at once (Bonferroni). "
            "Chances are shares of the futures; what better and worse leave are ties."});
}

static bool is_nothing(const rk_reading *reading, double **values)
{
    for (size_t m = 0; m < reading->n_models; m++) {
        for (size_t i = 0; i < reading->n_replications; i++) {
            if (values[m][i] != 0.0) {
                return false;
            }
        }
    }
    return true;
}

static rk_status add_row(rk_answer *answer, const rk_reading *reading, const rk_outcome *outcome, double **values,
                         size_t model, double chance_best)
{
    rk_figure_by_blocks level = rk_mean_by_blocks(reading, values[model]);
    rk_contest contest;
    rk_status status = rk_contest_of(reading, outcome, values[model], values[reading->baseline], &contest);
    double mean = outcome->more_is_better ? contest.gain.mean : -contest.gain.mean;
    double half = rk_interval_factor(reading, 0.95, reading->n_models - 1) * contest.gain.error;
    const double paired[] = {mean, contest.gain.error, mean - half, mean + half, contest.better, contest.worse};
    rk_answer_text(answer, outcome->name, outcome->name);
    if (outcome->money) {
        rk_answer_text(answer, outcome->title.ja, outcome->title.en);
    } else {
        rk_answer_text(answer, rk_answer_printf(answer, "%s（%s）", outcome->title.ja, outcome->unit.ja),
                       rk_answer_printf(answer, "%s, %s", outcome->title.en, outcome->unit.en));
    }
    rk_answer_text(answer, reading->model_key[model], reading->model_key[model]);
    rk_answer_text(answer, reading->model_title[model], reading->model_title_en[model]);
    rk_answer_number(answer, level.mean);
    rk_answer_number(answer, level.error);
    for (size_t i = 0; i < sizeof paired / sizeof paired[0]; i++) {
        rk_answer_number(answer, model == reading->baseline ? (double)NAN : paired[i]);
    }
    rk_answer_number(answer, chance_best);
    return status;
}

/* asked: by the user, then it is shown even where it is 0 everywhere. */
static rk_status add_outcome(rk_answer *answer, const rk_reading *reading, const rk_outcome *outcome, bool asked)
{
    double **values = NULL, *chance = calloc(reading->n_models, sizeof *chance);
    rk_status status = chance != NULL ? rk_outcome_read_all(reading, outcome, &values) : RK_ERR_MEMORY;
    if (status == RK_OK && (asked || !is_nothing(reading, values))) {
        rk_chances_of_best(reading, outcome, values, chance);
        for (size_t m = 0; status == RK_OK && m < reading->n_models; m++) {
            status = add_row(answer, reading, outcome, values, m, chance[m]);
        }
    }
    rk_outcome_free(reading, values);
    free(chance);
    return status;
}

static rk_status levels(rk_answer *answer, const rk_reading *reading, const rk_compare_options *options, bool money)
{
    bool asked = options->n_metrics > 0, begun = false;
    size_t n = asked ? options->n_metrics : sizeof usual / sizeof usual[0];
    const char *const *names = asked ? options->metrics : usual;
    rk_status status = RK_OK;
    for (size_t i = 0; status == RK_OK && i < n; i++) {
        rk_outcome outcome;
        if (!rk_outcome_find(reading, names[i], &outcome)) {
            return RK_ERR_OPTIONS;
        }
        if (outcome.money == money) {
            if (!begun) {
                begin(answer, money);
                begun = true;
            }
            status = add_outcome(answer, reading, &outcome, asked);
        }
    }
    return status;
}

rk_status rk_compare(const rk_reading *reading, const rk_compare_options *options, rk_answer **out)
{
    rk_outcome by;
    rk_answer *answer = NULL;
    *out = NULL;
    if (!rk_outcome_find(reading, options->by != NULL ? options->by : usual[0], &by)) {
        return RK_ERR_OPTIONS;
    }
    answer = rk_answer_new("compare");
    rk_status status = answer != NULL ? RK_OK : RK_ERR_MEMORY;
    if (status == RK_OK && reading->n_models > 1) {
        status = rk_ranking(answer, reading, &by, options->indifference, options->pairs);
    }
    if (status == RK_OK) {
        status = levels(answer, reading, options, false);
    }
    if (status == RK_OK) {
        status = levels(answer, reading, options, true);
    }
    if (status != RK_OK) {
        rk_answer_free(answer);
        return status;
    }
    status = rk_answer_done(&answer);
    *out = answer;
    return status;
}
