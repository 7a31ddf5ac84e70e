/* The outcomes that the page shows: those that planners ask for first. */
#include "analysis/page_impl.h"

#include <string.h>

static const rk_page_metric chosen[] = {
    {.name = "zero_cover_months",
     .description = {"職員が一人もおらず、支援も足りない月の数",
                     "months in which nobody is present and expert support is too little to stand in"},
     .chance = {"1か月でも空白がある確率", "chance of at least one month without cover"},
     .digits = 2,
     .series = true,
     .places = true,
     .quantiles = true},
    {.name = "municipalities_uncovered",
     .description = {"その年に1か月でも空白がある市町村の数",
                     "municipalities with at least one month without cover in the year"},
     .digits = 1,
     .series = true,
     .spread = true},
    {.name = "solo_months",
     .description = {"担当者がちょうど一人しかいない月の数", "months in which exactly one person is present"},
     .digits = 2,
     .series = true,
     .places = true,
     .quantiles = true},
    {.name = "vacancy_months",
     .description = {"欠員のポストの延べ月数", "vacant posts, summed over months"},
     .digits = 2,
     .places = true},
    {.name = "unserved_work",
     .description = {"待った末にあきらめられた業務の量", "work given up after waiting"},
     .digits = 2,
     .series = true,
     .places = true,
     .quantiles = true},
    {.name = "backlog",
     .description = {"年度末に残っている業務の量", "work waiting at the end of the year"},
     .digits = 1,
     .series = true,
     .places = true,
     .quantiles = true},
    {.name = "cost_total",
     .description = {"だれが負担するかを問わないすべての費用", "all cost, whoever bears it"},
     .series = true},
    {.name = "paid_municipality",
     .description = {"財政措置のあと市町村自身に残る負担", "what is left to the municipality after funding"},
     .series = true,
     .places = true,
     .quantiles = true},
};

/* A spread is no sum over municipalities, so it is not among the metrics. */
static bool find_spread(const char *name, rk_outcome *outcome)
{
    for (size_t i = 0; i < RK_N_SPREADS; i++) {
        if (strcmp(rk_spreads[i].name, name) == 0) {
            *outcome = (rk_outcome){.name = rk_spreads[i].name,
                                    .title = {rk_spreads[i].ja, "municipalities with a gap"},
                                    .unit = {"市町村", "municipalities"},
                                    .factor = 1.0};
            return true;
        }
    }
    return false;
}

size_t rk_page_metrics_of(const rk_reading *reading, rk_page_metric metrics[RK_PAGE_METRICS_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < sizeof chosen / sizeof chosen[0]; i++) {
        rk_page_metric one = chosen[i];
        rk_metric metric = rk_metric_find(one.name);
        if (one.spread ? !find_spread(one.name, &one.year) : metric == RK_N_METRICS) {
            continue;
        }
        if (!one.spread) {
            one.year = rk_outcome_of(metric, reading->n_municipalities, 1);
        }
        metrics[n++] = one;
    }
    return n;
}

double rk_page_factor(const rk_page_metric *metric, size_t n_municipalities, size_t n_years)
{
    return metric->spread ? 1.0 : rk_metric_shown(rk_metric_find(metric->name), n_municipalities, n_years);
}

static bool is_level(const rk_page_metric *metric)
{
    return !metric->spread && (rk_metrics[rk_metric_find(metric->name)].flags & RK_METRIC_LEVEL) != 0;
}

json_t *rk_page_metric_list(rk_page *page)
{
    rk_page_metric metrics[RK_PAGE_METRICS_MAX];
    size_t n = rk_page_metrics_of(page->reading, metrics);
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++) {
        const rk_page_metric *metric = &metrics[i];
        bool money = metric->year.money, chance = metric->chance.en != NULL;
        json_t *one = rk_page_pair(metric->year.title.ja, metric->year.title.en);
        rk_page_put(page, one, "id", json_string(metric->name));
        rk_page_put(page, one, "unit", rk_page_pair(metric->year.unit.ja, metric->year.unit.en));
        rk_page_put(page, one, "kind", json_string(money ? "yen" : metric->spread ? "count" : "number"));
        rk_page_put(page, one, "better", json_string(metric->year.more_is_better ? "more" : "less"));
        rk_page_put(page, one, "level", json_boolean(is_level(metric)));
        rk_page_put(page, one, "over", json_string(money || metric->spread ? "all" : "municipality"));
        rk_page_put(page, one, "digits", json_integer(metric->digits));
        rk_page_put(page, one, "description", rk_page_pair(metric->description.ja, metric->description.en));
        rk_page_put(page, one, "series", json_boolean(metric->series));
        rk_page_put(page, one, "places",
                    !metric->places ? json_null() : json_string(metric->quantiles ? "quantiles" : "mean"));
        rk_page_put(page, one, "chance", chance ? rk_page_pair(metric->chance.ja, metric->chance.en) : json_null());
        rk_page_add(page, list, one);
    }
    return list;
}
