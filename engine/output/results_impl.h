/* What other files of this room ask of results that are being written. */
#ifndef RK_OUTPUT_RESULTS_IMPL_H
#define RK_OUTPUT_RESULTS_IMPL_H

#include "stats/tally.h"

#include <renkei/results.h>

/* Models, years, places; its group_first is not set. */
const rk_shape *rk_results_shape(const rk_results *results);

/* As rk_results_create, of a part of a run: rows and sums, no outcomes by name and no means. */
RK_MUST_CHECK rk_status rk_results_create_part(const char *path, const rk_scenario *scenario,
                                               const rk_run_options *options, rk_results **results);

/* Was an earlier file made of this scenario, apart from the number of replications? Otherwise a sentence in
 * rk_results_problem. */
bool rk_earlier_is_of(const rk_earlier *earlier, const rk_scenario *scenario);

#endif
