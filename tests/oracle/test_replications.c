/* A replication is the same alone, in a short run, in a long one, beside other models and over a longer horizon. */
#include "oracle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char scenario[] = "scenarios/ehime.yaml";
static const char *const settings[] = {"years=5", "seed=23", "establishment_contract=one_year", NULL};
enum { MANY = 1000 };

static oracle_run all; /* MANY replications of all models */

static int live(void **unused)
{
    (void)unused;
    all = oracle_live(scenario, settings, MANY);
    return 0;
}

static int end(void **unused)
{
    (void)unused;
    oracle_end(&all);
    return 0;
}

/* Every value of so many replications, the first of them replication `first` of all. */
static void assert_rows(const oracle_run *run, const char *const keys[], uint32_t first)
{
    assert_int_equal(run->n_values, all.n_values);
    for (size_t model = 0; model < run->shape->n_models; model++) {
        size_t same = rk_scenario_model_find(all.scenario, keys[model]);
        assert_true(same < all.shape->n_models);
        for (uint32_t life = 0; life < run->n_replications; life++) {
            assert_memory_equal(oracle_row(run, model, 0, life), oracle_row(&all, same, 0, first + life),
                                run->n_values * sizeof *run->rows);
        }
    }
}

static const char *const every_key[] = {"alone", "pool", "visits", "shared", "divide", "posted"};
enum { MODELS = sizeof every_key / sizeof *every_key };

static void a_short_run_is_the_beginning_of_a_long_one(void **unused)
{
    (void)unused;
    static const uint32_t lengths[] = {1, 15, 16, 17, 100};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        oracle_run run = oracle_live_some(scenario, settings, NULL, 0, lengths[i]);
        assert_rows(&run, every_key, 0);
        oracle_end(&run);
    }
}

static void one_replication_alone_is_its_row(void **unused)
{
    (void)unused;
    static const uint32_t lives[] = {0, 5, 15, 16, 37, 511, 999};
    for (size_t i = 0; i < sizeof lives / sizeof lives[0]; i++) {
        oracle_run run = oracle_live_some(scenario, settings, NULL, lives[i], 1);
        assert_rows(&run, every_key, lives[i]);
        oracle_end(&run);
    }
}

static void runs_that_meet_are_one_run(void **unused)
{
    (void)unused;
    oracle_run early = oracle_live_some(scenario, settings, NULL, 0, 407);
    oracle_run late = oracle_live_some(scenario, settings, NULL, 407, MANY - 407);
    assert_rows(&early, every_key, 0);
    assert_rows(&late, every_key, 407);
    for (size_t model = 0; model < all.shape->n_models; model++) {
        for (size_t slot = 0; slot <= all.shape->n_years; slot++) {
            for (size_t column = 0; column < all.shape->n_columns; column++) {
                for (int m = 0; m < RK_N_METRICS; m++) {
                    int64_t sum = rk_tally_level(early.tally, model, slot, (rk_metric)m, column).sum +
                                  rk_tally_level(late.tally, model, slot, (rk_metric)m, column).sum;
                    assert_true(sum == rk_tally_level(all.tally, model, slot, (rk_metric)m, column).sum);
                }
            }
        }
    }
    oracle_end(&early);
    oracle_end(&late);
}

static void models_together_are_models_alone(void **unused)
{
    (void)unused;
    static const char *const lists[] = {"alone", "alone,pool", "alone,posted,visits"};
    static const char *const keys[][3] = {{"alone"}, {"alone", "pool"}, {"alone", "visits", "posted"}};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        oracle_run run = oracle_live_some(scenario, settings, lists[i], 32, 48);
        assert_rows(&run, keys[i], 32);
        oracle_end(&run);
    }
}

/* Without its baseline beside it, too: each model is made the baseline of a run of its own. */
static void every_model_is_the_same_without_any_other(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < MODELS; i++) {
        char baseline[64];
        const char *const own[] = {settings[0], settings[1], settings[2], baseline, NULL};
        snprintf(baseline, sizeof baseline, "baseline=%s", every_key[i]);
        oracle_run run = oracle_live_some(scenario, own, every_key[i], 0, 64);
        assert_int_equal(run.shape->n_models, 1);
        assert_rows(&run, &every_key[i], 0);
        oracle_end(&run);
    }
}

static void prefectures_together_are_prefectures_alone(void **unused)
{
    (void)unused;
    const char *const both[] = {"prefecture=[36, 38, 47]", settings[0], settings[1], settings[2], NULL};
    oracle_run run = oracle_live(scenario, both, 64);
    assert_int_equal(run.shape->n_groups, 3);
    for (size_t model = 0; model < MODELS; model++) {
        for (uint32_t life = 0; life < 64; life++) {
            assert_memory_equal(oracle_row(&run, model, 1, life), oracle_row(&all, model, 0, life),
                                run.n_values * sizeof *run.rows);
        }
    }
    oracle_end(&run);
}

static void a_longer_horizon_begins_with_the_shorter_one(void **unused)
{
    (void)unused;
    const char *const longer[] = {"years=9", settings[1], settings[2], NULL};
    oracle_run run = oracle_live(scenario, longer, 200), same = oracle_live(scenario, settings, 200);
    for (size_t model = 0; model < MODELS; model++) {
        for (size_t year = 0; year < 5; year++) {
            for (size_t column = 0; column < run.shape->n_columns; column++) {
                for (int m = 0; m < RK_N_METRICS; m++) {
                    rk_moment one = rk_tally_level(run.tally, model, year, (rk_metric)m, column);
                    rk_moment other = rk_tally_level(same.tally, model, year, (rk_metric)m, column);
                    assert_true(one.sum == other.sum && one.square == other.square);
                }
            }
        }
    }
    oracle_end(&run);
    oracle_end(&same);
}

static void another_seed_is_another_life(void **unused)
{
    (void)unused;
    const char *const other[] = {settings[0], "seed=24", settings[2], NULL};
    oracle_run run = oracle_live(scenario, other, 48);
    for (uint32_t life = 0; life < 48; life++) {
        for (uint32_t same = 0; same < 48; same++) {
            assert_memory_not_equal(oracle_row(&run, 0, 0, life), oracle_row(&all, 0, 0, same),
                                    run.n_values * sizeof *run.rows);
        }
    }
    oracle_end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_short_run_is_the_beginning_of_a_long_one),
        cmocka_unit_test(one_replication_alone_is_its_row),
        cmocka_unit_test(runs_that_meet_are_one_run),
        cmocka_unit_test(models_together_are_models_alone),
        cmocka_unit_test(every_model_is_the_same_without_any_other),
        cmocka_unit_test(prefectures_together_are_prefectures_alone),
        cmocka_unit_test(a_longer_horizon_begins_with_the_shorter_one),
        cmocka_unit_test(another_seed_is_another_life),
    };
    return cmocka_run_group_tests(tests, live, end);
}
