/* Outcomes and money of one future by fiscal year, or what a model changed in them. */
#include "cli/replay.h"
#include "cli/table.h"
#include "cli/text.h"

#include <stdio.h>
#include <string.h>

/* Outcomes that people ask for; JSON has all. */
static const rk_metric shown[] = {RK_METRIC_ZERO_COVER_MONTHS,
                                  RK_METRIC_SOLO_MONTHS,
                                  RK_METRIC_HIRES,
                                  RK_METRIC_RESIGNATIONS,
                                  RK_METRIC_RETIREMENTS,
                                  RK_METRIC_ROTATIONS,
                                  RK_METRIC_TERM_ENDS,
                                  RK_METRIC_LEAVE_STARTS,
                                  RK_METRIC_LEAVE_EXITS,
                                  RK_METRIC_SUPPORT,
                                  RK_METRIC_DEMAND,
                                  RK_METRIC_WORK_DONE,
                                  RK_METRIC_UNSERVED_WORK,
                                  RK_METRIC_BACKLOG,
                                  RK_METRIC_OVERLOAD_MONTHS,
                                  RK_METRIC_REQUESTS,
                                  RK_METRIC_REQUESTS_WAITED,
                                  RK_METRIC_REQUESTS_REFUSED,
                                  RK_METRIC_STANDARDISATION_DONE,
                                  RK_METRIC_PROCEDURES_ONLINE,
                                  RK_METRIC_REACHED,
                                  RK_METRIC_MIGRATION_ERRORS,
                                  RK_METRIC_SECURITY_INCIDENTS};

/* ---- A line ---- */

/* What a line shows: an outcome, or what a payer bears of a cost item before funding. */
typedef struct {
    rk_metric metric;
    bool borne;
    rk_metric payer; /* of what is borne */
} told_line;

static int64_t value_of(const rk_replay *replay, const told_line *line, size_t year)
{
    return line->borne ? rk_replay_borne(replay, year, line->metric, line->payer)
                       : rk_replay_value(replay, year, line->metric);
}

static int64_t change_of(const rk_told *told, const told_line *line, size_t year)
{
    return value_of(told->replay, line, year) - (told->baseline != NULL ? value_of(told->baseline, line, year) : 0);
}

static bool says_anything(const rk_told *told, const told_line *line)
{
    bool any = false;
    for (int year = 0; year < rk_scenario_years(told->scenario); year++) {
        any = any || change_of(told, line, (size_t)year) != 0;
    }
    return any;
}

/* Money in 10,000 yen, as budgets are. */
static void add_value(rk_table *table, const rk_told *told, const told_line *line, int64_t value)
{
    char text[RK_TEXT_SIZE];
    bool money = line->metric >= RK_METRIC_COST_STAFF, whole = money || rk_metrics[line->metric].scale == 1;
    double scale = money ? 1e4 : rk_metrics[line->metric].scale;
    rk_text_number(text, (double)value / scale, whole ? 0 : 2, told->baseline != NULL);
    rk_table_add(table, value == 0 ? "-" : text);
}

/* Over all years; of a state, the last year's. */
static void add_numbers(rk_table *table, const rk_told *told, const told_line *line)
{
    int n_years = rk_scenario_years(told->scenario);
    bool level = (rk_metrics[line->metric].flags & RK_METRIC_LEVEL) != 0;
    int64_t all = 0;
    for (int year = 0; year < n_years; year++) {
        int64_t value = change_of(told, line, (size_t)year);
        add_value(table, told, line, value);
        all = level ? value : all + value;
    }
    add_value(table, told, line, all);
}

static void add_line(rk_table *table, const rk_told *told, const told_line *line, const char *second)
{
    const rk_metric_info *info = &rk_metrics[line->metric];
    if (says_anything(told, line)) {
        rk_table_add(table, told->english ? info->long_name : info->ja);
        rk_table_add(table, second);
        add_numbers(table, told, line);
    }
}

static rk_table *table_of_years(const rk_told *told, const char *first, const char *second)
{
    int n_years = rk_scenario_years(told->scenario);
    char alignment[64] = "ll", heading[RK_TEXT_SIZE];
    memset(alignment + 2, 'r', (size_t)n_years + 1);
    rk_table *table = rk_table_new(alignment);
    rk_table_add(table, first);
    rk_table_add(table, second);
    for (int year = 0; year < n_years; year++) {
        (void)snprintf(heading, sizeof heading, told->english ? "FY%d" : "%d年度",
                       rk_scenario_start_year(told->scenario) + year);
        rk_table_add(table, heading);
    }
    rk_table_add(table, told->english ? "all" : "計（末）");
    puts("");
    return table;
}

/* ---- Tables ---- */

static void print_outcomes(const rk_told *told)
{
    const char *first = told->english ? "outcome" : "成果";
    rk_table *table = table_of_years(told, first, told->english ? "unit" : "");
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        const told_line one = {.metric = shown[i]};
        add_line(table, told, &one, told->english ? rk_metrics[shown[i]].unit : "");
    }
    rk_table_print(table, stdout, 0, 0, 1);
}

static const char *name_of(const rk_told *told, rk_metric metric)
{
    return told->english ? rk_metrics[metric].long_name : rk_metrics[metric].ja;
}

/* Cost items by who bears them, and then by who pays in the end. */
static void print_money(const rk_told *told)
{
    bool english = told->english;
    rk_table *table =
        table_of_years(told, english ? "cost in man yen" : "費用（万円）", english ? "before funding" : "財政措置前");
    for (int item = RK_METRIC_COST_STAFF; item < RK_METRIC_PAID_MUNICIPALITY; item++) {
        for (int payer = RK_METRIC_PAID_MUNICIPALITY; payer < RK_METRIC_FUNDED; payer++) {
            const told_line one = {(rk_metric)item, true, (rk_metric)payer};
            add_line(table, told, &one, name_of(told, (rk_metric)payer));
        }
    }
    const told_line total = {.metric = RK_METRIC_COST_TOTAL};
    add_line(table, told, &total, "");
    rk_table_print(table, stdout, 0, 0, 1);
    table =
        table_of_years(told, english ? "paid in man yen" : "負担（万円）", english ? "after funding" : "財政措置後");
    for (int payer = RK_METRIC_PAID_MUNICIPALITY; payer <= RK_METRIC_FUNDED; payer++) {
        const told_line one = {.metric = (rk_metric)payer};
        add_line(table, told, &one, "");
    }
    rk_table_print(table, stdout, 0, 0, 1);
}

void rk_told_print_years(const rk_told *told)
{
    print_outcomes(told);
    print_money(told);
}
