/* A whole number that changes over time: a number, or a mapping of months to numbers.
 *
 *   number: 5 persons
 *   number: {2027-04: 2 persons, 2028-04: 5 persons}    nobody before April 2027
 */
#ifndef RK_INPUT_RAMP_H
#define RK_INPUT_RAMP_H

#include "input/reader.h"

/* Openings that a ramp may have in all, so that each has an address of its own. */
enum { RK_RAMP_SPANS_MAX = 4096 };

/* Reads a node into the setting's steps and count. Returns false after adding mistakes. */
bool rk_ramp_read(rk_reader *reader, const char *path, const rk_node *node, rk_setting *setting);

/* The number in force in a month. A setting without steps has its count for ever. */
long rk_ramp_at(const rk_setting *setting, int month);

/* One of the things counted, from its opening to its closing. Position 0 is there whenever the number is 1 or more. */
typedef struct {
    size_t position;
    int from, until; /* months: the first with it and the first without; INT_MIN and INT_MAX where there is none */
} rk_span;

/* Writes every span in order of opening, then of position, and returns their number; with NULL only counts. */
size_t rk_ramp_spans(const rk_setting *setting, rk_span spans[]);

#endif
