/* Units: which spellings a dimension has, and how a written value becomes the engine's. */
#ifndef RK_INPUT_UNITS_H
#define RK_INPUT_UNITS_H

#include "input/arena.h"
#include "input/key.h"

/* A spelling, understood. natural value = written value * scale; fractions, yen, events, days are natural. */
typedef struct {
    double scale;
    double months; /* of a chance or a rate, the time it is for: 1 or 12; otherwise 0 */
} rk_unit_scale;

/* Reads a unit such as "%/year", "万円", "か月"; blanks around "/" and the word "per" are understood.
 * Returns false when it is none of the dimension. "" is one where no confusion can happen. */
bool rk_unit_read(rk_arena *arena, rk_unit dimension, const char *text, rk_unit_scale *scale);

/* "a duration, such as 18 months": for messages. */
const char *rk_unit_expected(rk_arena *arena, rk_unit dimension);

/* The name of a dimension that has this unit, "a duration", or NULL. */
const char *rk_unit_recognise(rk_arena *arena, const char *text);

/* From the natural value to the base unit and back; months as in rk_unit_scale. Increasing. */
double rk_unit_to_base(rk_unit dimension, double natural, double months);
double rk_unit_from_base(rk_unit dimension, double base, double months);

#endif
