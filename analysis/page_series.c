/* Fans and paired differences of all municipalities together, by fiscal year and over the whole run. */
#include "analysis/blocks.h"
#include "analysis/page_impl.h"
#include "analysis/sort.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *key;
    double share;
    bool of_difference; /* shown of paired differences too */
} bands[] = {
    {"p5", 0.05, false},  {"p10", 0.10, true}, {"p25", 0.25, false}, {"p50", 0.50, true},
    {"p75", 0.75, false}, {"p90", 0.90, true}, {"p95", 0.95, false},
};
enum { N_BANDS = sizeof bands / sizeof bands[0], DIGITS = 4 };

/* Figures of one column of replications. */
typedef struct {
    rk_figure_by_blocks mean;
    double band[N_BANDS];
} column;

/* Whose series: the values in the file, [n_models] of [n_replications][n_years] and of [n_replications]. */
typedef struct {
    rk_page *page;
    const rk_page_metric *metric;
    double **years, **run, *work;
    size_t n_municipalities;
} source;

/* Column `year` of a model, or the whole run (year = n_years), in the shown unit, less that of another model. */
static void take(const source *from, size_t model, const double *const *less, size_t year)
{
    const rk_reading *reading = from->page->reading;
    size_t n_years = reading->n_years;
    bool run = year == n_years;
    double factor = rk_page_factor(from->metric, from->n_municipalities, run ? n_years : 1);
    for (size_t i = 0; i < reading->n_replications; i++) {
        size_t at = run ? i : i * n_years + year;
        double value = run ? from->run[model][at] : from->years[model][at];
        from->work[i] = (less != NULL ? value - less[run ? 1 : 0][at] : value) * factor;
    }
}

static column figures(const source *from)
{
    const rk_reading *reading = from->page->reading;
    column of = {.mean = rk_mean_by_blocks(reading, from->work)};
    rk_sort(from->work, reading->n_replications);
    for (size_t b = 0; b < N_BANDS; b++) {
        of.band[b] = rk_quantile_of_sorted(from->work, reading->n_replications, bands[b].share);
    }
    return of;
}

/* One figure of each column, as an array or, of one column, as a number. */
static void put_figure(rk_page *page, json_t *into, const char *key, const double *values, size_t n, bool one)
{
    rk_page_put(page, into, key,
                one ? rk_page_number(values[0], DIGITS) : rk_page_numbers(page, values, n, 1.0, DIGITS));
}

/* Columns as a record of the page; factor > 0: differences, with their intervals. */
static json_t *record(const source *from, const column *columns, size_t n, bool one, double factor, double *row)
{
    rk_page *page = from->page;
    json_t *into = json_object();
    bool paired = factor != 0.0;
    for (int part = 0; part < (paired ? 4 : 2); part++) {
        static const char *const keys[] = {"mean", "error", "low", "high"};
        for (size_t i = 0; i < n; i++) {
            rk_figure_by_blocks mean = columns[i].mean;
            row[i] = part == 0   ? mean.mean
                     : part == 1 ? mean.error
                                 : mean.mean + (part == 2 ? -factor : factor) * mean.error;
        }
        put_figure(page, into, keys[part], row, n, one);
    }
    for (size_t b = 0; b < N_BANDS; b++) {
        for (size_t i = 0; i < n; i++) {
            row[i] = columns[i].band[b];
        }
        if (!paired || bands[b].of_difference) {
            put_figure(page, into, bands[b].key, row, n, one);
        }
    }
    return into;
}

/* All years and the run of one model: [n_years + 1] columns in work that is given. */
static json_t *model_record(const source *from, size_t model, column *columns, double *row)
{
    const rk_reading *reading = from->page->reading;
    size_t n = reading->n_years, baseline = reading->baseline;
    const double *less[2] = {from->years[baseline], from->run[baseline]};
    double factor = rk_interval_factor(reading, 0.95, reading->n_models - 1);
    for (size_t y = 0; y <= n; y++) {
        take(from, model, NULL, y);
        columns[y] = figures(from);
    }
    json_t *all = record(from, columns, n, false, 0.0, row), *run = record(from, &columns[n], 1, true, 0.0, row);
    if (model != baseline) {
        for (size_t y = 0; y <= n; y++) {
            take(from, model, less, y);
            columns[y] = figures(from);
        }
        rk_page_put(from->page, all, "difference", record(from, columns, n, false, factor, row));
        rk_page_put(from->page, run, "difference", record(from, &columns[n], 1, true, factor, row));
    }
    rk_page_put(from->page, all, "run", run);
    return all;
}

/* One metric of one scope, into each model's object. */
static rk_status add_metric(rk_page *page, const rk_page_metric *metric, int prefecture, size_t n_municipalities,
                            json_t *scope)
{
    const rk_reading *reading = page->reading;
    source from = {.page = page, .metric = metric, .n_municipalities = n_municipalities};
    column *columns = calloc(reading->n_years + 1, sizeof *columns);
    double *row = calloc(reading->n_years + 1, sizeof *row);
    from.work = malloc(reading->n_replications * sizeof *from.work);
    rk_status status = columns != NULL && row != NULL && from.work != NULL ? RK_OK : RK_ERR_MEMORY;
    if (status == RK_OK) {
        status = rk_read_years_models(reading, metric->name, prefecture, &from.years);
    }
    if (status == RK_OK) {
        status = rk_read_horizon_models(reading, metric->name, prefecture, &from.run);
    }
    for (size_t m = 0; status == RK_OK && m < reading->n_models; m++) {
        json_t *model = json_object_get(scope, reading->model_key[m]);
        rk_page_put(page, model, metric->name, model_record(&from, m, columns, row));
    }
    rk_free_models(reading, from.years);
    rk_free_models(reading, from.run);
    free(from.work);
    free(row);
    free(columns);
    return status;
}

/* prefecture: its index, or RK_ALL_PREFECTURES. */
static rk_status add_scope(rk_page *page, int prefecture, json_t *series)
{
    const rk_reading *reading = page->reading;
    rk_page_metric metrics[RK_PAGE_METRICS_MAX];
    char key[16] = "all";
    size_t n = rk_page_metrics_of(reading, metrics), n_municipalities = 0;
    for (size_t i = 0; i < reading->n_municipalities; i++) {
        n_municipalities += prefecture < 0 || reading->municipality_prefecture[i] == reading->prefecture[prefecture];
    }
    if (prefecture >= 0) {
        snprintf(key, sizeof key, "%d", reading->prefecture[prefecture]);
    }
    json_t *scope = json_object();
    for (size_t m = 0; m < reading->n_models; m++) {
        rk_page_put(page, scope, reading->model_key[m], json_object());
    }
    rk_status status = RK_OK;
    for (size_t i = 0; status == RK_OK && i < n; i++) {
        if (metrics[i].series) {
            status = add_metric(page, &metrics[i], prefecture, n_municipalities, scope);
        }
    }
    rk_page_put(page, series, key, scope);
    return status;
}

rk_status rk_page_series(rk_page *page, json_t **series)
{
    *series = json_object();
    rk_status status = add_scope(page, RK_ALL_PREFECTURES, *series);
    size_t n = page->reading->n_prefectures;
    for (size_t p = 0; status == RK_OK && n > 1 && p < n; p++) {
        status = add_scope(page, (int)p, *series);
    }
    return status;
}
