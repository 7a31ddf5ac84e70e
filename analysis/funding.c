/* explain, of a results file: the funding rules that were in force and what each of them paid. */
#include "analysis/answer_build.h"
#include "analysis/reading.h"

#include <renkei/analysis.h>

#include <stdlib.h>
#include <string.h>

enum { ID, TITLE, TITLE_JA, OF, BY, RATE, CAP, PER, FROM, UNTIL, REALISATION, SOURCE, EVIDENCE, ORIGIN, N_LABELS };

static const char *const labels[N_LABELS] = {
    [ID] = "funding/rule",
    [TITLE] = "funding/rule_title",
    [TITLE_JA] = "funding/rule_title_ja",
    [OF] = "funding/rule_of",
    [BY] = "funding/rule_by",
    [RATE] = "funding/rule_rate",
    [CAP] = "funding/rule_cap",
    [PER] = "funding/rule_per",
    [FROM] = "funding/rule_from",
    [UNTIL] = "funding/rule_until",
    [REALISATION] = "funding/rule_realisation",
    [SOURCE] = "funding/rule_source",
    [EVIDENCE] = "funding/rule_evidence",
    [ORIGIN] = "funding/rule_origin",
};

typedef struct {
    size_t n;
    char **text[N_LABELS];                                     /* [n] */
    double *paid_mean, *paid_error, *total_mean, *total_error; /* [model][rule][year], [model][rule] */
} paid;

/* Number of rules of the file; 0 when none was in force. */
static size_t count_rules(const rk_reading *reading)
{
    if (!rk_reading_has(reading, labels[ID])) {
        return 0;
    }
    hid_t dataset = H5Dopen2(reading->file, labels[ID], H5P_DEFAULT);
    hid_t space = dataset >= 0 ? H5Dget_space(dataset) : -1;
    hssize_t n = space >= 0 ? H5Sget_simple_extent_npoints(space) : 0;
    if (space >= 0) {
        H5Sclose(space);
    }
    if (dataset >= 0) {
        H5Dclose(dataset);
    }
    return n > 0 ? (size_t)n : 0;
}

static rk_status read_paid(const rk_reading *reading, paid *rules)
{
    rk_status status = RK_OK;
    size_t n = reading->n_models * rules->n;
    for (int label = 0; label < N_LABELS && status == RK_OK; label++) {
        status = rk_read_texts(reading, labels[label], rules->n, &rules->text[label]);
    }
    status = status == RK_OK ? rk_read_numbers(reading, "funding/paid_mean", n * reading->n_years, &rules->paid_mean)
                             : status;
    status = status == RK_OK ? rk_read_numbers(reading, "funding/paid_error", n * reading->n_years, &rules->paid_error)
                             : status;
    status = status == RK_OK ? rk_read_numbers(reading, "funding/total_mean", n, &rules->total_mean) : status;
    return status == RK_OK ? rk_read_numbers(reading, "funding/total_error", n, &rules->total_error) : status;
}

static void free_paid(paid *rules)
{
    for (int label = 0; label < N_LABELS; label++) {
        rk_free_texts(rules->text[label], rules->text[label] != NULL ? rules->n : 0);
    }
    free(rules->paid_mean);
    free(rules->paid_error);
    free(rules->total_mean);
    free(rules->total_error);
}

/* ---- Tables ---- */

static void list_rules(rk_answer *answer, const paid *rules)
{
    static const rk_answer_column columns[] = {
        {.id = "rule", .title = {"財政措置", "rule"}, .kind = RK_COLUMN_TEXT},
        {.id = "title", .title = {"名称", "title"}, .kind = RK_COLUMN_TEXT},
        {.id = "of", .title = {"軽減される主体", "takes over from"}, .kind = RK_COLUMN_TEXT},
        {.id = "by", .title = {"負担する主体", "who pays"}, .kind = RK_COLUMN_TEXT},
        {.id = "rate", .title = {"率", "rate"}, .kind = RK_COLUMN_TEXT},
        {.id = "cap", .title = {"上限", "cap"}, .kind = RK_COLUMN_TEXT},
        {.id = "from", .title = {"開始", "from"}, .kind = RK_COLUMN_TEXT},
        {.id = "until", .title = {"終了", "until"}, .kind = RK_COLUMN_TEXT},
        {.id = "realisation", .title = {"実現率", "realisation"}, .kind = RK_COLUMN_TEXT},
        {.id = "source", .title = {"出典", "source"}, .kind = RK_COLUMN_TEXT},
        {.id = "evidence", .title = {"確度", "evidence"}, .kind = RK_COLUMN_TEXT},
        {.id = "origin", .title = {"記述箇所", "origin"}, .kind = RK_COLUMN_TEXT},
    };
    rk_answer_begin(answer, "rules", (rk_words_pair){"適用された財政措置", "Funding rules in force"}, columns,
                    sizeof columns / sizeof *columns);
    for (size_t i = 0; i < rules->n; i++) {
        const char *cap = rules->text[PER][i][0] == '\0'
                              ? rules->text[CAP][i]
                              : rk_answer_printf(answer, "%s / %s", rules->text[CAP][i], rules->text[PER][i]);
        rk_answer_text(answer, rules->text[ID][i], rules->text[ID][i]);
        rk_answer_text(answer, rules->text[TITLE_JA][i], rules->text[TITLE][i]);
        rk_answer_text(answer, rules->text[OF][i], rules->text[OF][i]);
        rk_answer_text(answer, rules->text[BY][i], rules->text[BY][i]);
        rk_answer_text(answer, rules->text[RATE][i], rules->text[RATE][i]);
        rk_answer_text(answer, cap, cap);
        for (int label = FROM; label <= ORIGIN; label++) {
            rk_answer_text(answer, rules->text[label][i], rules->text[label][i]);
        }
    }
}

/* By model and rule: a year in the mean, then every fiscal year. Rules that paid nothing under a model are left out. */
static void list_paid(rk_answer *answer, const rk_reading *reading, const paid *rules)
{
    enum { MODEL, RULE, YEAR, MEAN, ERROR, N_COLUMNS };
    static const rk_answer_column columns[N_COLUMNS] = {
        [MODEL] = {.id = "model", .title = {"モデル", "model"}, .kind = RK_COLUMN_TEXT},
        [RULE] = {.id = "rule", .title = {"財政措置", "rule"}, .kind = RK_COLUMN_TEXT},
        [YEAR] = {.id = "fiscal_year", .title = {"年度", "fiscal year"}, .kind = RK_COLUMN_TEXT},
        [MEAN] = {.id = "paid", .title = {"措置額（年額）", "paid a year"}, .kind = RK_COLUMN_YEN, .error = ERROR},
        [ERROR] = {.id = "paid_error", .title = {"標準誤差", "standard error"}, .kind = RK_COLUMN_YEN},
    };
    double years = (double)reading->n_years;
    rk_answer_begin(answer, "paid", (rk_words_pair){"財政措置ごとの負担額", "What each rule paid"}, columns, N_COLUMNS);
    for (size_t i = 0; i < reading->n_models * rules->n; i++) {
        size_t model = i / rules->n, rule = i % rules->n;
        for (size_t row = 0; rules->total_mean[i] > 0.0 && row <= reading->n_years; row++) {
            bool mean = row == 0;
            size_t at = i * reading->n_years + row - 1;
            rk_answer_text(answer, reading->model_title[model], reading->model_title_en[model]);
            rk_answer_text(answer, rules->text[ID][rule], rules->text[ID][rule]);
            const char *year = mean ? "" : rk_answer_printf(answer, "%d", (int)reading->fiscal_year[row - 1]);
            rk_answer_text(answer, mean ? "平均" : year, mean ? "mean" : year);
            rk_answer_number(answer, mean ? rules->total_mean[i] / years : rules->paid_mean[at]);
            rk_answer_number(answer, mean ? rules->total_error[i] / years : rules->paid_error[at]);
        }
    }
    rk_answer_note(answer, (rk_words_pair){"全市町村の合計。措置のないモデルは省く。",
                                           "All municipalities together; what paid nothing is left out."});
}

rk_status rk_rules_paid(const rk_reading *reading, rk_answer **out)
{
    paid rules = {.n = count_rules(reading)};
    rk_answer *answer = rk_answer_new("explain");
    rk_status status = answer == NULL ? RK_ERR_MEMORY : rules.n > 0 ? read_paid(reading, &rules) : RK_OK;
    if (status != RK_OK) {
        rk_answer_free(answer);
        free_paid(&rules);
        return status;
    }
    if (rules.n == 0) {
        rk_answer_say(answer, "適用された財政措置はない。", "No funding rule was in force.");
    } else {
        list_rules(answer, &rules);
        list_paid(answer, reading, &rules);
    }
    free_paid(&rules);
    status = rk_answer_done(&answer);
    *out = answer;
    return status;
}
