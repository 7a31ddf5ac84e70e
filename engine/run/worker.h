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
    int64_t (*total)[RK_N_METRICS][RK_LANES]; /* [n_models], of a stride, all prefectures */
    int64_t *rule_sum;          /* [n_models][n_rules][n_years] yen of a block's counted replications, all prefectures */
} rk_worker;

RK_MUST_CHECK rk_status rk_worker_open(const rk_scenario *scenario, const rk_kernel *kernel, const rk_shape *shape,
                                       rk_worker *worker);
void rk_worker_close(rk_worker *worker);

/* Simulate the replications first .. first + n - 1 of one block, stride by stride, under all models, and fold them.
 *
 * batch   their rows are written
 * values  the block's assumptions
 */
RK_MUST_CHECK rk_status rk_worker_block(rk_worker *worker, uint64_t seed, uint32_t first, uint32_t n,
                                        const double *values, rk_replicates *batch);

#endif
