/* Small symmetric positive matrices, row by row, by plain arithmetic: the same bytes everywhere. */
#ifndef RK_STATS_CHOLESKY_H
#define RK_STATS_CHOLESKY_H

#include <stdbool.h>
#include <stddef.h>

/* Lower triangle L with L L' = the matrix, in its place; false when it is not positive. a: [n][n]. */
bool rk_cholesky(size_t n, double *a);

/* x' (L L')^-1 x; x: [n], changed. */
double rk_cholesky_square(size_t n, const double *lower, double *x);

/* Solves L L' x = right for each of t columns, in their place; right: [p][t]. */
void rk_cholesky_solve(size_t p, size_t t, const double *lower, double *right);

/* Sum of the logarithms of the diagonal: half that of the matrix's determinant. */
double rk_cholesky_half_log(size_t n, const double *lower);

#endif
