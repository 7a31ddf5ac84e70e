/* Which model is best, and what it would take to be sure.
 *
 * Every model is compared with the one that is best on average. Which that is comes from the same replications, so the
 * intervals hold for all pairs of models at once (Bonferroni over n (n - 1) / 2). Replications that would settle an
 * open place: the error falls with their root.
 */
#include "analysis/ranking.h"

#include "analysis/contest.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    size_t model;
    rk_figure_by_blocks level;
    rk_contest best, above; /* against the best, and against the next better */
} place;

enum { SETTLED_AT_MOST = 100000000 };

static int by_level(const void *a, const void *b)
{
    const place *one = a, *other = b;
    return one->level.mean < other->level.mean   ? -1
           : one->level.mean > other->level.mean ? 1
           : one->model < other->model           ? -1
                                                 : 1;
}

static rk_status find_places(const rk_reading *reading, const rk_outcome *outcome, double **values, place *places)
{
    double sign = outcome->more_is_better ? -1.0 : 1.0;
    rk_status status = RK_OK;
    for (size_t m = 0; m < reading->n_models; m++) {
        places[m] = (place){.model = m, .level = rk_mean_by_blocks(reading, values[m])};
        places[m].level.mean *= sign; /* best first */
    }
    qsort(places, reading->n_models, sizeof *places, by_level);
    for (size_t m = 0; status == RK_OK && m < reading->n_models; m++) {
        places[m].level.mean *= sign;
        const double *own = values[places[m].model], *above = values[places[m > 0 ? m - 1 : 0].model];
        status = rk_contest_of(reading, outcome, own, values[places[0].model], &places[m].best);
        if (status == RK_OK) {
            status = rk_contest_of(reading, outcome, own, above, &places[m].above);
        }
    }
    return status;
}

static double factor_of_pairs(const rk_reading *reading)
{
    return rk_interval_factor(reading, 0.95, reading->n_models * (reading->n_models - 1) / 2);
}

/* Further replications after which the interval of a difference would lie on one side of the zone's edge; two digits,
 * rounded up. */
static double more_to_settle(const rk_reading *reading, rk_figure_by_blocks gain, double zone)
{
    double apart = fabs(fabs(gain.mean) - zone), ratio = factor_of_pairs(reading) * gain.error / apart;
    if (isnan(gain.error)) {
        return (double)NAN;
    }
    if (gain.error == 0.0 || ratio <= 1.0) {
        return 0.0;
    }
    double needed = fmin((double)reading->n_replications * (ratio * ratio - 1.0), SETTLED_AT_MOST);
    double digit = pow(10.0, fmax(floor(log10(needed)) - 1.0, 0.0));
    return ceil(needed / digit) * digit;
}

/* Against the best: -1 worse, 0 open, 1 as good. */
static int verdict(const rk_reading *reading, rk_figure_by_blocks gain, double zone)
{
    double half = factor_of_pairs(reading) * gain.error;
    if (gain.error == 0.0 && fabs(gain.mean) <= zone) {
        return 1;
    }
    return gain.mean + half < -zone ? -1 : gain.mean - half >= -zone && gain.mean + half <= zone ? 1 : 0;
}

/* ---- Sentences ---- */

static const char *ja_of(const rk_reading *reading, size_t model)
{
    return reading->model_title[model];
}

static const char *en_of(const rk_reading *reading, size_t model)
{
    return reading->model_title_en[model];
}

static rk_status say_best(rk_answer *answer, const rk_reading *reading, const rk_outcome *outcome, double **values,
                          const place *places, const double *chance)
{
    const place *best = &places[0], *next = &places[1];
    if (next->best.better == 0.0 && next->best.worse == 0.0) {
        rk_answer_say(answer, "%1$sでは「%3$s」と「%5$s」に差がない。", "By %2$s, \"%4$s\" and \"%6$s\" do not differ.",
                      outcome->title.ja, outcome->title.en, ja_of(reading, best->model), en_of(reading, best->model),
                      ja_of(reading, next->model), en_of(reading, next->model));
        return RK_OK;
    }
    rk_words_pair level = rk_answer_amount(answer, outcome, best->level.mean, best->level.error, false);
    rk_answer_say(
        answer, "%1$sでは「%3$s」が最も良い：平均%5$s。将来の%7$.0f%%で全モデル中最良。",
        "By %2$s, \"%4$s\" is best: %6$s on average; it is the best of all models in %7$.0f %% of the futures.",
        outcome->title.ja, outcome->title.en, ja_of(reading, best->model), en_of(reading, best->model), level.ja,
        level.en, 100.0 * chance[best->model]);
    if (best->model == reading->baseline) {
        rk_answer_say(answer, "それは基準であり、どのモデルも平均では基準を上回らない。",
                      "That is the baseline: no model is better on average.");
    }
    rk_contest contest;
    double sign = outcome->more_is_better ? 1.0 : -1.0;
    rk_status status = rk_contest_of(reading, outcome, values[best->model], values[reading->baseline], &contest);
    if (status == RK_OK && best->model != reading->baseline) {
        double half = rk_interval_factor(reading, 0.95, reading->n_models - 1) * contest.gain.error;
        double mean = sign * contest.gain.mean;
        rk_words_pair by = rk_answer_amount(answer, outcome, mean, contest.gain.error, true);
        rk_words_pair range = rk_answer_range(answer, outcome, mean - half, mean + half, contest.gain.error);
        rk_answer_say(answer, "基準「%1$s」との差は%3$s（95%%区間%5$s）、将来の%7$.0f%%で基準より良い。",
                      "Against the baseline, \"%2$s\": %4$s (95 %% interval %6$s); better in %7$.0f %% of the futures.",
                      ja_of(reading, reading->baseline), en_of(reading, reading->baseline), by.ja, by.en, range.ja,
                      range.en, 100.0 * contest.better);
    }
    return status;
}

/* What the best costs against the baseline, and who pays. */
static rk_status say_cost(rk_answer *answer, const rk_reading *reading, size_t model)
{
    static const char *const names[] = {"cost_total",  "paid_municipality", "paid_prefecture",
                                        "paid_nation", "paid_joint_office", "paid_other"};
    const char *ja = "", *en = "";
    for (size_t i = 0; i < sizeof names / sizeof names[0] && model != reading->baseline; i++) {
        rk_outcome cost;
        double **values = NULL;
        rk_contest contest;
        if (!rk_outcome_find(reading, names[i], &cost)) {
            return RK_ERR_OPTIONS;
        }
        rk_status status = rk_outcome_read_all(reading, &cost, &values);
        if (status == RK_OK) {
            status = rk_contest_of(reading, &cost, values[model], values[reading->baseline], &contest);
        }
        rk_outcome_free(reading, values);
        if (status != RK_OK) {
            return status;
        }
        double more = -contest.gain.mean, half = rk_interval_factor(reading, 0.95, 1) * contest.gain.error;
        rk_words_pair money = rk_answer_yen(answer, more, true);
        if (i == 0) {
            rk_words_pair range = rk_answer_range(answer, &cost, more - half, more + half, contest.gain.error);
            ja = rk_answer_printf(answer, "その総費用は基準より年%s（95%%区間%s）", money.ja, range.ja);
            en = rk_answer_printf(answer, "Its cost against the baseline: %s a year (95 %% interval %s)", money.en,
                                  range.en);
        } else if (contest.gain.mean != 0.0) {
            ja = rk_answer_printf(answer, "%s、%s%s", ja, cost.title.ja, money.ja);
            en = rk_answer_printf(answer, "%s; %s %s", en, cost.title.en, money.en);
        }
    }
    if (ja != NULL && ja[0] != '\0') {
        rk_answer_say(answer, "%1$s。", "%2$s.", ja, en);
    }
    return RK_OK;
}

static void say_settled(rk_answer *answer, const rk_reading *reading, const place *places, double zone)
{
    double most = 0.0;
    for (size_t m = 1; m < reading->n_models; m++) {
        most = fmax(most, more_to_settle(reading, places[m].above.gain, zone));
    }
    if (rk_answer_say_few(answer, reading->n_units, reading->inner)) {
        return;
    }
    double sure = 100.0 * (1.0 - rk_confidence_above_0(reading, places[1].best.gain));
    rk_answer_say(answer, "平均で次点「%1$s」より良いことの確からしさは%3$.1f%%。",
                  "That it is better on average than the next, \"%2$s\", is %3$.1f %% sure.",
                  ja_of(reading, places[1].model), en_of(reading, places[1].model), sure);
    if (most == 0.0) {
        rk_answer_say(answer, "順位はすべて95%%で決まっている。", "The whole ranking is settled at 95 %%.");
    } else {
        rk_answer_say(answer, "まだ決まらない順位がある。すべて決めるには、あと約%s回の試行が要る。",
                      "Part of the ranking is open; about %s more replications would settle all of it.",
                      rk_answer_count(answer, most));
    }
}

/* ---- Tables ---- */

enum { R_RANK, R_KEY, R_MODEL, R_LEVEL, R_ERROR, R_GAP, R_LOW, R_HIGH, R_VERDICT, R_BEST, R_NEEDED, N_RANKING };

static void add_places(rk_answer *answer, const rk_reading *reading, const rk_outcome *outcome, const place *places,
                       const double *chance, double zone)
{
    static const rk_words_pair verdicts[] = {{"劣る", "worse"}, {"未定", "open"}, {"同等", "as good"}};
    double factor = factor_of_pairs(reading), sign = outcome->more_is_better ? 1.0 : -1.0;
    for (size_t m = 0; m < reading->n_models; m++) {
        const place *own = &places[m];
        double mean = sign * own->best.gain.mean, half = factor * own->best.gain.error;
        rk_words_pair word =
            m == 0 ? (rk_words_pair){"最良", "best"} : verdicts[1 + verdict(reading, own->best.gain, zone)];
        rk_answer_number(answer, (double)(m + 1));
        rk_answer_text(answer, reading->model_key[own->model], reading->model_key[own->model]);
        rk_answer_text(answer, ja_of(reading, own->model), en_of(reading, own->model));
        rk_answer_number(answer, own->level.mean);
        rk_answer_number(answer, own->level.error);
        rk_answer_number(answer, m == 0 ? (double)NAN : mean);
        rk_answer_number(answer, m == 0 ? (double)NAN : mean - half);
        rk_answer_number(answer, m == 0 ? (double)NAN : mean + half);
        rk_answer_text(answer, word.ja, word.en);
        rk_answer_number(answer, chance[own->model]);
        rk_answer_number(answer, m == 0 ? (double)NAN : more_to_settle(reading, own->above.gain, zone));
    }
}

static void begin_ranking(rk_answer *answer, const rk_outcome *outcome, double zone)
{
    rk_column_kind kind = outcome->money ? RK_COLUMN_YEN : RK_COLUMN_NUMBER;
    rk_words_pair unit = outcome->money ? (rk_words_pair){0} : outcome->unit;
    const rk_answer_column columns[N_RANKING] = {
        [R_RANK] = {.id = "rank", .title = {"順位", "rank"}, .kind = RK_COLUMN_COUNT},
        [R_KEY] = {.id = "model", .title = {"キー", "key"}, .kind = RK_COLUMN_TEXT, .hidden = true},
        [R_MODEL] = {.id = "model_title", .title = {"モデル", "model"}, .kind = RK_COLUMN_TEXT},
        [R_LEVEL] = {.id = "mean", .title = {"平均", "mean"}, .unit = unit, .kind = kind, .error = R_ERROR},
        [R_ERROR] = {.id = "error", .title = {"標準誤差", "standard error"}, .unit = unit, .kind = kind},
        [R_GAP] = {.id = "behind_best",
                   .title = {"最良との差（95%区間）", "against the best (95 %)"},
                   .unit = unit,
                   .kind = kind,
                   .signed_ = true,
                   .low = R_LOW,
                   .high = R_HIGH},
        [R_LOW] = {.id = "behind_best_low", .title = {"下限", "from"}, .unit = unit, .kind = kind, .signed_ = true},
        [R_HIGH] = {.id = "behind_best_high", .title = {"上限", "to"}, .unit = unit, .kind = kind, .signed_ = true},
        [R_VERDICT] = {.id = "verdict", .title = {"判定", "verdict"}, .kind = RK_COLUMN_TEXT},
        [R_BEST] = {.id = "chance_best", .title = {"最良の確率", "best of all"}, .kind = RK_COLUMN_SHARE},
        [R_NEEDED] = {.id = "replications_needed",
                      .title = {"上位との決着にあと", "to tell from the one above"},
                      .unit = {"試行", "more replications"},
                      .kind = RK_COLUMN_COUNT},
    };
    rk_answer_begin(answer, "ranking",
                    (rk_words_pair){rk_answer_printf(answer, "順位：%s", outcome->title.ja),
                                    rk_answer_printf(answer, "Ranking by %s", outcome->title.en)},
                    columns, N_RANKING);
    const char *ja = "95%区間はすべての組に同時に成り立つ（ボンフェローニ調整）。";
    const char *en = "The intervals hold for all pairs of models at once (Bonferroni).";
    if (zone > 0.0) {
        ja = rk_answer_printf(answer, "%s差が%g%sまでは同等とみなす。", ja, zone, outcome->unit.ja);
        en = rk_answer_printf(answer, "%s Differences up to %g %s do not matter.", en, zone, outcome->unit.en);
    }
    rk_answer_note(answer, (rk_words_pair){ja, en});
}

static rk_status add_pairs(rk_answer *answer, const rk_reading *reading, const rk_outcome *outcome, double **values)
{
    size_t n = reading->n_models;
    rk_status status = RK_OK;
    rk_answer_column *columns = calloc(n + 1, sizeof *columns);
    if (columns == NULL) {
        return RK_ERR_MEMORY;
    }
    columns[0] = (rk_answer_column){.id = "model", .title = {"モデル", "model"}, .kind = RK_COLUMN_TEXT};
    for (size_t m = 0; m < n; m++) {
        const char *key = rk_answer_printf(answer, "%s", reading->model_key[m]);
        columns[m + 1] = (rk_answer_column){.id = key, .title = {key, key}, .kind = RK_COLUMN_SHARE};
    }
    rk_answer_begin(
        answer, "pairs",
        (rk_words_pair){rk_answer_printf(answer, "行のモデルが列のモデルに勝つ確率：%s", outcome->title.ja),
                        rk_answer_printf(answer, "Chance that the model of the row beats that of the column, by %s",
                                         outcome->title.en)},
        columns, n + 1);
    for (size_t m = 0; m < n; m++) {
        rk_answer_text(answer, reading->model_key[m], reading->model_key[m]);
        for (size_t other = 0; status == RK_OK && other < n; other++) {
            rk_contest contest = {0};
            status = rk_contest_of(reading, outcome, values[m], values[other], &contest);
            rk_answer_number(answer, other == m ? (double)NAN : contest.better);
        }
    }
    rk_answer_note(answer,
                   (rk_words_pair){"同じ試行どうしで比べた割合。二つの和が100%に足りない分は引き分け。",
                                   "Shares of the same replications; what two chances lack of 100 % are ties."});
    free(columns);
    return status;
}

rk_status rk_ranking(rk_answer *answer, const rk_reading *reading, const rk_outcome *outcome, double zone, bool pairs)
{
    double **values = NULL, *chance = calloc(reading->n_models, sizeof *chance);
    place *places = calloc(reading->n_models, sizeof *places);
    rk_status status =
        places != NULL && chance != NULL ? rk_outcome_read_all(reading, outcome, &values) : RK_ERR_MEMORY;
    if (status == RK_OK) {
        status = find_places(reading, outcome, values, places);
    }
    if (status == RK_OK) {
        rk_chances_of_best(reading, outcome, values, chance);
        status = say_best(answer, reading, outcome, values, places, chance);
    }
    if (status == RK_OK) {
        status = say_cost(answer, reading, places[0].model);
    }
    if (status == RK_OK) {
        say_settled(answer, reading, places, zone);
        begin_ranking(answer, outcome, zone);
        add_places(answer, reading, outcome, places, chance, zone);
        status = pairs ? add_pairs(answer, reading, outcome, values) : RK_OK;
    }
    rk_outcome_free(reading, values);
    free(places);
    free(chance);
    return status;
}
