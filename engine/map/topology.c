/* Reading TopoJSON: arcs to points, rings of arcs to outlines. */
#include "map/read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    rk_point *points;
    size_t *first; /* [n + 1] */
    size_t n;
} decoded;

typedef struct {
    double scale[2], translate[2];
    bool quantised;
} transform;

static transform read_transform(const json_t *topology)
{
    const json_t *t = json_object_get(topology, "transform");
    transform out = {.scale = {1, 1}, .quantised = t != NULL};
    for (size_t i = 0; t != NULL && i < 2; i++) {
        out.scale[i] = json_number_value(json_array_get(json_object_get(t, "scale"), i));
        out.translate[i] = json_number_value(json_array_get(json_object_get(t, "translate"), i));
    }
    return out;
}

static bool decode_arc(const json_t *arc, const transform *t, rk_point out[])
{
    double sum[2] = {0, 0};
    for (size_t i = 0; i < json_array_size(arc); i++) {
        double at[2];
        for (size_t k = 0; k < 2; k++) {
            double value = json_number_value(json_array_get(json_array_get(arc, i), k));
            sum[k] = t->quantised ? sum[k] + value : value;
            at[k] = sum[k] * t->scale[k] + t->translate[k];
        }
        if (!(at[0] >= 120 && at[0] <= 156 && at[1] >= 20 && at[1] <= 46.5)) {
            return false;
        }
        out[i] = (rk_point){(int32_t)lrint(at[0] * RK_POINT_UNITS), (int32_t)lrint(at[1] * RK_POINT_UNITS)};
    }
    return true;
}

static bool decode(rk_import *import, const json_t *topology, decoded *out)
{
    const json_t *arcs = json_object_get(topology, "arcs");
    transform t = read_transform(topology);
    size_t n_points = 0;
    out->n = json_array_size(arcs);
    for (size_t i = 0; i < out->n; i++) {
        n_points += json_array_size(json_array_get(arcs, i));
    }
    out->points = malloc((n_points + 1) * sizeof *out->points);
    out->first = calloc(out->n + 1, sizeof *out->first);
    if (out->points == NULL || out->first == NULL) {
        import->status = RK_ERR_MEMORY;
        return false;
    }
    for (size_t i = 0; i < out->n; i++) {
        const json_t *arc = json_array_get(arcs, i);
        if (json_array_size(arc) == 0 || !decode_arc(arc, &t, out->points + out->first[i])) {
            rk_import_complain(
                import, -1, "arcs",
                "arc %zu is empty or leaves longitude 120..156 and latitude 20..46.5; import the file in "
                "degrees",
                i);
            return false;
        }
        out->first[i + 1] = out->first[i] + json_array_size(arc);
    }
    return true;
}

/* Arcs of a ring end to end; the first point of each is the last of the one before. */
static bool read_ring(rk_import *import, const decoded *arcs, size_t place, bool hole, const json_t *ring)
{
    size_t n = 0, most = 1;
    for (size_t i = 0; i < json_array_size(ring); i++) {
        json_int_t ref = json_integer_value(json_array_get(ring, i));
        size_t arc = (size_t)(ref < 0 ? ~ref : ref);
        if (arc >= arcs->n || !json_is_integer(json_array_get(ring, i))) {
            rk_import_complain(import, -1, "arcs", "a ring wants arc %lld, but there are %zu", (long long)ref, arcs->n);
            return false;
        }
        most += arcs->first[arc + 1] - arcs->first[arc];
    }
    rk_point *points = rk_import_scratch(import, most);
    for (size_t i = 0; points != NULL && i < json_array_size(ring); i++) {
        json_int_t ref = json_integer_value(json_array_get(ring, i));
        size_t arc = (size_t)(ref < 0 ? ~ref : ref), length = arcs->first[arc + 1] - arcs->first[arc];
        const rk_point *own = arcs->points + arcs->first[arc];
        n -= n > 0;
        for (size_t k = 0; k < length; k++) {
            points[n++] = own[ref < 0 ? length - 1 - k : k];
        }
    }
    return points != NULL && rk_import_ring(import, -1, place, hole, points, n);
}

static void read_polygon(rk_import *import, const decoded *arcs, size_t place, const json_t *polygon)
{
    bool right = true;
    for (size_t i = 0; right && i < json_array_size(polygon); i++) {
        right = read_ring(import, arcs, place, i > 0, json_array_get(polygon, i));
    }
}

static void read_geometry(rk_import *import, const decoded *arcs, const json_t *geometry)
{
    size_t place;
    const char *type = json_string_value(json_object_get(geometry, "type"));
    const json_t *parts = json_object_get(geometry, "arcs");
    if (!rk_read_code(import, -1, geometry, &place)) {
        return;
    }
    import->n_parts[place]++;
    if (type != NULL && strcmp(type, "Polygon") == 0) {
        read_polygon(import, arcs, place, parts);
    } else if (type != NULL && strcmp(type, "MultiPolygon") == 0) {
        for (size_t i = 0; i < json_array_size(parts); i++) {
            read_polygon(import, arcs, place, json_array_get(parts, i));
        }
    } else {
        rk_import_complain(import, -1, "objects", "expected a Polygon or a MultiPolygon, not %s",
                           type != NULL ? type : "this");
    }
}

void rk_read_topology(rk_import *import, const json_t *topology)
{
    decoded arcs = {0};
    json_t *objects = json_object_get(topology, "objects");
    const json_t *geometries = json_object_get(json_object_iter_value(json_object_iter(objects)), "geometries");
    if (json_object_size(objects) != 1 || !json_is_array(geometries)) {
        rk_import_complain(import, -1, "objects", "expected one GeometryCollection; there are %zu objects",
                           json_object_size(objects));
    } else if (decode(import, topology, &arcs)) {
        for (size_t i = 0; import->status == RK_OK && i < json_array_size(geometries); i++) {
            read_geometry(import, &arcs, json_array_get(geometries, i));
        }
    }
    free(arcs.points);
    free(arcs.first);
}
