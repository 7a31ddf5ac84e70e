/* Spreading: each spot goes again and again to the mean of where its links, and those who stand on its tile, want it.
 */
#include "map/tiles.h"

#include <math.h>
#include <stdlib.h>

enum { SWEEPS_ALONE = 300, SWEEPS = 500 };

static const double over = 1.5;        /* a step goes so much farther than asked: far fewer sweeps */
static const double sea_weight = 0.4;  /* of a link over the sea, a land link being 1 */
static const double room_weight = 0.8; /* of not standing on one tile */

typedef struct {
    double x, y, weight;
} pull;

static void pull_by_links(const rk_links *links, const rk_spot spots[], size_t place, const size_t first[],
                          const size_t of[], pull *sum)
{
    for (size_t k = first[place]; k < first[place + 1]; k++) {
        const rk_link *link = &links->items[of[k]];
        double weight = link->sea ? sea_weight : 1, sign = link->a == place ? -1 : 1;
        const rk_spot *other = &spots[link->a == place ? link->b : link->a];
        sum->x += weight * (other->x + sign * link->step.x);
        sum->y += weight * (other->y + sign * link->step.y);
        sum->weight += weight;
    }
}

/* Those on its tile keep their bearing of the true map. */
static void push_apart(size_t n, const rk_spot origin[], const rk_spot spots[], size_t place, pull *sum)
{
    for (size_t j = 0; j < n; j++) {
        if (j != place && fabs(spots[j].x - spots[place].x) < 1 && fabs(spots[j].y - spots[place].y) < 1) {
            rk_spot step =
                place < j ? rk_spot_step(origin[place], origin[j], 1) : rk_spot_step(origin[j], origin[place], 1);
            double sign = place < j ? -1 : 1;
            sum->x += room_weight * (spots[j].x + sign * step.x);
            sum->y += room_weight * (spots[j].y + sign * step.y);
            sum->weight += room_weight;
        }
    }
}

/* Brings spots in km to about one tile between linked ones. */
static void scale(size_t n, const rk_links *links, rk_spot spots[])
{
    double length = 0;
    for (size_t k = 0; k < links->n; k++) {
        const rk_spot *a = &spots[links->items[k].a], *b = &spots[links->items[k].b];
        double x = fabs(a->x - b->x), y = fabs(a->y - b->y);
        length += x > y ? x : y;
    }
    double factor = length > 0 ? (double)links->n / length : 1;
    for (size_t i = 0; i < n; i++) {
        spots[i] = (rk_spot){spots[i].x * factor, spots[i].y * factor};
    }
}

rk_status rk_spots_relax(size_t n, const rk_links *links, rk_spot spots[])
{
    rk_spot *origin = malloc(n * sizeof *origin);
    size_t *first = malloc((n + 1) * sizeof *first), *of = malloc((2 * links->n + 1) * sizeof *of);
    rk_status status = origin != NULL && first != NULL && of != NULL ? RK_OK : RK_ERR_MEMORY;
    if (status == RK_OK) {
        rk_links_index(n, links, first, of);
        scale(n, links, spots);
        for (size_t i = 0; i < n; i++) {
            origin[i] = spots[i];
        }
    }
    for (int sweep = 0; status == RK_OK && sweep < SWEEPS; sweep++) {
        bool room = sweep >= SWEEPS_ALONE;
        double reach = room ? 1 : over;
        for (size_t i = 0; i < n; i++) {
            pull sum = {0, 0, 0};
            pull_by_links(links, spots, i, first, of, &sum);
            if (room) {
                push_apart(n, origin, spots, i, &sum);
            }
            if (sum.weight > 0) {
                spots[i].x += reach * (sum.x / sum.weight - spots[i].x);
                spots[i].y += reach * (sum.y / sum.weight - spots[i].y);
            }
        }
    }
    free(origin);
    free(first);
    free(of);
    return status;
}
