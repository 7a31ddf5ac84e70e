/* A stride of one prefecture under one model, year by year: begin, then years, then the horizon. */
#ifndef RK_MODEL_SIMULATION_H
#define RK_MODEL_SIMULATION_H

#include "model/world.h"

/* Which metrics a scenario leaves at 0, because the processes behind them are off, no instrument books the cost item or
 * nobody names the payer: dead[RK_N_METRICS], out. */
void rk_metrics_dead(const rk_scenario *scenario, bool dead[RK_N_METRICS]);

/* Set the world back to month 0, for the replications 16 stride .. 16 stride + 15.
 *
 * values      assumptions of their block by setting index, base units; must live until the horizon
 * first_lane, n_lanes   the replications of the stride that count
 */
RK_MUST_CHECK rk_status rk_simulation_begin(rk_world *world, uint64_t seed, uint32_t stride, const double *values,
                                            int first_lane, int n_lanes);

/* Live through the next fiscal year; then world->row, month_count, total, spread and rule_paid hold its outcomes. */
rk_status rk_simulation_year(rk_world *world);

/* After the last year: world->horizon, horizon_total and spread hold the horizon's. */
void rk_simulation_horizon(rk_world *world);

#endif
