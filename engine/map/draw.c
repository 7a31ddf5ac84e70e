/* The shapes of a map: rings for figures, TopoJSON for the page. */
#include "map/drawing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Rings ---- */

static double ring_area(size_t n, double (*points)[2])
{
    double doubled = 0;
    for (size_t i = 0; i < n; i++) {
        const double *a = points[i], *b = points[i + 1 < n ? i + 1 : 0];
        doubled += (a[0] - points[0][0]) * (b[1] - points[0][1]) - (b[0] - points[0][0]) * (a[1] - points[0][1]);
    }
    return doubled / 2;
}

/* Outer rings run with the clock of a screen, holes against it. */
static void turn(size_t n, double (*points)[2], bool hole)
{
    if ((ring_area(n, points) > 0) == hole) {
        for (size_t i = 0; i < n / 2; i++) {
            for (int k = 0; k < 2; k++) {
                double other = points[i][k];
                points[i][k] = points[n - 1 - i][k];
                points[n - 1 - i][k] = other;
            }
        }
    }
}

/* A part in the order of a map: by municipality, its largest polygon first, each with its holes behind it. */
typedef struct {
    size_t place, polygon, part;
    bool hole;
    double area; /* of its polygon's outer ring */
} seat;

static int by_seat(const void *a, const void *b)
{
    const seat *x = a, *y = b;
    if (x->place != y->place) {
        return x->place < y->place ? -1 : 1;
    }
    if (x->area != y->area) {
        return x->area > y->area ? -1 : 1;
    }
    return x->part < y->part ? -1 : x->part > y->part;
}

static rk_status make_rings(const rk_drawing *d, const seat seats[], rk_map *map)
{
    map->rings = calloc(d->n_parts, sizeof *map->rings);
    for (size_t i = 0; map->rings != NULL && i < d->n_parts; i++) {
        const rk_part *part = &d->parts[seats[i].part];
        size_t n = rk_drawing_ring(d, part, NULL);
        double(*points)[2] = malloc((n + 1) * sizeof *points);
        if (points == NULL) {
            return RK_ERR_MEMORY;
        }
        (void)rk_drawing_ring(d, part, points);
        turn(n, points, part->hole);
        map->rings[map->n_rings++] = (rk_map_ring){part->place, n, (const double(*)[2])points};
    }
    return map->rings != NULL ? RK_OK : RK_ERR_MEMORY;
}

static rk_status seat_parts(const rk_drawing *d, seat seats[])
{
    size_t most = 1;
    for (size_t i = 0; i < d->n_parts; i++) {
        size_t n = rk_drawing_ring(d, &d->parts[i], NULL);
        most = n > most ? n : most;
    }
    double(*points)[2] = malloc(most * sizeof *points), area = 0;
    for (size_t i = 0; points != NULL && i < d->n_parts; i++) {
        const rk_part *part = &d->parts[i];
        if (!part->hole) {
            area = fabs(ring_area(rk_drawing_ring(d, part, points), points));
        }
        seats[i] = (seat){part->place, part->polygon, i, part->hole, area};
    }
    qsort(seats, d->n_parts, sizeof *seats, by_seat);
    free(points);
    return points != NULL ? RK_OK : RK_ERR_MEMORY;
}

/* In the largest polygon, its holes left out. */
static rk_status place_labels(const rk_drawing *d, const seat seats[], size_t n, rk_map *map)
{
    map->labels = calloc(n, sizeof *map->labels);
    for (size_t i = 0; map->labels != NULL && i < d->n_parts;) {
        size_t end = i + 1, next = i + 1;
        while (end < d->n_parts && seats[end].place == seats[i].place && seats[end].polygon == seats[i].polygon) {
            end++;
        }
        while (next < d->n_parts && seats[next].place == seats[i].place) {
            next++;
        }
        rk_label_point(end - i, map->rings + i, map->labels[seats[i].place]);
        i = next;
    }
    return map->labels != NULL ? RK_OK : RK_ERR_MEMORY;
}

/* ---- TopoJSON ---- */

typedef struct {
    bool failed;
} maker;

static void add(maker *m, json_t *list, json_t *value)
{
    m->failed = json_array_append_new(list, value) != 0 || m->failed;
}

static json_t *arcs_json(maker *m, const rk_drawing *d)
{
    json_t *arcs = json_array();
    for (size_t a = 0; a < d->n_arcs; a++) {
        json_t *arc = json_array();
        int x = 0, y = 0;
        for (size_t i = d->first[a]; i < d->first[a + 1]; i++) {
            int own_x = (int)d->points[i].x, own_y = (int)d->points[i].y;
            add(m, arc, json_pack("[ii]", own_x - x, own_y - y));
            x = own_x;
            y = own_y;
        }
        add(m, arcs, arc);
    }
    return arcs;
}

static json_t *geometries_json(maker *m, const rk_drawing *d, const seat seats[], const int codes[])
{
    json_t *list = json_array(), *polygons = NULL, *rings = NULL;
    for (size_t i = 0; i < d->n_parts; i++) {
        const rk_part *part = &d->parts[seats[i].part];
        if (i == 0 || seats[i].place != seats[i - 1].place) {
            char id[16];
            (void)snprintf(id, sizeof id, "%05d", codes[part->place]);
            polygons = json_array();
            add(m, list, json_pack("{ss ss so}", "type", "MultiPolygon", "id", id, "arcs", polygons));
        }
        if (!part->hole) {
            rings = json_array();
            add(m, polygons, rings);
        }
        json_t *refs = json_array();
        for (size_t k = part->first_ref; k < part->first_ref + part->n_refs; k++) {
            add(m, refs, json_integer(d->refs[k]));
        }
        add(m, rings, refs);
    }
    return list;
}

static rk_status make_topology(const rk_drawing *d, const seat seats[], const int codes[], rk_map *map)
{
    maker m = {false};
    json_t *arcs = arcs_json(&m, d), *list = geometries_json(&m, d, seats, codes);
    json_t *all = json_pack("{ss s{s[ff] s[ii]} so s{s{ss so}}}", "type", "Topology", "transform", "scale", d->x_km,
                            d->y_km, "translate", 0, 0, "arcs", arcs, "objects", "municipalities", "type",
                            "GeometryCollection", "geometries", list);
    map->topology = all != NULL && !m.failed ? json_dumps(all, JSON_COMPACT | JSON_REAL_PRECISION(9)) : NULL;
    json_decref(all);
    return map->topology != NULL ? RK_OK : RK_ERR_MEMORY;
}

/* ---- All of it ---- */

static void forget(rk_map *map)
{
    for (size_t i = 0; i < map->n_rings; i++) {
        free((void *)(uintptr_t)map->rings[i].points);
    }
    free(map->rings);
    free(map->labels);
    free(map->topology);
    map->rings = NULL;
    map->labels = NULL;
    map->topology = NULL;
    map->n_rings = 0;
}

rk_status rk_boundary_draw(size_t n, const int codes[], rk_map *map)
{
    bool covered;
    rk_drawing drawing;
    rk_status status = rk_drawing_read(n, codes, &drawing, &covered);
    seat *seats = status == RK_OK && covered ? malloc((drawing.n_parts + 1) * sizeof *seats) : NULL;
    if (seats != NULL) {
        status = rk_drawing_project(&drawing, &map->width, &map->height);
        status = status == RK_OK ? seat_parts(&drawing, seats) : status;
        status = status == RK_OK ? make_rings(&drawing, seats, map) : status;
        status = status == RK_OK ? place_labels(&drawing, seats, n, map) : status;
        status = status == RK_OK ? make_topology(&drawing, seats, codes, map) : status;
        if (status == RK_OK) {
            map->date = drawing.date;
            map->credit_ja = drawing.credit_ja;
            map->credit_en = drawing.credit_en;
            drawing.date = drawing.credit_ja = drawing.credit_en = NULL;
        } else {
            forget(map);
        }
    } else if (covered) {
        status = RK_ERR_MEMORY;
    }
    free(seats);
    rk_drawing_free(&drawing);
    return status;
}
