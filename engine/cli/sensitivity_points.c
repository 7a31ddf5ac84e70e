/* The points of a study: of which unknowns, where, and living them. */
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/sensitivity_impl.h"

#include <renkei/sensitivity.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- What is varied, and where ---- */

rk_status rk_sensitivity_choose(rk_sensitivity_study *s, bool *fine)
{
    size_t n = rk_unknowns_count(s->unknowns);
    s->factor = calloc(n + 1, sizeof *s->factor);
    s->places = calloc(n + 1, sizeof *s->places);
    if (s->factor == NULL || s->places == NULL) {
        return RK_ERR_MEMORY;
    }
    for (size_t i = 0; i < n; i++) {
        s->places[i] = (double)NAN;
        s->factor[i] = i;
    }
    s->n_factors = s->args->n_vary > 0 ? 0 : n;
    for (size_t v = 0; v < s->args->n_vary; v++) {
        char name[256];
        snprintf(name, sizeof name, "%.*s", (int)strcspn(s->args->vary[v], "="), s->args->vary[v]);
        size_t found = rk_unknowns_find(s->unknowns, name);
        if (found == SIZE_MAX) {
            fprintf(stderr,
                    "%s: --vary %s: no uncertain number of the scenario has this name; give it a range, "
                    "--vary %s='LOW..HIGH UNIT'. Whole numbers and words cannot vary here\n",
                    s->command, name, name);
            *fine = false;
            continue;
        }
        bool twice = false;
        for (size_t i = 0; i < s->n_factors; i++) {
            twice = twice || s->factor[i] == found;
        }
        if (!twice) {
            s->factor[s->n_factors++] = found;
        }
    }
    if (s->args->n_vary == 0 && n == 0) {
        fprintf(stderr, "%s: nothing in the scenario is uncertain\n", s->command);
        *fine = false;
    }
    return RK_OK;
}

static void tornado_points(rk_sensitivity_study *s)
{
    for (size_t point = 0; point < s->n_in_group; point++) {
        for (size_t i = 0; i < s->n_factors; i++) {
            bool at_low = point == 1 + 2 * i, at_high = point == 2 + 2 * i;
            s->points[point * s->n_factors + i] = at_low ? 0.1 : at_high ? 0.9 : 0.5;
        }
    }
}

rk_status rk_sensitivity_design(rk_sensitivity_study *s)
{
    const rk_sensitivity_arguments *args = s->args;
    size_t k = s->n_factors;
    uint64_t seed = rk_scenario_seed(s->scenario);
    s->n_groups = args->method == RK_BY_TORNADO ? 1
                  : args->n_points > 0          ? args->n_points
                  : args->method == RK_BY_SOBOL ? 256
                                                : 20;
    s->n_in_group = args->method == RK_BY_SOBOL ? k + 2 : args->method == RK_BY_MORRIS ? k + 1 : 1 + 2 * k;
    uint32_t usual = (args->method == RK_BY_TORNADO ? 32 : 4) * s->point.inner;
    s->n_replications = args->n_replications > 0 ? (uint32_t)args->n_replications : usual;
    size_t n = s->n_groups * s->n_in_group;
    s->points = calloc(n * k, sizeof *s->points);
    s->moved = calloc(s->n_groups * k, sizeof *s->moved);
    s->y[0] = calloc(n, sizeof *s->y[0]);
    s->y[1] = calloc(n, sizeof *s->y[1]);
    s->units = calloc((1 + 2 * k) * RK_POINT_UNITS, sizeof *s->units);
    if (s->points == NULL || s->moved == NULL || s->y[0] == NULL || s->y[1] == NULL || s->units == NULL) {
        return RK_ERR_MEMORY;
    }
    if (args->method == RK_BY_TORNADO) {
        tornado_points(s);
        return RK_OK;
    }
    return args->method == RK_BY_SOBOL ? rk_sobol_design(s->n_groups, k, seed, s->points)
                                       : rk_morris_design(s->n_groups, k, seed, s->points, s->moved);
}

/* ---- Simulating ---- */

size_t rk_sensitivity_n_units(const rk_sensitivity_study *s)
{
    size_t n_blocks = s->n_replications / s->point.inner;
    return n_blocks < RK_POINT_UNITS ? n_blocks : RK_POINT_UNITS;
}

/* All that moves a point, beside what the scenario and its settings say. */
static char *what_is_asked(const rk_sensitivity_study *s)
{
    char *text = NULL;
    size_t n_bytes = 0;
    FILE *out = open_memstream(&text, &n_bytes);
    if (out == NULL) {
        return NULL;
    }
    fprintf(out, "sensitivity %d of %s of %s: %zu x %zu points of %u replications, varying", (int)s->args->method,
            rk_metrics[s->point.metric].name, s->subject, s->n_groups, s->n_in_group, s->n_replications);
    for (size_t i = 0; i < s->n_factors; i++) {
        fprintf(out, " %s", rk_unknowns_name(s->unknowns, s->factor[i]));
    }
    if (fclose(out) != 0) {
        free(text);
        return NULL;
    }
    return text;
}

int rk_sensitivity_keep(rk_sensitivity_study *s)
{
    const char *const outputs[] = {s->args->answer.csv, s->args->answer.xlsx};
    char *what = what_is_asked(s);
    const rk_kept_plan plan = {.command = s->command,
                               .scenario = s->scenario,
                               .what = what,
                               .outputs = outputs,
                               .n_outputs = sizeof outputs / sizeof outputs[0],
                               .n_bytes = sizeof(rk_point_sums)};
    int exit_status = rk_kept_begin(&s->kept, &s->args->kept, &plan);
    free(what);
    return exit_status;
}

/* The sums of a point, from before or simulated. */
static rk_status live(rk_sensitivity_study *s, size_t group, size_t index, bool *taken)
{
    *taken = rk_kept_take(&s->kept, index, &s->point.sums);
    if (*taken) {
        return RK_OK;
    }
    for (size_t i = 0; i < s->n_factors; i++) {
        s->places[s->factor[i]] = s->points[index * s->n_factors + i];
    }
    /* Points of a group share their luck, groups do not (renkei/design.h). */
    rk_status status = rk_point_live(&s->point, (uint32_t)group * s->n_replications, s->n_replications);
    return status == RK_OK ? rk_kept_add(&s->kept, index, &s->point.sums) : status;
}

static void note(rk_sensitivity_study *s, size_t index)
{
    const rk_point_sums *sums = &s->point.sums;
    size_t n_units = rk_sensitivity_n_units(s);
    s->y[0][index] = rk_point_half(sums, 0);
    s->y[1][index] = rk_point_half(sums, 1);
    for (size_t unit = 0; s->args->method == RK_BY_TORNADO && unit < n_units; unit++) {
        s->units[index * n_units + unit] = sums->sum[unit] / sums->n[unit];
    }
}

rk_status rk_sensitivity_simulate(rk_sensitivity_study *s)
{
    size_t n = s->n_groups * s->n_in_group;
    double years = (double)rk_scenario_n_municipalities(s->scenario) * rk_scenario_years(s->scenario) *
                   (double)rk_scenario_n_models(s->scenario);
    rk_progress progress = rk_progress_start((uint32_t)n * s->n_replications, years, s->args->points.quiet);
    progress.json = s->args->answer.json;
    rk_status status = RK_OK;
    size_t done = 0;
    while (done < n && status == RK_OK && !rk_interrupt_asked()) {
        bool taken;
        status = live(s, done / s->n_in_group, done, &taken);
        if (status == RK_OK) {
            note(s, done++);
            progress.n_taken += taken ? s->n_replications : 0;
            rk_progress_show(&progress, (uint32_t)done * s->n_replications);
        }
    }
    s->n_groups_done = done / s->n_in_group;
    rk_progress_end(&progress);
    return status;
}
