/* Leaving models out. */
#ifndef RK_INPUT_SELECT_H
#define RK_INPUT_SELECT_H

#include <renkei/scenario.h>

/* Takes the values of a model out of a list of n; returns how many stay. */
size_t rk_select_drop_values(rk_scenario_value *values, size_t n, const char *model);

#endif
