#include "plain.h"

#include <gsl/gsl_cdf.h>
#include <hdf5_hl.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

double *plain_dataset(const rk_reading *reading, const char *name, size_t n)
{
    hid_t file = H5Fopen(rk_reading_path(reading), H5F_ACC_RDONLY, H5P_DEFAULT);
    hid_t dataset = H5Dopen2(file, name, H5P_DEFAULT), space = H5Dget_space(dataset);
    double *values = malloc(n * sizeof *values), scale = 1.0;
    assert_non_null(values);
    assert_true(dataset >= 0);
    assert_int_equal(H5Sget_simple_extent_npoints(space), n);
    assert_true(H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) >= 0);
    if (H5Aexists(dataset, "scale_factor") > 0) {
        assert_true(H5LTget_attribute_double(file, name, "scale_factor", &scale) >= 0);
    }
    for (size_t i = 0; i < n; i++) {
        values[i] *= scale;
    }
    H5Sclose(space);
    H5Dclose(dataset);
    H5Fclose(file);
    return values;
}

plain_figure plain_mean(const double *values, const size_t *unit_of, size_t n, size_t n_units)
{
    double mean = 0.0, square = 0.0, *apart = calloc(n_units, sizeof *apart);
    assert_non_null(apart);
    for (size_t i = 0; i < n; i++) {
        mean += values[i] / (double)n;
    }
    for (size_t i = 0; i < n; i++) {
        apart[unit_of[i]] += (values[i] - mean) / (double)n;
    }
    for (size_t u = 0; u < n_units; u++) {
        square += apart[u] * apart[u];
    }
    free(apart);
    return (plain_figure){mean, sqrt(square * (double)n_units / (double)(n_units - 1))};
}

double plain_t(size_t n_units, size_t n_shown)
{
    return gsl_cdf_tdist_Pinv(1.0 - 0.025 / (double)n_shown, (double)n_units - 1.0);
}

rk_answer_table plain_table(const rk_answer *answer, const char *id)
{
    for (size_t i = 0; i < rk_answer_n_tables(answer); i++) {
        rk_answer_table table = rk_answer_table_at(answer, i);
        if (strcmp(table.id, id) == 0) {
            return table;
        }
    }
    fail_msg("there is no table %s", id);
    return (rk_answer_table){0};
}

static size_t column_of(const rk_answer_table *table, const char *id)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        if (strcmp(table->columns[i].id, id) == 0) {
            return i;
        }
    }
    fail_msg("there is no column %s in %s", id, table->id);
    return 0;
}

const char *plain_words(const rk_answer_table *table, size_t row, const char *column)
{
    const rk_answer_cell *cell = &table->cells[row * table->n_columns + column_of(table, column)];
    assert_true(isnan(cell->number));
    return cell->words.en != NULL ? cell->words.en : "";
}

size_t plain_row(const rk_answer_table *table, const char *column, const char *word, const char *other,
                 const char *other_word)
{
    for (size_t row = 0; row < table->n_rows; row++) {
        if (strcmp(plain_words(table, row, column), word) == 0 &&
            (other == NULL || strcmp(plain_words(table, row, other), other_word) == 0)) {
            return row;
        }
    }
    fail_msg("no row of %s says %s %s", table->id, word, other != NULL ? other_word : "");
    return 0;
}

double plain_number(const rk_answer_table *table, size_t row, const char *column)
{
    return table->cells[row * table->n_columns + column_of(table, column)].number;
}

void plain_same(double found, double expected)
{
    if (isnan(expected) != isnan(found) || fabs(found - expected) > 1e-9 * (1e-6 + fabs(expected))) {
        fail_msg("found %.15g, expected %.15g", found, expected);
    }
}
