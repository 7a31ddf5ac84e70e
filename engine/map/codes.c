/* Codes of features against the table of municipalities. */
#include "map/outline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Municipalities of the Northern Territories, 色丹村 to 蘂取村: no DX staff to simulate. */
enum { NORTHERN_FIRST = 1695, NORTHERN_LAST = 1700 };

/* Codes of designated cities and their wards are below those of all other cities of a prefecture. */
enum { FIRST_CITY = 201, FIRST_WARDS = 101, IN_A_PREFECTURE = 1000 };

/* Area drawn against the published one: lakes and unsettled borders make up for some, a missing ward for more. */
static const double area_low = 0.5, area_high = 2.0;

/* The designated city that a ward's code follows, or n. */
static size_t city_of_ward(const rk_atlas *atlas, int code)
{
    size_t found = atlas->n_municipalities;
    if (code % IN_A_PREFECTURE < FIRST_WARDS || code % IN_A_PREFECTURE >= FIRST_CITY) {
        return found;
    }
    for (size_t i = 0; i < atlas->n_municipalities && atlas->municipalities[i].code < code; i++) {
        const rk_municipality *m = &atlas->municipalities[i];
        if (m->kind == RK_DESIGNATED_CITY && m->code / IN_A_PREFECTURE == code / IN_A_PREFECTURE) {
            found = i;
        }
    }
    return found;
}

static bool is_digits(const char *text, size_t n)
{
    return strlen(text) == n && strspn(text, "0123456789") == n;
}

rk_code_meaning rk_import_code(rk_import *import, long byte, const char *text, const char *name, size_t *place)
{
    const rk_atlas *atlas = &import->atlas;
    const char *field = import->options->code_field != NULL ? import->options->code_field : "N03_007";
    int code = atoi(text);
    bool six = is_digits(text, 6);
    if (six && code % 10 == rk_check_digit(code / 10)) {
        code /= 10;
    } else if (!is_digits(text, 5)) {
        const char *hint = is_digits(text, 4) ? "; the leading 0 is lost" : six ? "; the check digit is wrong" : "";
        rk_import_complain(import, byte, field, "\"%.40s\" is no code; expected text of 5 digits%s", text, hint);
        return RK_CODE_WRONG;
    }
    if (code % IN_A_PREFECTURE == 0) {
        import->summary->n_unassigned++;
        return RK_CODE_LEFT_OUT;
    }
    if (code >= NORTHERN_FIRST && code <= NORTHERN_LAST) {
        import->summary->n_northern++;
        return RK_CODE_LEFT_OUT;
    }
    *place = rk_atlas_find_code(atlas->municipalities, atlas->n_municipalities, code);
    if (*place == atlas->n_municipalities) {
        *place = city_of_ward(atlas, code);
        import->summary->n_wards += *place < atlas->n_municipalities;
    }
    if (*place == atlas->n_municipalities) {
        rk_import_complain(import, byte, field,
                           "%05d %s is no municipality of today; has it merged since the file was made?", code, name);
        return RK_CODE_WRONG;
    }
    return RK_CODE_PLACE;
}

/* ---- When all is read ---- */

static void check_missing(rk_import *import, const rk_prefecture *prefecture)
{
    const rk_atlas *atlas = &import->atlas;
    size_t end = prefecture->first + prefecture->n_municipalities, n_there = 0;
    for (size_t i = prefecture->first; i < end; i++) {
        n_there += import->n_parts[i] > 0;
    }
    for (size_t i = prefecture->first; n_there > 0 && i < end; i++) {
        if (import->n_parts[i] == 0) {
            rk_import_complain(import, -1, "", "%05d %s is missing; a file must have every municipality of %s",
                               atlas->municipalities[i].code, atlas->municipalities[i].name, prefecture->name);
        }
    }
    import->summary->n_prefectures += n_there > 0;
    import->summary->n_municipalities += n_there;
}

static void check_areas(rk_import *import)
{
    const rk_outlines *outlines = &import->outlines;
    double *area = rk_arena_alloc(import->reader.arena, import->atlas.n_municipalities, sizeof *area);
    for (size_t r = 0; r < outlines->n_rings; r++) {
        const rk_ring *ring = &outlines->rings[r];
        double own = fabs(rk_ring_area(outlines->points + ring->first, ring->n));
        area[ring->place] += ring->hole ? -own : own;
    }
    for (size_t i = 0; i < import->atlas.n_municipalities; i++) {
        const rk_municipality *m = &import->atlas.municipalities[i];
        if (import->n_parts[i] > 0 && !(area[i] >= area_low * m->area_km2 && area[i] <= area_high * m->area_km2)) {
            rk_import_complain(import, -1, "",
                               "%05d %s has %.2f km2, but should have about %.2f: is a part missing, or "
                               "the code that of another?",
                               m->code, m->name, area[i], m->area_km2);
        }
    }
}

typedef struct {
    int64_t sum_x, sum_y;
    size_t n, ring;
} mark;

static int by_mark(const void *a, const void *b)
{
    const mark *x = a, *y = b;
    if (x->n != y->n) {
        return x->n < y->n ? -1 : 1;
    }
    if (x->sum_x != y->sum_x) {
        return x->sum_x < y->sum_x ? -1 : 1;
    }
    if (x->sum_y != y->sum_y) {
        return x->sum_y < y->sum_y ? -1 : 1;
    }
    return x->ring < y->ring ? -1 : x->ring > y->ring;
}

/* Two outer rings with as many points and the same sums of both coordinates are the same polygon, wherever each begins.
 */
static void check_twice(rk_import *import)
{
    const rk_outlines *outlines = &import->outlines;
    mark *marks = rk_arena_alloc(import->reader.arena, outlines->n_rings + 1, sizeof *marks);
    size_t n = 0;
    for (size_t r = 0; r < outlines->n_rings; r++) {
        const rk_ring *ring = &outlines->rings[r];
        if (!ring->hole) {
            marks[n] = (mark){.n = ring->n, .ring = r};
            for (size_t i = ring->first; i < ring->first + ring->n; i++) {
                marks[n].sum_x += outlines->points[i].x;
                marks[n].sum_y += outlines->points[i].y;
            }
            n++;
        }
    }
    qsort(marks, n, sizeof *marks, by_mark);
    for (size_t k = 1; k < n; k++) {
        mark a = marks[k - 1], b = marks[k];
        if (a.n == b.n && a.sum_x == b.sum_x && a.sum_y == b.sum_y) {
            const rk_municipality *all = import->atlas.municipalities;
            rk_import_complain(import, -1, "", "the same polygon is there twice: in %05d %s and in %05d %s",
                               all[outlines->rings[a.ring].place].code, all[outlines->rings[a.ring].place].name,
                               all[outlines->rings[b.ring].place].code, all[outlines->rings[b.ring].place].name);
        }
    }
}

void rk_import_check(rk_import *import)
{
    for (size_t p = 0; p < import->atlas.n_prefectures; p++) {
        check_missing(import, &import->atlas.prefectures[p]);
    }
    check_twice(import);
    if (rk_mistakes_count(import->reader.mistakes) == 0) {
        check_areas(import);
        if (import->summary->n_prefectures == 0) {
            rk_import_complain(import, -1, "", "there is no municipality in it");
        }
    }
}
