#include "stats/cholesky.h"

#include "base/real.h"

bool rk_cholesky(size_t n, double *a)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j <= i; j++) {
            double sum = a[i * n + j];
            for (size_t k = 0; k < j; k++) {
                sum -= a[i * n + k] * a[j * n + k];
            }
            if (i == j && !(sum > 0.0)) {
                return false;
            }
            a[i * n + j] = i == j ? sqrt(sum) : sum / a[j * n + j];
        }
    }
    return true;
}

double rk_cholesky_square(size_t n, const double *lower, double *x)
{
    double square = 0.0;
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < i; k++) {
            x[i] -= lower[i * n + k] * x[k];
        }
        x[i] /= lower[i * n + i];
        square += x[i] * x[i];
    }
    return square;
}

double rk_cholesky_half_log(size_t n, const double *lower)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++) {
        sum += rk_log(lower[i * n + i]);
    }
    return sum;
}

void rk_cholesky_solve(size_t p, size_t t, const double *lower, double *right)
{
    for (size_t column = 0; column < t; column++) {
        for (size_t i = 0; i < p; i++) {
            for (size_t j = 0; j < i; j++) {
                right[i * t + column] -= lower[i * p + j] * right[j * t + column];
            }
            right[i * t + column] /= lower[i * p + i];
        }
        for (size_t i = p; i-- > 0;) {
            for (size_t j = i + 1; j < p; j++) {
                right[i * t + column] -= lower[j * p + i] * right[j * t + column];
            }
            right[i * t + column] /= lower[i * p + i];
        }
    }
}
