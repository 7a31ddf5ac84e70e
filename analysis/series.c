/* Numbers and texts of a results file, as hyperslabs of its datasets. */
#include "analysis/reading.h"

#include <renkei/heap.h>

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

/* An opened dataset that holds a box. */
typedef struct {
    const char *path;
    hid_t dataset, space;
    double scale;
} source;

static size_t size_of(const box *wanted)
{
    size_t n = 1;
    for (int i = 0; i < wanted->rank; i++) {
        n *= wanted->count[i];
    }
    return n;
}

static void close_source(source *from)
{
    if (from->space >= 0) {
        H5Sclose(from->space);
    }
    if (from->dataset >= 0) {
        H5Dclose(from->dataset);
    }
}

static rk_status open_source(const rk_reading *reading, const char *path, const box *wanted, source *from)
{
    hsize_t size[RANK_MAX] = {0};
    *from = (source){.path = path, .dataset = -1, .space = -1};
    from->dataset = rk_reading_has(reading, path) ? H5Dopen2(reading->file, path, H5P_DEFAULT) : -1;
    if (from->dataset < 0) {
        rk_reading_fail(reading->path, "the dataset %s is missing", path);
        return RK_ERR_RESULTS_READ;
    }
    from->space = H5Dget_space(from->dataset);
    bool fits = from->space >= 0 && H5Sget_simple_extent_ndims(from->space) == wanted->rank &&
                H5Sget_simple_extent_dims(from->space, size, NULL) >= 0;
    for (int i = 0; fits && i < wanted->rank; i++) {
        fits = wanted->start[i] + wanted->count[i] <= size[i];
    }
    if (!fits) {
        rk_reading_fail(reading->path, "the dataset %s does not have the size that its axes say", path);
        close_source(from);
        return RK_ERR_RESULTS_READ;
    }
    from->scale = scale_of(from->dataset);
    return RK_OK;
}

/* Read a box as the doubles that are stored. What is counted in fixed point is added up before it is scaled, so that
 * equal sums stay equal. */
static rk_status read_piece(const rk_reading *reading, const source *from, const box *wanted, double *values)
{
    /* Of the shape of the box: in any other HDF5 goes through the numbers of a chunk one by one. */
    hid_t memory = H5Screate_simple(wanted->rank, wanted->count, NULL);
    bool whole = memory >= 0 &&
                 H5Sselect_hyperslab(from->space, H5S_SELECT_SET, wanted->start, NULL, wanted->count, NULL) >= 0 &&
                 H5Dread(from->dataset, H5T_NATIVE_DOUBLE, memory, from->space, H5P_DEFAULT, values) >= 0;
    if (memory >= 0) {
        H5Sclose(memory);
    }
    if (!whole) {
        rk_reading_fail(reading->path, "the numbers of %s are damaged", from->path);
        return RK_ERR_RESULTS_READ;
    }
    return RK_OK;
}

static void scale_all(double *values, size_t n, double scale)
{
    for (size_t i = 0; scale != 1.0 && i < n; i++) {
        values[i] *= scale;
    }
}

static rk_status read_stored(const rk_reading *reading, const char *path, const box *wanted, double **values,
                             double *scale)
{
    source from;
    *values = NULL;
    rk_status status = open_source(reading, path, wanted, &from);
    if (status != RK_OK) {
        return status;
    }
    size_t n = size_of(wanted);
    *values = malloc((n > 0 ? n : 1) * sizeof **values);
    status = *values != NULL ? read_piece(reading, &from, wanted, *values) : RK_ERR_MEMORY;
    *scale = from.scale;
    close_source(&from);
    if (status != RK_OK) {
        free(*values);
        *values = NULL;
    }
    return status;
}

static rk_status read_box(const rk_reading *reading, const char *path, const box *wanted, double **values)
{
    double scale = 1.0;
    rk_status status = read_stored(reading, path, wanted, values, &scale);
    if (status == RK_OK) {
        scale_all(*values, size_of(wanted), scale);
    }
    return status;
}

/* The whole of a dataset as a box; rank 1 and n where it has another size, which is told when it is opened. */
static box whole_of(const rk_reading *reading, const char *path, size_t n)
{
    box all = {.rank = 1, .count = {n}}, found = {.rank = 0};
    hid_t dataset = rk_reading_has(reading, path) ? H5Dopen2(reading->file, path, H5P_DEFAULT) : -1;
    hid_t space = dataset >= 0 ? H5Dget_space(dataset) : -1;
    found.rank = space >= 0 ? H5Sget_simple_extent_ndims(space) : 0;
    bool fits = found.rank >= 1 && found.rank <= RANK_MAX && H5Sget_simple_extent_dims(space, found.count, NULL) >= 0 &&
                size_of(&found) == n;
    if (space >= 0) {
        H5Sclose(space);
    }
    if (dataset >= 0) {
        H5Dclose(dataset);
    }
    return fits ? found : all;
}

rk_status rk_read_numbers(const rk_reading *reading, const char *path, size_t n, double **values)
{
    box all = whole_of(reading, path, n);
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
                H5Tis_variable_str(stored) > 0 && *texts != NULL && rk_heap_holds_texts(reading->file, dataset, n);
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
    double scale = 1.0;
    rk_status status = read_stored(reading, path, &wanted, values, &scale);
    if (status == RK_OK) {
        add_prefectures(*values, n_prefectures, n);
        scale_all(*values, n, scale);
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
    double scale = 1.0;
    rk_status status = read_stored(reading, path, &wanted, values, &scale);
    if (status == RK_OK) {
        add_prefectures(*values, n_prefectures, n * reading->n_years);
        scale_all(*values, n * reading->n_years, scale);
    }
    return status;
}

/* ---- All models at once ---- */

static double **new_models(const rk_reading *reading, size_t n_each)
{
    double **values = calloc(reading->n_models, sizeof *values);
    for (size_t m = 0; values != NULL && m < reading->n_models; m++) {
        values[m] = calloc(n_each, sizeof *values[m]);
        if (values[m] == NULL) {
            rk_free_models(reading, values);
            return NULL;
        }
    }
    return values;
}

void rk_free_models(const rk_reading *reading, double **values)
{
    for (size_t m = 0; values != NULL && m < reading->n_models; m++) {
        free(values[m]);
    }
    free(values);
}

hid_t rk_reading_hold(const rk_reading *reading, const char *path)
{
    enum { SLOTS = 1009, BYTES = 128 << 20 };
    hid_t access = H5Pcreate(H5P_DATASET_ACCESS), held = -1;
    if (access >= 0 && H5Pset_chunk_cache(access, SLOTS, BYTES, H5D_CHUNK_CACHE_W0_DEFAULT) >= 0 &&
        rk_reading_has(reading, path)) {
        held =
            H5Dopen2(reading->file, path, access); /* HDF5 shares its pieces with all who open the dataset after it */
    }
    if (access >= 0) {
        H5Pclose(access);
    }
    return held;
}

void rk_reading_let_go(hid_t held)
{
    if (held >= 0) {
        H5Dclose(held);
    }
}

/* Replications that a piece of the file holds, or a number that keeps memory small. axis: that of replications. */
static size_t rows_at_once(const source *from, int axis, size_t n_replications)
{
    enum { ROWS = 1024 };
    hsize_t chunk[RANK_MAX] = {0};
    hid_t creation = H5Dget_create_plist(from->dataset);
    bool chunked = creation >= 0 && H5Pget_layout(creation) == H5D_CHUNKED &&
                   H5Pget_chunk(creation, RANK_MAX, chunk) > axis && chunk[axis] > 0 && chunk[axis] <= 65536;
    if (creation >= 0) {
        H5Pclose(creation);
    }
    size_t rows = chunked ? (size_t)chunk[axis] : ROWS;
    return rows < n_replications ? rows : n_replications;
}

/* Share of each prefecture in all municipalities, and 1 where the values of prefectures are added up. */
static double *weights_of(const rk_reading *reading, int prefecture)
{
    double *weight = calloc(reading->n_prefectures, sizeof *weight);
    for (size_t p = 0; weight != NULL && p < reading->n_prefectures; p++) {
        weight[p] = prefecture == RK_MEAN_PREFECTURE ? 0.0 : 1.0;
        for (size_t i = 0; prefecture == RK_MEAN_PREFECTURE && i < reading->n_municipalities; i++) {
            weight[p] += reading->municipality_prefecture[i] == reading->prefecture[p];
        }
        weight[p] /= prefecture == RK_MEAN_PREFECTURE ? (double)reading->n_municipalities : 1.0;
    }
    return weight;
}

/* Put together what a piece [model][prefecture][n_each] says of the prefectures, into values[model][first ...]. */
static void gather(const rk_reading *reading, const box *from, int prefecture, const double *weight, size_t n_each,
                   const double *piece, double **values, size_t first)
{
    for (size_t m = 0; m < reading->n_models; m++) {
        double *into = values[m] + first;
        for (size_t p = 0; p < from->count[1]; p++, piece += n_each) {
            for (size_t i = 0; i < n_each; i++) {
                into[i] = prefecture != RK_WORST_PREFECTURE ? into[i] + weight[p] * piece[i]
                          : p == 0 || piece[i] > into[i]    ? piece[i]
                                                            : into[i];
            }
        }
    }
}

/* A dataset [model][prefecture][replication] with n_inner numbers each (rank 4). */
static rk_status read_models(const rk_reading *reading, const char *path, int prefecture, int rank, double ***out)
{
    bool all = prefecture < 0;
    size_t n_inner = rank == 4 ? reading->n_years : 1, n = reading->n_replications;
    box wanted = {rank, {0}, {reading->n_models, all ? reading->n_prefectures : 1, n, n_inner}};
    wanted.start[1] = all ? 0 : (hsize_t)prefecture;
    source from;
    *out = NULL;
    rk_status status = open_source(reading, path, &wanted, &from);
    if (status != RK_OK) {
        return status;
    }
    size_t rows = rows_at_once(&from, 2, n), n_each = rows * n_inner;
    double **values = new_models(reading, n * n_inner);
    double *piece = malloc(reading->n_models * wanted.count[1] * n_each * sizeof *piece);
    double *weight = weights_of(reading, prefecture);
    status = values != NULL && piece != NULL && weight != NULL ? RK_OK : RK_ERR_MEMORY;
    for (size_t first = 0; status == RK_OK && first < n; first += rows) {
        wanted.start[2] = first;
        wanted.count[2] = n - first < rows ? n - first : rows;
        n_each = wanted.count[2] * n_inner;
        status = read_piece(reading, &from, &wanted, piece);
        if (status == RK_OK) {
            gather(reading, &wanted, prefecture, weight, n_each, piece, values, first * n_inner);
        }
    }
    for (size_t m = 0; status == RK_OK && m < reading->n_models; m++) {
        scale_all(values[m], n * n_inner, from.scale);
    }
    free(weight);
    free(piece);
    close_source(&from);
    if (status != RK_OK) {
        rk_free_models(reading, values);
        values = NULL;
    }
    *out = values;
    return status;
}

rk_status rk_read_horizon_models(const rk_reading *reading, const char *metric, int prefecture, double ***values)
{
    char path[128];
    (void)snprintf(path, sizeof path, "prefectural/%s_horizon", metric);
    return read_models(reading, path, prefecture, 3, values);
}

rk_status rk_read_years_models(const rk_reading *reading, const char *metric, int prefecture, double ***values)
{
    char path[128];
    (void)snprintf(path, sizeof path, "prefectural/%s", metric);
    return read_models(reading, path, prefecture, 4, values);
}

/* ---- Per municipality ---- */

rk_status rk_read_municipal(const rk_reading *reading, const char *group, const char *dataset, size_t model,
                            double **values)
{
    char path[192];
    bool monthly = strcmp(group, "monthly") == 0, yearly = strcmp(group, "municipal") == 0;
    box times = {3, {model, 0, 0}, {1, reading->n_years * (monthly ? 12 : 1), reading->n_municipalities}};
    box horizon = {2, {model, 0}, {1, reading->n_municipalities}};
    (void)snprintf(path, sizeof path, "%s/%s", group, dataset);
    return read_box(reading, path, monthly || yearly ? &times : &horizon, values);
}

/* ---- Players of coalitions ---- */

rk_status rk_read_players(const rk_reading *reading, const char *metric, size_t model, size_t n_players,
                          double **values)
{
    char path[128];
    box wanted = {3, {model, 0, 0}, {1, reading->n_replications, n_players}};
    (void)snprintf(path, sizeof path, "coalitions/%s", metric);
    return read_box(reading, path, &wanted, values);
}

static void add_members(const double *piece, const box *from, const bool *member, double **sums)
{
    for (size_t m = 0; m < from->count[0]; m++) {
        for (size_t row = 0; row < from->count[1]; row++) {
            for (size_t p = 0; p < from->count[2]; p++) {
                sums[m][from->start[1] + row] += member[m * from->count[2] + p] ? *piece : 0.0;
                piece++;
            }
        }
    }
}

rk_status rk_read_player_sums(const rk_reading *reading, const char *metric, size_t n_players, const bool *member,
                              double ***out)
{
    char path[128];
    size_t n = reading->n_replications;
    box wanted = {3, {0}, {reading->n_models, n, n_players}};
    source from;
    *out = NULL;
    (void)snprintf(path, sizeof path, "coalitions/%s", metric);
    rk_status status = open_source(reading, path, &wanted, &from);
    if (status != RK_OK) {
        return status;
    }
    size_t rows = rows_at_once(&from, 1, n);
    double **sums = new_models(reading, n), *piece = malloc(reading->n_models * rows * n_players * sizeof *piece);
    status = sums != NULL && piece != NULL ? RK_OK : RK_ERR_MEMORY;
    for (size_t first = 0; status == RK_OK && first < n; first += rows) {
        wanted.start[1] = first;
        wanted.count[1] = n - first < rows ? n - first : rows;
        status = read_piece(reading, &from, &wanted, piece);
        if (status == RK_OK) {
            add_members(piece, &wanted, member, sums);
        }
    }
    for (size_t m = 0; status == RK_OK && m < reading->n_models; m++) {
        scale_all(sums[m], n, from.scale);
    }
    free(piece);
    close_source(&from);
    if (status != RK_OK) {
        rk_free_models(reading, sums);
        sums = NULL;
    }
    *out = sums;
    return status;
}

rk_status rk_read_assumptions(const rk_reading *reading, double **values)
{
    box wanted = {2, {0, 0}, {reading->n_blocks, reading->n_parameters}};
    return read_box(reading, "assumptions/value", &wanted, values);
}
