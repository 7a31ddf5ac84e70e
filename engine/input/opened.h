/* What an opened scenario keeps beside its records: behind rk_scenario.impl. */
#ifndef RK_INPUT_OPENED_H
#define RK_INPUT_OPENED_H

#include "input/arena.h"
#include "input/scenario.h"

#include <renkei/funding.h>
#include <renkei/sweep.h>

typedef struct {
    rk_arena *arena; /* all of the scenario, this record included */
    const rk_scenario_value *values;
    size_t n_values;
    const rk_scenario_file *files;
    size_t n_files;
    const rk_scenario_rule *rules;
    size_t n_rules;
    const char *const *settings; /* "KEY=VALUE", as they came */
    size_t n_settings;
    const rk_sweep *sweep;
} rk_opened;

#endif
