/* results.h5: HDF5 that is also netCDF-4, with labels, units and full provenance. analysis/FORMAT.md lists every dataset.
 *
 * The file is written beside its own name, as NAME.part, and takes it only when rk_results_finish has closed and synced
 * it, so a file that looks whole is whole.
 */
#ifndef RENKEI_RESULTS_H
#define RENKEI_RESULTS_H

#include <renkei/ensemble.h>

typedef struct rk_results rk_results;

/* Returns RK_ERR_RESULTS_EXIST when another run writes to the same path, RK_ERR_RESULTS_WRITE (see rk_results_problem),
 * RK_ERR_MEMORY. An existing finished file is replaced at the end only. command: the command line, for provenance. */
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

#endif
