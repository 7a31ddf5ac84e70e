/* The known name that a mistyped one was probably meant to be. */
#ifndef RK_INPUT_NEAREST_H
#define RK_INPUT_NEAREST_H

#include "input/arena.h"

/* Letters to put in, take out, change or swap with the next until one name is the other (Damerau-Levenshtein, optimal
 * string alignment), over the characters of UTF-8 text; upper and lower case of ASCII are alike. Names of more than
 * RK_NEAREST_CHARACTERS are not compared: the distance is then that limit. */
enum { RK_NEAREST_CHARACTERS = 64 };
size_t rk_distance(const char *a, const char *b);

/* A search in progress: offer it every known name, then ask for the nearest. */
typedef struct {
    const char *unknown;
    const char *name; /* the nearest of those offered; NULL while none is near enough to be meant */
    size_t distance;
} rk_nearest;

rk_nearest rk_nearest_to(const char *unknown);
void rk_nearest_offer(rk_nearest *nearest, const char *name);

/* "; the nearest is \"years\"", or "" where none is near: the end of a sentence. */
const char *rk_nearest_hint(rk_arena *arena, const rk_nearest *nearest);

#endif
