#include "instruments/registry.h"

const rk_instrument_schema *const rk_instrument_schemas[RK_N_INSTRUMENTS] = {
#define X(name) &rk_##name##_schema,
    RK_INSTRUMENT_LIST(X)
#undef X
};
