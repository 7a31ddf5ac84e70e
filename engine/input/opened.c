/* Questions to an opened scenario, and its end. */
#include "input/opened.h"

#include <assert.h>
#include <string.h>

static const rk_opened *opened(const rk_scenario *scenario)
{
    return scenario->impl;
}

void rk_scenario_close(rk_scenario *scenario)
{
    if (scenario != NULL) {
        rk_arena_free(opened(scenario)->arena);
    }
}

const char *rk_scenario_title(const rk_scenario *scenario)
{
    return scenario->title;
}

uint64_t rk_scenario_seed(const rk_scenario *scenario)
{
    return scenario->seed;
}

uint32_t rk_scenario_replications(const rk_scenario *scenario)
{
    return scenario->n_replications;
}

uint32_t rk_scenario_inner(const rk_scenario *scenario)
{
    return scenario->inner;
}

int rk_scenario_years(const rk_scenario *scenario)
{
    return scenario->n_years;
}

int rk_scenario_start_year(const rk_scenario *scenario)
{
    return scenario->start_year;
}

size_t rk_scenario_n_municipalities(const rk_scenario *scenario)
{
    return scenario->n_municipalities;
}

size_t rk_scenario_n_prefectures(const rk_scenario *scenario)
{
    return scenario->n_prefectures;
}

size_t rk_scenario_n_models(const rk_scenario *scenario)
{
    return scenario->n_models;
}

size_t rk_scenario_baseline(const rk_scenario *scenario)
{
    return scenario->baseline;
}

const char *rk_scenario_model_key(const rk_scenario *scenario, size_t model)
{
    assert(model < scenario->n_models);
    return scenario->models[model].key;
}

const char *rk_scenario_model_title(const rk_scenario *scenario, size_t model)
{
    assert(model < scenario->n_models);
    return scenario->models[model].title;
}

size_t rk_scenario_model_find(const rk_scenario *scenario, const char *key)
{
    size_t i = 0;
    while (i < scenario->n_models && strcmp(scenario->models[i].key, key) != 0) {
        i++;
    }
    return i;
}

size_t rk_scenario_n_values(const rk_scenario *scenario)
{
    return opened(scenario)->n_values;
}

rk_scenario_value rk_scenario_value_at(const rk_scenario *scenario, size_t index)
{
    assert(index < opened(scenario)->n_values);
    return opened(scenario)->values[index];
}

size_t rk_scenario_n_rules(const rk_scenario *scenario)
{
    return opened(scenario)->n_rules;
}

rk_scenario_rule rk_scenario_rule_at(const rk_scenario *scenario, size_t index)
{
    assert(index < opened(scenario)->n_rules);
    return opened(scenario)->rules[index];
}

size_t rk_scenario_n_settings(const rk_scenario *scenario)
{
    return opened(scenario)->n_settings;
}

const char *rk_scenario_setting_at(const rk_scenario *scenario, size_t index)
{
    assert(index < opened(scenario)->n_settings);
    return opened(scenario)->settings[index];
}

const rk_sweep *rk_scenario_sweep(const rk_scenario *scenario)
{
    return opened(scenario)->sweep;
}

size_t rk_scenario_n_files(const rk_scenario *scenario)
{
    return opened(scenario)->n_files;
}

rk_scenario_file rk_scenario_file_at(const rk_scenario *scenario, size_t index)
{
    assert(index < opened(scenario)->n_files);
    return opened(scenario)->files[index];
}
