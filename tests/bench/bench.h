/* What the benchmarks share: processor time, opened scenarios, and rows of the table. */
#ifndef RK_BENCH_H
#define RK_BENCH_H

#include <renkei/ensemble.h>

/* Processor time of all threads of this process: the other loads of a shared machine disturb it least. */
double bench_cpu_seconds(void);
double bench_wall_seconds(void);

/* Open a scenario of the source tree, or end the program with its mistakes. settings ends with NULL. */
rk_scenario *bench_scenario(const char *path, const char *const settings[]);

/* Processor seconds of a run, and wall seconds; the ensemble is opened and closed outside. */
typedef struct {
    double cpu, wall;
} bench_time;

bench_time bench_run(const rk_scenario *scenario, uint32_t n_replications, int n_threads);

/* The smallest of several: other loads only ever add time. */
double bench_least(const double times[], int n);

/* One row: what, measured, bar; a bar is met from below (at_most) or from above. */
void bench_row(const char *what, double measured, const char *unit, double bar, bool at_most);

#endif
