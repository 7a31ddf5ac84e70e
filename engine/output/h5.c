#include "output/h5.h"

#include "output/pack.h"
#include "output/problem.h"

#include <hdf5_hl.h>
#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

/* Smaller datasets are not worth a chunk and its index. */
enum { PACK_FROM_BYTES = 4096, TRANSFER_BYTES = 16384, ARRAY_CHUNK_BYTES = 1 << 16, LITTLE_CACHE_BYTES = 1 << 16 };

/* ---- Failures ---- */

static herr_t keep_innermost(unsigned n, const H5E_error2_t *error, void *reason)
{
    if (n == 0) {
        *(char **)reason = strdup(error->desc);
    }
    return 0;
}

/* The system's own words, where the innermost description holds them: ... error message = 'No space left on device',
 * ... */
static void shorten(char *reason)
{
    static const char before[] = "error message = '";
    char *found = strstr(reason, before);
    if (found != NULL) {
        memmove(reason, found + strlen(before), strlen(found + strlen(before)) + 1);
        reason[strcspn(reason, "'")] = '\0';
    }
}

void rk_h5_fail(rk_h5 *h5)
{
    if (h5->failed) {
        return;
    }
    char *reason = NULL;
    h5->failed = true;
    (void)H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_innermost, &reason);
    if (reason != NULL) {
        shorten(reason);
    }
    rk_problem_set(h5->path, h5->reading ? "could not be read" : "could not be written", reason != NULL ? reason : "");
    free(reason);
}

void rk_h5_fail_memory(rk_h5 *h5)
{
    if (!h5->failed) {
        h5->failed = true;
        rk_problem_set(h5->path, h5->reading ? "could not be read" : "could not be written", "out of memory");
    }
}

static hid_t id_of(rk_h5 *h5, hid_t id)
{
    if (id < 0) {
        rk_h5_fail(h5);
    }
    return id;
}

static void check(rk_h5 *h5, herr_t result)
{
    if (result < 0) {
        rk_h5_fail(h5);
    }
}

/* ---- Files and groups ---- */

/* Order of creation is what netCDF-4 wants of groups and attributes; times would make equal runs differ. */
static hid_t creation_list(rk_h5 *h5, hid_t class)
{
    const unsigned order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
    hid_t list = id_of(h5, H5Pcreate(class));
    check(h5, H5Pset_attr_creation_order(list, order));
    check(h5, H5Pset_obj_track_times(list, false));
    if (class != H5P_DATASET_CREATE) {
        check(h5, H5Pset_link_creation_order(list, order));
    }
    return list;
}

bool rk_h5_create(rk_h5 *h5, const char *path, const char *name)
{
    *h5 = (rk_h5){.file = H5I_INVALID_HID,
                  .text_type = H5I_INVALID_HID,
                  .transfer = H5I_INVALID_HID,
                  .path = name,
                  .n_threads = omp_get_max_threads()};
    /* A file that could not be closed, on a full disk, must not be flushed once more when the program ends. */
    (void)H5dont_atexit();
    (void)H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    h5->text_type = id_of(h5, H5Tcopy(H5T_C_S1));
    check(h5, H5Tset_size(h5->text_type, H5T_VARIABLE));
    check(h5, H5Tset_cset(h5->text_type, H5T_CSET_UTF8));
    h5->transfer = id_of(h5, H5Pcreate(H5P_DATASET_XFER));
    check(h5, H5Pset_buffer(h5->transfer, TRANSFER_BYTES, NULL, NULL));
    hid_t access = id_of(h5, H5Pcreate(H5P_FILE_ACCESS));
    check(h5, H5Pset_libver_bounds(access, H5F_LIBVER_V110, H5F_LIBVER_V110));
    check(h5, H5Pset_fclose_degree(access, H5F_CLOSE_STRONG));
    check(h5, H5Pset_file_locking(access, false, true)); /* results.c holds a lock of its own */
    check(h5, H5Pset_cache(access, 0, 0, 0, 0));         /* whole chunks go past a dataset's cache, which has a table */
    hid_t creation = creation_list(h5, H5P_FILE_CREATE);
    if (!h5->failed) {
        h5->file = id_of(h5, H5Fcreate(path, H5F_ACC_TRUNC, creation, access));
    }
    (void)H5Pclose(access);
    (void)H5Pclose(creation);
    return !h5->failed;
}

void rk_h5_cache(rk_h5 *h5, bool little)
{
    if (h5->failed) {
        return;
    }
    H5AC_cache_config_t cache = {.version = H5AC__CURR_CACHE_CONFIG_VERSION};
    hid_t access = id_of(h5, H5Pcreate(H5P_FILE_ACCESS));
    check(h5, H5Pget_mdc_config(access, &cache));
    if (little) {
        cache.set_initial_size = true;
        cache.initial_size = cache.min_size = cache.max_size = LITTLE_CACHE_BYTES;
        cache.incr_mode = H5C_incr__off;
        cache.flash_incr_mode = H5C_flash_incr__off;
        cache.decr_mode = H5C_decr__off;
    }
    check(h5, H5Fset_mdc_config(h5->file, &cache));
    (void)H5Pclose(access);
}

bool rk_h5_close(rk_h5 *h5)
{
    if (h5->file >= 0) {
        check(h5, H5Fclose(h5->file));
        (void)H5garbage_collect(); /* what HDF5 keeps of it for the next file */
    }
    if (h5->text_type >= 0) {
        (void)H5Tclose(h5->text_type);
    }
    if (h5->transfer >= 0) {
        (void)H5Pclose(h5->transfer);
    }
    free(h5->uses);
    h5->uses = NULL;
    h5->n_uses = h5->uses_capacity = 0;
    h5->file = h5->text_type = h5->transfer = H5I_INVALID_HID;
    return !h5->failed;
}

hid_t rk_h5_group(rk_h5 *h5, hid_t parent, const char *name)
{
    if (h5->failed) {
        return H5I_INVALID_HID;
    }
    hid_t creation = creation_list(h5, H5P_GROUP_CREATE);
    hid_t group = id_of(h5, H5Gcreate2(parent, name, H5P_DEFAULT, creation, H5P_DEFAULT));
    (void)H5Pclose(creation);
    return group;
}

void rk_h5_group_close(rk_h5 *h5, hid_t group)
{
    if (!h5->failed) {
        check(h5, H5Gclose(group));
    }
}

/* ---- Attributes ---- */

static void write_attribute(rk_h5 *h5, hid_t object, const char *name, hid_t file_type, hid_t type, const void *value)
{
    if (h5->failed) {
        return;
    }
    hid_t space = id_of(h5, H5Screate(H5S_SCALAR));
    hid_t attribute = id_of(h5, H5Acreate2(object, name, file_type, space, H5P_DEFAULT, H5P_DEFAULT));
    if (!h5->failed) {
        check(h5, H5Awrite(attribute, type, value));
        check(h5, H5Aclose(attribute));
    }
    (void)H5Sclose(space);
}

/* Of fixed length, which every reader knows how to show; marked as UTF-8, or Japanese would be read as Latin. */
void rk_h5_text(rk_h5 *h5, hid_t object, const char *name, const char *value)
{
    size_t n_bytes = strlen(value);
    hid_t type = id_of(h5, H5Tcopy(H5T_C_S1));
    check(h5, H5Tset_cset(type, H5T_CSET_UTF8));
    check(h5, H5Tset_size(type, n_bytes > 0 ? n_bytes : 1));
    write_attribute(h5, object, name, type, type, value);
    (void)H5Tclose(type);
}

void rk_h5_int(rk_h5 *h5, hid_t object, const char *name, int64_t value)
{
    hid_t type = value >= INT32_MIN && value <= INT32_MAX ? H5T_STD_I32LE : H5T_STD_I64LE;
    write_attribute(h5, object, name, type, H5T_NATIVE_INT64, &value);
}

static void number_attribute(rk_h5 *h5, hid_t object, const char *name, double value)
{
    write_attribute(h5, object, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, &value);
}

/* ---- Datasets ---- */

size_t rk_h5_size(rk_h5_type type)
{
    return type == RK_H5_INT32 ? sizeof(int32_t) : type == RK_H5_TEXT ? sizeof(char *) : sizeof(int64_t);
}

static hid_t file_type(const rk_h5 *h5, rk_h5_type type)
{
    switch (type) {
    case RK_H5_INT32:
        return H5T_STD_I32LE;
    case RK_H5_INT64:
        return H5T_STD_I64LE;
    case RK_H5_DOUBLE:
        return H5T_IEEE_F64LE;
    default:
        return h5->text_type;
    }
}

static hid_t memory_type(const rk_h5 *h5, rk_h5_type type)
{
    switch (type) {
    case RK_H5_INT32:
        return H5T_NATIVE_INT32;
    case RK_H5_INT64:
        return H5T_NATIVE_INT64;
    case RK_H5_DOUBLE:
        return H5T_NATIVE_DOUBLE;
    default:
        return h5->text_type;
    }
}

static void describe(rk_h5 *h5, hid_t dataset, const rk_about *about, rk_h5_type type)
{
    rk_h5_text(h5, dataset, "units", about->units);
    rk_h5_text(h5, dataset, "long_name", about->long_name);
    rk_h5_text(h5, dataset, "long_name_ja", about->long_name_ja);
    if (about->scale > 1) {
        number_attribute(h5, dataset, "scale_factor", 1.0 / about->scale);
    }
    if (type == RK_H5_DOUBLE) {
        number_attribute(h5, dataset, "_FillValue", (double)NAN);
    }
}

/* chunk is NULL for a contiguous dataset. */
static hid_t create_dataset(rk_h5 *h5, hid_t group, const rk_about *about, rk_h5_type type, int rank,
                            const hsize_t *dims, const hsize_t *largest, const hsize_t *chunk)
{
    if (h5->failed) {
        return H5I_INVALID_HID;
    }
    const double none = (double)NAN;
    hid_t creation = creation_list(h5, H5P_DATASET_CREATE);
    if (type == RK_H5_DOUBLE) {
        check(h5, H5Pset_fill_value(creation, H5T_NATIVE_DOUBLE, &none));
    }
    if (chunk != NULL) {
        check(h5, H5Pset_chunk(creation, rank, chunk));
        check(h5, H5Pset_shuffle(creation));
        check(h5, H5Pset_deflate(creation, 1));
    }
    hid_t space = id_of(h5, H5Screate_simple(rank, dims, largest));
    hid_t dataset =
        id_of(h5, H5Dcreate2(group, about->name, file_type(h5, type), space, H5P_DEFAULT, creation, H5P_DEFAULT));
    (void)H5Sclose(space);
    (void)H5Pclose(creation);
    describe(h5, dataset, about, type);
    return dataset;
}

void rk_h5_dataset_close(rk_h5 *h5, hid_t dataset)
{
    if (!h5->failed) {
        rk_h5_label_end(h5, dataset);
        check(h5, H5Dclose(dataset));
    }
}

static void write_whole(rk_h5 *h5, hid_t dataset, rk_h5_type type, const void *data)
{
    if (!h5->failed) {
        check(h5, H5Dwrite(dataset, memory_type(h5, type), H5S_ALL, H5S_ALL, h5->transfer, data));
    }
}

rk_axis rk_h5_axis(rk_h5 *h5, hid_t group, const rk_about *about, rk_h5_type type, size_t n, const void *data)
{
    rk_axis axis = {.n = n};
    axis.scale = create_dataset(h5, group, about, type, 1, &axis.n, NULL, NULL);
    write_whole(h5, axis.scale, type, data);
    if (!h5->failed) {
        check(h5, H5DSset_scale(axis.scale, about->name));
    }
    return axis;
}

void rk_h5_axis_close(rk_h5 *h5, const rk_axis *axis)
{
    rk_h5_dataset_close(h5, axis->scale);
}

static void pack_and_put(rk_h5 *h5, hid_t dataset, const hsize_t *offset, const void *data, size_t n_bytes,
                         size_t element)
{
    size_t n_packed;
    void *packed = rk_pack(data, n_bytes, element, &n_packed);
    rk_h5_put(h5, dataset, offset, packed, n_packed);
    free(packed);
}

/* A large table is packed in one chunk for each index of its first axis, the model. */
void rk_h5_table(rk_h5 *h5, hid_t group, const rk_about *about, rk_h5_type type, int rank, const rk_axis *const axes[],
                 const void *data)
{
    hsize_t dims[RK_H5_RANK_MAX] = {0};
    hsize_t chunk[RK_H5_RANK_MAX] = {0};
    size_t n_bytes = rk_h5_size(type);
    for (int i = 0; i < rank; i++) {
        dims[i] = axes[i]->n;
        chunk[i] = i == 0 && rank > 1 ? 1 : dims[i];
        n_bytes *= dims[i];
    }
    bool packs = type != RK_H5_TEXT && n_bytes >= PACK_FROM_BYTES;
    hid_t dataset = create_dataset(h5, group, about, type, rank, dims, NULL, packs ? chunk : NULL);
    rk_h5_label(h5, dataset, rank, axes);
    if (packs) {
        hsize_t offset[RK_H5_RANK_MAX] = {0};
        size_t n_chunks = dims[0] / chunk[0];
        for (; offset[0] < n_chunks && !h5->failed; offset[0]++) {
            const char *begin = (const char *)data + offset[0] * (n_bytes / n_chunks);
            pack_and_put(h5, dataset, offset, begin, n_bytes / n_chunks, rk_h5_size(type));
        }
    } else {
        write_whole(h5, dataset, type, data);
    }
    rk_h5_dataset_close(h5, dataset);
}

static bool is_zero(const char *data, size_t n_bytes)
{
    return n_bytes == 0 || (data[0] == 0 && memcmp(data, data + 1, n_bytes - 1) == 0);
}

/* Rows of an array, chunk by chunk. */
typedef struct {
    const char *data;
    size_t row_bytes, n_rows, chunk_rows, element;
} array_rows;

typedef struct {
    void *packed; /* NULL for zeros */
    size_t n_packed;
    bool lacks_memory;
} array_chunk;

/* The last chunk may be longer than the data. */
static array_chunk pack_rows(const array_rows *rows, size_t index)
{
    array_chunk chunk = {NULL, 0, false};
    size_t first = index * rows->chunk_rows, left = rows->n_rows - first;
    size_t n_bytes = (left < rows->chunk_rows ? left : rows->chunk_rows) * rows->row_bytes;
    const char *begin = rows->data + first * rows->row_bytes;
    if (index > 0 && is_zero(begin, n_bytes)) { /* one chunk at least: without any, h5diff compares nothing */
        return chunk;
    }
    char *whole = calloc(rows->chunk_rows, rows->row_bytes);
    if (whole != NULL) {
        memcpy(whole, begin, n_bytes);
        chunk.packed = rk_pack(whole, rows->chunk_rows * rows->row_bytes, rows->element, &chunk.n_packed);
    }
    free(whole);
    chunk.lacks_memory = chunk.packed == NULL;
    return chunk;
}

static void put_rows(rk_h5 *h5, hid_t dataset, const array_rows *rows)
{
    size_t n_chunks = (rows->n_rows + rows->chunk_rows - 1) / rows->chunk_rows;
    array_chunk *chunk = h5->failed ? NULL : calloc(n_chunks, sizeof *chunk);
    if (chunk == NULL) {
        rk_h5_fail_memory(h5);
        return;
    }
#pragma omp parallel for schedule(dynamic, 1) num_threads(h5->n_threads)
    for (size_t i = 0; i < n_chunks; i++) {
        chunk[i] = pack_rows(rows, i);
    }
    for (size_t i = 0; i < n_chunks; i++) {
        const hsize_t offset[RK_H5_RANK_MAX] = {i * rows->chunk_rows};
        if (chunk[i].packed != NULL || chunk[i].lacks_memory) {
            rk_h5_put(h5, dataset, offset, chunk[i].packed, chunk[i].n_packed);
        }
        free(chunk[i].packed);
    }
    free(chunk);
}

void rk_h5_array(rk_h5 *h5, hid_t group, const rk_about *about, const char *axes, rk_h5_type type, int rank,
                 const size_t *dims, const void *data)
{
    hsize_t shape[RK_H5_RANK_MAX] = {0};
    hsize_t chunk[RK_H5_RANK_MAX] = {0};
    array_rows rows = {.data = data, .row_bytes = rk_h5_size(type), .n_rows = dims[0], .element = rk_h5_size(type)};
    for (int i = 0; i < rank; i++) {
        chunk[i] = shape[i] = dims[i];
        rows.row_bytes *= i > 0 ? dims[i] : 1;
    }
    bool packs = rows.row_bytes * rows.n_rows >= PACK_FROM_BYTES;
    size_t fit = rows.row_bytes < ARRAY_CHUNK_BYTES ? ARRAY_CHUNK_BYTES / rows.row_bytes : 1;
    chunk[0] = rows.chunk_rows = fit < rows.n_rows ? fit : rows.n_rows;
    hid_t dataset = create_dataset(h5, group, about, type, rank, shape, NULL, packs ? chunk : NULL);
    rk_h5_text(h5, dataset, "axes", axes);
    if (packs) {
        put_rows(h5, dataset, &rows);
    } else {
        write_whole(h5, dataset, type, data);
    }
    rk_h5_dataset_close(h5, dataset);
}

hid_t rk_h5_growing(rk_h5 *h5, hid_t group, const rk_about *about, rk_h5_type type, int rank,
                    const rk_axis *const axes[], int row_axis, size_t chunk_rows)
{
    hsize_t dims[RK_H5_RANK_MAX] = {0};
    hsize_t largest[RK_H5_RANK_MAX] = {0};
    hsize_t chunk[RK_H5_RANK_MAX] = {0};
    for (int i = 0; i < rank; i++) {
        dims[i] = i == row_axis ? 0 : axes[i]->n;
        largest[i] = i == row_axis ? H5S_UNLIMITED : dims[i];
        chunk[i] = i == row_axis ? chunk_rows : dims[i];
    }
    hid_t dataset = create_dataset(h5, group, about, type, rank, dims, largest, chunk);
    if (axes[row_axis] != NULL) {
        rk_h5_label(h5, dataset, rank, axes);
    } else if (!h5->failed) {
        check(h5, H5DSset_scale(dataset, about->name));
    }
    return dataset;
}

void rk_h5_resize(rk_h5 *h5, hid_t dataset, const hsize_t *dims)
{
    if (!h5->failed) {
        check(h5, H5Dset_extent(dataset, dims));
    }
}

void rk_h5_put(rk_h5 *h5, hid_t dataset, const hsize_t *offset, const void *packed, size_t n_packed)
{
    if (h5->failed) {
        return;
    }
    if (packed == NULL) {
        rk_h5_fail_memory(h5);
        return;
    }
    check(h5, H5Dwrite_chunk(dataset, H5P_DEFAULT, 0, offset, n_packed, packed));
}
