/* One future of one municipality again, with a journal. */
#include "model/journal.h"
#include "run/assumptions.h"
#include "run/kernel.h"

#include <stdlib.h>

#define DETAIL(id) RK_DETAIL_##id
const rk_event_info rk_event_infos[RK_N_EVENTS] = {
#define X(id, name, metric, a, b, c, d, en, ja) {name, en, ja, metric, {DETAIL(a), DETAIL(b), DETAIL(c), DETAIL(d)}},
    RK_EVENT_LIST(X)
#undef X
};

const rk_detail_info rk_detail_infos[RK_N_DETAILS] = {
#define X(id, name, factor, en, ja) {name, factor, en, ja},
    RK_DETAIL_LIST(X)
#undef X
};

struct rk_replay {
    const rk_scenario *scenario;
    rk_replay_options options;
    rk_journal *journal;
    int64_t (*value)[RK_N_METRICS]; /* [n_years + 1]: the last is the horizon */
};

void rk_replay_close(rk_replay *replay)
{
    if (replay == NULL) {
        return;
    }
    rk_journal_close(replay->journal);
    free(replay->value);
    free(replay);
}

static size_t prefecture_of(const rk_scenario *scenario, size_t municipality)
{
    return scenario->municipalities[municipality].prefecture;
}

static int64_t value_of(const rk_row *row, size_t metric, int lane)
{
    return metric < RK_N_COUNTS ? row->count[metric][lane] : row->money[metric - RK_N_COUNTS][lane];
}

/* After a year; the horizon's sums grow along, and take the last of what is a state. */
static void keep_year(rk_replay *replay, const rk_world *world, size_t year)
{
    size_t n_years = (size_t)replay->scenario->n_years;
    const rk_journal *journal = replay->journal;
    for (size_t m = 0; m < RK_N_METRICS; m++) {
        int64_t value = world->dead[m] ? 0 : value_of(&world->row[journal->place], m, journal->lane);
        int64_t *all = &replay->value[n_years][m];
        replay->value[year][m] = value;
        *all = (rk_metrics[m].flags & RK_METRIC_LEVEL) != 0 ? value : *all + value;
    }
}

static rk_status live(rk_replay *replay, const rk_kernel *kernel, rk_world *world, const double *values)
{
    const rk_scenario *scenario = replay->scenario;
    rk_journal *journal = replay->journal;
    uint32_t replication = replay->options.replication;
    world->journal = journal;
    rk_status status = kernel->begin(world, replay->options.seed, replication / RK_LANES, values, journal->lane, 1);
    for (size_t year = 0; status == RK_OK && year < (size_t)scenario->n_years; year++) {
        status = kernel->year(world);
        keep_year(replay, world, year);
    }
    if (status == RK_OK) {
        kernel->horizon(world);
        status = journal->status;
    }
    for (size_t m = 0; status == RK_OK && m < RK_N_METRICS; m++) {
        if ((rk_metrics[m].flags & RK_METRIC_HORIZON) != 0) {
            const rk_row *row = &world->horizon[journal->place];
            replay->value[scenario->n_years][m] = value_of(row, m, journal->lane);
        }
    }
    return status;
}

/* The world of the municipality's prefecture, with the assumptions of the replication's block. */
static rk_status live_block(rk_replay *replay, const rk_kernel *kernel)
{
    const rk_scenario *scenario = replay->scenario;
    const rk_replay_options *options = &replay->options;
    uint32_t block = options->replication / scenario->inner;
    size_t prefecture = prefecture_of(scenario, options->municipality);
    rk_assumptions assumptions = {0};
    rk_world *world = NULL;
    double *values = calloc(scenario->n_numbers + 1, sizeof *values);
    rk_status status = values == NULL ? RK_ERR_MEMORY : RK_OK;
    if (status == RK_OK) {
        status = rk_assumptions_open(scenario, options->seed, block, &assumptions);
    }
    if (status == RK_OK) {
        rk_assumptions_draw(&assumptions, block, values);
        status = kernel->open(scenario, prefecture, options->model, &world);
    }
    if (status == RK_OK) {
        status = live(replay, kernel, world, values);
    }
    kernel->close(world);
    rk_assumptions_close(&assumptions);
    free(values);
    return status;
}

rk_status rk_replay_open(const rk_scenario *scenario, const rk_replay_options *options, rk_replay **out)
{
    const rk_kernel *kernel = rk_kernel_choose();
    rk_replay *replay = NULL;
    rk_status status = RK_ERR_ISA;
    if (kernel == NULL) {
        goto out;
    }
    status = RK_ERR_MEMORY;
    replay = calloc(1, sizeof *replay);
    if (replay == NULL) {
        goto out;
    }
    *replay = (rk_replay){.scenario = scenario, .options = *options};
    replay->value = calloc((size_t)scenario->n_years + 1, sizeof *replay->value);
    if (replay->value == NULL) {
        goto out;
    }
    size_t first = scenario->prefectures[prefecture_of(scenario, options->municipality)].first;
    int lane = (int)(options->replication % RK_LANES);
    status = rk_journal_open(scenario, options->municipality - first, lane, &replay->journal);
    if (status == RK_OK) {
        status = live_block(replay, kernel);
    }
out:
    if (status != RK_OK) {
        rk_replay_close(replay);
        replay = NULL;
    }
    *out = replay;
    return status;
}

/* ---- What it holds ---- */

const rk_replay_options *rk_replay_options_of(const rk_replay *replay)
{
    return &replay->options;
}

size_t rk_replay_n_events(const rk_replay *replay)
{
    return replay->journal->n_events;
}

const rk_event *rk_replay_event(const rk_replay *replay, size_t index)
{
    return &replay->journal->event[index];
}

size_t rk_replay_n_posts(const rk_replay *replay)
{
    return replay->journal->n_told;
}

const rk_replay_post *rk_replay_post_at(const rk_replay *replay, size_t index)
{
    return &replay->journal->told[index].shown;
}

const char *rk_replay_instrument(const rk_replay *replay, int instrument)
{
    return replay->scenario->models[replay->options.model].instruments[instrument].name;
}

size_t rk_replay_n_months(const rk_replay *replay)
{
    return replay->journal->n_months;
}

const rk_replay_month *rk_replay_month_at(const rk_replay *replay, size_t month)
{
    return &replay->journal->month[month];
}

int64_t rk_replay_value(const rk_replay *replay, size_t year, rk_metric metric)
{
    return replay->value[year][metric];
}

int64_t rk_replay_borne(const rk_replay *replay, size_t year, rk_metric item, rk_metric payer)
{
    return replay->journal->borne[year][item - RK_METRIC_COST_STAFF][payer - RK_METRIC_PAID_MUNICIPALITY];
}
