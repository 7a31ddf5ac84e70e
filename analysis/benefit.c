#include "analysis/benefit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Units of the metrics list, one of them, and as many as a year brings. */
static const struct {
    const char *unit;
    rk_words_pair one, a_year;
} units[] = {
    {"months", {"月", "month"}, {"月/年", "months/year"}},
    {"person-months", {"人月", "person-month"}, {"人月/年", "person-months/year"}},
    {"persons", {"人", "person"}, {"人/年", "persons/year"}},
    {"requests", {"件", "request"}, {"件/年", "requests/year"}},
    {"incidents", {"件", "incident"}, {"件/年", "incidents/year"}},
    {"1", {"%", "per cent"}, {"%/年", "%/year"}},
};

static const rk_metric_info *info_of(const char *name)
{
    const rk_metric_info *info = rk_metrics;
    while (strcmp(info->name, name) != 0) {
        info++;
    }
    return info;
}

static void set_words(rk_benefit *benefit, bool level)
{
    const char *unit = info_of(benefit->outcome.name)->unit, *title = benefit->outcome.title.en;
    size_t i = 0;
    while (i + 1 < sizeof units / sizeof units[0] && strcmp(units[i].unit, unit) != 0) {
        i++;
    }
    bool more = benefit->outcome.more_is_better;
    (void)snprintf(benefit->gained[0], sizeof benefit->gained[0], "%sの1%s%s", benefit->outcome.title.ja,
                   units[i].one.ja, more ? "増" : "減");
    (void)snprintf(benefit->gained[1], sizeof benefit->gained[1], more ? "%s of %s" : "%s of %s avoided",
                   units[i].one.en, title);
    benefit->unit = level ? benefit->outcome.unit : units[i].a_year;
}

void rk_benefit_name(rk_benefit *benefit)
{
    set_words(benefit, (info_of(benefit->outcome.name)->flags & (RK_METRIC_LEVEL | RK_METRIC_HORIZON)) != 0);
}

rk_words_pair rk_benefit_gained(const rk_benefit *benefit)
{
    return (rk_words_pair){benefit->gained[0], benefit->gained[1]};
}

rk_status rk_benefit_open(const rk_reading *reading, const char *metric, rk_benefit *benefit)
{
    rk_outcome cost;
    *benefit = (rk_benefit){.reading = reading};
    if (!rk_outcome_find(reading, metric != NULL ? metric : "zero_cover_months", &benefit->outcome) ||
        !rk_outcome_find(reading, "cost_total", &cost)) {
        return RK_ERR_OPTIONS;
    }
    if (benefit->outcome.money) {
        rk_reading_fail(reading->path, "%s is money: an effect is what money is to buy", benefit->outcome.name);
        return RK_ERR_OPTIONS;
    }
    bool level = (info_of(benefit->outcome.name)->flags & (RK_METRIC_LEVEL | RK_METRIC_HORIZON)) != 0;
    if (!level) { /* what adds up is counted over all municipalities */
        benefit->outcome.factor *= (double)reading->n_municipalities;
    }
    set_words(benefit, level);
    rk_status status = rk_outcome_read_all(reading, &cost, &benefit->cost);
    if (status == RK_OK) {
        status = rk_outcome_read_all(reading, &benefit->outcome, &benefit->effect);
    }
    for (size_t m = 0; status == RK_OK && !benefit->outcome.more_is_better && m < reading->n_models; m++) {
        for (size_t i = 0; i < reading->n_replications; i++) {
            benefit->effect[m][i] = -benefit->effect[m][i];
        }
    }
    if (status != RK_OK) {
        rk_benefit_close(benefit);
    }
    return status;
}

void rk_benefit_close(rk_benefit *benefit)
{
    rk_outcome_free(benefit->reading, benefit->cost);
    rk_outcome_free(benefit->reading, benefit->effect);
    benefit->cost = benefit->effect = NULL;
}

void rk_benefit_net(const rk_benefit *benefit, size_t model, double price, double *net)
{
    const double *cost = benefit->cost[model], *effect = benefit->effect[model];
    for (size_t i = 0; i < benefit->reading->n_replications; i++) {
        net[i] = price * effect[i] - cost[i];
    }
}

rk_status rk_benefit_price(const rk_benefit *benefit, double *price)
{
    const rk_reading *reading = benefit->reading;
    const char *unit = info_of(benefit->outcome.name)->unit;
    double *pay = NULL, *months = NULL, sums[2] = {0.0, 0.0};
    if (strcmp(unit, "months") != 0 && strcmp(unit, "person-months") != 0) {
        rk_reading_fail(reading->path, "what is one unit of %s worth? Say it by --wtp, for example --wtp 50man",
                        benefit->outcome.name);
        return RK_ERR_OPTIONS;
    }
    rk_status status = rk_read_horizon(reading, "cost_staff", reading->baseline, RK_ALL_PREFECTURES, &pay);
    if (status == RK_OK) {
        status = rk_read_horizon(reading, "filled_post_months", reading->baseline, RK_ALL_PREFECTURES, &months);
    }
    for (size_t i = 0; status == RK_OK && i < reading->n_replications; i++) {
        sums[0] += pay[i];
        sums[1] += months[i];
    }
    *price = sums[1] > 0.0 ? sums[0] / sums[1] : 0.0;
    free(pay);
    free(months);
    return status;
}
