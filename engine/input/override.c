#include "input/override.h"

#include "input/models.h"
#include "input/nearest.h"
#include "input/yaml.h"

#include <string.h>

/* One setting on its way into the tree. */
typedef struct {
    rk_reader *reader;
    const char *option; /* what stands in for a file: "--set" */
    const char *path;   /* of what is set, whole */
    rk_node *value;
} change;

static rk_node *new_mapping(const change *c)
{
    return rk_node_new(c->reader->arena, RK_NODE_MAPPING, c->option, 0, 0);
}

static rk_node *new_key(const change *c, const char *text)
{
    rk_node *key = rk_node_new(c->reader->arena, RK_NODE_SCALAR, c->option, 0, 0);
    key->text = text;
    return key;
}

static void complain(const change *c, const char *what, const char *word, const rk_nearest *nearest)
{
    rk_complain_at(c->reader, c->option, 0, 0, c->path, "%s \"%s\"%s", what, word,
                   rk_nearest_hint(c->reader->arena, nearest));
}

/* Sets a path within a mapping. A child is looked for by as much of the path as possible, since a file may say
 * "quits.trend: 5 %/year" as well as "quits: {trend: 5 %/year}". */
static void set_in_mapping(const change *c, rk_node *mapping, const char *path)
{
    char *head = rk_arena_copy(c->reader->arena, path, strlen(path));
    for (char *dot = head + strlen(head); dot != NULL; dot = strrchr(head, '.')) {
        size_t n = (size_t)(dot - head);
        head[n] = '\0';
        rk_node *child = rk_node_find(mapping, head);
        if (child == NULL) {
            continue;
        }
        if (path[n] == '\0') {
            rk_node_replace(child, c->value);
        } else if (child->kind == RK_NODE_MAPPING) {
            set_in_mapping(c, child, path + n + 1);
        } else if (rk_node_is_null(child)) {
            rk_node *made = new_mapping(c);
            rk_node_replace(child, made);
            set_in_mapping(c, made, path + n + 1);
        } else {
            rk_complain_at(c->reader, c->option, 0, 0, c->path, "\"%s\" is a value in the file, nothing is below it",
                           head);
        }
        return;
    }
    const char *dot = strchr(path, '.');
    if (dot == NULL) {
        rk_node_append(mapping, new_key(c, path), c->value);
        return;
    }
    rk_node *made = new_mapping(c);
    rk_node_append(mapping, new_key(c, rk_arena_copy(c->reader->arena, path, (size_t)(dot - path))), made);
    set_in_mapping(c, made, dot + 1);
}

/* rest: what follows "models.pool.": title, or an instrument's name and key, with or without "instruments." before. */
static void set_in_model(const change *c, rk_node *model, const char *rest)
{
    rk_instrument_node *list = NULL;
    const rk_node *instruments = rk_node_find(model, "instruments");
    size_t n = rk_models_list(c->reader, model, NULL, &list);
    if (instruments != NULL && n < instruments->n) {
        return; /* reading says what is wrong with the list */
    }
    rest += strncmp(rest, "instruments.", strlen("instruments.")) == 0 ? strlen("instruments.") : 0;
    const char *dot = strchr(rest, '.');
    if (dot == NULL) {
        set_in_mapping(c, model, rest);
        return;
    }
    const char *name = rk_arena_copy(c->reader->arena, rest, (size_t)(dot - rest));
    rk_nearest nearest = rk_nearest_to(name);
    for (size_t i = 0; i < n; i++) {
        rk_nearest_offer(&nearest, list[i].name);
        if (strcmp(list[i].name, name) != 0) {
            continue;
        }
        if (list[i].settings->kind != RK_NODE_MAPPING) {
            rk_node *made = new_mapping(c);
            rk_node_replace(list[i].settings, made);
            list[i].settings = made;
        }
        set_in_mapping(c, list[i].settings, dot + 1);
        return;
    }
    complain(c, "the model has no instrument", name, &nearest);
}

static void set_in_models(const change *c, rk_node *root, const char *rest)
{
    rk_node *models = rk_node_find(root, "models");
    const char *dot = strchr(rest, '.');
    const char *key = rk_arena_copy(c->reader->arena, rest, dot == NULL ? strlen(rest) : (size_t)(dot - rest));
    rk_node *model = rk_node_find(models, key);
    if (dot == NULL && models != NULL && models->kind == RK_NODE_MAPPING) {
        set_in_mapping(c, models, key); /* a whole model, new or instead of the file's */
    } else if (model != NULL) {
        set_in_model(c, model, dot + 1);
    } else {
        rk_nearest nearest = rk_nearest_to(key);
        for (const rk_node *child = models == NULL ? NULL : models->first; child != NULL; child = child->next) {
            rk_nearest_offer(&nearest, child->key == NULL ? "" : child->key->text);
        }
        complain(c, "no model has the key", key, &nearest);
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

const char *rk_override_text(const char *text)
{
    const char *space = strncmp(text, "--", 2) == 0 ? strchr(text, ' ') : NULL;
    return space != NULL ? space + 1 : text;
}

/* What the path is not: a key at the top or a parameter. */
static void complain_of_key(const change *c, const rk_key top_keys[], size_t n_top_keys)
{
    rk_nearest nearest = rk_nearest_to(c->path);
    for (size_t i = 0; i < n_top_keys; i++) {
        rk_nearest_offer(&nearest, top_keys[i].name);
    }
    for (size_t i = 0; i < RK_N_PARAMETERS; i++) {
        rk_nearest_offer(&nearest, rk_parameter_keys[i].name);
    }
    complain(c, "no such key", c->path, &nearest);
}

static void apply(change *c, rk_node *root, const rk_key top_keys[], size_t n_top_keys)
{
    rk_reader *reader = c->reader;
    if (is_parameter(c->path)) {
        c->path = rk_arena_text(reader->arena, "parameters.%s", c->path);
        set_in_mapping(c, root, c->path);
        return;
    }
    const char *first = rk_arena_copy(reader->arena, c->path, strcspn(c->path, "."));
    size_t i = 0;
    while (i < n_top_keys && strcmp(top_keys[i].name, first) != 0) {
        i++;
    }
    if (i == n_top_keys) {
        complain_of_key(c, top_keys, n_top_keys);
    } else if (strcmp(first, "base") == 0) {
        rk_complain_at(reader, c->option, 0, 0, c->path, "the base is part of the file; write it there");
    } else if (strcmp(first, "models") == 0 && c->path[strlen(first)] == '.') {
        set_in_models(c, root, c->path + strlen("models."));
    } else {
        set_in_mapping(c, root, c->path);
    }
}

void rk_override_apply(rk_reader *reader, rk_node *root, const char *text, const rk_key top_keys[], size_t n_top_keys)
{
    const char *said = rk_override_text(text), *equals = strchr(said, '=');
    change c = {.reader = reader, .option = "--set"};
    if (said != text) {
        c.option = rk_arena_copy(reader->arena, text, (size_t)(said - text) - 1);
    }
    if (equals == NULL || equals == said) {
        rk_complain_at(reader, c.option, 0, 0, "", "\"%s\" is written KEY=VALUE, such as years=20", said);
        return;
    }
    c.path = rk_arena_copy(reader->arena, said, (size_t)(equals - said));
    if (equals[1 + strspn(equals + 1, " ")] == '\0') {
        rk_complain_at(reader, c.option, 0, 0, c.path, "there is no value behind \"=\"");
        return;
    }
    c.value = rk_yaml_parse(reader, c.option, false, equals + 1, strlen(equals + 1));
    if (c.value != NULL) {
        apply(&c, root, top_keys, n_top_keys);
    }
}
