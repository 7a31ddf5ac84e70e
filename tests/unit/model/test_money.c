/* Money: bills to the yen, pay of who is there, and the yearly items against plain formulas (MODEL.md section 10). */
#include "support/lab.h"

static const int64_t *money(const rk_row *row, rk_metric metric)
{
    return row->money[metric - RK_N_COUNTS];
}

/* ---- Bills ---- */

static double some(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 33) * 0x1p-31;
}

static void spend(rk_world *world, size_t place, rk_metric item, const int64_t yen[RK_LANES],
                  const double shares[RK_N_PAYERS])
{
    const rk_expense expense = {place, item, RK_OWN, RK_NO_CONTRACT, yen, NULL, shares};
    memset(world->dead, 0, sizeof world->dead);
    rk_spend(world, &expense);
}

/* Shares as a scenario gives them: some payers nothing, the sum 1 to rounding. */
static void random_shares(uint64_t *state, double shares[RK_N_PAYERS])
{
    double sum = 0.0;
    for (int payer = 0; payer < RK_N_PAYERS; payer++) {
        shares[payer] = some(state) < 0.4 ? 0.0 : some(state);
        sum += shares[payer];
    }
    for (int payer = 0; payer < RK_N_PAYERS; payer++) {
        shares[payer] = sum > 0.0 ? shares[payer] / sum : payer == 2;
    }
}

/* What is left by cutting the others' parts to whole yen is the largest payer's. */
static void payers_add_up_to_the_yen_and_the_largest_takes_the_rest(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    rk_world *world = lab_begin(lab, 1, 0);
    uint64_t state = 8;
    for (int trial = 0; trial < 4000; trial++) {
        double shares[RK_N_PAYERS];
        int64_t yen[RK_LANES];
        random_shares(&state, shares);
        for (int lane = 0; lane < RK_LANES; lane++) {
            yen[lane] = (int64_t)(some(&state) * (lane < 8 ? 20.0 : 3e12));
        }
        memset(world->row, 0, sizeof *world->row);
        spend(world, 0, RK_METRIC_COST_TRAVEL, yen, shares);
        int largest = 0;
        for (int payer = 1; payer < RK_N_PAYERS; payer++) {
            largest = shares[payer] > shares[largest] ? payer : largest;
        }
        RK_FOR_LANES(lane)
        {
            int64_t sum = 0;
            for (int payer = 0; payer < RK_N_PAYERS; payer++) {
                int64_t paid = world->row->money[RK_METRIC_PAID_MUNICIPALITY - RK_N_COUNTS + payer][lane];
                double exact = (double)yen[lane] * shares[payer];
                assert_true(payer == largest ? (double)paid > exact - 1.0 && (double)paid < exact + RK_N_PAYERS
                                             : (double)paid <= exact && (double)paid > exact - 1.0);
                assert_true(shares[payer] > 0.0 || paid == 0);
                sum += paid;
            }
            assert_true(sum == yen[lane]);
            assert_true(money(world->row, RK_METRIC_COST_TRAVEL)[lane] == yen[lane]);
            assert_true(money(world->row, RK_METRIC_COST_TOTAL)[lane] == yen[lane]);
        }
    }
    lab_free(lab);
}

static void bills_add_to_each_other(void **unused)
{
    (void)unused;
    static const double shares[RK_N_PAYERS] = {0.25, 0.5, 0.25, 0.0, 0.0};
    rk_lab *lab = lab_new(2);
    rk_world *world = lab_begin(lab, 1, 0);
    memset(world->row, 0, 2 * sizeof *world->row);
    int64_t yen[RK_LANES] = {7, 1000000007};
    spend(world, 1, RK_METRIC_COST_EXPERTS, yen, shares);
    spend(world, 1, RK_METRIC_COST_OVERHEAD, yen, shares);
    assert_true(money(&world->row[1], RK_METRIC_COST_TOTAL)[0] == 14);
    assert_true(money(&world->row[1], RK_METRIC_PAID_MUNICIPALITY)[0] == 1 + 1);
    assert_true(money(&world->row[1], RK_METRIC_PAID_PREFECTURE)[0] == 5 + 5);
    assert_true(money(&world->row[1], RK_METRIC_PAID_NATION)[0] == 1 + 1);
    assert_true(money(&world->row[1], RK_METRIC_COST_TOTAL)[1] == 2 * INT64_C(1000000007));
    assert_true(money(&world->row[0], RK_METRIC_COST_TOTAL)[0] == 0);
    lab_free(lab);
}

/* ---- Pay of a post ---- */

/* Pay of 7 with 80 % in leave is 5.6: cut to 5 on the way in, and what is taken back must be as much. */
static void a_vacant_post_costs_nothing_whatever_came_before(void **unused)
{
    (void)unused;
    static const uint32_t words[4] = {5, 0x40000000, 7, 8};
    rk_lab *lab = lab_new(1);
    lab_posts(lab, 1, RK_CONTRACT_SPECIALIST);
    for (int pay = 1; pay < 60; pay++) {
        lab->values[RK_P_PAY_REGULAR] = pay * 12 / 1.35;
        for (int percent = 0; percent <= 100; percent += 9) {
            lab->values[RK_P_PAY_LEAVE] = percent / 100.0;
            rk_world *world = lab_begin(lab, 1, 0);
            assert_true(world->at.pay_rate[0][4] == pay);
            rk_leave_begins(world, 0, 4, 0x80000000);
            assert_true(llabs(world->at.pay_rate[0][4] * 100 - pay * percent) <= 100);
            rk_leave_ends(world, 0, 4, 1.0f, UINT32_MAX);
            assert_true(world->at.pay_rate[0][4] == pay);
            rk_leave_begins(world, 0, 4, 0x80000000);
            rk_person_leaves(world, 0, 4, 1.0f);
            assert_true(world->at.pay_rate[0][4] == 0);
            rk_person_starts(world, 0, 4, words, 1.0f);
            assert_true(world->at.pay_rate[0][4] == pay);
        }
    }
    lab_free(lab);
}

/* ---- A year ---- */

/* Sums of a year by hand, then the items of own cost. */
static void items_of_a_year_follow_their_formulas(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(2);
    lab_on(lab, RK_PROCESS_MONEY);
    lab_on(lab, RK_PROCESS_STANDARDISATION);
    lab->values[RK_P_STANDARD_BODY_LATE] = 1.0;
    lab->values[RK_P_PAY_DRIFT] = 0.013;
    rk_world *world = lab_begin(lab, 1, 0);
    world->month = 48; /* the fifth year: four years of drift */
    lab_month_begins(world);
    memset(world->row, 0, 2 * sizeof *world->row);
    rk_year_sums *year = &world->at.year[1];
    for (int lane = 0; lane < RK_LANES; lane++) {
        year->pay[lane] = 12345678 + lane;
        year->replacement[lane] = 700001 * lane;
        year->systems_left.v[lane] = (float)lane * 12.0f * 5.79f / 15.0f; /* 5.79 of 19.3 systems wait in lane 15 */
        world->at.backlog[RK_N_WORKSTREAMS + RK_WORK_STANDARDISATION].v[lane] =
            world->place[1].standard_quota_base * (float)lane / 15.0f;
        year->migration_errors.v[lane] = lane % 3;
        year->security.v[lane] = lane % 2;
    }
    rk_money_year(world);
    const double wage = pow(1.013, 4), people = 12345.0 + 9877.0; /* 22,222: middle size */
    for (int lane = 0; lane < RK_LANES; lane++) {
        double waiting = 0.3 * lane / 15.0, cost = people * 5500.0;
        const rk_row *row = &world->row[1];
        double staff = (double)money(row, RK_METRIC_COST_STAFF)[lane];
        double replacement = (double)money(row, RK_METRIC_COST_REPLACEMENT)[lane];
        assert_true(fabs(staff - (12345678 + lane) * wage) <= 0.5 + 1e-6);
        assert_true(fabs(replacement - 700001.0 * lane * 0.6 * 12 * wage) <= 0.5 + 1e-6);
        double systems = (double)money(row, RK_METRIC_COST_SYSTEMS)[lane];
        double parallel = (double)money(row, RK_METRIC_COST_PARALLEL)[lane];
        double migration = (double)money(row, RK_METRIC_COST_MIGRATION)[lane];
        lab_close(systems, cost * (2.08 * (1.0 - waiting) + waiting), 1e-6);
        lab_close(parallel, cost * 0.3 * waiting, 1e-6);
        lab_close(migration, cost * 1.46 * 0.17 * (0.3 - waiting), 1e-6);
        assert_true(money(row, RK_METRIC_COST_INCIDENTS)[lane] == INT64_C(5000003) * (lane % 3 + lane % 2));
        int64_t total = 0;
        for (int item = RK_METRIC_COST_STAFF; item < RK_METRIC_PAID_MUNICIPALITY; item++) {
            total += money(row, (rk_metric)item)[lane];
        }
        assert_true(money(row, RK_METRIC_COST_TOTAL)[lane] == total);
        assert_true(money(row, RK_METRIC_PAID_MUNICIPALITY)[lane] == total);
    }
    lab_free(lab);
}

/* The national fund pays 1.46 years of running cost for 19.3 systems; what costs less than that costs nothing more. */
static void migration_costs_what_the_fund_does_not_pay(void **unused)
{
    (void)unused;
    static const rk_municipality_kind kinds[] = {RK_DESIGNATED_CITY, RK_CORE_CITY, RK_CITY, RK_SPECIAL_WARD, RK_TOWN};
    rk_lab *lab = lab_new(5);
    for (size_t i = 0; i < 5; i++) {
        lab->municipality[i].kind = kinds[i];
    }
    lab->values[RK_P_MIGRATION_COST] = 0.97;
    rk_world *world = lab_begin(lab, 1, 0);
    for (size_t i = 0; i < 5; i++) {
        const rk_place *place = &world->place[i];
        lab_close(place->migration_cost, i < 2 ? place->systems_cost * 1.46 * 1.9 / 19.3 : 0.0, 1e-12);
    }
    lab->values[RK_P_STANDARD_SYSTEMS] = 0.0;
    assert_true(lab_begin(lab, 1, 0)->place[0].migration_cost == 0.0);
    lab_free(lab);
}

/* What nothing can book needs no statistics. */
static void items_and_payers_that_nobody_names_are_dead(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    lab_on(lab, RK_PROCESS_MONEY);
    bool dead[RK_N_METRICS];
    rk_metrics_dead(&lab->scenario, dead);
    for (int m = RK_METRIC_COST_STAFF; m < RK_N_METRICS; m++) {
        bool own = m == RK_METRIC_COST_STAFF || m == RK_METRIC_COST_REPLACEMENT || m == RK_METRIC_COST_SYSTEMS ||
                   m == RK_METRIC_COST_INCIDENTS || m == RK_METRIC_PAID_MUNICIPALITY || m == RK_METRIC_COST_TOTAL;
        assert_int_equal(dead[m], !own);
    }
    lab_on(lab, RK_PROCESS_STANDARDISATION);
    rk_instrument *tool = lab_instrument(lab, 0);
    tool->books = RK_BOOKS(TRAINING) | RK_BOOKS(DESKS);
    tool->settings[3].shares[RK_PAYER_JOINT_OFFICE] = 0.01;
    rk_metrics_dead(&lab->scenario, dead);
    assert_false(dead[RK_METRIC_COST_PARALLEL] || dead[RK_METRIC_COST_MIGRATION] || dead[RK_METRIC_COST_TRAINING] ||
                 dead[RK_METRIC_COST_DESKS] || dead[RK_METRIC_PAID_JOINT_OFFICE]);
    assert_true(dead[RK_METRIC_COST_TRAVEL] && dead[RK_METRIC_PAID_PREFECTURE] && dead[RK_METRIC_PAID_NATION]);
    for (int counts = 0; counts < 3; counts++) {
        lab_all_on(lab);
        tool->books = counts == 0 ? RK_COUNTS_CHAMPIONS : counts == 1 ? RK_COUNTS_TIME_TAKEN : RK_COUNTS_REQUESTS;
        rk_metrics_dead(&lab->scenario, dead);
        assert_int_equal(dead[RK_METRIC_CHAMPIONS], counts != 0);
        assert_int_equal(dead[RK_METRIC_TIME_TAKEN], counts != 1);
        for (int m = RK_METRIC_REQUESTS; m <= RK_METRIC_REQUEST_WAIT; m++) {
            assert_int_equal(dead[m], counts != 2);
        }
    }
    lab_free(lab);
}

/* 6,000,011 yen a year x 1.35 x 0.73 FTE / 12 = 492,751 yen a month in a city, 435,099 in a town. */
static void pay_of_a_post_counts_on_cost_part_time_and_towns(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(2);
    lab->municipality[1].kind = RK_VILLAGE;
    lab->municipality[0].own_post_fte = lab->municipality[1].own_post_fte = 0.73;
    rk_world *world = lab_begin(lab, 1, 0);
    assert_true(world->posts.post[0].pay_month == (int64_t)(6000011.0 * 1.35 * 0.73 / 12 + 0.5));
    assert_true(world->posts.post[1].pay_month == (int64_t)(6000011.0 * 0.883 * 1.35 * 0.73 / 12 + 0.5));
    lab_free(lab);
}

static void without_the_process_nothing_is_paid(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(3);
    lab_all_on(lab);
    lab->scenario.process[RK_PROCESS_MONEY] = false;
    rk_world *world = lab_begin(lab, 1, 0);
    lab_years(world, 3);
    for (size_t place = 0; place < 3; place++) {
        for (int m = 0; m < RK_N_MONEY; m++) {
            assert_true(world->row[place].money[m][7] == 0);
        }
    }
    lab_free(lab);
}

/* rk_spend counts on it: payers of metrics in the order of the list of payers. */
static void metrics_list_payers_in_their_order(void **unused)
{
    (void)unused;
    static const char *const names[RK_N_PAYERS] = {
#define X(id, name, ja) "paid_" name,
        RK_PAYER_LIST(X)
#undef X
    };
    for (int payer = 0; payer < RK_N_PAYERS; payer++) {
        assert_string_equal(rk_metrics[RK_METRIC_PAID_MUNICIPALITY + payer].name, names[payer]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(payers_add_up_to_the_yen_and_the_largest_takes_the_rest),
        cmocka_unit_test(bills_add_to_each_other),
        cmocka_unit_test(a_vacant_post_costs_nothing_whatever_came_before),
        cmocka_unit_test(items_of_a_year_follow_their_formulas),
        cmocka_unit_test(migration_costs_what_the_fund_does_not_pay),
        cmocka_unit_test(items_and_payers_that_nobody_names_are_dead),
        cmocka_unit_test(pay_of_a_post_counts_on_cost_part_time_and_towns),
        cmocka_unit_test(without_the_process_nothing_is_paid),
        cmocka_unit_test(metrics_list_payers_in_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
