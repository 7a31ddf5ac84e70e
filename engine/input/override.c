#include "input/override.h"

#include "input/models.h"
#include "input/nearest.h"
#include "input/yaml.h"

#include <string.h>

static const char file[] = "--set";

static rk_node *new_mapping(rk_reader *reader)
{
    return rk_node_new(reader->arena, RK_NODE_MAPPING, file, 0, 0);
}

static rk_node *new_key(rk_reader *reader, const char *text)
{
    rk_node *key = rk_node_new(reader->arena, RK_NODE_SCALAR, file, 0, 0);
    key->text = text;
    return key;
}

static void complain(rk_reader *reader, const char *path, const char *what, const char *word, const rk_nearest *nearest)
{
    rk_complain_at(reader, file, 0, 0, path, "%s \"%s\"%s", what, word, rk_nearest_hint(reader->arena, nearest));
}

/* Sets a path within a mapping. A child is looked for by as much of the path as possible, since a file may say
 * "quits.trend: 5 %/year" as well as "quits: {trend: 5 %/year}". */
static void set_in_mapping(rk_reader *reader, rk_node *mapping, const char *path, const char *whole, rk_node *value)
{
    char *head = rk_arena_copy(reader->arena, path, strlen(path));
    for (char *dot = head + strlen(head); dot != NULL; dot = strrchr(head, '.')) {
        size_t n = (size_t)(dot - head);
        head[n] = '\0';
        rk_node *child = rk_node_find(mapping, head);
        if (child == NULL) {
            continue;
        }
        if (path[n] == '\0') {
            rk_node_replace(child, value);
        } else if (child->kind == RK_NODE_MAPPING) {
            set_in_mapping(reader, child, path + n + 1, whole, value);
        } else if (rk_node_is_null(child)) {
            rk_node *made = new_mapping(reader);
            rk_node_replace(child, made);
            set_in_mapping(reader, made, path + n + 1, whole, value);
        } else {
            rk_complain_at(reader, file, 0, 0, whole, "\"%s\" is a value in the file, nothing is below it", head);
        }
        return;
    }
    const char *dot = strchr(path, '.');
    if (dot == NULL) {
        rk_node_append(mapping, new_key(reader, path), value);
        return;
    }
    rk_node *made = new_mapping(reader);
    rk_node_append(mapping, new_key(reader, rk_arena_copy(reader->arena, path, (size_t)(dot - path))), made);
    set_in_mapping(reader, made, dot + 1, whole, value);
}

/* rest: what follows "models.pool.": title, or an instrument's name and key, with or without "instruments." before. */
static void set_in_model(rk_reader *reader, rk_node *model, const char *rest, const char *whole, rk_node *value)
{
    rk_instrument_node *list = NULL;
    const rk_node *instruments = rk_node_find(model, "instruments");
    size_t n = rk_models_list(reader, model, NULL, &list);
    if (instruments != NULL && n < instruments->n) {
        return; /* reading says what is wrong with the list */
    }
    rest += strncmp(rest, "instruments.", strlen("instruments.")) == 0 ? strlen("instruments.") : 0;
    const char *dot = strchr(rest, '.');
    if (dot == NULL) {
        set_in_mapping(reader, model, rest, whole, value);
        return;
    }
    const char *name = rk_arena_copy(reader->arena, rest, (size_t)(dot - rest));
    rk_nearest nearest = rk_nearest_to(name);
    for (size_t i = 0; i < n; i++) {
        rk_nearest_offer(&nearest, list[i].name);
        if (strcmp(list[i].name, name) != 0) {
            continue;
        }
        if (list[i].settings->kind != RK_NODE_MAPPING) {
            rk_node *made = new_mapping(reader);
            rk_node_replace(list[i].settings, made);
            list[i].settings = made;
        }
        set_in_mapping(reader, list[i].settings, dot + 1, whole, value);
        return;
    }
    complain(reader, whole, "the model has no instrument", name, &nearest);
}

static void set_in_models(rk_reader *reader, rk_node *root, const char *rest, const char *whole, rk_node *value)
{
    rk_node *models = rk_node_find(root, "models");
    const char *dot = strchr(rest, '.');
    const char *key = rk_arena_copy(reader->arena, rest, dot == NULL ? strlen(rest) : (size_t)(dot - rest));
    rk_node *model = rk_node_find(models, key);
    if (dot == NULL && models != NULL && models->kind == RK_NODE_MAPPING) {
        set_in_mapping(reader, models, key, whole, value); /* a whole model, new or instead of the file's */
    } else if (model != NULL) {
        set_in_model(reader, model, dot + 1, whole, value);
    } else {
        rk_nearest nearest = rk_nearest_to(key);
        for (const rk_node *child = models == NULL ? NULL : models->first; child != NULL; child = child->next) {
            rk_nearest_offer(&nearest, child->key == NULL ? "" : child->key->text);
        }
        complain(reader, whole, "no model has the key", key, &nearest);
    }
}

static bool is_parameter(const char *path)
{
    size_t i = 0;
    while (i < RK_N_PARAMETERS && strcmp(rk_parameter_keys[i].name, path) != 0) {
        i++;
    }
    return i < RK_N_PARAMETERS;
}

void rk_override_apply(rk_reader *reader, rk_node *root, const char *text, const rk_key top_keys[], size_t n_top_keys)
{
    const char *equals = strchr(text, '=');
    if (equals == NULL || equals == text) {
        rk_complain_at(reader, file, 0, 0, "", "\"%s\" is written KEY=VALUE, such as years=20", text);
        return;
    }
    const char *path = rk_arena_copy(reader->arena, text, (size_t)(equals - text));
    if (equals[1 + strspn(equals + 1, " ")] == '\0') {
        rk_complain_at(reader, file, 0, 0, path, "there is no value behind \"=\"");
        return;
    }
    const char *first = rk_arena_copy(reader->arena, path, strcspn(path, "."));
    rk_node *value = rk_yaml_parse(reader, file, false, equals + 1, strlen(equals + 1));
    if (value == NULL) {
        return;
    }
    if (is_parameter(path)) {
        path = first = rk_arena_text(reader->arena, "parameters.%s", path);
        set_in_mapping(reader, root, path, path, value);
        return;
    }
    rk_nearest nearest = rk_nearest_to(path);
    size_t i = 0;
    while (i < n_top_keys && strcmp(top_keys[i].name, first) != 0) {
        rk_nearest_offer(&nearest, top_keys[i++].name);
    }
    if (i == n_top_keys) {
        for (size_t p = 0; p < RK_N_PARAMETERS; p++) {
            rk_nearest_offer(&nearest, rk_parameter_keys[p].name);
        }
        complain(reader, path, "no such key", path, &nearest);
    } else if (strcmp(first, "base") == 0) {
        rk_complain_at(reader, file, 0, 0, path, "the base is part of the file; write it there");
    } else if (strcmp(first, "models") == 0 && path[strlen(first)] == '.') {
        set_in_models(reader, root, path + strlen("models."), path, value);
    } else {
        set_in_mapping(reader, root, path, path, value);
    }
}
