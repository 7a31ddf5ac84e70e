/* A goal of `renkei size`: zero_cover_months.p90<=1. */
#ifndef RK_CLI_GOAL_H
#define RK_CLI_GOAL_H

#include <renkei/metrics.h>

#include <stdbool.h>

typedef struct {
    rk_metric metric;
    bool at_least; /* >= instead of <= */
    double share;  /* of a percentile, 0.9 of p90; 0: the mean */
    double limit;  /* in the unit of rk_metric_shown */
} rk_goal;

/* METRIC, METRIC.mean or METRIC.pNN, then <= or >=, then the limit. Tells on stderr what is wrong. */
bool rk_goal_parse(const char *command, const char *text, rk_goal *goal);

/* What one replication adds to the margin: its mean is at most 0 where the goal is met. A percentile is met when the share
 * of replications that meet the limit is large enough, so a mean tells that too. */
double rk_goal_margin(const rk_goal *goal, double value);

#endif
