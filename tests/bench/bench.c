#include "bench.h"

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

bench_time bench_run(const rk_scenario *scenario, uint32_t n_replications, int n_threads)
{
    rk_run_options options = rk_run_options_of(scenario);
    options.n_replications = n_replications;
    options.n_threads = n_threads;
    rk_ensemble *ensemble = NULL;
    if (rk_ensemble_open(scenario, &options, &ensemble) != RK_OK) {
        exit(1);
    }
    double cpu = bench_cpu_seconds(), wall = bench_wall_seconds();
    while (!rk_ensemble_done(ensemble)) {
        if (rk_ensemble_advance(ensemble) != RK_OK) {
            exit(1);
        }
    }
    bench_time time = {bench_cpu_seconds() - cpu, bench_wall_seconds() - wall};
    rk_ensemble_close(ensemble);
    return time;
}

double bench_least(const double times[], int n)
{
    double least = times[0];
    for (int i = 1; i < n; i++) {
        least = times[i] < least ? times[i] : least;
    }
    return least;
}

void bench_row(const char *what, double measured, const char *unit, double bar, bool at_most)
{
    bool met = at_most ? measured <= bar : measured >= bar;
    printf("%-68s %9.3f %-18s %s %g  %s\n", what, measured, unit, at_most ? "at most" : "at least", bar,
           met ? "met" : "MISSED");
    fflush(stdout);
}
