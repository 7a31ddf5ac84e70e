/* Ranks: processes that `mpirun -n K renkei run ...` starts, on one machine or many, and that share one run.
 *
 * Rank 0 speaks, holds the results file and makes it in the end; every rank, rank 0 too, takes shards (renkei/shards.h)
 * from one counter as it gets done, and writes parts (renkei/parts.h) into one folder, which all must see. Rows and sums
 * are whole numbers with a place of their own, so the result has the bytes of one process. A rank that dies takes the
 * others with it; the parts stay, and --resume continues, with any number of ranks.
 *
 * A program that mpirun did not start is rank 0 of 1, and nothing here does anything. Where renkei was built without
 * Open MPI (`make MPI=1` builds it in), that is always so.
 *
 * Calls marked "all" must be made by all ranks, in the same order. None may follow an rk_ranks_agree that did not return
 * 0.
 */
#ifndef RENKEI_RANKS_H
#define RENKEI_RANKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* At the beginning of the program, once. Ranks but 0 are silent from here on. When the program ends, by exit or by return
 * from main, it waits for the others. Returns false when mpirun started several processes, but renkei was built without
 * MPI. */
bool rk_ranks_begin(void);

/* Did a launcher such as mpirun start this program, as one process or several? */
bool rk_ranks_launched(void);

int rk_ranks_n(void);    /* 1 or more */
int rk_ranks_mine(void); /* 0 .. n - 1 */

/* All: rank 0's bytes go to everybody. */
void rk_ranks_share(void *data, size_t n_bytes);

/* All: wait for everybody. Returns the largest exit status of all ranks; when rank 0 has none, it prints what the first
 * rank with that status said. */
int rk_ranks_agree(int exit_status);

/* The next number of a counter that all ranks share: 0, 1, 2, ... each to one rank. */
uint64_t rk_ranks_next(void);

/* Count from 0 again. Rank 0 alone may ask, while no other rank asks for a number. */
void rk_ranks_restart(void);

/* From now on rk_ranks_next returns numbers of at least 2^62. */
void rk_ranks_stop(void);

/* Add to a sum over all ranks. Returns the sum so far in rank 0, and 0 in others, which do not wait for it. */
uint64_t rk_ranks_count(uint64_t n);

#endif
