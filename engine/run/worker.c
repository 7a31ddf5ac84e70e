#include "run/worker.h"

#include "input/coalitions.h"

#include <stdlib.h>
#include <string.h>

/* The lanes of a stride that count. */
typedef struct {
    uint32_t stride;
    int first, n;
} span_of_stride;

static size_t n_rule_sums(const rk_scenario *scenario)
{
    return scenario->n_models * scenario->n_rules * (size_t)scenario->n_years;
}

rk_status rk_worker_open(const rk_scenario *scenario, const rk_kernel *kernel, const rk_shape *shape, rk_worker *worker)
{
    size_t n = scenario->n_models * scenario->n_prefectures;
    *worker = (rk_worker){.scenario = scenario, .kernel = kernel};
    worker->world = calloc(n, sizeof(rk_world *));
    worker->total = calloc(scenario->n_models, sizeof *worker->total);
    worker->rule_sum = calloc(n_rule_sums(scenario) + 1, sizeof *worker->rule_sum);
    if (worker->world == NULL || worker->total == NULL || worker->rule_sum == NULL) {
        return RK_ERR_MEMORY;
    }
    for (size_t i = 0; i < n; i++) {
        size_t model = i / scenario->n_prefectures, prefecture = i % scenario->n_prefectures;
        rk_status status = kernel->open(scenario, prefecture, model, &worker->world[i]);
        if (status != RK_OK) {
            return status;
        }
    }
    return rk_tally_new(shape, &worker->tally);
}

void rk_worker_close(rk_worker *worker)
{
    for (size_t i = 0; worker->world != NULL && i < worker->scenario->n_models * worker->scenario->n_prefectures; i++) {
        worker->kernel->close(worker->world[i]);
    }
    free(worker->world);
    free(worker->total);
    free(worker->rule_sum);
    rk_tally_free(worker->tally);
    *worker = (rk_worker){0};
}

static rk_world *world_of(const rk_worker *worker, size_t model, size_t prefecture)
{
    return worker->world[model * worker->scenario->n_prefectures + prefecture];
}

/* Write a column of the replications that count. */
static void keep(rk_replicates *batch, size_t model, size_t prefecture, const span_of_stride *span, size_t metric,
                 size_t slot, const int64_t lanes[RK_LANES])
{
    size_t column = rk_replicates_column(batch->shape, metric, slot);
    if (column == SIZE_MAX) {
        return;
    }
    uint32_t row = span->stride * RK_LANES + (uint32_t)span->first - batch->first;
    for (int i = 0; i < span->n; i++) {
        rk_replicates_row(batch, model, prefecture, row + (uint32_t)i)[column] = lanes[span->first + i];
    }
}

static void keep_all(rk_replicates *batch, size_t model, size_t prefecture, const span_of_stride *span, size_t slot,
                     const rk_world *world)
{
    bool horizon = slot == batch->shape->n_years;
    for (size_t m = 0; m < RK_N_METRICS; m++) {
        if (horizon || (rk_metrics[m].flags & RK_METRIC_YEARLY)) {
            keep(batch, model, prefecture, span, m, slot, horizon ? world->horizon_total[m] : world->total[m]);
        }
    }
    for (size_t s = 0; s < RK_N_SPREADS; s++) {
        keep(batch, model, prefecture, span, RK_N_METRICS + s, slot, world->spread[s]);
    }
}

/* Add a year of each player that lies in the prefecture to its whole run: what is kept of players adds up. */
static void keep_players(rk_replicates *batch, const rk_scenario *scenario, size_t model, size_t prefecture,
                         const span_of_stride *span, size_t year, const rk_row *rows)
{
    const rk_prefecture *own = &scenario->prefectures[prefecture];
    uint32_t first_row = span->stride * RK_LANES + (uint32_t)span->first - batch->first;
    for (size_t p = 0; p < batch->shape->n_players; p++) {
        size_t place = scenario->coalitions->player[p] - own->first; /* wraps for an earlier prefecture */
        for (size_t m = 0; place < own->n_municipalities && m < RK_N_PLAYER_METRICS; m++) {
            int metric = (int)rk_player_metrics[m];
            size_t column = rk_replicates_player(batch->shape, m) + p;
            for (int i = 0; i < span->n; i++) {
                int lane = span->first + i;
                int64_t *kept = &rk_replicates_row(batch, model, prefecture, first_row + (uint32_t)i)[column];
                int64_t value = metric < RK_N_COUNTS ? rows[place].count[metric][lane]
                                                     : rows[place].money[metric - RK_N_COUNTS][lane];
                *kept = (year > 0 ? *kept : 0) + value;
            }
        }
    }
}

static void add_totals(rk_worker *worker, size_t model, const rk_world *world)
{
    for (size_t m = 0; m < RK_N_METRICS; m++) {
        for (int lane = 0; lane < RK_LANES; lane++) {
            worker->total[model][m][lane] += world->horizon_total[m][lane];
        }
    }
}

/* What each rule took over in the last year, over the replications that count. */
static void add_rules(rk_worker *worker, size_t model, size_t year, const span_of_stride *span, const rk_world *world)
{
    size_t n_years = (size_t)worker->scenario->n_years, n_rules = worker->scenario->n_rules;
    for (size_t rule = 0; rule < n_rules; rule++) {
        for (int lane = span->first; lane < span->first + span->n; lane++) {
            worker->rule_sum[(model * n_rules + rule) * n_years + year] += world->rule_paid[rule][lane];
        }
    }
}

/* One slot of one prefecture: a year, or after the last the horizon. The baseline comes first, the others are paired.
 */
static rk_status live(rk_worker *worker, size_t prefecture, size_t slot, const span_of_stride *span,
                      rk_replicates *batch)
{
    const rk_scenario *scenario = worker->scenario;
    size_t baseline = scenario->baseline, n_years = (size_t)scenario->n_years;
    const rk_world *base = world_of(worker, baseline, prefecture);
    rk_status status = RK_OK;
    for (size_t i = 0; i < scenario->n_models && status == RK_OK; i++) {
        size_t model = i == 0 ? baseline : i - (i <= baseline);
        rk_world *world = world_of(worker, model, prefecture);
        bool horizon = slot == n_years;
        if (horizon) {
            worker->kernel->horizon(world);
            add_totals(worker, model, world);
        } else {
            status = worker->kernel->year(world);
            add_rules(worker, model, slot, span, world);
            rk_tally_fold_months(worker->tally, model, slot, prefecture, world->month_count);
        }
        const rk_row *rows = horizon ? world->horizon : world->row, *paired = horizon ? base->horizon : base->row;
        worker->kernel->fold(worker->tally, model, slot, prefecture, rows, model == baseline ? NULL : paired,
                             span->first, span->n);
        keep_all(batch, model, prefecture, span, slot, world);
        if (!horizon) {
            keep_players(batch, scenario, model, prefecture, span, slot, world->row);
        }
    }
    return status;
}

/* One stride of a block: all models live through it, and it is folded. */
static rk_status live_stride(rk_worker *worker, uint64_t seed, const span_of_stride *span, const double *values,
                             rk_replicates *batch)
{
    const rk_scenario *scenario = worker->scenario;
    memset(worker->total, 0, scenario->n_models * sizeof *worker->total);
    for (size_t prefecture = 0; prefecture < scenario->n_prefectures; prefecture++) {
        for (size_t model = 0; model < scenario->n_models; model++) {
            rk_status status = worker->kernel->begin(world_of(worker, model, prefecture), seed, span->stride, values,
                                                     span->first, span->n);
            if (status != RK_OK) {
                return status;
            }
        }
        for (size_t slot = 0; slot <= (size_t)scenario->n_years; slot++) {
            rk_status status = live(worker, prefecture, slot, span, batch);
            if (status != RK_OK) {
                return status;
            }
        }
    }
    for (size_t model = 0; model < scenario->n_models; model++) {
        rk_tally_fold_totals(worker->tally, model, worker->total[model],
                             model == scenario->baseline ? NULL : worker->total[scenario->baseline], span->first,
                             span->n);
    }
    return RK_OK;
}

rk_status rk_worker_block(rk_worker *worker, uint64_t seed, uint32_t first, uint32_t n, const double *values,
                          rk_replicates *batch)
{
    const rk_scenario *scenario = worker->scenario;
    uint64_t end = (uint64_t)first + n;
    memset(worker->rule_sum, 0, n_rule_sums(scenario) * sizeof *worker->rule_sum);
    for (uint64_t next = first; next < end;) {
        span_of_stride span = {.stride = (uint32_t)(next / RK_LANES), .first = (int)(next % RK_LANES)};
        uint64_t left = end - next, room = (uint64_t)(RK_LANES - span.first);
        span.n = (int)(left < room ? left : room);
        rk_status status = live_stride(worker, seed, &span, values, batch);
        if (status != RK_OK) {
            return status;
        }
        next += (uint64_t)span.n;
    }
    for (size_t model = 0; model < scenario->n_models; model++) {
        rk_tally_fold_rules(worker->tally, model,
                            &worker->rule_sum[model * scenario->n_rules * (size_t)scenario->n_years], n);
    }
    rk_tally_count(worker->tally, first / scenario->inner, n);
    return RK_OK;
}
