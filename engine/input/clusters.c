#include "input/clusters.h"

#include <string.h>

#define FREE ((size_t)-1)

/* Members as vertices 0 .. n - 1, in the order of their codes. */
typedef struct {
    const rk_municipality *places;
    const size_t *members;
    size_t n, size;
    size_t (*bridge)[2]; /* [n] vertices joined over the sea */
    size_t n_bridges;
    size_t *degree; /* [n] */
    size_t *first;  /* [n + 1] */
    size_t *other;  /* vertices joined with vertex v: other[first[v]] .. other[first[v + 1] - 1] */
    size_t *group;  /* [n] */
    size_t *count;  /* [n] members of a group */
    size_t *stack;  /* [n] */
    bool *seen;     /* [n] */
} map;

static const rk_municipality *place_of(const map *m, size_t v)
{
    return &m->places[m->members[v]];
}

/* ---- Who is joined with whom ---- */

/* The cosine by its series: a library's own would make the last bit, and with it a tie, a matter of the machine. */
static double cosine(double x)
{
    double y = x * x;
    return 1 + y * (-1.0 / 2 + y * (1.0 / 24 + y * (-1.0 / 720 + y * (1.0 / 40320 - y / 3628800))));
}

/* Square of the distance of two offices, in degrees of latitude. */
static double distance(const rk_municipality *a, const rk_municipality *b)
{
    const double radians = 0.017453292519943295;
    double north = a->latitude - b->latitude;
    double east = (a->longitude - b->longitude) * cosine((a->latitude + b->latitude) / 2 * radians);
    return north * north + east * east;
}

static size_t find_vertex(const map *m, size_t place)
{
    size_t low = 0, high = m->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (m->members[middle] < place) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < m->n && m->members[low] == place ? low : m->n;
}

/* Notes one end of a pair; with other NULL it is only counted. */
static void join(map *m, size_t degree[], size_t *other, size_t v, size_t w)
{
    if (other != NULL) {
        other[m->first[v] + degree[v]] = w;
    }
    degree[v]++;
}

static void join_all(map *m, size_t degree[], size_t *other)
{
    memset(degree, 0, m->n * sizeof *degree);
    for (size_t v = 0; v < m->n; v++) {
        const rk_municipality *here = place_of(m, v);
        for (size_t k = 0; k < here->n_neighbours; k++) {
            size_t w = find_vertex(m, here->neighbours[k]);
            if (w < m->n && place_of(m, w)->prefecture == here->prefecture) {
                join(m, degree, other, v, w);
            }
        }
    }
    for (size_t k = 0; k < m->n_bridges; k++) {
        join(m, degree, other, m->bridge[k][0], m->bridge[k][1]);
        join(m, degree, other, m->bridge[k][1], m->bridge[k][0]);
    }
}

static void draw_map(map *m)
{
    join_all(m, m->degree, NULL);
    for (size_t v = 0; v < m->n; v++) {
        m->first[v + 1] = m->first[v] + m->degree[v];
    }
    join_all(m, m->degree, m->other);
}

/* Puts the vertices that hang together with v, through vertices of its group and without `gone`, on the stack, marks
 * them as seen and returns their number. */
static size_t walk(map *m, size_t v, size_t gone)
{
    size_t n = 0;
    m->seen[v] = true;
    m->stack[n++] = v;
    for (size_t at = 0; at < n; at++) {
        for (size_t k = m->first[m->stack[at]]; k < m->first[m->stack[at] + 1]; k++) {
            size_t w = m->other[k];
            if (m->group[w] == m->group[v] && w != gone && !m->seen[w]) {
                m->seen[w] = true;
                m->stack[n++] = w;
            }
        }
    }
    return n;
}

/* Joins the part of n vertices on the stack, which are those seen, to the nearest of the others. Returns false when it
 * is all of its prefecture. */
static bool add_bridge(map *m, size_t n)
{
    size_t prefecture = place_of(m, m->stack[0])->prefecture, from = m->n, to = m->n;
    double least = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t w = 0; w < m->n; w++) {
            if (m->seen[w] || place_of(m, w)->prefecture != prefecture) {
                continue;
            }
            double apart = distance(place_of(m, m->stack[i]), place_of(m, w));
            if (to == m->n || apart < least) {
                from = m->stack[i];
                to = w;
                least = apart;
            }
        }
    }
    if (to < m->n) {
        m->bridge[m->n_bridges][0] = from;
        m->bridge[m->n_bridges++][1] = to;
    }
    return to < m->n;
}

/* Draws the map with land borders, then again with each bridge, until no part is too small to be a group of its own. */
static void draw_bridges(map *m)
{
    draw_map(m);
    for (size_t v = 0; v < m->n; v++) {
        for (bool joined = true; joined;) {
            memset(m->seen, false, m->n * sizeof *m->seen);
            size_t n = walk(m, v, m->n);
            joined = (n == 1 || 2 * n < m->size) && add_bridge(m, n);
            if (joined) {
                draw_map(m);
            }
        }
    }
}

/* How many of its ends join a vertex with a group. */
static size_t ends_in(const map *m, size_t v, size_t group)
{
    size_t n = 0;
    for (size_t k = m->first[v]; k < m->first[v + 1]; k++) {
        n += m->group[m->other[k]] == group;
    }
    return n;
}

/* ---- Growing: from the edge of what is left, so that little is cut off ---- */

static size_t pick_seed(const map *m)
{
    size_t seed = m->n, fewest = 0;
    for (size_t v = 0; v < m->n; v++) {
        if (m->group[v] == FREE) {
            size_t left = ends_in(m, v, FREE);
            if (seed == m->n || left < fewest) {
                seed = v;
                fewest = left;
            }
        }
    }
    return seed;
}

/* The free vertex at the group's border that has the fewest free neighbours left, and of these the most in the group.
 */
static size_t pick_next(const map *m, size_t group)
{
    size_t next = m->n, fewest = 0, most = 0;
    for (size_t v = 0; v < m->n; v++) {
        size_t inside = m->group[v] == FREE ? ends_in(m, v, group) : 0;
        size_t left = inside > 0 ? ends_in(m, v, FREE) : 0;
        if (inside > 0 && (next == m->n || left < fewest || (left == fewest && inside > most))) {
            next = v;
            fewest = left;
            most = inside;
        }
    }
    return next;
}

static size_t grow(map *m)
{
    size_t n_groups = 0;
    for (size_t seed; (seed = pick_seed(m)) < m->n; n_groups++) {
        for (size_t v = seed; v < m->n; v = m->count[n_groups] < m->size ? pick_next(m, n_groups) : m->n) {
            m->group[v] = n_groups;
            m->count[n_groups]++;
        }
    }
    return n_groups;
}

/* ---- Mending: groups that were left too small ---- */

static bool is_small(const map *m, size_t group)
{
    return m->count[group] > 0 && 2 * m->count[group] < m->size;
}

/* The smallest group that touches this one and could take it in; n when there is none. */
static size_t host_of(const map *m, size_t group)
{
    size_t host = m->n;
    for (size_t v = 0; v < m->n; v++) {
        for (size_t k = m->first[v]; m->group[v] == group && k < m->first[v + 1]; k++) {
            size_t other = m->group[m->other[k]];
            if (other != group && m->count[other] + m->count[group] <= 2 * m->size &&
                (host == m->n || m->count[other] < m->count[host] ||
                 (m->count[other] == m->count[host] && other < host))) {
                host = other;
            }
        }
    }
    return host;
}

static void merge_small(map *m, size_t n_groups)
{
    for (bool merged = true; merged;) {
        merged = false;
        for (size_t group = 0; group < n_groups; group++) {
            size_t host = is_small(m, group) ? host_of(m, group) : m->n;
            if (host == m->n) {
                continue;
            }
            for (size_t v = 0; v < m->n; v++) {
                m->group[v] = m->group[v] == group ? host : m->group[v];
            }
            m->count[host] += m->count[group];
            m->count[group] = 0;
            merged = true;
        }
    }
}

/* Does a group hang together without one of its vertices? */
static bool is_whole_without(map *m, size_t gone)
{
    size_t v = 0;
    while (v < m->n && (m->group[v] != m->group[gone] || v == gone)) {
        v++;
    }
    memset(m->seen, false, m->n * sizeof *m->seen);
    return v < m->n && walk(m, v, gone) + 1 == m->count[m->group[gone]];
}

/* The group that a vertex had better be in: a small one, or any where its own is half too large. */
static size_t better_for(const map *m, size_t v)
{
    size_t own = m->group[v], better = own;
    bool large = 2 * m->count[own] > 3 * m->size;
    for (size_t k = m->first[v]; k < m->first[v + 1]; k++) {
        size_t other = m->group[m->other[k]];
        if ((large || is_small(m, other)) && m->count[other] + 1 < m->count[own] &&
            (better == own || m->count[other] < m->count[better])) {
            better = other;
        }
    }
    return better;
}

/* Moves single vertices from large groups to small ones. Each move makes sizes more alike, so it ends. */
static void even_out(map *m)
{
    for (bool moved = true; moved;) {
        moved = false;
        for (size_t v = 0; v < m->n; v++) {
            size_t better = better_for(m, v);
            if (better != m->group[v] && is_whole_without(m, v)) {
                m->count[m->group[v]]--;
                m->count[better]++;
                m->group[v] = better;
                moved = true;
            }
        }
    }
}

/* ---- All of it ---- */

static size_t number_by_first_member(map *m, size_t group[])
{
    size_t *number = m->count, n_groups = 0; /* the counts are no longer needed */
    for (size_t v = 0; v < m->n; v++) {
        number[v] = FREE;
    }
    for (size_t v = 0; v < m->n; v++) {
        if (number[m->group[v]] == FREE) {
            number[m->group[v]] = n_groups++;
        }
        group[v] = number[m->group[v]];
    }
    return n_groups;
}

static void take_memory(rk_arena *arena, map *m)
{
    size_t n_ends = 2 * m->n; /* of bridges */
    for (size_t v = 0; v < m->n; v++) {
        n_ends += place_of(m, v)->n_neighbours;
    }
    m->bridge = rk_arena_alloc(arena, m->n, sizeof *m->bridge);
    m->degree = rk_arena_alloc(arena, m->n, sizeof *m->degree);
    m->first = rk_arena_alloc(arena, m->n + 1, sizeof *m->first);
    m->other = rk_arena_alloc(arena, n_ends, sizeof *m->other);
    m->group = rk_arena_alloc(arena, m->n, sizeof *m->group);
    m->count = rk_arena_alloc(arena, m->n, sizeof *m->count);
    m->stack = rk_arena_alloc(arena, m->n, sizeof *m->stack);
    m->seen = rk_arena_alloc(arena, m->n, sizeof *m->seen);
}

size_t rk_clusters_cut(rk_arena *arena, const rk_municipality places[], const size_t members[], size_t n, size_t size,
                       size_t group[])
{
    map m = {.places = places, .members = members, .n = n, .size = size};
    take_memory(arena, &m);
    for (size_t v = 0; v < n; v++) {
        m.group[v] = FREE;
    }
    draw_bridges(&m);
    size_t n_groups = grow(&m);
    merge_small(&m, n_groups);
    even_out(&m);
    merge_small(&m, n_groups);
    return number_by_first_member(&m, group);
}
