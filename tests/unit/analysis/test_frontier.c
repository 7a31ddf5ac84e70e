/* The frontier against trying every price, Fieller's interval against its own equation, chances against counting. */
#include "analysis/acceptable.h"
#include "analysis/efficient.h"
#include "analysis/ratio.h"

#include "ran.h"

#include <renkei/analysis.h>

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- Efficient models ---- */

static void the_standing_of_known_models_is_found(void **unused)
{
    (void)unused;
    /* a: cheapest; b: between a and d above their line; c: dominated by b; d: most effect; e: as b, later. */
    const double cost[] = {10.0, 14.0, 15.0, 20.0, 14.0}, effect[] = {1.0, 2.0, 1.5, 6.0, 2.0};
    rk_efficiency status[5];
    size_t against[5];
    rk_efficient(5, cost, effect, status, against);
    assert_int_equal(status[0], RK_EFFICIENT);
    assert_int_equal(against[0], 0);
    assert_int_equal(status[1], RK_EXTENDEDLY_DOMINATED);
    assert_int_equal(against[1], 3);
    assert_int_equal(status[2], RK_DOMINATED);
    assert_int_equal(against[2], 1);
    assert_int_equal(status[3], RK_EFFICIENT);
    assert_int_equal(against[3], 0);
    assert_int_equal(status[4], RK_DOMINATED);
    assert_int_equal(against[4], 1);
}

/* Is it the best at some price? Prices between all pairs and beyond are enough. */
static bool best_somewhere(size_t n, const double *cost, const double *effect, size_t model)
{
    for (double price = 0.0009; price < 2000.0; price *= 1.003) {
        bool best = true;
        for (size_t k = 0; k < n; k++) {
            best = best && price * effect[model] - cost[model] >= price * effect[k] - cost[k];
        }
        if (best) {
            return true;
        }
    }
    return false;
}

static void efficient_is_what_is_best_at_some_price(void **unused)
{
    (void)unused;
    enum { N = 7 };
    size_t n_efficient = 0;
    for (unsigned run = 0; run < 60; run++) {
        double cost[N], effect[N];
        rk_efficiency status[N];
        size_t against[N];
        for (size_t m = 0; m < N; m++) {
            cost[m] = 10.0 * hand_uniform(run, m);
            effect[m] = sqrt(cost[m]) + 2.0 * hand_uniform(run, 100 + m);
        }
        rk_efficient(N, cost, effect, status, against);
        for (size_t m = 0; m < N; m++) {
            assert_int_equal(status[m] == RK_EFFICIENT, best_somewhere(N, cost, effect, m));
            n_efficient += status[m] == RK_EFFICIENT;
        }
    }
    assert_true(n_efficient > 120);
}

/* ---- Fieller ---- */

enum { N_HAND = 1600 };

static void the_ends_of_a_ratio_solve_fiellers_equation(void **unused)
{
    (void)unused;
    double top[N_HAND], bottom[N_HAND], work[N_HAND];
    rk_reading *reading = hand_open(1, N_HAND, false);
    for (size_t i = 0; i < N_HAND; i++) {
        double shared = hand_normal(7, i / RK_INNER_MIN);
        top[i] = 5e7 * (3.0 + shared + hand_normal(8, i));
        bottom[i] = 2.0 + shared + 2.0 * hand_normal(9, i);
    }
    rk_ratio of = rk_ratio_of(reading, top, bottom, work);
    assert_true(of.low < of.ratio && of.ratio < of.high);
    const double ends[2] = {of.low, of.high};
    for (int k = 0; k < 2; k++) {
        for (size_t i = 0; i < N_HAND; i++) {
            work[i] = top[i] - ends[k] * bottom[i];
        }
        rk_figure_by_blocks rest = rk_mean_by_blocks(reading, work);
        double t = rk_interval_factor(reading, 0.95, 1);
        assert_true(fabs(fabs(rest.mean) / (t * rest.error) - 1.0) < 1e-6);
    }
    hand_close(reading);
}

static void a_bottom_that_may_be_0_bounds_nothing(void **unused)
{
    (void)unused;
    double top[N_HAND], bottom[N_HAND], work[N_HAND];
    rk_reading *reading = hand_open(1, N_HAND, true);
    for (size_t i = 0; i < N_HAND; i++) {
        top[i] = 1.0 + hand_normal(1, i);
        bottom[i] = 0.01 + hand_normal(2, i);
    }
    rk_ratio of = rk_ratio_of(reading, top, bottom, work);
    assert_true(isnan(of.low) && isnan(of.high));
    hand_close(reading);
}

/* ---- Chances ---- */

static void chances_to_be_best_are_counted_and_add_up_to_one(void **unused)
{
    (void)unused;
    enum { MODELS = 3, N = 320 };
    double cost[MODELS][N], effect[MODELS][N];
    rk_reading *reading = hand_open(MODELS, N, true);
    rk_benefit benefit = {.reading = reading};
    double *costs[MODELS], *effects[MODELS];
    for (size_t m = 0; m < MODELS; m++) {
        costs[m] = cost[m];
        effects[m] = effect[m];
        for (size_t i = 0; i < N; i++) {
            cost[m][i] = m == 2 ? cost[1][i] : 10.0 + (double)m; /* the last two are the same: ties */
            effect[m][i] = m == 2 ? effect[1][i] : hand_normal((unsigned)m, i) + 0.3 * (double)m;
        }
    }
    benefit.cost = costs;
    benefit.effect = effects;
    rk_acceptable models[MODELS];
    assert_int_equal(rk_acceptable_at(&benefit, 2.0, models), RK_OK);
    double first = 0.0, blocks = 0.0, net = 0.0;
    for (size_t i = 0; i < N; i++) {
        first += 2.0 * effect[0][i] - cost[0][i] > 2.0 * effect[1][i] - cost[1][i];
        net += (2.0 * effect[1][i] - cost[1][i]) / N;
    }
    for (size_t b = 0; b < N / 16; b++) {
        double lead = 0.0;
        for (size_t i = 16 * b; i < 16 * b + 16; i++) {
            lead += 2.0 * (effect[0][i] - effect[1][i]) - (cost[0][i] - cost[1][i]);
        }
        blocks += lead > 0.0;
    }
    assert_true(first > 0.2 * N && first < 0.8 * N);
    assert_true(fabs(models[0].futures.mean - first / N) < 1e-12);
    assert_true(fabs(models[0].blocks.mean - 16.0 * blocks / N) < 1e-12);
    assert_true(fabs(models[1].net.mean - net) < 1e-12);
    assert_true(models[1].futures.mean == models[2].futures.mean);
    assert_true(fabs(models[0].futures.mean + 2.0 * models[1].futures.mean - 1.0) < 1e-12);
    hand_close(reading);
}

static void prices_hold_0_the_ratios_and_their_neighbourhood(void **unused)
{
    (void)unused;
    double prices[RK_PRICES_MAX];
    const double ratios[] = {4.4e7, (double)NAN, -3.0, 6.1e5};
    size_t n = rk_acceptable_prices(ratios, 4, (double)NAN, prices), found = 0;
    assert_true(n > 6 && n <= RK_PRICES_MAX && prices[0] == 0.0);
    for (size_t i = 1; i < n; i++) {
        assert_true(prices[i] >= prices[i - 1]);
        found += prices[i] == 4.4e7 || prices[i] == 6.1e5;
    }
    assert_int_equal(found, 2);
    assert_true(prices[1] < 6.1e5 && prices[n - 1] > 2.0 * 4.4e7);
    const double wide[] = {1.0, 1e18};
    assert_true(rk_acceptable_prices(wide, 2, (double)NAN, prices) <= RK_PRICES_MAX);
}

/* ---- Of a file ---- */

static void the_frontier_of_a_file_is_that_of_its_means(void **unused)
{
    (void)unused;
    enum { N = 320 };
    rk_reading *reading = ran_open("frontier", "38", "[38201, 38202, 38203]", "", NULL, N);
    const rk_frontier_options options = {.effect = "unserved_work", .price = 7e5};
    rk_answer *answer = NULL;
    double mean[3][2];
    assert_int_equal(rk_frontier(reading, &options, &answer), RK_OK);
    for (size_t m = 0; m < 3; m++) {
        double *cost = NULL, *unserved = NULL;
        assert_int_equal(rk_read_horizon(reading, "cost_total", m, RK_ALL_PREFECTURES, &cost), RK_OK);
        assert_int_equal(rk_read_horizon(reading, "unserved_work", m, RK_ALL_PREFECTURES, &unserved), RK_OK);
        mean[m][0] = mean[m][1] = 0.0;
        for (size_t i = 0; i < N; i++) {
            mean[m][0] += cost[i] / 3.0 / N; /* three years */
            mean[m][1] += unserved[i] / 3.0 / N;
        }
        free(cost);
        free(unserved);
    }
    const char *const titles[] = {"Alone", "Pool", "Posts"};
    size_t n_steps = 0;
    for (size_t m = 0; m < 3; m++) {
        const char *const words[] = {"model", titles[m], NULL};
        const char *against = ran_cell(answer, "frontier", "against", words).words.en;
        double ratio = ran_cell(answer, "frontier", "yen_per_unit", words).number;
        assert_true(fabs(ran_cell(answer, "frontier", "cost", words).number / mean[m][0] - 1.0) < 1e-12);
        assert_true(fabs(ran_cell(answer, "frontier", "effect", words).number / mean[m][1] - 1.0) < 1e-12);
        for (size_t k = 0; !isnan(ratio) && k < 3; k++) {
            if (strcmp(against, titles[k]) == 0) {
                double expected = (mean[m][0] - mean[k][0]) / (mean[k][1] - mean[m][1]);
                assert_true(fabs(ratio / expected - 1.0) < 1e-9);
                n_steps++;
            }
        }
    }
    assert_true(n_steps >= 1);
    const char *const alone[] = {"model", "Alone", NULL};
    assert_string_equal(ran_cell(answer, "frontier", "status", alone).words.en, "efficient");
    rk_answer_free(answer);
    const rk_frontier_options money = {.effect = "cost_total", .price = (double)NAN};
    assert_int_equal(rk_frontier(reading, &money, &answer), RK_ERR_OPTIONS);
    assert_non_null(strstr(rk_reading_problem(), "is money"));
    rk_reading_close(reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_standing_of_known_models_is_found),
        cmocka_unit_test(efficient_is_what_is_best_at_some_price),
        cmocka_unit_test(the_ends_of_a_ratio_solve_fiellers_equation),
        cmocka_unit_test(a_bottom_that_may_be_0_bounds_nothing),
        cmocka_unit_test(chances_to_be_best_are_counted_and_add_up_to_one),
        cmocka_unit_test(prices_hold_0_the_ratios_and_their_neighbourhood),
        cmocka_unit_test(the_frontier_of_a_file_is_that_of_its_means),
    };
    return cmocka_run_group_tests(tests, NULL, ran_clean);
}
