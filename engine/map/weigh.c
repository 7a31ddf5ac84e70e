/* How much of the shape leaves with a point: the least triangles go first, and a triangle grows when its neighbour
 * goes. */
#include "map/outline.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    const rk_point *points;
    double *area;                   /* [n] of the triangle of a point and its neighbours of now */
    uint32_t *left, *right, *place; /* neighbours of now; place in the heap */
    uint32_t *heap;                 /* the least area at the top; ties: the first point */
    size_t n_heap;
} line;

static bool above(const line *l, uint32_t a, uint32_t b)
{
    return l->area[a] != l->area[b] ? l->area[a] < l->area[b] : a < b;
}

static void put(line *l, size_t at, uint32_t point)
{
    l->heap[at] = point;
    l->place[point] = (uint32_t)at;
}

static void rise(line *l, size_t at)
{
    uint32_t point = l->heap[at];
    for (; at > 0 && above(l, point, l->heap[(at - 1) / 2]); at = (at - 1) / 2) {
        put(l, at, l->heap[(at - 1) / 2]);
    }
    put(l, at, point);
}

static void sink(line *l, size_t at)
{
    uint32_t point = l->heap[at];
    for (size_t child = 2 * at + 1; child < l->n_heap; child = 2 * at + 1) {
        if (child + 1 < l->n_heap && above(l, l->heap[child + 1], l->heap[child])) {
            child++;
        }
        if (!above(l, l->heap[child], point)) {
            break;
        }
        put(l, at, l->heap[child]);
        at = child;
    }
    put(l, at, point);
}

static double area_of(const line *l, uint32_t i)
{
    return rk_triangle_area(l->points[l->left[i]], l->points[i], l->points[l->right[i]]);
}

static void renew(line *l, uint32_t i, double least, size_t n)
{
    if (i > 0 && i + 1 < n) {
        double area = area_of(l, i);
        l->area[i] = area > least ? area : least;
        rise(l, l->place[i]);
        sink(l, l->place[i]);
    }
}

static void weigh(line *l, size_t n, float weights[])
{
    weights[0] = weights[n - 1] = INFINITY;
    l->n_heap = 0;
    for (uint32_t i = 1; i + 1 < n; i++) {
        l->left[i] = i - 1;
        l->right[i] = i + 1;
        l->area[i] = area_of(l, i);
        put(l, l->n_heap, i);
        rise(l, l->n_heap++);
    }
    while (l->n_heap > 0) {
        uint32_t gone = l->heap[0];
        weights[gone] = (float)l->area[gone];
        put(l, 0, l->heap[--l->n_heap]);
        sink(l, 0);
        uint32_t a = l->left[gone], b = l->right[gone];
        l->right[a] = b;
        l->left[b] = a;
        renew(l, a, l->area[gone], n);
        renew(l, b, l->area[gone], n);
    }
}

rk_status rk_arcs_weigh(rk_arcs *arcs)
{
    size_t longest = 0;
    for (size_t i = 0; i < arcs->n_arcs; i++) {
        longest = arcs->arcs[i].n > longest ? arcs->arcs[i].n : longest;
    }
    line l = {.area = malloc((longest + 1) * sizeof *l.area), .left = malloc(4 * (longest + 1) * sizeof *l.left)};
    arcs->weights = malloc((arcs->n_points + 1) * sizeof *arcs->weights);
    rk_status status = l.area != NULL && l.left != NULL && arcs->weights != NULL ? RK_OK : RK_ERR_MEMORY;
    for (size_t i = 0; status == RK_OK && i < arcs->n_arcs; i++) {
        const rk_arc *arc = &arcs->arcs[i];
        l.points = arcs->points + arc->first;
        l.right = l.left + longest;
        l.place = l.right + longest;
        l.heap = l.place + longest;
        weigh(&l, arc->n, arcs->weights + arc->first);
    }
    free(l.area);
    free(l.left);
    return status;
}
