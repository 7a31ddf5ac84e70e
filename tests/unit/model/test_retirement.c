/* Retirement by the legal age of the year (A15), and output from 60 on. */
#include "support/lab.h"

/* ---- The schedule ---- */

/* Month in which somebody is born who turns 60 in that calendar month, for a run that starts in FY2018. */
enum { START = 2018 };
static int born_to_turn_60(int year, int month) /* calendar */
{
    return (year - START) * 12 + month - 4 - 60 * 12;
}

/* A15, by cohort: who turns 60 within a fiscal year retires at the end of which, at which age. The age rises by a year
 * every second year, so that nobody reaches it in FY2023, 25, 27, 29 or 31. */
static const struct {
    int turns_60, retires_after, age;
} schedule[] = {
    {2018, 2018, 60}, {2019, 2019, 60}, {2020, 2020, 60}, {2021, 2021, 60}, {2022, 2022, 60},
    {2023, 2024, 61}, {2024, 2026, 62}, {2025, 2028, 63}, {2026, 2030, 64}, {2027, 2032, 65},
    {2028, 2033, 65}, {2029, 2034, 65}, {2030, 2035, 65}, {2037, 2042, 65},
};
enum { N_COHORTS = sizeof schedule / sizeof schedule[0] };

static void every_cohort_retires_at_its_legal_age_whatever_the_birth_month(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    lab->scenario.start_year = START;
    lab->scenario.n_years = 30;
    rk_world *world = lab_begin(lab, 1, 0);
    for (size_t i = 0; i < N_COHORTS; i++) {
        int expected = (schedule[i].retires_after + 1 - START) * 12;
        assert_int_equal(schedule[i].age, 60 + schedule[i].retires_after - schedule[i].turns_60);
        for (int month = 4; month < 16; month++) { /* April to March of the next year */
            int born = born_to_turn_60(schedule[i].turns_60, month);
            assert_int_equal(rk_retirement_month(world, born, 0), expected);
            assert_int_equal(rk_retirement_month(world, born, expected - 12), expected);
        }
    }
    lab_free(lab);
}

static void nobody_retires_after_the_run(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    lab->scenario.start_year = 2026;
    lab->scenario.n_years = 7; /* to March 2033, the end of FY2032 */
    rk_world *world = lab_begin(lab, 1, 0);
    /* Turns 60 in FY2027 and retires at the end of FY2032; a cohort later at the end of FY2033. */
    assert_int_equal(rk_retirement_month(world, 15 - 60 * 12, 0), 7 * 12);
    assert_int_equal(rk_retirement_month(world, 24 - 60 * 12, 0), RK_NO_MONTH);
    lab_free(lab);
}

static void somebody_older_than_the_age_retires_next_april(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    rk_world *world = lab_begin(lab, 1, 0);
    for (int month = 0; month < 40; month++) {
        assert_int_equal(rk_retirement_month(world, month - 66 * 12 - 5, month), (month / 12 + 1) * 12);
    }
    lab_free(lab);
}

/* Through the months: from April FY2023 on, in a staff of all ages, retirements of 1 April 2024, 26, 28, 30 and 32
 * (after the odd years) are none, and the others are some. */
static void after_odd_fiscal_years_up_to_2031_nobody_retires(void **unused)
{
    (void)unused;
    enum { POSTS = 600, YEARS = 14 };
    rk_lab *lab = lab_new(1);
    lab->scenario.start_year = 2023;
    lab->scenario.n_years = YEARS;
    lab_posts(lab, POSTS, RK_CONTRACT_SPECIALIST);
    lab_on(lab, RK_PROCESS_RETIREMENT);
    rk_world *world = lab_begin(lab, 6, 0);
    long retired = 0;
    for (int month = 0; month < 12 * YEARS; month++) {
        long before = lab_sum(&world->at.filled[0]);
        lab_month_of_people(world);
        long now = before - lab_sum(&world->at.filled[0]);
        int april_of = 2023 + month / 12, year_that_ends = april_of - 1;
        bool may = month > 0 && month % 12 == 0 && (year_that_ends % 2 == 0 || year_that_ends > 2031);
        assert_true(may ? now > 0 : now == 0);
        assert_int_equal(month % 12 == 0 ? lab_sum(&world->at.year[0].retirements) : now, now);
        retired += now;
    }
    /* Gone by 1 April 2036: who is 65 in March 2036, month 155, so was 625 months or older at the start; 19 of 100 are
     * in their fifties, spread evenly. */
    const double n = POSTS * RK_LANES, chance = 0.19 * (720 - 625) / 120;
    lab_within((double)retired, n * chance, sqrt(n * chance * (1.0 - chance)), 5.0);
    lab_free(lab);
}

static void contract_staff_do_not_retire(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    lab_posts(lab, 100, RK_CONTRACT_SIDE_JOB);
    lab_on(lab, RK_PROCESS_RETIREMENT);
    lab->values[RK_P_HIRING_AGE_EXTERNAL] = 61.0;
    rk_world *world = lab_begin(lab, 6, 0);
    for (int month = 0; month < 120; month++) {
        lab_month_of_people(world);
    }
    assert_int_equal(lab_sum(&world->at.filled[0]), 100 * RK_LANES);
    lab_free(lab);
}

/* ---- Output from 60 on ---- */

static void from_the_first_april_at_60_output_falls_and_not_before(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    lab_posts(lab, 1, RK_CONTRACT_SPECIALIST);
    lab->municipality[0].own_post_fte = 0.9;
    lab->values[RK_P_RETIREMENT_STAY] = 0.0;
    lab->values[RK_P_RETIREMENT_OUTPUT] = 0.77;
    rk_world *world = lab_begin(lab, 6, 0);
    RK_FOR_LANES(lane)
    {
        *lab_born(world, 0, lane) = 3 + lane - 60 * 12; /* turns 60 in month 3 + lane: July, August, ... */
    }
    for (int month = 0; month < 40; month++) {
        lab_month_of_people(world);
        RK_FOR_LANES(lane)
        {
            int april = (3 + lane + 11) / 12 * 12;  /* the first at 60: lane 9 turns 60 in April itself */
            int milli = month >= april ? 693 : 900; /* 900 x 0.77 */
            assert_int_equal(world->at.effort_milli[0].v[lane], milli);
            lab_close((double)world->posts.effort[0].v[lane], milli / 1000.0, 1e-6);
            assert_int_equal(world->at.present[0].v[lane], 1);
        }
    }
    lab_free(lab);
}

/* One person of sixteen, of each birth month in turn: nobody else draws the calendar's attention to the post. */
static void a_birthday_in_any_month_is_seen_in_the_next_april(void **unused)
{
    (void)unused;
    for (int month = 1; month <= 12; month++) {
        rk_lab *lab = lab_new(1);
        lab_posts(lab, 1, RK_CONTRACT_SPECIALIST);
        lab->values[RK_P_RETIREMENT_STAY] = 0.0;
        lab->values[RK_P_RETIREMENT_OUTPUT] = 0.5;
        rk_world *world = lab_begin(lab, 6, 0);
        RK_FOR_LANES(lane)
        {
            *lab_born(world, 0, lane) = (lane == month ? month : 30 * 12) - 60 * 12;
        }
        while (world->month <= 12) {
            assert_int_equal(lab_sum(&world->at.effort_milli[0]), 16000);
            lab_month_of_people(world);
        }
        assert_int_equal(lab_sum(&world->at.effort_milli[0]), 15500);
        lab_free(lab);
    }
}

static void who_stays_full_time_keeps_the_output(void **unused)
{
    (void)unused;
    enum { POSTS = 500 };
    const double stay = 0.64;
    rk_lab *lab = lab_new(1);
    lab_posts(lab, POSTS, RK_CONTRACT_SPECIALIST);
    lab->values[RK_P_RETIREMENT_STAY] = stay;
    lab->values[RK_P_RETIREMENT_OUTPUT] = 0.5;
    rk_world *world = lab_begin(lab, 8, 0);
    for (size_t post = 0; post < POSTS; post++) {
        RK_FOR_LANES(lane)
        {
            *lab_born(world, post, lane) = 5 - 60 * 12;
        }
    }
    for (int month = 0; month <= 12; month++) {
        lab_month_of_people(world);
    }
    const double n = POSTS * RK_LANES;
    double half = (n * 1000.0 - (double)lab_sum(&world->at.effort_milli[0])) / 500.0;
    lab_within(half, n * (1.0 - stay), sqrt(n * stay * (1.0 - stay)), 5.0);
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cohort_retires_at_its_legal_age_whatever_the_birth_month),
        cmocka_unit_test(nobody_retires_after_the_run),
        cmocka_unit_test(somebody_older_than_the_age_retires_next_april),
        cmocka_unit_test(after_odd_fiscal_years_up_to_2031_nobody_retires),
        cmocka_unit_test(contract_staff_do_not_retire),
        cmocka_unit_test(from_the_first_april_at_60_output_falls_and_not_before),
        cmocka_unit_test(a_birthday_in_any_month_is_seen_in_the_next_april),
        cmocka_unit_test(who_stays_full_time_keeps_the_output),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
