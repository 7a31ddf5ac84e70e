/* The points of a calibration: of which parameters, and living them. */
#include "cli/calibrate_impl.h"
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/text.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char group[] = "parameters.";

/* ---- Which parameters ---- */

static bool add_factor(rk_calibrating *c, size_t unknown)
{
    for (size_t i = 0; i < c->n_factors; i++) {
        if (c->factor[i] == unknown) {
            return true;
        }
    }
    if (c->n_factors == RK_CALIBRATION_PARAMETERS_MAX) {
        return false;
    }
    c->factor[c->n_factors++] = unknown;
    return true;
}

static void tell_unknown(const rk_calibrating *c, const char *name)
{
    size_t least = strlen(name) / 2 + 1;
    const char *nearest = NULL;
    for (size_t i = 0; i < rk_unknowns_count(c->unknowns); i++) {
        const char *known = rk_unknowns_name(c->unknowns, i);
        bool parameter = strncmp(known, group, sizeof group - 1) == 0;
        size_t distance = parameter ? rk_text_distance(name, known + sizeof group - 1) : least;
        if (distance < least) {
            least = distance;
            nearest = known + sizeof group - 1;
        }
    }
    fprintf(stderr, "%s: --parameters: %s is no parameter that the scenario gives as a distribution", c->command, name);
    fprintf(stderr, nearest != NULL ? "; did you mean %s?\n" : "; --set %s='uniform(LOW, HIGH) UNIT' makes it one\n",
            nearest != NULL ? nearest : name);
}

static bool choose_named(rk_calibrating *c)
{
    bool fine = true, fits = true;
    for (const char *at = c->args->parameters; *at != '\0';) {
        char name[256];
        size_t n = strcspn(at, ",");
        snprintf(name, sizeof name, "%.*s", (int)n, at);
        size_t unknown = n > 0 ? rk_unknowns_find(c->unknowns, name) : SIZE_MAX;
        if (n > 0 &&
            (unknown == SIZE_MAX || strncmp(rk_unknowns_name(c->unknowns, unknown), group, sizeof group - 1) != 0)) {
            tell_unknown(c, name);
            fine = false;
        } else if (n > 0) {
            fits = add_factor(c, unknown) && fits;
        }
        at += n + (at[n] == ',');
    }
    if (!fits) {
        fprintf(stderr, "%s: --parameters: at most %d\n", c->command, RK_CALIBRATION_PARAMETERS_MAX);
    }
    return fine && fits;
}

static bool choose_written(rk_calibrating *c)
{
    for (size_t i = 0; i < rk_scenario_n_values(c->scenario); i++) {
        rk_scenario_value value = rk_scenario_value_at(c->scenario, i);
        bool parameter = strncmp(value.key, group, sizeof group - 1) == 0 && strcmp(value.origin, "default") != 0;
        size_t unknown = parameter ? rk_unknowns_find(c->unknowns, value.key) : SIZE_MAX;
        if (unknown != SIZE_MAX && !add_factor(c, unknown)) {
            fprintf(stderr,
                    "%s: the scenario gives more than %d parameters as distributions; choose some by --parameters\n",
                    c->command, RK_CALIBRATION_PARAMETERS_MAX);
            return false;
        }
    }
    return true;
}

bool rk_calibrate_choose(rk_calibrating *c)
{
    bool fine = c->args->parameters != NULL ? choose_named(c) : choose_written(c);
    if (fine && c->n_factors == 0) {
        fprintf(stderr, "%s: the scenario itself gives no parameter as a distribution; choose some by --parameters\n",
                c->command);
    }
    return fine && c->n_factors > 0;
}

/* ---- Keeping points ---- */

/* All that moves a point, beside what the scenario and its settings say. Points of a round do not depend on how many
 * rounds there are. */
static char *what_is_asked(const rk_calibrating *c)
{
    char *text = NULL, targets[RK_DIGEST_SIZE];
    size_t n_bytes = 0;
    rk_scenario_file file = rk_targets_file(c->targets);
    FILE *out = open_memstream(&text, &n_bytes);
    if (out == NULL) {
        return NULL;
    }
    rk_text_digest(file.text, file.n_bytes, targets);
    fprintf(out, "calibrate %s to %s, discrepancy %.17g: rounds of %" PRIu64 " points of %u replications, of",
            rk_scenario_model_key(c->scenario, c->model), targets, c->args->discrepancy, c->args->n_points,
            c->n_replications);
    for (size_t i = 0; i < c->n_factors; i++) {
        fprintf(out, " %s", rk_unknowns_name(c->unknowns, c->factor[i]));
    }
    if (fclose(out) != 0) {
        free(text);
        return NULL;
    }
    return text;
}

int rk_calibrate_keep(rk_calibrating *c)
{
    const rk_calibrate_arguments *args = c->args;
    const char *const outputs[] = {args->prior_only ? NULL : args->output, args->answer.csv, args->answer.xlsx,
                                   args->page};
    char *what = what_is_asked(c);
    const rk_kept_plan plan = {.command = c->command,
                               .scenario = c->scenario,
                               .what = what,
                               .outputs = outputs,
                               .n_outputs = sizeof outputs / sizeof outputs[0],
                               .n_bytes = c->n_replications * c->n_used * sizeof *c->values};
    int exit_status = rk_kept_begin(&c->kept, &args->kept, &plan);
    free(what);
    return exit_status;
}

/* ---- Living a point ---- */

static void take_batch(rk_calibrating *c, size_t first)
{
    for (size_t i = 0; i < c->n_used; i++) {
        size_t n = rk_target_values(c->ensemble, c->scenario, c->model, c->used[i], c->column, c->spare);
        for (size_t row = 0; row < n; row++) {
            c->values[(first + row) * c->n_used + i] = c->column[row];
        }
    }
}

/* The values of a point, from before or simulated. */
static rk_status live(rk_calibrating *c, size_t point, bool *taken)
{
    *taken = rk_kept_take(&c->kept, point, c->values);
    if (*taken) {
        rk_calibration_see(c->calibration, point, c->values);
        return RK_OK;
    }
    const double *places = rk_calibration_places(c->calibration, point);
    uint32_t n = c->n_replications;
    for (size_t i = 0; i < c->n_factors; i++) {
        c->places[c->factor[i]] = places[i];
    }
    rk_status status = rk_ensemble_restart(c->ensemble, (uint32_t)point * n, n);
    while (status == RK_OK && !rk_ensemble_done(c->ensemble)) {
        size_t first = rk_ensemble_finished(c->ensemble);
        status = rk_ensemble_advance(c->ensemble);
        if (status == RK_OK) {
            take_batch(c, first);
        }
    }
    if (status == RK_OK) {
        rk_calibration_see(c->calibration, point, c->values);
        status = rk_kept_add(&c->kept, point, c->values);
    }
    return status;
}

static rk_status live_round(rk_calibrating *c, rk_progress *progress)
{
    size_t first = rk_calibration_n_points(c->calibration);
    rk_status status = rk_calibration_propose(c->calibration, c->args->n_points);
    for (size_t point = first; status == RK_OK && point < first + c->args->n_points; point++) {
        if (rk_interrupt_asked()) {
            rk_calibration_drop_round(c->calibration);
            c->partial = true;
            return RK_OK;
        }
        bool taken;
        status = live(c, point, &taken);
        progress->n_taken += taken ? c->n_replications : 0;
        rk_progress_show(progress, (uint32_t)((point + 1) * c->n_replications));
    }
    return status;
}

/* ---- All of them ---- */

static rk_status open_all(rk_calibrating *c)
{
    double observed[RK_TARGETS_MAX], deviation[RK_TARGETS_MAX], low[RK_TARGETS_MAX], high[RK_TARGETS_MAX];
    size_t n = c->n_replications, n_unknowns = rk_unknowns_count(c->unknowns);
    size_t n_points = c->args->n_rounds * c->args->n_points;
    for (size_t i = 0; i < c->n_used; i++) {
        double wrong = c->args->discrepancy * c->used[i]->value;
        observed[i] = c->used[i]->value;
        low[i] = c->used[i]->low;
        high[i] = c->used[i]->high;
        deviation[i] = sqrt(c->used[i]->error * c->used[i]->error + wrong * wrong);
    }
    const rk_calibration_shape shape = {.n_parameters = c->n_factors,
                                        .n_targets = c->n_used,
                                        .n_blocks = n / c->inner,
                                        .n_lucks = c->inner,
                                        .observed = observed,
                                        .deviation = deviation,
                                        .seed = rk_scenario_seed(c->scenario),
                                        .low = low,
                                        .high = high};
    c->places = malloc((n_unknowns + 1) * sizeof *c->places);
    c->values = malloc(n * c->n_used * sizeof *c->values);
    c->column = malloc(n * sizeof *c->column);
    c->spare = malloc(n * sizeof *c->spare);
    c->weights = malloc(n_points * sizeof *c->weights);
    c->prior_weights = malloc(n_points * sizeof *c->prior_weights);
    if (c->places == NULL || c->values == NULL || c->column == NULL || c->spare == NULL || c->weights == NULL ||
        c->prior_weights == NULL) {
        return RK_ERR_MEMORY;
    }
    for (size_t i = 0; i < n_unknowns; i++) {
        c->places[i] = (double)NAN;
    }
    rk_run_options run = rk_run_options_of(c->scenario);
    run.n_replications = c->n_replications;
    run.n_threads = (int)c->args->points.n_threads;
    run.unknowns = c->unknowns;
    run.places = c->places;
    rk_status status = rk_calibration_new(&shape, &c->calibration);
    return status == RK_OK ? rk_ensemble_open(c->scenario, &run, &c->ensemble) : status;
}

rk_status rk_calibrate_simulate(rk_calibrating *c)
{
    const double enough = 2.0 * RK_CALIBRATION_EFFECTIVE_MIN;
    size_t n_rounds = c->args->prior_only ? 1 : c->args->n_rounds;
    double years = (double)rk_scenario_n_municipalities(c->scenario) * rk_scenario_years(c->scenario) *
                   (double)rk_scenario_n_models(c->scenario);
    rk_status status = open_all(c);
    rk_progress progress =
        rk_progress_start((uint32_t)(n_rounds * c->args->n_points * c->n_replications), years, c->args->points.quiet);
    progress.json = c->args->answer.json;
    rk_interrupt_catch();
    c->effective = 0.0;
    for (size_t round = 0; status == RK_OK && round < n_rounds && !c->partial && c->effective < enough; round++) {
        status = live_round(c, &progress);
        if (status == RK_OK && rk_calibration_n_points(c->calibration) > 0) {
            c->effective = rk_calibration_weigh(c->calibration, NULL, c->weights);
        }
    }
    rk_progress_end(&progress);
    if (status == RK_OK && rk_calibration_n_points(c->calibration) > 0) {
        bool all[RK_TARGETS_MAX];
        memset(all, true, sizeof all);
        (void)rk_calibration_weigh(c->calibration, all, c->prior_weights);
    }
    return status;
}
