/* The hazard of resignation: age, time in post, contract, and the factors of the month. */
#include "support/lab.h"

/* A person of that age (months) and time in post (months) sits in post 0, lane 7; month 0. */
static float hazard_of(rk_world *world, int age, int stay)
{
    *lab_born(world, 0, 7) = world->month - age;
    *lab_since(world, 0, 7) = world->month - stay;
    return rk_quit_hazard(world, 0, 7);
}

static rk_lab *with_resignation(rk_contract contract)
{
    rk_lab *lab = lab_new(1);
    lab_posts(lab, 1, contract);
    lab_on(lab, RK_PROCESS_RESIGNATION);
    return lab;
}

/* ---- Age and time in post ---- */

static void a_birthday_moves_people_to_the_next_age_class_and_not_the_month_before(void **unused)
{
    (void)unused;
    static const struct {
        int age;
        rk_parameter row;
    } cases[] = {
        {22 * 12 + 5, RK_P_QUIT_20S},   {30 * 12 - 1, RK_P_QUIT_20S},   {30 * 12, RK_P_QUIT_30_34},
        {35 * 12 - 1, RK_P_QUIT_30_34}, {35 * 12, RK_P_QUIT_35_39},     {40 * 12 - 1, RK_P_QUIT_35_39},
        {40 * 12, RK_P_QUIT_40_54},     {55 * 12 - 1, RK_P_QUIT_40_54}, {55 * 12, RK_P_QUIT_55_59},
        {60 * 12 - 1, RK_P_QUIT_55_59}, {60 * 12, RK_P_QUIT_60_PLUS},   {67 * 12 + 11, RK_P_QUIT_60_PLUS},
    };
    rk_lab *lab = with_resignation(RK_CONTRACT_REGULAR);
    rk_world *world = lab_begin(lab, 1, 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double expected = lab->values[cases[i].row] * lab->values[RK_P_QUIT_SKILL] * lab->values[RK_P_QUIT_TENURE_0_5];
        lab_close((double)hazard_of(world, cases[i].age, 3), expected, 1e-6);
    }
    lab_free(lab);
}

/* Years 0-5, 6-15 and from 16 on: the seventh year begins with month 72. */
static void time_in_post_changes_class_after_whole_years(void **unused)
{
    (void)unused;
    static const struct {
        int stay;
        rk_parameter row;
    } cases[] = {
        {0, RK_P_QUIT_TENURE_0_5},    {71, RK_P_QUIT_TENURE_0_5},      {72, RK_P_QUIT_TENURE_6_15},
        {191, RK_P_QUIT_TENURE_6_15}, {192, RK_P_QUIT_TENURE_16_PLUS}, {400, RK_P_QUIT_TENURE_16_PLUS},
    };
    rk_lab *lab = with_resignation(RK_CONTRACT_SPECIALIST);
    rk_world *world = lab_begin(lab, 1, 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double expected = lab->values[RK_P_QUIT_40_54] * lab->values[RK_P_QUIT_SKILL] * lab->values[cases[i].row];
        lab_close((double)hazard_of(world, 45 * 12, cases[i].stay), expected, 1e-6);
    }
    lab_free(lab);
}

static void contract_staff_have_one_hazard_at_any_age(void **unused)
{
    (void)unused;
    static const rk_contract contracts[] = {RK_CONTRACT_ONE_YEAR, RK_CONTRACT_FIXED_TERM, RK_CONTRACT_SECONDEE,
                                            RK_CONTRACT_SIDE_JOB, RK_CONTRACT_ADVISER};
    for (size_t i = 0; i < sizeof contracts / sizeof contracts[0]; i++) {
        rk_lab *lab = with_resignation(contracts[i]);
        rk_world *world = lab_begin(lab, 1, 0);
        lab_close((double)hazard_of(world, 27 * 12, 3), lab->values[RK_P_QUIT_EXTERNAL], 1e-6);
        lab_close((double)hazard_of(world, 63 * 12, 200), lab->values[RK_P_QUIT_EXTERNAL], 1e-6);
        lab_free(lab);
    }
}

static void a_planners_own_multiplier_counts(void **unused)
{
    (void)unused;
    rk_lab *lab = with_resignation(RK_CONTRACT_REGULAR);
    lab->municipality[0].own_quit_multiplier = 1.37;
    rk_world *world = lab_begin(lab, 1, 0);
    double expected =
        1.37 * lab->values[RK_P_QUIT_20S] * lab->values[RK_P_QUIT_SKILL] * lab->values[RK_P_QUIT_TENURE_0_5];
    lab_close((double)hazard_of(world, 25 * 12, 3), expected, 1e-6);
    lab->municipality[0].own_quit_multiplier = 0.0; /* given, and nobody resigns */
    assert_true(hazard_of(lab_begin(lab, 1, 0), 25 * 12, 3) == 0.0f);
    lab_free(lab);
}

static void without_the_process_nobody_resigns(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    assert_true(hazard_of(lab_begin(lab, 1, 0), 25 * 12, 3) == 0.0f);
    lab_free(lab);
}

/* The vector loop of 1 April and the scalar function are two ways to the same number. */
static void april_gives_everybody_the_hazard_of_the_new_age(void **unused)
{
    (void)unused;
    rk_lab *lab = with_resignation(RK_CONTRACT_REGULAR);
    lab_posts(lab, 211, RK_CONTRACT_REGULAR);
    lab->values[RK_P_ESTABLISHMENT_SPECIALIST] = 0.5;
    lab->municipality[0].own_quit_multiplier = 0.83;
    rk_world *world = lab_begin(lab, 9, 0);
    for (world->month = 12; world->month < 96; world->month += 12) {
        lab_month_begins(world);
        for (size_t post = 0; post < world->posts.n; post++) {
            RK_FOR_LANES(lane)
            {
                assert_true(world->posts.rate[post].v[lane] == rk_quit_hazard(world, post, lane));
            }
        }
    }
    lab_free(lab);
}

/* ---- Factors of the month ---- */

/* F = (1 + trend)^year exp(theta overload), times the multiplier of who is alone. */
static void trend_overload_and_working_alone_multiply(void **unused)
{
    (void)unused;
    static const float overloads[] = {0.0f, 0.13f, 0.9f, 1.0f, 1.77f, 2.0f};
    rk_lab *lab = lab_new(1);
    lab_on(lab, RK_PROCESS_OVERLOAD);
    lab->values[RK_P_QUIT_TREND] = 0.07;
    rk_world *world = lab_begin(lab, 1, 0);
    for (int year = 0; year < 10; year += 3) {
        for (int i = 0; i < 6; i++) {
            for (int present = 0; present < 4; present++) {
                for (int posted = 0; posted < 2; posted++) {
                    world->month = 12 * year + 5 * (i % 2);
                    lab_fill(&world->at.overload[0], overloads[i]);
                    lab_fill_int(&world->at.present[0], present);
                    lab_fill_int(&world->at.posted[0], posted);
                    world->year = year;
                    world->quit_trend_now = (float)pow(1.07, year);
                    lab_month_begins(world);
                    double alone = present + posted == 1 ? 1.23 : 1.0;
                    double expected = pow(1.07, year) * exp(0.61 * (double)overloads[i]) * alone;
                    lab_close((double)world->at.exit_factor[0].v[2], expected, 2e-6);
                    lab_close((double)world->at.exit_factor[1].v[2], pow(1.07, year), 1e-6); /* who belongs nowhere */
                }
            }
        }
    }
    lab_free(lab);
}

static void without_overload_the_trend_alone_counts(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    lab->values[RK_P_QUIT_TREND] = -0.03;
    rk_world *world = lab_begin(lab, 1, 0);
    world->month = 36;
    lab_fill(&world->at.overload[0], 1.3f);
    lab_fill_int(&world->at.present[0], 1);
    lab_month_begins(world);
    lab_close((double)world->at.exit_factor[0].v[15], 0.97 * 0.97 * 0.97, 1e-6);
    lab_free(lab);
}

/* A rate of FY2022 has grown by four years when a run starts in FY2026; one of FY2029 is brought back. */
static void trends_count_from_the_year_that_the_rates_are_of(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    lab_on(lab, RK_PROCESS_LEAVE);
    lab->values[RK_P_QUIT_TREND] = 0.06;
    lab->values[RK_P_QUIT_BASE_YEAR] = 2022.0;
    lab->values[RK_P_LEAVE_TREND] = 0.11;
    lab->values[RK_P_LEAVE_BASE_YEAR] = 2029.0;
    rk_world *world = lab_begin(lab, 1, 0);
    for (int year = 0; year < 7; year++) {
        world->month = 12 * year;
        rk_calendar_month(world);
        lab_close((double)world->quit_trend_now, pow(1.06, year + 4), 1e-6);
        lab_close((double)world->leave_now, 0.0019 * pow(1.11, year - 3), 1e-6);
    }
    lab_free(lab);
}

static void leave_grows_by_its_own_trend(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    lab_on(lab, RK_PROCESS_LEAVE);
    lab->values[RK_P_LEAVE_TREND] = 0.11;
    rk_world *world = lab_begin(lab, 1, 0);
    for (int year = 0; year < 5; year++) {
        world->month = 12 * year;
        lab_month_begins(world);
        lab_close((double)world->leave_now, 0.0019 * pow(1.11, year), 1e-6);
    }
    lab->scenario.process[RK_PROCESS_LEAVE] = false;
    world->month = 60;
    lab_month_begins(world);
    assert_true(world->leave_now == 0.0f);
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_birthday_moves_people_to_the_next_age_class_and_not_the_month_before),
        cmocka_unit_test(time_in_post_changes_class_after_whole_years),
        cmocka_unit_test(contract_staff_have_one_hazard_at_any_age),
        cmocka_unit_test(a_planners_own_multiplier_counts),
        cmocka_unit_test(without_the_process_nobody_resigns),
        cmocka_unit_test(april_gives_everybody_the_hazard_of_the_new_age),
        cmocka_unit_test(trend_overload_and_working_alone_multiply),
        cmocka_unit_test(without_overload_the_trend_alone_counts),
        cmocka_unit_test(trends_count_from_the_year_that_the_rates_are_of),
        cmocka_unit_test(leave_grows_by_its_own_trend),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
