/* Outlines in memory, and areas on the globe. */
#include "map/outline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double unit = 3.14159265358979323846 / 180 / RK_POINT_UNITS; /* in radians */
static const double earth_km = 6371.0;

static bool make_room(void **items, size_t *room, size_t n, size_t size)
{
    if (n <= *room) {
        return true;
    }
    size_t more = *room + *room / 2 > n ? *room + *room / 2 : n + 64;
    void *grown = realloc(*items, more * size);
    if (grown == NULL) {
        return false;
    }
    *items = grown;
    *room = more;
    return true;
}

static bool same(rk_point a, rk_point b)
{
    return a.x == b.x && a.y == b.y;
}

bool rk_outlines_add(rk_outlines *outlines, size_t place, bool hole, const rk_point points[], size_t n)
{
    void *all = outlines->points, *rings = outlines->rings;
    bool room = make_room(&all, &outlines->points_room, outlines->n_points + n + 2, sizeof *outlines->points) &&
                make_room(&rings, &outlines->rings_room, outlines->n_rings + 1, sizeof *outlines->rings);
    outlines->points = all;
    outlines->rings = rings;
    if (!room) {
        return false;
    }
    size_t first = outlines->n_points + 1, kept = 0;
    rk_point *own = outlines->points + first;
    for (size_t i = 0; i < n; i++) {
        if (kept == 0 || !same(own[kept - 1], points[i])) {
            own[kept++] = points[i];
        }
    }
    while (kept > 1 && same(own[kept - 1], own[0])) {
        kept--;
    }
    outlines->n_polygons += !hole;
    if (kept < 3) {
        return true;
    }
    own[-1] = own[kept - 1];
    own[kept] = own[0];
    outlines->n_points = first + kept + 1;
    outlines->rings[outlines->n_rings++] =
        (rk_ring){.place = place, .polygon = outlines->n_polygons, .first = first, .n = kept, .hole = hole};
    return true;
}

void rk_outlines_free(rk_outlines *outlines)
{
    free(outlines->points);
    free(outlines->rings);
    memset(outlines, 0, sizeof *outlines);
}

static double square_km(double units2, double latitude)
{
    return units2 * unit * unit * earth_km * earth_km * cos(latitude * unit);
}

double rk_ring_area(const rk_point points[], size_t n)
{
    int64_t doubled = 0;
    double latitude = 0;
    for (size_t i = 0; i < n; i++) {
        rk_point a = points[i], b = points[i + 1 < n ? i + 1 : 0], o = points[0];
        doubled += (int64_t)(a.x - o.x) * (b.y - o.y) - (int64_t)(b.x - o.x) * (a.y - o.y);
        latitude += a.y / (double)n;
    }
    return square_km((double)doubled / 2, latitude);
}

double rk_triangle_area(rk_point a, rk_point b, rk_point c)
{
    int64_t doubled = (int64_t)(b.x - a.x) * (c.y - a.y) - (int64_t)(c.x - a.x) * (b.y - a.y);
    return square_km(fabs((double)doubled) / 2, b.y);
}
