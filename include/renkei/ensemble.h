/* A run: all models of a scenario on the same luck, replication by replication, over threads.
 *
 *     open, then while not done: advance (and hand each finished batch to the results), then read the summary, close.
 *
 * Nothing here depends on the number of threads, on time or on the order in which blocks end: the same scenario, seed
 * and replication give the same numbers, to the bit.
 */
#ifndef RENKEI_ENSEMBLE_H
#define RENKEI_ENSEMBLE_H

#include <renkei/metrics.h>
#include <renkei/scenario.h>

typedef struct rk_ensemble rk_ensemble;
typedef struct rk_replicates rk_replicates; /* values of every replication of a batch; stats/replicates.h */
typedef struct rk_tally rk_tally;           /* exact sums over replications; stats/tally.h */

typedef struct {
    uint64_t seed;
    uint32_t first_replication; /* counted from 0 */
    uint32_t n_replications;    /* at least 1 */
    uint32_t n_of_run;          /* replications of the whole run, when these are some shards of it; 0: they are all */
    int n_threads;              /* 0: as many as the machine has */
    /* NULL, or for each unknown (renkei/unknowns.h) the place in its distribution, 0 < u < 1, that every block takes; NaN
     * where it is drawn as ever. Both must outlive the ensemble, and be changed between runs only. */
    const struct rk_unknowns *unknowns;
    const double *places;
    const char *precision;      /* the goal it ends at, for provenance; NULL: a fixed number of replications */
} rk_run_options;

/* The options that the scenario itself asks for. */
rk_run_options rk_run_options_of(const rk_scenario *scenario);

/* Which instruction set the run uses: "baseline", "v3" or "v4" (x86-64 levels). The widest that the processor has, or
 * what the environment variable RENKEI_ISA forces. The numbers are the same. Returns NULL when RENKEI_ISA names another
 * word or more than the processor has. */
const char *rk_isa_name(void);

/* Returns RK_ERR_OPTIONS, RK_ERR_ISA, RK_ERR_MEMORY. The scenario must outlive the ensemble. */
RK_MUST_CHECK rk_status rk_ensemble_open(const rk_scenario *scenario, const rk_run_options *options, rk_ensemble **ensemble);
void rk_ensemble_close(rk_ensemble *ensemble); /* takes NULL */

/* Simulate the next batch; batches are the same whatever the number of threads. */
RK_MUST_CHECK rk_status rk_ensemble_advance(rk_ensemble *ensemble);
bool rk_ensemble_done(const rk_ensemble *ensemble);
uint32_t rk_ensemble_finished(const rk_ensemble *ensemble); /* replications finished so far, without gap from the first */
const rk_run_options *rk_ensemble_options(const rk_ensemble *ensemble);

/* The replication behind the batch that holds this one, in a run that one process simulates from the first to the last. */
uint32_t rk_ensemble_batch_end(const rk_ensemble *ensemble, uint32_t replication);

/* The same in a run that has no end. */
uint64_t rk_ensemble_batch_border(const rk_ensemble *ensemble, uint64_t replication);

/* An empty tally of the run's shape, to be filled with the sums of an earlier run; the caller frees it. */
RK_MUST_CHECK rk_status rk_ensemble_new_tally(const rk_ensemble *ensemble, rk_tally **sums);
void rk_ensemble_free_tally(rk_tally *sums); /* takes NULL */

/* Count the next n replications as finished: an earlier run of the same scenario and seed had these sums over them. A
 * block that is cut in two by the border between runs is lived once more, so that it counts as one. */
RK_MUST_CHECK rk_status rk_ensemble_adopt(rk_ensemble *ensemble, const rk_tally *sums, uint32_t n);

/* The batch of the last advance; overwritten by the next. */
const rk_replicates *rk_ensemble_batch(const rk_ensemble *ensemble);

/* Begin again with other replications, and places that may have changed; faster than opening anew. Returns
 * RK_ERR_OPTIONS, RK_ERR_MEMORY. */
RK_MUST_CHECK rk_status rk_ensemble_restart(rk_ensemble *ensemble, uint32_t first_replication, uint32_t n_replications);

/* Values of a model's outcome in each replication of the last batch, of all prefectures over the horizon, in the unit of
 * rk_metric_shown. values: room for as many as have been finished since the advance before; returns their number. */
size_t rk_ensemble_values(const rk_ensemble *ensemble, size_t model, rk_metric metric, double *values);

/* The same of one fiscal year (0 is the first) as a plain sum over municipalities, in the metric's own unit: what a
 * published total is held against. metric: with RK_METRIC_YEARLY. */
size_t rk_ensemble_year_values(const rk_ensemble *ensemble, size_t model, rk_metric metric, size_t year, double *values);

/* The sums over the replications since the last rk_ensemble_set_aside or rk_ensemble_tally, without those of earlier runs;
 * NULL when there have been none. They hold until the next call that changes the ensemble. */
const rk_tally *rk_ensemble_recent(rk_ensemble *ensemble);

/* Keep those sums in little memory until all are asked for. Returns RK_ERR_MEMORY; the ensemble can then be closed only. */
RK_MUST_CHECK rk_status rk_ensemble_set_aside(rk_ensemble *ensemble);

/* The sums over all finished replications; they hold as those do. */
const rk_tally *rk_ensemble_tally(rk_ensemble *ensemble);

/* The same, handed over: the caller frees them (rk_ensemble_free_tally), and the ensemble must be restarted before
 * anything else but asking what is finished, or closed. NULL when nothing is finished, and then nothing is changed. */
rk_tally *rk_ensemble_take_sums(rk_ensemble *ensemble);

/* A figure for all prefectures together, over the horizon, per replication. */
typedef struct {
    double mean, error;             /* level and its Monte Carlo standard error; NaN when there is one block only */
    double difference;              /* mean of the paired difference to the baseline; 0 for the baseline itself */
    double difference_error;        /* its standard error */
    double difference_low, difference_high; /* 95 % interval, Student's t over randomisations */
    double variance_factor;         /* variance of an unpaired difference over that of the paired one, by blocks; NaN for
                                       the baseline or when the paired difference does not vary */
    /* Variance of the level taken apart, in squared units: between replications of one block, and between blocks (may be
     * below 0 by chance); with standard errors. NaN where blocks are too few. */
    double variance_luck, variance_luck_error, variance_assumptions, variance_assumptions_error;
} rk_summary;

rk_summary rk_ensemble_summary(rk_ensemble *ensemble, size_t model, rk_metric metric);

#endif
