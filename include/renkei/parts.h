/* Parts: while a run goes on, what is finished is kept in closed and synced files in the folder RESULTS.parts, so that
 * kill -9, a power failure or a full disk loses a moment of work and not the run. Several processes may write parts of one
 * run (renkei/ranks.h).
 *
 * A part holds consecutive replications and the sums over them. Its name holds their range and the SHA-256 of the file: a
 * part that is cut off or changed is removed, and only its replications are simulated again. Where parts begin depends on
 * time and on the number of processes, and nothing depends on where parts begin.
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
 * RK_PARTS_RESUME   they are taken up; those of another scenario, seed, build, goal of precision or number of
 *                   replications give RK_ERR_RESULTS_EXIST
 * RK_PARTS_DISCARD  they are removed
 *
 * Also returns RK_ERR_RESULTS_WRITE, RK_ERR_MEMORY. */
RK_MUST_CHECK rk_status rk_parts_open(const char *results_path, const rk_scenario *scenario, const rk_run_options *options,
                                      rk_parts_mode mode, rk_parts **parts);

/* Get ready to write parts of a run whose results, and lock, another process has. writer: 1 or more, another one in each
 * process. Returns RK_ERR_MEMORY. */
RK_MUST_CHECK rk_status rk_parts_join(const char *results_path, const rk_scenario *scenario, const rk_run_options *options,
                                      int writer, rk_parts **parts);

/* Replications of the earlier part that begins with this one; 0: there is none. */
uint32_t rk_parts_at(const rk_parts *parts, uint32_t replication);

/* Do earlier parts hold replications from this one on? */
bool rk_parts_beyond(const rk_parts *parts, uint32_t replication);

/* The first run of replications, from this one on, that no earlier part holds. Returns their number; 0: none is missing. */
uint32_t rk_parts_gap(const rk_parts *parts, uint32_t replication, uint32_t *first);

/* Set sums to those of the earlier part that begins with this replication, and append its rows to results. */
RK_MUST_CHECK rk_status rk_parts_take(const rk_parts *parts, uint32_t replication, rk_tally *sums, rk_results *results);

/* Add a finished batch to the part in hand, which it must follow. */
RK_MUST_CHECK rk_status rk_parts_append(rk_parts *parts, const rk_replicates *batch);

/* Is there a part in hand; is it time to close it? So seldom that closing takes 3 % of the run at most, and a second
 * apart; or as the environment variable RENKEI_PART_SECONDS says, 0: after every batch. */
bool rk_parts_in_hand(const rk_parts *parts);
bool rk_parts_due(const rk_parts *parts);

/* Close and sync the part in hand; sums: over its replications. */
RK_MUST_CHECK rk_status rk_parts_close_one(rk_parts *parts, const rk_tally *sums);

/* No more batches come: let go of the part in hand, whose replications are in the results. */
void rk_parts_let_go(rk_parts *parts);

/* End; takes NULL. done: the results are there, so the folder goes; otherwise finished parts stay. Returns replications
 * that stay in parts, those of processes that joined left out. */
uint32_t rk_parts_close(rk_parts *parts, bool done);

#endif
