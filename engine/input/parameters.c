#include "input/parameters.h"

/* clang-format off */
const rk_key rk_parameter_keys[RK_N_PARAMETERS] = {
#define X(id, name, unit, min, max, default_text, unit_text, source, help) \
    {name, RK_KEY_NUMBER, RK_UNIT_##unit, min, max, default_text, NULL, unit_text, source, help},
    RK_PARAMETER_LIST(X)
#undef X
};

const rk_key rk_process_keys[RK_N_PROCESSES] = {
#define X(id, name, help) {name, RK_KEY_SWITCH, RK_UNIT_NUMBER, 0, 0, "on", NULL, "", "", help},
    RK_PROCESS_LIST(X)
#undef X
};
/* clang-format on */
