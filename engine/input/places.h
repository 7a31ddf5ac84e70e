/* The municipalities of a scenario: chosen from the atlas, found again by code or name. */
#ifndef RK_INPUT_PLACES_H
#define RK_INPUT_PLACES_H

#include "input/atlas.h"
#include "input/reader.h"

/* Fills the scenario's prefectures and municipalities from the two top-level keys; either node may be NULL. */
void rk_places_read(rk_reader *reader, const rk_atlas *atlas, const rk_node *prefecture, const rk_node *municipalities);

/* Finds a municipality by code (5 digits, or 6 with check digit), name or romaji, among n in order of their codes.
 * Returns its index; n after setting *wrong to a sentence. */
size_t rk_places_find(rk_arena *arena, const rk_municipality places[], size_t n, const char *word, const char **wrong);

/* RK_KEY_MEMBERS: all, a list, or {max_population: N}. Returns false after adding mistakes. */
bool rk_members_read(rk_reader *reader, const char *path, const rk_node *node, rk_setting *setting);

#endif
