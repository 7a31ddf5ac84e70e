/* Opening a results file: what it is, its axes and labels. */
#include "analysis/reading.h"

#include "analysis/guard.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FORMAT_VERSION = 1 };

/* No axis of a file that renkei wrote is longer: replications are the longest. */
enum { AXIS_MAX = 100000000 };

static char problem[1024];

const char *rk_reading_problem(void)
{
    return problem;
}

void rk_reading_fail(const char *path, const char *format, ...)
{
    va_list arguments;
    int n = snprintf(problem, sizeof problem, "%s: ", path);
    va_start(arguments, format);
    if (n > 0 && (size_t)n < sizeof problem) {
        vsnprintf(problem + n, sizeof problem - (size_t)n, format, arguments);
    }
    va_end(arguments);
}

/* ---- Attributes of the root ---- */

static char *attribute_text(hid_t object, const char *name)
{
    char *text = NULL, *copy = NULL;
    hid_t attribute = H5Aexists(object, name) > 0 ? H5Aopen(object, name, H5P_DEFAULT) : -1;
    if (attribute < 0) {
        return NULL;
    }
    hid_t stored = H5Aget_type(attribute), type = H5Tcopy(H5T_C_S1);
    bool variable = H5Tis_variable_str(stored) > 0;
    if (variable && H5Tset_size(type, H5T_VARIABLE) >= 0 && H5Tset_cset(type, H5Tget_cset(stored)) >= 0 &&
        H5Aread(attribute, type, &text) >= 0) {
        copy = text != NULL ? strdup(text) : NULL;
        H5free_memory(text);
    } else if (!variable && H5Tget_class(stored) == H5T_STRING && H5Tget_size(stored) < 65536) {
        copy = calloc(1, H5Tget_size(stored) + 1);
        if (copy != NULL && H5Aread(attribute, stored, copy) < 0) {
            free(copy);
            copy = NULL;
        }
    }
    H5Tclose(type);
    H5Tclose(stored);
    H5Aclose(attribute);
    return copy;
}

static bool attribute_int(hid_t object, const char *name, int64_t *value)
{
    hid_t attribute = H5Aexists(object, name) > 0 ? H5Aopen(object, name, H5P_DEFAULT) : -1;
    hid_t space = attribute >= 0 ? H5Aget_space(attribute) : -1;
    bool read =
        space >= 0 && H5Sget_simple_extent_npoints(space) == 1 && H5Aread(attribute, H5T_NATIVE_INT64, value) >= 0;
    if (space >= 0) {
        H5Sclose(space);
    }
    if (attribute >= 0) {
        H5Aclose(attribute);
    }
    return read;
}

/* Is it ours, and of a format that we know? */
static rk_status check_kind(const rk_reading *reading)
{
    int64_t version = 0;
    char *kind = attribute_text(reading->file, "renkei_file_type");
    rk_status status = RK_ERR_RESULTS_READ;
    if (kind == NULL || strcmp(kind, "results") != 0) {
        rk_reading_fail(reading->path, "this HDF5 file is not one that `renkei run` wrote");
    } else if (!attribute_int(reading->file, "renkei_format_version", &version) || version != FORMAT_VERSION) {
        rk_reading_fail(reading->path,
                        "it has format version %lld; this renkei reads version %d: run the scenario again",
                        (long long)version, FORMAT_VERSION);
    } else {
        status = RK_OK;
    }
    free(kind);
    return status;
}

/* ---- Axes ---- */

rk_status rk_read_length(const rk_reading *reading, const char *name, size_t *n)
{
    hid_t dataset = rk_reading_has(reading, name) ? H5Dopen2(reading->file, name, H5P_DEFAULT) : -1;
    hid_t space = dataset >= 0 ? H5Dget_space(dataset) : -1;
    hssize_t points = space >= 0 && H5Sget_simple_extent_ndims(space) == 1 ? H5Sget_simple_extent_npoints(space) : -1;
    if (space >= 0) {
        H5Sclose(space);
    }
    if (dataset >= 0) {
        H5Dclose(dataset);
    }
    if (points < 1 || points > AXIS_MAX) {
        rk_reading_fail(reading->path, "the axis %s is missing, empty or damaged", name);
        return RK_ERR_RESULTS_READ;
    }
    *n = (size_t)points;
    return RK_OK;
}

/* Are these whole numbers from low to high? NaN is not. */
static rk_status check_whole(const rk_reading *reading, const char *name, size_t n, const double *values, double low,
                             double high)
{
    for (size_t i = 0; i < n; i++) {
        if (!(values[i] >= low && values[i] <= high && values[i] == floor(values[i]))) {
            rk_reading_fail(reading->path, "the axis %s is damaged: it holds %g", name, values[i]);
            return RK_ERR_RESULTS_READ;
        }
    }
    return RK_OK;
}

static rk_status whole_numbers(const rk_reading *reading, const char *name, size_t n, int32_t **values)
{
    double *numbers = NULL;
    rk_status status = rk_read_numbers(reading, name, n, &numbers);
    *values = calloc(n, sizeof **values);
    if (status == RK_OK && *values == NULL) {
        status = RK_ERR_MEMORY;
    }
    if (status == RK_OK) {
        status = check_whole(reading, name, n, numbers, 0.0, 99999.0);
    }
    for (size_t i = 0; status == RK_OK && i < n; i++) {
        (*values)[i] = (int32_t)numbers[i];
    }
    free(numbers);
    return status;
}

static rk_status read_axes(rk_reading *reading)
{
    const struct {
        const char *name;
        size_t *n;
    } axes[] = {
        {"model", &reading->n_models},
        {"municipality", &reading->n_municipalities},
        {"prefecture", &reading->n_prefectures},
        {"fiscal_year", &reading->n_years},
        {"replication", &reading->n_replications},
        {"block", &reading->n_blocks},
        {"parameter", &reading->n_parameters},
    };
    rk_status status = RK_OK;
    for (size_t i = 0; status == RK_OK && i < sizeof axes / sizeof axes[0]; i++) {
        status = rk_read_length(reading, axes[i].name, axes[i].n);
    }
    return status;
}

static rk_status read_labels(rk_reading *reading)
{
    const struct {
        const char *name;
        size_t n;
        char ***texts;
    } labels[] = {
        {"model", reading->n_models, &reading->model_key},
        {"model_title", reading->n_models, &reading->model_title},
        {"model_title_en", reading->n_models, &reading->model_title_en},
        {"municipality_name", reading->n_municipalities, &reading->municipality_name},
        {"municipality_name_en", reading->n_municipalities, &reading->municipality_name_en},
        {"prefecture_name", reading->n_prefectures, &reading->prefecture_name},
        {"prefecture_name_en", reading->n_prefectures, &reading->prefecture_name_en},
        {"parameter", reading->n_parameters, &reading->parameter},
        {"parameter_unit", reading->n_parameters, &reading->parameter_unit},
    };
    const struct {
        const char *name;
        size_t n;
        int32_t **values;
    } codes[] = {
        {"municipality", reading->n_municipalities, &reading->municipality},
        {"municipality_prefecture", reading->n_municipalities, &reading->municipality_prefecture},
        {"prefecture", reading->n_prefectures, &reading->prefecture},
        {"fiscal_year", reading->n_years, &reading->fiscal_year},
    };
    rk_status status = RK_OK;
    for (size_t i = 0; status == RK_OK && i < sizeof labels / sizeof labels[0]; i++) {
        status = rk_read_texts(reading, labels[i].name, labels[i].n, labels[i].texts);
    }
    for (size_t i = 0; status == RK_OK && i < sizeof codes / sizeof codes[0]; i++) {
        status = whole_numbers(reading, codes[i].name, codes[i].n, codes[i].values);
    }
    if (status == RK_OK && rk_reading_has(reading, "kind")) {
        status = rk_read_texts(reading, "kind", reading->n_municipalities, &reading->kind);
    }
    if (status == RK_OK) {
        status = rk_read_numbers(reading, "population", reading->n_municipalities, &reading->population);
    }
    if (status == RK_OK) {
        status = rk_read_numbers(reading, "latitude", reading->n_municipalities, &reading->latitude);
    }
    return status == RK_OK ? rk_read_numbers(reading, "longitude", reading->n_municipalities, &reading->longitude)
                           : status;
}

/* Every replication into its block, and no block without any: both axes grow. */
static bool fit_blocks(rk_reading *reading, const double *number, const double *block)
{
    size_t row = 0;
    bool seen[RK_RANDOMISATIONS] = {false};
    for (size_t i = 0; i < reading->n_replications; i++) {
        int64_t own = (int64_t)number[i] / (int64_t)reading->inner;
        row += i > 0 && row < reading->n_blocks && (int64_t)block[row] < own;
        if (row == reading->n_blocks || (int64_t)block[row] != own) {
            return false;
        }
        reading->replication[i] = (int64_t)number[i];
        reading->block_of[i] = row;
        reading->block_size[row] += 1.0;
        reading->randomisation[i] = (unsigned char)(own % RK_RANDOMISATIONS);
        reading->n_units += !seen[own % RK_RANDOMISATIONS];
        seen[own % RK_RANDOMISATIONS] = true;
    }
    return row + 1 == reading->n_blocks;
}

/* Which block each replication belongs to. */
static rk_status read_blocks(rk_reading *reading)
{
    double *number = NULL, *block = NULL;
    rk_status status = rk_read_numbers(reading, "replication", reading->n_replications, &number);
    if (status == RK_OK) {
        status = rk_read_numbers(reading, "block", reading->n_blocks, &block);
    }
    if (status == RK_OK) {
        status = check_whole(reading, "replication", reading->n_replications, number, 0.0, UINT32_MAX);
    }
    if (status == RK_OK) {
        status = check_whole(reading, "block", reading->n_blocks, block, 0.0, UINT32_MAX);
    }
    reading->replication = calloc(reading->n_replications, sizeof *reading->replication);
    reading->block_of = calloc(reading->n_replications, sizeof *reading->block_of);
    reading->block_size = calloc(reading->n_blocks, sizeof *reading->block_size);
    reading->randomisation = calloc(reading->n_replications, sizeof *reading->randomisation);
    if (status == RK_OK && (reading->replication == NULL || reading->block_of == NULL || reading->block_size == NULL ||
                            reading->randomisation == NULL)) {
        status = RK_ERR_MEMORY;
    }
    if (status == RK_OK && !fit_blocks(reading, number, block)) {
        rk_reading_fail(reading->path, "the axes replication and block do not fit together");
        status = RK_ERR_RESULTS_READ;
    }
    reading->n_units = reading->by_block ? reading->n_blocks : reading->n_units;
    free(number);
    free(block);
    return status;
}

static rk_status read_root(rk_reading *reading)
{
    int64_t partial = 0, asked = 0, inner = RK_INNER_MIN; /* where a file does not say */
    rk_status status = check_kind(reading);
    if (status != RK_OK) {
        return status;
    }
    reading->title = attribute_text(reading->file, "title");
    reading->title_en = attribute_text(reading->file, "title_en");
    if (reading->title_en == NULL && reading->title != NULL) {
        reading->title_en = strdup(reading->title);
    }
    char *baseline = attribute_text(reading->file, "baseline");
    char *unit = attribute_text(reading->file, "sampling_unit");
    reading->by_block = unit != NULL && strcmp(unit, "block") == 0;
    free(unit);
    reading->partial = attribute_int(reading->file, "partial", &partial) && partial != 0;
    (void)attribute_int(reading->file, "inner", &inner);
    if (inner < RK_INNER_MIN || inner > UINT32_MAX) {
        rk_reading_fail(reading->path, "its attribute inner is %lld; a block has %d replications or more",
                        (long long)inner, RK_INNER_MIN);
        status = RK_ERR_RESULTS_READ;
    }
    reading->inner = (size_t)inner;
    status = status == RK_OK ? read_axes(reading) : status;
    bool told = attribute_int(reading->file, "n_replications_asked", &asked) && asked > 0;
    reading->n_asked = told ? (size_t)asked : reading->n_replications;
    if (status == RK_OK) {
        status = read_labels(reading);
    }
    if (status == RK_OK) {
        status = rk_titles_tell_apart(reading, reading->model_title);
    }
    if (status == RK_OK) {
        status = rk_titles_tell_apart(reading, reading->model_title_en);
    }
    if (status == RK_OK) {
        reading->baseline = baseline != NULL ? rk_reading_model_find(reading, baseline) : reading->n_models;
        if (reading->baseline == reading->n_models || reading->title_en == NULL) {
            rk_reading_fail(reading->path, "its title or its baseline model is missing");
            status = RK_ERR_RESULTS_READ;
        }
    }
    free(baseline);
    return status == RK_OK ? read_blocks(reading) : status;
}

/* Opens and reads all labels; the guard runs it once in a process of its own. */
static rk_status open_plainly(const char *path, rk_reading **out)
{
    rk_reading *reading = calloc(1, sizeof *reading);
    rk_status status = RK_ERR_MEMORY;
    if (reading == NULL) {
        goto out;
    }
    reading->file = -1;
    reading->path = strdup(path);
    if (reading->path == NULL) {
        goto out;
    }
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    status = RK_ERR_RESULTS_READ;
    if (H5Fis_hdf5(path) <= 0) {
        rk_reading_fail(path, "this is no HDF5 file, or it is cut off at its beginning");
        goto out;
    }
    reading->file = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
    if (reading->file < 0) {
        rk_reading_fail(path,
                        "the HDF5 file cannot be opened: it is cut off or damaged, or another program writes to it");
        goto out;
    }
    status = read_root(reading);
out:
    if (status != RK_OK) {
        rk_reading_close(reading);
        reading = NULL;
    }
    *out = reading;
    return status;
}

rk_status rk_reading_open(const char *path, rk_reading **reading)
{
    *reading = NULL;
    problem[0] = '\0';
    if (access(path, R_OK) != 0) {
        rk_reading_fail(path, "%m");
        return RK_ERR_RESULTS_READ;
    }
    if (!rk_guard_survives(path, open_plainly)) {
        rk_reading_fail(path, "the file is damaged");
        return RK_ERR_RESULTS_READ;
    }
    return open_plainly(path, reading);
}

void rk_reading_close(rk_reading *reading)
{
    if (reading == NULL) {
        return;
    }
    if (reading->file >= 0) {
        H5Fclose(reading->file);
    }
    rk_free_texts(reading->model_key, reading->n_models);
    rk_free_texts(reading->model_title, reading->n_models);
    rk_free_texts(reading->model_title_en, reading->n_models);
    rk_free_texts(reading->municipality_name, reading->n_municipalities);
    rk_free_texts(reading->municipality_name_en, reading->n_municipalities);
    rk_free_texts(reading->kind, reading->n_municipalities);
    rk_free_texts(reading->prefecture_name, reading->n_prefectures);
    rk_free_texts(reading->prefecture_name_en, reading->n_prefectures);
    rk_free_texts(reading->parameter, reading->n_parameters);
    rk_free_texts(reading->parameter_unit, reading->n_parameters);
    void *arrays[] = {reading->path,
                      reading->title,
                      reading->title_en,
                      reading->municipality,
                      reading->municipality_prefecture,
                      reading->prefecture,
                      reading->fiscal_year,
                      reading->population,
                      reading->latitude,
                      reading->longitude,
                      reading->replication,
                      reading->block_of,
                      reading->block_size,
                      reading->randomisation};
    for (size_t i = 0; i < sizeof arrays / sizeof arrays[0]; i++) {
        free(arrays[i]);
    }
    free(reading);
}

/* ---- Provenance ---- */

char *rk_read_provenance(const rk_reading *reading, const char *name)
{
    hid_t group = rk_reading_has(reading, "provenance") ? H5Gopen2(reading->file, "provenance", H5P_DEFAULT) : -1;
    char *text = group >= 0 ? attribute_text(group, name) : NULL;
    if (group >= 0) {
        H5Gclose(group);
    }
    return text;
}

bool rk_read_provenance_number(const rk_reading *reading, const char *name, int64_t *number)
{
    hid_t group = rk_reading_has(reading, "provenance") ? H5Gopen2(reading->file, "provenance", H5P_DEFAULT) : -1;
    bool read = group >= 0 && attribute_int(group, name, number);
    if (group >= 0) {
        H5Gclose(group);
    }
    return read;
}

char *rk_read_value(const rk_reading *reading, const char *key, const char *of)
{
    char path[64], *found = NULL, **keys = NULL, **texts = NULL;
    size_t n = 0;
    (void)snprintf(path, sizeof path, "provenance/values/%s", of);
    if (rk_read_length(reading, "provenance/values/key", &n) == RK_OK &&
        rk_read_texts(reading, "provenance/values/key", n, &keys) == RK_OK &&
        rk_read_texts(reading, path, n, &texts) == RK_OK) {
        for (size_t i = 0; found == NULL && i < n; i++) {
            found = strcmp(keys[i], key) == 0 ? strdup(texts[i]) : NULL;
        }
    }
    rk_free_texts(keys, n);
    rk_free_texts(texts, n);
    return found;
}

/* ---- What it says of itself ---- */

const char *rk_reading_path(const rk_reading *reading)
{
    return reading->path;
}

const char *rk_reading_title(const rk_reading *reading, bool english)
{
    return english ? reading->title_en : reading->title;
}

bool rk_reading_is_partial(const rk_reading *reading)
{
    return reading->partial;
}

size_t rk_reading_n_models(const rk_reading *reading)
{
    return reading->n_models;
}

size_t rk_reading_baseline(const rk_reading *reading)
{
    return reading->baseline;
}

const char *rk_reading_model_key(const rk_reading *reading, size_t model)
{
    return reading->model_key[model];
}

const char *rk_reading_model_title(const rk_reading *reading, size_t model, bool english)
{
    return english ? reading->model_title_en[model] : reading->model_title[model];
}

size_t rk_reading_model_find(const rk_reading *reading, const char *key)
{
    size_t model = 0;
    while (model < reading->n_models && strcmp(reading->model_key[model], key) != 0) {
        model++;
    }
    return model;
}

size_t rk_reading_n_municipalities(const rk_reading *reading)
{
    return reading->n_municipalities;
}

size_t rk_reading_n_prefectures(const rk_reading *reading)
{
    return reading->n_prefectures;
}

size_t rk_reading_n_years(const rk_reading *reading)
{
    return reading->n_years;
}

int rk_reading_first_year(const rk_reading *reading)
{
    return reading->fiscal_year[0];
}

size_t rk_reading_n_replications(const rk_reading *reading)
{
    return reading->n_replications;
}
