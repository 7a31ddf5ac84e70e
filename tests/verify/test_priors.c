/* The defaults against the published figures that they are derived from, in closed form over the 1,741 municipalities:
 * where a number of establishment.* or quits.tenure_* is changed, this says what it no longer meets. */
#include "input/scenario.h"
#include "instruments/registry.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static rk_scenario *nation;

static int open_nation(void **unused)
{
    (void)unused;
    rk_mistakes *mistakes = rk_mistakes_new();
    (void)setenv("RENKEI_DATA", RK_SOURCE_DIR "/scenarios", 1);
    rk_status status = rk_scenario_open(RK_SOURCE_DIR "/tests/verify/nation.yaml", NULL, 0, mistakes, &nation);
    rk_mistakes_print(mistakes, stderr);
    rk_mistakes_free(mistakes);
    return status != RK_OK;
}

static int close_nation(void **unused)
{
    (void)unused;
    rk_scenario_close(nation);
    return 0;
}

/* A default that is no distribution, in its base unit. */
static double known(rk_parameter parameter)
{
    const rk_prior *prior = &nation->parameters[parameter].prior;
    assert_int_equal(prior->family, RK_FIXED);
    return rk_prior_to_base(prior, prior->a);
}

typedef struct {
    double staff, none, at_most_one, none_large, at_most_one_large; /* large: over 50,000 residents */
    double none_over_100k;
} establishment;

/* Expected numbers by MODEL.md section 2. */
static establishment expected(void)
{
    double at_100 = known(RK_P_ESTABLISHMENT_ZERO), power = known(RK_P_ESTABLISHMENT_ZERO_POWER);
    double scale = known(RK_P_ESTABLISHMENT_SCALE), exponent = known(RK_P_ESTABLISHMENT_EXPONENT);
    establishment sum = {0};
    for (size_t i = 0; i < nation->n_municipalities; i++) {
        const rk_municipality *data = &nation->municipalities[i];
        double staff = fmax(data->staff, 1.0), odds = at_100 / (1.0 - at_100) * pow(100.0 / staff, power);
        double none = odds / (1.0 + odds), more = scale * pow(staff, exponent);
        double at_most_one = none + (1.0 - none) * exp(-more);
        sum.staff += (1.0 - none) * (1.0 + more);
        sum.none += none;
        sum.at_most_one += at_most_one;
        sum.none_large += data->population > 50000.0 ? none : 0.0;
        sum.at_most_one_large += data->population > 50000.0 ? at_most_one : 0.0;
        sum.none_over_100k += data->population > 100000.0 ? none : 0.0;
    }
    return sum;
}

static void near(double got, double published, double tolerance)
{
    if (!(fabs(got - published) <= tolerance)) {
        fail_msg("%.4f, published %.4f, tolerance %.4f", got, published, tolerance);
    }
}

/* The last digit published is the tolerance: 5.86 persons, 213 and 37 municipalities. */
static void posts_meet_the_published_mean_and_small_desks_together(void **unused)
{
    (void)unused;
    establishment sum = expected();
    assert_int_equal(nation->n_municipalities, 1741);
    near(sum.staff / 1741.0, 5.86, 0.01); /* S04 */
    near(sum.at_most_one, 213.0, 0.5);    /* S08 */
    near(sum.none, 37.0, 0.5);            /* S09 */
}

/* S08 says almost all, S10 counts 211 of the 213; none is left to the large cities. */
static void small_desks_are_in_small_municipalities(void **unused)
{
    (void)unused;
    establishment sum = expected();
    near(sum.at_most_one_large, 2.0, 1.0);
    assert_true(sum.none_large < 0.1);
    assert_true(sum.none_over_100k < 0.01);
}

static double tenure_factor(int years)
{
    return known(years <= 5 ? RK_P_QUIT_TENURE_0_5 : years <= 15 ? RK_P_QUIT_TENURE_6_15 : RK_P_QUIT_TENURE_16_PLUS);
}

/* Years in post of those found at the start: of regular staff P(T > k) / E T, of specialists 0 to 7 alike. */
static void factors_of_years_in_post_have_a_mean_of_one_at_the_start(void **unused)
{
    (void)unused;
    double shape = known(RK_P_ROTATION_SHAPE), scale = known(RK_P_ROTATION_SCALE);
    int minimum = (int)known(RK_P_ROTATION_MINIMUM);
    const rk_prior *specialist = &nation->parameters[RK_P_ESTABLISHMENT_SPECIALIST].prior;
    assert_int_equal(specialist->family, RK_BETA);
    double share = specialist->a / (specialist->a + specialist->b);
    double regular = 0.0, all = 0.0, exempt = 0.0;
    for (int k = 0; k < 60; k++) {
        double stays = k < minimum ? 1.0 : exp(-pow((k + 0.5) / scale, shape));
        regular += stays * tenure_factor(k);
        all += stays;
        exempt += k < 8 ? tenure_factor(k) / 8.0 : 0.0;
    }
    near((1.0 - share) * regular / all + share * exempt, 1.0, 0.001);
    near(tenure_factor(0) / tenure_factor(6), 2.2, 0.001); /* A36 */
    near(tenure_factor(16) / tenure_factor(6), 0.5, 0.001);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(posts_meet_the_published_mean_and_small_desks_together),
        cmocka_unit_test(small_desks_are_in_small_municipalities),
        cmocka_unit_test(factors_of_years_in_post_have_a_mean_of_one_at_the_start),
    };
    return cmocka_run_group_tests(tests, open_nation, close_nation);
}
