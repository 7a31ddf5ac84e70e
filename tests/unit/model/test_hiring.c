/* The round of 1 April: which vacancy has which chance (MODEL.md section 4), and on the edge of it. */
#include "support/lab.h"

enum { TODAY = 36 }; /* an April */

/* A municipality with one post, vacant in all lanes, met in the April of month 36. */
static rk_lab *vacancy_lab(rk_contract contract)
{
    rk_lab *lab = lab_new(1);
    lab_posts(lab, 1, contract);
    lab->municipality[0].own_filled = 0.0;
    lab_on(lab, RK_PROCESS_HIRING);
    return lab;
}

static rk_world *vacant_since(rk_lab *lab, int month, int cause)
{
    rk_world *world = lab_begin(lab, 1, 0);
    world->month = TODAY;
    lab_month_begins(world);
    RK_FOR_LANES(lane)
    {
        rk_post_opens_vacant(world, 0, lane, 7.0f);
        *lab_since(world, 0, lane) = month;
    }
    world->posts.unplanned[0] = cause == RK_DUE_NOTHING ? UINT16_MAX : 0;
    return world;
}

/* The round's chance is exactly this: a clock a hair above its hazard goes on, a hair below it is filled. */
static void expect_chance(rk_lab *lab, int since, int cause, double chance)
{
    rk_world *world = vacant_since(lab, since, cause);
    float hazard = (float)-log1p(-chance);
    for (int lane = 0; lane < RK_LANES; lane++) {
        world->posts.clock[0].v[lane] = hazard * (lane % 2 == 0 ? 1.0f - 1e-6f : 1.0f + 1e-6f);
    }
    rk_hiring_april(world);
    RK_FOR_LANES(lane)
    {
        bool filled = chance > 0.0 && lane % 2 == 0;
        assert_int_equal(world->posts.state[0].v[lane], filled ? RK_IN_POST : RK_VACANT);
        assert_int_equal(world->at.year[0].hires.v[lane], filled);
        assert_int_equal(world->at.filled[0].v[lane], filled);
    }
}

/* ---- The table of MODEL.md section 4 ---- */

static void a_planned_succession_of_a_regular_post_has_the_internal_chance(void **unused)
{
    (void)unused;
    rk_lab *lab = vacancy_lab(RK_CONTRACT_REGULAR);
    expect_chance(lab, TODAY, RK_DUE_ROTATION, 0.9);
    expect_chance(lab, TODAY, RK_DUE_RETIREMENT, 0.9);
    expect_chance(lab, TODAY, RK_DUE_TERM, 0.9);
    expect_chance(lab, TODAY - 8, RK_DUE_NOTHING, 0.9);  /* August */
    expect_chance(lab, TODAY - 12, RK_DUE_NOTHING, 0.9); /* left over from the last round */
    expect_chance(lab, TODAY - 31, RK_DUE_NOTHING, 0.9);
    lab_free(lab);
}

static void a_regular_vacancy_of_september_to_march_is_late(void **unused)
{
    (void)unused;
    rk_lab *lab = vacancy_lab(RK_CONTRACT_REGULAR);
    for (int month = TODAY - 7; month < TODAY; month++) {
        expect_chance(lab, month, RK_DUE_NOTHING, 0.9 * (1.0 - 0.6));
    }
    lab_free(lab);
}

static void a_specialist_comes_by_a_round_that_can_fail(void **unused)
{
    (void)unused;
    const double city = 0.75 * (1.0 - 0.27);
    rk_lab *lab = vacancy_lab(RK_CONTRACT_SPECIALIST);
    expect_chance(lab, TODAY, RK_DUE_RETIREMENT, city);
    expect_chance(lab, TODAY - 8, RK_DUE_NOTHING, city);
    expect_chance(lab, TODAY - 7, RK_DUE_NOTHING, city * 0.4);
    expect_chance(lab, TODAY - 1, RK_DUE_NOTHING, city * 0.4);
    lab->municipality[0].kind = RK_TOWN;
    expect_chance(lab, TODAY - 8, RK_DUE_NOTHING, city * 0.55);
    expect_chance(lab, TODAY - 3, RK_DUE_NOTHING, city * 0.55 * 0.4);
    lab->municipality[0].kind = RK_VILLAGE;
    expect_chance(lab, TODAY, RK_DUE_ROTATION, city * 0.55);
    lab->municipality[0].kind = RK_CORE_CITY;
    expect_chance(lab, TODAY, RK_DUE_ROTATION, city);
    lab_free(lab);
}

static void a_regular_post_of_a_town_is_filled_as_in_a_city(void **unused)
{
    (void)unused;
    rk_lab *lab = vacancy_lab(RK_CONTRACT_REGULAR);
    lab->municipality[0].kind = RK_TOWN;
    expect_chance(lab, TODAY, RK_DUE_ROTATION, 0.9);
    lab_free(lab);
}

static void nobody_has_planned_for_a_resignation_of_today(void **unused)
{
    (void)unused;
    rk_lab *lab = vacancy_lab(RK_CONTRACT_REGULAR);
    expect_chance(lab, TODAY, RK_DUE_NOTHING, 0.0);
    lab->scenario.own_contract = RK_CONTRACT_SPECIALIST;
    expect_chance(lab, TODAY, RK_DUE_NOTHING, 0.0);
    lab_free(lab);
}

static void a_certain_round_fills_every_vacancy(void **unused)
{
    (void)unused;
    rk_lab *lab = vacancy_lab(RK_CONTRACT_REGULAR);
    lab->values[RK_P_HIRING_INTERNAL] = 1.0;
    rk_world *world = vacant_since(lab, TODAY, RK_DUE_ROTATION);
    lab_fill(&world->posts.clock[0], rk_exponential(0)); /* the highest threshold there is */
    rk_hiring_april(world);
    assert_int_equal(lab_sum(&world->at.filled[0]), RK_LANES);
    lab_free(lab);
}

static void rounds_of_failing_years_add_up_on_the_clock(void **unused)
{
    (void)unused;
    rk_lab *lab = vacancy_lab(RK_CONTRACT_SPECIALIST);
    rk_world *world = vacant_since(lab, TODAY - 12, RK_DUE_NOTHING);
    float hazard = (float)-log1p(-0.75 * 0.73);
    lab_fill(&world->posts.clock[0], 2.5f * hazard);
    for (int april = 0; april < 3; april++) {
        assert_int_equal(lab_sum(&world->at.filled[0]), 0);
        world->month = TODAY + 12 * april;
        rk_hiring_april(world);
    }
    assert_int_equal(lab_sum(&world->at.filled[0]), RK_LANES);
    lab_free(lab);
}

/* ---- Through the months ---- */

/* Everybody goes on 1 April: half of the lanes by resignation, the others by rotation; a certain round. */
static void a_resignation_of_april_is_not_filled_the_same_day_and_a_rotation_is(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    lab_posts(lab, 1, RK_CONTRACT_REGULAR);
    lab_on(lab, RK_PROCESS_HIRING);
    lab->values[RK_P_HIRING_INTERNAL] = 1.0;
    rk_world *world = lab_begin(lab, 1, 0);
    for (int month = 0; month < 12; month++) {
        lab_month_of_people(world);
    }
    for (int lane = 0; lane < RK_LANES; lane += 2) {
        rk_set_due(&world->posts, 0, lane, 12, RK_DUE_ROTATION);
    }
    lab_month_begins(world); /* sets hazards anew, so the script comes after it */
    lab_fill(&world->posts.rate[0], 0.5f);
    RK_FOR_LANES(lane)
    {
        world->posts.clock[0].v[lane] = lane % 2 == 0 ? 5.0f : 0.01f;
    }
    rk_spells_month(world);
    assert_int_equal(lab_sum(&world->at.filled[0]), 0);
    rk_hiring_april(world);
    RK_FOR_LANES(lane)
    {
        assert_int_equal(world->at.filled[0].v[lane], lane % 2 == 0);
        assert_int_equal(world->at.year[0].rotations.v[lane], lane % 2 == 0);
        assert_int_equal(world->at.year[0].resignations.v[lane], lane % 2 == 1);
    }
    for (world->month = 13; world->month < 24;) { /* and no round before next April */
        lab_month_of_people(world);
        assert_int_equal(lab_sum(&world->at.filled[0]), 8);
    }
    lab_month_of_people(world);
    assert_int_equal(lab_sum(&world->at.filled[0]), RK_LANES);
    lab_free(lab);
}

static void without_the_process_vacancies_stay(void **unused)
{
    (void)unused;
    static const rk_contract contracts[] = {RK_CONTRACT_REGULAR, RK_CONTRACT_ONE_YEAR, RK_CONTRACT_SIDE_JOB};
    for (size_t i = 0; i < 3; i++) {
        rk_lab *lab = vacancy_lab(contracts[i]);
        lab->scenario.process[RK_PROCESS_HIRING] = false;
        rk_world *world = lab_begin(lab, 1, 0);
        for (int month = 0; month < 60; month++) {
            lab_month_of_people(world);
        }
        assert_int_equal(lab_sum(&world->at.filled[0]), 0);
        lab_free(lab);
    }
}

/* ---- Who comes ---- */

/* A grid of words is the distribution: ages by decade as their weights, uniform within; contract staff within 12 years
 * of their mean. */
static void ages_of_those_who_come_are_those_of_the_mix(void **unused)
{
    (void)unused;
    enum { GRID = 1 << 15 };
    rk_lab *lab = vacancy_lab(RK_CONTRACT_SPECIALIST);
    rk_world *world = lab_begin(lab, 1, 0);
    static const double weights[4] = {24.0, 31.0, 26.0, 19.0};
    double years = 0.0;
    int decades[4] = {0};
    for (uint32_t i = 0; i < GRID; i++) {
        const uint32_t words[4] = {1, i * (UINT32_C(1) << 17) + 77u, 3, 4};
        rk_person_starts(world, 0, 0, words, 1.0f);
        int age = world->month - *lab_born(world, 0, 0);
        assert_true(age >= 20 * 12 && age < 60 * 12);
        decades[age / 120 - 2]++;
        years += age / 12.0 / GRID;
    }
    for (int i = 0; i < 4; i++) {
        assert_true(fabs(decades[i] - weights[i] / 100.0 * GRID) <= 1.0);
    }
    assert_true(fabs(years - (0.24 * 25 + 0.31 * 35 + 0.26 * 45 + 0.19 * 55 - 0.5 / 12)) <
                0.01); /* whole months, cut */
    lab->scenario.own_contract = RK_CONTRACT_FIXED_TERM;
    world = lab_begin(lab, 1, 0);
    for (uint32_t i = 0; i < 64; i++) {
        const uint32_t words[4] = {1, i * (UINT32_C(1) << 26), 3, 4};
        rk_person_starts(world, 0, 0, words, 1.0f);
        double age = (world->month - *lab_born(world, 0, 0)) / 12.0;
        assert_true(fabs(age - (42.0 + 24.0 * (i / 64.0 - 0.5))) <= 1.0 / 12);
    }
    lab_free(lab);
}

static void a_novice_begins_at_the_start_and_contract_staff_as_experts(void **unused)
{
    (void)unused;
    static const uint32_t words[4] = {1, 2, 3, 4};
    for (int learning = 0; learning < 2; learning++) {
        rk_lab *lab = vacancy_lab(RK_CONTRACT_REGULAR);
        lab->scenario.process[RK_PROCESS_LEARNING] = learning != 0;
        rk_world *world = lab_begin(lab, 1, 0);
        rk_person_starts(world, 0, 5, words, 1.0f);
        assert_true(world->posts.proficiency[0].v[5] == (learning ? 0.35f : 1.0f));
        lab->scenario.own_contract = RK_CONTRACT_ONE_YEAR;
        world = lab_begin(lab, 1, 0);
        rk_person_starts(world, 0, 5, words, 1.0f);
        assert_true(world->posts.proficiency[0].v[5] == (learning ? 1.05f : 1.0f));
        lab_free(lab);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_planned_succession_of_a_regular_post_has_the_internal_chance),
        cmocka_unit_test(a_regular_vacancy_of_september_to_march_is_late),
        cmocka_unit_test(a_specialist_comes_by_a_round_that_can_fail),
        cmocka_unit_test(a_regular_post_of_a_town_is_filled_as_in_a_city),
        cmocka_unit_test(nobody_has_planned_for_a_resignation_of_today),
        cmocka_unit_test(a_certain_round_fills_every_vacancy),
        cmocka_unit_test(rounds_of_failing_years_add_up_on_the_clock),
        cmocka_unit_test(a_resignation_of_april_is_not_filled_the_same_day_and_a_rotation_is),
        cmocka_unit_test(without_the_process_vacancies_stay),
        cmocka_unit_test(ages_of_those_who_come_are_those_of_the_mix),
        cmocka_unit_test(a_novice_begins_at_the_start_and_contract_staff_as_experts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
