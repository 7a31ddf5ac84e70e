/* What nobody knows: drawn by name, once a block, shared by models, untouched by what else is in the scenario. */
#include "running.h"

#include "base/draw.h"
#include "run/assumptions.h"

#include <math.h>

enum { NUMBERS_MAX = 512 };

static size_t find(const rk_scenario *scenario, const char *name)
{
    size_t i = 0;
    while (i < scenario->n_numbers && strcmp(scenario->number_names[i], name) != 0) {
        i++;
    }
    assert_true(i < scenario->n_numbers);
    return i;
}

static void draw(const rk_scenario *scenario, uint64_t seed, uint32_t block, double *values)
{
    rk_assumptions assumptions;
    assert_int_equal(rk_assumptions_open(scenario, seed, 5000, &assumptions), RK_OK);
    rk_assumptions_draw(&assumptions, block, values);
    rk_assumptions_close(&assumptions);
}

static double drawn(const rk_scenario *scenario, uint64_t seed, uint32_t block, const char *name)
{
    static double values[NUMBERS_MAX];
    assert_true(scenario->n_numbers <= NUMBERS_MAX);
    draw(scenario, seed, block, values);
    return values[find(scenario, name)];
}

/* ---- Sharing ---- */

static void two_models_with_the_same_instrument_share_its_assumptions(void **unused)
{
    (void)unused;
    rk_scenario *scenario = running_scenario(running_text);
    for (uint32_t block = 0; block < 50; block++) {
        double pool = drawn(scenario, 7, block, "models.pool.experts.requests");
        assert_true(pool == drawn(scenario, 7, block, "models.more.experts.requests"));
        assert_true(pool >= 0.1 && pool <= 0.4); /* triangular(0.1, 0.2, 0.4) /month */
    }
    rk_scenario_close(scenario);
}

/* What the nation has to give is short for all rules together: the same quantile, whatever the distribution. */
static void realisations_of_funding_rules_are_high_or_low_together(void **unused)
{
    (void)unused;
    static const char text[] =
        "renkei: 1\nprefecture: 31\nfunding:\n"
        "  one: {items: [staff], of: municipality, by: nation, rate: 'uniform(0.2, 0.4)', realisation: 'uniform(0.5, 1)'}\n"
        "  two: {items: [staff], of: municipality, by: nation, rate: 'uniform(0.2, 0.4)', realisation: 'uniform(0, 0.2)'}\n"
        "models:\n  a: {instruments: []}\n";
    rk_scenario *scenario = running_scenario(text);
    int alike = 0;
    for (uint32_t block = 0; block < 50; block++) {
        double one = drawn(scenario, 7, block, "funding.one.realisation");
        double two = drawn(scenario, 7, block, "funding.two.realisation");
        assert_true(fabs((one - 0.5) / 0.5 - two / 0.2) < 1e-8);
        alike += drawn(scenario, 7, block, "funding.one.rate") == drawn(scenario, 7, block, "funding.two.rate");
    }
    assert_int_equal(alike, 0); /* their rates are numbers of their own */
    rk_scenario_close(scenario);
}

static void a_model_or_an_instrument_more_leaves_every_other_draw_untouched(void **unused)
{
    (void)unused;
    static const char more[] = "renkei: 1\ntitle: more\nprefecture: 31\nstart: 2027-04\nyears: 5\nreplications: 16\n"
                               "baseline: a\nmodels:\n  a: {instruments: []}\n"
                               "  pool:\n    instruments:\n      - posts: {number: 2}\n      - experts: {number: 9}\n"
                               "  other:\n    instruments:\n      - experts: {number: 1, requests: 0.3 /month}\n";
    rk_scenario *one = running_scenario(running_text), *other = running_scenario(more);
    static double x[NUMBERS_MAX], y[NUMBERS_MAX];
    assert_true(one->n_numbers <= NUMBERS_MAX && other->n_numbers <= NUMBERS_MAX);
    for (uint32_t block = 0; block < 20; block++) {
        draw(one, 99, block, x);
        draw(other, 99, block, y);
        for (size_t i = 0; i < RK_N_PARAMETERS; i++) {
            assert_memory_equal(&x[i], &y[i], sizeof x[i]);
        }
        assert_true(x[find(one, "models.pool.experts.requests")] == y[find(other, "models.pool.experts.requests")]);
        assert_true(y[find(other, "models.other.experts.requests")] == 0.3);
    }
    rk_scenario_close(one);
    rk_scenario_close(other);
}

/* A number that somebody knows does not move the draw of another. */
static void a_parameter_that_is_fixed_leaves_the_others_untouched(void **unused)
{
    (void)unused;
    static const char known[] = "renkei: 1\ntitle: known\nprefecture: 31\nstart: 2027-04\nyears: 5\nreplications: 16\n"
                                "baseline: a\nparameters:\n  leave: {rate: 2.4 %/year}\n  surge.months: 9 months\n"
                                "models:\n  a: {instruments: []}\n";
    rk_scenario *one = running_scenario(running_text), *other = running_scenario(known);
    static double x[NUMBERS_MAX], y[NUMBERS_MAX];
    draw(one, 99, 3, x);
    draw(other, 99, 3, y);
    for (size_t i = 0; i < RK_N_PARAMETERS; i++) {
        assert_true(i == RK_P_LEAVE_RATE || i == RK_P_SURGE_MONTHS || x[i] == y[i]);
    }
    assert_true(fabs(y[RK_P_LEAVE_RATE] + log1p(-0.024) / 12.0) < 1e-15); /* a chance a year, as a hazard a month */
    assert_true(y[RK_P_SURGE_MONTHS] == 9.0);
    rk_scenario_close(one);
    rk_scenario_close(other);
}

/* ---- Draws ---- */

static void every_block_and_seed_has_its_own(void **unused)
{
    (void)unused;
    rk_scenario *scenario = running_scenario(running_text);
    const char *name = scenario->number_names[RK_P_QUIT_TREND];
    double here = drawn(scenario, 7, 4, name);
    assert_true(here == drawn(scenario, 7, 4, name));
    assert_true(here != drawn(scenario, 7, 5, name));
    assert_true(here != drawn(scenario, 8, 4, name));
    rk_scenario_close(scenario);
}

/* Under 30 and 30-34 have the same prior, beta(24, 976): the draws are two all the same. */
static void two_numbers_with_the_same_prior_are_drawn_apart(void **unused)
{
    (void)unused;
    rk_scenario *scenario = running_scenario(running_text);
    for (uint32_t block = 0; block < 20; block++) {
        assert_true(drawn(scenario, 7, block, scenario->number_names[RK_P_QUIT_20S]) !=
                    drawn(scenario, 7, block, scenario->number_names[RK_P_QUIT_30_34]));
    }
    rk_scenario_close(scenario);
}

/* Experts and posts both have a pay_premium; and two instruments of a kind with names of their own are two. */
static void the_same_key_of_two_instruments_is_drawn_apart(void **unused)
{
    (void)unused;
    static const char text[] = "renkei: 1\ntitle: keys\nprefecture: 31\nstart: 2027-04\nyears: 5\nreplications: 16\n"
                               "baseline: a\nmodels:\n  a: {instruments: []}\n  b:\n    instruments:\n"
                               "      - experts: {number: 1, pay_premium: 'uniform(0.5, 2)'}\n"
                               "      - posts: {number: 1, pay_premium: 'uniform(0.5, 2)'}\n"
                               "      - posts: {name: others, number: 1, pay_premium: 'uniform(0.5, 2)'}\n";
    rk_scenario *scenario = running_scenario(text);
    for (uint32_t block = 0; block < 20; block++) {
        double experts = drawn(scenario, 7, block, "models.b.experts.pay_premium");
        double posts = drawn(scenario, 7, block, "models.b.posts.pay_premium");
        double others = drawn(scenario, 7, block, "models.b.others.pay_premium");
        assert_true(experts != posts && posts != others && others != experts);
    }
    rk_scenario_close(scenario);
}

/* A name is 32 bits of hash: that of a parameter, or the last two parts of an instrument's key. */
static void no_two_names_share_a_hash(void **unused)
{
    (void)unused;
    rk_scenario *scenario = running_scenario(running_text);
    for (size_t i = 0; i < scenario->n_numbers; i++) {
        const char *a = scenario->number_names[i], *last = strrchr(a, '.');
        assert_non_null(last);
        for (size_t j = 0; j < i; j++) {
            const char *b = scenario->number_names[j];
            assert_string_not_equal(a, b);
            assert_int_not_equal(rk_who_name(a), rk_who_name(b));
        }
    }
    static const char *const keys[] = {
        "experts.days",         "experts.requests",    "experts.request_need", "experts.patience",
        "experts.request_days", "experts.pay_premium", "experts.overhead",     "posts.fte",
        "posts.pay_premium"};
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
        for (size_t i = 0; i < RK_N_PARAMETERS; i++) {
            assert_int_not_equal(rk_who_name(keys[k]), rk_who_name(scenario->number_names[i]));
        }
    }
    rk_scenario_close(scenario);
}

/* Triangular(0, 6, 10) % over many blocks: mean 16/3 %, variance of Wikipedia's formula for triangular distributions.
 */
static void draws_over_blocks_follow_the_prior(void **unused)
{
    (void)unused;
    enum { BLOCKS = 4000 };
    rk_scenario *scenario = running_scenario(running_text);
    size_t i = find(scenario, scenario->number_names[RK_P_QUIT_TREND]);
    static double values[NUMBERS_MAX];
    rk_assumptions assumptions;
    assert_int_equal(rk_assumptions_open(scenario, 5, BLOCKS, &assumptions), RK_OK);
    double sum = 0.0;
    for (uint32_t block = 0; block < BLOCKS; block++) {
        rk_assumptions_draw(&assumptions, block, values);
        assert_true(values[i] >= 0.0 && values[i] <= 0.10);
        sum += values[i];
    }
    double variance = (0.10 * 0.10 + 0.06 * 0.06 - 0.10 * 0.06) / 18.0;
    assert_true(fabs(sum / BLOCKS - 0.16 / 3.0) <
                0.2 * sqrt(variance / BLOCKS)); /* Sobol points, not independent ones */
    rk_assumptions_close(&assumptions);
    rk_scenario_close(scenario);
}

/* In each randomisation 128 points fall into 128 cells of equal chance, one each: of every parameter with a dimension.
 */
static void points_of_a_randomisation_are_spread_evenly(void **unused)
{
    (void)unused;
    enum { POINTS = 128, RANDOMISATION = 5 };
    rk_scenario *scenario = running_scenario("renkei: 1\ntitle: even\nprefecture: 31\nstart: 2027-04\nyears: 5\n"
                                             "replications: 16\nbaseline: a\nparameters:\n"
                                             "  work.load: uniform(0, 1)\n  adoption.start: uniform(0, 1)\n"
                                             "models:\n  a: {instruments: []}\n");
    static double values[NUMBERS_MAX];
    bool first[POINTS] = {false}, last[POINTS] = {false};
    rk_assumptions assumptions;
    assert_int_equal(rk_assumptions_open(scenario, 5, POINTS * RK_RANDOMISATIONS, &assumptions), RK_OK);
    for (uint32_t point = 0; point < POINTS; point++) {
        rk_assumptions_draw(&assumptions, point * RK_RANDOMISATIONS + RANDOMISATION, values);
        size_t cell = (size_t)(values[RK_P_WORK_LOAD] * POINTS), other = (size_t)(values[RK_P_ADOPTION_START] * POINTS);
        assert_false(first[cell]);
        assert_false(last[other]);
        first[cell] = last[other] = true;
    }
    rk_assumptions_close(&assumptions);
    rk_scenario_close(scenario);
}

/* A run that goes on asks for further points; the first stay. */
static void more_points_leave_the_first_untouched(void **unused)
{
    (void)unused;
    rk_scenario *scenario = running_scenario(running_text);
    static double few_values[NUMBERS_MAX], many_values[NUMBERS_MAX];
    rk_assumptions few, many;
    assert_int_equal(rk_assumptions_open(scenario, 3, 100, &few), RK_OK);
    assert_int_equal(rk_assumptions_open(scenario, 3, 70000, &many), RK_OK);
    for (uint32_t block = 0; block <= 100; block++) {
        rk_assumptions_draw(&few, block, few_values);
        rk_assumptions_draw(&many, block, many_values);
        assert_memory_equal(few_values, many_values, scenario->n_numbers * sizeof *few_values);
    }
    rk_assumptions_close(&few);
    rk_assumptions_close(&many);
    rk_scenario_close(scenario);
}

/* The batch hands the assumptions of each of its blocks on, for the results file. */
static void a_batch_holds_the_assumptions_of_its_blocks(void **unused)
{
    (void)unused;
    rk_scenario *scenario = running_scenario(running_text);
    running_run run = running_start_and_finish(scenario, 21, 30, 2); /* blocks 1, 2 and 3 */
    const rk_replicates *batch = rk_ensemble_batch(run.ensemble);
    assert_int_equal(batch->first_block, 1);
    assert_int_equal(batch->n_blocks, 3);
    assert_int_equal(batch->n_numbers, scenario->n_numbers);
    static double values[NUMBERS_MAX];
    for (uint32_t i = 0; i < 3; i++) {
        draw(scenario, 20260401, 1 + i, values);
        assert_memory_equal(batch->numbers + i * batch->n_numbers, values, batch->n_numbers * sizeof *values);
    }
    running_end(&run);
    rk_scenario_close(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_models_with_the_same_instrument_share_its_assumptions),
        cmocka_unit_test(realisations_of_funding_rules_are_high_or_low_together),
        cmocka_unit_test(a_model_or_an_instrument_more_leaves_every_other_draw_untouched),
        cmocka_unit_test(a_parameter_that_is_fixed_leaves_the_others_untouched),
        cmocka_unit_test(every_block_and_seed_has_its_own),
        cmocka_unit_test(two_numbers_with_the_same_prior_are_drawn_apart),
        cmocka_unit_test(the_same_key_of_two_instruments_is_drawn_apart),
        cmocka_unit_test(no_two_names_share_a_hash),
        cmocka_unit_test(draws_over_blocks_follow_the_prior),
        cmocka_unit_test(points_of_a_randomisation_are_spread_evenly),
        cmocka_unit_test(more_points_leave_the_first_untouched),
        cmocka_unit_test(a_batch_holds_the_assumptions_of_its_blocks),
    };
    return cmocka_run_group_tests(tests, running_setup, NULL);
}
