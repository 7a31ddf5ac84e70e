/* Long queues of a pool on request: how many may wait, that every request has one fate, and that luck decides no order.
 */
#include "pool.h"

enum { MEMBERS = 24 };

static rk_lab *pool_of_one(rk_setting **set, double requests, double patience)
{
    rk_lab *lab = pool_lab(MEMBERS);
    *set = pool_experts(lab, 1, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_ON_REQUEST);
    lab->values[(*set)[RK_EXPERTS_REQUESTS].index] = requests;
    lab->values[(*set)[RK_EXPERTS_PATIENCE].index] = patience;
    return lab;
}

typedef struct {
    long requests, waited, refused;
} fates;

static fates fates_of(const rk_world *world, int lane)
{
    fates sum = {0, 0, 0};
    for (size_t place = 0; place < MEMBERS; place++) {
        sum.requests += world->at.year[place].requests.v[lane];
        sum.waited += world->at.year[place].waited.v[lane];
        sum.refused += world->at.year[place].refused.v[lane];
    }
    return sum;
}

static rk_world *with_the_expert_away(rk_lab *lab)
{
    rk_world *world = lab_begin(lab, 3, 0);
    lab_month_begins(world);
    RK_FOR_LANES(lane)
    {
        world->posts.state[0].v[lane] = RK_ON_LEAVE;
    }
    return world;
}

/* 24 members x 10 a month x 20 months, and nobody comes: 4,096 wait, and all later ones are refused. */
static void the_waiting_list_holds_4096_and_refuses_the_others(void **unused)
{
    (void)unused;
    rk_setting *set;
    rk_lab *lab = pool_of_one(&set, 10.0, 1e5);
    rk_world *world = with_the_expert_away(lab);
    for (int month = 0; month < 20; month++) {
        pool_month_of_support(world);
        RK_FOR_LANES(lane)
        {
            fates sum = fates_of(world, lane);
            long waiting = sum.requests < RK_QUEUE_MAX ? sum.requests : RK_QUEUE_MAX;
            assert_int_equal(sum.waited, waiting);
            assert_int_equal(sum.refused, sum.requests - waiting);
            assert_int_equal(pool_state(world, 0)->n_queue[lane], waiting);
        }
    }
    assert_true(fates_of(world, 0).refused > 300);
    lab_free(lab);
}

/* The allowed rates reach more than 4,096 requests of a prefecture in one month: 30 a month of 179 municipalities. Each
 * of them waits or is refused; none is forgotten. */
static void requests_beyond_4096_in_one_month_are_refused_too(void **unused)
{
    (void)unused;
    rk_setting *set;
    rk_lab *lab = pool_of_one(&set, 200.0, 1e5);
    rk_world *world = with_the_expert_away(lab);
    pool_month_of_support(world);
    RK_FOR_LANES(lane)
    {
        fates sum = fates_of(world, lane);
        assert_true(sum.requests > RK_QUEUE_MAX);
        assert_int_equal(sum.waited + sum.refused, sum.requests);
    }
    lab_free(lab);
}

/* Whoever asks is served at once, waits, or is refused; whoever waits is served, gives up, or waits still. An
 * overloaded pool over four years, by need and by arrival, with short and long patience. */
static void every_request_has_one_fate(void **unused)
{
    (void)unused;
    static const double patience[] = {0.3, 2.0, 7.5};
    for (int i = 0; i < 6; i++) {
        rk_setting *set;
        rk_lab *lab = pool_of_one(&set, 0.11, patience[i % 3]);
        set[RK_EXPERTS_PRIORITY].count = i % 2 == 0 ? RK_PRIORITY_NEED : RK_PRIORITY_ARRIVAL;
        rk_world *world = lab_begin(lab, 3, (uint32_t)i);
        lab_month_begins(world);
        for (int month = 0; month < 48; month++) {
            for (size_t place = 0; place < MEMBERS; place++) { /* need changes while they wait */
                lab_fill(&world->at.overload[place], (float)((place * 7 + (size_t)month) % 5) * 0.3f);
            }
            pool_month_of_support(world);
            RK_FOR_LANES(lane)
            {
                fates sum = fates_of(world, lane);
                int waiting = pool_state(world, 0)->n_queue[lane];
                assert_true(waiting <= sum.waited - sum.refused); /* the others of them have been served */
                assert_true(sum.waited <= sum.requests);
            }
        }
        lab_free(lab);
    }
}

/* Nobody waits for longer than the patience: the sum of waits is at most that of those served. */
static void nobody_is_served_after_losing_patience(void **unused)
{
    (void)unused;
    rk_setting *set;
    rk_lab *lab = pool_of_one(&set, 0.2, 1.25);
    rk_world *world = lab_begin(lab, 3, 9);
    lab_month_begins(world);
    for (int month = 0; month < 120; month++) {
        pool_month_of_support(world);
    }
    RK_FOR_LANES(lane)
    {
        fates sum = fates_of(world, lane);
        double waits = 0.0;
        for (size_t place = 0; place < MEMBERS; place++) {
            waits += (double)world->at.year[place].wait.v[lane];
        }
        double served_after_waiting = (double)(sum.waited - sum.refused);
        assert_true(sum.refused > 100 && waits > 0.0);
        assert_true(waits <= 1.25 * served_after_waiting + 1e-2);
    }
    lab_free(lab);
}

/* Requests are a Poisson process: rate x (1 + need x overload) each month, and a member can ask again within the month.
 */
static void requests_come_at_their_rate_and_more_with_overload(void **unused)
{
    (void)unused;
    rk_setting *set;
    enum { BLOCKS = 8, MONTHS = 60 };
    rk_lab *lab = pool_of_one(&set, 0.7, 0.1);
    double asked = 0.0, expected = 0.7 * (1.0 + 0.5 * 1.3) * BLOCKS * MONTHS * MEMBERS * RK_LANES;
    for (uint32_t block = 0; block < BLOCKS; block++) {
        rk_world *world = lab_begin(lab, 3, block);
        lab_month_begins(world);
        for (size_t place = 0; place < MEMBERS; place++) {
            lab_fill(&world->at.overload[place], 1.3f);
        }
        for (int month = 0; month < MONTHS; month++) {
            pool_month_of_support(world);
        }
        RK_FOR_LANES(lane)
        {
            asked += (double)fates_of(world, lane).requests;
        }
    }
    lab_within(asked, expected, sqrt(expected), 5.0);
    lab_free(lab);
}

/* Someone new on the very day on which the predecessor goes (a rotated regular post) does not take the visit over:
 * an expert who leaves drops what was in hand (MODEL.md section 6). */
static void a_successor_of_the_same_day_does_not_go_on_with_the_visit(void **unused)
{
    (void)unused;
    static const uint32_t words[4] = {1, 2, 3, 4};
    rk_setting *set;
    rk_lab *lab = pool_of_one(&set, 1e-4, 3.0);
    lab->values[set[RK_EXPERTS_REQUEST_NEED].index] = 0.0;
    lab->values[set[RK_EXPERTS_REQUEST_DAYS].index] = 40000.0;
    rk_world *world = lab_begin(lab, 3, 0);
    pool_nobody_asks(world, 0);
    pool_asks(world, 0, 5, 2, 0.25f);
    pool_month_of_support(world);
    pool_month_of_support(world);
    assert_true(pool_got(world, 5, 2) > 0.99);
    rk_person_leaves(world, 0, 2, 1.0f);
    rk_person_starts(world, 0, 2, words, 1.0f);
    pool_month_of_support(world);
    assert_true(pool_got(world, 5, 2) == 0.0);
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_waiting_list_holds_4096_and_refuses_the_others),
        cmocka_unit_test(requests_beyond_4096_in_one_month_are_refused_too),
        cmocka_unit_test(every_request_has_one_fate),
        cmocka_unit_test(nobody_is_served_after_losing_patience),
        cmocka_unit_test(requests_come_at_their_rate_and_more_with_overload),
        cmocka_unit_test(a_successor_of_the_same_day_does_not_go_on_with_the_visit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
