/* Stopping at a precision: how a goal is read, when it is looked at, and that intervals keep their coverage. */
#include "running.h"

#include "base/draw.h"

#include <renkei/precision.h>

#include <math.h>
#include <stdio.h>

static rk_scenario *scenario;

static bool reads(const char *text, rk_precision *goal)
{
    char problem[256] = "";
    bool good = rk_precision_parse(scenario, text, goal, problem, sizeof problem);
    assert_true(good == (problem[0] == '\0'));
    return good;
}

static void goals_are_read(void **unused)
{
    (void)unused;
    rk_precision goal;
    assert_true(reads("zero_cover_months=0.02", &goal));
    assert_true(goal.metric == RK_METRIC_ZERO_COVER_MONTHS && goal.half_width == 0.02 && goal.every_model);
    assert_true(reads("backlog=2%@pool-alone", &goal));
    assert_true(goal.relative && fabs(goal.half_width - 0.02) < 1e-15 && !goal.level && goal.model == 1);
    assert_true(reads("cost_total=3e6@more", &goal));
    assert_true(goal.level && goal.model == 2);
    assert_true(reads("ranking=cost_total", &goal));
    assert_true(goal.ranking && goal.metric == RK_METRIC_COST_TOTAL);
}

static void what_is_no_goal_is_refused(void **unused)
{
    (void)unused;
    static const char *const wrong[] = {
        "",          "zero_cover_months", "zero_cover_month=0.1", "backlog=",         "backlog=-1",       "backlog=0",
        "backlog=x", "backlog=1x",        "backlog=1@nobody",     "backlog=1@alone-pool", "backlog=nan",      "backlog=inf",
        "=1",        "ranking=",          "ranking=nothing",      "backlog=1@",       "backlog=1%%@pool", "backlog=1@alone-alone",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        rk_precision goal;
        assert_false(reads(wrong[i], &goal));
    }
}

static void looks_grow_by_a_quarter(void **unused)
{
    (void)unused;
    uint32_t n = rk_precision_first_look(RK_LANES);
    assert_int_equal(n, 1024);
    for (int i = 0; i < 40; i++) {
        uint32_t next = rk_precision_next_look(n);
        assert_true(next > n && (double)next <= 1.2501 * (double)n + 1.0);
        n = next;
    }
    assert_int_equal(rk_precision_next_look(UINT32_MAX), UINT32_MAX);
}

/* A run of one replication less has no second look, wherever it starts and batches end. */
static void the_least_is_a_second_look(void **unused)
{
    (void)unused;
    static const struct {
        uint32_t inner, first;
    } runs[] = {{16, 0}, {16, 100}, {48, 0}, {1024, 7}};
    for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++) {
        char text[8192];
        rk_ensemble *ensemble;
        snprintf(text, sizeof text, "inner: %u\n%s", runs[i].inner, running_text);
        rk_scenario *blocks = running_scenario(text);
        rk_run_options options = rk_run_options_of(blocks);
        options.first_replication = runs[i].first;
        options.n_replications = 1;
        options.n_threads = 1;
        assert_int_equal(rk_ensemble_open(blocks, &options, &ensemble), RK_OK);
        uint64_t least = rk_precision_least(ensemble, runs[i].inner), look = 0;
        for (uint64_t end = 0; look == 0; end = rk_ensemble_batch_border(ensemble, end)) {
            look = end >= runs[i].first + 64 * (uint64_t)runs[i].inner ? end - runs[i].first : 0;
        }
        assert_int_equal(least, rk_precision_next_look((uint32_t)look));
        assert_true(least >= 80 * (uint64_t)runs[i].inner);
        rk_ensemble_close(ensemble);
        rk_scenario_close(blocks);
    }
}

static void a_half_width_has_a_unit(void **unused)
{
    (void)unused;
    static const char *const units[][2] = {
        {"zero_cover_months=0.02", "months per municipality and year"},
        {"backlog=1@more", "person-months per municipality"},
        {"proficiency=0.1", "per municipality"},
        {"had_gap=0.1@pool", "per municipality"},
        {"cost_total=1e-9@pool-alone", "yen a year"},
        {"cost_total=1%", "% of the baseline's mean"},
        {"ranking=cost_total", ""},
    };
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        rk_precision goal;
        char unit[64];
        assert_true(reads(units[i][0], &goal));
        rk_precision_unit(&goal, unit, sizeof unit);
        assert_string_equal(unit, units[i][1]);
    }
}

/* A run that stops by the rule: values of blocks are skew (exponential) with luck of their own; mean 1. Blocks come in
 * whole batches of 64. Returns whether the interval at the end holds the mean. */
static bool covers(uint64_t seed, double half_width)
{
    double sum[RK_RANDOMISATIONS] = {0}, n[RK_RANDOMISATIONS] = {0};
    uint32_t finished = 0, look = rk_precision_first_look(RK_LANES);
    bool before = false;
    for (;;) {
        for (int i = 0; i < 64; i++, finished += RK_LANES) {
            uint32_t block = finished / RK_LANES;
            rk_words words = rk_draw(seed, block, 1, 0, RK_DRAW_START);
            double level = (double)rk_exponential(words.word[0]);
            for (uint32_t lane = 0; lane < RK_LANES; lane++) {
                rk_words own = rk_draw(seed, finished + lane, 2, 0, RK_DRAW_START);
                sum[block % RK_RANDOMISATIONS] += level * 2.0 * rk_uniform(own.word[0]);
            }
            n[block % RK_RANDOMISATIONS] += RK_LANES;
        }
        if (finished < look) {
            continue;
        }
        double mean = 0.0, square = 0.0, k = RK_RANDOMISATIONS;
        for (int r = 0; r < RK_RANDOMISATIONS; r++) {
            mean += sum[r] / finished;
        }
        for (int r = 0; r < RK_RANDOMISATIONS; r++) {
            square += (sum[r] - n[r] * mean) * (sum[r] - n[r] * mean);
        }
        double half = rk_t_95(RK_RANDOMISATIONS) * sqrt(square * k / (k - 1.0)) / finished;
        bool narrow = half <= half_width;
        if ((narrow && before) || finished > 60000) {
            return fabs(mean - 1.0) <= half;
        }
        before = narrow;
        look = rk_precision_next_look(finished);
    }
}

/* 1,000 runs that stop early, late or in between: 95 % must be covered; fewer than 93 or more than 97 % would be 2.9
 * standard errors away, a false alarm of 0.4 % each for a fixed seed. */
static void intervals_cover_when_a_run_stops_by_them(void **unused)
{
    (void)unused;
    static const double goals[] = {0.2, 0.09, 0.06};
    for (size_t goal = 0; goal < sizeof goals / sizeof goals[0]; goal++) {
        int covered = 0;
        for (uint64_t run = 0; run < 1000; run++) {
            covered += covers(9000 + run, goals[goal]);
        }
        print_message("# half-width %g: %.1f %% of 1,000 intervals hold the mean\n", goals[goal], covered / 10.0);
        assert_in_range(covered, 930, 970);
    }
}

static int with_scenario(void **unused)
{
    running_setup(unused);
    scenario = running_scenario(running_text);
    return 0;
}

static int without(void **unused)
{
    (void)unused;
    rk_scenario_close(scenario);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goals_are_read),          cmocka_unit_test(what_is_no_goal_is_refused),
        cmocka_unit_test(looks_grow_by_a_quarter), cmocka_unit_test(the_least_is_a_second_look),
        cmocka_unit_test(a_half_width_has_a_unit), cmocka_unit_test(intervals_cover_when_a_run_stops_by_them),
    };
    return cmocka_run_group_tests(tests, with_scenario, without);
}
