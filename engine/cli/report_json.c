/* The same figures as report_text.c, as one JSON object. */
#include "cli/command.h"
#include "cli/figures.h"
#include "cli/table.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>

/* null where a figure cannot be given, as JSON has no NaN. */
static json_t *number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

static json_t *figure_object(const rk_figure *figure, const rk_summary *summary, bool is_baseline)
{
    json_t *object = json_pack("{s:s, s:s, s:s, s:s, s:o, s:o}", "unit", figure->unit, "over",
                               figure->money ? "all municipalities" : "per municipality", "ja", figure->ja, "en",
                               figure->en, "mean", number(summary->mean), "error", number(summary->error));
    if (!is_baseline) {
        json_t *difference =
            json_pack("{s:o, s:o, s:o, s:o, s:o}", "mean", number(summary->difference), "error",
                      number(summary->difference_error), "low", number(summary->difference_low), "high",
                      number(summary->difference_high), "variance_factor", number(summary->variance_factor));
        json_object_set_new(object, "difference", difference);
    }
    return object;
}

static json_t *model_object(const rk_report *report, size_t model)
{
    bool is_baseline = model == rk_scenario_baseline(report->scenario);
    json_t *figures = json_object();
    for (size_t i = 0; i < RK_N_FIGURES; i++) {
        rk_summary summary = rk_figure_summary(report, &rk_figures[i], model);
        json_object_set_new(figures, rk_figures[i].name, figure_object(&rk_figures[i], &summary, is_baseline));
    }
    return json_pack("{s:s, s:s, s:b, s:o}", "key", rk_scenario_model_key(report->scenario, model), "title",
                     rk_scenario_model_title(report->scenario, model), "baseline", is_baseline, "figures", figures);
}

void rk_report_json(const rk_report *report)
{
    const rk_scenario *scenario = report->scenario;
    const rk_run_options *options = rk_ensemble_options(report->ensemble);
    uint32_t finished = rk_ensemble_finished(report->ensemble);
    json_t *models = json_array();
    for (size_t model = 0; model < rk_scenario_n_models(scenario); model++) {
        json_array_append_new(models, model_object(report, model));
    }
    json_t *root =
        json_pack("{s:s, s:s, s:b, s:I, s:I, s:I, s:I, s:i, s:i, s:I, s:f, s:o}", "title", rk_scenario_title(scenario),
                  "results", report->path, "partial", finished < report->n_asked, "replications", (json_int_t)finished,
                  "replications_asked", (json_int_t)report->n_asked, "first_replication",
                  (json_int_t)options->first_replication, "seed", (json_int_t)options->seed, "start_year",
                  rk_scenario_start_year(scenario), "years", rk_scenario_years(scenario), "municipalities",
                  (json_int_t)rk_scenario_n_municipalities(scenario), "seconds", report->seconds, "models", models);
    if (root == NULL || json_dumpf(root, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(9)) != 0) {
        fputs("renkei run: the JSON could not be written\n", stderr);
        exit(RK_EXIT_FAILURE);
    }
    puts("");
    json_decref(root);
}
