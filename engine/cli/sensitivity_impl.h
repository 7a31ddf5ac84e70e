/* What the files of `renkei sensitivity` share. */
#ifndef RK_CLI_SENSITIVITY_IMPL_H
#define RK_CLI_SENSITIVITY_IMPL_H

#include "cli/answer.h"
#include "cli/kept.h"
#include "cli/option.h"
#include "cli/point.h"

#include <renkei/unknowns.h>

typedef enum { RK_BY_SOBOL, RK_BY_MORRIS, RK_BY_TORNADO } rk_sensitivity_method;

enum { RK_SENSITIVITY_VARIED_MAX = 64 };

/* The command line. */
typedef struct {
    rk_answer_options answer;
    rk_sensitivity_method method;
    const char *outcome, *model;
    rk_metric metric; /* of the outcome, once the command line was read; RK_N_METRICS: there is none, as was told */
    char *vary[RK_SENSITIVITY_VARIED_MAX];
    size_t n_vary;
    uint64_t n_points, n_replications; /* 0: by default */
    rk_points_options points;
    rk_kept_options kept;
} rk_sensitivity_arguments;

extern const struct argp rk_sensitivity_argp;

/* What is varied, and where. */
typedef struct {
    const rk_sensitivity_arguments *args;
    const char *command;
    const rk_scenario *scenario;
    rk_unknowns *unknowns;
    size_t *factor; /* [n_factors] index of the unknown */
    size_t n_factors;
    double *places; /* [unknowns] */
    rk_point point;
    char subject[256]; /* the model, or the two that differ */
    rk_kept kept;
    /* The design: groups (rows, walks, or the whole tornado) of points on the same luck. */
    size_t n_groups, n_in_group, n_groups_done;
    double *points; /* [group][point][factor] */
    size_t *moved;  /* Morris */
    double *y[2];   /* halves, [group][point] */
    double *units;  /* tornado: [point][RK_POINT_UNITS] */
    uint32_t n_replications;
} rk_sensitivity_study;

/* The factors: those of --vary, or all that is uncertain. Tells mistakes on stderr and sets *fine to false. */
RK_MUST_CHECK rk_status rk_sensitivity_choose(rk_sensitivity_study *s, bool *fine);

/* The points of the method. */
RK_MUST_CHECK rk_status rk_sensitivity_design(rk_sensitivity_study *s);

/* Open the file that keeps finished points. Tells what is wrong on stderr and returns the exit status. */
int rk_sensitivity_keep(rk_sensitivity_study *s);

/* Simulate all points that are not kept. An interrupt ends it after the point in hand. */
RK_MUST_CHECK rk_status rk_sensitivity_simulate(rk_sensitivity_study *s);

/* Units of luck that a tornado keeps of each point. */
size_t rk_sensitivity_n_units(const rk_sensitivity_study *s);

#endif
