/* What the readers of both formats share. */
#ifndef RK_MAP_READ_H
#define RK_MAP_READ_H

#include "map/outline.h"

#include <jansson.h>

/* Reads one feature of GeoJSON that begins at a byte. */
void rk_read_feature(rk_import *import, long byte, const json_t *feature);

/* Reads a topology: its one object. */
void rk_read_topology(rk_import *import, const json_t *topology);

/* The municipality that a feature is a part of. Returns false when it is none; a mistake is added, or it is counted as
 * left out. */
bool rk_read_code(rk_import *import, long byte, const json_t *feature, size_t *place);

/* Adds a closed ring, its first point repeated at the end. Returns false after a mistake. */
bool rk_import_ring(rk_import *import, long byte, size_t place, bool hole, const rk_point points[], size_t n);

/* Room for n points of a ring; NULL: memory is out. */
rk_point *rk_import_scratch(rk_import *import, size_t n);

#endif
