/* The whole model, Fukushima, every process on: time per post and month, a second model, a second thread, statistics. */
#include "bench.h"

#include "run/assumptions.h"
#include "run/kernel.h"

#include <stdio.h>
#include <stdlib.h>

enum { TURNS = 7, REPLICATIONS = 480, POSTS = 584, MONTHS = 120 };

static rk_scenario *fukushima(void)
{
    return bench_scenario(RK_SOURCE_DIR "/tests/bench/fukushima.yaml", (const char *const[]){NULL});
}

static rk_scenario *with_models(const char *models)
{
    rk_scenario *scenario = fukushima();
    rk_mistakes *mistakes = rk_mistakes_new();
    if (rk_scenario_keep_models(scenario, models, mistakes) != RK_OK) {
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
    double start = bench_cpu_seconds();
    for (uint32_t block = 0; block < REPLICATIONS / RK_LANES; block++) {
        rk_assumptions_draw(scenario, scenario->seed, block, values);
        if (kernel->begin(world, scenario->seed, block, values, 0, RK_LANES) != RK_OK) {
            exit(1);
        }
        for (int year = 0; year < scenario->n_years; year++) {
            kernel->year(world);
        }
        kernel->horizon(world);
    }
    double time = bench_cpu_seconds() - start;
    kernel->close(world);
    free(values);
    return time;
}

int main(void)
{
    rk_scenario *one = with_models("pool"), *two = fukushima();
    double alone[TURNS], single[TURNS], both[TURNS], wall_1[TURNS], wall_2[TURNS];
    for (int turn = 0; turn < TURNS; turn++) {
        alone[turn] = model_alone(one);
        bench_time time = bench_run(one, REPLICATIONS, 1);
        single[turn] = time.cpu;
        both[turn] = bench_run(two, REPLICATIONS, 1).cpu;
        wall_1[turn] = bench_run(two, 2 * REPLICATIONS, 1).wall;
        wall_2[turn] = bench_run(two, 2 * REPLICATIONS, 2).wall;
    }
    double post_months = (double)REPLICATIONS * POSTS * MONTHS;
    double first = bench_least(single, TURNS), pair = bench_least(both, TURNS);
    bench_row("whole model, Fukushima with a pool, 1 thread", first / post_months * 1e9, "ns/post/month", 4.0, true);
    bench_row("a second model / the first", (pair - first) / first, "times", 1.0, true);
    bench_row("2 threads against 1", bench_least(wall_1, TURNS) / bench_least(wall_2, TURNS), "times", 1.9, false);
    bench_row("statistics: part of the run", 1.0 - bench_least(alone, TURNS) / first, "", 0.15, true);
    rk_scenario_close(one);
    rk_scenario_close(two);
    return 0;
}
