/* Learning on the job, and own capacity, against closed forms (MODEL.md section 5). */
#include "support/lab.h"

static rk_lab *with_learning(void)
{
    rk_lab *lab = lab_new(1);
    lab_posts(lab, 2, RK_CONTRACT_SPECIALIST);
    lab_on(lab, RK_PROCESS_LEARNING);
    return lab;
}

/* p_n = p* + (p_0 - p*) (1 - s - f)^n with p* = s c / (s + f): the linear recurrence of the month. */
static void proficiency_goes_toward_its_ceiling_as_the_recurrence_says(void **unused)
{
    (void)unused;
    static const struct {
        double start, months, ceiling, decay, gain;
    } cases[] = {
        {0.35, 18.0, 0.9, 0.0, 1.0}, /* without decay the ceiling itself */
        {0.21, 9.3, 0.97, 0.0043, 1.0}, {0.35, 30.0, 0.83, 0.011, 1.7}, {1.13, 12.0, 0.9, 0.0043, 1.0}, /* from above */
        {0.4, 2.0, 0.9, 0.0043, 2.9}, /* 2.9 (1 - exp(-1/2)) is more than 1: all the way in a month, no further */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        rk_lab *lab = with_learning();
        lab->municipality[0].own_post_fte = 0.31; /* part of a day on DX teaches as much */
        lab->values[RK_P_LEARNING_MONTHS] = cases[i].months;
        lab->values[RK_P_LEARNING_CEILING] = cases[i].ceiling;
        lab->values[RK_P_LEARNING_DECAY] = cases[i].decay;
        rk_world *world = lab_begin(lab, 1, 0);
        lab_fill(&world->posts.proficiency[0], (float)cases[i].start);
        lab_fill(&world->at.learning_gain[0], (float)cases[i].gain);
        double step = fmin(-expm1(-1.0 / cases[i].months) * cases[i].gain, 1.0), forget = -expm1(-cases[i].decay);
        double level = step * cases[i].ceiling / (step + forget);
        for (int n = 1; n <= 120; n++) {
            rk_learning_month(world);
            double expected = level + (cases[i].start - level) * pow(1.0 - step - forget, n);
            lab_close((double)world->posts.proficiency[0].v[n % RK_LANES], expected, 3e-6);
        }
        lab_free(lab);
    }
}

static void nobody_learns_on_leave_or_in_a_vacancy(void **unused)
{
    (void)unused;
    rk_lab *lab = with_learning();
    rk_world *world = lab_begin(lab, 1, 0);
    lab_fill(&world->posts.proficiency[0], 0.5f);
    rk_leave_begins(world, 0, 3, 0x80000000);
    rk_person_leaves(world, 0, 9, 1.0f);
    rk_learning_month(world);
    assert_true(world->posts.proficiency[0].v[3] == 0.5f);
    assert_true(world->posts.proficiency[0].v[9] == 0.5f);
    assert_true(world->posts.proficiency[0].v[4] > 0.5f);
    lab_free(lab);
}

static void without_the_process_everybody_works_at_1(void **unused)
{
    (void)unused;
    rk_lab *lab = with_learning();
    lab->scenario.process[RK_PROCESS_LEARNING] = false;
    lab_on(lab, RK_PROCESS_WORK);
    lab_on(lab, RK_PROCESS_HIRING);
    rk_world *world = lab_begin(lab, 1, 0);
    static const uint32_t words[4] = {5, 6, 7, 8};
    rk_person_leaves(world, 1, 2, 1.0f);
    rk_person_starts(world, 1, 2, words, 1.0f);
    for (int month = 0; month < 9; month++) {
        rk_learning_month(world);
    }
    RK_FOR_LANES(lane)
    {
        assert_true(world->posts.proficiency[0].v[lane] == 1.0f && world->posts.proficiency[1].v[lane] == 1.0f);
        assert_true(world->at.own_capacity[0].v[lane] == 2.0f);
    }
    lab_free(lab);
}

/* Next month's learning is faster by 1 + gain x support of this month. */
static void an_expert_beside_you_makes_you_learn_faster_next_month(void **unused)
{
    (void)unused;
    rk_lab *lab = with_learning();
    rk_world *world = lab_begin(lab, 1, 0);
    for (int lane = 0; lane < RK_LANES; lane++) {
        world->at.support_fte[0].v[lane] = 0.13f * (float)lane;
    }
    lab_month_begins(world);
    rk_support_month(world);
    for (int lane = 0; lane < RK_LANES; lane++) {
        lab_close((double)world->at.learning_gain[0].v[lane], 1.0 + 1.1 * 0.13 * lane, 1e-6);
        lab_close((double)world->at.year[0].support.v[lane], 0.13 * lane, 1e-6);
    }
    lab_free(lab);
}

/* Sum of effort x proficiency, less the part of it that hangs on the know-how that is gone. */
static void own_capacity_is_effort_times_proficiency_less_know_how(void **unused)
{
    (void)unused;
    rk_lab *lab = with_learning();
    lab->scenario.process[RK_PROCESS_LEARNING] = false;
    lab_on(lab, RK_PROCESS_KNOWHOW);
    lab->municipality[0].own_post_fte = 0.7;
    lab->values[RK_P_KNOWHOW_MONTHS] = 240.0;
    rk_world *world = lab_begin(lab, 1, 0);
    for (int lane = 0; lane < RK_LANES; lane++) {
        world->posts.proficiency[0].v[lane] = 0.41f;
        world->posts.proficiency[1].v[lane] = 0.83f;
        world->at.knowhow[0].v[lane] = 0.06f * (float)lane;
    }
    rk_leave_begins(world, 1, 5, 0x80000000);
    rk_learning_month(world);
    for (int lane = 0; lane < RK_LANES; lane++) {
        double all = 0.7 * 0.41 + (lane == 5 ? 0.0 : 0.7 * 0.83);
        double knowhow = 1.0 - (1.0 - 0.06 * lane) * exp(-1.0 / 240.0);
        lab_close((double)world->at.own_capacity[0].v[lane], all * (1.0 - 0.31 * (1.0 - knowhow)), 2e-6);
        lab_close((double)world->at.proficiency_sum[0].v[lane], all, 2e-6);
    }
    lab_free(lab);
}

/* The person found at the start has learnt since coming, without decay: years / learning.months of the way. */
static void people_found_have_learnt_for_as_long_as_they_have_been_there(void **unused)
{
    (void)unused;
    rk_lab *lab = with_learning();
    lab_posts(lab, 200, RK_CONTRACT_SPECIALIST);
    rk_world *world = lab_begin(lab, 1, 0);
    for (size_t post = 0; post < 200; post++) {
        RK_FOR_LANES(lane)
        {
            int months = -*lab_since(world, post, lane);
            assert_true(months >= 0 && months < 96 && months % 12 == 0); /* specialists: a uniform part of 8 years */
            double expected = 0.9 + (0.35 - 0.9) * exp(-months / 18.0);
            lab_close((double)world->posts.proficiency[post].v[lane], expected, 1e-6);
        }
    }
    lab_free(lab);
}

/* What courses have added stands on top of the ceiling, fades once a year as technology moves on, and is the person's. */
static void a_lift_raises_the_ceiling_fades_yearly_and_leaves_with_the_person(void **unused)
{
    (void)unused;
    static const uint32_t words[4] = {5, 6, 7, 8};
    rk_lab *lab = with_learning();
    rk_world *world = lab_begin(lab, 1, 0);
    world->teaches = true;
    lab_fill(&world->posts.proficiency[0], 0.7f);
    lab_fill(&world->posts.lift[0], 0.2f);
    double step = -expm1(-1.0 / 18.0), forget = -expm1(-0.0043), p = 0.7, lift = 0.2;
    for (world->month = 0; world->month < 40; world->month++) {
        lift *= world->month > 0 && world->month % 12 == 0 ? exp(-12 * 0.0043) : 1.0;
        p += step * (0.9 + lift - p) - forget * p;
        rk_learning_month(world);
        lab_close((double)world->posts.proficiency[0].v[world->month % RK_LANES], p, 3e-6);
        lab_close((double)world->posts.lift[0].v[world->month % RK_LANES], lift, 3e-6);
    }
    lab_fill_int(&world->posts.attending[0], 5);
    rk_person_leaves(world, 0, 3, 1.0f);
    rk_person_starts(world, 0, 3, words, 1.0f);
    assert_true(world->posts.lift[0].v[3] == 0.0f && world->posts.attending[0].v[3] == 0);
    assert_true(world->posts.lift[0].v[4] > 0.0f && world->posts.attending[0].v[4] == 5);
    lab_free(lab);
}

/* A post of an instrument: of the municipality and contract of the post before it, for somebody who learns more. */
static rk_status add_post(rk_world *world, size_t slot)
{
    const rk_post post = {.slot = (int)slot,
                          .contract = RK_CONTRACT_SPECIALIST,
                          .fte_milli = 1000,
                          .who = rk_who_added_post(LAB_FIRST_CODE, 0, 0),
                          .closes = RK_NO_MONTH,
                          .staffed = true,
                          .ceiling = 1.1f};
    return rk_world_add_post(world, &post);
}

static void posts_side_by_side_keep_their_own_ceilings(void **unused)
{
    (void)unused;
    rk_lab *lab = with_learning();
    lab->hooks[0].establish = add_post;
    lab_instrument(lab, 0);
    rk_world *world = lab_begin(lab, 1, 0);
    size_t last = world->posts.n - 1;
    lab_fill(&world->posts.proficiency[last - 1], 0.5f);
    lab_fill(&world->posts.proficiency[last], 0.5f);
    double step = -expm1(-1.0 / 18.0), forget = -expm1(-0.0043);
    rk_learning_month(world);
    lab_close((double)world->posts.proficiency[last - 1].v[3], 0.5 + step * 0.4 - forget * 0.5, 1e-6);
    lab_close((double)world->posts.proficiency[last].v[3], 0.5 + step * 0.6 - forget * 0.5, 1e-6);
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(proficiency_goes_toward_its_ceiling_as_the_recurrence_says),
        cmocka_unit_test(nobody_learns_on_leave_or_in_a_vacancy),
        cmocka_unit_test(without_the_process_everybody_works_at_1),
        cmocka_unit_test(an_expert_beside_you_makes_you_learn_faster_next_month),
        cmocka_unit_test(own_capacity_is_effort_times_proficiency_less_know_how),
        cmocka_unit_test(a_lift_raises_the_ceiling_fades_yearly_and_leaves_with_the_person),
        cmocka_unit_test(posts_side_by_side_keep_their_own_ceilings),
        cmocka_unit_test(people_found_have_learnt_for_as_long_as_they_have_been_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
