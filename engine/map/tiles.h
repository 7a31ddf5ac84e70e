/* The steps of the tile layout, see README.md. */
#ifndef RK_MAP_TILES_H
#define RK_MAP_TILES_H

#include <renkei/map.h>

typedef struct {
    double x, y;
} rk_spot;

/* Two places that should be next to each other. */
typedef struct {
    size_t a, b;
    rk_spot step; /* from a to b in tiles: their bearing, the longer of both parts being 1, or 2 between an island and
                   * the mainland */
    bool sea;     /* they do not touch: holds islands together */
} rk_link;

typedef struct {
    rk_link *items;
    size_t n;
} rk_links;

/* Who is next to whom: the pairs given, or Gabriel's where there are none; then the shortest links over the sea that
 * make one piece of all. items is the caller's to free. */
RK_MUST_CHECK rk_status rk_links_find(size_t n, const rk_spot spots[], size_t n_pairs, const size_t pairs[][2],
                                      rk_links *links);

/* The links of each place: of[first[i] .. first[i + 1]) are their indexes. first: [n + 1], of: [2 links->n]. */
void rk_links_index(size_t n, const rk_links *links, size_t first[], size_t of[]);

/* Bearing from one spot to another, the longer of both parts being length; {length, 0} for one and the same. */
rk_spot rk_spot_step(rk_spot from, rk_spot to, double length);

/* Spread: move the spots so that linked ones are one step apart and no two are on one tile, directions kept. */
RK_MUST_CHECK rk_status rk_spots_relax(size_t n, const rk_links *links, rk_spot spots[]);

/* Rows of a cost matrix [n_rows][n_columns] to columns, n_rows <= n_columns, each to another, at the least total cost.
 * column: out, [n_rows]. */
RK_MUST_CHECK rk_status rk_assign(size_t n_rows, size_t n_columns, const double *cost, size_t column[]);

/* Move and swap tiles while that makes neighbours nearer to each other and to their spots. */
RK_MUST_CHECK rk_status rk_tiles_settle(size_t n, const rk_links *links, const rk_spot spots[], rk_map_tile tiles[]);

#endif
