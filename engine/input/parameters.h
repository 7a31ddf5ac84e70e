/* The parameters of the model: their names, units, ranges, priors and sources, in one list.
 *
 * RK_PARAMETER_LIST (in parameters.def.h) gives each an identity RK_P_...; the value in force for a block is
 * values[RK_P_...] in the base unit of its dimension (key.h). The row order is the order of `renkei list parameters`.
 */
#ifndef RK_INPUT_PARAMETERS_H
#define RK_INPUT_PARAMETERS_H

#include "input/key.h"
#include "input/parameters.def.h"

typedef enum {
#define X(id, name, unit, min, max, default_text, unit_text, source, help) RK_P_##id,
    RK_PARAMETER_LIST(X)
#undef X
    RK_N_PARAMETERS
} rk_parameter;

/* The same list as keys, indexed by rk_parameter. */
extern const rk_key rk_parameter_keys[RK_N_PARAMETERS];

/* Processes that a scenario can switch off, each with one sentence of what happens then. */
#define RK_PROCESS_LIST(X)                                                                          \
    X(RESIGNATION, "resignation", "staff and experts resign")                                       \
    X(OVERLOAD, "overload", "overload and working alone raise resignation")                         \
    X(RETIREMENT, "retirement", "people retire at the legal age of the year")                       \
    X(TERM_END, "term_end", "contracts end with their term")                                        \
    X(ROTATION, "rotation", "regular staff move on 1 April")                                        \
    X(LEAVE, "leave", "sick leave with return and relapse")                                         \
    X(HIRING, "hiring", "vacancies are filled")                                                     \
    X(MARKET, "market", "employers of a prefecture compete for the same candidates")                \
    X(LEARNING, "learning", "proficiency grows with months in post; off: everybody works at 1")     \
    X(KNOWHOW, "knowhow", "leavers take local know-how along")                                      \
    X(SUPPORT, "support", "experts serve municipalities")                                           \
    X(WORK, "work", "work arrives, is done, waits or is given up")                                  \
    X(STANDARDISATION, "standardisation", "late core systems are migrated, with common vendor delays") \
    X(INCIDENTS, "incidents", "migration errors and security incidents")                            \
    X(SURGE, "surge", "national tasks and disasters")                                               \
    X(SERVICE, "service", "procedures online and residents reached")                                \
    X(ADOPTION, "adoption", "sections take part in digital work, or resist it; off: all do")        \
    X(BUDGET, "budget", "running cost of systems squeezes the hiring of own contract staff")        \
    X(MONEY, "money", "costs and payers")

typedef enum {
#define X(id, name, help) RK_PROCESS_##id,
    RK_PROCESS_LIST(X)
#undef X
    RK_N_PROCESSES
} rk_process;

extern const rk_key rk_process_keys[RK_N_PROCESSES]; /* switches, default on */

/* The Japanese name of a parameter, with "parameters." or without; NULL for other keys. */
const char *rk_parameter_title_ja(const char *key);

#endif
