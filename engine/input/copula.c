#include "input/copula.h"

#include <math.h>

double rk_copula_scores(double rank)
{
    return 2.0 * sin(M_PI / 6.0 * rank);
}

bool rk_copula_factor(size_t n, double *matrix)
{
    const double least = 1e-9;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j <= i; j++) {
            double rest = matrix[i * n + j];
            for (size_t k = 0; k < j; k++) {
                rest -= matrix[i * n + k] * matrix[j * n + k];
            }
            if (i == j && !(rest >= least)) {
                return false;
            }
            matrix[i * n + j] = i == j ? sqrt(rest) : rest / matrix[j * n + j];
        }
        for (size_t j = i + 1; j < n; j++) {
            matrix[i * n + j] = 0.0;
        }
    }
    return true;
}

bool rk_copula_of_ranks(size_t n, const double *ranks, double share, double *factor)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            factor[i * n + j] = i == j ? 1.0 : rk_copula_scores(share * ranks[i * n + j]);
        }
    }
    return rk_copula_factor(n, factor);
}

double rk_copula_share(size_t n, const double *ranks, double *work)
{
    int low = 0, high = 1000; /* thousandths that hold, and that do not */
    while (high - low > 1) {
        int middle = (low + high) / 2;
        if (rk_copula_of_ranks(n, ranks, middle / 1000.0, work)) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low / 1000.0;
}
