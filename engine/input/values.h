/* What the run assumes: the parameters, the processes that are on, and the vector of all numbers. */
#ifndef RK_INPUT_VALUES_H
#define RK_INPUT_VALUES_H

#include "input/reader.h"

/* The nodes may be NULL: everything by default. given: [RK_N_PARAMETERS] out, where each is written, NULL for defaults. */
void rk_parameters_read(rk_reader *reader, const rk_node *node, const rk_node *given[]);
void rk_processes_read(rk_reader *reader, const rk_node *node);

/* Gives every number of the scenario its index and its name; parameters and models are read. */
void rk_numbers_index(rk_reader *reader);

#endif
