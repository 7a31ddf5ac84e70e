/* What other files of this room ask of results that are being written. */
#ifndef RK_OUTPUT_RESULTS_IMPL_H
#define RK_OUTPUT_RESULTS_IMPL_H

#include "stats/tally.h"

#include <renkei/results.h>

/* Models, years, places; its group_first is not set. */
const rk_shape *rk_results_shape(const rk_results *results);

#endif
