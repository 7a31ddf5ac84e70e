/* Ends of the allowed ranges (input/parameters.def.h) that meet in one formula. */
#include "support/lab.h"

/* quits.load_effect up to 5 and quits.overload_cap up to 100: exp(theta x overload) goes up to exp(500), beyond single
 * precision. Somebody as overloaded as that resigns for certain; never is less likely to than under a lighter load. */
static void more_overload_never_lowers_resignation_up_to_the_highest_allowed(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    lab_on(lab, RK_PROCESS_OVERLOAD);
    lab->values[RK_P_QUIT_LOAD] = 5.0;
    lab->values[RK_P_OVERLOAD_CAP] = 100.0;
    rk_world *world = lab_begin(lab, 1, 0);
    float before = 1.0f;
    for (int i = 0; i <= 1000; i++) {
        lab_fill(&world->at.overload[0], (float)i * 0.1f);
        lab_fill_int(&world->at.present[0], 2);
        lab_month_begins(world);
        float factor = world->at.exit_factor[0].v[9];
        assert_true(factor >= before);
        before = factor;
    }
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(more_overload_never_lowers_resignation_up_to_the_highest_allowed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
