/* Boundaries of the whole nation, where there are some to test with. */
#include "unit/map/importing.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char real_file[] = RK_SOURCE_DIR "/../shared/data/municipalities.topo.json";

static bool cross(const double *a, const double *b, const double *c, const double *d)
{
    double ab_c = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);
    double ab_d = (b[0] - a[0]) * (d[1] - a[1]) - (d[0] - a[0]) * (b[1] - a[1]);
    double cd_a = (d[0] - c[0]) * (a[1] - c[1]) - (a[0] - c[0]) * (d[1] - c[1]);
    double cd_b = (d[0] - c[0]) * (b[1] - c[1]) - (b[0] - c[0]) * (d[1] - c[1]);
    return ab_c * ab_d < -1e-9 && cd_a * cd_b < -1e-9;
}

/* Every line against every other. */
static size_t count_crossings(const rk_map *map)
{
    static const double *lines[100000][2];
    size_t n = 0, count = 0;
    for (size_t r = 0; r < map->n_rings; r++) {
        for (size_t i = 0; i < map->rings[r].n_points; i++) {
            lines[n][0] = map->rings[r].points[i];
            lines[n][1] = map->rings[r].points[(i + 1) % map->rings[r].n_points];
            n++;
        }
    }
    for (size_t i = 0; i < n; i++) {
        double right = fmax(lines[i][0][0], lines[i][1][0]), left = fmin(lines[i][0][0], lines[i][1][0]);
        for (size_t j = 0; j < i; j++) {
            bool apart =
                (lines[j][0][0] > right && lines[j][1][0] > right) || (lines[j][0][0] < left && lines[j][1][0] < left);
            count += !apart && cross(lines[i][0], lines[i][1], lines[j][0], lines[j][1]);
        }
    }
    return count;
}

static void every_municipality_of_the_nation_is_drawn(void **unused)
{
    (void)unused;
    if (access(real_file, R_OK) != 0) {
        print_message("no boundaries of the nation to test with: %s\n", real_file);
        skip();
    }
    size_t crossings[ATLAS_PREFECTURES + 1];
    assert_int_equal(import_file(real_file, "2021-01-01"), RK_OK);
    assert_int_equal(summary.n_municipalities, ATLAS_PLACES);
    print_message("prefecture  places  rings     km x km  topology bytes  area  crossings\n");
    for (int prefecture = 1; prefecture <= ATLAS_PREFECTURES; prefecture++) {
        rk_map map = draw_prefecture(prefecture);
        double published = 0, drawn = 0;
        assert_non_null(map.topology);
        for (size_t i = 0; i < places.n; i++) {
            double area = place_area(&map, i);
            assert_true(area > 0);
            for (size_t j = 0; j < places.n; j++) {
                assert_true(is_inside(&map, j, map.labels[i]) == (i == j));
            }
            published += places.area_km2[i];
            drawn += area;
        }
        crossings[prefecture] = count_crossings(&map);
        print_message("%10d  %6zu  %5zu  %4.0f x %4.0f  %14zu  %4.1f %%  %zu\n", prefecture, places.n, map.n_rings,
                      map.width, map.height, strlen(map.topology), 100 * drawn / published, crossings[prefecture]);
        assert_true(strlen(map.topology) < 900 * places.n + 15000);
        assert_true(fabs(drawn / published - 1) < 0.02);
        free_map(&map);
    }
    detail_km2 = 0.001; /* lines that cross must do so before anything is smoothed away */
    assert_int_equal(import_file(real_file, "2021-01-01"), RK_OK);
    detail_km2 = 0;
    for (int prefecture = 1; prefecture <= ATLAS_PREFECTURES; prefecture++) {
        if (crossings[prefecture] > 0) {
            rk_map map = draw_prefecture(prefecture);
            assert_true(crossings[prefecture] <= count_crossings(&map));
            free_map(&map);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_municipality_of_the_nation_is_drawn),
    };
    return cmocka_run_group_tests(tests, importing_begin, importing_end);
}
