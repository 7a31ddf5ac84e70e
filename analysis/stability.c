/* stability: the core of the game that the members of a cooperation model play, and ways to share its cost.
 *
 * Gains are means over the futures of the run, every difference is taken replication by replication, errors are by
 * sampling units. Core: Gillies 1959; least subsidies: Bachrach et al., The cost of stability in coalitional games,
 * SAGT 2009. A least subsidy is a maximum over coalitions of means, so luck makes it rather too large than too small.
 */
#include "analysis/stability_impl.h"

#include <renkei/analysis.h>

#include <math.h>

/* ---- In words ---- */

/* "1.32億円（95%区間 1.1億円～1.5億円）", of a figure that is least or more. */
static rk_words_pair with_interval_from(rk_answer *answer, const rk_reading *reading, rk_figure_by_blocks of,
                                        double least)
{
    double half = rk_interval_factor(reading, 0.95, 1) * of.error;
    rk_words_pair value = rk_answer_yen(answer, of.mean, false);
    if (isnan(half)) {
        return value;
    }
    rk_words_pair low = rk_answer_yen(answer, fmax(of.mean - half, least), false),
                  high = rk_answer_yen(answer, of.mean + half, false);
    return (rk_words_pair){rk_answer_printf(answer, "%s（95%%区間 %s～%s）", value.ja, low.ja, high.ja),
                           rk_answer_printf(answer, "%s (95 %% interval %s to %s)", value.en, low.en, high.en)};
}

static rk_words_pair with_interval(rk_answer *answer, const rk_reading *reading, rk_figure_by_blocks of)
{
    return with_interval_from(answer, reading, of, (double)-INFINITY);
}

static rk_figure_by_blocks negative(rk_figure_by_blocks of)
{
    return (rk_figure_by_blocks){-of.mean, of.error};
}

static void say_together(rk_answer *answer, const rk_stability_work *work)
{
    const rk_alliance *of = &work->alliance;
    bool gain = work->together.mean >= 0.0, less = work->saved.mean >= 0.0;
    rk_words_pair amount = with_interval(answer, of->reading, gain ? work->together : negative(work->together));
    rk_words_pair money = rk_answer_yen(answer, fabs(work->saved.mean), false);
    rk_words_pair price = rk_answer_yen(answer, of->price, false);
    const char *units = rk_answer_digits(answer, work->avoided.mean, work->avoided.error, true);
    rk_answer_say(answer,
                  "「%1$s」の%3$zu団体は、単独の場合に比べて合わせて年%4$sの%6$s：負担は%8$s%10$s、体制の改善は年%14$s"
                  "（単位：%12$s、1単位%15$sとして）。",
                  "Together the %3$zu members of %2$s are %5$s a year %7$s than each alone: they pay %9$s %11$s, and "
                  "coverage gains %14$s a year (unit: %13$s, worth %16$s each).",
                  work->title[0], work->title[1], of->game.n, amount.ja, amount.en, gain ? "得" : "損",
                  gain ? "better off" : "worse off", money.ja, money.en, less ? "減" : "増", less ? "less" : "more",
                  of->gained.ja, of->gained.en, units, price.ja, price.en);
}

static void say_members(rk_answer *answer, const rk_stability_work *work)
{
    enum { NAMES = 3 };
    const rk_alliance *of = &work->alliance;
    const rk_reading *reading = of->reading;
    const rk_share *shares = work->rule[RK_RULE_CURRENT].share;
    size_t n_leave = 0, n_open = 0;
    const char *ja = "", *en = "";
    for (size_t i = 0; i < of->game.n; i++) {
        int stands = rk_stability_stands(work, &shares[i]);
        n_open += stands == 0;
        n_leave += stands < 0;
        if (stands < 0 && n_leave <= NAMES) {
            rk_words_pair gain = rk_answer_yen(answer, -shares[i].gain.mean, false);
            ja = rk_answer_printf(answer, "%s%s%s（%s）", ja, n_leave > 1 ? "、" : "",
                                  reading->municipality_name[of->place[i]], gain.ja);
            en = rk_answer_printf(answer, "%s%s%s (%s)", en, n_leave > 1 ? ", " : "",
                                  reading->municipality_name_en[of->place[i]], gain.en);
        }
    }
    if (n_leave > NAMES) {
        ja = rk_answer_printf(answer, "%sほか%zu団体", ja, n_leave - NAMES);
        en = rk_answer_printf(answer, "%s and %zu more", en, n_leave - NAMES);
    }
    rk_words_pair open = {"", ""};
    if (n_open > 0) {
        open = (rk_words_pair){rk_answer_printf(answer, "（ほかに%zu団体は誤差の範囲で未定）", n_open),
                               rk_answer_printf(answer, "; for %zu more it is open within the error", n_open)};
    }
    if (n_leave == 0) {
        rk_answer_say(answer, "現行の負担では、離脱して明らかに得をする団体はない%1$s。",
                      "As costs are shared, no member surely gains by leaving%2$s.", open.ja, open.en);
    } else {
        rk_answer_say(answer, "現行の負担では、%3$zu団体のうち%5$zu団体は離脱したほうが年額で得：%1$s%6$s。",
                      "As costs are shared, %5$zu of %3$zu members gain by leaving, a year: %2$s%7$s.", ja, en,
                      of->game.n, of->game.n, n_leave, open.ja, open.en);
    }
}

static void say_worst(rk_answer *answer, const rk_stability_work *work)
{
    const rk_alliance *of = &work->alliance;
    const rk_rule_result *rule = &work->rule[RK_RULE_CURRENT];
    size_t n_run = of->game.n_sets - 1;
    double half = rk_interval_factor(of->reading, 0.95, n_run) * rule->excess.error;
    rk_words_pair who = rk_stability_named(answer, of, rule->worst, false);
    bool gains = rule->excess.mean > 0.0, sure = fabs(rule->excess.mean) > half;
    rk_words_pair amount = with_interval(answer, of->reading, gains ? rule->excess : negative(rule->excess));
    if (gains) {
        rk_answer_say(answer, "調べた%1$zu通りの離脱のうち最も得なのは%2$sで、年%4$s%6$s。",
                      "Of %1$zu ways to leave the best is that of %3$s, who gain %5$s a year%7$s.", n_run, who.ja,
                      who.en, amount.ja, amount.en, sure ? "" : "（多数の比較を考えると誤差の範囲）",
                      sure ? "" : ", which may be luck among so many");
    } else if (rule->excess.mean < 0.0) {
        rk_answer_say(answer, "調べた%1$zu通りの離脱で得をするものはなく、最も近い%2$sも年%4$sの損%6$s。",
                      "Of %1$zu ways to leave none gains; the nearest to it, %3$s, would lose %5$s a year%7$s.", n_run,
                      who.ja, who.en, amount.ja, amount.en, sure ? "" : "（多数の比較を考えると誤差の範囲）",
                      sure ? "" : ", which is within the error of so many");
    } else {
        rk_answer_say(answer, "調べた%1$zu通りの離脱で得をするものはない（%2$sは損得なし）。",
                      "Of %1$zu ways to leave none gains; %3$s would neither gain nor lose.", n_run, who.ja, who.en);
    }
}

static void say_subsidy(rk_answer *answer, const rk_stability_work *work)
{
    const rk_reading *reading = work->alliance.reading;
    const rk_rule_result *rule = &work->rule[RK_RULE_CURRENT];
    rk_words_pair held = with_interval_from(answer, reading, rule->subsidy, 0.0); /* none is below 0 */
    bool room = work->anew.mean < 0.0;
    rk_words_pair anew = with_interval(answer, reading, room ? negative(work->anew) : work->anew);
    if (isnan(rule->subsidy.mean) || isnan(work->anew.mean)) {
        rk_answer_say(answer, "最小の補助は計算できなかった。", "The least subsidy could not be computed.");
        return;
    }
    if (rule->subsidy.mean > 0.0) {
        rk_answer_say(answer, "現行の負担のまま全団体を留める最小の補助は年%1$s。",
                      "As costs are shared, a subsidy of %2$s a year is the least that keeps all in.", held.ja,
                      held.en);
    } else {
        rk_answer_say(answer, "現行の負担のままで補助は要らない。", "As costs are shared, no subsidy is needed.");
    }
    if (work->anew.mean > 0.0) {
        rk_answer_say(answer, "負担を割り振り直しても年%1$sの補助が要る。",
                      "With costs shared anew it still takes %2$s a year.", anew.ja, anew.en);
    } else if (rule->subsidy.mean > 0.0) {
        rk_answer_say(answer, "負担を割り振り直せば補助は要らない（下の表の安定な分担）。",
                      "With costs shared anew none is needed: see the stable shares below.");
    }
    if (room) {
        rk_answer_say(answer, "全体の負担がさらに年%1$sまで増えても、割り振り直せば全団体が留まる。",
                      "All together could bear up to %2$s a year more and, with it shared anew, stay.", anew.ja,
                      anew.en);
    }
}

static void say_what_was_run(rk_answer *answer, const rk_stability_work *work)
{
    const rk_game *game = &work->alliance.game;
    if (game->n_orders > 0) {
        rk_answer_say(
            answer,
            "全提携ではなく、%1$zu通りの順番で加わる提携と1団体ずつの離脱を調べた：補助額は調べた提携についての"
            "値、シャープレイ値の誤差は順番の抽出を含む。",
            "Not every coalition was run, but those that grow up in %1$zu sampled orders and every single "
            "leaver: subsidies hold for these, errors of Shapley values include the sampling.",
            game->n_orders);
    }
}

rk_status rk_stability(const rk_reading *reading, const rk_stability_options *options, rk_answer **answer)
{
    rk_stability_work work = {.together = {0.0, 0.0}};
    const rk_alliance_how how = {options->effect, options->price, options->all_payers};
    *answer = NULL;
    rk_status status = rk_alliance_open(reading, &how, &work.alliance);
    if (status == RK_OK) {
        work.title[0] = reading->model_title[work.alliance.whole];
        work.title[1] = reading->model_title_en[work.alliance.whole];
        status = rk_stability_rules(&work);
    }
    if (status == RK_OK) {
        *answer = rk_answer_new("stability");
        say_together(*answer, &work);
        say_members(*answer, &work);
        say_worst(*answer, &work);
        say_subsidy(*answer, &work);
        say_what_was_run(*answer, &work);
        (void)rk_answer_say_few(*answer, reading->n_units, reading->inner);
        rk_stability_add_tables(*answer, &work);
        status = rk_answer_done(answer);
    }
    rk_stability_free(&work);
    return status;
}
