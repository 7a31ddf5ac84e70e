/* Where a results file comes from: /provenance. */
#ifndef RK_OUTPUT_PROVENANCE_H
#define RK_OUTPUT_PROVENANCE_H

#include "input/scenario.h"
#include "output/h5.h"

#include <renkei/ensemble.h>

void rk_provenance_write(rk_h5 *h5, const rk_scenario *scenario, const rk_run_options *options, const char *command);

#endif
