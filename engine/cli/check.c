/* renkei check FILE: every mistake at once, or what the scenario will do. */
#include "cli/command.h"
#include "cli/open.h"
#include "cli/scenario_arguments.h"
#include "cli/text.h"

#include <stdio.h>

static const struct argp_option options[] = {
    {"set", RK_ARGUMENT_SET, "KEY=VALUE", 0, "check it with this value changed; may be repeated", 0},
    {0},
};

static const char doc[] =
    "Read the scenario FILE and every file that it names, and list all mistakes, also those of the points "
    "of its `sweep:`, one a line, as "
    "FILE:LINE:COLUMN: KEY: what is wrong, what is allowed, the nearest known name.\v"
    "Examples:\n"
    "  renkei check my-prefecture.yaml\n"
    "  renkei check ehime --set years=20\n"
    "\n"
    "Exit status: 0 no mistake; 2 at least one.";

int rk_command_check(int argc, char **argv)
{
    static const struct argp argp = {options, rk_scenario_arguments_parse, "FILE", doc, NULL, NULL, NULL};
    rk_scenario_arguments args = {0};
    rk_scenario *scenario = NULL;
    if (argp_parse(&argp, argc, argv, 0, NULL, &args) != 0) {
        return rk_command_failed(argv[0], RK_ERR_MEMORY);
    }
    int exit_status = rk_open_swept(argv[0], args.file, &args.settings, &scenario);
    if (exit_status == RK_EXIT_OK) {
        char years[RK_TEXT_SIZE], places[RK_TEXT_SIZE], replications[RK_TEXT_SIZE];
        rk_open_years(years, scenario);
        rk_text_count(places, rk_scenario_n_municipalities(scenario));
        rk_text_count(replications, rk_scenario_replications(scenario));
        printf("%s: no mistakes. %s: %s %s, %s, %s replications, seed %llu; models:", args.file,
               rk_scenario_title(scenario), places,
               rk_scenario_n_municipalities(scenario) == 1 ? "municipality" : "municipalities", years, replications,
               (unsigned long long)rk_scenario_seed(scenario));
        for (size_t model = 0; model < rk_scenario_n_models(scenario); model++) {
            printf("%s %s%s", model > 0 ? "," : "", rk_scenario_model_key(scenario, model),
                   model == rk_scenario_baseline(scenario) ? " (baseline)" : "");
        }
        puts("");
    }
    rk_scenario_close(scenario);
    rk_settings_free(&args.settings);
    return exit_status;
}
