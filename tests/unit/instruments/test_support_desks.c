/* `support_desks`: how many desks there are, how many are open in each lane, whom they reach, what they cost. */
#include "instruments/support_desks.h"
#include "pool.h"

/* Ten desks in each town, four at partners; the others open with 2 volunteers each, and 12 are sought. */
static rk_setting *desks(rk_lab *lab)
{
    rk_setting *set = pool_tool(lab, RK_INSTRUMENT_support_desks);
    set[RK_SUPPORT_DESKS_DESKS].count = 10;
    set[RK_SUPPORT_DESKS_VOLUNTEERS].count = 2;
    pool_set(lab, &set[RK_SUPPORT_DESKS_PARTNERS], 0.4);
    pool_set(lab, &set[RK_SUPPORT_DESKS_DAYS], 7.0);
    pool_set(lab, &set[RK_SUPPORT_DESKS_JOIN], 0.6);
    pool_set(lab, &set[RK_SUPPORT_DESKS_QUIT], 0.2);
    pool_set(lab, &set[RK_SUPPORT_DESKS_REACH_65], 0.5);
    pool_set(lab, &set[RK_SUPPORT_DESKS_REACH_UNDER_65], 0.06);
    pool_set(lab, &set[RK_SUPPORT_DESKS_HALF], 13.0);
    pool_set(lab, &set[RK_SUPPORT_DESKS_RELIEF], 0.3);
    pool_set(lab, &set[RK_SUPPORT_DESKS_TABLETS], 0.05);
    pool_set(lab, &set[RK_SUPPORT_DESKS_TABLET_USE], 0.8);
    pool_set(lab, &set[RK_SUPPORT_DESKS_TABLET_COST], 40003.0);
    pool_set(lab, &set[RK_SUPPORT_DESKS_TABLET_YEARS], 4.0);
    pool_set(lab, &set[RK_SUPPORT_DESKS_TRAINING], 20011.0);
    pool_set(lab, &set[RK_SUPPORT_DESKS_COST], 500009.0);
    return set;
}

static void live_month(rk_world *world)
{
    const rk_hooks *hooks = &world->hooks[RK_INSTRUMENT_support_desks];
    for (size_t slot = 0; slot < world->model->n_instruments; slot++) {
        if (world->month % RK_MONTHS == 0) {
            hooks->april(world, slot);
        }
        hooks->month(world, slot);
    }
    lab_month_begins(world);
    world->month++;
}

static double aged(const rk_world *world, size_t place)
{
    return world->place[place].data->population * world->place[place].data->aged_share;
}

/* Part of the most that desks could reach, from the lever. */
static double served(const rk_world *world, size_t place, int lane)
{
    return (double)world->lever[RK_LEVER_REACH_UNDER_65][place].v[lane] / 0.06;
}

/* Open desks, from the part they serve: 1 - 2^(-open x 7 / thousands aged / 13). */
static double open_desks(const rk_world *world, size_t place, int lane)
{
    return -log2(1.0 - served(world, place, lane)) * 13.0 * aged(world, place) / 1000.0 / 7.0;
}

static void residents_are_reached_as_desks_are_open(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(3);
    (void)desks(lab);
    rk_world *world = lab_begin(lab, 1, 0);
    long lanes_closed = 0;
    for (int month = 0; month < 18; month++) {
        live_month(world);
        for (size_t place = 0; place < 3; place++) {
            RK_FOR_LANES(lane)
            {
                double open = open_desks(world, place, lane), whole = floor(open + 0.5);
                assert_true(fabs(open - whole) < 1e-3 && whole >= 4.0 && whole <= 10.0);
                lanes_closed += whole < 10.0;
                double s = served(world, place, lane), tablets = 0.05 * 0.8 * whole / 10.0;
                double old = 1.0 - (1.0 - 0.5 * s) * (1.0 - tablets);
                lab_close((double)world->lever[RK_LEVER_REACH_65][place].v[lane], old, 1e-5);
                lab_close((double)world->lever[RK_LEVER_RESIDENT_SUPPORT][place].v[lane], 1.0 - 0.3 * s, 1e-5);
            }
        }
    }
    assert_true(lanes_closed > 0);
    lab_free(lab);
}

/* Desks by residents: rounded, and some at partners. */
static void desks_are_counted_by_aged_residents(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(3);
    rk_setting *set = desks(lab);
    set[RK_SUPPORT_DESKS_DESKS].count = 1;
    pool_set(lab, &set[RK_SUPPORT_DESKS_PER_1000], 0.7);
    set[RK_SUPPORT_DESKS_VOLUNTEERS].count = 0; /* open without anybody */
    lab_on(lab, RK_PROCESS_MONEY);
    rk_world *world = lab_begin(lab, 1, 0);
    live_month(world);
    for (size_t place = 0; place < 3; place++) {
        double expected = 1.0 + floor(aged(world, place) * 0.7 / 1000.0 + 0.5);
        lab_close(open_desks(world, place, 2), expected, 1e-4);
    }
    world = lab_begin(lab, 1, 0);
    lab_years(world, 1);
    for (size_t place = 0; place < 3; place++) {
        double expected = 1.0 + floor(aged(world, place) * 0.7 / 1000.0 + 0.5);
        const rk_row *row = &world->row[place];
        lab_close((double)row->money[RK_METRIC_COST_DESKS - RK_N_COUNTS][2], expected * 500009.0, 1e-6);
        lab_close((double)row->money[RK_METRIC_COST_PROCUREMENT - RK_N_COUNTS][2],
                  aged(world, place) * 0.05 * 40003.0 / 4.0, 1e-6);
        assert_int_equal(row->money[RK_METRIC_COST_TRAINING - RK_N_COUNTS][2], 0);
    }
    lab_free(lab);
}

/* Trained volunteers of a year, from the bill, all lanes of all towns. */
static double trained(const rk_world *world)
{
    double sum = 0.0;
    for (size_t place = 0; place < world->n_places; place++) {
        RK_FOR_LANES(lane)
        {
            int64_t yen = world->row[place].money[RK_METRIC_COST_TRAINING - RK_N_COUNTS][lane];
            assert_int_equal(yen % 20011, 0);
            sum += (double)(yen / 20011);
        }
    }
    return sum;
}

/* Each of 12 places for a volunteer is a two-state chain: taken with chance v after a window, v' = (1-q)v +
 * (1-(1-q)v)j, and somebody new with chance (1-(1-q)v) j. Variances of sums of such indicators of one place are below
 * 1/4 each; those of two windows hang together, so 1/2 and 1 are on the safe side. */
static void volunteers_come_and_go_as_the_chain_says(void **unused)
{
    (void)unused;
    enum { TOWNS = 24 };
    const double q = 0.2, j = 0.6, n = 12.0 * TOWNS * RK_LANES;
    rk_lab *lab = pool_lab(TOWNS);
    (void)desks(lab);
    lab_on(lab, RK_PROCESS_MONEY);
    rk_world *world = lab_begin(lab, 7, 0);
    double v = 0.0;
    for (int year = 0; year < 8; year++) {
        lab_years(world, 1);
        double came = 0.0;
        for (int window = 0; window < 2; window++) {
            double free = 1.0 - (1.0 - q) * v;
            came += free * j;
            v = (1.0 - q) * v + free * j;
        }
        lab_within(trained(world), n * came, sqrt(n * 0.5), 5);
    }
    lab_free(lab);
}

static void windows_are_in_april_and_october_and_on_opening(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(24);
    rk_setting *set = desks(lab);
    pool_set(lab, &set[RK_SUPPORT_DESKS_QUIT], 0.5); /* so that a window is never without a change somewhere */
    set[RK_COMMON_OPENS].month = 3;
    set[RK_COMMON_START_DELAY].count = 5;
    rk_world *world = lab_begin(lab, 1, 0);
    rk_lanes before[24] = {0};
    for (int month = 0; month < 36; month++) {
        live_month(world);
        const rk_lanes *now = world->lever[RK_LEVER_REACH_65];
        bool changed = memcmp(before, now, sizeof before) != 0;
        assert_int_equal(changed, month >= 8 && (month == 8 || month % 6 == 0));
        memcpy(before, now, sizeof before);
    }
    lab_free(lab);
}

static void without_volunteers_partners_alone_are_open(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(2);
    rk_setting *set = desks(lab);
    pool_set(lab, &set[RK_SUPPORT_DESKS_JOIN], 0.0);
    rk_world *world = lab_begin(lab, 1, 0);
    live_month(world);
    lab_close(open_desks(world, 1, 3), 4.0, 1e-4);
    pool_set(lab, &set[RK_SUPPORT_DESKS_PARTNERS], 0.0);
    world = lab_begin(lab, 1, 0);
    live_month(world);
    assert_true(world->lever[RK_LEVER_REACH_65][1].v[3] == 0.0f);
    assert_true(world->lever[RK_LEVER_RESIDENT_SUPPORT][1].v[3] == 1.0f);
    lab_free(lab);
}

static void no_desks_and_no_residents_are_no_trouble(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(2);
    rk_setting *set = desks(lab);
    lab->municipality[0].aged_share = 0.0;
    rk_world *world = lab_begin(lab, 1, 0);
    live_month(world);
    lab_close((double)world->lever[RK_LEVER_RESIDENT_SUPPORT][0].v[0], 0.7, 1e-6); /* all that desks can do */
    set[RK_SUPPORT_DESKS_DESKS].count = 0;
    world = lab_begin(lab, 1, 0);
    live_month(world);
    assert_true(world->lever[RK_LEVER_REACH_65][1].v[3] == 0.0f);
    lab_free(lab);
}

/* More spare volunteers, and the same luck, are never fewer desks open. */
static void spare_volunteers_keep_desks_open(void **unused)
{
    (void)unused;
    double open[2] = {0};
    for (int spare = 0; spare < 2; spare++) {
        rk_lab *lab = pool_lab(6);
        pool_set(lab, &desks(lab)[RK_SUPPORT_DESKS_SPARE], 0.5 * spare);
        rk_world *world = lab_begin(lab, 1, 0);
        for (int month = 0; month < 60; month++) {
            live_month(world);
            for (size_t place = 0; place < 6; place++) {
                open[spare] += open_desks(world, place, 8);
            }
        }
        lab_free(lab);
    }
    assert_true(open[1] > 1.1 * open[0]);
}

static void two_programmes_reach_whom_either_reaches(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(1);
    for (int i = 0; i < 2; i++) {
        rk_setting *set = desks(lab);
        set[RK_SUPPORT_DESKS_VOLUNTEERS].count = 0;
        pool_set(lab, &set[RK_SUPPORT_DESKS_TABLETS], 0.0);
    }
    rk_world *world = lab_begin(lab, 1, 0);
    live_month(world);
    double s = 1.0 - exp2(-10.0 * 7.0 / (aged(world, 0) / 1000.0) / 13.0), one = 0.5 * s;
    lab_close((double)world->lever[RK_LEVER_REACH_65][0].v[6], 1.0 - (1.0 - one) * (1.0 - one), 1e-5);
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(residents_are_reached_as_desks_are_open),
        cmocka_unit_test(desks_are_counted_by_aged_residents),
        cmocka_unit_test(volunteers_come_and_go_as_the_chain_says),
        cmocka_unit_test(windows_are_in_april_and_october_and_on_opening),
        cmocka_unit_test(without_volunteers_partners_alone_are_open),
        cmocka_unit_test(no_desks_and_no_residents_are_no_trouble),
        cmocka_unit_test(spare_volunteers_keep_desks_open),
        cmocka_unit_test(two_programmes_reach_whom_either_reaches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
