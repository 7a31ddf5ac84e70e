/* Incidents: their rates against closed forms, and what one brings (MODEL.md section 8). */
#include "support/lab.h"

static rk_lab *with_incidents(void)
{
    rk_lab *lab = lab_new(1);
    lab_on(lab, RK_PROCESS_WORK);
    lab_on(lab, RK_PROCESS_STANDARDISATION);
    lab_on(lab, RK_PROCESS_INCIDENTS);
    lab->values[RK_P_STANDARD_BODY_LATE] = 1.0;
    lab->municipality[0].own_demand_fte = 1.7;
    return lab;
}

/* Months with the same migration, arrivals, capacity and security backlog; returns how many of each kind. */
typedef struct {
    double errors, security;
} counts;

static counts months_of(rk_lab *lab, double migrated, double arrived, double capacity, double security_waiting)
{
    enum { BLOCKS = 12, MONTHS = 500 };
    counts sum = {0.0, 0.0};
    rk_lanes done, came, could;
    lab_fill(&done, (float)migrated);
    lab_fill(&came, (float)arrived);
    lab_fill(&could, (float)capacity);
    for (uint32_t block = 0; block < BLOCKS; block++) {
        rk_world *world = lab_begin(lab, 14, block);
        lab_month_begins(world);
        lab_fill(&world->at.backlog[RK_WORK_SECURITY], (float)security_waiting);
        for (int month = 0; month < MONTHS; month++) {
            world->month = month;
            rk_incidents_place(world, 0, &done, &came, &could);
        }
        sum.errors += (double)lab_sum(&world->at.year[0].migration_errors) / (BLOCKS * MONTHS * RK_LANES);
        sum.security += (double)lab_sum(&world->at.year[0].security) / (BLOCKS * MONTHS * RK_LANES);
    }
    return sum;
}

static void within_poisson(double rate, double expected)
{
    lab_within(rate, expected, sqrt(expected / (12 * 500 * RK_LANES)), 5.0);
}

/* Systems migrated this month x 0.07 x (1 + 1.0 x max(0, 1 - capacity / arrived)). */
static void migration_errors_come_with_migration_and_with_thin_capacity(void **unused)
{
    (void)unused;
    rk_lab *lab = with_incidents();
    const double systems = 2.2 / 1.1; /* two systems, of 1.1 person-months each */
    within_poisson(months_of(lab, 2.2, 1.7, 3.1, 0.0).errors, systems * 0.07);
    within_poisson(months_of(lab, 2.2, 1.7, 0.51, 0.0).errors, systems * 0.07 * (1.0 + 0.7));
    within_poisson(months_of(lab, 2.2, 1.7, 0.0, 0.0).errors, systems * 0.07 * 2.0);
    lab->values[RK_P_INCIDENT_COVERAGE] = 3.0;
    within_poisson(months_of(lab, 2.2, 1.7, 0.51, 0.0).errors, systems * 0.07 * (1.0 + 3.0 * 0.7));
    assert_true(months_of(lab, 0.0, 1.7, 0.0, 5.0).errors == 0.0); /* nothing migrates, nothing goes wrong */
    lab_free(lab);
}

/* 0.0061 a month x (1 + 0.1 x backlog in months of its demand, which is 0.13 of 1.7). */
static void security_incidents_come_at_their_rate_and_more_with_a_backlog(void **unused)
{
    (void)unused;
    rk_lab *lab = with_incidents();
    within_poisson(months_of(lab, 0.0, 1.7, 3.1, 0.0).security, 0.0061);
    within_poisson(months_of(lab, 0.0, 1.7, 3.1, 4.2).security, 0.0061 * (1.0 + 0.1 * 4.2 / (0.13 * 1.7)));
    lab_free(lab);
}

static void several_incidents_can_strike_in_one_month(void **unused)
{
    (void)unused;
    rk_lab *lab = with_incidents();
    lab->values[RK_P_INCIDENT_SECURITY] = 2.7;
    within_poisson(months_of(lab, 0.0, 1.7, 3.1, 0.0).security, 2.7);
    lab_free(lab);
}

static void an_incident_brings_work_next_month_and_stops_migration(void **unused)
{
    (void)unused;
    rk_lab *lab = with_incidents();
    rk_world *world = lab_begin(lab, 1, 0);
    lab_month_begins(world);
    lab_fill(&world->at.migration_clock[0], 1e9f);
    lab_fill(&world->at.security_clock[0], 1e9f);
    world->at.security_clock[0].v[5] = 0.001f;
    lab_fill(&world->at.own_capacity[0], 4.0f);
    world->month = 6;
    rk_work_month(world);
    assert_int_equal(world->at.year[0].security.v[5], 1);
    assert_true(world->at.emergency[0].v[5] == 1.3f);
    rk_lanes standard = world->at.backlog[RK_WORK_STANDARDISATION];
    lab_fill(&world->at.security_clock[0], 1e9f);
    for (world->month = 7; world->month <= 9; world->month++) {
        rk_lanes demand = world->at.year[0].demand;
        rk_work_month(world);
        float more = world->at.year[0].demand.v[5] - demand.v[5], usual = world->at.year[0].demand.v[4] - demand.v[4];
        float parallel = 1.7f * 0.35f * 0.16f / 19.3f / 1.1f; /* of each person-month of migration not yet done */
        float later = standard.v[5] - standard.v[4];
        assert_true(fabsf(more - usual - (world->month == 7 ? 1.3f : 0.0f)) < parallel * (fabsf(later) + 2.0f));
        bool stands = world->at.backlog[RK_WORK_STANDARDISATION].v[5] == standard.v[5];
        assert_int_equal(stands, world->month <= 8); /* two months */
        assert_true(world->at.backlog[RK_WORK_STANDARDISATION].v[4] < standard.v[4]);
        standard = world->at.backlog[RK_WORK_STANDARDISATION];
    }
    lab_free(lab);
}

static void each_of_several_incidents_brings_its_work(void **unused)
{
    (void)unused;
    rk_lab *lab = with_incidents();
    lab->values[RK_P_INCIDENT_SECURITY] = 4.3;
    rk_world *world = lab_begin(lab, 1, 0);
    lab_month_begins(world);
    rk_lanes none = {{0}};
    rk_incidents_place(world, 0, &none, &none, &none);
    int most = 0;
    RK_FOR_LANES(lane)
    {
        int n = world->at.year[0].security.v[lane];
        lab_close((double)world->at.emergency[0].v[lane], 1.3 * n, 1e-6);
        most = n > most ? n : most;
    }
    assert_true(most > 2);
    lab_free(lab);
}

static void without_the_process_nothing_goes_wrong(void **unused)
{
    (void)unused;
    rk_lab *lab = with_incidents();
    lab->scenario.process[RK_PROCESS_INCIDENTS] = false;
    lab->values[RK_P_INCIDENT_SECURITY] = 2.7;
    counts none = months_of(lab, 2.2, 1.7, 0.0, 3.0);
    assert_true(none.errors == 0.0 && none.security == 0.0);
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(migration_errors_come_with_migration_and_with_thin_capacity),
        cmocka_unit_test(security_incidents_come_at_their_rate_and_more_with_a_backlog),
        cmocka_unit_test(several_incidents_can_strike_in_one_month),
        cmocka_unit_test(an_incident_brings_work_next_month_and_stops_migration),
        cmocka_unit_test(each_of_several_incidents_brings_its_work),
        cmocka_unit_test(without_the_process_nothing_goes_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
