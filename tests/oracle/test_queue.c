/* Pools on request where no formula holds: from an empty start, with patience, with experts who come and go. The
 * engine's months with lanes and addressed draws against a plain simulation in continuous time, year by year. */
#include "oracle.h"
#include "queue.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SETTINGS = 16, LENGTH = 96 };

static const char *const always[] = {"municipalities=['38201']", "experts.travel_loss=0 %", NULL};

/* The pool as settings of one of the models of tests/bench/erlang.yaml, with one member that asks for all. */
static void settings_of(const queue_case *pool, char texts[SETTINGS][LENGTH], const char *settings[SETTINGS + 1])
{
    const char *model = pool->refuse ? "refuse" : "wait";
    int n = 0;
    for (int i = 0; always[i] != NULL; i++) {
        snprintf(texts[n++], LENGTH, "%s", always[i]);
    }
    snprintf(texts[n++], LENGTH, "years=%d", pool->years);
    snprintf(texts[n++], LENGTH, "models.%s.experts.number=%d", model, pool->experts);
    snprintf(texts[n++], LENGTH, "models.%s.experts.requests=%.9g /month", model, pool->rate);
    snprintf(texts[n++], LENGTH, "models.%s.experts.request_days=%.9g days", model, 20 * pool->length);
    if (!pool->refuse) {
        snprintf(texts[n++], LENGTH, "models.%s.experts.patience=%.9g months", model, pool->patience);
    }
    if (pool->leave > 0) {
        snprintf(texts[n++], LENGTH, "processes.resignation=on");
        snprintf(texts[n++], LENGTH, "processes.hiring=on");
        snprintf(texts[n++], LENGTH, "quits.trend=0 %%/year");
        snprintf(texts[n++], LENGTH, "quits.external=%.9g %%/month", 100 * pool->leave);
        snprintf(texts[n++], LENGTH, "hiring.contract=%.9g %%/month", 100 * pool->fill);
    }
    for (int i = 0; i < n; i++) {
        settings[i] = texts[i];
    }
    settings[n] = NULL;
}

static void judge(const char *claim, const queue_case *pool, uint32_t n_replications, int n_runs)
{
    static const rk_metric metrics[QUEUE_N_SUMS] = {RK_METRIC_REQUESTS, RK_METRIC_REQUESTS_WAITED,
                                                    RK_METRIC_REQUESTS_REFUSED, RK_METRIC_REQUEST_WAIT,
                                                    RK_METRIC_SUPPORT};
    static double mean[QUEUE_N_SUMS][QUEUE_YEARS], error[QUEUE_N_SUMS][QUEUE_YEARS];
    char texts[SETTINGS][LENGTH], what[QUEUE_N_SUMS][96];
    const char *settings[SETTINGS + 1];
    settings_of(pool, texts, settings);
    oracle_run run = oracle_live_sums("tests/bench/erlang.yaml", settings, oracle_many(n_replications), NULL);
    rk_weight weight = rk_tally_weight(run.tally);
    queue_simulate(pool, 2026, oracle_is_quick() ? n_runs : n_runs / 20, mean, error);
    for (int k = 0; k < QUEUE_N_SUMS; k++) {
        snprintf(what[k], sizeof what[k], "%s, %s", claim, rk_metrics[metrics[k]].name);
        oracle_family family = {.claim = what[k]};
        for (size_t year = 0; year < run.shape->n_years; year++) {
            rk_moment moment = rk_tally_level(run.tally, pool->refuse, year, metrics[k], 0);
            rk_estimate engine = rk_moment_estimate(&moment, &weight, rk_metrics[metrics[k]].scale);
            oracle_compare(&family, engine.mean, mean[k][year], hypot(engine.error, error[k][year]));
        }
        oracle_judge(&family);
    }
    oracle_end(&run);
}

static void an_empty_start_fills_as_in_the_plain_simulation(void **unused)
{
    (void)unused;
    judge("from empty", &(queue_case){.rate = 10, .length = 0.5, .patience = 1000, .experts = 6, .years = 4}, 16000,
          16000);
    judge("refusing",
          &(queue_case){.rate = 3, .length = 1.7, .patience = 1000, .experts = 4, .years = 3, .refuse = true}, 16000,
          16000);
}

static void a_pool_that_is_too_small_grows_its_queue_alike(void **unused)
{
    (void)unused;
    judge("too small", &(queue_case){.rate = 7, .length = 0.6, .patience = 1000, .experts = 4, .years = 3}, 10000,
          10000);
}

static void requests_are_given_up_alike(void **unused)
{
    (void)unused;
    judge("patience", &(queue_case){.rate = 7, .length = 0.9, .patience = 0.7, .experts = 5, .years = 3}, 16000, 16000);
}

static void experts_who_leave_drop_what_is_in_hand_alike(void **unused)
{
    (void)unused;
    judge("experts go",
          &(queue_case){
              .rate = 6, .length = 0.55, .patience = 1.4, .leave = 0.06, .fill = 0.19, .experts = 5, .years = 6},
          16000, 16000);
}

/* Nobody is overloaded where there is no work, so need cannot tell members apart and the first to ask is next. */
static void without_work_the_order_of_need_is_that_of_asking(void **unused)
{
    (void)unused;
    static const char *const need[] = {"models.wait.experts.priority=need", "models.wait.experts.number=5", "years=4",
                                       NULL};
    static const char *const arrival[] = {"models.wait.experts.number=5", "years=4", NULL};
    oracle_run one = oracle_live("tests/bench/erlang.yaml", need, 160);
    oracle_run other = oracle_live("tests/bench/erlang.yaml", arrival, 160);
    for (uint32_t life = 0; life < 160; life++) {
        assert_memory_equal(oracle_row(&one, 0, 0, life), oracle_row(&other, 0, 0, life),
                            one.n_values * sizeof *one.rows);
    }
    oracle_end(&one);
    oracle_end(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_start_fills_as_in_the_plain_simulation),
        cmocka_unit_test(a_pool_that_is_too_small_grows_its_queue_alike),
        cmocka_unit_test(requests_are_given_up_alike),
        cmocka_unit_test(experts_who_leave_drop_what_is_in_hand_alike),
        cmocka_unit_test(without_work_the_order_of_need_is_that_of_asking),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
