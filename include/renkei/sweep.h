/* A sweep: the same scenario at many points of a design, on the same luck, all in one file. `sweep:` of a scenario file
 * says which; scenarios/FORMAT.md lists its keys, analysis/FORMAT.md what is written.
 */
#ifndef RENKEI_SWEEP_H
#define RENKEI_SWEEP_H

#include <renkei/ensemble.h>

#include <stdbool.h>

typedef enum {
    RK_SWEEP_FACTORIAL,       /* every combination of the values */
    RK_SWEEP_LATIN_HYPERCUBE, /* points within ranges (renkei/design.h) */
    RK_SWEEP_SOBOL,
    RK_SWEEP_LIST             /* point i has value i of every key */
} rk_sweep_design;

typedef struct {
    const char *key;           /* dotted path of the scenario, as of --set */
    const char *file;          /* where it stands */
    int line, column;
    size_t n_values;
    const char *const *values; /* [n_values] as written: levels, rows, or both ends of a range */
    const double *numbers;     /* [n_values] of them in `unit`; NULL when they are words or units differ */
    const char *unit;          /* "" for plain numbers and words */
    bool whole;                /* the key takes whole numbers: places within a range are rounded */
} rk_sweep_factor;

typedef struct {
    rk_sweep_design design;
    size_t n_points;
    uint32_t n_replications; /* at each point */
    size_t n_factors;
    const rk_sweep_factor *factors;
} rk_sweep;

enum { RK_SWEEP_POINTS_MAX = 1000000, RK_SWEEP_FACTORS_MAX = 40 };

/* NULL when the scenario has none. Lives as long as the scenario. */
const rk_sweep *rk_scenario_sweep(const rk_scenario *scenario);

/* As rk_scenario_open, and what is wrong at any point is a mistake, too, at the place of the sweep that names the value. Of
 * more than 1,000 points, and of points within ranges, each value of each key and each end of a range is tried, with the
 * first values of the others. */
RK_MUST_CHECK rk_status rk_sweep_open(const char *path, const char *const settings[], size_t n_settings,
                                      rk_mistakes *mistakes, rk_scenario **scenario);

/* The scenario at a point: as rk_scenario_open, and values [n_factors] as they would be written. scenario: of
 * rk_sweep_open, with the same path and settings. */
RK_MUST_CHECK rk_status rk_sweep_open_at(const char *path, const char *const settings[], size_t n_settings,
                                         const rk_scenario *scenario, const char *const values[], rk_mistakes *mistakes,
                                         rk_scenario **at);

/* Which of its values a factor of a factorial or a list has at a point: the last factor changes from point to point. */
size_t rk_sweep_value_at(const rk_sweep *sweep, size_t point, size_t factor);

/* ---- The file ---- */

typedef struct rk_sweep_file rk_sweep_file;

/* As rk_results_create, with the same errors. scenario: without what varies; it must outlive the file. */
RK_MUST_CHECK rk_status rk_sweep_create(const char *path, const rk_scenario *scenario, const rk_run_options *options,
                                        const char *command, rk_sweep_file **file);

/* The next point. scenario: opened at it; summaries: [model][RK_N_METRICS] of rk_ensemble_summary. */
RK_MUST_CHECK rk_status rk_sweep_append(rk_sweep_file *file, const rk_scenario *scenario, const rk_summary *summaries);

/* Write the design of the n_points finished points, close, sync and rename. Fewer than the sweep has make the file say
 * that it is partial. Ends the file, also on failure.
 *
 * texts  [n_points][n_factors] values as settings, for factors that are words
 * numbers  [n_points][n_factors], for the others, in the factor's unit
 */
RK_MUST_CHECK rk_status rk_sweep_finish(rk_sweep_file *file, size_t n_points, const char *const *texts,
                                        const double *numbers);
void rk_sweep_abandon(rk_sweep_file *file); /* takes NULL; removes the unfinished file */

#endif
