#include "input/sweep.h"

#include "input/number.h"
#include "input/setting.h"
#include "input/top.h"

#include <string.h>

/* clang-format off */
const rk_key rk_sweep_keys[RK_N_SWEEP_KEYS] = {
    [RK_SWEEP_DESIGN] = {"design", RK_KEY_CHOICE, RK_UNIT_NUMBER, 0, 0, "factorial", "factorial|latin_hypercube|sobol|list", "", "", "every combination of values, points within ranges, or rows"},
    [RK_SWEEP_POINTS] = {"points", RK_KEY_COUNT, RK_UNIT_NUMBER, 1, RK_SWEEP_POINTS_MAX, "256", NULL, "", "", "points of latin_hypercube and sobol"},
    [RK_SWEEP_REPLICATIONS] = {"replications", RK_KEY_COUNT, RK_UNIT_NUMBER, 1, 1e8, "256", NULL, "", "", "replications at each point"},
    [RK_SWEEP_VARY] = {"vary", RK_KEY_TEXT, RK_UNIT_NUMBER, 0, 0, NULL, NULL, "", "", "what varies: keys of the scenario, each with a list of values, or with both ends of its range"},
};
/* clang-format on */

/* ---- What kind of number a key takes ---- */

static bool is_whole_kind(const rk_key *keys, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(keys[i].name, name) == 0) {
            return keys[i].kind == RK_KEY_COUNT || keys[i].kind == RK_KEY_RAMP;
        }
    }
    return false;
}

/* Of "models.pool.experts.number": instruments go by the name they have in their model. */
static bool is_whole(const rk_reader *reader, rk_schemas schemas, const char *path)
{
    const rk_scenario *scenario = reader->scenario;
    bool whole = is_whole_kind(rk_top_keys, RK_N_TOP_KEYS, path);
    for (size_t m = 0; m < scenario->n_models; m++) {
        for (size_t i = 0; i < scenario->models[m].n_instruments; i++) {
            const rk_instrument *instrument = &scenario->models[m].instruments[i];
            const char *name = instrument->name, *model = scenario->models[m].key;
            size_t n_model = strlen(model), n_name = strlen(name);
            const char *rest = path + strlen("models.") + n_model + 1;
            if (strncmp(path, "models.", strlen("models.")) != 0 || strlen(path) < strlen("models.") + n_model + 1 ||
                strncmp(path + strlen("models."), model, n_model) != 0 || rest[-1] != '.') {
                continue;
            }
            rest += strncmp(rest, "instruments.", strlen("instruments.")) == 0 ? strlen("instruments.") : 0;
            const rk_instrument_schema *schema = schemas.schemas[instrument->schema];
            whole = whole || (strncmp(rest, name, n_name) == 0 && rest[n_name] == '.' &&
                              is_whole_kind(schema->keys, schema->n_keys, rest + n_name + 1));
        }
    }
    return whole;
}

/* ---- Factors ---- */

/* Numbers in one unit, or none at all. */
static void read_numbers(rk_reader *reader, rk_sweep_factor *factor)
{
    double *numbers = rk_arena_alloc(reader->arena, factor->n_values, sizeof *numbers);
    factor->unit = "";
    for (size_t i = 0; i < factor->n_values; i++) {
        const char *end = rk_number_scan(factor->values[i], &numbers[i]);
        if (end == NULL) {
            return;
        }
        end += strspn(end, " ");
        if (i > 0 && strcmp(end, factor->unit) != 0) {
            factor->unit = "";
            return;
        }
        factor->unit = end;
    }
    factor->numbers = numbers;
}

static void check_range(rk_reader *reader, const rk_node *node, const char *path, const rk_sweep_factor *factor)
{
    if (factor->n_values != 2 || factor->numbers == NULL) {
        rk_complain(reader, node, path, "expected both ends of a range in one unit, such as [0 %%/year, 10 %%/year]");
    } else if (!(factor->numbers[0] < factor->numbers[1])) {
        rk_complain(reader, node, path, "the lower end must be below the upper one");
    }
}

static bool read_factor(rk_reader *reader, rk_schemas schemas, const rk_node *node, bool range, rk_sweep_factor *factor)
{
    const char *path = rk_path(reader, "sweep.vary", node->key->text);
    *factor = (rk_sweep_factor){.key = node->key->text, .file = node->file, .line = node->line, .column = node->column};
    if (node->kind != RK_NODE_SEQUENCE || node->n == 0) {
        rk_complain(reader, node, path, "expected a list of values, such as [2, 4, 8]");
        return false;
    }
    const char **values = rk_arena_alloc(reader->arena, node->n, sizeof *values);
    for (const rk_node *value = node->first; value != NULL; value = value->next) {
        values[factor->n_values++] = rk_node_text(reader->arena, value);
    }
    factor->values = values;
    factor->whole = is_whole(reader, schemas, factor->key);
    read_numbers(reader, factor);
    if (strcmp(factor->key, "seed") == 0 || strcmp(factor->key, "replications") == 0 ||
        strcmp(factor->key, "inner") == 0 || strncmp(factor->key, "sweep", strlen("sweep")) == 0) {
        rk_complain(reader, node->key, path, "this is the same at every point; a sweep is on the same luck");
    }
    if (range) {
        check_range(reader, node, path, factor);
    }
    return true;
}

/* A key that varies twice, under its own name or without "parameters.", would be what the last of the two says. */
static void check_twice(rk_reader *reader, const rk_node *node, const rk_sweep_factor *factors, size_t n)
{
    static const char group[] = "parameters.";
    size_t skip = sizeof group - 1;
    const char *own = factors[n].key + (strncmp(factors[n].key, group, skip) == 0 ? skip : 0);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(own, factors[i].key + (strncmp(factors[i].key, group, skip) == 0 ? skip : 0)) == 0) {
            rk_complain(reader, node->key, rk_path(reader, "sweep.vary", factors[n].key),
                        "this varies already; first in line %d", factors[i].line);
        }
    }
}

static void count_points(rk_reader *reader, const rk_node *vary, rk_sweep *sweep)
{
    double points = 1;
    for (size_t i = 0; i < sweep->n_factors; i++) {
        points *= (double)sweep->factors[i].n_values;
        if (sweep->design == RK_SWEEP_LIST && sweep->factors[i].n_values != sweep->factors[0].n_values) {
            rk_complain_at(reader, sweep->factors[i].file, sweep->factors[i].line, sweep->factors[i].column,
                           rk_path(reader, "sweep.vary", sweep->factors[i].key),
                           "%zu values, but %s has %zu: a list has a value of every key for each point",
                           sweep->factors[i].n_values, sweep->factors[0].key, sweep->factors[0].n_values);
        }
    }
    if (sweep->design == RK_SWEEP_LIST) {
        sweep->n_points = sweep->n_factors > 0 ? sweep->factors[0].n_values : 0;
    } else if (sweep->design == RK_SWEEP_FACTORIAL && points > RK_SWEEP_POINTS_MAX) {
        rk_complain(reader, vary, "sweep.vary", "%.0f combinations, more than %d", points, RK_SWEEP_POINTS_MAX);
    } else if (sweep->design == RK_SWEEP_FACTORIAL) {
        sweep->n_points = (size_t)points;
    }
}

static void read_vary(rk_reader *reader, rk_schemas schemas, const rk_node *vary, rk_sweep *sweep)
{
    bool range = sweep->design == RK_SWEEP_LATIN_HYPERCUBE || sweep->design == RK_SWEEP_SOBOL;
    if (!rk_expect_kind(reader, vary, "sweep.vary", RK_NODE_MAPPING, "keys with lists of values, one a line")) {
        return;
    }
    if (vary->n == 0 || vary->n > RK_SWEEP_FACTORS_MAX) {
        rk_complain(reader, vary, "sweep.vary", "expected 1 to %d keys that vary", RK_SWEEP_FACTORS_MAX);
        return;
    }
    rk_sweep_factor *factors = rk_arena_alloc(reader->arena, vary->n, sizeof *factors);
    for (const rk_node *child = vary->first; child != NULL; child = child->next) {
        if (read_factor(reader, schemas, child, range, &factors[sweep->n_factors])) {
            check_twice(reader, child, factors, sweep->n_factors++);
        }
    }
    sweep->factors = factors;
    count_points(reader, vary, sweep);
}

void rk_sweep_read(rk_reader *reader, rk_schemas schemas, const rk_node *node)
{
    const rk_node *found[RK_N_SWEEP_KEYS];
    rk_setting settings[RK_N_SWEEP_KEYS];
    if (node == NULL || rk_node_is_null(node)) {
        return;
    }
    rk_setting_match(reader, node, node, "sweep", rk_sweep_keys, RK_N_SWEEP_KEYS, found);
    bool good[RK_SWEEP_VARY];
    for (size_t i = 0; i < RK_SWEEP_VARY; i++) {
        good[i] = rk_setting_read(reader, &rk_sweep_keys[i], rk_path(reader, "sweep", rk_sweep_keys[i].name), found[i],
                                  &settings[i]);
    }
    rk_sweep *sweep = rk_arena_alloc(reader->arena, 1, sizeof *sweep);
    sweep->design = (rk_sweep_design)settings[RK_SWEEP_DESIGN].count;
    sweep->n_points = (size_t)settings[RK_SWEEP_POINTS].count;
    sweep->n_replications = (uint32_t)settings[RK_SWEEP_REPLICATIONS].count;
    if (found[RK_SWEEP_POINTS] != NULL && good[RK_SWEEP_DESIGN] &&
        (sweep->design == RK_SWEEP_FACTORIAL || sweep->design == RK_SWEEP_LIST)) {
        rk_complain(reader, found[RK_SWEEP_POINTS], "sweep.points",
                    "of use for latin_hypercube and sobol only; the values say how many points there are");
    }
    if (found[RK_SWEEP_VARY] != NULL) {
        rk_note_value(reader, "sweep.vary", &rk_sweep_keys[RK_SWEEP_VARY], found[RK_SWEEP_VARY]);
        read_vary(reader, schemas, found[RK_SWEEP_VARY], sweep);
    }
    reader->sweep = sweep;
}
