#include "library.h"

#include "input/scenario.h"
#include "instruments/experts.h"

#include <inttypes.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

size_t library_place(const oracle_run *run, const char *name)
{
    for (size_t i = 0; i < run->scenario->n_municipalities; i++) {
        if (strcmp(run->scenario->municipalities[i].name, name) == 0) {
            return i;
        }
    }
    fail_msg("no municipality %s", name);
    return 0;
}

static size_t model_of(const oracle_run *run, const char *key)
{
    size_t model = rk_scenario_model_find(run->scenario, key);
    assert_true(model < run->shape->n_models);
    return model;
}

double library_mean(const oracle_run *run, const char *model, rk_metric metric, size_t place, size_t slot)
{
    return oracle_sum(run, model_of(run, model), slot, metric, place, place + 1) / run->n_replications;
}

double library_z(const oracle_run *run, const char *model, rk_metric metric, size_t place, size_t slot)
{
    rk_moment more = rk_tally_difference(run->tally, model_of(run, model), slot, metric, place);
    rk_weight weight = rk_tally_weight(run->tally);
    rk_estimate estimate = rk_moment_estimate(&more, &weight, rk_metrics[metric].scale);
    return estimate.mean == 0 ? 0 : estimate.mean / estimate.error;
}

static size_t last_year(const oracle_run *run)
{
    return run->shape->n_years - 1;
}

/* In the metric's unit and per replication, all municipalities in one year. */
static double in_year(const oracle_run *run, const char *model, rk_metric metric, size_t year)
{
    return oracle_sum(run, model_of(run, model), year, metric, 0, run->shape->n_columns) / run->n_replications;
}

/* ---- Support: who, and when ---- */

void library_pool_serves_all(const oracle_run *run)
{
    for (size_t place = 0; place < run->shape->n_columns; place++) {
        assert_true(library_mean(run, "advisers", RK_METRIC_SUPPORT, place, last_year(run)) > 0);
    }
}

void library_structure_serves_by_its_date(const oracle_run *run)
{
    double fy2024 = in_year(run, "structure", RK_METRIC_SUPPORT, 0),
           fy2025 = in_year(run, "structure", RK_METRIC_SUPPORT, 1);
    double fy2026 = in_year(run, "structure", RK_METRIC_SUPPORT, 2);
    printf("# support in FY2024, FY2025, FY2026: %.2f, %.2f, %.2f person-months\n", fy2024, fy2025, fy2026);
    assert_true(fy2024 == 0);
    assert_true(fy2025 > 0 && fy2025 < fy2026 / 6); /* March alone */
}

void library_hiroshima_posts_to_fifteen(const oracle_run *run)
{
    size_t served = 0;
    for (size_t place = 0; place < run->shape->n_columns; place++) {
        served += library_mean(run, "posted", RK_METRIC_SUPPORT, place, 0) > 0;
    }
    assert_int_equal(served, 15);
    assert_true(library_mean(run, "posted", RK_METRIC_SUPPORT, library_place(run, "江田島市"), 0) > 0);
}

void library_govtech_grows(const oracle_run *run)
{
    for (size_t year = 1; year < 4; year++) {
        double before = in_year(run, "pool", RK_METRIC_SUPPORT, year - 1),
               after = in_year(run, "pool", RK_METRIC_SUPPORT, year);
        printf("# support in year %zu: %.1f person-months after %.1f\n", year, after, before);
        assert_true(after > before);
    }
}

static int64_t total_in_year(const oracle_run *run, const char *model, rk_metric metric, size_t year)
{
    int64_t sum = 0;
    for (size_t place = 0; place < run->shape->n_columns; place++) {
        sum += rk_tally_level(run->tally, model_of(run, model), year, metric, place).sum;
    }
    return sum;
}

/* People at the end of the ramps; a group of members is a prefecture's, and each has so many. */
static long experts_at_last(const rk_model *model)
{
    long people = 0;
    for (size_t i = 0; i < model->n_instruments; i++) {
        const rk_setting *number = &model->instruments[i].settings[RK_EXPERTS_NUMBER];
        people +=
            number->steps[number->n_steps - 1].count * (long)model->instruments[i].settings[RK_COMMON_MEMBERS].n_groups;
    }
    return people;
}

void library_nation_has_five_hundred(const oracle_run *run)
{
    size_t year = last_year(run);
    assert_int_equal(run->shape->n_groups, 47);
    assert_int_equal(run->shape->n_columns, 1741);
    for (size_t group = 0; group < 47; group++) {
        assert_true(oracle_sum(run, model_of(run, "pool"), year, RK_METRIC_SUPPORT, run->shape->group_first[group],
                               run->shape->group_first[group + 1]) > 0);
    }
    int64_t unpaid = total_in_year(run, "pool", RK_METRIC_COST_TOTAL, year);
    for (int payer = RK_METRIC_PAID_MUNICIPALITY; payer <= RK_METRIC_PAID_OTHER; payer++) {
        unpaid -= total_in_year(run, "pool", (rk_metric)payer, year);
    }
    assert_true(unpaid == 0);
    assert_int_equal(experts_at_last(&run->scenario->models[model_of(run, "pool")]), 500);
}

/* ---- Grants and subsidies ---- */

void library_ehime_grant_is_for_one_year(const oracle_run *run)
{
    double granted =
        in_year(run, "shared", RK_METRIC_PAID_NATION, 0) / in_year(run, "shared", RK_METRIC_COST_EXPERTS, 0);
    double after = in_year(run, "shared", RK_METRIC_PAID_NATION, 1) / in_year(run, "shared", RK_METRIC_COST_EXPERTS, 1);
    printf("# the nation pays %.2f of the pay of shared experts in the first year, %.2f in the second\n", granted,
           after);
    assert_true(!oracle_is_quick() || granted > after);
}

void library_oita_grant_and_subsidy(const oracle_run *run)
{
    double first = in_year(run, "programme", RK_METRIC_PAID_PREFECTURE, 0),
           second = in_year(run, "programme", RK_METRIC_PAID_PREFECTURE, 1);
    double subsidy = in_year(run, "subsidised", RK_METRIC_PAID_PREFECTURE, 1);
    printf("# the prefecture pays %.1f million yen in the first year, %.1f in the second; subsidies %.2f\n",
           first / 1e6, second / 1e6, subsidy / 1e6);
    assert_true(!oracle_is_quick() || first < second);
    assert_true(subsidy > 0 && subsidy <= 6 * 0.4e6);
}

/* ---- What is saved, and by whom ---- */

/* Part of the running cost that the municipalities with fewer, or not fewer, residents than a limit save. */
static double saved(const oracle_run *run, const char *model, double limit, bool small)
{
    double with = 0, without = 0;
    for (size_t i = 0; i < run->shape->n_columns; i++) {
        if ((run->scenario->municipalities[i].population < limit) == small) {
            with += library_mean(run, model, RK_METRIC_COST_SYSTEMS, i, last_year(run));
            without += library_mean(run, "alone", RK_METRIC_COST_SYSTEMS, i, last_year(run));
        }
    }
    return 1 - with / without;
}

void library_small_ones_save_more(const oracle_run *run)
{
    double small = saved(run, "offices", 5000, true), large = saved(run, "offices", 20000, false);
    printf("# saved of running cost: %.3f below 5,000 residents, %.3f from 20,000 on\n", small, large);
    assert_true(large > 0 && small > 1.25 * large);
}

/* ---- Lateness ---- */

/* Variance of the prefecture's lateness within blocks: what luck makes of it, the draws of vendors above all. */
static double variance_of_lateness(const oracle_run *run)
{
    enum { BLOCK = 16 };
    size_t alone = model_of(run, "alone"), horizon = run->shape->n_years;
    double squares = 0;
    uint32_t n_blocks = run->n_replications / BLOCK;
    for (uint32_t block = 0; block < n_blocks; block++) {
        double sum = 0, square = 0;
        for (uint32_t i = block * BLOCK; i < (block + 1) * BLOCK; i++) {
            double late = (double)oracle_value(run, alone, 0, i, RK_METRIC_LATENESS, horizon);
            sum += late;
            square += late * late;
        }
        squares += square - sum * sum / BLOCK;
    }
    return squares / (n_blocks * (BLOCK - 1.0));
}

/* With a vendor of its own a municipality is late as often and as long as before, but not when others are. The two
 * variances come from 15 degrees of freedom a block, 1,200 with 80 blocks: an error near 6 % of their ratio. */
void library_lateness_is_common(const oracle_run *run)
{
    char years[32], seed[64];
    assert_true(snprintf(years, sizeof years, "years=%zu", run->shape->n_years) < (int)sizeof years);
    assert_true(snprintf(seed, sizeof seed, "seed=%" PRIu64, run->scenario->seed) < (int)sizeof seed);
    const char *const settings[] = {years, seed, "vendor.groups=64", NULL};
    oracle_run apart = oracle_live_some("scenarios/standardisation.yaml", settings, "alone", 0, run->n_replications);
    oracle_mean together_mean = oracle_mean_of(run, model_of(run, "alone"), 0, RK_METRIC_LATENESS, run->shape->n_years);
    oracle_mean apart_mean = oracle_mean_of(&apart, 0, 0, RK_METRIC_LATENESS, run->shape->n_years);
    double ratio = variance_of_lateness(run) / variance_of_lateness(&apart);
    printf("# lateness of the prefecture: mean %.0f months, with vendors apart %.0f; variance %.2f times as large\n",
           together_mean.mean, apart_mean.mean, ratio);
    oracle_end(&apart);
    assert_true(ratio > (oracle_is_quick() ? 1.25 : 1));
}

/* ---- Residents ---- */

void library_desks_reach_the_aged_everywhere(const oracle_run *run)
{
    double least = INFINITY;
    for (size_t place = 0; place < run->shape->n_columns; place++) {
        least = fmin(least, library_z(run, "desks", RK_METRIC_REACHED_65, place, last_year(run)));
    }
    printf("# reached_65 rises in every municipality, z at least %.1f\n", least);
    assert_true(least > (oracle_is_quick() ? 4 : 0));
}

/* ---- Workstreams ---- */

void library_lagging_workstream_catches_up(const oracle_run *run)
{
    size_t kobe = library_place(run, "神戸市"), year = last_year(run);
    double before = 0, after = 0;
    rk_metric lagging = RK_METRIC_BACKLOG_OPERATIONS;
    const double weight[] = {35, 12, 8, 8, 12, 25}; /* work.operations ... of the parameters, in the metrics' order */
    for (int i = 0; i < 6; i++) {
        rk_metric metric = RK_METRIC_BACKLOG_OPERATIONS + i;
        double alone = library_mean(run, "alone", metric, kobe, year) / weight[i];
        double pilot = library_mean(run, "pilot", metric, kobe, year) / weight[i];
        lagging = alone > before ? metric : lagging;
        before = fmax(before, alone);
        after = fmax(after, pilot);
    }
    double z = library_z(run, "pilot", lagging, kobe, year);
    printf("# lagging: %s, z %.1f; largest backlog by demand %.3f, with reviews %.3f\n", rk_metrics[lagging].name, z,
           before, after);
    assert_true(z < (oracle_is_quick() ? -4 : 0));
    assert_true(after < before);
}
