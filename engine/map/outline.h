/* Outlines as they were read, and the arcs that they are made of: what importing hands from step to step. */
#ifndef RK_MAP_OUTLINE_H
#define RK_MAP_OUTLINE_H

#include "input/atlas.h"
#include "input/nearest.h"

#include <renkei/boundary.h>

#include <stdint.h>

/* Longitude and latitude, RK_POINT_UNITS to a degree: 11 cm. */
enum { RK_POINT_UNITS = 1000000, RK_POINT_COARSE = 100 }; /* stored in units of RK_POINT_COARSE: 11 m */

typedef struct {
    int32_t x, y;
} rk_point;

/* A closed line: points [first, first + n) of all, the first not repeated; its last stands before them again and its
 * first after them, so that every point has its neighbours beside it. */
typedef struct {
    size_t place, polygon, first, n;
    bool hole;
    bool dropped;
} rk_ring;

typedef struct {
    rk_point *points;
    size_t n_points, points_room;
    rk_ring *rings;
    size_t n_rings, rings_room, n_polygons;
} rk_outlines;

/* Adds a ring of n points in order, the first not repeated; points that repeat the one before are left out, and a ring
 * of fewer than three different ones. Returns false when memory is out. */
bool rk_outlines_add(rk_outlines *outlines, size_t place, bool hole, const rk_point points[], size_t n);
void rk_outlines_free(rk_outlines *outlines);

/* Area of a closed line in km2, positive when it runs against the clock. */
double rk_ring_area(const rk_point points[], size_t n);

/* Area of a triangle in km2. */
double rk_triangle_area(rk_point a, rk_point b, rk_point c);

/* ---- Arcs: lines between junctions, each once however many rings share it ---- */

typedef struct {
    size_t first, n;   /* its points, both ends included; a line that meets no other begins and ends in one point */
    unsigned n_uses;   /* rings that run along it */
    double detail_km2; /* points of less weight are left out */
} rk_arc;

typedef struct {
    rk_point *points;
    float *weights; /* [n_points] area of the smallest triangle that leaves with the point, km2 */
    size_t n_points;
    rk_arc *arcs;
    size_t n_arcs, arcs_room;
    int32_t *refs; /* arcs of ring after ring: its number, or ~number for one that is run along backwards */
    size_t n_refs, refs_room;
    size_t *ring_refs; /* [n_rings + 1] ring r has refs [ring_refs[r], ring_refs[r + 1]) */
} rk_arcs;

/* Cuts all rings into arcs. Free with rk_arcs_free, also after a failure. */
RK_MUST_CHECK rk_status rk_arcs_find(const rk_outlines *outlines, rk_arcs *arcs);
void rk_arcs_free(rk_arcs *arcs);

/* Takes away the borders between parts of one place, such as wards; *changed: there were any, and the arcs are to be
 * found anew. */
RK_MUST_CHECK rk_status rk_outlines_dissolve(rk_outlines *outlines, const rk_arcs *arcs, size_t n_places,
                                             bool *changed);

/* Weighs every point of every arc. M. Visvalingam and J. D. Whyatt, Line generalisation by repeated elimination of
 * points, Cartographic Journal 30 (1993), doi:10.1179/000870493786962263. */
RK_MUST_CHECK rk_status rk_arcs_weigh(rk_arcs *arcs);

/* Points of an arc that stay, in units of RK_POINT_COARSE, none twice in a row. out: [arc.n]. */
size_t rk_arc_kept(const rk_arcs *arcs, size_t arc, rk_point out[]);

/* Points of a ring that stay, the first not repeated. out: room for rk_ring_most. */
size_t rk_ring_kept(const rk_arcs *arcs, size_t ring, rk_point out[]);
size_t rk_ring_most(const rk_arcs *arcs, size_t ring);

/* Leaves out islets, then takes points back until no ring that stays is flat and no two lines cross. Returns how many
 * polygons left in *n_islets. */
RK_MUST_CHECK rk_status rk_arcs_mend(rk_outlines *outlines, rk_arcs *arcs, double detail_km2, size_t *n_islets);

/* Pairs of lines of the arcs wanted that cross, each arc that has part in one being marked. wanted, crossed: [n_arcs].
 */
RK_MUST_CHECK rk_status rk_arcs_cross(const rk_arcs *arcs, const bool wanted[], bool crossed[], size_t *n_crossings);

/* ---- Reading ---- */

/* An import in progress. */
typedef struct {
    rk_reader reader;
    const rk_boundary_options *options;
    rk_atlas atlas;
    rk_outlines outlines;
    rk_boundary_summary *summary;
    size_t *n_parts;   /* [n_municipalities] features of it */
    rk_status status;  /* what went wrong besides mistakes */
    rk_point *scratch; /* of one ring */
    size_t scratch_room;
    bool field_missing; /* said once */
} rk_import;

/* Where in the file something is: byte, from 0; -1: the file as a whole. */
void rk_import_complain(rk_import *import, long byte, const char *key, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Reads the whole file: its polygons become outlines. */
void rk_import_read(rk_import *import);

/* What a code stands for. */
typedef enum { RK_CODE_PLACE, RK_CODE_LEFT_OUT, RK_CODE_WRONG } rk_code_meaning;
rk_code_meaning rk_import_code(rk_import *import, long byte, const char *code, const char *name, size_t *place);

/* A municipality missing or in part, a polygon twice. */
void rk_import_check(rk_import *import);

/* ---- Storing ---- */

/* Sets the sentence behind rk_boundary_problem; %m works. */
void rk_boundary_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Writes the files of all prefectures that have rings, all or none. */
RK_MUST_CHECK rk_status rk_boundary_store(rk_import *import, const rk_arcs *arcs, const char *date);

#endif
