#include "output/means.h"

#include "stats/summary.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Per municipality ---- */

/* What is written of a metric: X(id, suffix, of sketched metrics only, long name, Japanese). */
#define FIELD_LIST(X)                                                                                                  \
    X(MEAN, "mean", 0, "mean of: %s", "%sの平均")                                                                      \
    X(ERROR, "error", 0, "Monte Carlo standard error of the mean of: %s", "%sの平均の標準誤差")                        \
    X(DIFFERENCE, "difference", 0, "mean paired difference to the baseline model of: %s",                              \
      "%sの基準モデルとの差の平均")                                                                                    \
    X(DIFFERENCE_ERROR, "difference_error", 0,                                                                         \
      "Monte Carlo standard error of the mean paired difference to the baseline model of: %s",                         \
      "%sの基準モデルとの差の標準誤差")                                                                                \
    X(SD, "sd", 1, "standard deviation over replications of: %s", "%sの試行間の標準偏差")                              \
    X(P10, "p10", 1, "10 %% quantile over replications of: %s", "%sの10％点")                                           \
    X(P50, "p50", 1, "median over replications of: %s", "%sの中央値")                                                  \
    X(P90, "p90", 1, "90 %% quantile over replications of: %s", "%sの90％点")                                           \
    X(DIFFERENCE_P10, "difference_p10", 1,                                                                             \
      "10 %% quantile over replications of the paired difference to the baseline model of: %s",                         \
      "%sの基準モデルとの差の10％点")                                                                                  \
    X(DIFFERENCE_P50, "difference_p50", 1,                                                                             \
      "median over replications of the paired difference to the baseline model of: %s",                                \
      "%sの基準モデルとの差の中央値")                                                                                  \
    X(DIFFERENCE_P90, "difference_p90", 1,                                                                             \
      "90 %% quantile over replications of the paired difference to the baseline model of: %s",                         \
      "%sの基準モデルとの差の90％点")                                                                                  \
    X(CHANCE, "chance", 1, "share of replications in which it is above 0: %s", "%sが0を上回る試行の割合")              \
    X(DIFFERENCE_BELOW, "difference_below", 1,                                                                         \
      "share of replications in which the paired difference to the baseline model is below 0 of: %s",                  \
      "%sが基準モデルより小さい試行の割合")                                                                            \
    X(DIFFERENCE_ABOVE, "difference_above", 1,                                                                         \
      "share of replications in which the paired difference to the baseline model is above 0 of: %s",                  \
      "%sが基準モデルより大きい試行の割合")

enum {
#define X(id, suffix, sketched, long_name, ja) FIELD_##id,
    FIELD_LIST(X)
#undef X
        N_FIELDS,
    N_PLAIN_FIELDS = FIELD_SD
};

static const struct {
    const char *suffix, *long_name, *ja;
} fields[N_FIELDS] = {
#define X(id, suffix, sketched, long_name, ja) {suffix, long_name, ja},
    FIELD_LIST(X)
#undef X
};

/* A metric in some slots, [model][slot][municipality], each field in its own array. */
typedef struct {
    const rk_tally *tally;
    rk_metric metric;
    size_t first_slot, n_slots;
    int n_fields;
    double *value[N_FIELDS];
} metric_sheet;

static void fill_cell(const metric_sheet *sheet, size_t model, size_t slot, size_t column, size_t index)
{
    const rk_tally *tally = sheet->tally;
    rk_metric metric = sheet->metric;
    rk_weight weight = rk_tally_weight(tally);
    rk_moment moment = rk_tally_level(tally, model, slot, metric, column);
    rk_estimate level = rk_moment_estimate(&moment, &weight, rk_metrics[metric].scale);
    moment = rk_tally_difference(tally, model, slot, metric, column);
    rk_estimate difference = rk_moment_estimate(&moment, &weight, rk_metrics[metric].scale);
    sheet->value[FIELD_MEAN][index] = level.mean;
    sheet->value[FIELD_ERROR][index] = level.error;
    sheet->value[FIELD_DIFFERENCE][index] = difference.mean;
    sheet->value[FIELD_DIFFERENCE_ERROR][index] = difference.error;
    if (sheet->n_fields == N_PLAIN_FIELDS) {
        return;
    }
    static const double shares[] = {0.1, 0.5, 0.9};
    sheet->value[FIELD_SD][index] = sqrt(rk_tally_variance(tally, model, slot, metric, column));
    for (int i = 0; i < 3; i++) {
        sheet->value[FIELD_P10 + i][index] = rk_tally_quantile(tally, model, slot, metric, column, shares[i]);
        sheet->value[FIELD_DIFFERENCE_P10 + i][index] =
            rk_tally_quantile_difference(tally, model, slot, metric, column, shares[i]);
    }
    sheet->value[FIELD_CHANCE][index] = rk_tally_share_above(tally, model, slot, metric, column);
    rk_tally_shares_of_difference(tally, model, slot, metric, column, &sheet->value[FIELD_DIFFERENCE_BELOW][index],
                                  &sheet->value[FIELD_DIFFERENCE_ABOVE][index]);
}

static void fill_sheet(const metric_sheet *sheet, int n_threads)
{
    const rk_shape *shape = rk_tally_shape(sheet->tally);
#pragma omp parallel for schedule(static) num_threads(n_threads)
    for (size_t row = 0; row < shape->n_models * sheet->n_slots; row++) {
        size_t model = row / sheet->n_slots;
        size_t slot = sheet->first_slot + row % sheet->n_slots;
        for (size_t column = 0; column < shape->n_columns; column++) {
            fill_cell(sheet, model, slot, column, row * shape->n_columns + column);
        }
    }
}

static void write_sheet(rk_h5 *h5, hid_t group, const metric_sheet *sheet, int rank, const rk_axis *const along[])
{
    const rk_metric_info *info = &rk_metrics[sheet->metric];
    char name[64], long_name[256], long_name_ja[256];
    rk_about about = {name, info->unit, long_name, long_name_ja, 1};
    fill_sheet(sheet, h5->n_threads);
    for (int field = 0; field < sheet->n_fields; field++) {
        about.units = field >= FIELD_CHANCE ? "1" : info->unit;
        (void)snprintf(name, sizeof name, "%s_%s", info->name, fields[field].suffix);
        (void)snprintf(long_name, sizeof long_name, fields[field].long_name, info->long_name);
        (void)snprintf(long_name_ja, sizeof long_name_ja, fields[field].ja, info->ja);
        rk_h5_table(h5, group, &about, RK_H5_DOUBLE, rank, along, sheet->value[field]);
    }
}

static void write_metrics(rk_h5 *h5, const rk_axes *axes, metric_sheet *sheet)
{
    const rk_shape *shape = rk_tally_shape(sheet->tally);
    const rk_axis *const years[] = {&axes->model, &axes->fiscal_year, &axes->municipality};
    const rk_axis *const horizon[] = {&axes->model, &axes->municipality};
    hid_t group = rk_h5_group(h5, h5->file, "municipal");
    sheet->first_slot = 0;
    sheet->n_slots = shape->n_years;
    for (sheet->metric = 0; sheet->metric < RK_N_METRICS; sheet->metric++) {
        unsigned flags = rk_metrics[sheet->metric].flags;
        sheet->n_fields = (flags & RK_METRIC_SKETCH) != 0 ? N_FIELDS : N_PLAIN_FIELDS;
        if ((flags & RK_METRIC_HORIZON) == 0) {
            write_sheet(h5, group, sheet, 3, years);
        }
    }
    rk_h5_group_close(h5, group);
    group = rk_h5_group(h5, h5->file, "horizon");
    sheet->first_slot = shape->n_years;
    sheet->n_slots = 1;
    for (sheet->metric = 0; sheet->metric < RK_N_METRICS; sheet->metric++) {
        unsigned flags = rk_metrics[sheet->metric].flags;
        sheet->n_fields = (flags & RK_METRIC_SKETCH) != 0 ? N_FIELDS : N_PLAIN_FIELDS;
        if ((flags & (RK_METRIC_HORIZON | RK_METRIC_SKETCH)) != 0) {
            write_sheet(h5, group, sheet, 2, horizon);
        }
    }
    rk_h5_group_close(h5, group);
}

/* ---- Per month ---- */

enum { NOBODY, ZERO_COVER, SOLO, N_STATES };

static const rk_about state_counts[N_STATES] = {
    {"nobody_count", "1", "replications without staff present in the month", "職員が不在だった試行数", 0},
    {"zero_cover_count", "1", "replications without staff present and without enough support in the month",
     "空白だった試行数", 0},
    {"solo_count", "1", "replications with exactly one person present in the month", "ひとり情シスだった試行数", 0},
};

static const rk_about state_chances[N_STATES] = {
    {"nobody_chance", "1", "share of replications without staff present in the month", "職員が不在の確率", 0},
    {"zero_cover_chance", "1", "share of replications without staff present and without enough support in the month",
     "空白の確率", 0},
    {"solo_chance", "1", "share of replications with exactly one person present in the month", "ひとり情シスの確率", 0},
};

static const rk_about filled_mean = {"filled_mean", "persons", "mean of filled posts in the month", "在職者数の平均",
                                     0};
static const rk_about filled_sd = {"filled_sd", "persons", "standard deviation over replications of filled posts",
                                   "在職者数の試行間の標準偏差", 0};

static const rk_month_sum *month_at(const rk_tally *tally, size_t index)
{
    const rk_shape *shape = rk_tally_shape(tally);
    size_t n_months = shape->n_years * RK_MONTHS;
    size_t month = index / shape->n_columns;
    return rk_tally_month(tally, month / n_months, month % n_months, index % shape->n_columns);
}

static int64_t state_of(const rk_month_sum *sum, int state)
{
    return state == NOBODY ? sum->nobody : state == ZERO_COVER ? sum->zero_cover : sum->solo;
}

static void write_months(rk_h5 *h5, const rk_axes *axes, const rk_tally *tally, int64_t *count, double *number)
{
    const rk_shape *shape = rk_tally_shape(tally);
    const rk_axis *const along[] = {&axes->model, &axes->month, &axes->municipality};
    size_t n_cells = shape->n_models * shape->n_years * RK_MONTHS * shape->n_columns;
    int64_t n = rk_tally_weight(tally).n_replications;
    hid_t group = rk_h5_group(h5, h5->file, "monthly");
    for (int state = 0; state < N_STATES; state++) {
        for (size_t i = 0; i < n_cells; i++) {
            count[i] = state_of(month_at(tally, i), state);
            number[i] = (double)count[i] / (double)n;
        }
        rk_h5_table(h5, group, &state_counts[state], RK_H5_INT64, 3, along, count);
        rk_h5_table(h5, group, &state_chances[state], RK_H5_DOUBLE, 3, along, number);
    }
    for (size_t i = 0; i < n_cells; i++) {
        number[i] = (double)month_at(tally, i)->filled / (double)n;
    }
    rk_h5_table(h5, group, &filled_mean, RK_H5_DOUBLE, 3, along, number);
    for (size_t i = 0; i < n_cells; i++) {
        const rk_month_sum *sum = month_at(tally, i);
        __int128 square = (__int128)n * sum->filled_squared - (__int128)sum->filled * sum->filled;
        number[i] = n > 1 ? sqrt((double)square / ((double)n * (double)(n - 1))) : (double)NAN;
    }
    rk_h5_table(h5, group, &filled_sd, RK_H5_DOUBLE, 3, along, number);
    rk_h5_group_close(h5, group);
}

/* ---- Totals: what the run's table prints ---- */

static const struct {
    rk_about about;
    size_t place;
} totals[] = {
#define UNIT "as metric_unit"
#define SQUARE "as metric_unit, squared"
    {{"mean", UNIT, "mean over replications", "平均", 0}, offsetof(rk_summary, mean)},
    {{"error", UNIT, "Monte Carlo standard error of the mean", "平均の標準誤差", 0}, offsetof(rk_summary, error)},
    {{"difference", UNIT, "mean paired difference to the baseline model", "基準モデルとの差の平均", 0},
     offsetof(rk_summary, difference)},
    {{"difference_error", UNIT, "Monte Carlo standard error of the mean paired difference",
      "基準モデルとの差の標準誤差", 0},
     offsetof(rk_summary, difference_error)},
    {{"difference_low", UNIT, "lower end of the 95 % interval of the difference", "差の95％区間の下端", 0},
     offsetof(rk_summary, difference_low)},
    {{"difference_high", UNIT, "upper end of the 95 % interval of the difference", "差の95％区間の上端", 0},
     offsetof(rk_summary, difference_high)},
    {{"variance_factor", "1", "variance of an unpaired difference over that of the paired one",
      "対応なしの差の分散と対応ありの差の分散の比", 0},
     offsetof(rk_summary, variance_factor)},
    {{"variance_luck", SQUARE, "variance between replications of one block: luck", "分散のうち運", 0},
     offsetof(rk_summary, variance_luck)},
    {{"variance_luck_error", SQUARE, "its standard error", "その標準誤差", 0},
     offsetof(rk_summary, variance_luck_error)},
    {{"variance_assumptions", SQUARE, "variance between blocks: assumptions", "分散のうち前提", 0},
     offsetof(rk_summary, variance_assumptions)},
    {{"variance_assumptions_error", SQUARE, "its standard error", "その標準誤差", 0},
     offsetof(rk_summary, variance_assumptions_error)},
#undef SQUARE
#undef UNIT
};

static rk_axis write_metric_axis(rk_h5 *h5, hid_t group)
{
    static const rk_about name = {"metric", "1", "outcome, summed over all municipalities and the whole run", "指標",
                                  0};
    static const rk_about unit = {"metric_unit", "1", "unit of the outcome", "指標の単位", 0};
    static const rk_about long_name = {"metric_long_name", "1", "what the outcome is", "指標の説明（英語）", 0};
    static const rk_about ja = {"metric_long_name_ja", "1", "what the outcome is, in Japanese", "指標の説明", 0};
    const char *text[4][RK_N_METRICS];
    for (size_t i = 0; i < RK_N_METRICS; i++) {
        text[0][i] = rk_metrics[i].name;
        text[1][i] = rk_metrics[i].unit;
        text[2][i] = rk_metrics[i].long_name;
        text[3][i] = rk_metrics[i].ja;
    }
    rk_axis metric = rk_h5_axis(h5, group, &name, RK_H5_TEXT, RK_N_METRICS, text[0]);
    const rk_axis *const along[] = {&metric};
    rk_h5_table(h5, group, &unit, RK_H5_TEXT, 1, along, text[1]);
    rk_h5_table(h5, group, &long_name, RK_H5_TEXT, 1, along, text[2]);
    rk_h5_table(h5, group, &ja, RK_H5_TEXT, 1, along, text[3]);
    return metric;
}

static void write_totals(rk_h5 *h5, const rk_axes *axes, const rk_tally *tally, double *number)
{
    size_t n_models = rk_tally_shape(tally)->n_models;
    hid_t group = rk_h5_group(h5, h5->file, "totals");
    rk_axis metric = write_metric_axis(h5, group);
    const rk_axis *const along[] = {&axes->model, &metric};
    for (size_t column = 0; column < sizeof totals / sizeof totals[0]; column++) {
        for (size_t i = 0; i < n_models * RK_N_METRICS; i++) {
            rk_summary summary = rk_tally_summary(tally, i / RK_N_METRICS, (rk_metric)(i % RK_N_METRICS));
            memcpy(&number[i], (const char *)&summary + totals[column].place, sizeof number[i]);
        }
        rk_h5_table(h5, group, &totals[column].about, RK_H5_DOUBLE, 2, along, number);
    }
    rk_h5_axis_close(h5, &metric);
    rk_h5_group_close(h5, group);
}

void rk_means_write(rk_h5 *h5, const rk_axes *axes, const rk_tally *tally)
{
    const rk_shape *shape = rk_tally_shape(tally);
    size_t n_yearly = shape->n_models * shape->n_years * shape->n_columns;
    /* Room for every field of a metric, for the months, or for the totals, whichever is most; the sum is enough. */
    size_t n_numbers = n_yearly * ((size_t)N_FIELDS + RK_MONTHS) + shape->n_models * RK_N_METRICS;
    double *number = malloc(n_numbers * sizeof *number);
    int64_t *count = malloc(n_yearly * RK_MONTHS * sizeof *count);
    if (number != NULL && count != NULL) {
        metric_sheet sheet = {.tally = tally};
        for (size_t field = 0; field < N_FIELDS; field++) {
            sheet.value[field] = number + field * n_yearly;
        }
        write_metrics(h5, axes, &sheet);
        write_months(h5, axes, tally, count, number);
        write_totals(h5, axes, tally, number);
    } else {
        rk_h5_fail_memory(h5);
    }
    free(number);
    free(count);
}
