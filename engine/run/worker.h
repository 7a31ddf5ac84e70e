/* One thread's worlds and sums: lives through blocks, one at a time. */
#ifndef RK_RUN_WORKER_H
#define RK_RUN_WORKER_H

#include "run/kernel.h"
#include "stats/replicates.h"

typedef struct {
    const rk_scenario *scenario;
    const rk_kernel *kernel;
    rk_world **world;           /* [n_models][n_prefectures] */
    rk_tally *tally;
    int64_t (*total)[RK_N_METRICS][RK_LANES]; /* [n_models], of a block, all prefectures */
    int64_t *rule_sum;          /* [n_models][n_rules][n_years] yen of a block's counted lanes, all prefectures */
} rk_worker;

RK_MUST_CHECK rk_status rk_worker_open(const rk_scenario *scenario, const rk_kernel *kernel, const rk_shape *shape,
                                       rk_worker *worker);
void rk_worker_close(rk_worker *worker);

/* Simulate a block under all models and fold it.
 *
 * batch   rows of the replications first_lane .. first_lane + n_lanes - 1 of the block are written
 * values  the block's assumptions
 */
RK_MUST_CHECK rk_status rk_worker_block(rk_worker *worker, uint64_t seed, uint32_t block, int first_lane, int n_lanes,
                                        const double *values, rk_replicates *batch);

#endif
