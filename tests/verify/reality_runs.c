/* Results files, read through HDF5. A dataset is read once and kept until the end. */
#include "reality.h"

#include <hdf5.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_LENGTH = 512, TABLES_MAX = 256 };

struct reality_runs {
    char folder[NAME_LENGTH];
    size_t n;
    struct {
        char name[NAME_LENGTH];
        reality_table table;
    } kept[TABLES_MAX];
};

static _Noreturn void give_up(const char *problem, const char *name)
{
    fprintf(stderr, "reality: %s: %s\n", problem, name);
    exit(EXIT_FAILURE);
}

reality_runs *reality_open(const char *folder)
{
    reality_runs *runs = calloc(1, sizeof *runs);
    if (runs == NULL || strlen(folder) >= sizeof runs->folder) {
        give_up("no memory for the folder", folder);
    }
    (void)strcpy(runs->folder, folder);
    (void)H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    return runs;
}

void reality_close(reality_runs *runs)
{
    for (size_t i = 0; i < runs->n; i++) {
        free(runs->kept[i].table.value);
    }
    free(runs);
}

/* Fixed point has a scale_factor; everything else is in its unit already. */
static double scale_of(hid_t dataset)
{
    double scale = 1.0;
    if (H5Aexists(dataset, "scale_factor") > 0) {
        hid_t attribute = H5Aopen(dataset, "scale_factor", H5P_DEFAULT);
        (void)H5Aread(attribute, H5T_NATIVE_DOUBLE, &scale);
        (void)H5Aclose(attribute);
    }
    return scale;
}

static reality_table read_dataset(hid_t dataset, const char *name)
{
    hsize_t dims[4] = {1, 1, 1, 1};
    reality_table table = {.n = 1};
    hid_t space = H5Dget_space(dataset);
    if (H5Sget_simple_extent_ndims(space) > 4 || H5Sget_simple_extent_dims(space, dims, NULL) < 0) {
        give_up("no table of at most four dimensions", name);
    }
    (void)H5Sclose(space);
    for (int i = 0; i < 4; i++) {
        table.dims[i] = (size_t)dims[i];
        table.n *= table.dims[i];
    }
    table.value = malloc((table.n + 1) * sizeof *table.value);
    if (table.value == NULL || H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, table.value) < 0) {
        give_up("cannot read", name);
    }
    double scale = scale_of(dataset);
    for (size_t i = 0; i < table.n; i++) {
        table.value[i] *= scale;
    }
    return table;
}

const reality_table *reality_read(reality_runs *runs, const char *run, const char *dataset)
{
    char path[2 * NAME_LENGTH], name[NAME_LENGTH];
    if (snprintf(name, sizeof name, "%s:%s", run, dataset) >= (int)sizeof name || runs->n == TABLES_MAX) {
        give_up("too much to read", dataset);
    }
    for (size_t i = 0; i < runs->n; i++) {
        if (strcmp(runs->kept[i].name, name) == 0) {
            return &runs->kept[i].table;
        }
    }
    (void)snprintf(path, sizeof path, "%s/%s.h5", runs->folder, run);
    hid_t file = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
    if (file < 0) {
        give_up("no results file", path);
    }
    hid_t opened = H5Dopen2(file, dataset, H5P_DEFAULT);
    if (opened < 0) {
        give_up("not in the results file", name);
    }
    reality_table *table = &runs->kept[runs->n].table;
    *table = read_dataset(opened, name);
    (void)strcpy(runs->kept[runs->n++].name, name);
    (void)H5Dclose(opened);
    (void)H5Fclose(file);
    return table;
}
