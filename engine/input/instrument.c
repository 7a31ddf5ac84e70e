#include "input/instrument.h"

#include "input/common_keys.h"
#include "input/nearest.h"
#include "input/setting.h"

#include <assert.h>
#include <limits.h>
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

/* What opens after the run changes nothing. Whoever makes the run shorter on top of the file need not take it out, and
 * `never` says what it does. */
static void check_opens(rk_reader *reader, const rk_node *opens, const char *path, const rk_setting *setting)
{
    int n_years = reader->scenario->n_years;
    if (opens == NULL || setting->month == INT_MAX || setting->month < 12 * n_years ||
        (long)rk_layer(reader, opens) > reader->span_layer) {
        return;
    }
    rk_complain(reader, opens, rk_path(reader, path, "opens"),
                "%s is not before the end of the run, %d-04, so it would change nothing; never says that", opens->text,
                reader->scenario->start_year + n_years);
}

/* ---- Keys without use ---- */

static const char *word_of(rk_reader *reader, const rk_setting *setting)
{
    const char *at = setting->key->choices;
    for (long i = 0; i < setting->count; i++) {
        at = strchr(at, '|') + 1;
    }
    return rk_arena_copy(reader->arena, at, strcspn(at, "|"));
}

static const char *words_of(rk_reader *reader, const rk_key *key, unsigned values)
{
    const char *words = "";
    for (long i = 0; values >> i != 0; i++) {
        if ((values >> i & 1) != 0) {
            const char *word = word_of(reader, &(rk_setting){.key = key, .count = i});
            words = rk_arena_text(reader->arena, "%s%s%s", words, words[0] == '\0' ? "" : " or ", word);
        }
    }
    return words;
}

/* A key that does nothing misleads whoever wrote it. But whoever changes the choice on top of a file that they build on
 * need not take out what was of use there. */
static void check_uses(rk_reader *reader, const rk_instrument_schema *schema, const rk_node *const found[],
                       const bool good[], const char *path, const rk_setting settings[])
{
    for (size_t i = 0; i < schema->n_uses; i++) {
        const rk_key_use *use = &schema->uses[i];
        const rk_node *key = found[use->key], *other = found[use->other];
        if (key == NULL || !good[use->other] || (use->values >> settings[use->other].count & 1) != 0 ||
            (other != NULL && rk_layer(reader, other) < rk_layer(reader, key))) {
            continue;
        }
        const rk_key *choice = &schema->keys[use->other];
        rk_complain(reader, key, rk_path(reader, path, schema->keys[use->key].name),
                    "it is of use with %s %s only; %s is %s%s", choice->name, words_of(reader, choice, use->values),
                    choice->name, word_of(reader, &settings[use->other]), other == NULL ? " by default" : "");
    }
}

/* ---- Two of a kind ---- */

/* The first municipality that is a member of both and how many more are, or none: n_municipalities. */
static size_t common_member(const rk_reader *reader, const rk_setting *a, const rk_setting *b, size_t *n_more)
{
    size_t first = reader->scenario->n_municipalities, n = 0;
    for (size_t i = 0, k = 0; i < a->n_members && k < b->n_members;) {
        if (a->members[i] == b->members[k]) {
            first = n++ == 0 ? a->members[i] : first;
        }
        bool a_next = a->members[i] <= b->members[k], b_next = b->members[k] <= a->members[i];
        i += a_next;
        k += b_next;
    }
    *n_more = n > 0 ? n - 1 : 0;
    return first;
}

static bool are_open_together(const rk_setting a[], const rk_setting b[])
{
    int last_opens =
        a[RK_COMMON_OPENS].month > b[RK_COMMON_OPENS].month ? a[RK_COMMON_OPENS].month : b[RK_COMMON_OPENS].month;
    return last_opens < rk_end_month(a) && last_opens < rk_end_month(b);
}

static void check_pair(rk_reader *reader, const rk_instrument *a, const rk_instrument *b,
                       const rk_instrument_node *node, const char *path)
{
    size_t n_more;
    size_t both = common_member(reader, &a->settings[RK_COMMON_MEMBERS], &b->settings[RK_COMMON_MEMBERS], &n_more);
    if (both == reader->scenario->n_municipalities || !are_open_together(a->settings, b->settings)) {
        return;
    }
    const rk_node *members = rk_node_find(node->settings, "members");
    const char *more = n_more == 0 ? " is" : rk_arena_text(reader->arena, " and %zu more are", n_more);
    rk_complain(reader, members == NULL ? node->kind : members, rk_path(reader, path, "members"),
                "%s%s in %s and in %s, which are open at the same time; a municipality is in one %s at a time",
                reader->scenario->municipalities[both].name, more, a->name, b->name, node->kind->text);
}

void rk_instrument_check_together(rk_reader *reader, rk_schemas schemas, const rk_model *model,
                                  const rk_instrument_node *const nodes[], const char *path)
{
    for (size_t i = 0; i < model->n_instruments; i++) {
        for (size_t k = 0; k < i; k++) {
            const rk_instrument *a = &model->instruments[k], *b = &model->instruments[i];
            if (a->schema == b->schema && schemas.schemas[a->schema]->exclusive) {
                check_pair(reader, a, b, nodes[i], rk_path(reader, path, b->name));
            }
        }
    }
}

/* ---- All settings ---- */

void rk_instrument_read(rk_reader *reader, const rk_instrument_schema *schema, const rk_instrument_node *node,
                        const char *path, rk_instrument *instrument)
{
    const rk_node *found[RK_INSTRUMENT_KEYS_MAX];
    rk_setting *settings = instrument->settings;
    bool good[RK_INSTRUMENT_KEYS_MAX], dates = true;
    assert(schema->n_keys >= RK_N_COMMON_KEYS && schema->n_keys <= RK_INSTRUMENT_KEYS_MAX);
    rk_setting_match(reader, without_name(reader, node->settings), node->kind, path, schema->keys, schema->n_keys,
                     found);
    for (size_t i = 0; i < schema->n_keys; i++) {
        size_t own_first = (i + RK_N_COMMON_KEYS) % schema->n_keys; /* explained in this order */
        const rk_key *key = &schema->keys[own_first];
        const char *own_path = rk_path(reader, path, key->name);
        good[own_first] = rk_setting_read(reader, key, own_path, found[own_first], &settings[own_first]);
        dates = dates && (good[own_first] || own_first > RK_COMMON_NOTICE);
    }
    if (dates) {
        check_dates(reader, found, path, settings);
        check_opens(reader, found[RK_COMMON_OPENS], path, &settings[RK_COMMON_OPENS]);
    }
    check_uses(reader, schema, found, good, path, settings);
}
