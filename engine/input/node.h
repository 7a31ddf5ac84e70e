/* The tree of a YAML file, in our own records: every node knows the place it was written at. */
#ifndef RK_INPUT_NODE_H
#define RK_INPUT_NODE_H

#include "input/arena.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum { RK_NODE_SCALAR, RK_NODE_SEQUENCE, RK_NODE_MAPPING } rk_node_kind;

typedef struct rk_node rk_node;
struct rk_node {
    rk_node_kind kind;
    const char *text; /* of a scalar */
    bool quoted;      /* a scalar in quotes, or a block of text */
    const char *file; /* as the user named it; an option, such as "--set"; "default" */
    int line, column; /* 1 is the first, in characters; 0 where there are none, as for an option */
    rk_node *key;     /* of a child of a mapping: its key, a scalar; otherwise NULL */
    rk_node *parent;
    rk_node *first, *last; /* children in the order of the file */
    rk_node *previous, *next;
    size_t n; /* number of children */
};

rk_node *rk_node_new(rk_arena *arena, rk_node_kind kind, const char *file, int line, int column);

/* Children. key is NULL for a sequence. */
void rk_node_append(rk_node *parent, rk_node *key, rk_node *child);
void rk_node_remove(rk_node *child);
void rk_node_replace(rk_node *child, rk_node *by); /* by takes its key and place among the children */

/* The child with that key, or NULL; also when mapping is none. */
rk_node *rk_node_find(const rk_node *mapping, const char *key);

/* An empty value, "~" or "null". */
bool rk_node_is_null(const rk_node *node);

/* The node as one line of YAML. */
const char *rk_node_text(rk_arena *arena, const rk_node *node);

#endif
