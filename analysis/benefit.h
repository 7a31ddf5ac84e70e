/* What money buys: cost and effect of every replication, both a year, all municipalities together. With a price for one
 * unit of the effect both become one number, the net benefit: Stinnett and Mullahy, Net health benefits, Medical
 * Decision Making 18 (1998).
 */
#ifndef RK_ANALYSIS_BENEFIT_H
#define RK_ANALYSIS_BENEFIT_H

#include "analysis/blocks.h"
#include "analysis/outcome.h"

typedef struct {
    const rk_reading *reading;
    rk_outcome outcome;  /* what the effect is measured by */
    rk_words_pair unit;  /* "months/year", all municipalities; of levels as outcome.unit */
    double **cost;       /* [n_models] of [n_replications]: yen a year */
    double **effect;     /* the same, a year; turned so that more is better */
    char gained[2][128]; /* see rk_benefit_gained */
} rk_benefit;

/* metric: NULL for zero_cover_months. Returns RK_ERR_OPTIONS when it is money or none at all. */
RK_MUST_CHECK rk_status rk_benefit_open(const rk_reading *reading, const char *metric, rk_benefit *benefit);
void rk_benefit_close(rk_benefit *benefit);

/* Sets the words of a benefit that has an outcome and no values. */
void rk_benefit_name(rk_benefit *benefit);

/* One unit of the effect in words that live as long as the benefit: "month of zero cover avoided". */
rk_words_pair rk_benefit_gained(const rk_benefit *benefit);

/* price x effect - cost of every replication: [n_replications]. */
void rk_benefit_net(const rk_benefit *benefit, size_t model, double price, double *net);

/* A price where none is given, for effects in months: what a month of one own post costs under the baseline. Returns
 * RK_ERR_OPTIONS with a sentence for effects that are no months. */
RK_MUST_CHECK rk_status rk_benefit_price(const rk_benefit *benefit, double *price);

#endif
