/* renkei frontier RESULTS: cost against coverage. */
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/option.h"

#include <renkei/analysis.h>

#include <math.h>

enum { OPTION_EFFECT = 256, OPTION_WTP };

typedef struct {
    rk_answer_options answer;
    rk_frontier_options frontier;
} arguments;

static const struct argp_option options[] = {
    {"effect", OPTION_EFFECT, "METRIC", 0, "what money is to buy; default zero_cover_months (fewer of them)", 0},
    {"wtp", OPTION_WTP, "YEN", 0, "what one unit of it is worth: also shown among the prices", 0},
    {0},
};

static const struct argp_child children[] = {{&rk_answer_argp, 0, NULL, 0}, {0}};

static const char doc[] =
    "Cost against coverage: which models are worth their cost, what each further step costs for a month without cover "
    "avoided and for a person-month of work done, which models are dominated, and how sure each is to be the best at "
    "what the effect is worth.\v"
    "Examples:\n"
    "  renkei frontier results.h5\n"
    "  renkei frontier results.h5 --effect unserved_work --wtp 80man\n"
    "  renkei frontier results.h5 --lang ja --xlsx frontier.xlsx";

static error_t parse(int key, char *text, struct argp_state *state)
{
    arguments *args = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &args->answer;
        return 0;
    case OPTION_EFFECT:
        args->frontier.effect = text;
        return 0;
    case OPTION_WTP:
        args->frontier.price = rk_option_worth(state, text);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static rk_status ask(const rk_reading *reading, const void *args, rk_answer **answer)
{
    return rk_frontier(reading, &((const arguments *)args)->frontier, answer);
}

int rk_command_frontier(int argc, char **argv)
{
    static const struct argp argp = {options, parse, "RESULTS", doc, children, NULL, NULL};
    arguments args = {.answer.english = rk_locale_is_english(), .frontier.price = (double)NAN};
    return rk_answer_ask(argc, argv, &argp, &args, &args.answer, ask);
}
