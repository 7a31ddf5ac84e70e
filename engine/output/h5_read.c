#include "output/h5_read.h"

#include "output/problem.h"

#include <renkei/heap.h>

#include <stdlib.h>
#include <string.h>

enum { TEXT_BYTES_MAX = 1 << 24 };

bool rk_h5_open(rk_h5 *h5, const char *path)
{
    *h5 = (rk_h5){.file = H5I_INVALID_HID,
                  .text_type = H5I_INVALID_HID,
                  .transfer = H5I_INVALID_HID,
                  .path = path,
                  .reading = true};
    (void)H5dont_atexit();
    (void)H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    (void)H5Pset_fclose_degree(access, H5F_CLOSE_STRONG);
    (void)H5Pset_file_locking(access, false, true);
    h5->file = H5Fopen(path, H5F_ACC_RDONLY, access);
    (void)H5Pclose(access);
    h5->text_type = H5Tcopy(H5T_C_S1);
    if (h5->file < 0 || h5->text_type < 0 || H5Tset_size(h5->text_type, H5T_VARIABLE) < 0 ||
        H5Tset_cset(h5->text_type, H5T_CSET_UTF8) < 0) {
        rk_h5_fail(h5);
    }
    return !h5->failed;
}

void rk_h5_damaged(rk_h5 *h5, const char *what)
{
    if (!h5->failed) {
        h5->failed = true;
        rk_problem_set(h5->path, what, "");
    }
}

static hid_t memory_type(rk_h5_type type)
{
    return type == RK_H5_INT32 ? H5T_NATIVE_INT32 : type == RK_H5_INT64 ? H5T_NATIVE_INT64 : H5T_NATIVE_DOUBLE;
}

static bool has(const rk_h5 *h5, const char *name)
{
    char path[128];
    for (const char *slash = strchr(name + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        (void)snprintf(path, sizeof path, "%.*s", (int)(slash - name), name);
        if (H5Lexists(h5->file, path, H5P_DEFAULT) <= 0) {
            return false;
        }
    }
    return H5Lexists(h5->file, name, H5P_DEFAULT) > 0;
}

hid_t rk_h5_dataset_open(rk_h5 *h5, const char *name)
{
    hid_t dataset = !h5->failed && has(h5, name) ? H5Dopen2(h5->file, name, H5P_DEFAULT) : H5I_INVALID_HID;
    if (dataset < 0) {
        char what[160];
        (void)snprintf(what, sizeof what, "it has no %s", name);
        rk_h5_damaged(h5, what);
    }
    return dataset;
}

/* The dimensions of a dataset, or rank 0. */
static int shape_of(hid_t dataset, hsize_t dims[RK_H5_RANK_MAX])
{
    hid_t space = H5Dget_space(dataset);
    int rank = space < 0 ? 0 : H5Sget_simple_extent_ndims(space);
    if (rank < 1 || rank > RK_H5_RANK_MAX || H5Sget_simple_extent_dims(space, dims, NULL) < 0) {
        rank = 0;
    }
    if (space >= 0) {
        (void)H5Sclose(space);
    }
    return rank;
}

void rk_h5_read(rk_h5 *h5, const char *name, rk_h5_type type, int rank, const size_t *dims, void *data)
{
    hsize_t found[RK_H5_RANK_MAX] = {0};
    hid_t dataset = rk_h5_dataset_open(h5, name);
    if (h5->failed) {
        return;
    }
    bool same = shape_of(dataset, found) == rank;
    for (int i = 0; i < rank; i++) {
        same = same && found[i] == dims[i];
    }
    if (!same) {
        char what[160];
        (void)snprintf(what, sizeof what, "its %s has another shape than this scenario gives", name);
        rk_h5_damaged(h5, what);
    } else if (H5Dread(dataset, memory_type(type), H5S_ALL, H5S_ALL, H5P_DEFAULT, data) < 0) {
        rk_h5_fail(h5);
    }
    (void)H5Dclose(dataset);
}

void rk_h5_read_part(rk_h5 *h5, hid_t dataset, rk_h5_type type, int rank, const hsize_t *offset, const hsize_t *count,
                     void *data)
{
    if (h5->failed) {
        return;
    }
    hid_t file = H5Dget_space(dataset), memory = H5Screate_simple(rank, count, NULL);
    if (file < 0 || memory < 0 || H5Sget_simple_extent_ndims(file) != rank ||
        H5Sselect_hyperslab(file, H5S_SELECT_SET, offset, NULL, count, NULL) < 0 || H5Sselect_valid(file) <= 0 ||
        H5Dread(dataset, memory_type(type), memory, file, H5P_DEFAULT, data) < 0) {
        rk_h5_fail(h5);
    }
    (void)H5Sclose(file);
    (void)H5Sclose(memory);
}

size_t rk_h5_length(rk_h5 *h5, const char *name, bool optional)
{
    hsize_t dims[RK_H5_RANK_MAX] = {0};
    if (h5->failed || (optional && !has(h5, name))) {
        return 0;
    }
    hid_t dataset = rk_h5_dataset_open(h5, name);
    if (h5->failed) {
        return 0;
    }
    int rank = shape_of(dataset, dims);
    (void)H5Dclose(dataset);
    if (rank != 1) {
        rk_h5_damaged(h5, "an axis of it is damaged");
    }
    return rank == 1 ? dims[0] : 0;
}

/* ---- Text ---- */

void rk_h5_texts_free(char **texts, size_t n)
{
    for (size_t i = 0; texts != NULL && i < n; i++) {
        H5free_memory(texts[i]);
    }
    free(texts);
}

char **rk_h5_texts(rk_h5 *h5, const char *name, size_t n)
{
    hsize_t dims[RK_H5_RANK_MAX] = {0};
    hid_t dataset = rk_h5_dataset_open(h5, name);
    if (h5->failed) {
        return NULL;
    }
    hid_t type = H5Dget_type(dataset);
    char **texts = calloc(n + 1, sizeof *texts);
    if (texts == NULL || H5Tis_variable_str(type) <= 0 || shape_of(dataset, dims) != 1 || dims[0] != n ||
        !rk_heap_holds_texts(h5->file, dataset, n) ||
        H5Dread(dataset, h5->text_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, texts) < 0) {
        rk_h5_damaged(h5, "a text of it is damaged");
    }
    for (size_t i = 0; i < n && !h5->failed; i++) {
        if (texts[i] == NULL) {
            rk_h5_damaged(h5, "a text of it is missing");
        }
    }
    (void)H5Tclose(type);
    (void)H5Dclose(dataset);
    if (h5->failed) {
        rk_h5_texts_free(texts, n);
        return NULL;
    }
    return texts;
}

/* ---- Attributes ---- */

static hid_t attribute_open(rk_h5 *h5, const char *group, const char *name)
{
    if (h5->failed || (strcmp(group, "/") != 0 && !has(h5, group)) ||
        H5Aexists_by_name(h5->file, group, name, H5P_DEFAULT) <= 0) {
        return H5I_INVALID_HID;
    }
    return H5Aopen_by_name(h5->file, group, name, H5P_DEFAULT, H5P_DEFAULT);
}

int64_t rk_h5_attribute_int(rk_h5 *h5, const char *group, const char *name)
{
    int64_t value = 0;
    hid_t attribute = attribute_open(h5, group, name);
    hid_t space = attribute >= 0 ? H5Aget_space(attribute) : H5I_INVALID_HID;
    if (space < 0 || H5Sget_simple_extent_npoints(space) != 1 || H5Aread(attribute, H5T_NATIVE_INT64, &value) < 0) {
        char what[160];
        (void)snprintf(what, sizeof what, "its attribute %s is missing", name);
        rk_h5_damaged(h5, what);
    }
    if (space >= 0) {
        (void)H5Sclose(space);
    }
    if (attribute >= 0) {
        (void)H5Aclose(attribute);
    }
    return value;
}

char *rk_h5_attribute_text(rk_h5 *h5, const char *group, const char *name)
{
    char *text = NULL;
    hid_t attribute = attribute_open(h5, group, name);
    if (attribute < 0) {
        return NULL;
    }
    hid_t type = H5Aget_type(attribute);
    size_t n = H5Tget_size(type);
    if (H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) == 0 && n < TEXT_BYTES_MAX) {
        text = calloc(1, n + 1);
        if (text != NULL && H5Aread(attribute, type, text) < 0) {
            free(text);
            text = NULL;
        }
    }
    (void)H5Tclose(type);
    (void)H5Aclose(attribute);
    return text;
}
