/* Numbers as planners write them: "18 months", "1_200", "beta(24, 976) /year", "triangular(20, 40, 70) % clip(25, 60)".
 *
 * Every function returns NULL, or a sentence that says what is wrong and what is allowed.
 */
#ifndef RK_INPUT_NUMBER_H
#define RK_INPUT_NUMBER_H

#include "input/arena.h"
#include "input/scenario.h"
#include "input/units.h"

/* A number or a distribution of it, of key's dimension and within its range. */
const char *rk_prior_read(rk_arena *arena, const rk_key *key, const char *text, rk_prior *prior);

/* A whole number within key's range. */
const char *rk_count_read(rk_arena *arena, const rk_key *key, const char *text, long *count);

/* ---- Shared by the two files that read them ---- */

/* Reads a number at text: digits, "_" between digits, a point, an exponent. Returns its end; NULL when there is none or
 * it is too large. */
const char *rk_number_scan(const char *text, double *value);

/* Reads what stands behind a number as a unit of key. */
const char *rk_number_unit(rk_arena *arena, const rk_key *key, const char *text, rk_unit_scale *unit);

/* The unit a key is documented in; its range is in the natural unit of that, over its time. */
rk_unit_scale rk_number_documented(rk_arena *arena, const rk_key *key);

/* "0 to 99 %/year". */
const char *rk_number_range(rk_arena *arena, const rk_key *key);

/* NULL, or how to write the text with half-width letters. */
const char *rk_number_half_width(rk_arena *arena, const char *text);

#endif
