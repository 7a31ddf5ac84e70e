/* Parts of one municipality become one: wards of a city. */
#include "map/outline.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

enum { SIDE = 100000 };

/* A square of a grid at 133 E, 34 N. */
static void add_square(rk_outlines *outlines, size_t place, int column, int row, bool turned)
{
    int32_t x = 133000000 + column * SIDE, y = 34000000 + row * SIDE;
    rk_point there[] = {{x, y}, {x + SIDE, y}, {x + SIDE, y + SIDE}, {x, y + SIDE}};
    rk_point back[] = {there[3], there[2], there[1], there[0]};
    assert_true(rk_outlines_add(outlines, place, false, turned ? back : there, 4));
}

static double area_of(const rk_outlines *outlines, size_t place)
{
    double area = 0;
    for (size_t r = 0; r < outlines->n_rings; r++) {
        const rk_ring *ring = &outlines->rings[r];
        double own = fabs(rk_ring_area(outlines->points + ring->first, ring->n));
        area += ring->place != place ? 0 : ring->hole ? -own : own;
    }
    return area;
}

static bool dissolve(rk_outlines *outlines)
{
    bool changed;
    rk_arcs arcs;
    assert_int_equal(rk_arcs_find(outlines, &arcs), RK_OK);
    assert_int_equal(rk_outlines_dissolve(outlines, &arcs, 3, &changed), RK_OK);
    rk_arcs_free(&arcs);
    return changed;
}

static void borders_between_municipalities_stay(void **unused)
{
    (void)unused;
    rk_outlines outlines = {0};
    add_square(&outlines, 0, 0, 0, false);
    add_square(&outlines, 1, 1, 0, false);
    add_square(&outlines, 0, 3, 0, false); /* apart from the first */
    assert_false(dissolve(&outlines));
    assert_int_equal(outlines.n_rings, 3);
    rk_outlines_free(&outlines);
}

static void wards_become_one_city_whichever_way_they_run(void **unused)
{
    (void)unused;
    for (int turned = 0; turned < 4; turned++) {
        rk_outlines outlines = {0};
        add_square(&outlines, 2, 0, 0, turned & 1);
        add_square(&outlines, 1, 2, 0, false);
        add_square(&outlines, 2, 1, 0, turned & 2);
        double before = area_of(&outlines, 2), other = area_of(&outlines, 1);
        assert_true(dissolve(&outlines));
        assert_int_equal(outlines.n_rings, 2);
        assert_true(fabs(area_of(&outlines, 2) - before) < 1e-6);
        assert_true(fabs(area_of(&outlines, 1) - other) < 1e-9);
        assert_false(dissolve(&outlines));
        rk_outlines_free(&outlines);
    }
}

/* Eight wards around a town. */
static void what_wards_surround_becomes_a_hole(void **unused)
{
    (void)unused;
    rk_outlines outlines = {0};
    for (int i = 0; i < 9; i++) {
        add_square(&outlines, i == 4 ? 1 : 0, i % 3, i / 3, i % 2 == 0);
    }
    double before = area_of(&outlines, 0);
    assert_true(dissolve(&outlines));
    assert_int_equal(outlines.n_rings, 3);
    size_t n_holes = 0;
    for (size_t r = 0; r < 3; r++) {
        n_holes += outlines.rings[r].hole;
        assert_true(!outlines.rings[r].hole || outlines.rings[r].place == 0);
    }
    assert_int_equal(n_holes, 1);
    assert_true(fabs(area_of(&outlines, 0) / before - 1) < 1e-4); /* latitudes of the pieces differ */
    rk_outlines_free(&outlines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(borders_between_municipalities_stay),
        cmocka_unit_test(wards_become_one_city_whichever_way_they_run),
        cmocka_unit_test(what_wards_surround_becomes_a_hole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
