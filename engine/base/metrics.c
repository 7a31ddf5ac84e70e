#include <renkei/metrics.h>

#include <stdbool.h>
#include <string.h>

const rk_metric_info rk_metrics[RK_N_METRICS] = {
#define X(id, name, unit, scale, flags, long_name, ja) {name, unit, scale, flags, long_name, ja},
    RK_METRIC_LIST(X)
#undef X
};

const rk_metric_info rk_spreads[RK_N_SPREADS] = {
#define X(id, name, unit, scale, yearly, long_name, ja)                                                                \
    {name, unit, scale, (yearly) ? RK_METRIC_YEARLY : 0, long_name, ja},
    RK_SPREAD_LIST(X)
#undef X
};

double rk_metric_shown(rk_metric metric, size_t n_municipalities, size_t n_years)
{
    const rk_metric_info *info = &rk_metrics[metric];
    bool level = (info->flags & (RK_METRIC_LEVEL | RK_METRIC_HORIZON)) != 0;
    double places = (info->flags & RK_METRIC_MONEY) != 0 ? 1.0 : (double)n_municipalities;
    return (strcmp(info->unit, "1") == 0 ? 100.0 : 1.0) / (places * (level ? 1.0 : (double)n_years));
}

rk_metric rk_metric_find(const char *name)
{
    int metric = 0;
    while (metric < RK_N_METRICS && strcmp(rk_metrics[metric].name, name) != 0) {
        metric++;
    }
    return (rk_metric)metric;
}
