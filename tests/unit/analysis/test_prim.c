/* Boxes that were planted are found; noise is left alone; what is said of a box is what is in it. */
#include "analysis/prim.h"

#include "ran.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N = 1600, VARIABLES = 12, FOLDS = 32 };

static double x[VARIABLES][N];
static bool is_case[N];
static unsigned char fold[N];
static const double *columns[VARIABLES];

static rk_prim_data fill(unsigned run)
{
    for (size_t i = 0; i < N; i++) {
        fold[i] = (unsigned char)(i % FOLDS);
        for (size_t v = 0; v < VARIABLES; v++) {
            x[v][i] = hand_uniform(run * VARIABLES + (unsigned)v, i);
        }
    }
    for (size_t v = 0; v < VARIABLES; v++) {
        columns[v] = x[v];
    }
    return (rk_prim_data){N, VARIABLES, FOLDS, columns, is_case, fold};
}

static const rk_prim_limit *limit_of(const rk_prim_box *box, size_t variable)
{
    for (size_t i = 0; i < box->n_limits; i++) {
        if (box->limits[i].variable == variable) {
            return &box->limits[i];
        }
    }
    return NULL;
}

static void a_planted_box_is_found_again_in_half_the_sample(void **unused)
{
    (void)unused;
    rk_prim_data data = fill(1);
    rk_prim_box box;
    for (size_t i = 0; i < N; i++) { /* nine in ten inside, one in twenty outside */
        bool in = x[3][i] > 0.6 && x[7][i] < 0.5;
        is_case[i] = hand_uniform(900, i) < (in ? 0.9 : 0.05);
    }
    assert_int_equal(rk_prim(&data, &box), RK_OK);
    const rk_prim_limit *above = limit_of(&box, 3), *below = limit_of(&box, 7);
    assert_int_equal(box.n_limits, 2);
    assert_non_null(above);
    assert_non_null(below);
    assert_true(above->above && fabs(above->limit - 0.6) < 0.06);
    assert_true(!below->above && fabs(below->limit - 0.5) < 0.06);
    assert_true(above->chance < 1e-6 && below->chance < 1e-6);
    assert_true(above->again > 0.95 && below->again > 0.95);
    assert_true(box.density > 0.8 && box.coverage > 0.7);
    assert_true(fabs(box.density_tested - box.density) < 0.1 && fabs(box.coverage_tested - box.coverage) < 0.15);
}

static void what_is_said_of_a_box_is_counted(void **unused)
{
    (void)unused;
    rk_prim_data data = fill(2);
    rk_prim_box box;
    size_t inside = 0, cases = 0, both = 0, open = 0, open_cases = 0;
    for (size_t i = 0; i < N; i++) {
        is_case[i] = hand_uniform(901, i) < 0.1 + 0.7 * x[0][i] * x[1][i];
    }
    assert_int_equal(rk_prim(&data, &box), RK_OK);
    assert_true(box.n_limits > 0);
    for (size_t i = 0; i < N; i++) {
        bool in = true, in_others = true;
        for (size_t k = 0; k < box.n_limits; k++) {
            double value = x[box.limits[k].variable][i];
            bool side = box.limits[k].above ? value > box.limits[k].limit : value < box.limits[k].limit;
            in = in && side;
            in_others = in_others && (side || k == 0);
        }
        inside += in;
        cases += is_case[i];
        both += in && is_case[i];
        open += in_others;
        open_cases += in_others && is_case[i];
    }
    assert_int_equal(box.n_inside, inside);
    assert_int_equal(box.n_cases, cases);
    assert_int_equal(box.n_cases_inside, both);
    assert_true(box.density == (double)both / (double)inside && box.coverage == (double)both / (double)cases);
    /* The binomial probability of the first limit, term by term. */
    double p = (double)open_cases / (double)open, tail = 0.0;
    for (size_t k = both; k <= inside; k++) {
        double choose = lgamma((double)inside + 1.0) - lgamma((double)k + 1.0) - lgamma((double)(inside - k) + 1.0);
        tail += exp(choose + (double)k * log(p) + (double)(inside - k) * log1p(-p));
    }
    assert_true(fabs(box.limits[0].chance - tail) < 1e-6 * tail + 1e-300);
}

static void noise_makes_no_box(void **unused)
{
    (void)unused;
    for (unsigned run = 3; run < 9; run++) {
        rk_prim_data data = fill(run);
        rk_prim_box box;
        for (size_t i = 0; i < N; i++) {
            is_case[i] = hand_uniform(902 + run, i) < 0.3;
        }
        assert_int_equal(rk_prim(&data, &box), RK_OK);
        assert_int_equal(box.n_limits, 0);
    }
}

/* A hundred points, many assumptions: the one that decides is not lost among the others. */
static void few_points_and_many_variables_do(void **unused)
{
    (void)unused;
    enum { FEW = 100, MANY = 70 };
    static double wide[MANY][FEW];
    const double *of[MANY];
    bool hit[FEW];
    rk_prim_box box;
    for (size_t v = 0; v < MANY; v++) {
        of[v] = wide[v];
        for (size_t i = 0; i < FEW; i++) {
            wide[v][i] = hand_uniform(1000 + (unsigned)v, i);
        }
    }
    for (size_t i = 0; i < FEW; i++) {
        hit[i] = hand_uniform(999, i) < (wide[33][i] < 0.5 ? 0.85 : 0.15);
    }
    const rk_prim_data data = {FEW, MANY, FOLDS, of, hit, fold};
    fill(1);
    assert_int_equal(rk_prim(&data, &box), RK_OK);
    assert_non_null(limit_of(&box, 33));
    assert_true(!limit_of(&box, 33)->above && fabs(limit_of(&box, 33)->limit - 0.5) < 0.1);
}

static void all_and_none_have_no_box(void **unused)
{
    (void)unused;
    rk_prim_data data = fill(10);
    rk_prim_box box;
    for (int all = 0; all < 2; all++) {
        for (size_t i = 0; i < N; i++) {
            is_case[i] = all;
        }
        assert_int_equal(rk_prim(&data, &box), RK_OK);
        assert_int_equal(box.n_limits, 0);
    }
}

/* Values that are equal are on one side of a limit together. */
static void levels_are_not_torn(void **unused)
{
    (void)unused;
    rk_prim_data data = fill(11);
    rk_prim_box box;
    for (size_t i = 0; i < N; i++) {
        x[4][i] = floor(4.0 * x[4][i]);
        is_case[i] = hand_uniform(920, i) < (x[4][i] == 3.0 ? 0.8 : 0.05);
    }
    assert_int_equal(rk_prim(&data, &box), RK_OK);
    assert_int_equal(box.n_limits, 1);
    assert_int_equal(box.limits[0].variable, 4);
    assert_true(box.limits[0].above && box.limits[0].limit == 2.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_planted_box_is_found_again_in_half_the_sample),
        cmocka_unit_test(what_is_said_of_a_box_is_counted),
        cmocka_unit_test(noise_makes_no_box),
        cmocka_unit_test(few_points_and_many_variables_do),
        cmocka_unit_test(all_and_none_have_no_box),
        cmocka_unit_test(levels_are_not_torn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
