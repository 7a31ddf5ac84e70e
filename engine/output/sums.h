/* /sums of a results file: the exact sums that its means and errors come from, so that a run can be extended and files
 * merged. */
#ifndef RK_OUTPUT_SUMS_H
#define RK_OUTPUT_SUMS_H

#include "output/h5.h"
#include "stats/tally.h"

void rk_sums_write(rk_h5 *h5, const rk_tally *tally);

/* Set a tally of the file's shape to the sums of an opened file. Another shape fails. */
void rk_sums_read(rk_h5 *h5, rk_tally *tally);

#endif
