/* A scenario file with its base, and the base of that: one tree in which each node knows the file it is of. */
#ifndef RK_INPUT_INHERIT_H
#define RK_INPUT_INHERIT_H

#include "input/models.h"

/* Files on top of each other, the scenario's own included. */
enum { RK_INHERIT_FILES_MAX = 8 };

/* Where a file is that a user names: as it is, or, for a name without a folder, among renkei's own scenarios, with or
 * without .yaml. Returns the name itself when it is nowhere. beside: the folder that a relative name starts from. */
const char *rk_inherit_find(rk_arena *arena, const char *beside, const char *name);

/* Reads a file and those it builds on, keeps them all for provenance, the first one first, and lays each on top of its
 * base (merge.h). Returns NULL after adding mistakes when there is no tree. */
rk_node *rk_inherit_read(rk_reader *reader, rk_schemas schemas, const char *path);

#endif
