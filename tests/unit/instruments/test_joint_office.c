/* `joint_office`: who gets whose time, that no time is made or lost, what sharing saves, and the bill (MODEL.md 13). */
#include "pool.h"

static const size_t two_offices[] = {0, 0, 0, 1, 1};

/* Five municipalities in two offices; a month of support alone, with capacity, need and people set by hand. */
static rk_lab *five(rk_setting **set)
{
    rk_lab *lab = pool_lab(5);
    *set = pool_offices(lab, two_offices, 2);
    lab_posts(lab, 1, RK_CONTRACT_SPECIALIST);
    for (size_t i = 0; i < 5; i++) {
        lab->municipality[i].own_demand_fte = 1.3;
    }
    return lab;
}

static rk_world *begin(rk_lab *lab)
{
    rk_world *world = lab_begin(lab, 3, 0);
    lab_month_begins(world);
    for (size_t place = 0; place < world->n_places; place++) {
        lab_fill(&world->at.own_capacity[place], 0.71f + 0.13f * (float)place);
    }
    return world;
}

static void is_empty(rk_world *world, size_t place)
{
    lab_fill_int(&world->at.present[place], 0);
    lab_fill(&world->at.own_capacity[place], 0.0f);
}

static void waits(rk_world *world, size_t place, float person_months)
{
    lab_fill(&world->at.backlog[place * RK_N_WORKSTREAMS + RK_WORK_DATA], person_months);
}

/* ---- Pooled time ---- */

/* Over all lanes and odd amounts of waiting work: what goes from one comes to others, but for the travel. */
static void pooled_time_is_neither_made_nor_lost(void **unused)
{
    (void)unused;
    rk_setting *set;
    rk_lab *lab = five(&set);
    lab->values[set[RK_OFFICE_POOLED].index] = 0.37;
    rk_world *world = begin(lab);
    is_empty(world, 1);
    float before[5][RK_LANES];
    int n_moves = 0;
    for (size_t place = 0; place < 5; place++) {
        RK_FOR_LANES(lane)
        {
            float odd = (float)((5 * lane + 3 * (int)place) % 16);
            world->at.backlog[place * RK_N_WORKSTREAMS + RK_WORK_DATA].v[lane] = 0.7f * odd;
            world->at.own_capacity[place].v[lane] *= 0.1f * odd;
            before[place][lane] = world->at.own_capacity[place].v[lane];
        }
    }
    pool_month_of_support(world);
    for (size_t office = 0; office < 2; office++) {
        RK_FOR_LANES(lane)
        {
            double had = 0.0, has = 0.0;
            for (size_t place = office == 0 ? 0 : 3; place < (office == 0 ? 3 : 5); place++) {
                float left = world->at.own_capacity[place].v[lane], got = world->at.support_fte[place].v[lane];
                assert_true(left >= 0.629f * before[place][lane] && left <= before[place][lane] && got >= 0.0f);
                assert_true(got == 0.0f || left == before[place][lane]); /* nobody gives and gets */
                had += (double)before[place][lane];
                has += (double)left + (double)got / (1.0 - 0.05);
                n_moves += got > 0.0f;
            }
            lab_close(has, had, 1e-6);
        }
    }
    assert_true(n_moves > RK_LANES);
    lab_free(lab);
}

static void a_desk_with_nobody_is_served_first(void **unused)
{
    (void)unused;
    rk_setting *set;
    rk_lab *lab = five(&set);
    lab->values[set[RK_OFFICE_POOLED].index] = 0.2;
    lab->values[RK_P_EXPERT_TRAVEL] = 0.0;
    rk_world *world = begin(lab);
    is_empty(world, 1);
    waits(world, 2, 90.0f); /* needs far more than there is */
    pool_month_of_support(world);
    double pool = 0.2 * (0.71 + 0.97), lacks = 1.3;
    lab_close(pool_got(world, 1, 7), pool < lacks ? pool : lacks, 1e-5); /* all of it */
    assert_true(world->at.support_fte[2].v[7] == 0.0f);
    rk_cover_month(world);
    rk_cover_counted(world);
    assert_int_equal(lab_sum(&world->at.year[1].nobody), RK_LANES);
    assert_int_equal(lab_sum(&world->at.year[1].zero_cover), 0);
    lab_free(lab);
}

/* Work waiting decides among desks with people; who has as much as the others keeps its time. */
static void time_goes_where_work_waits(void **unused)
{
    (void)unused;
    rk_setting *set;
    rk_lab *lab = five(&set);
    lab->values[set[RK_OFFICE_POOLED].index] = 0.3;
    for (size_t i = 0; i < 5; i++) {
        lab->municipality[i].own_demand_fte = 0.1;
    }
    rk_world *world = begin(lab);
    waits(world, 0, 3.3f);
    pool_month_of_support(world);
    double lacks = 0.1 + 3.3 / 3.0 - 0.7 * 0.71, pool = 0.3 * (0.71 + 0.84 + 0.97), used = lacks / pool;
    lab_close(pool_got(world, 0, 2), 0.95 * (lacks - used * 0.3 * 0.71), 1e-5);
    lab_close((double)world->at.own_capacity[1].v[2], 0.84 - used * 0.3 * 0.84, 1e-5);
    assert_true(world->at.own_capacity[3].v[2] == 0.71f + 0.13f * 3.0f); /* the other office */
    pool_month_of_support(world);
    lab_free(lab);
}

static void nobody_moves_where_nobody_lacks(void **unused)
{
    (void)unused;
    rk_setting *set;
    rk_lab *lab = five(&set);
    lab->values[set[RK_OFFICE_POOLED].index] = 0.3;
    for (size_t i = 0; i < 5; i++) {
        lab->municipality[i].own_demand_fte = 0.4;
    }
    rk_world *world = begin(lab);
    pool_month_of_support(world);
    for (size_t place = 0; place < 5; place++) {
        assert_true(world->at.own_capacity[place].v[11] == 0.71f + 0.13f * (float)place);
        assert_true(world->at.support_fte[place].v[11] == 0.0f);
    }
    lab_free(lab);
}

/* Each alone, and every share set: as if there were no office. */
static void an_office_of_one_changes_nothing(void **unused)
{
    (void)unused;
    static const size_t alone[] = {0, 1, 2, 3};
    rk_lab *with = pool_lab(4), *without = pool_lab(4);
    rk_setting *set = pool_offices(with, alone, 4);
    with->values[set[RK_OFFICE_POOLED].index] = 0.5;
    with->values[set[RK_OFFICE_SYSTEMS_SAVING].index] = with->values[set[RK_OFFICE_PEOPLE_SAVING].index] = 0.4;
    with->values[set[RK_OFFICE_MIGRATION_SAVING].index] = 0.4;
    with->values[set[RK_OFFICE_VENDOR].index] = 2.0;
    rk_lab *labs[] = {with, without};
    for (int i = 0; i < 2; i++) {
        lab_posts(labs[i], 2, RK_CONTRACT_REGULAR);
        lab_all_on(labs[i]);
        lab_years(lab_begin(labs[i], 5, 0), 4);
    }
    for (size_t place = 0; place < 4; place++) {
        assert_memory_equal(&with->world->row[place], &without->world->row[place], sizeof(rk_row));
    }
    lab_free(with);
    lab_free(without);
}

/* ---- Joint posts ---- */

static void every_office_has_its_posts_after_the_delay(void **unused)
{
    (void)unused;
    rk_setting *set;
    rk_lab *lab = five(&set);
    lab_posts(lab, 0, RK_CONTRACT_REGULAR);
    set[RK_OFFICE_POSTS].count = 3;
    set[RK_COMMON_START_DELAY].count = 5;
    pool_set(lab, &set[RK_OFFICE_PAY], 1.2);
    lab->values[RK_P_MARKET_PAY] = 0.7;
    lab->values[RK_P_MARKET_JOINT_OFFICE] = 1.15;
    rk_world *world = lab_begin(lab, 1, 0);
    assert_int_equal(world->posts.n, 6);
    for (size_t post = 0; post < 6; post++) {
        int code = LAB_FIRST_CODE + (post < 3 ? 0 : 3); /* of the office's first member */
        assert_int_equal(world->posts.post[post].municipality, RK_NOWHERE);
        lab_close(1.0 + (double)world->posts.post[post].pull_more, 1.15 * pow(1.2, 0.7), 1e-6);
        assert_int_equal(world->posts.post[post].who, rk_who_joint_post(code, 0, (unsigned)(post % 3)));
    }
    for (int month = 0; month < 8; month++) {
        lab_month_of_people(world);
        assert_int_equal(world->posts.state[4].v[9], month < 5 ? RK_CLOSED : RK_IN_POST);
        world->month--;
        pool_month_of_support(world);
        assert_true((pool_got(world, 4, 9) > 0.0) == (month >= 5));
    }
    lab_free(lab);
}

/* Three people of two skills for three members: all their time is given, each further municipality costs travel. */
static void joint_posts_give_all_of_their_time(void **unused)
{
    (void)unused;
    rk_setting *set;
    rk_lab *lab = five(&set);
    set[RK_OFFICE_POSTS].count = 2;
    set[RK_OFFICE_SKILLS].choices[0] = RK_SKILL_DATA;
    set[RK_OFFICE_SKILLS].choices[1] = RK_SKILL_SECURITY;
    set[RK_OFFICE_SKILLS].n_choices = 2;
    rk_world *world = begin(lab);
    waits(world, 2, 2.2f);
    pool_month_of_support(world);
    double all = 0.0, data = 0.0, kept = 1.0 - 0.05 * (3.0 / 2.0 - 1.0);
    for (size_t place = 0; place < 3; place++) {
        double part = (double)world->at.support[place * RK_N_SKILLS + RK_SKILL_DATA].v[1];
        assert_true(part > 0.0);
        lab_close(part, (double)world->at.support[place * RK_N_SKILLS + RK_SKILL_SECURITY].v[1], 1e-6);
        all += pool_got(world, place, 1);
        data += part;
    }
    lab_close(all, 2.0 * kept, 1e-5);
    lab_close(data, 0.7 * kept, 1e-5); /* strangers in the first month */
    assert_true(pool_got(world, 2, 1) > pool_got(world, 1, 1));
    assert_true(pool_got(world, 3, 1) > 0.0); /* by the other office's */
    lab_free(lab);
}

static void a_new_joint_post_knows_nobody(void **unused)
{
    (void)unused;
    rk_setting *set;
    rk_lab *lab = five(&set);
    set[RK_OFFICE_POSTS].count = 2;
    rk_world *world = begin(lab);
    const rk_offices *offices = world->slot_state[0];
    for (int month = 0; month < 4; month++) {
        pool_month_of_support(world);
    }
    float known = offices->familiar[1].v[6];
    lab_close((double)known, 1.0 - pow(5.0 / 6.0, 4.0), 1e-5);
    size_t first = offices->first_post;
    *lab_since(world, first, 6) = world->month;
    pool_month_of_support(world);
    double half = 0.5 * (double)known;
    lab_close((double)offices->familiar[1].v[6], half + (1.0 - half) / 6.0, 1e-5);
    lab_close((double)offices->familiar[4].v[6], 1.0 - pow(5.0 / 6.0, 5.0), 1e-5); /* the other office's stay */
    lab_free(lab);
}

/* ---- What sharing saves ---- */

static void one_of_six_equal_members_saves_what_is_said(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(6);
    rk_setting *set = pool_offices(lab, NULL, 0);
    lab->values[set[RK_OFFICE_SYSTEMS_SAVING].index] = 0.3;
    lab->values[set[RK_OFFICE_PEOPLE_SAVING].index] = -0.1;
    lab->values[set[RK_OFFICE_MIGRATION_SAVING].index] = 0.2;
    lab->values[set[RK_OFFICE_VENDOR].index] = 1.2;
    for (int i = 0; i < 6; i++) {
        lab->municipality[i].population = 23456.0;
    }
    rk_world *world = lab_begin(lab, 1, 0);
    lab_month_begins(world);
    lab_close((double)world->lever[RK_LEVER_RUNNING_COST][4].v[3], 0.7, 1e-6);
    lab_close((double)world->lever[RK_LEVER_OPERATIONS][4].v[3], 1.1, 1e-6);
    lab_close((double)world->lever[RK_LEVER_MIGRATION_COST][4].v[3], 0.8, 1e-6);
    lab_close((double)world->lever[RK_LEVER_VENDOR][4].v[3], 1.2, 1e-6);
    lab_free(lab);
}

/* Saving of each member: s (1 - (residents / all residents)^e) / (1 - 6^-e), more in larger groups and for smaller
 * ones.
 */
static void small_members_and_large_groups_save_more(void **unused)
{
    (void)unused;
    rk_setting *set;
    rk_lab *lab = five(&set);
    lab->values[set[RK_OFFICE_SYSTEMS_SAVING].index] = 0.25;
    rk_world *world = lab_begin(lab, 1, 0);
    lab_month_begins(world);
    double all = 0.0, left[5];
    for (size_t place = 0; place < 3; place++) {
        all += lab->municipality[place].population;
    }
    for (size_t place = 0; place < 5; place++) {
        left[place] = (double)world->lever[RK_LEVER_RUNNING_COST][place].v[8];
        double part = lab->municipality[place].population / all;
        double expected = 1.0 - 0.25 * (1.0 - pow(part, 0.49)) / (1.0 - pow(6.0, -0.49));
        assert_true(place >= 3 || fabs(left[place] - expected) < 1e-6);
    }
    assert_true(left[0] < left[1] && left[1] < left[2] && left[2] < 1.0 && left[3] < left[4]);
    lab->values[set[RK_OFFICE_SYSTEMS_SAVING].index] = 0.9;
    lab->values[set[RK_OFFICE_SCALE].index] = 2.0;
    world = lab_begin(lab, 1, 0);
    lab_month_begins(world);
    assert_true(world->lever[RK_LEVER_RUNNING_COST][0].v[8] >= 0.1f); /* never all of it */
    lab_free(lab);
}

/* ---- The bill ---- */

static int64_t yen(const rk_world *world, size_t place, rk_metric metric)
{
    return world->row[place].money[metric - RK_N_COUNTS][5];
}

/* Pay of each office's posts and its overhead on its own members, by residents, then on payers. */
static void every_office_is_paid_by_its_own_members(void **unused)
{
    (void)unused;
    static const double shares[RK_N_PAYERS] = {[RK_PAYER_MUNICIPALITY] = 0.25, [RK_PAYER_JOINT_OFFICE] = 0.75};
    rk_setting *set;
    rk_lab *lab = five(&set);
    set[RK_OFFICE_POSTS].count = 2;
    set[RK_OFFICE_SPLIT].count = RK_SPLIT_POPULATION;
    set[RK_COMMON_OPENS].month = 3;
    set[RK_COMMON_START_DELAY].count = 4;
    memcpy(set[RK_COMMON_SHARES].shares, shares, sizeof shares);
    lab->values[set[RK_OFFICE_OVERHEAD].index] = 1200007.0;
    lab->values[set[RK_OFFICE_PAY].index] = 1.1;
    lab_on(lab, RK_PROCESS_MONEY);
    rk_world *world = lab_begin(lab, 3, 0);
    lab_years(world, 1);
    int64_t month = (int64_t)(6000011.0 * 1.35 * 1.1 / 12.0 + 0.5);
    for (size_t office = 0; office < 2; office++) {
        size_t first = office == 0 ? 0 : 3, end = office == 0 ? 3 : 5;
        int64_t pay = 0, overhead = 0, joint = 0;
        double residents = 0.0;
        for (size_t place = first; place < end; place++) {
            pay += yen(world, place, RK_METRIC_COST_EXPERTS);
            overhead += yen(world, place, RK_METRIC_COST_JOINT_OFFICE);
            joint += yen(world, place, RK_METRIC_PAID_JOINT_OFFICE);
            residents += lab->municipality[place].population;
        }
        assert_true(pay == 2 * 5 * month);                                /* from November on */
        assert_true(overhead == (int64_t)(1200007.0 * 9.0 / 12.0 + 0.5)); /* from July on */
        double part = lab->municipality[first].population / residents;
        lab_close((double)yen(world, first, RK_METRIC_COST_EXPERTS), part * (double)pay, 1e-5);
        double travel = 0.0;
        for (size_t place = first; place < end; place++) {
            travel += (double)yen(world, place, RK_METRIC_COST_TRAVEL);
        }
        lab_close(travel, 2.0 * 5.0 * 20.0 * 8009.0, 1e-5); /* all their time */
        lab_close((double)joint, 0.75 * ((double)(pay + overhead) + travel), 1e-5);
    }
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pooled_time_is_neither_made_nor_lost),
        cmocka_unit_test(a_desk_with_nobody_is_served_first),
        cmocka_unit_test(time_goes_where_work_waits),
        cmocka_unit_test(nobody_moves_where_nobody_lacks),
        cmocka_unit_test(an_office_of_one_changes_nothing),
        cmocka_unit_test(every_office_has_its_posts_after_the_delay),
        cmocka_unit_test(joint_posts_give_all_of_their_time),
        cmocka_unit_test(a_new_joint_post_knows_nobody),
        cmocka_unit_test(one_of_six_equal_members_saves_what_is_said),
        cmocka_unit_test(small_members_and_large_groups_save_more),
        cmocka_unit_test(every_office_is_paid_by_its_own_members),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
