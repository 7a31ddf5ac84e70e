/* What is told of each municipality: maps, heat maps, differences. */
#include "analysis/blocks.h"
#include "analysis/page_impl.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Entries of a record, in the file METRIC_NAME of group municipal or horizon. all: of metrics without quantiles too. */
typedef struct {
    const char *name;
    bool quantile, chance, paired, years, years_mean, run, all;
    double most; /* whole number that the largest value may be coded as */
} entry;

static const entry entries[] = {
    {.name = "mean", .years = true, .years_mean = true, .run = true, .all = true, .most = 9999},
    {.name = "error", .run = true, .most = 999},
    {.name = "p10", .quantile = true, .years = true, .run = true, .most = 9999},
    {.name = "p50", .quantile = true, .run = true, .most = 9999},
    {.name = "p90", .quantile = true, .years = true, .run = true, .most = 9999},
    {.name = "chance", .chance = true, .years = true, .years_mean = true, .run = true, .most = 999},
    {.name = "difference", .paired = true, .years = true, .years_mean = true, .run = true, .all = true, .most = 9999},
    {.name = "difference_error", .paired = true, .years = true, .run = true, .most = 999},
};
enum { N_ENTRIES = sizeof entries / sizeof entries[0] };

typedef struct {
    rk_page *page;
    const rk_page_metric *metric;
    size_t model;
    bool run;      /* over the whole run, else by fiscal year */
    double factor; /* half-width of an interval over its error */
} source;

static bool wanted(const source *from, const entry *one)
{
    const rk_page_metric *metric = from->metric;
    if ((!one->all && !metric->quantiles) || (one->chance && metric->chance.en == NULL) ||
        (one->paired && from->model == from->page->reading->baseline)) {
        return false;
    }
    return from->run ? one->run : from->page->detail == RK_DETAIL_YEARS ? one->years : one->years_mean;
}

/* Rows of one dataset, [1 or n_years][n_municipalities]; NULL with RK_OK: the file does not have it. */
static rk_status rows_of(const source *from, const char *name, double **values)
{
    char dataset[96], path[128];
    const char *group = from->run ? "horizon" : "municipal";
    snprintf(dataset, sizeof dataset, "%s_%s", from->metric->name, name);
    snprintf(path, sizeof path, "%s/%s", group, dataset);
    *values = NULL;
    if (!rk_reading_has(from->page->reading, path)) {
        return RK_OK;
    }
    return rk_read_municipal(from->page->reading, group, dataset, from->model, values);
}

/* Decimals with which the largest of the values is a whole number up to `most`, fewer where all end in noughts. */
static int decimals_of(const double *values, size_t n, double factor, double most)
{
    enum { MOST = 12 };
    double largest = 0.0;
    for (size_t i = 0; i < n; i++) {
        largest = fmax(largest, fabs(values[i] * factor)); /* NaN: none */
    }
    int decimals = largest > 0.0 ? (int)floor(log10(most / largest)) : 0;
    for (decimals = decimals < MOST ? decimals : MOST;; decimals--) {
        double coarser = pow(10.0, decimals - 1), scale = pow(10.0, decimals);
        for (size_t i = 0; i < n; i++) {
            double fine = round(values[i] * factor * scale), coarse = round(values[i] * factor * coarser);
            if (isfinite(fine) && fine != 10.0 * coarse) {
                return decimals;
            }
        }
        if (decimals <= -MOST) {
            return 0;
        }
    }
}

/* Are all whole numbers of a row the same? Then one stands for it; there are many, of noughts above all. */
static bool is_even(const source *from, const double *values, double factor)
{
    double first = round(values[0] * factor);
    for (size_t i = 0; i < from->page->reading->n_municipalities; i++) {
        if (round(values[i] * factor) != first) {
            return false;
        }
    }
    return true;
}

static json_t *whole_row(const source *from, const double *values, double factor)
{
    json_t *row = json_array();
    for (size_t i = 0; i < from->page->reading->n_municipalities; i++) {
        double whole = round(values[i] * factor);
        rk_page_add(from->page, row, isfinite(whole) ? json_integer((json_int_t)whole) : json_null());
    }
    return row;
}

static json_t *rows_json(const source *from, const entry *one, const double *values)
{
    const rk_reading *reading = from->page->reading;
    size_t n = reading->n_municipalities, n_rows = from->run ? 1 : reading->n_years;
    double factor = one->chance ? 1.0 : rk_page_factor(from->metric, 1, from->run ? reading->n_years : 1);
    int decimals = decimals_of(values, n * n_rows, factor, one->most);
    double scale = factor * pow(10.0, decimals);
    json_t *rows = json_array(), *object = json_object();
    for (size_t y = 0; !from->run && y < n_rows; y++) {
        const double *row = values + y * n;
        bool even = is_even(from, row, scale);
        rk_page_add(from->page, rows,
                    even ? json_integer((json_int_t)round(row[0] * scale)) : whole_row(from, row, scale));
    }
    rk_page_put(from->page, object, "decimals", json_integer(decimals));
    rk_page_put(from->page, object, "values", from->run ? whole_row(from, values, scale) : json_incref(rows));
    json_decref(rows);
    return object;
}

/* One letter a municipality: is its interval on one side of 0? */
static json_t *signs_row(const source *from, const double *difference, const double *error)
{
    size_t n = from->page->reading->n_municipalities;
    char *letters = calloc(n + 1, 1);
    for (size_t i = 0; letters != NULL && i < n; i++) {
        double half = from->factor * error[i];
        letters[i] = difference[i] == 0.0 && error[i] == 0.0 ? '='
                     : difference[i] + half < 0.0            ? '-'
                     : difference[i] - half > 0.0            ? '+'
                                                             : '0';
    }
    json_t *text = letters != NULL ? json_string(letters) : NULL;
    free(letters);
    return text;
}

static rk_status add_signs(const source *from, json_t *record)
{
    double *difference = NULL, *error = NULL;
    const rk_reading *reading = from->page->reading;
    rk_status status = rows_of(from, "difference", &difference);
    if (status == RK_OK) {
        status = rows_of(from, "difference_error", &error);
    }
    if (status == RK_OK && difference != NULL && error != NULL && from->run) {
        rk_page_put(from->page, record, "sign", signs_row(from, difference, error));
    } else if (status == RK_OK && difference != NULL && error != NULL) {
        json_t *rows = json_array();
        for (size_t y = 0; y < reading->n_years; y++) {
            size_t at = y * reading->n_municipalities;
            rk_page_add(from->page, rows, signs_row(from, difference + at, error + at));
        }
        rk_page_put(from->page, record, "sign", rows);
    }
    free(difference);
    free(error);
    return status;
}

/* Of metrics that are kept by fiscal year only: the mean over the years, in the place of the file's own figure. */
static rk_status mean_of_years(const source *from, const char *name, double **values)
{
    const rk_reading *reading = from->page->reading;
    source years = *from;
    years.run = false;
    size_t n = reading->n_municipalities;
    rk_status status = rows_of(&years, name, values);
    for (size_t y = 1; status == RK_OK && *values != NULL && y < reading->n_years; y++) {
        for (size_t i = 0; i < n; i++) {
            (*values)[i] += (*values)[y * n + i];
        }
    }
    return status;
}

static rk_status add_record(const source *from, json_t *into)
{
    rk_status status = RK_OK;
    json_t *record = json_object();
    for (size_t e = 0; status == RK_OK && e < N_ENTRIES; e++) {
        const entry *one = &entries[e];
        double *values = NULL;
        if (!wanted(from, one)) {
            continue;
        }
        bool sum = one->years_mean && !one->chance && from->run && !from->metric->quantiles;
        status = sum ? mean_of_years(from, one->name, &values) : rows_of(from, one->name, &values);
        if (status == RK_OK && values != NULL) {
            rk_page_put(from->page, record, one->name, rows_json(from, one, values));
        }
        free(values);
    }
    if (status == RK_OK && from->model != from->page->reading->baseline) {
        status = add_signs(from, record);
    }
    rk_page_put(from->page, into, from->run ? "run" : "years", record);
    return status;
}

static rk_status add_model(rk_page *page, size_t model, double factor, json_t *into)
{
    rk_page_metric metrics[RK_PAGE_METRICS_MAX];
    size_t n = rk_page_metrics_of(page->reading, metrics);
    rk_status status = RK_OK;
    for (size_t i = 0; status == RK_OK && i < n; i++) {
        source from = {.page = page, .metric = &metrics[i], .model = model, .factor = factor};
        json_t *both = json_object();
        if (metrics[i].places && page->detail != RK_DETAIL_RUN) {
            status = add_record(&from, both);
        }
        from.run = true;
        if (status == RK_OK && metrics[i].places) {
            status = add_record(&from, both);
        }
        if (metrics[i].places) {
            rk_page_put(page, into, metrics[i].name, both);
        } else {
            json_decref(both);
        }
    }
    return status;
}

rk_status rk_page_places(rk_page *page, json_t **places)
{
    static const char *const details[] = {"years", "years-mean", "run"};
    const rk_reading *reading = page->reading;
    double factor = rk_student_factor(reading->n_blocks, 0.95, reading->n_municipalities * (reading->n_models - 1));
    json_t *models = json_object();
    rk_status status = RK_OK;
    *places = json_object();
    for (size_t m = 0; status == RK_OK && m < reading->n_models; m++) {
        json_t *model = json_object();
        status = add_model(page, m, factor, model);
        rk_page_put(page, models, reading->model_key[m], model);
    }
    rk_page_put(page, *places, "detail", json_string(details[page->detail]));
    rk_page_put(page, *places, "factor", rk_page_number(factor, RK_PAGE_DIGITS));
    rk_page_put(page, *places, "models", models);
    return status;
}
