/* renkei stability SCENARIO --model KEY: run the coalitions of a model's members, then ask what they gain by leaving;
 * or ask a file of such a run again. */
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/job.h"
#include "cli/option.h"
#include "cli/target.h"

#include <renkei/analysis.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    OPTION_MODEL = 256,
    OPTION_MEMBERS,
    OPTION_PAIRS,
    OPTION_REPLICATIONS,
    OPTION_RESUME,
    OPTION_DISCARD,
    OPTION_EFFECT,
    OPTION_WTP,
    OPTION_PAYER
};

typedef struct {
    rk_answer_options answer;
    rk_points_options run;
    rk_stability_options stability;
    const char *model, *output;
    rk_parts_mode parts;
    const char *of_run; /* an option that is of use for a run only, as typed */
} arguments;

static const struct argp_option options[] = {
    {"model", OPTION_MODEL, "KEY", 0, "run the coalitions of this model's members; FILE is a scenario then", 0},
    {"members", OPTION_MEMBERS, "A,B,...", 0, "who may leave, codes or names; default every member", 0},
    {"pairs", OPTION_PAIRS, "N", 0, "sampled orders of more than 7 members, in pairs of reverses; default 4", 0},
    {"replications", OPTION_REPLICATIONS, "N", 0, "instead of the scenario's", 0},
    {"output", 'o', "RESULTS", 0, "write the run to RESULTS instead of coalitions.h5", 0},
    {"resume", OPTION_RESUME, NULL, 0, "continue a run that was killed, or whose disk was full", 0},
    {"discard", OPTION_DISCARD, NULL, 0, "begin anew, and remove what such a run left", 0},
    {"effect", OPTION_EFFECT, "METRIC", 0, "what coverage is: zero_cover_months (default) or unserved_work", 10},
    {"wtp", OPTION_WTP, "YEN", 0, "what one unit of it is worth; default a month of one own post; 0: money alone", 10},
    {"payer", OPTION_PAYER, "WHO", 0, "whose money counts: municipality (default), or total for all payers'", 10},
    {0},
};

static const struct argp_child children[] = {{&rk_points_argp, 0, NULL, 0}, {&rk_answer_argp, 0, NULL, 0}, {0}};

static const char doc[] =
    "Would a member gain by leaving a cooperation model, alone or with others? With --model, FILE is a scenario: its "
    "model is run with each member left out, with other coalitions, and with nobody in it, all on the same luck. "
    "Without, FILE is the results file of such a run. Shows what each member gains, ways to share the cost (as it is, "
    "equal, by population, by use, Shapley values), which group gains most by leaving, and the least subsidy that "
    "keeps all in.\v"
    "A run that was killed, or whose disk was full, has left what it had finished in RESULTS.parts; the same command "
    "with --resume continues there. One that was interrupted has written what is finished, labelled as partial, which "
    "can "
    "be asked, and `renkei extend` adds the rest.\n"
    "\n"
    "Examples:\n"
    "  renkei stability ehime --model shared\n"
    "  renkei stability neighbours --model offices --members 高知市,南国市,土佐市\n"
    "  renkei stability coalitions.h5 --wtp 300man --lang ja --csv stability.csv\n"
    "  renkei stability coalitions.h5 --payer total --effect unserved_work";

/* "A,B" as the list of a scenario. */
static void set_members(arguments *args, const char *text)
{
    char *list = NULL;
    if (asprintf(&list, "[%s]", text) < 0) {
        exit(rk_command_failed("renkei stability", RK_ERR_MEMORY));
    }
    rk_settings_add_of(&args->run.settings, "--members", "coalitions.members", list);
    free(list);
}

/* Before anything runs: of the members of coalitions no other outcome is kept. */
static void check_effect(arguments *args, const struct argp_state *state)
{
    const char *effect = args->stability.effect;
    if (effect != NULL && strcmp(effect, "zero_cover_months") != 0 && strcmp(effect, "unserved_work") != 0) {
        rk_option_wrong(state, &args->run.settings, "--effect %s: expected zero_cover_months or unserved_work", effect);
    }
}

static void check_end(arguments *args, struct argp_state *state)
{
    bool results = args->answer.file != NULL && rk_target_is_hdf5(args->answer.file);
    bool run =
        args->of_run != NULL || args->run.settings.n > 0 || args->run.settings.n_wrong > 0 || args->run.n_threads > 0;
    if (results && args->model != NULL) {
        argp_error(state, "%s is a results file; --model is for a scenario", args->answer.file);
    } else if (args->model == NULL && run) {
        argp_error(state, "%s is for a run; name the --model whose members may leave",
                   args->of_run != NULL ? args->of_run : "such an option");
    } else if (args->model != NULL) {
        check_effect(args, state);
    }
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    arguments *args = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &args->run;
        state->child_inputs[1] = &args->answer;
        return 0;
    case ARGP_KEY_END:
        check_end(args, state);
        return 0;
    case OPTION_MODEL:
        args->model = text;
        return 0;
    case OPTION_MEMBERS:
        args->of_run = "--members";
        set_members(args, text);
        return 0;
    case OPTION_PAIRS:
        args->of_run = "--pairs";
        rk_option_key(state, "pairs", "coalitions.pairs", text, 1, 200, &args->run.settings);
        return 0;
    case OPTION_REPLICATIONS:
        args->of_run = "--replications";
        rk_option_key(state, "replications", "replications", text, 1, 100000000, &args->run.settings);
        return 0;
    case 'o':
        args->of_run = "-o";
        args->output = text;
        return 0;
    case OPTION_RESUME:
        args->of_run = "--resume";
        rk_option_parts(state, RK_PARTS_RESUME, &args->parts);
        return 0;
    case OPTION_DISCARD:
        args->of_run = "--discard";
        rk_option_parts(state, RK_PARTS_DISCARD, &args->parts);
        return 0;
    case OPTION_EFFECT:
        args->stability.effect = text;
        return 0;
    case OPTION_WTP:
        args->stability.price = rk_option_worth(state, text);
        return 0;
    case OPTION_PAYER:
        if (strcmp(text, "municipality") != 0 && strcmp(text, "total") != 0) {
            argp_error(state, "--payer %s: expected municipality or total", text);
        }
        args->stability.all_payers = strcmp(text, "total") == 0;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* From here on the run's file is what is asked. Returns an exit status. */
static int run_coalitions(arguments *args, const char *typed)
{
    static const char command[] = "renkei stability";
    rk_scenario *scenario = NULL;
    rk_settings_add_of(&args->run.settings, "--model", "coalitions.model", args->model);
    int exit_status = rk_open_scenario(command, args->answer.file, &args->run.settings, NULL, &scenario);
    if (!rk_target_usable(command, args->output)) {
        exit_status = RK_EXIT_MISTAKE;
    }
    if (exit_status == RK_EXIT_OK) {
        rk_job job = {.command = command,
                      .typed = typed,
                      .output = args->output,
                      .scenario = scenario,
                      .run = rk_run_options_of(scenario),
                      .keeps_parts = true,
                      .parts = args->parts,
                      .quiet = args->run.quiet,
                      .json = args->answer.json,
                      .no_report = true};
        job.run.n_threads = (int)args->run.n_threads;
        exit_status = rk_job_run(&job);
    } else {
        fprintf(stderr, "%s: nothing was written\n", command);
    }
    rk_scenario_close(scenario);
    args->answer.file = args->output;
    return exit_status;
}

int rk_command_stability(int argc, char **argv)
{
    static const struct argp argp = {options, parse, "FILE", doc, children, NULL, NULL};
    arguments args = {
        .answer.english = rk_locale_is_english(), .stability.price = (double)NAN, .output = "coalitions.h5"};
    rk_reading *reading = NULL;
    rk_answer *answer = NULL;
    char *typed = rk_job_typed(argc, argv); /* before argp puts the arguments in another order */
    int exit_status = RK_EXIT_OK;
    if (argp_parse(&argp, argc, argv, 0, NULL, &args) != 0 || typed == NULL) {
        exit_status = rk_command_failed(argv[0], RK_ERR_MEMORY);
    } else if (args.model != NULL) {
        exit_status = run_coalitions(&args, typed);
    }
    if (exit_status == RK_EXIT_OK) {
        exit_status = rk_answer_open(argv[0], &args.answer, &reading);
    }
    if (exit_status == RK_EXIT_OK) {
        rk_status status = rk_stability(reading, &args.stability, &answer);
        exit_status = rk_answer_show(argv[0], &args.answer, reading, status, answer);
    }
    rk_reading_close(reading);
    rk_settings_free(&args.run.settings);
    free(typed);
    return exit_status;
}
