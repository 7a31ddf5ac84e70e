/* How sure each model is to be the best at a price of the effect: van Hout et al., Costs, effects and C/E-ratios
 * alongside a clinical trial, Health Economics 3 (1994); the frontier of these curves belongs to the model with the
 * highest mean: Fenwick, Claxton and Sculpher, Health Economics 10 (2001). */
#ifndef RK_ANALYSIS_ACCEPTABLE_H
#define RK_ANALYSIS_ACCEPTABLE_H

#include "analysis/benefit.h"

typedef struct {
    rk_figure_by_blocks net;     /* mean net benefit, yen a year */
    rk_figure_by_blocks futures; /* share of the replications in which it has the highest; ties are shared */
    rk_figure_by_blocks blocks;  /* the same of block means: given the assumptions, luck averaged over its lives */
} rk_acceptable;

/* models: [n_models], at one price. */
RK_MUST_CHECK rk_status rk_acceptable_at(const rk_benefit *benefit, double price, rk_acceptable *models);

/* Prices worth a look: 0, those of the ratios given, and 1, 2, 5 times powers of ten around them; ascending. prices:
 * room for RK_PRICES_MAX; returns how many. ratios above 0 only count; without any, around `otherwise`. */
enum { RK_PRICES_MAX = 48 };
size_t rk_acceptable_prices(const double *ratios, size_t n, double otherwise, double *prices);

#endif
