/* The whole way of calibration on the engine itself: figures of worlds whose parameters are known, drawn from the
 * priors, must lie within intervals as often as these say. */
#include "oracle.h"

#include "base/draw.h"

#include <renkei/calibrate.h>
#include <renkei/unknowns.h>

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { N_POINTS = 1024, N_BLOCKS = 4, PER_POINT = 16 * N_BLOCKS, WORLDS = 400, N_FACTORS = 2, N_TARGETS = 3 };

/* Where memory errors are looked for, few points and worlds do, and nothing is counted. */
static size_t n_points(void)
{
    return oracle_is_quick() ? N_POINTS : 64;
}

static const char text[] = "renkei: 1\nprefecture: 31\nstart: 2022-04\nyears: 2\nparameters:\n"
                           "  establishment.scale: uniform(0.02, 0.12)\n  leave.rate: uniform(0.5, 12) %/year\n"
                           "models: {alone: {}}\n";
static const char *const names[N_FACTORS] = {"establishment.scale", "leave.rate"};

/* What a published table would hold; the first year and the second, of just these municipalities. */
static const rk_target targets[N_TARGETS] = {
    {.fiscal_year = 2022, .metric = RK_TARGET_STAFF, .scope = "scenario"},
    {.fiscal_year = 2022, .metric = RK_TARGET_ABSENCE, .scope = "scenario"},
    {.fiscal_year = 2023, .metric = RK_TARGET_AT_MOST_ONE, .scope = "scenario"},
};

typedef struct {
    rk_scenario *scenario;
    rk_unknowns *unknowns;
    rk_ensemble *ensemble;
    size_t factor[N_FACTORS];
    double *places;
    double values[PER_POINT][N_TARGETS];
} lab;

static void lab_open(lab *l)
{
    char path[] = "/tmp/renkei-calibration-XXXXXX.yaml";
    int file = mkstemps(path, 5);
    assert_true(file >= 0 && write(file, text, sizeof text - 1) == (ssize_t)(sizeof text - 1));
    assert_int_equal(close(file), 0);
    assert_int_equal(setenv("RENKEI_DATA", RK_SOURCE_DIR "/scenarios", 1), 0);
    rk_mistakes *mistakes = rk_mistakes_new();
    assert_int_equal(rk_scenario_open(path, NULL, 0, mistakes, &l->scenario), RK_OK);
    rk_mistakes_free(mistakes);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rk_unknowns_open(l->scenario, &l->unknowns), RK_OK);
    size_t n = rk_unknowns_count(l->unknowns);
    l->places = calloc(n, sizeof *l->places);
    assert_non_null(l->places);
    for (size_t i = 0; i < n; i++) {
        l->places[i] = (double)NAN;
    }
    for (size_t i = 0; i < N_FACTORS; i++) {
        l->factor[i] = rk_unknowns_find(l->unknowns, names[i]);
    }
    rk_run_options run = rk_run_options_of(l->scenario);
    run.n_replications = PER_POINT;
    run.unknowns = l->unknowns;
    run.places = l->places;
    assert_int_equal(rk_ensemble_open(l->scenario, &run, &l->ensemble), RK_OK);
}

static void lab_close(lab *l)
{
    rk_ensemble_close(l->ensemble);
    rk_unknowns_close(l->unknowns);
    rk_scenario_close(l->scenario);
    free(l->places);
}

/* Replications first .. first + n - 1 at these places, into l->values. */
static void live(lab *l, const double *places, uint32_t first, uint32_t n)
{
    double values[PER_POINT], spare[PER_POINT];
    for (size_t i = 0; i < N_FACTORS; i++) {
        l->places[l->factor[i]] = places[i];
    }
    assert_int_equal(rk_ensemble_restart(l->ensemble, first, n), RK_OK);
    while (!rk_ensemble_done(l->ensemble)) {
        size_t done = rk_ensemble_finished(l->ensemble);
        assert_int_equal(rk_ensemble_advance(l->ensemble), RK_OK);
        for (size_t t = 0; t < N_TARGETS; t++) {
            size_t n_values = rk_target_values(l->ensemble, l->scenario, 0, &targets[t], values, spare);
            for (size_t i = 0; i < n_values; i++) {
                l->values[done + i][t] = values[i];
            }
        }
    }
}

/* The first round's points are the same whatever was observed: they are lived once. */
static double (*all_points(lab *l))[PER_POINT][N_TARGETS]
{
    static const double any[N_TARGETS] = {1.0, 1.0, 1.0};
    const rk_calibration_shape shape = {N_FACTORS, N_TARGETS, N_BLOCKS, RK_INNER_MIN, any, any, 5, NULL, NULL};
    double(*seen)[PER_POINT][N_TARGETS] = calloc(N_POINTS, sizeof *seen);
    rk_calibration *c;
    assert_non_null(seen);
    assert_int_equal(rk_calibration_new(&shape, &c), RK_OK);
    assert_int_equal(rk_calibration_propose(c, n_points()), RK_OK);
    for (size_t point = 0; point < n_points(); point++) {
        live(l, rk_calibration_places(c, point), (uint32_t)point * PER_POINT, PER_POINT);
        memcpy(seen[point], l->values, sizeof *seen);
    }
    rk_calibration_free(c);
    return seen;
}

/* Fit to a world, and count: parameters within their central 90 %, and the last figure, left out, within its. */
static void judge(const double (*seen)[PER_POINT][N_TARGETS], const double *truth, const double *observed,
                  double *covered, double *least)
{
    static const bool last[N_TARGETS] = {false, false, true};
    static const double deviation[N_TARGETS] = {1e-3, 1e-6, 1e-3};
    const rk_calibration_shape shape = {N_FACTORS, N_TARGETS, N_BLOCKS, RK_INNER_MIN, observed, deviation, 5, NULL, NULL};
    double weights[N_POINTS];
    rk_calibration *c;
    assert_int_equal(rk_calibration_new(&shape, &c), RK_OK);
    assert_int_equal(rk_calibration_propose(c, n_points()), RK_OK);
    for (size_t point = 0; point < n_points(); point++) {
        rk_calibration_see(c, point, &seen[point][0][0]);
    }
    double effective = rk_calibration_weigh(c, NULL, weights);
    *least = effective < *least ? effective : *least;
    for (size_t i = 0; i < N_FACTORS; i++) {
        covered[i] += truth[i] >= rk_calibration_place(c, weights, i, 0.05) &&
                      truth[i] <= rk_calibration_place(c, weights, i, 0.95);
    }
    (void)rk_calibration_weigh(c, last, weights);
    covered[N_FACTORS] += observed[2] >= rk_calibration_predicted(c, weights, last, 2, 0.05) &&
                          observed[2] <= rk_calibration_predicted(c, weights, last, 2, 0.95);
    rk_calibration_free(c);
}

static void worlds_of_known_parameters_lie_within_their_intervals(void **unused)
{
    (void)unused;
    double covered[N_FACTORS + 1] = {0}, least = N_POINTS;
    uint32_t n_worlds = oracle_is_quick() ? WORLDS : 8;
    lab l;
    lab_open(&l);
    double(*seen)[PER_POINT][N_TARGETS] = all_points(&l);
    for (uint32_t world = 0; world < n_worlds; world++) {
        rk_words words = rk_draw(99, world, 0, 0, RK_DRAW_SPELL);
        double truth[N_FACTORS] = {rk_uniform(words.word[0]), rk_uniform(words.word[1])};
        live(&l, truth, N_POINTS * PER_POINT + 16 * world, 1); /* a block of its own: other posts, other luck */
        judge((const double(*)[PER_POINT][N_TARGETS])seen, truth, l.values[0], covered, &least);
    }
    for (size_t i = 0; i <= N_FACTORS && oracle_is_quick(); i++) {
        oracle_family family = {.claim = i < N_FACTORS ? names[i] : "figure of a year left out"};
        oracle_count(&family, covered[i], n_worlds, 0.9);
        oracle_judge(&family);
    }
    print_message("# least effective sample %.0f\n", least);
    assert_true(!oracle_is_quick() || least > 5.0);
    free(seen);
    lab_close(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(worlds_of_known_parameters_lie_within_their_intervals)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
