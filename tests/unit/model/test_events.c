/* The list of a month's events: what is marked, in order, however many there are together. */
#include "model/events.h"
#include "support/lab.h"

enum { POSTS = 37 };

static rk_world *world_of(rk_lab *lab)
{
    lab_posts(lab, POSTS, RK_CONTRACT_SPECIALIST);
    return lab_begin(lab, 3, 0);
}

/* Marks of a post that differ from one to the next: none, one, some, all. */
static uint16_t marks_of(size_t post, unsigned pattern)
{
    static const uint16_t some[] = {0, 1u << 15, 0, 0x8001, 0xFFFF, 0, 0x0810, 0, 0, 0, 0, 1};
    return pattern == 0 ? 0 : some[(post * pattern) % (sizeof some / sizeof *some)];
}

static void what_is_marked_is_listed_in_order_and_nothing_else(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    rk_world *world = world_of(lab);
    for (unsigned pattern = 0; pattern < 12; pattern++) {
        uint16_t marks[POSTS + RK_MARKS_AT_ONCE];
        for (size_t post = 0; post < POSTS + RK_MARKS_AT_ONCE; post++) {
            marks[post] =
                post < POSTS ? marks_of(post, pattern) : 0xFFFF; /* past the last post: left of an earlier month */
        }
        rk_events_clear(world);
        rk_events_add_row(world, 5); /* what is there already stays */
        rk_events_add_marked(world, marks);
        size_t n = RK_LANES;
        for (size_t post = 0; post < POSTS; post++) {
            RK_FOR_LANES(lane)
            {
                if (marks_of(post, pattern) >> lane & 1) {
                    assert_true(n < world->events.n);
                    assert_int_equal(rk_events_post(world, n), post);
                    assert_int_equal(rk_events_lane(world, n), lane);
                    n++;
                }
            }
        }
        assert_int_equal(world->events.n, n);
        RK_FOR_LANES(lane)
        {
            assert_int_equal(rk_events_post(world, (size_t)lane), 5);
            assert_int_equal(rk_events_lane(world, (size_t)lane), lane);
        }
    }
    lab_free(lab);
}

static void all_lanes_of_all_posts_fit_into_the_list(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    rk_world *world = world_of(lab);
    rk_events_clear(world);
    for (size_t post = 0; post < POSTS; post++) {
        world->events.marks[post] = 0xFFFF;
    }
    rk_events_add_marked(world, world->events.marks);
    assert_int_equal(world->events.n, POSTS * RK_LANES);
    int32_t before = world->posts.spell[POSTS - 1].v[RK_LANES - 1];
    rk_events_draw(world);
    for (size_t event = 0; event < world->events.n; event++) {
        size_t post = rk_events_post(world, event);
        int lane = rk_events_lane(world, event);
        assert_int_equal(event, post * RK_LANES + (size_t)lane);
        rk_words words = rk_draw(world->seed, rk_replication(world, lane), world->posts.who[post], (uint32_t)before + 1,
                                 RK_DRAW_SPELL);
        uint32_t drawn[4];
        rk_events_words(world, event, drawn);
        assert_memory_equal(drawn, words.word, sizeof drawn);
        assert_int_equal(world->posts.spell[post].v[lane], before + 1);
    }
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_marked_is_listed_in_order_and_nothing_else),
        cmocka_unit_test(all_lanes_of_all_posts_fit_into_the_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
