/* renkei risk RESULTS: what can go wrong. */
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/text.h"

#include <renkei/analysis.h>

enum { OPTION_MODEL = 256, OPTION_TOP, TOP_MAX = 10000, TOP_USUAL = 5 };

typedef struct {
    rk_answer_options answer;
    rk_risk_options risk;
} arguments;

static const struct argp_option options[] = {
    {"model", OPTION_MODEL, "KEY", 0, "only the municipalities of this model are listed", 0},
    {"top", OPTION_TOP, "N", 0, "list the N municipalities most at risk; default 5, 0: all", 0},
    {0},
};

static const struct argp_child children[] = {{&rk_answer_argp, 0, NULL, 0}, {0}};

static const char doc[] =
    "What can go wrong under each model: months without cover, when and where and how long; how many municipalities at "
    "once, against chance alone; desks of one person; lateness against the deadline.\v"
    "Examples:\n"
    "  renkei risk results.h5\n"
    "  renkei risk results.h5 --model alone --top 20 --lang ja\n"
    "  renkei risk results.h5 --top 0 --xlsx risk.xlsx";

static error_t parse(int key, char *text, struct argp_state *state)
{
    arguments *args = state->input;
    uint64_t top = 0;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &args->answer;
        return 0;
    case OPTION_MODEL:
        args->risk.model = text;
        return 0;
    case OPTION_TOP:
        if (!rk_text_whole(text, 0, TOP_MAX, &top)) {
            argp_error(state, "--top %s: expected a whole number from 0 to %d", text, TOP_MAX);
        }
        args->risk.top = top;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static rk_status ask(const rk_reading *reading, const void *args, rk_answer **answer)
{
    return rk_risk(reading, &((const arguments *)args)->risk, answer);
}

int rk_command_risk(int argc, char **argv)
{
    static const struct argp argp = {options, parse, "RESULTS", doc, children, NULL, NULL};
    arguments args = {.answer.english = rk_locale_is_english(), .risk.top = TOP_USUAL};
    return rk_answer_ask(argc, argv, &argp, &args, &args.answer, ask);
}
