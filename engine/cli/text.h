/* Text for people: widths on a terminal, numbers with the digits that their error allows, durations, distances. */
#ifndef RK_CLI_TEXT_H
#define RK_CLI_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Room for any text written by the functions below. */
enum { RK_TEXT_SIZE = 64 };

/* Columns that a UTF-8 text takes on a terminal: 2 for East Asian wide and full-width characters, 0 for combining ones,
 * 1 for others, a byte that is no UTF-8 included. The same in every locale. */
size_t rk_text_width(const char *text);

/* Insertions, deletions, replacements and swaps of neighbours between two texts, by bytes. */
size_t rk_text_distance(const char *a, const char *b);

/* The decimals that leave two significant digits of an error; 0 .. 9. 3 when the error is 0 or not a number. */
int rk_text_decimals(double error);

/* "1,234.56": a number with so many decimals and commas between thousands. sign: also "+" before what is above 0. */
void rk_text_number(char out[RK_TEXT_SIZE], double value, int decimals, bool sign);

/* "1,000" */
void rk_text_count(char out[RK_TEXT_SIZE], uint64_t value);

/* "0.83 s", "2.5 s", "12 s", "3 min 20 s", "2 h 5 min" */
void rk_text_duration(char out[RK_TEXT_SIZE], double seconds);

/* "640 kB", "3.2 MB" */
void rk_text_bytes(char out[RK_TEXT_SIZE], double bytes);

/* Whole number of a command-line option; false unless all of text is one within low .. high. */
bool rk_text_whole(const char *text, uint64_t low, uint64_t high, uint64_t *value);

#endif
