/* The user's data folder: where it is, what is in it. */
#include "map/stored.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { N_PREFECTURES = 47 };

const char *rk_boundary_folder(void)
{
    static char folder[RK_STORED_PATH_MAX];
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    int n = -1;
    if (data != NULL && data[0] == '/') { /* the rules of XDG: anything else does not count */
        n = snprintf(folder, sizeof folder, "%s/renkei/boundaries", data);
    } else if (home != NULL && home[0] != '\0') {
        n = snprintf(folder, sizeof folder, "%s/.local/share/renkei/boundaries", home);
    }
    return n > 0 && (size_t)n < sizeof folder ? folder : NULL;
}

bool rk_stored_path(int prefecture, const char *ending, char path[RK_STORED_PATH_MAX])
{
    const char *folder = rk_boundary_folder();
    int n = folder != NULL ? snprintf(path, RK_STORED_PATH_MAX, "%s/%02d.%s", folder, prefecture, ending) : -1;
    return n > 0 && n < RK_STORED_PATH_MAX;
}

/* ---- What can be drawn ---- */

static bool are_numbers(const json_t *pair)
{
    return json_array_size(pair) == 2 && json_is_integer(json_array_get(pair, 0)) &&
           json_is_integer(json_array_get(pair, 1));
}

static bool is_arc(const json_t *arc)
{
    json_int_t x = 0, y = 0;
    bool right = json_array_size(arc) > 0;
    for (size_t i = 0; right && i < json_array_size(arc); i++) {
        const json_t *pair = json_array_get(arc, i);
        right = are_numbers(pair);
        json_int_t east = json_integer_value(json_array_get(pair, 0)),
                   north = json_integer_value(json_array_get(pair, 1));
        right = right && llabs(east) < RK_POINT_UNITS * 10 && llabs(north) < RK_POINT_UNITS * 10;
        x += right ? east : 0;
        y += right ? north : 0;
        right = right && x >= 1200000 && x <= 1560000 && y >= 200000 && y <= 465000;
    }
    return right;
}

static bool are_rings(const json_t *rings, size_t n_arcs)
{
    bool right = json_array_size(rings) > 0;
    for (size_t r = 0; right && r < json_array_size(rings); r++) {
        const json_t *ring = json_array_get(rings, r);
        right = json_array_size(ring) > 0;
        for (size_t i = 0; right && i < json_array_size(ring); i++) {
            json_int_t ref = json_integer_value(json_array_get(ring, i));
            right = json_is_integer(json_array_get(ring, i)) && (ref < 0 ? ~ref : ref) < (json_int_t)n_arcs;
        }
    }
    return right;
}

static bool is_geometry(const json_t *geometry, size_t n_arcs)
{
    const json_t *polygons = json_object_get(geometry, "arcs");
    bool right = json_is_string(json_object_get(geometry, "id")) && json_array_size(polygons) > 0;
    for (size_t i = 0; right && i < json_array_size(polygons); i++) {
        right = are_rings(json_array_get(polygons, i), n_arcs);
    }
    return right;
}

static bool is_right(const json_t *stored)
{
    const json_t *arcs = json_object_get(stored, "arcs");
    const json_t *list =
        json_object_get(json_object_get(json_object_get(stored, "objects"), "municipalities"), "geometries");
    const json_t *version = json_object_get(json_object_get(stored, "renkei"), "format");
    bool right =
        json_integer_value(version) == RK_STORED_VERSION && json_array_size(arcs) > 0 && json_array_size(list) > 0;
    for (size_t i = 0; right && i < json_array_size(arcs); i++) {
        right = is_arc(json_array_get(arcs, i));
    }
    for (size_t i = 0; right && i < json_array_size(list); i++) {
        right = is_geometry(json_array_get(list, i), json_array_size(arcs));
    }
    return right;
}

json_t *rk_stored_load(int prefecture)
{
    char path[RK_STORED_PATH_MAX];
    json_t *stored =
        rk_stored_path(prefecture, "topojson", path) ? json_load_file(path, JSON_REJECT_DUPLICATES, NULL) : NULL;
    if (stored != NULL && !is_right(stored)) {
        json_decref(stored);
        stored = NULL;
    }
    return stored;
}

const char *rk_stored_about(const json_t *stored, const char *key)
{
    const char *text = json_string_value(json_object_get(json_object_get(stored, "renkei"), key));
    return text != NULL ? text : "";
}

/* ---- List and remove ---- */

static size_t file_size(int prefecture)
{
    char path[RK_STORED_PATH_MAX];
    struct stat about;
    return rk_stored_path(prefecture, "topojson", path) && stat(path, &about) == 0 ? (size_t)about.st_size : 0;
}

rk_status rk_boundary_list_read(rk_boundary_list *list)
{
    rk_status status = RK_OK;
    list->n = 0;
    list->entries = calloc(N_PREFECTURES, sizeof *list->entries);
    for (int p = 1; list->entries != NULL && p <= N_PREFECTURES; p++) {
        json_t *stored = rk_stored_load(p);
        if (stored == NULL) {
            continue;
        }
        const json_t *places = json_object_get(json_object_get(stored, "objects"), "municipalities");
        rk_boundary_entry *entry = &list->entries[list->n++];
        *entry = (rk_boundary_entry){.prefecture = p,
                                     .n_municipalities = json_array_size(json_object_get(places, "geometries")),
                                     .n_bytes = file_size(p),
                                     .date = strdup(rk_stored_about(stored, "date")),
                                     .credit = strdup(rk_stored_about(stored, "credit_ja")),
                                     .source = strdup(rk_stored_about(stored, "source"))};
        bool made = entry->date != NULL && entry->credit != NULL && entry->source != NULL;
        status = made ? status : RK_ERR_MEMORY;
        json_decref(stored);
    }
    return list->entries == NULL ? RK_ERR_MEMORY : status;
}

void rk_boundary_list_free(rk_boundary_list *list)
{
    for (size_t i = 0; list->entries != NULL && i < list->n; i++) {
        free(list->entries[i].date);
        free(list->entries[i].credit);
        free(list->entries[i].source);
    }
    free(list->entries);
    *list = (rk_boundary_list){0};
}

rk_status rk_boundary_remove(int prefecture)
{
    char path[RK_STORED_PATH_MAX];
    if (rk_stored_path(prefecture, "topojson", path) && unlink(path) == 0) {
        return RK_OK;
    }
    rk_boundary_fail("%s: %m", path);
    return errno == ENOENT ? RK_ERR_OPTIONS : RK_ERR_BOUNDARY;
}
