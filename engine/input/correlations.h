/* The part of a scenario that says which assumptions are high or low together. */
#ifndef RK_INPUT_CORRELATIONS_H
#define RK_INPUT_CORRELATIONS_H

#include "input/reader.h"

/* Reads `correlations:`, which may be NULL, into scenario->correlations. The vector of numbers is there.
 *
 * known  mistakes there were before models and funding were read: while these have some, an unknown name that is not a
 *        parameter's may be one that was not read
 */
void rk_correlations_read(rk_reader *reader, const rk_node *correlations, size_t known);

/* The keys of an entry, for scenarios/FORMAT.md. */
enum { RK_CORRELATION_BETWEEN, RK_CORRELATION_RANK, RK_N_CORRELATION_KEYS };
extern const rk_key rk_correlation_keys[RK_N_CORRELATION_KEYS];

#endif
