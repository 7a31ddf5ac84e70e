/* Options of a run, and the choice of the instruction set. */
#include "running.h"

static rk_status open_with(const rk_scenario *scenario, uint32_t first, uint32_t n, int n_threads)
{
    rk_run_options options = rk_run_options_of(scenario);
    options.first_replication = first;
    options.n_replications = n;
    options.n_threads = n_threads;
    rk_ensemble *ensemble = (rk_ensemble *)&options; /* must be set, to NULL on failure */
    rk_status status = rk_ensemble_open(scenario, &options, &ensemble);
    assert_true((status == RK_OK) == (ensemble != NULL));
    rk_ensemble_close(ensemble);
    return status;
}

/* ---- Options ---- */

static void options_of_a_scenario_are_its_own(void **unused)
{
    (void)unused;
    rk_scenario *scenario = running_scenario(running_text);
    rk_run_options options = rk_run_options_of(scenario);
    assert_true(options.seed == 20260401);
    assert_int_equal(options.n_replications, 40);
    assert_int_equal(options.first_replication, 0);
    assert_int_equal(options.n_threads, 0);
    rk_scenario_close(scenario);
}

static void options_out_of_range_are_refused(void **unused)
{
    (void)unused;
    rk_scenario *scenario = running_scenario(running_text);
    assert_int_equal(open_with(scenario, 0, 0, 1), RK_ERR_OPTIONS);
    assert_int_equal(open_with(scenario, 17, 0, 1), RK_ERR_OPTIONS);
    assert_int_equal(open_with(scenario, 0, 16, -1), RK_ERR_OPTIONS);
    assert_int_equal(open_with(scenario, UINT32_MAX, 1, 1), RK_ERR_OPTIONS);
    assert_int_equal(open_with(scenario, UINT32_MAX - 15, 16, 1), RK_ERR_OPTIONS);
    assert_int_equal(open_with(scenario, 2, UINT32_MAX - 1, 1), RK_ERR_OPTIONS);
    assert_int_equal(open_with(scenario, 0, 1, 1), RK_OK);
    assert_int_equal(open_with(scenario, 0, UINT32_MAX, 1), RK_OK);
    assert_int_equal(open_with(scenario, UINT32_MAX - 16, 16, 1), RK_OK);
    rk_scenario_close(scenario);
}

static void another_seed_is_another_run(void **unused)
{
    (void)unused;
    rk_scenario *scenario = running_scenario(running_text);
    running_run one = running_start_and_finish(scenario, 0, 16, 1);
    scenario->seed += UINT64_C(1) << 32; /* its upper half counts too */
    running_run other = running_start_and_finish(scenario, 0, 16, 1);
    assert_memory_not_equal(one.rows, other.rows, 16 * running_row_bytes(&one));
    running_end(&one);
    running_end(&other);
    rk_scenario_close(scenario);
}

static void closing_nothing_is_allowed_and_a_run_that_is_done_stays_done(void **unused)
{
    (void)unused;
    rk_ensemble_close(NULL);
    rk_scenario *scenario = running_scenario(running_text);
    running_run run = running_start_and_finish(scenario, 0, 2, 1);
    assert_true(rk_ensemble_done(run.ensemble));
    assert_int_equal(rk_ensemble_advance(run.ensemble), RK_OK);
    assert_int_equal(rk_ensemble_finished(run.ensemble), 2);
    assert_int_equal(rk_tally_weight(rk_ensemble_tally(run.ensemble)).n_replications, 2);
    running_end(&run);
    rk_scenario_close(scenario);
}

/* ---- Instruction sets ---- */

static const char *forced(const char *isa)
{
    assert_int_equal(setenv("RENKEI_ISA", isa, 1), 0);
    const char *name = rk_isa_name();
    const rk_kernel *kernel = rk_kernel_choose();
    assert_true(kernel == NULL ? name == NULL : strcmp(kernel->name, name) == 0);
    return name;
}

static void without_a_word_the_widest_that_the_processor_has_is_used(void **unused)
{
    (void)unused;
    assert_int_equal(unsetenv("RENKEI_ISA"), 0);
    const char *free_choice = rk_isa_name();
    assert_non_null(free_choice);
    assert_string_equal(forced(""), free_choice); /* set and empty is not set */
    static const char *const wider_first[] = {"v4", "v3", "baseline"};
    size_t i = 0;
    while (forced(wider_first[i]) == NULL) {
        i++;
        assert_true(i < 3);
    }
    assert_string_equal(wider_first[i], free_choice);
    assert_int_equal(unsetenv("RENKEI_ISA"), 0);
}

static void the_baseline_runs_everywhere(void **unused)
{
    (void)unused;
    assert_string_equal(forced("baseline"), "baseline");
    assert_int_equal(unsetenv("RENKEI_ISA"), 0);
}

static void a_word_that_names_no_instruction_set_is_refused(void **unused)
{
    (void)unused;
    static const char *const words[] = {"avx2", "v5", "Baseline", "baseline ", " v3", "v", "1", "auto"};
    rk_scenario *scenario = running_scenario(running_text);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        assert_null(forced(words[i]));
        assert_int_equal(open_with(scenario, 0, 16, 1), RK_ERR_ISA);
        assert_int_equal(open_with(scenario, 0, 0, 1), RK_ERR_OPTIONS); /* options are looked at first */
    }
    assert_int_equal(unsetenv("RENKEI_ISA"), 0);
    rk_scenario_close(scenario);
}

static void every_instruction_set_gives_the_same_bytes(void **unused)
{
    (void)unused;
    static const char *const others[] = {"v3", "v4"};
    rk_scenario *scenario = running_scenario(running_text);
    assert_non_null(forced("baseline"));
    running_run baseline = running_start_and_finish(scenario, 0, 21, 1);
    for (size_t i = 0; i < 2; i++) {
        if (forced(others[i]) == NULL) {
            continue; /* this processor or this build has none */
        }
        running_run other = running_start_and_finish(scenario, 0, 21, 1);
        assert_memory_equal(baseline.rows, other.rows, 21 * running_row_bytes(&baseline));
        running_expect_same_tallies(&baseline, &other);
        running_end(&other);
    }
    assert_int_equal(unsetenv("RENKEI_ISA"), 0);
    running_end(&baseline);
    rk_scenario_close(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_of_a_scenario_are_its_own),
        cmocka_unit_test(options_out_of_range_are_refused),
        cmocka_unit_test(another_seed_is_another_run),
        cmocka_unit_test(closing_nothing_is_allowed_and_a_run_that_is_done_stays_done),
        cmocka_unit_test(without_a_word_the_widest_that_the_processor_has_is_used),
        cmocka_unit_test(the_baseline_runs_everywhere),
        cmocka_unit_test(a_word_that_names_no_instruction_set_is_refused),
        cmocka_unit_test(every_instruction_set_gives_the_same_bytes),
    };
    return cmocka_run_group_tests(tests, running_setup, NULL);
}
