#include "input/node.h"

#include <string.h>

rk_node *rk_node_new(rk_arena *arena, rk_node_kind kind, const char *file, int line, int column)
{
    rk_node *node = rk_arena_alloc(arena, 1, sizeof *node);
    node->kind = kind;
    node->text = "";
    node->file = file;
    node->line = line;
    node->column = column;
    return node;
}

void rk_node_append(rk_node *parent, rk_node *key, rk_node *child)
{
    child->key = key;
    child->parent = parent;
    child->previous = parent->last;
    child->next = NULL;
    *(parent->last == NULL ? &parent->first : &parent->last->next) = child;
    parent->last = child;
    parent->n++;
}

/* Puts the two ends that a child leaves, or that a new one takes its place between, in its parent's list. */
static void link_neighbours(const rk_node *child, rk_node *after_previous, rk_node *before_next)
{
    *(child->previous == NULL ? &child->parent->first : &child->previous->next) = after_previous;
    *(child->next == NULL ? &child->parent->last : &child->next->previous) = before_next;
}

void rk_node_remove(rk_node *child)
{
    link_neighbours(child, child->next, child->previous);
    child->parent->n--;
}

void rk_node_replace(rk_node *child, rk_node *by)
{
    by->key = child->key;
    by->parent = child->parent;
    by->previous = child->previous;
    by->next = child->next;
    link_neighbours(child, by, by);
}

rk_node *rk_node_find(const rk_node *mapping, const char *key)
{
    if (mapping == NULL || mapping->kind != RK_NODE_MAPPING) {
        return NULL;
    }
    rk_node *child = mapping->first;
    while (child != NULL && strcmp(child->key->text, key) != 0) {
        child = child->next;
    }
    return child;
}

bool rk_node_is_null(const rk_node *node)
{
    return node->kind == RK_NODE_SCALAR && !node->quoted &&
           (node->text[0] == '\0' || strcmp(node->text, "~") == 0 || strcmp(node->text, "null") == 0);
}

static size_t put(char *out, size_t at, const char *text)
{
    size_t n = strlen(text);
    if (out != NULL) {
        memcpy(out + at, text, n);
    }
    return at + n;
}

/* Writes a node at out + at; only measures when out is NULL. Returns the place behind it. */
static size_t put_node(char *out, size_t at, const rk_node *node)
{
    if (node->kind == RK_NODE_SCALAR) {
        return put(out, at, node->text);
    }
    bool mapping = node->kind == RK_NODE_MAPPING;
    at = put(out, at, mapping ? "{" : "[");
    for (const rk_node *child = node->first; child != NULL; child = child->next) {
        at = put(out, at, child == node->first ? "" : ", ");
        at = mapping ? put(out, put(out, at, child->key->text), ": ") : at;
        at = put_node(out, at, child);
    }
    return put(out, at, mapping ? "}" : "]");
}

const char *rk_node_text(rk_arena *arena, const rk_node *node)
{
    if (node->kind == RK_NODE_SCALAR) {
        return node->text;
    }
    char *text = rk_arena_alloc(arena, put_node(NULL, 0, node) + 1, 1);
    (void)put_node(text, 0, node);
    return text;
}
