/* renkei replay RESULTS. */
#include "cli/replay.h"

#include "cli/again.h"
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/option.h"
#include "cli/target.h"

#include <renkei/results.h>

#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    OPTION_REPLICATION = 256,
    OPTION_MUNICIPALITY,
    OPTION_MODEL,
    OPTION_DIFFERENCES,
    OPTION_SET,
    OPTION_LANG,
    OPTION_JSON
};

/* Replications that a run may have. */
static const uint32_t replications_max = 100000000;

typedef struct {
    const char *file, *municipality, *model, *replication;
    uint64_t number;
    rk_settings settings;
    bool differences, english, json;
} arguments;

static const struct argp_option options[] = {
    {"replication", OPTION_REPLICATION, "N", 0, "which future, counted from 0", 0},
    {"municipality", OPTION_MUNICIPALITY, "M", 0, "code or name", 0},
    {"model", OPTION_MODEL, "KEY", 0, "the model; default the baseline", 0},
    {"differences", OPTION_DIFFERENCES, NULL, 0, "only what the model changed against the baseline", 0},
    {"set", OPTION_SET, "KEY=VALUE", 0, "of a scenario: change a value; may be repeated", 0},
    {"lang", OPTION_LANG, "ja|en", 0, "language of the text; default from the locale", 0},
    {"json", OPTION_JSON, NULL, 0, "JSON on standard output instead of the text", 0},
    {0},
};

static const char doc[] =
    "The life of one municipality in one future, month by month: who came, who left and why, which April round found "
    "nobody, sick leave and return, which request the pool served or refused, incidents, disasters and national tasks, "
    "work and overload, and the money by cost item and payer. With --differences only what a model changed against the "
    "baseline, person by person.\v"
    "RESULTS is a results file, whose scenario, settings and seed are taken from the file; it must have been written "
    "by "
    "this very build of renkei. It may be a scenario, too.\n"
    "\n"
    "Examples:\n"
    "  renkei replay results.h5 --replication 417 --municipality 38386\n"
    "  renkei replay results.h5 --replication 417 --municipality 久万高原町 \\\n"
    "    --model pool --lang ja\n"
    "  renkei replay results.h5 --replication 417 --municipality 38386 \\\n"
    "    --model pool --differences\n"
    "  renkei replay ehime --set seed=7 --replication 0 --municipality 38386 --json";

static error_t parse(int key, char *text, struct argp_state *state)
{
    arguments *args = state->input;
    switch (key) {
    case OPTION_REPLICATION:
        args->number = rk_option_whole(state, "replication", text, 0, replications_max - 1);
        args->replication = text;
        return 0;
    case OPTION_MUNICIPALITY:
        args->municipality = text;
        return 0;
    case OPTION_MODEL:
        args->model = text;
        return 0;
    case OPTION_DIFFERENCES:
        args->differences = true;
        return 0;
    case OPTION_SET:
        rk_settings_add(&args->settings, text);
        return 0;
    case OPTION_LANG:
        args->english = rk_option_english(state, text);
        return 0;
    case OPTION_JSON:
        args->json = true;
        return 0;
    case ARGP_KEY_ARG:
        if (args->file != NULL) {
            argp_error(state, "one results file at a time: '%s' or '%s'?", args->file, text);
        }
        args->file = text;
        return 0;
    case ARGP_KEY_END:
        if (args->file == NULL || args->replication == NULL || args->municipality == NULL) {
            argp_error(state, "which %s? For example results.h5 --replication 417 --municipality 38386",
                       args->file == NULL          ? "results file"
                       : args->replication == NULL ? "replication"
                                                   : "municipality");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* ---- The scenario, and the futures that there are ---- */

typedef struct {
    rk_scenario *scenario;
    uint64_t seed;
    uint32_t first, n; /* replications that may be asked for */
} source;

static int open_results(const char *command, const arguments *args, source *from)
{
    rk_earlier *earlier = NULL;
    if (args->settings.n > 0) {
        fprintf(stderr, "%s: --set changes a scenario; %s is a results file\n", command, args->file);
        return RK_EXIT_MISTAKE;
    }
    int exit_status = rk_again_open(command, args->file, &earlier);
    rk_mistakes *mistakes = rk_mistakes_new();
    if (exit_status == RK_EXIT_OK) {
        rk_status status = RK_ERR_MEMORY;
        if (mistakes != NULL) {
            status = rk_earlier_scenario(earlier, 0, mistakes, &from->scenario);
            rk_mistakes_print(mistakes, stderr);
        }
        exit_status = status == RK_OK ? RK_EXIT_OK : rk_command_failed(command, status);
        rk_run_options run = rk_earlier_options(earlier);
        from->seed = run.seed;
        from->first = run.first_replication;
        from->n = rk_earlier_finished(earlier);
    }
    rk_mistakes_free(mistakes);
    rk_earlier_close(earlier);
    return exit_status;
}

static int open_source(const char *command, const arguments *args, source *from)
{
    if (rk_target_is_hdf5(args->file)) {
        return open_results(command, args, from);
    }
    int exit_status = rk_open_scenario(command, args->file, &args->settings, NULL, &from->scenario);
    if (exit_status == RK_EXIT_OK) {
        from->seed = rk_scenario_seed(from->scenario);
        from->n = replications_max;
    }
    return exit_status;
}

/* ---- What was asked for ---- */

/* without: a model that is left out, or SIZE_MAX. */
static void list_models(const rk_scenario *scenario, size_t without)
{
    const char *between = "";
    for (size_t i = 0; i < rk_scenario_n_models(scenario); i++) {
        if (i != without) {
            fprintf(stderr, "%s%s", between, rk_scenario_model_key(scenario, i));
            between = ", ";
        }
    }
    fputs("\n", stderr);
}

/* Every mistake at once; returns whether there was none. */
static bool find(const char *command, const arguments *args, const source *from, rk_replay_options *asked)
{
    char problem[512];
    bool fine = true;
    const rk_scenario *scenario = from->scenario;
    size_t baseline = rk_scenario_baseline(scenario), n_models = rk_scenario_n_models(scenario);
    *asked = (rk_replay_options){.seed = from->seed, .replication = (uint32_t)args->number, .model = baseline};
    if (args->number < from->first || args->number >= (uint64_t)from->first + from->n) {
        fprintf(stderr, "%s: --replication %s: %s has the replications %u to %u\n", command, args->replication,
                args->file, from->first, from->first + from->n - 1);
        fine = false;
    }
    asked->municipality = rk_replay_find(scenario, args->municipality, problem, sizeof problem);
    if (asked->municipality == rk_scenario_n_municipalities(scenario)) {
        fprintf(stderr, "%s: --municipality %s: %s\n", command, args->municipality, problem);
        fine = false;
    }
    if (args->model != NULL) {
        asked->model = rk_scenario_model_find(scenario, args->model);
    }
    if (asked->model == n_models) {
        fprintf(stderr, "%s: --model %s: there is no such model; expected one of ", command, args->model);
        list_models(scenario, SIZE_MAX);
        fine = false;
    } else if (args->differences && asked->model == baseline) {
        fprintf(stderr, "%s: --differences: %s is the baseline itself; --model one of ", command,
                rk_scenario_model_key(scenario, baseline));
        list_models(scenario, baseline);
        fine = false;
    }
    return fine;
}

static int tell(const char *command, const arguments *args, const source *from, const rk_replay_options *asked)
{
    rk_replay *replay = NULL, *baseline = NULL;
    rk_status status = rk_replay_open(from->scenario, asked, &replay);
    if (status == RK_OK && args->differences) {
        rk_replay_options other = *asked;
        other.model = rk_scenario_baseline(from->scenario);
        status = rk_replay_open(from->scenario, &other, &baseline);
    }
    int exit_status = RK_EXIT_OK;
    if (status != RK_OK) {
        exit_status = rk_command_failed(command, status);
    } else {
        const rk_told told = {args->file, from->scenario, replay, baseline, args->english};
        bool whole = args->json          ? rk_told_print_json(&told)
                     : args->differences ? rk_told_print_differences(&told)
                                         : rk_told_print_text(&told);
        exit_status = whole ? RK_EXIT_OK : rk_command_failed(command, RK_ERR_MEMORY);
    }
    rk_replay_close(replay);
    rk_replay_close(baseline);
    return exit_status;
}

int rk_command_replay(int argc, char **argv)
{
    static const struct argp argp = {options, parse, "RESULTS", doc, NULL, NULL, NULL};
    arguments args = {.english = rk_locale_is_english()};
    source from = {0};
    rk_replay_options asked;
    if (argp_parse(&argp, argc, argv, 0, NULL, &args) != 0) {
        rk_settings_free(&args.settings);
        return rk_command_failed(argv[0], RK_ERR_MEMORY);
    }
    int exit_status = open_source(argv[0], &args, &from);
    if (exit_status == RK_EXIT_OK) {
        exit_status = find(argv[0], &args, &from, &asked) ? tell(argv[0], &args, &from, &asked) : RK_EXIT_MISTAKE;
    }
    rk_scenario_close(from.scenario);
    rk_settings_free(&args.settings);
    return exit_status;
}
