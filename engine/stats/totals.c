#include "stats/totals_impl.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static size_t n_cells(const rk_totals *totals)
{
    return totals->n_models * RK_N_METRICS * RK_RANDOMISATIONS;
}

rk_totals *rk_totals_new(size_t n_models, bool sobol, uint32_t inner)
{
    rk_totals *totals = calloc(1, sizeof *totals);
    if (totals == NULL) {
        return NULL;
    }
    totals->n_models = n_models;
    totals->sobol = sobol;
    totals->inner = inner;
    totals->cells = calloc(n_cells(totals), sizeof *totals->cells);
    totals->pending = calloc(n_models * RK_N_METRICS, sizeof *totals->pending);
    if (totals->cells == NULL || totals->pending == NULL) {
        rk_totals_free(totals);
        return NULL;
    }
    return totals;
}

void rk_totals_free(rk_totals *totals)
{
    if (totals != NULL) {
        free(totals->cells);
        free(totals->pending);
        free(totals);
    }
}

void rk_totals_clear(rk_totals *totals)
{
    rk_give_back(totals->cells, n_cells(totals) * sizeof *totals->cells);
    memset(totals->pending, 0, totals->n_models * RK_N_METRICS * sizeof *totals->pending);
    totals->n_squared = 0;
    memset(totals->replications, 0, sizeof totals->replications);
    memset(totals->blocks, 0, sizeof totals->blocks);
    memset(totals->whole_blocks, 0, sizeof totals->whole_blocks);
}

void rk_totals_merge(rk_totals *target, const rk_totals *source)
{
    for (size_t i = 0; i < n_cells(target); i++) {
        rk_totals_cell *to = &target->cells[i];
        const rk_totals_cell *from = &source->cells[i];
        to->sum += from->sum;
        to->paired += from->paired;
        to->whole += from->whole;
        to->single += from->single;
        to->block += from->block;
        rk_moment_add(&to->by_block, &from->by_block);
        rk_moment_add(&to->paired_by_block, &from->paired_by_block);
    }
    target->n_squared += source->n_squared;
    for (size_t r = 0; r < RK_RANDOMISATIONS; r++) {
        target->replications[r] += source->replications[r];
        target->blocks[r] += source->blocks[r];
        target->whole_blocks[r] += source->whole_blocks[r];
    }
}

static rk_totals_cell *cells_of(const rk_totals *totals, size_t model, size_t metric)
{
    return &totals->cells[(model * RK_N_METRICS + metric) * RK_RANDOMISATIONS];
}

void rk_totals_fold(rk_totals *totals, size_t model, const int64_t own[RK_N_METRICS][RK_LANES],
                    const int64_t baseline[RK_N_METRICS][RK_LANES], int first_lane, int n_lanes)
{
    for (size_t metric = 0; metric < RK_N_METRICS; metric++) {
        rk_totals_pending *into = &totals->pending[model * RK_N_METRICS + metric];
        for (int lane = first_lane; lane < first_lane + n_lanes; lane++) {
            into->sum += own[metric][lane];
            into->paired += baseline != NULL ? own[metric][lane] - baseline[metric][lane] : 0;
            into->single += (__int128)own[metric][lane] * own[metric][lane];
        }
    }
}

static void add_block(rk_totals_cell *into, const rk_totals_pending *block, int64_t n, bool whole)
{
    const rk_moment own = rk_moment_of_block(block->sum, n), paired = rk_moment_of_block(block->paired, n);
    into->sum += block->sum;
    into->paired += block->paired;
    rk_moment_add(&into->by_block, &own);
    rk_moment_add(&into->paired_by_block, &paired);
    if (whole) {
        into->whole += block->sum;
        into->single += block->single;
        into->block += own.square;
    }
}

void rk_totals_count(rk_totals *totals, uint32_t block, uint32_t n)
{
    size_t randomisation = block % RK_RANDOMISATIONS;
    bool whole = n == totals->inner;
    for (size_t i = 0; i < totals->n_models * RK_N_METRICS; i++) {
        add_block(&totals->cells[i * RK_RANDOMISATIONS + randomisation], &totals->pending[i], n, whole);
    }
    memset(totals->pending, 0, totals->n_models * RK_N_METRICS * sizeof *totals->pending);
    totals->replications[randomisation] += n;
    totals->blocks[randomisation]++;
    totals->whole_blocks[randomisation] += whole;
    totals->n_squared += (int64_t)n * n;
}

/* ---- Moments ---- */

static rk_moment moment_of(const rk_totals *totals, const rk_totals_cell *cells, bool paired)
{
    rk_moment moment = {0};
    for (size_t r = 0; r < RK_RANDOMISATIONS; r++) {
        int64_t sum = paired ? cells[r].paired : cells[r].sum;
        if (!totals->sobol) {
            rk_moment_add(&moment, paired ? &cells[r].paired_by_block : &cells[r].by_block);
            continue;
        }
        const rk_moment of_randomisation = rk_moment_of_block(sum, totals->replications[r]);
        rk_moment_add(&moment, &of_randomisation);
    }
    return moment;
}

rk_moment rk_totals_level(const rk_totals *totals, size_t model, rk_metric metric)
{
    return moment_of(totals, cells_of(totals, model, metric), false);
}

rk_moment rk_totals_difference(const rk_totals *totals, size_t model, rk_metric metric)
{
    return moment_of(totals, cells_of(totals, model, metric), true);
}

rk_weight rk_totals_weight(const rk_totals *totals)
{
    rk_weight weight = {0};
    for (size_t r = 0; r < RK_RANDOMISATIONS; r++) {
        weight.n_replications += totals->replications[r];
        weight.n_blocks += totals->sobol ? totals->replications[r] > 0 : totals->blocks[r];
        weight.n_squared += totals->sobol ? totals->replications[r] * totals->replications[r] : 0;
    }
    weight.n_squared += totals->sobol ? 0 : totals->n_squared;
    return weight;
}

rk_moment rk_totals_between(const rk_totals *totals, size_t model, size_t other, rk_metric metric)
{
    const rk_totals_cell *own = cells_of(totals, model, metric), *others = cells_of(totals, other, metric);
    rk_moment moment = {0};
    for (size_t r = 0; r < RK_RANDOMISATIONS; r++) {
        int64_t apart = own[r].sum - others[r].sum;
        const rk_moment of_randomisation = rk_moment_of_block(apart, totals->replications[r]);
        rk_moment_add(&moment, &of_randomisation);
    }
    return moment;
}

rk_weight rk_totals_weight_by_randomisation(const rk_totals *totals)
{
    rk_weight weight = {0};
    for (size_t r = 0; r < RK_RANDOMISATIONS; r++) {
        weight.n_replications += totals->replications[r];
        weight.n_blocks += totals->replications[r] > 0;
        weight.n_squared += totals->replications[r] * totals->replications[r];
    }
    return weight;
}

/* ---- Luck and assumptions ---- */

typedef struct {
    long double luck, assumptions;
} parts;

/* Mean squares from sums: those of squares are taken about the sum exactly, in whole numbers. */
static parts parts_of(int64_t inner, int64_t blocks, __int128 sum, __int128 single, __int128 block)
{
    long double n = (long double)inner;
    long double within = (long double)(inner * single - block) / (n * (long double)(blocks * (inner - 1)));
    __int128 mean = sum / blocks, rest = sum - mean * blocks;
    __int128 about = block - 2 * mean * sum + mean * mean * blocks; /* squares about the whole mean of block sums */
    long double squares = (long double)about - (long double)rest * (long double)rest / (long double)blocks;
    long double between = squares / (n * (long double)(blocks - 1));
    return (parts){within, (between - within) / n};
}

rk_variance_parts rk_totals_variance(const rk_totals *totals, size_t model, rk_metric metric)
{
    const rk_totals_cell *cells = cells_of(totals, model, metric);
    rk_variance_parts out = {(double)NAN, (double)NAN, (double)NAN, (double)NAN};
    int64_t blocks = 0, n = 0;
    __int128 sum = 0, single = 0, block = 0;
    for (size_t r = 0; r < RK_RANDOMISATIONS; r++) {
        blocks += totals->whole_blocks[r];
        n += totals->whole_blocks[r] > 0;
        sum += cells[r].whole;
        single += cells[r].single;
        block += cells[r].block;
    }
    if (blocks < 2) {
        return out;
    }
    long double scale = rk_metrics[metric].scale, unit = scale * scale;
    parts all = parts_of(totals->inner, blocks, sum, single, block);
    out.luck = (double)(all.luck / unit);
    out.assumptions = (double)(all.assumptions / unit);
    long double luck = 0, assumptions = 0;
    for (size_t r = 0; n >= 3 && r < RK_RANDOMISATIONS; r++) {
        if (totals->whole_blocks[r] > 0 && blocks - totals->whole_blocks[r] >= 2) {
            parts without = parts_of(totals->inner, blocks - totals->whole_blocks[r], sum - cells[r].whole,
                                     single - cells[r].single, block - cells[r].block);
            luck += (without.luck - all.luck) * (without.luck - all.luck);
            assumptions += (without.assumptions - all.assumptions) * (without.assumptions - all.assumptions);
        }
    }
    if (n >= 3) {
        long double factor = (long double)(n - 1) / (long double)n;
        out.luck_error = (double)(sqrtl(factor * luck) / unit);
        out.assumptions_error = (double)(sqrtl(factor * assumptions) / unit);
    }
    return out;
}
