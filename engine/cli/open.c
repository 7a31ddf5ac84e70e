#include "cli/open.h"

#include "cli/command.h"

#include <renkei/sweep.h>
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

void rk_settings_add(rk_settings *settings, const char *text)
{
    settings->texts = must(realloc(settings->texts, (settings->n + 1) * sizeof *settings->texts));
    settings->texts[settings->n++] = must(strdup(text));
}

void rk_settings_add_of(rk_settings *settings, const char *option, const char *key, const char *text)
{
    char *setting = NULL;
    if (asprintf(&setting, "%s %s=%s", option, key, text) < 0) {
        setting = NULL;
    }
    rk_settings_add(settings, must(setting));
    free(setting);
}

void rk_settings_copy(rk_settings *settings, const rk_settings *from)
{
    for (size_t i = 0; i < from->n; i++) {
        rk_settings_add(settings, from->texts[i]);
    }
    settings->n_wrong += from->n_wrong;
}

void rk_settings_free(rk_settings *settings)
{
    for (size_t i = 0; i < settings->n; i++) {
        free(settings->texts[i]);
    }
    free(settings->texts);
    *settings = (rk_settings){0};
}

int rk_open_told(const char *command, rk_status status, rk_mistakes *mistakes, size_t n_wrong)
{
    size_t n = rk_mistakes_count(mistakes) + n_wrong;
    rk_mistakes_print(mistakes, stderr);
    if (status == RK_ERR_SCENARIO || (status == RK_OK && n_wrong > 0)) {
        fprintf(stderr, "%s: %zu %s\n", command, n, n == 1 ? "mistake" : "mistakes");
        return RK_EXIT_MISTAKE;
    }
    return status == RK_OK ? RK_EXIT_OK : rk_command_failed(command, status);
}

typedef rk_status opener(const char *path, const char *const settings[], size_t n_settings, rk_mistakes *mistakes,
                         rk_scenario **scenario);

static rk_status open_models(opener *open, const char *path, const rk_settings *settings, const char *models,
                             rk_mistakes *mistakes, rk_scenario **scenario)
{
    *scenario = NULL;
    rk_status status = open(path, (const char *const *)settings->texts, settings->n, mistakes, scenario);
    return status == RK_OK && models != NULL ? rk_scenario_keep_models(*scenario, models, mistakes) : status;
}

static int open_with(opener *open, const char *command, const char *path, const rk_settings *settings,
                     const char *models, rk_scenario **scenario)
{
    rk_mistakes *mistakes = must(rk_mistakes_new());
    rk_status status = open_models(open, path, settings, models, mistakes, scenario);
    int exit_status = rk_open_told(command, status, mistakes, settings->n_wrong);
    if (exit_status != RK_EXIT_OK) {
        rk_scenario_close(*scenario);
        *scenario = NULL;
    }
    rk_mistakes_free(mistakes);
    return exit_status;
}

rk_status rk_open_quietly(const char *path, const rk_settings *settings, const char *models, rk_mistakes *mistakes,
                          rk_scenario **scenario)
{
    rk_mistakes *found = must(rk_mistakes_new());
    rk_status status = open_models(rk_scenario_open, path, settings, models, found, scenario);
    status = rk_mistakes_join(mistakes, found) ? status : RK_ERR_MEMORY;
    if (status != RK_OK) {
        rk_scenario_close(*scenario);
        *scenario = NULL;
    }
    rk_mistakes_free(found);
    return status;
}

int rk_open_scenario(const char *command, const char *path, const rk_settings *settings, const char *models,
                     rk_scenario **scenario)
{
    return open_with(rk_scenario_open, command, path, settings, models, scenario);
}

int rk_open_swept(const char *command, const char *path, const rk_settings *settings, rk_scenario **scenario)
{
    return open_with(rk_sweep_open, command, path, settings, NULL, scenario);
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
