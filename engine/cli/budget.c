/* renkei budget RESULTS...: who pays what, and how sure. */
#include "cli/amount.h"
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/text.h"

#include <renkei/analysis.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    FILES_MAX = 64,
    OPTION_PAYER = 256,
    OPTION_ENVELOPE,
    OPTION_OVER,
    OPTION_CHANCE,
    OPTION_DISCOUNT,
    OPTION_SUPPRESS
};

typedef struct {
    rk_answer_options answer;
    rk_budget_options budget;
    const char *files[FILES_MAX];
} arguments;

static const struct argp_option options[] = {
    {"payer", OPTION_PAYER, "WHO", 0, "municipality, prefecture, nation, joint_office, other or total; default all", 0},
    {"envelope", OPTION_ENVELOPE, "YEN", 0, "how often is this exceeded? For example 5oku, 300man, 3億円", 0},
    {"over", OPTION_OVER, "year|run", 0, "the envelope is that of each fiscal year (default) or of the whole run", 0},
    {"chance", OPTION_CHANCE, "P", 0, "which envelope is exceeded with this chance? Default 10%", 0},
    {"discount", OPTION_DISCOUNT, "R", 0, "discount rate of present values a year; default prices.discount", 0},
    {"suppress", OPTION_SUPPRESS, "N", 0, "leave out the figures of prefectures with fewer than N municipalities", 0},
    {0},
};

static const struct argp_child children[] = {{&rk_answer_argp, 0, NULL, 0}, {0}};

static const char doc[] =
    "Money by payer, cost item and fiscal year: mean, P10 to P95, the mean of the dearest futures, present values; how "
    "often an envelope is exceeded and which envelope a chance asks for; what carrying risks together saves; what "
    "funding rules move. Several files of different prefectures, run with the same models, seed and replications, are "
    "added up future by future.\v"
    "Examples:\n"
    "  renkei budget results.h5\n"
    "  renkei budget results.h5 --payer nation --envelope 5oku --chance 5%\n"
    "  renkei budget results.h5 --payer prefecture --envelope 30oku --over run --discount 2%\n"
    "  renkei budget ehime.h5 kagawa.h5 kochi.h5 --payer nation --suppress 20 --csv budget.csv --bom";

static double share(struct argp_state *state, const char *name, const char *text, double least, double most)
{
    double value = 0.0;
    if (!rk_amount_share(text, &value) || value < least || value > most) {
        argp_error(state, "--%s %s: expected %g to %g %%, for example %g%%", name, text, 100.0 * least, 100.0 * most,
                   least > 0.0 ? 10.0 : 2.0);
    }
    return value;
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    arguments *args = state->input;
    uint64_t whole = 0;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &args->answer;
        return 0;
    case OPTION_PAYER:
        args->budget.payer = text;
        return 0;
    case OPTION_ENVELOPE:
        if (!rk_amount_yen(text, &args->budget.envelope)) {
            argp_error(state, "--envelope %s: expected an amount such as 5oku, 1.2億円, 300man or 3000000 yen", text);
        }
        return 0;
    case OPTION_OVER:
        if (strcmp(text, "year") != 0 && strcmp(text, "run") != 0) {
            argp_error(state, "--over %s: expected year or run", text);
        }
        args->budget.over_run = strcmp(text, "run") == 0;
        return 0;
    case OPTION_CHANCE:
        args->budget.chance = share(state, "chance", text, 0.0001, 0.9999);
        return 0;
    case OPTION_DISCOUNT:
        args->budget.discount = share(state, "discount", text, 0.0, 0.5);
        return 0;
    case OPTION_SUPPRESS:
        if (!rk_text_whole(text, 0, 10000, &whole)) {
            argp_error(state, "--suppress %s: expected a whole number of 0 to 10000", text);
        }
        args->budget.suppress = (unsigned)whole;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* Open all files; returns the exit status. */
static int open_all(const char *command, const rk_answer_options *given, rk_reading *readings[FILES_MAX])
{
    int exit_status = RK_EXIT_OK;
    for (size_t i = 0; i < given->n_files; i++) {
        rk_answer_options one = *given;
        one.file = given->files[i];
        int opened = rk_answer_open(command, &one, &readings[i]);
        exit_status = exit_status == RK_EXIT_OK ? opened : exit_status;
    }
    return exit_status;
}

int rk_command_budget(int argc, char **argv)
{
    static const struct argp argp = {options, parse, "RESULTS...", doc, children, NULL, NULL};
    arguments args = {.answer.english = rk_locale_is_english(),
                      .budget = {.envelope = (double)NAN, .chance = 0.1, .discount = (double)NAN}};
    args.answer.files = args.files;
    args.answer.files_max = FILES_MAX;
    rk_reading *readings[FILES_MAX] = {NULL};
    rk_answer *answer = NULL;
    if (argp_parse(&argp, argc, argv, 0, NULL, &args) != 0) {
        return rk_command_failed(argv[0], RK_ERR_MEMORY);
    }
    int exit_status = open_all(argv[0], &args.answer, readings);
    if (exit_status == RK_EXIT_OK) {
        rk_status status = rk_budget((const rk_reading *const *)readings, args.answer.n_files, &args.budget, &answer);
        exit_status = rk_answer_show(argv[0], &args.answer, readings[0], status, answer);
    }
    for (size_t i = 0; i < args.answer.n_files; i++) {
        rk_reading_close(readings[i]);
    }
    return exit_status;
}
