/* Titles of models that answers and figures can be told apart by. */
#include "analysis/reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

rk_status rk_titles_tell_apart(const rk_reading *reading, char **titles)
{
    size_t n = reading->n_models;
    bool *shared = calloc(n, sizeof *shared);
    rk_status status = shared != NULL ? RK_OK : RK_ERR_MEMORY;
    for (size_t m = 0; status == RK_OK && m < n; m++) {
        for (size_t other = 0; other < n; other++) {
            shared[m] = shared[m] || (other != m && strcmp(titles[m], titles[other]) == 0);
        }
    }
    for (size_t m = 0; status == RK_OK && m < n; m++) {
        char *title = NULL;
        if (shared[m] && asprintf(&title, "%s (%s)", titles[m], reading->model_key[m]) < 0) {
            status = RK_ERR_MEMORY;
        } else if (shared[m]) {
            free(titles[m]);
            titles[m] = title;
        }
    }
    free(shared);
    return status;
}
