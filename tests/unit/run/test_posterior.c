/* Joint draws instead of priors: whole rows, all of them evenly, and what is nearer to the user holds. */
#include "running.h"

#include "run/assumptions.h"

#include <renkei/unknowns.h>

#include <math.h>
#include <stdio.h>
#include <unistd.h>

enum { ROWS = 64, NUMBERS_MAX = 512 };

static char folder[] = "/tmp/renkei-posterior-XXXXXX";

/* Draws whose columns hang together: row r has work.load = 0.4 + r / 200, quits.trend = 2 + r / 16 %/year. */
static int setup(void **unused)
{
    if (running_setup(unused) != 0 || mkdtemp(folder) == NULL || chdir(folder) != 0) {
        return 1;
    }
    FILE *file = fopen("draws.csv", "w");
    fputs("draw,work.load,parameters.quits.trend [%/year],note\n", file);
    for (int row = 0; row < ROWS; row++) {
        fprintf(file, "%d,%.10g,%.10g,%s\n", row + 1, 0.4 + row / 200.0, 2.0 + row / 16.0, row == 0 ? "of a test" : "");
    }
    return fclose(file);
}

static int teardown(void **unused)
{
    (void)unused;
    return unlink("draws.csv") != 0 || chdir("/") != 0 || rmdir(folder) != 0;
}

static rk_scenario *scenario_with(const char *more, const char *setting)
{
    const char *settings[] = {setting};
    FILE *file = fopen("with.yaml", "w");
    fprintf(file, "renkei: 1\nprefecture: 31\nyears: 1\n%s\nmodels:\n  a: {instruments: []}\n", more);
    assert_int_equal(fclose(file), 0);
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_scenario *scenario;
    assert_int_equal(rk_scenario_open("with.yaml", settings, setting != NULL, mistakes, &scenario), RK_OK);
    rk_mistakes_free(mistakes);
    assert_int_equal(unlink("with.yaml"), 0);
    return scenario;
}

static const double *drawn(const rk_scenario *scenario, uint32_t block, const rk_unknowns *unknowns,
                           const double *places)
{
    static double values[NUMBERS_MAX];
    rk_assumptions assumptions;
    assert_int_equal(rk_assumptions_open(scenario, 7, 5000, &assumptions), RK_OK);
    assumptions.unknowns = unknowns;
    assumptions.places = places;
    rk_assumptions_draw(&assumptions, block, values);
    rk_assumptions_close(&assumptions);
    return values;
}

static long row_of_load(double load)
{
    return lround((load - 0.4) * 200.0);
}

static void blocks_take_whole_rows_and_all_of_them(void **unused)
{
    (void)unused;
    rk_scenario *scenario = scenario_with("posterior: draws.csv", NULL);
    int seen[ROWS] = {0};
    for (uint32_t block = 0; block < 32 * ROWS; block++) {
        const double *values = drawn(scenario, block, NULL, NULL);
        long row = row_of_load(values[RK_P_WORK_LOAD]);
        assert_in_range(row, 0, ROWS - 1);
        double trend = rk_prior_to_base(&scenario->parameters[RK_P_QUIT_TREND].prior, 2.0 + (double)row / 16.0);
        assert_true(values[RK_P_QUIT_TREND] == trend);
        seen[row]++;
    }
    for (int row = 0; row < ROWS; row++) {
        assert_int_equal(seen[row], 32); /* once in each of the 32 randomisations: 64 Sobol points over 64 rows */
    }
    rk_scenario_close(scenario);
}

static void other_assumptions_are_drawn_as_without_it(void **unused)
{
    (void)unused;
    rk_scenario *with = scenario_with("posterior: draws.csv", NULL), *without = scenario_with("", NULL);
    static double kept[NUMBERS_MAX];
    for (uint32_t block = 0; block < 40; block++) {
        memcpy(kept, drawn(without, block, NULL, NULL), without->n_numbers * sizeof *kept);
        const double *values = drawn(with, block, NULL, NULL);
        for (size_t i = 0; i < without->n_numbers; i++) {
            assert_true(values[i] == kept[i] || i == RK_P_WORK_LOAD || i == RK_P_QUIT_TREND);
        }
    }
    rk_scenario_close(with);
    rk_scenario_close(without);
}

static void a_value_that_is_nearer_takes_its_column_out(void **unused)
{
    (void)unused;
    rk_scenario *set = scenario_with("posterior: draws.csv", "parameters.work.load=0.7");
    const double *values = drawn(set, 3, NULL, NULL);
    assert_true(values[RK_P_WORK_LOAD] == 0.7);
    assert_int_equal(set->posterior->n_columns, 1);
    rk_scenario_close(set);
    rk_scenario *named = scenario_with("parameters: {work.load: 0.7}", "posterior=draws.csv");
    assert_int_equal(named->posterior->n_columns, 2);
    assert_in_range(row_of_load(drawn(named, 3, NULL, NULL)[RK_P_WORK_LOAD]), 0, ROWS - 1);
    assert_true(named->parameters[RK_P_WORK_LOAD].prior.family == RK_SAMPLE);
    rk_scenario_close(named);
}

static void places_are_those_of_a_column(void **unused)
{
    (void)unused;
    rk_scenario *scenario = scenario_with("posterior: draws.csv", NULL);
    rk_unknowns *unknowns;
    static double places[NUMBERS_MAX];
    char text[64];
    const char *unit;
    assert_int_equal(rk_unknowns_open(scenario, &unknowns), RK_OK);
    for (size_t i = 0; i < NUMBERS_MAX; i++) {
        places[i] = (double)NAN;
    }
    size_t load = rk_unknowns_find(unknowns, "work.load"), trend = rk_unknowns_find(unknowns, "quits.trend");
    places[load] = 0.75;
    const double *values = drawn(scenario, 5, unknowns, places);
    assert_int_equal(row_of_load(values[RK_P_WORK_LOAD]), 48);
    assert_true(fabs(rk_unknowns_amount(unknowns, trend, 0.5, &unit) - 4.0) < 1e-12);
    assert_string_equal(unit, "%/year");
    rk_unknowns_value(unknowns, trend, 0.5, text);
    assert_string_equal(text, "4 %/year");
    rk_unknowns_close(unknowns);
    rk_scenario_close(scenario);
}

static void explain_tells_the_draws_and_their_file_is_kept(void **unused)
{
    (void)unused;
    rk_scenario *scenario = scenario_with("posterior: draws.csv", NULL);
    size_t found = 0;
    for (size_t i = 0; i < rk_scenario_n_values(scenario); i++) {
        rk_scenario_value value = rk_scenario_value_at(scenario, i);
        if (strcmp(value.key, "parameters.quits.trend") == 0) {
            assert_string_equal(value.value, "64 joint draws, median 4, 90 % from 2.188 to 5.75 %/year");
            assert_non_null(strstr(value.origin, "draws.csv:1:16"));
            found++;
        }
    }
    assert_int_equal(found, 1);
    for (size_t i = 0; i < rk_scenario_n_files(scenario); i++) {
        found += strstr(rk_scenario_file_at(scenario, i).path, "draws.csv") != NULL;
    }
    assert_int_equal(found, 2);
    rk_scenario_close(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_take_whole_rows_and_all_of_them),
        cmocka_unit_test(other_assumptions_are_drawn_as_without_it),
        cmocka_unit_test(a_value_that_is_nearer_takes_its_column_out),
        cmocka_unit_test(places_are_those_of_a_column),
        cmocka_unit_test(explain_tells_the_draws_and_their_file_is_kept),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
