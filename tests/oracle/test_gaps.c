/* Gaps of the renewal problem: how long municipalities are without anybody, as a distribution and not as a mean.
 *
 * The number of filled posts of a municipality is a Markov chain: each filled post stays with chance 1 - p, each vacant
 * one is filled with chance q. Carrying along the run of months with nobody, its longest and the sum of such months
 * gives their exact distributions. Four prefectures with one municipality each stand here, so that every replication
 * shows each alone. */
#include "oracle.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MONTHS = 60, POSTS = 7, PLACES = 4 };

static const double p = 0.037, q = 0.21;
static const int posts[PLACES] = {1, 2, 3, 7};

static const char *const settings[] = {"prefecture=[07, 16, 18, 38]",
                                       "municipalities=['07201', '16201', '18201', '38201']",
                                       "data.municipalities=../oracle/posts-apart.csv",
                                       "quits.external=3.7 %/month",
                                       "hiring.contract=21 %/month",
                                       "years=5",
                                       "seed=77",
                                       NULL};

/* ---- Exact distributions ---- */

static double binomial(int n, int k, double chance)
{
    return exp(lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0)) * pow(chance, k) * pow(1 - chance, n - k);
}

/* step[m][k]: from m of n filled posts to k in a month. */
static void steps_of(int n, double step[POSTS + 1][POSTS + 1])
{
    memset(step, 0, (POSTS + 1) * sizeof step[0]);
    for (int m = 0; m <= n; m++) {
        for (int stay = 0; stay <= m; stay++) {
            for (int come = 0; come <= n - m; come++) {
                step[m][stay + come] += binomial(m, stay, 1 - p) * binomial(n - m, come, q);
            }
        }
    }
}

/* Of the run that is going on (r, 0 where somebody is there) and the longest so far (l): chance[m][r][l]. */
typedef double runs[POSTS + 1][MONTHS + 1][MONTHS + 1];

static void longest_gap_of(int n, double longest[MONTHS + 1])
{
    double step[POSTS + 1][POSTS + 1];
    runs *now = calloc(1, sizeof *now), *next = calloc(1, sizeof *next);
    assert_true(now != NULL && next != NULL);
    steps_of(n, step);
    (*now)[n][0][0] = 1;
    for (int month = 0; month < MONTHS; month++) {
        memset(next, 0, sizeof *next);
        for (int m = 0; m <= n; m++) {
            for (int r = 0; r <= month; r++) {
                for (int l = r; l <= month; l++) {
                    for (int k = 0; k <= n; k++) {
                        int run = k == 0 ? r + 1 : 0;
                        (*next)[k][run][run > l ? run : l] += (*now)[m][r][l] * step[m][k];
                    }
                }
            }
        }
        runs *swap = now;
        now = next;
        next = swap;
    }
    memset(longest, 0, (MONTHS + 1) * sizeof *longest);
    for (int m = 0; m <= n; m++) {
        for (int r = 0; r <= MONTHS; r++) {
            for (int l = r; l <= MONTHS; l++) {
                longest[l] += (*now)[m][r][l];
            }
        }
    }
    free(now);
    free(next);
}

static void months_without_of(int n, double without[MONTHS + 1])
{
    double step[POSTS + 1][POSTS + 1], now[POSTS + 1][MONTHS + 1] = {{0}};
    steps_of(n, step);
    now[n][0] = 1;
    for (int month = 0; month < MONTHS; month++) {
        double next[POSTS + 1][MONTHS + 1] = {{0}};
        for (int m = 0; m <= n; m++) {
            for (int s = 0; s <= month; s++) {
                for (int k = 0; k <= n; k++) {
                    next[k][s + (k == 0)] += now[m][s] * step[m][k];
                }
            }
        }
        memcpy(now, next, sizeof now);
    }
    for (int s = 0; s <= MONTHS; s++) {
        without[s] = 0;
        for (int m = 0; m <= n; m++) {
            without[s] += now[m][s];
        }
    }
}

/* ---- Against the engine ---- */

static const rk_metric metrics[] = {RK_METRIC_LONGEST_GAP, RK_METRIC_NOBODY_MONTHS, RK_METRIC_ZERO_COVER_MONTHS};
enum { METRICS = 3 };
static double counts[METRICS][PLACES][MONTHS + 1], had_gap[PLACES], trials; /* replications */

static void count_batch(const rk_replicates *batch)
{
    size_t horizon = batch->shape->n_years, had = rk_replicates_column(batch->shape, RK_METRIC_HAD_GAP, horizon);
    assert_int_equal(batch->shape->n_groups, PLACES);
    for (size_t place = 0; place < PLACES; place++) {
        for (uint32_t row = 0; row < batch->n_rows; row++) {
            const int64_t *values = rk_replicates_row(batch, 0, place, row);
            for (size_t m = 0; m < METRICS; m++) {
                int64_t value = values[rk_replicates_column(batch->shape, metrics[m], horizon)];
                assert_in_range(value, 0, MONTHS);
                assert_int_equal(values[had], value > 0);
                counts[m][place][value]++;
            }
            had_gap[place] += (double)values[had];
        }
    }
    trials += batch->n_rows;
}

static int live(void **unused)
{
    (void)unused;
    oracle_run run = oracle_live_sums("tests/bench/renewal.yaml", settings, oracle_many(480000), count_batch);
    assert_true(trials == run.n_replications);
    oracle_end(&run);
    return 0;
}

/* Every value of a metric over the horizon has its chance, and the mean shows no bias. */
static void judge_distribution(size_t m, size_t place, const double chance[MONTHS + 1])
{
    oracle_family each = {.claim = rk_metrics[metrics[m]].name}, mean = {.claim = each.claim};
    double first = 0, second = 0, sum = 0;
    for (int value = 0; value <= MONTHS; value++) {
        oracle_count(&each, counts[m][place][value], trials, chance[value]);
        sum += value * counts[m][place][value];
        first += value * chance[value];
        second += (double)value * value * chance[value];
    }
    oracle_compare(&mean, sum / trials, first, sqrt((second - first * first) / trials));
    oracle_judge(&each);
    if (posts[place] == 1) {
        oracle_judge_one_percent(&mean);
    } else {
        oracle_judge(&mean); /* gaps are too rare for that */
    }
}

static void the_longest_gap_has_its_distribution(void **unused)
{
    (void)unused;
    for (size_t place = 0; place < PLACES; place++) {
        double longest[MONTHS + 1];
        longest_gap_of(posts[place], longest);
        judge_distribution(0, place, longest);
    }
}

static void months_without_anybody_have_their_distribution(void **unused)
{
    (void)unused;
    for (size_t place = 0; place < PLACES; place++) {
        double without[MONTHS + 1];
        months_without_of(posts[place], without);
        judge_distribution(1, place, without);
        judge_distribution(2, place, without); /* there are no experts */
    }
}

static void a_gap_is_had_as_often_as_the_longest_is_above_zero(void **unused)
{
    (void)unused;
    oracle_family family = {.claim = "had_gap"};
    for (size_t place = 0; place < PLACES; place++) {
        double longest[MONTHS + 1];
        longest_gap_of(posts[place], longest);
        oracle_count(&family, had_gap[place], trials, 1 - longest[0]);
    }
    oracle_judge_one_percent(&family);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_gap_has_its_distribution),
        cmocka_unit_test(months_without_anybody_have_their_distribution),
        cmocka_unit_test(a_gap_is_had_as_often_as_the_longest_is_above_zero),
    };
    return cmocka_run_group_tests(tests, live, NULL);
}
