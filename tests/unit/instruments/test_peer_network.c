/* `peer_network`: which desks it changes, by how much, from how many members on, and what it costs. */
#include "instruments/peer_network.h"
#include "pool.h"

static const size_t two_members[] = {1, 3};

static rk_setting *network(rk_lab *lab)
{
    rk_setting *set = pool_tool(lab, RK_INSTRUMENT_peer_network);
    set[RK_PEER_NETWORK_MINIMUM].count = 2;
    pool_set(lab, &set[RK_PEER_NETWORK_SOLO_QUITS], 0.6);
    pool_set(lab, &set[RK_PEER_NETWORK_QUITS], 0.9);
    pool_set(lab, &set[RK_PEER_NETWORK_DAYS], 0.5);
    pool_set(lab, &set[RK_PEER_NETWORK_LEARNING], 1.07);
    pool_set(lab, &set[RK_PEER_NETWORK_KNOWHOW_LOST], 0.8);
    pool_set(lab, &set[RK_PEER_NETWORK_PROJECTS], 1.03);
    pool_set(lab, &set[RK_PEER_NETWORK_COST], 50003.0);
    return set;
}

static void expect_lever(const rk_world *world, rk_lever lever, size_t place, double expected)
{
    RK_FOR_LANES(lane)
    {
        lab_close((double)world->lever[lever][place].v[lane], expected, 1e-6);
    }
}

static void expect_levers(const rk_world *world, size_t place, bool works)
{
    expect_lever(world, RK_LEVER_QUITS, place, works ? 0.9 : 1.0);
    expect_lever(world, RK_LEVER_QUITS_SOLO, place, works ? 0.6 / 0.9 : 1.0);
    expect_lever(world, RK_LEVER_TAKEN, place, works ? 0.5 / 20.0 : 0.0);
    expect_lever(world, RK_LEVER_LEARNING, place, works ? 1.07 : 1.0);
    expect_lever(world, RK_LEVER_KNOWHOW_LOST, place, works ? 0.8 : 1.0);
    expect_lever(world, RK_LEVER_PROJECTS, place, works ? 1.03 : 1.0);
}

static void desks_of_members_change_and_nobody_elses(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(4);
    pool_members(network(lab), RK_COMMON_MEMBERS, two_members, 2);
    rk_world *world = lab_begin(lab, 1, 0);
    lab_month_begins(world);
    for (size_t place = 0; place <= 4; place++) { /* the last: people who belong nowhere */
        expect_levers(world, place, place == 1 || place == 3);
    }
    lab_free(lab);
}

static void solo_desks_have_a_factor_of_their_own(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(2);
    (void)network(lab);
    lab_posts(lab, 2, RK_CONTRACT_SPECIALIST);
    lab_on(lab, RK_PROCESS_OVERLOAD);
    lab->values[RK_P_QUIT_SOLO] = 1.3;
    rk_world *world = lab_begin(lab, 1, 0);
    rk_person_leaves(world, 2, 7, 1.0f); /* one of two in the second town, in one lane */
    lab_month_begins(world);
    lab_close((double)world->at.exit_factor[1].v[6], 0.9, 1e-6);
    lab_close((double)world->at.exit_factor[1].v[7], 1.3 * 0.6, 1e-6);
    lab_free(lab);
}

/* A group of three and one of two, as clusters of neighbours are. */
static void a_group_below_the_minimum_pays_for_nothing(void **unused)
{
    (void)unused;
    static const size_t groups[] = {0, 1, 0, 1, 0};
    rk_lab *lab = pool_lab(5);
    rk_setting *set = network(lab);
    set[RK_COMMON_MEMBERS].group = groups;
    set[RK_PEER_NETWORK_MINIMUM].count = 3;
    lab_on(lab, RK_PROCESS_MONEY);
    rk_world *world = lab_begin(lab, 1, 0);
    lab_month_begins(world);
    for (size_t place = 0; place < 5; place++) {
        expect_levers(world, place, place % 2 == 0);
    }
    world = lab_begin(lab, 1, 0);
    lab_years(world, 1);
    for (size_t place = 0; place < 5; place++) {
        assert_int_equal(world->row[place].money[RK_METRIC_COST_OVERHEAD - RK_N_COUNTS][3], 50003);
    }
    lab_free(lab);
}

static void it_is_paid_from_opening_on_and_works_after_the_delay(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(2);
    rk_setting *set = network(lab);
    set[RK_COMMON_OPENS].month = 5;
    set[RK_COMMON_START_DELAY].count = 3;
    set[RK_COMMON_CLOSES].month = 19;
    set[RK_COMMON_NOTICE].count = 2;
    lab_on(lab, RK_PROCESS_MONEY);
    rk_world *world = lab_begin(lab, 1, 0);
    for (int month = 0; month < 30; month++, world->month++) {
        lab_month_begins(world);
        expect_levers(world, 1, month >= 8 && month < 21);
    }
    world = lab_begin(lab, 1, 0);
    static const double months[] = {7, 9, 0};
    for (int year = 0; year < 3; year++) {
        lab_years(world, 1);
        int64_t yen = (int64_t)(months[year] / 12.0 * 50003.0 + 0.5);
        assert_int_equal(world->row[1].money[RK_METRIC_COST_OVERHEAD - RK_N_COUNTS][0], yen);
        assert_int_equal(world->row[1].money[RK_METRIC_PAID_MUNICIPALITY - RK_N_COUNTS][0],
                         yen + world->row[1].money[RK_METRIC_COST_STAFF - RK_N_COUNTS][0] +
                             world->row[1].money[RK_METRIC_COST_SYSTEMS - RK_N_COUNTS][0]);
    }
    lab_free(lab);
}

/* With the same luck nobody leaves earlier, and many later. */
static void people_of_solo_desks_leave_later(void **unused)
{
    (void)unused;
    long left[2] = {0};
    for (int with = 0; with < 2; with++) {
        rk_lab *lab = pool_lab(6);
        if (with == 1) {
            (void)network(lab);
        }
        lab_posts(lab, 1, RK_CONTRACT_SPECIALIST);
        lab_on(lab, RK_PROCESS_RESIGNATION);
        for (int age = RK_P_QUIT_20S; age <= RK_P_QUIT_60_PLUS; age++) {
            lab->values[age] = 0.011;
        }
        rk_world *world = lab_begin(lab, 1, 0);
        for (int month = 0; month < 120; month++) {
            lab_month_of_people(world);
            for (size_t place = 0; place < 6; place++) {
                left[with] += RK_LANES - lab_sum(&world->at.filled[place]);
            }
        }
        lab_free(lab);
    }
    assert_true(left[1] < left[0] * 3 / 4 && left[1] > left[0] / 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(desks_of_members_change_and_nobody_elses),
        cmocka_unit_test(solo_desks_have_a_factor_of_their_own),
        cmocka_unit_test(a_group_below_the_minimum_pays_for_nothing),
        cmocka_unit_test(it_is_paid_from_opening_on_and_works_after_the_delay),
        cmocka_unit_test(people_of_solo_desks_leave_later),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
