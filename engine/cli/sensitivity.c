/* renkei sensitivity FILE: which of what nobody knows matters most, for one outcome of one model. */
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/open.h"
#include "cli/option.h"
#include "cli/point.h"
#include "cli/progress.h"

#include <renkei/sensitivity.h>
#include <renkei/unknowns.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef enum { SOBOL, MORRIS, TORNADO } method;

enum { OPTION_METHOD = 256, OPTION_OUTCOME, OPTION_MODEL, OPTION_VARY, OPTION_POINTS, OPTION_REPLICATIONS };

enum { VARIED_MAX = 64 };

typedef struct {
    rk_answer_options answer;
    method method;
    const char *outcome, *model;
    char *vary[VARIED_MAX];
    size_t n_vary;
    uint64_t n_points, n_replications; /* 0: by default */
    rk_points_options points;
} arguments;

static const struct argp_option options[] = {
    {"method", OPTION_METHOD, "morris|sobol|tornado", 0, "how to look; default morris", 0},
    {"outcome", OPTION_OUTCOME, "METRIC", 0, "default zero_cover_months", 0},
    {"model", OPTION_MODEL, "A|A-B", 0,
     "whose outcome, or whose difference; default the first other model less the baseline", 0},
    {"vary", OPTION_VARY, "KEY[=RANGE]", 0,
     "only this number, as uncertain as it is, or in a range such as '0..10 %/year'; may be repeated. Default: all "
     "that "
     "is uncertain",
     0},
    {"points", OPTION_POINTS, "N", 0, "rows of the Sobol design (default 256) or walks of Morris (20)", 0},
    {"replications", OPTION_REPLICATIONS, "R", 0, "at each point, a multiple of 32; default 64, tornado 512", 0},
    {0},
};

static const struct argp_child children[] = {{&rk_answer_argp, 0, NULL, 0}, {&rk_points_argp, 0, NULL, 0}, {0}};

static const char doc[] =
    "Which assumptions of the scenario FILE move an outcome, or the difference between two models. Luck is taken out: "
    "figures are of the expected outcome.\v"
    "morris   which matter at all: few points, all assumptions\n"
    "sobol    shares of the variance, alone and with interactions, with intervals\n"
    "tornado  one at a time from P10 to P90, all others at their medians\n"
    "Assumptions that the scenario correlates are moved each by itself, as if they were independent.\n"
    "\n"
    "Examples:\n"
    "  renkei sensitivity ehime --model pool-alone\n"
    "  renkei sensitivity ehime --method sobol --vary quits.trend --vary hiring.round --vary work.load\n"
    "  renkei sensitivity ehime --method tornado --outcome cost_total --model pool --csv tornado.csv\n"
    "  renkei sensitivity ehime --method sobol --vary cover.support_days='2..8 days/month' --points 512";

static method method_of(const char *text, struct argp_state *state)
{
    static const char *const names[] = {[SOBOL] = "sobol", [MORRIS] = "morris", [TORNADO] = "tornado"};
    for (int i = 0; i < 3; i++) {
        if (strcmp(text, names[i]) == 0) {
            return (method)i;
        }
    }
    argp_error(state, "--method %s: expected morris, sobol or tornado", text);
    return MORRIS;
}

/* "KEY=0..10 %/year" is a setting "KEY=uniform(0, 10) %/year"; what follows the first "=" is left as it is otherwise.
 */
static void add_range(arguments *args, const char *text)
{
    const char *equals = strchr(text, '='), *dots = equals != NULL ? strstr(equals, "..") : NULL;
    if (equals == NULL) {
        return;
    }
    if (dots == NULL) {
        rk_settings_add(&args->points.settings, NULL, text);
        return;
    }
    size_t n = strspn(dots + 2, " +-.0123456789_eE");
    while (n > 0 && dots[1 + n] == ' ') {
        n--;
    }
    char setting[512];
    snprintf(setting, sizeof setting, "%.*suniform(%.*s, %.*s)%s", (int)(equals + 1 - text), text,
             (int)(dots - equals - 1), equals + 1, (int)n, dots + 2, dots + 2 + n);
    rk_settings_add(&args->points.settings, NULL, setting);
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    arguments *args = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &args->answer;
        state->child_inputs[1] = &args->points;
        return 0;
    case OPTION_METHOD:
        args->method = method_of(text, state);
        return 0;
    case OPTION_OUTCOME:
        args->outcome = text;
        return 0;
    case OPTION_MODEL:
        args->model = text;
        return 0;
    case OPTION_VARY:
        if (args->n_vary == VARIED_MAX) {
            argp_error(state, "--vary: at most %d times", VARIED_MAX);
        }
        add_range(args, text);
        args->vary[args->n_vary++] = text;
        return 0;
    case OPTION_POINTS:
        args->n_points = rk_option_whole(state, "points", text, 2, 1u << 20);
        return 0;
    case OPTION_REPLICATIONS:
        args->n_replications = rk_option_whole(state, "replications", text, 32, 1u << 20);
        if (args->n_replications % 32 != 0) {
            argp_error(state, "--replications %s: expected a multiple of 32: two halves of whole blocks", text);
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* ---- What is varied, and where ---- */

typedef struct {
    const arguments *args;
    const char *command;
    const rk_scenario *scenario;
    rk_unknowns *unknowns;
    size_t *factor; /* [n_factors] index of the unknown */
    size_t n_factors;
    double *places; /* [unknowns] */
    rk_point point;
    /* The design: groups (rows, walks, or the whole tornado) of points on the same luck. */
    size_t n_groups, n_in_group, n_points_done, n_groups_done;
    double *points; /* [group][point][factor] */
    size_t *moved;  /* Morris */
    double *y[2];   /* halves, [group][point] */
    double *units;  /* tornado: [point][RK_POINT_UNITS] */
    uint32_t n_replications;
} study;

static rk_status choose_factors(study *s, bool *fine)
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
    if (*fine && s->n_factors == 0) {
        fprintf(stderr, "%s: nothing in the scenario is uncertain\n", s->command);
        *fine = false;
    }
    return RK_OK;
}

static void tornado_points(study *s)
{
    for (size_t point = 0; point < s->n_in_group; point++) {
        for (size_t i = 0; i < s->n_factors; i++) {
            bool at_low = point == 1 + 2 * i, at_high = point == 2 + 2 * i;
            s->points[point * s->n_factors + i] = at_low ? 0.1 : at_high ? 0.9 : 0.5;
        }
    }
}

static rk_status make_design(study *s)
{
    const arguments *args = s->args;
    size_t k = s->n_factors;
    uint64_t seed = rk_scenario_seed(s->scenario);
    s->n_groups = args->method == TORNADO ? 1 : args->n_points > 0 ? args->n_points : args->method == SOBOL ? 256 : 20;
    s->n_in_group = args->method == SOBOL ? k + 2 : args->method == MORRIS ? k + 1 : 1 + 2 * k;
    s->n_replications = args->n_replications > 0 ? (uint32_t)args->n_replications : args->method == TORNADO ? 512 : 64;
    size_t n = s->n_groups * s->n_in_group;
    s->points = calloc(n * k, sizeof *s->points);
    s->moved = calloc(s->n_groups * k, sizeof *s->moved);
    s->y[0] = calloc(n, sizeof *s->y[0]);
    s->y[1] = calloc(n, sizeof *s->y[1]);
    s->units = calloc((1 + 2 * k) * RK_POINT_UNITS, sizeof *s->units);
    if (s->points == NULL || s->moved == NULL || s->y[0] == NULL || s->y[1] == NULL || s->units == NULL) {
        return RK_ERR_MEMORY;
    }
    if (args->method == TORNADO) {
        tornado_points(s);
        return RK_OK;
    }
    return args->method == SOBOL ? rk_sobol_design(s->n_groups, k, seed, s->points)
                                 : rk_morris_design(s->n_groups, k, seed, s->points, s->moved);
}

/* ---- Simulating ---- */

static rk_status live(study *s, size_t group, size_t point)
{
    size_t index = group * s->n_in_group + point;
    for (size_t i = 0; i < s->n_factors; i++) {
        s->places[s->factor[i]] = s->points[index * s->n_factors + i];
    }
    /* Points of a group share their luck, groups do not (renkei/design.h). */
    rk_status status = rk_point_live(&s->point, (uint32_t)group * s->n_replications, s->n_replications);
    s->y[0][index] = rk_point_half(&s->point, 0);
    s->y[1][index] = rk_point_half(&s->point, 1);
    size_t n_units = s->n_replications / 16 < RK_POINT_UNITS ? s->n_replications / 16 : RK_POINT_UNITS;
    for (size_t unit = 0; s->args->method == TORNADO && unit < n_units; unit++) {
        s->units[point * n_units + unit] = s->point.sum[unit] / s->point.n[unit];
    }
    return status;
}

static rk_status live_all(study *s)
{
    size_t n = s->n_groups * s->n_in_group;
    double years = (double)rk_scenario_n_municipalities(s->scenario) * rk_scenario_years(s->scenario) *
                   (double)rk_scenario_n_models(s->scenario);
    rk_progress progress = rk_progress_start((uint32_t)n * s->n_replications, years, s->args->points.quiet);
    progress.json = s->args->answer.json;
    rk_status status = RK_OK;
    for (size_t group = 0; group < s->n_groups && status == RK_OK && !rk_interrupt_asked(); group++) {
        for (size_t point = 0; point < s->n_in_group && status == RK_OK && !rk_interrupt_asked(); point++) {
            status = live(s, group, point);
            s->n_points_done++;
            rk_progress_show(&progress, (uint32_t)s->n_points_done * s->n_replications);
        }
        s->n_groups_done = s->n_points_done / s->n_in_group;
    }
    rk_progress_end(&progress);
    return status;
}

/* ---- Answering ---- */

static rk_status answer_of(study *s, const rk_study *about, rk_answer **answer)
{
    size_t k = s->n_factors,
           n_units = s->n_replications / 16 < RK_POINT_UNITS ? s->n_replications / 16 : RK_POINT_UNITS;
    rk_index *index = calloc(2 * k, sizeof *index);
    rk_effect *effects = calloc(k, sizeof *effects);
    rk_swing *swings = calloc(k, sizeof *swings);
    rk_sobol_total total;
    rk_status status = index != NULL && effects != NULL && swings != NULL ? RK_OK : RK_ERR_MEMORY;
    if (status == RK_OK && s->args->method == SOBOL) {
        status = rk_sobol_indices(s->n_groups_done, k, s->y[0], s->y[1], rk_scenario_seed(s->scenario), index,
                                  index + k, &total);
        status = status == RK_OK ? rk_sobol_answer(about, index, index + k, &total, answer) : status;
    } else if (status == RK_OK && s->args->method == MORRIS) {
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

static size_t count_correlated(const study *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_factors; i++) {
        n += rk_unknowns_is_correlated(s->unknowns, s->factor[i]);
    }
    return n;
}

static int show(study *s, const char *subject)
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
            .subject = subject,
            .n_correlated = count_correlated(s),
            .n_points = s->n_groups_done * s->n_in_group,
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

/* Simulates and shows what is finished. */
static int carry_out(study *s, const char *subject)
{
    bool fine = true;
    rk_run_options run = rk_run_options_of(s->scenario);
    rk_status status = choose_factors(s, &fine);
    if (status == RK_OK && fine) {
        status = make_design(s);
    }
    if (status != RK_OK || !fine) {
        return status != RK_OK ? rk_command_failed(s->command, status) : RK_EXIT_MISTAKE;
    }
    if ((double)s->n_groups * (double)s->n_in_group * s->n_replications > 4e9) {
        fprintf(stderr, "%s: more than 4,000 million replications; take fewer --points\n", s->command);
        return RK_EXIT_MISTAKE;
    }
    run.n_replications = s->n_replications;
    run.n_threads = (int)s->args->points.n_threads;
    run.unknowns = s->unknowns;
    run.places = s->places;
    rk_interrupt_catch();
    status = rk_ensemble_open(s->scenario, &run, &s->point.ensemble);
    status = status == RK_OK ? live_all(s) : status;
    if (status != RK_OK) {
        return rk_command_failed(s->command, status);
    }
    size_t least = s->args->method == TORNADO ? 1 : 2;
    if (s->n_groups_done < least) {
        fprintf(stderr, "%s: interrupted before enough was finished\n", s->command);
        return RK_EXIT_INTERRUPTED;
    }
    int exit_status = show(s, subject);
    if (s->n_groups_done < s->n_groups) {
        fprintf(stderr, "%s: interrupted; the answer is of %zu of %zu rows\n", s->command, s->n_groups_done,
                s->n_groups);
        return RK_EXIT_INTERRUPTED;
    }
    return exit_status;
}

static void study_end(study *s)
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
static void usual_models(study *s, char subject[256])
{
    size_t baseline = rk_scenario_baseline(s->scenario);
    s->point.model = rk_scenario_n_models(s->scenario) > 1 && baseline == 0 ? 1 : 0;
    s->point.other = s->point.model == baseline ? SIZE_MAX : baseline;
    snprintf(subject, 256, "%s%s%s", rk_scenario_model_key(s->scenario, s->point.model),
             s->point.other != SIZE_MAX ? "-" : "",
             s->point.other != SIZE_MAX ? rk_scenario_model_key(s->scenario, baseline) : "");
}

static int run_study(const arguments *args, const char *command, rk_scenario *scenario)
{
    study s = {.args = args, .command = command, .scenario = scenario};
    char subject[256] = "";
    int exit_status = RK_EXIT_OK;
    if (!rk_point_metric(command, "--outcome", args->outcome, &s.point.metric)) {
        exit_status = RK_EXIT_MISTAKE;
    }
    if (args->model == NULL) {
        usual_models(&s, subject);
    } else if (rk_point_models(scenario, args->model, &s.point.model, &s.point.other)) {
        snprintf(subject, sizeof subject, "%s", args->model);
    } else {
        fprintf(stderr,
                "%s: --model %s: neither a model of the scenario nor two that differ with a hyphen between, such as "
                "%s-%s\n",
                command, args->model, rk_scenario_model_key(scenario, rk_scenario_n_models(scenario) - 1),
                rk_scenario_model_key(scenario, rk_scenario_baseline(scenario)));
        exit_status = RK_EXIT_MISTAKE;
    }
    if (exit_status == RK_EXIT_OK) {
        rk_status status = rk_point_keep(scenario, &s.point.model, &s.point.other);
        status = status == RK_OK ? rk_unknowns_open(scenario, &s.unknowns) : status;
        exit_status = status == RK_OK ? carry_out(&s, subject) : rk_command_failed(command, status);
    }
    study_end(&s);
    return exit_status;
}

int rk_command_sensitivity(int argc, char **argv)
{
    static const struct argp argp = {options, parse, "FILE", doc, children, NULL, NULL};
    arguments args = {.answer = {.english = rk_locale_is_english(), .of_scenario = true},
                      .method = MORRIS,
                      .outcome = "zero_cover_months"};
    rk_scenario *scenario = NULL;
    if (argp_parse(&argp, argc, argv, 0, NULL, &args) != 0) {
        return rk_command_failed(argv[0], RK_ERR_MEMORY);
    }
    int exit_status = rk_open_scenario(argv[0], args.answer.file, &args.points.settings, NULL, &scenario);
    if (exit_status == RK_EXIT_OK) {
        exit_status = run_study(&args, argv[0], scenario);
    }
    rk_scenario_close(scenario);
    rk_settings_free(&args.points.settings);
    return exit_status;
}
