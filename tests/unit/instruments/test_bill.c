/* The bill of shared experts: what it comes to, how it is laid on members and payers, to the yen (MODEL.md section 10).
 */
#include "pool.h"

enum { MEMBERS = 7 };

static int64_t yen(const rk_world *world, size_t place, rk_metric metric, int lane)
{
    return world->row[place].money[metric - RK_N_COUNTS][lane];
}

static int64_t of_all(const rk_world *world, rk_metric metric, int lane)
{
    int64_t sum = 0;
    for (size_t place = 0; place < world->n_places; place++) {
        sum += yen(world, place, metric, lane);
    }
    return sum;
}

/* Seven members and an eighth municipality that is none; people come, leave and fall ill. */
static const size_t first_seven[] = {0, 1, 2, 3, 4, 5, 6};

static rk_lab *busy_pool(rk_contract contract, int assignment, rk_setting **set)
{
    rk_lab *lab = pool_lab(MEMBERS + 1);
    *set = pool_experts(lab, 5, contract, assignment);
    pool_members(*set, RK_COMMON_MEMBERS, first_seven, MEMBERS);
    lab->values[(*set)[RK_EXPERTS_DAYS].index] = 11.0;
    lab->values[(*set)[RK_EXPERTS_PAY].index] = 1.07;
    lab->values[(*set)[RK_EXPERTS_OVERHEAD].index] = 3000001.0;
    lab->values[RK_P_QUIT_EXTERNAL] = 0.03;
    lab->values[RK_P_LEAVE_RATE] = 0.02;
    lab->values[RK_P_PAY_DRIFT] = 0.017;
    lab_all_on(lab);
    return lab;
}

/* ---- Sums ---- */

/* Months paid x pay a month, leave in part, with this year's wages; side job and adviser by the day. */
static void experts_cost_their_paid_months_or_days(void **unused)
{
    (void)unused;
    static const rk_contract contracts[] = {RK_CONTRACT_FIXED_TERM, RK_CONTRACT_SIDE_JOB, RK_CONTRACT_ADVISER,
                                            RK_CONTRACT_SECONDEE};
    for (size_t i = 0; i < 4; i++) {
        rk_setting *set;
        rk_lab *lab = busy_pool(contracts[i], RK_ASSIGN_EQUAL_VISITS, &set);
        bool by_day = contracts[i] == RK_CONTRACT_SIDE_JOB || contracts[i] == RK_CONTRACT_ADVISER;
        double month = by_day ? 40003.0 * 11.0 * 1.07 : floor(9000017.0 * 1.35 * 1.07 * 11.0 / 20.0 / 12.0 + 0.5);
        rk_world *world = lab_begin(lab, 4, 0);
        for (int year = 0; year < 3; year++) {
            rk_simulation_year(world);
            RK_FOR_LANES(lane)
            {
                double months = 0.0, travel = 0.0;
                for (size_t post = 0; post < 5; post++) {
                    months += (double)world->posts.paid_months[post].v[lane];
                }
                for (size_t m = 0; m < MEMBERS; m++) {
                    travel += (double)world->row[m].count[RK_METRIC_SUPPORT][lane] / 1000.0 * 20.0 * 8009.0;
                }
                double cost = months * month * pow(1.017, year);
                assert_true(fabs((double)of_all(world, RK_METRIC_COST_EXPERTS, lane) - cost) <= 1.0);
                assert_true(of_all(world, RK_METRIC_COST_OVERHEAD, lane) == 3000001);
                /* Support is kept in thousandths, half of which are 81 yen of travel. */
                assert_true(fabs((double)of_all(world, RK_METRIC_COST_TRAVEL, lane) - travel) <= MEMBERS * 81.0);
                assert_true(yen(world, MEMBERS, RK_METRIC_COST_EXPERTS, lane) == 0); /* no member */
            }
        }
        lab_free(lab);
    }
}

/* 80 % of pay during leave: nine months there, three ill. */
static void months_of_leave_are_paid_in_part(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(2);
    (void)pool_experts(lab, 1, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_FIXED);
    rk_world *world = lab_begin(lab, 4, 0);
    for (int month = 0; month < 12; month++) {
        world->month = month;
        lab_month_begins(world);
        if (month == 4) {
            rk_leave_begins(world, 0, 9, 0x80000000);
        }
        if (month == 7) {
            rk_leave_ends(world, 0, 9, 1.0f, UINT32_MAX);
        }
        rk_cover_month(world);
    }
    lab_close((double)world->posts.paid_months[0].v[9], 9.0 + 3 * 0.8, 1e-6);
    lab_close((double)world->posts.paid_months[0].v[8], 12.0, 1e-6);
    lab_free(lab);
}

/* An unpaid expert (national dispatch, say) is free: MODEL.md multiplies months paid by pay.external and its premium.
 */
static void experts_without_pay_cost_nothing(void **unused)
{
    (void)unused;
    for (int way = 0; way < 2; way++) {
        rk_setting *set;
        rk_lab *lab = busy_pool(RK_CONTRACT_FIXED_TERM, RK_ASSIGN_EQUAL_VISITS, &set);
        lab->values[way == 0 ? (size_t)RK_P_PAY_EXTERNAL : set[RK_EXPERTS_PAY].index] = 0.0;
        rk_world *world = lab_begin(lab, 4, 0);
        lab_years(world, 1);
        assert_true(of_all(world, RK_METRIC_COST_EXPERTS, 3) == 0);
        assert_true(of_all(world, RK_METRIC_COST_TRAVEL, 3) > 0);
        lab_free(lab);
    }
}

/* ---- Split over members, then over payers ---- */

static double weight_of(const rk_world *world, int split, size_t member, int lane)
{
    return split == RK_SPLIT_EQUAL        ? 1.0
           : split == RK_SPLIT_POPULATION ? world->place[member].data->population
                                          : (double)pool_state(world, 0)->given[member].v[lane];
}

/* Parts of the members add up to the whole; each is within a yen, and the rounding of weights to single precision. */
static void cost_is_laid_on_members_by_the_split(void **unused)
{
    (void)unused;
    static const int assignments[] = {RK_ASSIGN_ON_REQUEST, RK_ASSIGN_EQUAL_VISITS, RK_ASSIGN_FIXED};
    for (int split = RK_SPLIT_EQUAL; split <= RK_SPLIT_USE; split++) {
        for (size_t i = 0; i < 3; i++) {
            rk_setting *set;
            rk_lab *lab = busy_pool(RK_CONTRACT_FIXED_TERM, assignments[i], &set);
            set[RK_EXPERTS_SPLIT].count = split;
            rk_world *world = lab_begin(lab, 4, 1);
            lab_years(world, 2);
            RK_FOR_LANES(lane)
            {
                double all = 0.0, whole = (double)of_all(world, RK_METRIC_COST_EXPERTS, lane);
                for (size_t m = 0; m < MEMBERS; m++) {
                    all += weight_of(world, split, m, lane);
                }
                for (size_t m = 0; m < MEMBERS; m++) {
                    double part = (double)yen(world, m, RK_METRIC_COST_EXPERTS, lane);
                    double fair = whole * (all > 0.0 ? weight_of(world, split, m, lane) / all : 1.0 / MEMBERS);
                    assert_true(fabs(part - fair) <= 2.0 + 1e-6 * whole);
                }
            }
            lab_free(lab);
        }
    }
}

/* By use, but nobody has used it: equally. */
static void a_split_by_use_without_any_use_is_equal(void **unused)
{
    (void)unused;
    rk_setting *set;
    rk_lab *lab = busy_pool(RK_CONTRACT_FIXED_TERM, RK_ASSIGN_ON_REQUEST, &set);
    set[RK_EXPERTS_SPLIT].count = RK_SPLIT_USE;
    lab->values[set[RK_EXPERTS_REQUESTS].index] = 0.0;
    rk_world *world = lab_begin(lab, 4, 1);
    lab_years(world, 1);
    int64_t whole = of_all(world, RK_METRIC_COST_OVERHEAD, 5);
    assert_true(whole == 3000001);
    for (size_t m = 0; m < MEMBERS; m++) {
        assert_true(llabs(yen(world, m, RK_METRIC_COST_OVERHEAD, 5) - whole / MEMBERS) <= 2);
    }
    lab_free(lab);
}

static void payers_share_every_members_part_to_the_yen(void **unused)
{
    (void)unused;
    rk_setting *set;
    rk_lab *lab = busy_pool(RK_CONTRACT_SIDE_JOB, RK_ASSIGN_FIXED, &set);
    static const double shares[RK_N_PAYERS] = {0.17, 0.33, 0.5, 0.0, 0.0};
    memcpy(set[RK_COMMON_SHARES].shares, shares, sizeof shares);
    rk_world *world = lab_begin(lab, 4, 2);
    lab_years(world, 2);
    for (size_t m = 0; m < MEMBERS; m++) {
        RK_FOR_LANES(lane)
        {
            int64_t bill = yen(world, m, RK_METRIC_COST_EXPERTS, lane) + yen(world, m, RK_METRIC_COST_TRAVEL, lane) +
                           yen(world, m, RK_METRIC_COST_OVERHEAD, lane);
            int64_t own = yen(world, m, RK_METRIC_COST_TOTAL, lane) - bill; /* systems: the municipality's alone */
            int64_t paid[3] = {yen(world, m, RK_METRIC_PAID_MUNICIPALITY, lane) - own,
                               yen(world, m, RK_METRIC_PAID_PREFECTURE, lane),
                               yen(world, m, RK_METRIC_PAID_NATION, lane)};
            assert_true(paid[0] + paid[1] + paid[2] == bill);
            for (int payer = 0; payer < 3; payer++) { /* three bills, each cut to whole yen; the nation has the rest */
                assert_true(fabs((double)paid[payer] - shares[payer] * (double)bill) <= 6.0);
            }
        }
    }
    lab_free(lab);
}

/* Opened in September, closed in the next August: overhead of 7 and 5 months. */
static void overhead_is_paid_for_the_months_open(void **unused)
{
    (void)unused;
    rk_setting *set;
    rk_lab *lab = busy_pool(RK_CONTRACT_SIDE_JOB, RK_ASSIGN_ON_REQUEST, &set);
    set[RK_COMMON_OPENS].month = 5;
    set[RK_COMMON_CLOSES].month = 17;
    rk_world *world = lab_begin(lab, 4, 2);
    static const double months[] = {7.0, 5.0, 0.0};
    for (int year = 0; year < 3; year++) {
        rk_simulation_year(world);
        assert_true(of_all(world, RK_METRIC_COST_OVERHEAD, 1) == (int64_t)(3000001.0 * months[year] / 12.0 + 0.5));
    }
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(experts_cost_their_paid_months_or_days),
        cmocka_unit_test(months_of_leave_are_paid_in_part),
        cmocka_unit_test(experts_without_pay_cost_nothing),
        cmocka_unit_test(cost_is_laid_on_members_by_the_split),
        cmocka_unit_test(a_split_by_use_without_any_use_is_equal),
        cmocka_unit_test(payers_share_every_members_part_to_the_yen),
        cmocka_unit_test(overhead_is_paid_for_the_months_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
