/* The door to libyaml: text to a tree of our own nodes, or every mistake. */
#ifndef RK_INPUT_YAML_H
#define RK_INPUT_YAML_H

#include "input/reader.h"

/* Reads one document of a subset of YAML: no anchors, aliases and tags, keys are plain words.
 *
 * file  as shown in mistakes; line 0 is noted for every node when numbered is false (a --set, a default)
 *
 * Returns NULL after adding mistakes when there is no tree; a duplicate key is a mistake and leaves the first.
 */
rk_node *rk_yaml_parse(rk_reader *reader, const char *file, bool numbered, const char *text, size_t n_bytes);

#endif
