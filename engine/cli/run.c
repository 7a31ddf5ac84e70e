/* renkei run FILE: the front door's loop over batches. */
#include "cli/command.h"
#include "cli/figures.h"
#include "cli/interrupt.h"
#include "cli/open.h"
#include "cli/progress.h"
#include "cli/target.h"
#include "cli/text.h"

#include <renkei/precision.h>
#include <renkei/results.h>

#include <argp.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *file, *output, *models;
    rk_settings settings;
    uint64_t first_replication, n_threads;
    const char *precision; /* as typed; NULL: a fixed number of replications */
    bool quiet, json, n_given;
} arguments;

enum {
    KEY_REPLICATIONS = 256,
    KEY_FIRST,
    KEY_SEED,
    KEY_THREADS,
    KEY_MODELS,
    KEY_SET,
    KEY_YEARS,
    KEY_JSON,
    KEY_PRECISION
};

static const struct argp_option options[] = {
    {"output", 'o', "RESULTS", 0, "write to RESULTS instead of results.h5", 0},
    {"replications", KEY_REPLICATIONS, "N", 0, "number of replications", 0},
    {"precision", KEY_PRECISION, "GOAL", 0,
     "run until a 95 % interval is this narrow, METRIC=HALF-WIDTH[@MODEL-BASELINE], or ranking=METRIC is settled; "
     "--replications is then the most, 100,000 if not given",
     0},
    {"first-replication", KEY_FIRST, "N", 0, "start with replication N instead of 0", 0},
    {"seed", KEY_SEED, "S", 0, "the same seed gives the same numbers", 0},
    {"years", KEY_YEARS, "N", 0, "fiscal years to simulate", 0},
    {"models", KEY_MODELS, "A,B", 0, "only these models, and the baseline", 0},
    {"set", KEY_SET, "KEY=VALUE", 0, "change a value of the scenario; may be repeated", 0},
    {"threads", KEY_THREADS, "N", 0, "instead of all processors; the results are the same", 0},
    {"quiet", 'q', NULL, 0, "no progress on stderr", 0},
    {"json", KEY_JSON, NULL, 0, "one JSON object instead of the table", 0},
    {0},
};

static const char doc[] =
    "Simulate all models of the scenario FILE on the same luck, print the comparison and write every figure to "
    "results.h5. A name without a folder is also looked for among renkei's own scenarios.\v"
    "Ctrl-C ends the run after the batch in hand and keeps what is finished, labelled as partial.\n"
    "\n"
    "Examples:\n"
    "  renkei run ehime\n"
    "  renkei run ehime --replications 10000 -o ehime.h5\n"
    "  renkei run ehime --models pool,visits --years 20 --seed 7\n"
    "  renkei run ehime --set parameters.quits.trend='10 %/year'\n"
    "  renkei run ehime --first-replication 417 --replications 1\n"
    "  renkei run ehime --precision zero_cover_months=0.01@pool-alone\n"
    "  renkei run ehime --json --quiet | jq .models[1].figures\n"
    "\n"
    "Exit status: 0 done; 1 disk or memory; 2 a mistake in the input, nothing written; 130 interrupted, finished work "
    "kept.";

static uint64_t whole(struct argp_state *state, const char *option, const char *text, uint64_t low, uint64_t high)
{
    uint64_t value;
    if (!rk_text_whole(text, low, high, &value)) {
        argp_error(state, "--%s %s: expected a whole number from %llu to %llu", option, text, (unsigned long long)low,
                   (unsigned long long)high);
    }
    return value;
}

/* Ranges of the keys of the same names. */
static const uint64_t replications_max = 100000000, seed_max = INT64_MAX, years_max = 30;

/* An option that is a key of the scenario, too, goes the way of --set, so that provenance and explain show it. */
static void set(arguments *args, struct argp_state *state, const char *key, const char *text, uint64_t low,
                uint64_t high)
{
    (void)whole(state, key, text, low, high);
    rk_settings_add(&args->settings, key, text);
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    arguments *args = state->input;
    switch (key) {
    case 'o':
        args->output = text;
        break;
    case 'q':
        args->quiet = true;
        break;
    case KEY_JSON:
        args->json = true;
        break;
    case KEY_MODELS:
        args->models = text;
        break;
    case KEY_SET:
        rk_settings_add(&args->settings, NULL, text);
        break;
    case KEY_PRECISION:
        args->precision = text;
        break;
    case KEY_REPLICATIONS:
        args->n_given = true;
        set(args, state, "replications", text, 1, replications_max);
        break;
    case KEY_SEED:
        set(args, state, "seed", text, 0, seed_max);
        break;
    case KEY_YEARS:
        set(args, state, "years", text, 1, years_max);
        break;
    case KEY_FIRST:
        args->first_replication = whole(state, "first-replication", text, 0, UINT32_MAX);
        break;
    case KEY_THREADS:
        args->n_threads = whole(state, "threads", text, 1, 1024);
        break;
    case ARGP_KEY_ARG:
        if (args->file != NULL) {
            argp_error(state, "one scenario at a time: '%s' or '%s'?", args->file, text);
        }
        args->file = text;
        break;
    case ARGP_KEY_END:
        if (args->precision != NULL && !args->n_given) {
            rk_settings_add(&args->settings, "replications", "100000");
        }
        break;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "which scenario? `renkei run ehime` is a start");
        break;
    default:
        return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

/* One word as a shell reads it. */
static void quote(FILE *out, const char *word)
{
    if (word[0] != '\0' && strpbrk(word, " \t\n'\"\\$`*?()[]{};&|<>#~!") == NULL) {
        fputs(word, out);
        return;
    }
    fputc('\'', out);
    for (; *word != '\0'; word++) {
        fputs(*word == '\'' ? "'\\''" : (char[]){*word, '\0'}, out);
    }
    fputc('\'', out);
}

/* The command line as it would be typed, for provenance; NULL when memory is out. */
static char *command_line(int argc, char **argv)
{
    char *line = NULL;
    size_t n_bytes = 0;
    FILE *out = open_memstream(&line, &n_bytes);
    if (out == NULL) {
        return NULL;
    }
    fputs(argv[0], out);
    for (int i = 1; i < argc; i++) {
        fputc(' ', out);
        quote(out, argv[i]);
    }
    return fclose(out) == 0 ? line : NULL;
}

/* goal: NULL for a fixed number of replications; reached: whether it was. */
static rk_status simulate(rk_ensemble *ensemble, rk_results *results, rk_progress *progress, const rk_precision *goal,
                          bool *reached)
{
    rk_status status = RK_OK;
    uint32_t look = rk_precision_first_look();
    double half_width;
    bool before = false; /* narrow enough at the look before */
    *reached = false;
    while (status == RK_OK && !rk_ensemble_done(ensemble) && !*reached && !rk_interrupt_asked()) {
        status = rk_ensemble_advance(ensemble);
        if (status == RK_OK) {
            status = rk_results_append(results, rk_ensemble_batch(ensemble));
        }
        rk_progress_show(progress, rk_ensemble_finished(ensemble));
        if (status == RK_OK && goal != NULL && rk_ensemble_finished(ensemble) >= look) {
            bool narrow = rk_precision_reached(ensemble, goal, &half_width);
            *reached = narrow && before;
            before = narrow;
            look = rk_precision_next_look(rk_ensemble_finished(ensemble));
        }
    }
    return status;
}

/* What was asked for, what was reached, and how many replications that took. */
static void say_precision(const arguments *args, rk_ensemble *ensemble, const rk_precision *goal, bool reached)
{
    double half_width;
    char count[RK_TEXT_SIZE];
    if (goal == NULL || args->json) {
        return;
    }
    (void)rk_precision_reached(ensemble, goal, &half_width);
    rk_text_count(count, rk_ensemble_finished(ensemble));
    printf("\nPrecision %s: %s after %s replications", args->precision, reached ? "reached" : "NOT reached", count);
    if (goal->ranking) {
        puts(".");
    } else {
        printf("; the 95 %% half-width is %.3g%s.\n", goal->relative ? 100.0 * half_width : half_width,
               goal->relative ? " %" : "");
    }
}

/* Simulate and write. Returns an exit status; the report is printed unless the results could not be finished. */
static int run_to_file(const arguments *args, const char *command, rk_report *report, rk_results *results,
                       const rk_precision *goal)
{
    bool reached = false;
    const rk_scenario *scenario = report->scenario;
    double started = rk_progress_clock();
    double municipality_years = (double)rk_scenario_n_municipalities(scenario) * rk_scenario_years(scenario) *
                                (double)rk_scenario_n_models(scenario);
    rk_progress progress = rk_progress_start(report->n_asked, municipality_years, args->quiet);
    rk_status status = simulate(report->ensemble, results, &progress, goal, &reached);
    rk_progress_end(&progress);
    uint32_t finished = rk_ensemble_finished(report->ensemble);
    if (status != RK_OK || finished == 0) {
        rk_results_abandon(results);
        fputs(status == RK_OK ? "renkei run: interrupted before anything was finished; nothing is kept\n" : "", stderr);
        return status == RK_OK ? RK_EXIT_INTERRUPTED : rk_command_failed(command, status);
    }
    if (reached) {
        report->n_asked = finished;
        rk_results_settle(results, finished);
    }
    status = rk_results_finish(results, rk_ensemble_tally(report->ensemble), finished);
    rk_interrupt_removes(NULL);
    if (status != RK_OK) {
        return rk_command_failed(command, status);
    }
    report->seconds = rk_progress_clock() - started;
    if (args->json) {
        rk_report_json(report);
    } else {
        rk_report_text(report);
    }
    say_precision(args, report->ensemble, goal, reached);
    if (finished < report->n_asked) {
        fprintf(stderr, "%s: interrupted; %u of %u replications are finished and kept in %s, labelled as partial\n",
                command, finished, report->n_asked, report->path);
        return RK_EXIT_INTERRUPTED;
    }
    return RK_EXIT_OK;
}

static int run_scenario(const arguments *args, const rk_scenario *scenario, const char *typed)
{
    static const char command[] = "renkei run";
    rk_run_options run = rk_run_options_of(scenario);
    run.first_replication = (uint32_t)args->first_replication;
    run.n_threads = (int)args->n_threads;
    if (args->first_replication + run.n_replications > UINT32_MAX) {
        fprintf(stderr, "%s: --first-replication and --replications together go beyond %u\n", command, UINT32_MAX);
        return RK_EXIT_MISTAKE;
    }
    if (rk_isa_name() == NULL) {
        fprintf(stderr, "%s: RENKEI_ISA=%s: expected baseline, v3 or v4, and no more than this processor has\n",
                command, getenv("RENKEI_ISA"));
        return RK_EXIT_MISTAKE;
    }
    rk_precision goal;
    char problem[256];
    if (args->precision != NULL && !rk_precision_parse(scenario, args->precision, &goal, problem, sizeof problem)) {
        fprintf(stderr, "%s: --precision %s: %s\n", command, args->precision, problem);
        return RK_EXIT_MISTAKE;
    }
    rk_report report = {.scenario = scenario, .path = args->output, .n_asked = run.n_replications};
    rk_results *results = NULL;
    rk_interrupt_catch();
    rk_status status = rk_ensemble_open(scenario, &run, &report.ensemble);
    if (status == RK_OK) {
        status = rk_results_create(args->output, scenario, &run, typed, &results);
    }
    rk_interrupt_removes(status == RK_OK ? args->output : NULL);
    int exit_status = status == RK_OK
                          ? run_to_file(args, command, &report, results, args->precision != NULL ? &goal : NULL)
                          : rk_command_failed(command, status);
    rk_ensemble_close(report.ensemble);
    return exit_status;
}

int rk_command_run(int argc, char **argv)
{
    static const struct argp argp = {options, parse, "FILE", doc, NULL, NULL, NULL};
    arguments args = {.output = "results.h5"};
    rk_scenario *scenario = NULL;
    char *typed = command_line(argc, argv); /* before argp puts the arguments in another order */
    if (argp_parse(&argp, argc, argv, 0, NULL, &args) != 0 || typed == NULL) {
        free(typed);
        rk_settings_free(&args.settings);
        return rk_command_failed(argv[0], RK_ERR_MEMORY);
    }
    int exit_status = rk_open_scenario(argv[0], args.file, &args.settings, args.models, &scenario);
    if (!rk_target_usable(argv[0], args.output)) {
        exit_status = RK_EXIT_MISTAKE;
    }
    if (exit_status == RK_EXIT_OK) {
        exit_status = run_scenario(&args, scenario, typed);
    } else {
        fprintf(stderr, "%s: nothing was written\n", argv[0]);
    }
    rk_scenario_close(scenario);
    rk_settings_free(&args.settings);
    free(typed);
    return exit_status;
}
