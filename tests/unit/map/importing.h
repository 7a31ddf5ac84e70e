/* Imports into a data folder of the test's own, and measures of what is drawn then. */
#ifndef RK_TESTS_IMPORTING_H
#define RK_TESTS_IMPORTING_H

#include "unit/map/atlas.h"

#include <renkei/boundary.h>

extern char importing_folder[];
extern char said[65536];            /* mistakes of the last import, as they are printed */
extern rk_boundary_summary summary; /* of the last import */
extern atlas places;                /* of the last map */
extern double detail_km2;           /* of the next import */

int importing_begin(void **unused); /* cmocka set-up and teardown of a program */
int importing_end(void **unused);

rk_status import_file(const char *path, const char *date);

/* The shapes of a prefecture, in the order of places. Free with free_map. */
rk_map draw_prefecture(int prefecture);
void free_map(rk_map *map);

double place_area(const rk_map *map, size_t place); /* km2, holes taken off */
bool is_inside(const rk_map *map, size_t place, const double p[2]);

#endif
