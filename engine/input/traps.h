/* What typing on a Japanese keyboard does to YAML, where libyaml only says that something is wrong nearby. */
#ifndef RK_INPUT_TRAPS_H
#define RK_INPUT_TRAPS_H

#include "input/reader.h"

/* Looks through text that is no YAML for tabs and full-width spaces in the indentation and for wrong colons behind a
 * key, and adds a mistake for each. Returns whether there was one. Text that libyaml takes is not looked at: there the
 * same letters are part of a key or a value, and reported with it. */
bool rk_traps_report(rk_reader *reader, const char *file, const char *text, size_t n_bytes);

/* The same for a text that should have been a key and its value: what is wrong with the colon, or NULL. */
const char *rk_traps_behind_key(const char *text);

#endif
