/* One run shared by the ranks that mpirun started. */
#ifndef RK_CLI_SHARE_H
#define RK_CLI_SHARE_H

#include "cli/job.h"
#include "cli/progress.h"

/* Simulate, all ranks together, what no part holds of the first n replications of the run, and keep it in parts. The
 * ensemble is used and must be restarted. parts: this rank's own; n: rank 0's counts. Returns the same exit status in
 * all ranks. */
int rk_share_run(const rk_job *job, uint32_t n, rk_ensemble *ensemble, rk_parts *parts, rk_progress *progress);

#endif
