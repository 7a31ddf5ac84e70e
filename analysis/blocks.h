/* Statistics over sampling units, blocks or randomisations (FORMAT.md): replications of a block share their
 * assumptions, and blocks of a randomisation their Sobol points. With 32 blocks or fewer each is a randomisation of its
 * own (FORMAT.md).
 */
#ifndef RK_ANALYSIS_BLOCKS_H
#define RK_ANALYSIS_BLOCKS_H

#include "analysis/reading.h"

typedef struct {
    double mean;
    double error; /* standard error by randomisations; NaN with one */
} rk_figure_by_blocks;

/* Mean of [n_replications] values: Cochran, Sampling Techniques, 3rd ed., section 9A.1 (ratio estimator for clusters of
 * unequal size). */
rk_figure_by_blocks rk_mean_by_blocks(const rk_reading *reading, const double *values);

/* Give every replication the mean of its block: luck averaged out, assumptions kept. In place. */
void rk_average_blocks(const rk_reading *reading, double *values);

/* Half-width of a two-sided interval of that confidence over the standard error: Student's t with one degree of freedom
 * less than sampling units. NaN with one. n_shown > 1: for so many intervals at once (Bonferroni). */
double rk_interval_factor(const rk_reading *reading, double confidence, size_t n_shown);

/* The same with so many sampling units: blocks, where errors are by blocks (FORMAT.md). */
double rk_student_factor(size_t n_units, double confidence, size_t n_shown);

/* Quantile of [n] values, sorted in place: the smallest value that a share q do not exceed, linear between order
 * statistics (type 7 of Hyndman and Fan 1996, as R and numpy). */
double rk_quantile(double *values, size_t n, double q);
double rk_quantile_of_sorted(const double *sorted, size_t n, double q);

/* 95 % interval of a quantile by Woodruff (1952): the interval of the share below, by randomisations, mapped back
 * through the sorted values. values: in order of replication; sorted: the same, sorted. */
void rk_quantile_interval(const rk_reading *reading, const double *values, const double *sorted, double q, double *low,
                          double *high);

#endif
