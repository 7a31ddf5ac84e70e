/* The command line of `renkei sensitivity`. */
#include "cli/sensitivity_impl.h"

#include <stdio.h>
#include <string.h>

enum { OPTION_METHOD = 256, OPTION_OUTCOME, OPTION_MODEL, OPTION_VARY, OPTION_POINTS, OPTION_REPLICATIONS };

static const struct argp_option options[] = {
    {"method", OPTION_METHOD, "morris|sobol|tornado", 0, "how to look; default morris", 0},
    {"outcome", OPTION_OUTCOME, "METRIC", 0, "default zero_cover_months", 0},
    {"model", OPTION_MODEL, "A|A-B", 0,
     "whose outcome, or whose difference; default the first other model less the baseline", 0},
    {"vary", OPTION_VARY, "KEY[=RANGE]", 0,
     "only this number, as uncertain as it is, or in a range such as '0..10 %/year'; may be repeated. Default: all "
     "that "
     "is uncertain",
     0},
    {"points", OPTION_POINTS, "N", 0, "rows of the Sobol design (default 256) or walks of Morris (20)", 0},
    {"replications", OPTION_REPLICATIONS, "R", 0,
     "at each point, a multiple of two blocks (32 where inner is 16); default 4 blocks, tornado 32", 0},
    {0},
};

static const struct argp_child children[] = {
    {&rk_answer_argp, 0, NULL, 0}, {&rk_points_argp, 0, NULL, 0}, {&rk_kept_argp, 0, NULL, 0}, {0}};

static const char doc[] =
    "Which assumptions of the scenario FILE move an outcome, or the difference between two models. Luck is taken out: "
    "figures are of the expected outcome.\v"
    "morris   which matter at all: few points, all assumptions\n"
    "sobol    shares of the variance, alone and with interactions, with intervals\n"
    "tornado  one at a time from P10 to P90, all others at their medians\n"
    "Assumptions that the scenario correlates are moved each by itself, as if they were independent.\n"
    "\n"
    "Finished points are kept beside the file of --csv or --xlsx, or in that of --keep; without any nothing is kept. "
    "After Ctrl-C, kill -9 or a full disk the same command with --resume continues there, to the same answer.\n"
    "\n"
    "Examples:\n"
    "  renkei sensitivity ehime --model pool-alone\n"
    "  renkei sensitivity ehime --method sobol --vary quits.trend --vary hiring.round --vary work.load\n"
    "  renkei sensitivity ehime --method tornado --outcome cost_total --model pool --csv tornado.csv\n"
    "  renkei sensitivity ehime --method sobol --vary cover.support_days='2..8 days/month' --points 512";

static rk_sensitivity_method method_of(const struct argp_state *state, const char *text, rk_settings *settings)
{
    static const char *const names[] = {
        [RK_BY_SOBOL] = "sobol", [RK_BY_MORRIS] = "morris", [RK_BY_TORNADO] = "tornado"};
    for (int i = 0; i < 3; i++) {
        if (strcmp(text, names[i]) == 0) {
            return (rk_sensitivity_method)i;
        }
    }
    rk_option_wrong(state, settings, "--method %s: expected morris, sobol or tornado", text);
    return RK_BY_MORRIS;
}

/* "KEY=0..10 %/year" is a setting "KEY=uniform(0, 10) %/year"; what follows the first "=" is left as it is otherwise.
 */
static void add_range(rk_sensitivity_arguments *args, const char *text)
{
    const char *equals = strchr(text, '='), *dots = equals != NULL ? strstr(equals, "..") : NULL;
    char key[256], range[512];
    if (equals == NULL) {
        return;
    }
    snprintf(key, sizeof key, "%.*s", (int)(equals - text), text);
    if (dots == NULL) {
        rk_settings_add_of(&args->points.settings, "--vary", key, equals + 1);
        return;
    }
    size_t n = strspn(dots + 2, " +-.0123456789_eE");
    while (n > 0 && dots[1 + n] == ' ') {
        n--;
    }
    snprintf(range, sizeof range, "uniform(%.*s, %.*s)%s", (int)(dots - equals - 1), equals + 1, (int)n, dots + 2,
             dots + 2 + n);
    rk_settings_add_of(&args->points.settings, "--vary", key, range);
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    rk_sensitivity_arguments *args = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &args->answer;
        state->child_inputs[1] = &args->points;
        state->child_inputs[2] = &args->kept;
        return 0;
    case OPTION_METHOD:
        args->method = method_of(state, text, &args->points.settings);
        return 0;
    case OPTION_OUTCOME:
        args->outcome = text;
        return 0;
    case OPTION_MODEL:
        args->model = text;
        return 0;
    case OPTION_VARY:
        if (args->n_vary == RK_SENSITIVITY_VARIED_MAX) {
            argp_error(state, "--vary: at most %d times", RK_SENSITIVITY_VARIED_MAX);
        }
        add_range(args, text);
        args->vary[args->n_vary++] = text;
        return 0;
    case OPTION_POINTS:
        args->n_points = rk_option_noted(state, "points", text, 2, 1u << 20, &args->points.settings);
        return 0;
    case OPTION_REPLICATIONS:
        args->n_replications =
            rk_option_noted(state, "replications", text, 2 * RK_INNER_MIN, 1u << 20, &args->points.settings);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

const struct argp rk_sensitivity_argp = {options, parse, "FILE", doc, children, NULL, NULL};
