#include "input/parameters.h"

#include "input/parameter_titles.def.h"

#include <string.h>

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

static const char *const titles_ja[RK_N_PARAMETERS] = {
#define X(id, title) [RK_P_##id] = title,
    RK_PARAMETER_TITLE_LIST(X)
#undef X
};

const char *rk_parameter_title_ja(const char *key)
{
    static const char group[] = "parameters.";
    const char *name = strncmp(key, group, sizeof group - 1) == 0 ? key + sizeof group - 1 : key;
    size_t i = 0;
    while (i < RK_N_PARAMETERS && strcmp(rk_parameter_keys[i].name, name) != 0) {
        i++;
    }
    return i < RK_N_PARAMETERS ? titles_ja[i] : NULL;
}
