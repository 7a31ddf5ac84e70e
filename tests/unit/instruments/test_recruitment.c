/* `recruitment`: candidates spread over open posts, what draws them, and the bill (MODEL.md section 13). */
#include "instruments/recruitment.h"
#include "pool.h"

enum { PLACES = 4 };
static const size_t two_members[] = {1, 3};

static rk_setting *recruitment(rk_lab *lab)
{
    rk_setting *set = pool_tool(lab, RK_INSTRUMENT_recruitment);
    pool_members(set, RK_COMMON_MEMBERS, two_members, 2);
    set[RK_RECRUITMENT_SCOPE].count = RK_SCOPE_MEMBERS;
    pool_set(lab, &set[RK_RECRUITMENT_APPLICANTS], 10.0 / 12.0); /* base unit: a month */
    pool_set(lab, &set[RK_RECRUITMENT_LISTED], 0.8);
    pool_set(lab, &set[RK_RECRUITMENT_DECLINE], 0.25);
    pool_set(lab, &set[RK_RECRUITMENT_EXAMINATION], 1.0);
    pool_set(lab, &set[RK_RECRUITMENT_ONSITE], 1.0);
    pool_set(lab, &set[RK_RECRUITMENT_REMOTE], 1.0);
    pool_set(lab, &set[RK_RECRUITMENT_PAY], 1.0);
    return set;
}

/* Three contract posts in each municipality, all filled but so many of the second. */
static rk_world *begin_with_vacancies(rk_lab *lab, size_t n)
{
    lab_posts(lab, 3, RK_CONTRACT_ONE_YEAR);
    lab_on(lab, RK_PROCESS_HIRING);
    rk_world *world = lab_begin(lab, 2, 0);
    for (size_t post = 3; post < 3 + n; post++) {
        RK_FOR_LANES(lane)
        {
            rk_person_leaves(world, post, lane, 50.0f);
        }
    }
    world->hooks[RK_INSTRUMENT_recruitment].month(world, 0);
    lab_month_begins(world);
    return world;
}

static double onsite(const rk_world *world, size_t place)
{
    return (double)world->lever[RK_LEVER_PULL_ONSITE][place].v[4];
}

/* 10 x 0.8 x 0.75 = 6 who would accept; 1.6 positions a seeker: factor (1 + 1.6 x 6 / open)^0.5. */
static void candidates_are_spread_over_the_open_posts_of_members(void **unused)
{
    (void)unused;
    for (size_t open = 1; open <= 3; open++) {
        rk_lab *lab = pool_lab(PLACES);
        (void)recruitment(lab);
        rk_world *world = begin_with_vacancies(lab, open);
        double factor = sqrt(1.0 + 1.6 * 6.0 / (double)open);
        lab_close(onsite(world, 1), factor, 1e-6);
        lab_close(onsite(world, 3), factor, 1e-6);
        lab_close(onsite(world, 0), 1.0, 0.0);
        lab_close(onsite(world, PLACES), 1.0, 0.0);
        lab_close((double)lab_fill_factor(world, 1, false)->v[4], factor, 1e-6);
        lab_close((double)lab_fill_factor(world, 1, true)->v[4], 1.0, 0.0);
        lab_free(lab);
    }
}

/* Of a national list each member expects a 1,741st part; vacancies of others do not count. */
static void a_national_list_is_for_the_whole_nation(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(PLACES);
    rk_setting *set = recruitment(lab);
    set[RK_RECRUITMENT_SCOPE].count = RK_SCOPE_NATION;
    rk_world *world = begin_with_vacancies(lab, 1);
    rk_person_leaves(world, 0, 4, 50.0f); /* not of a member */
    world->hooks[RK_INSTRUMENT_recruitment].month(world, 0);
    lab_month_begins(world);
    lab_close(onsite(world, 1), sqrt(1.0 + 1.6 * 6.0 * 2.0 / 1741.0), 1e-6);
    lab_free(lab);
}

/* Posts that experts of the prefecture hold: only where it is said. */
static void shared_experts_are_drawn_only_where_it_is_said(void **unused)
{
    (void)unused;
    for (int shared = 0; shared < 2; shared++) {
        rk_lab *lab = pool_lab(PLACES);
        rk_setting *set = recruitment(lab);
        set[RK_RECRUITMENT_SHARED].count = shared;
        pool_set(lab, &set[RK_RECRUITMENT_ONSITE], 1.5);
        (void)pool_experts(lab, 2, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_EQUAL_VISITS);
        rk_world *world = lab_begin(lab, 2, 0);
        rk_person_leaves(world, 0, 4, 50.0f);
        rk_person_leaves(world, 1, 4, 50.0f);
        world->hooks[RK_INSTRUMENT_recruitment].month(world, 0);
        lab_month_begins(world);
        lab_close(onsite(world, PLACES), shared ? 1.5 * sqrt(1.0 + 1.6 * 6.0 / 2.0) : 1.0, 1e-6);
        lab_free(lab);
    }
}

static void rounds_remote_work_and_pay_draw_people(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(PLACES);
    rk_setting *set = recruitment(lab);
    pool_set(lab, &set[RK_RECRUITMENT_APPLICANTS], 0.0);
    pool_set(lab, &set[RK_RECRUITMENT_EXAMINATION], 1.3);
    pool_set(lab, &set[RK_RECRUITMENT_ONSITE], 1.1);
    pool_set(lab, &set[RK_RECRUITMENT_REMOTE], 1.7);
    pool_set(lab, &set[RK_RECRUITMENT_REMOTE_OFFERS], 0.4);
    pool_set(lab, &set[RK_RECRUITMENT_PAY], 1.2);
    lab->values[RK_P_MARKET_PAY] = 2.0;
    rk_world *world = begin_with_vacancies(lab, 1);
    double pay = 1.44, remote = 0.6 + 0.4 * 0.19 / 0.083;
    lab_close((double)world->lever[RK_LEVER_PULL_OPEN][3].v[0], 1.3 * pay, 1e-6);
    lab_close(onsite(world, 3), 1.1 * remote * pay, 1e-6);
    lab_close((double)world->lever[RK_LEVER_PULL_REMOTE][3].v[0], 1.7 * pay, 1e-6);
    lab_close(onsite(world, 2), 1.0, 0.0);
    lab_free(lab);
}

static int64_t yen(const rk_world *world, size_t place, rk_metric metric)
{
    return world->row[place].money[metric - RK_N_COUNTS][5];
}

/* The list from opens on; a fee for each hire, and more pay for those hired, from the month with effect on. */
static void hires_and_their_pay_are_billed_from_the_first_effect_on(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(PLACES);
    rk_setting *set = recruitment(lab);
    set[RK_COMMON_START_DELAY].count = 9;
    pool_set(lab, &set[RK_RECRUITMENT_PAY], 1.1);
    pool_set(lab, &set[RK_RECRUITMENT_COST], 1000001.0);
    pool_set(lab, &set[RK_RECRUITMENT_COST_HIRE], 300007.0);
    lab_posts(lab, 5, RK_CONTRACT_FIXED_TERM);
    lab_on(lab, RK_PROCESS_HIRING);
    lab_on(lab, RK_PROCESS_RESIGNATION);
    lab_on(lab, RK_PROCESS_MONEY);
    lab->values[RK_P_QUIT_EXTERNAL] = 0.07;
    lab->values[RK_P_HIRING_CONTRACT] = 0.4;
    rk_world *world = lab_begin(lab, 2, 0);
    for (int year = 0; year < 3; year++) {
        rk_recruitment *self = world->slot_state[0];
        lab_years(world, 1);
        assert_true(yen(world, 1, RK_METRIC_COST_RECRUITMENT) + yen(world, 3, RK_METRIC_COST_RECRUITMENT) ==
                    1000001 + 300007 * (self->hires[0].v[5] + self->hires[1].v[5]));
        long all = lab_sum(&world->at.year[1].hires), through = lab_sum(&self->hires[0]);
        assert_true(year == 0 ? through < all : through == all);
        assert_true(yen(world, 0, RK_METRIC_COST_RECRUITMENT) == 0);
        int64_t month = world->posts.post[5].pay_month;
        double own = (double)world->at.year[1].pay[5] * world->wage_now;
        double extra = (double)yen(world, 1, RK_METRIC_COST_STAFF) - own;
        lab_close(extra, 0.1 * (double)self->pay[0][5] * world->wage_now, 1e-5);
        assert_true(self->pay[0][5] % month == 0 && self->pay[0][5] <= 60 * month);
        assert_true((self->pay[0][5] > 0) == (year > 0 || self->hires[0].v[5] > 0));
    }
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(candidates_are_spread_over_the_open_posts_of_members),
        cmocka_unit_test(a_national_list_is_for_the_whole_nation),
        cmocka_unit_test(shared_experts_are_drawn_only_where_it_is_said),
        cmocka_unit_test(rounds_remote_work_and_pay_draw_people),
        cmocka_unit_test(hires_and_their_pay_are_billed_from_the_first_effect_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
