/* All instruments. A new one is a file that defines rk_NAME_schema and rk_NAME_hooks, and one line here (README.md). */
#ifndef RK_INSTRUMENTS_REGISTRY_H
#define RK_INSTRUMENTS_REGISTRY_H

#include "input/key.h"

#define RK_INSTRUMENT_LIST(X) \
    X(experts)                \
    X(posts)                  \
    X(peer_network)           \
    X(review)                 \
    X(support_desks)          \
    X(joint_office)           \
    X(training)               \
    X(procurement)            \
    X(recruitment)            \
    X(champions)              \
    X(leadership)

enum {
#define X(name) RK_INSTRUMENT_##name,
    RK_INSTRUMENT_LIST(X)
#undef X
    RK_N_INSTRUMENTS
};

#define X(name) extern const rk_instrument_schema rk_##name##_schema;
RK_INSTRUMENT_LIST(X)
#undef X

/* Schemas, in the order that rk_instrument.schema counts. */
extern const rk_instrument_schema *const rk_instrument_schemas[RK_N_INSTRUMENTS];

#endif
