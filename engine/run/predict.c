/* What the model says of a published figure. */
#include <renkei/targets.h>

static void add(const rk_ensemble *ensemble, size_t model, rk_metric metric, size_t year, double *values, double *spare)
{
    size_t n = rk_ensemble_year_values(ensemble, model, metric, year, spare);
    for (size_t i = 0; i < n; i++) {
        values[i] += spare[i];
    }
}

/* Events per person and year; nobody there means no event. */
static void per_person(const rk_ensemble *ensemble, size_t model, size_t year, double *values, double *spare)
{
    size_t n = rk_ensemble_year_values(ensemble, model, RK_METRIC_FILLED_POST_MONTHS, year, spare);
    for (size_t i = 0; i < n; i++) {
        values[i] = spare[i] > 0.0 ? values[i] * 12.0 / spare[i] : 0.0;
    }
}

size_t rk_target_values(const rk_ensemble *ensemble, const rk_scenario *scenario, size_t model, const rk_target *target,
                        double *values, double *spare)
{
    static const rk_metric first[RK_N_TARGET_METRICS] = {
        [RK_TARGET_STAFF] = RK_METRIC_FILLED_POST_MONTHS,  [RK_TARGET_NOBODY] = RK_METRIC_NOBODY_MONTHS,
        [RK_TARGET_AT_MOST_ONE] = RK_METRIC_NOBODY_MONTHS, [RK_TARGET_QUITS] = RK_METRIC_RESIGNATIONS,
        [RK_TARGET_ABSENCE] = RK_METRIC_LEAVE_STARTS,
    };
    size_t year = (size_t)(target->fiscal_year - rk_scenario_start_year(scenario));
    size_t n = rk_ensemble_year_values(ensemble, model, first[target->metric], year, values);
    if (target->metric == RK_TARGET_QUITS || target->metric == RK_TARGET_ABSENCE) {
        per_person(ensemble, model, year, values, spare);
        return n;
    }
    if (target->metric == RK_TARGET_AT_MOST_ONE) {
        add(ensemble, model, RK_METRIC_SOLO_MONTHS, year, values, spare);
    }
    for (size_t i = 0; i < n; i++) {
        values[i] /= 12.0;
    }
    return n;
}
