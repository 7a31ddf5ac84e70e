/* Equal visits, fixed posting, and familiarity (MODEL.md section 6). */
#include "pool.h"

/* ---- Equal visits ---- */

/* Each of p experts present serves members / p, loses 5 % for each further one; all time is split equally. */
static void all_time_less_travel_is_split_equally(void **unused)
{
    (void)unused;
    enum { EXPERTS = 5, MEMBERS = 7 };
    rk_lab *lab = pool_lab(MEMBERS);
    rk_setting *set = pool_experts(lab, EXPERTS, RK_CONTRACT_ADVISER, RK_ASSIGN_EQUAL_VISITS);
    lab->values[set[RK_EXPERTS_DAYS].index] = 4.0;
    rk_world *world = lab_begin(lab, 1, 0);
    lab_month_begins(world);
    for (size_t i = 0; i < EXPERTS; i++) {
        lab_fill(&world->posts.proficiency[i], 0.8f + 0.1f * (float)i);
        for (int lane = 0; lane < RK_LANES; lane++) {
            if ((int)i < lane % 6) { /* lane 0: all five are there; lane 5: nobody */
                rk_leave_begins(world, i, lane, 0x80000000);
            }
        }
    }
    pool_month_of_support(world);
    for (int lane = 0; lane < RK_LANES; lane++) {
        double time = 0.0, present = EXPERTS - lane % 6;
        for (int i = lane % 6; i < EXPERTS; i++) {
            time += 0.2 * (0.8 + 0.1 * i);
        }
        double kept = 1.0 - 0.05 * fmax(MEMBERS / fmax(present, 1e-9) - 1.0, 0.0);
        for (size_t place = 0; place < MEMBERS; place++) {
            lab_close(pool_got(world, place, lane), present > 0 ? time * kept / MEMBERS : 0.0, 1e-6);
            assert_int_equal(world->at.posted[place].v[lane], 0); /* a visitor is no colleague */
        }
    }
    lab_free(lab);
}

static void travel_never_takes_more_than_nine_tenths(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(24);
    (void)pool_experts(lab, 1, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_EQUAL_VISITS);
    lab->values[RK_P_EXPERT_TRAVEL] = 0.1; /* 23 further municipalities */
    rk_world *world = lab_begin(lab, 1, 0);
    pool_month_of_support(world);
    lab_close(pool_got(world, 17, 3), 0.1 / 24, 1e-6);
    lab_free(lab);
}

static void more_experts_than_members_lose_nothing(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(2);
    (void)pool_experts(lab, 3, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_EQUAL_VISITS);
    rk_world *world = lab_begin(lab, 1, 0);
    pool_month_of_support(world);
    lab_close(pool_got(world, 0, 3), 1.5, 1e-6);
    lab_free(lab);
}

static void time_goes_to_work_by_skill(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(2);
    (void)pool_experts(lab, 6, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_EQUAL_VISITS); /* skill 0 twice, 1 to 4 once */
    lab->values[RK_P_EXPERT_PROFICIENCY] = 0.9;
    lab_on(lab, RK_PROCESS_LEARNING); /* without it everybody works at 1 */
    rk_world *world = lab_begin(lab, 1, 0);
    pool_month_of_support(world);
    for (int skill = 0; skill < RK_N_SKILLS; skill++) {
        double n = skill == 0 ? 2.0 : skill < 5 ? 1.0 : 0.0;
        /* Strangers: 0.7 of the effect. */
        lab_close((double)world->at.support[RK_N_SKILLS + skill].v[9], n * (1.0 * 0.9) * 0.7 / 2.0, 1e-6);
    }
    lab_free(lab);
}

/* ---- Fixed posting ---- */

/* Staff 500, 20, 300, 20, 90: the smallest first, of equals the lower code: places 1, 3, 4, 2, 0. */
static void experts_are_posted_to_the_smallest_desks_first_and_start_over(void **unused)
{
    (void)unused;
    static const double staff[] = {500, 20, 300, 20, 90};
    static const size_t order[] = {1, 3, 4, 2, 0};
    for (int n = 1; n <= 12; n++) {
        rk_lab *lab = pool_lab(5);
        (void)pool_experts(lab, n, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_FIXED);
        lab->values[RK_P_EXPERT_PROFICIENCY] = 0.9;
        lab_on(lab, RK_PROCESS_LEARNING);
        for (size_t i = 0; i < 5; i++) {
            lab->municipality[i].staff = staff[i];
        }
        rk_world *world = lab_begin(lab, 1, 0);
        pool_month_of_support(world);
        for (int i = 0; i < 5; i++) {
            int posted = n / 5 + (i < n % 5);
            assert_int_equal(world->at.posted[order[i]].v[6], posted);
            lab_close(pool_got(world, order[i], 6), 0.9 * posted, 1e-6);
        }
        lab_free(lab);
    }
}

static void a_posted_expert_on_leave_is_nobody(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(1);
    (void)pool_experts(lab, 1, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_FIXED);
    rk_world *world = lab_begin(lab, 1, 0);
    lab_month_begins(world);
    rk_leave_begins(world, 0, 3, 0x80000000);
    pool_month_of_support(world);
    world->month = 0;
    rk_cover_month(world);
    rk_cover_counted(world);
    RK_FOR_LANES(lane)
    {
        assert_int_equal(world->at.posted[0].v[lane], lane != 3);
        assert_int_equal(world->at.year[0].nobody.v[lane], lane == 3);
        assert_int_equal(world->at.year[0].solo.v[lane], lane != 3);
    }
    lab_free(lab);
}

/* ---- Familiarity ---- */

/* F_n = 1 - (1 - 1/6)^n, and the effect in month n + 1 is 0.7 + 0.3 F_n. */
static void familiarity_builds_up_in_months_with_support(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(1);
    (void)pool_experts(lab, 1, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_FIXED);
    rk_world *world = lab_begin(lab, 1, 0);
    for (int n = 0; n < 30; n++) {
        lab_close((double)pool_state(world, 0)->familiar[0].v[4], 1.0 - pow(5.0 / 6.0, n), 1e-5);
        pool_month_of_support(world);
        double effect = (double)world->at.support[RK_SKILL_STRATEGY].v[4];
        lab_close(effect, 0.7 + 0.3 * (1.0 - pow(5.0 / 6.0, n)), 1e-5);
    }
    rk_leave_begins(world, 0, 4, 0x80000000); /* no support, no growth */
    float before = pool_state(world, 0)->familiar[0].v[4];
    pool_month_of_support(world);
    assert_true(pool_state(world, 0)->familiar[0].v[4] == before);
    lab_free(lab);
}

/* Expert 2 of 4 leaves in month 10 and the successor comes in month 14: F x 3/4, once. */
static rk_world *one_of_four_changes(rk_lab *lab, int assignment, double familiar_before[2], double familiar_after[2])
{
    static const uint32_t words[4] = {1, 2, 3, 4};
    (void)pool_experts(lab, 4, RK_CONTRACT_FIXED_TERM, assignment);
    rk_world *world = lab_begin(lab, 1, 0);
    rk_experts *experts = pool_state(world, 0);
    while (world->month < 10) {
        pool_month_of_support(world);
    }
    lab->values[RK_P_EXPERT_FAMILIAR] = 1e9; /* nothing grows from here on */
    lab_fill(&experts->familiar[0], 0.8f);
    lab_fill(&experts->familiar[1], 0.6f);
    rk_person_leaves(world, 2, 7, 1.0f);
    while (world->month < 14) {
        pool_month_of_support(world);
    }
    for (int m = 0; m < 2; m++) {
        familiar_before[m] = (double)experts->familiar[m].v[7];
    }
    rk_person_starts(world, 2, 7, words, 1.0f);
    pool_month_of_support(world);
    for (int m = 0; m < 2; m++) {
        familiar_after[m] = (double)experts->familiar[m].v[7];
        lab_close((double)experts->familiar[m].v[6], m == 0 ? 0.8 : 0.6, 1e-6); /* other lanes keep theirs */
    }
    return world;
}

static void a_new_expert_of_four_takes_a_quarter_of_familiarity_away(void **unused)
{
    (void)unused;
    double before[2], after[2];
    rk_lab *lab = pool_lab(2);
    (void)one_of_four_changes(lab, RK_ASSIGN_EQUAL_VISITS, before, after);
    lab_close(after[0], before[0] * 0.75, 1e-6);
    lab_close(after[1], before[1] * 0.75, 1e-6);
    lab_free(lab);
}

/* MODEL.md section 6: familiarity falls when an expert is new. A vacancy is nobody new. */
static void a_vacancy_alone_takes_no_familiarity_away(void **unused)
{
    (void)unused;
    double before[2], after[2];
    rk_lab *lab = pool_lab(2);
    (void)one_of_four_changes(lab, RK_ASSIGN_EQUAL_VISITS, before, after);
    lab_close(before[0], 0.8, 1e-6);
    lab_close(before[1], 0.6, 1e-6);
    lab_free(lab);
}

/* Four experts posted to two desks: numbers 0 and 2 to the smaller one, place 0. */
static void a_new_posted_expert_is_a_stranger_at_that_desk_alone(void **unused)
{
    (void)unused;
    double before[2], after[2];
    rk_lab *lab = pool_lab(2);
    (void)one_of_four_changes(lab, RK_ASSIGN_FIXED, before, after);
    assert_true(after[0] < 1e-6); /* this month's growth */
    lab_close(after[1], 0.6, 1e-6);
    lab_free(lab);
}

static void a_new_block_begins_among_strangers(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(2);
    (void)pool_experts(lab, 2, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_EQUAL_VISITS);
    rk_world *world = lab_begin(lab, 1, 0);
    lab_years(world, 2);
    assert_true(pool_state(world, 0)->familiar[1].v[3] > 0.5f);
    assert_int_equal(rk_simulation_begin(world, 1, 1, lab->values, 0, RK_LANES), RK_OK);
    assert_true(pool_state(world, 0)->familiar[1].v[3] == 0.0f);
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_time_less_travel_is_split_equally),
        cmocka_unit_test(travel_never_takes_more_than_nine_tenths),
        cmocka_unit_test(more_experts_than_members_lose_nothing),
        cmocka_unit_test(time_goes_to_work_by_skill),
        cmocka_unit_test(experts_are_posted_to_the_smallest_desks_first_and_start_over),
        cmocka_unit_test(a_posted_expert_on_leave_is_nobody),
        cmocka_unit_test(familiarity_builds_up_in_months_with_support),
        cmocka_unit_test(a_new_expert_of_four_takes_a_quarter_of_familiarity_away),
        cmocka_unit_test(a_vacancy_alone_takes_no_familiarity_away),
        cmocka_unit_test(a_new_posted_expert_is_a_stranger_at_that_desk_alone),
        cmocka_unit_test(a_new_block_begins_among_strangers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
