#include "cli/table.h"

#include "cli/command.h"
#include "cli/text.h"

#include <renkei/ranks.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { COLUMNS_MAX = 47 };

struct rk_table {
    char alignment[COLUMNS_MAX + 1];
    size_t n_columns, n_cells, n_room;
    char **cells;
};

static void *must(void *memory)
{
    if (memory == NULL) {
        fputs("renkei: out of memory\n", stderr);
        exit(RK_EXIT_FAILURE);
    }
    return memory;
}

rk_table *rk_table_new(const char *alignment)
{
    rk_table *table = must(calloc(1, sizeof *table));
    table->n_columns = strnlen(alignment, COLUMNS_MAX);
    memcpy(table->alignment, alignment, table->n_columns);
    return table;
}

void rk_table_add(rk_table *table, const char *text)
{
    if (table->n_cells == table->n_room) {
        table->n_room = 2 * table->n_room + 64;
        table->cells = must(realloc(table->cells, table->n_room * sizeof *table->cells));
    }
    table->cells[table->n_cells++] = must(strdup(text));
}

bool rk_table_terminal(FILE *out)
{
    const char *term = getenv("TERM");
    return isatty(fileno(out)) && !rk_ranks_launched() && term != NULL && strcmp(term, "dumb") != 0;
}

int rk_table_colours(FILE *out)
{
    const char *no_colour = getenv("NO_COLOR");
    return rk_table_terminal(out) && (no_colour == NULL || no_colour[0] == '\0');
}

static void spaces(FILE *out, size_t n)
{
    fprintf(out, "%*s", (int)n, "");
}

static void print_row(const rk_table *table, char *const *cells, const size_t *widths, FILE *out)
{
    size_t owed = 0; /* spaces before the next cell that is not empty */
    for (size_t i = 0; i < table->n_columns; i++) {
        size_t width = rk_text_width(cells[i]);
        size_t pad = width < widths[i] ? widths[i] - width : 0;
        bool right = table->alignment[i] == 'r';
        if (width > 0) {
            spaces(out, owed + (right ? pad : 0));
            fputs(cells[i], out);
            owed = right ? 0 : pad;
        } else {
            owed += pad;
        }
        owed += 2;
    }
}

void rk_table_print(rk_table *table, FILE *out, size_t indent, size_t widest, size_t n_heads)
{
    size_t widths[COLUMNS_MAX] = {0};
    for (size_t i = 0; i < table->n_cells; i++) {
        size_t width = rk_text_width(table->cells[i]), *column = &widths[i % table->n_columns];
        if (width > *column && (widest == 0 || width <= widest)) {
            *column = width;
        }
    }
    bool bold = rk_table_colours(out);
    for (size_t row = 0; row < table->n_cells / table->n_columns; row++) {
        spaces(out, indent);
        fputs(bold && row < n_heads ? "\033[1m" : "", out);
        print_row(table, table->cells + row * table->n_columns, widths, out);
        fputs(bold && row < n_heads ? "\033[0m\n" : "\n", out);
    }
    for (size_t i = 0; i < table->n_cells; i++) {
        free(table->cells[i]);
    }
    free(table->cells);
    free(table);
}
