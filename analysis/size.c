/* size: how large, which mix, how sure. */
#include "analysis/outcome.h"

#include <renkei/size.h>

#include <math.h>

enum { C_FIRST, C_SECOND, C_N, C_MARGIN, C_MARGIN_ERROR, C_COST, C_COST_ERROR, C_STATE, N_COLUMNS };

static void begin(rk_answer *answer, const rk_sizing *sizing)
{
    rk_outcome cost = rk_outcome_of(sizing->cost, sizing->n_municipalities, sizing->n_years);
    rk_column_kind kind = cost.money ? RK_COLUMN_YEN : RK_COLUMN_NUMBER;
    const rk_answer_column columns[N_COLUMNS] = {
        [C_FIRST] = {.id = "value", .title = {sizing->keys[0], sizing->keys[0]}, .kind = RK_COLUMN_COUNT},
        [C_SECOND] = {.id = "value_2",
                      .title = {sizing->keys[1], sizing->keys[1]},
                      .kind = RK_COLUMN_COUNT,
                      .hidden = sizing->keys[1] == NULL},
        [C_N] = {.id = "replications", .title = {"試行", "replications"}, .kind = RK_COLUMN_COUNT},
        [C_MARGIN] = {.id = "margin",
                      .title = {"目標までの余裕", "beyond the goal"},
                      .kind = RK_COLUMN_NUMBER,
                      .signed_ = true,
                      .error = C_MARGIN_ERROR},
        [C_MARGIN_ERROR] = {.id = "margin_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_NUMBER},
        [C_COST] = {.id = "cost", .title = cost.title, .unit = cost.unit, .kind = kind, .error = C_COST_ERROR},
        [C_COST_ERROR] = {.id = "cost_error", .title = {"標準誤差", "its error"}, .kind = kind},
        [C_STATE] = {.id = "state", .title = {"判定", "verdict"}, .kind = RK_COLUMN_TEXT},
    };
    rk_answer_begin(answer, "search", (rk_words_pair){"調べた値", "What was looked at"}, columns, N_COLUMNS);
    rk_answer_note(answer,
                   (rk_words_pair){"余裕が0以下なら目標を満たす。%目標では、満たすべき割合と満たした割合の差。",
                                   "The goal is met at 0 or below: the outcome less the limit; for a percentile, "
                                   "the share that must meet the limit less the share that does."});
}

static void add(rk_answer *answer, long first, long second, bool two, const rk_evidence *evidence, const char *ja,
                const char *en)
{
    rk_evidence cost = {.n = evidence->n};
    double error, margin = rk_evidence_margin(evidence, &error);
    for (size_t i = 0; i < RK_SEARCH_UNITS; i++) {
        cost.margin[i] = evidence->cost[i];
    }
    rk_answer_number(answer, (double)first);
    rk_answer_number(answer, two ? (double)second : (double)NAN);
    rk_answer_number(answer, evidence->n);
    rk_answer_number(answer, margin);
    rk_answer_number(answer, error);
    rk_answer_number(answer, rk_evidence_margin(&cost, &error));
    rk_answer_number(answer, error);
    rk_answer_text(answer, ja, en);
}

static void say_partial(rk_answer *answer, const rk_sizing *sizing)
{
    if (sizing->partial) {
        rk_answer_set_partial(answer);
        rk_answer_say(answer, "途中で中断された：これまでに分かったこと。",
                      "INTERRUPTED: this is what was known by then.");
    }
}

/* A chance as per cent with two digits. */
static const char *percent(rk_answer *answer, double chance)
{
    return rk_answer_printf(answer, chance < 0.995 ? "%.2g" : "%.0f", 100.0 * chance);
}

/* A search that ended early has closed in on more than one value. */
static void say_between(rk_answer *answer, const rk_sizing *sizing, const rk_size *size)
{
    rk_answer_say(answer,
                  "%3$s を満たす %1$s の最小値は %6$ld から %2$ld の間（その外である確率 %4$s%%、試行 %5$s 回）。",
                  "The smallest %1$s that meets %3$s is between %6$ld and %2$ld (chance that it is outside: %4$s %%; "
                  "%5$s replications).",
                  sizing->keys[0], size->value, sizing->goal, percent(answer, size->chance_other),
                  rk_answer_count(answer, sizing->n_replications), size->least);
}

/* The sentence for machines: between which values the smallest is, the same twice when it was found. None of those that
 * were searched is one beyond them. */
static void add_between(rk_answer *answer, const rk_size *size)
{
    static const rk_answer_column columns[] = {
        {.id = "least", .title = {"下限", "at least"}, .kind = RK_COLUMN_COUNT},
        {.id = "most", .title = {"上限", "at most"}, .kind = RK_COLUMN_COUNT},
        {.id = "chance_outside", .title = {"その外である確率", "chance that it is outside"}, .kind = RK_COLUMN_SHARE},
    };
    rk_answer_begin(answer, "between", (rk_words_pair){"最小値のある範囲", "Where the smallest value is"}, columns,
                    sizeof columns / sizeof columns[0]);
    rk_answer_hide(answer);
    bool never = size->verdict == RK_SIZE_NEVER;
    rk_answer_number(answer, (double)size->least + (never ? 1.0 : 0.0));
    rk_answer_number(answer, never ? (double)NAN : (double)size->value);
    rk_answer_number(answer, size->chance_other);
}

static void say_size(rk_answer *answer, const rk_sizing *sizing, const rk_size *size)
{
    const char *chance = percent(answer, size->chance_other);
    const char *count = rk_answer_count(answer, sizing->n_replications);
    switch (size->verdict) {
    case RK_SIZE_NEVER:
        rk_answer_say(answer, "%1$s を %2$ld まで増やしても %3$s を満たさない（誤りの確率 %4$s%%、試行 %5$s 回）。",
                      "%1$s up to %2$ld does not meet %3$s (chance to be wrong: %4$s %%; %5$s replications).",
                      sizing->keys[0], size->value, sizing->goal, chance, count);
        break;
    case RK_SIZE_ALWAYS:
        rk_answer_say(
            answer, "%1$s は最小の %2$ld でもう %3$s を満たす（誤りの確率 %4$s%%、試行 %5$s 回）。",
            "%1$s meets %3$s at the lowest value already, %2$ld (chance to be wrong: %4$s %%; %5$s replications).",
            sizing->keys[0], size->value, sizing->goal, chance, count);
        break;
    case RK_SIZE_FOUND:
        if (size->least < size->value) {
            say_between(answer, sizing, size);
            break;
        }
        rk_answer_say(answer, "%1$s = %2$ld が %3$s を満たす最小値（別の値である確率 %4$s%%、試行 %5$s 回）。",
                      "%1$s = %2$ld is the smallest that meets %3$s (chance that it is another value: %4$s %%; %5$s "
                      "replications).",
                      sizing->keys[0], size->value, sizing->goal, chance, count);
        break;
    }
    if (!size->monotone) {
        rk_answer_say(answer, "注意：値を増やしても目標に近づくとは限らない（調べた値の中に逆の結果がある）。",
                      "Take care: more is not always better here: values that were looked at contradict it.");
    }
}

rk_status rk_size_answer(const rk_sizing *sizing, const rk_bisection *bisection, rk_answer **answer)
{
    rk_size size = rk_bisection_size(bisection);
    *answer = rk_answer_new("size");
    say_partial(*answer, sizing);
    say_size(*answer, sizing, &size);
    begin(*answer, sizing);
    for (long value = bisection->low; value <= bisection->high; value++) {
        const rk_evidence *evidence = &bisection->evidence[value - bisection->low];
        double error;
        if (evidence->n > 0) {
            bool met = rk_evidence_margin(evidence, &error) <= 0.0;
            add(*answer, value, 0, false, evidence, met ? "満たす" : "満たさない", met ? "meets" : "misses");
        }
    }
    add_between(*answer, &size);
    return rk_answer_done(answer);
}

static void say_mix(rk_answer *answer, const rk_sizing *sizing, const rk_screening *screening, const long (*values)[2],
                    size_t best, double chance)
{
    rk_outcome cost = rk_outcome_of(sizing->cost, sizing->n_municipalities, sizing->n_years);
    const char *count = rk_answer_count(answer, sizing->n_replications);
    if (best == screening->n_candidates) {
        rk_answer_say(answer, "%zu通りのどれも %s を満たさない（試行 %s 回）。",
                      "None of the %zu combinations meets %s (%s replications).", screening->n_candidates, sizing->goal,
                      count);
        return;
    }
    rk_answer_say(
        answer,
        "%1$s = %2$ld、%3$s = %4$ld が %5$s を満たす中で「%6$s」が最小（別の組合せである確率は高くても %8$s%%）。"
        "%9$zu通りのうち%10$zu通りが残り、試行は %11$s 回。",
        "%1$s = %2$ld with %3$s = %4$ld has the least %7$s of those that meet %5$s (chance that it is another: at "
        "most %8$s %%). Of %9$zu combinations %10$zu are left after %11$s replications.",
        sizing->keys[0], values[best][0], sizing->keys[1], values[best][1], sizing->goal, cost.title.ja, cost.title.en,
        percent(answer, chance), screening->n_candidates, screening->n_left, count);
}

rk_status rk_mix_answer(const rk_sizing *sizing, const rk_screening *screening, const long (*values)[2],
                        rk_answer **answer)
{
    double chance;
    size_t best = rk_screening_best(screening, &chance);
    *answer = rk_answer_new("size");
    say_partial(*answer, sizing);
    say_mix(*answer, sizing, screening, values, best, chance);
    begin(*answer, sizing);
    for (size_t i = 0; i < screening->n_candidates; i++) {
        if (screening->evidence[i].n > 0) {
            bool left = screening->left[i];
            add(*answer, values[i][0], values[i][1], true, &screening->evidence[i],
                i == best ? "最良"
                : left    ? "残る"
                          : "除外",
                i == best ? "best"
                : left    ? "left"
                          : "rejected");
        }
    }
    return rk_answer_done(answer);
}
