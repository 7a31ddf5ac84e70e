/* Terms of contract staff: how long, how often renewed, and that a fixed-term appointment never passes five years
 * (A21). */
#include "support/lab.h"

enum { POSTS = 400 };

static rk_lab *with_terms(rk_contract contract)
{
    rk_lab *lab = lab_new(1);
    lab_posts(lab, POSTS, contract);
    lab_on(lab, RK_PROCESS_TERM_END);
    return lab;
}

/* Lives on and returns how many leave in that month, having checked that nobody left before. */
static long leave_in(rk_world *world, int month)
{
    long before = lab_sum(&world->at.filled[0]);
    while (world->month < month) {
        lab_month_of_people(world);
        assert_int_equal(lab_sum(&world->at.filled[0]), before);
    }
    lab_month_of_people(world);
    return before - lab_sum(&world->at.filled[0]);
}

/* First terms of 1.3, 2.5, 3 and 5 years, always renewed: 16, 30, 36 and 60 months, and the last one cut at month 60.
 */
static void a_fixed_term_appointment_never_passes_five_years(void **unused)
{
    (void)unused;
    static const double terms[] = {1.0, 1.3, 2.5, 3.0, 4.99, 5.0};
    for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
        rk_lab *lab = with_terms(RK_CONTRACT_FIXED_TERM);
        lab->values[RK_P_TERM_FIXED] = terms[i];
        lab->values[RK_P_TERM_RENEWAL] = 1.0;
        rk_world *world = lab_begin(lab, 1, 0);
        assert_int_equal(leave_in(world, 60), POSTS * RK_LANES);
        assert_int_equal(lab_sum(&world->at.year[0].term_ends), POSTS * RK_LANES);
        lab_free(lab);
    }
}

/* The term once; then who stays in the area stays for good (S41), past the last year of the run. */
static void community_staff_go_or_stay_for_good_after_their_term(void **unused)
{
    (void)unused;
    rk_lab *lab = with_terms(RK_CONTRACT_COMMUNITY);
    rk_world *world = lab_begin(lab, 4, 0);
    double n = POSTS * RK_LANES;
    lab_within((double)leave_in(world, 25), n * 0.35, sqrt(n * 0.35 * 0.65), 5.0);
    assert_int_equal(leave_in(world, 115), 0);
    lab_free(lab);
}

/* A vacancy is filled at any time of the year; the five years count from then. */
static void the_five_years_count_from_the_day_of_the_appointment(void **unused)
{
    (void)unused;
    rk_lab *lab = with_terms(RK_CONTRACT_FIXED_TERM);
    lab_on(lab, RK_PROCESS_HIRING);
    lab->municipality[0].own_filled = 0.0;
    lab->values[RK_P_TERM_FIXED] = 1.7;
    lab->values[RK_P_TERM_RENEWAL] = 1.0;
    lab->values[RK_P_HIRING_CONTRACT] = 0.05;
    rk_world *world = lab_begin(lab, 1, 0);
    for (int month = 0; month < 120; month++) {
        lab_month_of_people(world);
        for (size_t post = 0; post < POSTS; post++) {
            RK_FOR_LANES(lane)
            {
                bool in_post = world->posts.state[post].v[lane] == RK_IN_POST;
                assert_true(!in_post || month - *lab_since(world, post, lane) < 60);
            }
        }
    }
    lab_free(lab);
}

static void a_term_is_renewed_with_its_chance_each_time(void **unused)
{
    (void)unused;
    static const struct {
        rk_contract contract;
        rk_parameter chance;
    } cases[] = {
        {RK_CONTRACT_ONE_YEAR, RK_P_TERM_ONE_YEAR_RENEWAL},
        {RK_CONTRACT_SIDE_JOB, RK_P_TERM_SIDE_JOB_RENEWAL},
        {RK_CONTRACT_ADVISER, RK_P_TERM_SIDE_JOB_RENEWAL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        rk_lab *lab = with_terms(cases[i].contract);
        double chance = lab->values[cases[i].chance], n = POSTS * RK_LANES;
        rk_world *world = lab_begin(lab, 4, 0);
        for (int year = 1; year <= 8; year++) { /* beyond five years too */
            double gone = (double)leave_in(world, 12 * year);
            lab_within(gone, n * (1.0 - chance), sqrt(n * chance * (1.0 - chance)), 5.0);
            assert_true((double)lab_sum(&world->at.year[0].term_ends) == gone);
            n -= gone;
        }
        lab_free(lab);
    }
}

static void the_renewal_of_a_fixed_term_has_its_own_chance(void **unused)
{
    (void)unused;
    const double chance = 0.83, n = POSTS * RK_LANES;
    rk_lab *lab = with_terms(RK_CONTRACT_FIXED_TERM);
    lab->values[RK_P_TERM_FIXED] = 3.0;
    lab->values[RK_P_TERM_RENEWAL] = chance;
    rk_world *world = lab_begin(lab, 4, 0);
    double first = (double)leave_in(world, 36);
    lab_within(first, n * (1.0 - chance), sqrt(n * chance * (1.0 - chance)), 5.0);
    assert_true((double)leave_in(world, 60) == n - first);
    lab_free(lab);
}

static void a_secondee_goes_home_after_one_stay(void **unused)
{
    (void)unused;
    rk_lab *lab = with_terms(RK_CONTRACT_SECONDEE);
    lab->values[RK_P_TERM_SECONDEE] = 18.6; /* 19 months */
    rk_world *world = lab_begin(lab, 4, 0);
    assert_int_equal(leave_in(world, 19), POSTS * RK_LANES);
    lab_free(lab);
}

static void regular_staff_and_specialists_have_no_term(void **unused)
{
    (void)unused;
    static const rk_contract contracts[] = {RK_CONTRACT_REGULAR, RK_CONTRACT_SPECIALIST};
    for (size_t i = 0; i < 2; i++) {
        rk_lab *lab = with_terms(contracts[i]);
        rk_world *world = lab_begin(lab, 4, 0);
        assert_int_equal(leave_in(world, 100), 0);
        lab_free(lab);
    }
}

static void without_the_process_terms_do_not_end(void **unused)
{
    (void)unused;
    rk_lab *lab = with_terms(RK_CONTRACT_FIXED_TERM);
    lab->scenario.process[RK_PROCESS_TERM_END] = false;
    rk_world *world = lab_begin(lab, 4, 0);
    assert_int_equal(leave_in(world, 100), 0);
    lab_free(lab);
}

/* MODEL.md section 10: replacement is paid for resignations and for leaves without return, not for terms. */
static void the_end_of_a_term_costs_no_replacement(void **unused)
{
    (void)unused;
    rk_lab *lab = with_terms(RK_CONTRACT_ONE_YEAR);
    rk_world *world = lab_begin(lab, 4, 0);
    (void)leave_in(world, 12);
    RK_FOR_LANES(lane)
    {
        assert_true(world->at.year[0].replacement[lane] == 0);
    }
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fixed_term_appointment_never_passes_five_years),
        cmocka_unit_test(community_staff_go_or_stay_for_good_after_their_term),
        cmocka_unit_test(the_five_years_count_from_the_day_of_the_appointment),
        cmocka_unit_test(a_term_is_renewed_with_its_chance_each_time),
        cmocka_unit_test(the_renewal_of_a_fixed_term_has_its_own_chance),
        cmocka_unit_test(a_secondee_goes_home_after_one_stay),
        cmocka_unit_test(regular_staff_and_specialists_have_no_term),
        cmocka_unit_test(without_the_process_terms_do_not_end),
        cmocka_unit_test(the_end_of_a_term_costs_no_replacement),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
