/* regret: what a choice would have cost against the best choice in hindsight.
 *
 * Savage, The theory of statistical decision, Journal of the American Statistical Association 46 (1951); for robust
 * decisions Lempert, Popper and Bankes, Shaping the Next One Hundred Years, RAND MR-1626 (2003). Over futures, luck
 * included, and over assumptions: means of blocks, luck averaged over the lives of each, since nobody chooses by luck.
 */
#include "analysis/benefit.h"
#include "analysis/distribution.h"
#include "analysis/regret_parts.h"

#include <renkei/analysis.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    rk_figure_by_blocks mean;
    double p90, p90_low, p90_high, largest;
} regret;

typedef struct {
    regret futures, assumptions;
    rk_figure_by_blocks level;
    double best; /* share of blocks in which it has no regret */
} standing;

/* ---- Regret ---- */

/* Regret of a model in every replication; best: the highest gain there. */
static regret regret_of(const rk_reading *reading, const double *gain, const double *best, double *work[2])
{
    rk_distribution of;
    regret out = {.largest = 0.0};
    for (size_t i = 0; i < reading->n_replications; i++) {
        work[0][i] = best[i] - gain[i];
        out.largest = fmax(out.largest, work[0][i]);
    }
    rk_distribution_of(reading, work[0], work[1], &of);
    out.mean = of.mean;
    out.p90 = of.quantile[3];
    out.p90_low = of.low[3];
    out.p90_high = of.high[3];
    return out;
}

static void find_best(const rk_reading *reading, double *const *gain, double *best)
{
    for (size_t i = 0; i < reading->n_replications; i++) {
        best[i] = gain[0][i];
        for (size_t m = 1; m < reading->n_models; m++) {
            best[i] = fmax(best[i], gain[m][i]);
        }
    }
}

/* models: [n_models]. The gains are averaged over blocks on the way. */
static rk_status find_regrets(const rk_reading *reading, double *const *gain, standing *models)
{
    size_t n = reading->n_replications, n_best = 0;
    double *best = malloc(n * sizeof *best), *work[2] = {malloc(n * sizeof **work), malloc(n * sizeof **work)};
    bool whole = best != NULL && work[0] != NULL && work[1] != NULL;
    for (int blocks = 0; whole && blocks < 2; blocks++) {
        for (size_t m = 0; m < reading->n_models; m++) {
            if (blocks) {
                rk_average_blocks(reading, gain[m]);
            } else {
                models[m].level = rk_mean_by_blocks(reading, gain[m]);
            }
        }
        find_best(reading, gain, best);
        for (size_t m = 0; m < reading->n_models; m++) {
            *(blocks ? &models[m].assumptions : &models[m].futures) = regret_of(reading, gain[m], best, work);
        }
    }
    for (size_t m = 0; whole && m < reading->n_models; m++) {
        n_best = 0;
        for (size_t i = 0; i < n; i++) {
            n_best += gain[m][i] == best[i];
        }
        models[m].best = (double)n_best / (double)n;
    }
    free(best);
    free(work[0]);
    free(work[1]);
    return whole ? RK_OK : RK_ERR_MEMORY;
}

/* ---- Table and sentences ---- */

enum {
    C_MODEL,
    C_MEAN,
    C_MEAN_ERROR,
    C_P90,
    C_P90_LOW,
    C_P90_HIGH,
    C_LARGEST,
    C_A_MEAN,
    C_A_MEAN_ERROR,
    C_A_P90,
    C_A_P90_LOW,
    C_A_P90_HIGH,
    C_A_LARGEST,
    C_BEST,
    N_COLUMNS
};

static void begin(rk_answer *answer, const rk_outcome *outcome, rk_words_pair unit)
{
    rk_column_kind kind = outcome->money ? RK_COLUMN_YEN : RK_COLUMN_NUMBER;
    const rk_answer_column columns[N_COLUMNS] = {
        [C_MODEL] = {.id = "model", .title = {"モデル", "model"}},
        [C_MEAN] =
            {.id = "mean", .title = {"後悔の平均", "mean regret"}, .unit = unit, .kind = kind, .error = C_MEAN_ERROR},
        [C_MEAN_ERROR] = {.id = "mean_error", .title = {"標準誤差", "its error"}, .unit = unit, .kind = kind},
        [C_P90] =
            {.id = "p90", .title = {"P90", "P90"}, .unit = unit, .kind = kind, .low = C_P90_LOW, .high = C_P90_HIGH},
        [C_P90_LOW] = {.id = "p90_low", .title = {"95%下限", "from"}, .unit = unit, .kind = kind},
        [C_P90_HIGH] = {.id = "p90_high", .title = {"95%上限", "to"}, .unit = unit, .kind = kind},
        [C_LARGEST] = {.id = "largest", .title = {"最大", "largest"}, .unit = unit, .kind = kind},
        [C_A_MEAN] = {.id = "assumptions_mean",
                      .title = {"前提ごとの平均", "mean, by assumptions"},
                      .unit = unit,
                      .kind = kind,
                      .error = C_A_MEAN_ERROR},
        [C_A_MEAN_ERROR] = {.id = "assumptions_mean_error",
                            .title = {"標準誤差", "its error"},
                            .unit = unit,
                            .kind = kind},
        [C_A_P90] = {.id = "assumptions_p90",
                     .title = {"前提ごとのP90", "P90, by assumptions"},
                     .unit = unit,
                     .kind = kind,
                     .low = C_A_P90_LOW,
                     .high = C_A_P90_HIGH},
        [C_A_P90_LOW] = {.id = "assumptions_p90_low", .title = {"95%下限", "from"}, .unit = unit, .kind = kind},
        [C_A_P90_HIGH] = {.id = "assumptions_p90_high", .title = {"95%上限", "to"}, .unit = unit, .kind = kind},
        [C_A_LARGEST] = {.id = "assumptions_largest",
                         .title = {"前提ごとの最大", "largest, by assumptions"},
                         .unit = unit,
                         .kind = kind},
        [C_BEST] = {.id = "chance_best",
                    .title = {"最良の前提の割合", "best, by assumptions"},
                    .kind = RK_COLUMN_SHARE},
    };
    rk_answer_begin(answer, "regret",
                    (rk_words_pair){rk_answer_printf(answer, "後悔：%s", outcome->title.ja),
                                    rk_answer_printf(answer, "Regret: %s", outcome->title.en)},
                    columns, N_COLUMNS);
}

static void add_model(rk_answer *answer, const rk_reading *reading, size_t model, const standing *of)
{
    const regret *both[2] = {&of->futures, &of->assumptions};
    rk_answer_text(answer, reading->model_title[model], reading->model_title_en[model]);
    for (int i = 0; i < 2; i++) {
        const double cells[] = {both[i]->mean.mean, both[i]->mean.error, both[i]->p90,
                                both[i]->p90_low,   both[i]->p90_high,   both[i]->largest};
        for (size_t k = 0; k < sizeof cells / sizeof cells[0]; k++) {
            rk_answer_number(answer, cells[k]);
        }
    }
    rk_answer_number(answer, of->best);
}

static size_t least(const standing *models, size_t n, bool largest)
{
    size_t found = 0;
    for (size_t m = 1; m < n; m++) {
        const regret *one = &models[m].assumptions, *best = &models[found].assumptions;
        found = (largest ? one->largest < best->largest : one->mean.mean < best->mean.mean) ? m : found;
    }
    return found;
}

/* A regret for a sentence; money is a year's. */
static rk_words_pair amount(const rk_regret_work *work, const rk_outcome *outcome, double value, double error)
{
    rk_words_pair words = rk_answer_amount(work->answer, outcome, fmax(value, 0.0), error, false);
    return !outcome->money ? words
                           : (rk_words_pair){rk_answer_printf(work->answer, "年%s", words.ja),
                                             rk_answer_printf(work->answer, "%s a year", words.en)};
}

static void say(const rk_regret_work *work, const rk_outcome *outcome, const standing *models)
{
    const rk_reading *reading = work->reading;
    size_t mean = least(models, reading->n_models, false), minimax = least(models, reading->n_models, true);
    rk_figure_by_blocks of = models[mean].assumptions.mean;
    double half = rk_interval_factor(reading, 0.95, 1) * of.error, most = models[minimax].assumptions.largest;
    rk_words_pair regretted = amount(work, outcome, of.mean, of.error);
    rk_words_pair low = amount(work, outcome, of.mean - half, of.error);
    rk_words_pair high = amount(work, outcome, of.mean + half, of.error);
    rk_words_pair range = {rk_answer_printf(work->answer, "95%%区間 %s～%s", low.ja, high.ja),
                           rk_answer_printf(work->answer, "95 %% interval %s to %s", low.en, high.en)};
    if (isnan(half)) {
        range = (rk_words_pair){"誤差は不明：試行が少なすぎる", "error unknown: too few replications"};
    }
    rk_words_pair largest = amount(work, outcome, most, most / 50.0);
    rk_answer_say(
        work->answer, "前提全体で後悔が平均で最も小さいのは「%1$s」：%3$s（%5$s）。前提の%7$.0f%%で最良。",
        "Over all assumptions %2$s has the least regret on average: %4$s (%6$s); it is the best under %7$.0f %% "
        "of them.",
        reading->model_title[mean], reading->model_title_en[mean], regretted.ja, regretted.en, range.ja, range.en,
        100.0 * models[mean].best);
    rk_answer_say(work->answer, "最悪の前提でも後悔が最も小さいのは「%1$s」：最大で%3$s。",
                  "Under the assumptions worst for each, %2$s has the least to regret: at most %4$s.",
                  reading->model_title[minimax], reading->model_title_en[minimax], largest.ja, largest.en);
}

/* ---- Gains ---- */

static rk_status read_gains(const rk_reading *reading, const rk_regret_options *options, rk_outcome *outcome,
                            double ***gain)
{
    rk_status status = RK_OK;
    const char *by = options->by != NULL ? options->by : "zero_cover_months";
    if (!isnan(options->price)) {
        rk_benefit benefit;
        status = rk_benefit_open(reading, by, &benefit);
        if (status != RK_OK) {
            return status;
        }
        for (size_t m = 0; m < reading->n_models; m++) {
            rk_benefit_net(&benefit, m, options->price, benefit.cost[m]);
        }
        *gain = benefit.cost;
        benefit.cost = NULL;
        rk_benefit_close(&benefit);
        if (!rk_outcome_find(reading, "cost_total", outcome)) {
            return RK_ERR_OPTIONS;
        }
        outcome->title = (rk_words_pair){"純便益", "net benefit"};
        return RK_OK;
    }
    if (!rk_outcome_find(reading, by, outcome)) {
        return RK_ERR_OPTIONS;
    }
    status = rk_outcome_read_all(reading, outcome, gain);
    for (size_t m = 0; status == RK_OK && !outcome->more_is_better && m < reading->n_models; m++) {
        for (size_t i = 0; i < reading->n_replications; i++) {
            (*gain)[m][i] = -(*gain)[m][i];
        }
    }
    return status;
}

static rk_status answer_regret(rk_regret_work *work, const rk_regret_options *options)
{
    const rk_reading *reading = work->reading;
    rk_outcome outcome;
    standing *models = calloc(reading->n_models, sizeof *models);
    rk_status status = models != NULL ? read_gains(reading, options, &outcome, &work->gain) : RK_ERR_MEMORY;
    if (status == RK_OK) {
        status = find_regrets(reading, work->gain, models);
    }
    if (status == RK_OK) {
        for (size_t m = 1; m < reading->n_models; m++) {
            work->leader = models[m].level.mean > models[work->leader].level.mean ? m : work->leader;
        }
        (void)rk_answer_say_few(work->answer, reading->n_units, reading->inner);
        say(work, &outcome, models);
        begin(work->answer, &outcome, outcome.money ? (rk_words_pair){NULL, NULL} : outcome.unit);
        for (size_t m = 0; m < reading->n_models; m++) {
            add_model(work->answer, reading, m, &models[m]);
        }
        rk_answer_note(
            work->answer,
            (rk_words_pair){
                rk_answer_printf(work->answer,
                                 "後悔＝その将来（前提）で最良だったモデルとの差。"
                                 "前提ごと＝同じ前提の%zuの将来の平均で比べる。最大は試行のなかの最大。",
                                 reading->inner),
                rk_answer_printf(work->answer,
                                 "Regret: the distance to the model that was best in that future, or under those "
                                 "assumptions (means of %zu futures). Largest: of those simulated.",
                                 reading->inner)});
        status = rk_regret_discover(work);
    }
    free(models);
    return status;
}

rk_status rk_regret(const rk_reading *reading, const rk_regret_options *options, rk_answer **out)
{
    rk_regret_work work = {.reading = reading};
    if (reading->n_models < 2) {
        rk_reading_fail(reading->path, "there is one model only: nothing to regret");
        return RK_ERR_OPTIONS;
    }
    work.answer = rk_answer_new("regret");
    rk_status status = work.answer != NULL ? answer_regret(&work, options) : RK_ERR_MEMORY;
    rk_free_models(reading, work.gain);
    if (status != RK_OK) {
        rk_answer_free(work.answer);
        return status;
    }
    status = rk_answer_done(&work.answer);
    *out = work.answer;
    return status;
}
