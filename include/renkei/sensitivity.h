/* From the figures of a study (renkei/design.h) to an answer: which of what nobody knows matters most.
 *
 * All return RK_ERR_MEMORY; the answer is the caller's to free.
 */
#ifndef RENKEI_SENSITIVITY_H
#define RENKEI_SENSITIVITY_H

#include <renkei/answer.h>
#include <renkei/design.h>
#include <renkei/metrics.h>

/* What was studied.
 *
 * names, low, high  [n_factors] of the factors, and their values at the places 0.1 and 0.9 as text
 * subject           whose outcome: "pool", or "pool - alone" of a difference
 * n_correlated      factors that a run draws high or low together with others; each is moved by itself here
 * n_points          simulated, each of n_replications
 * n_rows            of the design (Sobol), or walks (Morris), that are finished, of n_rows_asked; fewer: it was interrupted,
 *                   and the answer is partial. Rows are spread over all places whatever their number, so a figure of fewer
 *                   has a larger error and no other mean
 */
typedef struct {
    rk_metric metric;
    size_t n_municipalities, n_years, n_factors;
    const char *const *names;
    const char (*low)[64], (*high)[64];
    const char *subject;
    size_t n_correlated, n_points, n_rows, n_rows_asked;
    uint32_t n_replications;
} rk_study;

RK_MUST_CHECK rk_status rk_sobol_answer(const rk_study *study, const rk_index *first, const rk_index *total,
                                        const rk_sobol_total *whole, rk_answer **answer);
RK_MUST_CHECK rk_status rk_morris_answer(const rk_study *study, const rk_effect *effects, rk_answer **answer);
RK_MUST_CHECK rk_status rk_tornado_answer(const rk_study *study, const rk_swing *swings, rk_answer **answer);

#endif
