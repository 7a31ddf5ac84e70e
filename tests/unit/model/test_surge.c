/* Surges: national tasks for all at once, disasters for a municipality and its neighbours (MODEL.md section 8). */
#include "support/lab.h"

enum { N_PLACES = 6 };

static const size_t neighbours_of_2[] = {0, 3, 5};

/* Six municipalities; number 2 has the neighbours 0, 3 and 5, and 5 lies in the next prefecture. */
static rk_lab *six_places(void)
{
    rk_lab *lab = lab_new(N_PLACES);
    lab->prefecture[0].n_municipalities = 5;
    lab->prefecture[1].first = 5;
    lab->prefecture[1].n_municipalities = 1;
    lab->municipality[2].neighbours = neighbours_of_2;
    lab->municipality[2].n_neighbours = 3;
    lab_on(lab, RK_PROCESS_SURGE);
    return lab;
}

static void never(rk_world *world)
{
    lab_fill(&world->national_clock, 1e9f);
    for (size_t place = 0; place < world->n_places; place++) {
        lab_fill(&world->at.disaster_clock[place], 1e9f);
    }
}

/* ---- Who is hit ---- */

static void a_national_task_hits_all_municipalities_of_its_replication(void **unused)
{
    (void)unused;
    rk_lab *lab = six_places();
    rk_world *world = lab_begin(lab, 1, 0);
    lab_month_begins(world);
    never(world);
    world->national_clock.v[6] = 0.001f;
    rk_surge_month(world);
    for (size_t place = 0; place < world->n_places; place++) {
        rk_lanes load;
        rk_surge_load(world, place, &load);
        RK_FOR_LANES(lane)
        {
            assert_true(load.v[lane] == (lane == 6 ? 0.17f : 0.0f));
            assert_int_equal(world->at.year[place].surge.v[lane], lane == 6);
        }
    }
    lab_free(lab);
}

static void a_disaster_hits_the_municipality_and_its_neighbours_in_the_prefecture(void **unused)
{
    (void)unused;
    static const bool hit[5] = {true, false, true, true, false};
    rk_lab *lab = six_places();
    rk_world *world = lab_begin(lab, 1, 0);
    lab_month_begins(world);
    never(world);
    world->at.disaster_clock[2].v[11] = 0.0001f;
    rk_surge_month(world);
    for (size_t place = 0; place < world->n_places; place++) {
        rk_lanes load;
        rk_surge_load(world, place, &load);
        RK_FOR_LANES(lane)
        {
            assert_true(load.v[lane] == (lane == 11 && hit[place] ? 0.17f : 0.0f));
        }
    }
    lab_free(lab);
}

static void a_task_and_a_disaster_at_once_are_two_surges(void **unused)
{
    (void)unused;
    rk_lab *lab = six_places();
    rk_world *world = lab_begin(lab, 1, 0);
    lab_month_begins(world);
    never(world);
    world->national_clock.v[6] = 0.001f;
    world->at.disaster_clock[2].v[6] = 0.0001f;
    rk_surge_month(world);
    rk_lanes load;
    rk_surge_load(world, 3, &load);
    lab_close((double)load.v[6], 2 * 0.17, 1e-6);
    assert_int_equal(world->at.year[3].surge.v[6], 1); /* a month with a surge, not two */
    lab_free(lab);
}

static void another_disaster_lengthens_a_surge_and_never_shortens_it(void **unused)
{
    (void)unused;
    rk_lab *lab = six_places();
    rk_world *world = lab_begin(lab, 1, 0);
    lab_month_begins(world);
    never(world);
    for (int month = 0; month < 24; month++) {
        int before = world->at.disaster_until[3].v[4];
        world->month = month;
        world->at.disaster_clock[2].v[4] = 0.0001f;
        rk_surge_month(world);
        int now = world->at.disaster_until[3].v[4];
        assert_true(now >= before && now >= month + 3 && now <= month + 11);
    }
    lab_free(lab);
}

static void without_the_process_nothing_happens(void **unused)
{
    (void)unused;
    rk_lab *lab = six_places();
    lab->scenario.process[RK_PROCESS_SURGE] = false;
    lab->values[RK_P_SURGE_NATIONAL] = 3.0;
    rk_world *world = lab_begin(lab, 1, 0);
    lab_month_begins(world);
    rk_lanes load;
    for (int month = 0; month < 24; month++) {
        rk_surge_month(world);
    }
    rk_surge_load(world, 0, &load);
    assert_true(load.v[0] == 0.0f && lab_sum(&world->at.year[0].surge) == 0);
    lab_free(lab);
}

/* ---- How often, how long ---- */

/* A Poisson process: months x hazard, with its root as deviation. */
static void surges_arrive_at_their_rates(void **unused)
{
    (void)unused;
    enum { BLOCKS = 30, MONTHS = 240 };
    rk_lab *lab = six_places();
    lab->values[RK_P_SURGE_NATIONAL] = 0.31; /* several within a month too */
    lab->values[RK_P_SURGE_DISASTER] = 0.043;
    double tasks = 0.0, disasters = 0.0;
    for (uint32_t block = 0; block < BLOCKS; block++) {
        rk_world *world = lab_begin(lab, 5, block);
        for (int month = 0; month < MONTHS; month++) {
            world->month = month;
            rk_surge_month(world);
        }
        tasks += (double)lab_sum(&world->n_national);
        for (size_t place = 0; place < world->n_places; place++) {
            disasters += (double)lab_sum(&world->at.n_disaster[place]);
        }
    }
    double expected = 0.31 * BLOCKS * RK_LANES * MONTHS;
    lab_within(tasks, expected, sqrt(expected), 5.0);
    expected = 0.043 * BLOCKS * RK_LANES * MONTHS * 5;
    lab_within(disasters, expected, sqrt(expected), 5.0);
    lab_free(lab);
}

/* Lengths of the first task of many replications; the task comes in month 0 everywhere. */
static long lengths(double mean, long counts[], int longest)
{
    enum { BLOCKS = 300 };
    rk_lab *lab = six_places();
    lab->values[RK_P_SURGE_MONTHS] = mean;
    long n = 0;
    for (uint32_t block = 0; block < BLOCKS; block++) {
        rk_world *world = lab_begin(lab, 9, block);
        lab_fill(&world->national_clock, 0.0001f);
        rk_surge_month(world);
        RK_FOR_LANES(lane)
        {
            int length = world->national_until.v[lane];
            assert_true(length >= 3 && length <= longest);
            counts[length]++;
            n += world->n_national.v[lane] == 1;
        }
    }
    lab_free(lab);
    return n;
}

static void a_surge_of_three_months_mean_lasts_three(void **unused)
{
    (void)unused;
    long counts[4] = {0};
    (void)lengths(3.0, counts, 3);
    memset(counts, 0, sizeof counts);
    (void)lengths(1.0, counts, 3); /* below, too */
}

static void the_mean_length_of_a_surge_is_the_one_given(void **unused)
{
    (void)unused;
    long counts[12] = {0};
    long n = lengths(7.0, counts, 11);
    double sum = 0.0;
    for (int length = 3; length <= 11; length++) {
        sum += (double)(length * counts[length]);
    }
    assert_true(n > 4000); /* nearly all have one task only */
    lab_within(sum / 4800.0, 7.0, sqrt(8.0 * 10.0 / 12.0 / 4800.0), 5.0);
}

/* MODEL.md section 8: a whole number of months uniform from 3 to 2 x 7 - 3 = 11, so that each of nine has the same
 * chance. */
static void every_length_of_a_surge_is_as_likely_as_any_other(void **unused)
{
    (void)unused;
    long counts[12] = {0};
    (void)lengths(7.0, counts, 11);
    for (int length = 3; length <= 11; length++) {
        lab_within((double)counts[length], 4800.0 / 9.0, sqrt(4800.0 / 9.0 * 8.0 / 9.0), 5.0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_national_task_hits_all_municipalities_of_its_replication),
        cmocka_unit_test(a_disaster_hits_the_municipality_and_its_neighbours_in_the_prefecture),
        cmocka_unit_test(a_task_and_a_disaster_at_once_are_two_surges),
        cmocka_unit_test(another_disaster_lengthens_a_surge_and_never_shortens_it),
        cmocka_unit_test(without_the_process_nothing_happens),
        cmocka_unit_test(surges_arrive_at_their_rates),
        cmocka_unit_test(a_surge_of_three_months_mean_lasts_three),
        cmocka_unit_test(the_mean_length_of_a_surge_is_the_one_given),
        cmocka_unit_test(every_length_of_a_surge_is_as_likely_as_any_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
