#include "cli/scenario_arguments.h"

error_t rk_scenario_arguments_parse(int key, char *text, struct argp_state *state)
{
    rk_scenario_arguments *args = state->input;
    switch (key) {
    case RK_ARGUMENT_SET:
        rk_settings_add(&args->settings, text);
        break;
    case RK_ARGUMENT_JSON:
        args->json = true;
        break;
    case ARGP_KEY_ARG:
        if (args->file != NULL) {
            argp_error(state, "one scenario at a time: '%s' or '%s'?", args->file, text);
        }
        args->file = text;
        break;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "which scenario?");
        break;
    default:
        return ARGP_ERR_UNKNOWN;
    }
    return 0;
}
