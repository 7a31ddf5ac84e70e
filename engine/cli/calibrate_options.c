/* The command line of `renkei calibrate`. */
#include "cli/calibrate_impl.h"

#include <stdlib.h>
#include <string.h>

enum {
    OPTION_TARGETS = 256,
    OPTION_PARAMETERS,
    OPTION_MODEL,
    OPTION_POINTS,
    OPTION_ROUNDS,
    OPTION_REPLICATIONS,
    OPTION_DRAWS,
    OPTION_DISCREPANCY,
    OPTION_HOLD_OUT,
    OPTION_PRIOR,
    OPTION_PAGE
};

static const struct argp_option options[] = {
    {"targets", OPTION_TARGETS, "FILE", 0, "published figures, a CSV file", 0},
    {"parameters", OPTION_PARAMETERS, "A,B,...", 0,
     "what is calibrated; default the parameters that the scenario gives as distributions. The others vary as ever", 0},
    {"model", OPTION_MODEL, "KEY", 0, "which model the years went by; default the baseline", 0},
    {"points", OPTION_POINTS, "N", 0, "points of a round; default 256", 0},
    {"rounds", OPTION_ROUNDS, "N", 0,
     "at most so many rounds, 1 to 8; default 4. It ends at an effective sample of 100", 0},
    {"replications", OPTION_REPLICATIONS, "R", 0,
     "at each point, whole blocks (of 16), at least two; default 4 blocks (64 where inner is 16)", 0},
    {"discrepancy", OPTION_DISCREPANCY, "PERCENT", 0,
     "what the model is wrong by whatever its parameters, in per cent of a figure (standard deviation); default 5", 0},
    {"draws", OPTION_DRAWS, "N", 0, "rows of the posterior; default 512", 0},
    {"output", 'o', "FILE", 0, "the posterior; default posterior.csv", 0},
    {"hold-out", OPTION_HOLD_OUT, "YEAR|all", 0, "fit without this year's figures, and predict them; all: each in turn",
     0},
    {"prior", OPTION_PRIOR, NULL, 0, "only hold the priors against the figures; one round, no posterior", 0},
    {"page", OPTION_PAGE, "FILE", 0, "the answer as a page in Markdown, too", 0},
    {0},
};

static const struct argp_child children[] = {
    {&rk_answer_argp, 0, NULL, 0}, {&rk_points_argp, 0, NULL, 0}, {&rk_kept_argp, 0, NULL, 0}, {0}};

static const char doc[] =
    "Which assumptions of the scenario FILE agree with published figures of past years: a posterior, that scenarios "
    "name "
    "instead of priors (`posterior: posterior.csv`), and how well it predicts a year that it has not seen.\v"
    "Weights are a synthetic likelihood over points of the priors; further rounds look where the weights are. Columns "
    "of the "
    "figures: fiscal_year, metric, value, unit, scope; error, fact, note where known.\n"
    "\n"
    "Finished points are kept beside the posterior, with --prior beside the file of --csv, --xlsx or --page, or in "
    "that of "
    "--keep; without any nothing is kept. After Ctrl-C, kill -9 or a full disk the same command with --resume "
    "continues "
    "there, to the same posterior; further --rounds may be asked for.\n"
    "\n"
    "Examples:\n"
    "  renkei calibrate calibration --targets scenarios/data/targets.csv --prior\n"
    "  renkei calibrate calibration --targets scenarios/data/targets.csv -o posterior.csv --hold-out all --page "
    "past.md\n"
    "  renkei run ehime --set posterior=posterior.csv";

static double percent(const struct argp_state *state, const char *text, rk_settings *settings)
{
    char *end = NULL;
    double value = strtod(text, &end);
    end += end != NULL ? strspn(end, " ") : 0;
    end += *end == '%';
    if (end == text || *end != '\0' || !(value >= 0.0 && value <= 100.0)) {
        rk_option_wrong(state, settings, "--discrepancy %s: expected per cent from 0 to 100, such as 5", text);
    }
    return value / 100.0;
}

static error_t parse_count(int key, const char *text, struct argp_state *state, rk_calibrate_arguments *args)
{
    switch (key) {
    case OPTION_POINTS:
        args->n_points = rk_option_noted(state, "points", text, 16, 1u << 16, &args->points.settings);
        return 0;
    case OPTION_ROUNDS:
        args->n_rounds = rk_option_noted(state, "rounds", text, 1, RK_CALIBRATION_ROUNDS_MAX, &args->points.settings);
        return 0;
    case OPTION_REPLICATIONS:
        args->n_replications =
            rk_option_noted(state, "replications", text, 2 * RK_INNER_MIN, 1u << 16, &args->points.settings);
        return 0;
    case OPTION_DRAWS:
        args->n_draws = rk_option_noted(state, "draws", text, 32, 100000, &args->points.settings);
        return 0;
    case OPTION_HOLD_OUT:
        args->hold_out = strcmp(text, "all") == 0
                             ? -1
                             : (int)rk_option_noted(state, "hold-out", text, 1990, 2100, &args->points.settings);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    rk_calibrate_arguments *args = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &args->answer;
        state->child_inputs[1] = &args->points;
        state->child_inputs[2] = &args->kept;
        return 0;
    case OPTION_TARGETS:
        args->targets = text;
        return 0;
    case OPTION_PARAMETERS:
        args->parameters = text;
        return 0;
    case OPTION_MODEL:
        args->model = text;
        return 0;
    case OPTION_DISCREPANCY:
        args->discrepancy = percent(state, text, &args->points.settings);
        return 0;
    case 'o':
        args->output = text;
        return 0;
    case OPTION_PRIOR:
        args->prior_only = true;
        return 0;
    case OPTION_PAGE:
        args->page = text;
        return 0;
    case ARGP_KEY_END:
        if (args->targets == NULL) {
            argp_error(state, "--targets FILE is needed: the published figures");
        }
        if (args->prior_only && args->hold_out != 0) {
            argp_error(state, "--prior fits nothing, so there is no year to hold out");
        }
        return 0;
    default:
        return parse_count(key, text, state, args);
    }
}

const struct argp rk_calibrate_argp = {options, parse, "FILE", doc, children, NULL, NULL};
