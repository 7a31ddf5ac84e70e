#include "bench.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

double bench_cpu_seconds(void)
{
    return seconds(CLOCK_PROCESS_CPUTIME_ID);
}

double bench_wall_seconds(void)
{
    return seconds(CLOCK_MONOTONIC);
}

rk_scenario *bench_scenario(const char *path, const char *const settings[])
{
    size_t n = 0;
    while (settings[n] != NULL) {
        n++;
    }
    setenv("RENKEI_DATA", RK_SOURCE_DIR "/scenarios", 1);
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_scenario *scenario = NULL;
    if (rk_scenario_open(path, settings, n, mistakes, &scenario) != RK_OK) {
        rk_mistakes_print(mistakes, stderr);
        exit(2);
    }
    rk_mistakes_free(mistakes);
    return scenario;
}

static rk_ensemble *open_run(const rk_scenario *scenario, uint32_t n_replications, int n_threads)
{
    rk_run_options options = rk_run_options_of(scenario);
    options.n_replications = n_replications;
    options.n_threads = n_threads;
    rk_ensemble *ensemble = NULL;
    if (rk_ensemble_open(scenario, &options, &ensemble) != RK_OK) {
        exit(1);
    }
    return ensemble;
}

static void run(rk_ensemble *ensemble)
{
    while (!rk_ensemble_done(ensemble)) {
        if (rk_ensemble_advance(ensemble) != RK_OK) {
            exit(1);
        }
    }
}

bench_time bench_run(const rk_scenario *scenario, uint32_t n_replications, int n_threads)
{
    rk_ensemble *ensemble = open_run(scenario, n_replications, n_threads);
    double cpu = bench_cpu_seconds(), wall = bench_wall_seconds();
    run(ensemble);
    bench_time time = {bench_cpu_seconds() - cpu, bench_wall_seconds() - wall};
    rk_ensemble_close(ensemble);
    return time;
}

double bench_run_apart(const rk_scenario *scenario, uint32_t n_replications)
{
    rk_ensemble *half[2] = {open_run(scenario, n_replications / 2, 1), open_run(scenario, n_replications / 2, 1)};
    double start = bench_wall_seconds();
#pragma omp parallel for num_threads(2) schedule(static, 1)
    for (int i = 0; i < 2; i++) {
        run(half[i]);
    }
    double wall = bench_wall_seconds() - start;
    rk_ensemble_close(half[0]);
    rk_ensemble_close(half[1]);
    return wall;
}

double bench_least(const double times[], int n)
{
    double least = times[0];
    for (int i = 1; i < n; i++) {
        least = times[i] < least ? times[i] : least;
    }
    return least;
}

static int ascending(const void *one, const void *other)
{
    double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

double bench_ratio(const double of[], const double to[], int n)
{
    enum { MOST = 31 };
    double ratio[MOST];
    assert(n % 2 == 1 && n <= MOST);
    for (int i = 0; i < n; i++) {
        ratio[i] = of[i] / to[i];
    }
    qsort(ratio, (size_t)n, sizeof *ratio, ascending);
    return ratio[n / 2];
}

void bench_row(const char *what, double measured, const char *unit, double bar, bool at_most)
{
    bool met = at_most ? measured <= bar : measured >= bar;
    printf("%-68s %9.3f %-18s %s %g  %s\n", what, measured, unit, at_most ? "at most" : "at least", bar,
           met ? "met" : "MISSED");
    fflush(stdout);
}
