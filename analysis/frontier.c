/* frontier: what coverage costs, model by model.
 *
 * Levels are means over the futures of the run; extra cost and extra effect are paired differences to the model before
 * on the frontier, their ratio has Fieller's interval (analysis/ratio.h). Chances to be best are counted, over futures
 * and over the means of blocks (analysis/acceptable.h).
 */
#include "analysis/acceptable.h"
#include "analysis/answer_build.h"
#include "analysis/efficient.h"
#include "analysis/ratio.h"

#include <renkei/analysis.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    rk_benefit benefit;
    double **served; /* [n_models] of [n_replications]: person-months of work done a year */
    double *cost, *effect;
    rk_efficiency *status;
    size_t *against, *order; /* order: models by cost */
    rk_ratio *step;          /* of efficient models: to the one before */
    rk_ratio *step_served;
    double *work[3];
} frontier;

static void free_frontier(frontier *of)
{
    const rk_reading *reading = of->benefit.reading;
    rk_benefit_close(&of->benefit);
    rk_outcome_free(reading, of->served);
    void *arrays[] = {of->cost, of->effect,      of->status,  of->against, of->order,
                      of->step, of->step_served, of->work[0], of->work[1], of->work[2]};
    for (size_t i = 0; i < sizeof arrays / sizeof arrays[0]; i++) {
        free(arrays[i]);
    }
}

static rk_status open_frontier(const rk_reading *reading, const char *effect, frontier *of)
{
    size_t n = reading->n_models;
    rk_outcome work_done;
    rk_status status = rk_benefit_open(reading, effect, &of->benefit);
    if (status != RK_OK || !rk_outcome_find(reading, "work_done", &work_done)) {
        return status != RK_OK ? status : RK_ERR_OPTIONS;
    }
    work_done.factor *= (double)reading->n_municipalities;
    status = rk_outcome_read_all(reading, &work_done, &of->served);
    of->cost = calloc(n, sizeof *of->cost);
    of->effect = calloc(n, sizeof *of->effect);
    of->status = calloc(n, sizeof *of->status);
    of->against = calloc(n, sizeof *of->against);
    of->order = calloc(n, sizeof *of->order);
    of->step = calloc(n, sizeof *of->step);
    of->step_served = calloc(n, sizeof *of->step_served);
    bool whole = of->cost != NULL && of->effect != NULL && of->status != NULL && of->against != NULL &&
                 of->order != NULL && of->step != NULL && of->step_served != NULL;
    for (int i = 0; i < 3; i++) {
        of->work[i] = malloc(reading->n_replications * sizeof **of->work);
        whole = whole && of->work[i] != NULL;
    }
    return status == RK_OK && !whole ? RK_ERR_MEMORY : status;
}

static void subtract(const frontier *of, double *const *values, size_t model, size_t other, double *difference)
{
    for (size_t i = 0; i < of->benefit.reading->n_replications; i++) {
        difference[i] = values[model][i] - values[other][i];
    }
}

static void find_frontier(frontier *of)
{
    const rk_reading *reading = of->benefit.reading;
    size_t n = reading->n_models;
    for (size_t m = 0; m < n; m++) {
        of->cost[m] = rk_mean_by_blocks(reading, of->benefit.cost[m]).mean;
        of->effect[m] = rk_mean_by_blocks(reading, of->benefit.effect[m]).mean;
    }
    rk_efficient(n, of->cost, of->effect, of->status, of->against);
    for (size_t m = 0; m < n; m++) {
        size_t before = 0;
        for (size_t k = 0; k < n; k++) {
            before += of->cost[k] < of->cost[m] || (of->cost[k] == of->cost[m] && k < m);
        }
        of->order[before] = m;
        if (of->status[m] == RK_EFFICIENT && of->against[m] != m) {
            subtract(of, of->benefit.cost, m, of->against[m], of->work[0]);
            subtract(of, of->benefit.effect, m, of->against[m], of->work[1]);
            of->step[m] = rk_ratio_of(reading, of->work[0], of->work[1], of->work[2]);
            subtract(of, of->served, m, of->against[m], of->work[1]);
            of->step_served[m] = rk_ratio_of(reading, of->work[0], of->work[1], of->work[2]);
        }
    }
}

/* ---- The models by cost ---- */

enum {
    C_MODEL,
    C_COST,
    C_COST_ERROR,
    C_EFFECT,
    C_EFFECT_ERROR,
    C_STATUS,
    C_AGAINST,
    C_EXTRA,
    C_EXTRA_ERROR,
    C_GAINED,
    C_GAINED_ERROR,
    C_RATIO,
    C_RATIO_LOW,
    C_RATIO_HIGH,
    C_SERVED,
    C_SERVED_LOW,
    C_SERVED_HIGH,
    N_COLUMNS
};

static void begin_models(rk_answer *answer, const rk_benefit *benefit)
{
    rk_words_pair gained = rk_benefit_gained(benefit);
    const rk_answer_column columns[N_COLUMNS] = {
        [C_MODEL] = {.id = "model", .title = {"モデル", "model"}},
        [C_COST] = {.id = "cost", .title = {"費用（年）", "cost a year"}, .kind = RK_COLUMN_YEN, .error = C_COST_ERROR},
        [C_COST_ERROR] = {.id = "cost_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_YEN},
        [C_EFFECT] = {.id = "effect",
                      .title = benefit->outcome.title,
                      .unit = benefit->unit,
                      .kind = RK_COLUMN_NUMBER,
                      .error = C_EFFECT_ERROR},
        [C_EFFECT_ERROR] = {.id = "effect_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_NUMBER},
        [C_STATUS] = {.id = "status", .title = {"判定", "standing"}},
        [C_AGAINST] = {.id = "against", .title = {"比較相手", "against"}},
        [C_EXTRA] = {.id = "extra_cost",
                     .title = {"追加費用（年）", "extra cost a year"},
                     .kind = RK_COLUMN_YEN,
                     .signed_ = true,
                     .error = C_EXTRA_ERROR},
        [C_EXTRA_ERROR] = {.id = "extra_cost_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_YEN},
        [C_GAINED] = {.id = "gained",
                      .title = {"改善", "gained"},
                      .unit = benefit->unit,
                      .kind = RK_COLUMN_NUMBER,
                      .signed_ = true,
                      .error = C_GAINED_ERROR},
        [C_GAINED_ERROR] = {.id = "gained_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_NUMBER},
        [C_RATIO] = {.id = "yen_per_unit",
                     .title = {rk_answer_printf(answer, "%sあたり", gained.ja),
                               rk_answer_printf(answer, "per %s", gained.en)},
                     .kind = RK_COLUMN_YEN,
                     .low = C_RATIO_LOW,
                     .high = C_RATIO_HIGH},
        [C_RATIO_LOW] = {.id = "yen_per_unit_low", .title = {"95%下限", "from"}, .kind = RK_COLUMN_YEN},
        [C_RATIO_HIGH] = {.id = "yen_per_unit_high", .title = {"95%上限", "to"}, .kind = RK_COLUMN_YEN},
        [C_SERVED] = {.id = "yen_per_person_month",
                      .title = {"処理業務1人月あたり", "per person-month of work done"},
                      .kind = RK_COLUMN_YEN,
                      .low = C_SERVED_LOW,
                      .high = C_SERVED_HIGH},
        [C_SERVED_LOW] = {.id = "yen_per_person_month_low", .title = {"95%下限", "from"}, .kind = RK_COLUMN_YEN},
        [C_SERVED_HIGH] = {.id = "yen_per_person_month_high", .title = {"95%上限", "to"}, .kind = RK_COLUMN_YEN},
    };
    rk_answer_begin(answer, "frontier",
                    (rk_words_pair){"費用と効果（全市町村、費用の少ない順）",
                                    "Cost and effect of all municipalities, cheapest first"},
                    columns, N_COLUMNS);
}

static void add_title(rk_answer *answer, const rk_reading *reading, size_t model)
{
    rk_answer_text(answer, reading->model_title[model], reading->model_title_en[model]);
}

/* A ratio only says what a unit costs where more money brings more of it. */
static void add_ratio(rk_answer *answer, const rk_ratio *of)
{
    bool price = of->top.mean > 0.0 && of->bottom.mean > 0.0;
    rk_answer_number(answer, price ? of->ratio : (double)NAN);
    rk_answer_number(answer, price ? of->low : (double)NAN);
    rk_answer_number(answer, price ? of->high : (double)NAN);
}

static void add_model(rk_answer *answer, const frontier *of, size_t model)
{
    static const rk_words_pair standing[] = {
        [RK_EFFICIENT] = {"効率的", "efficient"},
        [RK_DOMINATED] = {"劣位", "dominated"},
        [RK_EXTENDEDLY_DOMINATED] = {"拡張劣位", "extendedly dominated"},
    };
    const rk_benefit *benefit = &of->benefit;
    double sign = benefit->outcome.more_is_better ? 1.0 : -1.0;
    rk_words_pair word = standing[of->status[model]];
    add_title(answer, benefit->reading, model);
    rk_figure_by_blocks cost = rk_mean_by_blocks(benefit->reading, benefit->cost[model]);
    rk_figure_by_blocks effect = rk_mean_by_blocks(benefit->reading, benefit->effect[model]);
    rk_answer_number(answer, cost.mean);
    rk_answer_number(answer, cost.error);
    rk_answer_number(answer, sign * effect.mean + 0.0);
    rk_answer_number(answer, effect.error);
    rk_answer_text(answer, word.ja, word.en);
    if (of->against[model] == model) {
        rk_answer_text(answer, NULL, NULL);
    } else {
        add_title(answer, benefit->reading, of->against[model]);
    }
    if (of->status[model] == RK_EFFICIENT && of->against[model] != model) {
        const rk_ratio *step = &of->step[model];
        const double cells[] = {step->top.mean, step->top.error, step->bottom.mean, step->bottom.error};
        for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
            rk_answer_number(answer, cells[i]);
        }
        add_ratio(answer, step);
        add_ratio(answer, &of->step_served[model]);
    } else {
        for (int i = C_EXTRA; i < N_COLUMNS; i++) {
            rk_answer_number(answer, (double)NAN);
        }
    }
}

static void add_models(rk_answer *answer, const frontier *of)
{
    begin_models(answer, &of->benefit);
    for (size_t k = 0; k < of->benefit.reading->n_models; k++) {
        add_model(answer, of, of->order[k]);
    }
    rk_answer_note(
        answer, (rk_words_pair){"劣位＝比較相手のほうが安くて効果も大きい。拡張劣位＝効率的な2モデルの組合せに劣る。"
                                "区間はFiellerの95%区間。空欄は下限・上限が定まらない。",
                                "Dominated: the other is no dearer and does no less. Extendedly dominated: a mixture "
                                "of efficient models does more for the money. Intervals: Fieller's, 95 %; none "
                                "where they have no bound."});
}

/* ---- Chances to be best ---- */

static void begin_chances(rk_answer *answer, const rk_benefit *benefit, const char *id, bool every)
{
    rk_words_pair gained = rk_benefit_gained(benefit);
    const rk_answer_column columns[] = {
        {.id = "model",
         .title = every ? (rk_words_pair){"モデル", "model"} : (rk_words_pair){"平均で最良", "best on average"}},
        {.id = "price",
         .title = {rk_answer_printf(answer, "%sの価値", gained.ja),
                   rk_answer_printf(answer, "worth of a %s", gained.en)},
         .kind = RK_COLUMN_YEN},
        {.id = "net_benefit",
         .title = {"純便益（年）", "net benefit a year"},
         .kind = RK_COLUMN_YEN,
         .error = 3,
         .hidden = !every},
        {.id = "net_benefit_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_YEN},
        {.id = "chance_assumptions",
         .title = {"最良の確率（前提）", "best, by assumptions"},
         .kind = RK_COLUMN_SHARE,
         .error = 5},
        {.id = "chance_assumptions_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_SHARE},
        {.id = "chance_futures",
         .title = {"最良の確率（個々の将来）", "best, by single futures"},
         .kind = RK_COLUMN_SHARE,
         .error = 7},
        {.id = "chance_futures_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_SHARE},
    };
    rk_answer_begin(answer, id,
                    every ? (rk_words_pair){"全モデルの最良の確率", "Chance of each model to be best"}
                          : (rk_words_pair){"効果の価値ごとの最良のモデル", "Best model by what the effect is worth"},
                    columns, sizeof columns / sizeof columns[0]);
}

static void add_chance(rk_answer *answer, const rk_reading *reading, size_t model, double price,
                       const rk_acceptable *of)
{
    const double cells[] = {
        price, of->net.mean, of->net.error, of->blocks.mean, of->blocks.error, of->futures.mean, of->futures.error};
    add_title(answer, reading, model);
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        rk_answer_number(answer, cells[i]);
    }
}

static size_t best_of(const rk_acceptable *models, size_t n)
{
    size_t best = 0;
    for (size_t m = 1; m < n; m++) {
        best = models[m].net.mean > models[best].net.mean ? m : best;
    }
    return best;
}

static rk_status add_chances(rk_answer *answer, const frontier *of, double asked)
{
    const rk_reading *reading = of->benefit.reading;
    size_t n = reading->n_models, n_ratios = 0;
    double prices[RK_PRICES_MAX], *ratios = calloc(n + 1, sizeof *ratios);
    rk_acceptable *at = calloc(RK_PRICES_MAX * n, sizeof *at);
    rk_status status = ratios != NULL && at != NULL ? RK_OK : RK_ERR_MEMORY;
    for (size_t m = 0; status == RK_OK && m < n; m++) {
        if (of->status[m] == RK_EFFICIENT && of->against[m] != m) {
            ratios[n_ratios++] = of->step[m].ratio;
        }
    }
    if (status == RK_OK && asked > 0.0) {
        ratios[n_ratios++] = asked;
    }
    size_t n_prices = status == RK_OK ? rk_acceptable_prices(ratios, n_ratios, (double)NAN, prices) : 0;
    for (size_t p = 0; status == RK_OK && p < n_prices; p++) {
        status = rk_acceptable_at(&of->benefit, prices[p], &at[p * n]);
    }
    if (status == RK_OK) {
        begin_chances(answer, &of->benefit, "acceptability_frontier", false);
    }
    for (size_t p = 0; status == RK_OK && p < n_prices; p++) {
        size_t best = best_of(&at[p * n], n);
        add_chance(answer, reading, best, prices[p], &at[p * n + best]);
    }
    if (status == RK_OK) {
        begin_chances(answer, &of->benefit, "acceptability", true);
        rk_answer_hide(answer);
    }
    for (size_t k = 0; status == RK_OK && k < n_prices * n; k++) {
        add_chance(answer, reading, k % n, prices[k / n], &at[k]);
    }
    free(ratios);
    free(at);
    return status;
}

/* ---- In words ---- */

static void say_step(rk_answer *answer, const frontier *of, size_t model)
{
    const rk_reading *reading = of->benefit.reading;
    const rk_ratio *step = &of->step[model];
    rk_words_pair gained = rk_benefit_gained(&of->benefit), price = rk_answer_yen(answer, step->ratio, false);
    rk_words_pair low = rk_answer_yen(answer, step->low, false), high = rk_answer_yen(answer, step->high, false);
    size_t before = of->against[model];
    rk_words_pair interval = {rk_answer_printf(answer, "95%%区間 %s～%s", low.ja, high.ja),
                              rk_answer_printf(answer, "95 %% interval %s to %s", low.en, high.en)};
    if (isnan(step->low)) {
        interval = (rk_words_pair){"効果の有無が誤差の範囲で、区間は定まらない",
                                   "the gain is within its error, so there is no bounded interval"};
    }
    rk_answer_say(answer, "「%1$s」から「%3$s」へ：%5$sに%7$s（%9$s）。",
                  "From %2$s to %4$s: %8$s for each %6$s (%10$s).", reading->model_title[before],
                  reading->model_title_en[before], reading->model_title[model], reading->model_title_en[model],
                  gained.ja, gained.en, price.ja, price.en, interval.ja, interval.en);
}

/* Names of the models of a standing, "A, B"; NULL when there is none. */
static rk_words_pair names_of(rk_answer *answer, const frontier *of, rk_efficiency status)
{
    const rk_reading *reading = of->benefit.reading;
    rk_words_pair names = {NULL, NULL};
    for (size_t k = 0; k < reading->n_models; k++) {
        size_t m = of->order[k];
        if (of->status[m] == status) {
            const char *ja = reading->model_title[m], *en = reading->model_title_en[m];
            names.ja = names.ja == NULL ? rk_answer_printf(answer, "「%s」", ja)
                                        : rk_answer_printf(answer, "%s「%s」", names.ja, ja);
            names.en = names.en == NULL ? rk_answer_printf(answer, "%s", en)
                                        : rk_answer_printf(answer, "%s, %s", names.en, en);
        }
    }
    return names;
}

static void say_frontier(rk_answer *answer, const frontier *of)
{
    static const struct {
        rk_efficiency status;
        const char *ja, *en;
    } sayings[] = {
        {RK_EFFICIENT, "費用に見合うモデル（安い順）：%1$s。", "Worth their cost, cheapest first: %2$s."},
        {RK_DOMINATED, "より安くて効果も大きいモデルがある：%1$s。", "Another is no dearer and does more: %2$s."},
        {RK_EXTENDEDLY_DOMINATED, "ほかのモデルの組合せに劣る：%1$s。",
         "A mixture of others does more for the money: %2$s."},
    };
    for (size_t i = 0; i < sizeof sayings / sizeof sayings[0]; i++) {
        rk_words_pair names = names_of(answer, of, sayings[i].status);
        if (names.ja != NULL) {
            rk_answer_say(answer, sayings[i].ja, sayings[i].en, names.ja, names.en);
        }
        for (size_t k = 0; i == 0 && k < of->benefit.reading->n_models; k++) {
            size_t m = of->order[k];
            if (of->status[m] == RK_EFFICIENT && of->against[m] != m) {
                say_step(answer, of, m);
            }
        }
    }
}

rk_status rk_frontier(const rk_reading *reading, const rk_frontier_options *options, rk_answer **out)
{
    rk_answer *answer = rk_answer_new("frontier");
    frontier of = {.benefit.reading = reading};
    rk_status status = answer != NULL ? open_frontier(reading, options->effect, &of) : RK_ERR_MEMORY;
    if (status == RK_OK) {
        find_frontier(&of);
        (void)rk_answer_say_few(answer, reading->n_units, reading->inner);
        say_frontier(answer, &of);
        add_models(answer, &of);
        status = add_chances(answer, &of, options->price);
    }
    free_frontier(&of);
    if (status != RK_OK) {
        rk_answer_free(answer);
        return status;
    }
    status = rk_answer_done(&answer);
    *out = answer;
    return status;
}
