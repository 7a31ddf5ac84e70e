/* What peer networks, reviews and support desks exist for, in the full model with every process on: replication by
 * replication against nobody doing anything, with several seeds. */
#include "oracle.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const seeds[] = {"seed=5", "seed=77", "seed=20260401"};
enum { SEEDS = sizeof seeds / sizeof *seeds, REPLICATIONS = 320 };

/* Ehime for six years, with models beside nobody cooperating. */
static oracle_run live(int seed, const char *one, const char *other, const char *parameter)
{
    const char *const settings[] = {seeds[seed], "years=6", one, other, parameter, NULL};
    return oracle_live("scenarios/ehime.yaml", settings, oracle_is_quick() ? REPLICATIONS : REPLICATIONS / 5);
}

/* ---- Peer network ---- */

#define NETWORK "models.network={instruments: [{peer_network: {}}]}"
#define SOLO "establishment.scale=0" /* one post in each municipality */
#define LARGE "establishment.scale=0.3"

/* Part of the resignations that there are without. */
static double part_of_resignations(const oracle_run *run)
{
    size_t alone = rk_scenario_model_find(run->scenario, "alone");
    double all = oracle_mean_of(run, alone, 0, RK_METRIC_RESIGNATIONS, run->shape->n_years).mean;
    return oracle_effect(run, "network", "alone", RK_METRIC_RESIGNATIONS).mean / all;
}

static void a_network_keeps_people_at_solo_desks_most_of_all(void **unused)
{
    (void)unused;
    for (int seed = 0; seed < SEEDS; seed++) {
        oracle_run solo = live(seed, NETWORK, SOLO, NULL), large = live(seed, NETWORK, LARGE, NULL);
        oracle_expect_effect(&solo, "network", "alone", RK_METRIC_RESIGNATIONS, -1);
        oracle_expect_effect(&solo, "network", "alone", RK_METRIC_ZERO_COVER_MONTHS, -1);
        oracle_expect_effect(&solo, "network", "alone", RK_METRIC_KNOWHOW_LOST, -1);
        oracle_expect_effect(&solo, "network", "alone", RK_METRIC_TIME_TAKEN, +1);
        oracle_expect_effect(&solo, "network", "alone", RK_METRIC_PAID_PREFECTURE, +1);
        printf("# resignations: %.3f at solo desks, %.3f at large ones\n", part_of_resignations(&solo),
               part_of_resignations(&large));
        assert_true(part_of_resignations(&solo) < 2.0 * part_of_resignations(&large));
        oracle_end(&solo);
        oracle_end(&large);
    }
}

/* ---- Review ---- */

#define REVIEW "models.review={instruments: [{review: {}}]}"
#define YEARLY "models.yearly={instruments: [{review: {yearly: on}}]}"

/* Own people come to data use last, so that it lags most. */
static void the_workstream_that_lags_catches_up_at_a_cost_in_time(void **unused)
{
    (void)unused;
    for (int seed = 0; seed < SEEDS; seed++) {
        oracle_run run = live(seed, REVIEW, YEARLY, NULL);
        oracle_expect_effect(&run, "review", "alone", RK_METRIC_BACKLOG_DATA, -1);
        oracle_expect_effect(&run, "review", "alone", RK_METRIC_TIME_TAKEN, +1);
        oracle_expect_effect(&run, "review", "alone", RK_METRIC_COST_OVERHEAD, +1);
        oracle_expect_effect(&run, "yearly", "review", RK_METRIC_BACKLOG_DATA, -1);
        oracle_expect_effect(&run, "yearly", "review", RK_METRIC_TIME_TAKEN, +1);
        oracle_end(&run);
    }
}

/* ---- Support desks ---- */

#define DESKS "models.desks={instruments: [{support_desks: {}}]}"
#define MORE "models.more={instruments: [{support_desks: {desks_per_1000: 1}}]}"
#define FLEETING "models.fleeting={instruments: [{support_desks: {quit: 70 %, join: 20 %}}]}"

static void desks_reach_the_aged_and_take_work_off_staff(void **unused)
{
    (void)unused;
    for (int seed = 0; seed < SEEDS; seed++) {
        oracle_run run = live(seed, DESKS, MORE, FLEETING);
        oracle_expect_effect(&run, "desks", "alone", RK_METRIC_REACHED_65, +1);
        oracle_expect_effect(&run, "desks", "alone", RK_METRIC_REACHED, +1);
        oracle_expect_effect(&run, "desks", "alone", RK_METRIC_DEMAND, -1);
        oracle_expect_effect(&run, "desks", "alone", RK_METRIC_UNSERVED_WORK, -1);
        oracle_expect_effect(&run, "desks", "alone", RK_METRIC_COST_DESKS, +1);
        oracle_expect_effect(&run, "desks", "alone", RK_METRIC_COST_TRAINING, +1);
        oracle_expect_effect(&run, "desks", "alone", RK_METRIC_COST_PROCUREMENT, +1);
        oracle_expect_effect(&run, "more", "desks", RK_METRIC_REACHED_65, +1);
        oracle_expect_effect(&run, "fleeting", "desks", RK_METRIC_REACHED_65, -1); /* desks stay closed */
        oracle_end(&run);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_network_keeps_people_at_solo_desks_most_of_all),
        cmocka_unit_test(the_workstream_that_lags_catches_up_at_a_cost_in_time),
        cmocka_unit_test(desks_reach_the_aged_and_take_work_off_staff),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
