/* `training`: who attends, what it takes and teaches, what becomes of promoters and of leaders who came, what it costs.
 */
#include "instruments/sections.h"
#include "instruments/training_impl.h"
#include "pool.h"

/* A course of two months from every September: gain 0.1, 16 hours a month, nothing to organise, everybody takes part.
 */
static rk_setting *training(rk_lab *lab, int who)
{
    rk_setting *set = pool_tool(lab, RK_INSTRUMENT_training);
    set[RK_TRAINING_WHO].count = who;
    set[RK_TRAINING_STARTS].count = 9;
    set[RK_TRAINING_MONTHS].count = 2;
    set[RK_TRAINING_EVERY].count = 1;
    pool_set(lab, &set[RK_TRAINING_HOURS], 2.0);
    pool_set(lab, &set[RK_TRAINING_GAIN], 0.1);
    pool_set(lab, &set[RK_TRAINING_COST], 30001.0);
    pool_set(lab, &set[RK_TRAINING_TAKE_PART], 1.0);
    pool_set(lab, &set[RK_TRAINING_UNFUNDED_GAIN], 0.5);
    pool_set(lab, &set[RK_TRAINING_SHARE], 0.37);
    pool_set(lab, &set[RK_TRAINING_ATTEND], 0.9);
    pool_set(lab, &set[RK_TRAINING_PROMOTERS], 0.6);
    pool_set(lab, &set[RK_TRAINING_PROMOTER_TIME], 0.05);
    pool_set(lab, &set[RK_TRAINING_PROMOTER_SKILL], 0.35);
    pool_set(lab, &set[RK_TRAINING_PROMOTER_STAYS], 0.7);
    pool_set(lab, &set[RK_TRAINING_ADOPTION], 3.0);
    pool_set(lab, &set[RK_TRAINING_EFFECTIVENESS], 1.07);
    pool_set(lab, &set[RK_TRAINING_LASTS], 7.0);
    return set;
}

/* Two municipalities of five people who stay, and all processes off. */
static rk_lab *two_desks(void)
{
    rk_lab *lab = pool_lab(2);
    lab_posts(lab, 5, RK_CONTRACT_SPECIALIST);
    return lab;
}

/* The hooks of a month up to its levers; the month does not move on. */
static void month_begins(rk_world *world)
{
    for (size_t slot = 0; slot < world->model->n_instruments; slot++) {
        const rk_hooks *hooks = &world->hooks[world->model->instruments[slot].schema];
        if (hooks->april != NULL && world->month % RK_MONTHS == 0) {
            hooks->april(world, slot);
        }
        if (hooks->month != NULL) {
            hooks->month(world, slot);
        }
    }
    lab_month_begins(world);
}

static void months_until(rk_world *world, int month)
{
    for (; world->month < month; world->month++) {
        month_begins(world);
    }
}

static int attending(const rk_world *world, size_t place, int lane)
{
    int n = 0;
    for (size_t post = 5 * place; post < 5 * place + 5; post++) {
        n += world->posts.attending[post].v[lane] != 0;
    }
    return n;
}

static float taken(const rk_world *world, size_t place, int lane)
{
    return world->lever[RK_LEVER_TAKEN][place].v[lane];
}

static void so_many_of_those_present_are_chosen_and_the_more_hold_the_fewer(void **unused)
{
    (void)unused;
    for (long number = 1; number <= 7; number++) {
        rk_lab *lab = two_desks(), *fewer = two_desks();
        training(lab, RK_TRAIN_DX_STAFF)[RK_TRAINING_NUMBER].count = number;
        training(fewer, RK_TRAIN_DX_STAFF)[RK_TRAINING_NUMBER].count = number > 1 ? number - 1 : 1;
        rk_world *world = lab_begin(lab, 3, 0), *other = lab_begin(fewer, 3, 0);
        months_until(world, 5);
        months_until(other, 5);
        rk_leave_begins(world, 7, 6, 0x80000000);
        rk_person_leaves(world, 8, 6, 1.0f);
        month_begins(world);
        month_begins(other);
        RK_FOR_LANES(lane)
        {
            int there = lane == 6 ? 3 : 5;
            assert_int_equal(attending(world, 0, lane), number < 5 ? number : 5);
            assert_int_equal(attending(world, 1, lane), number < there ? number : there);
            for (size_t post = 0; post < 5; post++) {
                assert_true(world->posts.attending[post].v[lane] >= other->posts.attending[post].v[lane]);
            }
        }
        assert_int_equal(world->posts.attending[7].v[6] | world->posts.attending[8].v[6], 0);
        lab_free(lab);
        lab_free(fewer);
    }
}

static void a_share_is_chosen_by_chance_in_each_lane(void **unused)
{
    (void)unused;
    enum { BLOCKS = 300 };
    rk_lab *lab = two_desks();
    (void)training(lab, RK_TRAIN_DX_STAFF);
    double n = 0.0;
    for (uint32_t block = 0; block < BLOCKS; block++) {
        rk_world *world = lab_begin(lab, 3, block);
        months_until(world, 6);
        RK_FOR_LANES(lane)
        {
            n += attending(world, 0, lane) + attending(world, 1, lane);
        }
    }
    double trials = 10.0 * RK_LANES * BLOCKS;
    lab_within(n, 0.37 * trials, sqrt(0.37 * 0.63 * trials), 5);
    lab_free(lab);
}

/* The part of capacity of those who attend, by effort and proficiency, times their hours. */
static void a_course_takes_the_hours_of_those_who_attend_while_it_runs(void **unused)
{
    (void)unused;
    rk_lab *lab = two_desks();
    rk_setting *set = training(lab, RK_TRAIN_DX_STAFF);
    pool_set(lab, &set[RK_TRAINING_ORGANISE], 0.3);
    lab->municipality[1].own_post_fte = 0.6;
    rk_world *world = lab_begin(lab, 3, 0);
    for (size_t post = 0; post < 10; post++) {
        lab_fill(&world->posts.proficiency[post], 0.3f + 0.05f * (float)post);
    }
    for (; world->month < 24; world->month++) {
        month_begins(world);
        bool runs = world->month % 12 == 5 || world->month % 12 == 6;
        for (int lane = 0; lane < RK_LANES; lane++) {
            for (size_t place = 0; place < 2; place++) {
                double all = 0.0, course = 0.0;
                for (size_t post = 5 * place; post < 5 * place + 5; post++) {
                    double p = (double)world->posts.proficiency[post].v[lane];
                    all += p;
                    course += world->posts.attending[post].v[lane] != 0 ? p : 0.0;
                }
                double organised = 0.3 / 20.0 / (place == 0 ? 5.0 : 3.0);
                bool held = attending(world, place, lane) > 0;
                lab_close((double)taken(world, place, lane), held ? 0.1 * course / all + organised : 0.0, 1e-5);
                assert_true(runs || !held);
            }
        }
    }
    lab_free(lab);
}

/* Who they are is drawn in each lane: where nobody is chosen, and in leaders who do not come, nothing is organised. */
static void a_course_of_nobody_takes_no_time(void **unused)
{
    (void)unused;
    static const int kinds[] = {RK_TRAIN_DX_STAFF, RK_TRAIN_LEADERS};
    for (size_t kind = 0; kind < 2; kind++) {
        rk_lab *lab = two_desks();
        rk_setting *set = training(lab, kinds[kind]);
        size_t empty = 0, held = 0;
        pool_set(lab, &set[RK_TRAINING_ORGANISE], 0.3);
        pool_set(lab, &set[RK_TRAINING_HOURS], 0.0);
        pool_set(lab, &set[RK_TRAINING_SHARE], 0.15);
        pool_set(lab, &set[RK_TRAINING_ATTEND], 0.5);
        rk_world *world = lab_begin(lab, 3, 0);
        months_until(world, 5);
        month_begins(world);
        const rk_training *state = rk_training_of(world, 0);
        for (size_t place = 0; place < 2; place++) {
            RK_FOR_LANES(lane)
            {
                bool nobody = state->member[place].people.v[lane] == 0;
                lab_close((double)taken(world, place, lane), nobody ? 0.0 : 0.3 / 20.0 / 5.0, 1e-6);
                empty += nobody;
                held += !nobody;
            }
        }
        assert_true(empty > 4 && held > 4);
        lab_free(lab);
    }
}

static void no_section_sends_a_hundredth_of_a_person(void **unused)
{
    (void)unused;
    rk_lab *lab = two_desks();
    rk_setting *set = training(lab, RK_TRAIN_SECTIONS);
    pool_set(lab, &set[RK_TRAINING_ORGANISE], 0.3);
    pool_set(lab, &set[RK_TRAINING_SHARE], 0.01 / lab->municipality[0].staff);
    rk_world *world = lab_begin(lab, 3, 0);
    months_until(world, 5);
    month_begins(world);
    assert_true(taken(world, 0, 0) == 0.0f);
    lab_free(lab);
}

static void those_who_stay_to_the_end_have_learnt_and_nobody_above_a_fifth_over_an_expert(void **unused)
{
    (void)unused;
    static const float before[5] = {0.35f, 0.7f, 1.05f, 1.13f, 1.2f};
    rk_lab *lab = two_desks();
    training(lab, RK_TRAIN_DX_STAFF)[RK_TRAINING_NUMBER].count = 5;
    rk_world *world = lab_begin(lab, 3, 0);
    for (size_t post = 0; post < 5; post++) {
        lab_fill(&world->posts.proficiency[post], before[post]);
    }
    months_until(world, 6);
    rk_leave_begins(world, 0, 2, 0x80000000);
    static const uint32_t words[4] = {5, 6, 7, 8};
    rk_person_leaves(world, 1, 4, 1.0f);
    rk_person_starts(world, 1, 4, words, 1.0f);
    float novice = world->posts.proficiency[1].v[4];
    months_until(world, 8);
    for (size_t post = 0; post < 5; post++) {
        double gain = fmin(0.1, 1.2 - (double)before[post]);
        lab_close((double)world->posts.proficiency[post].v[9], (double)before[post] + gain, 1e-6);
        assert_true(fabs((double)world->posts.lift[post].v[9] - gain) < 1e-6);
    }
    assert_true(world->posts.proficiency[0].v[2] == before[0] && world->posts.lift[0].v[2] == 0.0f);
    assert_true(world->posts.proficiency[1].v[4] == novice && world->posts.lift[1].v[4] == 0.0f);
    lab_free(lab);
}

/* September 2026 is month 5. Effect begins in October 2026: the first course is that of September 2027. */
static void courses_come_in_their_month_of_every_so_many_years(void **unused)
{
    (void)unused;
    static const struct {
        int opens;
        long every;
        int courses[5];
        int n;
    } cases[] = {
        {0, 1, {5, 17, 29, 41, 53}, 5}, {6, 2, {17, 41}, 2}, {5, 3, {5, 41}, 2}, {6, 0, {17}, 1},
        {-24, 2, {5, 29, 53}, 3},       {-24, 0, {0}, 0}, /* before the run */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        rk_lab *lab = two_desks();
        rk_setting *set = training(lab, RK_TRAIN_DX_STAFF);
        set[RK_COMMON_OPENS].month = cases[i].opens;
        set[RK_TRAINING_EVERY].count = cases[i].every;
        set[RK_TRAINING_NUMBER].count = 1;
        rk_world *world = lab_begin(lab, 3, 0);
        int n = 0;
        for (; world->month < 60; world->month++) {
            bool ran = attending(world, 0, 3) > 0;
            month_begins(world);
            if (attending(world, 0, 3) > 0 && !ran) {
                assert_true(n < cases[i].n);
                assert_int_equal(world->month, cases[i].courses[n++]);
            }
        }
        assert_int_equal(n, cases[i].n);
        lab_free(lab);
    }
}

static void a_course_that_is_given_up_teaches_nothing(void **unused)
{
    (void)unused;
    rk_lab *lab = two_desks();
    rk_setting *set = training(lab, RK_TRAIN_DX_STAFF);
    set[RK_COMMON_CLOSES].month = 6;
    pool_set(lab, &set[RK_TRAINING_SHARE], 1.0);
    rk_world *world = lab_begin(lab, 3, 0);
    float before = world->posts.proficiency[3].v[3];
    months_until(world, 6);
    assert_int_equal(attending(world, 0, 3), 5);
    months_until(world, 20);
    assert_int_equal(attending(world, 0, 3), 0);
    assert_true(world->posts.proficiency[3].v[3] == before && world->posts.lift[3].v[3] == 0.0f);
    assert_true(taken(world, 0, 3) == 0.0f);
    lab_free(lab);
}

/* Once a block: whether a member takes part at all, and whether it has a budget. */
static void without_a_budget_half_is_learnt_and_nothing_paid(void **unused)
{
    (void)unused;
    enum { BLOCKS = 600 };
    rk_lab *lab = two_desks();
    rk_setting *set = training(lab, RK_TRAIN_DX_STAFF);
    pool_set(lab, &set[RK_TRAINING_SHARE], 1.0);
    pool_set(lab, &set[RK_TRAINING_TAKE_PART], 0.8);
    pool_set(lab, &set[RK_TRAINING_UNFUNDED], 0.3);
    lab_on(lab, RK_PROCESS_MONEY);
    int n_none = 0, n_half = 0, n_full = 0;
    for (uint32_t block = 0; block < BLOCKS; block++) {
        rk_world *world = lab_begin(lab, 3, block);
        months_until(world, 8);
        world->hooks[RK_INSTRUMENT_training].bill(world, 0);
        RK_FOR_LANES(lane)
        {
            assert_true(world->posts.lift[0].v[lane] == world->posts.lift[0].v[0]); /* in no lane otherwise */
        }
        float lift = world->posts.lift[0].v[0];
        int64_t yen = world->row[0].money[RK_METRIC_COST_TRAINING - RK_N_COUNTS][11];
        assert_true(lift == 0.0f || lift == 0.05f || lift == 0.1f);
        assert_int_equal(yen, lift == 0.1f ? 5 * 30001 : 0);
        n_none += lift == 0.0f;
        n_half += lift == 0.05f;
        n_full += lift == 0.1f;
    }
    lab_within(n_none, 0.2 * BLOCKS, sqrt(0.16 * BLOCKS), 5);
    lab_within(n_half, 0.24 * BLOCKS, sqrt(0.24 * 0.76 * BLOCKS), 5);
    lab_within(n_full, 0.56 * BLOCKS, sqrt(0.56 * 0.44 * BLOCKS), 5);
    lab_free(lab);
}

static long promoters(const rk_world *world, size_t place)
{
    return lab_sum(&world->at.champions[place]);
}

/* 40 go to each course: Binomial(40, 0.6) promoters; each April 0.7 of them go on. */
static void promoters_come_of_each_course_and_fade_each_april(void **unused)
{
    (void)unused;
    enum { BLOCKS = 100, N = BLOCKS * RK_LANES };
    rk_lab *lab = pool_lab(2);
    rk_setting *set = training(lab, RK_TRAIN_SECTIONS);
    set[RK_TRAINING_NUMBER].count = 40;
    set[RK_TRAINING_EVERY].count = 2;
    double after[3] = {0};
    for (uint32_t block = 0; block < BLOCKS; block++) {
        rk_world *world = lab_begin(lab, 3, block);
        months_until(world, 7);
        assert_int_equal(promoters(world, 1), 0);
        months_until(world, 8);
        after[0] += (double)promoters(world, 1);
        months_until(world, 29);
        after[1] += (double)promoters(world, 1);
        months_until(world, 32);
        after[2] += (double)promoters(world, 1);
        RK_FOR_LANES(lane)
        {
            float n = (float)world->at.champions[1].v[lane];
            double reached = rk_sections_reached((double)n, rk_sections(world, 1));
            lab_close((double)world->lever[RK_LEVER_EXTRA][1].v[lane], (double)n * 0.05 * 0.35, 1e-5);
            lab_close((double)world->lever[RK_LEVER_ADOPTION][1].v[lane], 1.0 + 3.0 * reached, 1e-5);
        }
    }
    double left = 24.0 * 0.49, variance = 40.0 * 0.6 * 0.49 * (1.0 - 0.6 * 0.49); /* thinning leaves it binomial */
    lab_within(after[0] / N, 24.0, sqrt(9.6 / N), 5);
    lab_within(after[1] / N, left, sqrt(variance / N), 5);
    lab_within(after[2] / N, left + 24.0, sqrt((variance + 9.6) / N), 5);
    lab_free(lab);
}

static void promoters_are_never_more_than_the_staff_and_stop_when_it_closes(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(2);
    rk_setting *set = training(lab, RK_TRAIN_SECTIONS);
    set[RK_TRAINING_NUMBER].count = 5000;
    set[RK_COMMON_CLOSES].month = 50;
    pool_set(lab, &set[RK_TRAINING_PROMOTERS], 1.0);
    pool_set(lab, &set[RK_TRAINING_PROMOTER_STAYS], 1.0);
    rk_world *world = lab_begin(lab, 3, 0);
    months_until(world, 50);
    assert_int_equal(promoters(world, 0), 97 * RK_LANES);
    assert_int_equal(promoters(world, 1), 158 * RK_LANES);
    months_until(world, 51);
    assert_int_equal(promoters(world, 0) + promoters(world, 1), 0);
    assert_true(world->lever[RK_LEVER_EXTRA][0].v[0] == 0.0f && world->lever[RK_LEVER_ADOPTION][0].v[0] == 1.0f);
    world = lab_begin(lab, 3, 1); /* a new block begins without any */
    months_until(world, 7);
    assert_int_equal(promoters(world, 0), 0);
    lab_free(lab);
}

/* They come with a chance of 0.9, in each lane of its own, and back it for 7 months after the course: 7 to 13. */
static void leaders_who_came_back_it_for_a_time(void **unused)
{
    (void)unused;
    enum { BLOCKS = 60 };
    rk_lab *lab = pool_lab(2);
    rk_setting *set = training(lab, RK_TRAIN_LEADERS);
    set[RK_TRAINING_NUMBER].count = 3;
    set[RK_TRAINING_EVERY].count = 0;
    lab_on(lab, RK_PROCESS_MONEY);
    double came = 0.0;
    for (uint32_t block = 0; block < BLOCKS; block++) {
        rk_world *world = lab_begin(lab, 3, block);
        months_until(world, 8);
        world->hooks[RK_INSTRUMENT_training].bill(world, 0);
        rk_lanes adoption = world->lever[RK_LEVER_ADOPTION][0], projects = world->lever[RK_LEVER_PROJECTS][0];
        RK_FOR_LANES(lane)
        {
            bool backs = adoption.v[lane] > 1.0f;
            lab_close((double)adoption.v[lane], backs ? 4.0 : 1.0, 1e-6);
            lab_close((double)projects.v[lane], backs ? 1.07 : 1.0, 1e-6);
            assert_int_equal(world->row[0].money[RK_METRIC_COST_TRAINING - RK_N_COUNTS][lane], backs ? 90003 : 0);
            came += backs;
        }
        months_until(world, 14);
        assert_memory_equal(&world->lever[RK_LEVER_ADOPTION][0], &adoption, sizeof adoption);
        months_until(world, 15);
        assert_memory_equal(&world->lever[RK_LEVER_ADOPTION][0], &world->one, sizeof adoption);
    }
    lab_within(came, 0.9 * BLOCKS * RK_LANES, sqrt(0.09 * BLOCKS * RK_LANES), 5);
    lab_free(lab);
}

/* Two courses at a time: each has those who attend it, and both add up. */
static void two_courses_at_a_time_keep_their_people_apart(void **unused)
{
    (void)unused;
    rk_lab *lab = two_desks();
    training(lab, RK_TRAIN_DX_STAFF)[RK_TRAINING_NUMBER].count = 2;
    rk_setting *longer = training(lab, RK_TRAIN_DX_STAFF);
    longer[RK_TRAINING_NUMBER].count = 5;
    longer[RK_TRAINING_MONTHS].count = 4;
    rk_world *world = lab_begin(lab, 3, 0);
    months_until(world, 8);
    int n_one = 0, n_both = 0;
    for (size_t post = 0; post < 5; post++) {
        n_one += world->posts.lift[post].v[2] > 0.0f;
        assert_int_equal(world->posts.attending[post].v[2], 2);
    }
    months_until(world, 10);
    for (size_t post = 0; post < 5; post++) {
        n_both += world->posts.lift[post].v[2] > 0.15f;
        assert_int_equal(world->posts.attending[post].v[2], 0);
    }
    assert_int_equal(n_one, 2);
    assert_int_equal(n_both, 2);
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(so_many_of_those_present_are_chosen_and_the_more_hold_the_fewer),
        cmocka_unit_test(a_share_is_chosen_by_chance_in_each_lane),
        cmocka_unit_test(a_course_takes_the_hours_of_those_who_attend_while_it_runs),
        cmocka_unit_test(a_course_of_nobody_takes_no_time),
        cmocka_unit_test(no_section_sends_a_hundredth_of_a_person),
        cmocka_unit_test(those_who_stay_to_the_end_have_learnt_and_nobody_above_a_fifth_over_an_expert),
        cmocka_unit_test(courses_come_in_their_month_of_every_so_many_years),
        cmocka_unit_test(a_course_that_is_given_up_teaches_nothing),
        cmocka_unit_test(without_a_budget_half_is_learnt_and_nothing_paid),
        cmocka_unit_test(promoters_come_of_each_course_and_fade_each_april),
        cmocka_unit_test(promoters_are_never_more_than_the_staff_and_stop_when_it_closes),
        cmocka_unit_test(leaders_who_came_back_it_for_a_time),
        cmocka_unit_test(two_courses_at_a_time_keep_their_people_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
