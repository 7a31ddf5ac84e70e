/* Experts: whose they are, when they are there, and what part of the world they touch. */
#include "pool.h"

/* ---- Members ---- */

static void experts_belong_nowhere_and_have_skills_in_turn(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(3);
    rk_setting *set = pool_experts(lab, 7, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_EQUAL_VISITS);
    lab->values[set[RK_EXPERTS_DAYS].index] = 13.0;
    rk_world *world = lab_begin(lab, 1, 0);
    assert_int_equal(world->posts.n, 7);
    for (size_t i = 0; i < 7; i++) {
        const rk_post *post = &world->posts.post[i];
        assert_int_equal(post->municipality, RK_NOWHERE);
        assert_int_equal(post->slot, 0);
        assert_int_equal(post->contract, RK_CONTRACT_FIXED_TERM);
        assert_int_equal(post->skill, set[RK_EXPERTS_SKILLS].choices[i % 5]);
        assert_int_equal(post->fte_milli, 650); /* 13 of 20 days */
        assert_int_equal(post->who, rk_who_expert(38, 0, (unsigned)i));
    }
    for (size_t place = 0; place < 3; place++) {
        assert_int_equal(lab_sum(&world->at.filled[place]) + lab_sum(&world->at.present[place]), 0);
    }
    lab_free(lab);
}

/* Five municipalities, the last two in the next prefecture; members are 1, 3 and 4. */
static const size_t members_of_both[] = {1, 3, 4};

static rk_lab *two_prefectures(void)
{
    rk_lab *lab = pool_lab(5);
    lab->prefecture[0].n_municipalities = 3;
    lab->prefecture[1].first = 3;
    lab->prefecture[1].n_municipalities = 2;
    lab->municipality[3].code = 39201;
    lab->municipality[4].code = 39202;
    return lab;
}

static void a_prefecture_serves_the_members_that_lie_in_it(void **unused)
{
    (void)unused;
    rk_lab *lab = two_prefectures();
    rk_setting *set = pool_experts(lab, 2, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_EQUAL_VISITS);
    pool_members(set, RK_COMMON_MEMBERS, members_of_both, 3);
    rk_world *world = lab_begin_in(lab, 0, 1, 0);
    assert_int_equal(pool_state(world, 0)->n_members, 1);
    pool_month_of_support(world);
    assert_true(pool_got(world, 1, 4) > 0.0 && pool_got(world, 0, 4) == 0.0 && pool_got(world, 2, 4) == 0.0);
    world = lab_begin_in(lab, 1, 1, 0);
    assert_int_equal(pool_state(world, 0)->n_members, 2);
    assert_int_equal(world->posts.post[0].who, rk_who_expert(39, 0, 0));
    pool_month_of_support(world);
    assert_true(pool_got(world, 0, 4) > 0.0 && pool_got(world, 1, 4) > 0.0);
    lab_free(lab);
}

/* Not even a position is opened where there is nobody to serve: experts of the other prefecture are that prefecture's.
 */
static void a_prefecture_without_members_has_no_experts_and_no_cost(void **unused)
{
    (void)unused;
    static const int assignments[] = {RK_ASSIGN_ON_REQUEST, RK_ASSIGN_EQUAL_VISITS, RK_ASSIGN_FIXED};
    for (size_t i = 0; i < 3; i++) {
        rk_lab *lab = two_prefectures();
        rk_setting *set = pool_experts(lab, 2, RK_CONTRACT_FIXED_TERM, assignments[i]);
        pool_members(set, RK_COMMON_MEMBERS, members_of_both + 1, 2);
        lab->values[set[RK_EXPERTS_OVERHEAD].index] = 7e6;
        lab_on(lab, RK_PROCESS_MONEY);
        rk_world *world = lab_begin_in(lab, 0, 1, 0);
        assert_int_equal(world->posts.n, 0);
        lab_years(world, 2);
        assert_true(world->total[RK_METRIC_COST_EXPERTS][3] + world->total[RK_METRIC_COST_OVERHEAD][3] == 0);
        assert_true(world->total[RK_METRIC_SUPPORT][3] == 0);
        lab_free(lab);
    }
}

static void an_instrument_without_experts_gives_nothing_and_costs_its_overhead(void **unused)
{
    (void)unused;
    static const int assignments[] = {RK_ASSIGN_ON_REQUEST, RK_ASSIGN_EQUAL_VISITS, RK_ASSIGN_FIXED};
    for (size_t i = 0; i < 3; i++) {
        rk_lab *lab = pool_lab(3);
        rk_setting *set = pool_experts(lab, 0, RK_CONTRACT_FIXED_TERM, assignments[i]);
        lab->values[set[RK_EXPERTS_OVERHEAD].index] = 7000001.0;
        lab_on(lab, RK_PROCESS_MONEY);
        rk_world *world = lab_begin(lab, 1, 0);
        lab_years(world, 2);
        assert_true(world->total[RK_METRIC_SUPPORT][3] == 0 && world->total[RK_METRIC_REQUESTS][3] == 0);
        assert_true(world->total[RK_METRIC_COST_EXPERTS][3] == 0);
        assert_true(world->total[RK_METRIC_COST_OVERHEAD][3] == 7000001);
        lab_free(lab);
    }
}

/* ---- Dates ---- */

static void experts_serve_from_opening_to_closing_within_the_year(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(2);
    rk_setting *set = pool_experts(lab, 3, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_EQUAL_VISITS);
    set[RK_COMMON_OPENS].month = 5;
    set[RK_COMMON_CLOSES].month = 20;
    lab->values[set[RK_EXPERTS_OVERHEAD].index] = 1.2e6;
    lab_on(lab, RK_PROCESS_MONEY);
    rk_world *world = lab_begin(lab, 1, 0);
    static const int months[] = {7, 8, 0}; /* September to March, April to November, none */
    for (int year = 0; year < 3; year++) {
        rk_simulation_year(world);
        RK_FOR_LANES(lane)
        {
            int64_t paid = 0;
            for (size_t i = 0; i < 3; i++) {
                paid += (int64_t)lrintf(world->posts.paid_months[i].v[lane]);
            }
            assert_true(paid == 3 * months[year]);
            assert_true(world->total[RK_METRIC_COST_EXPERTS][lane] == paid * world->posts.post[0].pay_month);
            assert_true(world->total[RK_METRIC_COST_OVERHEAD][lane] == 100000 * months[year]);
            assert_true((world->total[RK_METRIC_SUPPORT][lane] > 0) == (months[year] > 0));
        }
    }
    lab_free(lab);
}

/* Opens in month 2, given up in 8: paid in months 2 to 10, of use in 5 to 10. */
static void experts_are_paid_before_they_take_effect_and_through_the_notice(void **unused)
{
    (void)unused;
    for (int assignment = RK_ASSIGN_ON_REQUEST; assignment <= RK_ASSIGN_FIXED; assignment++) {
        rk_lab *lab = pool_lab(2);
        rk_setting *set = pool_experts(lab, 3, RK_CONTRACT_FIXED_TERM, assignment);
        set[RK_COMMON_OPENS].month = 2;
        set[RK_COMMON_START_DELAY].count = 3;
        set[RK_COMMON_CLOSES].month = 8;
        set[RK_COMMON_NOTICE].count = 3;
        lab->values[set[RK_EXPERTS_REQUESTS].index] = 20.0;
        lab->values[set[RK_EXPERTS_OVERHEAD].index] = 1.2e6;
        lab_on(lab, RK_PROCESS_MONEY);
        rk_world *world = lab_begin(lab, 1, 0);
        rk_simulation_year(world);
        for (int month = 0; month < 12; month++) {
            bool covered = world->month_count[month * 2].zero_cover < RK_LANES; /* nobody else is there */
            assert_int_equal(covered, month >= 5 && month < 11);
        }
        RK_FOR_LANES(lane)
        {
            assert_true(world->total[RK_METRIC_COST_EXPERTS][lane] == 27 * world->posts.post[0].pay_month);
            assert_true(world->total[RK_METRIC_COST_OVERHEAD][lane] == 900000);
        }
        lab_free(lab);
    }
}

/* Two, then five, then one, then three: who is there, and paid, in each month; those who stay are not disturbed. */
static void a_ramp_opens_and_closes_positions(void **unused)
{
    (void)unused;
    static const rk_step steps[] = {{2, 2}, {5, 5}, {7, 1}, {9, 3}};
    static const long expected[12] = {0, 0, 2, 2, 2, 5, 5, 1, 1, 3, 3, 0};
    rk_lab *lab = pool_lab(2);
    rk_setting *set = pool_experts(lab, 5, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_EQUAL_VISITS);
    set[RK_EXPERTS_NUMBER].steps = steps;
    set[RK_EXPERTS_NUMBER].n_steps = 4;
    set[RK_COMMON_CLOSES].month = 11;
    rk_world *world = lab_begin(lab, 1, 0);
    assert_int_equal(world->posts.n, 7);
    for (int month = 0; month < 12; month++) {
        lab_month_of_people(world);
        RK_FOR_LANES(lane)
        {
            long there = 0;
            for (size_t post = 0; post < 7; post++) {
                there += world->posts.state[post].v[lane] == RK_IN_POST;
                assert_int_equal(world->posts.post[post].who, rk_who_expert(38, 0, (unsigned)post));
            }
            assert_int_equal(there, expected[month]);
            assert_true(month < 2 || month > 10 || *lab_since(world, 0, lane) == 2);
        }
    }
    assert_int_equal(world->posts.post[5].skill, world->posts.post[1].skill); /* the second position, filled again */
    lab_free(lab);
}

static void a_pool_that_opens_without_staff_hires_it(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(2);
    rk_setting *set = pool_experts(lab, 400, RK_CONTRACT_SIDE_JOB, RK_ASSIGN_EQUAL_VISITS);
    set[RK_EXPERTS_STAFFED].count = 0;
    set[RK_COMMON_OPENS].month = 3;
    lab_on(lab, RK_PROCESS_HIRING);
    rk_world *world = lab_begin(lab, 1, 0);
    const double n = 400.0 * RK_LANES;
    for (int month = 0; month < 10; month++) {
        lab_month_of_people(world);
        double filled = 0.0, chance = month < 3 ? 0.0 : 1.0 - exp(-0.19 * (month - 2)); /* from the month it opens on */
        for (size_t post = 0; post < 400; post++) {
            RK_FOR_LANES(lane)
            {
                filled += world->posts.state[post].v[lane] == RK_IN_POST;
            }
        }
        lab_within(filled, n * chance, sqrt(n * chance * (1.0 - chance)) + 1e-9, 5.0);
    }
    lab_free(lab);
}

/* Positions that open vacant, of so many employers and pays: part of them filled within two months, against the hazard
 * of the contract times the pull. */
static void a_known_employer_and_better_pay_draw_more_people(void **unused)
{
    (void)unused;
    enum { N = 400 };
    static const struct {
        rk_contract contract;
        int employer;
        double premium, pull;
    } cases[] = {
        {RK_CONTRACT_FIXED_TERM, RK_EMPLOYER_MUNICIPALITY, 1.0, 1.0},
        {RK_CONTRACT_FIXED_TERM, RK_EMPLOYER_PREFECTURE, 1.0, 1.7},
        {RK_CONTRACT_ONE_YEAR, RK_EMPLOYER_JOINT_OFFICE, 1.0, 1.3},
        {RK_CONTRACT_SECONDEE, RK_EMPLOYER_NATION, 1.0, 2.1},
        {RK_CONTRACT_FIXED_TERM, RK_EMPLOYER_MUNICIPALITY, 1.44, 1.2}, /* elasticity 1/2 */
        {RK_CONTRACT_COMMUNITY, RK_EMPLOYER_PREFECTURE, 0.25, 1.7 * 0.5},
        {RK_CONTRACT_SIDE_JOB, RK_EMPLOYER_NATION, 1.0, 1.0}, /* remote: anybody may offer it */
        {RK_CONTRACT_SIDE_JOB, RK_EMPLOYER_NATION, 0.0, 1.0}, /* who comes without pay comes for other reasons */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        rk_lab *lab = pool_lab(2);
        rk_setting *set = pool_experts(lab, N, cases[i].contract, RK_ASSIGN_EQUAL_VISITS);
        set[RK_EXPERTS_STAFFED].count = 0;
        set[RK_EXPERTS_EMPLOYER].count = cases[i].employer;
        lab->values[set[RK_EXPERTS_PAY].index] = cases[i].premium;
        lab->values[RK_P_MARKET_PREFECTURE] = 1.7;
        lab->values[RK_P_MARKET_JOINT_OFFICE] = 1.3;
        lab->values[RK_P_MARKET_NATION] = 2.1;
        lab->values[RK_P_MARKET_PAY] = 0.5;
        lab_on(lab, RK_PROCESS_HIRING);
        rk_world *world = lab_begin(lab, 3, 0);
        lab_month_of_people(world);
        lab_month_of_people(world);
        double filled = 0.0, hazard = rk_contract_remote(cases[i].contract) ? 0.19 : 0.083, n = N * RK_LANES;
        for (size_t post = 0; post < N; post++) {
            RK_FOR_LANES(lane)
            {
                filled += world->posts.state[post].v[lane] == RK_IN_POST;
            }
        }
        double chance = 1.0 - exp(-2.0 * hazard * cases[i].pull);
        lab_within(filled, n * chance, sqrt(n * chance * (1.0 - chance)), 5.0);
        lab_free(lab);
    }
}

/* Renewal after a year: 90 % with pay, 70 % without. */
static void people_without_pay_go_on_less_often(void **unused)
{
    (void)unused;
    enum { N = 400 };
    for (int paid = 0; paid < 2; paid++) {
        rk_lab *lab = pool_lab(2);
        rk_setting *set = pool_experts(lab, N, RK_CONTRACT_SIDE_JOB, RK_ASSIGN_EQUAL_VISITS);
        lab->values[set[RK_EXPERTS_PAY].index] = paid;
        lab_on(lab, RK_PROCESS_TERM_END);
        rk_world *world = lab_begin(lab, 3, 0);
        while (world->month < 13) {
            lab_month_of_people(world);
        }
        double stay = 0.0, chance = paid ? 0.9 : 0.7, n = N * RK_LANES;
        for (size_t post = 0; post < N; post++) {
            RK_FOR_LANES(lane)
            {
                stay += world->posts.state[post].v[lane] == RK_IN_POST;
            }
        }
        lab_within(stay, n * chance, sqrt(n * chance * (1.0 - chance)), 5.0);
        lab_free(lab);
    }
}

/* Prefectural staff who are lent (S53) are paid as regular staff, come as novices and learn, though they belong
 * nowhere. */
static void insiders_learn_and_are_paid_as_regular_staff(void **unused)
{
    (void)unused;
    static const uint32_t words[4] = {1, 2, 3, 4};
    rk_lab *lab = pool_lab(2);
    rk_setting *set = pool_experts(lab, 3, RK_CONTRACT_REGULAR, RK_ASSIGN_EQUAL_VISITS);
    lab->values[set[RK_EXPERTS_DAYS].index] = 10.0;
    lab_on(lab, RK_PROCESS_LEARNING);
    rk_world *world = lab_begin(lab, 3, 0);
    assert_true(world->posts.post[1].pay_month == (int64_t)(6000011.0 * 1.35 / 2.0 / 12.0 + 0.5));
    rk_person_leaves(world, 1, 6, 1.0f);
    rk_person_starts(world, 1, 6, words, 1.0f);
    double expected = 0.35, step = 1.0 - exp(-1.0 / 18.0), decay = 1.0 - exp(-0.0043);
    lab_close((double)world->posts.proficiency[1].v[6], expected, 1e-6);
    for (int month = 0; month < 40; month++) {
        world->month = month;
        rk_learning_month(world);
        expected += step * (0.9 - expected) - decay * expected;
        lab_close((double)world->posts.proficiency[1].v[6], expected, 1e-5);
    }
    lab_free(lab);
}

/* 0.6 of prefectures get it going; two pools of a prefecture do or do not together, and one of another prefecture has
 * its own chance. What is not there costs nothing and gives nothing. */
static void a_prefecture_that_is_not_ready_has_no_pool(void **unused)
{
    (void)unused;
    enum { BLOCKS = 600 };
    rk_lab *lab = two_prefectures();
    for (int k = 0; k < 2; k++) {
        rk_setting *set = pool_experts(lab, 2 + k, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_EQUAL_VISITS);
        lab->values[set[RK_EXPERTS_READY].index] = 0.6;
        lab->values[set[RK_EXPERTS_OVERHEAD].index] = 7e6;
    }
    lab_on(lab, RK_PROCESS_MONEY);
    double n_ready[2] = {0}, both = 0.0;
    for (uint32_t block = 0; block < BLOCKS; block++) {
        bool ready[2];
        for (size_t prefecture = 0; prefecture < 2; prefecture++) {
            rk_world *world = lab_begin_in(lab, prefecture, 3, block);
            ready[prefecture] = world->posts.n > 0;
            assert_int_equal(world->posts.n, ready[prefecture] ? 5 : 0);
            n_ready[prefecture] += ready[prefecture];
            if (block < 10) {
                rk_simulation_year(world);
                assert_true((world->total[RK_METRIC_SUPPORT][2] > 0) == ready[prefecture]);
                assert_true((world->total[RK_METRIC_COST_OVERHEAD][2] > 0) == ready[prefecture]);
                assert_true((world->total[RK_METRIC_EXPERT_TIME][2] > 0) == ready[prefecture]);
            }
        }
        both += ready[0] && ready[1];
    }
    for (size_t prefecture = 0; prefecture < 2; prefecture++) {
        lab_within(n_ready[prefecture], 0.6 * BLOCKS, sqrt(0.24 * BLOCKS), 5.0);
    }
    lab_within(both, 0.36 * BLOCKS, sqrt(0.36 * 0.64 * BLOCKS), 5.0);
    lab_free(lab);
}

static void without_the_process_experts_serve_nobody(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(2);
    (void)pool_experts(lab, 3, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_FIXED);
    lab->scenario.process[RK_PROCESS_SUPPORT] = false;
    rk_world *world = lab_begin(lab, 1, 0);
    lab_years(world, 1);
    assert_true(world->total[RK_METRIC_SUPPORT][2] == 0);
    assert_true(world->total[RK_METRIC_ZERO_COVER_MONTHS][2] == 24); /* nobody in both, all year */
    lab_free(lab);
}

/* ---- No cross-talk ---- */

/* A pool for some changes nothing for the others, person by person; the market, which all share, is off. */
static void experts_for_some_change_nothing_for_the_others(void **unused)
{
    (void)unused;
    static const size_t members[] = {0, 2};
    static const int assignments[] = {RK_ASSIGN_ON_REQUEST, RK_ASSIGN_EQUAL_VISITS, RK_ASSIGN_FIXED};
    for (size_t i = 0; i < 3; i++) {
        rk_lab *with = pool_lab(4), *without = pool_lab(4);
        rk_setting *set = pool_experts(with, 3, RK_CONTRACT_SECONDEE, assignments[i]);
        pool_members(set, RK_COMMON_MEMBERS, members, 2);
        rk_lab *both[] = {with, without};
        for (size_t k = 0; k < 2; k++) {
            lab_posts(both[k], 3, RK_CONTRACT_REGULAR);
            lab_all_on(both[k]);
            both[k]->scenario.process[RK_PROCESS_MARKET] = false;
            lab_years(lab_begin(both[k], 12, 0), 5);
        }
        for (size_t place = 0; place < 4; place++) {
            bool same = memcmp(&with->world->row[place], &without->world->row[place], sizeof(rk_row)) == 0;
            assert_true(same == (place % 2 == 1));
        }
        lab_free(with);
        lab_free(without);
    }
}

/* Two pools of the same kind have luck of their own. */
static void two_instruments_of_a_kind_do_not_share_luck(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(2);
    (void)pool_experts(lab, 2, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_ON_REQUEST);
    (void)pool_posts(lab, 1, RK_CONTRACT_ONE_YEAR);
    (void)pool_experts(lab, 2, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_ON_REQUEST);
    (void)pool_posts(lab, 1, RK_CONTRACT_ONE_YEAR);
    rk_world *world = lab_begin(lab, 1, 0);
    assert_int_equal(world->slot_ordinal[2], 1);
    for (size_t a = 0; a < world->posts.n; a++) {
        for (size_t b = 0; b < a; b++) {
            assert_int_not_equal(world->posts.post[a].who, world->posts.post[b].who);
        }
    }
    assert_memory_not_equal(&pool_state(world, 0)->request_clock[0], &pool_state(world, 2)->request_clock[0],
                            sizeof(rk_lanes));
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(experts_belong_nowhere_and_have_skills_in_turn),
        cmocka_unit_test(a_prefecture_serves_the_members_that_lie_in_it),
        cmocka_unit_test(a_prefecture_without_members_has_no_experts_and_no_cost),
        cmocka_unit_test(an_instrument_without_experts_gives_nothing_and_costs_its_overhead),
        cmocka_unit_test(experts_serve_from_opening_to_closing_within_the_year),
        cmocka_unit_test(experts_are_paid_before_they_take_effect_and_through_the_notice),
        cmocka_unit_test(a_ramp_opens_and_closes_positions),
        cmocka_unit_test(a_pool_that_opens_without_staff_hires_it),
        cmocka_unit_test(a_known_employer_and_better_pay_draw_more_people),
        cmocka_unit_test(people_without_pay_go_on_less_often),
        cmocka_unit_test(insiders_learn_and_are_paid_as_regular_staff),
        cmocka_unit_test(a_prefecture_that_is_not_ready_has_no_pool),
        cmocka_unit_test(without_the_process_experts_serve_nobody),
        cmocka_unit_test(experts_for_some_change_nothing_for_the_others),
        cmocka_unit_test(two_instruments_of_a_kind_do_not_share_luck),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
