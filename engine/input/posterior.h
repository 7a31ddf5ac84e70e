/* Joint draws of parameters, written by `renkei calibrate` and named by `posterior:` instead of priors.
 *
 * A CSV file: a column per parameter, "quits.trend [%/year]", its unit in brackets where it has one; a row per draw,
 * plain numbers. Columns `draw` and `note` are for the reader.
 */
#ifndef RK_INPUT_POSTERIOR_H
#define RK_INPUT_POSTERIOR_H

#include "input/reader.h"

enum { RK_POSTERIOR_ROWS_MIN = 32, RK_POSTERIOR_ROWS_MAX = 100000 };

/* Reads the file that `posterior:` names, when parameters have been read; given: [RK_N_PARAMETERS] where they are
 * written, NULL for defaults; path: of the scenario file.
 *
 * Of a parameter with a column and a value, the one that is nearer to the user holds: a value of --set, or of a file
 * above the one with `posterior:`, takes the column out; one of a base gives way. Both in one place are a mistake. */
void rk_posterior_read(rk_reader *reader, const rk_node *node, const rk_node *const given[], const char *path);

#endif
