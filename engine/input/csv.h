/* The door to libcsv: text to a table of cells that know their place. */
#ifndef RK_INPUT_CSV_H
#define RK_INPUT_CSV_H

#include "input/source.h"

typedef struct {
    const char *text;
    int line, column; /* 1 is the first, in characters */
} rk_cell;

/* cells is [n_rows][n_columns]; the header row is not among them. */
typedef struct {
    const char *file;
    size_t n_columns, n_rows;
    const rk_cell *header;
    const rk_cell *cells;
} rk_table;

/* Returns false after adding mistakes: no header, a row with too few or too many cells, an open quote.
 * Where there is a header and no open quote, *table then has the other rows, which may have mistakes of their own. */
bool rk_csv_parse(rk_reader *reader, const rk_source *source, rk_table *table);

/* Index of the column, or n_columns. */
size_t rk_table_column(const rk_table *table, const char *name);

static inline const rk_cell *rk_table_cell(const rk_table *table, size_t row, size_t column)
{
    return &table->cells[row * table->n_columns + column];
}

/* A plain number from low to high; adds a mistake and returns false when it is none. key: the column's name. */
bool rk_cell_number(rk_reader *reader, const rk_table *table, const rk_cell *cell, const char *key, double low,
                    double high, double *value);

void rk_cell_complain(rk_reader *reader, const rk_table *table, const rk_cell *cell, const char *key,
                      const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
