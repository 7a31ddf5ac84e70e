/* More of what helps never harms, replication by replication, where the model makes it so; elsewhere on average.
 *
 * Resignation: the vacant time of one post is v months long once its stays before that point are over; how long the
 * vacancies are does not depend on the stays, and with a higher hazard no stay is longer. So at every month a post has
 * been vacant for at least as long. With several posts their vacancies may miss each other, and only the mean tells.
 *
 * Experts: visits at equal time give each skill more time when there are more experts. In the order of workstreams what
 * is left after a month is no more for any of them, if it was no more before; and what is given up is a part of what is
 * left. That needs demand and people who do not answer to work: no overload, learning, incidents, and experts who stay.
 */
#include "oracle.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- Resignation ---- */

enum { RATES = 4 };
static const char *const rates[RATES] = {"quits.external=0.8 %/month", "quits.external=0.9 %/month",
                                         "quits.external=3.7 %/month", "quits.external=25 %/month"};

static void live_rates(oracle_run runs[RATES], const char *table, uint32_t n)
{
    for (int i = 0; i < RATES; i++) {
        const char *const settings[] = {rates[i], table, "years=8", "seed=13", NULL};
        runs[i] = oracle_live("tests/bench/renewal.yaml", settings, n);
    }
}

static void end_rates(oracle_run runs[RATES])
{
    for (int i = 0; i < RATES; i++) {
        oracle_end(&runs[i]);
    }
}

static void higher_resignation_never_lowers_the_months_without_anybody_of_one_post_each(void **unused)
{
    (void)unused;
    oracle_run runs[RATES];
    uint64_t n_higher = 0;
    live_rates(runs, "data.municipalities=../oracle/posts-one.csv", oracle_many(2000));
    for (int i = 1; i < RATES; i++) {
        for (uint32_t life = 0; life < runs[i].n_replications; life++) {
            int64_t low = 0, high = 0;
            for (size_t year = 0; year < runs[i].shape->n_years; year++) { /* by the end of each year */
                low += oracle_value(&runs[i - 1], 0, 0, life, RK_METRIC_NOBODY_MONTHS, year);
                high += oracle_value(&runs[i], 0, 0, life, RK_METRIC_NOBODY_MONTHS, year);
                assert_true(high >= low);
            }
            n_higher += high > low;
        }
    }
    assert_true(n_higher > (uint64_t)runs[0].n_replications); /* and mostly it raises them */
    end_rates(runs);
}

static void every_municipality_of_one_post_has_them_later_or_never(void **unused)
{
    (void)unused;
    for (uint32_t life = 0; life < 40; life++) {
        oracle_run run[2];
        for (int i = 0; i < 2; i++) {
            const char *const settings[] = {rates[2 * i], "data.municipalities=../oracle/posts-one.csv", "years=8",
                                            NULL};
            run[i] = oracle_live_some("tests/bench/renewal.yaml", settings, NULL, life, 1);
        }
        for (size_t column = 0; column < run[0].shape->n_columns; column++) {
            int64_t low = 0, high = 0;
            for (size_t month = 0; month < 96; month++) { /* by the end of each month */
                low += rk_tally_month(run[0].tally, 0, month, column)->nobody;
                high += rk_tally_month(run[1].tally, 0, month, column)->nobody;
                assert_true(high >= low);
            }
        }
        oracle_end(&run[0]);
        oracle_end(&run[1]);
    }
}

/* Mean and error of the paired difference of two runs in a metric over the horizon. */
static oracle_mean paired(const oracle_run *one, size_t model, const oracle_run *other, size_t than, rk_metric metric)
{
    double n = one->n_replications, sum = 0, squares = 0;
    size_t horizon = one->shape->n_years;
    for (uint32_t life = 0; life < one->n_replications; life++) {
        double more = (double)(oracle_value(one, model, 0, life, metric, horizon) -
                               oracle_value(other, than, 0, life, metric, horizon));
        sum += more;
        squares += more * more;
    }
    return (oracle_mean){sum / n, sqrt((squares - sum * sum / n) / (n - 1) / n)};
}

static void higher_resignation_raises_them_on_average_with_several_posts(void **unused)
{
    (void)unused;
    oracle_run runs[RATES];
    live_rates(runs, "data.municipalities=../oracle/posts-by-four.csv", oracle_many(2000));
    for (int i = 1; i < RATES; i++) {
        oracle_mean more = paired(&runs[i], 0, &runs[i - 1], 0, RK_METRIC_NOBODY_MONTHS);
        printf("# %s: %+.3f +- %.3f months with nobody against the rate before\n", rates[i], more.mean, more.error);
        assert_true(more.mean > 6 * more.error);
    }
    end_rates(runs);
}

/* ---- Experts ---- */

#define SHARED(rule, n)                                                                                                \
    "{instruments: [{experts: {number: " #n ", contract: adviser, assignment: " #rule ", days: 9 days/month}}]}"
#define NUMBERS(rule) "models.two=" SHARED(rule, 2), "models.four=" SHARED(rule, 4), "models.eight=" SHARED(rule, 8)
#define QUIET                                                                                                          \
    "processes.overload=off", "processes.learning=off", "processes.market=off", "processes.incidents=off",             \
        "processes.leave=off", "processes.term_end=off", "quits.external=0 %/year", "years=6", "seed=3", NULL

static const char *const numbers[] = {"alone", "two", "four", "eight"};
static const rk_metric metrics[] = {RK_METRIC_UNSERVED_WORK, RK_METRIC_BACKLOG};
enum { NUMBERS_N = 4 };

/* Cells (replications, years, metrics) in which more experts leave less, as much, or more. */
typedef struct {
    uint64_t n_less, n_more, n_cells;
    double less, more; /* summed differences */
} verdict;

static verdict compare_numbers(const oracle_run *run)
{
    verdict v = {0};
    for (int i = 1; i < NUMBERS_N; i++) {
        size_t more = rk_scenario_model_find(run->scenario, numbers[i]);
        size_t fewer = rk_scenario_model_find(run->scenario, numbers[i - 1]);
        for (uint32_t life = 0; life < run->n_replications; life++) {
            for (size_t cell = 0; cell < 2 * run->shape->n_years; cell++) {
                int64_t with = oracle_value(run, more, 0, life, metrics[cell % 2], cell / 2);
                int64_t without = oracle_value(run, fewer, 0, life, metrics[cell % 2], cell / 2);
                v.n_less += with < without;
                v.n_more += with > without;
                v.less += with < without ? (double)(without - with) : 0.0;
                v.more += with > without ? (double)(with - without) : 0.0;
                v.n_cells++;
            }
        }
    }
    return v;
}

static void more_visits_never_raise_what_is_given_up_or_waits(void **unused)
{
    (void)unused;
    static const char *const settings[] = {NUMBERS(equal_visits), QUIET};
    oracle_run run = oracle_live("scenarios/ehime.yaml", settings, oracle_is_quick() ? 1600 : 64);
    verdict v = compare_numbers(&run);
    assert_int_equal(v.n_more, 0);
    assert_true(v.n_less * 10 > v.n_cells * 9);
    oracle_end(&run);
}

/* Where days follow need, more of them this month change who has need in the next; and homes are others with more
 * experts. So a year of a replication may be worse, but hardly any is, and by next to nothing. */
static void more_experts_by_need_hardly_ever_raise_it(void **unused)
{
    (void)unused;
    static const struct {
        const char *rule;
        const char *settings[16];
    } rules[] = {{"by_need", {NUMBERS(by_need), QUIET}},
                 {"survey", {NUMBERS(survey), QUIET}},
                 {"priority", {NUMBERS(priority), QUIET}},
                 {"neighbours_first", {NUMBERS(neighbours_first), QUIET}}};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        oracle_run run = oracle_live("scenarios/ehime.yaml", rules[i].settings, oracle_is_quick() ? 480 : 64);
        verdict v = compare_numbers(&run);
        printf("# %s: less in %.2f %% of years, more in %.2f %%, by %.4f %% of the sum\n", rules[i].rule,
               100.0 * (double)v.n_less / (double)v.n_cells, 100.0 * (double)v.n_more / (double)v.n_cells,
               100.0 * v.more / v.less);
        assert_true(v.n_less * 10 > v.n_cells * 9);
        assert_true(v.n_more * 50 < v.n_cells && v.more * 1000 < v.less);
        oracle_end(&run);
    }
}

static void more_experts_lower_what_is_given_up_on_average_in_the_full_model(void **unused)
{
    (void)unused;
    static const char *const settings[][6] = {{NUMBERS(equal_visits), "years=6", "seed=4", NULL},
                                              {NUMBERS(by_need), "years=6", "seed=4", NULL},
                                              {NUMBERS(priority), "years=6", "seed=4", NULL}};
    for (size_t rule = 0; rule < sizeof settings / sizeof *settings; rule++) {
        oracle_run run = oracle_live("scenarios/ehime.yaml", settings[rule], oracle_is_quick() ? 960 : 160);
        for (int i = 1; i < NUMBERS_N; i++) {
            size_t more = rk_scenario_model_find(run.scenario, numbers[i]);
            size_t fewer = rk_scenario_model_find(run.scenario, numbers[i - 1]);
            oracle_mean unserved = paired(&run, more, &run, fewer, RK_METRIC_UNSERVED_WORK);
            printf("# %s experts: %.1f +- %.1f person-months given up against %s\n", numbers[i], unserved.mean / 1000,
                   unserved.error / 1000, numbers[i - 1]);
            assert_true(unserved.mean < -6 * unserved.error);
        }
        oracle_end(&run);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(higher_resignation_never_lowers_the_months_without_anybody_of_one_post_each),
        cmocka_unit_test(every_municipality_of_one_post_has_them_later_or_never),
        cmocka_unit_test(higher_resignation_raises_them_on_average_with_several_posts),
        cmocka_unit_test(more_visits_never_raise_what_is_given_up_or_waits),
        cmocka_unit_test(more_experts_by_need_hardly_ever_raise_it),
        cmocka_unit_test(more_experts_lower_what_is_given_up_on_average_in_the_full_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
