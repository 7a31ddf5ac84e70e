/* What the two files of information share. */
#ifndef RK_ANALYSIS_INFORMATION_IMPL_H
#define RK_ANALYSIS_INFORMATION_IMPL_H

#include "analysis/information.h"

enum { RK_FOLDS_MAX = 64, RK_CHOICES_MAX = 256, RK_NO_FOLD = -1 };

/* Value with all blocks (left_out RK_NO_FOLD) or without those of a fold. */
typedef double rk_value_without(void *of, int left_out);
rk_worth rk_jackknife(void *of, size_t n_folds, rk_value_without *value);

/* Mean of what the best brings, less the best mean, from [n_others] differences to a first model at each block. */
typedef struct {
    size_t n_others;
    double sum_best, n;
    double sum[RK_CHOICES_MAX];
} rk_gain;

void rk_gain_add(rk_gain *gain, const double *differences);
double rk_gain_of(const rk_gain *gain);

/* Net benefit of model 1 + other less that of the first, in a block. */
double rk_choice_difference(const rk_choice *choice, size_t other, size_t block);

#endif
