#include "cli/open.h"

#include "cli/command.h"

#include <stdlib.h>
#include <string.h>

static void *must(void *memory)
{
    if (memory == NULL) {
        fputs("renkei: out of memory\n", stderr);
        exit(RK_EXIT_FAILURE);
    }
    return memory;
}

void rk_settings_add(rk_settings *settings, const char *key, const char *text)
{
    settings->texts = must(realloc(settings->texts, (settings->n + 1) * sizeof *settings->texts));
    size_t key_length = key != NULL ? strlen(key) + 1 : 0;
    char *copy = must(malloc(key_length + strlen(text) + 1));
    sprintf(copy, "%s%s%s", key != NULL ? key : "", key != NULL ? "=" : "", text);
    settings->texts[settings->n++] = copy;
}

void rk_settings_copy(rk_settings *settings, const rk_settings *from)
{
    for (size_t i = 0; i < from->n; i++) {
        rk_settings_add(settings, NULL, from->texts[i]);
    }
}

void rk_settings_free(rk_settings *settings)
{
    for (size_t i = 0; i < settings->n; i++) {
        free(settings->texts[i]);
    }
    free(settings->texts);
    *settings = (rk_settings){0};
}

static int report(const char *command, rk_status status, rk_mistakes *mistakes)
{
    size_t n = rk_mistakes_count(mistakes);
    rk_mistakes_print(mistakes, stderr);
    if (status == RK_ERR_SCENARIO) {
        fprintf(stderr, "%s: %zu %s\n", command, n, n == 1 ? "mistake" : "mistakes");
        return RK_EXIT_MISTAKE;
    }
    return rk_command_failed(command, status);
}

int rk_open_scenario(const char *command, const char *path, const rk_settings *settings, const char *models,
                     rk_scenario **scenario)
{
    int exit_status = RK_EXIT_OK;
    *scenario = NULL;
    rk_mistakes *mistakes = must(rk_mistakes_new());
    rk_status status = rk_scenario_open(path, (const char *const *)settings->texts, settings->n, mistakes, scenario);
    if (status == RK_OK && models != NULL) {
        status = rk_scenario_keep_models(*scenario, models, mistakes);
    }
    if (status != RK_OK) {
        exit_status = report(command, status, mistakes);
        rk_scenario_close(*scenario);
        *scenario = NULL;
    }
    rk_mistakes_free(mistakes);
    return exit_status;
}

void rk_open_years(char out[64], const rk_scenario *scenario)
{
    int first = rk_scenario_start_year(scenario), n = rk_scenario_years(scenario);
    if (n == 1) {
        snprintf(out, 64, "FY%d", first);
    } else {
        snprintf(out, 64, "FY%d-FY%d", first, first + n - 1);
    }
}
