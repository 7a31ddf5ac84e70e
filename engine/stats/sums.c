#include "stats/sums_impl.h"

#include "stats/totals_impl.h"

#include <stdlib.h>
#include <string.h>

enum { WORD = sizeof(int64_t), WIDE = 2 * WORD, WEIGHTS = 4 };

typedef rk_sums_place place;

static place wide(void *first, size_t row, size_t n_rows, size_t n_columns)
{
    return (place){.first = first,
                   .high = (char *)first + WORD,
                   .row = row,
                   .column = WIDE,
                   .n_rows = n_rows,
                   .n_columns = n_columns};
}

static place words(void *first, size_t row, size_t n_rows, size_t n_columns)
{
    return (place){.first = first, .row = row, .column = WORD, .n_rows = n_rows, .n_columns = n_columns};
}

static place squares(rk_squares halves, size_t n_rows)
{
    place out = words(halves.low, RK_N_METRICS * WORD, n_rows, RK_N_METRICS);
    out.high = (char *)halves.high;
    return out;
}

static place counts(const rk_bins *bins, size_t n_rows)
{
    return (place){.n_rows = n_rows, .n_columns = bins->n, .bins = bins};
}

static place place_of_totals(const rk_totals *totals, rk_sums_id id)
{
    rk_totals_cell *cells = totals->cells;
    size_t row = sizeof *cells, n = totals->n_models * RK_N_METRICS * RK_RANDOMISATIONS;
    switch (id) {
    case RK_SUMS_TOTAL:
        return words(&cells->sum, row, n, 3);
    case RK_SUMS_TOTAL_SQUARE:
        return wide(&cells->single, row, n, 2);
    case RK_SUMS_TOTAL_BLOCK:
        return words(&cells->by_block.sum, row, n, 2);
    case RK_SUMS_TOTAL_BLOCK_SQUARE:
        return wide(&cells->by_block.square, row, n, 1);
    case RK_SUMS_TOTAL_PAIRED:
        return words(&cells->paired_by_block.sum, row, n, 2);
    default:
        return wide(&cells->paired_by_block.square, row, n, 1);
    }
}

rk_sums_place rk_sums_place_of(const rk_tally *tally, rk_sums_id id)
{
    const rk_shape *shape = &tally->shape;
    size_t metrics = RK_N_METRICS * WORD, rules = shape->n_models * shape->n_rules * tally->n_slots;
    switch (id) {
    case RK_SUMS_SUM:
        return words(tally->sum, metrics, tally->n_cells, RK_N_METRICS);
    case RK_SUMS_UNEVEN:
        return words(tally->uneven, metrics, tally->n_cells, RK_N_METRICS);
    case RK_SUMS_SQUARE:
        return squares(tally->square, tally->n_cells);
    case RK_SUMS_PAIRED_SQUARE:
        return squares(tally->paired_square, tally->n_paired);
    case RK_SUMS_SINGLE_SQUARE:
        return wide(tally->single_square, tally->n_sketches * WIDE, tally->n_cells, tally->n_sketches);
    case RK_SUMS_BINS:
        return counts(&tally->bins, tally->n_cells);
    case RK_SUMS_PAIRED_BINS:
        return counts(&tally->paired_bins, tally->n_paired);
    case RK_SUMS_MONTH:
        return words(tally->month, sizeof *tally->month,
                     shape->n_models * RK_MONTHS * shape->n_years * shape->n_columns, sizeof *tally->month / WORD);
    case RK_SUMS_RULE:
        return words(tally->rule, sizeof *tally->rule, rules, 2);
    case RK_SUMS_RULE_SQUARE:
        return wide(&tally->rule->square, sizeof *tally->rule, rules, 1);
    default:
        return place_of_totals(tally->totals, id);
    }
}

static bool is_wide(rk_sums_id id)
{
    return id == RK_SUMS_SQUARE || id == RK_SUMS_PAIRED_SQUARE || id == RK_SUMS_SINGLE_SQUARE ||
           id == RK_SUMS_RULE_SQUARE || id == RK_SUMS_TOTAL_SQUARE || id == RK_SUMS_TOTAL_BLOCK_SQUARE ||
           id == RK_SUMS_TOTAL_PAIRED_SQUARE;
}

/* ---- Describing ---- */

/* Axes after the first. */
static void lay_out(const rk_tally *tally, rk_sums_id id, rk_sums_array *array)
{
    const rk_shape *shape = &tally->shape;
    size_t paired = id == RK_SUMS_PAIRED_SQUARE || id == RK_SUMS_PAIRED_BINS;
    size_t n[] = {shape->n_models - paired, tally->n_slots, shape->n_columns};
    if (id == RK_SUMS_MONTH) {
        n[1] = RK_MONTHS * shape->n_years;
    } else if (id == RK_SUMS_RULE || id == RK_SUMS_RULE_SQUARE) {
        n[1] = shape->n_rules;
        n[2] = tally->n_slots;
    } else if (id >= RK_SUMS_TOTAL) {
        n[1] = RK_N_METRICS;
        n[2] = RK_RANDOMISATIONS;
    }
    array->rank = RK_SUMS_RANK_MAX;
    memcpy(array->dims + 1, n, sizeof n);
}

rk_sums_array rk_sums_describe(const rk_tally *tally, rk_sums_id id)
{
    static const rk_sums_array about[] = {
#define X(id, name, long_name, ja, axes) {name, long_name, ja, axes, WORD, false, 0, {0}, 0},
        RK_SUMS_LIST(X)
#undef X
    };
    rk_sums_array array = about[id];
    if (id == RK_SUMS_WEIGHT) {
        array.rank = 1;
        array.dims[0] = WEIGHTS;
    } else if (id == RK_SUMS_UNITS) {
        array.rank = 2;
        array.dims[0] = 3;
        array.dims[1] = RK_RANDOMISATIONS;
    } else {
        lay_out(tally, id, &array);
        array.wide = is_wide(id);
        array.element = id == RK_SUMS_BINS || id == RK_SUMS_PAIRED_BINS ? sizeof(uint32_t) : WORD;
        array.dims[0] = rk_sums_place_of(tally, id).n_columns * (array.wide ? 2 : 1);
    }
    array.n = 1;
    for (int i = 0; i < array.rank; i++) {
        array.n *= array.dims[i];
    }
    return array;
}

/* ---- Copying ---- */

/* Rows are turned into columns some at a time, so that their memory stays near. */
enum { TILE_ROWS = 32 };

static size_t tile_end(size_t first, size_t n_rows)
{
    return n_rows - first < TILE_ROWS ? n_rows : first + TILE_ROWS;
}

static void get_words(const char *first, const place *at, int64_t *values)
{
    for (size_t tile = 0; tile < at->n_rows; tile += TILE_ROWS) {
        size_t end = tile_end(tile, at->n_rows);
        for (size_t column = 0; column < at->n_columns; column++) {
            for (size_t row = tile; row < end; row++) {
                memcpy(&values[column * at->n_rows + row], first + column * at->column + row * at->row, WORD);
            }
        }
    }
}

static void set_words(char *first, const place *at, const int64_t *values)
{
    for (size_t tile = 0; tile < at->n_rows; tile += TILE_ROWS) {
        size_t end = tile_end(tile, at->n_rows);
        for (size_t column = 0; column < at->n_columns; column++) {
            for (size_t row = tile; row < end; row++) {
                memcpy(first + column * at->column + row * at->row, &values[column * at->n_rows + row], WORD);
            }
        }
    }
}

static void get_counts(const place *at, uint32_t *values)
{
    const rk_bins *bins = at->bins;
    for (size_t tile = 0; tile < at->n_rows; tile += TILE_ROWS) {
        size_t end = tile_end(tile, at->n_rows);
        for (size_t bin = 0; bin < bins->n; bin++) {
            for (size_t row = tile; row < end; row++) {
                size_t index = row * bins->n + bin;
                values[bin * at->n_rows + row] = rk_bins_count(*bins, index, bins->carried[row]);
            }
        }
    }
}

static void set_counts(const place *at, const uint32_t *values)
{
    const rk_bins *bins = at->bins;
    for (size_t row = 0; row < at->n_rows; row++) {
        for (size_t bin = 0; bin < bins->n; bin++) {
            size_t index = row * bins->n + bin;
            rk_bins_add(*bins, index, values[bin * at->n_rows + row] - rk_bins_count(*bins, index, bins->carried[row]));
        }
    }
}

void rk_sums_get(const rk_tally *tally, rk_sums_id id, void *values)
{
    const rk_totals *totals = tally->totals;
    int64_t *word = values;
    if (id == RK_SUMS_WEIGHT) {
        memcpy(word, &tally->weight, sizeof tally->weight);
        word[WEIGHTS - 1] = totals->n_squared;
        return;
    }
    if (id == RK_SUMS_UNITS) {
        memcpy(word, totals->replications, sizeof totals->replications);
        memcpy(word + RK_RANDOMISATIONS, totals->blocks, sizeof totals->blocks);
        memcpy(word + 2 * RK_RANDOMISATIONS, totals->whole_blocks, sizeof totals->whole_blocks);
        return;
    }
    place at = rk_sums_place_of(tally, id);
    if (at.bins != NULL) {
        get_counts(&at, values);
        return;
    }
    get_words(at.first, &at, word);
    if (at.high != NULL) {
        get_words(at.high, &at, word + at.n_rows * at.n_columns);
    }
}

void rk_sums_set(rk_tally *tally, rk_sums_id id, const void *values)
{
    rk_totals *totals = tally->totals;
    const int64_t *word = values;
    if (id == RK_SUMS_WEIGHT) {
        memcpy(&tally->weight, word, sizeof tally->weight);
        totals->n_squared = word[WEIGHTS - 1];
        return;
    }
    if (id == RK_SUMS_UNITS) {
        memcpy(totals->replications, word, sizeof totals->replications);
        memcpy(totals->blocks, word + RK_RANDOMISATIONS, sizeof totals->blocks);
        memcpy(totals->whole_blocks, word + 2 * RK_RANDOMISATIONS, sizeof totals->whole_blocks);
        return;
    }
    place at = rk_sums_place_of(tally, id);
    if (at.bins != NULL) {
        set_counts(&at, values);
        return;
    }
    set_words(at.first, &at, word);
    if (at.high != NULL) {
        set_words(at.high, &at, word + at.n_rows * at.n_columns);
    }
}

/* ---- Taking away ---- */

static void subtract(const rk_sums_array *array, void *target, const void *source)
{
    if (array->element != WORD) {
        uint32_t *to = target;
        for (size_t i = 0; i < array->n; i++) {
            to[i] -= ((const uint32_t *)source)[i];
        }
        return;
    }
    uint64_t *to = target;
    const uint64_t *from = source;
    size_t n = array->wide ? array->n / 2 : array->n;
    for (size_t i = 0; i < n; i++) {
        if (array->wide) {
            to[n + i] -= from[n + i] + (to[i] < from[i]);
        }
        to[i] -= from[i];
    }
}

rk_status rk_sums_subtract(rk_tally *target, const rk_tally *source)
{
    for (rk_sums_id id = 0; id < RK_N_SUMS; id++) {
        rk_sums_array array = rk_sums_describe(target, id);
        char *values = malloc(2 * array.n * array.element + 1);
        if (values == NULL) {
            return RK_ERR_MEMORY;
        }
        rk_sums_get(target, id, values);
        rk_sums_get(source, id, values + array.n * array.element);
        subtract(&array, values, values + array.n * array.element);
        rk_sums_set(target, id, values);
        free(values);
    }
    return RK_OK;
}
