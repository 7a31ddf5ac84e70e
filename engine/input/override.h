/* Settings of the command line: they change the tree of the scenario file before it is checked. */
#ifndef RK_INPUT_OVERRIDE_H
#define RK_INPUT_OVERRIDE_H

#include "input/reader.h"

/* text: KEY=VALUE, KEY a dotted path of the file, or of a parameter without "parameters."; perhaps with an option before,
 * as in rk_scenario_open. top_keys: what may stand at the top of a file. Adds a mistake with the option instead of a file
 * when the path leads nowhere. */
void rk_override_apply(rk_reader *reader, rk_node *root, const char *text, const rk_key top_keys[], size_t n_top_keys);

/* KEY=VALUE of a setting. */
const char *rk_override_text(const char *text);

#endif
