#include "unit/map/importing.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

char importing_folder[] = "/tmp/renkei-boundary-XXXXXX";
char said[65536];
rk_boundary_summary summary;
atlas places;

int importing_begin(void **unused)
{
    (void)unused;
    assert_non_null(mkdtemp(importing_folder));
    assert_int_equal(setenv("XDG_DATA_HOME", importing_folder, 1), 0);
    return setenv("RENKEI_DATA", RK_SOURCE_DIR "/scenarios", 1);
}

int importing_end(void **unused)
{
    char command[128];
    (void)unused;
    (void)snprintf(command, sizeof command, "rm -rf '%s'", importing_folder);
    return system(command);
}

double detail_km2;

rk_status import_file(const char *path, const char *date)
{
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_boundary_options options = {.path = path, .date = date, .detail_km2 = detail_km2};
    rk_status status = rk_boundary_import(&options, mistakes, &summary);
    memset(said, 0, sizeof said);
    FILE *out = fmemopen(said, sizeof said - 1, "w");
    rk_mistakes_print(mistakes, out);
    fclose(out);
    rk_mistakes_free(mistakes);
    return status;
}

rk_map draw_prefecture(int prefecture)
{
    rk_map map;
    memset(&map, 0, sizeof map);
    atlas_read(&places, prefecture);
    assert_int_equal(rk_boundary_draw(places.n, places.code, &map), RK_OK);
    return map;
}

void free_map(rk_map *map)
{
    for (size_t i = 0; i < map->n_rings; i++) {
        free((void *)(uintptr_t)map->rings[i].points);
    }
    free(map->rings);
    free(map->labels);
    free(map->topology);
    free(map->date);
    free(map->credit_ja);
    free(map->credit_en);
}

static double area_of(const rk_map_ring *ring)
{
    double doubled = 0;
    for (size_t i = 0; i < ring->n_points; i++) {
        const double *a = ring->points[i], *b = ring->points[(i + 1) % ring->n_points];
        doubled += a[0] * b[1] - b[0] * a[1];
    }
    return doubled / 2; /* holes are negative: they run the other way */
}

double place_area(const rk_map *map, size_t place)
{
    double area = 0;
    for (size_t i = 0; i < map->n_rings; i++) {
        area += map->rings[i].municipality == place ? area_of(&map->rings[i]) : 0;
    }
    return area;
}

bool is_inside(const rk_map *map, size_t place, const double p[2])
{
    bool inside = false;
    for (size_t r = 0; r < map->n_rings; r++) {
        const rk_map_ring *ring = &map->rings[r];
        for (size_t i = 0; ring->municipality == place && i < ring->n_points; i++) {
            const double *a = ring->points[i], *b = ring->points[(i + 1) % ring->n_points];
            if ((a[1] > p[1]) != (b[1] > p[1]) && p[0] < a[0] + (p[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0])) {
                inside = !inside;
            }
        }
    }
    return inside;
}
