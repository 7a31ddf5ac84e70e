/* winners: which municipalities gain and lose under a model, in coverage and in their own cost.
 *
 * A municipality gains for sure when the interval of its paired difference lies below 0; intervals hold for all
 * municipalities and models at once (Bonferroni).
 */
#include "analysis/blocks.h"
#include "analysis/winners_impl.h"

#include <renkei/analysis.h>

#include <math.h>
#include <string.h>

static const char *ja_of(const rk_reading *reading, size_t model)
{
    return reading->model_title[model];
}

static const char *en_of(const rk_reading *reading, size_t model)
{
    return reading->model_title_en[model];
}

static size_t count(const rk_winners_work *on, const rk_side *side, rk_stands stands)
{
    size_t n = 0;
    for (size_t i = 0; i < on->reading->n_municipalities; i++) {
        n += rk_stands_of(&on->standing, side, i) == stands;
    }
    return n;
}

void rk_winners_add_model(const rk_winners_work *on, size_t model)
{
    rk_answer_text(on->answer, on->reading->model_key[model], on->reading->model_key[model]);
    rk_answer_text(on->answer, ja_of(on->reading, model), en_of(on->reading, model));
}

/* A number where it is known, else an empty cell. */
static void add_paired(const rk_winners_work *on, size_t model, double number)
{
    rk_answer_number(on->answer, model == on->reading->baseline ? (double)NAN : number);
}

/* ---- How many win, and how unequal it is ---- */

enum {
    M_KEY,
    M_MODEL,
    M_BETTER,
    M_WORSE,
    M_OPEN,
    M_SAME,
    M_CHEAPER,
    M_DEARER,
    M_COST_OPEN,
    M_COST_SAME,
    M_BOTH,
    N_MODEL_COLUMNS
};

static void count_winners(const rk_winners_work *on)
{
    static const rk_answer_column columns[N_MODEL_COLUMNS] = {
        [M_KEY] = {.id = "model", .title = {"キー", "key"}, .kind = RK_COLUMN_TEXT, .hidden = true},
        [M_MODEL] = {.id = "model_title", .title = {"モデル", "model"}, .kind = RK_COLUMN_TEXT},
        [M_BETTER] = {.id = "cover_better", .title = {"カバー：改善", "cover: better"}, .kind = RK_COLUMN_COUNT},
        [M_WORSE] = {.id = "cover_worse", .title = {"悪化", "worse"}, .kind = RK_COLUMN_COUNT},
        [M_OPEN] = {.id = "cover_open", .title = {"未定", "open"}, .kind = RK_COLUMN_COUNT},
        [M_SAME] = {.id = "cover_same", .title = {"同じ", "same"}, .kind = RK_COLUMN_COUNT},
        [M_CHEAPER] = {.id = "cost_less", .title = {"自己負担：減", "own cost: less"}, .kind = RK_COLUMN_COUNT},
        [M_DEARER] = {.id = "cost_more", .title = {"増", "more"}, .kind = RK_COLUMN_COUNT},
        [M_COST_OPEN] = {.id = "cost_open", .title = {"未定", "open"}, .kind = RK_COLUMN_COUNT},
        [M_COST_SAME] = {.id = "cost_same", .title = {"同じ", "same"}, .kind = RK_COLUMN_COUNT},
        [M_BOTH] = {.id = "better_and_not_more",
                    .title = {"改善し負担増でない", "better, not more"},
                    .kind = RK_COLUMN_COUNT},
    };
    rk_answer_begin(
        on->answer, "models",
        (rk_words_pair){"得をする市町村の数（基準との比較）", "Municipalities that gain, against the baseline"},
        columns, N_MODEL_COLUMNS);
    for (size_t m = 0; m < on->reading->n_models; m++) {
        const rk_side *cover = &on->standing.cover[m], *cost = &on->standing.cost[m];
        size_t both = 0;
        for (size_t i = 0; i < on->reading->n_municipalities; i++) {
            both += rk_stands_of(&on->standing, cover, i) == RK_STANDS_BETTER &&
                    rk_stands_of(&on->standing, cost, i) != RK_STANDS_WORSE;
        }
        rk_winners_add_model(on, m);
        add_paired(on, m, (double)count(on, cover, RK_STANDS_BETTER));
        add_paired(on, m, (double)count(on, cover, RK_STANDS_WORSE));
        add_paired(on, m, (double)count(on, cover, RK_STANDS_OPEN));
        add_paired(on, m, (double)count(on, cover, RK_STANDS_SAME));
        add_paired(on, m, (double)count(on, cost, RK_STANDS_BETTER));
        add_paired(on, m, (double)count(on, cost, RK_STANDS_WORSE));
        add_paired(on, m, (double)count(on, cost, RK_STANDS_OPEN));
        add_paired(on, m, (double)count(on, cost, RK_STANDS_SAME));
        add_paired(on, m, (double)both);
    }
    rk_answer_note(
        on->answer,
        (rk_words_pair){"改善・悪化などは、全市町村・全モデルに同時に成り立つ95%区間が0をまたがないもの。",
                        "Better, worse, less and more: the 95 % interval, which holds for all municipalities "
                        "and models at once, does not hold 0."});
}

enum { F_KEY, F_MODEL, F_GINI, F_GINI_E, F_SHARE, F_SHARE_E, F_WORST, F_WORST_E, F_NAME, F_MEAN, N_FAIR_COLUMNS };

typedef struct {
    double **gini, **uncovered, **worst; /* [n_models][n_replications] */
} spread;

static rk_status read_spread(const rk_reading *reading, spread *of)
{
    rk_status status = rk_read_horizon_models(reading, "gini_covered", RK_MEAN_PREFECTURE, &of->gini);
    if (status == RK_OK) {
        status = rk_read_horizon_models(reading, "municipalities_uncovered", RK_ALL_PREFECTURES, &of->uncovered);
    }
    if (status == RK_OK) {
        status = rk_read_horizon_models(reading, "worst_zero_cover_months", RK_WORST_PREFECTURE, &of->worst);
    }
    return status;
}

static void free_spread(const rk_reading *reading, spread *of)
{
    rk_free_models(reading, of->gini);
    rk_free_models(reading, of->uncovered);
    rk_free_models(reading, of->worst);
}

static void add_figure(const rk_winners_work *on, rk_figure_by_blocks figure, double factor)
{
    rk_answer_number(on->answer, figure.mean * factor);
    rk_answer_number(on->answer, figure.error * factor);
}

static size_t worst_off(const rk_winners_work *on, size_t model)
{
    size_t worst = 0;
    for (size_t i = 0; i < on->reading->n_municipalities; i++) {
        worst = on->standing.cover[model].mean[i] > on->standing.cover[model].mean[worst] ? i : worst;
    }
    return worst;
}

static void begin_fairness(const rk_winners_work *on)
{
    rk_words_pair unit = on->standing.cover_by.unit;
    const rk_answer_column columns[N_FAIR_COLUMNS] = {
        [F_KEY] = {.id = "model", .title = {"キー", "key"}, .kind = RK_COLUMN_TEXT, .hidden = true},
        [F_MODEL] = {.id = "model_title", .title = {"モデル", "model"}, .kind = RK_COLUMN_TEXT},
        [F_GINI] = {.id = "gini",
                    .title = {"カバー月数のジニ係数", "Gini of covered months"},
                    .error = F_GINI_E,
                    .kind = RK_COLUMN_NUMBER},
        [F_GINI_E] = {.id = "gini_error", .title = {"標準誤差", "standard error"}, .kind = RK_COLUMN_NUMBER},
        [F_SHARE] = {.id = "share_uncovered",
                     .title = {"空白を経験する市町村", "municipalities with a gap"},
                     .error = F_SHARE_E,
                     .kind = RK_COLUMN_SHARE},
        [F_SHARE_E] = {.id = "share_uncovered_error", .title = {"標準誤差", "standard error"}, .kind = RK_COLUMN_SHARE},
        [F_WORST] = {.id = "worst",
                     .title = {"各将来で最悪の市町村の空白", "zero cover of the worst-off"},
                     .unit = {"月/年", "months/year"},
                     .error = F_WORST_E,
                     .kind = RK_COLUMN_NUMBER},
        [F_WORST_E] = {.id = "worst_error",
                       .title = {"標準誤差", "standard error"},
                       .unit = {"月/年", "months/year"},
                       .kind = RK_COLUMN_NUMBER},
        [F_NAME] = {.id = "worst_on_average",
                    .title = {"平均で最悪の市町村", "worst-off on average"},
                    .kind = RK_COLUMN_TEXT},
        [F_MEAN] = {.id = "its_mean", .title = {"その平均", "its mean"}, .unit = unit, .kind = RK_COLUMN_NUMBER},
    };
    rk_answer_begin(on->answer, "fairness", (rk_words_pair){"公平さ", "Fairness"}, columns, N_FAIR_COLUMNS);
    if (on->reading->n_prefectures > 1) {
        rk_answer_note(on->answer,
                       (rk_words_pair){"ジニ係数は都道府県内の値の、市町村数による加重平均。",
                                       "The Gini coefficient is taken within prefectures, and their mean is "
                                       "weighted by municipalities."});
    }
}

static rk_status fairness(const rk_winners_work *on)
{
    const rk_reading *reading = on->reading;
    spread of = {NULL, NULL, NULL};
    rk_status status = read_spread(reading, &of);
    if (status == RK_OK) {
        size_t b = reading->baseline, m = on->model;
        double years = (double)reading->n_years;
        rk_figure_by_blocks gini = rk_mean_by_blocks(reading, of.gini[m]),
                            gini_b = rk_mean_by_blocks(reading, of.gini[b]);
        rk_figure_by_blocks worst = rk_mean_by_blocks(reading, of.worst[m]),
                            worst_b = rk_mean_by_blocks(reading, of.worst[b]);
        rk_answer_say(on->answer,
                      "最も恵まれない市町村の空白は、基準で平均%3$s月/年、「%1$s」で%4$s月/"
                      "年。カバー月数のジニ係数は%5$sと%6$s。",
                      "The worst-off municipality has %3$s zero-cover months a year under the baseline and %4$s under "
                      "\"%2$s\"; the Gini coefficient of covered months is %5$s and %6$s.",
                      ja_of(reading, m), en_of(reading, m),
                      rk_answer_digits(on->answer, worst_b.mean / years, worst_b.error / years, false),
                      rk_answer_digits(on->answer, worst.mean / years, worst.error / years, false),
                      rk_answer_digits(on->answer, gini_b.mean, gini_b.error, false),
                      rk_answer_digits(on->answer, gini.mean, gini.error, false));
        begin_fairness(on);
    }
    for (size_t m = 0; status == RK_OK && m < reading->n_models; m++) {
        size_t worst = worst_off(on, m);
        rk_winners_add_model(on, m);
        add_figure(on, rk_mean_by_blocks(reading, of.gini[m]), 1.0);
        add_figure(on, rk_mean_by_blocks(reading, of.uncovered[m]), 1.0 / (double)reading->n_municipalities);
        add_figure(on, rk_mean_by_blocks(reading, of.worst[m]), 1.0 / (double)reading->n_years);
        rk_answer_text(on->answer, reading->municipality_name[worst], reading->municipality_name_en[worst]);
        rk_answer_number(on->answer, on->standing.cover[m].mean[worst]);
    }
    free_spread(reading, &of);
    return status;
}

/* ---- Sentences ---- */

static size_t extreme(const rk_winners_work *on, const rk_side *side, double sign)
{
    size_t found = 0;
    for (size_t i = 0; i < on->reading->n_municipalities; i++) {
        found = sign * side->difference[i] > sign * side->difference[found] ? i : found;
    }
    return found;
}

static void say_winners(const rk_winners_work *on)
{
    const rk_reading *reading = on->reading;
    const rk_side *cover = &on->standing.cover[on->model], *cost = &on->standing.cost[on->model];
    size_t gain = extreme(on, cover, -1.0), rise = extreme(on, cost, 1.0);
    (void)rk_answer_say_few(on->answer, reading->n_blocks, reading->inner);
    if (!on->standing.chances) {
        rk_answer_say(on->answer,
                      "このファイルは古い版の renkei で書かれ、市町村ごとの得失の確率がない。実行し直すと出る。",
                      "The file is of an earlier renkei and has no chances per municipality: run the scenario again to "
                      "have them.");
    }
    rk_answer_say(
        on->answer,
        "「%1$s」では、%3$zu市町村のうち%6$zuで%4$sが基準より確かに減り、%7$zuで確かに増え、%8$"
        "zuでは変わらず、残りは未定"
        "（95%%、同時）。",
        "Under \"%2$s\", of %3$zu municipalities %6$zu have less %5$s than under the baseline for sure, %7$zu "
        "more; for %8$zu nothing changes, for the rest it is open (95 %%, all at once).",
        ja_of(reading, on->model), en_of(reading, on->model), reading->n_municipalities, on->standing.cover_by.title.ja,
        on->standing.cover_by.title.en, count(on, cover, RK_STANDS_BETTER), count(on, cover, RK_STANDS_WORSE),
        count(on, cover, RK_STANDS_SAME));
    if (cover->difference[gain] < 0.0) {
        rk_words_pair most =
            rk_answer_amount(on->answer, &on->standing.cover_by, cover->difference[gain], cover->error[gain], true);
        rk_answer_say(on->answer, "最も得をするのは%1$s（%3$s）。", "%2$s gains most (%4$s).",
                      reading->municipality_name[gain], reading->municipality_name_en[gain], most.ja, most.en);
    }
    rk_words_pair money = rk_answer_yen(on->answer, cost->difference[rise], true);
    rk_answer_say(on->answer,
                  "自己負担が確かに減るのは%1$zu、確かに増えるのは%2$zu市町村。負担が最も増えるのは%3$s（年%5$s）。",
                  "%1$zu pay less themselves for sure, %2$zu more; own cost rises most in %4$s (%6$s a year).",
                  count(on, cost, RK_STANDS_BETTER), count(on, cost, RK_STANDS_WORSE), reading->municipality_name[rise],
                  reading->municipality_name_en[rise], money.ja, money.en);
}

/* Which models are listed; false with a problem when there is none of that key. */
static bool choose(rk_winners_work *on, const char *key)
{
    const rk_reading *reading = on->reading;
    on->all = key != NULL && strcmp(key, "all") == 0 && rk_reading_model_find(reading, key) == reading->n_models;
    on->model = rk_standing_best(reading, &on->standing);
    if (on->model == reading->baseline) { /* nobody gains by it: the next one that there is */
        on->model = reading->baseline == 0 ? 1 : 0;
    }
    if (key != NULL && !on->all) {
        on->model = rk_reading_model_find(reading, key);
        if (on->model == reading->n_models) {
            rk_reading_fail(reading->path, "there is no model \"%s\" in it", key);
            return false;
        }
    }
    return true;
}

rk_status rk_winners(const rk_reading *reading, const rk_winners_options *options, rk_answer **out)
{
    rk_winners_work on = {.reading = reading};
    *out = NULL;
    if (reading->n_models < 2) {
        rk_reading_fail(reading->path, "it holds one model only: there is nothing to compare it with");
        return RK_ERR_OPTIONS;
    }
    rk_status status = rk_standing_read(reading, options->by != NULL ? options->by : "zero_cover_months", &on.standing);
    if (status != RK_OK) {
        return status;
    }
    status = choose(&on, options->model) ? RK_OK : RK_ERR_OPTIONS;
    if (status == RK_OK) {
        on.answer = rk_answer_new("winners");
        status = on.answer != NULL ? RK_OK : RK_ERR_MEMORY;
    }
    if (status == RK_OK) {
        say_winners(&on);
        count_winners(&on);
        status = fairness(&on);
    }
    if (status == RK_OK) {
        status = rk_winners_by_class(&on);
    }
    if (status == RK_OK) {
        status = rk_winners_each(&on);
    }
    rk_standing_free(reading, &on.standing);
    if (status != RK_OK) {
        rk_answer_free(on.answer);
        return status;
    }
    status = rk_answer_done(&on.answer);
    *out = on.answer;
    return status;
}
