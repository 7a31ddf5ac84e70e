/* risk: what can go wrong, per model. */
#include "analysis/blocks.h"
#include "analysis/outcome.h"
#include "analysis/risk_impl.h"

#include <math.h>
#include <stdlib.h>

static const char *ja_of(const rk_reading *reading, size_t model)
{
    return reading->model_title[model];
}

static const char *en_of(const rk_reading *reading, size_t model)
{
    return reading->model_title_en[model];
}

void rk_risk_add_model(const rk_risk_work *on, size_t model)
{
    rk_answer_text(on->answer, on->reading->model_key[model], on->reading->model_key[model]);
    rk_answer_text(on->answer, ja_of(on->reading, model), en_of(on->reading, model));
}

/* ---- What every replication says, [n_models][n_replications] ---- */

enum { UNCOVERED, HAD_GAP, LONGEST, WORST, SOLO, LATENESS, N_SERIES };

static const struct {
    const char *metric;
    int prefecture;
} series[N_SERIES] = {
    [UNCOVERED] = {"municipalities_uncovered", RK_ALL_PREFECTURES},
    [HAD_GAP] = {"had_gap", RK_ALL_PREFECTURES},
    [LONGEST] = {"longest_gap", RK_ALL_PREFECTURES},
    [WORST] = {"worst_zero_cover_months", RK_WORST_PREFECTURE},
    [SOLO] = {"solo_months", RK_ALL_PREFECTURES},
    [LATENESS] = {"lateness", RK_ALL_PREFECTURES},
};

static void free_series(const rk_reading *reading, double **values[N_SERIES])
{
    for (size_t i = 0; i < N_SERIES; i++) {
        rk_free_models(reading, values[i]);
    }
}

static rk_status read_series(const rk_reading *reading, double **values[N_SERIES])
{
    rk_status status = RK_OK;
    for (size_t i = 0; status == RK_OK && i < N_SERIES; i++) {
        status = rk_read_horizon_models(reading, series[i].metric, series[i].prefecture, &values[i]);
    }
    return status;
}

/* Mean of one over mean of the other, with the error of a ratio of means (Cochran, section 2.11). */
static rk_status ratio(const rk_reading *reading, const double *of, const double *to, rk_figure_by_blocks *figure)
{
    double *rest = malloc(reading->n_replications * sizeof *rest);
    if (rest == NULL) {
        return RK_ERR_MEMORY;
    }
    double below = rk_mean_by_blocks(reading, to).mean, mean = rk_mean_by_blocks(reading, of).mean / below;
    for (size_t i = 0; i < reading->n_replications; i++) {
        rest[i] = of[i] - mean * to[i];
    }
    *figure = below > 0.0 ? (rk_figure_by_blocks){mean, rk_mean_by_blocks(reading, rest).error / below}
                          : (rk_figure_by_blocks){(double)NAN, (double)NAN};
    free(rest);
    return RK_OK;
}

static rk_status share_of_nothing(const rk_reading *reading, const double *values, rk_figure_by_blocks *figure)
{
    double *nothing = malloc(reading->n_replications * sizeof *nothing);
    if (nothing == NULL) {
        return RK_ERR_MEMORY;
    }
    for (size_t i = 0; i < reading->n_replications; i++) {
        nothing[i] = values[i] == 0.0;
    }
    *figure = rk_mean_by_blocks(reading, nothing);
    free(nothing);
    return RK_OK;
}

/* ---- The table of models ---- */

enum {
    C_KEY,
    C_MODEL,
    C_GAPS,
    C_GAPS_E,
    C_NONE,
    C_NONE_E,
    C_LONGEST,
    C_LONGEST_E,
    C_WORST_50,
    C_WORST_90,
    C_SOLO,
    C_SOLO_E,
    C_LATE,
    C_LATE_E,
    C_ON_TIME,
    C_ON_TIME_E,
    N_COLUMNS
};

static void begin(const rk_risk_work *on)
{
    static const rk_words_pair error = {"標準誤差", "standard error"}, months = {"月", "months"};
    const rk_answer_column columns[N_COLUMNS] = {
        [C_KEY] = {.id = "model", .title = {"キー", "key"}, .kind = RK_COLUMN_TEXT, .hidden = true},
        [C_MODEL] = {.id = "model_title", .title = {"モデル", "model"}, .kind = RK_COLUMN_TEXT},
        [C_GAPS] = {.id = "municipalities_with_gap",
                    .kind = RK_COLUMN_NUMBER,
                    .title = {"空白を経験する市町村", "with a gap"},
                    .unit = {"市町村", "municipalities"},
                    .error = C_GAPS_E},
        [C_GAPS_E] = {.id = "municipalities_with_gap_error", .kind = RK_COLUMN_NUMBER, .title = error},
        [C_NONE] = {.id = "chance_no_gap",
                    .title = {"全市町村で空白なし", "no gap anywhere"},
                    .kind = RK_COLUMN_SHARE,
                    .error = C_NONE_E},
        [C_NONE_E] = {.id = "chance_no_gap_error", .title = error, .kind = RK_COLUMN_SHARE},
        [C_LONGEST] = {.id = "longest_gap",
                       .kind = RK_COLUMN_NUMBER,
                       .title = {"空白がある所の最長", "longest gap, if any"},
                       .unit = months,
                       .error = C_LONGEST_E},
        [C_LONGEST_E] = {.id = "longest_gap_error", .kind = RK_COLUMN_NUMBER, .title = error},
        [C_WORST_50] = {.id = "worst_p50",
                        .kind = RK_COLUMN_NUMBER,
                        .title = {"最悪の市町村：中央値", "worst-off: median"},
                        .unit = months},
        [C_WORST_90] = {.id = "worst_p90", .kind = RK_COLUMN_NUMBER, .title = {"90%点", "P90"}, .unit = months},
        [C_SOLO] = {.id = "share_solo",
                    .title = {"ひとり情シス", "one person only"},
                    .kind = RK_COLUMN_SHARE,
                    .error = C_SOLO_E},
        [C_SOLO_E] = {.id = "share_solo_error", .title = error, .kind = RK_COLUMN_SHARE},
        [C_LATE] = {.id = "lateness",
                    .kind = RK_COLUMN_NUMBER,
                    .title = {"期限からの遅れ", "lateness"},
                    .unit = months,
                    .error = C_LATE_E},
        [C_LATE_E] = {.id = "lateness_error", .kind = RK_COLUMN_NUMBER, .title = error},
        [C_ON_TIME] = {.id = "chance_all_on_time",
                       .title = {"全市町村が期限内", "all on time"},
                       .kind = RK_COLUMN_SHARE,
                       .error = C_ON_TIME_E},
        [C_ON_TIME_E] = {.id = "chance_all_on_time_error", .title = error, .kind = RK_COLUMN_SHARE},
    };
    rk_answer_begin(on->answer, "models", (rk_words_pair){"期間全体のリスク", "Risks over the whole run"}, columns,
                    N_COLUMNS);
    rk_answer_note(
        on->answer,
        (rk_words_pair){
            "空白：在席者も十分な支援もない月が一度でもある。最悪の市町村：将来ごとに空白月数が最も多い市町村の"
            "期間中の空白月数。ひとり情シス：全市町村・全月に占める割合。遅れは1市町村平均。",
            "A gap: at least one month with nobody present and too little support. Worst-off: "
            "zero-cover months in the run of the municipality that has most in each future. One "
            "person only: share of all months. Lateness: of a mean municipality."});
}

static void add(const rk_risk_work *on, rk_figure_by_blocks figure, double factor)
{
    rk_answer_number(on->answer, figure.mean * factor);
    rk_answer_number(on->answer, figure.error * factor);
}

static rk_status add_row(const rk_risk_work *on, double **values[N_SERIES], size_t model)
{
    const rk_reading *reading = on->reading;
    double places = (double)reading->n_municipalities, months = 12.0 * (double)reading->n_years;
    rk_figure_by_blocks none, longest, on_time;
    rk_status status = share_of_nothing(reading, values[UNCOVERED][model], &none);
    if (status == RK_OK) {
        status = ratio(reading, values[LONGEST][model], values[HAD_GAP][model], &longest);
    }
    if (status == RK_OK) {
        status = share_of_nothing(reading, values[LATENESS][model], &on_time);
    }
    if (status != RK_OK) {
        return status;
    }
    rk_risk_add_model(on, model);
    add(on, rk_mean_by_blocks(reading, values[UNCOVERED][model]), 1.0);
    add(on, none, 1.0);
    add(on, longest, 1.0);
    double *worst = values[WORST][model];
    rk_answer_number(on->answer, rk_quantile(worst, reading->n_replications, 0.5)); /* sorts */
    rk_answer_number(on->answer, rk_quantile_of_sorted(worst, reading->n_replications, 0.9));
    add(on, rk_mean_by_blocks(reading, values[SOLO][model]), 1.0 / (places * months));
    add(on, rk_mean_by_blocks(reading, values[LATENESS][model]), 1.0 / places);
    add(on, on_time, 1.0);
    return RK_OK;
}

/* ---- Sentences ---- */

static size_t least(const rk_reading *reading, double **values)
{
    size_t best = 0;
    double lowest = (double)INFINITY;
    for (size_t m = 0; m < reading->n_models; m++) {
        double mean = rk_mean_by_blocks(reading, values[m]).mean;
        if (mean < lowest) {
            lowest = mean;
            best = m;
        }
    }
    return best;
}

static void say_gaps(const rk_risk_work *on, double **uncovered)
{
    const rk_reading *reading = on->reading;
    size_t best = least(reading, uncovered), baseline = reading->baseline;
    rk_figure_by_blocks now = rk_mean_by_blocks(reading, uncovered[baseline]),
                        then = rk_mean_by_blocks(reading, uncovered[best]);
    (void)rk_answer_say_few(on->answer, reading->n_units, reading->inner);
    rk_answer_say(on->answer, "%1$zu年間に一度でも空白となる市町村は、「%2$s」では%4$zu市町村のうち平均%5$s。",
                  "In %1$zu years, %5$s of %4$zu municipalities have at least one month without cover under \"%3$s\".",
                  reading->n_years, ja_of(reading, baseline), en_of(reading, baseline), reading->n_municipalities,
                  rk_answer_digits(on->answer, now.mean, now.error, false));
    if (best != baseline) {
        rk_answer_say(on->answer, "最も少ないのは「%1$s」で平均%3$s。", "Fewest have one under \"%2$s\": %3$s.",
                      ja_of(reading, best), en_of(reading, best),
                      rk_answer_digits(on->answer, then.mean, then.error, false));
    }
}

static void say_lateness(const rk_risk_work *on, double **lateness)
{
    const rk_reading *reading = on->reading;
    double places = (double)reading->n_municipalities;
    size_t best = least(reading, lateness);
    rk_figure_by_blocks now = rk_mean_by_blocks(reading, lateness[reading->baseline]),
                        then = rk_mean_by_blocks(reading, lateness[best]);
    if (now.mean == 0.0 && then.mean == 0.0) {
        rk_answer_say(on->answer, "標準化の期限に遅れる市町村はない。", "No municipality is late with its migration.");
        return;
    }
    rk_answer_say(on->answer, "標準化の期限からの遅れは1市町村平均%1$sか月（基準）、最も短い「%3$s」で%2$sか月。",
                  "Migration is %1$s months late in a mean municipality under the baseline, and least so, %2$s months, "
                  "under \"%4$s\".",
                  rk_answer_digits(on->answer, now.mean / places, now.error / places, false),
                  rk_answer_digits(on->answer, then.mean / places, then.error / places, false), ja_of(reading, best),
                  en_of(reading, best));
}

static rk_status over_the_run(const rk_risk_work *on)
{
    double **values[N_SERIES] = {NULL};
    rk_status status = read_series(on->reading, values);
    if (status == RK_OK) {
        say_gaps(on, values[UNCOVERED]);
        say_lateness(on, values[LATENESS]);
        begin(on);
    }
    for (size_t m = 0; status == RK_OK && m < on->reading->n_models; m++) {
        status = add_row(on, values, m);
    }
    free_series(on->reading, values);
    return status;
}

rk_status rk_risk(const rk_reading *reading, const rk_risk_options *options, rk_answer **out)
{
    rk_risk_work on = {.reading = reading, .listed = reading->n_models, .top = options->top};
    *out = NULL;
    if (options->model != NULL) {
        on.listed = rk_reading_model_find(reading, options->model);
        if (on.listed == reading->n_models) {
            rk_reading_fail(reading->path, "there is no model \"%s\" in it", options->model);
            return RK_ERR_OPTIONS;
        }
    }
    on.answer = rk_answer_new("risk");
    rk_status status = on.answer != NULL ? over_the_run(&on) : RK_ERR_MEMORY;
    if (status == RK_OK) {
        status = rk_risk_when(&on);
    }
    if (status == RK_OK) {
        status = rk_risk_where(&on);
    }
    if (status == RK_OK) {
        status = rk_risk_joint(&on);
    }
    if (status != RK_OK) {
        rk_answer_free(on.answer);
        return status;
    }
    status = rk_answer_done(&on.answer);
    *out = on.answer;
    return status;
}
