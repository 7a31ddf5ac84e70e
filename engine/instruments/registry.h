/* All instruments, by registration: one line each in registry.c. */
#ifndef RK_INSTRUMENTS_REGISTRY_H
#define RK_INSTRUMENTS_REGISTRY_H

#include "input/key.h"

enum { RK_N_INSTRUMENTS = 2 };

/* Schemas, in the order that rk_instrument.schema counts. */
extern const rk_instrument_schema *const rk_instrument_schemas[RK_N_INSTRUMENTS];

#endif
