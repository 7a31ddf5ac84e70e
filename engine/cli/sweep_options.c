/* The command line of `renkei sweep`. */
#include "cli/option.h"
#include "cli/sweep_impl.h"

enum { OPTION_REPLICATIONS = 256, OPTION_POINTS, OPTION_INNER, OPTION_SEED, OPTION_THREADS, OPTION_SET, OPTION_JSON };

static const struct argp_option options[] = {
    {"output", 'o', "FILE", 0, "write to FILE instead of sweep.h5", 0},
    {"points", OPTION_POINTS, "N", 0, "points of a Latin hypercube or of Sobol's, instead of the scenario's", 0},
    {"replications", OPTION_REPLICATIONS, "N", 0, "at each point, instead of the scenario's", 0},
    {"inner", OPTION_INNER, "N", 0, "replications that share one draw of the assumptions, a multiple of 16", 0},
    {"seed", OPTION_SEED, "S", 0, "the same seed gives the same points and numbers", 0},
    {"set", OPTION_SET, "KEY=VALUE", 0, "change a value of the scenario; may be repeated", 0},
    {"threads", OPTION_THREADS, "N", 0, "instead of all processors; the results are the same", 0},
    {"quiet", 'q', NULL, 0, "no progress on stderr", 0},
    {"json", OPTION_JSON, NULL, 0, "one JSON object instead of the sentence; progress as JSON lines", 0},
    {0},
};

static const struct argp_child children[] = {{&rk_kept_argp, 0, NULL, 0}, {0}};

static const char doc[] = "Run the scenario FILE at every point of its `sweep:` block, all points on the same luck, "
                          "and write the outcomes of "
                          "all models to sweep.h5, with the design as coordinates.\v"
                          "A scenario says what varies:\n"
                          "\n"
                          "  sweep:\n"
                          "    design: factorial          # or latin_hypercube, sobol, list\n"
                          "    replications: 256          # at each point\n"
                          "    vary:\n"
                          "      parameters.quits.trend: [0 %/year, 10 %/year]\n"
                          "      models.pool.experts.number: [2, 4, 8]\n"
                          "\n"
                          "Ctrl-C ends after the point in hand and writes what is finished, labelled as partial. "
                          "Finished points are kept in FILE.points until the end: after Ctrl-C, kill -9 or a full disk "
                          "the same command with --resume continues there and gives the same figures.\n"
                          "\n"
                          "Examples:\n"
                          "  renkei sweep my.yaml\n"
                          "  renkei sweep my.yaml --replications 1024 -o grid.h5\n"
                          "  python3 -c 'import xarray; print(xarray.open_dataset(\"sweep.h5\"))'";

static error_t parse(int key, char *text, struct argp_state *state)
{
    rk_sweep_arguments *args = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &args->kept;
        return 0;
    case 'o':
        args->output = text;
        return 0;
    case 'q':
        args->quiet = true;
        return 0;
    case OPTION_JSON:
        args->json = true;
        return 0;
    case OPTION_POINTS:
        rk_option_key(state, "points", "sweep.points", text, 1, RK_SWEEP_POINTS_MAX, &args->settings);
        return 0;
    case OPTION_REPLICATIONS:
        rk_option_key(state, "replications", "sweep.replications", text, 1, 100000000, &args->settings);
        return 0;
    case OPTION_INNER:
        rk_option_key(state, "inner", "inner", text, RK_INNER_MIN, RK_INNER_MAX, &args->settings);
        return 0;
    case OPTION_SEED:
        rk_option_key(state, "seed", "seed", text, 0, INT64_MAX, &args->settings);
        return 0;
    case OPTION_THREADS:
        args->n_threads = rk_option_noted(state, "threads", text, 1, 1024, &args->settings);
        return 0;
    case OPTION_SET:
        rk_settings_add(&args->settings, text);
        return 0;
    case ARGP_KEY_ARG:
        if (args->file != NULL) {
            argp_error(state, "one scenario at a time: '%s' or '%s'?", args->file, text);
        }
        args->file = text;
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "which scenario?");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

const struct argp rk_sweep_argp = {options, parse, "FILE", doc, children, NULL, NULL};
