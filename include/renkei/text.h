/* Text for people, in terminals, pages and figures: widths, and numbers with the digits that their error allows. */
#ifndef RENKEI_TEXT_H
#define RENKEI_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Room for a number. */
enum { RK_TEXT_SIZE = 64 };

/* Columns that a UTF-8 text takes on a terminal: 2 for East Asian wide and full-width characters, 0 for combining ones,
 * 1 for others, a byte that is no UTF-8 included. The same in every locale. */
size_t rk_text_width(const char *text);

/* The decimals that leave two significant digits of an error; 0 .. 9. 3 when the error is 0 or not a number. */
int rk_text_decimals(double error);

/* "1,234.56": a number with so many decimals and commas between thousands. sign: also "+" before what is above 0. */
void rk_text_number(char out[RK_TEXT_SIZE], double value, int decimals, bool sign);

#endif
