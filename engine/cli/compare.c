/* renkei compare RESULTS: all models against the baseline. */
#include "cli/answer.h"
#include "cli/command.h"

#include <renkei/analysis.h>

#include <stdlib.h>
#include <string.h>

enum { METRICS_MAX = 32, OPTION_METRICS = 256, OPTION_BY, OPTION_INDIFFERENCE, OPTION_PAIRS };

typedef struct {
    rk_answer_options answer;
    rk_compare_options compare;
    const char *metrics[METRICS_MAX];
} arguments;

static const struct argp_option options[] = {
    {"metrics", OPTION_METRICS, "A,B,...", 0, "outcomes to show; default those that planners ask for first", 0},
    {"by", OPTION_BY, "METRIC", 0, "the outcome that ranks the models; default zero_cover_months", 0},
    {"indifference", OPTION_INDIFFERENCE, "X", 0, "smaller differences in it, in the unit shown, do not matter", 0},
    {"pairs", OPTION_PAIRS, NULL, 0, "also the chance of every model to beat every other", 0},
    {0},
};

static const struct argp_child children[] = {{&rk_answer_argp, 0, NULL, 0}, {0}};

static const char doc[] =
    "All models of a results file against its baseline: level, paired difference with its 95 % interval, the chance to "
    "beat the baseline and to be the best of all, and how many more replications would settle an open ranking.\v"
    "Examples:\n"
    "  renkei compare results.h5\n"
    "  renkei compare results.h5 --by cost_total --lang ja\n"
    "  renkei compare results.h5 --metrics zero_cover_months,paid_nation --csv compare.csv --bom";

static void split(arguments *args, char *text, struct argp_state *state)
{
    char *rest = text;
    for (char *name = strsep(&rest, ","); name != NULL; name = strsep(&rest, ",")) {
        if (args->compare.n_metrics == METRICS_MAX) {
            argp_error(state, "--metrics: at most %d outcomes", METRICS_MAX);
        }
        args->metrics[args->compare.n_metrics++] = name;
    }
    args->compare.metrics = args->metrics;
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    arguments *args = state->input;
    char *end = NULL;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &args->answer;
        return 0;
    case OPTION_METRICS:
        split(args, text, state);
        return 0;
    case OPTION_BY:
        args->compare.by = text;
        return 0;
    case OPTION_INDIFFERENCE:
        args->compare.indifference = strtod(text, &end);
        if (end == text || *end != '\0' || !(args->compare.indifference >= 0.0)) {
            argp_error(state, "--indifference %s: expected a number of at least 0", text);
        }
        return 0;
    case OPTION_PAIRS:
        args->compare.pairs = true;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static rk_status ask(const rk_reading *reading, const void *args, rk_answer **answer)
{
    return rk_compare(reading, &((const arguments *)args)->compare, answer);
}

int rk_command_compare(int argc, char **argv)
{
    static const struct argp argp = {options, parse, "RESULTS", doc, children, NULL, NULL};
    arguments args = {.answer.english = rk_locale_is_english()};
    return rk_answer_ask(argc, argv, &argp, &args, &args.answer, ask);
}
