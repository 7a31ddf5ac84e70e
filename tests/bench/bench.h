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

/* Wall seconds of two runs at once that share nothing, half of the replications and one thread each: what this machine
 * gives two threads at best. Its two processors may be halves of one. */
double bench_run_apart(const rk_scenario *scenario, uint32_t n_replications);

/* The smallest of several: other loads only ever add time. */
double bench_least(const double times[], int n);

/* How many times as long one thing took as another, of n pairs taken one right after the other: the median of their
 * ratios. A shared machine is faster in one second than in the next, for both of a pair alike; the smallest of each
 * would be of different seconds. n: odd, at most 31. */
double bench_ratio(const double of[], const double to[], int n);

/* One row: what, measured, bar; a bar is met from below (at_most) or from above. */
void bench_row(const char *what, double measured, const char *unit, double bar, bool at_most);

#endif
