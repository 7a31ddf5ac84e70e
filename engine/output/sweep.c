/* sweep.h5: figures of every point of a sweep, with the design as coordinates. */
#include "output/part.h"
#include "output/problem.h"
#include "output/provenance.h"
#include "output/rows.h"

#include <renkei/sweep.h>
#include <renkei/version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FORMAT_VERSION = 1, CHUNK_BYTES = 1 << 18 };

static const char *const columns[][3] = {
    {"mean", "mean over replications", "試行の平均"},
    {"error", "Monte Carlo standard error of the mean", "平均の標準誤差"},
    {"difference", "paired difference to the baseline", "基準モデルとの差"},
    {"difference_error", "standard error of the difference", "差の標準誤差"},
    {"difference_low", "lower end of the 95 % interval of the difference", "差の95%区間の下限"},
    {"difference_high", "upper end of the 95 % interval of the difference", "差の95%区間の上限"},
};
enum { N_COLUMNS = sizeof columns / sizeof columns[0] };

struct rk_sweep_file {
    rk_part part;
    rk_h5 h5;
    const rk_scenario *scenario;
    const rk_sweep *sweep;
    rk_axis model, metric, point;
    rk_rows rows;
    rk_stream *number, *column[N_COLUMNS];
    size_t n_appended;
};

static void write_root(rk_sweep_file *self)
{
    rk_h5 *h5 = &self->h5;
    static const char *const designs[] = {"factorial", "latin_hypercube", "sobol", "list"};
    rk_h5_text(h5, h5->file, "Conventions", "CF-1.10");
    rk_h5_text(h5, h5->file, "title", rk_scenario_title(self->scenario));
    rk_h5_text(h5, h5->file, "title_en", self->scenario->title_en);
    rk_h5_text(h5, h5->file, "source", "renkei " RK_VERSION);
    rk_h5_text(h5, h5->file, "renkei_file_type", "sweep");
    rk_h5_int(h5, h5->file, "renkei_format_version", FORMAT_VERSION);
    rk_h5_text(h5, h5->file, "baseline", rk_scenario_model_key(self->scenario, rk_scenario_baseline(self->scenario)));
    rk_h5_text(h5, h5->file, "design", designs[self->sweep->design]);
    rk_h5_int(h5, h5->file, "n_replications", self->sweep->n_replications);
    rk_h5_int(h5, h5->file, "n_points_asked", (int64_t)self->sweep->n_points);
}

/* The unit of a metric's figures in the file. */
static void unit_of(size_t metric, char unit[64])
{
    const rk_metric_info *info = &rk_metrics[metric];
    bool level = (info->flags & (RK_METRIC_LEVEL | RK_METRIC_HORIZON)) != 0;
    (void)snprintf(unit, 64, "%s%s", strcmp(info->unit, "1") == 0 ? "%" : info->unit, level ? "" : "/year");
}

static void write_labels(rk_sweep_file *self)
{
    static const rk_about model = {"model", "1", "key of the cooperation model", "モデルのキー", 0};
    static const rk_about metric = {"metric", "1", "name of the outcome", "指標", 0};
    static const rk_about unit = {"metric_unit", "1",
                                  "unit of the outcome: of a mean municipality; money of all municipalities",
                                  "指標の単位（1市町村あたり、金額は全市町村）", 0};
    rk_h5 *h5 = &self->h5;
    size_t n_models = rk_scenario_n_models(self->scenario);
    const char **keys = calloc(n_models + 1, sizeof *keys), *names[RK_N_METRICS], *unit_texts[RK_N_METRICS];
    char units[RK_N_METRICS][64];
    if (keys == NULL) {
        rk_h5_fail_memory(h5);
        return;
    }
    for (size_t i = 0; i < n_models; i++) {
        keys[i] = rk_scenario_model_key(self->scenario, i);
    }
    for (size_t i = 0; i < RK_N_METRICS; i++) {
        names[i] = rk_metrics[i].name;
        unit_of(i, units[i]);
        unit_texts[i] = units[i];
    }
    self->model = rk_h5_axis(h5, h5->file, &model, RK_H5_TEXT, n_models, keys);
    self->metric = rk_h5_axis(h5, h5->file, &metric, RK_H5_TEXT, RK_N_METRICS, names);
    rk_h5_table(h5, h5->file, &unit, RK_H5_TEXT, 1, (const rk_axis *const[]){&self->metric}, unit_texts);
    free(keys);
}

/* Names of what the figures are over beside their axes: the attribute after CF (section 5) by which readers find it. */
static char *coordinates_of(const rk_sweep_file *self)
{
    char *names = NULL;
    size_t n = 0;
    FILE *text = open_memstream(&names, &n);
    if (text == NULL) {
        return NULL;
    }
    fputs("metric_unit", text);
    for (size_t i = 0; i < self->sweep->n_factors; i++) {
        fprintf(text, " %s", self->sweep->factors[i].key);
    }
    if (fclose(text) != 0) {
        free(names);
        return NULL;
    }
    return names;
}

static void open_columns(rk_sweep_file *self)
{
    static const rk_about point = {"point", "1", "point of the design, counted from 0", "計画の点（0から）", 0};
    size_t row = rk_scenario_n_models(self->scenario) * RK_N_METRICS * sizeof(double), chunk = CHUNK_BYTES / row;
    char *coordinates = coordinates_of(self);
    chunk = chunk < 1 ? 1 : chunk < self->sweep->n_points ? chunk : self->sweep->n_points;
    if (coordinates == NULL || !rk_rows_open(&self->rows, N_COLUMNS + 1, chunk)) {
        rk_h5_fail_memory(&self->h5);
        free(coordinates);
        return;
    }
    self->number =
        rk_rows_add(&self->rows, &self->h5, self->h5.file, &point, RK_H5_INT64, 1, (const rk_axis *const[]){NULL}, 0);
    self->point.scale = self->number->dataset;
    const rk_axis *const along[] = {&self->point, &self->model, &self->metric};
    for (size_t i = 0; i < N_COLUMNS; i++) {
        rk_about about = {columns[i][0], "as metric_unit", columns[i][1], columns[i][2], 0};
        self->column[i] = rk_rows_add(&self->rows, &self->h5, self->h5.file, &about, RK_H5_DOUBLE, 3, along, 0);
        if (!self->h5.failed) {
            rk_h5_text(&self->h5, self->column[i]->dataset, "coordinates", coordinates);
        }
    }
    free(coordinates);
}

rk_status rk_sweep_create(const char *path, const rk_scenario *scenario, const rk_run_options *options,
                          const char *command, rk_sweep_file **file)
{
    rk_problem_clear();
    rk_sweep_file *self = *file = calloc(1, sizeof *self);
    if (self == NULL) {
        return RK_ERR_MEMORY;
    }
    self->scenario = scenario;
    self->sweep = rk_scenario_sweep(scenario);
    rk_status status = rk_part_open(path, &self->part);
    if (status != RK_OK) {
        rk_part_close(&self->part);
        free(self);
        *file = NULL;
        return status;
    }
    if (rk_h5_create(&self->h5, self->part.path, self->part.final_path)) {
        write_root(self);
        write_labels(self);
        rk_provenance_write(&self->h5, scenario, options, command);
        open_columns(self);
    }
    if (self->h5.failed) {
        rk_sweep_abandon(self);
        *file = NULL;
        return RK_ERR_RESULTS_WRITE;
    }
    return RK_OK;
}

rk_status rk_sweep_append(rk_sweep_file *self, const rk_scenario *scenario, const rk_summary *summaries)
{
    size_t places = rk_scenario_n_municipalities(scenario), years = (size_t)rk_scenario_years(scenario);
    size_t at = self->rows.n_pending, chunk = self->rows.chunk_rows;
    if (self->h5.failed) {
        return RK_ERR_RESULTS_WRITE;
    }
    *(int64_t *)rk_stream_row(self->number, chunk, 0, at) = (int64_t)self->n_appended++;
    for (size_t i = 0; i < self->model.n * RK_N_METRICS; i++) {
        double shown = rk_metric_shown((rk_metric)(i % RK_N_METRICS), places, years);
        const rk_summary *s = &summaries[i];
        const double figures[N_COLUMNS] = {s->mean,           s->error,          s->difference, s->difference_error,
                                           s->difference_low, s->difference_high};
        for (size_t column = 0; column < N_COLUMNS; column++) {
            ((double *)rk_stream_row(self->column[column], chunk, 0, at))[i] = shown * figures[column];
        }
    }
    rk_rows_filled(&self->rows, &self->h5, 1);
    return self->h5.failed ? RK_ERR_RESULTS_WRITE : RK_OK;
}

/* The design: a coordinate for each key, named as the key. */
static void write_design(rk_sweep_file *self, size_t n_points, const char *const *texts, const double *numbers)
{
    size_t n = self->sweep->n_factors;
    const char **words = calloc(n_points + 1, sizeof *words);
    double *values = calloc(n_points + 1, sizeof *values);
    if (words == NULL || values == NULL) {
        rk_h5_fail_memory(&self->h5);
        n = 0;
    }
    self->point.n = n_points;
    for (size_t i = 0; i < n; i++) {
        const rk_sweep_factor *factor = &self->sweep->factors[i];
        for (size_t point = 0; point < n_points; point++) {
            words[point] = texts[point * n + i];
            values[point] = numbers[point * n + i];
        }
        bool number = factor->numbers != NULL;
        rk_about about = {factor->key, number && factor->unit[0] != '\0' ? factor->unit : "1",
                          "value of this key of the scenario at the point", "この点でのキーの値", 0};
        rk_h5_table(&self->h5, self->h5.file, &about, number ? RK_H5_DOUBLE : RK_H5_TEXT, 1,
                    (const rk_axis *const[]){&self->point}, number ? (const void *)values : (const void *)words);
    }
    free(words);
    free(values);
}

rk_status rk_sweep_finish(rk_sweep_file *self, size_t n_points, const char *const *texts, const double *numbers)
{
    rk_h5 *h5 = &self->h5;
    if (!h5->failed) {
        hid_t point = self->number->dataset;
        H5Iinc_ref(point); /* rk_rows_finish closes it, and the coordinates are attached to it after its last row */
        rk_rows_finish(&self->rows, h5, n_points);
        write_design(self, n_points, texts, numbers);
        H5Idec_ref(point);
        rk_h5_axis_close(h5, &self->model);
        rk_h5_axis_close(h5, &self->metric);
        rk_h5_int(h5, h5->file, "n_points", (int64_t)n_points);
        rk_h5_int(h5, h5->file, "partial", n_points < self->sweep->n_points);
    }
    bool written = rk_h5_close(h5) && rk_part_publish(&self->part);
    rk_sweep_abandon(self);
    return written ? RK_OK : RK_ERR_RESULTS_WRITE;
}

void rk_sweep_abandon(rk_sweep_file *self)
{
    if (self == NULL) {
        return;
    }
    self->h5.failed = true;
    (void)rk_h5_close(&self->h5);
    rk_rows_free(&self->rows);
    rk_part_close(&self->part);
    free(self);
}
