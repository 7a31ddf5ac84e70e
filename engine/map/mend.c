/* What simplifying must not do: lose a municipality, flatten a ring, or let lines cross. */
#include "map/outline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 24 };

static const double islet_km2 = 0.2;
static const double finer = 0.4; /* the detail of an arc in the next round, against this one */

static size_t arc_of(int32_t ref)
{
    return (size_t)(ref < 0 ? ~ref : ref);
}

static bool is_alone(const rk_arcs *arcs, size_t ring)
{
    for (size_t k = arcs->ring_refs[ring]; k < arcs->ring_refs[ring + 1]; k++) {
        if (arcs->arcs[arc_of(arcs->refs[k])].n_uses > 1) {
            return false;
        }
    }
    return true;
}

static double size_of(const rk_outlines *outlines, size_t ring)
{
    const rk_ring *r = &outlines->rings[ring];
    return fabs(rk_ring_area(outlines->points + r->first, r->n));
}

/* An islet without neighbours goes, with its holes, unless it is the largest part of its municipality. */
static rk_status drop_islets(rk_outlines *outlines, const rk_arcs *arcs, size_t *n_islets)
{
    size_t n_places = 0;
    for (size_t r = 0; r < outlines->n_rings; r++) {
        n_places = outlines->rings[r].place >= n_places ? outlines->rings[r].place + 1 : n_places;
    }
    size_t *largest = malloc((n_places + 1) * sizeof *largest);
    double *size = calloc(n_places + 1, sizeof *size);
    bool *gone = calloc(outlines->n_polygons + 1, sizeof *gone);
    rk_status status = largest != NULL && size != NULL && gone != NULL ? RK_OK : RK_ERR_MEMORY;
    for (size_t r = 0; status == RK_OK && r < outlines->n_rings; r++) {
        const rk_ring *ring = &outlines->rings[r];
        double area = ring->hole ? 0 : size_of(outlines, r);
        if (area > size[ring->place]) {
            size[ring->place] = area;
            largest[ring->place] = r;
        }
    }
    for (size_t r = 0; status == RK_OK && r < outlines->n_rings; r++) {
        const rk_ring *ring = &outlines->rings[r];
        bool small = !ring->hole && size_of(outlines, r) < islet_km2 && is_alone(arcs, r);
        if (small && largest[ring->place] != r) {
            gone[ring->polygon] = true;
            *n_islets += 1;
        }
    }
    for (size_t r = 0; status == RK_OK && r < outlines->n_rings; r++) {
        rk_ring *ring = &outlines->rings[r];
        bool puddle = ring->hole && size_of(outlines, r) < islet_km2 && is_alone(arcs, r);
        ring->dropped = puddle || gone[ring->polygon];
    }
    free(largest);
    free(size);
    free(gone);
    return status;
}

static bool refine(rk_arc *arc)
{
    if (arc->detail_km2 <= 0) {
        return false;
    }
    arc->detail_km2 = arc->detail_km2 > 1e-5 ? arc->detail_km2 * finer : 0;
    return true;
}

static bool is_flat(const rk_arcs *arcs, size_t ring, rk_point scratch[])
{
    size_t n = rk_ring_kept(arcs, ring, scratch);
    return n < 3 || rk_ring_area(scratch, n) == 0;
}

/* Takes points back into flat rings; false when there was nothing to do. A ring that is flat in the stored units
 * whatever is kept is left out, unless something else is next to it. */
static bool fill_flat_rings(rk_outlines *outlines, rk_arcs *arcs, rk_point scratch[])
{
    bool again = false;
    for (size_t r = 0; r < outlines->n_rings; r++) {
        if (outlines->rings[r].dropped || !is_flat(arcs, r, scratch)) {
            continue;
        }
        bool refined = false;
        for (size_t k = arcs->ring_refs[r]; k < arcs->ring_refs[r + 1]; k++) {
            refined = refine(&arcs->arcs[arc_of(arcs->refs[k])]) || refined;
        }
        outlines->rings[r].dropped = !refined;
        again = again || refined;
    }
    return again;
}

static rk_status uncross(const rk_outlines *outlines, rk_arcs *arcs, bool wanted[], bool crossed[], bool *again)
{
    size_t n_crossings = 0;
    memset(wanted, 0, arcs->n_arcs + 1);
    memset(crossed, 0, arcs->n_arcs + 1);
    for (size_t r = 0; r < outlines->n_rings; r++) {
        for (size_t k = arcs->ring_refs[r]; !outlines->rings[r].dropped && k < arcs->ring_refs[r + 1]; k++) {
            wanted[arc_of(arcs->refs[k])] = true;
        }
    }
    rk_status status = rk_arcs_cross(arcs, wanted, crossed, &n_crossings);
    for (size_t i = 0; status == RK_OK && i < arcs->n_arcs; i++) {
        *again = (crossed[i] && refine(&arcs->arcs[i])) || *again;
    }
    return status;
}

rk_status rk_arcs_mend(rk_outlines *outlines, rk_arcs *arcs, double detail_km2, size_t *n_islets)
{
    size_t most = 1;
    for (size_t r = 0; r < outlines->n_rings; r++) {
        size_t n = rk_ring_most(arcs, r);
        most = n > most ? n : most;
    }
    for (size_t i = 0; i < arcs->n_arcs; i++) {
        arcs->arcs[i].detail_km2 = detail_km2;
    }
    rk_point *scratch = malloc(most * sizeof *scratch);
    bool *marks = malloc(2 * (arcs->n_arcs + 1) * sizeof *marks);
    rk_status status = scratch != NULL && marks != NULL ? drop_islets(outlines, arcs, n_islets) : RK_ERR_MEMORY;
    bool again = true;
    for (int round = 0; status == RK_OK && again && round < ROUNDS; round++) {
        again = fill_flat_rings(outlines, arcs, scratch);
        status = uncross(outlines, arcs, marks, marks + arcs->n_arcs + 1, &again);
    }
    free(scratch);
    free(marks);
    return status;
}
