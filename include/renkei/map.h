/* Where the municipalities of a results file are drawn: tiles, and the shapes that the user imported if there are any.
 */
#ifndef RENKEI_MAP_H
#define RENKEI_MAP_H

#include <renkei/reading.h>

/* A tile of one unit; rows from north to south. */
typedef struct {
    int column, row;
} rk_map_tile;

/* One part of the outline of a municipality, for drawing: points x, y on width x height, y down; a hole runs the other
 * way round. */
typedef struct {
    size_t municipality, n_points;
    const double (*points)[2];
} rk_map_ring;

typedef struct {
    rk_map_tile *tiles; /* [n_municipalities] of the file, in its order; no two alike */
    char *topology;     /* the shapes as TopoJSON (analysis/web/DATA.md), or NULL */
    char *credit_ja, *credit_en;
    rk_map_ring *rings; /* the same shapes */
    size_t n_rings;
    double width, height;
} rk_map;

/* Returns RK_ERR_MEMORY. rk_map_free frees what it made. */
RK_MUST_CHECK rk_status rk_map_of(const rk_reading *reading, rk_map *map);
void rk_map_free(rk_map *map);

#endif
