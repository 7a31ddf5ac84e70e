/* renkei calibrate FILE: which assumptions agree with published figures of past years. */
#include "cli/calibrate_impl.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/point.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { USUAL_BLOCKS = 4 };

/* ---- Figures ---- */

static int open_targets(rk_calibrating *c)
{
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_status status =
        mistakes != NULL ? rk_targets_open(c->args->targets, c->scenario, mistakes, &c->targets) : RK_ERR_MEMORY;
    if (status == RK_ERR_SCENARIO) {
        rk_mistakes_print(mistakes, stderr);
        fprintf(stderr, "%s: %zu %s; nothing was run\n", c->command, rk_mistakes_count(mistakes),
                rk_mistakes_count(mistakes) == 1 ? "mistake" : "mistakes");
    }
    rk_mistakes_free(mistakes);
    for (size_t i = 0; status == RK_OK && i < rk_targets_count(c->targets); i++) {
        const rk_target *target = rk_targets_at(c->targets, i);
        if (target->state == RK_TARGET_PREDICTED) {
            c->used[c->n_used++] = target;
        } else {
            c->left_out[c->n_left_out++] = target;
        }
    }
    return status == RK_OK             ? RK_EXIT_OK
           : status == RK_ERR_SCENARIO ? RK_EXIT_MISTAKE
                                       : rk_command_failed(c->command, status);
}

/* Figures that this part of the country cannot be held against, and of years other than the one that is predicted. */
static bool has_national_years(const rk_calibrating *c)
{
    bool found = false;
    for (size_t i = 0; i < c->n_left_out; i++) {
        found = found ||
                (c->left_out[i]->state == RK_TARGET_NOT_ALL && c->left_out[i]->fiscal_year != c->used[0]->fiscal_year);
    }
    return found;
}

/* Why there is nothing left to fit when a year is held out. */
static void tell_one_year(const rk_calibrating *c)
{
    fprintf(stderr, "%s: --hold-out: all figures that are predicted are of FY%d, so nothing would be left to fit%s\n",
            c->command, c->used[0]->fiscal_year,
            has_national_years(c) ? "; those of all municipalities need a scenario without `prefecture` and "
                                    "`municipalities`"
                                  : "");
}

/* Is there something to fit, and a year to hold out? */
static bool figures_suffice(const rk_calibrating *c)
{
    size_t n_other = 0, n_year = 0;
    for (size_t i = 0; i < c->n_used; i++) {
        bool held = c->args->hold_out == -1 ? c->used[i]->fiscal_year == c->used[0]->fiscal_year
                                            : c->used[i]->fiscal_year == c->args->hold_out;
        n_year += held;
        n_other += !held;
    }
    if (c->n_used == 0) {
        fprintf(
            stderr,
            "%s: %s: the scenario predicts none of these %zu figures; --set start=, years= and prefecture= choose what "
            "it simulates\n",
            c->command, c->args->targets, c->n_left_out);
    } else if (c->args->hold_out != 0 && n_year == 0) {
        fprintf(stderr, "%s: --hold-out %d: no figure that is predicted is of this year\n", c->command,
                c->args->hold_out);
    } else if (c->args->hold_out != 0 && n_other == 0) {
        tell_one_year(c);
    } else {
        return true;
    }
    return false;
}

/* ---- What was found ---- */

static rk_calibration_range range_of(const rk_calibrating *c, const double *weights, const bool *left_out,
                                     size_t target)
{
    return (rk_calibration_range){rk_calibration_predicted(c->calibration, weights, left_out, target, 0.05),
                                  rk_calibration_predicted(c->calibration, weights, left_out, target, 0.5),
                                  rk_calibration_predicted(c->calibration, weights, left_out, target, 0.95)};
}

static void parameter_values(const rk_calibrating *c, const double *weights, size_t factor, char text[3][64])
{
    static const double chances[3] = {0.05, 0.5, 0.95};
    for (int i = 0; i < 3; i++) {
        double place = weights == NULL ? chances[i] : rk_calibration_place(c->calibration, weights, factor, chances[i]);
        rk_unknowns_value(c->unknowns, c->factor[factor], isnan(place) ? 0.5 : place, text[i]);
    }
}

/* Fits without one year, and predicts its figures. Returns their number. */
static size_t hold_out(const rk_calibrating *c, int year, double *weights, rk_calibration_held *held)
{
    bool left_out[RK_TARGETS_MAX];
    size_t n = 0;
    for (size_t i = 0; i < c->n_used; i++) {
        left_out[i] = c->used[i]->fiscal_year == year;
    }
    double effective = rk_calibration_weigh(c->calibration, left_out, weights);
    for (size_t i = 0; i < c->n_used; i++) {
        if (left_out[i]) {
            held[n++] = (rk_calibration_held){i, effective, range_of(c, weights, left_out, i)};
        }
    }
    return n;
}

/* Years in the order in which figures have them first. */
static size_t hold_out_all(const rk_calibrating *c, double *weights, rk_calibration_held *held)
{
    size_t n = 0;
    for (size_t i = 0; c->args->hold_out != 0 && i < c->n_used; i++) {
        int year = c->used[i]->fiscal_year;
        bool first = true;
        for (size_t j = 0; j < i; j++) {
            first = first && c->used[j]->fiscal_year != year;
        }
        if (first && (c->args->hold_out == -1 || c->args->hold_out == year)) {
            n += hold_out(c, year, weights, held + n);
        }
    }
    return n;
}

static int show(rk_calibrating *c, rk_calibrated *about)
{
    rk_calibration_range prior[RK_TARGETS_MAX], fitted[RK_TARGETS_MAX];
    rk_calibration_held held[RK_TARGETS_MAX];
    const char *names[RK_CALIBRATION_PARAMETERS_MAX];
    char before[RK_CALIBRATION_PARAMETERS_MAX][3][64], after[RK_CALIBRATION_PARAMETERS_MAX][3][64];
    bool fits = !c->args->prior_only;
    double *weights = malloc(about->n_points * sizeof *weights);
    rk_answer *answer = NULL;
    if (weights == NULL) {
        return rk_command_failed(c->command, RK_ERR_MEMORY);
    }
    for (size_t i = 0; i < c->n_used; i++) {
        prior[i] = range_of(c, c->prior_weights, NULL, i);
        fitted[i] = range_of(c, c->weights, NULL, i);
    }
    for (size_t i = 0; i < c->n_factors; i++) {
        names[i] = rk_unknowns_name(c->unknowns, c->factor[i]);
        parameter_values(c, NULL, i, before[i]);
        parameter_values(c, c->weights, i, after[i]);
    }
    about->n_held = hold_out_all(c, weights, held);
    about->held = held;
    about->prior = prior;
    about->fitted = fits ? fitted : NULL;
    about->names = names;
    about->prior_values = (const char(*)[3][64])before;
    about->fitted_values = fits ? (const char(*)[3][64])after : NULL;
    rk_status status = rk_calibrate_answer(about, &answer);
    bool paged = status != RK_OK || c->args->page == NULL ||
                 rk_answer_write_page(answer, rk_scenario_title(c->scenario), c->args->page, c->args->answer.english);
    int exit_status = rk_answer_show(c->command, &c->args->answer, NULL, status, answer);
    free(weights);
    return exit_status == RK_EXIT_OK && !paged ? RK_EXIT_FAILURE : exit_status;
}

/* ---- The whole of it ---- */

static int carry_out(rk_calibrating *c)
{
    rk_status status = rk_calibrate_simulate(c);
    if (status != RK_OK) {
        return rk_kept_failed(&c->kept, status);
    }
    size_t n_points = rk_calibration_n_points(c->calibration);
    if (n_points == 0) {
        fprintf(stderr, "%s: interrupted before a round was finished\n", c->command);
        return RK_EXIT_INTERRUPTED;
    }
    bool writes = !c->args->prior_only;
    if (writes && !rk_calibrate_write(c, c->args->output)) {
        return RK_EXIT_FAILURE;
    }
    rk_calibrated about = {
        .model = rk_scenario_model_key(c->scenario, c->model),
        .posterior = writes ? c->args->output : NULL,
        .n_points = n_points,
        .n_rounds = rk_calibration_n_rounds(c->calibration),
        .n_replications = c->n_replications,
        .effective = c->effective,
        .discrepancy = c->args->discrepancy,
        .partial = c->partial,
        .n_targets = c->n_used,
        .n_left_out = c->n_left_out,
        .n_parameters = c->n_factors,
        .targets = c->used,
        .left_out = c->left_out,
    };
    int exit_status = show(c, &about);
    return exit_status == RK_EXIT_OK && c->partial ? RK_EXIT_INTERRUPTED : exit_status;
}

/* A file of ours that is there may be replaced, and nothing else. */
static bool output_usable(const rk_calibrating *c)
{
    const char *path = c->args->output;
    char start[5] = "";
    FILE *file = c->args->prior_only ? NULL : fopen(path, "r");
    bool ours = file == NULL || (fread(start, 1, 4, file) == 4 && strcmp(start, "draw") == 0);
    if (file != NULL) {
        (void)fclose(file);
    }
    char *folder = strdup(path), *slash = folder != NULL ? strrchr(folder, '/') : NULL;
    if (slash != NULL) {
        slash[slash == folder ? 1 : 0] = '\0';
    }
    bool writable = c->args->prior_only || access(slash != NULL ? folder : ".", W_OK | X_OK) == 0;
    if (!ours) {
        fprintf(stderr, "%s: %s: exists and is no posterior, so it is not overwritten\n", c->command, path);
    } else if (!writable) {
        fprintf(stderr, "%s: %s: %s\n", c->command, path, strerror(errno));
    }
    free(folder);
    return ours && writable;
}

/* At a point whole blocks, and two at least, so that luck and assumptions can be told apart. */
static bool take_replications(rk_calibrating *c)
{
    uint64_t asked = c->args->n_replications;
    c->inner = rk_scenario_inner(c->scenario);
    c->n_replications = asked > 0 ? (uint32_t)asked : USUAL_BLOCKS * c->inner;
    bool whole = c->n_replications % c->inner == 0 && c->n_replications >= 2 * c->inner;
    bool few = (double)c->args->n_points * (double)c->args->n_rounds * (double)c->n_replications <= 4e9;
    if (!whole) {
        fprintf(stderr, "%s: --replications %u: expected whole blocks, a multiple of %u from %u on\n", c->command,
                c->n_replications, c->inner, 2 * c->inner);
    }
    if (!few) {
        fprintf(stderr, "%s: more than 4,000 million replications in all; take fewer --points\n", c->command);
    }
    return whole && few;
}

static int prepare(rk_calibrating *c, rk_scenario *scenario)
{
    size_t other = SIZE_MAX;
    c->scenario = scenario;
    bool counted = take_replications(c);
    c->model = rk_scenario_baseline(scenario);
    bool fine = c->args->model == NULL || rk_point_models(scenario, c->args->model, &c->model, &other);
    if (!fine || other != SIZE_MAX) {
        fprintf(stderr, "%s: --model %s: the scenario has no such model; it has %s\n", c->command, c->args->model,
                rk_scenario_model_key(scenario, rk_scenario_baseline(scenario)));
        c->model = rk_scenario_baseline(scenario);
        other = SIZE_MAX;
        fine = false;
    }
    rk_status status = rk_point_keep(scenario, &c->model, &other);
    status = status == RK_OK ? rk_unknowns_open(scenario, &c->unknowns) : status;
    if (status != RK_OK) {
        return rk_command_failed(c->command, status);
    }
    int exit_status = open_targets(c);
    bool chosen = rk_calibrate_choose(c);
    if (exit_status != RK_EXIT_OK) {
        return exit_status;
    }
    return figures_suffice(c) && fine && chosen && counted ? RK_EXIT_OK : RK_EXIT_MISTAKE;
}

static void end(rk_calibrating *c)
{
    rk_ensemble_close(c->ensemble);
    rk_calibration_free(c->calibration);
    rk_unknowns_close(c->unknowns);
    rk_targets_close(c->targets);
    free(c->places);
    free(c->values);
    free(c->column);
    free(c->spare);
    free(c->weights);
    free(c->prior_weights);
}

int rk_command_calibrate(int argc, char **argv)
{
    rk_calibrate_arguments args = {.answer = {.english = rk_locale_is_english(), .of_scenario = true},
                                   .output = "posterior.csv",
                                   .n_points = 256,
                                   .n_rounds = 4,
                                   .n_draws = 512,
                                   .discrepancy = 0.05};
    rk_scenario *scenario = NULL;
    if (argp_parse(&rk_calibrate_argp, argc, argv, 0, NULL, &args) != 0) {
        return rk_command_failed(argv[0], RK_ERR_MEMORY);
    }
    rk_calibrating c = {.args = &args, .command = argv[0]};
    bool usable = output_usable(&c);
    int exit_status = rk_open_scenario(argv[0], args.answer.file, &args.points.settings, NULL, &scenario);
    if (exit_status == RK_EXIT_OK) {
        exit_status = prepare(&c, scenario);
        exit_status = exit_status == RK_EXIT_OK && !usable ? RK_EXIT_MISTAKE : exit_status;
    }
    if (exit_status == RK_EXIT_OK) {
        exit_status = rk_calibrate_keep(&c);
    }
    if (exit_status == RK_EXIT_OK) {
        exit_status = carry_out(&c);
        rk_kept_close(&c.kept, exit_status);
    }
    end(&c);
    rk_scenario_close(scenario);
    rk_settings_free(&args.points.settings);
    return exit_status;
}
