#include "input/yaml.h"

#include "input/source.h"
#include "input/traps.h"
#include "input/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

enum {
    DEPTH_MAX = 32,
    NODES_MAX = 1000 * 1000,
    JOINED_MAX = 8 /* more commas than any distribution has */
};

typedef struct {
    rk_reader *reader;
    const char *file;
    bool numbered;
    bool broken; /* a mistake after which there is no tree */
    size_t n_nodes;
    yaml_parser_t *parser;
    yaml_event_t event; /* the one in work */
} builder;

static void end_parser(void *parser)
{
    yaml_parser_delete(parser);
}

static void end_event(void *event)
{
    yaml_event_delete(event); /* leaves a deleted event deleted */
}

static void complain_at_mark(builder *b, yaml_mark_t mark, const char *text)
{
    if (b->numbered) {
        rk_complain_at(b->reader, b->file, (int)mark.line + 1, (int)mark.column + 1, "", "%s", text);
    } else {
        rk_complain_at(b->reader, b->file, 0, 0, "", "%s", text);
    }
}

/* libyaml gave up. Its own words come last: they name a symptom, often a line late. */
static void complain_of_syntax(builder *b, const char *text, size_t n_bytes)
{
    yaml_parser_t *parser = b->parser;
    if (parser->error == YAML_MEMORY_ERROR) {
        rk_arena_out_of_memory(b->reader->arena);
    }
    if (b->numbered && rk_traps_report(b->reader, b->file, text, n_bytes)) {
        return;
    }
    yaml_mark_t mark = parser->problem_mark;
    if (parser->error == YAML_READER_ERROR) {
        int line, column;
        rk_source_place(text, parser->problem_offset < n_bytes ? parser->problem_offset : n_bytes, &line, &column);
        mark.line = (size_t)line - 1;
        mark.column = (size_t)column - 1;
    }
    complain_at_mark(b, mark, rk_arena_text(b->reader->arena, "this is not YAML: %s", parser->problem));
}

static bool next_event(builder *b)
{
    yaml_event_delete(&b->event);
    if (b->broken || !yaml_parser_parse(b->parser, &b->event)) {
        memset(&b->event, 0, sizeof b->event);
        b->broken = true;
        return false;
    }
    return true;
}

static void refuse_extras(builder *b, const yaml_char_t *anchor, const yaml_char_t *tag)
{
    if (anchor != NULL) {
        complain_at_mark(b, b->event.start_mark, "anchors (&name) are not understood here; write the value out");
    }
    if (tag != NULL) {
        complain_at_mark(b, b->event.start_mark, "tags (!name) are not understood here; leave the tag out");
    }
}

static rk_node *new_node(builder *b, rk_node_kind kind)
{
    yaml_mark_t mark = b->event.start_mark;
    return b->numbered ? rk_node_new(b->reader->arena, kind, b->file, (int)mark.line + 1, (int)mark.column + 1)
                       : rk_node_new(b->reader->arena, kind, b->file, 0, 0);
}

static rk_node *build_scalar(builder *b)
{
    rk_node *node = new_node(b, RK_NODE_SCALAR);
    refuse_extras(b, b->event.data.scalar.anchor, b->event.data.scalar.tag);
    node->text = rk_arena_copy(b->reader->arena, (const char *)b->event.data.scalar.value, b->event.data.scalar.length);
    node->quoted = b->event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    if (strlen(node->text) != b->event.data.scalar.length) {
        rk_complain(b->reader, node, "", "a NUL character in a text");
    }
    uint32_t control = rk_utf8_control(node->text);
    if (control != 0) {
        rk_complain(b->reader, node, "", "a control character (U+%04X) in a text", (unsigned)control);
        node->text = rk_utf8_shown(b->reader->arena, node->text); /* it goes into other mistakes */
    }
    return node;
}

static int by_key(const void *left, const void *right)
{
    const rk_node *a = *(const rk_node *const *)left, *b = *(const rk_node *const *)right;
    int names = strcmp(a->key->text, b->key->text);
    if (names != 0 || a->key->line != b->key->line) {
        return names != 0 ? names : a->key->line < b->key->line ? -1 : 1;
    }
    return a->key->column < b->key->column ? -1 : a->key->column > b->key->column;
}

/* Reports keys that a mapping below node has twice, and leaves the first. */
static void refuse_duplicates(builder *b, rk_node *node, const char *path)
{
    size_t n = 0, n_children = node->n;
    rk_node **children = rk_arena_alloc(b->reader->arena, n_children, sizeof *children);
    for (rk_node *child = node->first; child != NULL; child = child->next) {
        children[n++] = child;
        if (child->kind != RK_NODE_SCALAR) {
            refuse_duplicates(b, child, child->key == NULL ? path : rk_path(b->reader, path, child->key->text));
        }
    }
    if (node->kind != RK_NODE_MAPPING || n == 0) {
        return;
    }
    qsort(children, n, sizeof *children, by_key);
    const rk_node *kept = children[0];
    for (size_t i = 1; i < n; i++) {
        if (strcmp(children[i]->key->text, kept->key->text) != 0) {
            kept = children[i];
            continue;
        }
        rk_complain(b->reader, children[i]->key, rk_path(b->reader, path, kept->key->text),
                    "this key is given twice; first in line %d", kept->key->line);
        rk_node_remove(children[i]);
    }
}

/* Parentheses that are open at the end of the text, less those closed. */
static int open_parentheses(const rk_node *node)
{
    int open = 0;
    for (const char *c = node->quoted ? "" : node->text; *c != '\0'; c++) {
        open += (*c == '(') - (*c == ')');
    }
    return open;
}

/* In {load: uniform(1, 2)} YAML ends the value at the comma. A planner means what is within the parentheses. */
static void join_parentheses(builder *b, rk_node *collection)
{
    for (rk_node *child = collection->first; child != NULL; child = child->next) {
        for (int joined = 0; joined < JOINED_MAX && child->kind == RK_NODE_SCALAR && open_parentheses(child) > 0;
             joined++) {
            rk_node *next = child->next;
            const rk_node *piece = next == NULL || next->key == NULL ? next : next->key;
            if (piece == NULL || piece->kind != RK_NODE_SCALAR || (next->key != NULL && !rk_node_is_null(next))) {
                break;
            }
            child->text = rk_arena_text(b->reader->arena, "%s, %s", child->text, piece->text);
            rk_node_remove(next);
        }
    }
}

static rk_node *build(builder *b, int depth);

static rk_node *build_sequence(builder *b, int depth)
{
    rk_node *node = new_node(b, RK_NODE_SEQUENCE);
    bool flow = b->event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
    refuse_extras(b, b->event.data.sequence_start.anchor, b->event.data.sequence_start.tag);
    while (next_event(b) && b->event.type != YAML_SEQUENCE_END_EVENT) {
        rk_node *child = build(b, depth + 1);
        if (child != NULL) {
            rk_node_append(node, NULL, child);
        }
    }
    if (flow) {
        join_parentheses(b, node);
    }
    return node;
}

static rk_node *build_mapping(builder *b, int depth)
{
    rk_node *node = new_node(b, RK_NODE_MAPPING);
    bool flow = b->event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
    refuse_extras(b, b->event.data.mapping_start.anchor, b->event.data.mapping_start.tag);
    while (next_event(b) && b->event.type != YAML_MAPPING_END_EVENT) {
        rk_node *key = build(b, depth + 1);
        if (key != NULL && key->kind != RK_NODE_SCALAR) {
            rk_complain(b->reader, key, "", "a key must be one word");
            b->broken = true;
        }
        rk_node *child = next_event(b) ? build(b, depth + 1) : NULL;
        if (key != NULL && child != NULL) {
            rk_node_append(node, key, child);
        }
    }
    if (flow) {
        join_parentheses(b, node);
    }
    return node;
}

static rk_node *build(builder *b, int depth)
{
    if (depth > DEPTH_MAX || ++b->n_nodes > NODES_MAX) {
        complain_at_mark(b, b->event.start_mark,
                         depth > DEPTH_MAX ? "nested too deeply" : "more than a million values");
        b->broken = true;
        return NULL;
    }
    switch (b->event.type) {
    case YAML_SCALAR_EVENT:
        return build_scalar(b);
    case YAML_SEQUENCE_START_EVENT:
        return build_sequence(b, depth);
    case YAML_MAPPING_START_EVENT:
        return build_mapping(b, depth);
    default: /* nothing else stands where a value may be */
        complain_at_mark(b, b->event.start_mark, "references (*name) are not understood here; write the value out");
        b->broken = true;
        return NULL;
    }
}

static rk_node *build_document(builder *b)
{
    rk_node *root = NULL;
    while (next_event(b) && b->event.type != YAML_STREAM_END_EVENT) {
        if (b->event.type == YAML_STREAM_START_EVENT || b->event.type == YAML_DOCUMENT_END_EVENT) {
            continue;
        }
        if (b->event.type == YAML_DOCUMENT_START_EVENT && root != NULL) {
            complain_at_mark(b, b->event.start_mark, "a second document (---); a file holds one");
            b->broken = true;
        } else if (b->event.type != YAML_DOCUMENT_START_EVENT) {
            root = build(b, 0);
        }
    }
    return root;
}

rk_node *rk_yaml_parse(rk_reader *reader, const char *file, bool numbered, const char *text, size_t n_bytes)
{
    builder *b = rk_arena_alloc(reader->arena, 1, sizeof *b);
    *b = (builder){.reader = reader, .file = file, .numbered = numbered};
    b->parser = rk_arena_alloc(reader->arena, 1, sizeof *b->parser);
    if (!yaml_parser_initialize(b->parser)) {
        rk_arena_out_of_memory(reader->arena);
    }
    rk_arena_at_end(reader->arena, end_parser, b->parser);
    rk_arena_at_end(reader->arena, end_event, &b->event);
    yaml_parser_set_encoding(b->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(b->parser, (const unsigned char *)text, n_bytes);

    rk_node *root = build_document(b);
    if (b->parser->error != YAML_NO_ERROR) {
        complain_of_syntax(b, text, n_bytes);
    }
    yaml_event_delete(&b->event);
    end_parser(b->parser); /* it holds buffers; a deleted parser is all zero and may be deleted again */
    if (root == NULL && !b->broken) {
        rk_complain_at(reader, file, 0, 0, "", "the file is empty");
    }
    if (b->broken || root == NULL) {
        return NULL;
    }
    refuse_duplicates(b, root, "");
    return root;
}
