/* The renewal problem: constant chances, so every post is a two-state Markov chain whose chances are known exactly.
 *
 * With p the chance of a month to leave and q to be filled, f(t+1) = f(t) (1 - p) + (1 - f(t)) q from f(-1) = 1, posts
 * independent of each other: filled posts of a municipality with n are Binomial(n, f), and nobody has (1 - f)^n. */
#include "oracle.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char scenario[] = "tests/bench/renewal.yaml";

/* The chance that a post is filled after the changes of month t. */
static double filled_at(double p, double q, size_t month)
{
    double f = 1;
    for (size_t t = 0; t <= month; t++) {
        f = f * (1 - p) + (1 - f) * q;
    }
    return f;
}

/* Posts of each municipality in the order of a table beside the scenario, which is the engine's order: by code. */
static size_t posts_of(const char *file, int posts[], size_t n_max)
{
    char line[256];
    size_t n = 0;
    FILE *table = fopen(file, "r");
    assert_non_null(table);
    assert_non_null(fgets(line, sizeof line, table)); /* the names of the columns */
    while (fgets(line, sizeof line, table) != NULL) {
        assert_true(n < n_max);
        assert_int_equal(sscanf(line, "%*d,%d", &posts[n++]), 1);
    }
    fclose(table);
    return n;
}

/* Variance of the number of months with nobody among n_months: nobody at s and at t >= s has the chance that all posts
 * are vacant at s times that of each to be vacant again (t - s) later, which the two-state chain gives in closed form.
 */
static double variance_of_nobody(double p, double q, double posts, size_t n_months)
{
    double variance = 0, stay = p / (p + q);
    for (size_t s = 0; s < n_months; s++) {
        double at_s = pow(1 - filled_at(p, q, s), posts);
        for (size_t t = s; t < n_months; t++) {
            double again = stay + (1 - stay) * pow(1 - p - q, (double)(t - s));
            double at_t = pow(1 - filled_at(p, q, t), posts);
            variance += (t == s ? 1 : 2) * at_s * (pow(again, posts) - at_t);
        }
    }
    return variance;
}

/* Months with nobody over the horizon, of all municipalities of a replication together. Municipalities are independent.
 */
static void judge_horizon(const oracle_run *run, const int posts[], double p, double q, const char *claim)
{
    oracle_family family = {.claim = claim};
    rk_summary nobody = rk_ensemble_summary(run->ensemble, 0, RK_METRIC_NOBODY_MONTHS);
    size_t n_months = 12 * run->shape->n_years;
    double expected = 0, variance = 0;
    for (size_t column = 0; column < run->shape->n_columns; column++) {
        variance += variance_of_nobody(p, q, posts[column], n_months);
        for (size_t t = 0; t < n_months; t++) {
            expected += pow(1 - filled_at(p, q, t), posts[column]);
        }
    }
    double error = sqrt(variance / run->n_replications);
    oracle_compare(&family, nobody.mean, expected, error);
    oracle_judge_one_percent(&family);
    /* The spread between 32 randomisations is known to 1 / sqrt(62); 5 times that. */
    assert_true(fabs(nobody.error / error - 1) < 0.63);
}

/* Every month and municipality: filled posts, their variance, and the chances of nobody and of one person alone. */
static void judge_months(const oracle_run *run, const int posts[], double p, double q, const char *what)
{
    char claims[4][128];
    static const char *const of[4] = {"filled posts", "variance of filled posts", "months with nobody", "months alone"};
    oracle_family family[4] = {0};
    double n = run->n_replications;
    for (int i = 0; i < 4; i++) {
        snprintf(claims[i], sizeof claims[i], "%s, %s", what, of[i]);
        family[i].claim = claims[i];
    }
    for (size_t month = 0; month < 12 * run->shape->n_years; month++) {
        double f = filled_at(p, q, month), g = f * (1 - f);
        for (size_t column = 0; column < run->shape->n_columns; column++) {
            const rk_month_sum *sum = rk_tally_month(run->tally, 0, month, column);
            double k = posts[column], mean = k * f, variance = k * g, x = (double)sum->filled;
            double fourth = variance * (1 + (3 * k - 6) * g);
            double squares = (double)sum->filled_squared - 2 * mean * x + n * mean * mean;
            oracle_compare(&family[0], x / n, mean, sqrt(variance / n));
            oracle_compare(&family[1], squares / n, variance, sqrt((fourth - variance * variance) / n));
            oracle_count(&family[2], (double)sum->nobody, n, pow(1 - f, k));
            oracle_count(&family[3], (double)sum->solo, n, k * f * pow(1 - f, k - 1));
            assert_int_equal(sum->zero_cover, sum->nobody);
        }
    }
    for (int i = 0; i < 4; i++) {
        oracle_judge(&family[i]);
    }
}

static void filled_posts_follow_the_chain_in_every_month_of_every_municipality(void **unused)
{
    (void)unused;
    int posts[59];
    assert_int_equal(posts_of(RK_SOURCE_DIR "/tests/bench/renewal-posts.csv", posts, 59), 59);
    oracle_run run = oracle_live_sums(scenario, NULL, oracle_many(10000), NULL);
    assert_int_equal(run.shape->n_columns, 59);
    judge_months(&run, posts, 0.008, 0.08, "as it stands");
    oracle_end(&run);
}

static void they_do_with_other_chances_and_few_posts(void **unused)
{
    (void)unused;
    static const char *const settings[] = {"quits.external=3.7 %/month",
                                           "hiring.contract=21 %/month",
                                           "data.municipalities=../oracle/posts-by-four.csv",
                                           "seed=20",
                                           "years=7",
                                           NULL};
    int posts[59];
    assert_int_equal(posts_of(RK_SOURCE_DIR "/tests/oracle/posts-by-four.csv", posts, 59), 59);
    oracle_run run = oracle_live_sums(scenario, settings, oracle_many(25000), NULL);
    judge_months(&run, posts, 0.037, 0.21, "3.7 and 21 %");
    judge_horizon(&run, posts, 0.037, 0.21, "3.7 and 21 %, nobody in 84 months");
    oracle_end(&run);
}

/* What leaves quickly and comes slowly: most months hold nobody. */
static void they_do_when_posts_are_mostly_vacant(void **unused)
{
    (void)unused;
    static const char *const settings[] = {"quits.external=99 %/year",
                                           "hiring.contract=0.9 %/month",
                                           "data.municipalities=../oracle/posts-by-four.csv",
                                           "seed=3",
                                           "years=3",
                                           NULL};
    int posts[59];
    assert_int_equal(posts_of(RK_SOURCE_DIR "/tests/oracle/posts-by-four.csv", posts, 59), 59);
    oracle_run run = oracle_live_sums(scenario, settings, oracle_many(20000), NULL);
    judge_months(&run, posts, 1 - pow(0.01, 1.0 / 12), 0.009, "99 %/year and 0.9 %");
    judge_horizon(&run, posts, 1 - pow(0.01, 1.0 / 12), 0.009, "99 %/year and 0.9 %, nobody in 36 months");
    oracle_end(&run);
}

/* ---- One municipality, a million replications ---- */

static void a_million_replications_show_no_bias_of_one_percent(void **unused)
{
    (void)unused;
    static const char *const settings[] = {"municipalities=[07201]",
                                           "data.municipalities=../oracle/two-posts.csv",
                                           "quits.external=6.1 %/month",
                                           "hiring.contract=13.7 %/month",
                                           "years=4",
                                           "seed=11",
                                           NULL};
    const double p = 0.061, q = 0.137;
    oracle_run run = oracle_live_sums(scenario, settings, oracle_many(1000000), NULL);
    judge_horizon(&run, (const int[]){2}, p, q, "two posts, nobody in 48 months");
    judge_months(&run, (const int[]){2}, p, q, "two posts");
    oracle_end(&run);
}

/* ---- No hiring ---- */

static void judge_survival(const char *off, const char *claim)
{
    const char *const settings[] = {
        off, "quits.external=3.7 %/month", "data.municipalities=../oracle/posts-by-four.csv", "seed=5", "years=6",
        NULL};
    int posts[59];
    double hires = 0;
    assert_int_equal(posts_of(RK_SOURCE_DIR "/tests/oracle/posts-by-four.csv", posts, 59), 59);
    oracle_run run = oracle_live_sums(scenario, settings, oracle_many(20000), NULL);
    judge_months(&run, posts, 0.037, 0, claim); /* f(t) = (1 - p)^(t + 1) */
    judge_horizon(&run, posts, 0.037, 0, claim);
    for (size_t year = 0; year < 6; year++) {
        hires += oracle_sum(&run, 0, year, RK_METRIC_HIRES, 0, 59);
    }
    assert_true(hires == 0);
    oracle_end(&run);
}

static void without_hiring_survival_is_binomial(void **unused)
{
    (void)unused;
    judge_survival("processes.hiring=off", "hiring off");
    judge_survival("hiring.contract=0 %/month", "hiring 0 %");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(filled_posts_follow_the_chain_in_every_month_of_every_municipality),
        cmocka_unit_test(they_do_with_other_chances_and_few_posts),
        cmocka_unit_test(they_do_when_posts_are_mostly_vacant),
        cmocka_unit_test(a_million_replications_show_no_bias_of_one_percent),
        cmocka_unit_test(without_hiring_survival_is_binomial),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
