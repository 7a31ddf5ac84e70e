#include "analysis/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Do the files fit together? ---- */

static bool same_number(const rk_reading *first, const rk_reading *other, const char *key)
{
    char *one = rk_read_value(first, key, "value"), *two = rk_read_value(other, key, "value");
    bool same = one == NULL || two == NULL || strcmp(one, two) == 0;
    free(one);
    free(two);
    return same;
}

static bool same_seed(const rk_reading *first, const rk_reading *other)
{
    char *one = rk_read_provenance(first, "seed"), *two = rk_read_provenance(other, "seed");
    bool same = one != NULL && two != NULL && strcmp(one, two) == 0;
    free(one);
    free(two);
    return same;
}

static bool same_replications(const rk_reading *first, const rk_reading *other)
{
    return first->n_replications == other->n_replications &&
           memcmp(first->replication, other->replication, first->n_replications * sizeof *first->replication) == 0;
}

static bool same_years(const rk_reading *first, const rk_reading *other)
{
    return first->n_years == other->n_years &&
           memcmp(first->fiscal_year, other->fiscal_year, first->n_years * sizeof *first->fiscal_year) == 0;
}

/* NULL, or why the files cannot be added up. */
static const char *misfit(const rk_reading *first, const rk_reading *other)
{
    return !same_years(first, other)          ? "covers other fiscal years than"
           : !same_seed(first, other)         ? "was run with another seed than"
           : !same_replications(first, other) ? "holds other replications than"
           : first->n_models != other->n_models ||
                   strcmp(first->model_key[first->baseline], other->model_key[other->baseline]) != 0
               ? "has other models, or another baseline, than"
           : first->by_block != other->by_block || first->inner != other->inner ? "draws its assumptions otherwise than"
           : !same_number(first, other, "parameters.prices.year") ? "counts in prices of another year than"
                                                                  : NULL;
}

static rk_status check_prefectures(const rk_reading *one, const rk_reading *other)
{
    for (size_t i = 0; i < one->n_prefectures; i++) {
        for (size_t j = 0; j < other->n_prefectures; j++) {
            if (one->prefecture[i] == other->prefecture[j]) {
                rk_reading_fail(other->path,
                                "%s is in %s too; files that are added up must be of different prefectures",
                                other->prefecture_name[j], one->path);
                return RK_ERR_OPTIONS;
            }
        }
    }
    return RK_OK;
}

static rk_status join(const rk_ledger *ledger, size_t index)
{
    const rk_reading *first = ledger->units, *other = ledger->readings[index];
    rk_status status = RK_OK;
    for (size_t i = 0; status == RK_OK && i < index; i++) {
        status = check_prefectures(ledger->readings[i], other);
    }
    const char *why = status == RK_OK ? misfit(first, other) : NULL;
    if (why != NULL) {
        rk_reading_fail(other->path, "it %s %s; run them alike to add them up", why, first->path);
        return RK_ERR_OPTIONS;
    }
    for (size_t m = 0; status == RK_OK && m < first->n_models; m++) {
        size_t found = rk_reading_model_find(other, first->model_key[m]);
        ledger->model_of[index * first->n_models + m] = found;
        if (found == other->n_models) {
            rk_reading_fail(other->path, "it has no model \"%s\", which %s has", first->model_key[m], first->path);
            return RK_ERR_OPTIONS;
        }
    }
    return status;
}

rk_status rk_ledger_open(const rk_reading *const *readings, size_t n_readings, rk_ledger *ledger)
{
    *ledger = (rk_ledger){.readings = readings, .n_readings = n_readings, .units = readings[0]};
    size_t n_models = readings[0]->n_models;
    ledger->model_of = calloc(n_readings * n_models, sizeof *ledger->model_of);
    rk_status status = ledger->model_of != NULL ? RK_OK : RK_ERR_MEMORY;
    for (size_t m = 0; status == RK_OK && m < n_models; m++) {
        ledger->model_of[m] = m;
    }
    for (size_t i = 0; status == RK_OK && i < n_readings; i++) {
        status = i > 0 ? join(ledger, i) : RK_OK;
        ledger->n_prefectures += readings[i]->n_prefectures;
        ledger->n_municipalities += readings[i]->n_municipalities;
    }
    if (status != RK_OK) {
        rk_ledger_close(ledger);
    }
    return status;
}

void rk_ledger_close(rk_ledger *ledger)
{
    free(ledger->model_of);
    ledger->model_of = NULL;
}

/* ---- Its numbers ---- */

static rk_status add_up(const rk_ledger *ledger, const char *metric, bool yearly, double ***values)
{
    rk_status (*read)(const rk_reading *, const char *, int, double ***) =
        yearly ? rk_read_years_models : rk_read_horizon_models;
    const rk_reading *first = ledger->units;
    rk_status status = read(first, metric, RK_ALL_PREFECTURES, values);
    size_t n = first->n_replications * (yearly ? first->n_years : 1);
    for (size_t i = 1; status == RK_OK && i < ledger->n_readings; i++) {
        double **more = NULL;
        status = read(ledger->readings[i], metric, RK_ALL_PREFECTURES, &more);
        for (size_t m = 0; status == RK_OK && m < first->n_models; m++) {
            const double *in = more[ledger->model_of[i * first->n_models + m]];
            for (size_t k = 0; k < n; k++) {
                (*values)[m][k] += in[k];
            }
        }
        rk_free_models(ledger->readings[i], more);
        if (status != RK_OK) {
            rk_free_models(first, *values);
            *values = NULL;
        }
    }
    return status;
}

rk_status rk_ledger_horizon(const rk_ledger *ledger, const char *metric, double ***values)
{
    return add_up(ledger, metric, false, values);
}

rk_status rk_ledger_years(const rk_ledger *ledger, const char *metric, double ***values)
{
    return add_up(ledger, metric, true, values);
}

rk_ledger_place rk_ledger_place_at(const rk_ledger *ledger, size_t index)
{
    rk_ledger_place place = {0};
    while (index >= ledger->readings[place.reading_index]->n_prefectures) {
        index -= ledger->readings[place.reading_index++]->n_prefectures;
    }
    place.reading = ledger->readings[place.reading_index];
    place.prefecture = (int)index;
    for (size_t i = 0; i < place.reading->n_municipalities; i++) {
        place.n_municipalities += place.reading->municipality_prefecture[i] == place.reading->prefecture[index];
    }
    return place;
}

rk_status rk_ledger_prefecture(const rk_ledger *ledger, const char *metric, rk_ledger_place place, double ***values)
{
    size_t n_models = ledger->units->n_models;
    double **read = NULL, **ordered = calloc(n_models, sizeof *ordered);
    rk_status status =
        ordered != NULL ? rk_read_horizon_models(place.reading, metric, place.prefecture, &read) : RK_ERR_MEMORY;
    *values = NULL;
    if (status != RK_OK) {
        free(ordered);
        return status;
    }
    for (size_t m = 0; m < n_models; m++) {
        ordered[m] = read[ledger->model_of[place.reading_index * n_models + m]];
    }
    free(read);
    *values = ordered;
    return RK_OK;
}

rk_status rk_ledger_municipal(const rk_ledger *ledger, const char *group, const char *dataset, size_t model,
                              double **values)
{
    size_t n_rows = strcmp(group, "municipal") == 0 ? ledger->units->n_years : 1, before = 0;
    rk_status status = RK_OK;
    *values = malloc(n_rows * ledger->n_municipalities * sizeof **values);
    status = *values != NULL ? RK_OK : RK_ERR_MEMORY;
    for (size_t i = 0; status == RK_OK && i < ledger->n_readings; i++) {
        const rk_reading *reading = ledger->readings[i];
        size_t n = reading->n_municipalities;
        double *read = NULL;
        status =
            rk_read_municipal(reading, group, dataset, ledger->model_of[i * ledger->units->n_models + model], &read);
        for (size_t row = 0; status == RK_OK && row < n_rows; row++) {
            memcpy(&(*values)[row * ledger->n_municipalities + before], &read[row * n], n * sizeof *read);
        }
        before += n;
        free(read);
    }
    if (status != RK_OK) {
        free(*values);
        *values = NULL;
    }
    return status;
}

double rk_ledger_number(const rk_ledger *ledger, const char *key, double otherwise)
{
    char *value = rk_read_value(ledger->units, key, "value"), *end = NULL;
    double number = value != NULL ? strtod(value, &end) : otherwise;
    number = value != NULL && end == value ? otherwise : number;
    free(value);
    return number;
}
