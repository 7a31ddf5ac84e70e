/* A pool on request, scripted: who is served, when, and what becomes of those who wait (MODEL.md section 6). */
#include "pool.h"

/* One expert or more for five members who ask only when told to; requests take half a month on average. */
static rk_world *scripted_pool(rk_lab *lab, rk_setting *set)
{
    lab->values[set[RK_EXPERTS_REQUESTS].index] = 1e-4; /* the next request of the same member is centuries away */
    lab->values[set[RK_EXPERTS_REQUEST_NEED].index] = 0.0;
    rk_world *world = lab_begin(lab, 31, 0);
    lab_month_begins(world);
    pool_nobody_asks(world, 0);
    return world;
}

/* Length of the member's nth request, months. */
static double length_of(const rk_world *world, size_t member, int n, int lane, double mean)
{
    uint32_t who = rk_who_municipality(world->place[member].code, 1);
    return mean *
           (double)rk_exponential(rk_draw(31, rk_replication(world, lane), who, (uint32_t)n, RK_DRAW_REQUEST).word[1]);
}

static void all_ask(rk_world *world, size_t member, float part_of_month)
{
    RK_FOR_LANES(lane)
    {
        pool_asks(world, 0, member, lane, part_of_month);
    }
}

static void send_away(rk_world *world, size_t expert)
{
    RK_FOR_LANES(lane)
    {
        world->posts.state[expert].v[lane] = RK_ON_LEAVE;
    }
}

static void call_back(rk_world *world, size_t expert)
{
    RK_FOR_LANES(lane)
    {
        world->posts.state[expert].v[lane] = RK_IN_POST;
    }
}

/* ---- One request ---- */

/* Asked at 0.25 of month 3 of a pool that is free: served from then on for as long as drawn, month by month. */
static void a_free_expert_comes_at_once_and_stays_as_long_as_asked(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(5);
    rk_setting *set = pool_experts(lab, 1, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_ON_REQUEST);
    lab->values[set[RK_EXPERTS_REQUEST_DAYS].index] = 26.0; /* 1.3 months */
    rk_world *world = scripted_pool(lab, set);
    while (world->month < 3) {
        pool_month_of_support(world);
    }
    all_ask(world, 4, 0.25f);
    double given[RK_LANES] = {0};
    for (int month = 3; month < 20; month++) {
        pool_month_of_support(world);
        RK_FOR_LANES(lane)
        {
            double end = 3.25 + length_of(world, 4, 1, lane, 1.3);
            double here = fmax(fmin(end, month + 1.0) - fmax(3.25, month), 0.0);
            assert_true(fabs(pool_got(world, 4, lane) - here) < 1e-5);
            given[lane] += pool_got(world, 4, lane);
        }
    }
    RK_FOR_LANES(lane)
    {
        assert_true(fabs(given[lane] - length_of(world, 4, 1, lane, 1.3)) < 1e-4);
    }
    const rk_year_sums *year = &world->at.year[4];
    assert_int_equal(lab_sum(&year->requests), RK_LANES);
    assert_int_equal(lab_sum(&year->waited) + lab_sum(&year->refused), 0);
    assert_true(year->wait.v[3] < 1e-5f);
    lab_free(lab);
}

/* An expert of 8 days a month takes 20 / 8 times as long, and gives 0.4 full-time equivalents while at it. */
static void a_part_time_expert_takes_longer(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(5);
    rk_setting *set = pool_experts(lab, 1, RK_CONTRACT_SIDE_JOB, RK_ASSIGN_ON_REQUEST);
    lab->values[set[RK_EXPERTS_DAYS].index] = 8.0;
    rk_world *world = scripted_pool(lab, set);
    all_ask(world, 2, 0.0625f);
    for (int month = 0; month < 30; month++) {
        pool_month_of_support(world);
        RK_FOR_LANES(lane)
        {
            double end = 0.0625 + length_of(world, 2, 1, lane, 10.0 / 8.0);
            double here = fmax(fmin(end, month + 1.0) - fmax(0.0625, month), 0.0);
            assert_true(fabs(pool_got(world, 2, lane) - 0.4 * here) < 1e-5);
        }
    }
    lab_free(lab);
}

/* Three visits within a month: the second loses 5 % of its time to travel, the third 10 %. */
static void each_further_municipality_of_a_month_costs_travel(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(5);
    rk_setting *set = pool_experts(lab, 1, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_ON_REQUEST);
    lab->values[set[RK_EXPERTS_REQUEST_DAYS].index] = 0.3; /* 0.015 months */
    rk_world *world = scripted_pool(lab, set);
    static const size_t order[3] = {3, 0, 1};
    for (int i = 0; i < 3; i++) {
        all_ask(world, order[i], 0.1f + 0.3f * (float)i);
    }
    pool_month_of_support(world);
    RK_FOR_LANES(lane)
    {
        for (int i = 0; i < 3; i++) {
            double length = length_of(world, order[i], 1, lane, 0.015);
            assert_true(length < 0.3); /* done before the next asks */
            assert_true(fabs(pool_got(world, order[i], lane) - length * (1.0 - 0.05 * i)) < 1e-6);
        }
    }
    lab_free(lab);
}

/* ---- Who is next ---- */

/* A pool of one is busy with member 3 when 0, 1 and 2 ask, who are as overloaded as said. They are served
 * one after the other in the order given, each for as long as drawn; the sum of waiting tells when each began. */
static void all_are_served_in_this_order(int priority, const float overload[3], const size_t order[3])
{
    static const float asks[4] = {0.125f, 0.25f, 0.375f, 0.0625f};
    const double mean = 3.0;
    rk_lab *lab = pool_lab(5);
    rk_setting *set = pool_experts(lab, 1, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_ON_REQUEST);
    set[RK_EXPERTS_PRIORITY].count = priority;
    lab->values[set[RK_EXPERTS_REQUEST_DAYS].index] = 20.0 * mean;
    lab->values[set[RK_EXPERTS_PATIENCE].index] = 1000.0;
    rk_world *world = scripted_pool(lab, set);
    for (size_t member = 0; member < 4; member++) {
        all_ask(world, member, asks[member]);
        lab_fill(&world->at.overload[member], member < 3 ? overload[member] : 0.0f);
    }
    while (world->month < 100) {
        pool_month_of_support(world);
    }
    int seen = 0;
    RK_FOR_LANES(lane)
    {
        double time = (double)asks[3] + length_of(world, 3, 1, lane, mean);
        for (int i = 0; time > (double)asks[2] && i < 3; i++) { /* all three have had to wait */
            size_t member = order[i];
            double began = (double)asks[member] + (double)world->at.year[member].wait.v[lane];
            assert_true(fabs(began - time) < 1e-4);
            time += length_of(world, member, 1, lane, mean);
            seen++;
        }
    }
    assert_true(seen > 3 * 8);
    lab_free(lab);
}

static void the_member_with_the_most_overload_is_next(void **unused)
{
    (void)unused;
    all_are_served_in_this_order(RK_PRIORITY_NEED, (const float[]){0.2f, 1.5f, 0.9f}, (const size_t[]){1, 2, 0});
}

static void of_members_with_the_same_overload_the_first_to_ask_is_next(void **unused)
{
    (void)unused;
    all_are_served_in_this_order(RK_PRIORITY_NEED, (const float[]){0.7f, 0.7f, 0.7f}, (const size_t[]){0, 1, 2});
    all_are_served_in_this_order(RK_PRIORITY_NEED, (const float[]){0.7f, 0.7f, 1.1f}, (const size_t[]){2, 0, 1});
}

static void the_first_to_ask_is_next(void **unused)
{
    (void)unused;
    all_are_served_in_this_order(RK_PRIORITY_ARRIVAL, (const float[]){0.2f, 1.5f, 0.9f}, (const size_t[]){0, 1, 2});
}

/* Free since 0.2 and since 0.9 of an earlier month: the one who has been free for longer comes (MODEL.md section 6). */
static void the_expert_who_has_been_free_for_longest_comes(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(5);
    rk_setting *set = pool_experts(lab, 3, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_ON_REQUEST);
    rk_world *world = scripted_pool(lab, set);
    rk_experts *experts = pool_state(world, 0);
    while (world->month < 6) {
        pool_month_of_support(world);
    }
    lab_fill(&experts->free_at[0], 3.9f);
    lab_fill(&experts->free_at[1], 3.2f);
    lab_fill(&experts->free_at[2], 5.5f);
    all_ask(world, 2, 0.5f);
    pool_month_of_support(world);
    RK_FOR_LANES(lane)
    {
        assert_true(experts->free_at[1].v[lane] > 6.5f);
        assert_true(experts->free_at[0].v[lane] < 6.5f && experts->free_at[2].v[lane] < 6.5f);
    }
    lab_free(lab);
}

/* ---- Waiting ---- */

static void without_a_queue_who_finds_all_busy_is_refused(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(5);
    rk_setting *set = pool_experts(lab, 1, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_ON_REQUEST);
    set[RK_EXPERTS_QUEUE].count = RK_QUEUE_REFUSE;
    rk_world *world = scripted_pool(lab, set);
    all_ask(world, 3, 0.0625f);
    all_ask(world, 0, 0.3125f);
    pool_month_of_support(world);
    RK_FOR_LANES(lane)
    {
        bool busy = 0.0625 + length_of(world, 3, 1, lane, 0.5) > 0.3125;
        assert_int_equal(world->at.year[0].refused.v[lane], busy);
        assert_int_equal(world->at.year[0].waited.v[lane], 0);
        assert_int_equal(pool_got(world, 0, lane) > 0.0, !busy);
    }
    lab_free(lab);
}

/* Asked at 5.25 while nobody is there. With 1.5 months of patience given up at 6.75, with 3 served at 7.0. */
static void patience_ends_after_its_time_and_counts_as_refused(void **unused)
{
    (void)unused;
    for (int patient = 0; patient < 2; patient++) {
        rk_lab *lab = pool_lab(5);
        rk_setting *set = pool_experts(lab, 1, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_ON_REQUEST);
        lab->values[set[RK_EXPERTS_PATIENCE].index] = patient ? 3.0 : 1.5;
        rk_world *world = scripted_pool(lab, set);
        send_away(world, 0);
        while (world->month < 9) {
            if (world->month == 5) {
                all_ask(world, 1, 0.25f);
            }
            if (world->month == 7) {
                call_back(world, 0);
            }
            pool_month_of_support(world);
            int gone = world->month >= 7 && !patient ? RK_LANES : 0; /* by the end of month 6 */
            assert_int_equal(lab_sum(&world->at.year[1].refused), gone);
            assert_int_equal(lab_sum(&world->at.year[1].waited), world->month >= 6 ? RK_LANES : 0);
            assert_true(world->month != 8 || (pool_got(world, 1, 5) > 0.0) == (patient != 0));
        }
        assert_true(fabsf(world->at.year[1].wait.v[5] - (patient ? 1.75f : 0.0f)) < 1e-4f);
        lab_free(lab);
    }
}

/* What an expert has in hand when leaving is dropped; the successor two months later begins afresh. */
static void an_expert_who_leaves_drops_what_was_in_hand(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(5);
    rk_setting *set = pool_experts(lab, 1, RK_CONTRACT_FIXED_TERM, RK_ASSIGN_ON_REQUEST);
    lab->values[set[RK_EXPERTS_REQUEST_DAYS].index] = 4000.0; /* years */
    rk_world *world = scripted_pool(lab, set);
    all_ask(world, 1, 0.25f);
    pool_month_of_support(world);
    pool_month_of_support(world);
    assert_true(pool_got(world, 1, 2) > 0.99);
    send_away(world, 0);
    pool_month_of_support(world);
    assert_true(pool_got(world, 1, 2) == 0.0);
    call_back(world, 0);
    pool_month_of_support(world);
    assert_true(pool_got(world, 1, 2) == 0.0);
    all_ask(world, 2, 0.5f); /* and is free for the next who asks */
    pool_month_of_support(world);
    assert_true(fabs(pool_got(world, 2, 2) - 0.5) < 1e-5);
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_free_expert_comes_at_once_and_stays_as_long_as_asked),
        cmocka_unit_test(a_part_time_expert_takes_longer),
        cmocka_unit_test(each_further_municipality_of_a_month_costs_travel),
        cmocka_unit_test(the_member_with_the_most_overload_is_next),
        cmocka_unit_test(of_members_with_the_same_overload_the_first_to_ask_is_next),
        cmocka_unit_test(the_first_to_ask_is_next),
        cmocka_unit_test(the_expert_who_has_been_free_for_longest_comes),
        cmocka_unit_test(without_a_queue_who_finds_all_busy_is_refused),
        cmocka_unit_test(patience_ends_after_its_time_and_counts_as_refused),
        cmocka_unit_test(an_expert_who_leaves_drops_what_was_in_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
