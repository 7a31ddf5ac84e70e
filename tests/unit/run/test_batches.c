/* A run is the same whatever the number of threads, whatever it is cut into, and wherever it starts. */
#include "running.h"

#include <math.h>

/* ---- Threads ---- */

static void any_number_of_threads_gives_the_same_rows_and_sums(void **unused)
{
    (void)unused;
    static const int threads[] = {2, 3, 7};
    rk_scenario *scenario = running_scenario(running_text);
    running_run one = running_start_and_finish(scenario, 5, 91, 1);
    for (size_t i = 0; i < sizeof threads / sizeof threads[0]; i++) {
        running_run other = running_start_and_finish(scenario, 5, 91, threads[i]);
        assert_memory_equal(one.rows, other.rows, 91 * running_row_bytes(&one));
        assert_int_equal(one.n_batches, other.n_batches);
        assert_memory_equal(one.batch_rows, other.batch_rows, sizeof one.batch_rows);
        running_expect_same_tallies(&one, &other);
        running_end(&other);
    }
    running_end(&one);
    rk_scenario_close(scenario);
}

/* More threads than blocks: some have nothing to do. 0 asks for as many as there are. */
static void threads_without_work_do_no_harm(void **unused)
{
    (void)unused;
    rk_scenario *scenario = running_scenario(running_text);
    running_run one = running_start_and_finish(scenario, 0, 3, 1);
    running_run many = running_start_and_finish(scenario, 0, 3, 13), all = running_start_and_finish(scenario, 0, 3, 0);
    assert_memory_equal(one.rows, many.rows, 3 * running_row_bytes(&one));
    assert_memory_equal(one.rows, all.rows, 3 * running_row_bytes(&one));
    running_expect_same_tallies(&one, &many);
    running_expect_same_tallies(&one, &all);
    running_end(&one);
    running_end(&many);
    running_end(&all);
    rk_scenario_close(scenario);
}

/* ---- Parts of a run ---- */

/* Part of a block at the start, at the end, or both: (first, n). */
static void a_replication_is_the_same_in_every_run_that_holds_it(void **unused)
{
    (void)unused;
    static const uint32_t parts[][2] = {{0, 1},   {0, 15}, {0, 16}, {0, 17}, {1, 15},  {15, 1}, {15, 2},
                                        {16, 16}, {7, 5},  {5, 43}, {31, 1}, {33, 30}, {63, 1}, {47, 17}};
    rk_scenario *scenario = running_scenario(running_text);
    running_run whole = running_start_and_finish(scenario, 0, 64, 2);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        uint32_t first = parts[i][0], n = parts[i][1];
        running_run part = running_start_and_finish(scenario, first, n, 2);
        assert_memory_equal(part.rows, running_row(&whole, first), n * running_row_bytes(&whole));
        running_end(&part);
    }
    running_end(&whole);
    rk_scenario_close(scenario);
}

/* Replications 5 .. 47: 11 of block 0, 16 of block 1, 16 of block 2; and 15 .. 16: one each of two blocks. */
static void the_sums_know_how_many_replications_each_block_has_given(void **unused)
{
    (void)unused;
    rk_scenario *scenario = running_scenario(running_text);
    running_run run = running_start_and_finish(scenario, 5, 43, 3);
    rk_weight weight = rk_tally_weight(rk_ensemble_tally(run.ensemble));
    assert_int_equal(weight.n_replications, 43);
    assert_int_equal(weight.n_blocks, 3);
    assert_int_equal(weight.n_squared, 11 * 11 + 16 * 16 + 16 * 16);
    running_end(&run);
    run = running_start_and_finish(scenario, 15, 2, 3);
    weight = rk_tally_weight(rk_ensemble_tally(run.ensemble));
    assert_int_equal(weight.n_blocks, 2);
    assert_int_equal(weight.n_squared, 2);
    running_end(&run);
    rk_scenario_close(scenario);
}

/* Sums of the tally against sums of the rows: two ways from the same worlds. */
static void sums_are_those_of_the_rows(void **unused)
{
    (void)unused;
    rk_scenario *scenario = running_scenario(running_text);
    running_run run = running_start_and_finish(scenario, 3, 37, 2);
    const rk_replicates *batch = rk_ensemble_batch(run.ensemble);
    const size_t n_groups = batch->shape->n_groups, n_years = batch->shape->n_years;
    for (size_t model = 0; model < batch->shape->n_models; model++) {
        for (rk_metric m = 0; m < RK_N_METRICS; m++) {
            size_t column = rk_replicates_column(batch->shape, m, n_years);
            int64_t sum = 0, difference = 0;
            for (uint32_t i = 0; i < 37; i++) {
                for (size_t group = 0; group < n_groups; group++) {
                    const int64_t *row = running_row(&run, i);
                    sum += row[(model * n_groups + group) * run.n_values + column];
                    difference += row[(model * n_groups + group) * run.n_values + column] -
                                  row[(batch->shape->baseline * n_groups + group) * run.n_values + column];
                }
            }
            rk_summary summary = rk_ensemble_summary(run.ensemble, model, m);
            assert_true(rk_totals_level(rk_tally_totals(rk_ensemble_tally(run.ensemble)), model, m).sum == sum);
            assert_true(fabs(summary.mean - (double)sum / 37 / rk_metrics[m].scale) <= 1e-12 * fabs(summary.mean));
            assert_true(fabs(summary.difference - (double)difference / 37 / rk_metrics[m].scale) <=
                        1e-12 * fabs(summary.difference) + 1e-12);
        }
    }
    running_end(&run);
    rk_scenario_close(scenario);
}

/* Batches end at multiples of their size counted from replication 0, whatever the start: sizes are the scenario's. */
static void batches_of_a_run_that_starts_late_hold_whole_blocks_all_the_same(void **unused)
{
    (void)unused;
    static const char text[] = "renkei: 1\ntitle: tiny\nprefecture: 31\nstart: 2027-04\nyears: 1\nreplications: 16\n"
                               "baseline: a\nmodels:\n  a: {instruments: []}\n";
    rk_scenario *scenario = running_scenario(text);
    running_run run = running_start_and_finish(scenario, 1001, 1100, 2);
    assert_int_equal(run.n_batches, 3);
    assert_int_equal(run.batch_rows[0], 23); /* to 1,024 */
    assert_int_equal(run.batch_rows[1], 1024);
    assert_int_equal(run.batch_rows[2], 53);
    running_end(&run);
    rk_scenario_close(scenario);
}

/* ---- Models ---- */

static void a_model_more_changes_no_other(void **unused)
{
    (void)unused;
    rk_scenario *three = running_scenario(running_text), *two = running_scenario(running_text);
    rk_mistakes *mistakes = rk_mistakes_new();
    assert_int_equal(rk_scenario_keep_models(two, "more", mistakes), RK_OK); /* and the baseline */
    rk_mistakes_free(mistakes);
    running_run all = running_start_and_finish(three, 9, 30, 2), some = running_start_and_finish(two, 9, 30, 2);
    size_t n_groups = 2, bytes = n_groups * all.n_values * sizeof(int64_t);
    for (uint32_t i = 0; i < 30; i++) {
        const int64_t *a = running_row(&all, i), *b = running_row(&some, i);
        assert_memory_equal(a, b, bytes);                                                         /* alone */
        assert_memory_equal(a + 2 * n_groups * all.n_values, b + n_groups * all.n_values, bytes); /* more */
    }
    running_end(&all);
    running_end(&some);
    rk_scenario_close(three);
    rk_scenario_close(two);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_number_of_threads_gives_the_same_rows_and_sums),
        cmocka_unit_test(threads_without_work_do_no_harm),
        cmocka_unit_test(a_replication_is_the_same_in_every_run_that_holds_it),
        cmocka_unit_test(the_sums_know_how_many_replications_each_block_has_given),
        cmocka_unit_test(sums_are_those_of_the_rows),
        cmocka_unit_test(batches_of_a_run_that_starts_late_hold_whole_blocks_all_the_same),
        cmocka_unit_test(a_model_more_changes_no_other),
    };
    return cmocka_run_group_tests(tests, running_setup, NULL);
}
