/* A future that is told again is the one that was run: its events, months and yen add up to what the results hold. */
#include "oracle.h"
#include "stats/tally.h"

#include <renkei/replay.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FIRST = 417, YEARS_MAX = 30 };

typedef struct {
    const char *file;
    oracle_settings settings;
} story;

static const char *const ehime[] = {"years=8", "seed=23", NULL};
static const char *const busy[] = {"years=6",
                                   "seed=5",
                                   "parameters.quits.trend=10 %/year",
                                   "models.pool.experts.requests=0.5 /month",
                                   "establishment_contract=one_year",
                                   NULL};
static const char *const refusing[] = {"years=6",
                                       "seed=9",
                                       "models.pool.experts.queue=refuse",
                                       "models.pool.experts.number=1 persons",
                                       "models.pool.experts.requests=1 /month",
                                       NULL};
static const char *const short_run[] = {"years=6", "seed=2", NULL};

static const story stories[] = {
    {"scenarios/ehime.yaml", ehime},          {"scenarios/ehime.yaml", busy},
    {"scenarios/ehime.yaml", refusing},       {"scenarios/sakata.yaml", short_run},
    {"scenarios/neighbours.yaml", short_run}, {"scenarios/yokohama.yaml", short_run},
    {"scenarios/hiroshima.yaml", short_run},  {"scenarios/tarumizu.yaml", short_run},
    {"scenarios/kamisato.yaml", short_run},
};
enum { N_STORIES = sizeof stories / sizeof *stories };

static rk_replay *replay_of(const oracle_run *run, uint32_t replication, size_t model, size_t place)
{
    rk_replay *replay = NULL;
    const rk_replay_options options = {rk_scenario_seed(run->scenario), replication, model, place};
    assert_int_equal(rk_replay_open(run->scenario, &options, &replay), RK_OK);
    return replay;
}

/* What the results hold of one municipality in one year. */
static int64_t held(const oracle_run *run, size_t model, size_t year, rk_metric metric, size_t place)
{
    return rk_tally_level(run->tally, model, year, metric, place).sum;
}

static void same_outcomes(const oracle_run *run, const rk_replay *replay, size_t model, size_t place)
{
    for (size_t year = 0; year < run->shape->n_years; year++) {
        for (int m = 0; m < RK_N_METRICS; m++) {
            assert_true(rk_replay_value(replay, year, (rk_metric)m) == held(run, model, year, (rk_metric)m, place));
        }
    }
    static const rk_metric of_horizon[] = {RK_METRIC_LONGEST_GAP,       RK_METRIC_HAD_GAP, RK_METRIC_LATENESS,
                                           RK_METRIC_ZERO_COVER_MONTHS, RK_METRIC_BACKLOG, RK_METRIC_COST_TOTAL};
    for (size_t i = 0; i < sizeof of_horizon / sizeof *of_horizon; i++) {
        assert_true(rk_replay_value(replay, run->shape->n_years, of_horizon[i]) ==
                    held(run, model, run->shape->n_years, of_horizon[i], place));
    }
}

static long n_counted; /* events, so that nothing is compared with nothing */
static long n_of_kind[RK_N_EVENTS];

static void same_counts(const oracle_run *run, const rk_replay *replay, size_t model, size_t place)
{
    int64_t count[YEARS_MAX][RK_N_METRICS] = {{0}};
    bool counted[RK_N_METRICS] = {false};
    for (int kind = 0; kind < RK_N_EVENTS; kind++) {
        counted[rk_event_infos[kind].metric % RK_N_METRICS] |= rk_event_infos[kind].metric < RK_N_METRICS;
    }
    for (size_t i = 0; i < rk_replay_n_events(replay); i++) {
        const rk_event *event = rk_replay_event(replay, i);
        int metric = rk_event_infos[event->kind].metric;
        bool shared = event->post >= 0 && rk_replay_post_at(replay, (size_t)event->post)->shared;
        n_of_kind[event->kind]++;
        if (metric < RK_N_METRICS && !shared) {
            count[event->month / 12][metric]++;
            n_counted++;
        }
    }
    for (size_t year = 0; year < run->shape->n_years; year++) {
        for (int m = 0; m < RK_N_METRICS; m++) {
            assert_true(!counted[m] || count[year][m] == held(run, model, year, (rk_metric)m, place));
        }
    }
}

static void same_months(const oracle_run *run, const rk_replay *replay, size_t model, size_t place)
{
    assert_int_equal(rk_replay_n_months(replay), 12 * run->shape->n_years);
    for (size_t year = 0; year < run->shape->n_years; year++) {
        int64_t zero = 0, solo = 0, filled = 0, vacant = 0, leave = 0, overload = 0, surge = 0;
        for (size_t i = 12 * year; i < 12 * (year + 1); i++) {
            const rk_replay_month *month = rk_replay_month_at(replay, i);
            zero += month->zero_cover;
            solo += month->solo;
            filled += month->filled;
            vacant += month->posts - month->filled;
            leave += month->on_leave;
            overload += month->overload > 0;
            surge += month->surge;
        }
        assert_int_equal(zero, held(run, model, year, RK_METRIC_ZERO_COVER_MONTHS, place));
        assert_int_equal(solo, held(run, model, year, RK_METRIC_SOLO_MONTHS, place));
        assert_int_equal(filled, held(run, model, year, RK_METRIC_FILLED_POST_MONTHS, place));
        assert_int_equal(vacant, held(run, model, year, RK_METRIC_VACANCY_MONTHS, place));
        assert_int_equal(leave, held(run, model, year, RK_METRIC_LEAVE_MONTHS, place));
        assert_int_equal(overload, held(run, model, year, RK_METRIC_OVERLOAD_MONTHS, place));
        assert_int_equal(surge, held(run, model, year, RK_METRIC_SURGE_MONTHS, place));
    }
}

/* To the yen: what payers bear of an item by shares is the item, and what they pay after funding is all of it. */
static void same_money(const oracle_run *run, const rk_replay *replay, size_t model, size_t place)
{
    for (size_t year = 0; year < run->shape->n_years; year++) {
        int64_t paid = 0;
        for (int item = RK_METRIC_COST_STAFF; item < RK_METRIC_PAID_MUNICIPALITY; item++) {
            int64_t borne = 0;
            for (int payer = RK_METRIC_PAID_MUNICIPALITY; payer < RK_METRIC_FUNDED; payer++) {
                borne += rk_replay_borne(replay, year, (rk_metric)item, (rk_metric)payer);
            }
            assert_true(borne == held(run, model, year, (rk_metric)item, place));
        }
        for (int payer = RK_METRIC_PAID_MUNICIPALITY; payer < RK_METRIC_FUNDED; payer++) {
            paid += held(run, model, year, (rk_metric)payer, place);
        }
        assert_true(paid == rk_replay_value(replay, year, RK_METRIC_COST_TOTAL));
    }
}

/* The filled posts of a month are those of the month before, and who came, less who left. */
static void staff_is_who_came_and_did_not_leave(const rk_replay *replay)
{
    int filled = 0;
    size_t next = 0;
    for (size_t month = 0; month < rk_replay_n_months(replay); month++) {
        for (; next < rk_replay_n_events(replay) && rk_replay_event(replay, next)->month == (int)month; next++) {
            const rk_event *event = rk_replay_event(replay, next);
            int metric = rk_event_infos[event->kind].metric;
            bool own = event->post >= 0 && !rk_replay_post_at(replay, (size_t)event->post)->shared;
            bool leaves = metric == RK_METRIC_RESIGNATIONS || metric == RK_METRIC_RETIREMENTS ||
                          metric == RK_METRIC_ROTATIONS || metric == RK_METRIC_TERM_ENDS ||
                          metric == RK_METRIC_LEAVE_EXITS;
            filled += own && (event->kind == RK_EVENT_FOUND || event->kind == RK_EVENT_CAME);
            filled -= own && leaves;
        }
        assert_int_equal(filled, rk_replay_month_at(replay, month)->filled);
    }
    assert_int_equal(next, rk_replay_n_events(replay));
}

/* Who is sent to one municipality alone is told of there, and nobody else who is posted. */
static void the_posted_are_those_who_came_and_are_present(void **unused)
{
    (void)unused;
    int n_posted = 0;
    oracle_run run = oracle_live_some("scenarios/hiroshima.yaml", short_run, NULL, FIRST, 1);
    size_t model = rk_scenario_model_find(run.scenario, "posted");
    assert_true(model < run.shape->n_models);
    for (size_t place = 0; place < run.shape->n_columns; place++) {
        rk_replay *replay = replay_of(&run, FIRST, model, place);
        size_t next = 0;
        int present = 0;
        for (size_t month = 0; month < rk_replay_n_months(replay); month++) {
            for (; next < rk_replay_n_events(replay) && rk_replay_event(replay, next)->month == (int)month; next++) {
                const rk_event *event = rk_replay_event(replay, next);
                bool shared = event->post >= 0 && rk_replay_post_at(replay, (size_t)event->post)->shared;
                bool comes =
                    event->kind == RK_EVENT_FOUND || event->kind == RK_EVENT_CAME || event->kind == RK_EVENT_RETURNED;
                bool goes = event->kind == RK_EVENT_RESIGNED || event->kind == RK_EVENT_TERM_ENDED ||
                            event->kind == RK_EVENT_LEAVE_BEGAN || event->kind == RK_EVENT_RELAPSED;
                present += shared * (comes - goes);
            }
            assert_int_equal(present, rk_replay_month_at(replay, month)->posted);
            n_posted += present;
        }
        rk_replay_close(replay);
    }
    assert_true(n_posted > 100);
    oracle_end(&run);
}

/* Where resignation is more likely in every month, whoever was there at the start and resigns does so in both futures,
 * sooner: the same person, not another. */
static void a_higher_hazard_moves_the_same_person_forward(void **unused)
{
    (void)unused;
    static const char *const low[] = {"years=10", "quits.trend=0 %/year", "processes.overload=off",
                                      "processes.leave=off", NULL};
    static const char *const high[] = {"years=10", "quits.trend=10 %/year", "processes.overload=off",
                                       "processes.leave=off", NULL};
    oracle_run calm = oracle_live_some("scenarios/ehime.yaml", low, "alone", FIRST, 1);
    oracle_run busy_run = oracle_live_some("scenarios/ehime.yaml", high, "alone", FIRST, 1);
    int n_moved = 0;
    for (uint32_t replication = 0; replication < 24; replication++) {
        for (size_t place = 0; place < calm.shape->n_columns; place++) {
            size_t n = 0;
            rk_difference *list = NULL;
            rk_replay *one = replay_of(&calm, replication, 0, place);
            rk_replay *other = replay_of(&busy_run, replication, 0, place);
            assert_int_equal(rk_replay_differences(one, other, &list, &n), RK_OK);
            for (size_t i = 0; i < n; i++) {
                const rk_event *before = list[i].baseline;
                if (before != NULL && before->kind == RK_EVENT_RESIGNED && before->person == 1) {
                    assert_non_null(list[i].model);
                    assert_true(list[i].model->who == before->who && list[i].model->person == 1);
                    assert_true(list[i].model->month < before->month);
                    n_moved++;
                }
            }
            free(list);
            rk_replay_close(one);
            rk_replay_close(other);
        }
    }
    printf("# %d resignations moved\n", n_moved);
    fflush(stdout);
    assert_true(n_moved > 10);
    oracle_end(&calm);
    oracle_end(&busy_run);
}

static void what_is_told_is_what_was_run(void **unused)
{
    (void)unused;
    for (size_t s = 0; s < N_STORIES; s++) {
        for (uint32_t replication = FIRST; replication < FIRST + 2; replication++) {
            oracle_run run = oracle_live_some(stories[s].file, stories[s].settings, NULL, replication, 1);
            assert_true(run.shape->n_years <= YEARS_MAX);
            for (size_t model = 0; model < run.shape->n_models; model++) {
                for (size_t place = replication % 3; place < run.shape->n_columns; place += 5) {
                    rk_replay *replay = replay_of(&run, replication, model, place);
                    same_outcomes(&run, replay, model, place);
                    same_counts(&run, replay, model, place);
                    same_months(&run, replay, model, place);
                    same_money(&run, replay, model, place);
                    staff_is_who_came_and_did_not_leave(replay);
                    rk_replay_close(replay);
                }
            }
            oracle_end(&run);
        }
    }
    printf("# %ld events counted\n", n_counted);
    fflush(stdout);
    assert_true(n_counted > 1000);
    for (int kind = 0; kind < RK_N_EVENTS; kind++) { /* of most kinds there is something to compare */
        bool rare = kind == RK_EVENT_REQUEST_CAPPED;
        assert_true(n_of_kind[kind] > 0 || rare);
    }
}

static void a_model_against_itself_differs_in_nothing(void **unused)
{
    (void)unused;
    oracle_run run = oracle_live_some(stories[0].file, stories[0].settings, NULL, FIRST, 1);
    for (size_t model = 0; model < run.shape->n_models; model++) {
        size_t n = 1;
        rk_difference *list = NULL;
        rk_replay *one = replay_of(&run, FIRST, model, 3), *same = replay_of(&run, FIRST, model, 3);
        assert_int_equal(rk_replay_differences(one, same, &list, &n), RK_OK);
        assert_int_equal(n, 0);
        free(list);
        rk_replay_close(one);
        rk_replay_close(same);
    }
    oracle_end(&run);
}

/* A model takes nothing away and adds nothing that its list of differences does not say. */
static void differences_lead_from_one_future_to_the_other(void **unused)
{
    (void)unused;
    oracle_run run = oracle_live_some(stories[1].file, stories[1].settings, NULL, FIRST, 1);
    size_t base = rk_scenario_baseline(run.scenario), n_all = 0;
    for (size_t model = 0; model < run.shape->n_models; model++) {
        for (size_t place = 0; place < run.shape->n_columns; place++) {
            size_t n = 0;
            long change[RK_N_EVENTS] = {0};
            rk_difference *list = NULL;
            rk_replay *one = replay_of(&run, FIRST, base, place), *other = replay_of(&run, FIRST, model, place);
            assert_int_equal(rk_replay_differences(one, other, &list, &n), RK_OK);
            for (size_t i = 0; i < n; i++) {
                bool both = list[i].baseline != NULL && list[i].model != NULL;
                assert_true(!both || (list[i].baseline->kind == list[i].model->kind &&
                                      list[i].baseline->month != list[i].model->month));
                change[(list[i].baseline != NULL ? list[i].baseline : list[i].model)->kind] +=
                    (list[i].model != NULL) - (list[i].baseline != NULL);
            }
            for (size_t i = 0; i < rk_replay_n_events(one); i++) {
                change[rk_replay_event(one, i)->kind]++;
            }
            for (size_t i = 0; i < rk_replay_n_events(other); i++) {
                change[rk_replay_event(other, i)->kind]--;
            }
            for (int kind = 0; kind < RK_N_EVENTS; kind++) {
                assert_int_equal(change[kind], 0);
            }
            n_all += n;
            free(list);
            rk_replay_close(one);
            rk_replay_close(other);
        }
    }
    assert_true(n_all > 100);
    oracle_end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_told_is_what_was_run),
        cmocka_unit_test(the_posted_are_those_who_came_and_are_present),
        cmocka_unit_test(a_higher_hazard_moves_the_same_person_forward),
        cmocka_unit_test(a_model_against_itself_differs_in_nothing),
        cmocka_unit_test(differences_lead_from_one_future_to_the_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
