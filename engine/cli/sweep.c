/* renkei sweep FILE: the scenario at every point of its design, on the same luck, all in one file. */
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/job.h"
#include "cli/progress.h"
#include "cli/sweep_impl.h"
#include "cli/target.h"
#include "cli/text.h"

#include <renkei/results.h>

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static rk_status simulate(const rk_sweeping *s, const rk_scenario *scenario, rk_summary *summaries)
{
    rk_ensemble *ensemble = NULL;
    rk_run_options run = rk_run_options_of(scenario);
    run.n_replications = s->sweep->n_replications;
    run.n_threads = (int)s->args->n_threads;
    rk_status status = rk_ensemble_open(scenario, &run, &ensemble);
    while (status == RK_OK && !rk_ensemble_done(ensemble)) {
        status = rk_ensemble_advance(ensemble);
    }
    size_t n_models = rk_scenario_n_models(s->scenario);
    for (size_t i = 0; status == RK_OK && i < n_models * RK_N_METRICS; i++) {
        summaries[i] = rk_ensemble_summary(ensemble, i / RK_N_METRICS, (rk_metric)(i % RK_N_METRICS));
    }
    rk_ensemble_close(ensemble);
    return status;
}

static rk_status live(rk_sweeping *s, size_t point, rk_summary *summaries, rk_sweep_file *file)
{
    rk_scenario *scenario;
    rk_status status = rk_sweep_point_open(s, point, &scenario);
    if (status == RK_OK) {
        rk_kept_of(&s->kept, scenario);
    }
    bool taken = status == RK_OK && rk_kept_take(&s->kept, point, summaries);
    s->n_taken += taken;
    if (status == RK_OK && !taken) {
        status = simulate(s, scenario, summaries);
        status = status == RK_OK ? rk_kept_add(&s->kept, point, summaries) : status;
    }
    status = status == RK_OK ? rk_sweep_append(file, scenario, summaries) : status;
    rk_scenario_close(scenario);
    return status;
}

static rk_status live_all(rk_sweeping *s, rk_sweep_file *file, size_t *finished)
{
    size_t n_models = rk_scenario_n_models(s->scenario);
    rk_summary *summaries = calloc(n_models * RK_N_METRICS, sizeof *summaries);
    double years = (double)rk_scenario_n_municipalities(s->scenario) * rk_scenario_years(s->scenario) *
                   (double)n_models * s->sweep->n_replications;
    rk_progress progress = rk_progress_start((uint32_t)s->sweep->n_points, years, s->args->quiet);
    progress.what = "points";
    progress.json = s->args->json;
    rk_status status = summaries != NULL ? RK_OK : RK_ERR_MEMORY;
    while (status == RK_OK && *finished < s->sweep->n_points && !rk_interrupt_asked()) {
        status = live(s, *finished, summaries, file);
        *finished += status == RK_OK;
        progress.n_taken = s->n_taken;
        rk_progress_show(&progress, (uint32_t)*finished);
    }
    rk_progress_end(&progress);
    free(summaries);
    return status;
}

/* What is in the file, on standard output. */
static void say_where(const rk_sweeping *s, size_t finished)
{
    char points[RK_TEXT_SIZE], asked[RK_TEXT_SIZE], replications[RK_TEXT_SIZE];
    if (!s->args->json) {
        rk_text_count(points, finished);
        rk_text_count(replications, s->sweep->n_replications);
        rk_text_count(asked, s->sweep->n_points);
        printf("%s: %s", rk_scenario_title(s->scenario), points);
        printf(finished < s->sweep->n_points ? " of %s points (PARTIAL)" : " points", asked);
        printf(" of %s replications. Results: %s\n", replications, s->args->output);
        return;
    }
    json_t *object =
        json_pack("{s:s, s:s, s:b, s:I, s:I, s:I}", "title", rk_scenario_title(s->scenario), "results", s->args->output,
                  "partial", finished < s->sweep->n_points, "points", (json_int_t)finished, "points_asked",
                  (json_int_t)s->sweep->n_points, "replications", (json_int_t)s->sweep->n_replications);
    (void)json_dumpf(object, stdout, JSON_INDENT(2));
    putchar('\n');
    json_decref(object);
}

static int run_to_file(rk_sweeping *s, rk_sweep_file *file)
{
    size_t finished = 0;
    rk_status ran = live_all(s, file, &finished);
    if (finished == 0 || (ran != RK_OK && ran != RK_ERR_SCENARIO)) {
        rk_sweep_abandon(file);
        fputs(ran == RK_OK ? "renkei sweep: interrupted before a point was finished\n" : "", stderr);
        return ran == RK_OK ? RK_EXIT_INTERRUPTED : rk_kept_failed(&s->kept, ran);
    }
    rk_status status = rk_sweep_finish(file, finished, (const char *const *)s->texts, s->numbers);
    if (status != RK_OK) {
        return rk_command_failed(s->command, status);
    }
    say_where(s, finished);
    if (finished < s->sweep->n_points) {
        fprintf(stderr, "%s: %s; %zu of %zu points are in %s, labelled as partial\n", s->command,
                ran == RK_OK ? "interrupted" : "the next point has mistakes", finished, s->sweep->n_points,
                s->args->output);
        return ran == RK_OK ? RK_EXIT_INTERRUPTED : RK_EXIT_MISTAKE;
    }
    return RK_EXIT_OK;
}

/* With the points that are kept, if any. */
static int go_on(rk_sweeping *s, rk_sweep_file *file)
{
    char what[64];
    snprintf(what, sizeof what, "sweep of %zu points", s->sweep->n_points);
    const rk_kept_plan plan = {.command = s->command,
                               .scenario = s->scenario,
                               .what = what,
                               .outputs = &s->args->output,
                               .n_outputs = 1,
                               .n_bytes = rk_scenario_n_models(s->scenario) * RK_N_METRICS * sizeof(rk_summary)};
    int exit_status = rk_kept_begin(&s->kept, &s->args->kept, &plan);
    if (exit_status != RK_EXIT_OK) {
        rk_sweep_abandon(file);
        return exit_status;
    }
    exit_status = run_to_file(s, file);
    rk_kept_close(&s->kept, exit_status);
    return exit_status;
}

static int run_sweep(const rk_sweep_arguments *args, const char *command, const rk_scenario *scenario,
                     const char *typed)
{
    rk_sweeping s = {.args = args, .command = command, .scenario = scenario, .sweep = rk_scenario_sweep(scenario)};
    rk_sweep_file *file = NULL;
    if (s.sweep == NULL) {
        fprintf(stderr, "%s: %s has no `sweep:` block; `%s --help` shows one\n", command, args->file, command);
        return RK_EXIT_MISTAKE;
    }
    rk_status status = rk_sweep_design_make(&s);
    if (status == RK_OK) {
        rk_run_options run = rk_run_options_of(scenario);
        run.n_replications = s.sweep->n_replications;
        run.n_threads = (int)args->n_threads;
        rk_interrupt_catch();
        status = rk_sweep_create(args->output, scenario, &run, typed, &file);
        rk_interrupt_removes(status == RK_OK ? args->output : NULL);
    }
    int exit_status;
    if (status != RK_OK) {
        exit_status = rk_command_failed(command, status);
    } else {
        exit_status = go_on(&s, file);
        rk_interrupt_removes(NULL);
    }
    rk_sweep_design_free(&s);
    return exit_status;
}

int rk_command_sweep(int argc, char **argv)
{
    rk_sweep_arguments args = {.output = "sweep.h5"};
    rk_scenario *scenario = NULL;
    char *typed = rk_job_typed(argc, argv);
    if (argp_parse(&rk_sweep_argp, argc, argv, 0, NULL, &args) != 0 || typed == NULL) {
        free(typed);
        return rk_command_failed(argv[0], RK_ERR_MEMORY);
    }
    int exit_status = rk_open_swept(argv[0], args.file, &args.settings, &scenario);
    if (!rk_target_usable(argv[0], args.output)) {
        exit_status = RK_EXIT_MISTAKE;
    }
    if (exit_status == RK_EXIT_OK) {
        exit_status = run_sweep(&args, argv[0], scenario, typed);
    }
    rk_scenario_close(scenario);
    rk_settings_free(&args.settings);
    free(typed);
    return exit_status;
}
