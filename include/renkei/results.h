/* results.h5: HDF5 that is also netCDF-4, with labels, units and full provenance. analysis/FORMAT.md lists every dataset.
 *
 * The file is written beside its own name, as NAME.part, and takes it only when rk_results_finish has closed and synced
 * it, so a file that looks whole is whole.
 */
#ifndef RENKEI_RESULTS_H
#define RENKEI_RESULTS_H

#include <renkei/ensemble.h>
#include <renkei/mistakes.h>

typedef struct rk_results rk_results;

/* Returns RK_ERR_RESULTS_EXIST when another run writes to the same path, RK_ERR_RESULTS_WRITE (see rk_results_problem),
 * RK_ERR_MEMORY. An existing finished file is replaced at the end only. command: the command line, for provenance.
 * The scenario, the texts of the options and the command must outlive the results. */
RK_MUST_CHECK rk_status rk_results_create(const char *path, const rk_scenario *scenario, const rk_run_options *options,
                                          const char *command, rk_results **results);

/* Append the values of each replication of a finished batch; batches come in order. */
RK_MUST_CHECK rk_status rk_results_append(rk_results *results, const rk_replicates *batch);

/* So many replications were asked for after all: a run that stops at its precision is not partial. */
void rk_results_settle(rk_results *results, uint32_t n_replications);

/* Write the sums and statistics, close, sync and rename. finished: replications that count; fewer than asked for make
 * the file say that it is partial. Ends results, also on failure. */
RK_MUST_CHECK rk_status rk_results_finish(rk_results *results, const rk_tally *tally, uint32_t finished);

void rk_results_abandon(rk_results *results); /* takes NULL; removes the unfinished file */

/* One sentence with the file and the system's reason of the last failure in this process, or "". */
const char *rk_results_problem(void);

/* ---- Taking up earlier results ---- */

typedef struct rk_earlier rk_earlier;

/* Open a results file to extend it, to merge it with others or to run it again. Returns RK_ERR_RESULTS_READ, with a
 * sentence in rk_results_problem, when it is no results file, of another version or build of renkei, or was written
 * before sums were kept; RK_ERR_MEMORY. */
RK_MUST_CHECK rk_status rk_earlier_open(const char *path, rk_earlier **earlier);
void rk_earlier_close(rk_earlier *earlier); /* takes NULL */

/* Seed, first replication, and replications asked for. */
rk_run_options rk_earlier_options(const rk_earlier *earlier);
uint32_t rk_earlier_finished(const rk_earlier *earlier);       /* replications in the file */
uint32_t rk_earlier_inner(const rk_earlier *earlier);          /* replications of a block */
const char *rk_earlier_precision(const rk_earlier *earlier);   /* the goal it ran for, "" for none */

/* The scenario it was made of, with the same models; n_replications: 0 as it was. The caller closes it. Returns as
 * rk_scenario_open. */
RK_MUST_CHECK rk_status rk_earlier_scenario(const rk_earlier *earlier, uint32_t n_replications, rk_mistakes *mistakes,
                                            rk_scenario **scenario);

/* Are the scenario's files, settings, blocks, models and seed those of another file? Otherwise a sentence in
 * rk_results_problem. */
bool rk_earlier_same(const rk_earlier *earlier, const rk_earlier *other);

/* Append all its replications to results of the same scenario, as rk_results_append does. */
RK_MUST_CHECK rk_status rk_earlier_append(rk_earlier *earlier, rk_results *results);

/* Set a tally of the same shape to its sums. */
RK_MUST_CHECK rk_status rk_earlier_sums(rk_earlier *earlier, rk_tally *sums);

#endif
