/* What the files of `renkei calibrate` share. */
#ifndef RK_CLI_CALIBRATE_IMPL_H
#define RK_CLI_CALIBRATE_IMPL_H

#include "cli/answer.h"
#include "cli/kept.h"
#include "cli/option.h"

#include <renkei/calibrate.h>
#include <renkei/unknowns.h>

/* The command line. */
typedef struct {
    rk_answer_options answer;
    rk_points_options points;
    rk_kept_options kept;
    const char *targets, *parameters, *model, *output, *page;
    uint64_t n_points, n_rounds, n_replications, n_draws; /* n_replications: 0 as usual */
    double discrepancy;
    int hold_out; /* 0: none, -1: each year in turn, or a year */
    bool prior_only;
} rk_calibrate_arguments;

extern const struct argp rk_calibrate_argp;

/* A calibration under way. */
typedef struct {
    const rk_calibrate_arguments *args;
    const char *command;
    const rk_scenario *scenario;
    size_t model;
    uint32_t inner, n_replications; /* of a block; at a point */
    rk_targets *targets;
    const rk_target *used[RK_TARGETS_MAX], *left_out[RK_TARGETS_MAX];
    size_t n_used, n_left_out;
    rk_unknowns *unknowns;
    size_t factor[RK_CALIBRATION_PARAMETERS_MAX]; /* index of the unknown */
    size_t n_factors;
    double *places;                  /* [unknowns] */
    double *values, *column, *spare; /* of a point: [n_replications][n_used], [n_replications] twice */
    rk_ensemble *ensemble;
    rk_kept kept;
    rk_calibration *calibration;
    double *prior_weights, *weights; /* [points] */
    double effective;
    bool partial;
} rk_calibrating;

/* Which parameters: those of --parameters, or those that the scenario's files give as distributions. Tells mistakes on
 * stderr and returns false. */
bool rk_calibrate_choose(rk_calibrating *c);

/* Open the file that keeps finished points. Tells what is wrong on stderr and returns the exit status. */
int rk_calibrate_keep(rk_calibrating *c);

/* Simulate all rounds, but for points that are kept, and weigh their points. An interrupt ends it after the rounds that
 * were finished. */
RK_MUST_CHECK rk_status rk_calibrate_simulate(rk_calibrating *c);

/* Write the posterior, n_draws rows. Returns false when it could not be written, told on stderr. */
bool rk_calibrate_write(const rk_calibrating *c, const char *path);

#endif
