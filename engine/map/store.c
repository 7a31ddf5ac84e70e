/* Writing the files of an import: all of them under other names first, then each takes its own. */
#include "map/stored.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char usual_ja[] = "「国土数値情報（行政区域データ）」（国土交通省）を加工して作成";
static const char usual_en[] = "Made from National Land Numerical Information (administrative areas), MLIT, Japan";

/* One prefecture's part of an import. */
typedef struct {
    rk_import *import;
    const rk_arcs *arcs;
    const rk_prefecture *prefecture;
    int32_t *number; /* [n_arcs] of the arc in the file, -1: not in it */
    rk_point *scratch;
    json_t *out_arcs;
    bool failed;
} writing;

static void add(writing *w, json_t *list, json_t *value)
{
    w->failed = json_array_append_new(list, value) != 0 || w->failed;
}

static json_t *arc_json(writing *w, size_t arc)
{
    size_t n = rk_arc_kept(w->arcs, arc, w->scratch);
    json_t *out = json_array();
    rk_point last = {0, 0};
    for (size_t i = 0; i < n; i++) {
        add(w, out, json_pack("[ii]", w->scratch[i].x - last.x, w->scratch[i].y - last.y));
        last = w->scratch[i];
    }
    w->import->summary->n_points_kept += n;
    return out;
}

static json_t *ring_json(writing *w, size_t ring)
{
    json_t *out = json_array();
    for (size_t k = w->arcs->ring_refs[ring]; k < w->arcs->ring_refs[ring + 1]; k++) {
        int32_t ref = w->arcs->refs[k];
        size_t arc = (size_t)(ref < 0 ? ~ref : ref);
        if (w->number[arc] < 0) {
            w->number[arc] = (int32_t)json_array_size(w->out_arcs);
            add(w, w->out_arcs, arc_json(w, arc));
        }
        add(w, out, json_integer(ref < 0 ? ~w->number[arc] : w->number[arc]));
    }
    return out;
}

/* Polygons of a municipality; a hole follows its outer ring. */
static json_t *place_json(writing *w, size_t place, const size_t rings[], size_t n_rings)
{
    char id[16];
    json_t *polygons = json_array(), *polygon = NULL;
    size_t outer = 0; /* number of the polygon whose holes may follow */
    for (size_t i = 0; i < n_rings; i++) {
        const rk_ring *ring = &w->import->outlines.rings[rings[i]];
        if (!ring->hole) {
            polygon = json_array();
            add(w, polygons, polygon);
            outer = ring->polygon;
        }
        if (polygon != NULL && ring->polygon == outer) {
            add(w, polygon, ring_json(w, rings[i]));
        }
    }
    (void)snprintf(id, sizeof id, "%05d", w->import->atlas.municipalities[place].code);
    return json_pack("{ss ss so}", "type", "MultiPolygon", "id", id, "arcs", polygons);
}

static int by_place(const void *a, const void *b, void *context)
{
    const rk_ring *rings = context;
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    if (rings[x].place != rings[y].place) {
        return rings[x].place < rings[y].place ? -1 : 1;
    }
    return x < y ? -1 : x > y;
}

static json_t *geometries_json(writing *w, const size_t order[], size_t n)
{
    const rk_ring *rings = w->import->outlines.rings;
    size_t first = w->prefecture->first, end = first + w->prefecture->n_municipalities;
    json_t *out = json_array();
    for (size_t i = 0; i < n;) {
        size_t place = rings[order[i]].place, next = i;
        while (next < n && rings[order[next]].place == place) {
            next++;
        }
        if (place >= first && place < end) {
            add(w, out, place_json(w, place, order + i, next - i));
        }
        i = next;
    }
    return out;
}

static json_t *file_json(writing *w, const char *date, const size_t order[], size_t n)
{
    const rk_boundary_options *o = w->import->options;
    const char *name = strrchr(o->path, '/');
    double scale = (double)RK_POINT_COARSE / RK_POINT_UNITS;
    w->out_arcs = json_array();
    json_t *geometries = geometries_json(w, order, n);
    return json_pack("{ss s{si si ss ss ss ss} s{s[ff] s[ii]} so s{s{ss so}}}", "type", "Topology", "renkei", "format",
                     RK_STORED_VERSION, "prefecture", w->prefecture->code, "date", date, "credit_ja",
                     o->credit != NULL ? o->credit : usual_ja, "credit_en", o->credit != NULL ? o->credit : usual_en,
                     "source", name != NULL ? name + 1 : o->path, "transform", "scale", scale, scale, "translate", 0, 0,
                     "arcs", w->out_arcs, "objects", "municipalities", "type", "GeometryCollection", "geometries",
                     geometries);
}

static bool write_text(const char *path, const char *text)
{
    size_t n = strlen(text);
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    bool written = file >= 0;
    while (written && n > 0) {
        ssize_t some = write(file, text, n);
        written = some > 0;
        text += written ? some : 0;
        n -= written ? (size_t)some : 0;
    }
    written = written && fsync(file) == 0;
    int reason = errno;
    written = (file < 0 || close(file) == 0) && written;
    errno = reason;
    if (!written) {
        rk_boundary_fail("%s: %m", path);
    }
    return written;
}

static bool make_folder(void)
{
    char path[RK_STORED_PATH_MAX];
    const char *folder = rk_boundary_folder();
    if (folder == NULL) {
        rk_boundary_fail("neither XDG_DATA_HOME nor HOME is set, so there is no place for boundaries");
        return false;
    }
    (void)snprintf(path, sizeof path, "%s", folder);
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void)mkdir(path, 0777);
        *slash = '/';
    }
    if (mkdir(path, 0777) != 0 && errno != EEXIST) {
        rk_boundary_fail("%s: %m", path);
        return false;
    }
    return true;
}

static rk_status write_prefecture(writing *w, const char *date, const size_t order[], size_t n)
{
    char path[RK_STORED_PATH_MAX];
    rk_status status = RK_ERR_MEMORY;
    for (size_t i = 0; i < w->arcs->n_arcs; i++) {
        w->number[i] = -1;
    }
    json_t *json = file_json(w, date, order, n);
    char *text = json != NULL && !w->failed ? json_dumps(json, JSON_COMPACT | JSON_REAL_PRECISION(6)) : NULL;
    if (text != NULL) {
        w->import->summary->n_bytes += strlen(text);
        bool written = rk_stored_path(w->prefecture->code, "part", path) && write_text(path, text);
        status = written ? RK_OK : RK_ERR_BOUNDARY;
    }
    free(text);
    json_decref(json);
    return status;
}

static bool has_rings(const rk_import *import, const rk_prefecture *prefecture)
{
    return import->n_parts[prefecture->first] > 0;
}

/* Parts become files, or go. */
static rk_status settle(const rk_import *import, rk_status status)
{
    char part[RK_STORED_PATH_MAX], path[RK_STORED_PATH_MAX];
    for (size_t p = 0; p < import->atlas.n_prefectures; p++) {
        int code = import->atlas.prefectures[p].code;
        if (!has_rings(import, &import->atlas.prefectures[p]) || !rk_stored_path(code, "part", part) ||
            !rk_stored_path(code, "topojson", path)) {
            continue;
        }
        if (status == RK_OK && rename(part, path) != 0) {
            rk_boundary_fail("%s: %m", path);
            status = RK_ERR_BOUNDARY;
        }
        if (status != RK_OK) {
            (void)unlink(part);
        }
    }
    return status;
}

static size_t kept_rings(rk_import *import, size_t order[])
{
    size_t n = 0;
    for (size_t r = 0; r < import->outlines.n_rings; r++) {
        if (!import->outlines.rings[r].dropped) {
            order[n++] = r;
        }
    }
    qsort_r(order, n, sizeof *order, by_place, import->outlines.rings);
    return n;
}

rk_status rk_boundary_store(rk_import *import, const rk_arcs *arcs, const char *date)
{
    size_t longest = 1;
    for (size_t i = 0; i < arcs->n_arcs; i++) {
        longest = arcs->arcs[i].n > longest ? arcs->arcs[i].n : longest;
    }
    writing w = {.import = import, .arcs = arcs};
    w.number = malloc((arcs->n_arcs + 1) * sizeof *w.number);
    w.scratch = malloc(longest * sizeof *w.scratch);
    size_t *order = malloc((import->outlines.n_rings + 1) * sizeof *order);
    rk_status status = w.number != NULL && w.scratch != NULL && order != NULL ? RK_OK : RK_ERR_MEMORY;
    if (status == RK_OK && !make_folder()) {
        status = RK_ERR_BOUNDARY;
    }
    size_t n = status == RK_OK ? kept_rings(import, order) : 0;
    for (size_t p = 0; status == RK_OK && p < import->atlas.n_prefectures; p++) {
        w.prefecture = &import->atlas.prefectures[p];
        if (has_rings(import, w.prefecture)) {
            status = write_prefecture(&w, date, order, n);
        }
    }
    status = settle(import, status);
    free(w.number);
    free(w.scratch);
    free(order);
    return status;
}
