/* Parts: while a run goes on, what is finished is kept in closed and synced files in the folder RESULTS.parts, so that
 * kill -9, a power failure or a full disk loses a moment of work and not the run.
 *
 * A part holds the replications since the part before, and the sums over all replications from the run's first on. Its
 * name holds their range and the SHA-256 of the file: a part that is cut off or changed is not used, nor is one after
 * it. Where parts begin depends on time, and nothing depends on where parts begin.
 */
#ifndef RENKEI_PARTS_H
#define RENKEI_PARTS_H

#include <renkei/results.h>

typedef struct rk_parts rk_parts;

typedef enum { RK_PARTS_NEW, RK_PARTS_RESUME, RK_PARTS_DISCARD } rk_parts_mode;

/* Look for the parts of an earlier run to the same results, and get ready to write more. Only who has made the results
 * (rk_results_create), and so holds their lock, may ask. All but parts must outlive it.
 *
 * RK_PARTS_NEW      there must be none: RK_ERR_RESULTS_EXIST with a sentence in rk_results_problem
 * RK_PARTS_RESUME   they are taken up; those of another scenario, seed, build or number of replications give
 *                   RK_ERR_RESULTS_EXIST
 * RK_PARTS_DISCARD  they are removed
 *
 * Also returns RK_ERR_RESULTS_WRITE, RK_ERR_MEMORY. */
RK_MUST_CHECK rk_status rk_parts_open(const char *results_path, const rk_scenario *scenario, const rk_run_options *options,
                                      rk_parts_mode mode, rk_parts **parts);

/* Replications that earlier parts hold, from the run's first on; their sums and rows. */
uint32_t rk_parts_finished(const rk_parts *parts);
RK_MUST_CHECK rk_status rk_parts_sums(rk_parts *parts, rk_tally *sums);
RK_MUST_CHECK rk_status rk_parts_append_to(rk_parts *parts, rk_results *results);

/* Add a finished batch to the part in hand. */
RK_MUST_CHECK rk_status rk_parts_append(rk_parts *parts, const rk_replicates *batch);

/* Is it time to close the part in hand? So seldom that closing takes 3 % of the run at most, and a second apart; or as
 * the environment variable RENKEI_PART_SECONDS says, 0: after every batch. */
bool rk_parts_due(const rk_parts *parts);

/* Close and sync the part; tally: the sums over all finished replications of the run. */
RK_MUST_CHECK rk_status rk_parts_close_one(rk_parts *parts, const rk_tally *tally);

/* End; takes NULL. done: the results are there, so the folder goes; otherwise finished parts stay. Returns replications
 * that stay in parts. */
uint32_t rk_parts_close(rk_parts *parts, bool done);

#endif
