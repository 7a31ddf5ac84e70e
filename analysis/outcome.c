#include "analysis/outcome.h"

#include <stdlib.h>
#include <string.h>

/* Metrics of which more is better; of all others that people compare, less is. */
static const char *const better_high[] = {
    "support", "capacity",   "work_done", "hires",       "standardisation_done", "procedures_online",
    "reached", "reached_65", "adoption",  "proficiency", "filled_post_months",   "staff_fte_months",
};

static const rk_metric_info *info_of(const char *name)
{
    for (size_t m = 0; m < RK_N_METRICS; m++) {
        if (strcmp(rk_metrics[m].name, name) == 0) {
            return &rk_metrics[m];
        }
    }
    return NULL;
}

bool rk_outcome_find(const rk_reading *reading, const char *name, rk_outcome *outcome)
{
    const rk_metric_info *info = info_of(name);
    if (info == NULL) {
        rk_reading_fail(reading->path, "there is no outcome \"%s\"; `renkei list metrics` names them", name);
        return false;
    }
    bool money = (info->flags & RK_METRIC_MONEY) != 0;
    bool sum = (info->flags & (RK_METRIC_LEVEL | RK_METRIC_HORIZON)) == 0;
    double places = (double)reading->n_municipalities, years = (double)reading->n_years;
    *outcome = (rk_outcome){
        .name = info->name,
        .title = {info->ja, info->long_name},
        .unit = money ? (rk_words_pair){"円/年", "yen a year"}
                : sum ? (rk_words_pair){"市町村・年あたり", "per municipality and year"}
                      : (rk_words_pair){"市町村あたり", "per municipality"},
        .factor = money ? 1.0 / years
                  : sum ? 1.0 / (places * years)
                        : 1.0 / places,
        .money = money,
    };
    for (size_t i = 0; i < sizeof better_high / sizeof better_high[0]; i++) {
        outcome->more_is_better = outcome->more_is_better || strcmp(better_high[i], name) == 0;
    }
    return true;
}

rk_status rk_outcome_read(const rk_reading *reading, const rk_outcome *outcome, size_t model, double **values)
{
    rk_status status = rk_read_horizon(reading, outcome->name, model, RK_ALL_PREFECTURES, values);
    for (size_t i = 0; status == RK_OK && i < reading->n_replications; i++) {
        (*values)[i] *= outcome->factor;
    }
    return status;
}

rk_status rk_outcome_read_all(const rk_reading *reading, const rk_outcome *outcome, double ***values)
{
    rk_status status = RK_OK;
    *values = calloc(reading->n_models, sizeof **values);
    if (*values == NULL) {
        return RK_ERR_MEMORY;
    }
    for (size_t model = 0; status == RK_OK && model < reading->n_models; model++) {
        status = rk_outcome_read(reading, outcome, model, &(*values)[model]);
    }
    if (status != RK_OK) {
        rk_outcome_free(reading, *values);
        *values = NULL;
    }
    return status;
}

void rk_outcome_free(const rk_reading *reading, double **values)
{
    for (size_t model = 0; values != NULL && model < reading->n_models; model++) {
        free(values[model]);
    }
    free(values);
}
