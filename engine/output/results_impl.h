/* What other files of this room ask of results that are being written. */
#ifndef RK_OUTPUT_RESULTS_IMPL_H
#define RK_OUTPUT_RESULTS_IMPL_H

#include "stats/tally.h"

#include <renkei/results.h>

/* Models, years, places; its group_first is not set. */
const rk_shape *rk_results_shape(const rk_results *results);

/* What is written is a part of a run: rows and sums, no means. */
void rk_results_leave_out_means(rk_results *results);

/* Was an earlier file made of this scenario, apart from the number of replications? Otherwise a sentence in
 * rk_results_problem. */
bool rk_earlier_is_of(const rk_earlier *earlier, const rk_scenario *scenario);

#endif
