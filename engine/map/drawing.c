/* Stored files to one drawing. */
#include "map/drawing.h"

#include "map/stored.h"

#include <stdlib.h>
#include <string.h>

enum { IN_A_PREFECTURE = 1000 };

void rk_drawing_free(rk_drawing *drawing)
{
    free(drawing->points);
    free(drawing->first);
    free(drawing->refs);
    free(drawing->parts);
    free(drawing->date);
    free(drawing->credit_ja);
    free(drawing->credit_en);
    memset(drawing, 0, sizeof *drawing);
}

static size_t find_code(size_t n, const int codes[], const json_t *id)
{
    int code = atoi(json_string_value(id));
    size_t i = 0;
    while (i < n && codes[i] != code) {
        i++;
    }
    return i;
}

static const json_t *geometries(const json_t *stored)
{
    return json_object_get(json_object_get(json_object_get(stored, "objects"), "municipalities"), "geometries");
}

/* Room for everything of a file. */
static bool grow(rk_drawing *d, const json_t *stored)
{
    const json_t *arcs = json_object_get(stored, "arcs");
    size_t n_points = d->n_points, n_refs = d->n_refs, n_parts = d->n_parts;
    for (size_t i = 0; i < json_array_size(arcs); i++) {
        n_points += json_array_size(json_array_get(arcs, i));
    }
    for (size_t i = 0; i < json_array_size(geometries(stored)); i++) {
        const json_t *polygons = json_object_get(json_array_get(geometries(stored), i), "arcs");
        for (size_t p = 0; p < json_array_size(polygons); p++) {
            const json_t *rings = json_array_get(polygons, p);
            n_parts += json_array_size(rings);
            for (size_t r = 0; r < json_array_size(rings); r++) {
                n_refs += json_array_size(json_array_get(rings, r));
            }
        }
    }
    rk_position *points = realloc(d->points, (n_points + 1) * sizeof *points);
    d->points = points != NULL ? points : d->points;
    size_t *first = realloc(d->first, (d->n_arcs + json_array_size(arcs) + 1) * sizeof *first);
    d->first = first != NULL ? first : d->first;
    int32_t *refs = realloc(d->refs, (n_refs + 1) * sizeof *refs);
    d->refs = refs != NULL ? refs : d->refs;
    rk_part *parts = realloc(d->parts, (n_parts + 1) * sizeof *parts);
    d->parts = parts != NULL ? parts : d->parts;
    return points != NULL && first != NULL && refs != NULL && parts != NULL;
}

/* The arc's number in the drawing; it is copied when it is first used. */
static size_t take_arc(rk_drawing *d, const json_t *arcs, int32_t number[], size_t arc)
{
    if (number[arc] < 0) {
        const json_t *pairs = json_array_get(arcs, arc);
        json_int_t x = 0, y = 0;
        d->first[d->n_arcs] = d->n_points;
        for (size_t i = 0; i < json_array_size(pairs); i++) {
            x += json_integer_value(json_array_get(json_array_get(pairs, i), 0));
            y += json_integer_value(json_array_get(json_array_get(pairs, i), 1));
            d->points[d->n_points++] = (rk_position){(double)x, (double)-y};
        }
        number[arc] = (int32_t)d->n_arcs++;
        d->first[d->n_arcs] = d->n_points;
    }
    return (size_t)number[arc];
}

static void take_place(rk_drawing *d, const json_t *arcs, int32_t number[], size_t place, const json_t *polygons)
{
    for (size_t p = 0; p < json_array_size(polygons); p++) {
        const json_t *rings = json_array_get(polygons, p);
        size_t polygon = d->n_parts;
        for (size_t r = 0; r < json_array_size(rings); r++) {
            const json_t *ring = json_array_get(rings, r);
            d->parts[d->n_parts++] = (rk_part){place, polygon, r > 0, d->n_refs, json_array_size(ring)};
            for (size_t i = 0; i < json_array_size(ring); i++) {
                json_int_t ref = json_integer_value(json_array_get(ring, i));
                int32_t arc = (int32_t)take_arc(d, arcs, number, (size_t)(ref < 0 ? ~ref : ref));
                d->refs[d->n_refs++] = ref < 0 ? ~arc : arc;
            }
        }
    }
}

/* Adds words to a list of different ones. */
static bool add_words(char **list, const char *words)
{
    char *longer = NULL;
    if (*list != NULL && strstr(*list, words) != NULL) {
        return true;
    }
    if (asprintf(&longer, "%s%s%s", *list != NULL ? *list : "", *list != NULL ? "; " : "", words) < 0) {
        return false;
    }
    free(*list);
    *list = longer;
    return true;
}

static rk_status take_file(rk_drawing *d, const json_t *stored, size_t n, const int codes[], bool there[])
{
    const json_t *arcs = json_object_get(stored, "arcs");
    int32_t *number = malloc((json_array_size(arcs) + 1) * sizeof *number);
    bool room = number != NULL && grow(d, stored) && add_words(&d->date, rk_stored_about(stored, "date")) &&
                add_words(&d->credit_ja, rk_stored_about(stored, "credit_ja")) &&
                add_words(&d->credit_en, rk_stored_about(stored, "credit_en"));
    for (size_t i = 0; room && i < json_array_size(arcs); i++) {
        number[i] = -1;
    }
    for (size_t i = 0; room && i < json_array_size(geometries(stored)); i++) {
        const json_t *geometry = json_array_get(geometries(stored), i);
        size_t place = find_code(n, codes, json_object_get(geometry, "id"));
        if (place < n && !there[place]) {
            there[place] = true;
            take_place(d, arcs, number, place, json_object_get(geometry, "arcs"));
        }
    }
    free(number);
    return room ? RK_OK : RK_ERR_MEMORY;
}

static bool all_there(size_t n, const int codes[], const bool there[], int prefecture)
{
    bool all = true;
    for (size_t i = 0; i < n; i++) {
        all = all && (there[i] || (prefecture != 0 && codes[i] / IN_A_PREFECTURE != prefecture));
    }
    return all;
}

rk_status rk_drawing_read(size_t n, const int codes[], rk_drawing *drawing, bool *covered)
{
    bool *there = calloc(n + 1, sizeof *there);
    rk_status status = there != NULL ? RK_OK : RK_ERR_MEMORY;
    memset(drawing, 0, sizeof *drawing);
    *covered = status == RK_OK && n > 0;
    for (size_t i = 0; *covered && status == RK_OK && i < n; i++) {
        int prefecture = codes[i] / IN_A_PREFECTURE;
        json_t *stored = there[i] ? NULL : rk_stored_load(prefecture);
        if (stored != NULL) {
            status = take_file(drawing, stored, n, codes, there);
        }
        *covered = all_there(n, codes, there, prefecture);
        json_decref(stored);
    }
    free(there);
    return status;
}

size_t rk_drawing_ring(const rk_drawing *drawing, const rk_part *part, double (*out)[2])
{
    size_t n = 0;
    for (size_t k = part->first_ref; k < part->first_ref + part->n_refs; k++) {
        bool backwards = drawing->refs[k] < 0;
        size_t arc = (size_t)(backwards ? ~drawing->refs[k] : drawing->refs[k]);
        size_t first = drawing->first[arc], length = drawing->first[arc + 1] - first;
        for (size_t i = 0; i + 1 < length; i++) { /* the next arc begins where this one ends */
            const rk_position *p = &drawing->points[first + (backwards ? length - 1 - i : i)];
            if (out != NULL) {
                out[n][0] = p->x * drawing->x_km;
                out[n][1] = p->y * drawing->y_km;
            }
            n++;
        }
    }
    return n;
}
