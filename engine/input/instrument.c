#include "input/instrument.h"

#include "input/common_keys.h"
#include "input/nearest.h"
#include "input/setting.h"

#include <assert.h>
#include <string.h>

size_t rk_instrument_find(rk_reader *reader, rk_schemas schemas, const rk_node *kind, const char *path)
{
    rk_nearest nearest = rk_nearest_to(kind->text);
    for (size_t i = 0; i < schemas.n_schemas; i++) {
        if (strcmp(schemas.schemas[i]->name, kind->text) == 0) {
            return i;
        }
        rk_nearest_offer(&nearest, schemas.schemas[i]->name);
    }
    rk_complain(reader, kind, path, "no such instrument%s", rk_nearest_hint(reader->arena, &nearest));
    return schemas.n_schemas;
}

/* The settings without `name`, which is not of the instrument's own keys. */
static const rk_node *without_name(rk_reader *reader, const rk_node *settings)
{
    const rk_node *name = rk_node_find(settings, "name");
    if (name == NULL) {
        return settings;
    }
    rk_node *rest = rk_node_new(reader->arena, RK_NODE_MAPPING, settings->file, settings->line, settings->column);
    for (const rk_node *child = settings->first; child != NULL; child = child->next) {
        if (child != name) {
            rk_node *copy = rk_arena_grow(reader->arena, child, 1, 1, sizeof *child);
            rk_node_append(rest, child->key, copy);
        }
    }
    return rest;
}

/* ---- Dates ---- */

/* What would do nothing without a word, or mean nothing, is refused: closing before it opens, before the run begins, or
 * before it takes effect. */
static void check_dates(rk_reader *reader, const rk_node *const found[], const char *path, const rk_setting settings[])
{
    const rk_node *opens = found[RK_COMMON_OPENS], *closes = found[RK_COMMON_CLOSES];
    const rk_node *delay = found[RK_COMMON_START_DELAY];
    int first = settings[RK_COMMON_OPENS].month, end = settings[RK_COMMON_CLOSES].month;
    if (closes == NULL) {
        return;
    }
    const char *key = rk_path(reader, path, "closes");
    if (end <= first && opens != NULL) {
        rk_complain(reader, closes, key, "%s is not after opens, %s; it is the first month without", closes->text,
                    opens->text);
    } else if (rk_end_month(settings) <= 0) {
        rk_complain(reader, closes, key, "%s%s is not after the start of the run; it is the first month without",
                    closes->text, found[RK_COMMON_NOTICE] == NULL ? "" : ", the notice added,");
    } else if (delay != NULL && rk_effect_month(settings) >= end) {
        rk_complain(reader, delay, rk_path(reader, path, "start_delay"),
                    "it takes effect %ld months after it opens, which is not before closes, %s",
                    settings[RK_COMMON_START_DELAY].count, closes->text);
    }
}

/* ---- All settings ---- */

void rk_instrument_read(rk_reader *reader, const rk_instrument_schema *schema, const rk_instrument_node *node,
                        const char *path, rk_instrument *instrument)
{
    const rk_node *found[RK_INSTRUMENT_KEYS_MAX];
    rk_setting *settings = instrument->settings;
    bool whole = true;
    assert(schema->n_keys >= RK_N_COMMON_KEYS && schema->n_keys <= RK_INSTRUMENT_KEYS_MAX);
    rk_setting_match(reader, without_name(reader, node->settings), node->kind, path, schema->keys, schema->n_keys,
                     found);
    for (size_t i = 0; i < schema->n_keys; i++) {
        size_t own_first = (i + RK_N_COMMON_KEYS) % schema->n_keys; /* explained in this order */
        const rk_key *key = &schema->keys[own_first];
        whole =
            rk_setting_read(reader, key, rk_path(reader, path, key->name), found[own_first], &settings[own_first]) &&
            whole;
    }
    if (whole) {
        check_dates(reader, found, path, settings);
    }
}
