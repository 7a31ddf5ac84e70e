/* The whole model, Fukushima, every process on: time per post and month, a second model, a second thread, statistics.
 */
#include "bench.h"

#include "run/assumptions.h"
#include "run/kernel.h"

#include <renkei/results.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* SHARED: so many that two threads which finish a block apart are no part of it. MANY: as many as a researcher's run,
 * where the fixed cost of a file no longer tells. */
enum { TURNS = 15, FEW_TURNS = 5, REPLICATIONS = 480, SHARED = 1920, MANY = 8000, POSTS = 584, MONTHS = 120 };

static const char path_of_fukushima[] = RK_SOURCE_DIR "/tests/bench/fukushima.yaml";

static rk_scenario *fukushima(void)
{
    return bench_scenario(path_of_fukushima, (const char *const[]){NULL});
}

/* One model and no other: the baseline is always kept, so the model is made that. */
static rk_scenario *alone_with(const char *model, const char *baseline)
{
    rk_scenario *scenario = bench_scenario(path_of_fukushima, (const char *const[]){baseline, NULL});
    rk_mistakes *mistakes = rk_mistakes_new();
    if (rk_scenario_keep_models(scenario, model, mistakes) != RK_OK) {
        exit(1);
    }
    rk_mistakes_free(mistakes);
    return scenario;
}

/* The same blocks by the model alone: no statistics, nothing kept. */
static double model_alone(const rk_scenario *scenario)
{
    const rk_kernel *kernel = rk_kernel_choose();
    double *values = calloc(scenario->n_numbers, sizeof *values);
    rk_world *world = NULL;
    if (values == NULL || kernel->open(scenario, 0, 0, &world) != RK_OK) {
        exit(1);
    }
    rk_assumptions assumptions;
    double start = bench_cpu_seconds();
    if (rk_assumptions_open(scenario, scenario->seed, MANY / RK_LANES, &assumptions) != RK_OK) {
        exit(1);
    }
    for (uint32_t block = 0; block < MANY / RK_LANES; block++) {
        rk_assumptions_draw(&assumptions, block, values);
        if (kernel->begin(world, scenario->seed, block, values, 0, RK_LANES) != RK_OK) {
            exit(1);
        }
        for (int year = 0; year < scenario->n_years; year++) {
            kernel->year(world);
        }
        kernel->horizon(world);
    }
    double time = bench_cpu_seconds() - start;
    rk_assumptions_close(&assumptions);
    kernel->close(world);
    free(values);
    return time;
}

/* The same blocks as a user runs them: statistics, and every replication into a file. */
static double to_file(const rk_scenario *scenario)
{
    char path[] = "/tmp/renkei-bench-XXXXXX";
    int file = mkstemp(path);
    if (file < 0) {
        exit(1);
    }
    close(file);
    rk_run_options options = rk_run_options_of(scenario);
    options.n_replications = MANY;
    options.n_threads = 1;
    rk_ensemble *ensemble = NULL;
    rk_results *results = NULL;
    double start = bench_cpu_seconds();
    if (rk_ensemble_open(scenario, &options, &ensemble) != RK_OK ||
        rk_results_create(path, scenario, &options, "bench", &results) != RK_OK) {
        exit(1);
    }
    while (!rk_ensemble_done(ensemble)) {
        if (rk_ensemble_advance(ensemble) != RK_OK ||
            rk_results_append(results, rk_ensemble_batch(ensemble)) != RK_OK) {
            exit(1);
        }
    }
    if (rk_results_finish(results, rk_ensemble_tally(ensemble), MANY) != RK_OK) {
        exit(1);
    }
    double time = bench_cpu_seconds() - start;
    rk_ensemble_close(ensemble);
    remove(path);
    return time;
}

int main(void)
{
    rk_scenario *visits = alone_with("visits", "baseline=visits"), *one = alone_with("pool", "baseline=pool");
    rk_scenario *two = fukushima();
    double alone[FEW_TURNS], file[FEW_TURNS], visited[TURNS], single[TURNS], both[TURNS], wall_1[TURNS], wall_2[TURNS];
    double apart[TURNS];
    for (int turn = 0; turn < TURNS; turn++) {
        visited[turn] = bench_run(visits, REPLICATIONS, 1).cpu;
        single[turn] = bench_run(one, REPLICATIONS, 1).cpu;
        both[turn] = bench_run(two, REPLICATIONS, 1).cpu;
        wall_1[turn] = bench_run(two, SHARED, 1).wall;
        wall_2[turn] = bench_run(two, SHARED, 2).wall;
        apart[turn] = bench_run_apart(two, SHARED);
    }
    for (int turn = 0; turn < FEW_TURNS; turn++) {
        alone[turn] = model_alone(one);
        file[turn] = to_file(one);
    }
    double post_months = (double)REPLICATIONS * POSTS * MONTHS;
    bench_row("whole model, Fukushima with visits to all, 1 thread", bench_least(visited, TURNS) / post_months * 1e9,
              "ns/post/month", 4.0, true);
    printf("%-68s %9.3f ns/post/month\n", "... with a pool on request, a queue in continuous time",
           bench_least(single, TURNS) / post_months * 1e9);
    bench_row("a second model / the first", bench_ratio(both, single, TURNS) - 1.0, "times", 1.0, true);
    bench_row("2 threads against 1", bench_ratio(wall_1, wall_2, TURNS), "times", 1.9, false);
    printf("%-68s %9.3f times\n", "... and two runs that share nothing, which is this machine's own limit",
           bench_ratio(wall_1, apart, TURNS));
    bench_row("statistics and output: part of the run", 1.0 - bench_ratio(alone, file, FEW_TURNS), "", 0.15, true);
    rk_scenario_close(visits);
    rk_scenario_close(one);
    rk_scenario_close(two);
    return 0;
}
