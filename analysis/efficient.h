/* Which of several models are worth their cost: Drummond et al., Methods for the Economic Evaluation of Health Care
 * Programmes, 4th ed. (2015), section 4.3. */
#ifndef RK_ANALYSIS_EFFICIENT_H
#define RK_ANALYSIS_EFFICIENT_H

#include <stddef.h>

typedef enum {
    RK_EFFICIENT,           /* best at some price of the effect */
    RK_DOMINATED,           /* another has at least the effect at no more cost */
    RK_EXTENDEDLY_DOMINATED /* a mixture of two others has */
} rk_efficiency;

/* effect: more is better. status, against: [n]. against: of an efficient model the one before it on the frontier,
 * itself for the first; of a dominated one a model that dominates it, of an extendedly dominated one the next efficient
 * model with more effect. Of models that are equal in both the first counts. */
void rk_efficient(size_t n, const double *cost, const double *effect, rk_efficiency *status, size_t *against);

#endif
