/* renkei explain FILE: every value in force. */
#include "cli/command.h"
#include "cli/open.h"
#include "cli/scenario_arguments.h"
#include "cli/table.h"

#include <jansson.h>

static const struct argp_option options[] = {
    {"set", RK_ARGUMENT_SET, "KEY=VALUE", 0, "with this value changed; may be repeated", 0},
    {"json", RK_ARGUMENT_JSON, NULL, 0, "a JSON array instead of the table", 0},
    {0},
};

static const char doc[] =
    "Every value in force in the scenario FILE, one a line: key, value, the unit that the key is documented in, where "
    "it comes from (default, file:line, base file:line or --set), its source, and what it means.\v"
    "Sources are rows of the facts; E is anchored on them, J is judgement.\n"
    "\n"
    "Examples:\n"
    "  renkei explain ehime\n"
    "  renkei explain ehime | grep -v ' default '       what the file says\n"
    "  renkei explain ehime --set years=20 --json";

static void print_table(const rk_scenario *scenario)
{
    enum { WIDEST = 44 }; /* a long list of members does not push all other lines */
    static const char *const headings[] = {"key", "value", "unit", "origin", "source", "meaning"};
    rk_table *table = rk_table_new("llllll");
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++) {
        rk_table_add(table, headings[i]);
    }
    for (size_t i = 0; i < rk_scenario_n_values(scenario); i++) {
        rk_scenario_value value = rk_scenario_value_at(scenario, i);
        rk_table_add(table, value.key);
        rk_table_add(table, value.value);
        rk_table_add(table, value.unit);
        rk_table_add(table, value.origin);
        rk_table_add(table, value.source);
        rk_table_add(table, value.help);
    }
    rk_table_print(table, stdout, 0, WIDEST, 1);
}

static int print_json(const rk_scenario *scenario)
{
    json_t *array = json_array();
    for (size_t i = 0; i < rk_scenario_n_values(scenario); i++) {
        rk_scenario_value value = rk_scenario_value_at(scenario, i);
        json_array_append_new(array, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "key", value.key, "value", value.value,
                                               "unit", value.unit, "origin", value.origin, "source", value.source,
                                               "help", value.help));
    }
    int failed = array == NULL || json_dumpf(array, stdout, JSON_INDENT(2)) != 0;
    json_decref(array);
    puts("");
    return failed ? RK_EXIT_FAILURE : RK_EXIT_OK;
}

int rk_command_explain(int argc, char **argv)
{
    static const struct argp argp = {options, rk_scenario_arguments_parse, "FILE", doc, NULL, NULL, NULL};
    rk_scenario_arguments args = {0};
    rk_scenario *scenario = NULL;
    if (argp_parse(&argp, argc, argv, 0, NULL, &args) != 0) {
        return rk_command_failed(argv[0], RK_ERR_MEMORY);
    }
    int exit_status = rk_open_scenario(argv[0], args.file, &args.settings, NULL, &scenario);
    if (exit_status == RK_EXIT_OK && args.json) {
        exit_status = print_json(scenario);
    } else if (exit_status == RK_EXIT_OK) {
        print_table(scenario);
    }
    rk_scenario_close(scenario);
    rk_settings_free(&args.settings);
    return exit_status;
}
