/* Local know-how: what a leaver takes, what an overlap keeps, and how it grows back (MODEL.md section 3). */
#include "support/lab.h"

enum { POSTS = 3 };

/* Three people of awkward proficiency; know-how on; one month has been lived, so that sums are there. */
static rk_world *three_people(rk_lab *lab, rk_contract contract)
{
    lab_posts(lab, POSTS, contract);
    lab_on(lab, RK_PROCESS_KNOWHOW);
    rk_world *world = lab_begin(lab, 1, 0);
    RK_FOR_LANES(lane)
    {
        world->posts.proficiency[0].v[lane] = 0.31f;
        world->posts.proficiency[1].v[lane] = 0.62f;
        world->posts.proficiency[2].v[lane] = 0.94f;
    }
    lab_month_of_people(world);
    rk_learning_month(world); /* sums; learning itself is off */
    return world;
}

static void a_leaver_takes_the_part_of_know_how_that_the_desk_loses_in_capacity(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    rk_world *world = three_people(lab, RK_CONTRACT_SPECIALIST);
    lab_fill(&world->at.knowhow[0], 0.83f);
    lab_fill(&world->posts.rate[2], 0.5f);
    lab_fill(&world->posts.clock[2], 0.1f);
    lab_month_of_people(world);
    double loss = 0.83 * 0.94 / (0.31 + 0.62 + 0.94) * 0.43;
    RK_FOR_LANES(lane)
    {
        lab_close((double)world->at.knowhow[0].v[lane], 0.83 - loss, 1e-6);
        lab_close((double)world->at.year[0].knowhow_lost.v[lane], loss, 1e-6);
    }
    lab_free(lab);
}

static void every_way_of_leaving_takes_it(void **unused)
{
    (void)unused;
    static const int causes[] = {RK_DUE_ROTATION, RK_DUE_RETIREMENT, RK_DUE_TERM};
    for (size_t i = 0; i < sizeof causes / sizeof causes[0]; i++) {
        rk_lab *lab = lab_new(1);
        rk_world *world = three_people(lab, RK_CONTRACT_SPECIALIST);
        rk_set_due(&world->posts, 1, 8, world->month, causes[i]);
        lab_month_of_people(world);
        double loss = 0.62 / (0.31 + 0.62 + 0.94) * 0.43;
        lab_close((double)world->at.knowhow[0].v[8], 1.0 - loss, 1e-6);
        assert_true(world->at.knowhow[0].v[7] == 1.0f);
        lab_free(lab);
    }
}

static void the_last_one_takes_no_more_than_the_part_that_can_be_lost(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    rk_world *world = three_people(lab, RK_CONTRACT_SPECIALIST);
    lab_fill(&world->at.proficiency_sum[0], 0.5f); /* less than one of them has: learnt since */
    rk_set_due(&world->posts, 2, 4, world->month, RK_DUE_RETIREMENT);
    lab_month_of_people(world);
    lab_close((double)world->at.knowhow[0].v[4], 1.0 - 0.43, 1e-6);
    lab_free(lab);
}

/* One 1 April: rotation, and the successor the same day. */
static void an_overlap_keeps_half_and_a_gap_nothing(void **unused)
{
    (void)unused;
    for (int certain = 0; certain < 2; certain++) {
        rk_lab *lab = lab_new(1);
        lab_on(lab, RK_PROCESS_HIRING);
        lab->values[RK_P_HIRING_INTERNAL] = certain;
        lab->values[RK_P_KNOWHOW_OVERLAP] = 0.37;
        rk_world *world = three_people(lab, RK_CONTRACT_REGULAR);
        while (world->month < 12) {
            lab_month_of_people(world);
        }
        rk_set_due(&world->posts, 0, 1, 12, RK_DUE_ROTATION);
        lab_month_of_people(world);
        double loss = 0.31 / (0.31 + 0.62 + 0.94) * 0.43 * (certain ? 0.37 : 1.0);
        assert_int_equal(world->at.filled[0].v[1], certain ? 3 : 2);
        lab_close((double)world->at.knowhow[0].v[1], 1.0 - loss, 1e-6);
        lab_close((double)world->at.year[0].knowhow_lost.v[1], loss, 1e-6);
        lab_free(lab);
    }
}

/* A post's last leaver but one has taken know-how along. The last one has been on leave and so takes none: the
 * successor of that day cannot bring back what somebody else took years ago. */
static void a_successor_of_somebody_on_leave_creates_no_know_how(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    lab_on(lab, RK_PROCESS_HIRING);
    lab->values[RK_P_HIRING_INTERNAL] = 1.0;
    rk_world *world = three_people(lab, RK_CONTRACT_REGULAR);
    while (world->month < 12) {
        lab_month_of_people(world);
    }
    rk_set_due(&world->posts, 0, 1, 12, RK_DUE_ROTATION); /* leaves, loses, is followed the same day */
    lab_month_of_people(world);
    lab_fill(&world->at.knowhow[0], 1.0f); /* long grown back */
    rk_leave_begins(world, 0, 1, 0x80000000);
    rk_set_due(&world->posts, 0, 1, 24, RK_DUE_RETIREMENT);
    while (world->month <= 24) {
        lab_month_of_people(world);
    }
    assert_int_equal(*lab_since(world, 0, 1), 24);
    assert_true(world->at.knowhow[0].v[1] <= 1.0f);
    assert_true(world->at.year[0].knowhow_lost.v[1] >= 0.0f);
    lab_free(lab);
}

/* 1 - K shrinks by exp(-1 / months) a month while somebody is there, and stays while nobody is. */
static void know_how_grows_back_while_somebody_is_there(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    lab->values[RK_P_KNOWHOW_MONTHS] = 17.0;
    rk_world *world = three_people(lab, RK_CONTRACT_SPECIALIST);
    lab_fill(&world->at.knowhow[0], 0.2f);
    world->at.present[0].v[11] = 0;
    for (int month = 1; month <= 60; month++) {
        rk_learning_month(world);
        lab_close(1.0 - (double)world->at.knowhow[0].v[3], 0.8 * exp(-month / 17.0), 1e-4);
        assert_true(world->at.knowhow[0].v[11] == 0.2f);
    }
    lab_free(lab);
}

static void without_the_process_nothing_is_lost(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    rk_world *world = three_people(lab, RK_CONTRACT_SPECIALIST);
    lab->scenario.process[RK_PROCESS_KNOWHOW] = false;
    rk_set_due(&world->posts, 2, 4, world->month, RK_DUE_RETIREMENT);
    lab_month_of_people(world);
    assert_true(world->at.knowhow[0].v[4] == 1.0f);
    assert_true(world->at.year[0].knowhow_lost.v[4] == 0.0f);
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_leaver_takes_the_part_of_know_how_that_the_desk_loses_in_capacity),
        cmocka_unit_test(every_way_of_leaving_takes_it),
        cmocka_unit_test(the_last_one_takes_no_more_than_the_part_that_can_be_lost),
        cmocka_unit_test(an_overlap_keeps_half_and_a_gap_nothing),
        cmocka_unit_test(a_successor_of_somebody_on_leave_creates_no_know_how),
        cmocka_unit_test(know_how_grows_back_while_somebody_is_there),
        cmocka_unit_test(without_the_process_nothing_is_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
