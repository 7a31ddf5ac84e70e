#include "oracle.h"

#include <float.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const double false_alarms = 2e-9; /* of one family */

/* ---- Running ---- */

bool oracle_is_quick(void)
{
#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    return true;
#else
    return false;
#endif
}

uint32_t oracle_many(uint32_t n_replications)
{
    return oracle_is_quick() || n_replications < 640 ? n_replications : n_replications / 20;
}

static rk_scenario *scenario_of(const char *file, oracle_settings settings, const char *models)
{
    char path[512];
    size_t n = 0;
    rk_scenario *scenario = NULL;
    rk_mistakes *mistakes = rk_mistakes_new();
    assert_non_null(mistakes);
    while (settings != NULL && settings[n] != NULL) {
        n++;
    }
    assert_int_equal(setenv("RENKEI_DATA", RK_SOURCE_DIR "/scenarios", 1), 0);
    assert_true(snprintf(path, sizeof path, "%s/%s", RK_SOURCE_DIR, file) < (int)sizeof path);
    rk_status status = rk_scenario_open(path, settings, n, mistakes, &scenario);
    if (status == RK_OK && models != NULL) {
        status = rk_scenario_keep_models(scenario, models, mistakes);
    }
    rk_mistakes_print(mistakes, stderr);
    rk_mistakes_free(mistakes);
    assert_int_equal(status, RK_OK);
    return scenario;
}

/* The batch's rows lie by model and group, ours by replication. */
static void rows_keep(oracle_run *run, const rk_replicates *batch, uint32_t first)
{
    size_t n_groups = run->shape->n_groups, n_models = run->shape->n_models;
    for (uint32_t row = 0; row < batch->n_rows; row++) {
        int64_t *to = run->rows + (batch->first - first + row) * n_models * n_groups * run->n_values;
        for (size_t model = 0; model < n_models; model++) {
            for (size_t group = 0; group < n_groups; group++, to += run->n_values) {
                memcpy(to, rk_replicates_row(batch, model, group, row), run->n_values * sizeof *to);
            }
        }
    }
}

static oracle_run live(rk_scenario *scenario, uint32_t first, uint32_t n, bool keep,
                       void (*look)(const rk_replicates *batch))
{
    oracle_run run = {.scenario = scenario, .n_replications = n};
    rk_run_options options = rk_run_options_of(scenario);
    options.first_replication = first;
    options.n_replications = n;
    options.n_threads = 1; /* programs run side by side, and the numbers are the same */
    assert_int_equal(rk_ensemble_open(scenario, &options, &run.ensemble), RK_OK);
    run.shape = rk_ensemble_batch(run.ensemble)->shape;
    run.n_values = rk_replicates_n_values(run.shape);
    if (keep) {
        run.rows = calloc((size_t)n * run.shape->n_models * run.shape->n_groups * run.n_values, sizeof *run.rows);
        assert_non_null(run.rows);
    }
    while (!rk_ensemble_done(run.ensemble)) {
        assert_int_equal(rk_ensemble_advance(run.ensemble), RK_OK);
        if (keep) {
            rows_keep(&run, rk_ensemble_batch(run.ensemble), first);
        }
        if (look != NULL) {
            look(rk_ensemble_batch(run.ensemble));
        }
    }
    run.tally = rk_ensemble_tally(run.ensemble);
    return run;
}

oracle_run oracle_live(const char *file, oracle_settings settings, uint32_t n_replications)
{
    return live(scenario_of(file, settings, NULL), 0, n_replications, true, NULL);
}

oracle_run oracle_live_sums(const char *file, oracle_settings settings, uint32_t n_replications,
                            void (*look)(const rk_replicates *batch))
{
    return live(scenario_of(file, settings, NULL), 0, n_replications, false, look);
}

oracle_run oracle_live_some(const char *file, oracle_settings settings, const char *models, uint32_t first, uint32_t n)
{
    return live(scenario_of(file, settings, models), first, n, true, NULL);
}

void oracle_end(oracle_run *run)
{
    free(run->rows);
    rk_ensemble_close(run->ensemble);
    rk_scenario_close(run->scenario);
    *run = (oracle_run){0};
}

/* ---- Values ---- */

const int64_t *oracle_row(const oracle_run *run, size_t model, size_t group, uint32_t replication)
{
    return run->rows + ((replication * run->shape->n_models + model) * run->shape->n_groups + group) * run->n_values;
}

int64_t oracle_value(const oracle_run *run, size_t model, size_t group, uint32_t replication, size_t metric,
                     size_t slot)
{
    size_t column = rk_replicates_column(run->shape, metric, slot);
    assert_true(column < run->n_values);
    return oracle_row(run, model, group, replication)[column];
}

double oracle_sum(const oracle_run *run, size_t model, size_t slot, rk_metric metric, size_t first, size_t last)
{
    int64_t sum = 0;
    for (size_t column = first; column < last; column++) {
        sum += rk_tally_level(run->tally, model, slot, metric, column).sum;
    }
    return (double)sum / rk_metrics[metric].scale;
}

oracle_mean oracle_mean_of(const oracle_run *run, size_t model, size_t group, rk_metric metric, size_t slot)
{
    double n = run->n_replications, sum = 0, squares = 0;
    for (uint32_t i = 0; i < run->n_replications; i++) {
        sum += (double)oracle_value(run, model, group, i, metric, slot);
    }
    for (uint32_t i = 0; i < run->n_replications; i++) {
        double off = (double)oracle_value(run, model, group, i, metric, slot) - sum / n;
        squares += off * off;
    }
    return (oracle_mean){sum / n / rk_metrics[metric].scale, sqrt(squares / (n - 1) / n) / rk_metrics[metric].scale};
}

/* ---- Effects ---- */

oracle_mean oracle_effect(const oracle_run *run, const char *with, const char *without, rk_metric metric)
{
    enum { BLOCK = 16 };
    size_t one = rk_scenario_model_find(run->scenario, with), other = rk_scenario_model_find(run->scenario, without);
    uint32_t n = run->n_replications / BLOCK;
    double sum = 0, squares = 0, scale = BLOCK * rk_metrics[metric].scale;
    assert_true(one < run->shape->n_models && other < run->shape->n_models && n > 1);
    for (uint32_t block = 0; block < n; block++) {
        double more = 0;
        for (size_t i = 0; i < BLOCK * run->shape->n_groups; i++) {
            uint32_t life = block * BLOCK + (uint32_t)(i % BLOCK);
            more += (double)(oracle_value(run, one, i / BLOCK, life, metric, run->shape->n_years) -
                             oracle_value(run, other, i / BLOCK, life, metric, run->shape->n_years));
        }
        sum += more / scale;
        squares += more / scale * (more / scale);
    }
    return (oracle_mean){sum / n, sqrt(fmax(squares - sum * sum / n, 0) / (n - 1) / n)};
}

void oracle_expect_effect(const oracle_run *run, const char *with, const char *without, rk_metric metric, int sign)
{
    oracle_mean effect = oracle_effect(run, with, without, metric);
    printf("# %s against %s: %s %+.6g +- %.3g\n", with, without, rk_metrics[metric].name, effect.mean, effect.error);
    fflush(stdout);
    assert_true(sign * effect.mean > (oracle_is_quick() ? 4 * effect.error : 0));
}

/* ---- Judging ---- */

static void add(oracle_family *family, double z, double observed, double expected, double error)
{
    family->n++;
    family->observed += observed;
    family->expected += expected;
    if (!isnan(family->worst) && !(z <= family->worst)) { /* NaN is the worst, and stays */
        family->worst = z;
        family->worst_observed = observed;
        family->worst_expected = expected;
    }
    if (error > 0 && 0.01 * fabs(expected) / error > family->power) {
        family->power = 0.01 * fabs(expected) / error;
    }
}

void oracle_compare(oracle_family *family, double observed, double expected, double error)
{
    double off = fabs(observed - expected), rounding = 1e-12 * fabs(expected);
    double z = off <= rounding ? 0 : error > 0 ? off / error : (double)INFINITY;
    add(family, z, observed, expected, error);
}

/* A tail as the z of the normal law that has it on one side. */
static double z_of_tail(double tail)
{
    return tail >= 0.5 ? 0 : tail < DBL_MIN ? (double)INFINITY : gsl_cdf_ugaussian_Qinv(tail);
}

void oracle_count(oracle_family *family, double count, double trials, double chance)
{
    unsigned k = (unsigned)count, n = (unsigned)trials;
    double z;
    if (chance <= 0 || chance >= 1) {
        z = count == trials * chance ? 0 : (double)INFINITY;
    } else {
        double below = gsl_cdf_binomial_P(k, chance, n);
        double above = k == 0 ? 1 : gsl_cdf_binomial_Q(k - 1, chance, n);
        z = z_of_tail(below < above ? below : above);
    }
    add(family, z, count, trials * chance, sqrt(trials * chance * (1 - chance)));
}

static double limit_of(const oracle_family *family)
{
    return gsl_cdf_ugaussian_Qinv(false_alarms / 2 / (double)family->n);
}

void oracle_judge(const oracle_family *family)
{
    assert_true(family->n > 0);
    double limit = limit_of(family);
    printf("# %s: %zu compared, worst z %.2f of %.2f (%.6g for %.6g), bias %+.4f %%, 1 %% would be z %.1f\n",
           family->claim, family->n, family->worst, limit, family->worst_observed, family->worst_expected,
           family->expected != 0 ? 100 * (family->observed / family->expected - 1) : 0, family->power);
    fflush(stdout);
    assert_true(family->worst <= limit);
}

void oracle_judge_one_percent(const oracle_family *family)
{
    oracle_judge(family);
    assert_true(!oracle_is_quick() || family->power >= limit_of(family) + 2);
}
