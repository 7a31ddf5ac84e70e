/* renkei size FILE: the smallest number that meets a goal, or the cheapest mix of two. */
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/goal.h"
#include "cli/interrupt.h"
#include "cli/kept.h"
#include "cli/open.h"
#include "cli/option.h"
#include "cli/point.h"
#include "cli/progress.h"
#include "cli/text.h"

#include <renkei/size.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    OPTION_VARY = 256,
    OPTION_UNTIL,
    OPTION_MODEL,
    OPTION_CHEAPEST,
    OPTION_REPLICATIONS,
    VALUES_MAX = 4096, /* of the values in play */
    PIECE = 4096,      /* replications that are kept together */
    MOST_LOOKS = 32    /* first looks that a value may take, as usual */
};

typedef struct {
    char *key; /* NULL: not given */
    long low, high;
} range;

typedef struct {
    rk_answer_options answer;
    range vary[2];
    bool varies; /* --vary was given, be it as it should or not */
    const char *until, *model, *cheapest;
    uint64_t n_replications; /* 0: as usual */
    rk_points_options points;
    rk_kept_options kept;
} arguments;

static const struct argp_option options[] = {
    {"vary", OPTION_VARY, "KEY=LOW..HIGH", 0, "the whole number to be found; twice: the cheapest mix of two", 0},
    {"until", OPTION_UNTIL, "GOAL", 0,
     "METRIC.pNN or METRIC.mean, <= or >=, LIMIT; per municipality and year, as `renkei compare` shows it", 0},
    {"model", OPTION_MODEL, "KEY", 0, "whose outcome; default the model of the first KEY", 0},
    {"cheapest", OPTION_CHEAPEST, "METRIC", 0, "what a mix should have least of; default cost_total", 0},
    {"replications", OPTION_REPLICATIONS, "N", 0,
     "the most at each value, at least 32 blocks (512); default 1024 blocks (16384)", 0},
    {0},
};

static const struct argp_child children[] = {
    {&rk_answer_argp, 0, NULL, 0}, {&rk_points_argp, 0, NULL, 0}, {&rk_kept_argp, 0, NULL, 0}, {0}};

static const char doc[] =
    "The smallest value of a whole number of the scenario FILE that meets a goal, by bisection on the same luck, and "
    "the "
    "chance that it is another. With --vary twice: of all pairs that meet the goal the cheapest, by screening with "
    "early "
    "rejection.\v"
    "A percentile is over futures, of the mean municipality: p90<=1 asks that nine futures of ten have at most 1.\n"
    "\n"
    "What is simulated is kept beside the file of --csv or --xlsx, or in that of --keep; without any nothing is kept. "
    "After Ctrl-C, which tells the range that is known by then, kill -9 or a full disk the same command with --resume "
    "continues there, to the same answer.\n"
    "\n"
    "Examples:\n"
    "  renkei size ehime --vary models.pool.experts.number=0..40 --until 'zero_cover_months.p90<=0.3'\n"
    "  renkei size ehime --vary models.posted.experts.number=1..20 --until 'solo_months.mean<=0.5' --lang ja\n"
    "  renkei size my.yaml --vary models.mix.experts.number=0..10 --vary models.mix.posts.number=0..5 \\\n"
    "    --until 'zero_cover_months.mean<=0.1' --cheapest paid_municipality";

static void read_range(arguments *args, char *text, const struct argp_state *state)
{
    rk_settings *settings = &args->points.settings;
    range *into = args->vary[0].key == NULL ? &args->vary[0] : &args->vary[1];
    char *equals = strchr(text, '='), *dots = equals != NULL ? strstr(equals, "..") : NULL;
    uint64_t low = 0, high = 0;
    if (into->key != NULL) {
        rk_option_wrong(state, settings, "--vary: at most twice");
        return;
    }
    bool fine = dots != NULL;
    if (fine) {
        *dots = '\0';
        fine = rk_text_whole(equals + 1, 0, 1000000, &low) && rk_text_whole(dots + 2, 0, 1000000, &high) &&
               low < high && high - low < VALUES_MAX;
        *dots = '.';
    }
    if (!fine) {
        rk_option_wrong(state, settings,
                        "--vary %s: expected KEY=LOW..HIGH with whole numbers, up to %d of them, such as "
                        "models.pool.experts.number=0..40",
                        text, VALUES_MAX);
        return;
    }
    *equals = '\0';
    *into = (range){text, (long)low, (long)high};
    if (into == &args->vary[1] && rk_option_same_key(args->vary[0].key, text)) {
        rk_option_wrong(state, settings, "--vary %s: this key is given twice; a mix is of two that differ", text);
    }
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    arguments *args = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &args->answer;
        state->child_inputs[1] = &args->points;
        state->child_inputs[2] = &args->kept;
        return 0;
    case OPTION_VARY:
        args->varies = true;
        read_range(args, text, state);
        return 0;
    case OPTION_UNTIL:
        args->until = text;
        return 0;
    case OPTION_MODEL:
        args->model = text;
        return 0;
    case OPTION_CHEAPEST:
        args->cheapest = text;
        return 0;
    case OPTION_REPLICATIONS:
        args->n_replications = rk_option_noted(state, "replications", text, 1, 1u << 30, &args->points.settings);
        return 0;
    case ARGP_KEY_END:
        if (!args->varies || args->until == NULL) {
            rk_option_wrong(state, &args->points.settings, "--vary KEY=LOW..HIGH and --until GOAL are needed");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* ---- Simulating a candidate ---- */

typedef struct {
    const arguments *args;
    const char *command;
    char model[256];
    rk_goal goal;
    rk_metric cost;
    rk_progress progress;
    rk_kept kept;
    size_t n_pieces; /* simulated, or kept from before */
    size_t n_municipalities, n_years;
    uint32_t inner, first, most; /* replications of a block; of a first look at a value; at a value in all */
    uint32_t n_replications;     /* simulated in all */
    int exit_status;             /* of opening a candidate */
} sizing;

static rk_settings settings_at(const sizing *s, const long values[2])
{
    rk_settings settings = {0};
    rk_settings_copy(&settings, &s->args->points.settings);
    for (size_t i = 0; i < 2 && s->args->vary[i].key != NULL; i++) {
        char text[32];
        snprintf(text, sizeof text, "%ld", values[i]);
        rk_settings_add_of(&settings, "--vary", s->args->vary[i].key, text);
    }
    return settings;
}

static int open_candidate(const sizing *s, const long values[2], rk_scenario **scenario)
{
    rk_settings settings = settings_at(s, values);
    int exit_status = rk_open_scenario(s->command, s->args->answer.file, &settings, s->model, scenario);
    rk_settings_free(&settings);
    return exit_status;
}

static void add_batch(const sizing *s, const rk_ensemble *ensemble, size_t model, uint32_t first, rk_evidence *evidence)
{
    enum { BATCH_MAX = 4096 };
    double values[BATCH_MAX], costs[BATCH_MAX];
    size_t n = rk_ensemble_values(ensemble, model, s->goal.metric, values);
    (void)rk_ensemble_values(ensemble, model, s->cost, costs);
    for (size_t i = 0; i < n; i++) {
        size_t unit = (first + i) / s->inner % RK_SEARCH_UNITS;
        evidence->margin[unit] += rk_goal_margin(&s->goal, values[i]);
        evidence->cost[unit] += costs[i];
    }
}

/* n replications of a candidate from first on, added to its evidence. */
static rk_status simulate(sizing *s, const long values[2], uint32_t first, uint32_t n, rk_evidence *evidence)
{
    rk_scenario *scenario;
    rk_ensemble *ensemble = NULL;
    s->exit_status = open_candidate(s, values, &scenario);
    if (s->exit_status != RK_EXIT_OK) {
        return RK_ERR_SCENARIO;
    }
    rk_run_options run = rk_run_options_of(scenario);
    run.first_replication = first;
    run.n_replications = n;
    run.n_threads = (int)s->args->points.n_threads;
    rk_status status = rk_ensemble_open(scenario, &run, &ensemble);
    size_t model = rk_scenario_model_find(scenario, s->model);
    while (status == RK_OK && !rk_ensemble_done(ensemble)) {
        uint32_t begin = first + rk_ensemble_finished(ensemble);
        status = rk_ensemble_advance(ensemble);
        if (status == RK_OK) {
            add_batch(s, ensemble, model, begin, evidence);
        }
    }
    evidence->n += n;
    rk_ensemble_close(ensemble);
    rk_scenario_close(scenario);
    return status;
}

/* The same, in pieces: what is kept of each is the evidence after it, from which the search goes on as it did. An
 * interrupt takes back what was added. */
static rk_status live(sizing *s, const long values[2], uint32_t first, uint32_t n, rk_evidence *evidence)
{
    const uint32_t last = first + n;
    const rk_evidence before = *evidence;
    rk_status status = RK_OK;
    while (status == RK_OK && first < last && !rk_interrupt_asked()) {
        uint32_t piece = last - first < PIECE ? last - first : PIECE;
        bool taken = rk_kept_take(&s->kept, s->n_pieces, evidence);
        if (!taken) {
            status = simulate(s, values, first, piece, evidence);
            status = status == RK_OK ? rk_kept_add(&s->kept, s->n_pieces, evidence) : status;
        }
        first += piece;
        s->n_pieces++;
        s->n_replications += piece;
        s->progress.n_taken += taken ? piece : 0;
        rk_progress_show(&s->progress, s->n_replications);
    }
    if (first < last) {
        *evidence = before;
    }
    return status;
}

/* Open the file that keeps what is simulated. Tells what is wrong on stderr and returns the exit status. */
static int keep(sizing *s)
{
    const range *vary = s->args->vary;
    const long lowest[2] = {vary[0].low, vary[1].low};
    const char *const outputs[] = {s->args->answer.csv, s->args->answer.xlsx};
    rk_scenario *scenario;
    char *what = NULL;
    int exit_status = open_candidate(s, lowest, &scenario);
    if (exit_status != RK_EXIT_OK) {
        return exit_status;
    }
    if (asprintf(&what, "size of %s %ld..%ld and %s %ld..%ld until %s of %s with least %s, at most %u", vary[0].key,
                 vary[0].low, vary[0].high, vary[1].key != NULL ? vary[1].key : "", vary[1].low, vary[1].high,
                 s->args->until, s->model, rk_metrics[s->cost].name, s->most) < 0) {
        what = NULL;
    }
    const rk_kept_plan plan = {.command = s->command,
                               .scenario = scenario,
                               .what = what,
                               .outputs = outputs,
                               .n_outputs = sizeof outputs / sizeof outputs[0],
                               .n_bytes = sizeof(rk_evidence)};
    exit_status = rk_kept_begin(&s->kept, &s->args->kept, &plan);
    free(what);
    rk_scenario_close(scenario);
    return exit_status;
}

static rk_sizing about(const sizing *s, bool partial)
{
    return (rk_sizing){
        .keys = {s->args->vary[0].key, s->args->vary[1].key},
        .goal = s->args->until,
        .model = s->model,
        .cost = s->cost,
        .n_municipalities = s->n_municipalities,
        .n_years = s->n_years,
        .n_replications = s->n_replications,
        .partial = partial,
    };
}

static int end(const sizing *s, rk_status status, bool partial, rk_answer *answer)
{
    if (status != RK_OK) {
        return s->exit_status != RK_EXIT_OK ? s->exit_status : rk_kept_failed(&s->kept, status);
    }
    int exit_status = rk_answer_show(s->command, &s->args->answer, NULL, status, answer);
    return partial ? RK_EXIT_INTERRUPTED : exit_status;
}

static int too_early(const sizing *s)
{
    fprintf(stderr, "%s: interrupted before enough was finished\n", s->command);
    return RK_EXIT_INTERRUPTED;
}

static int find_size(sizing *s)
{
    const range *vary = &s->args->vary[0];
    rk_bisection bisection;
    rk_answer *answer = NULL;
    long values[2] = {0, 0};
    uint32_t first, n;
    bool more = false;
    rk_status status = rk_bisection_open(vary->low, vary->high, s->first, s->most, &bisection);
    while (status == RK_OK && (more = rk_bisection_next(&bisection, &values[0], &first, &n)) && !rk_interrupt_asked()) {
        status = live(s, values, first, n, rk_bisection_evidence(&bisection, values[0]));
    }
    rk_progress_end(&s->progress);
    bool known = bisection.evidence != NULL && rk_bisection_evidence(&bisection, vary->high)->n > 0;
    if (status == RK_OK && known) {
        rk_sizing sized = about(s, more);
        status = rk_size_answer(&sized, &bisection, &answer);
    }
    int exit_status = status == RK_OK && !known ? too_early(s) : end(s, status, more, answer);
    rk_bisection_close(&bisection);
    return exit_status;
}

static int find_mix(sizing *s)
{
    const range *one = &s->args->vary[0], *other = &s->args->vary[1];
    size_t n_other = (size_t)(other->high - other->low + 1), n_all = (size_t)(one->high - one->low + 1) * n_other;
    long(*values)[2] = calloc(n_all, sizeof *values);
    rk_screening screening = {0};
    rk_answer *answer = NULL;
    size_t candidate;
    uint32_t first, n;
    bool more = false;
    rk_status status = values == NULL ? RK_ERR_MEMORY : rk_screening_open(n_all, s->first, s->most, &screening);
    for (size_t i = 0; status == RK_OK && i < n_all; i++) {
        values[i][0] = one->low + (long)(i / n_other);
        values[i][1] = other->low + (long)(i % n_other);
    }
    while (status == RK_OK && (more = rk_screening_next(&screening, &candidate, &first, &n)) && !rk_interrupt_asked()) {
        status = live(s, values[candidate], first, n, &screening.evidence[candidate]);
    }
    rk_progress_end(&s->progress);
    bool known = status == RK_OK && (!more || screening.round > s->first);
    if (known) {
        rk_sizing sized = about(s, more);
        status = rk_mix_answer(&sized, &screening, (const long(*)[2])values, &answer);
    }
    int exit_status = status == RK_OK && !known ? too_early(s) : end(s, status, more, answer);
    rk_screening_close(&screening);
    free(values);
    return exit_status;
}

/* The model that a key names: "models.pool.experts.number" names pool. */
static void model_of_key(const char *key, char model[256])
{
    static const char models[] = "models.";
    const char *rest = strncmp(key, models, sizeof models - 1) == 0 ? key + sizeof models - 1 : "";
    snprintf(model, 256, "%.*s", (int)strcspn(rest, "."), rest);
}

/* A first look has a block for each unit. Returns false after a sentence. */
static bool take_looks(sizing *s)
{
    s->first = RK_SEARCH_UNITS * s->inner;
    s->most = s->args->n_replications > 0 ? (uint32_t)s->args->n_replications : MOST_LOOKS * s->first;
    if (s->most < s->first) {
        fprintf(stderr, "%s: --replications %u: expected at least %u, %d blocks\n", s->command, s->most, s->first,
                RK_SEARCH_UNITS);
    }
    return s->most >= s->first;
}

static rk_status look_at(sizing *s, const long values[2], rk_mistakes *mistakes)
{
    rk_scenario *scenario;
    rk_settings settings = settings_at(s, values);
    rk_status status = rk_open_quietly(s->args->answer.file, &settings, s->model, mistakes, &scenario);
    if (status == RK_OK) {
        s->n_municipalities = rk_scenario_n_municipalities(scenario);
        s->n_years = (size_t)rk_scenario_years(scenario);
        s->inner = rk_scenario_inner(scenario);
    }
    rk_scenario_close(scenario);
    rk_settings_free(&settings);
    return status;
}

/* Every mistake before anything runs: all corners of the ranges are opened. */
static int check(sizing *s)
{
    const range *vary = s->args->vary;
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_status status = mistakes != NULL ? RK_OK : RK_ERR_MEMORY;
    bool wrong = false;
    for (int corner = 0; corner < (vary[1].key != NULL ? 4 : 2) && status == RK_OK; corner++) {
        const long values[2] = {corner & 1 ? vary[0].high : vary[0].low, corner & 2 ? vary[1].high : vary[1].low};
        status = look_at(s, values, mistakes);
        wrong = wrong || status == RK_ERR_SCENARIO;
        status = status == RK_ERR_SCENARIO ? RK_OK : status;
    }
    status = status == RK_OK && wrong ? RK_ERR_SCENARIO : status;
    int exit_status = mistakes != NULL ? rk_open_told(s->command, status, mistakes, s->args->points.settings.n_wrong)
                                       : rk_command_failed(s->command, status);
    rk_mistakes_free(mistakes);
    return exit_status == RK_EXIT_OK && !take_looks(s) ? RK_EXIT_MISTAKE : exit_status;
}

/* A search seldom takes as many: values that a bisection passes, or the whole grid, each with the most replications. */
static uint32_t most_replications(const sizing *s)
{
    const arguments *args = s->args;
    double most = 4.0;
    for (long span = args->vary[0].high - args->vary[0].low; span > 1; span /= 2) {
        most += 1.0;
    }
    if (args->vary[1].key != NULL) {
        most =
            (double)(args->vary[0].high - args->vary[0].low + 1) * (double)(args->vary[1].high - args->vary[1].low + 1);
    }
    most *= (double)s->most;
    return most < 4e9 ? (uint32_t)most : 4000000000u;
}

/* What is asked for: the goal, the cost, whose outcome. Returns false after telling what is wrong. */
static bool read_question(sizing *s)
{
    const arguments *args = s->args;
    const char *key = args->vary[0].key;
    bool fine = args->until == NULL || rk_goal_parse(s->command, args->until, &s->goal);
    fine = rk_point_metric(s->command, "--cheapest", args->cheapest, &s->cost) && fine;
    if (args->model != NULL) {
        snprintf(s->model, sizeof s->model, "%s", args->model);
    } else if (key != NULL) {
        model_of_key(key, s->model);
    }
    if (key != NULL && s->model[0] == '\0') {
        fprintf(stderr, "%s: --model: whose outcome? The key %s names no model\n", s->command, key);
        fine = false;
    }
    return fine;
}

/* Without a number to vary, or a model that it names, the scenario by itself is looked at. */
static int check_scenario(const sizing *s)
{
    rk_scenario *scenario;
    int exit_status = rk_open_scenario(s->command, s->args->answer.file, &s->args->points.settings, NULL, &scenario);
    rk_scenario_close(scenario);
    return exit_status;
}

int rk_command_size(int argc, char **argv)
{
    static const struct argp argp = {options, parse, "FILE", doc, children, NULL, NULL};
    arguments args = {.answer = {.english = rk_locale_is_english(), .of_scenario = true}, .cheapest = "cost_total"};
    if (argp_parse(&argp, argc, argv, 0, NULL, &args) != 0) {
        return rk_command_failed(argv[0], RK_ERR_MEMORY);
    }
    sizing s = {.args = &args, .command = argv[0]};
    bool fine = read_question(&s);
    int exit_status = args.vary[0].key != NULL && s.model[0] != '\0' ? check(&s) : check_scenario(&s);
    exit_status = exit_status == RK_EXIT_OK && !fine ? RK_EXIT_MISTAKE : exit_status;
    exit_status = exit_status == RK_EXIT_OK ? keep(&s) : exit_status;
    if (exit_status == RK_EXIT_OK) {
        s.progress =
            rk_progress_start(most_replications(&s), 2.0 * (double)(s.n_municipalities * s.n_years), args.points.quiet);
        s.progress.what = "replications at most";
        s.progress.json = args.answer.json;
        rk_interrupt_catch();
        exit_status = args.vary[1].key != NULL ? find_mix(&s) : find_size(&s);
        rk_kept_close(&s.kept, exit_status);
    }
    rk_settings_free(&args.points.settings);
    return exit_status;
}
