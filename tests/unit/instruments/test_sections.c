/* Sections of an administration: Poisson over blocks, the same in every lane and model, and what people reach of them.
 */
#include "pool.h"

#include "instruments/sections.h"

static void sections_are_poisson_over_blocks_and_at_least_one(void **unused)
{
    (void)unused;
    static const double staff[] = {0.0,    11.0,   90.0,   216.0,
                                   1530.0, 1890.0, 21000.0}; /* on both sides of a mean of 100 */
    enum { BLOCKS = 4000 };
    for (size_t i = 0; i < sizeof staff / sizeof *staff; i++) {
        rk_lab *lab = pool_lab(1);
        lab->municipality[0].staff = staff[i];
        rk_world *world = lab_begin(lab, 7, 0);
        double mean = staff[i] / 18.0, sum = 0.0, squares = 0.0;
        for (world->block = 0; world->block < BLOCKS; world->block++) {
            double n = rk_sections(world, 0);
            assert_true(n >= 1.0);
            sum += n;
            squares += n * n;
        }
        double got = sum / BLOCKS, variance = squares / BLOCKS - got * got;
        double expected = mean + exp(-mean); /* none counts as one */
        lab_within(got, expected, sqrt(mean / BLOCKS) + 1e-9, 5);
        if (mean > 10.0) {
            lab_within(variance, mean, mean * sqrt(2.1 / BLOCKS), 5);
        }
        lab_free(lab);
    }
}

static void sections_are_each_municipalitys_own(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(2);
    lab->municipality[0].staff = lab->municipality[1].staff = 3600.0;
    rk_world *world = lab_begin(lab, 7, 3);
    assert_int_not_equal(rk_sections(world, 0), rk_sections(world, 1));
    unsigned before = rk_sections(world, 1);
    (void)pool_posts(lab, 2, RK_CONTRACT_SPECIALIST);
    assert_int_equal(rk_sections(lab_begin(lab, 7, 3), 1), before);
    assert_int_not_equal(rk_sections(lab_begin(lab, 8, 3), 1), before);
    lab_free(lab);
}

/* n people over S sections at random: 1 - (1 - 1/S)^n of them have one. */
static void people_reach_sections_at_random(void **unused)
{
    (void)unused;
    assert_true(rk_sections_reached(0.0, 12) == 0.0);
    assert_true(rk_sections_reached(0.0, 1) == 0.0);
    assert_true(rk_sections_reached(3.0, 1) == 1.0);
    lab_close(rk_sections_reached(1.0, 12), 1.0 / 12.0, 1e-12);
    lab_close(rk_sections_reached(5.0, 4), 1.0 - pow(0.75, 5.0), 1e-12);
    assert_true(rk_sections_reached(1e6, 7) <= 1.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sections_are_poisson_over_blocks_and_at_least_one),
        cmocka_unit_test(sections_are_each_municipalitys_own),
        cmocka_unit_test(people_reach_sections_at_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
