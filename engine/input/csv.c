#include "input/csv.h"

#include "input/number.h"
#include "input/utf8.h"

#include <csv.h>
#include <string.h>

enum { CELLS_MAX = 4 * 1000 * 1000 };

typedef struct {
    rk_reader *reader;
    const char *file;
    rk_cell *cells; /* of all rows, the header first */
    size_t n, capacity;
    size_t n_columns; /* 0 until the header is whole */
    size_t n_in_row;
    int line, column;           /* of the next byte */
    int cell_line, cell_column; /* where the cell in work begins */
    bool fine;
    struct csv_parser parser;
} builder;

static void end_parser(void *parser)
{
    csv_free(parser);
}

static void add_cell(void *text, size_t n_bytes, void *context)
{
    builder *b = context;
    if (b->n == b->capacity) {
        b->capacity = 2 * b->n + 256;
        b->cells = rk_arena_grow(b->reader->arena, b->cells, b->n, b->capacity, sizeof *b->cells);
    }
    b->cells[b->n++] =
        (rk_cell){text == NULL ? "" : rk_arena_copy(b->reader->arena, text, n_bytes), b->cell_line, b->cell_column};
    b->n_in_row++;
}

static void end_row(int terminator, void *context)
{
    (void)terminator;
    builder *b = context;
    size_t n = b->n_in_row;
    b->n_in_row = 0;
    if (b->n_columns == 0) {
        b->n_columns = n;
    } else if (n != b->n_columns) {
        rk_complain_at(b->reader, b->file, b->cells[b->n - n].line, 0, "", "cells in this row: %zu, in the header: %zu",
                       n, b->n_columns);
        b->n -= n;
        b->fine = false;
    }
}

/* libcsv tells no places, so it is fed byte by byte: a cell begins behind the byte that ended the one before. */
static void feed(builder *b, const rk_source *source)
{
    for (size_t i = 0; i < source->n_bytes; i++) {
        const char *byte = &source->text[i];
        size_t n = b->n;
        if (csv_parse(&b->parser, byte, 1, add_cell, end_row, b) != 1) {
            break;
        }
        if (*byte == '\n') {
            b->line++;
            b->column = 1;
        } else if (((unsigned char)*byte & 0xC0) != 0x80) {
            b->column++;
        }
        if (b->n > CELLS_MAX) {
            rk_complain_at(b->reader, b->file, b->line, 0, "", "more than %d cells", (int)CELLS_MAX);
            b->fine = false;
            break;
        }
        if (b->n != n || (*byte == '\n' && b->n_in_row == 0)) {
            b->cell_line = b->line;
            b->cell_column = b->column;
        }
    }
}

bool rk_csv_parse(rk_reader *reader, const rk_source *source, rk_table *table)
{
    builder *b = rk_arena_alloc(reader->arena, 1, sizeof *b);
    *b = (builder){
        .reader = reader, .file = source->path, .line = 1, .column = 1, .cell_line = 1, .cell_column = 1, .fine = true};
    if (csv_init(&b->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0) {
        rk_arena_out_of_memory(reader->arena);
    }
    rk_arena_at_end(reader->arena, end_parser, &b->parser);
    feed(b, source);
    if (csv_error(&b->parser) == CSV_SUCCESS) {
        (void)csv_fini(&b->parser, add_cell, end_row, b);
    }
    if (csv_error(&b->parser) == CSV_ENOMEM) {
        rk_arena_out_of_memory(reader->arena);
    }
    if (csv_error(&b->parser) != CSV_SUCCESS) {
        rk_complain_at(reader, source->path, b->cell_line, b->cell_column, "",
                       "a quote (\") that is not closed, or within a cell");
        return false;
    }
    if (b->n_columns == 0) {
        rk_complain_at(reader, source->path, 0, 0, "", "the file is empty; the first row names the columns");
        return false;
    }
    *table = (rk_table){source->path, b->n_columns, b->n / b->n_columns - 1, b->cells, b->cells + b->n_columns};
    return b->fine;
}

size_t rk_table_column(const rk_table *table, const char *name)
{
    size_t i = 0;
    while (i < table->n_columns && strcmp(table->header[i].text, name) != 0) {
        i++;
    }
    return i;
}

void rk_cell_complain(rk_reader *reader, const rk_table *table, const rk_cell *cell, const char *key,
                      const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = rk_arena_text_v(reader->arena, format, arguments);
    va_end(arguments);
    rk_complain_at(reader, table->file, cell->line, cell->column, key, "%s", text);
}

bool rk_cell_number(rk_reader *reader, const rk_table *table, const rk_cell *cell, const char *key, double low,
                    double high, double *value)
{
    const char *wrong = rk_number_half_width(reader->arena, cell->text);
    const char *end = wrong == NULL ? rk_number_scan(cell->text, value) : NULL;
    if (wrong == NULL && (end == NULL || *end != '\0')) {
        wrong = rk_arena_text(reader->arena, "\"%s\" is no plain number", cell->text);
    } else if (wrong == NULL && (*value < low || *value > high)) {
        wrong = rk_arena_text(reader->arena, "%s is out of range; allowed is %.10g to %.10g", cell->text, low, high);
    }
    if (wrong != NULL) {
        rk_cell_complain(reader, table, cell, key, "%s", wrong);
    }
    return wrong == NULL;
}
