/* renkei winners RESULTS: who gains and who loses. */
#include "cli/answer.h"
#include "cli/command.h"

#include <renkei/analysis.h>

enum { OPTION_MODEL = 256, OPTION_BY };

typedef struct {
    rk_answer_options answer;
    rk_winners_options winners;
} arguments;

static const struct argp_option options[] = {
    {"model", OPTION_MODEL, "KEY|all", 0, "whose municipalities are listed; default the model best on average", 0},
    {"by", OPTION_BY, "METRIC", 0,
     "what coverage is measured by: zero_cover_months (default), solo_months, unserved_work or backlog", 0},
    {0},
};

static const struct argp_child children[] = {{&rk_answer_argp, 0, NULL, 0}, {0}};

static const char doc[] =
    "Which municipalities gain and which lose under a model, in coverage and in what they pay themselves: by how much, "
    "with what chance and how sure; who is worst off and how unequal it is; by size, share of aged and fiscal "
    "capability.\v"
    "Examples:\n"
    "  renkei winners results.h5\n"
    "  renkei winners results.h5 --model pool --lang ja\n"
    "  renkei winners results.h5 --model all --xlsx winners.xlsx";

static error_t parse(int key, char *text, struct argp_state *state)
{
    arguments *args = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &args->answer;
        return 0;
    case OPTION_MODEL:
        args->winners.model = text;
        return 0;
    case OPTION_BY:
        args->winners.by = text;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static rk_status ask(const rk_reading *reading, const void *args, rk_answer **answer)
{
    return rk_winners(reading, &((const arguments *)args)->winners, answer);
}

int rk_command_winners(int argc, char **argv)
{
    static const struct argp argp = {options, parse, "RESULTS", doc, children, NULL, NULL};
    arguments args = {.answer.english = rk_locale_is_english()};
    return rk_answer_ask(argc, argv, &argp, &args, &args.answer, ask);
}
