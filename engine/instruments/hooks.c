#include "instruments/hooks.h"

void rk_instrument_hooks(rk_hooks table[RK_N_INSTRUMENTS])
{
    const rk_hooks *const hooks[RK_N_INSTRUMENTS] = {
#define X(name) &rk_##name##_hooks,
        RK_INSTRUMENT_LIST(X)
#undef X
    };
    for (size_t i = 0; i < RK_N_INSTRUMENTS; i++) {
        table[i] = *hooks[i];
    }
}
