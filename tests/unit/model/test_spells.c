/* Hazard clocks: when a spell ends, by clock or by date, and that posts follow the two-state Markov chain of MODEL.md.
 */
#include "support/lab.h"

/* One municipality with one post in which nothing happens unless a test scripts it: month 0, calendar done. */
static rk_world *one_quiet_post(rk_lab *lab)
{
    lab_posts(lab, 1, RK_CONTRACT_SPECIALIST);
    rk_world *world = lab_begin(lab, 11, 0);
    lab_month_begins(world);
    return world;
}

/* ---- On the edge ---- */

static void a_spell_whose_clock_meets_the_hazard_exactly_goes_on(void **unused)
{
    (void)unused;
    const float hazard = 0.031f;
    rk_lab *lab = lab_new(1);
    rk_world *world = one_quiet_post(lab);
    lab_fill(&world->posts.rate[0], hazard);
    lab_fill(&world->posts.clock[0], hazard);
    world->posts.clock[0].v[3] = nextafterf(hazard, 0.0f);
    world->posts.clock[0].v[12] = nextafterf(hazard, 1.0f);
    rk_spells_month(world);
    RK_FOR_LANES(lane)
    {
        assert_int_equal(world->posts.state[0].v[lane], lane == 3 ? RK_VACANT : RK_IN_POST);
    }
    assert_int_equal(lab_sum(&world->at.year[0].resignations), 1);
    assert_true(world->posts.clock[0].v[0] == 0.0f); /* used up, and not below: it ends next month */
    rk_spells_month(world);
    assert_int_equal(lab_sum(&world->at.year[0].resignations), 15 + 1);
    lab_free(lab);
}

static void a_clock_counts_down_by_the_hazard_of_each_month(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    rk_world *world = one_quiet_post(lab);
    lab_fill(&world->posts.clock[0], 1.0f);
    float left = 1.0f;
    for (int month = 0; month < 9; month++) {
        float hazard = 0.0625f * (float)(month % 3); /* exact in binary */
        lab_fill(&world->posts.rate[0], hazard);
        rk_spells_month(world);
        left -= hazard;
        assert_true(world->posts.clock[0].v[month] == left);
    }
    lab_free(lab);
}

static void a_date_that_has_come_goes_before_the_clock(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    rk_world *world = one_quiet_post(lab);
    lab_fill(&world->posts.rate[0], 0.5f);
    lab_fill(&world->posts.clock[0], 0.1f); /* ends this month in every lane */
    rk_set_due(&world->posts, 0, 5, world->month, RK_DUE_ROTATION);
    rk_set_due(&world->posts, 0, 9, world->month, RK_DUE_RETIREMENT);
    rk_set_due(&world->posts, 0, 11, world->month + 1, RK_DUE_RETIREMENT); /* too late */
    rk_spells_month(world);
    const rk_year_sums *year = &world->at.year[0];
    assert_int_equal(lab_sum(&year->rotations), 1);
    assert_int_equal(year->rotations.v[5], 1);
    assert_int_equal(lab_sum(&year->retirements), 1);
    assert_int_equal(year->retirements.v[9], 1);
    assert_int_equal(lab_sum(&year->resignations), 14);
    assert_int_equal(year->resignations.v[5] + year->resignations.v[9], 0);
    assert_int_equal(year->replacement[5] + year->replacement[9], 0); /* nobody pays for a planned succession */
    assert_true(year->replacement[11] == world->posts.post[0].pay_month);
    lab_free(lab);
}

static void an_event_in_one_lane_and_post_touches_no_other(void **unused)
{
    (void)unused;
    enum { POSTS = 7 };
    rk_lab *lab = lab_new(2);
    lab_posts(lab, POSTS, RK_CONTRACT_SPECIALIST);
    rk_world *world = lab_begin(lab, 5, 3);
    lab_month_begins(world);
    const size_t post = POSTS + 4; /* the second municipality's */
    world->posts.rate[post].v[13] = 0.25f;
    world->posts.clock[post].v[13] = 0.125f;
    rk_spells_month(world);
    for (size_t i = 0; i < world->posts.n; i++) {
        RK_FOR_LANES(lane)
        {
            bool this = i == post && lane == 13;
            assert_int_equal(world->posts.state[i].v[lane] == RK_IN_POST, !this);
            assert_int_equal(world->posts.spell[i].v[lane], this ? 1 : 0);
        }
    }
    assert_int_equal(world->at.filled[1].v[13], POSTS - 1);
    assert_int_equal(lab_sum(&world->at.filled[0]), POSTS * RK_LANES);
    lab_free(lab);
}

/* ---- Frequencies ---- */

/* Leaving and being hired at constant chances: f(t + 1) = f(t) (1 - p) + (1 - f(t)) q. Posts are independent, so the
 * number filled is binomial. 3 x 280 posts x 16 lanes. */
static void a_post_is_a_two_state_markov_chain(void **unused)
{
    (void)unused;
    enum { PLACES = 3, POSTS = 280 };
    const double p = 0.0137, q = 0.083, n = PLACES * POSTS * RK_LANES;
    rk_lab *lab = lab_new(PLACES);
    lab_posts(lab, POSTS, RK_CONTRACT_ONE_YEAR);
    lab_on(lab, RK_PROCESS_RESIGNATION);
    lab_on(lab, RK_PROCESS_HIRING); /* terms, the market and overload are off */
    lab->values[RK_P_QUIT_EXTERNAL] = lab_chance(p, 1);
    lab->values[RK_P_HIRING_CONTRACT] = lab_chance(q, 1);
    rk_world *world = lab_begin(lab, 2, 0);
    double expected = 1.0;
    for (int month = 0; month < 60; month++) {
        lab_month_of_people(world);
        expected = expected * (1.0 - p) + (1.0 - expected) * q;
        double filled = 0;
        for (size_t place = 0; place < PLACES; place++) {
            filled += (double)lab_sum(&world->at.filled[place]);
        }
        lab_within(filled, n * expected, sqrt(n * expected * (1.0 - expected)), 5.0);
    }
    lab_free(lab);
}

/* The chance to leave in month k of a spell is p (1 - p)^(k - 1): geometric, whatever the threshold's distribution is
 * cut into. 5,000 posts that nobody fills again. */
static void stays_are_geometric(void **unused)
{
    (void)unused;
    enum { PLACES = 4, POSTS = 313, MONTHS = 40 };
    const double p = 0.06, n = PLACES * POSTS * RK_LANES;
    rk_lab *lab = lab_new(PLACES);
    lab_posts(lab, POSTS, RK_CONTRACT_SIDE_JOB);
    lab_on(lab, RK_PROCESS_RESIGNATION);
    lab->values[RK_P_QUIT_EXTERNAL] = lab_chance(p, 1);
    rk_world *world = lab_begin(lab, 3, 1);
    double before = n;
    for (int k = 1; k <= MONTHS; k++) {
        lab_month_of_people(world);
        double filled = 0, chance = p * pow(1.0 - p, k - 1);
        for (size_t place = 0; place < PLACES; place++) {
            filled += (double)lab_sum(&world->at.filled[place]);
        }
        lab_within(before - filled, n * chance, sqrt(n * chance * (1.0 - chance)), 5.0);
        before = filled;
    }
    lab_free(lab);
}

/* When a clock ends, it is leave with chance leave / (leave + quit). */
static void the_clock_ends_in_leave_in_proportion_to_its_hazard(void **unused)
{
    (void)unused;
    enum { POSTS = 2000 };
    const double quit = 0.0123, leave = 0.0321;
    rk_lab *lab = lab_new(1);
    lab_posts(lab, POSTS, RK_CONTRACT_ONE_YEAR);
    lab_on(lab, RK_PROCESS_RESIGNATION);
    lab_on(lab, RK_PROCESS_LEAVE);
    lab->values[RK_P_QUIT_EXTERNAL] = quit;
    lab->values[RK_P_LEAVE_RATE] = leave;
    rk_world *world = lab_begin(lab, 4, 0);
    lab_month_of_people(world);
    const double n = POSTS * RK_LANES, ends = n * -expm1(-(quit + leave)), part = leave / (quit + leave);
    double leaves = (double)lab_sum(&world->at.year[0].leave_starts);
    double resignations = (double)lab_sum(&world->at.year[0].resignations);
    lab_within(leaves + resignations, ends, sqrt(ends * (1.0 - ends / n)), 5.0);
    lab_within(leaves, (leaves + resignations) * part, sqrt((leaves + resignations) * part * (1.0 - part)), 5.0);
    lab_free(lab);
}

/* ---- Draws are addressed ---- */

static void the_same_block_lived_again_is_the_same(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(2);
    lab_posts(lab, 9, RK_CONTRACT_REGULAR);
    lab_all_on(lab);
    lab->values[RK_P_ESTABLISHMENT_SPECIALIST] = 0.3;
    lab_years(lab_begin(lab, 77, 5), 2);
    rk_row first[2];
    memcpy(first, lab->world->row, sizeof first);
    rk_world *world = lab->world; /* the same memory goes back to month 0, after another block */
    assert_int_equal(rk_simulation_begin(world, 78, 2, lab->values, 0, RK_LANES), RK_OK);
    lab_years(world, 3);
    assert_int_equal(rk_simulation_begin(world, 77, 5, lab->values, 0, RK_LANES), RK_OK);
    lab_years(world, 2);
    assert_memory_equal(first, world->row, sizeof first);
    lab_free(lab);
}

static void another_seed_or_block_is_other_luck(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    lab_posts(lab, 3, RK_CONTRACT_SPECIALIST);
    lab_begin(lab, 77, 5);
    rk_lanes first = lab->world->posts.clock[0];
    lab_begin(lab, 78, 5);
    assert_memory_not_equal(&first, &lab->world->posts.clock[0], sizeof first);
    lab_begin(lab, 77, 6);
    assert_memory_not_equal(&first, &lab->world->posts.clock[0], sizeof first);
    lab_begin(lab, 77, 5);
    assert_memory_equal(&first, &lab->world->posts.clock[0], sizeof first);
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_spell_whose_clock_meets_the_hazard_exactly_goes_on),
        cmocka_unit_test(a_clock_counts_down_by_the_hazard_of_each_month),
        cmocka_unit_test(a_date_that_has_come_goes_before_the_clock),
        cmocka_unit_test(an_event_in_one_lane_and_post_touches_no_other),
        cmocka_unit_test(a_post_is_a_two_state_markov_chain),
        cmocka_unit_test(stays_are_geometric),
        cmocka_unit_test(the_clock_ends_in_leave_in_proportion_to_its_hazard),
        cmocka_unit_test(the_same_block_lived_again_is_the_same),
        cmocka_unit_test(another_seed_or_block_is_other_luck),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
