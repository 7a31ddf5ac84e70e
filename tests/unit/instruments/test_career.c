/* `posts`, careers: the specialist track, the qualification allowance, engineers from other sections (MODEL.md 13). */
#include "instruments/posts_impl.h"
#include "pool.h"

static void month_of(rk_world *world)
{
    world->hooks[RK_INSTRUMENT_posts].month(world, 0);
}

/* ---- The specialist track ---- */

static int n_specialists(const rk_world *world, size_t first, size_t end)
{
    int n = 0;
    for (size_t post = first; post < end; post++) {
        n += world->posts.post[post].contract == RK_CONTRACT_SPECIALIST;
    }
    return n;
}

static void a_share_of_the_regular_posts_of_members_is_turned(void **unused)
{
    (void)unused;
    static const size_t member[] = {1};
    enum { POSTS = 40, BLOCKS = 100 };
    rk_lab *lab = pool_lab(2);
    rk_setting *set = pool_posts(lab, 0, RK_CONTRACT_SPECIALIST);
    pool_members(set, RK_COMMON_MEMBERS, member, 1);
    pool_set(lab, &set[RK_POSTS_TRACK], 0.3);
    lab_posts(lab, POSTS, RK_CONTRACT_REGULAR);
    int n = 0;
    for (uint32_t block = 0; block < BLOCKS; block++) {
        rk_world *world = lab_begin(lab, 1, block);
        assert_int_equal(n_specialists(world, 0, 2 * POSTS), 0);
        month_of(world);
        assert_int_equal(n_specialists(world, 0, POSTS), 0);
        n += n_specialists(world, POSTS, 2 * POSTS);
    }
    lab_within(n, 0.3 * POSTS * BLOCKS, sqrt(0.21 * POSTS * BLOCKS), 5.0);
    lab_free(lab);
}

/* All are turned in July of the second year, and turned back two years later: nobody who is there then is rotated. */
static void who_is_turned_is_not_rotated_any_more(void **unused)
{
    (void)unused;
    enum { FROM = 15, UNTIL = 39 };
    rk_lab *lab = pool_lab(1);
    rk_setting *set = pool_posts(lab, 0, RK_CONTRACT_SPECIALIST);
    pool_set(lab, &set[RK_POSTS_TRACK], 1.0);
    set[RK_COMMON_OPENS].month = FROM;
    set[RK_COMMON_CLOSES].month = UNTIL;
    lab_posts(lab, 30, RK_CONTRACT_REGULAR);
    lab_on(lab, RK_PROCESS_ROTATION);
    lab_on(lab, RK_PROCESS_LEAVE);
    lab_on(lab, RK_PROCESS_HIRING);
    lab->values[RK_P_LEAVE_RATE] = 0.02;
    rk_world *world = lab_begin(lab, 1, 0);
    long rotations = 0;
    for (int month = 0; month < 120; month++) {
        month_of(world);
        assert_int_equal(n_specialists(world, 0, 30), month >= FROM && month < UNTIL ? 30 : 0);
        long before = month % 12 == 0 ? 0 : lab_sum(&world->at.year[0].rotations);
        lab_month_of_people(world);
        long now = lab_sum(&world->at.year[0].rotations) - before;
        rotations += now;
        assert_true(now == 0 || month < FROM || month > UNTIL + 12); /* those who came after are rotated again */
    }
    assert_true(rotations > 100);
    long stayed = 0;
    for (size_t post = 0; post < 30; post++) {
        RK_FOR_LANES(lane)
        {
            stayed += world->posts.state[post].v[lane] == RK_IN_POST && *lab_since(world, post, lane) < FROM;
        }
    }
    assert_true(stayed > 10);
    lab_free(lab);
}

static void leave_does_not_bring_rotation_back(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(1);
    rk_setting *set = pool_posts(lab, 0, RK_CONTRACT_SPECIALIST);
    pool_set(lab, &set[RK_POSTS_TRACK], 1.0);
    lab_posts(lab, 2, RK_CONTRACT_REGULAR);
    lab_on(lab, RK_PROCESS_ROTATION);
    rk_world *world = lab_begin(lab, 1, 0);
    lab_month_begins(world);
    rk_leave_begins(world, 0, 3, 1u << 31);
    month_of(world);
    world->month = 5;
    rk_leave_ends(world, 0, 3, 1e6f, UINT32_MAX);
    assert_int_equal(world->posts.due[0].v[3], RK_NO_MONTH);
    assert_int_equal(world->posts.due[1].v[3], RK_NO_MONTH);
    lab_free(lab);
}

/* ---- The allowance ---- */

/* Two of three regular people are within the years: 2/3 x 0.8 certified of (1 + 0.6 / 6.0)^-2 of resignation. */
static void the_allowance_keeps_those_who_have_it(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(2);
    rk_setting *set = pool_posts(lab, 0, RK_CONTRACT_SPECIALIST);
    pool_set(lab, &set[RK_POSTS_ALLOWANCE], 600001.1);
    pool_set(lab, &set[RK_POSTS_ALLOWANCE_YEARS], 10.0);
    pool_set(lab, &set[RK_POSTS_CERTIFIED], 0.8);
    pool_set(lab, &set[RK_POSTS_QUIT_ELASTICITY], 2.0);
    lab_posts(lab, 3, RK_CONTRACT_REGULAR);
    lab->municipality[1].kind = RK_TOWN;
    rk_world *world = lab_begin(lab, 1, 0);
    for (size_t post = 0; post < 6; post++) {
        *lab_since(world, post, 9) = post == 1 ? -120 : -119; /* the ten years of post 1 are over */
    }
    rk_person_leaves(world, 3, 9, 1.0f);
    month_of(world);
    lab_month_begins(world);
    double city = 1.0 - 0.8 * 2.0 / 3.0 * (1.0 - pow(1.1, -2.0));
    double town = 1.0 - 0.8 * (1.0 - pow(1.0 + 0.1 / 0.883, -2.0));
    lab_close((double)world->lever[RK_LEVER_QUITS][0].v[9], city, 1e-6);
    lab_close((double)world->lever[RK_LEVER_QUITS][1].v[9], town, 1e-6);
    lab_free(lab);
}

static void specialists_alone_have_it_where_it_is_said(void **unused)
{
    (void)unused;
    for (int choice = RK_ALLOWANCE_FOR_ALL; choice <= RK_ALLOWANCE_FOR_SPECIALISTS; choice++) {
        rk_lab *lab = pool_lab(1);
        rk_setting *set = pool_posts(lab, 1, RK_CONTRACT_SPECIALIST);
        set[RK_POSTS_ALLOWANCE_FOR].count = choice;
        pool_set(lab, &set[RK_POSTS_ALLOWANCE], 600000.0);
        pool_set(lab, &set[RK_POSTS_ALLOWANCE_YEARS], 10.0);
        pool_set(lab, &set[RK_POSTS_CERTIFIED], 1.0);
        lab_posts(lab, 3, RK_CONTRACT_REGULAR);
        rk_world *world = lab_begin(lab, 1, 0);
        month_of(world);
        const rk_own_posts *self = world->slot_state[0];
        assert_int_equal(self->entitled[0].v[2], choice == RK_ALLOWANCE_FOR_ALL ? 4 : 1);
        lab_free(lab);
    }
}

/* Three of own and one added, all there: 12 months x 4 x the allowance with on-cost, from the payers given. */
static void the_allowance_is_billed_by_the_month(void **unused)
{
    (void)unused;
    for (int with = 0; with < 2; with++) {
        static int64_t staff, nation;
        rk_lab *lab = pool_lab(1);
        rk_setting *set = pool_posts(lab, 1, RK_CONTRACT_SPECIALIST);
        set[RK_COMMON_SHARES].shares[RK_PAYER_MUNICIPALITY] = 0.0;
        set[RK_COMMON_SHARES].shares[RK_PAYER_NATION] = 1.0;
        pool_set(lab, &set[RK_POSTS_ALLOWANCE], with ? 600000.0 : 0.0);
        pool_set(lab, &set[RK_POSTS_ALLOWANCE_YEARS], 50.0);
        pool_set(lab, &set[RK_POSTS_CERTIFIED], 0.5);
        lab_posts(lab, 3, RK_CONTRACT_REGULAR);
        lab_on(lab, RK_PROCESS_MONEY);
        rk_world *world = lab_begin(lab, 1, 0);
        lab_years(world, 1);
        int64_t now = world->row[0].money[RK_METRIC_COST_STAFF - RK_N_COUNTS][0];
        int64_t paid = world->row[0].money[RK_METRIC_PAID_NATION - RK_N_COUNTS][0];
        int64_t more = (int64_t)(0.5 * 4.0 * 600000.0 * 1.35 + 0.5);
        assert_true(!with || (now - staff == more && paid - nation == more));
        staff = now;
        nation = paid;
        lab_free(lab);
    }
}

/* ---- Engineers ---- */

/* Opened in July: vacant until the round of April, filled from within, and what they add goes with them. */
static void engineers_move_in_each_april(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(3);
    rk_setting *set = pool_posts(lab, 1, RK_CONTRACT_ONE_YEAR);
    set[RK_POSTS_STAFFED].count = 0;
    set[RK_POSTS_ENGINEERS].count = 2;
    set[RK_COMMON_OPENS].month = 3;
    pool_set(lab, &set[RK_POSTS_INTERPRETER], 0.15);
    lab_on(lab, RK_PROCESS_HIRING);
    lab->values[RK_P_HIRING_CONTRACT] = 0.0;
    lab->values[RK_P_HIRING_INTERNAL] = 1.0;
    lab->values[RK_P_HIRING_LATE] = 0.0;
    rk_world *world = lab_begin(lab, 1, 0);
    assert_int_equal(world->posts.n, 9);
    for (size_t post = 0; post < 9; post++) {
        unsigned name = post % 3 == 0 ? 0 : RK_ENGINEER_FIRST + (unsigned)(post % 3) - 1;
        int code = LAB_FIRST_CODE + (int)(post / 3);
        assert_int_equal(world->posts.post[post].who, rk_who_added_post(code, 0, name));
        assert_int_equal(world->posts.post[post].contract, name == 0 ? RK_CONTRACT_ONE_YEAR : RK_CONTRACT_REGULAR);
    }
    for (int month = 0; month < 16; month++) {
        month_of(world);
        lab_month_of_people(world);
        assert_int_equal(world->at.filled[1].v[5], month < 12 ? 0 : 2);
        lab_close((double)world->lever[RK_LEVER_PROJECTS][1].v[5], month <= 12 ? 1.0 : 1.3, 1e-6);
    }
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_share_of_the_regular_posts_of_members_is_turned),
        cmocka_unit_test(who_is_turned_is_not_rotated_any_more),
        cmocka_unit_test(leave_does_not_bring_rotation_back),
        cmocka_unit_test(the_allowance_keeps_those_who_have_it),
        cmocka_unit_test(specialists_alone_have_it_where_it_is_said),
        cmocka_unit_test(the_allowance_is_billed_by_the_month),
        cmocka_unit_test(engineers_move_in_each_april),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
