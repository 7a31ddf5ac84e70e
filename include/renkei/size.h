/* From a search (renkei/search.h) to an answer: how large, which mix, how sure.
 *
 * All return RK_ERR_MEMORY; the answer is the caller's to free.
 */
#ifndef RENKEI_SIZE_H
#define RENKEI_SIZE_H

#include <renkei/answer.h>
#include <renkei/metrics.h>
#include <renkei/search.h>

/* What was searched. keys: of the scenario, one or two; goal: as typed; model: its key. */
typedef struct {
    const char *keys[2];
    const char *goal, *model;
    rk_metric cost;
    size_t n_municipalities, n_years;
    uint32_t n_replications; /* simulated in all */
    bool partial;            /* interrupted: the answer is what was known by then */
} rk_sizing;

/* values_low .. of the bisection; every value that was looked at is a row, and a table says between
 * which the smallest is. */
RK_MUST_CHECK rk_status rk_size_answer(const rk_sizing *sizing, const rk_bisection *bisection, rk_answer **answer);

/* values: [n_candidates][2] of the grid. */
RK_MUST_CHECK rk_status rk_mix_answer(const rk_sizing *sizing, const rk_screening *screening, const long (*values)[2],
                                      rk_answer **answer);

#endif
