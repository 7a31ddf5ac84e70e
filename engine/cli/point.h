/* One outcome of one model, or of the difference between two, at many points: simulate a span of replications and keep
 * its means by unit of luck. */
#ifndef RK_CLI_POINT_H
#define RK_CLI_POINT_H

#include <renkei/ensemble.h>

#include <stdbool.h>

/* Blocks of assumptions that depend on each other fall into the same unit: block b into unit b mod 32. */
enum { RK_POINT_UNITS = 32 };

/* What a point comes to, by unit of luck. */
typedef struct {
    double sum[RK_POINT_UNITS];
    uint32_t n[RK_POINT_UNITS];
} rk_point_sums;

typedef struct {
    rk_ensemble *ensemble; /* the caller's; its batches are read */
    uint32_t inner;        /* replications of a block of its scenario */
    rk_metric metric;
    size_t model, other; /* other: subtracted; SIZE_MAX for a level */
    rk_point_sums sums;
} rk_point;

/* Simulate n replications from first on, two blocks or a multiple of that each, and keep their sums instead of those
 * before. */
RK_MUST_CHECK rk_status rk_point_live(rk_point *point, uint32_t first, uint32_t n);

/* Means over the even (0) or odd (1) units: independent halves. */
double rk_point_half(const rk_point_sums *sums, int odd);

/* The models of "pool" or "pool-alone"; false when there are none of that name, or twice the same. Keys may hold
 * hyphens. */
bool rk_point_models(const rk_scenario *scenario, const char *text, size_t *model, size_t *other);

/* Take all other models out of the scenario, so that they are not simulated; model and other then are their new places.
 * Right after the scenario was opened. Returns what rk_scenario_keep_models does. */
RK_MUST_CHECK rk_status rk_point_keep(rk_scenario *scenario, size_t *model, size_t *other);

/* A metric by its name; otherwise tells on stderr, with the nearest, and *metric is RK_N_METRICS. */
bool rk_point_metric(const char *command, const char *option, const char *name, rk_metric *metric);

#endif
