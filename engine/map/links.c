/* Who is next to whom, and in which direction. */
#include "map/tiles.h"

#include <math.h>
#include <stdlib.h>

rk_spot rk_spot_step(rk_spot from, rk_spot to, double length)
{
    double x = to.x - from.x, y = to.y - from.y;
    double longer = fabs(x) > fabs(y) ? fabs(x) : fabs(y);
    return longer > 0 ? (rk_spot){x / longer * length, y / longer * length} : (rk_spot){length, 0};
}

static double squared(rk_spot a, rk_spot b)
{
    return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

/* Nobody is in the circle whose diameter joins both. */
static bool are_gabriel(size_t n, const rk_spot spots[], size_t a, size_t b)
{
    double between = squared(spots[a], spots[b]);
    for (size_t k = 0; k < n; k++) {
        if (k != a && k != b && squared(spots[a], spots[k]) + squared(spots[b], spots[k]) < between) {
            return false;
        }
    }
    return true;
}

static void add(rk_links *links, const rk_spot spots[], size_t a, size_t b, double length, bool sea)
{
    links->items[links->n] = (rk_link){a, b, rk_spot_step(spots[a], spots[b], length), sea};
    links->n++;
}

static size_t find_piece(const size_t piece[], size_t i)
{
    while (piece[i] != i) {
        i = piece[i];
    }
    return i;
}

static size_t largest_piece(size_t n, const size_t piece[], size_t count[])
{
    size_t largest = 0;
    for (size_t i = 0; i < n; i++) {
        count[i] = 0;
    }
    for (size_t i = 0; i < n; i++) {
        count[find_piece(piece, i)]++;
    }
    for (size_t i = 0; i < n; i++) {
        largest = count[i] > count[largest] ? i : largest;
    }
    return largest;
}

/* Joins the two nearest pieces until there is one. A free tile keeps islands off the mainland, the largest piece; those
 * of a chain touch each other, or a chain would be the longest thing of the map. */
static void join_pieces(size_t n, const rk_spot spots[], size_t piece[], size_t land[], rk_links *links)
{
    size_t mainland = largest_piece(n, piece, land);
    for (size_t i = 0; i < n; i++) {
        land[i] = find_piece(piece, i) == mainland;
    }
    for (;;) {
        size_t near_a = n, near_b = n;
        double nearest = INFINITY;
        for (size_t i = 0; i < n; i++) {
            piece[i] = find_piece(piece, i);
        }
        for (size_t a = 0; a < n; a++) {
            for (size_t b = a + 1; b < n; b++) {
                double between = piece[a] != piece[b] ? squared(spots[a], spots[b]) : INFINITY;
                if (between < nearest) {
                    nearest = between;
                    near_a = a;
                    near_b = b;
                }
            }
        }
        if (near_a == n) {
            return;
        }
        add(links, spots, near_a, near_b, land[near_a] || land[near_b] ? 2 : 1, true);
        piece[piece[near_a]] = piece[near_b];
    }
}

static size_t count_gabriel(size_t n, const rk_spot spots[], rk_links *links)
{
    size_t count = 0;
    for (size_t a = 0; a < n; a++) {
        for (size_t b = a + 1; b < n; b++) {
            if (are_gabriel(n, spots, a, b)) {
                count++;
                if (links->items != NULL) {
                    add(links, spots, a, b, 1, false);
                }
            }
        }
    }
    return count;
}

rk_status rk_links_find(size_t n, const rk_spot spots[], size_t n_pairs, const size_t pairs[][2], rk_links *links)
{
    *links = (rk_links){0};
    bool gabriel = n_pairs == 0;
    size_t most = n + (gabriel ? count_gabriel(n, spots, links) : n_pairs);
    size_t *piece = malloc(2 * n * sizeof *piece);
    rk_link *items = malloc(most * sizeof *items);
    if (piece == NULL || items == NULL) {
        free(piece);
        free(items);
        return RK_ERR_MEMORY;
    }
    links->items = items;
    if (gabriel) {
        (void)count_gabriel(n, spots, links);
    }
    for (size_t i = 0; i < n_pairs; i++) {
        add(links, spots, pairs[i][0], pairs[i][1], 1, false);
    }
    for (size_t i = 0; i < n; i++) {
        piece[i] = i;
    }
    for (size_t i = 0; i < links->n; i++) {
        piece[find_piece(piece, links->items[i].a)] = find_piece(piece, links->items[i].b);
    }
    join_pieces(n, spots, piece, piece + n, links);
    free(piece);
    return RK_OK;
}

void rk_links_index(size_t n, const rk_links *links, size_t first[], size_t of[])
{
    for (size_t i = 0; i <= n; i++) {
        first[i] = 0;
    }
    for (size_t k = 0; k < links->n; k++) {
        first[links->items[k].a]++;
        first[links->items[k].b]++;
    }
    size_t end = 0;
    for (size_t i = 0; i <= n; i++) {
        end += first[i];
        first[i] = end;
    }
    for (size_t k = links->n; k-- > 0;) {
        of[--first[links->items[k].a]] = k;
        of[--first[links->items[k].b]] = k;
    }
}
