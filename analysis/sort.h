/* Sorting numbers: quantiles of hundreds of columns of 100,000 replications are wanted at once. */
#ifndef RK_ANALYSIS_SORT_H
#define RK_ANALYSIS_SORT_H

#include <stddef.h>

/* Sort n numbers upwards. By radix from the lowest digit (Knuth, The Art of Computer Programming 3, 2nd ed., section
 * 5.2.5), ten times as fast as comparing; in place by comparing when memory is short. NaN: none. */
void rk_sort(double *values, size_t n);

#endif
