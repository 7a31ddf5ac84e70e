/* Scenario discovery: the box of assumptions in which cases of interest lie close together.
 *
 * Variables whose values differ between cases and others (Kolmogorov and Smirnov's test, at 5 % for all at once; the
 * regional sensitivity analysis of Spear and Hornberger, Water Research 14 (1980)) go into patient rule induction:
 * Friedman and Fisher, Bump hunting in high-dimensional data, Statistics and Computing 9 (1999): peel a twentieth of
 * what is left off the side that makes the rest densest, then paste back what makes it denser. Of the boxes on the way
 * the one whose coverage exceeds its size most (weighted relative accuracy: Lavrac, Flach and Zupan, Rule evaluation
 * measures, ILP 1999), which tells cases apart however rare they are. As in Bryant and Lempert, Thinking inside the
 * box, Technological Forecasting and Social Change 77 (2010), a limit must pass two tests: that as many cases lie in
 * the box by chance, were it left open, has a binomial probability below 5 %; and it is found again in at least half of
 * the half samples, where a variable need not pass for all at once and limits are taken as they are peeled.
 */
#ifndef RK_ANALYSIS_PRIM_H
#define RK_ANALYSIS_PRIM_H

#include <renkei/status.h>

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    size_t n, n_variables, n_folds;
    const double *const *x;    /* [n_variables] of [n] */
    const bool *is_case;       /* [n] */
    const unsigned char *fold; /* [n] 0 .. n_folds - 1: points that depend on each other */
} rk_prim_data;

/* A limit leaves inside what is above it, or what is below it. */
typedef struct {
    size_t variable;
    bool above;
    double limit;
    double chance; /* that it is there by chance */
    double again;  /* share of half samples in which the variable is limited on that side; NaN when not tried */
} rk_prim_limit;

enum { RK_PRIM_LIMITS_MAX = 3 }; /* more no sentence can hold */

typedef struct {
    size_t n_limits; /* 0: nothing found */
    rk_prim_limit limits[RK_PRIM_LIMITS_MAX];
    size_t n, n_inside, n_cases, n_cases_inside;
    double density, coverage;               /* share of cases in the box; share of the cases that it holds */
    double density_tested, coverage_tested; /* the same on the half of the sample that a box was not found in, mean */
} rk_prim_box;

/* Find the box, and try it on the 31 balanced half samples of the folds (Plackett and Burman 1946; McCarthy 1969). */
RK_MUST_CHECK rk_status rk_prim(const rk_prim_data *data, rk_prim_box *box);

bool rk_prim_inside(const rk_prim_data *data, const rk_prim_limit *limits, size_t n_limits, size_t point);

#endif
