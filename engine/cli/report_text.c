/* The table at the end of a run: one sentence, the levels of every model, then the paired differences. */
#include "cli/figures.h"
#include "cli/open.h"
#include "cli/table.h"
#include "cli/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { INDENT = 2 };

static void print_sentence(const rk_report *report)
{
    const rk_scenario *scenario = report->scenario;
    const rk_run_options *options = rk_ensemble_options(report->ensemble);
    uint32_t finished = rk_ensemble_finished(report->ensemble);
    char years[RK_TEXT_SIZE], places[RK_TEXT_SIZE], done[RK_TEXT_SIZE], asked[RK_TEXT_SIZE], took[RK_TEXT_SIZE];
    size_t n_models = rk_scenario_n_models(scenario);
    rk_open_years(years, scenario);
    rk_text_count(places, rk_scenario_n_municipalities(scenario));
    rk_text_count(done, finished);
    rk_text_count(asked, report->n_asked);
    rk_text_duration(took, report->seconds);
    printf("%s: %s %s, %s, %zu %s, ", rk_scenario_title(scenario), places,
           rk_scenario_n_municipalities(scenario) == 1 ? "municipality" : "municipalities", years, n_models,
           n_models == 1 ? "model" : "models");
    if (finished < report->n_asked) {
        printf("%s of %s replications (PARTIAL: interrupted)", done, asked);
    } else {
        printf("%s %s", done, finished == 1 ? "replication" : "replications");
    }
    if (options->first_replication > 0) {
        printf(" from number %u on", options->first_replication);
    }
    printf(", seed %llu, in %s.\n", (unsigned long long)options->seed, took);
}

static void print_place(const rk_report *report)
{
    struct stat file;
    printf("Results: %s", report->path);
    if (stat(report->path, &file) == 0) {
        char size[RK_TEXT_SIZE];
        rk_text_bytes(size, (double)file.st_size);
        printf(" (%s)", size);
    }
    puts("");
}

static void print_models(const rk_report *report)
{
    const rk_scenario *scenario = report->scenario;
    rk_table *table = rk_table_new("ll");
    for (size_t model = 0; model < rk_scenario_n_models(scenario); model++) {
        const char *key = rk_scenario_model_key(scenario, model), *title = rk_scenario_model_title(scenario, model);
        char text[512];
        snprintf(text, sizeof text, "%s%s", strcmp(key, title) == 0 ? "" : title,
                 model == rk_scenario_baseline(scenario) ? " (the baseline)" : "");
        rk_table_add(table, key);
        rk_table_add(table, text[0] == ' ' ? text + 1 : text);
    }
    puts("");
    rk_table_print(table, stdout, INDENT, 0, 0);
}

/* Enough decimals for two digits of the error, none for a whole number that is known without error. */
static int decimals_of(double value, double error)
{
    return error == 0 && value == round(value) ? 0 : rk_text_decimals(error);
}

/* "0.842 ± 0.031" */
static void add_level(rk_table *table, const rk_summary *summary)
{
    char level[RK_TEXT_SIZE], error[RK_TEXT_SIZE], text[2 * RK_TEXT_SIZE + 8];
    int decimals = decimals_of(summary->mean, summary->error);
    rk_text_number(level, summary->mean, decimals, false);
    rk_text_number(error, summary->error, decimals, false);
    snprintf(text, sizeof text, "%s ± %s", level, error);
    rk_table_add(table, isnan(summary->error) ? level : text);
}

/* Rows are models, columns are the figures per municipality or those of money. */
static void print_levels(const rk_report *report, bool money)
{
    const rk_scenario *scenario = report->scenario;
    const rk_figure *shown[RK_N_FIGURES];
    size_t n = 0;
    for (size_t i = 0; i < RK_N_FIGURES; i++) {
        const rk_figure *figure = &rk_figures[i];
        if (figure->money == money && (!figure->only_if_any || rk_figure_matters(report, figure))) {
            shown[n++] = figure;
        }
    }
    char alignment[RK_N_FIGURES + 2] = "l";
    memset(alignment + 1, 'r', n);
    rk_table *table = rk_table_new(alignment);
    for (int line = 0; line < 3; line++) {
        rk_table_add(table, "");
        for (size_t i = 0; i < n; i++) {
            rk_table_add(table, line == 0 ? shown[i]->ja : line == 1 ? shown[i]->en : shown[i]->unit);
        }
    }
    for (size_t model = 0; model < rk_scenario_n_models(scenario); model++) {
        rk_table_add(table, rk_scenario_model_key(scenario, model));
        for (size_t i = 0; i < n; i++) {
            rk_summary summary = rk_figure_summary(report, shown[i], model);
            add_level(table, &summary);
        }
    }
    rk_table_print(table, stdout, INDENT, 0, 3);
}

/* Three cells: the difference, its interval, and how much pairing helped. */
static void add_difference(rk_table *table, const rk_summary *summary)
{
    char text[RK_TEXT_SIZE], low[RK_TEXT_SIZE], high[RK_TEXT_SIZE], interval[2 * RK_TEXT_SIZE + 8];
    int decimals = decimals_of(summary->difference, summary->difference_error);
    rk_text_number(text, summary->difference, decimals, true);
    rk_table_add(table, text);
    rk_text_number(low, summary->difference_low, decimals, true);
    rk_text_number(high, summary->difference_high, decimals, true);
    snprintf(interval, sizeof interval, "%s to %s", low, high);
    rk_table_add(table, isnan(summary->difference_low) ? "" : interval);
    double factor = summary->variance_factor;
    double unit = pow(10, floor(log10(fmax(factor, 1))) - 1); /* two digits: it comes from few blocks */
    rk_text_number(text, round(factor / unit) * unit, factor < 9.95 ? 1 : 0, false);
    rk_table_add(table, isnan(factor) ? "" : text);
}

/* One row a figure and model; the figure is named once. */
static void print_differences(const rk_report *report)
{
    const rk_scenario *scenario = report->scenario;
    rk_table *table = rk_table_new("llrrr");
    static const char *const headings[] = {"", "", "difference", "95 % interval", "variance cut"};
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++) {
        rk_table_add(table, headings[i]);
    }
    for (size_t i = 0; i < RK_N_FIGURES; i++) {
        const rk_figure *figure = &rk_figures[i];
        char label[RK_TEXT_SIZE];
        snprintf(label, sizeof label, "%s %s", figure->ja, figure->en);
        for (size_t model = 0; rk_figure_matters(report, figure) && model < rk_scenario_n_models(scenario); model++) {
            if (model == rk_scenario_baseline(scenario)) {
                continue;
            }
            rk_summary summary = rk_figure_summary(report, figure, model);
            rk_table_add(table, label);
            label[0] = '\0';
            rk_table_add(table, rk_scenario_model_key(scenario, model));
            add_difference(table, &summary);
        }
    }
    rk_table_print(table, stdout, INDENT, 0, 1);
}

void rk_report_text(const rk_report *report)
{
    const rk_scenario *scenario = report->scenario;
    size_t baseline = rk_scenario_baseline(scenario);
    print_sentence(report);
    print_place(report);
    print_models(report);
    bool has_error = !isnan(rk_ensemble_summary(report->ensemble, baseline, RK_METRIC_ZERO_COVER_MONTHS).error);
    if (has_error) {
        puts("\nMeans per municipality ± Monte Carlo standard error:");
    } else {
        printf("\nMeans per municipality (an error needs more than %u replications):\n", rk_scenario_inner(scenario));
    }
    print_levels(report, false);
    puts("\nMoney of all municipalities together; 1 oku yen (億円) is 100 million yen:");
    print_levels(report, true);
    if (rk_scenario_n_models(scenario) > 1) {
        printf("\nDifference to %s in the same replications, units as above. Variance cut: how many times more\n"
               "replications would be needed without common luck.\n",
               rk_scenario_model_key(scenario, baseline));
        print_differences(report);
    }
}
