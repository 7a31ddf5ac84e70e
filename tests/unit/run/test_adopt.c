/* Sums of earlier runs, taken up by another: whatever the pieces, the whole is the whole. */
#include "running.h"

#include "stats/sums.h"

enum { FIRST = 3, N = 90 };

static rk_scenario *scenario;

static int open_scenario(void **unused)
{
    int status = running_setup(unused);
    scenario = running_scenario(running_text);
    return status;
}

static int close_scenario(void **unused)
{
    (void)unused;
    rk_scenario_close(scenario);
    return 0;
}

static void expect_same(const rk_tally *one, const rk_tally *other)
{
    for (rk_sums_id id = 0; id < RK_N_SUMS; id++) {
        rk_sums_array array = rk_sums_describe(one, id);
        char *a = calloc(array.n + 1, array.element), *b = calloc(array.n + 1, array.element);
        rk_sums_get(one, id, a);
        rk_sums_get(other, id, b);
        assert_memory_equal(a, b, array.n * array.element);
        free(a);
        free(b);
    }
}

/* Runs of these lengths, one after the other; the rest of N is simulated by the run that takes them up. */
static void expect_whole(const uint32_t *lengths, size_t n_pieces, int n_threads)
{
    running_run whole = running_start_and_finish(scenario, FIRST, N, 2);
    rk_run_options options = rk_run_options_of(scenario);
    options.first_replication = FIRST;
    options.n_replications = N;
    options.n_threads = n_threads;
    rk_ensemble *ensemble = NULL;
    assert_int_equal(rk_ensemble_open(scenario, &options, &ensemble), RK_OK);
    uint32_t done = 0;
    for (size_t i = 0; i < n_pieces; i++) {
        running_run piece = running_start_and_finish(scenario, FIRST + done, lengths[i], 1);
        assert_int_equal(rk_ensemble_adopt(ensemble, rk_ensemble_tally(piece.ensemble), lengths[i]), RK_OK);
        running_end(&piece);
        done += lengths[i];
        assert_int_equal(rk_ensemble_finished(ensemble), done);
    }
    while (!rk_ensemble_done(ensemble)) {
        assert_int_equal(rk_ensemble_advance(ensemble), RK_OK);
    }
    expect_same(rk_ensemble_tally(whole.ensemble), rk_ensemble_tally(ensemble));
    rk_ensemble_close(ensemble);
    running_end(&whole);
}

static void pieces_of_whole_blocks_are_the_whole(void **unused)
{
    (void)unused;
    expect_whole((const uint32_t[]){13, 16, 61}, 3, 2);
}

static void a_run_goes_on_where_another_ended(void **unused)
{
    (void)unused;
    expect_whole((const uint32_t[]){29}, 1, 2);
    expect_whole((const uint32_t[]){40}, 1, 3);
    expect_whole((const uint32_t[]){5}, 1, 1);
}

static void a_block_in_several_pieces_counts_as_one(void **unused)
{
    (void)unused;
    expect_whole((const uint32_t[]){4, 5, 2, 30, 49}, 5, 1);
    expect_whole((const uint32_t[]){1, 1, 1, 20, 1, 1}, 6, 2);
}

/* 45 replications of an earlier run, then 45 of its own: a part holds the latter only. */
static void recent_sums_leave_out_earlier_runs_and_what_was_set_aside(void **unused)
{
    (void)unused;
    enum { HALF = 45 };
    running_run first = running_start_and_finish(scenario, FIRST, HALF, 1);
    running_run second = running_start_and_finish(scenario, FIRST + HALF, HALF, 1);
    rk_run_options options = rk_run_options_of(scenario);
    options.first_replication = FIRST;
    options.n_replications = 2 * HALF;
    options.n_threads = 2;
    rk_ensemble *ensemble = NULL;
    assert_int_equal(rk_ensemble_open(scenario, &options, &ensemble), RK_OK);
    assert_int_equal(rk_ensemble_adopt(ensemble, rk_ensemble_tally(first.ensemble), HALF), RK_OK);
    assert_int_equal(rk_ensemble_advance(ensemble), RK_OK);
    assert_true(rk_ensemble_done(ensemble));
    assert_int_equal((FIRST + HALF) % RK_LANES, 0);
    expect_same(rk_ensemble_recent(ensemble), rk_ensemble_tally(second.ensemble));
    assert_int_equal(rk_ensemble_set_aside(ensemble), RK_OK);
    assert_null(rk_ensemble_recent(ensemble));
    assert_int_equal(rk_tally_weight(rk_ensemble_tally(ensemble)).n_replications, 2 * HALF);
    rk_ensemble_close(ensemble);
    running_end(&first);
    running_end(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_of_whole_blocks_are_the_whole),
        cmocka_unit_test(a_run_goes_on_where_another_ended),
        cmocka_unit_test(a_block_in_several_pieces_counts_as_one),
        cmocka_unit_test(recent_sums_leave_out_earlier_runs_and_what_was_set_aside),
    };
    return cmocka_run_group_tests(tests, open_scenario, close_scenario);
}
