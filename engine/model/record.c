/* Outcomes of a year, and of the horizon, as whole numbers for statistics. Definitions: renkei/metrics.h, MODEL.md 11.
 */
#include "input/funding.h"
#include "model/funding.h"
#include "model/simulation.h"
#include "model/steps.h"

#include <string.h>

static int32_t *counts_of(rk_row *row, rk_metric metric)
{
    return row->count[metric];
}

static void whole(rk_row *row, rk_metric metric, const rk_lanes_int *values)
{
    int32_t *count = counts_of(row, metric);
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        count[lane] = values->v[lane];
    }
}

/* Thousandths, rounded; outcomes are never negative but for rounding. */
static void thousandths(rk_row *row, rk_metric metric, const rk_lanes *values)
{
    int32_t *count = counts_of(row, metric);
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        count[lane] = (int32_t)(rk_min(values->v[lane], 2e6f) * 1000.0f + 0.5f);
    }
}

static void people_of(rk_row *row, const rk_year_sums *year)
{
    whole(row, RK_METRIC_ZERO_COVER_MONTHS, &year->zero_cover);
    whole(row, RK_METRIC_NOBODY_MONTHS, &year->nobody);
    whole(row, RK_METRIC_SOLO_MONTHS, &year->solo);
    whole(row, RK_METRIC_FILLED_POST_MONTHS, &year->filled);
    whole(row, RK_METRIC_VACANCY_MONTHS, &year->vacant);
    whole(row, RK_METRIC_LEAVE_MONTHS, &year->on_leave);
    whole(row, RK_METRIC_STAFF_FTE_MONTHS, &year->effort_milli);
    whole(row, RK_METRIC_HIRES, &year->hires);
    whole(row, RK_METRIC_RESIGNATIONS, &year->resignations);
    whole(row, RK_METRIC_RETIREMENTS, &year->retirements);
    whole(row, RK_METRIC_ROTATIONS, &year->rotations);
    whole(row, RK_METRIC_TERM_ENDS, &year->term_ends);
    whole(row, RK_METRIC_LEAVE_STARTS, &year->leave_starts);
    whole(row, RK_METRIC_LEAVE_EXITS, &year->leave_exits);
    thousandths(row, RK_METRIC_KNOWHOW_LOST, &year->knowhow_lost);
}

static void support_of(rk_row *row, const rk_year_sums *year)
{
    thousandths(row, RK_METRIC_SUPPORT, &year->support);
    thousandths(row, RK_METRIC_SUPPORT_FAMILIAR, &year->support_familiar);
    thousandths(row, RK_METRIC_EXPERT_TIME, &year->expert_time);
    whole(row, RK_METRIC_REQUESTS, &year->requests);
    whole(row, RK_METRIC_REQUESTS_WAITED, &year->waited);
    whole(row, RK_METRIC_REQUESTS_REFUSED, &year->refused);
    thousandths(row, RK_METRIC_REQUEST_WAIT, &year->wait);
}

static void work_of(const rk_world *world, size_t place, rk_row *row, const rk_year_sums *year)
{
    if (!rk_on(world, RK_PROCESS_WORK)) {
        support_of(row, year);
        return;
    }
    rk_lanes backlog = {{0}}, migrated;
    const rk_place *info = &world->place[place];
    const rk_lanes *waiting = &world->at.backlog[place * RK_N_WORKSTREAMS];
    for (int w = 0; w < RK_N_WORKSTREAMS; w++) {
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            backlog.v[lane] += waiting[w].v[lane];
        }
    }
    float systems = (float)rk_value(world, RK_P_STANDARD_SYSTEMS);
    float late = systems > 0.0f ? (float)info->late_systems / systems : 0.0f;
    float all = rk_max(info->standard_quota_base, 1e-9f);
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        migrated.v[lane] = 1.0f - late * rk_min(waiting[RK_WORK_STANDARDISATION].v[lane] / all, 1.0f);
    }
    thousandths(row, RK_METRIC_CAPACITY, &year->capacity);
    support_of(row, year);
    thousandths(row, RK_METRIC_DEMAND, &year->demand);
    thousandths(row, RK_METRIC_WORK_DONE, &year->done);
    thousandths(row, RK_METRIC_UNSERVED_WORK, &year->given_up);
    thousandths(row, RK_METRIC_BACKLOG, &backlog);
    whole(row, RK_METRIC_OVERLOAD_MONTHS, &year->overload);
    thousandths(row, RK_METRIC_STANDARDISATION_DONE, &migrated);
    whole(row, RK_METRIC_MIGRATION_ERRORS, &year->migration_errors);
    whole(row, RK_METRIC_SECURITY_INCIDENTS, &year->security);
    whole(row, RK_METRIC_SURGE_MONTHS, &year->surge);
}

/* Work waiting in each ongoing workstream, time taken by courses and meetings, and how able and willing people are. */
static void state_of_work(const rk_world *world, size_t place, rk_row *row, const rk_year_sums *year)
{
    if (!rk_on(world, RK_PROCESS_WORK)) {
        return;
    }
    const rk_lanes *waiting = &world->at.backlog[place * RK_N_WORKSTREAMS];
    const rk_lanes *sum = &world->at.proficiency_sum[place];
    const rk_lanes_int *effort = &world->at.effort_milli[place];
    rk_lanes proficiency;
    for (int w = 0; w < RK_N_ONGOING; w++) {
        thousandths(row, (rk_metric)(RK_METRIC_BACKLOG_OPERATIONS + w), &waiting[w]);
    }
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        float mean = sum->v[lane] * 1000.0f / rk_max((float)effort->v[lane], 1.0f);
        proficiency.v[lane] = effort->v[lane] > 0 ? mean : 0.0f;
    }
    thousandths(row, RK_METRIC_TIME_TAKEN, &year->taken);
    thousandths(row, RK_METRIC_PROFICIENCY, &proficiency);
    thousandths(row, RK_METRIC_ADOPTION, &world->at.adoption[place]);
    whole(row, RK_METRIC_CHAMPIONS, &world->at.champions[place]);
}

/* Residents reached: those who can use a service online, of the procedures that are; the aged with help where resident
 * support is done; and those who are reached in other ways. */
static void service_of(const rk_world *world, size_t place, rk_row *row, const rk_year_sums *year)
{
    if (!rk_on(world, RK_PROCESS_SERVICE)) {
        return;
    }
    float young = (float)rk_value(world, RK_P_SERVICE_USE_UNDER_65), old = (float)rk_value(world, RK_P_SERVICE_USE_65);
    float help = (float)rk_value(world, RK_P_SERVICE_HELP_65), aged = (float)world->place[place].data->aged_share;
    const rk_lanes *online = &world->at.online[place], *desk_old = rk_lever_of(world, RK_LEVER_REACH_65, place);
    const rk_lanes *desk_young = rk_lever_of(world, RK_LEVER_REACH_UNDER_65, place);
    rk_lanes reached, reached_65;
#pragma omp simd
    for (int lane = 0; lane < RK_LANES; lane++) {
        float helped = year->residents_done.v[lane] / rk_max(year->residents_asked.v[lane], 1e-9f);
        float by_desk = 1.0f - rk_min(desk_old->v[lane], 1.0f),
              by_desk_young = 1.0f - rk_min(desk_young->v[lane], 1.0f);
        float old_ones = 1.0f - (1.0f - online->v[lane] * rk_min(old + help * helped, 1.0f)) * by_desk;
        float young_ones = 1.0f - (1.0f - online->v[lane] * young) * by_desk_young;
        reached_65.v[lane] = old_ones;
        reached.v[lane] = (1.0f - aged) * young_ones + aged * old_ones;
    }
    thousandths(row, RK_METRIC_PROCEDURES_ONLINE, online);
    thousandths(row, RK_METRIC_REACHED, &reached);
    thousandths(row, RK_METRIC_REACHED_65, &reached_65);
}

/* Cost items that nothing of any model can book, payers whom nothing of any model names, people whom nothing counts. */
static void instruments_dead(const rk_scenario *scenario, bool dead[RK_N_METRICS])
{
    unsigned books = RK_BOOKS(STAFF) | RK_BOOKS(REPLACEMENT) | RK_BOOKS(SYSTEMS) | RK_BOOKS(INCIDENTS);
    bool pays[RK_N_PAYERS] = {[RK_PAYER_MUNICIPALITY] = true};
    books |= scenario->process[RK_PROCESS_STANDARDISATION] ? RK_BOOKS(PARALLEL) | RK_BOOKS(MIGRATION) : 0;
    for (size_t model = 0; model < scenario->n_models; model++) {
        for (size_t i = 0; i < scenario->models[model].n_instruments; i++) {
            const rk_instrument *instrument = &scenario->models[model].instruments[i];
            books |= instrument->books;
            for (size_t key = 0; key < RK_INSTRUMENT_KEYS_MAX; key++) {
                for (int payer = 0; payer < RK_N_PAYERS; payer++) {
                    pays[payer] |= instrument->settings[key].shares[payer] > 0.0;
                }
            }
        }
    }
    for (int item = 0; item < RK_N_ITEMS; item++) {
        dead[RK_METRIC_COST_STAFF + item] = (books >> item & 1) == 0;
    }
    dead[RK_METRIC_CHAMPIONS] = (books & RK_COUNTS_CHAMPIONS) == 0;
    dead[RK_METRIC_TIME_TAKEN] = (books & RK_COUNTS_TIME_TAKEN) == 0;
    for (int m = RK_METRIC_REQUESTS; m <= RK_METRIC_REQUEST_WAIT; m++) {
        dead[m] = (books & RK_COUNTS_REQUESTS) == 0;
    }
    for (size_t rule = 0; rule < scenario->n_rules; rule++) {
        pays[scenario->rules[rule].by] = true;
    }
    for (int payer = 0; payer < RK_N_PAYERS; payer++) {
        dead[RK_METRIC_PAID_MUNICIPALITY + payer] = !pays[payer];
    }
    dead[RK_METRIC_FUNDED] = scenario->n_rules == 0;
}

void rk_metrics_dead(const rk_scenario *scenario, bool dead[RK_N_METRICS])
{
    static const struct {
        rk_process process;
        rk_metric first, last; /* neighbours in the list */
    } needs[] = {
        {RK_PROCESS_LEAVE, RK_METRIC_LEAVE_MONTHS, RK_METRIC_LEAVE_MONTHS},
        {RK_PROCESS_LEAVE, RK_METRIC_LEAVE_STARTS, RK_METRIC_LEAVE_EXITS},
        {RK_PROCESS_RETIREMENT, RK_METRIC_RETIREMENTS, RK_METRIC_RETIREMENTS},
        {RK_PROCESS_ROTATION, RK_METRIC_ROTATIONS, RK_METRIC_ROTATIONS},
        {RK_PROCESS_KNOWHOW, RK_METRIC_KNOWHOW_LOST, RK_METRIC_KNOWHOW_LOST},
        {RK_PROCESS_SUPPORT, RK_METRIC_SUPPORT, RK_METRIC_EXPERT_TIME},
        {RK_PROCESS_SUPPORT, RK_METRIC_REQUESTS, RK_METRIC_REQUEST_WAIT},
        {RK_PROCESS_WORK, RK_METRIC_CAPACITY, RK_METRIC_CAPACITY},
        {RK_PROCESS_WORK, RK_METRIC_DEMAND, RK_METRIC_BACKLOG},
        {RK_PROCESS_WORK, RK_METRIC_OVERLOAD_MONTHS, RK_METRIC_OVERLOAD_MONTHS},
        {RK_PROCESS_WORK, RK_METRIC_STANDARDISATION_DONE, RK_METRIC_STANDARDISATION_DONE},
        {RK_PROCESS_WORK, RK_METRIC_BACKLOG_OPERATIONS, RK_METRIC_CHAMPIONS},
        {RK_PROCESS_WORK, RK_METRIC_MIGRATION_ERRORS, RK_METRIC_SURGE_MONTHS},
        {RK_PROCESS_SERVICE, RK_METRIC_PROCEDURES_ONLINE, RK_METRIC_REACHED_65},
        {RK_PROCESS_MONEY, RK_METRIC_COST_STAFF, RK_METRIC_COST_TOTAL},
    };
    memset(dead, 0, RK_N_METRICS * sizeof *dead);
    instruments_dead(scenario, dead);
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
        for (size_t m = needs[i].first; !scenario->process[needs[i].process] && m <= needs[i].last; m++) {
            dead[m] = true;
        }
    }
}

/* A place's counts join those of all places, while they are at hand; money is booked later. */
static void add_counts(rk_world *world, const rk_row *row)
{
    for (int m = 0; m < RK_N_COUNTS; m++) {
        int64_t *total = world->total[m];
        const int32_t *count = row->count[m];
        if (world->dead[m]) {
            continue;
        }
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            total[lane] += count[lane];
        }
    }
}

static void add_money(rk_world *world)
{
    for (size_t place = 0; place < world->n_places; place++) {
        for (int m = 0; m < RK_N_MONEY; m++) {
            int64_t *total = world->total[RK_N_COUNTS + m];
            const int64_t *money = world->row[place].money[m];
            if (world->dead[RK_N_COUNTS + m]) {
                continue;
            }
#pragma omp simd
            for (int lane = 0; lane < RK_LANES; lane++) {
                total[lane] += money[lane];
            }
        }
    }
}

/* Over the horizon a level is the last year's, everything else adds up. */
static void add_to_horizon(rk_world *world)
{
    for (int m = 0; m < RK_N_METRICS; m++) {
        bool level = (rk_metrics[m].flags & RK_METRIC_LEVEL) != 0;
        RK_FOR_LANES(lane)
        {
            int64_t before = level ? 0 : world->horizon_total[m][lane];
            world->horizon_total[m][lane] = before + world->total[m][lane];
        }
        if (world->dead[m] || (rk_metrics[m].flags & RK_METRIC_SKETCH) == 0) {
            continue;
        }
        for (size_t place = 0; place < world->n_places; place++) {
            const rk_row *from = &world->row[place];
            rk_row *to = &world->horizon[place];
            RK_FOR_LANES(lane)
            {
                if (m < RK_N_COUNTS) {
                    to->count[m][lane] = (level ? 0 : to->count[m][lane]) + from->count[m][lane];
                } else {
                    int64_t *sum = &to->money[m - RK_N_COUNTS][lane];
                    *sum = (level ? 0 : *sum) + from->money[m - RK_N_COUNTS][lane];
                }
            }
        }
    }
}

/* Municipalities with a gap, and the worst-off one. */
static void spread(const rk_world *world, const rk_row *rows, int64_t (*out)[RK_LANES])
{
    rk_lanes_int uncovered = {{0}}, worst = {{0}};
    for (size_t place = 0; place < world->n_places; place++) {
        const int32_t *zero = rows[place].count[RK_METRIC_ZERO_COVER_MONTHS];
#pragma omp simd
        for (int lane = 0; lane < RK_LANES; lane++) {
            uncovered.v[lane] += zero[lane] > 0;
            worst.v[lane] = zero[lane] > worst.v[lane] ? zero[lane] : worst.v[lane];
        }
    }
    memset(out, 0, RK_N_SPREADS * sizeof *out);
    RK_FOR_LANES(lane)
    {
        out[RK_SPREAD_UNCOVERED][lane] = uncovered.v[lane];
        out[RK_SPREAD_WORST_GAP][lane] = worst.v[lane];
    }
}

/* Gini coefficient of covered months: sum of |x_i - x_j| over all pairs, over 2 n sum x. */
static void gini(const rk_world *world, const rk_row *rows, int64_t out[RK_LANES])
{
    int32_t months = world->scenario->n_years * RK_MONTHS;
    int64_t differences[RK_LANES] = {0}, sum[RK_LANES] = {0};
    for (size_t i = 0; i < world->n_places; i++) {
        const int32_t *mine = rows[i].count[RK_METRIC_ZERO_COVER_MONTHS];
        for (size_t j = 0; j < i; j++) {
            const int32_t *other = rows[j].count[RK_METRIC_ZERO_COVER_MONTHS];
#pragma omp simd
            for (int lane = 0; lane < RK_LANES; lane++) {
                int32_t apart = mine[lane] - other[lane];
                differences[lane] += apart < 0 ? -apart : apart;
            }
        }
        RK_FOR_LANES(lane)
        {
            sum[lane] += months - mine[lane];
        }
    }
    int64_t scale = 10000, n = (int64_t)world->n_places;
    RK_FOR_LANES(lane)
    {
        int64_t whole_sum = n * sum[lane];
        out[lane] = whole_sum > 0 ? (scale * differences[lane] + whole_sum / 2) / whole_sum : 0;
    }
}

/* What the year's counts do not set themselves. */
static void clear_row(const rk_world *world, rk_row *row)
{
    const rk_metric unset[] = {RK_METRIC_PROCEDURES_ONLINE, RK_METRIC_REACHED,     RK_METRIC_REACHED_65,
                               RK_METRIC_HAD_GAP,           RK_METRIC_LONGEST_GAP, RK_METRIC_LATENESS};
    for (size_t i = 0; i < sizeof unset / sizeof *unset; i++) {
        memset(row->count[unset[i]], 0, sizeof row->count[unset[i]]);
    }
    for (int m = 0; m < RK_N_MONEY; m++) {
        if (!world->dead[RK_N_COUNTS + m]) {
            memset(row->money[m], 0, sizeof row->money[m]);
        }
    }
}

rk_status rk_record_year(rk_world *world)
{
    memset(world->total, 0, RK_N_METRICS * sizeof *world->total);
    for (size_t place = 0; place < world->n_places; place++) {
        rk_row *row = &world->row[place];
        const rk_year_sums *year = &world->at.year[place];
        clear_row(world, row);
        people_of(row, year);
        work_of(world, place, row, year);
        state_of_work(world, place, row, year);
        service_of(world, place, row, year);
        add_counts(world, row);
    }
    rk_funding_year(world);
    rk_money_year(world);
    for (size_t slot = 0; rk_on(world, RK_PROCESS_MONEY) && slot < world->model->n_instruments; slot++) {
        const rk_hooks *hooks = &world->hooks[world->model->instruments[slot].schema];
        if (hooks->bill != NULL) {
            hooks->bill(world, slot);
        }
    }
    rk_status status = rk_funding_settle(world);
    add_money(world);
    add_to_horizon(world);
    spread(world, world->row, world->spread);
    return status;
}

/* Months from the deadline to completion, or to the end of the run. */
static int32_t lateness(const rk_world *world, size_t place, int lane)
{
    int deadline_year = (int)rk_value(world, RK_P_STANDARD_DEADLINE) + 1 - world->scenario->start_year;
    int end = world->scenario->n_years * RK_MONTHS, completed = world->at.completed[place].v[lane];
    int late =
        (completed < end ? completed + 1 : end) - deadline_year * RK_MONTHS; /* complete at the end of its month */
    return completed > 0 && late > 0 ? late : 0;
}

void rk_record_horizon(rk_world *world)
{
    for (size_t place = 0; place < world->n_places; place++) {
        rk_row *row = &world->horizon[place];
        RK_FOR_LANES(lane)
        {
            int32_t longest = world->at.longest_gap[place].v[lane], late = lateness(world, place, lane);
            row->count[RK_METRIC_LONGEST_GAP][lane] = longest;
            row->count[RK_METRIC_HAD_GAP][lane] = longest > 0;
            row->count[RK_METRIC_LATENESS][lane] = late;
            world->horizon_total[RK_METRIC_LONGEST_GAP][lane] += longest;
            world->horizon_total[RK_METRIC_HAD_GAP][lane] += longest > 0;
            world->horizon_total[RK_METRIC_LATENESS][lane] += late;
        }
    }
    spread(world, world->horizon, world->spread);
    gini(world, world->horizon, world->spread[RK_SPREAD_GINI]);
}
