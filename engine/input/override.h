/* Settings of the command line: they change the tree of the scenario file before it is checked. */
#ifndef RK_INPUT_OVERRIDE_H
#define RK_INPUT_OVERRIDE_H

#include "input/reader.h"

/* text: KEY=VALUE, KEY a dotted path of the file, or of a parameter without "parameters."
 * top_keys: what may stand at the top of a file. Adds a mistake with the file "--set" when the path leads nowhere. */
void rk_override_apply(rk_reader *reader, rk_node *root, const char *text, const rk_key top_keys[], size_t n_top_keys);

#endif
