/* Numbers and texts of a results file, as hyperslabs of its datasets. */
#include "analysis/reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool rk_reading_has(const rk_reading *reading, const char *path)
{
    char part[256];
    for (const char *end = strchr(path, '/');; end = strchr(end + 1, '/')) {
        size_t n = end != NULL ? (size_t)(end - path) : strlen(path);
        if (n >= sizeof part) {
            return false;
        }
        memcpy(part, path, n);
        part[n] = '\0';
        if (H5Lexists(reading->file, part, H5P_DEFAULT) <= 0) {
            return false;
        }
        if (end == NULL) {
            return true;
        }
    }
}

static double scale_of(hid_t dataset)
{
    double scale = 1.0;
    if (H5Aexists(dataset, "scale_factor") > 0) {
        hid_t attribute = H5Aopen(dataset, "scale_factor", H5P_DEFAULT);
        hid_t space = attribute >= 0 ? H5Aget_space(attribute) : -1;
        if (space < 0 || H5Sget_simple_extent_npoints(space) != 1 ||
            H5Aread(attribute, H5T_NATIVE_DOUBLE, &scale) < 0) {
            scale = 1.0;
        }
        if (space >= 0) {
            H5Sclose(space);
        }
        if (attribute >= 0) {
            H5Aclose(attribute);
        }
    }
    return scale;
}

enum { RANK_MAX = 4 };

/* A box of a dataset: rank, and for each axis where it begins and how much of it. */
typedef struct {
    int rank;
    hsize_t start[RANK_MAX], count[RANK_MAX];
} box;

/* Read a box as doubles. whole: axes that must be as long as the box says. */
static rk_status read_box(const rk_reading *reading, const char *path, const box *wanted, double **values)
{
    rk_status status = RK_ERR_RESULTS_READ;
    hsize_t size[RANK_MAX] = {0}, n = 1;
    hid_t dataset = -1, space = -1, memory = -1;
    *values = NULL;
    for (int i = 0; i < wanted->rank; i++) {
        n *= wanted->count[i];
    }
    dataset = rk_reading_has(reading, path) ? H5Dopen2(reading->file, path, H5P_DEFAULT) : -1;
    if (dataset < 0) {
        rk_reading_fail(reading->path, "the dataset %s is missing", path);
        goto out;
    }
    space = H5Dget_space(dataset);
    bool fits = space >= 0 && H5Sget_simple_extent_ndims(space) == wanted->rank &&
                H5Sget_simple_extent_dims(space, size, NULL) >= 0;
    for (int i = 0; fits && i < wanted->rank; i++) {
        fits = wanted->start[i] + wanted->count[i] <= size[i];
    }
    if (!fits) {
        rk_reading_fail(reading->path, "the dataset %s does not have the size that its axes say", path);
        goto out;
    }
    *values = malloc((n > 0 ? n : 1) * sizeof **values);
    memory = H5Screate_simple(1, &n, NULL);
    if (*values == NULL || memory < 0) {
        status = RK_ERR_MEMORY;
        goto out;
    }
    if (H5Sselect_hyperslab(space, H5S_SELECT_SET, wanted->start, NULL, wanted->count, NULL) < 0 ||
        H5Dread(dataset, H5T_NATIVE_DOUBLE, memory, space, H5P_DEFAULT, *values) < 0) {
        rk_reading_fail(reading->path, "the numbers of %s are damaged", path);
        goto out;
    }
    double scale = scale_of(dataset);
    for (hsize_t i = 0; scale != 1.0 && i < n; i++) {
        (*values)[i] *= scale;
    }
    status = RK_OK;
out:
    if (memory >= 0) {
        H5Sclose(memory);
    }
    if (space >= 0) {
        H5Sclose(space);
    }
    if (dataset >= 0) {
        H5Dclose(dataset);
    }
    if (status != RK_OK) {
        free(*values);
        *values = NULL;
    }
    return status;
}

rk_status rk_read_numbers(const rk_reading *reading, const char *path, size_t n, double **values)
{
    box all = {.rank = 1, .count = {n}};
    return read_box(reading, path, &all, values);
}

rk_status rk_read_texts(const rk_reading *reading, const char *path, size_t n, char ***texts)
{
    rk_status status = RK_ERR_RESULTS_READ;
    hid_t dataset = rk_reading_has(reading, path) ? H5Dopen2(reading->file, path, H5P_DEFAULT) : -1;
    hid_t space = dataset >= 0 ? H5Dget_space(dataset) : -1, stored = dataset >= 0 ? H5Dget_type(dataset) : -1;
    hid_t type = H5Tcopy(H5T_C_S1);
    *texts = calloc(n, sizeof **texts);
    bool fits = space >= 0 && stored >= 0 && H5Sget_simple_extent_npoints(space) == (hssize_t)n &&
                H5Tis_variable_str(stored) > 0 && *texts != NULL;
    if (fits && H5Tset_size(type, H5T_VARIABLE) >= 0 && H5Tset_cset(type, H5Tget_cset(stored)) >= 0 &&
        H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, *texts) >= 0) {
        status = RK_OK;
    }
    for (size_t i = 0; status == RK_OK && i < n; i++) {
        status = (*texts)[i] != NULL ? RK_OK : RK_ERR_RESULTS_READ;
    }
    if (status != RK_OK) {
        rk_reading_fail(reading->path, "the texts of %s are missing or damaged", path);
        rk_free_texts(*texts, n);
        *texts = NULL;
    }
    H5Tclose(type);
    if (stored >= 0) {
        H5Tclose(stored);
    }
    if (space >= 0) {
        H5Sclose(space);
    }
    if (dataset >= 0) {
        H5Dclose(dataset);
    }
    return status;
}

void rk_free_texts(char **texts, size_t n)
{
    for (size_t i = 0; texts != NULL && i < n; i++) {
        H5free_memory(texts[i]);
    }
    free(texts);
}

/* Add up prefectures: rows of n_each numbers. */
static void add_prefectures(double *values, size_t n_prefectures, size_t n_each)
{
    for (size_t p = 1; p < n_prefectures; p++) {
        for (size_t i = 0; i < n_each; i++) {
            values[i] += values[p * n_each + i];
        }
    }
}

rk_status rk_read_horizon(const rk_reading *reading, const char *metric, size_t model, int prefecture, double **values)
{
    char path[128];
    bool all = prefecture == RK_ALL_PREFECTURES;
    size_t n = reading->n_replications, n_prefectures = all ? reading->n_prefectures : 1;
    box wanted = {3, {model, all ? 0 : (hsize_t)prefecture, 0}, {1, n_prefectures, n}};
    (void)snprintf(path, sizeof path, "prefectural/%s_horizon", metric);
    rk_status status = read_box(reading, path, &wanted, values);
    if (status == RK_OK) {
        add_prefectures(*values, n_prefectures, n);
    }
    return status;
}

rk_status rk_read_years(const rk_reading *reading, const char *metric, size_t model, int prefecture, double **values)
{
    char path[128];
    bool all = prefecture == RK_ALL_PREFECTURES;
    size_t n = reading->n_replications, n_prefectures = all ? reading->n_prefectures : 1;
    box wanted = {4, {model, all ? 0 : (hsize_t)prefecture, 0, 0}, {1, n_prefectures, n, reading->n_years}};
    (void)snprintf(path, sizeof path, "prefectural/%s", metric);
    rk_status status = read_box(reading, path, &wanted, values);
    if (status == RK_OK) {
        add_prefectures(*values, n_prefectures, n * reading->n_years);
    }
    return status;
}

rk_status rk_read_municipal(const rk_reading *reading, const char *group, const char *dataset, size_t model,
                            double **values)
{
    char path[192];
    bool yearly = strcmp(group, "municipal") == 0;
    box years = {3, {model, 0, 0}, {1, reading->n_years, reading->n_municipalities}};
    box horizon = {2, {model, 0}, {1, reading->n_municipalities}};
    (void)snprintf(path, sizeof path, "%s/%s", group, dataset);
    return read_box(reading, path, yearly ? &years : &horizon, values);
}

rk_status rk_read_assumptions(const rk_reading *reading, double **values)
{
    box wanted = {2, {0, 0}, {reading->n_blocks, reading->n_parameters}};
    return read_box(reading, "assumptions/value", &wanted, values);
}
