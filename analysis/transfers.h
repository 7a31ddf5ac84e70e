/* The least money that keeps everybody together, a linear programme: the one door to GLPK. */
#ifndef RK_ANALYSIS_TRANSFERS_H
#define RK_ANALYSIS_TRANSFERS_H

#include "analysis/game.h"

#include <renkei/status.h>

/* Transfers to the players, of the least sum, such that those to each coalition but everybody add up to what it needs.
 *
 * needed     [n_sets]; of everybody it does not count
 * from_all   transfers may be below 0: what is there is shared anew. With the gains of the coalitions as needs, the sum
 *            less the gain of everybody is the cost of stability, Bachrach et al., SAGT 2009
 *            (doi:10.1007/978-3-642-04645-2_12); below 0 it is what all could give up
 * sum        out; NaN where the programme was not solved
 * transfer   [n], out
 * price      [n_sets], out: by how much the sum grows with each need (Bondareva's balanced weights), 0 of everybody
 *
 * Returns RK_ERR_MEMORY.
 */
RK_MUST_CHECK rk_status rk_least_transfers(const rk_game *game, const double *needed, bool from_all, double *sum,
                                           double *transfer, double *price);

#endif
