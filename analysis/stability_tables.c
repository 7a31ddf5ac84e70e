#include "analysis/stability_impl.h"

#include <math.h>
#include <string.h>

enum { NAMES = 3 };

rk_words_pair rk_stability_named(rk_answer *answer, const rk_alliance *of, size_t set, bool all)
{
    const rk_reading *reading = of->reading;
    const char *ja = "", *en = "";
    size_t shown = 0, n = 0;
    for (size_t i = 0; i < of->game.n; i++) {
        if (rk_game_in(&of->game, set, i) && (n++ < NAMES || all)) {
            ja =
                rk_answer_printf(answer, "%s%s%s", ja, shown > 0 ? "・" : "", reading->municipality_name[of->place[i]]);
            en = rk_answer_printf(answer, "%s%s%s", en, shown > 0 ? ", " : "",
                                  reading->municipality_name_en[of->place[i]]);
            shown++;
        }
    }
    if (n > shown) {
        ja = rk_answer_printf(answer, "%sほか%zu団体", ja, n - shown);
        en = rk_answer_printf(answer, "%s and %zu more", en, n - shown);
    }
    return (rk_words_pair){ja, en};
}

static void add_place(rk_answer *answer, const rk_alliance *of, size_t player)
{
    const rk_reading *reading = of->reading;
    size_t at = of->place[player];
    const char *code = rk_answer_printf(answer, "%05d", (int)reading->municipality[at]);
    rk_answer_text(answer, reading->municipality_name[at], reading->municipality_name_en[at]);
    rk_answer_text(answer, code, code);
}

static void add_figure(rk_answer *answer, rk_figure_by_blocks figure)
{
    rk_answer_number(answer, figure.mean);
    rk_answer_number(answer, figure.error);
}

/* ---- Members as costs are shared now ---- */

enum {
    M_NAME,
    M_CODE,
    M_ALONE,
    M_ALONE_ERROR,
    M_PAYMENT,
    M_PAYMENT_ERROR,
    M_WORTH,
    M_WORTH_ERROR,
    M_GAIN,
    M_GAIN_ERROR,
    M_LOW,
    M_HIGH,
    M_REGRET,
    M_REGRET_ERROR,
    M_SUBSIDY,
    M_STANDS,
    N_MEMBER_COLUMNS
};

static void begin_members(rk_answer *answer)
{
    const rk_answer_column columns[N_MEMBER_COLUMNS] = {
        [M_NAME] = {.id = "municipality", .title = {"団体", "municipality"}},
        [M_CODE] = {.id = "code", .title = {"コード", "code"}, .hidden = true},
        [M_ALONE] = {.id = "alone",
                     .title = {"単独の負担", "pays alone"},
                     .kind = RK_COLUMN_YEN,
                     .error = M_ALONE_ERROR},
        [M_ALONE_ERROR] = {.id = "alone_error",
                           .title = {"標準誤差", "its error"},
                           .kind = RK_COLUMN_YEN,
                           .hidden = true},
        [M_PAYMENT] = {.id = "extra",
                       .title = {"連携での増減", "together"},
                       .kind = RK_COLUMN_YEN,
                       .signed_ = true,
                       .error = M_PAYMENT_ERROR},
        [M_PAYMENT_ERROR] = {.id = "extra_error",
                             .title = {"標準誤差", "its error"},
                             .kind = RK_COLUMN_YEN,
                             .hidden = true},
        [M_WORTH] = {.id = "worth",
                     .title = {"体制改善の価値", "coverage gained"},
                     .kind = RK_COLUMN_YEN,
                     .signed_ = true,
                     .error = M_WORTH_ERROR},
        [M_WORTH_ERROR] = {.id = "worth_error",
                           .title = {"標準誤差", "its error"},
                           .kind = RK_COLUMN_YEN,
                           .hidden = true},
        [M_GAIN] = {.id = "gain",
                    .title = {"連携の得", "gains by staying"},
                    .kind = RK_COLUMN_YEN,
                    .signed_ = true,
                    .error = M_GAIN_ERROR,
                    .low = M_LOW,
                    .high = M_HIGH},
        [M_GAIN_ERROR] = {.id = "gain_error",
                          .title = {"標準誤差", "its error"},
                          .kind = RK_COLUMN_YEN,
                          .hidden = true},
        [M_LOW] = {.id = "gain_low", .title = {"95%下限", "from"}, .kind = RK_COLUMN_YEN, .hidden = true},
        [M_HIGH] = {.id = "gain_high", .title = {"95%上限", "to"}, .kind = RK_COLUMN_YEN, .hidden = true},
        [M_REGRET] = {.id = "chance_alone_better",
                      .title = {"単独が得の確率", "better alone"},
                      .kind = RK_COLUMN_SHARE,
                      .error = M_REGRET_ERROR},
        [M_REGRET_ERROR] = {.id = "chance_alone_better_error",
                            .title = {"標準誤差", "its error"},
                            .kind = RK_COLUMN_SHARE,
                            .hidden = true},
        [M_SUBSIDY] = {.id = "subsidy", .title = {"必要な補助", "subsidy"}, .kind = RK_COLUMN_YEN},
        [M_STANDS] = {.id = "stands", .title = {"判定", "standing"}},
    };
    rk_answer_begin(answer, "members",
                    (rk_words_pair){"各団体の損得（現行の負担、年、単独との比較）",
                                    "What each member gains, as costs are shared, a year, against being alone"},
                    columns, N_MEMBER_COLUMNS);
    rk_answer_note(answer, (rk_words_pair){
                               "連携の得＝体制改善の価値－負担の増。区間は全団体同時の95%区間。必要な補助＝現行の負担の"
                               "まま全団体を留める最小の補助の配分の一例。",
                               "Gain: what the coverage gained is worth, less what is paid more. Intervals: 95 % for "
                               "all members at once. Subsidy: one way to divide the least that keeps all in."});
}

static void add_members(rk_answer *answer, const rk_stability_work *work)
{
    static const rk_words_pair stands[] = {{"離脱が得", "gains by leaving"}, {"未定", "open"}, {"留まる", "stays"}};
    const rk_alliance *of = &work->alliance;
    const rk_reading *reading = of->reading;
    const rk_rule_result *rule = &work->rule[RK_RULE_CURRENT];
    double factor = rk_interval_factor(reading, 0.95, of->game.n);
    begin_members(answer);
    for (size_t i = 0; i < of->game.n; i++) {
        const rk_share *share = &rule->share[i];
        rk_words_pair says = stands[rk_stability_stands(work, share) + 1];
        add_place(answer, of, i);
        add_figure(answer, work->alone[i]);
        add_figure(answer, share->payment);
        add_figure(answer, work->worth[i]);
        add_figure(answer, share->gain);
        rk_answer_number(answer, share->gain.mean - factor * share->gain.error);
        rk_answer_number(answer, share->gain.mean + factor * share->gain.error);
        add_figure(answer, share->regret);
        rk_answer_number(answer, rule->subsidies[i]);
        rk_answer_text(answer, says.ja, says.en);
    }
}

/* ---- Rules ---- */

static void add_rules(rk_answer *answer, const rk_stability_work *work)
{
    const rk_alliance *of = &work->alliance;
    const rk_answer_column columns[] = {
        {.id = "rule", .title = {"分担の方法", "shares"}},
        {.id = "losers", .title = {"単独より損な団体", "members better alone"}, .kind = RK_COLUMN_COUNT},
        {.id = "least_gain",
         .title = {"最も損な団体の得", "least gain"},
         .kind = RK_COLUMN_YEN,
         .signed_ = true,
         .error = 3},
        {.id = "least_gain_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_YEN, .hidden = true},
        {.id = "excess",
         .title = {"最大の離脱の得", "most gained by leaving"},
         .kind = RK_COLUMN_YEN,
         .signed_ = true,
         .error = 5},
        {.id = "excess_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_YEN, .hidden = true},
        {.id = "coalition", .title = {"その団体", "by"}},
        {.id = "subsidy",
         .title = {"留める最小の補助", "subsidy that keeps all in"},
         .kind = RK_COLUMN_YEN,
         .error = 8},
        {.id = "subsidy_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_YEN, .hidden = true},
    };
    rk_answer_begin(answer, "rules",
                    (rk_words_pair){"分担の方法ごとの安定性（年）", "How stable each way to share the cost is, a year"},
                    columns, sizeof columns / sizeof columns[0]);
    for (int k = 0; k < RK_N_RULES; k++) {
        const rk_rule_result *rule = &work->rule[k];
        rk_words_pair coalition = rk_stability_named(answer, of, rule->worst, false);
        size_t least = 0, n = 0;
        for (size_t i = 0; i < of->game.n; i++) {
            least = rule->share[i].gain.mean < rule->share[least].gain.mean ? i : least;
            n += rule->share[i].gain.mean < 0.0;
        }
        rk_answer_text(answer, rk_rule_titles[k].ja, rk_rule_titles[k].en);
        rk_answer_number(answer, (double)n);
        add_figure(answer, rule->share[least].gain);
        add_figure(answer, rule->excess);
        rk_answer_text(answer, coalition.ja, coalition.en);
        add_figure(answer, rule->subsidy);
    }
    rk_answer_note(
        answer, (rk_words_pair){
                    "単独の場合より全体で増減した負担額を、各方法で割り振る。離脱の得が負＝どの提携も離脱で得しない。"
                    "最大の離脱の得と最小の補助は、多くの平均のうち最大のものなので偶然により大きめに出る。誤差は"
                    "その提携を固定したもの。",
                    "What all pay together beyond being alone is laid on them each way. Nobody gains by leaving "
                    "where the most gained is below 0. The most gained and the subsidy are the largest of many "
                    "means, so luck makes them rather too large; their errors hold the coalitions fixed."});
}

/* ---- What each pays by rule ---- */

static void add_shares(rk_answer *answer, const rk_stability_work *work)
{
    const rk_alliance *of = &work->alliance;
    rk_answer_column columns[2 + 2 * RK_N_RULES + 1] = {
        {.id = "municipality", .title = {"団体", "municipality"}},
        {.id = "code", .title = {"コード", "code"}, .hidden = true},
    };
    size_t n = 2;
    for (int k = 0; k < RK_N_RULES; k++) {
        columns[n] = (rk_answer_column){.id = rk_rule_ids[k],
                                        .title = rk_rule_titles[k],
                                        .kind = RK_COLUMN_YEN,
                                        .signed_ = true,
                                        .error = (int)n + 1};
        columns[n + 1] = (rk_answer_column){.id = rk_answer_printf(answer, "%s_error", rk_rule_ids[k]),
                                            .title = {"標準誤差", "its error"},
                                            .kind = RK_COLUMN_YEN,
                                            .hidden = true};
        n += 2;
    }
    columns[n++] =
        (rk_answer_column){.id = "stable", .title = {"安定な分担", "stable"}, .kind = RK_COLUMN_YEN, .signed_ = true};
    rk_answer_begin(answer, "shares",
                    (rk_words_pair){"分担の方法ごとの負担の増減（年、単独との比較）",
                                    "What each pays beyond being alone, by the way costs are shared, a year"},
                    columns, n);
    for (size_t i = 0; i < of->game.n; i++) {
        add_place(answer, of, i);
        for (int k = 0; k < RK_N_RULES; k++) {
            add_figure(answer, work->rule[k].share[i].payment);
        }
        rk_answer_number(answer, work->worth[i].mean - work->stable[i]);
    }
    rk_answer_note(
        answer,
        (rk_words_pair){"シャープレイ値＝加わる順番すべて（または抽出した順番）の平均での貢献に応じた分担。安定な"
                        "分担＝最小の補助を含めて、調べたどの提携も離脱で得しない分担の一例。",
                        "Shapley: by what each brings on average over all orders, or the sampled ones. "
                        "Stable: one way, the least subsidy included, in which no coalition that was run gains "
                        "by leaving."});
}

/* ---- For machines ---- */

static void add_by_rule(rk_answer *answer, const rk_stability_work *work)
{
    const rk_alliance *of = &work->alliance;
    const rk_answer_column columns[] = {
        {.id = "rule", .title = {"分担の方法", "shares"}},
        {.id = "municipality", .title = {"団体", "municipality"}},
        {.id = "code", .title = {"コード", "code"}},
        {.id = "extra",
         .title = {"負担の増減", "paid beyond alone"},
         .kind = RK_COLUMN_YEN,
         .signed_ = true,
         .error = 4},
        {.id = "extra_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_YEN},
        {.id = "gain", .title = {"連携の得", "gains by staying"}, .kind = RK_COLUMN_YEN, .signed_ = true, .error = 6},
        {.id = "gain_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_YEN},
        {.id = "chance_alone_better", .title = {"単独が得の確率", "better alone"}, .kind = RK_COLUMN_SHARE, .error = 8},
        {.id = "chance_alone_better_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_SHARE},
        {.id = "subsidy", .title = {"必要な補助", "subsidy"}, .kind = RK_COLUMN_YEN},
    };
    rk_answer_begin(answer, "by_rule", (rk_words_pair){"分担の方法ごとの各団体の損得", "Each member by rule"}, columns,
                    sizeof columns / sizeof columns[0]);
    rk_answer_hide(answer);
    for (size_t k = 0; k < RK_N_RULES * of->game.n; k++) {
        const rk_rule_result *rule = &work->rule[k / of->game.n];
        const rk_share *share = &rule->share[k % of->game.n];
        rk_answer_text(answer, rk_rule_ids[k / of->game.n], rk_rule_ids[k / of->game.n]);
        add_place(answer, of, k % of->game.n);
        add_figure(answer, share->payment);
        add_figure(answer, share->gain);
        add_figure(answer, share->regret);
        rk_answer_number(answer, rule->subsidies[k % of->game.n]);
    }
}

static void add_coalitions(rk_answer *answer, const rk_stability_work *work)
{
    const rk_alliance *of = &work->alliance;
    const rk_reading *reading = of->reading;
    const rk_answer_column columns[] = {
        {.id = "model", .title = {"モデル", "model"}},
        {.id = "n_members", .title = {"団体数", "members"}, .kind = RK_COLUMN_COUNT},
        {.id = "members", .title = {"団体", "members"}},
        {.id = "gain",
         .title = {"単独に対する得", "gain over each alone"},
         .kind = RK_COLUMN_YEN,
         .signed_ = true,
         .error = 4},
        {.id = "gain_error", .title = {"標準誤差", "its error"}, .kind = RK_COLUMN_YEN},
        {.id = "gain_if_together",
         .title = {"共同した場合の得", "gain if together"},
         .kind = RK_COLUMN_YEN,
         .signed_ = true},
        {.id = "excess",
         .title = {"離脱の得（現行）", "gained by leaving, as it is"},
         .kind = RK_COLUMN_YEN,
         .signed_ = true},
    };
    rk_answer_begin(answer, "coalitions", (rk_words_pair){"調べた提携", "The coalitions that were run"}, columns,
                    sizeof columns / sizeof columns[0]);
    rk_answer_hide(answer);
    for (size_t set = 0; set < of->game.n_sets; set++) {
        size_t n = 0;
        for (size_t i = 0; i < of->game.n; i++) {
            n += rk_game_in(&of->game, set, i);
        }
        rk_words_pair members = rk_stability_named(answer, of, set, true);
        const char *key = reading->model_key[of->model[set]];
        rk_answer_text(answer, key, key);
        rk_answer_number(answer, (double)n);
        rk_answer_text(answer, members.ja, members.en);
        if (of->gain[set] != NULL) {
            add_figure(answer, rk_mean_by_blocks(reading, of->gain[set]));
        } else {
            add_figure(answer, (rk_figure_by_blocks){0.0, 0.0});
        }
        rk_answer_number(answer, of->apart[set]);
        rk_answer_number(answer, work->rule[RK_RULE_CURRENT].excesses[set]);
    }
}

void rk_stability_add_tables(rk_answer *answer, const rk_stability_work *work)
{
    add_members(answer, work);
    add_rules(answer, work);
    add_shares(answer, work);
    add_by_rule(answer, work);
    add_coalitions(answer, work);
}
