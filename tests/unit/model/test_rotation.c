/* Rotation: on the first 1 April at or after T whole years, T discrete Weibull, never before the minimum (A18). */
#include "model/journal.h"
#include "support/lab.h"

static rk_lab *with_rotation(int n_posts)
{
    rk_lab *lab = lab_new(1);
    lab_posts(lab, n_posts, RK_CONTRACT_REGULAR);
    lab_on(lab, RK_PROCESS_ROTATION);
    lab->scenario.n_years = 60;
    return lab;
}

/* P(T > k) of MODEL.md section 3. */
static double stays_longer(const rk_lab *lab, int years)
{
    if (years < lab->values[RK_P_ROTATION_MINIMUM]) {
        return 1.0;
    }
    return exp(-pow((years + 0.5) / lab->values[RK_P_ROTATION_SCALE], lab->values[RK_P_ROTATION_SHAPE]));
}

/* Somebody comes in that month with that word for the stay; returns the month of rotation. */
static int rotates_in(rk_world *world, int month, uint32_t stay_word)
{
    const uint32_t words[4] = {0x12345678, 0x2345678a, stay_word, 0x6789abcd};
    world->month = month;
    rk_person_starts(world, 0, 4, words, 1.0f);
    assert_int_equal(world->posts.cause[0].v[4], RK_DUE_ROTATION);
    return world->posts.due[0].v[4];
}

/* ---- The day ---- */

static void rotation_falls_on_the_first_april_at_or_after_the_years(void **unused)
{
    (void)unused;
    rk_lab *lab = with_rotation(1);
    rk_world *world = lab_begin(lab, 1, 0);
    for (int month = 0; month < 60; month++) {
        for (uint32_t i = 0; i < 64; i++) {
            int due = rotates_in(world, month, i * 67000001u);
            int due_from_april = rotates_in(world, 0, i * 67000001u);
            assert_int_equal(due % 12, 0);
            assert_int_equal(due_from_april % 12, 0);
            int years = due_from_april / 12; /* T itself, since month 0 is an April */
            assert_true(due >= month + 12 * years && due < month + 12 * years + 12);
        }
    }
    lab_free(lab);
}

/* A grid of words is the distribution itself: its steps lie at P(T > k), to the width of a cell. */
static void years_in_post_are_the_discrete_weibull(void **unused)
{
    (void)unused;
    static const double cases[][3] = {
        {2.5, 4.0, 2.0}, {1.3, 3.7, 0.0}, {7.0, 2.9, 1.0}, {0.9, 8.0, 3.0}, {2.5, 4.0, 2.5}};
    enum { GRID = 1 << 14, YEARS_MAX = 40 };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        rk_lab *lab = with_rotation(1);
        lab->values[RK_P_ROTATION_SHAPE] = cases[c][0];
        lab->values[RK_P_ROTATION_SCALE] = cases[c][1];
        lab->values[RK_P_ROTATION_MINIMUM] = cases[c][2];
        rk_world *world = lab_begin(lab, 1, 0);
        int longer[YEARS_MAX] = {0};
        for (uint32_t i = 0; i < GRID; i++) {
            int years = rotates_in(world, 0, i * (UINT32_C(1) << 18) + (1u << 17)) / 12;
            for (int k = 0; k < YEARS_MAX; k++) {
                longer[k] += years > k;
            }
        }
        for (int k = 0; k < YEARS_MAX; k++) {
            double expected = k == 0 ? 1.0 : stays_longer(lab, k); /* nobody moves on the day of coming */
            assert_true(fabs((double)longer[k] / GRID - expected) <= 1.0 / GRID);
        }
        lab_free(lab);
    }
}

/* The highest word is one in 4 billion: a run of the nation meets it. */
static void no_word_moves_anybody_before_the_minimum(void **unused)
{
    (void)unused;
    static const uint32_t words[] = {0, 1, 0x7fffffff, 0x80000000, 0xfffffff0, 0xfffffffe, 0xffffffff};
    rk_lab *lab = with_rotation(1);
    rk_world *world = lab_begin(lab, 1, 0);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        assert_true(rotates_in(world, 0, words[i]) >= 24);
        assert_true(rotates_in(world, 7, words[i]) >= 7 + 24);
    }
    lab_free(lab);
}

/* ---- Through the months ---- */

static void people_move_in_april_only_and_after_two_years_at_least(void **unused)
{
    (void)unused;
    enum { POSTS = 150, YEARS = 12 };
    rk_lab *lab = with_rotation(POSTS);
    lab_on(lab, RK_PROCESS_HIRING);
    rk_world *world = lab_begin(lab, 21, 0);
    long moved = 0;
    for (int month = 0; month < 12 * YEARS; month++) {
        static int since[POSTS][RK_LANES], state[POSTS][RK_LANES], spell[POSTS][RK_LANES];
        for (size_t post = 0; post < POSTS; post++) {
            RK_FOR_LANES(lane)
            {
                since[post][lane] = *lab_since(world, post, lane);
                spell[post][lane] = world->posts.spell[post].v[lane];
                state[post][lane] = world->posts.state[post].v[lane];
            }
        }
        lab_month_of_people(world);
        for (size_t post = 0; post < POSTS; post++) {
            RK_FOR_LANES(lane)
            {
                if (state[post][lane] == RK_IN_POST && world->posts.spell[post].v[lane] != spell[post][lane]) {
                    assert_int_equal(month % 12, 0);
                    assert_true(month - since[post][lane] >= 24);
                    moved++;
                }
            }
        }
    }
    assert_true(moved > POSTS * RK_LANES * YEARS / 6); /* a stay is 4 years on average */
    lab_free(lab);
}

/* Stays that begin on 1 April 2027, counted by the year of the move. Chi-square with 6 degrees of freedom beyond 40.5
 * has chance 3.6e-7. */
static void moves_of_a_cohort_follow_the_discrete_weibull(void **unused)
{
    (void)unused;
    enum { POSTS = 1200, FIRST = 2, LAST = 8 }; /* 8: eight years or more */
    rk_lab *lab = with_rotation(POSTS);
    lab_on(lab, RK_PROCESS_HIRING);
    lab->values[RK_P_HIRING_INTERNAL] = 1.0;
    rk_world *world = lab_begin(lab, 22, 3);
    for (int month = 0; month <= 12; month++) {
        lab_month_of_people(world);
    }
    long counts[LAST + 1] = {0}, n = 0;
    for (size_t post = 0; post < POSTS; post++) {
        RK_FOR_LANES(lane)
        {
            if (*lab_since(world, post, lane) == 12) {
                int years = (world->posts.due[post].v[lane] - 12) / 12;
                counts[years < LAST ? years : LAST]++;
                n++;
            }
        }
    }
    double chi_square = 0.0;
    for (int k = FIRST; k <= LAST; k++) {
        double expected = (double)n * (stays_longer(lab, k - 1) - (k < LAST ? stays_longer(lab, k) : 0.0));
        chi_square += ((double)counts[k] - expected) * ((double)counts[k] - expected) / expected;
    }
    assert_true(n > 2000 && counts[0] == 0 && counts[1] == 0);
    assert_true(chi_square < 40.5);
    lab_free(lab);
}

/* Of those found at the start, P(k whole years in post) = P(T > k) / E T: a stationary start. Chi-square with 7 degrees
 * of freedom beyond 43 once in 3 million. */
static void people_are_found_as_long_in_post_as_at_any_april(void **unused)
{
    (void)unused;
    enum { POSTS = 3000, LAST = 7 };
    rk_lab *lab = with_rotation(POSTS);
    rk_world *world = lab_begin(lab, 9, 0);
    double counts[LAST + 1] = {0}, mean = 0.0, chi_square = 0.0, n = POSTS * RK_LANES;
    for (int k = 0; k < 40; k++) {
        mean += stays_longer(lab, k);
    }
    for (size_t post = 0; post < POSTS; post++) {
        RK_FOR_LANES(lane)
        {
            int years = -*lab_since(world, post, lane) / 12;
            counts[years < LAST ? years : LAST] += 1.0;
            assert_true(world->posts.due[post].v[lane] >= 12);
        }
    }
    for (int k = 0; k <= LAST; k++) {
        double chance = 0.0;
        for (int j = k; j < (k < LAST ? k + 1 : 40); j++) {
            chance += stays_longer(lab, j) / mean;
        }
        chi_square += (counts[k] - n * chance) * (counts[k] - n * chance) / (n * chance);
    }
    assert_true(chi_square < 43.0);
    lab_free(lab);
}

/* So rotation goes on from the start as it will: 1 / E T of all are moved each April. */
static void each_april_moves_the_same_share(void **unused)
{
    (void)unused;
    static const double cases[][3] = {{2.5, 4.0, 2.0}, {1.3, 3.7, 0.0}, {0.9, 8.0, 3.0}};
    enum { POSTS = 1000, YEARS = 9 };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        rk_lab *lab = with_rotation(POSTS);
        lab_on(lab, RK_PROCESS_HIRING);
        lab->values[RK_P_HIRING_INTERNAL] = 1.0;
        lab->values[RK_P_ROTATION_SHAPE] = cases[c][0];
        lab->values[RK_P_ROTATION_SCALE] = cases[c][1];
        lab->values[RK_P_ROTATION_MINIMUM] = cases[c][2];
        rk_world *world = lab_begin(lab, 4, 0);
        double mean = 0.0, n = POSTS * RK_LANES;
        for (int k = 0; k < RK_STAY_YEARS_MAX - 1; k++) {
            mean += k == 0 ? 1.0 : stays_longer(lab, k); /* nobody moves on the day of coming */
        }
        for (int month = 0; month < 12 * YEARS; month++) {
            lab_month_of_people(world);
            if (month % 12 == 0 && month > 0) {
                double moved = (double)lab_sum(&world->at.year[0].rotations);
                lab_within(moved, n / mean, sqrt(n / mean * (1.0 - 1.0 / mean)), 5.0);
            }
        }
        lab_free(lab);
    }
}

static void specialists_and_others_stay(void **unused)
{
    (void)unused;
    static const rk_contract contracts[] = {RK_CONTRACT_SPECIALIST, RK_CONTRACT_ONE_YEAR, RK_CONTRACT_FIXED_TERM,
                                            RK_CONTRACT_SECONDEE,   RK_CONTRACT_SIDE_JOB, RK_CONTRACT_CHAMPION};
    for (size_t i = 0; i < sizeof contracts / sizeof contracts[0]; i++) {
        rk_lab *lab = with_rotation(5);
        lab->scenario.own_contract = (int)contracts[i];
        rk_world *world = lab_begin(lab, 1, 0);
        for (int month = 0; month < 150; month++) {
            lab_month_of_people(world);
        }
        assert_int_equal(lab_sum(&world->at.filled[0]), 5 * RK_LANES);
        lab_free(lab);
    }
}

/* ---- All lanes of a post together ---- */

static void same_people(const rk_world *one, const rk_world *other)
{
    const rk_posts *a = &one->posts, *b = &other->posts;
    for (size_t post = 0; post < a->n; post++) {
        assert_memory_equal(&a->clock[post], &b->clock[post], sizeof *a->clock);
        assert_memory_equal(&a->rate[post], &b->rate[post], sizeof *a->rate);
        assert_memory_equal(&a->effort[post], &b->effort[post], sizeof *a->effort);
        assert_memory_equal(&a->state[post], &b->state[post], sizeof *a->state);
        assert_memory_equal(&a->due[post], &b->due[post], sizeof *a->due);
        assert_memory_equal(&a->since[post], &b->since[post], sizeof *a->since);
        assert_memory_equal(&a->lost[post], &b->lost[post], sizeof *a->lost);
        assert_int_equal(a->unplanned[post], b->unplanned[post]);
    }
    for (size_t place = 0; place < one->n_places; place++) {
        assert_memory_equal(&one->at.knowhow[place], &other->at.knowhow[place], sizeof *one->at.knowhow);
        assert_memory_equal(&one->at.pay_rate[place], &other->at.pay_rate[place], sizeof *one->at.pay_rate);
        assert_memory_equal(&one->at.year[place], &other->at.year[place], sizeof *one->at.year);
    }
}

/* A world with a journal lets everybody leave by themselves. */
static void people_who_leave_together_leave_as_one_by_one(void **unused)
{
    (void)unused;
    enum { PLACES = 3, POSTS = 7, YEARS = 12 };
    rk_lab *lab[2];
    rk_world *world[2];
    rk_journal *journal = NULL;
    int64_t rotated = 0, retired = 0;
    for (int i = 0; i < 2; i++) {
        lab[i] = lab_new(PLACES);
        lab_posts(lab[i], POSTS, RK_CONTRACT_REGULAR);
        lab_all_on(lab[i]);
        lab[i]->scenario.n_years = YEARS;
        lab[i]->values[RK_P_AGE_50S] = 300.0; /* so that many retire before they move */
        lab[i]->values[RK_P_ROTATION_SCALE] = 9.0;
        world[i] = lab_begin(lab[i], 5, 3);
    }
    assert_int_equal(rk_journal_open(&lab[1]->scenario, 1, 6, &journal), RK_OK);
    world[1]->journal = journal;
    assert_int_equal(rk_journal_begin(world[1]), RK_OK);
    for (int year = 0; year < YEARS; year++) {
        for (int i = 0; i < 2; i++) {
            assert_int_equal(rk_simulation_year(world[i]), RK_OK);
        }
        same_people(world[0], world[1]);
        for (int i = 0; i < PLACES * RK_LANES; i++) {
            rotated += world[0]->at.year[i / RK_LANES].rotations.v[i % RK_LANES];
            retired += world[0]->at.year[i / RK_LANES].retirements.v[i % RK_LANES];
        }
    }
    assert_true(rotated > 300 && retired > 30);
    rk_journal_close(journal);
    world[1]->journal = NULL;
    lab_free(lab[0]);
    lab_free(lab[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rotation_falls_on_the_first_april_at_or_after_the_years),
        cmocka_unit_test(years_in_post_are_the_discrete_weibull),
        cmocka_unit_test(no_word_moves_anybody_before_the_minimum),
        cmocka_unit_test(people_move_in_april_only_and_after_two_years_at_least),
        cmocka_unit_test(moves_of_a_cohort_follow_the_discrete_weibull),
        cmocka_unit_test(people_are_found_as_long_in_post_as_at_any_april),
        cmocka_unit_test(each_april_moves_the_same_share),
        cmocka_unit_test(specialists_and_others_stay),
        cmocka_unit_test(people_who_leave_together_leave_as_one_by_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
