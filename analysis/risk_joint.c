/* risk: how many municipalities are without cover in the same fiscal year, against chance alone.
 *
 * If municipalities were independent, the number with a gap in a year would be a sum of coins of their own chances: a
 * Poisson-binomial law, computed by its recursion (Chen and Liu 1997, Statistica Sinica 7, section 2). Common
 * assumptions, national surges and experts who are busy elsewhere make it wider.
 */
#include "analysis/blocks.h"
#include "analysis/risk_impl.h"

#include <math.h>
#include <stdlib.h>

/* The law of the number of municipalities with a gap in a fiscal year, over all years of the run. */
typedef struct {
    double *chance; /* [n_municipalities + 1] that so many have one */
    double variance;
} law;

/* Add a coin to the law of how many of n come up. */
static void add_coin(double *chance, size_t n, double p)
{
    for (size_t k = n + 1; k-- > 0;) {
        chance[k] = chance[k] * (1.0 - p) + (k > 0 ? chance[k - 1] * p : 0.0);
    }
}

/* chances: [n_years][n_municipalities] of a gap in the year. */
static rk_status independent(const rk_reading *reading, const double *chances, law *of)
{
    size_t n = reading->n_municipalities;
    double *year_law = malloc((n + 1) * sizeof *year_law);
    if (year_law == NULL) {
        return RK_ERR_MEMORY;
    }
    of->variance = 0.0;
    for (size_t year = 0; year < reading->n_years; year++) {
        for (size_t k = 0; k <= n; k++) {
            year_law[k] = k == 0;
        }
        for (size_t i = 0; i < n; i++) {
            double p = chances[year * n + i];
            add_coin(year_law, i + 1, p);
            of->variance += p * (1.0 - p) / (double)reading->n_years;
        }
        for (size_t k = 0; k <= n; k++) {
            of->chance[k] += year_law[k] / (double)reading->n_years;
        }
    }
    free(year_law);
    return RK_OK;
}

/* uncovered: [n_replications][n_years]. The variance is that within a year. */
static void observed(const rk_reading *reading, const double *uncovered, law *of)
{
    double n = (double)reading->n_replications, years = (double)reading->n_years;
    of->variance = 0.0;
    for (size_t year = 0; year < reading->n_years; year++) {
        double sum = 0.0, square = 0.0;
        for (size_t i = 0; i < reading->n_replications; i++) {
            double value = uncovered[i * reading->n_years + year];
            double places = (double)reading->n_municipalities;
            size_t k = value >= places ? reading->n_municipalities : value > 0.0 ? (size_t)value : 0;
            of->chance[k] += 1.0 / (n * years);
            sum += value;
            square += value * value;
        }
        of->variance += (square - sum * sum / n) / ((n > 1.0 ? n - 1.0 : 1.0) * years);
    }
}

static double at_least(const rk_reading *reading, const law *of, size_t k)
{
    double sum = 0.0;
    for (size_t i = reading->n_municipalities + 1; i-- > k;) {
        sum += of->chance[i];
    }
    return sum;
}

/* The largest k that is reached in one year of ten, 2 at least: one alone is not joint. */
static size_t in_one_of_ten(const rk_reading *reading, const law *of)
{
    size_t k = reading->n_municipalities;
    while (k > 2 && at_least(reading, of, k) < 0.1) {
        k--;
    }
    return k;
}

/* Per replication: share of the years in which at least k are uncovered, and whether any is such a year. */
static rk_status figures_of(const rk_reading *reading, const double *uncovered, size_t k, rk_figure_by_blocks *a_year,
                            rk_figure_by_blocks *any_year)
{
    size_t n = reading->n_replications, years = reading->n_years;
    double *share = malloc(n * sizeof *share), *any = malloc(n * sizeof *any);
    if (share != NULL && any != NULL) {
        for (size_t i = 0; i < n; i++) {
            double reached = 0.0;
            for (size_t year = 0; year < years; year++) {
                reached += uncovered[i * years + year] >= (double)k;
            }
            share[i] = reached / (double)years;
            any[i] = reached > 0.0;
        }
        *a_year = rk_mean_by_blocks(reading, share);
        *any_year = rk_mean_by_blocks(reading, any);
    }
    rk_status status = share != NULL && any != NULL ? RK_OK : RK_ERR_MEMORY;
    free(share);
    free(any);
    return status;
}

/* ---- Tables ---- */

enum { C_KEY, C_MODEL, C_K, C_YEAR, C_YEAR_E, C_ALONE, C_RUN, C_RUN_E, N_COLUMNS };

static void begin(const rk_risk_work *on, bool chances)
{
    static const rk_words_pair error = {"標準誤差", "standard error"};
    const rk_answer_column columns[N_COLUMNS] = {
        [C_KEY] = {.id = "model", .title = {"キー", "key"}, .kind = RK_COLUMN_TEXT, .hidden = true},
        [C_MODEL] = {.id = "model_title", .title = {"モデル", "model"}, .kind = RK_COLUMN_TEXT},
        [C_K] = {.id = "at_least",
                 .title = {"同じ年度に空白", "uncovered, at least"},
                 .unit = {"市町村以上", "municipalities"},
                 .kind = RK_COLUMN_COUNT},
        [C_YEAR] = {.id = "chance_year",
                    .title = {"ある年度の確率", "in a given year"},
                    .kind = RK_COLUMN_SHARE,
                    .error = C_YEAR_E},
        [C_YEAR_E] = {.id = "chance_year_error", .title = error, .kind = RK_COLUMN_SHARE},
        [C_ALONE] = {.id = "chance_year_independent",
                     .title = {"互いに独立なら", "if independent"},
                     .kind = RK_COLUMN_SHARE},
        [C_RUN] = {.id = "chance_run",
                   .title = {"期間中に一度は", "in some year of the run"},
                   .kind = RK_COLUMN_SHARE,
                   .error = C_RUN_E},
        [C_RUN_E] = {.id = "chance_run_error", .title = error, .kind = RK_COLUMN_SHARE},
    };
    rk_answer_begin(
        on->answer, "joint",
        (rk_words_pair){"同じ年度に空白となる市町村の数", "Municipalities without cover in the same fiscal year"},
        columns, N_COLUMNS);
    rk_answer_note(on->answer,
                   chances
                       ? (rk_words_pair){"独立なら：各市町村の年度ごとの確率はそのままで、互いに無関係とした場合。",
                                         "If independent: each municipality keeps its chances, but they do not move "
                                         "together."}
                       : (rk_words_pair){"このファイルは古い版で書かれ、独立の場合の比較ができない。実行し直すと出る。",
                                         "The file is of an earlier renkei and cannot be compared with independence: "
                                         "run the scenario again to have it."});
}

static rk_status add_rows(const rk_risk_work *on, size_t model, const double *uncovered, const law *alone)
{
    static const size_t counts[] = {1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000};
    const rk_reading *reading = on->reading;
    rk_status status = RK_OK;
    for (size_t i = 0; i < sizeof counts / sizeof counts[0] && counts[i] <= reading->n_municipalities; i++) {
        rk_figure_by_blocks a_year = {0}, any_year = {0};
        status = figures_of(reading, uncovered, counts[i], &a_year, &any_year);
        if (status != RK_OK || (i > 0 && a_year.mean == 0.0)) {
            break;
        }
        rk_risk_add_model(on, model);
        rk_answer_number(on->answer, (double)counts[i]);
        rk_answer_number(on->answer, a_year.mean);
        rk_answer_number(on->answer, a_year.error);
        rk_answer_number(on->answer, alone != NULL ? at_least(reading, alone, counts[i]) : (double)NAN);
        rk_answer_number(on->answer, any_year.mean);
        rk_answer_number(on->answer, any_year.error);
    }
    return status;
}

static void say_joint(const rk_risk_work *on, const law *seen, const law *alone)
{
    const rk_reading *reading = on->reading;
    size_t k = in_one_of_ten(reading, seen);
    double chance = 100.0 * at_least(reading, seen, k);
    if (reading->n_municipalities < 2 || chance == 0.0) {
        return;
    }
    if (alone == NULL || !(alone->variance > 0.0)) {
        rk_answer_say(on->answer, "基準で%1$zu市町村以上が同じ年度に空白となるのは、年度の%2$.2g%%。",
                      "Under the baseline, %1$zu or more municipalities are without cover in the same fiscal year in "
                      "%2$.2g %% of years.",
                      k, chance);
        return;
    }
    rk_answer_say(
        on->answer,
        "基準で%1$zu市町村以上が同じ年度に空白となるのは、年度の%2$.2g%%（互いに独立なら%3$.2g%%"
        "）。その数の分散は独立の"
        "場合の%4$.2f倍。",
        "Under the baseline, %1$zu or more municipalities are without cover in the same fiscal year in %2$.2g %% "
        "of years (%3$.2g %% if they were independent); the variance of their number is %4$.2f times that of "
        "independence.",
        k, chance, 100.0 * at_least(reading, alone, k), seen->variance / alone->variance);
}

static rk_status one_model(const rk_risk_work *on, size_t model, const double *uncovered, bool chances)
{
    const rk_reading *reading = on->reading;
    law seen = {.chance = calloc(reading->n_municipalities + 1, sizeof(double))};
    law alone = {.chance = calloc(reading->n_municipalities + 1, sizeof(double))};
    double *gap = NULL;
    rk_status status = seen.chance != NULL && alone.chance != NULL ? RK_OK : RK_ERR_MEMORY;
    if (status == RK_OK && chances) {
        status = rk_read_municipal(reading, "municipal", "zero_cover_months_chance", model, &gap);
        status = status == RK_OK ? independent(reading, gap, &alone) : status;
    }
    if (status == RK_OK) {
        status = add_rows(on, model, uncovered, chances ? &alone : NULL);
    }
    if (status == RK_OK && model == reading->baseline) {
        observed(reading, uncovered, &seen);
        say_joint(on, &seen, chances ? &alone : NULL);
    }
    free(gap);
    free(seen.chance);
    free(alone.chance);
    return status;
}

rk_status rk_risk_joint(const rk_risk_work *on)
{
    bool chances = rk_reading_has(on->reading, "municipal/zero_cover_months_chance");
    double **uncovered = NULL;
    rk_status status = rk_read_years_models(on->reading, "municipalities_uncovered", RK_ALL_PREFECTURES, &uncovered);
    if (status == RK_OK) {
        begin(on, chances);
    }
    for (size_t m = 0; status == RK_OK && m < on->reading->n_models; m++) {
        status = one_model(on, m, uncovered[m], chances);
    }
    rk_free_models(on->reading, uncovered);
    return status;
}
