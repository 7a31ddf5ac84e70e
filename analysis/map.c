/* Tiles by the places of the offices. */
#include "analysis/reading.h"

#include <renkei/map.h>

#include <math.h>
#include <stdlib.h>

static bool is_taken(const rk_map_tile *tiles, size_t n, rk_map_tile tile)
{
    for (size_t i = 0; i < n; i++) {
        if (tiles[i].column == tile.column && tiles[i].row == tile.row) {
            return true;
        }
    }
    return false;
}

/* The free tile nearest to a place. */
static rk_map_tile nearest(const rk_map_tile *tiles, size_t n, double x, double y)
{
    for (int reach = 0;; reach++) {
        rk_map_tile best = {0, 0};
        double least = (double)INFINITY;
        for (int row = (int)y - reach; row <= (int)y + reach; row++) {
            for (int column = (int)x - reach; column <= (int)x + reach; column++) {
                double away = hypot(column - x, row - y);
                if (away < least && !is_taken(tiles, n, (rk_map_tile){column, row})) {
                    least = away;
                    best = (rk_map_tile){column, row};
                }
            }
        }
        if (isfinite(least)) {
            return best;
        }
    }
}

rk_status rk_map_of(const rk_reading *reading, rk_map *map)
{
    size_t n = reading->n_municipalities;
    double west = INFINITY, east = -INFINITY, south = INFINITY, north = -INFINITY;
    *map = (rk_map){.tiles = calloc(n, sizeof *map->tiles)};
    if (map->tiles == NULL) {
        return RK_ERR_MEMORY;
    }
    for (size_t i = 0; i < n; i++) {
        west = fmin(west, reading->longitude[i]);
        east = fmax(east, reading->longitude[i]);
        south = fmin(south, reading->latitude[i]);
        north = fmax(north, reading->latitude[i]);
    }
    double span = fmax(fmax((east - west) * 0.81, north - south), 1e-9), side = 1.5 * ceil(sqrt((double)n)) / span;
    for (size_t i = 0; i < n; i++) {
        map->tiles[i] =
            nearest(map->tiles, i, (reading->longitude[i] - west) * 0.81 * side, (north - reading->latitude[i]) * side);
    }
    return RK_OK;
}

void rk_map_free(rk_map *map)
{
    free(map->tiles);
    *map = (rk_map){0};
}
