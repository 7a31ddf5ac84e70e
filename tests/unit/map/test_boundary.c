/* Importing boundaries: what is stored, what is drawn, what is refused. */
#include "unit/map/importing.h"
#include "unit/map/toyama.h"

#include <jansson.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static rk_status import_bytes(const char *text, size_t n)
{
    char path[64];
    (void)snprintf(path, sizeof path, "%s/N03-20240101_16.geojson", importing_folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
    return import_file(path, NULL);
}

static rk_status import_text(const char *text)
{
    return import_bytes(text, strlen(text));
}

static void import_toyama(const toyama *how)
{
    char *text = toyama_text(how);
    rk_status status = import_text(text);
    assert_string_equal(said, "");
    assert_int_equal(status, RK_OK);
    free(text);
}

/* ---- What is drawn ---- */

static void a_prefecture_is_stored_and_drawn(void **unused)
{
    (void)unused;
    import_toyama(&(toyama){0});
    assert_int_equal(summary.n_municipalities, TOYAMA_PLACES);
    assert_true(summary.n_points_kept * 4 < summary.n_points_read);
    rk_map map = draw_prefecture(TOYAMA);
    assert_int_equal(map.n_rings, TOYAMA_PLACES);
    assert_string_equal(map.date, "2024-01-01");
    assert_string_equal(map.credit_ja, "「国土数値情報（行政区域データ）」（国土交通省）を加工して作成");
    double all = 0;
    for (size_t i = 0; i < places.n; i++) {
        assert_true(place_area(&map, i) > 0);
        assert_true(is_inside(&map, i, map.labels[i]));
        all += place_area(&map, i);
    }
    assert_true(fabs(all / 4247.54 - 1) < 0.005);
    free_map(&map);
}

/* 15 strips have 14 borders between them, each one arc that two use, and an outer line each. */
static void a_shared_border_stays_one_line(void **unused)
{
    (void)unused;
    import_toyama(&(toyama){0});
    rk_map map = draw_prefecture(TOYAMA);
    json_t *topology = json_loads(map.topology, 0, NULL), *geometry;
    size_t index, n_arcs = json_array_size(json_object_get(topology, "arcs")), uses[256] = {0}, shared = 0;
    assert_in_range(n_arcs, 16, 255);
    json_t *list =
        json_object_get(json_object_get(json_object_get(topology, "objects"), "municipalities"), "geometries");
    json_array_foreach(list, index, geometry)
    {
        const json_t *ring = json_array_get(json_array_get(json_object_get(geometry, "arcs"), 0), 0);
        for (size_t i = 0; i < json_array_size(ring); i++) {
            json_int_t ref = json_integer_value(json_array_get(ring, i));
            uses[ref < 0 ? ~ref : ref]++;
        }
    }
    for (size_t i = 0; i < n_arcs; i++) {
        assert_in_range(uses[i], 1, 2);
        shared += uses[i] == 2;
    }
    assert_int_equal(shared, TOYAMA_PLACES - 1);
    json_decref(topology);
    free_map(&map);
}

static void direction_and_byte_order_mark_do_not_matter(void **unused)
{
    (void)unused;
    import_toyama(&(toyama){.enclave = true});
    rk_map first = draw_prefecture(TOYAMA);
    char *text = toyama_text(&(toyama){.enclave = true, .clockwise = true}), *marked = NULL;
    assert_true(asprintf(&marked, "\xEF\xBB\xBF%s", text) > 0);
    assert_int_equal(import_text(marked), RK_OK);
    rk_map second = draw_prefecture(TOYAMA);
    assert_int_equal(first.n_rings, second.n_rings);
    for (size_t i = 0; i < places.n; i++) {
        assert_true(fabs(place_area(&first, i) - place_area(&second, i)) < 1e-9);
    }
    free(text);
    free(marked);
    free_map(&first);
    free_map(&second);
}

static void a_hole_is_left_for_the_village_in_it(void **unused)
{
    (void)unused;
    import_toyama(&(toyama){.enclave = true});
    rk_map map = draw_prefecture(TOYAMA);
    assert_int_equal(map.n_rings, TOYAMA_PLACES + 1);
    size_t city = 0, village = 0;
    for (size_t i = 0; i < places.n; i++) {
        city = places.code[i] == TOYAMA_CITY ? i : city;
        village = places.code[i] == FUNAHASHI ? i : village;
    }
    assert_true(is_inside(&map, village, map.labels[village]));
    assert_false(is_inside(&map, city, map.labels[village]));
    assert_true(fabs(place_area(&map, village) - 3.47) < 0.05);
    free_map(&map);
}

static void a_town_of_islets_does_not_vanish(void **unused)
{
    (void)unused;
    import_toyama(&(toyama){.islets = true});
    assert_int_equal(summary.n_islets, 59);
    rk_map map = draw_prefecture(TOYAMA);
    assert_int_equal(map.n_rings, TOYAMA_PLACES);
    for (size_t i = 0; i < places.n; i++) {
        assert_true(place_area(&map, i) > 0);
    }
    free_map(&map);
}

static void wards_and_land_of_nobody_are_known(void **unused)
{
    (void)unused;
    const char more[] =
        "{\"type\":\"Feature\",\"properties\":{\"N03_004\":\"所属未定地\",\"N03_007\":null},\"geometry\":null},"
        "{\"type\":\"Feature\",\"properties\":{\"N03_004\":\"色丹村\",\"N03_007\":\"01695\"},\"geometry\":null},";
    import_toyama(&(toyama){.before = more});
    assert_int_equal(summary.n_unassigned, 1);
    assert_int_equal(summary.n_northern, 1);
    const char ward[] =
        "{\"type\":\"Feature\",\"properties\":{\"N03_004\":\"札幌市\",\"N03_007\":\"01101\"},\"geometry\":"
        "{\"type\":\"Polygon\",\"coordinates\":[[[141,43],[142,43],[142,44],[141,43]]]}},";
    char *text = toyama_text(&(toyama){.before = ward});
    assert_int_equal(import_text(text), RK_ERR_SCENARIO); /* 札幌市 is there then, and the rest of 北海道 is not */
    assert_int_equal(summary.n_wards, 1);
    assert_non_null(strstr(said, "01202 函館市 is missing; a file must have every municipality of 北海道"));
    assert_null(strstr(said, "札幌市"));
    free(text);
}

static void other_prefectures_have_no_shapes(void **unused)
{
    (void)unused;
    import_toyama(&(toyama){0});
    rk_map map = draw_prefecture(38);
    assert_null(map.topology);
    assert_int_equal(map.n_rings, 0);
    free_map(&map);
}

static void a_damaged_file_counts_as_none(void **unused)
{
    (void)unused;
    char path[96];
    import_toyama(&(toyama){0});
    (void)snprintf(path, sizeof path, "%s/renkei/boundaries/16.topojson", importing_folder);
    FILE *file = fopen(path, "r+");
    static char text[100000];
    size_t n = fread(text, 1, sizeof text, file);
    fclose(file);
    for (size_t at = 0; at < n; at += 97) { /* a byte less, and a wrong one */
        for (int wrong = 0; wrong < 2; wrong++) {
            char kept = text[at];
            text[at] = wrong ? '9' : kept;
            file = fopen(path, "w");
            fwrite(text, 1, wrong ? n : at, file);
            fclose(file);
            rk_map map = draw_prefecture(TOYAMA);
            assert_true(wrong || map.topology == NULL);
            free_map(&map);
            text[at] = kept;
        }
    }
}

/* ---- List and remove ---- */

static void what_is_stored_is_listed_and_can_go(void **unused)
{
    (void)unused;
    rk_boundary_list list;
    import_toyama(&(toyama){0});
    assert_int_equal(rk_boundary_list_read(&list), RK_OK);
    assert_int_equal(list.n, 1);
    assert_int_equal(list.entries[0].prefecture, TOYAMA);
    assert_int_equal(list.entries[0].n_municipalities, TOYAMA_PLACES);
    assert_int_equal(list.entries[0].n_bytes, summary.n_bytes);
    assert_string_equal(list.entries[0].source, "N03-20240101_16.geojson");
    rk_boundary_list_free(&list);
    assert_int_equal(rk_boundary_remove(TOYAMA), RK_OK);
    assert_int_equal(rk_boundary_remove(TOYAMA), RK_ERR_OPTIONS);
    assert_int_equal(rk_boundary_list_read(&list), RK_OK);
    assert_int_equal(list.n, 0);
    rk_boundary_list_free(&list);
}

static void a_folder_that_cannot_be_written_is_told(void **unused)
{
    (void)unused;
    char path[96];
    (void)snprintf(path, sizeof path, "%s/renkei/boundaries/16.part", importing_folder);
    import_toyama(&(toyama){0});
    assert_int_equal(mkdir(path, 0777), 0); /* where the part should go */
    char *text = toyama_text(&(toyama){0});
    assert_int_equal(import_text(text), RK_ERR_BOUNDARY);
    assert_non_null(strstr(rk_boundary_problem(), "16.part: Is a directory"));
    assert_int_equal(rmdir(path), 0);
    rk_map map = draw_prefecture(TOYAMA); /* what was there stays */
    assert_non_null(map.topology);
    free_map(&map);
    free(text);
}

/* ---- What is refused ---- */

static void refuse(const char *text, const char *sentence)
{
    char path[96];
    (void)snprintf(path, sizeof path, "%s/renkei/boundaries/16.topojson", importing_folder);
    (void)unlink(path);
    assert_int_equal(import_text(text), RK_ERR_SCENARIO);
    if (strstr(said, sentence) == NULL) {
        print_error("expected: %s\nsaid: %s\n", sentence, said);
    }
    assert_non_null(strstr(said, sentence));
    rk_map map = draw_prefecture(TOYAMA); /* nothing is stored */
    assert_null(map.topology);
    free_map(&map);
}

static void refuse_toyama(const toyama *how, const char *sentence)
{
    char *text = toyama_text(how);
    refuse(text, sentence);
    free(text);
}

#define FEATURE(properties) "{\"type\":\"Feature\",\"properties\":{" properties "},\"geometry\":null},"

static void wrong_codes_are_refused(void **unused)
{
    (void)unused;
    refuse_toyama(&(toyama){.before = FEATURE("\"N03_007\":1100")},
                  "N03_007: 1100 is a number; expected text of 5 digits");
    refuse_toyama(&(toyama){.before = FEATURE("\"N03_007\":\"1100\"")},
                  "\"1100\" is no code; expected text of 5 digits; the leading 0 is lost");
    refuse_toyama(&(toyama){.before = FEATURE("\"N03_007\":\"011003\"")}, "the check digit is wrong");
    refuse_toyama(&(toyama){.before = FEATURE("\"N03_004\":\"新湊市\",\"N03_007\":\"16203\"")},
                  "16203 新湊市 is no municipality of today");
    refuse_toyama(&(toyama){.property = "n03_007"},
                  "N03_007: a feature has no such property; the nearest is \"n03_007\"");
    refuse_toyama(&(toyama){.twice = 16202}, "the same polygon is there twice: in 16202 高岡市 and in 16202 高岡市");
    refuse_toyama(&(toyama){.without = 16202},
                  "16202 高岡市 is missing; a file must have every municipality of 富山県");
}

static void all_mistakes_are_told_at_once_with_their_lines(void **unused)
{
    (void)unused;
    refuse_toyama(&(toyama){.without = 16202,
                            .twice = 16204,
                            .before = "\n" FEATURE("\"N03_007\":7") "\n" FEATURE("\"N03_007\":\"16999\"")},
                  "N03-20240101_16.geojson:2:1: N03_007: 7 is a number");
    assert_non_null(strstr(said, "N03-20240101_16.geojson:3:1: N03_007: 16999  is no municipality of today"));
    assert_non_null(strstr(said, "16202 高岡市 is missing"));
    assert_non_null(strstr(said, "the same polygon is there twice: in 16204"));
}

static void what_is_no_map_is_refused(void **unused)
{
    (void)unused;
    refuse("", "this is neither GeoJSON nor TopoJSON");
    refuse("PK\x03\x04", "this is a ZIP file");
    refuse("code,name\n", "does not begin with '{'");
    refuse("{}", "expected");
    refuse("{\"type\":\"Feature\"}", "expected a GeoJSON FeatureCollection or a TopoJSON Topology, not Feature");
    refuse("{\"type\":\"FeatureCollection\",\"features\":[]}", "there is no municipality in it");
    refuse("{\"type\":\"FeatureCollection\",\"features\":[3]}", "expected a feature");
    refuse("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":]}", "this is no JSON");
    refuse("{\"type\":\"FeatureCollection\",\"features\":[{\"a\":\"\xFF\"}]}", "this is not UTF-8");
    refuse("{\"type\":\"FeatureCollection\" \"features\":[]}", "expected '}' after a value");
    refuse("{\"type\":\"Topology\",\"arcs\":[],\"objects\":{}}",
           "expected one GeometryCollection; there are 0 objects");
    refuse("{\"type\":\"Topology\",\"arcs\":[[[1,2]]],\"objects\":{\"a\":{\"geometries\":[]}}}",
           "arc 0 is empty or leaves");
    refuse(
        "{\"type\":\"Topology\",\"arcs\":[],\"objects\":{\"a\":{\"geometries\":[{\"type\":\"Polygon\",\"id\":\"16201\","
        "\"arcs\":[[5]]}]}}}",
        "a ring wants arc 5, but there are 0");
}

static void wrong_geometry_is_refused(void **unused)
{
    (void)unused;
#define GEOMETRY(text) "{\"type\":\"Feature\",\"properties\":{\"N03_007\":\"16201\"},\"geometry\":" text "},"
    refuse_toyama(&(toyama){.before = GEOMETRY("null")}, "expected a Polygon or a MultiPolygon, not this");
    refuse_toyama(&(toyama){.before = GEOMETRY("{\"type\":\"Point\",\"coordinates\":[137,36]}")}, "not Point");
    refuse_toyama(&(toyama){.before = GEOMETRY("{\"type\":\"Polygon\",\"coordinates\":[]}")},
                  "a polygon without a ring");
    refuse_toyama(
        &(toyama){.before = GEOMETRY("{\"type\":\"Polygon\",\"coordinates\":[[[137,36],[138,36],[138,37],[137,37]]]}")},
        "a ring has 4 points; expected 4 or more, the last as the first");
    refuse_toyama(
        &(toyama){.before = GEOMETRY("{\"type\":\"Polygon\",\"coordinates\":[[[36,137],[36,138],[37,138],[36,137]]]}")},
        "point 1 of a ring is not longitude 120..156 and latitude 20..46.5");
    refuse_toyama(&(toyama){.before = GEOMETRY("{\"type\":\"MultiPolygon\",\"coordinates\":\"x\"}")},
                  "without a polygon");
}

static void a_missing_part_shows_in_the_area(void **unused)
{
    (void)unused;
    char *text = toyama_text(&(toyama){.islets = true});
    char *first = strstr(text, "\n{\"type\":\"Feature\",\"properties\":{\"N03_001\":\"富山県\",\"N03_004\":\"舟橋村\"");
    char *end = first;
    for (int i = 0; i < 40; i++) { /* 40 of its 60 islets */
        end = strchr(end + 1, '\n');
    }
    memset(first, ' ', (size_t)(end - first));
    refuse(text, "16321 舟橋村 has 1.1");
    free(text);
}

static void a_cut_file_is_refused_wherever_it_is_cut(void **unused)
{
    (void)unused;
    char *text = toyama_text(&(toyama){0});
    for (size_t n = 1; n + 2 < strlen(text); n += 199) {
        assert_int_equal(import_bytes(text, n), RK_ERR_SCENARIO);
        assert_non_null(strstr(said, "the file ends in the middle"));
    }
    free(text);
}

static void the_day_comes_from_the_name_or_the_option(void **unused)
{
    (void)unused;
    char *text = toyama_text(&(toyama){0}), path[64];
    (void)snprintf(path, sizeof path, "%s/map.geojson", importing_folder);
    FILE *file = fopen(path, "w");
    fputs(text, file);
    fclose(file);
    assert_int_equal(import_file(path, NULL), RK_ERR_SCENARIO);
    assert_non_null(strstr(said, "give --date YYYY-MM-DD"));
    assert_int_equal(import_file(path, "2024-13-01"), RK_ERR_SCENARIO);
    assert_non_null(strstr(said, "2024-13-01 is no day"));
    assert_int_equal(import_file(path, "2023-01-01"), RK_OK);
    assert_int_equal(import_file("/nowhere/N03-20240101.geojson", NULL), RK_ERR_SCENARIO);
    assert_non_null(strstr(said, "No such file"));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_prefecture_is_stored_and_drawn),
        cmocka_unit_test(a_shared_border_stays_one_line),
        cmocka_unit_test(direction_and_byte_order_mark_do_not_matter),
        cmocka_unit_test(a_hole_is_left_for_the_village_in_it),
        cmocka_unit_test(a_town_of_islets_does_not_vanish),
        cmocka_unit_test(wards_and_land_of_nobody_are_known),
        cmocka_unit_test(other_prefectures_have_no_shapes),
        cmocka_unit_test(a_damaged_file_counts_as_none),
        cmocka_unit_test(what_is_stored_is_listed_and_can_go),
        cmocka_unit_test(a_folder_that_cannot_be_written_is_told),
        cmocka_unit_test(wrong_codes_are_refused),
        cmocka_unit_test(all_mistakes_are_told_at_once_with_their_lines),
        cmocka_unit_test(what_is_no_map_is_refused),
        cmocka_unit_test(wrong_geometry_is_refused),
        cmocka_unit_test(a_missing_part_shows_in_the_area),
        cmocka_unit_test(a_cut_file_is_refused_wherever_it_is_cut),
        cmocka_unit_test(the_day_comes_from_the_name_or_the_option),
    };
    return cmocka_run_group_tests(tests, importing_begin, importing_end);
}
