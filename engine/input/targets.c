#include "input/csv.h"
#include "input/nearest.h"
#include "input/number.h"
#include "input/source.h"

#include <renkei/targets.h>

#include <math.h>
#include <string.h>

const rk_target_info rk_target_metrics[RK_N_TARGET_METRICS] = {
#define X(id, name, unit, scope, low, high, outcome, ja) {name, unit, scope, low, high, outcome, ja},
    RK_TARGET_LIST(X)
#undef X
};

struct rk_targets {
    rk_arena *arena; /* all of it, this record included */
    rk_target target[RK_TARGETS_MAX];
    size_t n;
    rk_scenario_file file;
};

enum { FISCAL_YEAR, METRIC, VALUE, UNIT, SCOPE, ERROR, FACT, NOTE, N_COLUMNS, N_NEEDED = ERROR };

static const char *const column_names[N_COLUMNS] = {"fiscal_year", "metric", "value", "unit",
                                                    "scope",       "error",  "fact",  "note"};

/* ---- One row ---- */

typedef struct {
    rk_reader *reader;
    const rk_table *table;
    size_t column[N_COLUMNS]; /* of the table; n_columns where it is not there */
    size_t row;
} reading;

static const rk_cell *cell_of(const reading *r, int column)
{
    return r->column[column] < r->table->n_columns ? rk_table_cell(r->table, r->row, r->column[column]) : NULL;
}

static const char *text_of(const reading *r, int column)
{
    const rk_cell *cell = cell_of(r, column);
    return cell != NULL ? cell->text : "";
}

/* The metric of that name, or RK_N_TARGET_METRICS after adding a mistake. */
static rk_target_metric read_metric(const reading *r)
{
    const rk_cell *cell = cell_of(r, METRIC);
    rk_nearest nearest = rk_nearest_to(cell->text);
    for (int m = 0; m < RK_N_TARGET_METRICS; m++) {
        if (strcmp(cell->text, rk_target_metrics[m].name) == 0) {
            return (rk_target_metric)m;
        }
        rk_nearest_offer(&nearest, rk_target_metrics[m].name);
    }
    rk_cell_complain(r->reader, r->table, cell, "metric", "there is no published figure \"%s\"%s", cell->text,
                     rk_nearest_hint(r->reader->arena, &nearest));
    return RK_N_TARGET_METRICS;
}

/* Standard error of a number that was rounded to the digits it is written with. */
static double rounding_of(const char *text)
{
    const char *point = strchr(text, '.'), *exponent = strpbrk(text, "eE");
    size_t decimals = point != NULL ? strspn(point + 1, "0123456789_") : 0;
    double power = 0.0;
    if (exponent != NULL) {
        (void)rk_number_scan(exponent + 1, &power);
    }
    return pow(10.0, power - (double)decimals) / sqrt(12.0);
}

/* What the figure can be; of an unknown metric anything. */
static void read_range(const reading *r, const rk_scenario *scenario, rk_target *target)
{
    bool known = target->metric < RK_N_TARGET_METRICS;
    target->low = known ? rk_target_metrics[target->metric].low : 0.0;
    target->high = known ? rk_target_metrics[target->metric].high : 1e9;
    if (known && strcmp(rk_target_metrics[target->metric].unit, "municipalities") == 0 &&
        strcmp(text_of(r, SCOPE), "scenario") == 0) {
        target->high = (double)rk_scenario_n_municipalities(scenario);
    }
}

static void read_value(const reading *r, rk_target *target)
{
    const rk_cell *value = cell_of(r, VALUE), *error = cell_of(r, ERROR);
    if (rk_cell_number(r->reader, r->table, value, "value", target->low, target->high, &target->value)) {
        target->error = rounding_of(value->text);
    }
    if (error != NULL && error->text[0] != '\0') {
        (void)rk_cell_number(r->reader, r->table, error, "error", 1e-12, target->high, &target->error);
    }
}

/* Whether the scenario predicts it; an unknown scope is nobody's mistake, since publishers count in many ways. */
static rk_target_state state_of(const rk_target *target, const rk_scenario *scenario)
{
    const rk_target_info *info = &rk_target_metrics[target->metric];
    bool own = strcmp(target->scope, "scenario") == 0, all = strcmp(target->scope, "all municipalities") == 0;
    int year = target->fiscal_year - rk_scenario_start_year(scenario);
    if (info->outcome[0] == '\0') {
        return RK_TARGET_NO_OUTCOME;
    }
    if (!own && !all && strcmp(target->scope, info->scope) != 0) {
        return RK_TARGET_OTHER_SCOPE;
    }
    if (year < 0 || year >= rk_scenario_years(scenario)) {
        return RK_TARGET_OTHER_YEAR;
    }
    bool rate = target->metric == RK_TARGET_QUITS || target->metric == RK_TARGET_ABSENCE;
    bool nation = rk_scenario_n_municipalities(scenario) == RK_MUNICIPALITIES_OF_JAPAN;
    return own || rate || nation ? RK_TARGET_PREDICTED : RK_TARGET_NOT_ALL;
}

static void read_row(const reading *r, const rk_scenario *scenario, rk_targets *targets)
{
    double year = 0.0;
    size_t known = rk_mistakes_count(r->reader->mistakes);
    rk_target target = {.scope = text_of(r, SCOPE),
                        .fact = text_of(r, FACT),
                        .note = text_of(r, NOTE),
                        .line = cell_of(r, FISCAL_YEAR)->line,
                        .metric = read_metric(r)};
    if (rk_cell_number(r->reader, r->table, cell_of(r, FISCAL_YEAR), "fiscal_year", 1990, 2100, &year) &&
        year != floor(year)) {
        rk_cell_complain(r->reader, r->table, cell_of(r, FISCAL_YEAR), "fiscal_year", "%s is no whole number",
                         text_of(r, FISCAL_YEAR));
    }
    target.fiscal_year = (int)year;
    read_range(r, scenario, &target);
    read_value(r, &target);
    if (target.metric < RK_N_TARGET_METRICS && strcmp(text_of(r, UNIT), rk_target_metrics[target.metric].unit) != 0) {
        rk_cell_complain(r->reader, r->table, cell_of(r, UNIT), "unit", "\"%s\" is not the unit of %s; expected %s",
                         text_of(r, UNIT), rk_target_metrics[target.metric].name,
                         rk_target_metrics[target.metric].unit);
    }
    if (target.scope[0] == '\0') {
        rk_cell_complain(r->reader, r->table, cell_of(r, SCOPE), "scope",
                         "who is counted? For example \"all municipalities\", or \"scenario\"");
    }
    for (size_t i = 0; i < targets->n; i++) {
        const rk_target *other = &targets->target[i];
        if (other->fiscal_year == target.fiscal_year && other->metric == target.metric &&
            strcmp(other->scope, target.scope) == 0) {
            rk_cell_complain(r->reader, r->table, cell_of(r, METRIC), "metric",
                             "this figure of FY%d is in line %d already", target.fiscal_year, other->line);
        }
    }
    if (rk_mistakes_count(r->reader->mistakes) == known) {
        target.state = state_of(&target, scenario);
        targets->target[targets->n++] = target;
    }
}

/* ---- The file ---- */

static bool check_header(rk_reader *reader, const rk_table *table, size_t column[N_COLUMNS])
{
    size_t known = rk_mistakes_count(reader->mistakes);
    for (size_t i = 0; i < table->n_columns; i++) {
        const rk_cell *cell = &table->header[i];
        rk_nearest nearest = rk_nearest_to(cell->text);
        bool is_known = false;
        for (int c = 0; c < N_COLUMNS; c++) {
            is_known = is_known || strcmp(cell->text, column_names[c]) == 0;
            rk_nearest_offer(&nearest, column_names[c]);
        }
        if (!is_known) {
            rk_cell_complain(reader, table, cell, cell->text, "no such column%s",
                             rk_nearest_hint(reader->arena, &nearest));
        } else if (rk_table_column(table, cell->text) < i) {
            rk_cell_complain(reader, table, cell, cell->text, "this column is given twice");
        }
    }
    for (int c = 0; c < N_COLUMNS; c++) {
        column[c] = rk_table_column(table, column_names[c]);
        if (column[c] == table->n_columns && c < N_NEEDED) {
            rk_complain_at(reader, table->file, 1, 0, column_names[c], "this column is missing");
        }
    }
    if (table->n_rows > RK_TARGETS_MAX) {
        rk_complain_at(reader, table->file, 0, 0, "", "%zu rows, more than %d", table->n_rows, RK_TARGETS_MAX);
    }
    return rk_mistakes_count(reader->mistakes) == known;
}

typedef struct {
    rk_reader reader;
    const char *path;
    const rk_scenario *scenario;
    rk_targets *targets;
} loading;

static void load(void *context)
{
    loading *l = context;
    rk_source source;
    rk_table table = {0};
    reading r = {.reader = &l->reader, .table = &table};
    l->targets = rk_arena_alloc(l->reader.arena, 1, sizeof *l->targets);
    l->targets->arena = l->reader.arena;
    if (!rk_source_read(&l->reader, l->path, NULL, "", &source)) {
        return;
    }
    bool regular = rk_csv_parse(&l->reader, &source, &table);
    if (table.n_columns == 0 || !check_header(&l->reader, &table, r.column)) {
        return;
    }
    if (regular && table.n_rows == 0) {
        rk_complain_at(&l->reader, table.file, 1, 0, "", "no figures follow the names of the columns");
    }
    l->targets->file = (rk_scenario_file){l->path, source.text, source.n_bytes};
    for (; r.row < table.n_rows; r.row++) {
        read_row(&r, l->scenario, l->targets);
    }
}

rk_status rk_targets_open(const char *path, const rk_scenario *scenario, rk_mistakes *mistakes, rk_targets **targets)
{
    size_t known = rk_mistakes_count(mistakes);
    loading l = {.reader = {.arena = rk_arena_new(), .mistakes = mistakes}, .path = path, .scenario = scenario};
    *targets = NULL;
    bool whole = l.reader.arena != NULL && rk_arena_run(l.reader.arena, load, &l);
    if (!whole || rk_mistakes_count(mistakes) > known) {
        rk_arena_free(l.reader.arena);
        return whole ? RK_ERR_SCENARIO : RK_ERR_MEMORY;
    }
    *targets = l.targets;
    return RK_OK;
}

void rk_targets_close(rk_targets *targets)
{
    if (targets != NULL) {
        rk_arena_free(targets->arena);
    }
}

size_t rk_targets_count(const rk_targets *targets)
{
    return targets->n;
}

const rk_target *rk_targets_at(const rk_targets *targets, size_t index)
{
    return &targets->target[index];
}

rk_scenario_file rk_targets_file(const rk_targets *targets)
{
    return targets->file;
}
