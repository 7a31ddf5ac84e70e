/* The figures that a run's table prints, from the totals over all prefectures and the horizon. */
#ifndef RK_STATS_SUMMARY_H
#define RK_STATS_SUMMARY_H

#include "stats/tally.h"

rk_summary rk_tally_summary(const rk_tally *tally, size_t model, rk_metric metric);

#endif
