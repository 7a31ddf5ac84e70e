/* A table of text cells, printed with its columns aligned by what a terminal shows. */
#ifndef RK_CLI_TABLE_H
#define RK_CLI_TABLE_H

#include <stdbool.h>
#include <stdio.h>

typedef struct rk_table rk_table;

/* alignment: a letter a column, 'l' or 'r'; at most 47. Ends the program when memory is out: a table is the last thing
 * that a command does. */
rk_table *rk_table_new(const char *alignment);

/* The next cell, row by row; the text is copied. */
void rk_table_add(rk_table *table, const char *text);

/* Print all rows after `indent` spaces, columns two spaces apart, without spaces at the end of a line, and free.
 * Cells wider than `widest` push the rest of their line instead of widening the column; 0: no limit.
 * n_heads: the first rows are headings, in bold on a terminal. */
void rk_table_print(rk_table *table, FILE *out, size_t indent, size_t widest, size_t n_heads);

/* Does somebody watch `out` on a terminal that can more than lines? A launcher such as mpirun may give its processes a
 * terminal of their own where nobody does. */
bool rk_table_terminal(FILE *out);

/* May `out` get colours: it is such a terminal and NO_COLOR is not set? */
int rk_table_colours(FILE *out);

#endif
