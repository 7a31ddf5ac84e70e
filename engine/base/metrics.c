#include <renkei/metrics.h>

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
