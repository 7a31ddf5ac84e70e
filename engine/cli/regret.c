/* renkei regret RESULTS: what a choice would have cost in hindsight, and when the leading model loses. */
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/option.h"

#include <renkei/analysis.h>

#include <math.h>

enum { OPTION_BY = 256, OPTION_WTP };

typedef struct {
    rk_answer_options answer;
    rk_regret_options regret;
} arguments;

static const struct argp_option options[] = {
    {"by", OPTION_BY, "METRIC", 0, "the outcome that is regretted; default zero_cover_months", 0},
    {"wtp", OPTION_WTP, "YEN", 0, "what one unit of it is worth: regret in net benefit, cost taken off", 0},
    {0},
};

static const struct argp_child children[] = {{&rk_answer_argp, 0, NULL, 0}, {0}};

static const char doc[] =
    "Regret of each model against the best of each future, and of each set of assumptions: mean, P90, largest. Then "
    "the "
    "assumptions under which the leading model is not the best, as a region with few limits, and those under which "
    "others are.\v"
    "Examples:\n"
    "  renkei regret results.h5\n"
    "  renkei regret results.h5 --wtp 3000man --lang ja\n"
    "  renkei regret results.h5 --by unserved_work --csv regret.csv";

static error_t parse(int key, char *text, struct argp_state *state)
{
    arguments *args = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &args->answer;
        return 0;
    case OPTION_BY:
        args->regret.by = text;
        return 0;
    case OPTION_WTP:
        args->regret.price = rk_option_worth(state, text);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static rk_status ask(const rk_reading *reading, const void *args, rk_answer **answer)
{
    return rk_regret(reading, &((const arguments *)args)->regret, answer);
}

int rk_command_regret(int argc, char **argv)
{
    static const struct argp argp = {options, parse, "RESULTS", doc, children, NULL, NULL};
    arguments args = {.answer.english = rk_locale_is_english(), .regret.price = (double)NAN};
    return rk_answer_ask(argc, argv, &argp, &args, &args.answer, ask);
}
