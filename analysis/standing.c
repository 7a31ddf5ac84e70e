#include "analysis/standing.h"

#include "analysis/blocks.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static rk_status read_field(const rk_reading *reading, const char *metric, const char *field, size_t model,
                            double factor, double **values)
{
    char name[128];
    (void)snprintf(name, sizeof name, "%s_%s", metric, field);
    rk_status status = rk_read_municipal(reading, "horizon", name, model, values);
    for (size_t i = 0; status == RK_OK && i < reading->n_municipalities; i++) {
        (*values)[i] *= factor;
    }
    return status;
}

static rk_status read_side(const rk_reading *reading, const rk_outcome *outcome, double factor, size_t model,
                           bool chances, rk_side *side)
{
    const struct {
        const char *name;
        double factor;
        double **values;
    } fields[] = {
        {"mean", factor, &side->mean},
        {"difference", factor, &side->difference},
        {"difference_error", factor, &side->error},
        {"difference_below", 1.0, &side->better},
        {"difference_above", 1.0, &side->worse},
    };
    rk_status status = RK_OK;
    for (size_t i = 0; status == RK_OK && i < sizeof fields / sizeof fields[0]; i++) {
        if (i < 3 || chances) {
            status = read_field(reading, outcome->name, fields[i].name, model, fields[i].factor, fields[i].values);
            continue;
        }
        *fields[i].values = malloc(reading->n_municipalities * sizeof **fields[i].values);
        status = *fields[i].values != NULL ? RK_OK : RK_ERR_MEMORY;
        for (size_t j = 0; status == RK_OK && j < reading->n_municipalities; j++) {
            (*fields[i].values)[j] = (double)NAN;
        }
    }
    return status;
}

static bool is_coverage(const rk_reading *reading, const char *name)
{
    for (size_t m = 0; m < RK_N_METRICS; m++) {
        unsigned flags = rk_metrics[m].flags;
        if (strcmp(rk_metrics[m].name, name) == 0) {
            if ((flags & RK_METRIC_SKETCH) != 0 && (flags & RK_METRIC_MONEY) == 0) {
                return true;
            }
            break;
        }
    }
    rk_reading_fail(
        reading->path,
        "coverage cannot be measured by \"%s\": choose zero_cover_months, solo_months, unserved_work or backlog", name);
    return false;
}

rk_status rk_standing_read(const rk_reading *reading, const char *by, rk_standing *standing)
{
    *standing = (rk_standing){.factor = (double)NAN};
    if (!is_coverage(reading, by) || !rk_outcome_find(reading, by, &standing->cover_by) ||
        !rk_outcome_find(reading, "paid_municipality", &standing->cost_by)) {
        return RK_ERR_OPTIONS;
    }
    standing->cover = calloc(reading->n_models, sizeof *standing->cover);
    standing->cost = calloc(reading->n_models, sizeof *standing->cost);
    standing->chances = rk_reading_has(reading, "horizon/zero_cover_months_difference_below");
    standing->factor = rk_student_factor(reading->n_blocks, 0.95, reading->n_municipalities * (reading->n_models - 1));
    rk_status status = standing->cover != NULL && standing->cost != NULL ? RK_OK : RK_ERR_MEMORY;
    /* The outcome's factor is for the mean of all municipalities, here each stands for itself. */
    double places = (double)reading->n_municipalities;
    for (size_t m = 0; status == RK_OK && m < reading->n_models; m++) {
        status = read_side(reading, &standing->cover_by, standing->cover_by.factor * places, m, standing->chances,
                           &standing->cover[m]);
        if (status == RK_OK) {
            status = read_side(reading, &standing->cost_by, standing->cost_by.factor, m, standing->chances,
                               &standing->cost[m]);
        }
    }
    if (status != RK_OK) {
        rk_standing_free(reading, standing);
    }
    return status;
}

static void free_sides(const rk_reading *reading, rk_side *sides)
{
    for (size_t m = 0; sides != NULL && m < reading->n_models; m++) {
        free(sides[m].mean);
        free(sides[m].difference);
        free(sides[m].error);
        free(sides[m].better);
        free(sides[m].worse);
    }
    free(sides);
}

void rk_standing_free(const rk_reading *reading, rk_standing *standing)
{
    free_sides(reading, standing->cover);
    free_sides(reading, standing->cost);
    standing->cover = standing->cost = NULL;
}

rk_stands rk_stands_of(const rk_standing *standing, const rk_side *side, size_t municipality)
{
    double mean = side->difference[municipality], half = standing->factor * side->error[municipality];
    if (mean == 0.0 && side->error[municipality] == 0.0) {
        return RK_STANDS_SAME;
    }
    return mean + half < 0.0 ? RK_STANDS_BETTER : mean - half > 0.0 ? RK_STANDS_WORSE : RK_STANDS_OPEN;
}

size_t rk_standing_best(const rk_reading *reading, const rk_standing *standing)
{
    size_t best = 0;
    double least = (double)INFINITY;
    for (size_t m = 0; m < reading->n_models; m++) {
        double sum = 0.0;
        for (size_t i = 0; i < reading->n_municipalities; i++) {
            sum += standing->cover[m].mean[i];
        }
        if (sum < least) {
            least = sum;
            best = m;
        }
    }
    return best;
}
