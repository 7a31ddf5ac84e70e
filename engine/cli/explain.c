/* renkei explain FILE: every value in force, and the funding rules; of a results file what each rule paid. */
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/scenario_arguments.h"
#include "cli/table.h"
#include "cli/target.h"

#include <renkei/analysis.h>
#include <renkei/catalogue.h>
#include <renkei/funding.h>

#include <jansson.h>
#include <string.h>

static const struct argp_option options[] = {
    {"set", RK_ARGUMENT_SET, "KEY=VALUE", 0, "with this value changed; may be repeated", 0},
    {"json", RK_ARGUMENT_JSON, NULL, 0, "a JSON array instead of the table", 0},
    {0},
};

static const char doc[] =
    "Every value in force in the scenario FILE, one a line: key, value, the unit that the key is documented in, where "
    "it comes from (default, file:line, base file:line or --set), its source, its Japanese name, and what it means; "
    "then the funding rules in force. Of a results file: the rules that were in force, and what each of them paid.\v"
    "Sources are rows of the facts; E is anchored on them, J is judgement.\n"
    "\n"
    "Examples:\n"
    "  renkei explain ehime\n"
    "  renkei explain ehime | grep -v ' default '       what the file says\n"
    "  renkei explain ehime --set years=20 --json\n"
    "  renkei explain results.h5                        what each funding rule paid";

static const char *title_ja(const char *key)
{
    const char *title = rk_key_title_ja(key);
    return title != NULL ? title : "";
}

static void print_table(const rk_scenario *scenario)
{
    enum { WIDEST = 44 }; /* a long list of members does not push all other lines */
    static const char *const headings[] = {"key", "value", "unit", "origin", "source", "title_ja", "meaning"};
    rk_table *table = rk_table_new("lllllll");
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
        rk_table_add(table, title_ja(value.key));
        rk_table_add(table, value.help);
    }
    rk_table_print(table, stdout, 0, WIDEST, 1);
}

/* A rule that holds, or that the scenario has something to say about. */
static bool is_told(const rk_scenario_rule *rule)
{
    return strcmp(rule->state, "in force") == 0 || strncmp(rule->origin, "funding/", strlen("funding/")) != 0 ||
           strstr(rule->origin, "changed") != NULL;
}

static void print_rules(const rk_scenario *scenario)
{
    enum { WIDEST = 44 };
    static const char *const headings[] = {"funding rule", "state",  "rate",     "cap",   "per",
                                           "of",           "by",     "from",     "until", "items",
                                           "realisation",  "source", "evidence", "origin"};
    size_t n_told = 0, n = rk_scenario_n_rules(scenario);
    rk_table *table = rk_table_new("llllllllllllll");
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++) {
        rk_table_add(table, headings[i]);
    }
    for (size_t i = 0; i < n; i++) {
        rk_scenario_rule rule = rk_scenario_rule_at(scenario, i);
        if (!is_told(&rule)) {
            continue;
        }
        const char *const cells[] = {rule.id,          rule.state,  rule.rate,     rule.cap,   rule.per,
                                     rule.of,          rule.by,     rule.from,     rule.until, rule.items,
                                     rule.realisation, rule.source, rule.evidence, rule.origin};
        for (size_t k = 0; k < sizeof cells / sizeof cells[0]; k++) {
            rk_table_add(table, cells[k]);
        }
        n_told++;
    }
    puts("");
    rk_table_print(table, stdout, 0, WIDEST, 1);
    printf("%zu of %zu funding rules; nothing here meets the others, or they are off: renkei list funding\n", n_told,
           n);
}

static int explain_results(const char *command, const rk_scenario_arguments *args)
{
    rk_answer_options face = {.english = rk_locale_is_english(), .json = args->json, .file = args->file};
    rk_reading *reading = NULL;
    rk_answer *answer = NULL;
    if (args->settings.n > 0) {
        fprintf(stderr, "%s: --set changes a scenario; %s is a results file\n", command, args->file);
        return RK_EXIT_MISTAKE;
    }
    int exit_status = rk_answer_open(command, &face, &reading);
    if (exit_status == RK_EXIT_OK) {
        rk_status status = rk_rules_paid(reading, &answer);
        exit_status = rk_answer_show(command, &face, reading, status, answer);
    }
    rk_reading_close(reading);
    return exit_status;
}

static int print_json(const rk_scenario *scenario)
{
    json_t *array = json_array();
    for (size_t i = 0; i < rk_scenario_n_values(scenario); i++) {
        rk_scenario_value value = rk_scenario_value_at(scenario, i);
        json_array_append_new(array, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "key", value.key, "value",
                                               value.value, "unit", value.unit, "origin", value.origin, "source",
                                               value.source, "help", value.help, "title_ja", title_ja(value.key)));
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
    if (rk_target_is_hdf5(args.file)) {
        int exit_status = explain_results(argv[0], &args);
        rk_settings_free(&args.settings);
        return exit_status;
    }
    int exit_status = rk_open_scenario(argv[0], args.file, &args.settings, NULL, &scenario);
    if (exit_status == RK_EXIT_OK && args.json) {
        exit_status = print_json(scenario);
    } else if (exit_status == RK_EXIT_OK) {
        print_table(scenario);
        print_rules(scenario);
    }
    rk_scenario_close(scenario);
    rk_settings_free(&args.settings);
    return exit_status;
}
