#include "stats/totals_impl.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static size_t n_cells(const rk_totals *totals)
{
    return totals->n_models * RK_N_METRICS * RK_RANDOMISATIONS;
}

rk_totals *rk_totals_new(size_t n_models, bool sobol)
{
    rk_totals *totals = calloc(1, sizeof *totals);
    if (totals == NULL) {
        return NULL;
    }
    totals->n_models = n_models;
    totals->sobol = sobol;
    totals->cells = calloc(n_cells(totals), sizeof *totals->cells);
    if (totals->cells == NULL) {
        free(totals);
        return NULL;
    }
    return totals;
}

void rk_totals_free(rk_totals *totals)
{
    if (totals != NULL) {
        free(totals->cells);
        free(totals);
    }
}

void rk_totals_clear(rk_totals *totals)
{
    rk_give_back(totals->cells, n_cells(totals) * sizeof *totals->cells);
    totals->n_squared = 0;
    memset(totals->replications, 0, sizeof totals->replications);
    memset(totals->blocks, 0, sizeof totals->blocks);
    memset(totals->whole_blocks, 0, sizeof totals->whole_blocks);
}

static void add_moments(rk_moment *to, const rk_moment *from)
{
    to->sum += from->sum;
    to->weighted += from->weighted;
    to->square += from->square;
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
        add_moments(&to->by_block, &from->by_block);
        add_moments(&to->paired_by_block, &from->paired_by_block);
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

void rk_totals_fold(rk_totals *totals, size_t model, uint32_t block, const int64_t own[RK_N_METRICS][RK_LANES],
                    const int64_t baseline[RK_N_METRICS][RK_LANES], int first_lane, int n_lanes)
{
    for (size_t metric = 0; metric < RK_N_METRICS; metric++) {
        rk_totals_cell *into = &cells_of(totals, model, metric)[block % RK_RANDOMISATIONS];
        int64_t sum = 0, other = 0;
        __int128 single = 0;
        for (int lane = first_lane; lane < first_lane + n_lanes; lane++) {
            sum += own[metric][lane];
            other += baseline != NULL ? baseline[metric][lane] : own[metric][lane];
            single += (__int128)own[metric][lane] * own[metric][lane];
        }
        into->sum += sum;
        into->paired += sum - other;
        const rk_moment own_block = {sum, n_lanes * sum, (__int128)sum * sum};
        const rk_moment paired = {sum - other, n_lanes * (sum - other), (__int128)(sum - other) * (sum - other)};
        add_moments(&into->by_block, &own_block);
        add_moments(&into->paired_by_block, &paired);
        if (n_lanes == RK_LANES) {
            into->whole += sum;
            into->single += single;
            into->block += (__int128)sum * sum;
        }
    }
}

void rk_totals_count(rk_totals *totals, uint32_t block, int n_lanes)
{
    totals->replications[block % RK_RANDOMISATIONS] += n_lanes;
    totals->blocks[block % RK_RANDOMISATIONS]++;
    totals->whole_blocks[block % RK_RANDOMISATIONS] += n_lanes == RK_LANES;
    totals->n_squared += (int64_t)n_lanes * n_lanes;
}

/* ---- Moments ---- */

static rk_moment moment_of(const rk_totals *totals, const rk_totals_cell *cells, bool paired)
{
    rk_moment moment = {0};
    for (size_t r = 0; r < RK_RANDOMISATIONS; r++) {
        int64_t sum = paired ? cells[r].paired : cells[r].sum;
        if (!totals->sobol) {
            add_moments(&moment, paired ? &cells[r].paired_by_block : &cells[r].by_block);
            continue;
        }
        moment.sum += sum;
        moment.weighted = (int64_t)((uint64_t)moment.weighted + (uint64_t)totals->replications[r] * (uint64_t)sum);
        moment.square += (__int128)sum * sum;
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
        const rk_moment of_randomisation = {apart, totals->replications[r] * apart, (__int128)apart * apart};
        add_moments(&moment, &of_randomisation);
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
static parts parts_of(int64_t blocks, __int128 sum, __int128 single, __int128 block)
{
    long double within = (long double)(RK_LANES * single - block) / (RK_LANES * (long double)(blocks * (RK_LANES - 1)));
    __int128 mean = sum / blocks, rest = sum - mean * blocks;
    __int128 about = block - 2 * mean * sum + mean * mean * blocks; /* squares about the whole mean of block sums */
    long double squares = (long double)about - (long double)rest * (long double)rest / (long double)blocks;
    long double between = squares / (RK_LANES * (long double)(blocks - 1));
    return (parts){within, (between - within) / RK_LANES};
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
    parts all = parts_of(blocks, sum, single, block);
    out.luck = (double)(all.luck / unit);
    out.assumptions = (double)(all.assumptions / unit);
    long double luck = 0, assumptions = 0;
    for (size_t r = 0; n >= 3 && r < RK_RANDOMISATIONS; r++) {
        if (totals->whole_blocks[r] > 0 && blocks - totals->whole_blocks[r] >= 2) {
            parts without = parts_of(blocks - totals->whole_blocks[r], sum - cells[r].whole, single - cells[r].single,
                                     block - cells[r].block);
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
