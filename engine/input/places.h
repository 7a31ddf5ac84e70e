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

/* The same for what a node says; n after adding a mistake. */
size_t rk_places_read_one(rk_reader *reader, const char *path, const rk_node *node, const rk_municipality places[],
                          size_t n);

/* Marks the places of a list, or the one of a scalar, among n. Returns false after adding mistakes: words that are none,
 * places that are marked already. */
bool rk_places_mark(rk_reader *reader, const char *path, const rk_node *node, const rk_municipality places[], size_t n,
                    bool chosen[]);

#endif
