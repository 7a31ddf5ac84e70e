/* Linear assignment by shortest augmenting paths with potentials (the Hungarian method), O(n_rows^2 n_columns).
 *
 * R. Jonker and A. Volgenant, A shortest augmenting path algorithm for dense and sparse linear assignment problems,
 * Computing 38 (1987), doi:10.1007/BF02278710. */
#include "map/tiles.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    size_t n_rows, n_columns;
    const double *cost;
    double *row_price, *column_price, *shortest; /* columns are 1 .. n_columns, 0 stands for the row that looks */
    size_t *row_of, *before;                     /* row + 1 that has the column, 0: nobody; column before on the path */
    bool *done;
} assignment;

/* Finds a column for one more row; those who have one may change theirs. */
static void place_row(assignment *a, size_t row)
{
    size_t at = 0;
    a->row_of[0] = row + 1;
    for (size_t j = 0; j <= a->n_columns; j++) {
        a->shortest[j] = INFINITY;
        a->done[j] = false;
    }
    while (a->row_of[at] != 0) {
        size_t i = a->row_of[at], next = 0;
        double least = INFINITY;
        a->done[at] = true;
        for (size_t j = 1; j <= a->n_columns; j++) {
            if (a->done[j]) {
                continue;
            }
            double length = a->cost[(i - 1) * a->n_columns + j - 1] - a->row_price[i] - a->column_price[j];
            if (length < a->shortest[j]) {
                a->shortest[j] = length;
                a->before[j] = at;
            }
            if (a->shortest[j] < least) {
                least = a->shortest[j];
                next = j;
            }
        }
        for (size_t j = 0; j <= a->n_columns; j++) {
            if (a->done[j]) {
                a->row_price[a->row_of[j]] += least;
                a->column_price[j] -= least;
            } else {
                a->shortest[j] -= least;
            }
        }
        at = next;
    }
    while (at != 0) {
        a->row_of[at] = a->row_of[a->before[at]];
        at = a->before[at];
    }
}

rk_status rk_assign(size_t n_rows, size_t n_columns, const double *cost, size_t column[])
{
    size_t n = n_columns + 1;
    assignment a = {
        .n_rows = n_rows,
        .n_columns = n_columns,
        .cost = cost,
        .row_price = calloc(n_rows + 1, sizeof *a.row_price),
        .column_price = calloc(n, sizeof *a.column_price),
        .shortest = calloc(n, sizeof *a.shortest),
        .row_of = calloc(n, sizeof *a.row_of),
        .before = calloc(n, sizeof *a.before),
        .done = calloc(n, sizeof *a.done),
    };
    void *parts[] = {a.row_price, a.column_price, a.shortest, a.row_of, a.before, a.done};
    enum { N_PARTS = sizeof parts / sizeof parts[0] };
    rk_status status = RK_OK;
    for (size_t i = 0; i < N_PARTS; i++) {
        status = parts[i] == NULL ? RK_ERR_MEMORY : status;
    }
    for (size_t row = 0; status == RK_OK && row < n_rows; row++) {
        place_row(&a, row);
    }
    for (size_t j = 1; status == RK_OK && j < n; j++) {
        if (a.row_of[j] != 0) {
            column[a.row_of[j] - 1] = j - 1;
        }
    }
    for (size_t i = 0; i < N_PARTS; i++) {
        free(parts[i]);
    }
    return status;
}
