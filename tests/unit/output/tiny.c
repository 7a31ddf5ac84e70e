#include "tiny.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const size_t group_first[] = {0, 1, 3};
const rk_shape tiny_shape = {TINY_MODELS, TINY_BASELINE, TINY_YEARS, TINY_COLUMNS, TINY_GROUPS, group_first, TINY_RULES, {false}, false, 0, RK_LANES};

static char folder[] = "/tmp/renkei-output-XXXXXX";

const char *tiny_folder(void)
{
    static bool made;
    if (!made) {
        assert_non_null(mkdtemp(folder));
        made = true;
    }
    return folder;
}

void tiny_clean(void)
{
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf '%s'", tiny_folder());
    assert_int_equal(system(command), 0);
}

char *tiny_path(const char *name)
{
    char *path = NULL;
    assert_true(asprintf(&path, "%s/%s", tiny_folder(), name) > 0);
    return path;
}

rk_scenario *tiny_scenario(void)
{
    static const char text[] = "renkei: 1\n"
                               "title: 小さな例\n"
                               "title_en: A small example\n"
                               "prefecture: [36, 38]\n"
                               "municipalities: [36201, 38201, 38202]\n"
                               "years: 2\n"
                               "baseline: alone\n"
                               "funding:\n"
                               "  own_relief: {title: Relief, title_ja: 減免, items: [staff], of: municipality, by: nation,\n"
                               "    rate: 0.3, source: X7, evidence: J, order: 7}\n"
                               "  own_second: {items: [systems], of: municipality, by: prefecture, rate: 0.25,\n"
                               "    cap: 3 million yen, per: case}\n"
                               "models:\n"
                               "  other: {title: 別の姿, title_en: Another, instruments: []}\n"
                               "  alone: {instruments: []}\n";
    assert_int_equal(setenv("RENKEI_DATA", RK_SOURCE_DIR "/scenarios", 1), 0);
    char *path = tiny_path("tiny.yaml");
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_scenario *scenario = NULL;
    rk_status status = rk_scenario_load(path, NULL, 0, NULL, 0, mistakes, &scenario);
    rk_mistakes_print(mistakes, stderr);
    assert_int_equal(status, RK_OK);
    rk_mistakes_free(mistakes);
    free(path);
    return scenario;
}

int64_t tiny_value(size_t model, size_t group, uint32_t replication, size_t column)
{
    return (int64_t)(model * 1000000007 + group * 500000 + (uint64_t)replication * 7919 + column * 104729) % 1000003;
}

double tiny_number(uint32_t block, size_t number)
{
    return (double)block + (double)number / 1000;
}

static void fill_batch(rk_replicates *batch, uint32_t first, uint32_t n)
{
    batch->first = first;
    batch->n_rows = n;
    batch->first_block = first / RK_LANES;
    batch->n_blocks = (first + n + RK_LANES - 1) / RK_LANES - batch->first_block;
    for (size_t model = 0; model < TINY_MODELS; model++) {
        for (size_t group = 0; group < TINY_GROUPS; group++) {
            for (uint32_t row = 0; row < n; row++) {
                for (size_t column = 0; column < batch->n_values; column++) {
                    rk_replicates_row(batch, model, group, row)[column] = tiny_value(model, group, first + row, column);
                }
            }
        }
    }
    for (uint32_t i = 0; i < batch->n_blocks; i++) {
        for (size_t number = 0; number < batch->n_numbers; number++) {
            batch->numbers[i * batch->n_numbers + number] = tiny_number(batch->first_block + i, number);
        }
    }
}

rk_status tiny_write(const rk_scenario *scenario, const char *path, const rk_run_options *options, uint32_t batch_size,
                     uint32_t finished)
{
    rk_results *results;
    rk_replicates *batch;
    rk_status status = rk_results_create(path, scenario, options, "renkei run tiny.yaml", &results);
    if (status != RK_OK) {
        return status;
    }
    rk_tally *tally = tiny_tally();
    assert_int_equal(rk_replicates_new(&tiny_shape, batch_size, scenario->n_numbers, &batch), RK_OK);
    for (uint32_t done = 0; done < options->n_replications && status == RK_OK;) {
        uint32_t n = options->n_replications - done < batch_size ? options->n_replications - done : batch_size;
        fill_batch(batch, options->first_replication + done, n);
        status = rk_results_append(results, batch);
        done += n;
    }
    if (status == RK_OK) {
        status = rk_results_finish(results, tally, finished);
    } else {
        rk_results_abandon(results);
    }
    rk_replicates_free(batch);
    rk_tally_free(tally);
    return status;
}

/* ---- The tally ---- */

static void fill_rows(rk_row rows[TINY_COLUMNS], size_t model, size_t slot, int block)
{
    for (size_t column = 0; column < TINY_COLUMNS; column++) {
        RK_FOR_LANES(lane)
        {
            int seed = 13 * block + 7 * lane + (int)(3 * model + 5 * slot + 2 * column);
            for (int metric = 0; metric < RK_N_COUNTS; metric++) {
                rows[column].count[metric][lane] = (seed * (metric + 1)) % 12;
            }
            for (int metric = 0; metric < RK_N_MONEY; metric++) {
                rows[column].money[metric][lane] = 1000000 * (int64_t)((seed * (metric + 3)) % 17);
            }
        }
    }
}

static void fold_totals(rk_tally *tally, int block, int n_lanes)
{
    int64_t totals[TINY_MODELS][RK_N_METRICS][RK_LANES];
    for (size_t model = TINY_MODELS; model-- > 0;) {
        for (size_t metric = 0; metric < RK_N_METRICS; metric++) {
            RK_FOR_LANES(lane)
            {
                totals[model][metric][lane] =
                    tiny_value(model, 0, (uint32_t)(block * RK_LANES + lane), metric) * (int64_t)(1 + model);
            }
        }
    }
    for (size_t model = TINY_MODELS; model-- > 0;) {
        rk_tally_fold_totals(tally, model, (const int64_t(*)[RK_LANES])totals[model],
                             model == TINY_BASELINE ? NULL : (const int64_t(*)[RK_LANES])totals[TINY_BASELINE], 0,
                             n_lanes);
    }
}

static void fold_months(rk_tally *tally, size_t model, size_t year)
{
    for (size_t group = 0; group < TINY_GROUPS; group++) {
        rk_month_count months[RK_MONTHS][TINY_COLUMNS];
        size_t n = group_first[group + 1] - group_first[group];
        rk_month_count *count = months[0];
        for (int i = 0; i < RK_MONTHS * (int)n; i++) {
            count[i] = (rk_month_count){i % 5, i % 3, (int)model, i + (int)year, 2 * i * i};
        }
        rk_tally_fold_months(tally, model, year, group, months[0]);
    }
}

static void fold_rules(rk_tally *tally, int block, int n_lanes)
{
    int64_t sums[TINY_RULES * TINY_YEARS];
    for (size_t model = 0; model < TINY_MODELS; model++) {
        for (size_t i = 0; i < TINY_RULES * TINY_YEARS; i++) {
            sums[i] = (int64_t)(1000000007 * (model + 1) + i * 7919) * (block + 1) * n_lanes;
        }
        rk_tally_fold_rules(tally, model, sums, (uint32_t)n_lanes);
    }
}

rk_tally *tiny_tally(void)
{
    static const int n_lanes[] = {16, 16, 8};
    static rk_row rows[TINY_MODELS][TINY_COLUMNS];
    rk_tally *tally;
    assert_int_equal(rk_tally_new(&tiny_shape, &tally), RK_OK);
    for (int block = 0; block < 3; block++) {
        for (size_t slot = 0; slot <= TINY_YEARS; slot++) {
            for (size_t model = TINY_MODELS; model-- > 0;) {
                fill_rows(rows[model], model, slot, block);
                for (size_t group = 0; group < TINY_GROUPS; group++) {
                    rk_tally_fold(tally, model, slot, group, &rows[model][group_first[group]],
                                  model == TINY_BASELINE ? NULL : &rows[TINY_BASELINE][group_first[group]], 0,
                                  n_lanes[block]);
                }
                if (slot < TINY_YEARS) {
                    fold_months(tally, model, slot);
                }
            }
        }
        fold_totals(tally, block, n_lanes[block]);
        fold_rules(tally, block, n_lanes[block]);
        rk_tally_count(tally, (uint32_t)block, (uint32_t)n_lanes[block]);
    }
    return tally;
}

/* ---- What output asks of modules that it may not include: the run ---- */

const char *rk_isa_name(void)
{
    return "baseline";
}
