/* value: which survey to commission, and what it may cost. Methods: analysis/information.h.
 *
 * A survey that settles an assumption is worth at most what knowing it for certain would bring, for as long as the
 * choice lasts: the years of the run, undiscounted.
 */
#include "analysis/acceptable.h"
#include "analysis/answer_build.h"
#include "analysis/assumption.h"
#include "analysis/drawn.h"
#include "analysis/efficient.h"

#include <renkei/analysis.h>

#include <gsl/gsl_sort_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_AT_MOST = 12 };

/* What one assumption can do. */
typedef struct {
    size_t parameter;
    rk_worth worth;
    double low, high, turn; /* 5 % and 95 % of its values; where the best model changes, nearest the median, or NaN */
    size_t best_low, best_high; /* best models given its lowest and highest tenth */
    double lead_low, lead_high; /* net benefit of the best model on average over that of the next, there */
} lesson;

typedef struct {
    rk_benefit benefit;
    rk_drawn drawn;
    rk_choosing choosing;
    double price;
    size_t best, next; /* on average */
    rk_worth all;
    lesson *lessons; /* [n_varied], worth most first */
} survey;

static size_t best_at(const double *sums, size_t n)
{
    size_t best = 0;
    for (size_t m = 1; m < n; m++) {
        best = sums[m] > sums[best] ? m : best;
    }
    return best;
}

/* Best model by fitted benefits summed over blocks of ranks [from, to). */
static size_t best_between(const rk_choice *choice, const double *fitted, const size_t *order, size_t from, size_t to,
                           double *sums)
{
    for (size_t m = 0; m < choice->n_models; m++) {
        sums[m] = 0.0;
        for (size_t i = from; i < to; i++) {
            sums[m] += fitted[m * choice->n_blocks + order[i]];
        }
    }
    return best_at(sums, choice->n_models);
}

/* The best model by mean net benefit, leaving one out; n_models: none. */
static size_t best_on_average(const rk_choosing *choosing, size_t without)
{
    const rk_choice *choice = &choosing->choice;
    double most = -(double)INFINITY;
    size_t best = 0;
    for (size_t m = 0; m < choice->n_models; m++) {
        double sum = 0.0;
        for (size_t b = 0; b < choice->n_blocks; b++) {
            sum += choice->mean[m * choice->n_blocks + b];
        }
        if (m != without && sum > most) {
            most = sum;
            best = m;
        }
    }
    return best;
}

/* Mean lead of the best model over the next in blocks of ranks [from, to). */
static double lead_between(const survey *of, const double *fitted, const size_t *order, size_t from, size_t to)
{
    size_t n = of->choosing.choice.n_blocks;
    double sum = 0.0;
    for (size_t i = from; i < to; i++) {
        sum += fitted[of->best * n + order[i]] - fitted[of->next * n + order[i]];
    }
    return sum / (double)(to - from);
}

/* The rank nearest the middle at which the best model changes; 0: nowhere. */
static size_t turning_rank(const rk_choice *choice, const double *fitted, const size_t *order, double *sums)
{
    size_t n = choice->n_blocks, nearest = 0, before = best_between(choice, fitted, order, 0, 1, sums);
    for (size_t i = 1; i < n; i++) {
        size_t best = best_between(choice, fitted, order, i, i + 1, sums);
        size_t apart = i > n / 2 ? i - n / 2 : n / 2 - i, least = nearest > n / 2 ? nearest - n / 2 : n / 2 - nearest;
        nearest = best != before && (nearest == 0 || apart < least) ? i : nearest;
        before = best;
    }
    return nearest;
}

static rk_status learn(const survey *of, size_t parameter, lesson *out)
{
    const rk_choice *choice = &of->choosing.choice;
    size_t n = choice->n_blocks, tenth = n / 10 > 0 ? n / 10 : 1;
    const double *value = &of->drawn.value[parameter * n];
    rk_parameter_shown how = rk_parameter_how(of->drawn.reading, parameter);
    double *fitted = malloc(choice->n_models * n * sizeof *fitted), *sums = malloc(choice->n_models * sizeof *sums);
    size_t *order = malloc(n * sizeof *order);
    rk_status status = fitted != NULL && sums != NULL && order != NULL ? RK_OK : RK_ERR_MEMORY;
    *out = (lesson){.parameter = parameter, .turn = (double)NAN};
    if (status == RK_OK) {
        status = rk_worth_of_one(choice, value, &out->worth);
    }
    if (status == RK_OK) {
        status = rk_worth_fit(choice, value, fitted);
    }
    if (status == RK_OK) {
        gsl_sort_index(order, value, 1, n);
        out->low = rk_parameter_value(&how, value[order[n / 20]]);
        out->high = rk_parameter_value(&how, value[order[n - 1 - n / 20]]);
        out->best_low = best_between(choice, fitted, order, 0, tenth, sums);
        out->best_high = best_between(choice, fitted, order, n - tenth, n, sums);
        out->lead_low = lead_between(of, fitted, order, 0, tenth);
        out->lead_high = lead_between(of, fitted, order, n - tenth, n);
        size_t turn = turning_rank(choice, fitted, order, sums);
        if (turn > 0) {
            out->turn = rk_parameter_value(&how, 0.5 * (value[order[turn - 1]] + value[order[turn]]));
        }
    }
    free(fitted);
    free(sums);
    free(order);
    return status;
}

static int by_worth(const void *a, const void *b)
{
    const lesson *one = a, *other = b;
    return one->worth.value > other->worth.value   ? -1
           : one->worth.value < other->worth.value ? 1
           : one->parameter < other->parameter     ? -1
                                                   : 1;
}

static rk_status open_survey(const rk_reading *reading, const rk_value_options *options, survey *out)
{
    rk_status status = rk_benefit_open(reading, options->effect, &out->benefit);
    out->price = options->price;
    if (status == RK_OK && isnan(out->price)) {
        status = rk_benefit_price(&out->benefit, &out->price);
    }
    if (status == RK_OK) {
        status = rk_drawn_open(reading, &out->drawn);
    }
    if (status == RK_OK) {
        status = rk_choosing_open(&out->drawn, &out->benefit, out->price, &out->choosing);
    }
    if (status == RK_OK) {
        out->best = best_on_average(&out->choosing, reading->n_models);
        out->next = best_on_average(&out->choosing, out->best);
        out->lessons = calloc(out->drawn.n_varied, sizeof *out->lessons);
        status = out->lessons != NULL ? rk_worth_of_all(&out->choosing.choice, &out->all) : RK_ERR_MEMORY;
    }
    for (size_t i = 0; status == RK_OK && i < out->drawn.n_varied; i++) {
        status = learn(out, out->drawn.varied[i], &out->lessons[i]);
    }
    if (status == RK_OK) {
        qsort(out->lessons, out->drawn.n_varied, sizeof *out->lessons, by_worth);
    }
    return status;
}

static void close_survey(survey *of)
{
    rk_benefit_close(&of->benefit);
    rk_drawn_close(&of->drawn);
    rk_choosing_close(&of->choosing);
    free(of->lessons);
}

/* ---- Assumptions ---- */

enum {
    C_PARAMETER,
    C_UNIT,
    C_LOW,
    C_HIGH,
    C_BEST_LOW,
    C_BEST_HIGH,
    C_TURN,
    C_LEAD_LOW,
    C_LEAD_HIGH,
    C_WORTH,
    C_WORTH_ERROR,
    C_RUN,
    C_RUN_ERROR,
    C_KEY,
    N_COLUMNS
};

static void begin_lessons(rk_answer *answer, const char *id, rk_words_pair title)
{
    static const rk_answer_column columns[N_COLUMNS] = {
        [C_PARAMETER] = {.id = "parameter", .title = {"前提", "assumption"}},
        [C_UNIT] = {.id = "unit", .title = {"単位", "unit"}},
        [C_LOW] = {.id = "p5", .title = {"P5", "P5"}, .kind = RK_COLUMN_NUMBER},
        [C_HIGH] = {.id = "p95", .title = {"P95", "P95"}, .kind = RK_COLUMN_NUMBER},
        [C_BEST_LOW] = {.id = "best_low", .title = {"小さいとき最良", "best where low"}},
        [C_BEST_HIGH] = {.id = "best_high", .title = {"大きいとき最良", "best where high"}},
        [C_TURN] = {.id = "turns_at", .title = {"最良が変わる値", "changes at"}, .kind = RK_COLUMN_NUMBER},
        [C_LEAD_LOW] = {.id = "lead_low",
                        .title = {"小さいときの優位（年）", "lead where low, a year"},
                        .kind = RK_COLUMN_YEN,
                        .signed_ = true},
        [C_LEAD_HIGH] = {.id = "lead_high",
                         .title = {"大きいときの優位（年）", "lead where high, a year"},
                         .kind = RK_COLUMN_YEN,
                         .signed_ = true},
        [C_WORTH] = {.id = "worth",
                     .title = {"知る価値（年）", "worth knowing, a year"},
                     .kind = RK_COLUMN_YEN,
                     .error = C_WORTH_ERROR},
        [C_WORTH_ERROR] = {.id = "worth_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_YEN},
        [C_RUN] = {.id = "worth_run", .title = {"全期間", "over the run"}, .kind = RK_COLUMN_YEN, .error = C_RUN_ERROR},
        [C_RUN_ERROR] = {.id = "worth_run_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_YEN},
        [C_KEY] = RK_KEY_COLUMN,
    };
    rk_answer_begin(answer, id, title, columns, N_COLUMNS);
}

static void add_lesson(rk_answer *answer, const survey *of, const lesson *row)
{
    const rk_reading *reading = of->benefit.reading;
    const char *name = rk_parameter_name(reading, row->parameter);
    rk_parameter_shown how = rk_parameter_how(reading, row->parameter);
    double years = (double)reading->n_years;
    rk_words_pair words = rk_assumption_words(answer, name, false);
    rk_answer_text(answer, words.ja, words.en);
    rk_answer_text(answer, how.unit, how.unit);
    rk_answer_number(answer, row->low);
    rk_answer_number(answer, row->high);
    rk_answer_text(answer, reading->model_title[row->best_low], reading->model_title_en[row->best_low]);
    rk_answer_text(answer, reading->model_title[row->best_high], reading->model_title_en[row->best_high]);
    rk_answer_number(answer, row->worth.value > 2.0 * row->worth.error ? row->turn : (double)NAN);
    rk_answer_number(answer, row->lead_low);
    rk_answer_number(answer, row->lead_high);
    rk_answer_number(answer, row->worth.value);
    rk_answer_number(answer, row->worth.error);
    rk_answer_number(answer, years * row->worth.value);
    rk_answer_number(answer, years * row->worth.error);
    rk_answer_text(answer, name, name);
}

static void note_lead(rk_answer *answer, const survey *of)
{
    char **ja = of->benefit.reading->model_title, **en = of->benefit.reading->model_title_en;
    rk_answer_note(
        answer, (rk_words_pair){
                    rk_answer_printf(
                        answer,
                        "優位：平均で最良の「%s」の正味便益が次点「%s」を上回る額。その前提が小さい方の1割と大きい方の"
                        "1割での平均。負なら次点が勝る。",
                        ja[of->best], ja[of->next]),
                    rk_answer_printf(
                        answer,
                        "Lead: net benefit of %s, best on average, over that of %s, the next, where the assumption "
                        "is in its lowest and in its highest tenth; below 0 the next is better.",
                        en[of->best], en[of->next])});
}

static void add_lessons(rk_answer *answer, const survey *of)
{
    size_t n = of->drawn.n_varied, shown = 0;
    while (shown < n && shown < SHOWN_AT_MOST && of->lessons[shown].worth.value > 0.0) {
        shown++;
    }
    if (shown > 0) {
        begin_lessons(answer, "assumptions",
                      (rk_words_pair){"何を調べるべきか：前提ごとの完全情報の価値",
                                      "What to find out: worth of knowing an assumption"});
        for (size_t i = 0; i < shown; i++) {
            add_lesson(answer, of, &of->lessons[i]);
        }
        rk_answer_note(answer,
                       (rk_words_pair){"その前提だけを確実に知ってから選ぶときの、平均的な利得。調査費の上限になる。",
                                       "What choosing after knowing it for certain brings on average: the most that a "
                                       "survey of it may cost."});
    }
    if (n > shown) {
        begin_lessons(answer, "all_assumptions", (rk_words_pair){"すべての前提", "All assumptions"});
        rk_answer_hide(answer);
        for (size_t i = 0; i < n; i++) {
            add_lesson(answer, of, &of->lessons[i]);
        }
        note_lead(answer, of);
    }
}

/* ---- Prices ---- */

static void begin_prices(rk_answer *answer, const rk_benefit *benefit)
{
    rk_words_pair gained = rk_benefit_gained(benefit);
    const rk_answer_column columns[] = {
        {.id = "model", .title = {"平均で最良", "best on average"}},
        {.id = "price",
         .title = {rk_answer_printf(answer, "%sの価値", gained.ja),
                   rk_answer_printf(answer, "worth of a %s", gained.en)},
         .kind = RK_COLUMN_YEN},
        {.id = "worth",
         .title = {"全前提を知る価値（年）", "worth of knowing all, a year"},
         .kind = RK_COLUMN_YEN,
         .error = 3},
        {.id = "worth_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_YEN},
    };
    rk_answer_begin(
        answer, "prices",
        (rk_words_pair){"効果の価値ごとの完全情報の価値", "Worth of perfect information by what the effect is worth"},
        columns, sizeof columns / sizeof columns[0]);
}

/* Prices at which the best model on average changes: [n_models]; returns how many. */
static size_t switches(const survey *of, double *ratios)
{
    const rk_benefit *benefit = &of->benefit;
    size_t n = benefit->reading->n_models, n_ratios = 0;
    double *cost = calloc(2 * n, sizeof *cost), *effect = cost != NULL ? cost + n : NULL;
    rk_efficiency *status = calloc(n, sizeof *status);
    size_t *against = calloc(n, sizeof *against);
    bool whole = cost != NULL && status != NULL && against != NULL;
    for (size_t m = 0; whole && m < n; m++) {
        cost[m] = rk_mean_by_blocks(benefit->reading, benefit->cost[m]).mean;
        effect[m] = rk_mean_by_blocks(benefit->reading, benefit->effect[m]).mean;
    }
    if (whole) {
        rk_efficient(n, cost, effect, status, against);
    }
    for (size_t m = 0; whole && m < n; m++) {
        if (status[m] == RK_EFFICIENT && against[m] != m) {
            ratios[n_ratios++] = (cost[m] - cost[against[m]]) / (effect[m] - effect[against[m]]);
        }
    }
    free(cost);
    free(status);
    free(against);
    return n_ratios;
}

static rk_status add_prices(rk_answer *answer, const survey *of)
{
    const rk_reading *reading = of->benefit.reading;
    double prices[RK_PRICES_MAX], *ratios = calloc(reading->n_models + 1, sizeof *ratios);
    if (ratios == NULL) {
        return RK_ERR_MEMORY;
    }
    size_t n = switches(of, ratios);
    ratios[n] = of->price;
    n = rk_acceptable_prices(ratios, n + 1, 1e6, prices);
    free(ratios);
    rk_status status = RK_OK;
    begin_prices(answer, &of->benefit);
    for (size_t p = 0; status == RK_OK && p < n; p++) {
        rk_choosing at;
        rk_worth worth;
        status = rk_choosing_open(&of->drawn, &of->benefit, prices[p], &at);
        if (status == RK_OK) {
            status = rk_worth_of_all(&at.choice, &worth);
        }
        if (status == RK_OK) {
            size_t best = best_on_average(&at, reading->n_models);
            rk_answer_text(answer, reading->model_title[best], reading->model_title_en[best]);
            rk_answer_number(answer, prices[p]);
            rk_answer_number(answer, worth.value);
            rk_answer_number(answer, worth.error);
        }
        rk_choosing_close(&at);
    }
    return status;
}

/* ---- In words ---- */

static rk_words_pair interval(rk_answer *answer, const survey *of, rk_worth worth)
{
    double half = rk_student_factor(of->drawn.n_folds, 0.95, 1) * worth.error;
    rk_words_pair low = rk_answer_yen(answer, fmax(worth.value - half, 0.0), false);
    rk_words_pair high = rk_answer_yen(answer, worth.value + half, false);
    return (rk_words_pair){rk_answer_printf(answer, "95%%区間 %s～%s", low.ja, high.ja),
                           rk_answer_printf(answer, "95 %% interval %s to %s", low.en, high.en)};
}

static void say_all(rk_answer *answer, const survey *of, bool asked)
{
    const rk_reading *reading = of->benefit.reading;
    rk_words_pair gained = rk_benefit_gained(&of->benefit), price = rk_answer_yen(answer, of->price, false);
    rk_words_pair worth = rk_answer_yen(answer, of->all.value, false), about = interval(answer, of, of->all);
    rk_answer_say(answer, "%1$sを%3$sとする%5$s。", "One %2$s is taken to be worth %4$s%6$s.", gained.ja, gained.en,
                  price.ja, price.en, asked ? "" : "（自前の職員1人の1か月の費用。--wtpで変えられる）",
                  asked ? "" : ", what a month of one own post costs; --wtp changes it");
    if (!(of->all.value > 0.0)) {
        rk_answer_say(
            answer, "平均で最良は「%1$s」。この価値では、前提のどれを知っても選択は変わらない。",
            "On average %2$s is best, and at this price no assumption that could be learned would change that.",
            reading->model_title[of->best], reading->model_title_en[of->best]);
        return;
    }
    rk_answer_say(
        answer, "平均で最良は「%1$s」。前提をすべて知ってから選べば年%3$s（%5$s）良くなる。",
        "On average %2$s is best. Choosing after knowing every assumption would bring %4$s a year more (%6$s).",
        reading->model_title[of->best], reading->model_title_en[of->best], worth.ja, worth.en, about.ja, about.en);
}

static void say_survey(rk_answer *answer, const survey *of)
{
    const lesson *first = &of->lessons[0];
    double years = (double)of->benefit.reading->n_years;
    double sure = rk_student_factor(of->drawn.n_folds, 0.95, of->drawn.n_varied); /* the best of many */
    if (!(first->worth.value > sure * first->worth.error)) {
        rk_answer_say(
            answer, "一つだけ知れば選択が変わると言い切れる前提はない（誤差の範囲）。",
            "No single assumption is surely worth finding out: what knowing it would bring is within its error.");
        return;
    }
    const rk_reading *reading = of->benefit.reading;
    rk_words_pair name = rk_assumption_words(answer, rk_parameter_name(reading, first->parameter), true);
    rk_worth run = {years * first->worth.value, years * first->worth.error};
    rk_words_pair a_year = rk_answer_yen(answer, first->worth.value, false),
                  all = rk_answer_yen(answer, run.value, false);
    rk_words_pair about = interval(answer, of, run);
    rk_answer_say(
        answer,
        "最も調べる価値があるのは%1$s：年%2$s、全期間で%4$s（%6$s）まで調査に使える。小さければ「%8$s」、大きければ"
        "「%10$s」が最良。",
        "Most worth finding out: %12$s, at %3$s a year; a survey of it may cost up to %5$s over the run (%7$s). "
        "Where it is low %9$s is best, where it is high %11$s.",
        name.ja, a_year.ja, a_year.en, all.ja, all.en, about.ja, about.en, reading->model_title[first->best_low],
        reading->model_title_en[first->best_low], reading->model_title[first->best_high],
        reading->model_title_en[first->best_high], name.en);
}

rk_status rk_value(const rk_reading *reading, const rk_value_options *options, rk_answer **out)
{
    survey of = {.benefit.reading = reading, .drawn.reading = reading};
    if (reading->n_models < 2) {
        rk_reading_fail(reading->path, "there is one model only: nothing to choose between");
        return RK_ERR_OPTIONS;
    }
    rk_answer *answer = rk_answer_new("value");
    rk_status status = answer != NULL ? open_survey(reading, options, &of) : RK_ERR_MEMORY;
    if (status == RK_OK) {
        say_all(answer, &of, !isnan(options->price));
        if (of.all.value > 0.0) {
            say_survey(answer, &of);
        }
        add_lessons(answer, &of);
        status = add_prices(answer, &of);
    }
    close_survey(&of);
    if (status != RK_OK) {
        rk_answer_free(answer);
        return status;
    }
    status = rk_answer_done(&answer);
    *out = answer;
    return status;
}
