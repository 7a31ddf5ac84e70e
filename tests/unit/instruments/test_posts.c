/* `posts`: more posts in the members, that live as all posts of their contract do. */
#include "pool.h"

static const size_t two_members[] = {1, 3};

static void members_get_the_posts_and_nobody_else(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(4);
    lab_posts(lab, 2, RK_CONTRACT_REGULAR);
    rk_setting *set = pool_posts(lab, 3, RK_CONTRACT_ONE_YEAR);
    pool_members(set, RK_COMMON_MEMBERS, two_members, 2);
    lab->values[set[RK_POSTS_FTE].index] = 0.37;
    rk_world *world = lab_begin(lab, 1, 0);
    lab_month_begins(world);
    for (size_t place = 0; place < 4; place++) {
        bool member = place % 2 == 1;
        assert_int_equal(world->place[place].n_posts_open, member ? 5 : 2);
        assert_int_equal(world->place[place].n_own_posts, 2);
        RK_FOR_LANES(lane)
        {
            assert_int_equal(world->at.filled[place].v[lane], member ? 5 : 2);
            assert_int_equal(world->at.effort_milli[place].v[lane], member ? 2000 + 3 * 370 : 2000);
        }
    }
    for (size_t i = 0; i < 6; i++) {
        const rk_post *post = &world->posts.post[8 + i];
        assert_int_equal(post->municipality, i < 3 ? 1 : 3);
        assert_int_equal(post->contract, RK_CONTRACT_ONE_YEAR);
        assert_int_equal(post->who, rk_who_added_post(world->place[post->municipality].code, 0, (unsigned)(i % 3)));
    }
    lab_free(lab);
}

static void posts_of_another_prefecture_are_not_here(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(4);
    lab->prefecture[0].n_municipalities = 2;
    lab->prefecture[1].first = 2;
    lab->prefecture[1].n_municipalities = 2;
    rk_setting *set = pool_posts(lab, 1, RK_CONTRACT_SPECIALIST);
    pool_members(set, RK_COMMON_MEMBERS, two_members, 2);
    for (size_t prefecture = 0; prefecture < 2; prefecture++) {
        rk_world *world = lab_begin_in(lab, prefecture, 1, 0);
        assert_int_equal(world->posts.n, 1);
        assert_int_equal(world->posts.post[0].municipality, 1);
    }
    lab_free(lab);
}

static void no_posts_at_all_is_no_change(void **unused)
{
    (void)unused;
    rk_lab *with = pool_lab(2), *without = pool_lab(2);
    (void)pool_posts(with, 0, RK_CONTRACT_SPECIALIST);
    lab_posts(with, 3, RK_CONTRACT_REGULAR);
    lab_posts(without, 3, RK_CONTRACT_REGULAR);
    lab_all_on(with);
    lab_all_on(without);
    lab_years(lab_begin(with, 5, 0), 4);
    lab_years(lab_begin(without, 5, 0), 4);
    for (size_t place = 0; place < 2; place++) {
        assert_memory_equal(&with->world->row[place], &without->world->row[place], sizeof(rk_row));
    }
    lab_free(with);
    lab_free(without);
}

/* Own kinds of contract are paid and learn as own staff, the others as experts do: side jobs and advisers by the day.
 */
static void pay_and_ceiling_go_by_the_contract(void **unused)
{
    (void)unused;
    for (int contract = 0; contract < RK_N_CONTRACTS; contract++) {
        rk_lab *lab = pool_lab(2);
        rk_setting *set = pool_posts(lab, 1, (rk_contract)contract);
        lab->values[set[RK_POSTS_FTE].index] = 0.6;
        lab->values[set[RK_POSTS_PAY].index] = 1.11;
        lab->municipality[1].kind = RK_TOWN;
        rk_world *world = lab_begin(lab, 1, 0);
        bool own =
            contract == RK_CONTRACT_REGULAR || contract == RK_CONTRACT_SPECIALIST || contract == RK_CONTRACT_CHAMPION;
        for (size_t place = 0; place < 2; place++) {
            double year = own                                 ? 6000011.0 * (place == 1 ? 0.883 : 1.0)
                          : contract == RK_CONTRACT_COMMUNITY ? 2800009.0
                                                              : 9000017.0;
            const rk_post *post = &world->posts.post[place];
            bool by_day = rk_contract_remote((rk_contract)contract);
            double month = by_day ? lab->values[RK_P_PAY_DAY] * 20.0 : year * 1.35 / 12.0;
            assert_true(post->pay_month == (int64_t)(month * 1.11 * 0.6 + 0.5));
            assert_true(post->ceiling == (own ? 0.9f : 1.05f));
        }
        lab_free(lab);
    }
}

/* 1.2 times the pay draws 1.2^0.7 times as many, but not to posts that are filled from within. */
static void better_pay_draws_people(void **unused)
{
    (void)unused;
    for (int contract = 0; contract < RK_N_CONTRACTS; contract++) {
        rk_lab *lab = pool_lab(1);
        rk_setting *set = pool_posts(lab, 1, (rk_contract)contract);
        pool_set(lab, &set[RK_POSTS_PAY], 1.2);
        lab->values[RK_P_MARKET_PAY] = 0.7;
        bool within = contract == RK_CONTRACT_REGULAR || contract == RK_CONTRACT_CHAMPION;
        const rk_world *world = lab_begin(lab, 1, 0);
        lab_close(1.0 + (double)world->posts.post[0].pull_more, within ? 1.0 : pow(1.2, 0.7), 1e-6);
        lab_free(lab);
    }
}

/* Opened vacant in July: a specialist comes with a round of April, one-year staff in any month. */
static void vacant_posts_are_hired_for_as_their_contract_is(void **unused)
{
    (void)unused;
    static const rk_contract contracts[] = {RK_CONTRACT_SPECIALIST, RK_CONTRACT_ONE_YEAR};
    for (int i = 0; i < 2; i++) {
        rk_lab *lab = pool_lab(4);
        rk_setting *set = pool_posts(lab, 50, contracts[i]);
        set[RK_POSTS_STAFFED].count = 0;
        set[RK_COMMON_OPENS].month = 3;
        lab_on(lab, RK_PROCESS_HIRING);
        rk_world *world = lab_begin(lab, 1, 0);
        long before = 0;
        for (int month = 0; month <= 24; month++) {
            lab_month_of_people(world);
            long now = 0;
            for (size_t place = 0; place < 4; place++) {
                now += lab_sum(&world->at.filled[place]);
            }
            bool round = month > 3 && month % 12 == 0;
            assert_int_equal(now > before, i == 0 ? round : month >= 3);
            before = now;
        }
        lab_free(lab);
    }
}

static void posts_are_there_after_the_delay_and_through_the_notice(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(1);
    rk_setting *set = pool_posts(lab, 2, RK_CONTRACT_SPECIALIST);
    set[RK_COMMON_OPENS].month = -2;
    set[RK_COMMON_START_DELAY].count = 5;
    set[RK_COMMON_CLOSES].month = 6;
    set[RK_COMMON_NOTICE].count = 4;
    rk_world *world = lab_begin(lab, 1, 0);
    for (int month = 0; month < 12; month++) {
        lab_month_of_people(world);
        assert_int_equal(world->place[0].n_posts_open, month >= 3 && month < 10 ? 2 : 0);
    }
    lab_free(lab);
}

/* Months paid, leave in part, x pay x this year's wages, on the payers given. */
static void added_posts_are_billed_to_their_payers(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(2);
    rk_setting *set = pool_posts(lab, 2, RK_CONTRACT_ONE_YEAR);
    static const double shares[RK_N_PAYERS] = {0.3, 0.7, 0.0, 0.0, 0.0};
    memcpy(set[RK_COMMON_SHARES].shares, shares, sizeof shares);
    lab_all_on(lab);
    lab->values[RK_P_QUIT_EXTERNAL] = 0.05;
    lab->values[RK_P_LEAVE_RATE] = 0.03;
    lab->values[RK_P_PAY_DRIFT] = 0.02;
    rk_world *world = lab_begin(lab, 5, 0);
    for (int year = 0; year < 3; year++) {
        rk_simulation_year(world);
        for (size_t place = 0; place < 2; place++) {
            const rk_row *row = &world->row[place];
            RK_FOR_LANES(lane)
            {
                double cost = 0.0;
                for (size_t post = 2 * place; post < 2 * place + 2; post++) {
                    cost += (double)world->posts.paid_months[post].v[lane] * (double)world->posts.post[post].pay_month;
                }
                double staff = (double)row->money[RK_METRIC_COST_STAFF - RK_N_COUNTS][lane];
                double prefecture = (double)row->money[RK_METRIC_PAID_PREFECTURE - RK_N_COUNTS][lane];
                assert_true(fabs(staff - cost * pow(1.02, year)) <= 2.0);
                assert_true(fabs(prefecture - 0.7 * staff) <= 2.0);
                assert_true(row->money[RK_METRIC_COST_REPLACEMENT - RK_N_COUNTS][lane] == 0); /* own posts alone */
            }
        }
    }
    lab_free(lab);
}

/* Own posts, and two instruments with payers of their own: each bill is its own posts' alone. */
static void every_instrument_bills_its_own_posts(void **unused)
{
    (void)unused;
    static const double first[RK_N_PAYERS] = {[RK_PAYER_PREFECTURE] = 1.0},
                        second[RK_N_PAYERS] = {[RK_PAYER_NATION] = 1.0};
    rk_lab *lab = pool_lab(2);
    lab_posts(lab, 3, RK_CONTRACT_REGULAR);
    rk_setting *set = pool_posts(lab, 1, RK_CONTRACT_ONE_YEAR);
    memcpy(set[RK_COMMON_SHARES].shares, first, sizeof first);
    set = pool_posts(lab, 2, RK_CONTRACT_SPECIALIST);
    memcpy(set[RK_COMMON_SHARES].shares, second, sizeof second);
    lab_on(lab, RK_PROCESS_MONEY);
    rk_world *world = lab_begin(lab, 5, 0);
    lab_years(world, 1);
    const int64_t *prefecture = world->row[1].money[RK_METRIC_PAID_PREFECTURE - RK_N_COUNTS];
    const int64_t *nation = world->row[1].money[RK_METRIC_PAID_NATION - RK_N_COUNTS];
    const int64_t *staff = world->row[1].money[RK_METRIC_COST_STAFF - RK_N_COUNTS];
    int64_t external = (int64_t)(9000017.0 * 1.35 / 12.0 + 0.5), own = (int64_t)(6000011.0 * 1.35 / 12.0 + 0.5);
    assert_true(prefecture[4] == 12 * external);
    assert_true(nation[4] == 2 * 12 * own);
    assert_true(staff[4] == 12 * (external + 2 * own + 3 * own));
    lab_free(lab);
}

static void closing_ends_the_contracts_of_all(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(2);
    rk_setting *set = pool_posts(lab, 4, RK_CONTRACT_SPECIALIST);
    set[RK_COMMON_CLOSES].month = 17;
    rk_world *world = lab_begin(lab, 5, 0);
    for (int month = 0; month < 30; month++) {
        lab_month_of_people(world);
        assert_int_equal(lab_sum(&world->at.filled[1]), month < 17 ? 4 * RK_LANES : 0);
        assert_int_equal(lab_sum(&world->at.year[1].term_ends), month >= 17 && month < 24 ? 4 * RK_LANES : 0);
    }
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_get_the_posts_and_nobody_else),
        cmocka_unit_test(posts_of_another_prefecture_are_not_here),
        cmocka_unit_test(no_posts_at_all_is_no_change),
        cmocka_unit_test(pay_and_ceiling_go_by_the_contract),
        cmocka_unit_test(better_pay_draws_people),
        cmocka_unit_test(posts_are_there_after_the_delay_and_through_the_notice),
        cmocka_unit_test(vacant_posts_are_hired_for_as_their_contract_is),
        cmocka_unit_test(added_posts_are_billed_to_their_payers),
        cmocka_unit_test(every_instrument_bills_its_own_posts),
        cmocka_unit_test(closing_ends_the_contracts_of_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
