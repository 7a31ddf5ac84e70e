/* What the files of `renkei sweep` share. */
#ifndef RK_CLI_SWEEP_IMPL_H
#define RK_CLI_SWEEP_IMPL_H

#include "cli/kept.h"
#include "cli/open.h"

#include <renkei/sweep.h>

#include <argp.h>

/* The command line. */
typedef struct {
    const char *file, *output;
    rk_settings settings;
    uint64_t n_threads;
    bool quiet, json;
    rk_kept_options kept;
} rk_sweep_arguments;

extern const struct argp rk_sweep_argp;

/* A sweep under way. */
typedef struct {
    const rk_sweep_arguments *args;
    const char *command;
    const rk_scenario *scenario; /* without what varies */
    const rk_sweep *sweep;
    double *numbers; /* [n_points][n_factors] */
    char **texts;    /* [n_points][n_factors] */
    rk_kept kept;
    uint32_t n_taken; /* points that were kept */
} rk_sweeping;

/* The values of all points. */
RK_MUST_CHECK rk_status rk_sweep_design_make(rk_sweeping *s);
void rk_sweep_design_free(rk_sweeping *s); /* also of one that was not made */

/* Open the scenario at a point, and tell what is wrong with it. Returns RK_ERR_SCENARIO, RK_ERR_DATA, RK_ERR_MEMORY;
 * *scenario is NULL then. */
RK_MUST_CHECK rk_status rk_sweep_point_open(const rk_sweeping *s, size_t point, rk_scenario **scenario);

#endif
