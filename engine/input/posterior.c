#include "input/posterior.h"

#include "input/csv.h"
#include "input/folder.h"
#include "input/nearest.h"
#include "input/number.h"
#include "input/setting.h"
#include "input/source.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A column of the file: which parameter, in which unit. */
typedef struct {
    size_t parameter; /* RK_N_PARAMETERS: for the reader only, or of something unknown */
    const char *unit;
    const rk_cell *head;
    rk_prior prior;
} column;

typedef struct {
    rk_reader *reader;
    const rk_node *node;
    const rk_node *const *given;
    const rk_table *table;
    column *columns; /* [table->n_columns] */
} reading;

/* ---- The first row ---- */

static size_t find_parameter(const char *name)
{
    size_t i = 0;
    while (i < RK_N_PARAMETERS && strcmp(rk_parameter_keys[i].name, name) != 0) {
        i++;
    }
    return i;
}

/* Takes "name [unit]" apart. */
static const char *name_of(rk_arena *arena, const char *text, const char **unit)
{
    static const char group[] = "parameters.";
    const char *open = strstr(text, " ["), *end = text + strlen(text);
    bool closed = open != NULL && end[-1] == ']';
    *unit = closed ? rk_arena_copy(arena, open + 2, (size_t)(end - 1 - (open + 2))) : "";
    text += strncmp(text, group, sizeof group - 1) == 0 ? sizeof group - 1 : 0;
    return closed ? rk_arena_copy(arena, text, (size_t)(open - text)) : text;
}

static void complain_of_name(reading *r, const rk_cell *cell, const char *name)
{
    rk_nearest nearest = rk_nearest_to(name);
    for (size_t i = 0; i < RK_N_PARAMETERS; i++) {
        rk_nearest_offer(&nearest, rk_parameter_keys[i].name);
    }
    rk_cell_complain(r->reader, r->table, cell, cell->text, "no such parameter%s",
                     rk_nearest_hint(r->reader->arena, &nearest));
}

/* Whether a value of the parameter that is written elsewhere takes the column out. */
static bool given_nearer(reading *r, const column *c)
{
    const rk_node *value = r->given[c->parameter];
    if (value == NULL) {
        return false;
    }
    size_t of_value = rk_layer(r->reader, value), of_file = rk_layer(r->reader, r->node);
    if (of_value == of_file) {
        rk_complain(r->reader, value, rk_path(r->reader, "parameters", rk_parameter_keys[c->parameter].name),
                    "the posterior \"%s\" has this parameter, too; leave the value or the posterior's column out",
                    r->node->text);
    }
    return of_value < of_file;
}

static void read_head(reading *r, size_t index)
{
    const rk_cell *cell = &r->table->header[index];
    column *c = &r->columns[index];
    *c = (column){.parameter = RK_N_PARAMETERS, .head = cell};
    if (strcmp(cell->text, "draw") == 0 || strcmp(cell->text, "note") == 0) {
        return;
    }
    const char *name = name_of(r->reader->arena, cell->text, &c->unit);
    size_t parameter = find_parameter(name);
    if (parameter == RK_N_PARAMETERS) {
        complain_of_name(r, cell, name);
        return;
    }
    for (size_t other = 0; other < index; other++) {
        if (r->columns[other].parameter == parameter) {
            rk_cell_complain(r->reader, r->table, cell, cell->text, "this parameter is given twice");
            return;
        }
    }
    rk_unit_scale unit;
    const char *wrong = rk_number_unit(r->reader->arena, &rk_parameter_keys[parameter], c->unit, &unit);
    if (wrong != NULL) {
        rk_cell_complain(r->reader, r->table, cell, cell->text, "%s, in brackets behind the name", wrong);
        return;
    }
    c->parameter = parameter;
}

/* ---- Draws ---- */

static bool read_cell(reading *r, const column *c, const rk_cell *cell, rk_prior *prior)
{
    const rk_key *key = &rk_parameter_keys[c->parameter];
    double plain;
    if (!rk_cell_number(r->reader, r->table, cell, c->head->text, -1e300, 1e300, &plain)) {
        return false;
    }
    const char *text = rk_arena_text(r->reader->arena, "%s%s%s", cell->text, c->unit[0] == '\0' ? "" : " ", c->unit);
    const char *wrong = rk_prior_read(r->reader->arena, key, text, prior);
    if (wrong != NULL) {
        rk_cell_complain(r->reader, r->table, cell, c->head->text, "%s", wrong);
    }
    return wrong == NULL;
}

static int ascending(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* One column into the base units of the posterior's, and the sorted sample of the parameter's prior. */
static void read_column(reading *r, size_t index, double *values, size_t stride)
{
    column *c = &r->columns[index];
    double *sample = rk_arena_alloc(r->reader->arena, r->table->n_rows, sizeof *sample);
    for (size_t row = 0; row < r->table->n_rows; row++) {
        if (read_cell(r, c, rk_table_cell(r->table, row, index), &c->prior)) {
            sample[row] = c->prior.a;
            values[row * stride] = rk_prior_to_base(&c->prior, c->prior.a);
        }
    }
    qsort(sample, r->table->n_rows, sizeof *sample, ascending);
    c->prior.family = RK_SAMPLE;
    c->prior.sample = sample;
    c->prior.n_sample = r->table->n_rows;
    c->prior.low = -INFINITY;
    c->prior.high = INFINITY;
}

/* `renkei explain` tells what is in force: the middle and the central 90 % of the column. */
static void note_column(reading *r, const column *c)
{
    rk_reader *reader = r->reader;
    const char *path = rk_path(reader, "parameters", rk_parameter_keys[c->parameter].name);
    size_t n = c->prior.n_sample;
    for (size_t i = 0; i < reader->n_values; i++) {
        if (strcmp(reader->values[i].key, path) == 0) {
            const double *sample = c->prior.sample;
            reader->values[i].value = rk_arena_text(
                reader->arena, "%zu joint draws, median %.4g, 90 %% from %.4g to %.4g%s%s", n, sample[n / 2],
                sample[n / 20], sample[n - 1 - n / 20], c->unit[0] == '\0' ? "" : " ", c->unit);
            reader->values[i].origin =
                rk_arena_text(reader->arena, "%s:%d:%d", r->table->file, c->head->line, c->head->column);
        }
    }
}

static void take_columns(reading *r)
{
    rk_arena *arena = r->reader->arena;
    rk_posterior *posterior = rk_arena_alloc(arena, 1, sizeof *posterior);
    size_t *number = rk_arena_alloc(arena, r->table->n_columns, sizeof *number);
    size_t *of = rk_arena_alloc(arena, r->table->n_columns, sizeof *of);
    for (size_t i = 0; i < r->table->n_columns; i++) {
        if (r->columns[i].parameter < RK_N_PARAMETERS && !given_nearer(r, &r->columns[i])) {
            of[posterior->n_columns] = i;
            number[posterior->n_columns++] = r->columns[i].parameter; /* numbers of parameters come first */
        }
    }
    double *values = rk_arena_alloc(arena, r->table->n_rows * posterior->n_columns, sizeof *values);
    for (size_t i = 0; i < posterior->n_columns; i++) {
        read_column(r, of[i], values + i, posterior->n_columns);
    }
    if (rk_mistakes_count(r->reader->mistakes) > 0) {
        return;
    }
    for (size_t i = 0; i < posterior->n_columns; i++) {
        r->reader->scenario->parameters[number[i]].prior = r->columns[of[i]].prior;
        r->reader->scenario->parameters[number[i]].layer = rk_layer(r->reader, r->node);
        note_column(r, &r->columns[of[i]]);
    }
    posterior->n_rows = r->table->n_rows;
    posterior->number = number;
    posterior->values = values;
    r->reader->scenario->posterior = posterior->n_columns > 0 ? posterior : NULL;
}

static void read_table(reading *r)
{
    size_t n = 0;
    r->columns = rk_arena_alloc(r->reader->arena, r->table->n_columns, sizeof *r->columns);
    for (size_t i = 0; i < r->table->n_columns; i++) {
        read_head(r, i);
        n += r->columns[i].parameter < RK_N_PARAMETERS;
    }
    if (n == 0) {
        rk_complain_at(r->reader, r->table->file, 1, 0, "", "no column of a parameter, such as \"work.load\"");
    }
    if (r->table->n_rows < RK_POSTERIOR_ROWS_MIN || r->table->n_rows > RK_POSTERIOR_ROWS_MAX) {
        rk_complain_at(r->reader, r->table->file, 0, 0, "", "%zu draws; allowed are %d to %d", r->table->n_rows,
                       RK_POSTERIOR_ROWS_MIN, RK_POSTERIOR_ROWS_MAX);
        return;
    }
    take_columns(r);
}

void rk_posterior_read(rk_reader *reader, const rk_node *node, const rk_node *const given[], const char *path)
{
    rk_source source;
    rk_table table;
    reading r = {.reader = reader, .node = node, .given = given, .table = &table};
    if (node == NULL || rk_node_is_null(node) ||
        !rk_expect_kind(reader, node, "posterior", RK_NODE_SCALAR, "the name of a CSV file")) {
        return;
    }
    const char *file = node->line == 0 ? path : node->file; /* --set is as the scenario itself */
    const char *name = rk_folder_join(reader->arena, rk_folder_of(reader->arena, file), node->text);
    if (node->text[0] != '\0' && rk_source_read(reader, name, node, "posterior", &source)) {
        rk_source_keep(reader, &source);
        if (rk_csv_parse(reader, &source, &table)) {
            read_table(&r);
        }
    }
}
