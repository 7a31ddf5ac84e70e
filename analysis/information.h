/* What it is worth to know more before choosing: expected value of perfect and of partial perfect information.
 *
 * A model is chosen by its mean net benefit. Who knew the assumptions would choose anew in each block; what that brings
 * on average is the value of perfect information. Two things must not be taken for knowledge of the assumptions: luck,
 * which is left in the means of a block, and the error of what is estimated from few blocks.
 *
 * All assumptions together: block means are shrunk so that their covariance is that of the assumptions alone, by
 * analysis of variance within and between blocks (moment matching of Heath, Manolopoulou and Baio, Medical Decision
 * Making 38 (2018); of all linear maps that do it the one that moves the points least: Olkin and Pukelsheim, Linear
 * Algebra and its Applications 48 (1982)). One assumption: the mean net benefit given its value by regression on a
 * cubic B-spline of its rank, which smooths luck and the other assumptions away (Strong, Oakley and Brennan, Medical
 * Decision Making 34 (2014)); none of this asks for independent assumptions: what one tells of others counts. Errors,
 * and the bias that a maximum of estimates has, by the jackknife over randomisations (Efron and Stein 1981).
 */
#ifndef RK_ANALYSIS_INFORMATION_H
#define RK_ANALYSIS_INFORMATION_H

#include <renkei/status.h>

#include <stddef.h>

/* Net benefits to choose from, by block. */
typedef struct {
    size_t n_models, n_blocks, n_folds;
    const unsigned char *fold; /* [n_blocks] 0 .. n_folds - 1: blocks that depend on each other */
    const double *mean;        /* [n_models][n_blocks] means of the replications of a block */
    const double *replication; /* [n_models][n_blocks][n_lives], for luck; NULL: no luck in the means */
    size_t n_lives;
} rk_choice;

typedef struct {
    double value; /* corrected for bias; at least 0 */
    double error; /* standard error; NaN with fewer than 2 folds */
} rk_worth;

RK_MUST_CHECK rk_status rk_worth_of_all(const rk_choice *choice, rk_worth *worth);

/* parameter: [n_blocks], in any increasing scale. */
RK_MUST_CHECK rk_status rk_worth_of_one(const rk_choice *choice, const double *parameter, rk_worth *worth);

/* Net benefit given the parameter, fitted as above: [n_models][n_blocks], less the first model's, whose row is 0. */
RK_MUST_CHECK rk_status rk_worth_fit(const rk_choice *choice, const double *parameter, double *fitted);

#endif
