/* Which future the page tells month by month. */
#include "analysis/blocks.h"
#include "analysis/reading.h"

#include <renkei/page.h>
#include <renkei/plot.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One of ten futures is worse. */
static const double as_bad_as = 0.9;

static rk_status find_place(const rk_reading *reading, int *code)
{
    double *mean = NULL;
    rk_status status = rk_read_municipal(reading, "horizon", "zero_cover_months_mean", reading->baseline, &mean);
    size_t worst = 0;
    for (size_t i = 1; status == RK_OK && i < reading->n_municipalities; i++) {
        worst = mean[i] > mean[worst] ? i : worst;
    }
    *code = reading->municipality[worst];
    free(mean);
    return status;
}

/* The first replication whose sum over all municipalities is nearest to the quantile. */
static rk_status find_replication(const rk_reading *reading, int64_t *replication)
{
    size_t n = reading->n_replications, nearest = 0;
    double *months = NULL, *sorted = malloc(n * sizeof *sorted);
    rk_status status =
        sorted == NULL ? RK_ERR_MEMORY
                       : rk_read_horizon(reading, "zero_cover_months", reading->baseline, RK_ALL_PREFECTURES, &months);
    if (status == RK_OK) {
        memcpy(sorted, months, n * sizeof *sorted);
        double wanted = rk_quantile(sorted, n, as_bad_as);
        for (size_t i = 1; i < n; i++) {
            nearest = fabs(months[i] - wanted) < fabs(months[nearest] - wanted) ? i : nearest;
        }
    }
    *replication = reading->replication[nearest];
    free(months);
    free(sorted);
    return status;
}

rk_status rk_page_story_of(const rk_reading *reading, rk_page_story *story)
{
    size_t best = reading->baseline;
    *story = (rk_page_story){.models = {reading->baseline, reading->baseline}, .n_models = 1};
    rk_status status = find_place(reading, &story->code);
    if (status == RK_OK) {
        status = find_replication(reading, &story->replication);
    }
    if (status == RK_OK) {
        status = rk_plot_best_model(reading, &best);
    }
    if (best != reading->baseline) {
        story->models[story->n_models++] = best;
    }
    return status;
}
