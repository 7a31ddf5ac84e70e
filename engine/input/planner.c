#include "input/planner.h"

#include "input/csv.h"
#include "input/folder.h"
#include "input/nearest.h"
#include "input/places.h"
#include "input/setting.h"

#include <math.h>
#include <string.h>

typedef struct {
    const char *name;
    size_t offset; /* of the municipality's figure */
    double low, high;
    bool whole;
} column;

#define M(member) offsetof(rk_municipality, member)
static const column columns[] = {
    {"posts", M(own_posts), 0, 500, true},
    {"filled", M(own_filled), 0, 500, true},
    {"post_fte", M(own_post_fte), 0, 1, false},
    {"demand_fte", M(own_demand_fte), 0, 1000, false},
    {"quit_multiplier", M(own_quit_multiplier), 0, 20, false},
    {"population", M(population), 0, 1e8, false},
    {"age65plus_share", M(aged_share), 0, 1, false},
    {"general_admin_staff", M(staff), 0, 1e6, false},
    {"fiscal_capability_index", M(fiscal_index), 0, 10, false},
};
#undef M
enum { N_COLUMNS = sizeof columns / sizeof columns[0] };

static bool is_known(const char *name)
{
    bool known = strcmp(name, "code") == 0 || strcmp(name, "name") == 0;
    for (size_t i = 0; i < N_COLUMNS; i++) {
        known = known || strcmp(name, columns[i].name) == 0;
    }
    return known;
}

static void check_header(rk_reader *reader, const rk_table *table)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        const rk_cell *cell = &table->header[i];
        if (is_known(cell->text)) {
            if (rk_table_column(table, cell->text) < i) {
                rk_cell_complain(reader, table, cell, cell->text, "this column is given twice");
            }
            continue;
        }
        rk_nearest nearest = rk_nearest_to(cell->text);
        rk_nearest_offer(&nearest, "code");
        rk_nearest_offer(&nearest, "name");
        for (size_t c = 0; c < N_COLUMNS; c++) {
            rk_nearest_offer(&nearest, columns[c].name);
        }
        rk_cell_complain(reader, table, cell, cell->text, "no such column%s", rk_nearest_hint(reader->arena, &nearest));
    }
    if (rk_table_column(table, "code") == table->n_columns) {
        rk_complain_at(reader, table->file, 1, 0, "code", "this column is missing: codes of municipalities, 5 digits");
    }
}

/* The row's municipality, or n_municipalities after adding a mistake. */
static size_t find_place(rk_reader *reader, const rk_table *table, size_t row, bool seen[])
{
    const rk_scenario *scenario = reader->scenario;
    const rk_cell *code = rk_table_cell(table, row, rk_table_column(table, "code"));
    size_t name_column = rk_table_column(table, "name"), n = scenario->n_municipalities;
    const char *wrong = NULL;
    if (code->text[0] == '\0' || code->text[strspn(code->text, "0123456789")] != '\0') {
        rk_cell_complain(reader, table, code, "code", "\"%s\" is no code; a code has 5 digits", code->text);
        return n;
    }
    size_t place = rk_places_find(reader->arena, scenario->municipalities, n, code->text, &wrong);
    if (wrong == NULL && seen[place]) {
        wrong = "this municipality has a row already";
    }
    if (wrong != NULL) {
        rk_cell_complain(reader, table, code, "code", "%s", wrong);
        return n;
    }
    seen[place] = true;
    if (name_column < table->n_columns) {
        const rk_cell *name = rk_table_cell(table, row, name_column);
        if (name->text[0] != '\0' && strcmp(name->text, scenario->municipalities[place].name) != 0) {
            rk_cell_complain(reader, table, name, "name", "%s is %s, not \"%s\"", code->text,
                             scenario->municipalities[place].name, name->text);
        }
    }
    return place;
}

static void read_row(rk_reader *reader, const rk_table *table, size_t row, rk_municipality *place)
{
    for (size_t c = 0; c < N_COLUMNS; c++) {
        size_t at = rk_table_column(table, columns[c].name);
        const rk_cell *cell = at < table->n_columns ? rk_table_cell(table, row, at) : NULL;
        double value;
        if (cell == NULL || cell->text[0] == '\0' || /* an empty cell: the prior holds */
            !rk_cell_number(reader, table, cell, columns[c].name, columns[c].low, columns[c].high, &value)) {
            continue;
        }
        if (columns[c].whole && value != floor(value)) {
            rk_cell_complain(reader, table, cell, columns[c].name, "%s is no whole number", cell->text);
        }
        memcpy((char *)place + columns[c].offset, &value, sizeof value);
    }
    if (place->own_filled >= 0 && (place->own_posts < 0 || place->own_filled > place->own_posts)) {
        rk_cell_complain(reader, table, rk_table_cell(table, row, rk_table_column(table, "filled")), "filled",
                         place->own_posts < 0 ? "filled posts are given, but no posts"
                                              : "more posts are filled than there are");
    }
}

static void read_table(rk_reader *reader, const rk_table *table)
{
    size_t n = reader->scenario->n_municipalities, known = rk_mistakes_count(reader->mistakes);
    check_header(reader, table);
    if (rk_mistakes_count(reader->mistakes) > known || !reader->places_known) {
        return;
    }
    rk_municipality *places = rk_arena_grow(reader->arena, reader->scenario->municipalities, n, n, sizeof *places);
    bool *seen = rk_arena_alloc(reader->arena, n, sizeof *seen);
    for (size_t row = 0; row < table->n_rows; row++) {
        size_t place = find_place(reader, table, row, seen);
        if (place < n) {
            read_row(reader, table, row, &places[place]);
        }
    }
    reader->scenario->municipalities = places;
}

static const rk_key data_keys[] = {
    {"municipalities", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, "", NULL, "", "",
     "CSV file with figures of the planner's own, one row a municipality"},
};

void rk_planner_read(rk_reader *reader, const rk_node *data, const char *path)
{
    const rk_node *found[1];
    rk_source source;
    rk_table table;
    rk_setting_match(reader, data, data, "data", data_keys, 1, found);
    if (found[0] == NULL || rk_node_is_null(found[0])) {
        return;
    }
    rk_note_value(reader, "data.municipalities", &data_keys[0], found[0]);
    if (!rk_expect_kind(reader, found[0], "data.municipalities", RK_NODE_SCALAR, "the name of a CSV file")) {
        return;
    }
    const char *file = found[0]->line == 0 ? path : found[0]->file; /* --set is as the scenario itself */
    const char *name = rk_folder_join(reader->arena, rk_folder_of(reader->arena, file), found[0]->text);
    if (rk_source_read(reader, name, found[0], "data.municipalities", &source)) {
        rk_source_keep(reader, &source);
        if (rk_csv_parse(reader, &source, &table)) {
            read_table(reader, &table);
        }
    }
}
