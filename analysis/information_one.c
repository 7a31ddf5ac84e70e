/* The value of knowing one assumption, by regression. */
#include "analysis/information_impl.h"

#include <assert.h>
#include <gsl/gsl_bspline.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_sort_double.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { ORDER = 4, COLUMNS_MAX = 7 }; /* cubic */

/* Regression on k columns; sums of the blocks of each fold, so that a fold is left out by not adding it. */
typedef struct {
    const rk_choice *choice;
    size_t k, d;
    double *basis;        /* [n_blocks][k] */
    double *gram, *cross; /* [n_folds][k][k], [n_folds][d][k] */
    double *coefficient;  /* [d][k] */
} regression;

/* How many columns so many blocks bear. */
static size_t columns_for(size_t n_blocks)
{
    return n_blocks >= 256 ? COLUMNS_MAX : n_blocks >= 96 ? 5 : ORDER;
}

/* Mean rank of each block between 0 and 1, and the number of its level; returns how many levels there are. */
static size_t rank(const double *parameter, size_t n, double *share, size_t *level)
{
    size_t n_levels = 0, *order = malloc(n * sizeof *order);
    if (order == NULL) {
        return 0;
    }
    gsl_sort_index(order, parameter, 1, n);
    for (size_t i = 0, end; i < n; i = end) {
        end = i + 1;
        while (end < n && parameter[order[end]] == parameter[order[i]]) {
            end++;
        }
        for (size_t k = i; k < end; k++) {
            share[order[k]] = 0.5 * (double)(i + end) / (double)n;
            level[order[k]] = n_levels;
        }
        n_levels++;
    }
    free(order);
    return n_levels;
}

static rk_status spline(regression *fit, const double *share)
{
    gsl_bspline_workspace *work = gsl_bspline_alloc(ORDER, fit->k + 2 - ORDER);
    gsl_vector *row = gsl_vector_alloc(fit->k);
    rk_status status = work != NULL && row != NULL ? RK_OK : RK_ERR_MEMORY;
    if (status == RK_OK) {
        gsl_bspline_knots_uniform(0.0, 1.0, work);
    }
    for (size_t b = 0; status == RK_OK && b < fit->choice->n_blocks; b++) {
        gsl_bspline_eval(share[b], row, work);
        for (size_t k = 0; k < fit->k; k++) {
            fit->basis[b * fit->k + k] = gsl_vector_get(row, k);
        }
    }
    gsl_bspline_free(work);
    gsl_vector_free(row);
    return status;
}

/* A curve through the ranks, or a mean for each level where these are few. */
static rk_status make_basis(regression *fit, const double *parameter)
{
    size_t n = fit->choice->n_blocks;
    double *share = malloc(n * sizeof *share);
    size_t *level = malloc(n * sizeof *level);
    size_t n_levels = share != NULL && level != NULL ? rank(parameter, n, share, level) : 0;
    rk_status status = n_levels > 0 ? RK_OK : RK_ERR_MEMORY;
    fit->k = columns_for(n);
    if (status == RK_OK && n_levels > fit->k) {
        status = spline(fit, share);
    } else if (status == RK_OK) {
        fit->k = n_levels;
        memset(fit->basis, 0, n * fit->k * sizeof *fit->basis);
        for (size_t b = 0; b < n; b++) {
            fit->basis[b * fit->k + level[b]] = 1.0;
        }
    }
    free(share);
    free(level);
    return status;
}

static void add_sums(regression *fit)
{
    const rk_choice *choice = fit->choice;
    size_t k = fit->k;
    for (size_t b = 0; b < choice->n_blocks; b++) {
        const double *row = &fit->basis[b * k];
        double *gram = &fit->gram[choice->fold[b] * k * k], *cross = &fit->cross[choice->fold[b] * fit->d * k];
        for (size_t i = 0; i < k; i++) {
            for (size_t j = 0; j < k; j++) {
                gram[i * k + j] += row[i] * row[j];
            }
            for (size_t d = 0; d < fit->d; d++) {
                cross[d * k + i] += row[i] * rk_choice_difference(choice, d, b);
            }
        }
    }
}

/* Least squares over all blocks but those of a fold. A hair on the diagonal keeps what a fold alone knows at 0. */
static void solve(regression *fit, int left_out)
{
    size_t k = fit->k;
    double gram[COLUMNS_MAX * COLUMNS_MAX] = {0.0}, trace = 0.0;
    memset(fit->coefficient, 0, fit->d * k * sizeof *fit->coefficient);
    for (size_t f = 0; f < fit->choice->n_folds; f++) {
        for (size_t i = 0; (int)f != left_out && i < k * k; i++) {
            gram[i] += fit->gram[f * k * k + i];
        }
        for (size_t i = 0; (int)f != left_out && i < fit->d * k; i++) {
            fit->coefficient[i] += fit->cross[f * fit->d * k + i];
        }
    }
    for (size_t i = 0; i < k; i++) {
        trace += gram[i * k + i];
    }
    for (size_t i = 0; i < k; i++) {
        gram[i * k + i] += 1e-10 * trace;
    }
    gsl_matrix_view matrix = gsl_matrix_view_array(gram, k, k);
    gsl_linalg_cholesky_decomp1(&matrix.matrix);
    for (size_t d = 0; d < fit->d; d++) {
        gsl_vector_view right = gsl_vector_view_array(&fit->coefficient[d * k], k);
        gsl_linalg_cholesky_svx(&matrix.matrix, &right.vector);
    }
}

static double fitted(const regression *fit, size_t block, size_t d)
{
    double sum = 0.0;
    for (size_t i = 0; i < fit->k; i++) {
        sum += fit->basis[block * fit->k + i] * fit->coefficient[d * fit->k + i];
    }
    return sum;
}

static double one_without(void *of, int left_out)
{
    regression *fit = of;
    double differences[RK_CHOICES_MAX];
    rk_gain sums = {.n_others = fit->d};
    solve(fit, left_out);
    for (size_t b = 0; b < fit->choice->n_blocks; b++) {
        if (fit->choice->fold[b] != left_out) {
            for (size_t d = 0; d < fit->d; d++) {
                differences[d] = fitted(fit, b, d);
            }
            rk_gain_add(&sums, differences);
        }
    }
    return rk_gain_of(&sums);
}

static void free_regression(regression *fit)
{
    free(fit->basis);
    free(fit->gram);
    free(fit->cross);
    free(fit->coefficient);
}

static rk_status new_regression(const rk_choice *choice, const double *parameter, regression *fit)
{
    size_t d = choice->n_models - 1, k = COLUMNS_MAX;
    assert(choice->n_models >= 2 && choice->n_models <= RK_CHOICES_MAX);
    *fit = (regression){.choice = choice, .d = d};
    fit->basis = malloc(choice->n_blocks * k * sizeof *fit->basis);
    fit->gram = calloc(choice->n_folds * k * k, sizeof *fit->gram);
    fit->cross = calloc(choice->n_folds * d * k, sizeof *fit->cross);
    fit->coefficient = calloc(d * k, sizeof *fit->coefficient);
    bool whole = fit->basis != NULL && fit->gram != NULL && fit->cross != NULL && fit->coefficient != NULL;
    rk_status status = whole ? make_basis(fit, parameter) : RK_ERR_MEMORY;
    if (status == RK_OK) {
        add_sums(fit);
    }
    return status;
}

rk_status rk_worth_of_one(const rk_choice *choice, const double *parameter, rk_worth *worth)
{
    regression fit;
    *worth = (rk_worth){0.0, 0.0};
    if (choice->n_models < 2) {
        return RK_OK;
    }
    rk_status status = new_regression(choice, parameter, &fit);
    if (status == RK_OK) {
        *worth = rk_jackknife(&fit, choice->n_folds, one_without);
    }
    free_regression(&fit);
    return status;
}

rk_status rk_worth_fit(const rk_choice *choice, const double *parameter, double *out)
{
    regression fit;
    memset(out, 0, choice->n_models * choice->n_blocks * sizeof *out);
    if (choice->n_models < 2) {
        return RK_OK;
    }
    rk_status status = new_regression(choice, parameter, &fit);
    if (status == RK_OK) {
        solve(&fit, RK_NO_FOLD);
        for (size_t d = 0; d < fit.d; d++) {
            for (size_t b = 0; b < choice->n_blocks; b++) {
                out[(d + 1) * choice->n_blocks + b] = fitted(&fit, b, d);
            }
        }
    }
    free_regression(&fit);
    return status;
}
