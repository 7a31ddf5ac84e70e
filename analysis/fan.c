#include "analysis/fan.h"

#include "analysis/sort.h"

#include <stdlib.h>

const double rk_band_shares[RK_N_BANDS] = {0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95};

/* The values in the file, [n_models] of [n_replications][n_years] and of [n_replications]. */
typedef struct {
    const rk_reading *reading;
    double **years, **run, *work;
    double year_factor, run_factor;
} source;

/* Column `year` of a model, or the whole run (year = n_years), less that of another model (or of none, n_models). */
static rk_fan_column column_of(const source *from, size_t model, size_t less, size_t year)
{
    const rk_reading *reading = from->reading;
    size_t n_years = reading->n_years, n = reading->n_replications;
    bool run = year == n_years;
    const double *const *values = (const double *const *)(run ? from->run : from->years);
    double factor = run ? from->run_factor : from->year_factor;
    for (size_t i = 0; i < n; i++) {
        size_t at = run ? i : i * n_years + year;
        from->work[i] = (less < reading->n_models ? values[model][at] - values[less][at] : values[model][at]) * factor;
    }
    rk_fan_column column = {.mean = rk_mean_by_blocks(reading, from->work)};
    rk_sort(from->work, n);
    for (size_t b = 0; b < RK_N_BANDS; b++) {
        column.band[b] = rk_quantile_of_sorted(from->work, n, rk_band_shares[b]);
    }
    return column;
}

static rk_status fold(const source *from, rk_fans *fans)
{
    const rk_reading *reading = from->reading;
    for (size_t m = 0; m < reading->n_models; m++) {
        rk_fan *fan = &fans->fan[m];
        fan->level = calloc(reading->n_years + 1, sizeof *fan->level);
        fan->paired = calloc(reading->n_years + 1, sizeof *fan->paired);
        if (fan->level == NULL || fan->paired == NULL) {
            return RK_ERR_MEMORY;
        }
        for (size_t y = 0; y <= reading->n_years; y++) {
            fan->level[y] = column_of(from, m, reading->n_models, y);
            fan->paired[y] = column_of(from, m, reading->baseline, y);
        }
    }
    return RK_OK;
}

rk_status rk_fans_read(const rk_reading *reading, const char *metric, int prefecture, double year_factor,
                       double run_factor, rk_fans *fans)
{
    source from = {.reading = reading, .year_factor = year_factor, .run_factor = run_factor};
    *fans = (rk_fans){.factor = rk_interval_factor(reading, 0.95, reading->n_models - 1)};
    fans->fan = calloc(reading->n_models, sizeof *fans->fan);
    from.work = malloc(reading->n_replications * sizeof *from.work);
    rk_status status = fans->fan != NULL && from.work != NULL ? RK_OK : RK_ERR_MEMORY;
    if (status == RK_OK) {
        status = rk_read_years_models(reading, metric, prefecture, &from.years);
    }
    if (status == RK_OK) {
        status = rk_read_horizon_models(reading, metric, prefecture, &from.run);
    }
    if (status == RK_OK) {
        status = fold(&from, fans);
    }
    rk_free_models(reading, from.years);
    rk_free_models(reading, from.run);
    free(from.work);
    if (status != RK_OK) {
        rk_fans_free(reading, fans);
    }
    return status;
}

void rk_fans_free(const rk_reading *reading, rk_fans *fans)
{
    for (size_t m = 0; fans->fan != NULL && m < reading->n_models; m++) {
        free(fans->fan[m].level);
        free(fans->fan[m].paired);
    }
    free(fans->fan);
    *fans = (rk_fans){0};
}
