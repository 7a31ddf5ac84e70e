/* renkei value RESULTS: which survey to commission. */
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/option.h"

#include <renkei/analysis.h>

#include <math.h>

enum { OPTION_EFFECT = 256, OPTION_WTP };

typedef struct {
    rk_answer_options answer;
    rk_value_options value;
} arguments;

static const struct argp_option options[] = {
    {"effect", OPTION_EFFECT, "METRIC", 0, "what money is to buy; default zero_cover_months (fewer of them)", 0},
    {"wtp", OPTION_WTP, "YEN", 0, "what one unit of it is worth; default what a month of one own post costs", 0},
    {0},
};

static const struct argp_child children[] = {{&rk_answer_argp, 0, NULL, 0}, {0}};

static const char doc[] = "What it would be worth to know the assumptions before choosing a model: all of them, and "
                          "one by one, in yen a year "
                          "and over the run, which is the most that a survey may cost; which model is best where an "
                          "assumption is low or high, "
                          "and where that changes.\v"
                          "Knowing an assumption includes what it tells of those that the scenario correlates with it.\n"
                          "\n"
                          "Examples:\n"
                          "  renkei value results.h5\n"
                          "  renkei value results.h5 --wtp 3000man --lang ja\n"
                          "  renkei value results.h5 --effect unserved_work --csv value.csv";

static error_t parse(int key, char *text, struct argp_state *state)
{
    arguments *args = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &args->answer;
        return 0;
    case OPTION_EFFECT:
        args->value.effect = text;
        return 0;
    case OPTION_WTP:
        args->value.price = rk_option_worth(state, text);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static rk_status ask(const rk_reading *reading, const void *args, rk_answer **answer)
{
    return rk_value(reading, &((const arguments *)args)->value, answer);
}

int rk_command_value(int argc, char **argv)
{
    static const struct argp argp = {options, parse, "RESULTS", doc, children, NULL, NULL};
    arguments args = {.answer.english = rk_locale_is_english(), .value.price = (double)NAN};
    return rk_answer_ask(argc, argv, &argp, &args, &args.answer, ask);
}
