/* `review`: when it is held, what it takes, what it moves and what it costs. */
#include "instruments/review.h"
#include "pool.h"

enum { MONTHS = 60 };

static rk_setting *review(rk_lab *lab, int opens, long every)
{
    rk_setting *set = pool_tool(lab, RK_INSTRUMENT_review);
    set[RK_COMMON_OPENS].month = opens;
    set[RK_REVIEW_EVERY].count = every;
    pool_set(lab, &set[RK_REVIEW_EFFORT], 0.2);
    pool_set(lab, &set[RK_REVIEW_HALF_LIFE], 5.0);
    pool_set(lab, &set[RK_REVIEW_DAYS], 1.5);
    pool_set(lab, &set[RK_REVIEW_YEARLY_EFFORT], 0.07);
    pool_set(lab, &set[RK_REVIEW_YEARLY_DAYS], 3.0);
    pool_set(lab, &set[RK_REVIEW_COST], 100003.0);
    return set;
}

/* Mean of 2^(-t/5) over the months until the next review, added up in small steps. */
static double mean_left(int months)
{
    double sum = 0.0;
    for (int step = 0; step < 1000 * months; step++) {
        sum += exp2(-(step + 0.5) / 5000.0);
    }
    return sum / (1000.0 * months);
}

static void expect(const rk_world *world, size_t place, double lagging, double taken)
{
    lab_close((double)world->lever[RK_LEVER_LAGGING][place].v[11], lagging, 1e-5);
    lab_close((double)world->lever[RK_LEVER_TAKEN][place].v[11], taken, 1e-5);
}

/* Effect from month 2 on, every 5 months: reviews in months 6, 11, 16, ... */
static void effort_moves_after_the_first_review_and_time_goes_in_its_month(void **unused)
{
    (void)unused;
    static const size_t member[] = {1};
    rk_lab *lab = pool_lab(2);
    rk_setting *set = review(lab, 0, 5);
    set[RK_COMMON_START_DELAY].count = 2;
    pool_members(set, RK_COMMON_MEMBERS, member, 1);
    rk_world *world = lab_begin(lab, 1, 0);
    for (int month = 0; month < MONTHS; month++, world->month++) {
        world->hooks[RK_INSTRUMENT_review].month(world, 0);
        lab_month_begins(world);
        bool held = month >= 6 && (month - 6) % 5 == 0;
        expect(world, 1, month > 6 ? 0.2 * mean_left(5) : 0.0, held ? 1.5 / 20.0 : 0.0);
        expect(world, 0, 0.0, 0.0);
    }
    lab_free(lab);
}

static void a_yearly_review_is_held_in_march_on_top(void **unused)
{
    (void)unused;
    for (int opens = 4; opens <= 11; opens += 7) { /* August, and March itself */
        rk_lab *lab = pool_lab(1);
        rk_setting *set = review(lab, opens, 4);
        set[RK_REVIEW_YEARLY].count = 1;
        rk_world *world = lab_begin(lab, 1, 0);
        for (int month = 0; month < MONTHS; month++, world->month++) {
            world->hooks[RK_INSTRUMENT_review].month(world, 0);
            lab_month_begins(world);
            bool held = month >= opens + 3 && (month - opens - 3) % 4 == 0, march = month % 12 == 11;
            double lagging = (month > opens + 3 ? 0.2 * mean_left(4) : 0.0) + (month > 11 ? 0.07 * mean_left(12) : 0.0);
            expect(world, 0, lagging, (held ? 1.5 / 20.0 : 0.0) + (march ? 3.0 / 20.0 : 0.0));
        }
        lab_free(lab);
    }
}

/* In effect since 7 months before the run: months -2, 4, 10, ... */
static void reviews_before_the_run_have_been_held(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(1);
    rk_setting *set = review(lab, -7, 6);
    set[RK_REVIEW_YEARLY].count = 1; /* in month -1 */
    rk_world *world = lab_begin(lab, 1, 0);
    for (int month = 0; month < MONTHS; month++, world->month++) {
        world->hooks[RK_INSTRUMENT_review].month(world, 0);
        lab_month_begins(world);
        bool held = month % 6 == 4, march = month % 12 == 11;
        expect(world, 0, 0.2 * mean_left(6) + 0.07 * mean_left(12),
               (held ? 1.5 / 20.0 : 0.0) + (march ? 3.0 / 20.0 : 0.0));
    }
    lab_free(lab);
}

static void every_review_held_is_billed(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(2);
    rk_setting *set = review(lab, 3, 4); /* months 6, 10, 14, (18, 22) */
    set[RK_REVIEW_YEARLY].count = 1;     /* 11 */
    set[RK_COMMON_CLOSES].month = 17;
    lab_on(lab, RK_PROCESS_MONEY);
    rk_world *world = lab_begin(lab, 1, 0);
    static const int held[] = {3, 1, 0};
    for (int year = 0; year < 3; year++) {
        lab_years(world, 1);
        for (size_t place = 0; place < 2; place++) {
            assert_int_equal(world->row[place].money[RK_METRIC_COST_OVERHEAD - RK_N_COUNTS][9], 100003 * held[year]);
        }
    }
    lab_free(lab);
}

/* Largest backlog of a workstream in months of its demand, after four years: what lags catches up. */
static double most_behind(bool with)
{
    rk_lab *lab = pool_lab(1);
    if (with) {
        (void)review(lab, 0, 6);
    }
    lab_posts(lab, 2, RK_CONTRACT_SPECIALIST);
    lab_on(lab, RK_PROCESS_WORK);
    lab->municipality[0].own_demand_fte = 2.3;
    rk_world *world = lab_begin(lab, 1, 0);
    lab_years(world, 4);
    double most = 0.0;
    for (int w = 0; w < RK_N_ONGOING; w++) {
        double demand = (double)(world->place[0].demand_now * world->place[0].share[w]);
        most = fmax(most, (double)world->at.backlog[w].v[4] / demand);
    }
    lab_free(lab);
    return most;
}

static void the_workstream_most_behind_catches_up(void **unused)
{
    (void)unused;
    assert_true(most_behind(true) < 0.8 * most_behind(false));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(effort_moves_after_the_first_review_and_time_goes_in_its_month),
        cmocka_unit_test(a_yearly_review_is_held_in_march_on_top),
        cmocka_unit_test(reviews_before_the_run_have_been_held),
        cmocka_unit_test(every_review_held_is_billed),
        cmocka_unit_test(the_workstream_most_behind_catches_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
