/* Matrices of correlations: from what a user says of ranks to what normal scores need. */
#ifndef RK_INPUT_COPULA_H
#define RK_INPUT_COPULA_H

#include <stdbool.h>
#include <stddef.h>

/* Correlation of two standard normal scores whose ranks have this correlation of Spearman's, -1 .. 1: 2 sin(pi rank /
 * 6). W. H. Kruskal, Ordinal measures of association, Journal of the American Statistical Association 53 (1958)
 * 814-861. */
double rk_copula_scores(double rank);

/* Cholesky factor of a symmetric matrix, of which the lower triangle is read: matrix [n][n] becomes lower triangular,
 * zeros above. Plain sums in one order: a library's factor has the last bits of whichever BLAS it was linked with, and
 * draws must not. Returns false, matrix spoilt, when it is not positive definite, or so nearly not (a pivot below 1e-9)
 * that rounding decides. */
bool rk_copula_factor(size_t n, double *matrix);

/* The factor for normal scores with these rank correlations, all of them times share first. ranks: [n][n], symmetric;
 * factor: [n][n], out. Returns what rk_copula_factor does. */
bool rk_copula_of_ranks(size_t n, const double *ranks, double share, double *factor);

/* The largest share, in steps of a thousandth, with which ranks that are not positive definite would be.
 * work: [n][n] */
double rk_copula_share(size_t n, const double *ranks, double *work);

#endif
