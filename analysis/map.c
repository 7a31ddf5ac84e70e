/* The map of a results file: what the layout and the shapes need, taken from its labels. */
#include "analysis/reading.h"

#include <renkei/boundary.h>

#include <stdlib.h>
#include <string.h>

typedef struct {
    size_t (*items)[2];
    size_t n;
} pairs;

static size_t find_code(const rk_reading *reading, long code)
{
    size_t i = 0;
    while (i < reading->n_municipalities && reading->municipality[i] != code) {
        i++;
    }
    return i;
}

/* Each pair once. None in files of an earlier renkei. */
static rk_status read_neighbours(const rk_reading *reading, pairs *out)
{
    char **texts = NULL;
    size_t n = reading->n_municipalities, room = 0;
    *out = (pairs){0};
    if (!rk_reading_has(reading, "neighbours")) {
        return RK_OK;
    }
    rk_status status = rk_read_texts(reading, "neighbours", n, &texts);
    for (size_t i = 0; status == RK_OK && i < n; i++) {
        room += strlen(texts[i]) / 2 + 1;
    }
    out->items = status == RK_OK ? malloc(room * sizeof *out->items) : NULL;
    if (status == RK_OK && out->items == NULL) {
        status = RK_ERR_MEMORY;
    }
    for (size_t i = 0; status == RK_OK && i < n; i++) {
        char *end = texts[i];
        for (long code = strtol(end, &end, 10); code != 0; code = strtol(end, &end, 10)) {
            size_t other = find_code(reading, code);
            if (other < n && other > i) {
                out->items[out->n][0] = i;
                out->items[out->n][1] = other;
                out->n++;
            }
        }
    }
    rk_free_texts(texts, n);
    return status;
}

/* ---- Tiles ---- */

static rk_status lay_out_prefecture(const rk_reading *reading, const pairs *all, size_t first, size_t n,
                                    rk_map_tile tiles[])
{
    pairs own = {malloc((all->n + 1) * sizeof *own.items), 0};
    rk_status status = own.items != NULL ? RK_OK : RK_ERR_MEMORY;
    for (size_t k = 0; status == RK_OK && k < all->n; k++) {
        if (all->items[k][0] >= first && all->items[k][1] < first + n) {
            own.items[own.n][0] = all->items[k][0] - first;
            own.items[own.n][1] = all->items[k][1] - first;
            own.n++;
        }
    }
    if (status == RK_OK) {
        status = rk_map_lay_out(n, reading->latitude + first, reading->longitude + first, own.n,
                                (const size_t(*)[2])own.items, tiles + first);
    }
    free(own.items);
    return status;
}

static rk_status lay_out_municipalities(const rk_reading *reading, const pairs *all, rk_map *map)
{
    size_t n = reading->n_municipalities, first = 0;
    rk_status status = RK_OK;
    map->by_prefecture = reading->n_prefectures > 1 && n > RK_MAP_ONE_GRID;
    while (status == RK_OK && first < n) {
        size_t end = map->by_prefecture ? first + 1 : n;
        while (end < n && reading->municipality_prefecture[end] == reading->municipality_prefecture[first]) {
            end++;
        }
        status = lay_out_prefecture(reading, all, first, end - first, map->tiles);
        first = end;
    }
    return status;
}

static size_t prefecture_of(const rk_reading *reading, size_t municipality)
{
    size_t p = 0;
    while (p + 1 < reading->n_prefectures && reading->prefecture[p] != reading->municipality_prefecture[municipality]) {
        p++;
    }
    return p;
}

static void link_prefectures(const rk_reading *reading, const pairs *all, pairs *out)
{
    for (size_t k = 0; k < all->n; k++) {
        size_t a = prefecture_of(reading, all->items[k][0]), b = prefecture_of(reading, all->items[k][1]), known = 0;
        while (known < out->n && (out->items[known][0] != a || out->items[known][1] != b)) {
            known++;
        }
        if (a < b && known == out->n) {
            out->items[out->n][0] = a;
            out->items[out->n][1] = b;
            out->n++;
        }
    }
}

/* A prefecture is where its people are. */
static rk_status lay_out_prefectures(const rk_reading *reading, const pairs *all, rk_map *map)
{
    size_t n = reading->n_prefectures;
    double *latitude = calloc(3 * n, sizeof *latitude), *longitude = latitude + n, *weight = longitude + n;
    pairs own = {malloc((n * n + 1) * sizeof *own.items), 0};
    rk_status status = latitude != NULL && own.items != NULL ? RK_OK : RK_ERR_MEMORY;
    for (size_t i = 0; status == RK_OK && i < reading->n_municipalities; i++) {
        size_t p = prefecture_of(reading, i);
        double people = reading->population[i] >= 0 ? reading->population[i] + 1 : 1;
        latitude[p] += people * reading->latitude[i];
        longitude[p] += people * reading->longitude[i];
        weight[p] += people;
    }
    for (size_t p = 0; status == RK_OK && p < n; p++) {
        latitude[p] /= weight[p] > 0 ? weight[p] : 1;
        longitude[p] /= weight[p] > 0 ? weight[p] : 1;
    }
    if (status == RK_OK) {
        link_prefectures(reading, all, &own);
        status = rk_map_lay_out(n, latitude, longitude, own.n, (const size_t(*)[2])own.items, map->prefecture_tiles);
    }
    free(own.items);
    free(latitude);
    return status;
}

/* ---- All of it ---- */

rk_status rk_map_of(const rk_reading *reading, rk_map *map)
{
    pairs all = {0};
    *map = (rk_map){0};
    map->tiles = calloc(reading->n_municipalities, sizeof *map->tiles);
    map->prefecture_tiles = calloc(reading->n_prefectures, sizeof *map->prefecture_tiles);
    rk_status status = map->tiles != NULL && map->prefecture_tiles != NULL ? RK_OK : RK_ERR_MEMORY;
    if (status == RK_OK) {
        status = read_neighbours(reading, &all);
    }
    if (status == RK_OK) {
        status = lay_out_municipalities(reading, &all, map);
    }
    if (status == RK_OK) {
        status = lay_out_prefectures(reading, &all, map);
    }
    free(all.items);
    if (status == RK_OK && !map->by_prefecture) {
        status = rk_boundary_draw(reading->n_municipalities, reading->municipality, map);
    }
    if (status != RK_OK) {
        rk_map_free(map);
    }
    return status;
}

void rk_map_free(rk_map *map)
{
    for (size_t i = 0; i < map->n_rings; i++) {
        free((void *)(uintptr_t)map->rings[i].points);
    }
    free(map->tiles);
    free(map->prefecture_tiles);
    free(map->topology);
    free(map->date);
    free(map->credit_ja);
    free(map->credit_en);
    free(map->rings);
    free(map->labels);
    *map = (rk_map){0};
}
