/* The slow twins' way to the same figures: whole datasets read through HDF5 alone, sums written out, cells of an answer
 * found by what stands beside them. */
#ifndef RK_TESTS_ANALYSIS_PLAIN_H
#define RK_TESTS_ANALYSIS_PLAIN_H

#include "ran.h"

#include <renkei/answer.h>

/* A whole dataset in its unit; the caller frees. n: how many numbers it must hold. */
double *plain_dataset(const rk_reading *reading, const char *name, size_t n);

/* Mean and standard error over sampling units. unit_of: [n] the unit of each value, below n_units. */
typedef struct {
    double mean, error;
} plain_figure;
plain_figure plain_mean(const double *values, const size_t *unit_of, size_t n, size_t n_units);

/* Student's t for so many two-sided 95 % intervals at once. */
double plain_t(size_t n_units, size_t n_shown);

/* A table of an answer; the row whose cells in two text columns say so (the second may be NULL); a number in it. */
rk_answer_table plain_table(const rk_answer *answer, const char *id);
size_t plain_row(const rk_answer_table *table, const char *column, const char *word, const char *other,
                 const char *other_word);
double plain_number(const rk_answer_table *table, size_t row, const char *column);
const char *plain_words(const rk_answer_table *table, size_t row, const char *column); /* in English */

/* Do both say the same up to rounding? NaN is NaN only. */
void plain_same(double found, double expected);

#endif
