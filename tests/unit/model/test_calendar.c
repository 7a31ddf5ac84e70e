/* Dates of posts: opening and closing within the year, filled on the day or vacant, and how many posts there are. */
#include "support/lab.h"

/* An instrument that adds posts to the first municipality, as scripted here. */
enum { ADDED_MAX = 6 };
static rk_post added[ADDED_MAX];
static size_t n_added;

static rk_status add_posts(rk_world *world, size_t slot)
{
    for (size_t i = 0; i < n_added; i++) {
        rk_post post = added[i];
        post.slot = (int)slot;
        post.who = rk_who_added_post(world->place[0].code, 0, (unsigned)i);
        rk_status status = rk_world_add_post(world, &post);
        if (status != RK_OK) {
            return status;
        }
    }
    return RK_OK;
}

/* One municipality with one post of its own, and one more of an instrument with these dates. */
static rk_lab *with_added_post(int opens, int closes, bool staffed)
{
    rk_lab *lab = lab_new(1);
    lab_posts(lab, 1, RK_CONTRACT_SPECIALIST);
    lab->hooks[0] = (rk_hooks){.establish = add_posts};
    (void)lab_instrument(lab, 0);
    n_added = 1;
    added[0] = (rk_post){.contract = RK_CONTRACT_SPECIALIST,
                         .fte_milli = 600,
                         .opens = opens,
                         .closes = closes,
                         .staffed = staffed,
                         .ceiling = 1.0f,
                         .pay_month = 1001};
    return lab;
}

static void a_staffed_post_is_filled_on_its_first_day_and_empty_from_its_last(void **unused)
{
    (void)unused;
    rk_lab *lab = with_added_post(7, 29, true);
    rk_world *world = lab_begin(lab, 1, 0);
    for (int month = 0; month < 40; month++) {
        lab_month_of_people(world);
        bool open = month >= 7 && month < 29;
        RK_FOR_LANES(lane)
        {
            assert_int_equal(world->at.filled[0].v[lane], open ? 2 : 1);
            assert_int_equal(world->at.effort_milli[0].v[lane], open ? 1600 : 1000);
            assert_int_equal(world->posts.state[1].v[lane], open ? RK_IN_POST : RK_CLOSED);
        }
        assert_int_equal(world->place[0].n_posts_open, open ? 2 : 1);
        assert_int_equal(lab_sum(&world->at.year[0].hires), month >= 7 && month < 12 ? RK_LANES : 0);
        assert_int_equal(lab_sum(&world->at.year[0].term_ends), month >= 29 && month < 36 ? RK_LANES : 0);
    }
    lab_free(lab);
}

static void a_post_that_is_not_staffed_opens_vacant(void **unused)
{
    (void)unused;
    rk_lab *lab = with_added_post(7, 29, false);
    rk_world *world = lab_begin(lab, 1, 0);
    for (int month = 0; month < 40; month++) {
        lab_month_of_people(world);
        bool open = month >= 7 && month < 29;
        assert_int_equal(world->posts.state[1].v[5], open ? RK_VACANT : RK_CLOSED);
        assert_int_equal(lab_sum(&world->at.filled[0]), RK_LANES);
        assert_int_equal(world->place[0].n_posts_open, open ? 2 : 1);
    }
    lab_free(lab);
}

static void a_post_that_was_open_before_the_run_has_people_who_were_there(void **unused)
{
    (void)unused;
    static const int opens[] = {0, -1, -60};
    for (size_t i = 0; i < sizeof opens / sizeof opens[0]; i++) {
        rk_lab *lab = with_added_post(opens[i], 29, true);
        rk_world *world = lab_begin(lab, 1, 0);
        lab_month_of_people(world);
        assert_int_equal(lab_sum(&world->at.filled[0]), 2 * RK_LANES);
        assert_int_equal(lab_sum(&world->at.year[0].hires), 0);
        lab_free(lab);
    }
}

static void who_is_on_leave_goes_too_when_a_post_closes(void **unused)
{
    (void)unused;
    rk_lab *lab = with_added_post(0, 5, true);
    rk_world *world = lab_begin(lab, 1, 0);
    rk_leave_begins(world, 1, 4, 0xf0000000);
    while (world->month < 8) {
        lab_month_of_people(world);
    }
    assert_int_equal(world->at.on_leave[0].v[4], 0);
    assert_int_equal(world->at.filled[0].v[4], 1);
    assert_int_equal(world->at.present[0].v[4], 1);
    lab_free(lab);
}

/* Dates that leave no month in which the post is open: nobody is ever in it, and no vacancy is counted. */
static void never_there(int opens, int closes)
{
    for (int staffed = 0; staffed < 2; staffed++) {
        rk_lab *lab = with_added_post(opens, closes, staffed != 0);
        lab_on(lab, RK_PROCESS_HIRING);
        rk_world *world = lab_begin(lab, 1, 0);
        for (int month = 0; month < 40; month++) {
            lab_month_of_people(world);
            assert_int_equal(lab_sum(&world->at.filled[0]), RK_LANES);
            assert_int_equal(world->posts.state[1].v[5], RK_CLOSED);
            assert_int_equal(world->place[0].n_posts_open, 1);
        }
        lab_free(lab);
    }
}

static void a_post_that_opens_after_the_run_is_never_there(void **unused)
{
    (void)unused;
    never_there(1000, INT32_MAX);
}

static void a_post_that_closed_before_the_run_is_never_there(void **unused)
{
    (void)unused;
    never_there(0, 0);
    never_there(-24, -12);
}

static void a_post_that_closes_before_it_opens_is_never_there(void **unused)
{
    (void)unused;
    never_there(24, 24);
    never_there(24, 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_staffed_post_is_filled_on_its_first_day_and_empty_from_its_last),
        cmocka_unit_test(a_post_that_is_not_staffed_opens_vacant),
        cmocka_unit_test(a_post_that_was_open_before_the_run_has_people_who_were_there),
        cmocka_unit_test(who_is_on_leave_goes_too_when_a_post_closes),
        cmocka_unit_test(a_post_that_opens_after_the_run_is_never_there),
        cmocka_unit_test(a_post_that_closed_before_the_run_is_never_there),
        cmocka_unit_test(a_post_that_closes_before_it_opens_is_never_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
