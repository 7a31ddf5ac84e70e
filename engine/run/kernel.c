/* Compiled once per instruction set, with RK_KERNEL_SYMBOL=rk_kernel_<isa>. */
#include "run/kernel.h"

#include "instruments/hooks.h"

#ifndef RK_KERNEL_SYMBOL
#define RK_KERNEL_SYMBOL rk_kernel_baseline
#endif
#define TEXT_OF(symbol) #symbol
#define NAME_OF(symbol) (&TEXT_OF(symbol)[sizeof "rk_kernel_" - 1])

static rk_hooks hooks[RK_N_INSTRUMENTS];

static rk_status open_world(const rk_scenario *scenario, size_t prefecture, size_t model, rk_world **world)
{
    rk_instrument_hooks(hooks);
    return rk_world_open(scenario, prefecture, model, hooks, world);
}

const rk_kernel RK_KERNEL_SYMBOL = {
    .name = NAME_OF(RK_KERNEL_SYMBOL),
    .open = open_world,
    .close = rk_world_close,
    .begin = rk_simulation_begin,
    .year = rk_simulation_year,
    .horizon = rk_simulation_horizon,
    .fold = rk_tally_fold,
};
