/* Shapes on their way from stored files to a map. */
#ifndef RK_MAP_DRAWING_H
#define RK_MAP_DRAWING_H

#include "map/outline.h"

#include <jansson.h>

typedef struct {
    double x, y;
} rk_position;

typedef struct {
    size_t place, polygon; /* index among the codes; number of the polygon, of all */
    bool hole;
    size_t first_ref, n_refs;
} rk_part;

/* Only what the map shows. Arc a has points [first[a], first[a + 1]). */
typedef struct {
    rk_position *points; /* whole numbers: x to the east, y to the south; the plane is a stretched grid of the stored
                          * degrees, so that no rounding makes lines cross */
    double x_km, y_km;   /* of one unit, once it is projected */
    size_t *first;
    size_t n_points, n_arcs;
    int32_t *refs;
    size_t n_refs;
    rk_part *parts; /* a hole follows its outer ring */
    size_t n_parts;
    char *date, *credit_ja, *credit_en; /* different ones with "; " between */
} rk_drawing;

/* Reads what the codes need. *covered: the stored files have all of them. */
RK_MUST_CHECK rk_status rk_drawing_read(size_t n, const int codes[], rk_drawing *drawing, bool *covered);
void rk_drawing_free(rk_drawing *drawing);

/* To the plane, islands far off moved near, all of it from 0 on. width, height: out, km. */
RK_MUST_CHECK rk_status rk_drawing_project(rk_drawing *drawing, double *width, double *height);

/* Points of a part in km, the first not repeated. out: NULL to count. */
size_t rk_drawing_ring(const rk_drawing *drawing, const rk_part *part, double (*out)[2]);

/* A point well inside rings of one place: far from every line. */
void rk_label_point(size_t n_rings, const rk_map_ring rings[], double label[2]);

#endif
