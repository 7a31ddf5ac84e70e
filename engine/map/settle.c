/* The last touch: moves to free tiles and swaps of two, each only when it makes the whole better. */
#include "map/tiles.h"

#include <math.h>
#include <stdlib.h>

enum { ROUNDS = 60, REACH = 3 };

static const double own_weight = 0.15;  /* of the distance to the own spot, against the step of one link */
static const double apart_weight = 1.5; /* of neighbours that do not touch */
static const double sea_weight = 0.3;

typedef struct {
    size_t n;
    const rk_links *links;
    const rk_spot *spots;
    rk_map_tile *tiles;
    size_t *first, *of; /* links of each place: of[first[i] .. first[i + 1]) */
    size_t *grid;       /* place on each tile, n: free; [n_rows][n_columns] */
    int n_rows, n_columns;
} board;

static double link_strain(const board *b, const rk_link *link)
{
    double x = b->tiles[link->b].column - b->tiles[link->a].column, y = b->tiles[link->b].row - b->tiles[link->a].row;
    double off = (x - link->step.x) * (x - link->step.x) + (y - link->step.y) * (y - link->step.y);
    double longer = fabs(x) > fabs(y) ? fabs(x) : fabs(y);
    double gap = longer > 1 ? longer - 1 : 0;
    return link->sea ? sea_weight * off : off + apart_weight * gap;
}

static double strain(const board *b, size_t place)
{
    double x = b->tiles[place].column - b->spots[place].x, y = b->tiles[place].row - b->spots[place].y;
    double sum = own_weight * (x * x + y * y);
    for (size_t k = b->first[place]; k < b->first[place + 1]; k++) {
        sum += link_strain(b, &b->links->items[b->of[k]]);
    }
    return sum;
}

static size_t *cell(const board *b, rk_map_tile tile)
{
    return &b->grid[(size_t)tile.row * (size_t)b->n_columns + (size_t)tile.column];
}

static void exchange(board *b, size_t place, rk_map_tile to)
{
    rk_map_tile from = b->tiles[place];
    size_t other = *cell(b, to);
    *cell(b, from) = other;
    *cell(b, to) = place;
    b->tiles[place] = to;
    if (other != b->n) {
        b->tiles[other] = from;
    }
}

/* The strain of a link between both counts twice before and after alike. */
static double gain(board *b, size_t place, rk_map_tile to)
{
    rk_map_tile from = b->tiles[place];
    size_t other = *cell(b, to);
    double before = strain(b, place) + (other != b->n ? strain(b, other) : 0);
    exchange(b, place, to);
    double after = strain(b, place) + (other != b->n ? strain(b, other) : 0);
    exchange(b, place, from);
    return before - after;
}

static bool improve(board *b, size_t place)
{
    rk_map_tile home = b->tiles[place], best = home;
    double most = 1e-9;
    for (int row = home.row - REACH; row <= home.row + REACH; row++) {
        for (int column = home.column - REACH; column <= home.column + REACH; column++) {
            bool inside = row >= 0 && row < b->n_rows && column >= 0 && column < b->n_columns;
            rk_map_tile to = {.column = column, .row = row};
            double better = inside && *cell(b, to) != place ? gain(b, place, to) : 0;
            if (better > most) {
                most = better;
                best = to;
            }
        }
    }
    if (best.row == home.row && best.column == home.column) {
        return false;
    }
    exchange(b, place, best);
    return true;
}

static bool set_up(board *b)
{
    for (size_t i = 0; i < b->n; i++) {
        b->n_rows = b->tiles[i].row >= b->n_rows ? b->tiles[i].row + 1 : b->n_rows;
        b->n_columns = b->tiles[i].column >= b->n_columns ? b->tiles[i].column + 1 : b->n_columns;
    }
    size_t n_cells = (size_t)b->n_rows * (size_t)b->n_columns;
    b->first = calloc(b->n + 2, sizeof *b->first);
    b->of = malloc((2 * b->links->n + 1) * sizeof *b->of);
    b->grid = malloc(n_cells * sizeof *b->grid);
    if (b->first == NULL || b->of == NULL || b->grid == NULL) {
        return false;
    }
    rk_links_index(b->n, b->links, b->first, b->of);
    for (size_t i = 0; i < n_cells; i++) {
        b->grid[i] = b->n;
    }
    for (size_t i = 0; i < b->n; i++) {
        *cell(b, b->tiles[i]) = i;
    }
    return true;
}

rk_status rk_tiles_settle(size_t n, const rk_links *links, const rk_spot spots[], rk_map_tile tiles[])
{
    board b = {.n = n, .links = links, .spots = spots, .tiles = tiles};
    rk_status status = set_up(&b) ? RK_OK : RK_ERR_MEMORY;
    bool moved = status == RK_OK;
    for (int round = 0; moved && round < ROUNDS; round++) {
        moved = false;
        for (size_t i = 0; i < n; i++) {
            moved = improve(&b, i) || moved;
        }
    }
    free(b.first);
    free(b.of);
    free(b.grid);
    return status;
}
