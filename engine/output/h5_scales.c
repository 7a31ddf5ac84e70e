/* Dimension scales as the HDF5 library attaches them ("HDF5 Dimension Scale Specification and Design Notes"): a dataset
 * names its scales in DIMENSION_LIST, a scale the datasets along it in REFERENCE_LIST. H5DSattach_scale writes the
 * second anew for every dataset, which takes as long as a file has datasets, squared; here it is written once, as the
 * scale is closed. */
#include "output/h5.h"

#include <hdf5_hl.h>
#include <stdlib.h>
#include <string.h>

/* A dataset that lies along a scale in one of its dimensions. */
struct rk_h5_use {
    hid_t scale;
    struct {
        hobj_ref_t dataset;
        int dimension;
    } entry;
};

/* Write n elements as an attribute of one dimension. */
static void write_list(rk_h5 *h5, hid_t object, const char *name, hid_t type, size_t n, const void *values)
{
    hsize_t length = n;
    hid_t space = H5Screate_simple(1, &length, NULL);
    hid_t attribute = H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    if (attribute < 0 || H5Awrite(attribute, type, values) < 0) {
        rk_h5_fail(h5);
    }
    (void)H5Aclose(attribute);
    (void)H5Sclose(space);
}

static bool remember(rk_h5 *h5, struct rk_h5_use use)
{
    if (h5->n_uses == h5->uses_capacity) {
        size_t capacity = 2 * h5->uses_capacity + 64;
        struct rk_h5_use *uses = realloc(h5->uses, capacity * sizeof *uses);
        if (uses == NULL) {
            rk_h5_fail_memory(h5);
            return false;
        }
        h5->uses = uses;
        h5->uses_capacity = capacity;
    }
    h5->uses[h5->n_uses++] = use;
    return true;
}

void rk_h5_label(rk_h5 *h5, hid_t dataset, int rank, const rk_axis *const axes[])
{
    hobj_ref_t scale[RK_H5_RANK_MAX];
    hvl_t list[RK_H5_RANK_MAX];
    struct rk_h5_use use = {.scale = H5I_INVALID_HID};
    if (h5->failed || H5Rcreate(&use.entry.dataset, dataset, ".", H5R_OBJECT, -1) < 0) {
        rk_h5_fail(h5);
        return;
    }
    for (int i = 0; i < rank; i++) {
        use.scale = axes[i]->scale;
        use.entry.dimension = i;
        list[i] = (hvl_t){.len = 1, .p = &scale[i]};
        if (H5Rcreate(&scale[i], axes[i]->scale, ".", H5R_OBJECT, -1) < 0) {
            rk_h5_fail(h5);
        }
        if (h5->failed || !remember(h5, use)) {
            return;
        }
    }
    hid_t type = H5Tvlen_create(H5T_STD_REF_OBJ);
    write_list(h5, dataset, "DIMENSION_LIST", type, (size_t)rank, list);
    (void)H5Tclose(type);
}

void rk_h5_label_end(rk_h5 *h5, hid_t scale)
{
    size_t n = 0, size = sizeof h5->uses->entry;
    char *entries = malloc(h5->n_uses * size + 1);
    if (entries == NULL) {
        rk_h5_fail_memory(h5);
        return;
    }
    for (size_t i = 0; i < h5->n_uses; i++) {
        if (h5->uses[i].scale == scale) {
            memcpy(entries + n++ * size, &h5->uses[i].entry, size);
        }
    }
    if (n > 0) {
        hid_t type = H5Tcreate(H5T_COMPOUND, size);
        (void)H5Tinsert(type, "dataset", 0, H5T_STD_REF_OBJ);
        (void)H5Tinsert(type, "dimension", sizeof(hobj_ref_t), H5T_NATIVE_INT);
        write_list(h5, scale, "REFERENCE_LIST", type, n, entries);
        (void)H5Tclose(type);
    }
    free(entries);
}
