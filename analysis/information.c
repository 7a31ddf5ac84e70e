#include "analysis/information_impl.h"

#include <assert.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_matrix.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* ---- The jackknife ---- */

rk_worth rk_jackknife(void *of, size_t n_folds, rk_value_without *value)
{
    double all = value(of, RK_NO_FOLD), without[RK_FOLDS_MAX], mean = 0.0, square = 0.0, n = (double)n_folds;
    assert(n_folds <= RK_FOLDS_MAX);
    if (n_folds < 2) {
        return (rk_worth){fmax(all, 0.0), (double)NAN};
    }
    for (size_t f = 0; f < n_folds; f++) {
        without[f] = value(of, (int)f);
        mean += without[f] / n;
    }
    for (size_t f = 0; f < n_folds; f++) {
        square += (without[f] - mean) * (without[f] - mean);
    }
    return (rk_worth){fmax(n * all - (n - 1.0) * mean, 0.0), sqrt((n - 1.0) / n * square)};
}

void rk_gain_add(rk_gain *gain, const double *differences)
{
    double best = 0.0;
    for (size_t d = 0; d < gain->n_others; d++) {
        best = fmax(best, differences[d]);
        gain->sum[d] += differences[d];
    }
    gain->sum_best += best;
    gain->n += 1.0;
}

double rk_gain_of(const rk_gain *gain)
{
    double best = 0.0;
    for (size_t d = 0; d < gain->n_others; d++) {
        best = fmax(best, gain->sum[d]);
    }
    return gain->n > 0.0 ? (gain->sum_best - best) / gain->n : 0.0;
}

double rk_choice_difference(const rk_choice *choice, size_t other, size_t block)
{
    return choice->mean[(other + 1) * choice->n_blocks + block] - choice->mean[block];
}

/* ---- All assumptions ---- */

/* Sums over the blocks of a fold: of differences, their products, and products of what is left within blocks. */
typedef struct {
    double n;
    double *sum, *product, *within; /* [d], [d][d], [d][d] */
} moments;

typedef struct {
    const rk_choice *choice;
    size_t d;
    moments *folds;
    gsl_matrix *total, *within, *map, *work[3];
    gsl_vector *values;
    gsl_eigen_symmv_workspace *eigen;
} all_work;

/* work: [d] */
static void add_block(const rk_choice *choice, size_t block, size_t d, moments *to, double *work)
{
    const double *lives = choice->replication;
    size_t n_lives = choice->n_lives, n = choice->n_blocks;
    to->n += 1.0;
    for (size_t i = 0; i < d; i++) {
        to->sum[i] += rk_choice_difference(choice, i, block);
        for (size_t j = 0; j < d; j++) {
            to->product[i * d + j] += rk_choice_difference(choice, i, block) * rk_choice_difference(choice, j, block);
        }
    }
    for (size_t life = 0; lives != NULL && life < n_lives; life++) {
        for (size_t i = 0; i < d; i++) {
            work[i] = lives[((i + 1) * n + block) * n_lives + life] - lives[block * n_lives + life] -
                      rk_choice_difference(choice, i, block);
        }
        for (size_t i = 0; i < d; i++) {
            for (size_t j = 0; j < d; j++) {
                to->within[i * d + j] += work[i] * work[j];
            }
        }
    }
}

/* Replace a symmetric matrix by its power, eigenvalues below a hair of the largest taken as 0 and staying so. */
static void symmetric_power(all_work *work, gsl_matrix *matrix, double power)
{
    size_t d = work->d;
    gsl_matrix *vectors = work->work[2];
    gsl_eigen_symmv(matrix, work->values, vectors, work->eigen);
    double largest = gsl_vector_max(work->values);
    for (size_t i = 0; i < d; i++) {
        double value = gsl_vector_get(work->values, i);
        gsl_vector_set(work->values, i, value > 1e-12 * largest && value > 0.0 ? pow(value, power) : 0.0);
    }
    for (size_t i = 0; i < d; i++) {
        for (size_t j = 0; j < d; j++) {
            double sum = 0.0;
            for (size_t k = 0; k < d; k++) {
                sum += gsl_matrix_get(vectors, i, k) * gsl_vector_get(work->values, k) * gsl_matrix_get(vectors, j, k);
            }
            gsl_matrix_set(matrix, i, j, sum);
        }
    }
}

static void multiply(const gsl_matrix *a, const gsl_matrix *b, gsl_matrix *product)
{
    for (size_t i = 0; i < a->size1; i++) {
        for (size_t j = 0; j < a->size1; j++) {
            double sum = 0.0;
            for (size_t k = 0; k < a->size1; k++) {
                sum += gsl_matrix_get(a, i, k) * gsl_matrix_get(b, k, j);
            }
            gsl_matrix_set(product, i, j, sum);
        }
    }
}

/* Covariances of the rest; returns the number of its blocks. mean: [d]. */
static double gather(all_work *work, int left_out, double *mean)
{
    size_t d = work->d;
    double n = 0.0, lives = (double)work->choice->n_lives;
    memset(mean, 0, d * sizeof *mean);
    gsl_matrix_set_zero(work->total);
    gsl_matrix_set_zero(work->within);
    for (size_t f = 0; f < work->choice->n_folds; f++) {
        const moments *of = &work->folds[f];
        for (size_t i = 0; (int)f != left_out && i < d; i++) {
            mean[i] += of->sum[i];
            for (size_t j = 0; j < d; j++) {
                *gsl_matrix_ptr(work->total, i, j) += of->product[i * d + j];
                *gsl_matrix_ptr(work->within, i, j) += of->within[i * d + j];
            }
        }
        n += (int)f != left_out ? of->n : 0.0;
    }
    for (size_t i = 0; i < d; i++) {
        mean[i] /= n;
    }
    for (size_t i = 0; i < d; i++) {
        for (size_t j = 0; j < d; j++) {
            double *total = gsl_matrix_ptr(work->total, i, j), *within = gsl_matrix_ptr(work->within, i, j);
            *total = (*total - n * mean[i] * mean[j]) / (n - 1.0);
            *within = work->choice->replication != NULL ? *within / (n * (lives - 1.0)) / lives : 0.0;
        }
    }
    return n;
}

/* The symmetric map from covariance `total` to covariance total - within. */
static void find_map(all_work *work)
{
    gsl_matrix *root = work->work[0], *middle = work->work[1];
    gsl_matrix_memcpy(root, work->total);
    gsl_matrix_sub(work->total, work->within); /* of the assumptions; below 0 in some direction only by chance */
    gsl_matrix_memcpy(work->within, root);     /* the total from here on */
    symmetric_power(work, root, 0.5);
    symmetric_power(work, work->total, 1.0);
    multiply(root, work->total, middle);
    multiply(middle, root, work->total);
    gsl_matrix_memcpy(middle, work->total);
    symmetric_power(work, middle, 0.5);
    symmetric_power(work, work->within, -0.5);
    multiply(work->within, middle, root);
    multiply(root, work->within, work->map);
}

static double all_without(void *of, int left_out)
{
    all_work *work = of;
    size_t d = work->d;
    double mean[RK_CHOICES_MAX], shrunk[RK_CHOICES_MAX];
    rk_gain sums = {.n_others = d};
    if (gather(work, left_out, mean) < 2.0) {
        return 0.0;
    }
    find_map(work);
    for (size_t b = 0; b < work->choice->n_blocks; b++) {
        if (work->choice->fold[b] == left_out) {
            continue;
        }
        for (size_t i = 0; i < d; i++) {
            shrunk[i] = mean[i];
            for (size_t j = 0; j < d; j++) {
                shrunk[i] += gsl_matrix_get(work->map, i, j) * (rk_choice_difference(work->choice, j, b) - mean[j]);
            }
        }
        rk_gain_add(&sums, shrunk);
    }
    return rk_gain_of(&sums);
}

static void free_all(all_work *work)
{
    gsl_matrix *matrices[] = {work->total, work->within, work->map, work->work[0], work->work[1], work->work[2]};
    for (size_t i = 0; i < sizeof matrices / sizeof matrices[0]; i++) {
        gsl_matrix_free(matrices[i]);
    }
    for (size_t f = 0; work->folds != NULL && f < work->choice->n_folds; f++) {
        free(work->folds[f].sum);
    }
    free(work->folds);
    gsl_vector_free(work->values);
    gsl_eigen_symmv_free(work->eigen);
}

static rk_status new_all(const rk_choice *choice, all_work *work)
{
    size_t d = choice->n_models - 1;
    gsl_matrix **matrices[] = {&work->total, &work->within, &work->map, &work->work[0], &work->work[1], &work->work[2]};
    *work = (all_work){.choice = choice, .d = d};
    work->folds = calloc(choice->n_folds, sizeof *work->folds);
    work->values = gsl_vector_alloc(d);
    work->eigen = gsl_eigen_symmv_alloc(d);
    bool whole = work->folds != NULL && work->values != NULL && work->eigen != NULL;
    for (size_t i = 0; i < sizeof matrices / sizeof matrices[0]; i++) {
        *matrices[i] = gsl_matrix_alloc(d, d);
        whole = whole && *matrices[i] != NULL;
    }
    for (size_t f = 0; whole && f < choice->n_folds; f++) {
        double *sums = calloc(d + 2 * d * d, sizeof *sums);
        work->folds[f] = (moments){.sum = sums, .product = sums + d, .within = sums + d + d * d};
        whole = sums != NULL;
    }
    return whole ? RK_OK : RK_ERR_MEMORY;
}

rk_status rk_worth_of_all(const rk_choice *choice, rk_worth *worth)
{
    all_work work;
    double left[RK_CHOICES_MAX];
    *worth = (rk_worth){0.0, 0.0};
    if (choice->n_models < 2) {
        return RK_OK;
    }
    assert(choice->n_models <= RK_CHOICES_MAX);
    rk_status status = new_all(choice, &work);
    for (size_t b = 0; status == RK_OK && b < choice->n_blocks; b++) {
        add_block(choice, b, work.d, &work.folds[choice->fold[b]], left);
    }
    if (status == RK_OK) {
        *worth = rk_jackknife(&work, choice->n_folds, all_without);
    }
    free_all(&work);
    return status;
}
