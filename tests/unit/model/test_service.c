/* What residents get, progress of migration, and the time experts give (MODEL.md sections 6, 7 and 11). */
#include "support/lab.h"

/* A desk of so many people at expert level, work of 1.7 person-months a month. */
static rk_lab *a_desk(int people)
{
    rk_lab *lab = lab_new(1);
    lab_posts(lab, people, RK_CONTRACT_SPECIALIST);
    lab_on(lab, RK_PROCESS_WORK); /* learning is off: everybody works at 1 */
    lab_on(lab, RK_PROCESS_SERVICE);
    lab->municipality[0].own_demand_fte = 1.7;
    return lab;
}

static int count(const rk_world *world, rk_metric metric)
{
    return world->row[0].count[metric][11];
}

/* ---- Procedures online, residents reached ---- */

/* All procedures work done: 1/48 of all procedures a month, from 60 % up to 100 %. */
static void procedures_go_online_as_their_work_is_done(void **unused)
{
    (void)unused;
    rk_lab *lab = a_desk(10);
    rk_world *world = lab_begin(lab, 1, 0);
    for (int year = 1; year <= 4; year++) {
        rk_simulation_year(world);
        double online = fmin(0.6 + year * 12.0 / 48.0, 1.0);
        assert_true(abs(count(world, RK_METRIC_PROCEDURES_ONLINE) - (int)lrint(1000 * online)) <= 1);
        double old = online * (0.45 + 0.25), all = 0.63 * online * 0.85 + 0.37 * old;
        assert_true(abs(count(world, RK_METRIC_REACHED_65) - (int)lrint(1000 * old)) <= 1);
        assert_true(abs(count(world, RK_METRIC_REACHED) - (int)lrint(1000 * all)) <= 1);
    }
    lab_free(lab);
}

/* Nobody there: nothing more goes online, and the aged are left to what they can do without help. */
static void without_anybody_nothing_goes_online_and_nobody_is_helped(void **unused)
{
    (void)unused;
    rk_lab *lab = a_desk(0);
    rk_world *world = lab_begin(lab, 1, 0);
    lab_years(world, 3);
    assert_int_equal(count(world, RK_METRIC_PROCEDURES_ONLINE), 600);
    assert_int_equal(count(world, RK_METRIC_REACHED_65), 270); /* 0.6 x 0.45 */
    assert_int_equal(count(world, RK_METRIC_REACHED), (int)lrint(1000 * (0.63 * 0.6 * 0.85 + 0.37 * 0.27)));
    lab_free(lab);
}

static void more_people_never_reach_fewer_residents(void **unused)
{
    (void)unused;
    int before = 0;
    for (int milli = 0; milli <= 2000; milli += 100) {
        rk_lab *lab = a_desk(2);
        lab->municipality[0].own_post_fte = milli / 2000.0;
        rk_world *world = lab_begin(lab, 1, 0);
        lab_years(world, 2);
        assert_true(count(world, RK_METRIC_REACHED) >= before);
        before = count(world, RK_METRIC_REACHED);
        lab_free(lab);
    }
}

static void help_cannot_reach_more_than_everybody(void **unused)
{
    (void)unused;
    rk_lab *lab = a_desk(10);
    lab->values[RK_P_SERVICE_USE_65] = 0.9;
    rk_world *world = lab_begin(lab, 1, 0);
    lab_years(world, 4);
    assert_int_equal(count(world, RK_METRIC_REACHED_65), 1000);
    lab_free(lab);
}

static void without_the_process_nothing_is_said_of_service(void **unused)
{
    (void)unused;
    rk_lab *lab = a_desk(10);
    lab->scenario.process[RK_PROCESS_SERVICE] = false;
    rk_world *world = lab_begin(lab, 1, 0);
    lab_years(world, 2);
    assert_int_equal(count(world, RK_METRIC_PROCEDURES_ONLINE) + count(world, RK_METRIC_REACHED), 0);
    lab_free(lab);
}

/* ---- Migration ---- */

static double yen(const rk_world *world, rk_metric item, int lane)
{
    return (double)world->row[0].money[item - RK_N_COUNTS][lane];
}

/* Of 19.3 systems 5.79 are late. Nobody limits but the vendor: the share migrated a month is 1 / (12 V). */
static void progress_and_running_cost_follow_the_systems_that_wait(void **unused)
{
    (void)unused;
    rk_lab *lab = a_desk(30);
    lab_on(lab, RK_PROCESS_STANDARDISATION);
    lab_on(lab, RK_PROCESS_MONEY);
    lab->values[RK_P_STANDARD_BODY_LATE] = 1.0;
    rk_world *world = lab_begin(lab, 1, 0);
    double done_before[RK_LANES];
    RK_FOR_LANES(lane)
    {
        done_before[lane] = 0.7;
    }
    for (int year = 0; year < 7; year++) {
        rk_simulation_year(world);
        RK_FOR_LANES(lane)
        {
            double quota = (double)world->vendor_quota[world->place[0].vendor].v[lane], waits = 0.0;
            for (int month = 12 * year; month < 12 * year + 12; month++) {
                waits += 0.3 * fmax(1.0 - quota * (month + 1), 0.0) / 12.0; /* after the month's work */
            }
            double done = 1.0 - 0.3 * fmax(1.0 - quota * 12 * (year + 1), 0.0);
            double cost = 12345.0 * 11700.0, over = 1.46 * 0.17 * cost * (done - done_before[lane]);
            assert_true(abs(world->row[0].count[RK_METRIC_STANDARDISATION_DONE][lane] - (int)lrint(1000 * done)) <= 1);
            lab_close(yen(world, RK_METRIC_COST_SYSTEMS, lane), cost * (2.08 * (1.0 - waits) + waits), 1e-5);
            lab_close(yen(world, RK_METRIC_COST_PARALLEL, lane), cost * 0.3 * waits, 1e-5);
            assert_true(fabs(yen(world, RK_METRIC_COST_MIGRATION, lane) - over) <= 1.0 + 1e-6 * cost);
            done_before[lane] = done;
        }
    }
    lab_free(lab);
}

/* ---- Time of experts ---- */

static void time_given_lane_by_lane_is_time_given_to_all_lanes(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(2);
    rk_world *world = lab_begin(lab, 1, 0);
    rk_lanes time, familiar, support[RK_N_SKILLS];
    for (int lane = 0; lane < RK_LANES; lane++) {
        time.v[lane] = 0.07f * (float)lane;
        familiar.v[lane] = 1.0f - 0.06f * (float)lane;
    }
    rk_support_clear(world);
    for (int times = 0; times < 3; times++) {
        rk_support_give_all(world, 1, RK_SKILL_AUTOMATION, &time, &familiar);
    }
    memcpy(support, &world->at.support[RK_N_SKILLS], sizeof support);
    rk_lanes fte = world->at.support_fte[1];
    rk_support_clear(world);
    for (int times = 0; times < 3; times++) {
        RK_FOR_LANES(lane)
        {
            rk_support_give(world, 1, RK_SKILL_AUTOMATION, lane, time.v[lane], familiar.v[lane]);
        }
    }
    assert_memory_equal(support, &world->at.support[RK_N_SKILLS], sizeof support);
    assert_memory_equal(&fte, &world->at.support_fte[1], sizeof fte);
    for (int lane = 0; lane < RK_LANES; lane++) {
        double effect = 0.7 + 0.3 * (1.0 - 0.06 * lane);
        lab_close((double)support[RK_SKILL_AUTOMATION].v[lane], 3 * 0.07 * lane * effect, 1e-6);
        assert_true(support[RK_SKILL_DATA].v[lane] == 0.0f && world->at.support_fte[0].v[lane] == 0.0f);
    }
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(procedures_go_online_as_their_work_is_done),
        cmocka_unit_test(without_anybody_nothing_goes_online_and_nobody_is_helped),
        cmocka_unit_test(more_people_never_reach_fewer_residents),
        cmocka_unit_test(help_cannot_reach_more_than_everybody),
        cmocka_unit_test(without_the_process_nothing_is_said_of_service),
        cmocka_unit_test(progress_and_running_cost_follow_the_systems_that_wait),
        cmocka_unit_test(time_given_lane_by_lane_is_time_given_to_all_lanes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
