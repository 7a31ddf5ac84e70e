/* renkei sweep FILE: the scenario at every point of its design, on the same luck, all in one file. */
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/job.h"
#include "cli/kept.h"
#include "cli/open.h"
#include "cli/option.h"
#include "cli/progress.h"
#include "cli/target.h"
#include "cli/text.h"

#include <renkei/design.h>
#include <renkei/results.h>
#include <renkei/sweep.h>

#include <argp.h>
#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    OPTION_REPLICATIONS = 256,
    OPTION_POINTS,
    OPTION_SEED,
    OPTION_THREADS,
    OPTION_SET,
    OPTION_JSON,
    OPTION_RESUME,
    OPTION_DISCARD
};

/* Points of a factorial or a list that are all opened before anything runs; of longer ones every value is. */
enum { CHECKED_POINTS_MAX = 1000 };

typedef struct {
    const char *file, *output;
    rk_settings settings;
    uint64_t n_threads;
    bool quiet, json;
    rk_kept_mode mode;
} arguments;

static const struct argp_option options[] = {
    {"output", 'o', "FILE", 0, "write to FILE instead of sweep.h5", 0},
    {"points", OPTION_POINTS, "N", 0, "points of a Latin hypercube or of Sobol's, instead of the scenario's", 0},
    {"replications", OPTION_REPLICATIONS, "N", 0, "at each point, instead of the scenario's", 0},
    {"seed", OPTION_SEED, "S", 0, "the same seed gives the same points and numbers", 0},
    {"set", OPTION_SET, "KEY=VALUE", 0, "change a value of the scenario; may be repeated", 0},
    {"threads", OPTION_THREADS, "N", 0, "instead of all processors; the results are the same", 0},
    {"quiet", 'q', NULL, 0, "no progress on stderr", 0},
    {"resume", OPTION_RESUME, NULL, 0, "continue a sweep that was killed, or whose disk was full", 0},
    {"discard", OPTION_DISCARD, NULL, 0, "begin anew, and remove what such a sweep left", 0},
    {"json", OPTION_JSON, NULL, 0, "one JSON object instead of the sentence; progress as JSON lines", 0},
    {0},
};

static const char doc[] = "Run the scenario FILE at every point of its `sweep:` block, all points on the same luck, "
                          "and write the outcomes of "
                          "all models to sweep.h5, with the design as coordinates.\v"
                          "A scenario says what varies:\n"
                          "\n"
                          "  sweep:\n"
                          "    design: factorial          # or latin_hypercube, sobol, list\n"
                          "    replications: 256          # at each point\n"
                          "    vary:\n"
                          "      parameters.quits.trend: [0 %/year, 10 %/year]\n"
                          "      models.pool.experts.number: [2, 4, 8]\n"
                          "\n"
                          "Ctrl-C ends after the point in hand; finished points are kept, labelled as partial. A "
                          "sweep that was killed, or whose disk was full, has left FILE.points; the same command with "
                          "--resume continues there and gives the same figures.\n"
                          "\n"
                          "Examples:\n"
                          "  renkei sweep my.yaml\n"
                          "  renkei sweep my.yaml --replications 1024 -o grid.h5\n"
                          "  python3 -c 'import xarray; print(xarray.open_dataset(\"sweep.h5\"))'";

static error_t parse(int key, char *text, struct argp_state *state)
{
    arguments *args = state->input;
    switch (key) {
    case 'o':
        args->output = text;
        return 0;
    case 'q':
        args->quiet = true;
        return 0;
    case OPTION_RESUME:
        args->mode = RK_KEPT_RESUME;
        return 0;
    case OPTION_DISCARD:
        args->mode = RK_KEPT_DISCARD;
        return 0;
    case OPTION_JSON:
        args->json = true;
        return 0;
    case OPTION_POINTS:
        (void)rk_option_whole(state, "points", text, 1, RK_SWEEP_POINTS_MAX);
        rk_settings_add(&args->settings, "sweep.points", text);
        return 0;
    case OPTION_REPLICATIONS:
        (void)rk_option_whole(state, "replications", text, 1, 100000000);
        rk_settings_add(&args->settings, "sweep.replications", text);
        return 0;
    case OPTION_SEED:
        (void)rk_option_whole(state, "seed", text, 0, INT64_MAX);
        rk_settings_add(&args->settings, "seed", text);
        return 0;
    case OPTION_THREADS:
        args->n_threads = rk_option_whole(state, "threads", text, 1, 1024);
        return 0;
    case OPTION_SET:
        rk_settings_add(&args->settings, NULL, text);
        return 0;
    case ARGP_KEY_ARG:
        if (args->file != NULL) {
            argp_error(state, "one scenario at a time: '%s' or '%s'?", args->file, text);
        }
        args->file = text;
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "which scenario?");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* ---- The design ---- */

typedef struct {
    const arguments *args;
    const char *command;
    const rk_scenario *scenario; /* without what varies */
    const rk_sweep *sweep;
    double *numbers; /* [n_points][n_factors] */
    char **texts;    /* [n_points][n_factors] */
    rk_kept *kept;
} sweeping;

/* Where a place of a range is. Whole numbers share the range in equal parts. */
static double within(const rk_sweep_factor *factor, double place)
{
    double low = factor->numbers[0], high = factor->numbers[1];
    return factor->whole ? fmin(low + floor(place * (high - low + 1.0)), high) : low + place * (high - low);
}

static rk_status places_of(const sweeping *s, double *places)
{
    size_t n = s->sweep->n_points, k = s->sweep->n_factors;
    uint64_t seed = rk_scenario_seed(s->scenario);
    return s->sweep->design == RK_SWEEP_SOBOL             ? rk_sobol_points(n, k, seed, places)
           : s->sweep->design == RK_SWEEP_LATIN_HYPERCUBE ? rk_latin_hypercube(n, k, seed, places)
                                                          : RK_OK;
}

/* Which of its values a factor has at a point: the last factor changes from point to point. */
static size_t value_at(const rk_sweep *sweep, size_t point, size_t factor)
{
    if (sweep->design == RK_SWEEP_LIST) {
        return point;
    }
    for (size_t i = sweep->n_factors - 1; i > factor; i--) {
        point /= sweep->factors[i].n_values;
    }
    return point % sweep->factors[factor].n_values;
}

static rk_status make_design(sweeping *s)
{
    const rk_sweep *sweep = s->sweep;
    size_t k = sweep->n_factors, n = sweep->n_points * k;
    bool ranges = sweep->design == RK_SWEEP_SOBOL || sweep->design == RK_SWEEP_LATIN_HYPERCUBE;
    s->numbers = calloc(n + 1, sizeof *s->numbers);
    s->texts = calloc(n + 1, sizeof *s->texts);
    rk_status status = s->numbers != NULL && s->texts != NULL ? places_of(s, s->numbers) : RK_ERR_MEMORY;
    for (size_t i = 0; status == RK_OK && i < n; i++) {
        const rk_sweep_factor *factor = &sweep->factors[i % k];
        if (ranges) {
            s->numbers[i] = within(factor, s->numbers[i]);
            if (asprintf(&s->texts[i], "%.10g %s", s->numbers[i], factor->unit) < 0) {
                s->texts[i] = NULL;
            }
        } else {
            size_t value = value_at(sweep, i / k, i % k);
            s->numbers[i] = factor->numbers != NULL ? factor->numbers[value] : (double)NAN;
            s->texts[i] = strdup(factor->values[value]);
        }
        status = s->texts[i] == NULL ? RK_ERR_MEMORY : RK_OK;
    }
    return status;
}

static void design_free(sweeping *s)
{
    for (size_t i = 0; s->texts != NULL && i < s->sweep->n_points * s->sweep->n_factors; i++) {
        free(s->texts[i]);
    }
    free(s->texts);
    free(s->numbers);
}

/* ---- A point ---- */

/* The factor whose value a mistake is about, or NULL. Parameters may be named without their group. */
static const rk_sweep_factor *blamed(const rk_sweep *sweep, const rk_mistake *mistake)
{
    static const char group[] = "parameters.";
    for (size_t i = 0; i < sweep->n_factors && strcmp(mistake->file, "--set") == 0; i++) {
        const char *key = sweep->factors[i].key, *said = mistake->key;
        bool bare = strncmp(said, group, sizeof group - 1) == 0 && strcmp(said + sizeof group - 1, key) == 0;
        if (bare || strcmp(said, key) == 0) {
            return &sweep->factors[i];
        }
    }
    return NULL;
}

typedef struct {
    char *line[256]; /* sentences that were told */
    size_t n;
} sentences;

/* Tell a sentence that was not told; takes ownership. */
static void once(sentences *told, char *line)
{
    bool known = line == NULL || told->n == sizeof told->line / sizeof told->line[0];
    for (size_t t = 0; t < told->n && !known; t++) {
        known = strcmp(told->line[t], line) == 0;
    }
    if (known) {
        free(line);
        return;
    }
    fprintf(stderr, "%s\n", line);
    told->line[told->n++] = line;
}

/* Tell each mistake once, at the place of the sweep that makes it. */
static void tell(const sweeping *s, rk_mistakes *mistakes, sentences *told)
{
    for (size_t i = 0; i < rk_mistakes_count(mistakes); i++) {
        rk_mistake mistake = rk_mistakes_get(mistakes, i);
        const rk_sweep_factor *factor = blamed(s->sweep, &mistake);
        char *line = NULL;
        int n = factor != NULL ? asprintf(&line, "%s:%d:%d: sweep.vary.%s: %s", factor->file, factor->line,
                                          factor->column, factor->key, mistake.text)
                               : asprintf(&line, "%s:%d:%d: %s: %s", mistake.file, mistake.line, mistake.column,
                                          mistake.key, mistake.text);
        once(told, n < 0 ? NULL : line);
    }
}

/* Open the scenario with values of its keys; told: where mistakes are kept. */
static rk_status open_with(const sweeping *s, const char *const *values, sentences *told, rk_scenario **scenario)
{
    rk_settings settings = {0};
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_status status = RK_ERR_MEMORY;
    *scenario = NULL;
    rk_settings_copy(&settings, &s->args->settings);
    for (size_t i = 0; i < s->sweep->n_factors; i++) {
        rk_settings_add(&settings, s->sweep->factors[i].key, values[i]);
    }
    if (mistakes != NULL) {
        status = rk_scenario_open(s->args->file, (const char *const *)settings.texts, settings.n, mistakes, scenario);
    }
    if (status == RK_ERR_SCENARIO) {
        tell(s, mistakes, told);
    } else if (status == RK_OK && rk_scenario_n_models(*scenario) != rk_scenario_n_models(s->scenario)) {
        once(told, strdup("a sweep has the same models at every point"));
        status = RK_ERR_SCENARIO;
    }
    rk_mistakes_free(mistakes);
    rk_settings_free(&settings);
    if (status != RK_OK) {
        rk_scenario_close(*scenario);
        *scenario = NULL;
    }
    return status;
}

static rk_status check_with(const sweeping *s, const char *const *values, sentences *told)
{
    rk_scenario *scenario;
    rk_status status = open_with(s, values, told, &scenario);
    rk_scenario_close(scenario);
    return status == RK_ERR_SCENARIO ? RK_OK : status;
}

/* Every point; of long designs each value of each key, the ends of ranges, with the first values of the others. */
static rk_status check_all(const sweeping *s, sentences *told)
{
    const rk_sweep *sweep = s->sweep;
    bool rows = sweep->design == RK_SWEEP_FACTORIAL || sweep->design == RK_SWEEP_LIST;
    size_t k = sweep->n_factors;
    const char *values[RK_SWEEP_FACTORS_MAX];
    rk_status status = RK_OK;
    for (size_t point = 0; rows && sweep->n_points <= CHECKED_POINTS_MAX && point < sweep->n_points; point++) {
        status = status == RK_OK ? check_with(s, (const char *const *)s->texts + point * k, told) : status;
    }
    for (size_t i = 0; (!rows || sweep->n_points > CHECKED_POINTS_MAX) && i < k; i++) {
        for (size_t value = 0; value < sweep->factors[i].n_values && status == RK_OK; value++) {
            for (size_t other = 0; other < k; other++) {
                values[other] = sweep->factors[other].values[other == i ? value : 0];
            }
            status = check_with(s, values, told);
        }
    }
    return status;
}

/* ---- Running ---- */

static rk_status simulate(const sweeping *s, const rk_scenario *scenario, rk_summary *summaries)
{
    rk_ensemble *ensemble = NULL;
    rk_run_options run = rk_run_options_of(scenario);
    run.n_replications = s->sweep->n_replications;
    run.n_threads = (int)s->args->n_threads;
    rk_status status = rk_ensemble_open(scenario, &run, &ensemble);
    while (status == RK_OK && !rk_ensemble_done(ensemble)) {
        status = rk_ensemble_advance(ensemble);
    }
    size_t n_models = rk_scenario_n_models(s->scenario);
    for (size_t i = 0; status == RK_OK && i < n_models * RK_N_METRICS; i++) {
        summaries[i] = rk_ensemble_summary(ensemble, i / RK_N_METRICS, (rk_metric)(i % RK_N_METRICS));
    }
    rk_ensemble_close(ensemble);
    if (status == RK_OK && !rk_kept_add(s->kept, summaries)) {
        fprintf(stderr, "%s: %s: could not be written: %s\n", s->command, s->kept->path, strerror(errno));
        status = RK_ERR_RESULTS_WRITE;
    }
    return status;
}

static rk_status live(const sweeping *s, size_t point, sentences *told, rk_summary *summaries, rk_sweep_file *file)
{
    rk_scenario *scenario;
    rk_status status = open_with(s, (const char *const *)s->texts + point * s->sweep->n_factors, told, &scenario);
    if (status == RK_OK && !rk_kept_next(s->kept, summaries)) {
        status = simulate(s, scenario, summaries);
    }
    status = status == RK_OK ? rk_sweep_append(file, scenario, summaries) : status;
    rk_scenario_close(scenario);
    return status;
}

static rk_status live_all(const sweeping *s, sentences *told, rk_sweep_file *file, size_t *finished)
{
    size_t n_models = rk_scenario_n_models(s->scenario);
    rk_summary *summaries = calloc(n_models * RK_N_METRICS, sizeof *summaries);
    double years = (double)rk_scenario_n_municipalities(s->scenario) * rk_scenario_years(s->scenario) *
                   (double)n_models * s->sweep->n_replications;
    rk_progress progress = rk_progress_start((uint32_t)s->sweep->n_points, years, s->args->quiet);
    progress.what = "points";
    progress.json = s->args->json;
    rk_status status = summaries != NULL ? RK_OK : RK_ERR_MEMORY;
    while (status == RK_OK && *finished < s->sweep->n_points && !rk_interrupt_asked()) {
        status = live(s, *finished, told, summaries, file);
        *finished += status == RK_OK;
        rk_progress_show(&progress, (uint32_t)*finished);
    }
    rk_progress_end(&progress);
    free(summaries);
    return status;
}

/* What is in the file, on standard output. */
static void say_where(const sweeping *s, size_t finished)
{
    char points[RK_TEXT_SIZE], replications[RK_TEXT_SIZE];
    if (!s->args->json) {
        rk_text_count(points, finished);
        rk_text_count(replications, s->sweep->n_replications);
        printf("%s: %s points of %s replications. Results: %s\n", rk_scenario_title(s->scenario), points, replications,
               s->args->output);
        return;
    }
    json_t *object =
        json_pack("{s:s, s:s, s:b, s:I, s:I, s:I}", "title", rk_scenario_title(s->scenario), "results", s->args->output,
                  "partial", finished < s->sweep->n_points, "points", (json_int_t)finished, "points_asked",
                  (json_int_t)s->sweep->n_points, "replications", (json_int_t)s->sweep->n_replications);
    (void)json_dumpf(object, stdout, JSON_INDENT(2));
    putchar('\n');
    json_decref(object);
}

static void say_kept(const sweeping *s, rk_status status)
{
    if (status != RK_OK && s->kept->n > 0) {
        fprintf(stderr, "%s: %zu finished points are kept in %s; --resume continues there\n", s->command, s->kept->n,
                s->kept->path);
    }
}

static int run_to_file(const sweeping *s, rk_sweep_file *file, sentences *told)
{
    size_t finished = 0;
    rk_status ran = live_all(s, told, file, &finished);
    if (finished == 0 || (ran != RK_OK && ran != RK_ERR_SCENARIO)) {
        rk_sweep_abandon(file);
        say_kept(s, ran);
        fputs(ran == RK_OK ? "renkei sweep: interrupted before a point was finished; nothing is kept\n" : "", stderr);
        return ran == RK_OK ? RK_EXIT_INTERRUPTED : rk_command_failed(s->command, ran);
    }
    rk_status status = rk_sweep_finish(file, finished, (const char *const *)s->texts, s->numbers);
    if (status != RK_OK) {
        say_kept(s, status);
        return rk_command_failed(s->command, status);
    }
    say_where(s, finished);
    if (finished < s->sweep->n_points) {
        fprintf(stderr, "%s: %s; %zu of %zu points are kept in %s, labelled as partial\n", s->command,
                ran == RK_OK ? "interrupted" : "the next point has mistakes", finished, s->sweep->n_points,
                s->args->output);
        return ran == RK_OK ? RK_EXIT_INTERRUPTED : RK_EXIT_MISTAKE;
    }
    return RK_EXIT_OK;
}

/* Behind the points that are kept, if any. */
static int go_on(sweeping *s, rk_sweep_file *file, sentences *told)
{
    rk_kept kept;
    char identity[RK_DIGEST_SIZE];
    size_t n_bytes = rk_scenario_n_models(s->scenario) * RK_N_METRICS * sizeof(rk_summary);
    rk_kept_identity(s->scenario, s->sweep->n_points, identity);
    int exit_status = rk_kept_open(&kept, s->command, s->args->output, identity, n_bytes, s->args->mode);
    s->kept = &kept;
    if (exit_status != RK_EXIT_OK) {
        rk_sweep_abandon(file);
    } else {
        exit_status = run_to_file(s, file, told);
    }
    rk_kept_close(&kept, exit_status == RK_EXIT_OK || exit_status == RK_EXIT_INTERRUPTED);
    return exit_status;
}

static int run_sweep(const arguments *args, const char *command, const rk_scenario *scenario, const char *typed)
{
    sentences told = {.n = 0};
    sweeping s = {.args = args, .command = command, .scenario = scenario, .sweep = rk_scenario_sweep(scenario)};
    rk_sweep_file *file = NULL;
    if (s.sweep == NULL) {
        fprintf(stderr, "%s: %s has no `sweep:` block; `%s --help` shows one\n", command, args->file, command);
        return RK_EXIT_MISTAKE;
    }
    rk_status status = make_design(&s);
    status = status == RK_OK ? check_all(&s, &told) : status;
    int exit_status = RK_EXIT_OK;
    if (status == RK_OK && told.n > 0) {
        fprintf(stderr, "%s: %zu %s; nothing was written\n", command, told.n, told.n == 1 ? "mistake" : "mistakes");
        exit_status = RK_EXIT_MISTAKE;
    } else if (status == RK_OK) {
        rk_run_options run = rk_run_options_of(scenario);
        run.n_replications = s.sweep->n_replications;
        run.n_threads = (int)args->n_threads;
        rk_interrupt_catch();
        status = rk_sweep_create(args->output, scenario, &run, typed, &file);
        rk_interrupt_removes(status == RK_OK ? args->output : NULL);
    }
    if (status != RK_OK) {
        exit_status = rk_command_failed(command, status);
    } else if (exit_status == RK_EXIT_OK) {
        exit_status = go_on(&s, file, &told);
        rk_interrupt_removes(NULL);
    }
    for (size_t i = 0; i < told.n; i++) {
        free(told.line[i]);
    }
    design_free(&s);
    return exit_status;
}

int rk_command_sweep(int argc, char **argv)
{
    static const struct argp argp = {options, parse, "FILE", doc, NULL, NULL, NULL};
    arguments args = {.output = "sweep.h5"};
    rk_scenario *scenario = NULL;
    char *typed = rk_job_typed(argc, argv);
    if (argp_parse(&argp, argc, argv, 0, NULL, &args) != 0 || typed == NULL) {
        free(typed);
        return rk_command_failed(argv[0], RK_ERR_MEMORY);
    }
    int exit_status = rk_open_scenario(argv[0], args.file, &args.settings, NULL, &scenario);
    if (!rk_target_usable(argv[0], args.output)) {
        exit_status = RK_EXIT_MISTAKE;
    }
    if (exit_status == RK_EXIT_OK) {
        exit_status = run_sweep(&args, argv[0], scenario, typed);
    }
    rk_scenario_close(scenario);
    rk_settings_free(&args.settings);
    free(typed);
    return exit_status;
}
