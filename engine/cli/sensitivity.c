/* renkei sensitivity FILE: which of what nobody knows matters most, for one outcome of one model. */
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/sensitivity_impl.h"

#include <renkei/sensitivity.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Answering ---- */

static rk_status answer_of(rk_sensitivity_study *s, const rk_study *about, rk_answer **answer)
{
    size_t k = s->n_factors, n_units = rk_sensitivity_n_units(s);
    rk_index *index = calloc(2 * k, sizeof *index);
    rk_effect *effects = calloc(k, sizeof *effects);
    rk_swing *swings = calloc(k, sizeof *swings);
    rk_sobol_total total;
    rk_status status = index != NULL && effects != NULL && swings != NULL ? RK_OK : RK_ERR_MEMORY;
    if (status == RK_OK && s->args->method == RK_BY_SOBOL) {
        status = rk_sobol_indices(s->n_groups_done, k, s->y[0], s->y[1], rk_scenario_seed(s->scenario), index,
                                  index + k, &total);
        status = status == RK_OK ? rk_sobol_answer(about, index, index + k, &total, answer) : status;
    } else if (status == RK_OK && s->args->method == RK_BY_MORRIS) {
        rk_morris_effects(s->n_groups_done, k, s->points, s->moved, s->y[0], s->y[1], effects);
        status = rk_morris_answer(about, effects, answer);
    } else if (status == RK_OK) {
        rk_tornado_swings(k, n_units, s->units, swings);
        status = rk_tornado_answer(about, swings, answer);
    }
    free(index);
    free(effects);
    free(swings);
    return status;
}

static size_t count_correlated(const rk_sensitivity_study *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_factors; i++) {
        n += rk_unknowns_is_correlated(s->unknowns, s->factor[i]);
    }
    return n;
}

static int show(rk_sensitivity_study *s)
{
    size_t k = s->n_factors;
    const char **names = calloc(k, sizeof *names);
    char(*low)[64] = calloc(k, sizeof *low), (*high)[64] = calloc(k, sizeof *high);
    rk_answer *answer = NULL;
    rk_status status = names != NULL && low != NULL && high != NULL ? RK_OK : RK_ERR_MEMORY;
    for (size_t i = 0; status == RK_OK && i < k; i++) {
        names[i] = rk_unknowns_name(s->unknowns, s->factor[i]);
        rk_unknowns_value(s->unknowns, s->factor[i], 0.1, low[i]);
        rk_unknowns_value(s->unknowns, s->factor[i], 0.9, high[i]);
    }
    if (status == RK_OK) {
        const rk_study about = {
            .metric = s->point.metric,
            .n_municipalities = rk_scenario_n_municipalities(s->scenario),
            .n_years = (size_t)rk_scenario_years(s->scenario),
            .n_factors = k,
            .names = names,
            .low = (const char(*)[64])low,
            .high = (const char(*)[64])high,
            .subject = s->subject,
            .n_correlated = count_correlated(s),
            .n_points = s->n_groups_done * s->n_in_group,
            .n_rows = s->n_groups_done,
            .n_rows_asked = s->n_groups,
            .n_replications = s->n_replications,
        };
        status = answer_of(s, &about, &answer);
    }
    int exit_status = rk_answer_show(s->command, &s->args->answer, NULL, status, answer);
    free(names);
    free(low);
    free(high);
    return exit_status;
}

/* The design, and a file that keeps its points. fine: no mistake has been told yet. */
static int prepare(rk_sensitivity_study *s, bool fine)
{
    rk_status status = rk_sensitivity_choose(s, &fine);
    if (status == RK_OK && fine) {
        status = rk_sensitivity_design(s);
    }
    if (status != RK_OK || !fine) {
        return status != RK_OK ? rk_command_failed(s->command, status) : RK_EXIT_MISTAKE;
    }
    if ((double)s->n_groups * (double)s->n_in_group * s->n_replications > 4e9) {
        fprintf(stderr, "%s: more than 4,000 million replications; take fewer --points\n", s->command);
        return RK_EXIT_MISTAKE;
    }
    return rk_sensitivity_keep(s);
}

/* Simulates and shows what is finished. */
static int carry_out(rk_sensitivity_study *s)
{
    rk_run_options run = rk_run_options_of(s->scenario);
    run.n_replications = s->n_replications;
    run.n_threads = (int)s->args->points.n_threads;
    run.unknowns = s->unknowns;
    run.places = s->places;
    rk_interrupt_catch();
    rk_status status = rk_ensemble_open(s->scenario, &run, &s->point.ensemble);
    status = status == RK_OK ? rk_sensitivity_simulate(s) : status;
    if (status != RK_OK) {
        return rk_kept_failed(&s->kept, status);
    }
    size_t least = s->args->method == RK_BY_TORNADO ? 1 : 2;
    if (s->n_groups_done < least) {
        fprintf(stderr, "%s: interrupted before enough was finished\n", s->command);
        return RK_EXIT_INTERRUPTED;
    }
    int exit_status = show(s);
    if (s->n_groups_done < s->n_groups) {
        fprintf(stderr, "%s: interrupted; the answer is of %zu of %zu rows\n", s->command, s->n_groups_done,
                s->n_groups);
        return RK_EXIT_INTERRUPTED;
    }
    return exit_status;
}

static void study_end(rk_sensitivity_study *s)
{
    rk_ensemble_close(s->point.ensemble);
    rk_unknowns_close(s->unknowns);
    free(s->factor);
    free(s->places);
    free(s->points);
    free(s->moved);
    free(s->y[0]);
    free(s->y[1]);
    free(s->units);
}

/* The first other model less the baseline; the baseline where there is no other. */
static void usual_models(rk_sensitivity_study *s)
{
    size_t baseline = rk_scenario_baseline(s->scenario);
    s->point.model = rk_scenario_n_models(s->scenario) > 1 && baseline == 0 ? 1 : 0;
    s->point.other = s->point.model == baseline ? SIZE_MAX : baseline;
    snprintf(s->subject, sizeof s->subject, "%s%s%s", rk_scenario_model_key(s->scenario, s->point.model),
             s->point.other != SIZE_MAX ? "-" : "",
             s->point.other != SIZE_MAX ? rk_scenario_model_key(s->scenario, baseline) : "");
}

/* Of --model. Returns false after telling what is wrong. */
static bool take_models(rk_sensitivity_study *s)
{
    const char *asked = s->args->model;
    if (asked == NULL) {
        usual_models(s);
        return true;
    }
    if (rk_point_models(s->scenario, asked, &s->point.model, &s->point.other)) {
        snprintf(s->subject, sizeof s->subject, "%s", asked);
        return true;
    }
    fprintf(stderr,
            "%s: --model %s: neither a model of the scenario nor two that differ with a hyphen between, such as "
            "%s-%s\n",
            s->command, asked, rk_scenario_model_key(s->scenario, rk_scenario_n_models(s->scenario) - 1),
            rk_scenario_model_key(s->scenario, rk_scenario_baseline(s->scenario)));
    return false;
}

static int run_study(const rk_sensitivity_arguments *args, const char *command, rk_scenario *scenario)
{
    rk_sensitivity_study s = {.args = args,
                              .command = command,
                              .scenario = scenario,
                              .point = {.inner = rk_scenario_inner(scenario), .metric = args->metric}};
    bool whole = args->n_replications % (2 * s.point.inner) == 0;
    if (!whole) {
        fprintf(stderr, "%s: --replications %llu: expected a multiple of %u: two halves of whole blocks\n", command,
                (unsigned long long)args->n_replications, 2 * s.point.inner);
    }
    bool known = take_models(&s), fine = whole && known && args->metric < RK_N_METRICS;
    rk_status status = known ? rk_point_keep(scenario, &s.point.model, &s.point.other) : RK_OK;
    status = status == RK_OK ? rk_unknowns_open(scenario, &s.unknowns) : status;
    int exit_status = status == RK_OK ? prepare(&s, fine) : rk_command_failed(command, status);
    if (exit_status == RK_EXIT_OK) {
        exit_status = carry_out(&s);
        rk_kept_close(&s.kept, exit_status);
    }
    study_end(&s);
    return exit_status;
}

int rk_command_sensitivity(int argc, char **argv)
{
    rk_sensitivity_arguments args = {.answer = {.english = rk_locale_is_english(), .of_scenario = true},
                                     .method = RK_BY_MORRIS,
                                     .outcome = "zero_cover_months"};
    rk_scenario *scenario = NULL;
    if (argp_parse(&rk_sensitivity_argp, argc, argv, 0, NULL, &args) != 0) {
        return rk_command_failed(argv[0], RK_ERR_MEMORY);
    }
    (void)rk_point_metric(argv[0], "--outcome", args.outcome, &args.metric);
    int exit_status = rk_open_scenario(argv[0], args.answer.file, &args.points.settings, NULL, &scenario);
    if (exit_status == RK_EXIT_OK) {
        exit_status = run_study(&args, argv[0], scenario);
    }
    rk_scenario_close(scenario);
    rk_settings_free(&args.points.settings);
    return exit_status;
}
