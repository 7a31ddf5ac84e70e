/* The command line of the commands that read a scenario and run nothing: FILE, --set, --json. */
#ifndef RK_CLI_SCENARIO_ARGUMENTS_H
#define RK_CLI_SCENARIO_ARGUMENTS_H

#include "cli/open.h"

#include <argp.h>

typedef struct {
    const char *file;
    rk_settings settings;
    bool json;
} rk_scenario_arguments;

enum { RK_ARGUMENT_SET = 256, RK_ARGUMENT_JSON };

/* For struct argp; its input is an rk_scenario_arguments. */
error_t rk_scenario_arguments_parse(int key, char *text, struct argp_state *state);

#endif
