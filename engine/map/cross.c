/* Which lines cross: those of one cell of a coarse grid against each other. */
#include "map/outline.h"

#include <stdlib.h>
#include <string.h>

enum { CELL = 200 }; /* stored units: 2 km */

typedef struct {
    rk_point a, b;
    uint32_t arc;
} line;

typedef struct {
    uint64_t cell;
    uint32_t line;
} entry;

typedef struct {
    line *lines;
    size_t n_lines, lines_room;
    entry *entries;
    size_t n_entries, entries_room;
} sieve;

static int side(rk_point a, rk_point b, rk_point p)
{
    int64_t area = (int64_t)(b.x - a.x) * (p.y - a.y) - (int64_t)(p.x - a.x) * (b.y - a.y);
    return (area > 0) - (area < 0);
}

static bool cross(const line *s, const line *t)
{
    return side(s->a, s->b, t->a) * side(s->a, s->b, t->b) < 0 && side(t->a, t->b, s->a) * side(t->a, t->b, s->b) < 0;
}

static bool add_entry(sieve *s, int32_t x, int32_t y)
{
    if (s->n_entries == s->entries_room) {
        size_t room = 2 * s->entries_room + 4096;
        entry *grown = realloc(s->entries, room * sizeof *grown);
        if (grown == NULL) {
            return false;
        }
        s->entries = grown;
        s->entries_room = room;
    }
    s->entries[s->n_entries++] = (entry){(uint64_t)(uint32_t)x << 32 | (uint32_t)y, (uint32_t)(s->n_lines - 1)};
    return true;
}

static bool add_line(sieve *s, rk_point a, rk_point b, uint32_t arc)
{
    if (s->n_lines == s->lines_room) {
        size_t room = 2 * s->lines_room + 4096;
        line *grown = realloc(s->lines, room * sizeof *grown);
        if (grown == NULL) {
            return false;
        }
        s->lines = grown;
        s->lines_room = room;
    }
    s->lines[s->n_lines++] = (line){a, b, arc};
    int32_t left = (a.x < b.x ? a.x : b.x) / CELL, right = (a.x > b.x ? a.x : b.x) / CELL;
    int32_t low = (a.y < b.y ? a.y : b.y) / CELL, high = (a.y > b.y ? a.y : b.y) / CELL;
    bool added = true;
    for (int32_t x = left; added && x <= right; x++) {
        for (int32_t y = low; added && y <= high; y++) {
            added = add_entry(s, x, y);
        }
    }
    return added;
}

static int by_cell(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    if (x->cell != y->cell) {
        return x->cell < y->cell ? -1 : 1;
    }
    return x->line < y->line ? -1 : x->line > y->line;
}

static bool sift(sieve *s, const rk_arcs *arcs, const bool wanted[], rk_point scratch[])
{
    bool added = true;
    for (size_t i = 0; added && i < arcs->n_arcs; i++) {
        size_t n = wanted[i] ? rk_arc_kept(arcs, i, scratch) : 0;
        for (size_t k = 1; added && k < n; k++) {
            added = add_line(s, scratch[k - 1], scratch[k], (uint32_t)i);
        }
    }
    return added;
}

static size_t mark(const sieve *s, bool crossed[])
{
    size_t count = 0;
    for (size_t i = 0; i < s->n_entries; i++) {
        for (size_t j = i + 1; j < s->n_entries && s->entries[j].cell == s->entries[i].cell; j++) {
            const line *a = &s->lines[s->entries[i].line], *b = &s->lines[s->entries[j].line];
            if (cross(a, b)) {
                crossed[a->arc] = crossed[b->arc] = true;
                count++;
            }
        }
    }
    return count;
}

rk_status rk_arcs_cross(const rk_arcs *arcs, const bool wanted[], bool crossed[], size_t *n_crossings)
{
    sieve s = {0};
    size_t longest = 1;
    for (size_t i = 0; i < arcs->n_arcs; i++) {
        longest = arcs->arcs[i].n > longest ? arcs->arcs[i].n : longest;
    }
    rk_point *scratch = malloc(longest * sizeof *scratch);
    rk_status status = scratch != NULL && sift(&s, arcs, wanted, scratch) ? RK_OK : RK_ERR_MEMORY;
    if (status == RK_OK) {
        if (s.n_entries > 0) {
            qsort(s.entries, s.n_entries, sizeof *s.entries, by_cell);
        }
        *n_crossings = mark(&s, crossed);
    }
    free(scratch);
    free(s.lines);
    free(s.entries);
    return status;
}
