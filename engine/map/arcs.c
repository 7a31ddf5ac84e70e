/* From rings to arcs. A point is a junction when two rings that run through it come from or go to different points;
 * between junctions rings run together or alone, so a line between two is one arc for all of them. The way of
 * TopoJSON's own builder (M. Bostock). */
#include "map/outline.h"

#include <stdlib.h>
#include <string.h>

enum { NOBODY = UINT32_MAX };

static bool same(rk_point a, rk_point b)
{
    return a.x == b.x && a.y == b.y;
}

static bool before(rk_point a, rk_point b)
{
    return a.x != b.x ? a.x < b.x : a.y < b.y;
}

static size_t mix(rk_point a)
{
    uint64_t key = (uint64_t)(uint32_t)a.x << 32 | (uint32_t)a.y;
    key = (key ^ key >> 31) * 0x9E3779B97F4A7C15u;
    return (size_t)(key ^ key >> 29);
}

static size_t slots_for(size_t n)
{
    size_t slots = 64;
    while (slots < 2 * n) {
        slots *= 2;
    }
    return slots;
}

typedef struct {
    const rk_outlines *outlines;
    uint32_t *slots; /* first point at each position */
    size_t n_slots;
    bool *junction;      /* [n_points] of that first point */
    uint32_t *arc_slots; /* arc by its first two points */
    size_t n_arc_slots;
} cutting;

/* The first point at the position of a point. */
static uint32_t find(const cutting *c, size_t point)
{
    const rk_point *points = c->outlines->points;
    size_t slot = mix(points[point]) & (c->n_slots - 1);
    while (c->slots[slot] != NOBODY && !same(points[c->slots[slot]], points[point])) {
        slot = (slot + 1) & (c->n_slots - 1);
    }
    if (c->slots[slot] == NOBODY) {
        c->slots[slot] = (uint32_t)point;
    }
    return c->slots[slot];
}

static void mark_junctions(cutting *c)
{
    const rk_point *p = c->outlines->points;
    for (size_t r = 0; r < c->outlines->n_rings; r++) {
        const rk_ring *ring = &c->outlines->rings[r];
        for (size_t i = ring->first; i < ring->first + ring->n; i++) {
            size_t j = find(c, i);
            bool alike = same(p[i - 1], p[j - 1]) && same(p[i + 1], p[j + 1]);
            bool turned = same(p[i - 1], p[j + 1]) && same(p[i + 1], p[j - 1]);
            c->junction[j] = c->junction[j] || !(alike || turned);
        }
    }
}

/* ---- Arcs ---- */

/* A way along a ring: n points from `first` on, forwards or backwards, around the ring. */
typedef struct {
    const rk_point *ring;
    size_t n_ring, first, n;
    bool backwards;
} way;

static rk_point at(const way *w, size_t i)
{
    size_t step = i % w->n_ring;
    return w->ring[w->backwards ? (w->first + w->n_ring - step) % w->n_ring : (w->first + step) % w->n_ring];
}

/* The end and the direction that every ring that shares the line chooses, too. */
static way canonical(way w)
{
    way other = {w.ring, w.n_ring, (w.first + w.n - 1) % w.n_ring, w.n, true};
    rk_point a = at(&w, 0), b = at(&other, 0);
    bool turn = same(a, b) ? before(at(&other, 1), at(&w, 1)) : before(b, a);
    return turn ? other : w;
}

/* Number of the arc; a new one where it is new. NOBODY: memory is out. */
static uint32_t find_arc(cutting *c, rk_arcs *arcs, const way *w)
{
    rk_point first = at(w, 0), second = at(w, 1);
    size_t slot = (mix(first) * 31 + mix(second)) & (c->n_arc_slots - 1);
    for (; c->arc_slots[slot] != NOBODY; slot = (slot + 1) & (c->n_arc_slots - 1)) {
        const rk_point *known = arcs->points + arcs->arcs[c->arc_slots[slot]].first;
        if (same(known[0], first) && same(known[1], second)) {
            return c->arc_slots[slot];
        }
    }
    if (arcs->n_arcs == arcs->arcs_room) {
        size_t room = 2 * arcs->arcs_room + 1024;
        rk_arc *grown = realloc(arcs->arcs, room * sizeof *grown);
        if (grown == NULL) {
            return NOBODY;
        }
        arcs->arcs = grown;
        arcs->arcs_room = room;
    }
    for (size_t i = 0; i < w->n; i++) {
        arcs->points[arcs->n_points + i] = at(w, i);
    }
    arcs->arcs[arcs->n_arcs] = (rk_arc){.first = arcs->n_points, .n = w->n};
    arcs->n_points += w->n;
    c->arc_slots[slot] = (uint32_t)arcs->n_arcs;
    return (uint32_t)arcs->n_arcs++;
}

static bool add_arc(cutting *c, rk_arcs *arcs, way w)
{
    way chosen = canonical(w);
    if (arcs->n_refs == arcs->refs_room) {
        size_t room = 2 * arcs->refs_room + 1024;
        int32_t *grown = realloc(arcs->refs, room * sizeof *grown);
        if (grown == NULL) {
            return false;
        }
        arcs->refs = grown;
        arcs->refs_room = room;
    }
    uint32_t arc = find_arc(c, arcs, &chosen);
    if (arc == NOBODY) {
        return false;
    }
    arcs->arcs[arc].n_uses++;
    arcs->refs[arcs->n_refs++] = chosen.backwards ? ~(int32_t)arc : (int32_t)arc;
    return true;
}

/* A ring that meets no other begins at its least point. */
static size_t least_point(const rk_point points[], size_t n)
{
    size_t least = 0;
    for (size_t i = 1; i < n; i++) {
        least = before(points[i], points[least]) ? i : least;
    }
    return least;
}

static bool cut_ring(cutting *c, rk_arcs *arcs, const rk_ring *ring)
{
    const rk_point *own = c->outlines->points + ring->first;
    size_t start = 0;
    while (start < ring->n && !c->junction[find(c, ring->first + start)]) {
        start++;
    }
    if (start == ring->n) {
        return add_arc(c, arcs, (way){own, ring->n, least_point(own, ring->n), ring->n + 1, false});
    }
    bool added = true;
    for (size_t from = start; added && from < start + ring->n;) {
        size_t to = from + 1;
        while (!c->junction[find(c, ring->first + to % ring->n)]) {
            to++;
        }
        added = add_arc(c, arcs, (way){own, ring->n, from % ring->n, to - from + 1, false});
        from = to;
    }
    return added;
}

rk_status rk_arcs_find(const rk_outlines *outlines, rk_arcs *arcs)
{
    size_t n = outlines->n_points;
    cutting c = {.outlines = outlines, .n_slots = slots_for(n), .n_arc_slots = slots_for(n / 2)};
    memset(arcs, 0, sizeof *arcs);
    c.slots = malloc(c.n_slots * sizeof *c.slots);
    c.arc_slots = malloc(c.n_arc_slots * sizeof *c.arc_slots);
    c.junction = calloc(n + 1, sizeof *c.junction);
    arcs->points = malloc((2 * n + 1) * sizeof *arcs->points);
    arcs->ring_refs = calloc(outlines->n_rings + 1, sizeof *arcs->ring_refs);
    bool done = c.slots != NULL && c.arc_slots != NULL && c.junction != NULL && arcs->points != NULL &&
                arcs->ring_refs != NULL && n < NOBODY;
    if (done) {
        memset(c.slots, 0xFF, c.n_slots * sizeof *c.slots);
        memset(c.arc_slots, 0xFF, c.n_arc_slots * sizeof *c.arc_slots);
        mark_junctions(&c);
    }
    for (size_t r = 0; done && r < outlines->n_rings; r++) {
        done = cut_ring(&c, arcs, &outlines->rings[r]);
        arcs->ring_refs[r + 1] = arcs->n_refs;
    }
    free(c.slots);
    free(c.arc_slots);
    free(c.junction);
    return done ? RK_OK : RK_ERR_MEMORY;
}

void rk_arcs_free(rk_arcs *arcs)
{
    free(arcs->points);
    free(arcs->weights);
    free(arcs->arcs);
    free(arcs->refs);
    free(arcs->ring_refs);
    memset(arcs, 0, sizeof *arcs);
}

/* ---- What stays ---- */

static int32_t coarse(int32_t value)
{
    return (value + (value >= 0 ? RK_POINT_COARSE / 2 : -RK_POINT_COARSE / 2)) / RK_POINT_COARSE;
}

size_t rk_arc_kept(const rk_arcs *arcs, size_t arc, rk_point out[])
{
    const rk_arc *a = &arcs->arcs[arc];
    size_t kept = 0;
    for (size_t i = 0; i < a->n; i++) {
        bool end = i == 0 || i + 1 == a->n;
        if (end || arcs->weights[a->first + i] >= a->detail_km2) {
            rk_point p = {coarse(arcs->points[a->first + i].x), coarse(arcs->points[a->first + i].y)};
            if (kept == 0 || !same(out[kept - 1], p)) {
                out[kept++] = p;
            }
        }
    }
    return kept;
}

size_t rk_ring_most(const rk_arcs *arcs, size_t ring)
{
    size_t most = 0;
    for (size_t k = arcs->ring_refs[ring]; k < arcs->ring_refs[ring + 1]; k++) {
        most += arcs->arcs[arcs->refs[k] < 0 ? ~arcs->refs[k] : arcs->refs[k]].n;
    }
    return most;
}

size_t rk_ring_kept(const rk_arcs *arcs, size_t ring, rk_point out[])
{
    size_t n = 0;
    for (size_t k = arcs->ring_refs[ring]; k < arcs->ring_refs[ring + 1]; k++) {
        bool backwards = arcs->refs[k] < 0;
        size_t kept = rk_arc_kept(arcs, (size_t)(backwards ? ~arcs->refs[k] : arcs->refs[k]), out + n);
        for (size_t i = 0; backwards && i < kept / 2; i++) {
            rk_point p = out[n + i];
            out[n + i] = out[n + kept - 1 - i];
            out[n + kept - 1 - i] = p;
        }
        n += kept - 1; /* the next arc begins where this one ends */
    }
    return n;
}
