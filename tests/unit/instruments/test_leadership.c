/* `leadership`: what it brings while it goes on, elections that end it, and somebody from outside who comes and goes.
 */
#include "instruments/leadership.h"
#include "pool.h"

enum { PLACES = 3, PERIOD = 48 };

static rk_setting *leadership(rk_lab *lab, int kind)
{
    rk_setting *set = pool_tool(lab, RK_INSTRUMENT_leadership);
    set[RK_LEADERSHIP_KIND].count = kind;
    set[RK_LEADERSHIP_EVERY].count = 4;
    set[RK_LEADERSHIP_ELECTION].month = INT_MAX;
    set[RK_LEADERSHIP_CONTRACT].count = RK_CONTRACT_ADVISER;
    set[RK_LEADERSHIP_STAFFED].count = 1;
    pool_set(lab, &set[RK_LEADERSHIP_EFFECTIVENESS], 1.13);
    pool_set(lab, &set[RK_LEADERSHIP_ADOPTION], 4.0);
    pool_set(lab, &set[RK_LEADERSHIP_BUDGET], 1.21);
    pool_set(lab, &set[RK_LEADERSHIP_MEETINGS], 0.3);
    pool_set(lab, &set[RK_LEADERSHIP_OVERHEAD], 1200012.0);
    pool_set(lab, &set[RK_LEADERSHIP_DAYS], 3.0);
    pool_set(lab, &set[RK_LEADERSHIP_FULL_DAYS], 4.0);
    pool_set(lab, &set[RK_LEADERSHIP_FEE], 40003.0);
    pool_set(lab, &set[RK_LEADERSHIP_INCUMBENT_GOES], 0.33);
    pool_set(lab, &set[RK_LEADERSHIP_SUCCESSOR_ENDS], 0.6);
    return set;
}

static const rk_leadership_member *member_of(const rk_world *world, size_t slot, size_t member)
{
    return &((const rk_leadership *)world->slot_state[slot])->member[member];
}

/* The hooks of a month up to its spells; the month does not move on. */
static void month_begins(rk_world *world)
{
    const rk_hooks *hooks = &world->hooks[RK_INSTRUMENT_leadership];
    rk_calendar_month(world);
    for (size_t slot = 0; slot < world->model->n_instruments; slot++) {
        if (world->month % RK_MONTHS == 0) {
            hooks->april(world, slot);
        }
        hooks->month(world, slot);
    }
    rk_levers_month(world);
}

static void months_until(rk_world *world, int month)
{
    for (; world->month < month; world->month++) {
        month_begins(world);
        rk_exit_factors(world);
        rk_market_month(world);
        rk_spells_month(world);
    }
}

static bool goes_on(const rk_world *world, size_t place, int lane)
{
    return member_of(world, 0, place)->goes_on.v[lane] > 0.0f;
}

static void levers_are(const rk_world *world, size_t place, int lane, double part)
{
    lab_close((double)world->lever[RK_LEVER_PROJECTS][place].v[lane], 1.0 + 0.13 * part, 1e-6);
    lab_close((double)world->lever[RK_LEVER_ADOPTION][place].v[lane], 1.0 + 4.0 * part, 1e-6);
    lab_close((double)world->lever[RK_LEVER_PULL_OWN][place].v[lane], 1.0 + 0.21 * part, 1e-6);
    lab_close((double)world->lever[RK_LEVER_TAKEN][place].v[lane], 0.015 * part, 1e-6);
}

static void it_works_in_its_members_from_the_delay_to_the_end(void **unused)
{
    (void)unused;
    static const size_t some[] = {1};
    rk_lab *lab = pool_lab(PLACES);
    rk_setting *set = leadership(lab, RK_LEAD_HEADQUARTERS);
    pool_members(set, RK_COMMON_MEMBERS, some, 1);
    pool_set(lab, &set[RK_LEADERSHIP_INCUMBENT_GOES], 0.0);
    set[RK_COMMON_OPENS].month = 3;
    set[RK_COMMON_START_DELAY].count = 4;
    set[RK_COMMON_CLOSES].month = 60;
    rk_world *world = lab_begin(lab, 3, 0);
    for (; world->month < 70; world->month++) {
        month_begins(world);
        levers_are(world, 0, 7, 0.0);
        levers_are(world, 1, 7, world->month >= 7 && world->month < 60 ? 1.0 : 0.0);
    }
    lab_free(lab);
}

/* Elections at months 10 and 58, and at -38, before it opens: it ends in 0.33 x 0.6 of all lanes at each. */
static void an_election_ends_it_in_some_lanes_for_good(void **unused)
{
    (void)unused;
    enum { BLOCKS = 150, N = BLOCKS * RK_LANES * PLACES };
    rk_lab *lab = pool_lab(PLACES);
    rk_setting *set = leadership(lab, RK_LEAD_MAYOR);
    set[RK_LEADERSHIP_ELECTION].month = 10 + PERIOD;
    double left[2] = {0};
    for (uint32_t block = 0; block < BLOCKS; block++) {
        rk_world *world = lab_begin(lab, 3, block);
        months_until(world, 10);
        for (size_t place = 0; place < PLACES; place++) {
            assert_memory_equal(&member_of(world, 0, place)->goes_on, &world->one, sizeof world->one);
        }
        bool before[PLACES][RK_LANES];
        for (int i = 0; i < 2; i++) {
            months_until(world, 11 + i * PERIOD);
            for (size_t place = 0; place < PLACES; place++) {
                RK_FOR_LANES(lane)
                {
                    bool on = goes_on(world, place, lane);
                    assert_true(i == 0 || before[place][lane] || !on);
                    levers_are(world, place, lane, on ? 1.0 : 0.0);
                    before[place][lane] = on;
                    left[i] += on;
                }
            }
        }
    }
    double stays = 1.0 - 0.33 * 0.6;
    lab_within(left[0] / N, stays, sqrt(stays * (1.0 - stays) / N), 5);
    lab_within(left[1] / N, stays * stays, sqrt(stays * stays * (1.0 - stays * stays) / N), 5);
    lab_free(lab);
}

/* Whoever opens it has been elected; a programme that opens later has not met the elections before. */
static void elections_before_it_opens_or_in_that_month_do_not_count(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(1);
    rk_setting *set = leadership(lab, RK_LEAD_MAYOR);
    set[RK_COMMON_OPENS].month = 20;
    set[RK_LEADERSHIP_ELECTION].month = 20;
    set[RK_LEADERSHIP_EVERY].count = 1;
    pool_set(lab, &set[RK_LEADERSHIP_INCUMBENT_GOES], 1.0);
    pool_set(lab, &set[RK_LEADERSHIP_SUCCESSOR_ENDS], 1.0);
    rk_world *world = lab_begin(lab, 3, 0);
    for (; world->month < 50; world->month++) {
        month_begins(world);
        levers_are(world, 0, 4, world->month >= 20 && world->month < 32 ? 1.0 : 0.0);
    }
    lab_free(lab);
}

static void a_governor_goes_in_the_whole_prefecture_at_once_and_mayors_each_for_themselves(void **unused)
{
    (void)unused;
    for (int kind = RK_LEAD_MAYOR; kind <= RK_LEAD_GOVERNOR; kind++) {
        rk_lab *lab = pool_lab(PLACES);
        (void)leadership(lab, kind);
        int n_apart = 0, n_ended = 0;
        for (uint32_t block = 0; block < 20; block++) {
            rk_world *world = lab_begin(lab, 3, block);
            months_until(world, PERIOD);
            n_apart += member_of(world, 0, 0)->election != member_of(world, 0, 2)->election;
            RK_FOR_LANES(lane)
            {
                n_apart += goes_on(world, 0, lane) != goes_on(world, 2, lane);
                n_ended += !goes_on(world, 0, lane);
            }
        }
        assert_true(n_ended > 20);
        assert_true(kind == RK_LEAD_GOVERNOR ? n_apart == 0 : n_apart > 20);
        lab_free(lab);
    }
}

/* Unknown months: one draw a block, uniform over the four years. */
static void the_month_of_an_unknown_election_is_uniform(void **unused)
{
    (void)unused;
    enum { BLOCKS = 4800 };
    rk_lab *lab = pool_lab(1);
    (void)leadership(lab, RK_LEAD_MAYOR);
    int n[PERIOD] = {0};
    rk_world *world = lab_begin(lab, 3, 0);
    for (world->block = 0; world->block < BLOCKS; world->block++) {
        world->posts.n = 0;
        assert_int_equal(world->hooks[RK_INSTRUMENT_leadership].establish(world, 0), RK_OK);
        int month = member_of(world, 0, 0)->election;
        assert_in_range(month, 0, PERIOD - 1);
        n[month]++;
    }
    double chi2 = 0.0;
    for (int i = 0; i < PERIOD; i++) {
        chi2 += (n[i] - 100.0) * (n[i] - 100.0) / 100.0;
    }
    lab_within(chi2, PERIOD - 1, sqrt(2.0 * (PERIOD - 1)), 5);
    lab_free(lab);
}

/* Two programmes of one town live through the same elections; what the successor ends is up to each. */
static void two_programmes_of_a_town_have_the_same_elections(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(PLACES);
    (void)leadership(lab, RK_LEAD_MAYOR);
    rk_setting *set = leadership(lab, RK_LEAD_HEADQUARTERS);
    pool_set(lab, &set[RK_LEADERSHIP_SUCCESSOR_ENDS], 0.2);
    rk_world *world = lab_begin(lab, 3, 0);
    months_until(world, 100);
    int n_one_alone = 0;
    for (size_t place = 0; place < PLACES; place++) {
        RK_FOR_LANES(lane)
        {
            bool second = member_of(world, 1, place)->goes_on.v[lane] > 0.0f;
            assert_true(second || !goes_on(world, place, lane)); /* what ends the second ends the first */
            n_one_alone += second && !goes_on(world, place, lane);
        }
    }
    assert_true(n_one_alone > 0);
    lab_free(lab);
}

/* Part of a full effect by days, none while the chair is empty; a successor brings it back. */
static void somebody_from_outside_leads_while_there(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(PLACES);
    rk_setting *set = leadership(lab, RK_LEAD_EXTERNAL_CDO);
    pool_set(lab, &set[RK_LEADERSHIP_INCUMBENT_GOES], 0.0);
    lab_on(lab, RK_PROCESS_RESIGNATION);
    lab_on(lab, RK_PROCESS_HIRING);
    lab_on(lab, RK_PROCESS_TERM_END);
    lab->values[RK_P_TERM_SIDE_JOB_RENEWAL] = 0.3;
    rk_world *world = lab_begin(lab, 3, 0);
    assert_int_equal(world->posts.n, PLACES);
    int n_gaps = 0, n_back = 0;
    bool was_gap[PLACES][RK_LANES] = {{false}};
    for (; world->month < 110; world->month++) {
        month_begins(world);
        for (size_t place = 0; place < PLACES; place++) {
            RK_FOR_LANES(lane)
            {
                bool there = world->posts.state[place].v[lane] == RK_IN_POST;
                levers_are(world, place, lane, there ? 0.75 : 0.0);
                n_gaps += !there && !was_gap[place][lane];
                n_back += there && was_gap[place][lane];
                was_gap[place][lane] = !there;
                assert_int_equal(world->at.present[place].v[lane], 0); /* no DX staff */
            }
        }
        rk_exit_factors(world);
        rk_market_month(world);
        rk_spells_month(world);
    }
    assert_true(n_gaps > 50 && n_back > 50);
    lab_free(lab);
}

static void an_election_sends_somebody_from_outside_home(void **unused)
{
    (void)unused;
    rk_lab *lab = pool_lab(1);
    rk_setting *set = leadership(lab, RK_LEAD_EXTERNAL_CDO);
    set[RK_LEADERSHIP_ELECTION].month = 18;
    pool_set(lab, &set[RK_LEADERSHIP_DAYS], 9.0);
    lab_on(lab, RK_PROCESS_MONEY);
    lab_on(lab, RK_PROCESS_HIRING);
    rk_world *world = lab_begin(lab, 3, 0);
    lab_years(world, 2);
    int n_ended = 0;
    RK_FOR_LANES(lane)
    {
        bool on = goes_on(world, 0, lane);
        int months = on ? 12 : 6;
        n_ended += !on;
        assert_int_equal(world->posts.state[0].v[lane], on ? RK_IN_POST : RK_CLOSED);
        levers_are(world, 0, lane, on ? 1.0 : 0.0); /* more days than are needed */
        int64_t overhead = world->row[0].money[RK_METRIC_COST_OVERHEAD - RK_N_COUNTS][lane];
        int64_t fee = world->row[0].money[RK_METRIC_COST_EXPERTS - RK_N_COUNTS][lane];
        assert_int_equal(overhead, months * 100001);
        assert_int_equal(fee, months * 9 * 40003);
    }
    assert_in_range(n_ended, 1, RK_LANES - 1);
    lab_years(world, 8); /* and nobody comes back */
    RK_FOR_LANES(lane)
    {
        assert_true(goes_on(world, 0, lane) || world->posts.state[0].v[lane] == RK_CLOSED);
    }
    lab_free(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_works_in_its_members_from_the_delay_to_the_end),
        cmocka_unit_test(an_election_ends_it_in_some_lanes_for_good),
        cmocka_unit_test(elections_before_it_opens_or_in_that_month_do_not_count),
        cmocka_unit_test(a_governor_goes_in_the_whole_prefecture_at_once_and_mayors_each_for_themselves),
        cmocka_unit_test(the_month_of_an_unknown_election_is_uniform),
        cmocka_unit_test(two_programmes_of_a_town_have_the_same_elections),
        cmocka_unit_test(somebody_from_outside_leads_while_there),
        cmocka_unit_test(an_election_sends_somebody_from_outside_home),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
