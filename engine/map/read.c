/* Reading GeoJSON, feature by feature, and TopoJSON, whole: features become outlines. */
#include "map/read.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { TOPOLOGY_MAX = 100000000 }; /* bytes; jansson takes about 20 times as much */

/* ---- The file as a stream of JSON values ---- */

static int next_char(FILE *file)
{
    int c = getc(file);
    while (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        c = getc(file);
    }
    return c;
}

static int peek_char(FILE *file)
{
    return ungetc(next_char(file), file);
}

static void say_json_error(rk_import *import, FILE *file, long start, const json_error_t *error)
{
    bool utf8 = json_error_code(error) == json_error_invalid_utf8;
    if (feof(file)) {
        rk_import_complain(import, ftell(file), "", "the file ends in the middle: it is cut off");
    } else if (utf8) {
        rk_import_complain(import, start + error->position, "", "this is not UTF-8; save the file as UTF-8");
    } else {
        rk_import_complain(import, start + error->position, "", "this is no JSON: %s", error->text);
    }
}

/* The next value; NULL after a mistake. A number or a word would make jansson read on, so those are passed over. */
static json_t *next_value(rk_import *import, FILE *file, bool *passed)
{
    json_error_t error;
    int c = peek_char(file);
    *passed = c == '-' || (c >= '0' && c <= '9') || c == 't' || c == 'f' || c == 'n';
    if (*passed) {
        while ((c = getc(file)) != EOF && c != ',' && c != '}' && c != ']') {
        }
        (void)ungetc(c, file);
        return NULL;
    }
    long start = ftell(file);
    json_t *value = json_loadf(file, JSON_DECODE_ANY | JSON_DISABLE_EOF_CHECK, &error);
    if (value == NULL) {
        say_json_error(import, file, start, &error);
    }
    return value;
}

static bool expect(rk_import *import, FILE *file, int wanted, const char *after)
{
    int c = next_char(file);
    if (c == wanted) {
        return true;
    }
    if (c == EOF) {
        rk_import_complain(import, ftell(file), "", "the file ends in the middle: it is cut off");
    } else {
        rk_import_complain(import, ftell(file) - 1, "", "this is no JSON: expected '%c' after %s", wanted, after);
    }
    return false;
}

/* After an element of a list or an object: true where another follows. */
static bool goes_on(rk_import *import, FILE *file, int end, bool *failed)
{
    int c = next_char(file);
    if (c != ',' && c != end) {
        (void)ungetc(c, file);
        *failed = !expect(import, file, end, "a value");
        return false;
    }
    return c == ',';
}

static bool read_features(rk_import *import, FILE *file)
{
    bool failed = !expect(import, file, '[', "\"features\":");
    if (failed || peek_char(file) == ']') {
        return !failed && expect(import, file, ']', "a value");
    }
    do {
        bool passed;
        (void)peek_char(file);
        long start = ftell(file);
        json_t *feature = next_value(import, file, &passed);
        failed = feature == NULL;
        if (passed) {
            rk_import_complain(import, start, "features", "expected a feature");
        } else if (!failed) {
            rk_read_feature(import, start, feature);
        }
        json_decref(feature);
    } while (!failed && import->status == RK_OK && goes_on(import, file, ']', &failed));
    return !failed;
}

/* The members of the file's one object; features are read on the way, the others kept where a topology needs them. */
static bool read_members(rk_import *import, FILE *file, json_t *kept, bool *features)
{
    bool failed = false;
    do {
        bool passed;
        json_t *key = peek_char(file) == '"' ? next_value(import, file, &passed) : NULL;
        failed = key == NULL ? !expect(import, file, '"', "'{' or ','") || true : !expect(import, file, ':', "a key");
        if (!failed && strcmp(json_string_value(key), "features") == 0) {
            *features = true;
            failed = !read_features(import, file);
        } else if (!failed) {
            json_t *value = next_value(import, file, &passed);
            failed = value == NULL && !passed;
            if (value != NULL && json_object_set_new(kept, json_string_value(key), value) != 0) {
                import->status = RK_ERR_MEMORY;
            }
        }
        json_decref(key);
    } while (!failed && import->status == RK_OK && goes_on(import, file, '}', &failed));
    return !failed;
}

static void skip_mark(FILE *file)
{
    static const unsigned char mark[] = {0xEF, 0xBB, 0xBF};
    unsigned char begin[sizeof mark];
    if (fread(begin, 1, sizeof begin, file) != sizeof begin || memcmp(begin, mark, sizeof mark) != 0) {
        rewind(file);
    }
}

static bool is_small(FILE *file)
{
    struct stat about;
    return fstat(fileno(file), &about) == 0 && about.st_size <= TOPOLOGY_MAX;
}

static void read_object(rk_import *import, FILE *file)
{
    bool features = false;
    json_t *kept = json_object();
    int first = next_char(file);
    if (first != '{') {
        rk_import_complain(import, -1, "",
                           first == 'P' ? "this is a ZIP file: unpack it and import the .geojson that is in it"
                                        : "this is neither GeoJSON nor TopoJSON: it does not begin with '{'");
    } else if (read_members(import, file, kept, &features) && import->status == RK_OK) {
        const char *type = json_string_value(json_object_get(kept, "type"));
        if (next_char(file) != EOF) {
            rk_import_complain(import, ftell(file) - 1, "", "expected nothing after the last '}'");
        } else if (type != NULL && strcmp(type, "Topology") == 0) {
            if (is_small(file)) {
                rk_read_topology(import, kept);
            } else {
                rk_import_complain(import, -1, "", "a TopoJSON file may have 100 MB; import the GeoJSON instead");
            }
        } else if (!features) {
            rk_import_complain(import, -1, "", "expected a GeoJSON FeatureCollection or a TopoJSON Topology, not %s",
                               type != NULL ? type : "this");
        }
    }
    json_decref(kept);
}

void rk_import_read(rk_import *import)
{
    struct stat about;
    FILE *file = fopen(import->options->path, "rb");
    if (file == NULL || fstat(fileno(file), &about) != 0) {
        rk_import_complain(import, -1, "", "%s", strerror(errno));
    } else if (!S_ISREG(about.st_mode)) {
        rk_import_complain(import, -1, "", "this is no file");
    } else {
        skip_mark(file);
        read_object(import, file);
    }
    if (file != NULL) {
        fclose(file);
    }
}

/* ---- Features ---- */

static bool read_point(const json_t *position, rk_point *point)
{
    double x = json_number_value(json_array_get(position, 0)), y = json_number_value(json_array_get(position, 1));
    if (!(x >= 120 && x <= 156 && y >= 20 && y <= 46.5)) {
        return false;
    }
    point->x = (int32_t)lrint(x * RK_POINT_UNITS);
    point->y = (int32_t)lrint(y * RK_POINT_UNITS);
    return true;
}

rk_point *rk_import_scratch(rk_import *import, size_t n)
{
    if (n > import->scratch_room) {
        rk_point *grown = realloc(import->scratch, 2 * n * sizeof *grown);
        if (grown == NULL) {
            import->status = RK_ERR_MEMORY;
            return NULL;
        }
        import->scratch = grown;
        import->scratch_room = 2 * n;
    }
    return import->scratch;
}

bool rk_import_ring(rk_import *import, long byte, size_t place, bool hole, const rk_point points[], size_t n)
{
    if (n < 4 || points[0].x != points[n - 1].x || points[0].y != points[n - 1].y) {
        rk_import_complain(import, byte, "geometry", "a ring has %zu points; expected 4 or more, the last as the first",
                           n);
        return false;
    }
    import->summary->n_points_read += n - 1;
    if (!rk_outlines_add(&import->outlines, place, hole, points, n - 1)) {
        import->status = RK_ERR_MEMORY;
    }
    return import->status == RK_OK;
}

static bool read_ring(rk_import *import, long byte, size_t place, bool hole, const json_t *ring)
{
    size_t n = json_array_size(ring);
    rk_point *points = rk_import_scratch(import, n);
    for (size_t i = 0; points != NULL && i < n; i++) {
        if (!read_point(json_array_get(ring, i), &points[i])) {
            rk_import_complain(import, byte, "geometry",
                               "point %zu of a ring is not longitude 120..156 and latitude 20..46.5, in this order; "
                               "import the file in degrees (JGD2011 or WGS84)",
                               i + 1);
            return false;
        }
    }
    return points != NULL && rk_import_ring(import, byte, place, hole, points, n);
}

static bool read_polygon(rk_import *import, long byte, size_t place, const json_t *polygon)
{
    bool right = true;
    for (size_t i = 0; right && i < json_array_size(polygon); i++) {
        right = read_ring(import, byte, place, i > 0, json_array_get(polygon, i));
    }
    if (right && json_array_size(polygon) == 0) {
        rk_import_complain(import, byte, "geometry", "a polygon without a ring");
    }
    return right;
}

static void read_geometry(rk_import *import, long byte, size_t place, const json_t *geometry)
{
    const char *type = json_string_value(json_object_get(geometry, "type"));
    const json_t *coordinates = json_object_get(geometry, "coordinates");
    if (type != NULL && strcmp(type, "Polygon") == 0) {
        (void)read_polygon(import, byte, place, coordinates);
    } else if (type != NULL && strcmp(type, "MultiPolygon") == 0) {
        bool right = true;
        for (size_t i = 0; right && i < json_array_size(coordinates); i++) {
            right = read_polygon(import, byte, place, json_array_get(coordinates, i));
        }
        if (right && json_array_size(coordinates) == 0) {
            rk_import_complain(import, byte, "geometry", "a MultiPolygon without a polygon");
        }
    } else {
        rk_import_complain(import, byte, "geometry", "expected a Polygon or a MultiPolygon, not %s",
                           type != NULL ? type : "this");
    }
}

static void say_no_field(rk_import *import, long byte, const json_t *properties, const char *field)
{
    if (import->field_missing) {
        return;
    }
    rk_nearest nearest = rk_nearest_to(field);
    const char *key;
    json_t *value, *unused = json_deep_copy(properties);
    json_object_foreach(unused, key, value)
    {
        rk_nearest_offer(&nearest, key);
    }
    rk_import_complain(import, byte, field,
                       "a feature has no such property%s; --code-field names the one with the code",
                       rk_nearest_hint(import->reader.arena, &nearest));
    json_decref(unused);
    import->field_missing = true;
}

bool rk_read_code(rk_import *import, long byte, const json_t *feature, size_t *place)
{
    const char *field = import->options->code_field != NULL ? import->options->code_field : "N03_007";
    const char *name_field = import->options->name_field != NULL ? import->options->name_field : "N03_004";
    const json_t *properties = json_object_get(feature, "properties"), *code = json_object_get(properties, field);
    const char *name = json_string_value(json_object_get(properties, name_field));
    name = name != NULL ? name : "";
    if (code == NULL && json_is_string(json_object_get(feature, "id"))) {
        code = json_object_get(feature, "id");
    }
    if (strstr(name, "所属未定") != NULL) {
        import->summary->n_unassigned++;
    } else if (code == NULL) {
        say_no_field(import, byte, properties, field);
    } else if (json_is_number(code)) {
        rk_import_complain(import, byte, field,
                           "%.0f is a number; expected text of 5 digits, since the 0 of 01100 gets lost in a number",
                           json_number_value(code));
    } else if (!json_is_string(code)) {
        rk_import_complain(import, byte, field, "expected text of 5 digits");
    } else {
        return rk_import_code(import, byte, json_string_value(code), name, place) == RK_CODE_PLACE;
    }
    return false;
}

void rk_read_feature(rk_import *import, long byte, const json_t *feature)
{
    size_t place;
    if (!json_is_object(feature)) {
        rk_import_complain(import, byte, "features", "expected a feature");
    } else if (rk_read_code(import, byte, feature, &place)) {
        import->n_parts[place]++;
        read_geometry(import, byte, place, json_object_get(feature, "geometry"));
    }
}
