/* compare: which model is best, how sure, and what it would take to be sure.
 *
 * Differences are paired; their intervals hold for all models of a metric at once (Bonferroni). The chance that a model
 * wins is counted over the futures of the run; the confidence that it is better on average comes from Student's t over
 * blocks. Replications that would settle a ranking: the error falls with their root.
 */
#include "analysis/answer_build.h"
#include "analysis/blocks.h"
#include "analysis/outcome.h"

#include <renkei/analysis.h>

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const usual[] = {"zero_cover_months", "solo_months",     "unserved_work", "backlog",
                                    "lateness",          "reached",         "reached_65",    "cost_total",
                                    "paid_municipality", "paid_prefecture", "paid_nation"};

enum { SETTLED_AT_MOST = 100000000 };

/* Per replication, model - other, better being above 0. */
static double *gain(const rk_reading *reading, const rk_outcome *outcome, const double *model, const double *other)
{
    double *difference = malloc(reading->n_replications * sizeof *difference);
    double sign = outcome->more_is_better ? 1.0 : -1.0;
    for (size_t i = 0; difference != NULL && i < reading->n_replications; i++) {
        difference[i] = sign * (model[i] - other[i]);
    }
    return difference;
}

/* Share of futures in which it is above 0, ties counting half. */
static double share_won(const rk_reading *reading, const double *difference)
{
    double won = 0.0;
    for (size_t i = 0; i < reading->n_replications; i++) {
        won += difference[i] > 0.0 ? 1.0 : difference[i] == 0.0 ? 0.5 : 0.0;
    }
    return won / (double)reading->n_replications;
}

/* Chance that a mean is above 0, given its error by blocks. */
static double confidence_above_0(const rk_reading *reading, rk_figure_by_blocks figure)
{
    if (!(figure.error > 0.0)) {
        return isnan(figure.error) ? (double)NAN : figure.mean > 0.0 ? 1.0 : figure.mean < 0.0 ? 0.0 : 0.5;
    }
    return gsl_cdf_tdist_P(figure.mean / figure.error, (double)(reading->n_units - 1));
}

/* Share of futures in which each model is the best of all; ties are shared. */
static void chances_of_best(const rk_reading *reading, const rk_outcome *outcome, double **values, double *chance)
{
    size_t n_models = reading->n_models;
    double sign = outcome->more_is_better ? 1.0 : -1.0;
    memset(chance, 0, n_models * sizeof *chance);
    for (size_t i = 0; i < reading->n_replications; i++) {
        double best = -(double)INFINITY;
        size_t winners = 0;
        for (size_t m = 0; m < n_models; m++) {
            best = fmax(best, sign * values[m][i]);
        }
        for (size_t m = 0; m < n_models; m++) {
            winners += sign * values[m][i] == best;
        }
        for (size_t m = 0; m < n_models; m++) {
            chance[m] += sign * values[m][i] == best ? 1.0 / (double)winners : 0.0;
        }
    }
    for (size_t m = 0; m < n_models; m++) {
        chance[m] /= (double)reading->n_replications;
    }
}

/* ---- The table of levels and differences ---- */

enum {
    C_OUTCOME,
    C_MODEL,
    C_LEVEL,
    C_LEVEL_ERROR,
    C_DIFFERENCE,
    C_DIFFERENCE_ERROR,
    C_LOW,
    C_HIGH,
    C_WINS,
    C_BEST,
    N_COLUMNS
};

static void set_columns(rk_answer_column columns[N_COLUMNS], bool money)
{
    rk_column_kind kind = money ? RK_COLUMN_YEN : RK_COLUMN_NUMBER;
    const rk_answer_column all[N_COLUMNS] = {
        [C_OUTCOME] = {"outcome", {"指標", "outcome"}, {0}, RK_COLUMN_TEXT, false, RK_NO_COLUMN, false},
        [C_MODEL] = {"model", {"モデル", "model"}, {0}, RK_COLUMN_TEXT, false, RK_NO_COLUMN, false},
        [C_LEVEL] = {"mean", {"平均", "mean"}, {0}, kind, false, C_LEVEL_ERROR, false},
        [C_LEVEL_ERROR] = {"error", {"標準誤差", "standard error"}, {0}, kind, false, RK_NO_COLUMN, false},
        [C_DIFFERENCE] = {"difference", {"基準との差", "difference"}, {0}, kind, true, C_DIFFERENCE_ERROR, false},
        [C_DIFFERENCE_ERROR] =
            {"difference_error", {"差の標準誤差", "its error"}, {0}, kind, false, RK_NO_COLUMN, false},
        [C_LOW] = {"difference_low", {"95%下限", "95 % from"}, {0}, kind, true, RK_NO_COLUMN, false},
        [C_HIGH] = {"difference_high", {"95%上限", "to"}, {0}, kind, true, RK_NO_COLUMN, false},
        [C_WINS] =
            {"chance_better", {"基準より良い確率", "beats baseline"}, {0}, RK_COLUMN_SHARE, false, RK_NO_COLUMN, false},
        [C_BEST] = {"chance_best", {"最良の確率", "best of all"}, {0}, RK_COLUMN_SHARE, false, RK_NO_COLUMN, false},
    };
    memcpy(columns, all, sizeof all);
}

static void add_model(rk_answer *answer, const rk_reading *reading, size_t model)
{
    rk_answer_text(answer, reading->model_title[model], reading->model_title_en[model]);
}

static rk_status add_outcome(rk_answer *answer, const rk_reading *reading, const rk_outcome *outcome)
{
    double **values = NULL, *chance = calloc(reading->n_models, sizeof *chance);
    rk_status status = chance != NULL ? rk_outcome_read_all(reading, outcome, &values) : RK_ERR_MEMORY;
    if (status != RK_OK) {
        free(chance);
        return status;
    }
    chances_of_best(reading, outcome, values, chance);
    double factor = rk_interval_factor(reading, 0.95, reading->n_models - 1);
    double sign = outcome->more_is_better ? 1.0 : -1.0;
    for (size_t m = 0; m < reading->n_models; m++) {
        rk_figure_by_blocks level = rk_mean_by_blocks(reading, values[m]);
        double *won = gain(reading, outcome, values[m], values[reading->baseline]);
        if (won == NULL) {
            status = RK_ERR_MEMORY;
            break;
        }
        rk_figure_by_blocks difference = rk_mean_by_blocks(reading, won);
        const char *unit_ja = outcome->unit.ja, *unit_en = outcome->unit.en;
        rk_answer_text(answer, rk_answer_printf(answer, "%s（%s）", outcome->title.ja, unit_ja),
                       rk_answer_printf(answer, "%s, %s", outcome->title.en, unit_en));
        add_model(answer, reading, m);
        rk_answer_number(answer, level.mean);
        rk_answer_number(answer, level.error);
        bool itself = m == reading->baseline;
        rk_answer_number(answer, itself ? (double)NAN : sign * difference.mean);
        rk_answer_number(answer, itself ? (double)NAN : difference.error);
        rk_answer_number(answer, itself ? (double)NAN : sign * difference.mean - factor * difference.error);
        rk_answer_number(answer, itself ? (double)NAN : sign * difference.mean + factor * difference.error);
        rk_answer_number(answer, itself ? (double)NAN : share_won(reading, won));
        rk_answer_number(answer, chance[m]);
        free(won);
    }
    rk_outcome_free(reading, values);
    free(chance);
    return status;
}

static rk_status levels(rk_answer *answer, const rk_reading *reading, const rk_compare_options *options, bool money)
{
    rk_answer_column columns[N_COLUMNS];
    size_t n = options->n_metrics > 0 ? options->n_metrics : sizeof usual / sizeof usual[0];
    const char *const *names = options->n_metrics > 0 ? options->metrics : usual;
    bool begun = false;
    for (size_t i = 0; i < n; i++) {
        rk_outcome outcome;
        if (!rk_outcome_find(reading, names[i], &outcome)) {
            return RK_ERR_OPTIONS;
        }
        if (outcome.money != money) {
            continue;
        }
        if (!begun) {
            set_columns(columns, money);
            rk_answer_begin(answer, money ? "money" : "outcomes",
                            money ? (rk_words_pair){"費用（全市町村、年平均）", "Money of all municipalities, a year"}
                                  : (rk_words_pair){"結果", "Outcomes"},
                            columns, N_COLUMNS);
            begun = true;
        }
        rk_status status = add_outcome(answer, reading, &outcome);
        if (status != RK_OK) {
            return status;
        }
    }
    if (begun) {
        rk_answer_note(
            answer,
            (rk_words_pair){
                "差は同じ試行どうしの差。95%区間は全モデルに同時に成り立つよう調整済み。確率は試行に占める割合。",
                "Differences are paired; the 95 % intervals hold for all models of an outcome at "
                "once; chances are shares of the futures simulated."});
    }
    return RK_OK;
}

/* ---- The ranking ---- */

typedef struct {
    size_t model;
    rk_figure_by_blocks level, gap; /* gap: to the next worse */
    double wins;                    /* chance to beat the next worse */
} place;

static int by_level(const void *a, const void *b)
{
    const place *one = a, *other = b;
    return one->level.mean < other->level.mean   ? -1
           : one->level.mean > other->level.mean ? 1
           : one->model < other->model           ? -1
                                                 : 1;
}

/* Replications after which an interval of the gap would no longer hold 0, or would lie within the indifference zone. */
static double replications_to_settle(const rk_reading *reading, rk_figure_by_blocks gap, double zone)
{
    double factor = rk_interval_factor(reading, 0.95, 1), apart = fabs(fabs(gap.mean) - zone);
    double ratio = factor * gap.error / apart;
    return ratio <= 1.0 ? 0.0 : fmin(ceil((double)reading->n_replications * ratio * ratio), SETTLED_AT_MOST);
}

static rk_status find_places(const rk_reading *reading, const rk_outcome *outcome, double **values, place *places)
{
    double sign = outcome->more_is_better ? 1.0 : -1.0;
    for (size_t m = 0; m < reading->n_models; m++) {
        places[m] = (place){.model = m, .level = rk_mean_by_blocks(reading, values[m])};
        places[m].level.mean *= -sign; /* best first */
    }
    qsort(places, reading->n_models, sizeof *places, by_level);
    for (size_t m = 0; m < reading->n_models; m++) {
        places[m].level.mean *= -sign;
        if (m + 1 < reading->n_models) {
            double *won = gain(reading, outcome, values[places[m].model], values[places[m + 1].model]);
            if (won == NULL) {
                return RK_ERR_MEMORY;
            }
            places[m].gap = rk_mean_by_blocks(reading, won);
            places[m].wins = share_won(reading, won);
            free(won);
        }
    }
    return RK_OK;
}

static void say_best(rk_answer *answer, const rk_reading *reading, const rk_outcome *outcome, const place *places)
{
    const place *best = &places[0];
    double sure = 100.0 * confidence_above_0(reading, best->gap);
    const char *ja = reading->model_title[best->model], *en = reading->model_title_en[best->model];
    const char *next_ja = reading->model_title[places[1].model], *next_en = reading->model_title_en[places[1].model];
    const char *what_ja = outcome->title.ja, *what_en = outcome->title.en;
    if (best->gap.error == 0.0 && best->gap.mean == 0.0) {
        rk_answer_say(answer, "%1$sでは「%3$s」と「%5$s」に差がない。", "By %2$s, %4$s and %6$s do not differ.",
                      what_ja, what_en, ja, en, next_ja, next_en);
        return;
    }
    rk_answer_say(
        answer,
        "%1$sで最も良いのは「%3$s」。平均で次点「%5$s」より良いことの確からしさは%7$.1f%%"
        "、個々の将来で次点に勝つ確率は%8$.0f%%。",
        "By %2$s, %4$s is best: the chance that it is better on average than the next, %6$s, is %7$.1f %%, and it "
        "wins in %8$.0f %% of the futures.",
        what_ja, what_en, ja, en, next_ja, next_en, sure, 100.0 * best->wins);
}

static void say_open(rk_answer *answer, const rk_reading *reading, const place *places, double zone)
{
    double most = 0.0;
    for (size_t m = 0; m + 1 < reading->n_models; m++) {
        most = fmax(most, replications_to_settle(reading, places[m].gap, zone));
    }
    if (reading->n_units < 2) {
        rk_answer_say(answer, "試行が16回以下なので誤差が分からない。17回以上で実行すること。",
                      "There are 16 replications or fewer, so no error is known: run more.");
    } else if (most == 0.0) {
        rk_answer_say(answer, "順位はすべて95%で決まっている。", "The whole ranking is settled at 95 %%.");
    } else {
        rk_answer_say(answer, "まだ決まらない順位がある。すべて決めるには約%.0f回の試行が要る。",
                      "Part of the ranking is open; about %.0f replications would settle all of it.", most);
    }
}

static rk_status ranking(rk_answer *answer, const rk_reading *reading, const rk_compare_options *options)
{
    enum { R_RANK, R_MODEL, R_LEVEL, R_ERROR, R_GAP, R_GAP_ERROR, R_SURE, R_WINS, R_NEEDED, N_RANKING };
    rk_outcome outcome;
    if (!rk_outcome_find(reading, options->by != NULL ? options->by : usual[0], &outcome)) {
        return RK_ERR_OPTIONS;
    }
    rk_column_kind kind = outcome.money ? RK_COLUMN_YEN : RK_COLUMN_NUMBER;
    const rk_answer_column columns[N_RANKING] = {
        [R_RANK] = {"rank", {"順位", "rank"}, {0}, RK_COLUMN_COUNT, false, RK_NO_COLUMN, false},
        [R_MODEL] = {"model", {"モデル", "model"}, {0}, RK_COLUMN_TEXT, false, RK_NO_COLUMN, false},
        [R_LEVEL] = {"mean", {"平均", "mean"}, {0}, kind, false, R_ERROR, false},
        [R_ERROR] = {"error", {"標準誤差", "standard error"}, {0}, kind, false, RK_NO_COLUMN, false},
        [R_GAP] = {"lead", {"次点との差", "lead over the next"}, {0}, kind, false, R_GAP_ERROR, false},
        [R_GAP_ERROR] = {"lead_error", {"差の標準誤差", "its error"}, {0}, kind, false, RK_NO_COLUMN, false},
        [R_SURE] = {"confidence",
                    {"平均で良い確からしさ", "better on average"},
                    {0},
                    RK_COLUMN_SHARE,
                    false,
                    RK_NO_COLUMN,
                    false},
        [R_WINS] =
            {"chance_better", {"次点に勝つ確率", "beats the next"}, {0}, RK_COLUMN_SHARE, false, RK_NO_COLUMN, false},
        [R_NEEDED] = {"replications_needed",
                      {"決着に要る試行数", "replications to settle"},
                      {0},
                      RK_COLUMN_COUNT,
                      false,
                      RK_NO_COLUMN,
                      false},
    };
    double **values = NULL;
    place *places = calloc(reading->n_models, sizeof *places);
    rk_status status = places != NULL ? rk_outcome_read_all(reading, &outcome, &values) : RK_ERR_MEMORY;
    if (status == RK_OK) {
        status = find_places(reading, &outcome, values, places);
    }
    rk_outcome_free(reading, values);
    if (status == RK_OK) {
        say_best(answer, reading, &outcome, places);
        say_open(answer, reading, places, options->indifference);
        rk_answer_begin(
            answer, "ranking",
            (rk_words_pair){rk_answer_printf(answer, "順位：%s（%s）", outcome.title.ja, outcome.unit.ja),
                            rk_answer_printf(answer, "Ranking by %s, %s", outcome.title.en, outcome.unit.en)},
            columns, N_RANKING);
        for (size_t m = 0; m < reading->n_models; m++) {
            bool last = m + 1 == reading->n_models;
            rk_answer_number(answer, (double)(m + 1));
            add_model(answer, reading, places[m].model);
            rk_answer_number(answer, places[m].level.mean);
            rk_answer_number(answer, places[m].level.error);
            rk_answer_number(answer, last ? (double)NAN : places[m].gap.mean);
            rk_answer_number(answer, last ? (double)NAN : places[m].gap.error);
            rk_answer_number(answer, last ? (double)NAN : confidence_above_0(reading, places[m].gap));
            rk_answer_number(answer, last ? (double)NAN : places[m].wins);
            double needed = last ? (double)NAN : replications_to_settle(reading, places[m].gap, options->indifference);
            rk_answer_number(answer, needed);
        }
    }
    free(places);
    return status;
}

rk_status rk_compare(const rk_reading *reading, const rk_compare_options *options, rk_answer **out)
{
    rk_answer *answer = rk_answer_new("compare");
    rk_status status = answer != NULL ? RK_OK : RK_ERR_MEMORY;
    if (status == RK_OK && reading->n_models > 1) {
        status = ranking(answer, reading, options);
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
