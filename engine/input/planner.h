/* A planner's own figures: one row a municipality, in a CSV file that the scenario names. */
#ifndef RK_INPUT_PLANNER_H
#define RK_INPUT_PLANNER_H

#include "input/reader.h"

/* Reads `data:`, {municipalities: file.csv}, into the scenario's municipalities. path: of the scenario file. */
void rk_planner_read(rk_reader *reader, const rk_node *data, const char *path);

#endif
