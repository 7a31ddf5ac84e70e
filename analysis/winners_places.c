/* winners: each municipality, those that gain most first. */
#include "analysis/winners_impl.h"

#include <stdlib.h>

enum {
    P_KEY,
    P_MODEL,
    P_CODE,
    P_NAME,
    P_BASE,
    P_COVER,
    P_COVER_E,
    P_COVER_LOW,
    P_COVER_HIGH,
    P_BETTER,
    P_WORSE,
    P_COVER_SAYS,
    P_COST,
    P_COST_E,
    P_COST_LOW,
    P_COST_HIGH,
    P_LESS,
    P_MORE,
    P_COST_SAYS,
    N_PLACE_COLUMNS
};

static void begin_places(const rk_winners_work *on)
{
    rk_words_pair unit = on->standing.cover_by.unit;
    const rk_answer_column columns[N_PLACE_COLUMNS] = {
        [P_KEY] = {.id = "model", .title = {"キー", "key"}, .kind = RK_COLUMN_TEXT, .hidden = true},
        [P_MODEL] = {.id = "model_title", .title = {"モデル", "model"}, .kind = RK_COLUMN_TEXT, .hidden = !on->all},
        [P_CODE] = {.id = "code", .title = {"コード", "code"}, .kind = RK_COLUMN_TEXT, .hidden = true},
        [P_NAME] = {.id = "municipality", .title = {"市町村", "municipality"}, .kind = RK_COLUMN_TEXT},
        [P_BASE] = {.id = "baseline_mean", .title = {"基準の平均", "baseline"}, .unit = unit, .kind = RK_COLUMN_NUMBER},
        [P_COVER] = {.id = "cover_difference",
                     .title = {"差（95%区間）", "difference (95 %)"},
                     .unit = unit,
                     .kind = RK_COLUMN_NUMBER,
                     .signed_ = true,
                     .error = P_COVER_E,
                     .low = P_COVER_LOW,
                     .high = P_COVER_HIGH},
        [P_COVER_E] = {.id = "cover_difference_error",
                       .title = {"標準誤差", "standard error"},
                       .unit = unit,
                       .kind = RK_COLUMN_NUMBER},
        [P_COVER_LOW] = {.id = "cover_difference_low",
                         .title = {"下限", "from"},
                         .unit = unit,
                         .kind = RK_COLUMN_NUMBER,
                         .signed_ = true},
        [P_COVER_HIGH] = {.id = "cover_difference_high",
                          .title = {"上限", "to"},
                          .unit = unit,
                          .kind = RK_COLUMN_NUMBER,
                          .signed_ = true},
        [P_BETTER] = {.id = "chance_better", .title = {"改善の確率", "better"}, .kind = RK_COLUMN_SHARE},
        [P_WORSE] = {.id = "chance_worse", .title = {"悪化", "worse"}, .kind = RK_COLUMN_SHARE},
        [P_COVER_SAYS] = {.id = "cover_verdict", .title = {"判定", "verdict"}, .kind = RK_COLUMN_TEXT},
        [P_COST] = {.id = "cost_difference",
                    .title = {"自己負担の差（95%区間）", "own cost a year (95 %)"},
                    .kind = RK_COLUMN_YEN,
                    .signed_ = true,
                    .error = P_COST_E,
                    .low = P_COST_LOW,
                    .high = P_COST_HIGH},
        [P_COST_E] = {.id = "cost_difference_error", .title = {"標準誤差", "standard error"}, .kind = RK_COLUMN_YEN},
        [P_COST_LOW] = {.id = "cost_difference_low", .title = {"下限", "from"}, .kind = RK_COLUMN_YEN, .signed_ = true},
        [P_COST_HIGH] = {.id = "cost_difference_high", .title = {"上限", "to"}, .kind = RK_COLUMN_YEN, .signed_ = true},
        [P_LESS] = {.id = "chance_cost_less", .title = {"負担減の確率", "pays less"}, .kind = RK_COLUMN_SHARE},
        [P_MORE] = {.id = "chance_cost_more", .title = {"負担増", "pays more"}, .kind = RK_COLUMN_SHARE},
        [P_COST_SAYS] = {.id = "cost_verdict", .title = {"判定", "verdict"}, .kind = RK_COLUMN_TEXT},
    };
    const char *ja = on->all ? "" : rk_answer_printf(on->answer, "「%s」：", on->reading->model_title[on->model]);
    const char *en =
        on->all ? "" : rk_answer_printf(on->answer, " under \"%s\"", on->reading->model_title_en[on->model]);
    rk_answer_begin(on->answer, "municipalities",
                    (rk_words_pair){rk_answer_printf(on->answer, "%s市町村別（%s、基準との差）", ja,
                                                     on->standing.cover_by.title.ja),
                                    rk_answer_printf(on->answer, "Municipalities%s (%s, against the baseline)", en,
                                                     on->standing.cover_by.title.en)},
                    columns, N_PLACE_COLUMNS);
    rk_answer_note(
        on->answer,
        (rk_words_pair){"95%区間は全市町村・全モデルに同時に成り立つ（ボンフェローニ調整）。確率は試行に占める割合、"
                        "残りは差なし。ほかのモデルは --model で。",
                        "The intervals hold for all municipalities and models at once (Bonferroni). Chances are "
                        "shares of the futures, the rest are ties. --model KEY or all lists other models."});
}

static void add_side(const rk_winners_work *on, const rk_side *side, size_t i, bool money)
{
    static const rk_words_pair cover_words[] = {
        {"未定", "open"}, {"改善", "better"}, {"悪化", "worse"}, {"同じ", "same"}};
    static const rk_words_pair cost_words[] = {{"未定", "open"}, {"減", "less"}, {"増", "more"}, {"同じ", "same"}};
    rk_words_pair says = (money ? cost_words : cover_words)[rk_stands_of(&on->standing, side, i)];
    double half = on->standing.factor * side->error[i];
    rk_answer_number(on->answer, side->difference[i]);
    rk_answer_number(on->answer, side->error[i]);
    rk_answer_number(on->answer, side->difference[i] - half);
    rk_answer_number(on->answer, side->difference[i] + half);
    rk_answer_number(on->answer, side->better[i]);
    rk_answer_number(on->answer, side->worse[i]);
    rk_answer_text(on->answer, says.ja, says.en);
}

typedef struct {
    double difference;
    size_t index;
} ordered;

static int by_difference(const void *a, const void *b)
{
    const ordered *one = a, *other = b;
    return one->difference < other->difference   ? -1
           : one->difference > other->difference ? 1
           : one->index < other->index           ? -1
                                                 : 1;
}

rk_status rk_winners_each(const rk_winners_work *on)
{
    const rk_reading *reading = on->reading;
    ordered *order = malloc(reading->n_municipalities * sizeof *order);
    if (order == NULL) {
        return RK_ERR_MEMORY;
    }
    begin_places(on);
    for (size_t m = 0; m < reading->n_models; m++) {
        for (size_t i = 0; i < reading->n_municipalities; i++) {
            order[i] = (ordered){on->standing.cover[m].difference[i], i};
        }
        qsort(order, reading->n_municipalities, sizeof *order, by_difference);
        for (size_t row = 0; rk_winners_lists(on, m) && row < reading->n_municipalities; row++) {
            size_t i = order[row].index;
            const char *code = rk_answer_printf(on->answer, "%05d", (int)reading->municipality[i]);
            rk_winners_add_model(on, m);
            rk_answer_text(on->answer, code, code);
            rk_answer_text(on->answer, reading->municipality_name[i], reading->municipality_name_en[i]);
            rk_answer_number(on->answer, on->standing.cover[reading->baseline].mean[i]);
            add_side(on, &on->standing.cover[m], i, false);
            add_side(on, &on->standing.cost[m], i, true);
        }
    }
    free(order);
    return RK_OK;
}
