/* Cover of a month: nobody, zero cover, solo, gaps (MODEL.md section 9), for the lanes that count. */
#include "support/lab.h"

/* Scripts one municipality's month: persons of its own, experts posted there, support in full-time equivalents. */
typedef struct {
    int present, posted;
    float support;
    bool nobody, zero_cover, solo;
} month;

/* Four days a month are 0.2 full-time equivalents. */
static const month months[] = {
    {0, 0, 0.0f, true, true, false},   {0, 0, 0.1999f, true, true, false}, {0, 0, 0.2f, true, false, false},
    {0, 0, 3.0f, true, false, false},  {1, 0, 0.0f, false, false, true},   {0, 1, 0.0f, false, false, true},
    {0, 1, 0.15f, false, false, true}, {1, 1, 0.0f, false, false, false},  {2, 0, 0.0f, false, false, false},
    {0, 2, 0.0f, false, false, false}, {7, 0, 1.3f, false, false, false},
};
enum { N = sizeof months / sizeof months[0] };

static rk_world *begin(rk_lab *lab)
{
    rk_world *world = lab_begin(lab, 1, 0);
    lab_month_begins(world);
    return world;
}

static void script(rk_world *world, int lane, const month *m)
{
    world->at.present[0].v[lane] = m->present;
    world->at.posted[0].v[lane] = m->posted;
    world->at.support_fte[0].v[lane] = m->support;
}

static void persons_and_support_make_cover(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    rk_world *world = begin(lab);
    for (int lane = 0; lane < N; lane++) {
        script(world, lane, &months[lane]);
    }
    rk_cover_month(world);
    rk_cover_counted(world);
    const rk_year_sums *year = &world->at.year[0];
    for (int lane = 0; lane < N; lane++) {
        assert_int_equal(year->nobody.v[lane], months[lane].nobody);
        assert_int_equal(year->zero_cover.v[lane], months[lane].zero_cover);
        assert_int_equal(year->solo.v[lane], months[lane].solo);
    }
    lab_free(lab);
}

/* No days at all asked for: support of nothing is enough, so there is never zero cover; nobody is nobody all the same.
 */
static void a_threshold_of_no_days_covers_everybody(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    lab->values[RK_P_COVER_SUPPORT] = 0.0;
    rk_world *world = begin(lab);
    script(world, 0, &months[0]);
    rk_cover_month(world);
    rk_cover_counted(world);
    assert_int_equal(world->at.year[0].zero_cover.v[0], 0);
    assert_int_equal(world->at.year[0].nobody.v[0], 1);
    lab_free(lab);
}

/* Over 24 scripted months: the longest run, also over the turn of the year, and the run that is open at the end. */
static void the_longest_gap_is_the_longest_run_of_zero_cover(void **unused)
{
    (void)unused;
    static const char *const runs[] = {
        "........................", "#.......................", ".......................#", "##.###.####.#...........",
        "........#######.........", "########################", "#.#.#.#.#.#.#.#.#.#.#.##", "...########....#########",
    };
    static const int longest[] = {0, 1, 1, 4, 7, 24, 2, 9};
    rk_lab *lab = lab_new(1);
    rk_world *world = begin(lab);
    for (world->month = 0; world->month < 24; world->month++) {
        for (int lane = 0; lane < 8; lane++) {
            script(world, lane, &months[runs[lane][world->month] == '#' ? 0 : 4]);
        }
        rk_cover_month(world);
    }
    for (int lane = 0; lane < 8; lane++) {
        assert_int_equal(world->at.longest_gap[0].v[lane], longest[lane]);
    }
    lab_free(lab);
}

static void months_are_counted_over_the_lanes_that_count(void **unused)
{
    (void)unused;
    static const int first[] = {0, 0, 5, 15, 3}, n[] = {16, 1, 7, 1, 13};
    for (int i = 0; i < 5; i++) {
        rk_lab *lab = lab_new(2);
        rk_world *world = lab_begin(lab, 1, 0);
        assert_int_equal(rk_simulation_begin(world, 1, 0, lab->values, first[i], n[i]), RK_OK);
        world->month = 12;
        lab_month_begins(world);
        world->month = 19; /* November of the second year: row 7 of the year */
        rk_month_count expected = {0};
        for (int lane = 0; lane < RK_LANES; lane++) {
            const month *m = &months[(lane * 7 + 3) % N];
            bool counts = lane >= first[i] && lane < first[i] + n[i];
            int filled = lane % 5;
            script(world, lane, m);
            world->at.filled[0].v[lane] = filled;
            expected.nobody += counts && m->nobody;
            expected.zero_cover += counts && m->zero_cover;
            expected.solo += counts && m->solo;
            expected.filled += counts ? filled : 0;
            expected.filled_squared += counts ? filled * filled : 0;
        }
        rk_cover_month(world);
        const rk_month_count *got = &world->month_count[(19 % RK_MONTHS) * world->n_places + 0];
        assert_memory_equal(got, &expected, sizeof expected);
        lab_free(lab);
    }
}

static void people_posts_and_pay_add_up_over_the_months(void **unused)
{
    (void)unused;
    rk_lab *lab = lab_new(1);
    lab_posts(lab, 5, RK_CONTRACT_SPECIALIST);
    lab_on(lab, RK_PROCESS_MONEY);
    lab->municipality[0].own_post_fte = 0.731;
    lab_on(lab, RK_PROCESS_LEAVE); /* nobody adds up pay and leave without them */
    rk_world *world = begin(lab);
    rk_person_leaves(world, 0, 3, 1.0f);
    rk_leave_begins(world, 1, 3, 0x80000000);
    int64_t month_of_pay = world->at.pay_rate[0][3];
    for (int i = 0; i < 7; i++) {
        rk_cover_month(world);
    }
    rk_cover_counted(world);
    const rk_year_sums *year = &world->at.year[0];
    assert_int_equal(year->filled.v[3], 4 * 7);
    assert_int_equal(year->vacant.v[3], 1 * 7);
    assert_int_equal(year->on_leave.v[3], 1 * 7);
    assert_int_equal(year->effort_milli.v[3], 3 * 731 * 7);
    assert_int_equal(year->vacant.v[2], 0);
    assert_true(year->pay[3] == 7 * month_of_pay);
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(persons_and_support_make_cover),
        cmocka_unit_test(a_threshold_of_no_days_covers_everybody),
        cmocka_unit_test(the_longest_gap_is_the_longest_run_of_zero_cover),
        cmocka_unit_test(months_are_counted_over_the_lanes_that_count),
        cmocka_unit_test(people_posts_and_pay_add_up_over_the_months),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
