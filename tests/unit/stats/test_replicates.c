/* The columns of a row of replicates: each outcome and slot has its own, and all are used. */
#include "stats/replicates.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { N_YEARS = 3, N_OUTCOMES = RK_N_METRICS + RK_N_SPREADS };

static const rk_shape shape = {.n_models = 2, .n_years = N_YEARS, .n_groups = 2, .inner = RK_LANES};

static void columns_run_in_order_without_gaps(void **unused)
{
    (void)unused;
    size_t next = 0;
    for (size_t outcome = 0; outcome < N_OUTCOMES; outcome++) {
        const rk_metric_info *info =
            outcome < RK_N_METRICS ? &rk_metrics[outcome] : &rk_spreads[outcome - RK_N_METRICS];
        for (size_t slot = 0; slot <= N_YEARS; slot++) {
            bool kept = slot == N_YEARS || (info->flags & RK_METRIC_YEARLY) != 0;
            assert_true(rk_replicates_column(&shape, outcome, slot) == (kept ? next++ : SIZE_MAX));
        }
    }
    assert_int_equal(next, rk_replicates_n_values(&shape));
}

static void rows_do_not_overlap(void **unused)
{
    (void)unused;
    rk_replicates *batch;
    assert_int_equal(rk_replicates_new(&shape, 20, 5, &batch), RK_OK);
    assert_ptr_equal(rk_replicates_row(batch, 0, 1, 0), rk_replicates_row(batch, 0, 0, 19) + batch->n_values);
    assert_ptr_equal(rk_replicates_row(batch, 1, 1, 19) + batch->n_values, batch->values + 80 * batch->n_values);
    rk_replicates_row(batch, 1, 1, 19)[batch->n_values - 1] = 1;
    batch->numbers[3 * 5 - 1] = 1; /* 20 rows touch up to 3 blocks */
    rk_replicates_free(batch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_run_in_order_without_gaps),
        cmocka_unit_test(rows_do_not_overlap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
