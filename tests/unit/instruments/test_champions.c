/* `champions`: who is chosen or raises a hand, what experience they have, what they do and take, and what it costs. */
#include "instruments/champions.h"
#include "instruments/sections.h"
#include "pool.h"

static rk_setting *champions(rk_lab *lab, int kind)
{
    rk_setting *set = pool_tool(lab, RK_INSTRUMENT_champions);
    set[RK_CHAMPIONS_KIND].count = kind;
    set[RK_CHAMPIONS_NUMBER].count = 8;
    set[RK_CHAMPIONS_WINDOW].count = 6;
    pool_set(lab, &set[RK_CHAMPIONS_SHARE], 1.0);
    pool_set(lab, &set[RK_CHAMPIONS_KEPT], 0.3);
    pool_set(lab, &set[RK_CHAMPIONS_JOIN], 0.027);
    pool_set(lab, &set[RK_CHAMPIONS_QUIT], 0.11);
    pool_set(lab, &set[RK_CHAMPIONS_AT_MOST], 1.0);
    pool_set(lab, &set[RK_CHAMPIONS_TIME], 0.07);
    pool_set(lab, &set[RK_CHAMPIONS_STUDY], 0.2);
    pool_set(lab, &set[RK_CHAMPIONS_GUIDANCE], 0.125);
    pool_set(lab, &set[RK_CHAMPIONS_SKILL], 0.2);
    pool_set(lab, &set[RK_CHAMPIONS_SKILL_REACHED], 0.6);
    pool_set(lab, &set[RK_CHAMPIONS_EXPERIENCE], 18.0);
    pool_set(lab, &set[RK_CHAMPIONS_ADOPTION], 5.0);
    pool_set(lab, &set[RK_CHAMPIONS_COST], 30011.0);
    return set;
}

static const rk_champions_member *member_of(const rk_world *world, size_t member)
{
    return &((const rk_champions *)world->slot_state[0])->member[member];
}

/* The hooks of a month up to its levers; the month does not move on. */
static void month_begins(rk_world *world)
{
    const rk_hooks *hooks = &world->hooks[RK_INSTRUMENT_champions];
    if (world->month % RK_MONTHS == 0) {
        hooks->april(world, 0);
    }
    hooks->month(world, 0);
    lab_month_begins(world);
}

static void months_until(rk_world *world, int month)
{
    for (; world->month < month; world->month++) {
        month_begins(world);
    }
}

static void every_section_has_a_leader_from_the_first_month_on(void **unused)
{
    (void)unused;
    static const double shares[] = {1.0, 0.41, 0.0};
    for (size_t i = 0; i < 3; i++) {
        rk_lab *lab = pool_lab(2);
        rk_setting *set = champions(lab, RK_CHAMPIONS_LEADERS);
        set[RK_COMMON_OPENS].month = 7;
        set[RK_COMMON_CLOSES].month = 40;
        pool_set(lab, &set[RK_CHAMPIONS_SHARE], shares[i]);
        rk_world *world = lab_begin(lab, 3, 2);
        int n = (int)(shares[i] * rk_sections(world, 1) + 0.5);
        for (; world->month < 50; world->month++) {
            month_begins(world);
            bool there = world->month >= 7 && world->month < 40;
            RK_FOR_LANES(lane)
            {
                assert_int_equal(world->at.champions[1].v[lane], there ? n : 0);
            }
        }
        lab_free(lab);
    }
}

/* Nobody is chosen anew: s(t) = r + (s0 - r) exp(-t / 18). */
static void experience_grows_with_the_months(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(1);
    rk_setting *set = champions(lab, RK_CHAMPIONS_WORKING_GROUP);
    pool_set(lab, &set[RK_CHAMPIONS_KEPT], 1.0);
    rk_world *world = lab_begin(lab, 3, 0);
    for (int months = 1; months <= 60; months++) {
        months_until(world, months);
        lab_close((double)member_of(world, 0)->skill.v[months % RK_LANES], 0.6 - 0.4 * exp(-months / 18.0), 1e-5);
    }
    lab_free(lab);
}

/* In April k of n stay with what they know, n - k begin: the mean of k / n is the chance. */
static void those_chosen_anew_begin_anew(void **unused)
{
    (void)unused;
    enum { BLOCKS = 200, N = 8 * RK_LANES * BLOCKS };
    rk_lab *lab = pool_lab(1);
    (void)champions(lab, RK_CHAMPIONS_WORKING_GROUP);
    double before = 0.6 - 0.4 * exp(-12 / 18.0), step = -expm1(-1.0 / 18.0), kept = 0.0;
    for (uint32_t block = 0; block < BLOCKS; block++) {
        rk_world *world = lab_begin(lab, 3, block);
        months_until(world, 13);
        RK_FOR_LANES(lane)
        {
            double chosen = ((double)member_of(world, 0)->skill.v[lane] - step * 0.6) / (1.0 - step); /* on 1 April */
            double k = 8.0 * (chosen - 0.2) / (before - 0.2);
            assert_true(fabs(k - round(k)) < 1e-3);
            assert_int_equal(world->at.champions[0].v[lane], 8);
            kept += round(k);
        }
    }
    lab_within(kept, 0.3 * N, sqrt(0.21 * N), 5);
    lab_free(lab);
}

/* Means follow n' = n (1 - q) + (S - n (1 - q)) j at every call, the first of which is the first month. */
static void volunteers_join_and_quit_at_each_call(void **unused)
{
    (void)unused;
    enum { BLOCKS = 120 };
    rk_lab *lab = pool_lab(1);
    lab->municipality[0].staff = 60.0;
    rk_setting *set = champions(lab, RK_CHAMPIONS_VOLUNTEERS);
    set[RK_COMMON_OPENS].month = 2;
    double sum[5] = {0};
    for (uint32_t block = 0; block < BLOCKS; block++) {
        rk_world *world = lab_begin(lab, 3, block);
        for (int i = 0; i < 5; i++) {
            months_until(world, 3 + 6 * i);
            sum[i] += (double)lab_sum(&world->at.champions[0]);
        }
    }
    double n = 0.0;
    for (int i = 0; i < 5; i++) {
        double stay = n * 0.89;
        n = stay + (60.0 - stay) * 0.027;
        lab_within(sum[i] / (BLOCKS * RK_LANES), n, sqrt(n / (BLOCKS * RK_LANES)), 5);
    }
    lab_free(lab);
}

static void volunteers_change_at_calls_alone_and_stay_within_their_limit(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(2);
    rk_setting *set = champions(lab, RK_CHAMPIONS_VOLUNTEERS);
    set[RK_COMMON_OPENS].month = -3;
    set[RK_CHAMPIONS_WINDOW].count = 5;
    pool_set(lab, &set[RK_CHAMPIONS_JOIN], 0.3);
    pool_set(lab, &set[RK_CHAMPIONS_AT_MOST], 0.1);
    rk_world *world = lab_begin(lab, 3, 0);
    bool full = false;
    for (; world->month < 60; world->month++) {
        rk_lanes_int before = world->at.champions[1];
        month_begins(world);
        bool same = memcmp(&before, &world->at.champions[1], sizeof before) == 0;
        assert_true(same || world->month % 5 == 0);
        RK_FOR_LANES(lane)
        {
            int n = world->at.champions[1].v[lane];
            assert_in_range(n, 0, 16); /* of 158 */
            full |= n == 16;
        }
    }
    assert_true(full);
    lab_free(lab);
}

static void they_give_time_take_guidance_and_win_sections(void **unused)
{
    (void)unused;
    for (int kind = RK_CHAMPIONS_LEADERS; kind <= RK_CHAMPIONS_WORKING_GROUP; kind++) {
        rk_lab *lab = pool_lab(2);
        lab_posts(lab, 3, RK_CONTRACT_SPECIALIST);
        rk_setting *set = champions(lab, kind);
        lab->municipality[1].own_post_fte = 0.7;
        rk_world *world = lab_begin(lab, 3, 0);
        months_until(world, 9);
        rk_person_leaves(world, 3, 5, 1.0f);
        rk_person_leaves(world, 4, 6, 1.0f);
        rk_person_leaves(world, 3, 6, 1.0f);
        rk_person_leaves(world, 5, 6, 1.0f);
        rk_lanes skill = member_of(world, 1)->skill;
        months_until(world, 12); /* levers are those of month 9 */
        RK_FOR_LANES(lane)
        {
            double n = world->at.champions[1].v[lane], people = lane == 5 ? 2.0 : lane == 6 ? 0.0 : 3.0;
            double taken = people > 0.0 ? n * 0.125 / 20.0 / (0.7 * people) : 0.0;
            unsigned sections = rk_sections(world, 1);
            double reached = kind == RK_CHAMPIONS_LEADERS ? 1.0 : rk_sections_reached(n, sections);
            lab_close((double)world->lever[RK_LEVER_EXTRA][1].v[lane], n * 0.07 * 0.8 * (double)skill.v[lane], 1e-5);
            lab_close((double)world->lever[RK_LEVER_TAKEN][1].v[lane], taken, 1e-5);
            lab_close((double)world->lever[RK_LEVER_ADOPTION][1].v[lane], 1.0 + 5.0 * reached, 1e-5);
        }
        set[RK_COMMON_CLOSES].month = 12;
        month_begins(world);
        assert_true(world->lever[RK_LEVER_EXTRA][1].v[3] == 0.0f && world->lever[RK_LEVER_ADOPTION][1].v[3] == 1.0f);
        lab_free(lab);
    }
}

/* Levers must not hang on whether another instrument happens to have them set anew. */
static void levers_stay_the_same_within_a_quarter(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(1), *often = pool_lab(1);
    lab_posts(lab, 2, RK_CONTRACT_SPECIALIST);
    lab_posts(often, 2, RK_CONTRACT_SPECIALIST);
    (void)champions(lab, RK_CHAMPIONS_LEADERS);
    (void)champions(often, RK_CHAMPIONS_LEADERS);
    rk_world *world = lab_begin(lab, 3, 0), *other = lab_begin(often, 3, 0);
    for (; world->month < 30; world->month++, other->month++) {
        month_begins(world);
        rk_levers_change(other);
        month_begins(other);
        for (int lever = 0; lever < RK_N_LEVERS; lever++) {
            assert_memory_equal(&world->lever[lever][0], &other->lever[lever][0], sizeof(rk_lanes));
        }
    }
    lab_free(lab);
    lab_free(often);
}

static void each_month_of_each_is_paid(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(1);
    rk_setting *set = champions(lab, RK_CHAMPIONS_WORKING_GROUP);
    set[RK_COMMON_OPENS].month = 2;
    set[RK_COMMON_START_DELAY].count = 3;
    lab_on(lab, RK_PROCESS_MONEY);
    rk_world *world = lab_begin(lab, 3, 0);
    lab_years(world, 1);
    assert_int_equal(world->row[0].money[RK_METRIC_COST_TRAINING - RK_N_COUNTS][3],
                     (int64_t)(8.0 * 7.0 * 30011.0 / 12.0 + 0.5));
    lab_years(world, 1);
    assert_int_equal(world->row[0].money[RK_METRIC_COST_TRAINING - RK_N_COUNTS][3], 8 * 30011);
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_section_has_a_leader_from_the_first_month_on),
        cmocka_unit_test(experience_grows_with_the_months),
        cmocka_unit_test(those_chosen_anew_begin_anew),
        cmocka_unit_test(volunteers_join_and_quit_at_each_call),
        cmocka_unit_test(volunteers_change_at_calls_alone_and_stay_within_their_limit),
        cmocka_unit_test(they_give_time_take_guidance_and_win_sections),
        cmocka_unit_test(levers_stay_the_same_within_a_quarter),
        cmocka_unit_test(each_month_of_each_is_paid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
