/* Sick leave: how long, who comes back, who falls ill again, and what a date does that comes during leave. */
#include "support/lab.h"

enum { POSTS = 300 };

/* Leave of exactly so many months; return as said; resignation, rotation and the rest off unless switched on. */
static rk_lab *with_leave(rk_contract contract, int months, double returns)
{
    rk_lab *lab = lab_new(1);
    lab_posts(lab, POSTS, contract);
    lab_on(lab, RK_PROCESS_LEAVE);
    lab->values[RK_P_LEAVE_MONTHS] = months;
    lab->values[RK_P_LEAVE_SIGMA] = 0.0;
    lab->values[RK_P_LEAVE_RETURN] = returns;
    lab->values[RK_P_LEAVE_RELAPSE] = 0.0;
    lab->values[RK_P_LEAVE_RATE] = 0.0;
    return lab;
}

/* Everybody's clock runs out next month, in leave: there is no other hazard. */
static void all_fall_ill(rk_lab *lab, rk_world *world)
{
    lab->values[RK_P_LEAVE_RATE] = 40.0; /* above the highest threshold, 22.9 */
    world->leave_hazard = 40.0f;
    world->leave_now = 40.0f;
}

static void nobody_falls_ill(rk_world *world)
{
    world->leave_hazard = world->leave_now = 0.0f;
}

static void live_until(rk_world *world, int month)
{
    while (world->month < month) {
        lab_month_of_people(world);
    }
}

/* ---- Length ---- */

/* Leave begins in month 1, so that in month 1 + 7 people are back. */
static void leave_that_a_clock_begins_lasts_as_long_as_drawn(void **unused)
{
    (void)unused;
    rk_lab *lab = with_leave(RK_CONTRACT_SPECIALIST, 7, 1.0);
    rk_world *world = lab_begin(lab, 1, 0);
    live_until(world, 1);
    all_fall_ill(lab, world);
    live_until(world, 2);
    nobody_falls_ill(world);
    for (int month = 2; month < 8; month++) {
        assert_int_equal(lab_sum(&world->at.on_leave[0]), POSTS * RK_LANES);
        assert_int_equal(lab_sum(&world->at.present[0]), 0);
        live_until(world, month + 1);
    }
    assert_int_equal(lab_sum(&world->at.on_leave[0]), POSTS * RK_LANES);
    live_until(world, 9);
    assert_int_equal(lab_sum(&world->at.on_leave[0]), 0);
    assert_int_equal(lab_sum(&world->at.present[0]), POSTS * RK_LANES);
    lab_free(lab);
}

/* exp(ln median + sigma z), rounded, 1 to 120; words on a grid of the uniform. */
static void length_is_lognormal_rounded_and_between_1_and_120_months(void **unused)
{
    (void)unused;
    rk_lab *lab = with_leave(RK_CONTRACT_SPECIALIST, 6, 1.0);
    lab->values[RK_P_LEAVE_SIGMA] = 1.4;
    rk_world *world = lab_begin(lab, 1, 0);
    int shortest = 1000, longest = 0;
    for (uint32_t i = 0; i < 4096; i++) {
        uint32_t word = i == 4095 ? UINT32_MAX : i * (UINT32_C(1) << 20);
        double z = rk_normal_quantile(rk_uniform(word)), exact = exp(log(6.0) + 1.4 * z);
        rk_leave_begins(world, i % POSTS, 3, word);
        int length = world->posts.due[i % POSTS].v[3] - world->month;
        assert_true(fabs(length - fmin(fmax(exact, 1.0), 120.0)) <= 0.5 + 1e-6);
        shortest = length < shortest ? length : shortest;
        longest = length > longest ? length : longest;
        uint32_t no_relapse = UINT32_MAX;
        rk_leave_ends(world, i % POSTS, 3, 1.0f, no_relapse);
    }
    assert_int_equal(shortest, 1);
    assert_int_equal(longest, 120);
    lab_free(lab);
}

/* ---- The end ---- */

static void those_who_do_not_return_leave_a_vacancy_and_a_cost(void **unused)
{
    (void)unused;
    const double returns = 0.77, n = POSTS * RK_LANES;
    rk_lab *lab = with_leave(RK_CONTRACT_SPECIALIST, 1, returns);
    rk_world *world = lab_begin(lab, 2, 0);
    all_fall_ill(lab, world);
    lab_month_begins(world);
    world->leave_now = 40.0f;
    rk_spells_month(world);
    assert_int_equal(lab_sum(&world->at.year[0].leave_starts), POSTS * RK_LANES);
    nobody_falls_ill(world);
    world->month = 1;
    rk_spells_month(world);
    long gone = lab_sum(&world->at.year[0].leave_exits);
    lab_within((double)gone, n * (1.0 - returns), sqrt(n * returns * (1.0 - returns)), 5.0);
    assert_int_equal(lab_sum(&world->at.filled[0]), POSTS * RK_LANES - gone);
    assert_int_equal(lab_sum(&world->at.on_leave[0]), 0);
    int64_t replacement = 0;
    RK_FOR_LANES(lane)
    {
        replacement += world->at.year[0].replacement[lane];
    }
    assert_true(replacement == gone * world->posts.post[0].pay_month);
    lab_free(lab);
}

/* With the chance given, in a month uniform within the next 24: words on a grid, so that no luck is in it. */
static void a_relapse_comes_within_24_months_each_as_likely(void **unused)
{
    (void)unused;
    enum { GRID = 1 << 14, WITHIN = 24 };
    const double chance = 0.37;
    rk_lab *lab = with_leave(RK_CONTRACT_SPECIALIST, 5, 1.0);
    lab->values[RK_P_LEAVE_RELAPSE] = chance;
    rk_world *world = lab_begin(lab, 1, 0);
    world->month = 31;
    int counts[WITHIN + 1] = {0}, relapses = 0;
    for (uint32_t i = 0; i < GRID; i++) {
        rk_leave_begins(world, 0, 2, 0x80000000);
        rk_leave_ends(world, 0, 2, 1.0f, i * (UINT32_C(1) << 18) + 99u);
        if (world->posts.due[0].v[2] == RK_NO_MONTH) {
            continue;
        }
        int after = world->posts.due[0].v[2] - world->month;
        assert_true(after >= 1 && after <= WITHIN);
        assert_int_equal(world->posts.cause[0].v[2], RK_DUE_RELAPSE);
        counts[after]++;
        relapses++;
    }
    assert_true(fabs(relapses - chance * GRID) <= 1.0);
    for (int after = 1; after <= WITHIN; after++) {
        assert_true(fabs(counts[after] - chance * GRID / WITHIN) <= 1.0);
    }
    lab_free(lab);
}

static void a_relapse_is_another_leave(void **unused)
{
    (void)unused;
    rk_lab *lab = with_leave(RK_CONTRACT_SPECIALIST, 4, 1.0);
    rk_world *world = lab_begin(lab, 1, 0);
    lab_month_begins(world);
    rk_leave_begins(world, 7, 9, 0x80000000);
    rk_leave_ends(world, 7, 9, 1.0f, UINT32_MAX);
    rk_set_due(&world->posts, 7, 9, 3, RK_DUE_RELAPSE);
    live_until(world, 4);
    assert_int_equal(world->posts.state[7].v[9], RK_ON_LEAVE);
    assert_int_equal(world->posts.due[7].v[9], 3 + 4);
    assert_int_equal(lab_sum(&world->at.year[0].leave_starts), 1);
    live_until(world, 8);
    assert_int_equal(world->posts.state[7].v[9], RK_IN_POST);
    lab_free(lab);
}

/* ---- Dates during leave ---- */

/* Post 0, lane 6 falls ill in month 5 for 7 months, to return in month 12; the stay ends by date in that month. */
static rk_world *ill_until_month_12(rk_lab *lab, int stay_ends, int cause)
{
    rk_world *world = lab_begin(lab, 1, 0);
    lab_person(world, 0, 6)->leave_due = stay_ends;
    world->posts.leave_cause[0].v[6] = (uint8_t)cause;
    rk_set_due(&world->posts, 0, 6, stay_ends, cause);
    live_until(world, 5);
    rk_leave_begins(world, 0, 6, 0x80000000);
    return world;
}

static void retirement_or_end_of_term_during_leave_ends_the_stay(void **unused)
{
    (void)unused;
    rk_lab *lab = with_leave(RK_CONTRACT_SPECIALIST, 9, 1.0);
    rk_world *world = ill_until_month_12(lab, 12, RK_DUE_RETIREMENT); /* leave would last to month 14 */
    live_until(world, 12);
    assert_int_equal(world->posts.state[0].v[6], RK_ON_LEAVE);
    live_until(world, 13);
    assert_int_equal(world->posts.state[0].v[6], RK_VACANT);
    assert_int_equal(lab_sum(&world->at.year[0].retirements), 1);
    assert_int_equal(lab_sum(&world->at.year[0].leave_exits), 0);
    world = ill_until_month_12(lab, 8, RK_DUE_TERM);
    live_until(world, 9);
    assert_int_equal(world->posts.state[0].v[6], RK_VACANT);
    assert_int_equal(lab_sum(&world->at.year[0].term_ends), 1);
    lab_free(lab);
}

static void a_rotation_during_leave_waits_for_the_april_after_return(void **unused)
{
    (void)unused;
    rk_lab *lab = with_leave(RK_CONTRACT_SPECIALIST, 9, 1.0);
    rk_world *world = ill_until_month_12(lab, 12, RK_DUE_ROTATION); /* back in month 14 */
    live_until(world, 15);
    assert_int_equal(world->posts.state[0].v[6], RK_IN_POST);
    live_until(world, 24);
    assert_int_equal(world->posts.state[0].v[6], RK_IN_POST);
    live_until(world, 25);
    assert_int_equal(world->posts.state[0].v[6], RK_VACANT);
    assert_int_equal(lab_sum(&world->at.year[0].rotations), 1);
    lab_free(lab);
}

/* Back on the day on which the stay ends by law or by contract: it ends all the same (MODEL.md 3: a date that has
 * come). */
static void a_return_on_the_day_of_retirement_does_not_put_it_off(void **unused)
{
    (void)unused;
    rk_lab *lab = with_leave(RK_CONTRACT_SPECIALIST, 7, 1.0);
    rk_world *world = ill_until_month_12(lab, 12, RK_DUE_RETIREMENT);
    live_until(world, 14);
    assert_int_equal(world->posts.state[0].v[6], RK_VACANT);
    lab_free(lab);
}

static void a_return_on_the_day_of_the_end_of_a_term_does_not_put_it_off(void **unused)
{
    (void)unused;
    rk_lab *lab = with_leave(RK_CONTRACT_FIXED_TERM, 7, 1.0);
    lab_on(lab, RK_PROCESS_TERM_END);
    lab->values[RK_P_TERM_FIXED] = 1.0;
    lab->values[RK_P_TERM_RENEWAL] = 0.0;
    rk_world *world = ill_until_month_12(lab, 12, RK_DUE_TERM);
    live_until(world, 14);
    assert_int_equal(world->posts.state[0].v[6], RK_VACANT);
    lab_free(lab);
}

/* Aged 57 and a half in April 2010, to move in month 24 and to retire in month 36, at 60; ill from month 20 to 40. */
static void a_retirement_that_lies_behind_a_rotation_ends_leave_too(void **unused)
{
    (void)unused;
    static const uint32_t words[4] = {1, 0xf3333333, 0x80000000, 0};
    rk_lab *lab = with_leave(RK_CONTRACT_REGULAR, 20, 1.0);
    lab->scenario.start_year = 2010;
    lab_on(lab, RK_PROCESS_ROTATION);
    lab_on(lab, RK_PROCESS_RETIREMENT);
    lab->values[RK_P_ROTATION_SCALE] = 0.5; /* nobody stays longer than the minimum */
    rk_world *world = lab_begin(lab, 1, 0);
    rk_person_leaves(world, 0, 6, 1.0f);
    rk_person_starts(world, 0, 6, words, 1.0f);
    assert_int_equal(world->posts.due[0].v[6], 24);
    assert_int_equal(rk_retirement_month(world, *lab_born(world, 0, 6), 0), 36);
    live_until(world, 20);
    rk_leave_begins(world, 0, 6, 0x80000000);
    live_until(world, 36);
    assert_int_equal(world->posts.state[0].v[6], RK_ON_LEAVE); /* the move waits */
    live_until(world, 37);
    assert_int_equal(world->posts.state[0].v[6], RK_VACANT);
    lab_free(lab);
}

static void without_the_process_nobody_falls_ill(void **unused)
{
    (void)unused;
    rk_lab *lab = with_leave(RK_CONTRACT_ONE_YEAR, 3, 0.5);
    lab->scenario.process[RK_PROCESS_LEAVE] = false;
    lab->values[RK_P_LEAVE_RATE] = 0.2;
    rk_world *world = lab_begin(lab, 1, 0);
    live_until(world, 30);
    assert_int_equal(lab_sum(&world->at.present[0]), POSTS * RK_LANES);
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leave_that_a_clock_begins_lasts_as_long_as_drawn),
        cmocka_unit_test(length_is_lognormal_rounded_and_between_1_and_120_months),
        cmocka_unit_test(those_who_do_not_return_leave_a_vacancy_and_a_cost),
        cmocka_unit_test(a_relapse_comes_within_24_months_each_as_likely),
        cmocka_unit_test(a_relapse_is_another_leave),
        cmocka_unit_test(retirement_or_end_of_term_during_leave_ends_the_stay),
        cmocka_unit_test(a_rotation_during_leave_waits_for_the_april_after_return),
        cmocka_unit_test(a_return_on_the_day_of_retirement_does_not_put_it_off),
        cmocka_unit_test(a_return_on_the_day_of_the_end_of_a_term_does_not_put_it_off),
        cmocka_unit_test(a_retirement_that_lies_behind_a_rotation_ends_leave_too),
        cmocka_unit_test(without_the_process_nobody_falls_ill),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
