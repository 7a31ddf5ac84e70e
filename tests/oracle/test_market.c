/* The market for contract staff: the more vacancies compete, the slower each is filled. All posts of a prefecture start
 * vacant and nobody leaves, so the number of vacancies is a Markov chain of its own: of V, each is filled in a month
 * with the hazard of hiring.contract times (P / (P + V - 1))^elasticity, independently. Its distribution is exact. */
#include "oracle.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { POSTS = 96, MONTHS = 36, PLACES = 20 };

/* ICT employees of Ehime's municipalities, 2021: the sum of scenarios/data/municipalities.csv. */
static const double ict_employees = 8486;
static const double fill = 0.09, seekers = 0.0002, offers = 1.3, elasticity = 0.7;

static double chance_with(int vacancies)
{
    double private = offers * seekers * ict_employees;
    double factor = vacancies > 1 ? pow(private / (private + vacancies - 1), elasticity) : 1;
    return 1 - pow(1 - fill, factor);
}

static double binomial(int n, int k, double chance)
{
    return exp(lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0)) * pow(chance, k) * pow(1 - chance, n - k);
}

static void one_month(double vacant[POSTS + 1])
{
    double next[POSTS + 1] = {0};
    for (int n = 0; n <= POSTS; n++) {
        double chance = chance_with(n);
        for (int filled = 0; filled <= n; filled++) {
            next[n - filled] += vacant[n] * binomial(n, filled, chance);
        }
    }
    memcpy(vacant, next, sizeof next);
}

static void vacancies_fill_as_the_matching_function_says(void **unused)
{
    (void)unused;
    static const char *const settings[] = {"establishment_contract=fixed_term",
                                           "data.municipalities=market-posts.csv",
                                           "processes.resignation=off",
                                           "processes.market=on",
                                           "hiring.contract=9 %/month",
                                           "market.seekers=0.02 %",
                                           "market.offers=1.3",
                                           "market.elasticity=0.7",
                                           "years=3",
                                           NULL};
    oracle_family filled = {.claim = "contract posts filled in a shared market"};
    oracle_run run = oracle_live_sums("tests/oracle/careers.yaml", settings, oracle_many(40000), NULL);
    double vacant[POSTS + 1] = {[POSTS] = 1}, n = run.n_replications;
    for (size_t month = 0; month < MONTHS; month++) {
        double mean = 0, square = 0, measured = 0;
        one_month(vacant);
        for (int v = 0; v <= POSTS; v++) {
            mean += (POSTS - v) * vacant[v];
            square += (double)(POSTS - v) * (POSTS - v) * vacant[v];
        }
        for (size_t place = 0; place < PLACES; place++) {
            measured += (double)rk_tally_month(run.tally, 0, month, place)->filled;
        }
        oracle_compare(&filled, measured / n, mean, sqrt((square - mean * mean) / n));
    }
    oracle_judge_one_percent(&filled);
    oracle_end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vacancies_fill_as_the_matching_function_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
