/* From degrees to the plane of the map, with islands far off moved near. */
#include "map/drawing.h"

#include <math.h>
#include <stdlib.h>

static const double degree = 3.14159265358979323846 / 180;
static const double km_a_degree = 111.195; /* of a great circle */
static const double units_a_degree = (double)RK_POINT_UNITS / RK_POINT_COARSE;
/* Widest gap from the largest piece to another, and between others, against the diagonal of the largest. */
static const double farthest = 0.15, farthest_apart = 0.06;

typedef struct {
    double left, right, top, bottom;
    double x, y; /* how far it is moved */
    double gap;  /* to the piece it follows; negative: it follows none yet */
    size_t follows;
    bool done;
} piece;

/* ---- Pieces: arcs that rings join ---- */

static size_t root(size_t of[], size_t i)
{
    while (of[i] != i) {
        of[i] = of[of[i]];
        i = of[i];
    }
    return i;
}

static void join_arcs(const rk_drawing *d, size_t of[])
{
    for (size_t i = 0; i < d->n_arcs; i++) {
        of[i] = i;
    }
    size_t before = 0; /* an arc of the part before */
    for (size_t p = 0; p < d->n_parts; p++) {
        const rk_part *part = &d->parts[p];
        for (size_t k = part->first_ref; k < part->first_ref + part->n_refs; k++) {
            size_t arc = (size_t)(d->refs[k] < 0 ? ~d->refs[k] : d->refs[k]);
            bool goes_on = k > part->first_ref || part->hole;
            if (goes_on) {
                of[root(of, arc)] = root(of, before);
            }
            before = arc;
        }
    }
}

static void find_boxes(const rk_drawing *d, size_t of[], piece pieces[])
{
    for (size_t a = 0; a < d->n_arcs; a++) {
        pieces[a] = (piece){INFINITY, -INFINITY, INFINITY, -INFINITY, 0, 0, INFINITY, a, root(of, a) != a};
    }
    for (size_t a = 0; a < d->n_arcs; a++) {
        piece *own = &pieces[root(of, a)];
        for (size_t i = d->first[a]; i < d->first[a + 1]; i++) {
            double x = d->points[i].x * d->x_km, y = d->points[i].y * d->y_km;
            own->left = fmin(own->left, x);
            own->right = fmax(own->right, x);
            own->top = fmin(own->top, y);
            own->bottom = fmax(own->bottom, y);
        }
    }
}

/* ---- Moving ---- */

static rk_position between(const piece *from, const piece *to)
{
    double x = to->left > from->right ? to->left - from->right : to->right < from->left ? to->right - from->left : 0;
    double y = to->top > from->bottom ? to->top - from->bottom : to->bottom < from->top ? to->bottom - from->top : 0;
    return (rk_position){x, y};
}

static size_t largest_piece(size_t n, const piece pieces[])
{
    size_t largest = 0;
    double most = -1;
    for (size_t i = 0; i < n; i++) {
        double area = (pieces[i].right - pieces[i].left) * (pieces[i].bottom - pieces[i].top);
        if (!pieces[i].done && area > most) {
            most = area;
            largest = i;
        }
    }
    return largest;
}

/* Whoever follows the piece keeps to it where it is nearer than what it followed so far. */
static size_t offer(size_t n, piece pieces[], size_t leader)
{
    size_t nearest = n;
    for (size_t i = 0; i < n; i++) {
        if (pieces[i].done) {
            continue;
        }
        rk_position gap = between(&pieces[leader], &pieces[i]);
        double length = hypot(gap.x, gap.y);
        if (length < pieces[i].gap) {
            pieces[i].gap = length;
            pieces[i].follows = leader;
        }
        nearest = nearest == n || pieces[i].gap < pieces[nearest].gap ? i : nearest;
    }
    return nearest;
}

/* From the largest piece outwards, the nearest next: each moves as the one it follows, and nearer where the gap is
 * wide. */
static void pull_in(size_t n, piece pieces[])
{
    size_t mainland = largest_piece(n, pieces);
    const piece *land = &pieces[mainland];
    double diagonal = hypot(land->right - land->left, land->bottom - land->top);
    pieces[mainland].done = true;
    for (size_t next = offer(n, pieces, mainland); next < n; next = offer(n, pieces, next)) {
        piece *own = &pieces[next];
        const piece *before = &pieces[own->follows];
        rk_position gap = between(before, own);
        double widest = diagonal * (own->follows == mainland ? farthest : farthest_apart);
        double cut = own->gap > widest ? (own->gap - widest) / own->gap : 0;
        own->x = before->x - cut * gap.x;
        own->y = before->y - cut * gap.y;
        own->done = true;
    }
}

/* ---- All of it ---- */

/* By the mean latitude of all points: far islands have few. */
static void set_scale(rk_drawing *d)
{
    double sum = 0;
    for (size_t i = 0; i < d->n_points; i++) {
        sum += d->points[i].y;
    }
    d->y_km = km_a_degree / units_a_degree;
    d->x_km = d->y_km * cos(sum / (double)d->n_points / units_a_degree * degree);
}

static void start_at_0(rk_drawing *d, double *width, double *height)
{
    double left = INFINITY, top = INFINITY;
    for (size_t i = 0; i < d->n_points; i++) {
        left = fmin(left, d->points[i].x);
        top = fmin(top, d->points[i].y);
    }
    *width = *height = 0;
    for (size_t i = 0; i < d->n_points; i++) {
        rk_position *p = &d->points[i];
        *p = (rk_position){p->x - left, p->y - top};
        *width = fmax(*width, p->x * d->x_km);
        *height = fmax(*height, p->y * d->y_km);
    }
}

rk_status rk_drawing_project(rk_drawing *drawing, double *width, double *height)
{
    size_t n = drawing->n_arcs;
    size_t *of = malloc((n + 1) * sizeof *of);
    piece *pieces = malloc((n + 1) * sizeof *pieces);
    rk_status status = of != NULL && pieces != NULL ? RK_OK : RK_ERR_MEMORY;
    if (status == RK_OK) {
        set_scale(drawing);
        join_arcs(drawing, of);
        find_boxes(drawing, of, pieces);
        pull_in(n, pieces);
        for (size_t a = 0; a < n; a++) {
            const piece *own = &pieces[root(of, a)];
            for (size_t i = drawing->first[a]; i < drawing->first[a + 1]; i++) {
                drawing->points[i].x += rint(own->x / drawing->x_km);
                drawing->points[i].y += rint(own->y / drawing->y_km);
            }
        }
        start_at_0(drawing, width, height);
    }
    free(of);
    free(pieces);
    return status;
}
