/* The sums of a tally in few bytes, for replications that nobody asks about for a while: a tally has room for every bin
 * of every municipality and year, most of them empty. */
#ifndef RK_STATS_PACKED_H
#define RK_STATS_PACKED_H

#include "stats/tally.h"

typedef struct rk_packed rk_packed;

/* Returns RK_ERR_MEMORY, with NULL in packed. */
RK_MUST_CHECK rk_status rk_packed_new(const rk_tally *tally, rk_packed **packed);
void rk_packed_free(rk_packed *packed); /* takes NULL */

/* Add what was packed to a tally of the same shape. */
void rk_packed_add(const rk_packed *packed, rk_tally *target);

#endif
