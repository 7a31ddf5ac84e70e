#include "running.h"

#include <stdio.h>
#include <unistd.h>

int running_setup(void **unused)
{
    (void)unused;
    return setenv("RENKEI_DATA", RK_SOURCE_DIR "/scenarios", 1) != 0 || unsetenv("RENKEI_ISA") != 0;
}

/* Tottori (19 municipalities) and Toyama (15), the two prefectures with the fewest. */
const char running_text[] = "renkei: 1\n"
                            "title: small\n"
                            "prefecture: [16, 31]\n"
                            "start: 2027-04\n"
                            "years: 2\n"
                            "seed: 20260401\n"
                            "replications: 40\n"
                            "baseline: alone\n"
                            "models:\n"
                            "  alone: {instruments: []}\n"
                            "  pool:\n"
                            "    instruments:\n"
                            "      - experts: {number: 3}\n"
                            "  more:\n"
                            "    instruments:\n"
                            "      - experts: {number: 3}\n"
                            "      - posts: {number: 1, contract: one_year, opens: 2027-09}\n";

rk_scenario *running_scenario(const char *text)
{
    char path[] = "/tmp/renkei-run-XXXXXX.yaml";
    int file = mkstemps(path, 5);
    assert_true(file >= 0);
    assert_true(write(file, text, strlen(text)) == (ssize_t)strlen(text));
    assert_int_equal(close(file), 0);
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_scenario *scenario = NULL;
    rk_status status = rk_scenario_open(path, NULL, 0, mistakes, &scenario);
    if (status != RK_OK) {
        rk_mistakes_print(mistakes, stderr);
    }
    assert_int_equal(unlink(path), 0);
    rk_mistakes_free(mistakes);
    assert_int_equal(status, RK_OK);
    return scenario;
}

static void keep_rows(running_run *run, const rk_replicates *batch, uint32_t done)
{
    for (uint32_t row = 0; row < batch->n_rows; row++) {
        int64_t *to = run->rows + (done + row) * run->n_groups_all * run->n_values;
        for (size_t i = 0; i < run->n_groups_all; i++) {
            size_t model = i / batch->shape->n_groups, group = i % batch->shape->n_groups;
            memcpy(to + i * run->n_values, rk_replicates_row(batch, model, group, row), run->n_values * sizeof *to);
        }
    }
}

running_run running_start_and_finish(const rk_scenario *scenario, uint32_t first, uint32_t n, int n_threads)
{
    running_run run = {0};
    rk_run_options options = rk_run_options_of(scenario);
    options.first_replication = first;
    options.n_replications = n;
    options.n_threads = n_threads;
    assert_int_equal(rk_ensemble_open(scenario, &options, &run.ensemble), RK_OK);
    const rk_replicates *batch = rk_ensemble_batch(run.ensemble);
    run.n_values = batch->n_values;
    run.n_groups_all = batch->shape->n_models * batch->shape->n_groups;
    run.rows = calloc(n * run.n_groups_all * run.n_values, sizeof *run.rows);
    assert_non_null(run.rows);
    uint32_t done = 0;
    while (!rk_ensemble_done(run.ensemble)) {
        assert_int_equal(rk_ensemble_advance(run.ensemble), RK_OK);
        assert_int_equal(batch->first, first + done);
        keep_rows(&run, batch, done);
        run.batch_rows[run.n_batches++ % 64] = batch->n_rows;
        done += batch->n_rows;
        assert_int_equal(rk_ensemble_finished(run.ensemble), done);
    }
    assert_int_equal(done, n);
    return run;
}

void running_end(running_run *run)
{
    rk_ensemble_close(run->ensemble);
    free(run->rows);
    *run = (running_run){0};
}

static bool same(rk_moment a, rk_moment b)
{
    return a.sum == b.sum && a.weighted == b.weighted && a.square == b.square;
}

void running_expect_same_tallies(const running_run *one, const running_run *other)
{
    const rk_tally *a = rk_ensemble_tally(one->ensemble), *b = rk_ensemble_tally(other->ensemble);
    const rk_shape *shape = rk_tally_shape(a);
    rk_weight x = rk_tally_weight(a), y = rk_tally_weight(b);
    assert_memory_equal(&x, &y, sizeof x);
    for (size_t model = 0; model < shape->n_models; model++) {
        for (rk_metric m = 0; m < RK_N_METRICS; m++) {
            assert_true(same(rk_totals_level(rk_tally_totals(a), model, m), rk_totals_level(rk_tally_totals(b), model, m)));
            for (size_t slot = 0; slot <= shape->n_years; slot++) {
                for (size_t column = 0; column < shape->n_columns; column++) {
                    assert_true(
                        same(rk_tally_level(a, model, slot, m, column), rk_tally_level(b, model, slot, m, column)));
                    assert_true(model == shape->baseline || same(rk_tally_difference(a, model, slot, m, column),
                                                                 rk_tally_difference(b, model, slot, m, column)));
                }
            }
        }
        for (size_t month = 0; month < RK_MONTHS * shape->n_years; month++) {
            for (size_t column = 0; column < shape->n_columns; column++) {
                assert_memory_equal(rk_tally_month(a, model, month, column), rk_tally_month(b, model, month, column),
                                    sizeof(rk_month_sum));
            }
        }
    }
}
