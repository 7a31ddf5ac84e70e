#include "input/mistakes.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    rk_mistake shown;
    size_t order; /* of being found, among mistakes of one place */
    char *texts;
} entry;

struct rk_mistakes {
    entry *entries;
    size_t n, capacity, n_dropped;
    bool sorted;
};

rk_mistakes *rk_mistakes_new(void)
{
    return calloc(1, sizeof(rk_mistakes));
}

void rk_mistakes_free(rk_mistakes *mistakes)
{
    if (mistakes == NULL) {
        return;
    }
    for (size_t i = 0; i < mistakes->n; i++) {
        free(mistakes->entries[i].texts);
    }
    free(mistakes->entries);
    free(mistakes);
}

static bool make_room(rk_mistakes *mistakes)
{
    if (mistakes->n < mistakes->capacity) {
        return true;
    }
    size_t capacity = mistakes->capacity == 0 ? 16 : 2 * mistakes->capacity;
    entry *entries = realloc(mistakes->entries, capacity * sizeof *entries);
    if (entries == NULL) {
        return false;
    }
    mistakes->entries = entries;
    mistakes->capacity = capacity;
    return true;
}

static char *append(char **end, const char *text)
{
    size_t n = strlen(text) + 1;
    char *copy = memcpy(*end, text, n);
    *end += n;
    return copy;
}

bool rk_mistakes_add(rk_mistakes *mistakes, rk_mistake mistake)
{
    if (mistakes->n >= RK_MISTAKES_MAX) {
        mistakes->n_dropped++;
        return true;
    }
    if (!make_room(mistakes)) {
        return false;
    }
    entry *added = &mistakes->entries[mistakes->n];
    added->texts = malloc(strlen(mistake.file) + strlen(mistake.key) + strlen(mistake.text) + 3);
    if (added->texts == NULL) {
        return false;
    }
    char *end = added->texts;
    added->shown = mistake;
    added->shown.file = append(&end, mistake.file);
    added->shown.key = append(&end, mistake.key);
    added->shown.text = append(&end, mistake.text);
    added->order = mistakes->n++;
    mistakes->sorted = false;
    return true;
}

static bool same(const rk_mistake *a, const rk_mistake *b)
{
    return a->line == b->line && a->column == b->column && strcmp(a->file, b->file) == 0 &&
           strcmp(a->key, b->key) == 0 && strcmp(a->text, b->text) == 0;
}

bool rk_mistakes_add_once(rk_mistakes *mistakes, rk_mistake mistake)
{
    for (size_t i = 0; i < mistakes->n; i++) {
        if (same(&mistakes->entries[i].shown, &mistake)) {
            return true;
        }
    }
    return rk_mistakes_add(mistakes, mistake);
}

bool rk_mistakes_join(rk_mistakes *mistakes, rk_mistakes *others)
{
    bool fine = true;
    for (size_t i = 0; fine && i < others->n; i++) {
        fine = rk_mistakes_add_once(mistakes, rk_mistakes_get(others, i));
    }
    if (others->n_dropped > mistakes->n_dropped) {
        mistakes->n_dropped = others->n_dropped;
    }
    return fine;
}

size_t rk_mistakes_count(const rk_mistakes *mistakes)
{
    return mistakes->n;
}

static int by_place(const void *left, const void *right)
{
    const entry *a = left, *b = right;
    int files = strcmp(a->shown.file, b->shown.file);
    if (files != 0) {
        return files;
    }
    if (a->shown.line != b->shown.line) {
        return a->shown.line < b->shown.line ? -1 : 1;
    }
    if (a->shown.column != b->shown.column) {
        return a->shown.column < b->shown.column ? -1 : 1;
    }
    return a->order < b->order ? -1 : 1;
}

rk_mistake rk_mistakes_get(rk_mistakes *mistakes, size_t index)
{
    if (!mistakes->sorted) {
        qsort(mistakes->entries, mistakes->n, sizeof *mistakes->entries, by_place);
        mistakes->sorted = true;
    }
    return mistakes->entries[index].shown;
}

void rk_mistakes_print(rk_mistakes *mistakes, FILE *out)
{
    for (size_t i = 0; i < mistakes->n; i++) {
        rk_mistake m = rk_mistakes_get(mistakes, i);
        fputs(m.file, out);
        if (m.line > 0) {
            fprintf(out, ":%d", m.line);
        }
        if (m.line > 0 && m.column > 0) {
            fprintf(out, ":%d", m.column);
        }
        fprintf(out, ": %s%s%s\n", m.key, m.key[0] == '\0' ? "" : ": ", m.text);
    }
    if (mistakes->n_dropped > 0) {
        fprintf(out, "and %zu more\n", mistakes->n_dropped);
    }
}
