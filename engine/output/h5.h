/* The door to HDF5: what netCDF-4 wants of a file, and nothing more.
 *
 * The first failure is remembered (rk_results_problem) and everything after it does nothing, so that callers write a
 * file from top to bottom and look once, at the end. Nothing here may be called from a parallel region.
 */
#ifndef RK_OUTPUT_H5_H
#define RK_OUTPUT_H5_H

#include <hdf5.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
    hid_t file;
    hid_t text_type;  /* UTF-8 of variable length */
    hid_t transfer;   /* with a small buffer: HDF5 clears a megabyte for every text otherwise */
    const char *path; /* as problems name it */
    int n_threads;    /* that pack what is written: all of OpenMP's unless the caller sets another number */
    bool reading;     /* what problems say */
    bool failed;
    struct rk_h5_use *uses; /* [n_uses] which datasets lie along which scales; h5_scales.c */
    size_t n_uses, uses_capacity;
} rk_h5;

typedef enum { RK_H5_INT32, RK_H5_INT64, RK_H5_DOUBLE, RK_H5_TEXT } rk_h5_type;

/* Name and attributes of a dataset. */
typedef struct {
    const char *name, *units, *long_name, *long_name_ja;
    int scale; /* stored values are in 1/scale units; 0 or 1: in units */
} rk_about;

/* A dimension with its labels: a dimension scale. */
typedef struct {
    hid_t scale;
    hsize_t n;
} rk_axis;

enum { RK_H5_RANK_MAX = 4 };

/* path: the file; name: as problems call it. Both must outlive the record. Returns false when it failed. */
bool rk_h5_create(rk_h5 *h5, const char *path, const char *name);

/* How much memory HDF5 has for what describes the data. little: a fixed 64 KiB, which is enough for datasets that grow and
 * goes on being so; otherwise what HDF5 finds right, which spares writes while many small datasets are made. */
void rk_h5_cache(rk_h5 *h5, bool little);

/* Close the file and all that is open in it; returns false when that or anything before failed. */
bool rk_h5_close(rk_h5 *h5);

/* Remember a failure with HDF5's own reason, the innermost. */
void rk_h5_fail(rk_h5 *h5);
void rk_h5_fail_memory(rk_h5 *h5);

hid_t rk_h5_group(rk_h5 *h5, hid_t parent, const char *name);
void rk_h5_group_close(rk_h5 *h5, hid_t group);

/* Attributes of a group, a dataset or the root (h5->file). */
void rk_h5_text(rk_h5 *h5, hid_t object, const char *name, const char *value);
void rk_h5_int(rk_h5 *h5, hid_t object, const char *name, int64_t value);

/* Labels of a dimension; data holds n of them. */
rk_axis rk_h5_axis(rk_h5 *h5, hid_t group, const rk_about *about, rk_h5_type type, size_t n, const void *data);
void rk_h5_axis_close(rk_h5 *h5, const rk_axis *axis);

/* Write a whole dataset over rank axes. Text is an array of const char *. */
void rk_h5_table(rk_h5 *h5, hid_t group, const rk_about *about, rk_h5_type type, int rank, const rk_axis *const axes[],
                 const void *data);

/* Write whole numbers without labels, packed in chunks along the first axis. Chunks of zeros after the
 * first are not stored. axes: what
 * the axes are, in words. */
void rk_h5_array(rk_h5 *h5, hid_t group, const rk_about *about, const char *axes, rk_h5_type type, int rank,
                 const size_t *dims, const void *data);

/* A dataset that grows along one axis from 0, in chunks of chunk_rows of it and all of the others. With axes[row_axis]
 * NULL it holds the labels of that axis itself. */
hid_t rk_h5_growing(rk_h5 *h5, hid_t group, const rk_about *about, rk_h5_type type, int rank,
                    const rk_axis *const axes[], int row_axis, size_t chunk_rows);
void rk_h5_resize(rk_h5 *h5, hid_t dataset, const hsize_t *dims);

/* A chunk that begins at offset, packed by rk_pack. */
void rk_h5_put(rk_h5 *h5, hid_t dataset, const hsize_t *offset, const void *packed, size_t n_packed);
void rk_h5_dataset_close(rk_h5 *h5, hid_t dataset);

/* h5_scales.c: name the scales of a dataset, and remember it; write what a scale has been used by, where anything has. */
void rk_h5_label(rk_h5 *h5, hid_t dataset, int rank, const rk_axis *const axes[]);
void rk_h5_label_end(rk_h5 *h5, hid_t scale);

size_t rk_h5_size(rk_h5_type type);

#endif
