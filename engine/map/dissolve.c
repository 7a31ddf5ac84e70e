/* Borders inside a municipality go: those between the wards of a city. */
#include "map/outline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NOBODY = -1 };

typedef struct {
    size_t first, n;
    double area; /* km2; negative: a hole */
} loop;

/* A municipality's borders without those inside, each run along with its land on the left. */
typedef struct {
    const rk_outlines *outlines;
    const rk_arcs *arcs;
    const bool *inside; /* [n_arcs] */
    int32_t *refs;
    size_t n_refs;
    rk_point *points;
    size_t n_points;
    loop *loops;
    size_t n_loops;
} joining;

static size_t arc_of(int32_t ref)
{
    return (size_t)(ref < 0 ? ~ref : ref);
}

static rk_point point_at(const rk_arcs *arcs, int32_t ref, size_t i)
{
    const rk_arc *arc = &arcs->arcs[arc_of(ref)];
    return arcs->points[arc->first + (ref < 0 ? arc->n - 1 - i : i)];
}

static bool same(rk_point a, rk_point b)
{
    return a.x == b.x && a.y == b.y;
}

static void gather(joining *j, size_t place)
{
    j->n_refs = 0;
    for (size_t r = 0; r < j->outlines->n_rings; r++) {
        const rk_ring *ring = &j->outlines->rings[r];
        if (ring->place != place) {
            continue;
        }
        size_t first = j->arcs->ring_refs[r], end = j->arcs->ring_refs[r + 1];
        bool turned = (rk_ring_area(j->outlines->points + ring->first, ring->n) < 0) != ring->hole;
        for (size_t k = first; k < end; k++) {
            int32_t ref = j->arcs->refs[k];
            if (!j->inside[arc_of(ref)]) {
                j->refs[j->n_refs++] = turned ? ~ref : ref;
            }
        }
    }
}

/* Takes the arc that begins at a point off the list; false: there is none. */
static bool take(joining *j, rk_point at, int32_t *ref)
{
    for (size_t i = 0; i < j->n_refs; i++) {
        if (same(point_at(j->arcs, j->refs[i], 0), at)) {
            *ref = j->refs[i];
            j->refs[i] = j->refs[--j->n_refs];
            return true;
        }
    }
    return false;
}

/* Arcs end to end until they close; false where they do not. */
static bool close_loops(joining *j)
{
    j->n_points = j->n_loops = 0;
    while (j->n_refs > 0) {
        rk_point start = point_at(j->arcs, j->refs[0], 0), at = start;
        loop *own = &j->loops[j->n_loops++];
        own->first = j->n_points;
        do {
            int32_t ref;
            if (!take(j, at, &ref)) {
                return false;
            }
            size_t n = j->arcs->arcs[arc_of(ref)].n;
            for (size_t i = 0; i + 1 < n; i++) {
                j->points[j->n_points++] = point_at(j->arcs, ref, i);
            }
            at = point_at(j->arcs, ref, n - 1);
        } while (!same(at, start));
        own->n = j->n_points - own->first;
        own->area = rk_ring_area(j->points + own->first, own->n);
    }
    return true;
}

static bool is_in(const joining *j, const loop *outer, rk_point p)
{
    bool inside = false;
    const rk_point *points = j->points + outer->first;
    for (size_t i = 0; i < outer->n; i++) {
        rk_point a = points[i], b = points[i + 1 < outer->n ? i + 1 : 0];
        double at = (a.y > p.y) != (b.y > p.y) ? a.x + (double)(p.y - a.y) / (b.y - a.y) * (b.x - a.x) : -INFINITY;
        inside = p.x < at ? !inside : inside;
    }
    return inside;
}

/* The smallest loop around a hole. */
static size_t find_outer(const joining *j, const loop *hole)
{
    size_t best = j->n_loops;
    for (size_t i = 0; i < j->n_loops; i++) {
        bool smaller = best == j->n_loops || j->loops[i].area < j->loops[best].area;
        if (j->loops[i].area > 0 && smaller && is_in(j, &j->loops[i], j->points[hole->first])) {
            best = i;
        }
    }
    return best;
}

static bool add_loops(const joining *j, size_t place, rk_outlines *out)
{
    bool added = true;
    for (size_t i = 0; added && i < j->n_loops; i++) {
        if (j->loops[i].area <= 0) {
            continue;
        }
        added = rk_outlines_add(out, place, false, j->points + j->loops[i].first, j->loops[i].n);
        for (size_t k = 0; added && k < j->n_loops; k++) {
            const loop *hole = &j->loops[k];
            if (hole->area < 0 && find_outer(j, hole) == i) {
                added = rk_outlines_add(out, place, true, j->points + hole->first, hole->n);
            }
        }
    }
    return added;
}

/* Rings of places without borders inside, and of those whose borders do not close, stay as they were. */
static bool rebuild(joining *j, bool joined[], rk_outlines *out)
{
    bool added = true;
    for (size_t r = 0; added && r < j->outlines->n_rings; r++) {
        const rk_ring *ring = &j->outlines->rings[r];
        if (joined[ring->place]) {
            gather(j, ring->place);
            if (close_loops(j)) {
                added = add_loops(j, ring->place, out);
                for (size_t k = r; k < j->outlines->n_rings; k++) {
                    rk_ring *own = &j->outlines->rings[k];
                    own->dropped = own->dropped || own->place == ring->place;
                }
            }
            joined[ring->place] = false;
        }
        if (added && !ring->dropped) {
            added = rk_outlines_add(out, ring->place, ring->hole, j->outlines->points + ring->first, ring->n);
        }
    }
    return added;
}

/* Marks arcs that two rings of one place share, and those places; true where there are any. */
static bool mark_inside(const rk_outlines *outlines, const rk_arcs *arcs, int64_t user[], bool inside[], bool joined[])
{
    bool any = false;
    for (size_t i = 0; i < arcs->n_arcs; i++) {
        user[i] = NOBODY;
    }
    for (size_t r = 0; r < outlines->n_rings; r++) {
        size_t place = outlines->rings[r].place;
        for (size_t k = arcs->ring_refs[r]; k < arcs->ring_refs[r + 1]; k++) {
            size_t arc = arc_of(arcs->refs[k]);
            bool twice = user[arc] == (int64_t)place && arcs->arcs[arc].n_uses == 2;
            inside[arc] = inside[arc] || twice;
            joined[place] = joined[place] || twice;
            any = any || twice;
            user[arc] = (int64_t)place;
        }
    }
    return any;
}

rk_status rk_outlines_dissolve(rk_outlines *outlines, const rk_arcs *arcs, size_t n_places, bool *changed)
{
    rk_outlines out = {0};
    int64_t *user = malloc((arcs->n_arcs + 1) * sizeof *user);
    bool *inside = calloc(arcs->n_arcs + 1, sizeof *inside), *joined = calloc(n_places + 1, sizeof *joined);
    joining j = {.outlines = outlines, .arcs = arcs, .inside = inside};
    rk_status status = user != NULL && inside != NULL && joined != NULL ? RK_OK : RK_ERR_MEMORY;
    *changed = status == RK_OK && mark_inside(outlines, arcs, user, inside, joined);
    if (*changed) {
        j.refs = malloc((arcs->n_refs + 1) * sizeof *j.refs);
        j.points = malloc((outlines->n_points + 1) * sizeof *j.points);
        j.loops = malloc((arcs->n_refs + 1) * sizeof *j.loops);
        bool room = j.refs != NULL && j.points != NULL && j.loops != NULL;
        status = room && rebuild(&j, joined, &out) ? RK_OK : RK_ERR_MEMORY;
        rk_outlines_free(status == RK_OK ? outlines : &out);
        *outlines = status == RK_OK ? out : *outlines;
    }
    free(user);
    free(inside);
    free(joined);
    free(j.refs);
    free(j.points);
    free(j.loops);
    return status;
}
