/* Shares blocks over threads. Every sum is an integer, every row has its place: order cannot matter. */
#include "input/coalitions.h"
#include "run/assumptions.h"
#include "run/worker.h"
#include "stats/packed.h"
#include "stats/summary.h"
#include "stats/sums.h"

#include <assert.h>
#include <omp.h>
#include <stdlib.h>

enum { BATCH_REPLICATIONS = 1024, BATCH_BYTES = 64 << 20, BATCH_MUNICIPALITY_YEARS = 1 << 22, BATCH_BLOCKS = 4 };

struct rk_ensemble {
    const rk_scenario *scenario;
    const rk_kernel *kernel;
    rk_run_options options;
    rk_shape shape;
    size_t *group_first;
    int n_workers;
    rk_worker *worker;
    rk_packed *aside; /* sums that no worker holds, or of earlier runs; NULL: none */
    bool whole;       /* the first worker holds the sums over all finished replications, and no other any */
    rk_replicates *batch;
    rk_assumptions assumptions;
    uint32_t batch_size; /* replications, a multiple of a block */
    uint32_t finished;
};

rk_run_options rk_run_options_of(const rk_scenario *scenario)
{
    return (rk_run_options){.seed = scenario->seed, .n_replications = scenario->n_replications};
}

static bool options_hold(const rk_run_options *options)
{
    return options->n_replications >= 1 && options->n_threads >= 0 &&
           (uint64_t)options->first_replication + options->n_replications <= UINT32_MAX;
}

static rk_status shape_of(rk_ensemble *ensemble)
{
    const rk_scenario *scenario = ensemble->scenario;
    ensemble->group_first = calloc(scenario->n_prefectures + 1, sizeof *ensemble->group_first);
    if (ensemble->group_first == NULL) {
        return RK_ERR_MEMORY;
    }
    for (size_t i = 0; i < scenario->n_prefectures; i++) {
        ensemble->group_first[i] = scenario->prefectures[i].first;
    }
    ensemble->group_first[scenario->n_prefectures] = scenario->n_municipalities;
    ensemble->shape = (rk_shape){
        .n_models = scenario->n_models,
        .baseline = scenario->baseline,
        .n_years = (size_t)scenario->n_years,
        .n_columns = scenario->n_municipalities,
        .n_groups = scenario->n_prefectures,
        .group_first = ensemble->group_first,
        .sobol = rk_assumptions_are_points(scenario),
        .n_rules = scenario->n_rules,
        .n_players = scenario->coalitions != NULL ? scenario->coalitions->n_players : 0,
        .inner = scenario->inner,
    };
    rk_metrics_dead(scenario, ensemble->shape.dead);
    return RK_OK;
}

/* The same number of replications whatever the machine: as many as fit into memory and into some seconds of work, so
 * that progress is seen and an interrupt is heard; but no fewer than a block, and where blocks are large several, which
 * is what threads share. */
static uint32_t batch_size_of(const rk_shape *shape)
{
    size_t bytes = rk_replicates_n_values(shape) * sizeof(int64_t) * shape->n_models * shape->n_groups;
    size_t work = shape->n_columns * shape->n_years * shape->n_models;
    size_t by_memory = BATCH_BYTES / bytes, by_work = BATCH_MUNICIPALITY_YEARS / work;
    size_t fit = (by_memory < by_work ? by_memory : by_work) / RK_LANES * RK_LANES, inner = shape->inner;
    fit = fit < BATCH_REPLICATIONS ? fit : BATCH_REPLICATIONS;
    if (inner > RK_LANES && fit < BATCH_BLOCKS * inner) {
        fit = by_memory < BATCH_BLOCKS * inner ? by_memory : BATCH_BLOCKS * inner;
    }
    return fit < inner ? (uint32_t)inner : (uint32_t)(fit / inner * inner);
}

static rk_status workers_open(rk_ensemble *ensemble)
{
    int n = ensemble->options.n_threads > 0 ? ensemble->options.n_threads : omp_get_num_procs();
    ensemble->worker = calloc((size_t)n, sizeof *ensemble->worker);
    if (ensemble->worker == NULL) {
        return RK_ERR_MEMORY;
    }
    for (int i = 0; i < n; i++) {
        ensemble->n_workers = i + 1;
        rk_status status = rk_worker_open(ensemble->scenario, ensemble->kernel, &ensemble->shape, &ensemble->worker[i]);
        if (status != RK_OK) {
            return status;
        }
    }
    return RK_OK;
}

rk_status rk_ensemble_open(const rk_scenario *scenario, const rk_run_options *options, rk_ensemble **out)
{
    rk_status status = RK_ERR_OPTIONS;
    rk_ensemble *ensemble = NULL;
    if (!options_hold(options)) {
        goto out;
    }
    status = RK_ERR_MEMORY;
    ensemble = calloc(1, sizeof *ensemble);
    if (ensemble == NULL) {
        goto out;
    }
    *ensemble = (rk_ensemble){.scenario = scenario, .options = *options, .kernel = rk_kernel_choose()};
    if (ensemble->kernel == NULL) {
        status = RK_ERR_ISA;
        goto out;
    }
    status = shape_of(ensemble);
    if (status != RK_OK) {
        goto out;
    }
    ensemble->batch_size = batch_size_of(&ensemble->shape);
    status = rk_replicates_new(&ensemble->shape, ensemble->batch_size, scenario->n_numbers, &ensemble->batch);
    if (status != RK_OK) {
        goto out;
    }
    uint64_t end = (uint64_t)options->first_replication + options->n_replications;
    status =
        rk_assumptions_open(scenario, options->seed, (uint32_t)((end - 1) / scenario->inner), &ensemble->assumptions);
    ensemble->assumptions.unknowns = options->unknowns;
    ensemble->assumptions.places = options->places;
    if (status == RK_OK) {
        status = workers_open(ensemble);
    }
out:
    if (status != RK_OK) {
        rk_ensemble_close(ensemble);
        ensemble = NULL;
    }
    *out = ensemble;
    return status;
}

void rk_ensemble_close(rk_ensemble *ensemble)
{
    if (ensemble == NULL) {
        return;
    }
    for (int i = 0; i < ensemble->n_workers; i++) {
        rk_worker_close(&ensemble->worker[i]);
    }
    free(ensemble->worker);
    rk_packed_free(ensemble->aside);
    rk_assumptions_close(&ensemble->assumptions);
    rk_replicates_free(ensemble->batch);
    free(ensemble->group_first);
    free(ensemble);
}

bool rk_ensemble_done(const rk_ensemble *ensemble)
{
    return ensemble->finished == ensemble->options.n_replications;
}

uint32_t rk_ensemble_finished(const rk_ensemble *ensemble)
{
    return ensemble->finished;
}

const rk_run_options *rk_ensemble_options(const rk_ensemble *ensemble)
{
    return &ensemble->options;
}

const rk_replicates *rk_ensemble_batch(const rk_ensemble *ensemble)
{
    return ensemble->batch;
}

/* A multiple of the batch size counted from replication 0, so that batches of a run that starts elsewhere hold whole
 * blocks all the same. */
uint64_t rk_ensemble_batch_border(const rk_ensemble *ensemble, uint64_t replication)
{
    return (replication / ensemble->batch_size + 1) * ensemble->batch_size;
}

uint32_t rk_ensemble_batch_end(const rk_ensemble *ensemble, uint32_t replication)
{
    uint64_t end = (uint64_t)ensemble->options.first_replication + ensemble->options.n_replications;
    uint64_t border = rk_ensemble_batch_border(ensemble, replication);
    return (uint32_t)(border < end ? border : end);
}

static void next_batch(rk_ensemble *ensemble)
{
    uint32_t first = ensemble->options.first_replication + ensemble->finished;
    rk_replicates *batch = ensemble->batch;
    batch->first = first;
    batch->n_rows = rk_ensemble_batch_end(ensemble, first) - first;
    batch->first_block = first / ensemble->shape.inner;
    uint64_t last = (uint64_t)first + batch->n_rows - 1;
    batch->n_blocks = (uint32_t)(last / ensemble->shape.inner) - batch->first_block + 1;
}

/* ---- Sums ---- */

/* The sums of all workers move into the first one's, which it always has but between taking them and a restart. */
static rk_tally *gather(rk_ensemble *ensemble)
{
    rk_tally *first = ensemble->worker[0].tally;
    assert(first != NULL);
    for (int i = 1; i < ensemble->n_workers; i++) {
        rk_tally *tally = ensemble->worker[i].tally;
        if (tally != NULL && rk_tally_weight(tally).n_blocks > 0) {
            rk_tally_merge(first, tally);
            rk_tally_clear(tally);
        }
    }
    return first;
}

/* What is aside joins them. */
static rk_tally *unite(rk_ensemble *ensemble)
{
    rk_tally *all = gather(ensemble);
    if (ensemble->aside != NULL) {
        rk_packed_add(ensemble->aside, all);
        rk_packed_free(ensemble->aside);
        ensemble->aside = NULL;
    }
    ensemble->whole = true;
    return all;
}

static rk_status pack_aside(rk_ensemble *ensemble)
{
    rk_status status = rk_packed_new(unite(ensemble), &ensemble->aside);
    if (status == RK_OK) {
        rk_tally_clear(ensemble->worker[0].tally);
        ensemble->whole = false;
    }
    return status;
}

const rk_tally *rk_ensemble_recent(rk_ensemble *ensemble)
{
    const rk_tally *recent = gather(ensemble);
    return ensemble->whole || rk_tally_weight(recent).n_blocks == 0 ? NULL : recent;
}

rk_status rk_ensemble_set_aside(rk_ensemble *ensemble)
{
    return rk_ensemble_recent(ensemble) != NULL ? pack_aside(ensemble) : RK_OK;
}

const rk_tally *rk_ensemble_tally(rk_ensemble *ensemble)
{
    const rk_tally *all = unite(ensemble);
    for (int i = 1; i < ensemble->n_workers; i++) {
        rk_tally_free(ensemble->worker[i].tally);
        ensemble->worker[i].tally = NULL;
    }
    return all;
}

rk_tally *rk_ensemble_take_sums(rk_ensemble *ensemble)
{
    if (ensemble->finished == 0) {
        return NULL;
    }
    (void)rk_ensemble_tally(ensemble);
    rk_tally *sums = ensemble->worker[0].tally;
    ensemble->worker[0].tally = NULL;
    return sums;
}

static rk_status tallies_renew(rk_ensemble *ensemble)
{
    rk_status status = RK_OK;
    for (int i = 0; i < ensemble->n_workers && status == RK_OK; i++) {
        if (ensemble->worker[i].tally == NULL) {
            status = rk_tally_new(&ensemble->shape, &ensemble->worker[i].tally);
        }
    }
    return status;
}

/* One block of the batch in the hands of one worker. */
static rk_status block_of(rk_ensemble *ensemble, rk_worker *worker, uint32_t index)
{
    rk_replicates *batch = ensemble->batch;
    uint32_t block = batch->first_block + index;
    uint64_t inner = ensemble->shape.inner, begin = block * inner, end = begin + inner;
    uint64_t last = (uint64_t)batch->first + batch->n_rows;
    begin = begin < batch->first ? batch->first : begin;
    end = last < end ? last : end;
    double *values = batch->numbers + (size_t)index * batch->n_numbers;
    rk_assumptions_draw(&ensemble->assumptions, block, values);
    return rk_worker_block(worker, ensemble->options.seed, (uint32_t)begin, (uint32_t)(end - begin), values, batch);
}

/* ---- Earlier runs ---- */

/* Live one block with some of its replications, for the sums alone. */
static rk_status live_again(rk_ensemble *ensemble, rk_tally *sums, uint32_t first, uint32_t end)
{
    rk_worker *worker = &ensemble->worker[0];
    rk_tally *own = worker->tally;
    rk_replicates *rows = NULL;
    rk_status status = rk_replicates_new(&ensemble->shape, ensemble->shape.inner, ensemble->scenario->n_numbers, &rows);
    if (status == RK_OK) {
        rows->first = first;
        rk_assumptions_draw(&ensemble->assumptions, first / ensemble->shape.inner, rows->numbers);
        worker->tally = sums;
        status = rk_worker_block(worker, ensemble->options.seed, first, end - first, rows->numbers, rows);
        worker->tally = own;
    }
    rk_replicates_free(rows);
    return status;
}

/* The next n replications begin inside a block whose first replications have been counted, or will be as a block of
 * their own: take both away, and add the block that they are together. */
static rk_status rejoin(rk_ensemble *ensemble, uint32_t n)
{
    uint32_t first = ensemble->options.first_replication, border = first + ensemble->finished;
    uint32_t within = border % ensemble->shape.inner, left = ensemble->shape.inner - within;
    if (ensemble->finished == 0 || within == 0) {
        return RK_OK;
    }
    (void)rk_ensemble_tally(ensemble);
    uint32_t begin = border - (within < ensemble->finished ? within : ensemble->finished);
    uint32_t end = border + (left < n ? left : n);
    rk_tally *apart = NULL;
    rk_status status = rk_tally_new(&ensemble->shape, &apart);
    if (status == RK_OK) {
        status = live_again(ensemble, apart, begin, border);
    }
    if (status == RK_OK) {
        status = live_again(ensemble, apart, border, end);
    }
    if (status == RK_OK) {
        status = live_again(ensemble, ensemble->worker[0].tally, begin, end);
    }
    if (status == RK_OK) {
        status = rk_sums_subtract(ensemble->worker[0].tally, apart);
    }
    rk_tally_free(apart);
    return status;
}

rk_status rk_ensemble_new_tally(const rk_ensemble *ensemble, rk_tally **sums)
{
    return rk_tally_new(&ensemble->shape, sums);
}

void rk_ensemble_free_tally(rk_tally *sums)
{
    rk_tally_free(sums);
}

rk_status rk_ensemble_adopt(rk_ensemble *ensemble, const rk_tally *sums, uint32_t n)
{
    assert(n <= ensemble->options.n_replications - ensemble->finished);
    (void)rk_ensemble_tally(ensemble);
    rk_tally_merge(ensemble->worker[0].tally, sums);
    rk_status status = rejoin(ensemble, n);
    ensemble->finished += n;
    return status;
}

/* ---- Batches ---- */

rk_status rk_ensemble_advance(rk_ensemble *ensemble)
{
    assert(ensemble->worker[0].tally != NULL); /* sums that were taken leave nothing to go on from */
    if (rk_ensemble_done(ensemble)) {
        return RK_OK;
    }
    next_batch(ensemble);
    rk_status worst = rejoin(ensemble, ensemble->batch->n_rows);
    if (worst == RK_OK && ensemble->whole) {
        worst = pack_aside(ensemble);
    }
    if (worst == RK_OK) {
        worst = tallies_renew(ensemble);
    }
    if (worst != RK_OK) {
        return worst;
    }
#pragma omp parallel num_threads(ensemble->n_workers)
    {
        rk_worker *worker = &ensemble->worker[omp_get_thread_num()];
#pragma omp for schedule(dynamic, 1)
        for (uint32_t index = 0; index < ensemble->batch->n_blocks; index++) {
            rk_status status = block_of(ensemble, worker, index);
            if (status != RK_OK) {
#pragma omp atomic write
                worst = status;
            }
        }
    }
    ensemble->finished += ensemble->batch->n_rows;
    return worst;
}

rk_status rk_ensemble_restart(rk_ensemble *ensemble, uint32_t first_replication, uint32_t n_replications)
{
    rk_run_options options = ensemble->options;
    options.first_replication = first_replication;
    options.n_replications = n_replications;
    if (!options_hold(&options)) {
        return RK_ERR_OPTIONS;
    }
    ensemble->options = options;
    ensemble->finished = 0;
    for (int i = 0; i < ensemble->n_workers; i++) {
        if (ensemble->worker[i].tally != NULL) {
            rk_tally_clear(ensemble->worker[i].tally);
        }
    }
    rk_packed_free(ensemble->aside);
    ensemble->aside = NULL;
    ensemble->whole = false;
    uint64_t end = (uint64_t)first_replication + n_replications;
    rk_status status = tallies_renew(ensemble);
    uint32_t last_block = (uint32_t)((end - 1) / ensemble->shape.inner);
    return status == RK_OK ? rk_assumptions_reach(&ensemble->assumptions, last_block) : status;
}

/* One column of the batch over all prefectures, times a factor. */
static size_t column_values(const rk_ensemble *ensemble, size_t model, size_t column, double factor, double *values)
{
    const rk_replicates *batch = ensemble->batch;
    for (uint32_t row = 0; row < batch->n_rows; row++) {
        int64_t sum = 0;
        for (size_t group = 0; group < ensemble->shape.n_groups; group++) {
            sum += rk_replicates_row(batch, model, group, row)[column];
        }
        values[row] = (double)sum * factor;
    }
    return batch->n_rows;
}

size_t rk_ensemble_values(const rk_ensemble *ensemble, size_t model, rk_metric metric, double *values)
{
    const rk_shape *shape = &ensemble->shape;
    double factor = rk_metric_shown(metric, shape->n_columns, shape->n_years) / rk_metrics[metric].scale;
    return column_values(ensemble, model, rk_replicates_column(shape, metric, shape->n_years), factor, values);
}

size_t rk_ensemble_year_values(const rk_ensemble *ensemble, size_t model, rk_metric metric, size_t year, double *values)
{
    size_t column = rk_replicates_column(&ensemble->shape, metric, year);
    assert(column != SIZE_MAX && year < ensemble->shape.n_years);
    return column_values(ensemble, model, column, 1.0 / rk_metrics[metric].scale, values);
}

rk_summary rk_ensemble_summary(rk_ensemble *ensemble, size_t model, rk_metric metric)
{
    return rk_tally_summary(rk_ensemble_tally(ensemble), model, metric);
}
