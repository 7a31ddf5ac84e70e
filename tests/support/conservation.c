#include "support/conservation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static int64_t level(const rk_tally *tally, size_t model, size_t slot, rk_metric metric, size_t column)
{
    return rk_tally_level(tally, model, slot, metric, column).sum;
}

static int64_t level_of_all(const rk_tally *tally, size_t model, size_t slot, const rk_metric *metrics, size_t n,
                            size_t column)
{
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += level(tally, model, slot, metrics[i], column);
    }
    return sum;
}

/* ---- People ---- */

/* Filled posts at the end of a year; before the first, all posts. */
static int64_t filled_at_end(const rk_tally *tally, size_t model, int year, size_t column)
{
    if (year < 0) {
        int64_t months = level(tally, model, 0, RK_METRIC_FILLED_POST_MONTHS, column) +
                         level(tally, model, 0, RK_METRIC_VACANCY_MONTHS, column);
        assert_int_equal(months % 12, 0);
        return months / 12;
    }
    return rk_tally_month(tally, model, (size_t)(12 * year + 11), column)->filled;
}

void conserve_staff(const rk_tally *tally, size_t model, size_t year, size_t column)
{
    static const rk_metric exits[] = {RK_METRIC_RESIGNATIONS, RK_METRIC_RETIREMENTS, RK_METRIC_ROTATIONS,
                                      RK_METRIC_TERM_ENDS, RK_METRIC_LEAVE_EXITS};
    int64_t before = filled_at_end(tally, model, (int)year - 1, column);
    int64_t after = filled_at_end(tally, model, (int)year, column);
    int64_t gone = level_of_all(tally, model, year, exits, sizeof exits / sizeof *exits, column);
    assert_int_equal(after - before, level(tally, model, year, RK_METRIC_HIRES, column) - gone);
    rk_month_sum sum = {0};
    for (size_t month = 12 * year; month < 12 * (year + 1); month++) {
        const rk_month_sum *one = rk_tally_month(tally, model, month, column);
        sum.filled += one->filled;
        sum.nobody += one->nobody;
        sum.zero_cover += one->zero_cover;
        sum.solo += one->solo;
        assert_int_equal(one->filled_squared, one->filled * one->filled);
        assert_true(one->zero_cover <= one->nobody && one->nobody + one->solo <= 1);
    }
    assert_int_equal(sum.filled, level(tally, model, year, RK_METRIC_FILLED_POST_MONTHS, column));
    assert_int_equal(sum.nobody, level(tally, model, year, RK_METRIC_NOBODY_MONTHS, column));
    assert_int_equal(sum.zero_cover, level(tally, model, year, RK_METRIC_ZERO_COVER_MONTHS, column));
    assert_int_equal(sum.solo, level(tally, model, year, RK_METRIC_SOLO_MONTHS, column));
    assert_true(level(tally, model, year, RK_METRIC_LEAVE_MONTHS, column) <= sum.filled);
    assert_true(level(tally, model, year, RK_METRIC_STAFF_FTE_MONTHS, column) <= 1000 * sum.filled);
    assert_true(level(tally, model, year, RK_METRIC_VACANCY_MONTHS, column) >= 0);
}

/* ---- Work ---- */

/* Five values are rounded to thousandths, and a year's sums of single precision are off by some parts in a million. */
void conserve_work_from_start(const rk_tally *tally, size_t model, size_t year, size_t column)
{
    int64_t before = year > 0 ? level(tally, model, year - 1, RK_METRIC_BACKLOG, column) : 0;
    int64_t after = level(tally, model, year, RK_METRIC_BACKLOG, column);
    int64_t came = level(tally, model, year, RK_METRIC_DEMAND, column);
    int64_t done = level(tally, model, year, RK_METRIC_WORK_DONE, column);
    int64_t gone = level(tally, model, year, RK_METRIC_UNSERVED_WORK, column);
    double off = (double)llabs(after - before - (came - done - gone)), allowed = 3 + 3e-6 * (double)(before + came);
    if (off > allowed) {
        printf("# model %zu year %zu column %zu: before %lld came %lld done %lld gone %lld after %lld\n", model, year,
               column, (long long)before, (long long)came, (long long)done, (long long)gone, (long long)after);
    }
    assert_true(off <= allowed);
}

void conserve_work(const rk_tally *tally, size_t model, size_t year, size_t column)
{
    if (year > 0) {
        conserve_work_from_start(tally, model, year, column);
    }
}

/* ---- Money ---- */

void conserve_money(const rk_tally *tally, size_t model, size_t year, size_t column)
{
    static const rk_metric payers[] = {RK_METRIC_PAID_MUNICIPALITY, RK_METRIC_PAID_PREFECTURE, RK_METRIC_PAID_NATION,
                                       RK_METRIC_PAID_JOINT_OFFICE, RK_METRIC_PAID_OTHER};
    enum { N_PAYERS = sizeof payers / sizeof *payers };
    int64_t total = level(tally, model, year, RK_METRIC_COST_TOTAL, column), of_items = 0;
    assert_true(level_of_all(tally, model, year, payers, N_PAYERS, column) == total);
    for (int i = 0; i < N_PAYERS; i++) {
        assert_true(level(tally, model, year, payers[i], column) >= 0);
    }
    for (int item = 0; item < RK_N_ITEMS; item++) {
        int64_t yen = level(tally, model, year, (rk_metric)(RK_METRIC_COST_STAFF + item), column);
        assert_true(yen >= 0);
        of_items += yen;
    }
    assert_true(of_items == total);
}

/* ---- Signs ---- */

void conserve_signs(const rk_tally *tally, size_t model, size_t year, size_t column)
{
    static const rk_metric shares[] = {RK_METRIC_PROCEDURES_ONLINE, RK_METRIC_REACHED, RK_METRIC_REACHED_65,
                                       RK_METRIC_ADOPTION, RK_METRIC_STANDARDISATION_DONE};
    for (int metric = 0; metric < RK_N_METRICS; metric++) {
        assert_true(level(tally, model, year, (rk_metric)metric, column) >= 0);
    }
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        assert_true(level(tally, model, year, shares[i], column) <= rk_metrics[shares[i]].scale);
    }
}

void conserve(const rk_tally *tally, conservation check)
{
    const rk_shape *shape = rk_tally_shape(tally);
    for (size_t model = 0; model < shape->n_models; model++) {
        for (size_t year = 0; year < shape->n_years; year++) {
            for (size_t column = 0; column < shape->n_columns; column++) {
                check(tally, model, year, column);
            }
        }
    }
}
