#include "cli/goal.h"

#include "cli/point.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool read_statistic(const char *text, double *share)
{
    char *end;
    *share = 0.0;
    if (strcmp(text, "mean") == 0) {
        return true;
    }
    *share = text[0] == 'p' && text[1] >= '0' && text[1] <= '9' ? strtod(text + 1, &end) / 100.0 : 0.0;
    return *share > 0.0 && *share < 1.0 && *end == '\0';
}

bool rk_goal_parse(const char *command, const char *text, rk_goal *goal)
{
    char name[128];
    const char *sign = strpbrk(text, "<>");
    char *end = NULL;
    *goal = (rk_goal){.at_least = sign != NULL && *sign == '>'};
    bool fine = sign != NULL && sign[1] == '=' && (size_t)(sign - text) < sizeof name;
    if (fine) {
        goal->limit = strtod(sign + 2, &end);
        fine = end != sign + 2 && *end == '\0' && isfinite(goal->limit);
        snprintf(name, sizeof name, "%.*s", (int)(sign - text), text);
    }
    char *dot = fine ? strchr(name, '.') : NULL;
    if (dot != NULL) {
        *dot = '\0';
        fine = read_statistic(dot + 1, &goal->share);
    }
    if (!fine) {
        fprintf(stderr,
                "%s: --until %s: expected METRIC.p90<=LIMIT or METRIC.mean>=LIMIT, such as "
                "zero_cover_months.p90<=1\n",
                command, text);
        return false;
    }
    return rk_point_metric(command, "--until", name, &goal->metric);
}

double rk_goal_margin(const rk_goal *goal, double value)
{
    if (goal->share == 0.0) {
        return goal->at_least ? goal->limit - value : value - goal->limit;
    }
    /* p90 <= limit: at least 0.9 of them are; p10 >= limit: at most 0.1 of them are below. */
    return goal->at_least ? (value < goal->limit) - goal->share : goal->share - (value <= goal->limit);
}
