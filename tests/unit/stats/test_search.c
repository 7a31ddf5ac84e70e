/* Searches find known thresholds under luck, say how sure they are, and spend little on what is clear. */
#include "base/draw.h"

#include <renkei/search.h>

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

enum { FIRST = 512 };

static double normal(uint32_t study, uint32_t replication, uint32_t stream)
{
    return gsl_cdf_ugaussian_Pinv(rk_uniform(rk_draw(study, replication, stream, 0, RK_DRAW_SPELL).word[0]));
}

/* Margin and cost of a candidate with luck that candidates share for the most part. */
static void simulate(rk_evidence *evidence, uint32_t study, uint32_t candidate, double margin, double cost, double luck,
                     uint32_t first, uint32_t n)
{
    assert_int_equal(evidence->n, first);
    assert_int_equal(n % FIRST, 0);
    for (uint32_t i = first; i < first + n; i++) {
        size_t unit = i / 16 % RK_SEARCH_UNITS;
        double shared = luck * normal(study, i, 1), own = 0.3 * luck * normal(study, i, 2 + candidate);
        evidence->margin[unit] += margin + shared + own;
        evidence->cost[unit] += cost + shared + 0.1 * own;
    }
    evidence->n += n;
}

/* margin falls by a step each value and is 0 at zero_at. */
static rk_size search(uint32_t study, long low, long high, double zero_at, double step, double luck, uint32_t *spent)
{
    rk_bisection b;
    long value;
    uint32_t first, n;
    *spent = 0;
    assert_int_equal(rk_bisection_open(low, high, FIRST, 32768, &b), RK_OK);
    while (rk_bisection_next(&b, &value, &first, &n)) {
        assert_in_range((unsigned long)(value - low), 0, (unsigned long)(high - low));
        simulate(rk_bisection_evidence(&b, value), study, (uint32_t)(value - low), step * (zero_at - (double)value),
                 0.0, luck, first, n);
        *spent += n;
    }
    rk_size size = rk_bisection_size(&b);
    rk_bisection_close(&b);
    return size;
}

static void without_luck_the_threshold_is_exact(void **unused)
{
    (void)unused;
    uint32_t spent;
    for (long truth = -3; truth <= 40; truth++) {
        rk_size size = search(1, -4, 40, (double)truth - 0.5, 1.0, 0.0, &spent);
        assert_int_equal(size.verdict, RK_SIZE_FOUND);
        assert_int_equal(size.value, truth);
        assert_true(size.chance_other == 0.0 && size.monotone);
        assert_in_range(spent, 3 * 512, 9 * 512);
    }
}

static void ends_that_do_not_differ_are_said(void **unused)
{
    (void)unused;
    uint32_t spent;
    rk_size size = search(1, 0, 40, 50.0, 1.0, 0.1, &spent);
    assert_int_equal(size.verdict, RK_SIZE_NEVER);
    assert_true(size.chance_other < 0.001);
    size = search(1, 0, 40, -5.0, 1.0, 0.1, &spent);
    assert_int_equal(size.verdict, RK_SIZE_ALWAYS);
    assert_int_equal(size.value, 0);
    assert_int_equal(spent, 2 * 512);
}

/* The chance that is said is about how often another value is the threshold: not less, and not far more. */
static void the_chance_of_another_value_is_honest(void **unused)
{
    (void)unused;
    enum { STUDIES = 300 };
    double said = 0.0, wrong = 0.0;
    uint32_t spent;
    for (uint32_t study = 0; study < STUDIES; study++) {
        double zero_at = 7.0 + 10.0 * rk_uniform(rk_draw(study, 0, 1, 1, RK_DRAW_START).word[0]);
        rk_size size = search(study, 0, 30, zero_at, 0.05, 2.0, &spent);
        wrong += size.value != (long)ceil(zero_at);
        said += size.chance_other;
    }
    assert_true(wrong / STUDIES < said / STUDIES + 0.03);
    assert_true(said / STUDIES < 0.3 && said / STUDIES > 0.02);
}

static void a_goal_that_is_met_twice_is_no_threshold(void **unused)
{
    (void)unused;
    rk_bisection b;
    long value;
    uint32_t first, n;
    assert_int_equal(rk_bisection_open(0, 16, FIRST, 512, &b), RK_OK);
    while (rk_bisection_next(&b, &value, &first, &n)) {
        bool met = value == 4 || value > 10;
        simulate(rk_bisection_evidence(&b, value), 1, 0, met ? -1.0 : 1.0, 0.0, 0.0, first, n);
    }
    rk_evidence *four = rk_bisection_evidence(&b, 4);
    assert_int_equal(rk_bisection_size(&b).value, 11);
    assert_true(rk_bisection_size(&b).monotone);
    simulate(four, 1, 0, -1.0, 0.0, 0.0, four->n, 512);
    assert_false(rk_bisection_size(&b).monotone);
    rk_bisection_close(&b);
    assert_int_equal(rk_bisection_open(3, 3, FIRST, 512, &b), RK_ERR_OPTIONS);
    assert_int_equal(rk_bisection_open(0, 3, FIRST, 511, &b), RK_ERR_OPTIONS);
}

/* Wherever a search is interrupted, it tells the range that it has closed in on: of neighbours among the values that
 * were looked at. Sure without luck, and with luck no less honest than one that was not interrupted. */
static void a_search_that_ends_early_tells_a_range(void **unused)
{
    (void)unused;
    enum { STUDIES = 100, MOST_STEPS = 12 };
    double said = 0.0, wrong = 0.0;
    int told = 0, wide = 0;
    for (uint32_t study = 0; study < STUDIES; study++) {
        double luck = study % 4 == 0 ? 0.0 : 2.0, zero_at = 6.5 + (double)(study % 10);
        for (uint32_t steps = 2; steps < MOST_STEPS; steps++) {
            rk_bisection b;
            long value;
            uint32_t first, n;
            bool more = false;
            assert_int_equal(rk_bisection_open(0, 30, FIRST, 8192, &b), RK_OK);
            for (uint32_t i = 0; (more = rk_bisection_next(&b, &value, &first, &n)) && i < steps; i++) {
                simulate(rk_bisection_evidence(&b, value), study, (uint32_t)value, 0.1 * (zero_at - (double)value), 0.0,
                         luck, first, n);
            }
            rk_size size = b.evidence[30].n > 0 ? rk_bisection_size(&b) : (rk_size){.verdict = RK_SIZE_NEVER};
            if (size.verdict == RK_SIZE_FOUND) {
                bool within = size.least - 1 < zero_at && zero_at < (double)size.value;
                assert_true(size.least <= size.value && (more || size.least == size.value));
                assert_true(b.evidence[size.value].n > 0 && b.evidence[size.least - 1].n > 0);
                for (long between = size.least; between < size.value; between++) {
                    assert_int_equal(b.evidence[between].n, 0);
                }
                assert_true(luck > 0.0 || (within && size.chance_other < 1e-9));
                said += size.chance_other;
                wrong += !within;
                wide += size.least < size.value;
                told++;
            }
            rk_bisection_close(&b);
        }
    }
    assert_true(told > 500 && wide > 200);
    assert_true(fabs(said - wrong) / told < 0.05);
}

/* ---- Screening ---- */

/* A grid of 6 x 6: more of either helps, the second helps twice as much and costs three times as much. */
static size_t screened(uint32_t study, double *chance, uint32_t *spent)
{
    rk_screening s;
    size_t candidate;
    uint32_t first, n;
    *spent = 0;
    assert_int_equal(rk_screening_open(36, FIRST, 32768, &s), RK_OK);
    while (rk_screening_next(&s, &candidate, &first, &n)) {
        double a = (double)(candidate / 6), b = (double)(candidate % 6);
        simulate(&s.evidence[candidate], study, (uint32_t)candidate, 0.4 * (4.6 - a - 2 * b), 1.0 * a + 3.0 * b, 1.0,
                 first, n);
        *spent += n;
    }
    size_t best = rk_screening_best(&s, chance);
    rk_screening_close(&s);
    return best;
}

static void the_cheapest_mix_is_found_and_most_are_rejected_early(void **unused)
{
    (void)unused;
    double chance;
    uint32_t spent;
    int wrong = 0;
    for (uint32_t study = 0; study < 20; study++) {
        wrong += screened(study, &chance, &spent) != 5 * 6; /* five of the first: costs 5, 3 and 1 would be 6 */
        assert_true(spent < 36 * 32768 / 4);
    }
    assert_in_range(wrong, 0, 1);
}

static void where_nothing_meets_the_goal_nothing_is_best(void **unused)
{
    (void)unused;
    rk_screening s;
    size_t candidate;
    uint32_t first, n;
    double chance;
    assert_int_equal(rk_screening_open(3, FIRST, 2048, &s), RK_OK);
    while (rk_screening_next(&s, &candidate, &first, &n)) {
        simulate(&s.evidence[candidate], 1, (uint32_t)candidate, 1.0, (double)candidate, 0.1, first, n);
    }
    assert_int_equal(rk_screening_best(&s, &chance), 3);
    rk_screening_close(&s);
}

/* Interrupted within a round, some have twice the replications of others: what they cost stays comparable. */
static void within_a_round_costs_are_of_as_many(void **unused)
{
    (void)unused;
    rk_screening s;
    size_t candidate;
    uint32_t first, n;
    double chance;
    assert_int_equal(rk_screening_open(2, FIRST, 2048, &s), RK_OK);
    for (int i = 0; i < 3 && rk_screening_next(&s, &candidate, &first, &n); i++) {
        double cost = candidate == 0 ? 100.0 : 100.0005;
        simulate(&s.evidence[candidate], 1, (uint32_t)candidate, -1.0, cost, 0.5, first, n);
    }
    assert_true(s.evidence[0].n == 1024 && s.evidence[1].n == 512);
    assert_int_equal(rk_screening_best(&s, &chance), 0);
    assert_true(chance < 0.9);
    rk_screening_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_luck_the_threshold_is_exact),
        cmocka_unit_test(ends_that_do_not_differ_are_said),
        cmocka_unit_test(the_chance_of_another_value_is_honest),
        cmocka_unit_test(a_goal_that_is_met_twice_is_no_threshold),
        cmocka_unit_test(a_search_that_ends_early_tells_a_range),
        cmocka_unit_test(the_cheapest_mix_is_found_and_most_are_rejected_early),
        cmocka_unit_test(where_nothing_meets_the_goal_nothing_is_best),
        cmocka_unit_test(within_a_round_costs_are_of_as_many),
    };
    return cmocka_run_group_tests_name("stats/search", tests, NULL, NULL);
}
