/* winners: by size, aged share, fiscal capability and kind.
 *
 * Errors of a class are not in the file: the mean of the errors of its municipalities is an upper bound (triangle
 * inequality).
 */
#include "analysis/groups.h"
#include "analysis/winners_impl.h"

#include <math.h>

enum {
    G_GROUPING,
    G_CLASS,
    G_N,
    G_KEY,
    G_MODEL,
    G_BASE,
    G_COVER,
    G_COVER_E,
    G_BETTER,
    G_WORSE,
    G_COST,
    G_COST_E,
    G_LESS,
    G_MORE,
    N_GROUP_COLUMNS
};

static void begin_groups(const rk_winners_work *on, bool incomplete)
{
    rk_words_pair unit = on->standing.cover_by.unit, per = {"円/人・年", "yen/resident/year"};
    const rk_answer_column columns[N_GROUP_COLUMNS] = {
        [G_GROUPING] = {.id = "grouping", .title = {"分類", "by"}, .kind = RK_COLUMN_TEXT},
        [G_CLASS] = {.id = "class", .title = {"階級", "class"}, .kind = RK_COLUMN_TEXT},
        [G_N] = {.id = "municipalities", .title = {"市町村", "municipalities"}, .kind = RK_COLUMN_COUNT},
        [G_KEY] = {.id = "model", .title = {"キー", "key"}, .kind = RK_COLUMN_TEXT, .hidden = true},
        [G_MODEL] = {.id = "model_title", .title = {"モデル", "model"}, .kind = RK_COLUMN_TEXT, .hidden = !on->all},
        [G_BASE] = {.id = "baseline_mean", .title = {"基準の平均", "baseline"}, .unit = unit, .kind = RK_COLUMN_NUMBER},
        [G_COVER] = {.id = "cover_difference",
                     .title = {"差", "difference"},
                     .unit = unit,
                     .kind = RK_COLUMN_NUMBER,
                     .signed_ = true,
                     .error = G_COVER_E},
        [G_COVER_E] = {.id = "cover_difference_error",
                       .title = {"標準誤差（上限）", "standard error, at most"},
                       .unit = unit,
                       .kind = RK_COLUMN_NUMBER},
        [G_BETTER] = {.id = "chance_better", .title = {"改善の確率", "better"}, .kind = RK_COLUMN_SHARE},
        [G_WORSE] = {.id = "chance_worse", .title = {"悪化", "worse"}, .kind = RK_COLUMN_SHARE},
        [G_COST] = {.id = "cost_difference_per_resident",
                    .title = {"自己負担の差", "own cost"},
                    .unit = per,
                    .kind = RK_COLUMN_NUMBER,
                    .signed_ = true,
                    .error = G_COST_E},
        [G_COST_E] = {.id = "cost_difference_per_resident_error",
                      .title = {"標準誤差（上限）", "standard error, at most"},
                      .unit = per,
                      .kind = RK_COLUMN_NUMBER},
        [G_LESS] = {.id = "chance_cost_less", .title = {"負担減の確率", "pays less"}, .kind = RK_COLUMN_SHARE},
        [G_MORE] = {.id = "chance_cost_more", .title = {"負担増", "pays more"}, .kind = RK_COLUMN_SHARE},
    };
    const char *ja = on->all ? "" : rk_answer_printf(on->answer, "「%s」：", on->reading->model_title[on->model]);
    const char *en =
        on->all ? "" : rk_answer_printf(on->answer, ", under \"%s\"", on->reading->model_title_en[on->model]);
    rk_answer_begin(
        on->answer, "groups",
        (rk_words_pair){
            rk_answer_printf(on->answer, "%s規模・高齢化・財政力・区分別（%s）", ja, on->standing.cover_by.title.ja),
            rk_answer_printf(on->answer, "By size, aged share, fiscal capability and kind%s (%s)", en,
                             on->standing.cover_by.title.en)},
        columns, N_GROUP_COLUMNS);
    rk_answer_note(
        on->answer,
        incomplete ? (rk_words_pair){"±は標準誤差の上限。このファイルは古い版で書かれ、高齢化率と財政力指数がない。",
                                     "± is at most the standard error. The file is of an earlier renkei and has no "
                                     "aged share and fiscal index: run the scenario again to have them."}
                   : (rk_words_pair){"市町村の平均。±は標準誤差の上限。確率は市町村の確率の平均。",
                                     "Means of municipalities; the standard error is at most what ± says. Chances "
                                     "are means of the municipalities' chances."});
}

static void add_class(const rk_winners_work *on, const rk_grouping *grouping, size_t class, size_t model)
{
    const rk_reading *reading = on->reading;
    const rk_side *cover = &on->standing.cover[model], *cost = &on->standing.cost[model];
    const rk_side *base = &on->standing.cover[reading->baseline];
    double sum[N_GROUP_COLUMNS] = {0}, residents = 0.0, n = (double)grouping->n_of[class];
    for (size_t i = 0; i < reading->n_municipalities; i++) {
        if (grouping->class_of[i] == class) {
            residents += reading->population[i];
            sum[G_BASE] += base->mean[i];
            sum[G_COVER] += cover->difference[i];
            sum[G_COVER_E] += cover->error[i];
            sum[G_BETTER] += cover->better[i];
            sum[G_WORSE] += cover->worse[i];
            sum[G_COST] += cost->difference[i];
            sum[G_COST_E] += cost->error[i];
            sum[G_LESS] += cost->better[i];
            sum[G_MORE] += cost->worse[i];
        }
    }
    rk_answer_text(on->answer, grouping->title.ja, grouping->title.en);
    rk_answer_text(on->answer, grouping->class_title[class].ja, grouping->class_title[class].en);
    rk_answer_number(on->answer, n);
    rk_winners_add_model(on, model);
    for (size_t column = G_BASE; column < N_GROUP_COLUMNS; column++) {
        bool money = column == G_COST || column == G_COST_E;
        rk_answer_number(on->answer, sum[column] / (money ? residents : n));
    }
}

/* One sentence on size, since that is what people ask first: the class that gains most, and least. */
static void say_sizes(const rk_winners_work *on, const rk_grouping *size)
{
    const rk_side *cover = &on->standing.cover[on->model];
    double mean[RK_CLASSES_MAX] = {0};
    size_t most = RK_CLASSES_MAX, least = RK_CLASSES_MAX, n = 0;
    for (size_t i = 0; i < on->reading->n_municipalities; i++) {
        mean[size->class_of[i]] += cover->difference[i] / (double)size->n_of[size->class_of[i]];
    }
    for (size_t c = 0; c < size->n_classes; c++) {
        if (size->n_of[c] > 0) {
            most = most == RK_CLASSES_MAX || mean[c] < mean[most] ? c : most;
            least = least == RK_CLASSES_MAX || mean[c] > mean[least] ? c : least;
            n++;
        }
    }
    if (n < 2 || mean[most] == mean[least]) {
        return;
    }
    rk_words_pair gain = rk_answer_amount(on->answer, &on->standing.cover_by, mean[most], (double)NAN, true);
    rk_words_pair loss = rk_answer_amount(on->answer, &on->standing.cover_by, mean[least], (double)NAN, true);
    rk_answer_say(on->answer, "人口規模別では%1$sの市町村の差が最も大きく平均%3$s、%5$sが最も小さく%7$s。",
                  "By size, municipalities of %2$s gain most (%4$s on average), those of %6$s least (%8$s).",
                  size->class_title[most].ja, size->class_title[most].en, gain.ja, gain.en, size->class_title[least].ja,
                  size->class_title[least].en, loss.ja, loss.en);
}

rk_status rk_winners_by_class(const rk_winners_work *on)
{
    rk_groups groups;
    rk_status status = rk_groups_of(on->reading, &groups);
    if (status != RK_OK) {
        return status;
    }
    say_sizes(on, &groups.grouping[0]);
    begin_groups(on, groups.incomplete);
    for (size_t g = 0; g < groups.n; g++) {
        for (size_t class = 0; class < groups.grouping[g].n_classes; class ++) {
            for (size_t m = 0; groups.grouping[g].n_of[class] > 0 && m < on->reading->n_models; m++) {
                if (rk_winners_lists(on, m)) {
                    add_class(on, &groups.grouping[g], class, m);
                }
            }
        }
    }
    rk_groups_free(&groups);
    return RK_OK;
}
