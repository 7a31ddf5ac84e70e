#include "output/sums.h"

#include "output/h5_read.h"
#include "stats/sums.h"

#include <stdio.h>
#include <stdlib.h>

static rk_h5_type type_of(const rk_sums_array *array)
{
    return array->element == sizeof(int32_t) ? RK_H5_INT32 : RK_H5_INT64;
}

void rk_sums_write(rk_h5 *h5, const rk_tally *tally)
{
    hid_t group = rk_h5_group(h5, h5->file, "sums");
    for (rk_sums_id id = 0; id < RK_N_SUMS && !h5->failed; id++) {
        rk_sums_array array = rk_sums_describe(tally, id);
        if (array.n == 0) {
            continue;
        }
        void *values = malloc(array.n * array.element);
        if (values == NULL) {
            rk_h5_fail_memory(h5);
            break;
        }
        rk_about about = {array.name, "1", array.long_name, array.long_name_ja, 0};
        rk_sums_get(tally, id, values);
        rk_h5_array(h5, group, &about, array.axes, type_of(&array), array.rank, array.dims, values);
        free(values);
    }
    rk_h5_group_close(h5, group);
}

void rk_sums_read(rk_h5 *h5, rk_tally *tally)
{
    for (rk_sums_id id = 0; id < RK_N_SUMS && !h5->failed; id++) {
        rk_sums_array array = rk_sums_describe(tally, id);
        char name[64];
        if (array.n == 0) {
            continue;
        }
        void *values = malloc(array.n * array.element);
        if (values == NULL) {
            rk_h5_fail_memory(h5);
            return;
        }
        (void)snprintf(name, sizeof name, "/sums/%s", array.name);
        rk_h5_read(h5, name, type_of(&array), array.rank, array.dims, values);
        if (!h5->failed) {
            rk_sums_set(tally, id, values);
        }
        free(values);
    }
}
