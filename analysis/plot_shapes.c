/* A map of the shapes that the user imported. */
#include "analysis/plot_map.h"

#include <renkei/text.h>

#include <math.h>
#include <stdlib.h>

enum { HEIGHT_MAX = 620, NAME_SIZE = 11 };

double rk_map_place_shapes(rk_map_drawing *with)
{
    with->scale = fmin((double)RK_MAP_WIDTH / with->map.width, (double)HEIGHT_MAX / with->map.height);
    with->left = (RK_FIGURE_WIDTH - with->map.width * with->scale) / 2.0;
    return RK_MAP_TOP + with->map.height * with->scale + 12.0;
}

static double x_of(const rk_map_drawing *with, const double point[2])
{
    return with->left + point[0] * with->scale;
}

static double y_of(const rk_map_drawing *with, const double point[2])
{
    return RK_MAP_TOP + point[1] * with->scale;
}

/* Rings of a municipality stand together: the first of them, and how many. */
static size_t rings_of(const rk_map *map, size_t municipality, size_t *first)
{
    size_t n = 0;
    *first = 0;
    while (*first < map->n_rings && map->rings[*first].municipality != municipality) {
        (*first)++;
    }
    while (*first + n < map->n_rings && map->rings[*first + n].municipality == municipality) {
        n++;
    }
    return n;
}

static void put_outline(const rk_map_drawing *with, size_t first, size_t n, const char *fill)
{
    rk_markup *svg = &with->figure->svg;
    rk_markup_put(svg, "<path fill=\"%s\" fill-rule=\"evenodd\" stroke=\"" RK_QUIET "\" stroke-width=\".5\" d=\"",
                  fill);
    for (size_t r = first; r < first + n; r++) {
        const rk_map_ring *ring = &with->map.rings[r];
        for (size_t i = 0; i < ring->n_points; i++) {
            rk_markup_put(svg, "%c%.1f %.1f", i == 0 ? 'M' : 'L', x_of(with, ring->points[i]),
                          y_of(with, ring->points[i]));
        }
        rk_markup_put(svg, "z");
    }
    rk_markup_put(svg, "\"/>\n");
}

static int upwards(const void *a, const void *b)
{
    double one = *(const double *)a, other = *(const double *)b;
    return (one > other) - (one < other);
}

/* Where the line x + y = sum crosses the outline, as x, into crossing; how many there are. */
static size_t cross(const rk_map_drawing *with, size_t first, size_t n, double sum, double *crossing)
{
    size_t found = 0;
    for (size_t r = first; r < first + n; r++) {
        const rk_map_ring *ring = &with->map.rings[r];
        for (size_t i = 0; i < ring->n_points; i++) {
            const double *a = ring->points[i], *b = ring->points[(i + 1) % ring->n_points];
            double from = x_of(with, a) + y_of(with, a) - sum, to = x_of(with, b) + y_of(with, b) - sum;
            if ((from < 0.0) != (to < 0.0)) {
                crossing[found++] = x_of(with, a) + (x_of(with, b) - x_of(with, a)) * from / (from - to);
            }
        }
    }
    qsort(crossing, found, sizeof *crossing, upwards);
    return found;
}

static void hatch(const rk_map_drawing *with, size_t first, size_t n, const char *colour)
{
    enum { APART = 10 };
    size_t n_points = 0;
    double least = (double)INFINITY, most = -(double)INFINITY;
    for (size_t r = first; r < first + n; r++) {
        const rk_map_ring *ring = &with->map.rings[r];
        n_points += ring->n_points;
        for (size_t i = 0; i < ring->n_points; i++) {
            double sum = x_of(with, ring->points[i]) + y_of(with, ring->points[i]);
            least = fmin(least, sum);
            most = fmax(most, sum);
        }
    }
    double *crossing = calloc(n_points > 0 ? n_points : 1, sizeof *crossing);
    rk_markup *svg = &with->figure->svg;
    rk_markup_put(svg, "<path stroke=\"%s\" stroke-opacity=\".35\" d=\"", colour);
    for (double sum = ceil(least / APART) * APART; crossing != NULL && sum < most; sum += APART) {
        size_t found = cross(with, first, n, sum, crossing);
        for (size_t i = 0; i + 1 < found; i += 2) {
            rk_markup_put(svg, "M%.1f %.1fL%.1f %.1f", crossing[i], sum - crossing[i], crossing[i + 1],
                          sum - crossing[i + 1]);
        }
    }
    rk_markup_put(svg, "\"/>\n");
    svg->failed = svg->failed || crossing == NULL;
    free(crossing);
}

/* Of the largest part, in units of the figure. */
static double area_of(const rk_map_drawing *with, const rk_map_ring *ring)
{
    double twice = 0.0;
    for (size_t i = 0; i < ring->n_points; i++) {
        const double *a = ring->points[i], *b = ring->points[(i + 1) % ring->n_points];
        twice += a[0] * b[1] - b[0] * a[1];
    }
    return fabs(twice) / 2.0 * with->scale * with->scale;
}

/* ---- Names: where there is room, and where no larger municipality's stands already ---- */

typedef struct {
    double left, right, top, bottom;
} box;

typedef struct {
    size_t municipality, first_ring;
    double area;
} label;

static int largest_first(const void *a, const void *b)
{
    const label *one = a, *other = b;
    return one->area != other->area
               ? (one->area < other->area ? 1 : -1)
               : (one->municipality > other->municipality) - (one->municipality < other->municipality);
}

/* Takes the room unless some of it is taken. */
static bool take_room(box *taken, size_t *n, box wanted)
{
    for (size_t i = 0; i < *n; i++) {
        if (wanted.left < taken[i].right && wanted.right > taken[i].left && wanted.top < taken[i].bottom &&
            wanted.bottom > taken[i].top) {
            return false;
        }
    }
    taken[(*n)++] = wanted;
    return true;
}

/* Name and number, the number alone, or nothing: then both are shown on pointing only. */
static void put_label(const rk_map_drawing *with, const label *one, box *taken, size_t *n_taken)
{
    enum { ROOM_FOR_NAME = 30, ROOM_FOR_NUMBER = 16 };
    const rk_map_place *place = &with->places[one->municipality];
    size_t class = rk_class_of(&with->classes, place->value);
    char number[RK_TEXT_SIZE];
    rk_text_number(number, place->value * with->unit.factor, with->unit.decimals, false);
    double wide = rk_figure_width_of(place->label, NAME_SIZE) / 2.0,
           narrow = rk_figure_width_of(number, NAME_SIZE) / 2.0;
    double x = x_of(with, with->map.labels[one->municipality]), y = y_of(with, with->map.labels[one->municipality]);
    rk_lettering how = {"middle", rk_class_ink[class], NAME_SIZE, 0.0, false, rk_class_fill[class]};
    wide = fmax(wide, narrow);
    bool named = one->area > 2.0 * wide * ROOM_FOR_NAME &&
                 take_room(taken, n_taken, (box){x - wide, x + wide, y - 12.0, y + 12.0});
    if (named) {
        rk_figure_text(with->figure, x, y - 2.0, how, place->label);
    }
    if (named || (one->area > 2.0 * narrow * ROOM_FOR_NUMBER &&
                  take_room(taken, n_taken, (box){x - narrow, x + narrow, y - 6.0, y + 6.0}))) {
        how.bold = true;
        rk_figure_text(with->figure, x, y + (named ? 10.0 : 4.0), how, number);
    }
}

static void put_labels(const rk_map_drawing *with)
{
    label *labels = calloc(with->n, sizeof *labels);
    box *taken = calloc(with->n, sizeof *taken);
    size_t n = 0, n_taken = 0;
    for (size_t i = 0; labels != NULL && i < with->n; i++) {
        size_t first;
        if (rings_of(&with->map, i, &first) > 0) {
            labels[n++] = (label){i, first, area_of(with, &with->map.rings[first])};
        }
    }
    if (labels != NULL && taken != NULL) {
        qsort(labels, n, sizeof *labels, largest_first);
        for (size_t i = 0; i < n; i++) {
            put_label(with, &labels[i], taken, &n_taken);
        }
    }
    with->figure->svg.failed = with->figure->svg.failed || labels == NULL || taken == NULL;
    free(labels);
    free(taken);
}

void rk_map_put_shapes(const rk_map_drawing *with)
{
    char number[RK_TEXT_SIZE];
    for (size_t i = 0; i < with->n; i++) {
        const rk_map_place *place = &with->places[i];
        size_t class = rk_class_of(&with->classes, place->value), first, n = rings_of(&with->map, i, &first);
        rk_map_put_title(with, place, number);
        put_outline(with, first, n, rk_class_fill[class]);
        if (place->uncertain && n > 0) {
            hatch(with, first, n, rk_class_ink[class]);
        }
        rk_markup_put(&with->figure->svg, "</g>\n");
    }
    put_labels(with); /* above all shapes */
}
