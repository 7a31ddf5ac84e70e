/* The tile layout from beginning to end, see README.md. */
#include "map/tiles.h"

#include <math.h>
#include <stdlib.h>

static const double degree = 3.14159265358979323846 / 180;
static const double metres_a_degree = 111195.0; /* of a great circle */

/* East and south in km, rounded to metres, so that the last bit of a library's cosine cannot move a tile. */
static void project(size_t n, const double latitude[], const double longitude[], rk_spot spots[])
{
    double low = latitude[0], high = latitude[0];
    for (size_t i = 0; i < n; i++) {
        low = latitude[i] < low ? latitude[i] : low;
        high = latitude[i] > high ? latitude[i] : high;
    }
    double narrowing = cos((low + high) / 2 * degree);
    for (size_t i = 0; i < n; i++) {
        spots[i].x = rint(longitude[i] * narrowing * metres_a_degree) / 1000;
        spots[i].y = rint(-latitude[i] * metres_a_degree) / 1000;
    }
}

/* Moves the spots to 1 .. and returns the size of the grid around them, with a free margin. */
static rk_map_tile make_grid(size_t n, rk_spot spots[])
{
    rk_spot low = spots[0], high = spots[0];
    for (size_t i = 0; i < n; i++) {
        low = (rk_spot){spots[i].x < low.x ? spots[i].x : low.x, spots[i].y < low.y ? spots[i].y : low.y};
        high = (rk_spot){spots[i].x > high.x ? spots[i].x : high.x, spots[i].y > high.y ? spots[i].y : high.y};
    }
    rk_map_tile size = {.column = (int)ceil(high.x - low.x) + 3, .row = (int)ceil(high.y - low.y) + 3};
    while ((size_t)size.row * (size_t)size.column < n) {
        int *smaller = size.row < size.column ? &size.row : &size.column;
        *smaller += 1;
    }
    for (size_t i = 0; i < n; i++) {
        spots[i] = (rk_spot){spots[i].x - low.x + 1, spots[i].y - low.y + 1};
    }
    return size;
}

static rk_status snap(size_t n, const rk_spot spots[], rk_map_tile size, rk_map_tile tiles[])
{
    size_t n_cells = (size_t)size.row * (size_t)size.column;
    double *cost = malloc(n * n_cells * sizeof *cost);
    size_t *cell = malloc(n * sizeof *cell);
    rk_status status = cost != NULL && cell != NULL ? RK_OK : RK_ERR_MEMORY;
    for (size_t i = 0; status == RK_OK && i < n; i++) {
        for (size_t j = 0; j < n_cells; j++) {
            double x = (double)(j % (size_t)size.column) - spots[i].x,
                   y = (double)(j / (size_t)size.column) - spots[i].y;
            cost[i * n_cells + j] = x * x + y * y;
        }
    }
    if (status == RK_OK) {
        status = rk_assign(n, n_cells, cost, cell);
    }
    for (size_t i = 0; status == RK_OK && i < n; i++) {
        tiles[i] =
            (rk_map_tile){.column = (int)(cell[i] % (size_t)size.column), .row = (int)(cell[i] / (size_t)size.column)};
    }
    free(cost);
    free(cell);
    return status;
}

static void crop(size_t n, rk_map_tile tiles[])
{
    rk_map_tile low = tiles[0];
    for (size_t i = 0; i < n; i++) {
        low.row = tiles[i].row < low.row ? tiles[i].row : low.row;
        low.column = tiles[i].column < low.column ? tiles[i].column : low.column;
    }
    for (size_t i = 0; i < n; i++) {
        tiles[i] = (rk_map_tile){.column = tiles[i].column - low.column, .row = tiles[i].row - low.row};
    }
}

rk_status rk_map_lay_out(size_t n, const double latitude[], const double longitude[], size_t n_links,
                         const size_t links[][2], rk_map_tile tiles[])
{
    if (n == 0) {
        return RK_OK;
    }
    rk_links found = {0};
    rk_spot *spots = malloc(n * sizeof *spots);
    rk_status status = spots != NULL ? RK_OK : RK_ERR_MEMORY;
    if (status == RK_OK) {
        project(n, latitude, longitude, spots);
        status = rk_links_find(n, spots, n_links, links, &found);
    }
    if (status == RK_OK) {
        status = rk_spots_relax(n, &found, spots);
    }
    if (status == RK_OK) {
        rk_map_tile size = make_grid(n, spots);
        status = snap(n, spots, size, tiles);
    }
    if (status == RK_OK) {
        status = rk_tiles_settle(n, &found, spots, tiles);
    }
    if (status == RK_OK) {
        crop(n, tiles);
    }
    free(found.items);
    free(spots);
    return status;
}
