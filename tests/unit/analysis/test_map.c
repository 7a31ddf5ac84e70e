/* The map of results files: neighbours as the engine knows them, tiles for municipalities and for prefectures. */
#include "ran.h"

#include <renkei/map.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void check_tiles(const rk_map_tile *tiles, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < i; j++) {
            assert_false(tiles[i].row == tiles[j].row && tiles[i].column == tiles[j].column);
        }
    }
}

static void a_file_knows_who_touches_whom(void **unused)
{
    (void)unused;
    char **texts = NULL;
    rk_reading *reading = ran_open("few", "[38]", "[38201, 38202, 38215, 38356]", "", NULL, 16);
    assert_int_equal(rk_read_texts(reading, "neighbours", 4, &texts), RK_OK);
    assert_string_equal(texts[0], "38202 38215"); /* 松山市: 今治市 and 東温市 */
    assert_string_equal(texts[1], "38201 38215");
    assert_string_equal(texts[2], "38201 38202");
    assert_string_equal(texts[3], ""); /* 上島町 is all islands */
    rk_free_texts(texts, 4);
    rk_reading_close(reading);
}

static void every_municipality_and_prefecture_has_a_tile(void **unused)
{
    (void)unused;
    rk_map map;
    rk_reading *reading = ran_open("two", "[36, 38]", "all", "", NULL, 16);
    assert_int_equal(rk_map_of(reading, &map), RK_OK);
    assert_false(map.by_prefecture);
    check_tiles(map.tiles, rk_reading_n_municipalities(reading));
    check_tiles(map.prefecture_tiles, 2);
    assert_true(map.prefecture_tiles[0].column > map.prefecture_tiles[1].column); /* 徳島 is east of 愛媛 */
    assert_null(map.topology);
    assert_int_equal(map.n_rings, 0);
    rk_map_free(&map);
    rk_map_free(&map);
    rk_reading_close(reading);
}

static void many_municipalities_of_many_prefectures_have_a_grid_each(void **unused)
{
    (void)unused;
    rk_map map;
    rk_reading *reading = ran_open("many", "[1, 2, 3, 4, 5, 6, 7]", "all", "",
                                   "  alone: {title: 単独, title_en: Alone, instruments: []}\n", 1);
    size_t first = 0, n = rk_reading_n_municipalities(reading);
    assert_true(n > RK_MAP_ONE_GRID);
    assert_int_equal(rk_map_of(reading, &map), RK_OK);
    assert_true(map.by_prefecture);
    check_tiles(map.prefecture_tiles, 7);
    for (size_t i = 1; i <= n; i++) {
        if (i == n || reading->municipality_prefecture[i] != reading->municipality_prefecture[first]) {
            check_tiles(map.tiles + first, i - first);
            first = i;
        }
    }
    rk_map_free(&map);
    rk_reading_close(reading);
}

/* No boundaries of the user's own. */
static int set_up(void **unused)
{
    (void)unused;
    return setenv("XDG_DATA_HOME", ran_folder(), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_knows_who_touches_whom),
        cmocka_unit_test(every_municipality_and_prefecture_has_a_tile),
        cmocka_unit_test(many_municipalities_of_many_prefectures_have_a_grid_each),
    };
    return cmocka_run_group_tests(tests, set_up, ran_clean);
}
