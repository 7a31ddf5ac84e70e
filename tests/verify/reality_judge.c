/* From replications to a number, and from a number to a verdict. */
#include "reality.h"

#include <math.h>
#include <stdlib.h>

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Linear between the order statistics. */
static double quantile(const double *sorted, size_t n, double share)
{
    double at = share * (double)(n - 1);
    size_t below = (size_t)at;
    double next = below + 1 < n ? sorted[below + 1] : sorted[below];
    return sorted[below] + (at - (double)below) * (next - sorted[below]);
}

reality_value reality_value_of(double *values, size_t n)
{
    double sum = 0.0, squares = 0.0, blocks = 0.0;
    for (size_t i = 0; i < n; i++) {
        sum += values[i];
    }
    double mean = sum / (double)n;
    for (size_t first = 0; first + REALITY_BLOCK <= n; first += REALITY_BLOCK) {
        double block = 0.0;
        for (size_t i = first; i < first + REALITY_BLOCK; i++) {
            block += values[i] / REALITY_BLOCK;
        }
        squares += (block - mean) * (block - mean);
        blocks += 1.0;
    }
    qsort(values, n, sizeof *values, by_size);
    return (reality_value){.mean = mean,
                           .error = blocks > 1.0 ? sqrt(squares / (blocks - 1.0) / blocks) : (double)NAN,
                           .low = quantile(values, n, 0.025),
                           .high = quantile(values, n, 0.975)};
}

reality_verdict reality_judge(const reality_fact *fact, const reality_value *model)
{
    if (isnan(fact->published)) {
        return REALITY_UNKNOWN;
    }
    if (fact->low <= model->mean && model->mean <= fact->high) {
        return REALITY_HIT;
    }
    return model->low <= fact->published && fact->published <= model->high ? REALITY_IN_RANGE : REALITY_MISS;
}

const char *reality_verdict_name(reality_verdict verdict)
{
    static const char *const names[] = {"hit", "in range", "miss", "unknown"};
    return names[verdict];
}
