/* Where renkei's own scenarios and tables are. */
#ifndef RK_INPUT_FOLDER_H
#define RK_INPUT_FOLDER_H

#include "input/arena.h"
#include "input/nearest.h"

/* The folder with data/municipalities.csv, looked for in this order: the environment's RENKEI_DATA, if set the only
 * one; share/renkei/scenarios and scenarios in every folder above the program (installed, and built in the tree);
 * RK_DATA_DIR, when the program was compiled with one. Returns NULL when it is nowhere. */
const char *rk_folder_find(rk_arena *arena);

/* How many scenarios renkei has of its own; names: as they are written without .yaml, in the alphabet's order. */
size_t rk_folder_scenarios(rk_arena *arena, const char *const **names);

/* Offers those names. */
void rk_folder_offer(rk_arena *arena, rk_nearest *nearest);

/* A folder's file; an absolute name stays. */
const char *rk_folder_join(rk_arena *arena, const char *folder, const char *name);

/* The folder a file is in, "." for a plain name. */
const char *rk_folder_of(rk_arena *arena, const char *path);

#endif
