/* Where the municipalities of a results file are drawn: a square tile each, laid out from the positions of the offices
 * and from who touches whom; and their shapes, where the user has imported boundaries (renkei/boundary.h).
 *
 * The same file and the same stored boundaries give the same map, byte for byte.
 */
#ifndef RENKEI_MAP_H
#define RENKEI_MAP_H

#include <renkei/reading.h>

#include <stdbool.h>
#include <stddef.h>

/* A tile of one unit. Column 0 is the westernmost, row 0 the northernmost. */
typedef struct {
    int column, row;
} rk_map_tile;

/* One part of the outline of a municipality, for drawing: points x, y on width x height, y down, the first not repeated
 * at the end; a hole runs the other way round, so that both fill rules leave it empty. */
typedef struct {
    size_t municipality, n_points;
    const double (*points)[2];
} rk_map_ring;

typedef struct {
    rk_map_tile *tiles; /* [n_municipalities] of the file, in its order; no two alike, but see by_prefecture */
    rk_map_tile *prefecture_tiles; /* [n_prefectures] of the file; no two alike */
    bool by_prefecture; /* the file has several prefectures and more than RK_MAP_ONE_GRID municipalities: each
                         * prefecture has a grid of its own, from column 0 and row 0 */

    /* Shapes: all NULL or 0 unless stored boundaries cover every municipality of the file; also with by_prefecture,
     * whose shapes would make a page of megabytes. */
    char *topology; /* as TopoJSON: object "municipalities", the geometry's "id" is the code, "01100"; quantised,
                     * projected on width x height, y down */
    char *date;     /* day whose boundaries they are, "2024-01-01" */
    char *credit_ja, *credit_en; /* line that must stand beside every drawing of the shapes */
    rk_map_ring *rings;          /* the same shapes, ordered by municipality; the largest part of each first */
    size_t n_rings;
    double (*labels)[2];  /* [n_municipalities] a point well inside the largest part: where a name goes */
    double width, height; /* km; islands far off are moved nearer */
} rk_map;

enum { RK_MAP_ONE_GRID = 400 };

/* Returns RK_ERR_MEMORY, RK_ERR_RESULTS_READ. rk_map_free frees what it made. */
RK_MUST_CHECK rk_status rk_map_of(const rk_reading *reading, rk_map *map);
void rk_map_free(rk_map *map);

/* Lay out n places on a grid: neighbours next to each other where that can be, directions kept, islands pulled in, an
 * empty tile between them and the mainland where there is room.
 *
 * latitude, longitude  degrees, [n]; several places may share a position
 * links                pairs of indexes that touch on land, [n_links]; none: who is near whom is taken instead
 * tiles                out, [n]
 *
 * Method: engine/map/README.md. Returns RK_ERR_MEMORY.
 */
RK_MUST_CHECK rk_status rk_map_lay_out(size_t n, const double latitude[], const double longitude[], size_t n_links,
                                       const size_t links[][2], rk_map_tile tiles[]);

#endif
