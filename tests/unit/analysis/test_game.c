/* Games whose answers are known: Shapley values, least subsidies. */
#include "ran.h"

#include "analysis/game.h"
#include "analysis/transfers.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N_MAX = 7, SETS_MAX = (1 << N_MAX) - 1, ORDERS_MAX = 5040 };

/* All coalitions, everybody first; set k of bits is row (all - bits). */
typedef struct {
    rk_game game;
    bool member[SETS_MAX * N_MAX];
    size_t order[ORDERS_MAX * N_MAX];
    double gain[SETS_MAX];
    double weight[N_MAX * SETS_MAX];
} known;

static known of;

static unsigned bits_of(size_t set)
{
    return (1u << of.game.n) - 1 - (unsigned)set;
}

static void begin(size_t n)
{
    of.game = (rk_game){.n = n, .n_sets = ((size_t)1 << n) - 1, .member = of.member, .order = of.order};
    for (size_t set = 0; set < of.game.n_sets; set++) {
        for (size_t i = 0; i < n; i++) {
            of.member[set * n + i] = (bits_of(set) >> i & 1) != 0;
        }
        of.gain[set] = 0.0;
    }
}

static double shapley(size_t player)
{
    double value = 0.0;
    for (size_t set = 0; set < of.game.n_sets; set++) {
        value += of.weight[player * of.game.n_sets + set] * of.gain[set];
    }
    return value;
}

static void near(double found, double expected)
{
    if (!(fabs(found - expected) < 1e-9 * fmax(1.0, fabs(expected)))) {
        fail_msg("%.12g, expected %.12g", found, expected);
    }
}

static double least(const double *needed, bool from_all, double *transfer)
{
    double sum, price[SETS_MAX], by_price = 0.0;
    assert_int_equal(rk_least_transfers(&of.game, needed, from_all, &sum, transfer, price), RK_OK);
    for (size_t set = 1; set < of.game.n_sets; set++) {
        double given = 0.0;
        for (size_t i = 0; i < of.game.n; i++) {
            given += rk_game_in(&of.game, set, i) ? transfer[i] : 0.0;
        }
        assert_true(given >= needed[set] - 1e-7 * fmax(1.0, fabs(needed[set])));
        assert_true(price[set] >= -1e-9);
        by_price += price[set] * needed[set];
    }
    near(price[0], 0.0);
    near(by_price, sum); /* strong duality */
    return sum;
}

/* Littlechild and Owen 1973: who needs a longer runway shares each stretch with those who need it too. */
static void an_airport_shares_its_runway_stretch_by_stretch(void **unused)
{
    (void)unused;
    const double cost[] = {3.0, 7.0, 7.5, 20.0};
    begin(4);
    for (size_t set = 0; set < of.game.n_sets; set++) {
        double alone = 0.0, longest = 0.0;
        for (size_t i = 0; i < 4; i++) {
            alone += rk_game_in(&of.game, set, i) ? cost[i] : 0.0;
            longest = rk_game_in(&of.game, set, i) ? fmax(longest, cost[i]) : longest;
        }
        of.gain[set] = alone - longest;
    }
    assert_true(rk_shapley_weights(&of.game, of.weight));
    double paid[] = {3.0 / 4, 3.0 / 4 + 4.0 / 3, 3.0 / 4 + 4.0 / 3 + 0.5 / 2, 3.0 / 4 + 4.0 / 3 + 0.5 / 2 + 12.5};
    for (size_t i = 0; i < 4; i++) {
        near(cost[i] - shapley(i), paid[i]);
        near(rk_shapley_sampling_error(&of.game, of.gain, i), 0.0);
    }
    double transfer[4];
    assert_true(least(of.gain, true, transfer) <= of.gain[0] + 1e-9); /* a concave cost has a core */
}

static void of_a_left_glove_and_two_right_ones_the_left_is_worth_all(void **unused)
{
    (void)unused;
    double transfer[3];
    begin(3);
    for (size_t set = 0; set < of.game.n_sets; set++) {
        of.gain[set] = rk_game_in(&of.game, set, 0) && (rk_game_in(&of.game, set, 1) || rk_game_in(&of.game, set, 2));
    }
    assert_true(rk_shapley_weights(&of.game, of.weight));
    near(shapley(0), 2.0 / 3);
    near(shapley(1), 1.0 / 6);
    near(shapley(2), 1.0 / 6);
    near(least(of.gain, true, transfer), 1.0);
    near(transfer[0], 1.0);
    near(transfer[1], 0.0);
}

static void who_brings_nothing_to_others_gets_its_own(void **unused)
{
    (void)unused;
    const double own[] = {2.5, -1.25, 0.0, 7.0, 1e6};
    double transfer[5];
    begin(5);
    for (size_t set = 0; set < of.game.n_sets; set++) {
        for (size_t i = 0; i < 5; i++) {
            of.gain[set] += rk_game_in(&of.game, set, i) ? own[i] : 0.0;
        }
    }
    assert_true(rk_shapley_weights(&of.game, of.weight));
    for (size_t i = 0; i < 5; i++) {
        near(shapley(i), own[i]);
    }
    near(least(of.gain, true, transfer), of.gain[0]);
}

/* Bachrach et al. 2009: a simple game of k of n has cost of stability n / k - 1; a projective plane of order q, whose
 * lines win, q^2 + q + 1 over q + 1, less 1. */
static void the_cost_of_stability_of_simple_games_is_known(void **unused)
{
    (void)unused;
    double transfer[N_MAX];
    static const size_t quota[][2] = {{3, 2}, {5, 3}, {7, 4}, {6, 5}};
    for (size_t k = 0; k < 4; k++) {
        begin(quota[k][0]);
        for (size_t set = 0; set < of.game.n_sets; set++) {
            of.gain[set] = (size_t)__builtin_popcount(bits_of(set)) >= quota[k][1];
        }
        near(least(of.gain, true, transfer) - of.gain[0], (double)quota[k][0] / (double)quota[k][1] - 1.0);
    }
    static const unsigned lines[] = {0x07, 0x19, 0x61, 0x2A, 0x52, 0x4C, 0x34}; /* Fano's plane */
    begin(7);
    for (size_t set = 0; set < of.game.n_sets; set++) {
        for (size_t line = 0; line < 7; line++) {
            of.gain[set] = (bits_of(set) & lines[line]) == lines[line] ? 1.0 : of.gain[set];
        }
    }
    near(least(of.gain, true, transfer) - of.gain[0], 7.0 / 3 - 1.0);
}

/* With shares held at a third each, any two of three lack a third; without a subsidy nobody else does. */
static void a_subsidy_on_top_of_shares_takes_nothing_away(void **unused)
{
    (void)unused;
    double transfer[3], needed[7];
    begin(3);
    for (size_t set = 0; set < 7; set++) {
        double size = (double)__builtin_popcount(bits_of(set));
        needed[set] = (size >= 2) - size / 3.0;
    }
    near(least(needed, false, transfer), 0.5);
    memset(needed, 0, sizeof needed);
    needed[6] = 4.5e9; /* the first player alone */
    needed[5] = -1e9;  /* the second would lose, which pays nobody */
    near(least(needed, false, transfer), 4.5e9);
    near(transfer[1], 0.0);
    memset(needed, 0, sizeof needed);
    near(least(needed, false, transfer), 0.0);
}

static void what_is_no_number_has_no_least_subsidy(void **unused)
{
    (void)unused;
    double transfer[3], price[7], sum = 0.0, needed[7] = {0.0, 1.0, (double)NAN, 0.0, 2.0, 0.0, 0.0};
    begin(3);
    assert_int_equal(rk_least_transfers(&of.game, needed, true, &sum, transfer, price), RK_OK);
    assert_true(isnan(sum));
    needed[2] = (double)INFINITY;
    assert_int_equal(rk_least_transfers(&of.game, needed, false, &sum, transfer, price), RK_OK);
    assert_true(isnan(sum));
}

/* ---- Sampled orders ---- */

static void draw_orders(size_t n_pairs, unsigned stream)
{
    size_t n = of.game.n;
    of.game.n_orders = 2 * n_pairs;
    for (size_t pair = 0; pair < n_pairs; pair++) {
        size_t *order = &of.order[2 * pair * n];
        for (size_t i = 0; i < n; i++) {
            size_t at = (size_t)(hand_uniform(stream, pair * n + i) * (double)(i + 1));
            order[i] = order[at];
            order[at] = i;
        }
        for (size_t i = 0; i < n; i++) {
            order[2 * n - 1 - i] = order[i];
        }
    }
}

static void random_gains(unsigned stream)
{
    for (size_t set = 0; set < of.game.n_sets; set++) {
        double size = (double)__builtin_popcount(bits_of(set));
        of.gain[set] = size > 1.0 ? size * size + 3.0 * hand_normal(stream, set) : 0.0;
    }
}

static void sampled_values_are_within_their_error_of_the_exact_ones(void **unused)
{
    (void)unused;
    enum { N = 6, RUNS = 60, PAIRS = 12 };
    size_t n_outside = 0;
    for (unsigned run = 0; run < RUNS; run++) {
        double exact[N], sum = 0.0;
        begin(N);
        random_gains(run);
        assert_true(rk_shapley_weights(&of.game, of.weight));
        for (size_t i = 0; i < N; i++) {
            exact[i] = shapley(i);
        }
        draw_orders(PAIRS, 1000 + run);
        assert_true(rk_shapley_weights(&of.game, of.weight));
        for (size_t i = 0; i < N; i++) {
            double error = rk_shapley_sampling_error(&of.game, of.gain, i);
            assert_true(error > 0.0);
            n_outside += fabs(shapley(i) - exact[i]) > 2.201 * error; /* Student's t, 11 degrees of freedom, 95 % */
            sum += shapley(i);
        }
        near(sum, of.gain[0]);
    }
    assert_true(n_outside >= 4 && n_outside <= 36); /* 18 of 360 expected; those of a run depend on each other */
}

static void all_orders_give_the_exact_values(void **unused)
{
    (void)unused;
    enum { N = 4 };
    double exact[N];
    begin(N);
    random_gains(77);
    assert_true(rk_shapley_weights(&of.game, of.weight));
    for (size_t i = 0; i < N; i++) {
        exact[i] = shapley(i);
    }
    size_t n = 0;
    for (size_t code = 0; code < 256; code++) {
        size_t order[N] = {code & 3, code >> 2 & 3, code >> 4 & 3, code >> 6};
        bool seen[N] = {false};
        for (size_t i = 0; i < N; i++) {
            seen[order[i]] = true;
        }
        if (seen[0] && seen[1] && seen[2] && seen[3]) {
            memcpy(&of.order[n++ * N], order, sizeof order);
        }
    }
    assert_int_equal(n, 24);
    of.game.n_orders = n;
    assert_true(rk_shapley_weights(&of.game, of.weight));
    for (size_t i = 0; i < N; i++) {
        near(shapley(i), exact[i]);
    }
}

static void a_coalition_that_is_missing_is_found_out(void **unused)
{
    (void)unused;
    begin(4);
    of.game.n_sets--;
    assert_false(rk_shapley_weights(&of.game, of.weight));
    begin(4);
    memcpy(&of.member[5 * 4], &of.member[6 * 4], 4); /* one twice */
    assert_false(rk_shapley_weights(&of.game, of.weight));
    draw_orders(30, 5);
    assert_false(rk_shapley_weights(&of.game, of.weight));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_airport_shares_its_runway_stretch_by_stretch),
        cmocka_unit_test(of_a_left_glove_and_two_right_ones_the_left_is_worth_all),
        cmocka_unit_test(who_brings_nothing_to_others_gets_its_own),
        cmocka_unit_test(the_cost_of_stability_of_simple_games_is_known),
        cmocka_unit_test(a_subsidy_on_top_of_shares_takes_nothing_away),
        cmocka_unit_test(what_is_no_number_has_no_least_subsidy),
        cmocka_unit_test(sampled_values_are_within_their_error_of_the_exact_ones),
        cmocka_unit_test(all_orders_give_the_exact_values),
        cmocka_unit_test(a_coalition_that_is_missing_is_found_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
