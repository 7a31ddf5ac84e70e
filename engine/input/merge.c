#include "input/merge.h"

#include "input/nearest.h"

#include <string.h>

typedef struct {
    rk_reader *reader;
    rk_schemas schemas;
} merging;

static void complain_of_nothing(const merging *m, const rk_node *key, const char *path, const rk_nearest *nearest)
{
    rk_complain(m->reader, key, path, "there is nothing to take away: the base has no \"%s\"%s", key->text,
                rk_nearest_hint(m->reader->arena, nearest));
}

/* As rk_node_replace, but the key is that of the new one, too: mistakes about it belong there. */
static void replace(rk_node *child, rk_node *by)
{
    rk_node *key = by->key;
    rk_node_replace(child, by);
    by->key = key;
}

/* ---- Parameters: nested mappings, dotted names, or both ---- */

/* The child at a dotted path, by as much of the path at a time as possible. */
static rk_node *find_dotted(rk_arena *arena, const rk_node *mapping, const char *path)
{
    char *head = rk_arena_copy(arena, path, strlen(path));
    for (char *dot = head + strlen(head); dot != NULL; dot = strrchr(head, '.')) {
        size_t n = (size_t)(dot - head);
        head[n] = '\0';
        rk_node *child = rk_node_find(mapping, head);
        if (child != NULL) {
            return path[n] == '\0' ? child : find_dotted(arena, child, path + n + 1);
        }
    }
    return NULL;
}

/* Offers the dotted names of what a mapping holds. */
static void offer_parameters(const merging *m, rk_nearest *nearest, const rk_node *mapping, const char *group)
{
    for (const rk_node *child = mapping->first; child != NULL; child = child->next) {
        const char *name = rk_path(m->reader, group, child->key->text);
        rk_nearest_offer(nearest, name);
        if (child->kind == RK_NODE_MAPPING) {
            offer_parameters(m, nearest, child, name);
        }
    }
}

static void merge_parameter(const merging *m, rk_node *base, rk_node *leaf, const char *name)
{
    rk_node *old = find_dotted(m->reader->arena, base, name);
    if (rk_node_is_null(leaf) && old == NULL) {
        rk_nearest nearest = rk_nearest_to(name);
        offer_parameters(m, &nearest, base, "");
        complain_of_nothing(m, leaf->key, rk_path(m->reader, "parameters", name), &nearest);
        return;
    }
    if (rk_node_is_null(leaf)) {
        rk_node_remove(old);
        return;
    }
    rk_node *key = rk_node_new(m->reader->arena, RK_NODE_SCALAR, leaf->key->file, leaf->key->line, leaf->key->column);
    key->text = old == NULL ? name : old->key->text; /* as the base writes it: dotted, or within a group */
    leaf->key = key;
    if (old != NULL) {
        replace(old, leaf);
    } else {
        rk_node_append(base, key, leaf);
    }
}

static void merge_parameters(const merging *m, rk_node *base, rk_node *over, const char *group)
{
    for (rk_node *child = over->first, *next; child != NULL; child = next) {
        const char *name = rk_path(m->reader, group, child->key->text);
        next = child->next;
        if (child->kind == RK_NODE_MAPPING) {
            merge_parameters(m, base, child, name);
        } else {
            merge_parameter(m, base, child, name);
        }
    }
}

/* ---- Mappings ---- */

typedef void merge_known(const merging *m, rk_node *old, rk_node *child, const char *path);

/* Merges key by key; known: what is done with a value that both have. */
static void merge_mapping(const merging *m, rk_node *base, rk_node *over, const char *path, merge_known *known)
{
    for (rk_node *child = over->first, *next; child != NULL; child = next) {
        rk_node *old = rk_node_find(base, child->key->text);
        next = child->next;
        if (rk_node_is_null(child) && old == NULL) {
            rk_nearest nearest = rk_nearest_to(child->key->text);
            for (const rk_node *other = base->first; other != NULL; other = other->next) {
                rk_nearest_offer(&nearest, other->key->text);
            }
            complain_of_nothing(m, child->key, rk_path(m->reader, path, child->key->text), &nearest);
        } else if (rk_node_is_null(child)) {
            rk_node_remove(old);
        } else if (old == NULL) {
            rk_node_append(base, child->key, child);
        } else {
            known(m, old, child, rk_path(m->reader, path, child->key->text));
        }
    }
}

static void take_whole(const merging *m, rk_node *old, rk_node *child, const char *path)
{
    (void)m;
    (void)path;
    replace(old, child);
}

static void take_by_key(const merging *m, rk_node *old, rk_node *child, const char *path)
{
    if (old->kind == RK_NODE_MAPPING && child->kind == RK_NODE_MAPPING) {
        merge_mapping(m, old, child, path, take_by_key);
    } else {
        replace(old, child);
    }
}

/* ---- Instruments ---- */

static bool is_schema(const merging *m, const char *kind)
{
    size_t i = 0;
    while (i < m->schemas.n_schemas && strcmp(m->schemas.schemas[i]->name, kind) != 0) {
        i++;
    }
    return i < m->schemas.n_schemas;
}

static void add_instrument(const merging *m, rk_node *instruments, rk_node *settings)
{
    rk_node *key = settings->key;
    if (instruments->kind == RK_NODE_MAPPING) {
        rk_node_append(instruments, key, settings);
        return;
    }
    rk_node *item = rk_node_new(m->reader->arena, RK_NODE_MAPPING, key->file, key->line, key->column);
    rk_node_append(item, key, settings);
    rk_node_append(instruments, NULL, item);
}

/* One instrument of a mapping, among the n that the base's model has. */
static void merge_instrument(const merging *m, rk_node *instruments, rk_instrument_node list[], size_t n,
                             rk_node *settings, const char *path)
{
    const rk_node *key = settings->key;
    rk_nearest nearest = rk_nearest_to(key->text);
    size_t i = 0;
    while (i < n && strcmp(list[i].name, key->text) != 0) {
        rk_nearest_offer(&nearest, list[i++].name);
    }
    if (i < n && rk_node_is_null(settings)) {
        rk_node_remove(instruments->kind == RK_NODE_MAPPING ? list[i].settings : list[i].settings->parent);
    } else if (i < n && list[i].settings->kind == RK_NODE_MAPPING && settings->kind == RK_NODE_MAPPING) {
        merge_mapping(m, list[i].settings, settings, path, take_whole);
    } else if (i < n) {
        rk_node *kind = list[i].settings->key;
        rk_node_replace(list[i].settings, settings);
        settings->key = kind;
    } else if (rk_node_is_null(settings)) {
        complain_of_nothing(m, key, path, &nearest);
    } else if (is_schema(m, key->text)) {
        add_instrument(m, instruments, settings);
    } else {
        for (size_t s = 0; s < m->schemas.n_schemas; s++) {
            rk_nearest_offer(&nearest, m->schemas.schemas[s]->name);
        }
        rk_complain(m->reader, key, path, "the base's model has no instrument of this name, nor is there such a kind%s",
                    rk_nearest_hint(m->reader->arena, &nearest));
    }
}

static void merge_instruments(const merging *m, const rk_node *model, rk_node *old, rk_node *over, const char *path)
{
    rk_instrument_node *list = NULL;
    size_t n = rk_models_list(m->reader, model, NULL, &list);
    for (rk_node *child = n < old->n ? NULL : over->first, *next; child != NULL; child = next) {
        next = child->next; /* reading says what is wrong with a list that is not understood in whole */
        merge_instrument(m, old, list, n, child, rk_path(m->reader, path, child->key->text));
    }
}

static void take_of_model(const merging *m, rk_node *old, rk_node *child, const char *path)
{
    bool instruments = strcmp(child->key->text, "instruments") == 0;
    if (instruments && child->kind == RK_NODE_MAPPING && old->kind != RK_NODE_SCALAR) {
        merge_instruments(m, old->parent, old, child, path);
    } else {
        replace(old, child);
    }
}

static void take_model(const merging *m, rk_node *old, rk_node *child, const char *path)
{
    if (old->kind == RK_NODE_MAPPING && child->kind == RK_NODE_MAPPING) {
        merge_mapping(m, old, child, path, take_of_model);
    } else {
        replace(old, child);
    }
}

/* ---- The top ---- */

static void take_top(const merging *m, rk_node *old, rk_node *child, const char *path)
{
    if (old->kind != RK_NODE_MAPPING || child->kind != RK_NODE_MAPPING) {
        replace(old, child);
    } else if (strcmp(path, "parameters") == 0) {
        merge_parameters(m, old, child, "");
    } else {
        merge_mapping(m, old, child, path, strcmp(path, "models") == 0 ? take_model : take_by_key);
    }
}

void rk_merge(rk_reader *reader, rk_schemas schemas, rk_node *base, rk_node *over)
{
    merging m = {reader, schemas};
    merge_mapping(&m, base, over, "", take_top);
}
