#include "output/funding.h"

#include "input/funding.h"

#include <stdlib.h>
#include <string.h>

/* ---- The rules ---- */

#define LABEL_LIST(X)                                                                                                  \
    X(id, "rule", "funding rule in force", "財政措置")                                                                 \
    X(title, "rule_title", "title of the rule", "財政措置の名称（英語）")                                              \
    X(title_ja, "rule_title_ja", "title of the rule in Japanese", "財政措置の名称")                                    \
    X(of, "rule_of", "whose burden it takes over", "負担を軽減される主体")                                             \
    X(by, "rule_by", "who pays instead", "代わりに負担する主体")                                                       \
    X(rate, "rule_rate", "part of the burden, as written", "率")                                                       \
    X(cap, "rule_cap", "claims at most, as written", "上限")                                                           \
    X(per, "rule_per", "what the cap is for", "上限の単位")                                                            \
    X(from, "rule_from", "first month", "開始月")                                                                      \
    X(until, "rule_until", "last month", "終了月")                                                                     \
    X(realisation, "rule_realisation", "part of a claim that comes as cash", "実現率")                                 \
    X(source, "rule_source", "row of the facts", "出典")                                                               \
    X(evidence, "rule_evidence", "grade of that row", "根拠の確度")                                                    \
    X(origin, "rule_origin", "where it is written, and changed", "記述箇所")

static const struct {
    rk_about about;
    size_t place; /* of the text in rk_scenario_rule */
} labels[] = {
#define X(member, name, long_name, ja) {{name, "1", long_name, ja, 0}, offsetof(rk_scenario_rule, member)},
    LABEL_LIST(X)
#undef X
};
enum { N_LABELS = sizeof labels / sizeof labels[0] };

static rk_scenario_rule about(const rk_scenario *scenario, const rk_rule *rule)
{
    size_t i = 0;
    while (strcmp(rk_scenario_rule_at(scenario, i).id, rule->id) != 0) {
        i++;
    }
    return rk_scenario_rule_at(scenario, i);
}

void rk_funded_open(rk_h5 *h5, const rk_scenario *scenario, rk_funded *funded)
{
    size_t n = scenario->n_rules;
    *funded = (rk_funded){0};
    if (n == 0) {
        return;
    }
    const char **text = calloc(n, sizeof *text);
    if (text == NULL) {
        rk_h5_fail_memory(h5);
        return;
    }
    funded->group = rk_h5_group(h5, h5->file, "funding");
    for (size_t label = 0; label < N_LABELS; label++) {
        for (size_t i = 0; i < n; i++) {
            rk_scenario_rule rule = about(scenario, &scenario->rules[i]);
            memcpy(&text[i], (const char *)&rule + labels[label].place, sizeof text[i]);
        }
        if (label == 0) {
            funded->rule = rk_h5_axis(h5, funded->group, &labels[0].about, RK_H5_TEXT, n, text);
        } else {
            const rk_axis *const along[] = {&funded->rule};
            rk_h5_table(h5, funded->group, &labels[label].about, RK_H5_TEXT, 1, along, text);
        }
    }
    free(text);
}

/* ---- What they paid ---- */

static void write_years(rk_h5 *h5, const rk_axes *axes, const rk_tally *tally, const rk_funded *funded, double *number)
{
    static const rk_about mean = {"paid_mean", "yen", "mean over replications of what the rule took over in a year",
                                  "財政措置額の平均（年度）", 0};
    static const rk_about error = {"paid_error", "yen", "Monte Carlo standard error of that mean",
                                   "財政措置額の平均の標準誤差（年度）", 0};
    const rk_axis *const along[] = {&axes->model, &funded->rule, &axes->fiscal_year};
    const rk_shape *shape = rk_tally_shape(tally);
    rk_weight weight = rk_tally_weight(tally);
    for (int errors = 0; errors < 2; errors++) {
        for (size_t i = 0; i < shape->n_models * shape->n_rules * shape->n_years; i++) {
            size_t year = i % shape->n_years, rule = i / shape->n_years % shape->n_rules;
            rk_moment sums = rk_tally_rule(tally, i / shape->n_years / shape->n_rules, rule, year);
            rk_estimate estimate = rk_moment_estimate(&sums, &weight, 1);
            number[i] = errors ? estimate.error : estimate.mean;
        }
        rk_h5_table(h5, funded->group, errors ? &error : &mean, RK_H5_DOUBLE, 3, along, number);
    }
}

static void write_horizon(rk_h5 *h5, const rk_axes *axes, const rk_tally *tally, const rk_funded *funded,
                          double *number)
{
    static const rk_about mean = {"total_mean", "yen", "mean over replications of what the rule took over in the run",
                                  "財政措置額の平均（全期間）", 0};
    static const rk_about error = {"total_error", "yen", "Monte Carlo standard error of that mean",
                                   "財政措置額の平均の標準誤差（全期間）", 0};
    const rk_axis *const along[] = {&axes->model, &funded->rule};
    const rk_shape *shape = rk_tally_shape(tally);
    rk_weight weight = rk_tally_weight(tally);
    for (int errors = 0; errors < 2; errors++) {
        for (size_t i = 0; i < shape->n_models * shape->n_rules; i++) {
            rk_moment sums = rk_tally_rule(tally, i / shape->n_rules, i % shape->n_rules, shape->n_years);
            rk_estimate estimate = rk_moment_estimate(&sums, &weight, 1);
            number[i] = errors ? estimate.error : estimate.mean;
        }
        rk_h5_table(h5, funded->group, errors ? &error : &mean, RK_H5_DOUBLE, 2, along, number);
    }
}

void rk_funded_write(rk_h5 *h5, const rk_axes *axes, const rk_tally *tally, rk_funded *funded)
{
    const rk_shape *shape = rk_tally_shape(tally);
    if (funded->rule.n == 0) {
        return;
    }
    double *number = malloc(shape->n_models * shape->n_rules * shape->n_years * sizeof *number);
    if (number != NULL) {
        write_years(h5, axes, tally, funded, number);
        write_horizon(h5, axes, tally, funded, number);
    } else {
        rk_h5_fail_memory(h5);
    }
    free(number);
    rk_h5_axis_close(h5, &funded->rule);
    rk_h5_group_close(h5, funded->group);
}
