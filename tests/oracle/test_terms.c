/* Terms of contracts, and the establishment that a block draws: both known exactly. */
#include "oracle.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char careers[] = "tests/oracle/careers.yaml"; /* 96 posts in 20 municipalities */
enum { PLACES = 20, POSTS = 96, YEARS = 8 };

/* ---- Terms ---- */

/* All start their term in month 0 and nobody is hired: whoever is left after so many terms was renewed as often. Nobody
 * stays to the longest month (0: without end). */
static void judge_terms(const char *contract, const char *term, const char *renewal, int months, double renewed,
                        int longest)
{
    const char *const settings[] = {
        contract,  term, renewal, "processes.term_end=on", "processes.resignation=off", "processes.hiring=off",
        "years=8", NULL};
    oracle_family filled = {.claim = contract}, ends = {.claim = contract};
    oracle_run run = oracle_live_sums(careers, settings, oracle_many(2000), NULL);
    double trials = (double)run.n_replications * POSTS, before = 1;
    for (int month = 0; month < 12 * YEARS; month++) {
        double sum = 0, left = longest > 0 && month >= longest ? 0 : pow(renewed, month / months);
        for (size_t place = 0; place < PLACES; place++) {
            sum += (double)rk_tally_month(run.tally, 0, (size_t)month, place)->filled;
        }
        oracle_count(&filled, sum, trials, left);
        if (month % 12 == 11) {
            size_t year = (size_t)month / 12;
            oracle_count(&ends, oracle_sum(&run, 0, year, RK_METRIC_TERM_ENDS, 0, PLACES), trials, before - left);
            before = left;
        }
    }
    oracle_judge(&filled);
    oracle_judge(&ends);
    oracle_end(&run);
}

static void terms_are_renewed_with_their_chance_and_never_beyond_five_years(void **unused)
{
    (void)unused;
    judge_terms("establishment_contract=fixed_term", "terms.fixed_term=1.5 years", "terms.renewal=63 %", 18, 0.63, 60);
    judge_terms("establishment_contract=fixed_term", "terms.fixed_term=13 months", "terms.renewal=100 %", 13, 1, 60);
    judge_terms("establishment_contract=fixed_term", "terms.fixed_term=5 years", "terms.renewal=100 %", 60, 1, 60);
    judge_terms("establishment_contract=one_year", "terms.fixed_term=5 years", "terms.one_year_renewal=71 %", 12, 0.71,
                0);
    judge_terms("establishment_contract=side_job", "terms.fixed_term=5 years", "terms.side_job_renewal=93 %", 12, 0.93,
                0);
    judge_terms("establishment_contract=adviser", "terms.fixed_term=5 years", "terms.side_job_renewal=57 %", 12, 0.57,
                0);
    judge_terms("establishment_contract=secondee", "terms.secondee=17 months", "terms.renewal=100 %", 17, 0, 0);
}

static void regular_staff_have_no_term(void **unused)
{
    (void)unused;
    judge_terms("establishment_contract=regular", "terms.fixed_term=1 years", "terms.renewal=0 %", 1, 1, 0);
    judge_terms("establishment_contract=specialist", "terms.fixed_term=1 years", "terms.renewal=0 %", 1, 1, 0);
}

/* ---- Establishment ---- */

/* General administration staff of Ehime's municipalities, 1 April 2023: scenarios/data/municipalities.csv. */
static const double staff[PLACES] = {2238, 891, 471, 263, 570, 618, 375, 266, 544, 399,
                                     209,  112, 143, 177, 133, 177, 142, 62,  132, 239};

/* One draw a block of 16: no post with chance z, whose odds fall with staff^-0.9, else 1 + Poisson. Nobody leaves, so
 * months with nobody are of those without. */
static void posts_of_the_prior_are_none_or_one_and_poisson(void **unused)
{
    (void)unused;
    const double scale = 0.071, exponent = 0.69;
    const char *const settings[] = {"processes.resignation=off",
                                    "establishment.zero=8.3 %",
                                    "establishment.zero_power=0.9",
                                    "establishment.scale=0.071",
                                    "establishment.exponent=0.69",
                                    "data={}",
                                    "years=1",
                                    NULL};
    oracle_family mean = {.claim = "posts of the prior"}, none = {.claim = "no post at all"};
    oracle_family spread = {.claim = "variance of posts"}, sum = {.claim = "posts of the prefecture"};
    double all_measured = 0, all = 0, all_variance = 0;
    oracle_run run = oracle_live_sums(careers, settings, oracle_many(180000), NULL);
    double n_blocks = run.n_replications / 16.0;
    for (size_t place = 0; place < PLACES; place++) {
        double odds = 0.083 / 0.917 * pow(100 / staff[place], 0.9), z = odds / (1 + odds);
        double lambda = scale * pow(staff[place], exponent), first = (1 - z) * (1 + lambda);
        double variance = (1 - z) * (lambda + (1 + lambda) * (1 + lambda)) - first * first, fourth = 0;
        double chance = exp(-lambda);
        for (int k = 0; k < 200; k++) {
            fourth += (1 - z) * chance * pow(1 + k - first, 4);
            chance *= lambda / (k + 1);
        }
        fourth += z * pow(first, 4);
        rk_moment posts = rk_tally_level(run.tally, 0, 0, RK_METRIC_FILLED_POST_MONTHS, place);
        double measured = (double)posts.sum / 16 / 12 / n_blocks;
        double square = (double)posts.square / (16.0 * 12 * 16 * 12) / n_blocks;
        all_measured += measured;
        all += first;
        all_variance += variance;
        oracle_compare(&mean, measured, first, sqrt(variance / n_blocks));
        oracle_compare(&spread, square - 2 * first * measured + first * first, variance,
                       sqrt((fourth - variance * variance) / n_blocks));
        oracle_count(&none, (double)rk_tally_month(run.tally, 0, 0, place)->nobody / 16, n_blocks, z);
    }
    oracle_compare(&sum, all_measured, all, sqrt(all_variance / n_blocks));
    oracle_judge_one_percent(&sum);
    oracle_judge(&mean);
    oracle_judge(&spread);
    oracle_judge(&none);
    oracle_end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terms_are_renewed_with_their_chance_and_never_beyond_five_years),
        cmocka_unit_test(regular_staff_have_no_term),
        cmocka_unit_test(posts_of_the_prior_are_none_or_one_and_poisson),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
