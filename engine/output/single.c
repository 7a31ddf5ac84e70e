#include "output/single.h"

#include "input/coalitions.h"
#include "output/h5_read.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N_OUTCOMES = RK_N_METRICS + RK_N_SPREADS };

/* A chunk has so many replications at most, fewer where a row of all models and prefectures is long. */
enum { CHUNK_ROWS_MAX = 1024, CHUNK_ROWS_MIN = RK_LANES, PENDING_BYTES = 16 << 20 };

static const rk_metric_info *info_of(size_t outcome)
{
    return outcome < RK_N_METRICS ? &rk_metrics[outcome] : &rk_spreads[outcome - RK_N_METRICS];
}

static size_t chunk_rows_for(const rk_shape *shape, uint32_t n_replications)
{
    size_t row_bytes = rk_replicates_n_values(shape) * sizeof(int64_t) * shape->n_models * shape->n_groups;
    size_t rows = CHUNK_ROWS_MAX;
    while (rows > CHUNK_ROWS_MIN && rows * row_bytes > PENDING_BYTES) {
        rows /= 2;
    }
    return rows < n_replications ? rows : n_replications;
}

/* ---- Making the datasets ---- */

/* Sums over municipalities of fixed-point numbers and of yen may pass 32 bits; of whole counts they cannot. */
static rk_h5_type type_of(const rk_metric_info *info)
{
    return info->scale > 1 || (info->flags & RK_METRIC_MONEY) != 0 ? RK_H5_INT64 : RK_H5_INT32;
}

static void name_of(size_t outcome, bool yearly, char *name, size_t n)
{
    (void)snprintf(name, n, "%s%s", info_of(outcome)->name, yearly ? "" : "_horizon");
}

/* yearly: one value per fiscal year; otherwise one for the horizon. Without prefectures for the nation. */
static rk_single_column add_outcome(rk_single *single, rk_h5 *h5, hid_t group, const rk_axes *axes, size_t outcome,
                                    bool yearly, bool nation)
{
    const rk_metric_info *info = info_of(outcome);
    const rk_axis *along[RK_H5_RANK_MAX];
    char name[64], long_name[192], long_name_ja[192];
    int rank = 0;
    name_of(outcome, yearly, name, sizeof name);
    along[rank++] = &axes->model;
    if (!nation) {
        along[rank++] = &axes->prefecture;
    }
    int row_axis = rank;
    along[rank++] = &axes->replication;
    if (yearly) {
        along[rank++] = &axes->fiscal_year;
    }
    (void)snprintf(long_name, sizeof long_name, "%s, %s", info->long_name, yearly ? "per fiscal year" : "whole run");
    (void)snprintf(long_name_ja, sizeof long_name_ja, "%s（%s）", info->ja, yearly ? "年度別" : "全期間");
    rk_about about = {name, info->unit, long_name, long_name_ja, info->scale};
    return (rk_single_column){
        .stream = rk_rows_add(&single->replications, h5, group, &about, type_of(info), rank, along, row_axis),
        .first_column = rk_replicates_column(&single->shape, outcome, yearly ? 0 : single->shape.n_years),
        .n_columns = yearly ? single->shape.n_years : 1,
    };
}

static size_t add_group(rk_single *single, rk_h5 *h5, const char *name, const rk_axes *axes, bool nation,
                        rk_single_column *targets)
{
    hid_t group = rk_h5_group(h5, h5->file, name);
    size_t n = 0;
    for (size_t outcome = 0; outcome < (nation ? (size_t)RK_N_METRICS : N_OUTCOMES); outcome++) {
        if ((info_of(outcome)->flags & RK_METRIC_YEARLY) != 0) {
            targets[n++] = add_outcome(single, h5, group, axes, outcome, true, nation);
        }
        targets[n++] = add_outcome(single, h5, group, axes, outcome, false, nation);
    }
    rk_h5_group_close(h5, group);
    return n;
}

/* Of each player, the whole run. */
static void add_players(rk_single *single, rk_h5 *h5, const rk_axes *axes)
{
    const rk_axis *const along[] = {&axes->model, &axes->replication, &axes->player};
    for (size_t i = 0; i < RK_N_PLAYER_METRICS; i++) {
        const rk_metric_info *info = &rk_metrics[rk_player_metrics[i]];
        rk_about about = {info->name, info->unit, info->long_name, info->ja, info->scale};
        single->player[single->n_player++] = (rk_single_column){
            .stream = rk_rows_add(&single->replications, h5, axes->coalitions, &about, type_of(info), 3, along, 1),
            .first_column = rk_replicates_player(&single->shape, i),
            .n_columns = single->shape.n_players,
        };
    }
}

static void add_outcomes(rk_single *single, rk_h5 *h5, const rk_axes *axes)
{
    single->n_prefecture = add_group(single, h5, "prefectural", axes, false, single->prefecture);
    if (single->shape.n_groups > 1) {
        single->n_nation = add_group(single, h5, "national", axes, true, single->nation);
    }
    if (single->shape.n_players > 0) {
        add_players(single, h5, axes);
    }
}

static void add_assumptions(rk_single *single, rk_h5 *h5, const rk_axes *axes)
{
    static const rk_about value = {"value", "as parameter_unit", "assumption drawn for the block, in its base unit",
                                   "ブロックごとに引かれた前提の値（基本単位）", 0};
    const rk_axis *const along[] = {&axes->block, &axes->parameter};
    hid_t group = rk_h5_group(h5, h5->file, "assumptions");
    single->assumptions = rk_rows_add(&single->blocks, h5, group, &value, RK_H5_DOUBLE, 2, along, 0);
    rk_h5_group_close(h5, group);
}

static bool allocate(rk_single *single, uint32_t n_replications, bool part)
{
    const rk_shape *shape = &single->shape;
    size_t chunk_rows = chunk_rows_for(shape, n_replications);
    chunk_rows = part && chunk_rows > RK_PART_CHUNK_ROWS ? RK_PART_CHUNK_ROWS : chunk_rows;
    size_t n_streams = 4 * N_OUTCOMES + 1 + RK_N_PLAYER_METRICS, n_slices = 1 + rk_part_rows_n(shape);
    single->prefecture = calloc(2 * N_OUTCOMES, sizeof *single->prefecture);
    single->nation = calloc(2 * N_OUTCOMES, sizeof *single->nation);
    single->sums = calloc(shape->n_models * rk_replicates_n_values(shape), sizeof *single->sums);
    return single->prefecture != NULL && single->nation != NULL && single->sums != NULL &&
           rk_rows_open(&single->replications, part ? n_slices : n_streams, chunk_rows) &&
           rk_rows_open(&single->blocks, 2, (chunk_rows + shape->inner - 1) / shape->inner);
}

void rk_single_open(rk_h5 *h5, const rk_scenario *scenario, uint32_t n_replications, bool part, rk_axes *axes,
                    rk_single *single)
{
    static const rk_about replication = {"replication", "1", "replication, counted from 0", "試行番号（0から）", 0};
    static const rk_about block = {"block", "1", "block of replications that share their assumptions, counted from 0",
                                   "前提を共有する試行のブロック番号（0から）", 0};
    const rk_axis *const itself[] = {NULL};
    *single = (rk_single){
        .shape = {.n_models = scenario->n_models,
                  .n_years = (size_t)scenario->n_years,
                  .n_columns = scenario->n_municipalities,
                  .n_groups = scenario->n_prefectures,
                  .n_players = scenario->coalitions != NULL ? scenario->coalitions->n_players : 0,
                  .inner = scenario->inner},
    };
    if (!allocate(single, n_replications, part)) {
        rk_h5_fail_memory(h5);
        return;
    }
    single->replication = rk_rows_add(&single->replications, h5, h5->file, &replication, RK_H5_INT64, 1, itself, 0);
    single->block = rk_rows_add(&single->blocks, h5, h5->file, &block, RK_H5_INT64, 1, itself, 0);
    axes->replication.scale = single->replication->dataset;
    axes->block.scale = single->block->dataset;
    if (part) {
        rk_part_rows_open(h5, &single->shape, axes, &single->replications, &single->part);
    } else {
        add_outcomes(single, h5, axes);
    }
    add_assumptions(single, h5, axes);
}

/* ---- Filling them ---- */

static void put_row(const rk_single_column *targets, size_t n_targets, size_t chunk_rows, size_t outer, size_t row,
                    const int64_t *values)
{
    for (size_t i = 0; i < n_targets; i++) {
        const rk_single_column *target = &targets[i];
        const int64_t *from = &values[target->first_column];
        if (target->stream->type == RK_H5_INT64) {
            int64_t *to = rk_stream_row(target->stream, chunk_rows, outer, row);
            for (size_t column = 0; column < target->n_columns; column++) {
                to[column] = from[column];
            }
        } else {
            int32_t *to = rk_stream_row(target->stream, chunk_rows, outer, row);
            for (size_t column = 0; column < target->n_columns; column++) {
                assert(from[column] >= INT32_MIN && from[column] <= INT32_MAX);
                to[column] = (int32_t)from[column];
            }
        }
    }
}

static void sum_groups(const rk_replicates *batch, size_t model, uint32_t row, int64_t *sums)
{
    for (size_t column = 0; column < batch->n_values; column++) {
        sums[column] = 0;
    }
    for (size_t group = 0; group < batch->shape->n_groups; group++) {
        const int64_t *values = rk_replicates_row(batch, model, group, row);
        for (size_t column = 0; column < batch->n_values; column++) {
            sums[column] += values[column];
        }
    }
}

/* Rows first .. first + n - 1 of the batch go to the chunk that is being filled. */
static void put_rows(rk_single *single, const rk_replicates *batch, uint32_t first, size_t n, int n_threads)
{
    size_t chunk_rows = single->replications.chunk_rows;
    size_t pending = single->replications.n_pending;
    size_t n_groups = single->shape.n_groups;
    int64_t *labels = rk_stream_row(single->replication, chunk_rows, 0, pending);
    for (size_t i = 0; i < n; i++) {
        labels[i] = (int64_t)batch->first + first + (int64_t)i;
    }
#pragma omp parallel for schedule(static) num_threads(n_threads)
    for (size_t outer = 0; outer < single->shape.n_models * n_groups; outer++) {
        for (size_t i = 0; i < n; i++) {
            const int64_t *values = rk_replicates_row(batch, outer / n_groups, outer % n_groups, first + (uint32_t)i);
            put_row(single->prefecture, single->n_prefecture, chunk_rows, outer, pending + i, values);
            if (single->part.n > 0) {
                rk_part_rows_put(&single->part, chunk_rows, outer, pending + i, values, batch->n_values);
            }
        }
    }
    if (single->n_nation + single->n_player == 0) {
        return;
    }
#pragma omp parallel for schedule(static) num_threads(n_threads)
    for (size_t model = 0; model < single->shape.n_models; model++) {
        int64_t *sums = single->sums + model * batch->n_values;
        for (size_t i = 0; i < n; i++) {
            sum_groups(batch, model, first + (uint32_t)i, sums);
            put_row(single->nation, single->n_nation, chunk_rows, model, pending + i, sums);
            put_row(single->player, single->n_player, chunk_rows, model, pending + i, sums);
        }
    }
}

static void append_replications(rk_h5 *h5, rk_single *single, const rk_replicates *batch)
{
    for (uint32_t first = 0; first < batch->n_rows && !h5->failed;) {
        size_t room = rk_rows_room(&single->replications);
        size_t n = batch->n_rows - first < room ? batch->n_rows - first : room;
        put_rows(single, batch, first, n, h5->n_threads);
        rk_rows_filled(&single->replications, h5, n);
        first += (uint32_t)n;
    }
}

/* A block that two batches share is written once. */
static void append_blocks(rk_h5 *h5, rk_single *single, const rk_replicates *batch)
{
    rk_rows *rows = &single->blocks;
    for (uint32_t i = 0; i < batch->n_blocks && !h5->failed; i++) {
        uint32_t block = batch->first_block + i;
        if (block < single->next_block) {
            continue;
        }
        *(int64_t *)rk_stream_row(single->block, rows->chunk_rows, 0, rows->n_pending) = block;
        double *values = rk_stream_row(single->assumptions, rows->chunk_rows, 0, rows->n_pending);
        for (size_t number = 0; number < batch->n_numbers; number++) {
            values[number] = batch->numbers[i * batch->n_numbers + number];
        }
        rk_rows_filled(rows, h5, 1);
        single->next_block = block + 1;
    }
}

void rk_single_append(rk_h5 *h5, rk_single *single, const rk_replicates *batch)
{
    assert(batch->n_values == rk_replicates_n_values(&single->shape));
    assert(batch->n_numbers == single->assumptions->n_inner);
    append_replications(h5, single, batch);
    append_blocks(h5, single, batch);
}

void rk_single_finish(rk_h5 *h5, rk_single *single, uint32_t first, uint32_t n_replications)
{
    size_t inner = single->shape.inner, last_block = ((size_t)first + n_replications + inner - 1) / inner;
    rk_rows_finish(&single->replications, h5, n_replications);
    rk_rows_finish(&single->blocks, h5, last_block - first / inner);
}

/* ---- Reading them back ---- */

/* values: room for all rows of one dataset. */
static void read_outcome(rk_h5 *h5, rk_replicates *batch, size_t outcome, bool yearly, size_t first_row,
                         int64_t *values)
{
    const rk_shape *shape = batch->shape;
    char name[96] = "/prefectural/";
    size_t n_columns = yearly ? shape->n_years : 1;
    size_t column = rk_replicates_column(shape, outcome, yearly ? 0 : shape->n_years);
    const hsize_t offset[] = {0, 0, first_row, 0};
    const hsize_t count[] = {shape->n_models, shape->n_groups, batch->n_rows, n_columns};
    name_of(outcome, yearly, name + strlen(name), sizeof name - strlen(name));
    hid_t dataset = rk_h5_dataset_open(h5, name);
    rk_h5_read_part(h5, dataset, RK_H5_INT64, yearly ? 4 : 3, offset, count, values);
    rk_h5_dataset_close(h5, dataset);
    for (size_t i = 0; i < shape->n_models * shape->n_groups && !h5->failed; i++) {
        for (uint32_t row = 0; row < batch->n_rows; row++, values += n_columns) {
            memcpy(&rk_replicates_row(batch, i / shape->n_groups, i % shape->n_groups, row)[column], values,
                   n_columns * sizeof *values);
        }
    }
}

/* Into the rows of the first group: what is written of players is the sum over groups. */
static void read_players(rk_h5 *h5, rk_replicates *batch, size_t metric, size_t first_row, int64_t *values)
{
    const rk_shape *shape = batch->shape;
    char name[96];
    const hsize_t offset[] = {0, first_row, 0}, count[] = {shape->n_models, batch->n_rows, shape->n_players};
    (void)snprintf(name, sizeof name, "/coalitions/%s", rk_metrics[rk_player_metrics[metric]].name);
    hid_t dataset = rk_h5_dataset_open(h5, name);
    rk_h5_read_part(h5, dataset, RK_H5_INT64, 3, offset, count, values);
    rk_h5_dataset_close(h5, dataset);
    for (size_t model = 0; model < shape->n_models && !h5->failed; model++) {
        for (uint32_t row = 0; row < batch->n_rows; row++, values += shape->n_players) {
            memcpy(&rk_replicates_row(batch, model, 0, row)[rk_replicates_player(shape, metric)], values,
                   shape->n_players * sizeof *values);
        }
    }
}

static void read_outcomes(rk_h5 *h5, rk_replicates *batch, size_t first_row)
{
    const rk_shape *shape = batch->shape;
    size_t n_inner = shape->n_players > shape->n_years ? shape->n_players : shape->n_years;
    int64_t *values = calloc(shape->n_models * shape->n_groups * batch->n_rows * n_inner, sizeof *values);
    if (values == NULL) {
        rk_h5_fail_memory(h5);
        return;
    }
    for (size_t outcome = 0; outcome < N_OUTCOMES && !h5->failed; outcome++) {
        if ((info_of(outcome)->flags & RK_METRIC_YEARLY) != 0) {
            read_outcome(h5, batch, outcome, true, first_row, values);
        }
        read_outcome(h5, batch, outcome, false, first_row, values);
    }
    for (size_t metric = 0; shape->n_players > 0 && metric < RK_N_PLAYER_METRICS && !h5->failed; metric++) {
        read_players(h5, batch, metric, first_row, values);
    }
    free(values);
}

void rk_single_read(rk_h5 *h5, rk_replicates *batch, size_t first_row, size_t first_block)
{
    if (rk_part_rows_are_in(h5)) {
        rk_part_rows_read(h5, batch, first_row);
    } else {
        read_outcomes(h5, batch, first_row);
    }
    const hsize_t offset[] = {first_block, 0}, count[] = {batch->n_blocks, batch->n_numbers};
    hid_t assumptions = rk_h5_dataset_open(h5, "/assumptions/value");
    rk_h5_read_part(h5, assumptions, RK_H5_DOUBLE, 2, offset, count, batch->numbers);
    rk_h5_dataset_close(h5, assumptions);
}

void rk_single_free(rk_single *single)
{
    rk_rows_free(&single->replications);
    rk_rows_free(&single->blocks);
    free(single->part.slice);
    free(single->prefecture);
    free(single->nation);
    free(single->sums);
}
