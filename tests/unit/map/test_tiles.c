/* The tile layout: every place on a tile of its own, neighbours together, for all 47 prefectures and awkward sets. */
#include "unit/map/atlas.h"

#include <renkei/map.h>

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static atlas places;
static rk_map_tile tiles[ATLAS_PLACES], again[ATLAS_PLACES];

static void lay_out(const atlas *a)
{
    assert_int_equal(rk_map_lay_out(a->n, a->latitude, a->longitude, a->n_pairs, (const size_t(*)[2])a->pairs, tiles),
                     RK_OK);
}

static void assert_nobody_shares(size_t n)
{
    bool top = false, left = false;
    for (size_t i = 0; i < n; i++) {
        assert_true(tiles[i].row >= 0 && tiles[i].column >= 0);
        top = top || tiles[i].row == 0;
        left = left || tiles[i].column == 0;
        for (size_t j = 0; j < i; j++) {
            assert_false(tiles[i].row == tiles[j].row && tiles[i].column == tiles[j].column);
        }
    }
    assert_true(top && left);
}

typedef struct {
    int rows, columns;
    double distance, touch, order; /* means over neighbours; order: over pairs clearly north or west of another */
} measures;

static measures measure(const atlas *a)
{
    measures m = {0};
    size_t right = 0, compared = 0;
    for (size_t i = 0; i < a->n; i++) {
        m.rows = tiles[i].row >= m.rows ? tiles[i].row + 1 : m.rows;
        m.columns = tiles[i].column >= m.columns ? tiles[i].column + 1 : m.columns;
        for (size_t j = 0; j < i; j++) {
            double north = a->latitude[i] - a->latitude[j], east = a->longitude[i] - a->longitude[j];
            if (fabs(north) > 0.2) {
                compared++;
                right += (north > 0) == (tiles[i].row < tiles[j].row) && tiles[i].row != tiles[j].row;
            }
            if (fabs(east) > 0.2) {
                compared++;
                right += (east > 0) == (tiles[i].column > tiles[j].column) && tiles[i].column != tiles[j].column;
            }
        }
    }
    for (size_t k = 0; k < a->n_pairs; k++) {
        int rows = abs(tiles[a->pairs[k][0]].row - tiles[a->pairs[k][1]].row);
        int columns = abs(tiles[a->pairs[k][0]].column - tiles[a->pairs[k][1]].column);
        m.distance += hypot(rows, columns) / (double)a->n_pairs;
        m.touch += (rows <= 1 && columns <= 1) / (double)a->n_pairs;
    }
    m.order = compared > 0 ? (double)right / (double)compared : 1;
    return m;
}

static void every_prefecture_keeps_its_neighbours_together(void **unused)
{
    (void)unused;
    double distance = 0, touch = 0;
    size_t pairs = 0;
    print_message("prefecture  places  rows  columns  neighbours' distance  touching  in order       ms\n");
    for (int prefecture = 1; prefecture <= ATLAS_PREFECTURES; prefecture++) {
        atlas_read(&places, prefecture);
        clock_t start = clock();
        lay_out(&places);
        double ms = 1000.0 * (double)(clock() - start) / CLOCKS_PER_SEC;
        assert_nobody_shares(places.n);
        measures m = measure(&places);
        assert_true(m.distance < 1.5 && m.touch > 0.7 && m.order > 0.92);
        assert_true((size_t)(m.rows * m.columns) <= 8 * places.n);
        print_message("%10d  %6zu  %4d  %7d  %20.2f  %6.0f %%  %6.0f %%  %7.1f\n", prefecture, places.n, m.rows,
                      m.columns, m.distance, 100 * m.touch, 100 * m.order, ms);
        distance += m.distance * (double)places.n_pairs;
        touch += m.touch * (double)places.n_pairs;
        pairs += places.n_pairs;
    }
    print_message("all         %6d  mean distance of neighbours %.3f tiles, %.1f %% touch\n", ATLAS_PLACES,
                  distance / (double)pairs, 100 * touch / (double)pairs);
}

/* Japan by where its prefectures' offices are on average. */
static void the_nation_has_a_tile_for_each_prefecture(void **unused)
{
    (void)unused;
    static atlas nation;
    double latitude[ATLAS_PREFECTURES] = {0}, longitude[ATLAS_PREFECTURES] = {0}, n[ATLAS_PREFECTURES] = {0};
    static size_t links[ATLAS_PAIRS][2];
    size_t n_links = 0;
    atlas_read(&nation, 0);
    for (size_t i = 0; i < nation.n; i++) {
        int p = nation.code[i] / 1000 - 1;
        n[p]++;
        latitude[p] += (nation.latitude[i] - latitude[p]) / n[p];
        longitude[p] += (nation.longitude[i] - longitude[p]) / n[p];
    }
    for (size_t k = 0; k < nation.n_pairs; k++) {
        size_t a = (size_t)nation.code[nation.pairs[k][0]] / 1000 - 1,
               b = (size_t)nation.code[nation.pairs[k][1]] / 1000 - 1;
        if (a != b) {
            links[n_links][0] = a;
            links[n_links][1] = b;
            n_links++;
        }
    }
    assert_int_equal(rk_map_lay_out(ATLAS_PREFECTURES, latitude, longitude, n_links, (const size_t(*)[2])links, tiles),
                     RK_OK);
    assert_nobody_shares(ATLAS_PREFECTURES);
    int hokkaido = 0, tokyo = 12, osaka = 26, kochi = 38, okinawa = 46;
    for (int p = 1; p < ATLAS_PREFECTURES; p++) {
        assert_true(tiles[hokkaido].row < tiles[p].row);
        assert_true(p == okinawa || tiles[okinawa].row > tiles[p].row);
    }
    assert_true(tiles[tokyo].column > tiles[osaka].column && tiles[osaka].column > tiles[kochi].column);
    assert_true(tiles[okinawa].column < tiles[kochi].column);
}

static void the_same_input_gives_the_same_tiles(void **unused)
{
    (void)unused;
    atlas_read(&places, 34);
    lay_out(&places);
    memcpy(again, tiles, sizeof again);
    lay_out(&places);
    assert_memory_equal(again, tiles, places.n * sizeof *tiles);
}

/* No library's last bit, and no move of the whole prefecture, may change a tile. */
static void a_hair_more_moves_no_tile(void **unused)
{
    (void)unused;
    atlas_read(&places, 20);
    lay_out(&places);
    memcpy(again, tiles, sizeof again);
    for (size_t i = 0; i < places.n; i++) {
        places.latitude[i] = nextafter(places.latitude[i], 90);
        places.longitude[i] = nextafter(places.longitude[i], 0);
    }
    lay_out(&places);
    assert_memory_equal(again, tiles, places.n * sizeof *tiles);
}

static void without_neighbours_those_near_are_together(void **unused)
{
    (void)unused;
    for (int prefecture = 1; prefecture <= ATLAS_PREFECTURES; prefecture++) {
        atlas_read(&places, prefecture);
        size_t n_pairs = places.n_pairs;
        places.n_pairs = 0;
        lay_out(&places);
        assert_nobody_shares(places.n);
        places.n_pairs = n_pairs;
        assert_true(measure(&places).distance < 2.2);
    }
}

static void few_places_and_places_on_one_spot_have_tiles(void **unused)
{
    (void)unused;
    static const double here[40] = {0}, apart[2] = {33.0, 24.0}, east[2] = {131.0, 142.0};
    assert_int_equal(rk_map_lay_out(0, here, here, 0, NULL, tiles), RK_OK);
    for (size_t n = 1; n <= 40; n++) {
        assert_int_equal(rk_map_lay_out(n, here, here, 0, NULL, tiles), RK_OK);
        assert_nobody_shares(n);
    }
    assert_int_equal(rk_map_lay_out(2, apart, east, 0, NULL, tiles), RK_OK);
    assert_nobody_shares(2);
    assert_true(tiles[0].row <= tiles[1].row && tiles[0].column < tiles[1].column);
    assert_true(tiles[1].row <= 2 && tiles[1].column <= 2);
}

/* 鹿児島, 沖縄 and 東京 have islands hundreds of km off. */
static void far_islands_come_near(void **unused)
{
    (void)unused;
    static const int far[] = {13, 46, 47};
    for (size_t i = 0; i < sizeof far / sizeof far[0]; i++) {
        atlas_read(&places, far[i]);
        lay_out(&places);
        measures m = measure(&places);
        assert_true((size_t)(m.rows * m.columns) <= 8 * places.n);
        assert_true(m.rows <= 22 && m.columns <= 22);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_prefecture_keeps_its_neighbours_together),
        cmocka_unit_test(the_nation_has_a_tile_for_each_prefecture),
        cmocka_unit_test(the_same_input_gives_the_same_tiles),
        cmocka_unit_test(a_hair_more_moves_no_tile),
        cmocka_unit_test(without_neighbours_those_near_are_together),
        cmocka_unit_test(few_places_and_places_on_one_spot_have_tiles),
        cmocka_unit_test(far_islands_come_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
