#include "input/reader.h"

#include "input/mistakes.h"
#include "input/utf8.h"

#include <string.h>

/* A file that others build on: "base of my.yaml:2". */
typedef struct rk_included {
    const char *path, *text;
} rk_included;

static const char *included_as(const rk_reader *reader, const char *path)
{
    size_t i = 0;
    while (i < reader->n_included && strcmp(reader->included[i].path, path) != 0) {
        i++;
    }
    return i < reader->n_included ? reader->included[i].text : NULL;
}

void rk_reader_included(rk_reader *reader, const char *path, const rk_node *place)
{
    const char *above = included_as(reader, place->file);
    reader->included = rk_arena_grow(reader->arena, reader->included, reader->n_included, reader->n_included + 1,
                                     sizeof *reader->included);
    reader->included[reader->n_included++] =
        (rk_included){path, rk_arena_text(reader->arena, "base of %s:%d%s%s", place->file, place->line,
                                          above == NULL ? "" : ", ", above == NULL ? "" : above)};
}

/* What is quoted from a file or a table must not look like something else on a terminal. */
static const char *on_one_line(rk_arena *arena, const char *text)
{
    text = rk_utf8_shown(arena, text);
    if (strpbrk(text, "\t\n") == NULL) {
        return text;
    }
    char *line = rk_arena_copy(arena, text, strlen(text));
    for (char *c = line; (c = strpbrk(c, "\t\n")) != NULL;) {
        *c = ' ';
    }
    return line;
}

static void add_mistake(rk_reader *reader, rk_mistake mistake)
{
    const char *included = included_as(reader, mistake.file);
    if (included != NULL) {
        mistake.text = rk_arena_text(reader->arena, "%s (%s)", mistake.text, included);
    }
    mistake.text = on_one_line(reader->arena, mistake.text);
    mistake.key = on_one_line(reader->arena, mistake.key);
    if (!rk_mistakes_add(reader->mistakes, mistake)) {
        rk_arena_out_of_memory(reader->arena);
    }
}

void rk_complain_at(rk_reader *reader, const char *file, int line, int column, const char *key, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = rk_arena_text_v(reader->arena, format, arguments);
    va_end(arguments);
    add_mistake(reader, (rk_mistake){file, line, column, key, text});
}

void rk_complain(rk_reader *reader, const rk_node *node, const char *path, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = rk_arena_text_v(reader->arena, format, arguments);
    va_end(arguments);
    add_mistake(reader, (rk_mistake){node->file, node->line, node->column, path, text});
}

size_t rk_layer(const rk_reader *reader, const rk_node *node)
{
    size_t i = 0;
    if (node->line == 0 && strncmp(node->file, "--", 2) == 0) {
        return 0;
    }
    while (i < reader->n_files && strcmp(reader->files[i].path, node->file) != 0) {
        i++;
    }
    return 1 + i;
}

const char *rk_path(rk_reader *reader, const char *parent, const char *name)
{
    return parent[0] == '\0' ? name : rk_arena_text(reader->arena, "%s.%s", parent, name);
}

static const char *origin_of(rk_reader *reader, const rk_node *node)
{
    if (node == NULL) {
        return "default";
    }
    const char *base = included_as(reader, node->file) == NULL ? "" : "base ";
    return node->line == 0 ? node->file : rk_arena_text(reader->arena, "%s%s:%d", base, node->file, node->line);
}

void rk_note_value(rk_reader *reader, const char *path, const rk_key *key, const rk_node *node)
{
    if (reader->n_values == reader->values_capacity) {
        reader->values_capacity = 2 * reader->n_values + 256;
        reader->values = rk_arena_grow(reader->arena, reader->values, reader->n_values, reader->values_capacity,
                                       sizeof *reader->values);
    }
    reader->values[reader->n_values++] = (rk_scenario_value){
        .key = path,
        .value = node == NULL ? key->default_text : rk_node_text(reader->arena, node),
        .unit = key->unit_text,
        .source = key->source,
        .origin = origin_of(reader, node),
        .help = key->help,
    };
}
