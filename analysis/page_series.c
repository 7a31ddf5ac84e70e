/* Fans and paired differences of all municipalities together, by fiscal year and over the whole run. */
#include "analysis/fan.h"
#include "analysis/page_impl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS = 4 };
static const struct {
    const char *key;
    bool of_difference; /* shown of paired differences too */
} bands[RK_N_BANDS] = {{"p5", false},  {"p10", true}, {"p25", false}, {"p50", true},
                       {"p75", false}, {"p90", true}, {"p95", false}};

/* One figure of each column, as an array or, of one column, as a number. */
static void put_figure(rk_page *page, json_t *into, const char *key, const double *values, size_t n, bool one)
{
    rk_page_put(page, into, key,
                one ? rk_page_number(values[0], DIGITS) : rk_page_numbers(page, values, n, 1.0, DIGITS));
}

/* Columns as a record of the page; factor > 0: differences, with their intervals. row: room for as many. */
static json_t *record(rk_page *page, const rk_fan_column *columns, size_t n, bool one, double factor, double *row)
{
    static const char *const keys[] = {"mean", "error", "low", "high"};
    json_t *into = json_object();
    bool paired = factor != 0.0;
    for (int part = 0; part < (paired ? 4 : 2); part++) {
        for (size_t i = 0; i < n; i++) {
            rk_figure_by_blocks mean = columns[i].mean;
            row[i] = part == 0   ? mean.mean
                     : part == 1 ? mean.error
                                 : mean.mean + (part == 2 ? -factor : factor) * mean.error;
        }
        put_figure(page, into, keys[part], row, n, one);
    }
    for (size_t b = 0; b < RK_N_BANDS; b++) {
        for (size_t i = 0; i < n; i++) {
            row[i] = columns[i].band[b];
        }
        if (!paired || bands[b].of_difference) {
            put_figure(page, into, bands[b].key, row, n, one);
        }
    }
    return into;
}

static json_t *model_record(rk_page *page, const rk_fans *fans, size_t model, double *row)
{
    size_t n = page->reading->n_years;
    const rk_fan *fan = &fans->fan[model];
    json_t *years = record(page, fan->level, n, false, 0.0, row);
    json_t *run = record(page, &fan->level[n], 1, true, 0.0, row);
    if (model != page->reading->baseline) {
        rk_page_put(page, years, "difference", record(page, fan->paired, n, false, fans->factor, row));
        rk_page_put(page, run, "difference", record(page, &fan->paired[n], 1, true, fans->factor, row));
    }
    rk_page_put(page, years, "run", run);
    return years;
}

/* One metric of one scope, into each model's object. */
static rk_status add_metric(rk_page *page, const rk_page_metric *metric, int prefecture, size_t n_municipalities,
                            json_t *scope)
{
    const rk_reading *reading = page->reading;
    rk_fans fans = {0};
    double *row = calloc(reading->n_years + 1, sizeof *row);
    rk_status status =
        row == NULL ? RK_ERR_MEMORY
                    : rk_fans_read(reading, metric->name, prefecture, rk_page_factor(metric, n_municipalities, 1),
                                   rk_page_factor(metric, n_municipalities, reading->n_years), &fans);
    for (size_t m = 0; status == RK_OK && m < reading->n_models; m++) {
        json_t *model = json_object_get(scope, reading->model_key[m]);
        rk_page_put(page, model, metric->name, model_record(page, &fans, m, row));
    }
    rk_fans_free(reading, &fans);
    free(row);
    return status;
}

static size_t count_municipalities(const rk_reading *reading, int prefecture)
{
    size_t n = 0;
    for (size_t i = 0; i < reading->n_municipalities; i++) {
        n += prefecture < 0 || reading->municipality_prefecture[i] == reading->prefecture[prefecture];
    }
    return n;
}

/* Scopes: all municipalities, and each prefecture where there are several. */
static size_t n_scopes_of(const rk_reading *reading)
{
    return reading->n_prefectures > 1 ? reading->n_prefectures + 1 : 1;
}

static json_t *new_scope(rk_page *page)
{
    json_t *scope = json_object();
    for (size_t m = 0; m < page->reading->n_models; m++) {
        rk_page_put(page, scope, page->reading->model_key[m], json_object());
    }
    return scope;
}

/* One metric of all scopes. */
static rk_status add_scopes(rk_page *page, const rk_page_metric *metric, json_t *const *scopes)
{
    const rk_reading *reading = page->reading;
    char years[128], run[128];
    snprintf(years, sizeof years, "prefectural/%s", metric->name);
    snprintf(run, sizeof run, "prefectural/%s_horizon", metric->name);
    hid_t held[] = {rk_reading_hold(reading, years), rk_reading_hold(reading, run)};
    rk_status status = RK_OK;
    for (size_t s = 0; status == RK_OK && s < n_scopes_of(reading); s++) {
        int prefecture = s == 0 ? RK_ALL_PREFECTURES : (int)s - 1;
        status = add_metric(page, metric, prefecture, count_municipalities(reading, prefecture), scopes[s]);
    }
    rk_reading_let_go(held[0]);
    rk_reading_let_go(held[1]);
    return status;
}

rk_status rk_page_series(rk_page *page, json_t **series)
{
    const rk_reading *reading = page->reading;
    rk_page_metric metrics[RK_PAGE_METRICS_MAX];
    size_t n = rk_page_metrics_of(reading, metrics), n_scopes = n_scopes_of(reading);
    json_t **scopes = calloc(n_scopes, sizeof *scopes);
    rk_status status = scopes != NULL ? RK_OK : RK_ERR_MEMORY;
    *series = json_object();
    for (size_t s = 0; status == RK_OK && s < n_scopes; s++) {
        char key[16] = "all";
        if (s > 0) {
            snprintf(key, sizeof key, "%d", reading->prefecture[s - 1]);
        }
        scopes[s] = new_scope(page);
        rk_page_put(page, *series, key, scopes[s]);
    }
    for (size_t i = 0; status == RK_OK && !page->failed && i < n; i++) {
        if (metrics[i].series) {
            status = add_scopes(page, &metrics[i], scopes);
        }
    }
    free(scopes);
    return status;
}
