/* risk: which municipalities are most at risk. */
#include "analysis/risk_impl.h"

#include <math.h>
#include <stdlib.h>

/* What the file says of the municipalities of one model. */
enum { GAP, GAP_E, LONGEST, LONGEST_E, ZERO, ZERO_E, ZERO_90, SOLO, SOLO_E, LATE, LATE_E, N_FIELDS };

static const char *const fields[N_FIELDS] = {
    [GAP] = "had_gap_mean",
    [GAP_E] = "had_gap_error",
    [LONGEST] = "longest_gap_mean",
    [LONGEST_E] = "longest_gap_error",
    [ZERO] = "zero_cover_months_mean",
    [ZERO_E] = "zero_cover_months_error",
    [ZERO_90] = "zero_cover_months_p90",
    [SOLO] = "solo_months_mean",
    [SOLO_E] = "solo_months_error",
    [LATE] = "lateness_mean",
    [LATE_E] = "lateness_error",
};

typedef struct {
    double *value[N_FIELDS]; /* [n_municipalities] */
    double *yearly;          /* [n_years][n_municipalities] zero-cover months */
} facts;

static void free_facts(facts *of)
{
    for (size_t i = 0; i < N_FIELDS; i++) {
        free(of->value[i]);
    }
    free(of->yearly);
}

static rk_status read_facts(const rk_reading *reading, size_t model, facts *of)
{
    *of = (facts){.yearly = NULL};
    rk_status status = rk_read_municipal(reading, "municipal", "zero_cover_months_mean", model, &of->yearly);
    for (size_t i = 0; status == RK_OK && i < N_FIELDS; i++) {
        status = rk_read_municipal(reading, "horizon", fields[i], model, &of->value[i]);
    }
    if (status != RK_OK) {
        free_facts(of);
    }
    return status;
}

enum { C_KEY, C_MODEL, C_CODE, C_NAME, C_FIRST, C_WORST_YEAR = C_FIRST + N_FIELDS, C_ITS_CHANCE, N_COLUMNS };

static void begin(const rk_risk_work *on)
{
    static const rk_words_pair error = {"標準誤差", "standard error"}, months = {"月", "months"};
    const rk_answer_column columns[N_COLUMNS] = {
        [C_KEY] = {.id = "model", .title = {"キー", "key"}, .kind = RK_COLUMN_TEXT, .hidden = true},
        [C_MODEL] = {.id = "model_title", .title = {"モデル", "model"}, .kind = RK_COLUMN_TEXT},
        [C_CODE] = {.id = "code", .title = {"コード", "code"}, .kind = RK_COLUMN_TEXT, .hidden = true},
        [C_NAME] = {.id = "municipality", .title = {"市町村", "municipality"}, .kind = RK_COLUMN_TEXT},
        [C_FIRST + GAP] = {.id = "chance_gap",
                           .title = {"空白の確率", "chance of a gap"},
                           .kind = RK_COLUMN_SHARE,
                           .error = C_FIRST + GAP_E},
        [C_FIRST + GAP_E] = {.id = "chance_gap_error", .title = error, .kind = RK_COLUMN_SHARE},
        [C_FIRST + LONGEST] = {.id = "longest_gap",
                               .kind = RK_COLUMN_NUMBER,
                               .title = {"最長の空白", "longest gap"},
                               .unit = months,
                               .error = C_FIRST + LONGEST_E},
        [C_FIRST + LONGEST_E] = {.id = "longest_gap_error", .kind = RK_COLUMN_NUMBER, .title = error},
        [C_FIRST + ZERO] = {.id = "zero_cover",
                            .kind = RK_COLUMN_NUMBER,
                            .title = {"空白月数", "zero cover"},
                            .unit = months,
                            .error = C_FIRST + ZERO_E},
        [C_FIRST + ZERO_E] = {.id = "zero_cover_error", .kind = RK_COLUMN_NUMBER, .title = error},
        [C_FIRST +
            ZERO_90] = {.id = "zero_cover_p90", .kind = RK_COLUMN_NUMBER, .title = {"90%点", "P90"}, .unit = months},
        [C_FIRST + SOLO] = {.id = "solo",
                            .kind = RK_COLUMN_NUMBER,
                            .title = {"ひとり情シス", "one person only"},
                            .unit = months,
                            .error = C_FIRST + SOLO_E},
        [C_FIRST + SOLO_E] = {.id = "solo_error", .kind = RK_COLUMN_NUMBER, .title = error},
        [C_FIRST + LATE] = {.id = "lateness",
                            .kind = RK_COLUMN_NUMBER,
                            .title = {"期限からの遅れ", "lateness"},
                            .unit = months,
                            .error = C_FIRST + LATE_E},
        [C_FIRST + LATE_E] = {.id = "lateness_error", .kind = RK_COLUMN_NUMBER, .title = error},
        [C_WORST_YEAR] = {.id = "worst_year", .title = {"最悪の年度", "worst year"}, .kind = RK_COLUMN_TEXT},
        [C_ITS_CHANCE] = {.id = "worst_year_zero_cover",
                          .title = {"その年の空白の確率", "its chance of no cover"},
                          .kind = RK_COLUMN_SHARE},
    };
    rk_answer_begin(on->answer, "municipalities",
                    on->top > 0 ? (rk_words_pair){"空白の恐れが最も大きい市町村（期間全体）",
                                                  "Municipalities most at risk, over the whole run"}
                                : (rk_words_pair){"市町村別のリスク（期間全体）", "Municipalities, over the whole run"},
                    columns, N_COLUMNS);
    rk_answer_note(on->answer,
                   (rk_words_pair){"月数は期間全体の平均。ほかの市町村は --top で、一つのモデルだけは --model で。",
                                   "Months are means over the whole run. --top N lists more, 0 all; --model "
                                   "KEY one model."});
}

typedef struct {
    double chance;
    size_t index;
} ordered;

static int highest_first(const void *a, const void *b)
{
    const ordered *one = a, *other = b;
    return one->chance > other->chance ? -1 : one->chance < other->chance ? 1 : one->index < other->index ? -1 : 1;
}

static void add_row(const rk_risk_work *on, const facts *of, size_t model, size_t i)
{
    const rk_reading *reading = on->reading;
    const char *code = rk_answer_printf(on->answer, "%05d", (int)reading->municipality[i]);
    size_t worst = 0, n = reading->n_municipalities;
    for (size_t year = 0; year < reading->n_years; year++) {
        worst = of->yearly[year * n + i] > of->yearly[worst * n + i] ? year : worst;
    }
    bool any = of->yearly[worst * n + i] > 0.0;
    const char *year = any ? rk_answer_printf(on->answer, "%d", (int)reading->fiscal_year[worst]) : "";
    rk_risk_add_model(on, model);
    rk_answer_text(on->answer, code, code);
    rk_answer_text(on->answer, reading->municipality_name[i], reading->municipality_name_en[i]);
    for (size_t field = 0; field < N_FIELDS; field++) {
        rk_answer_number(on->answer, of->value[field][i]);
    }
    rk_answer_text(on->answer, year, year);
    rk_answer_number(on->answer, of->yearly[worst * n + i] / 12.0);
}

static void say_worst(const rk_risk_work *on, const facts *of, const ordered *order)
{
    const char *ja = "", *en = "";
    for (size_t i = 0; i < 3 && i < on->reading->n_municipalities && order[i].chance > 0.0; i++) {
        size_t place = order[i].index;
        ja = rk_answer_printf(on->answer, "%s%s%s（%.0f%%）", ja, i > 0 ? "、" : "",
                              on->reading->municipality_name[place], 100.0 * of->value[GAP][place]);
        en = rk_answer_printf(on->answer, "%s%s%s (%.0f %%)", en, i > 0 ? ", " : "",
                              on->reading->municipality_name_en[place], 100.0 * of->value[GAP][place]);
    }
    if (ja != NULL && ja[0] != '\0') {
        rk_answer_say(on->answer, "基準で空白の恐れが最も大きいのは%1$s。",
                      "Most at risk of a gap under the baseline: %2$s.", ja, en);
    }
}

rk_status rk_risk_where(const rk_risk_work *on)
{
    const rk_reading *reading = on->reading;
    rk_status status = RK_OK;
    ordered *order = malloc(reading->n_municipalities * sizeof *order);
    if (order == NULL) {
        return RK_ERR_MEMORY;
    }
    begin(on);
    for (size_t m = 0; status == RK_OK && m < reading->n_models; m++) {
        facts of;
        status = read_facts(reading, m, &of);
        if (status != RK_OK) {
            break;
        }
        for (size_t i = 0; i < reading->n_municipalities; i++) {
            order[i] = (ordered){of.value[GAP][i], i};
        }
        qsort(order, reading->n_municipalities, sizeof *order, highest_first);
        if (m == reading->baseline) {
            say_worst(on, &of, order);
        }
        bool listed = on->listed == reading->n_models || on->listed == m;
        size_t n = on->top > 0 && on->top < reading->n_municipalities ? on->top : reading->n_municipalities;
        for (size_t i = 0; listed && i < n; i++) {
            add_row(on, &of, m, order[i].index);
        }
        free_facts(&of);
    }
    free(order);
    return status;
}
