/* The hooks of all instruments, in the order of the registry. */
#ifndef RK_INSTRUMENTS_HOOKS_H
#define RK_INSTRUMENTS_HOOKS_H

#include "instruments/registry.h"
#include "model/world.h"

#define X(name) extern const rk_hooks rk_##name##_hooks;
RK_INSTRUMENT_LIST(X)
#undef X

/* Copy all hooks into a table that rk_world_open takes. */
void rk_instrument_hooks(rk_hooks table[RK_N_INSTRUMENTS]);

#endif
