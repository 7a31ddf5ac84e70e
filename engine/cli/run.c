/* renkei run FILE. */
#include "cli/command.h"
#include "cli/job.h"
#include "cli/open.h"
#include "cli/option.h"
#include "cli/target.h"
#include "cli/text.h"

#include <renkei/shards.h>

#include <argp.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *file, *output, *models;
    rk_settings settings;
    uint64_t first_replication, n_threads;
    const char *shards; /* as typed; NULL: all of the run */
    uint64_t first_shard, last_shard;
    const char *precision; /* as typed; NULL: a fixed number of replications */
    bool quiet, json, n_given, first_given;
    rk_parts_mode parts;
} arguments;

enum {
    KEY_REPLICATIONS = 256,
    KEY_INNER,
    KEY_FIRST,
    KEY_SHARDS,
    KEY_SEED,
    KEY_THREADS,
    KEY_MODELS,
    KEY_SET,
    KEY_YEARS,
    KEY_JSON,
    KEY_PRECISION,
    KEY_RESUME,
    KEY_DISCARD
};

static const struct argp_option options[] = {
    {"output", 'o', "RESULTS", 0, "write to RESULTS instead of results.h5", 0},
    {"replications", KEY_REPLICATIONS, "N", 0, "number of replications", 0},
    {"inner", KEY_INNER, "N", 0, "replications that share one draw of the assumptions, a multiple of 16", 0},
    {"precision", KEY_PRECISION, "GOAL", 0,
     "run until a 95 % interval is this narrow, METRIC=HALF-WIDTH[@MODEL-BASELINE], or ranking=METRIC is settled, at "
     "two "
     "looks in a row, the first after 64 blocks: 1,280 replications at least, of --inner N 80 N; "
     "--replications is then the most, 100,000 if not given",
     0},
    {"first-replication", KEY_FIRST, "N", 0, "start with replication N instead of 0", 0},
    {"shards", KEY_SHARDS, "A-B", 0,
     "only shards A to B, 256 replications each counted from 0 (or the least more that are whole blocks), of the run "
     "that "
     "--replications asks for",
     0},
    {"seed", KEY_SEED, "S", 0, "the same seed gives the same numbers", 0},
    {"years", KEY_YEARS, "N", 0, "fiscal years to simulate", 0},
    {"models", KEY_MODELS, "A,B", 0, "only these models, and the baseline", 0},
    {"set", KEY_SET, "KEY=VALUE", 0, "change a value of the scenario; may be repeated", 0},
    {"threads", KEY_THREADS, "N", 0, "instead of all processors; the results are the same", 0},
    {"resume", KEY_RESUME, NULL, 0, "continue a run that was killed, or whose disk was full", 0},
    {"discard", KEY_DISCARD, NULL, 0, "begin anew, and remove what such a run left", 0},
    {"quiet", 'q', NULL, 0, "no progress on stderr", 0},
    {"json", KEY_JSON, NULL, 0, "one JSON object instead of the table; progress as JSON lines", 0},
    {0},
};

static const char doc[] =
    "Simulate all models of the scenario FILE on the same luck, print the comparison and write every figure to "
    "results.h5. A name without a folder is also looked for among renkei's own scenarios.\v"
    "Ctrl-C ends the run after the batch in hand and keeps what is finished, labelled as partial. A run that was "
    "killed, or "
    "whose disk was full, has left RESULTS.parts; the same command with --resume continues there and gives the same "
    "bytes.\n"
    "\n"
    "Examples:\n"
    "  renkei run ehime\n"
    "  renkei run ehime --replications 10000 -o ehime.h5\n"
    "  renkei run ehime --replications 9600 --inner 64\n"
    "  renkei run ehime --models pool,visits --years 20 --seed 7\n"
    "  renkei run ehime --set parameters.quits.trend='10 %/year'\n"
    "  renkei run ehime --first-replication 417 --replications 1\n"
    "  renkei run ehime --replications 10000 --shards 0-19 -o a.h5     (and 20-39 elsewhere; then renkei merge)\n"
    "  renkei run ehime --precision zero_cover_months=0.01@pool-alone\n"
    "  renkei run ehime --json --quiet | jq .models[1].figures\n"
    "  mpirun -n 4 renkei run ehime --replications 1000000     (after make MPI=1)\n"
    "\n"
    "Exit status: 0 done; 1 disk or memory; 2 a mistake in the input, nothing written; 130 interrupted, finished work "
    "kept.";

/* Ranges of the keys of the same names. */
static const uint64_t replications_max = 100000000, seed_max = INT64_MAX, years_max = 30;

/* "20-39" or "7". */
static void set_shards(arguments *args, const struct argp_state *state, const char *text)
{
    const uint64_t most = UINT32_MAX / RK_SHARD_MIN;
    char low[32];
    const char *hyphen = strchr(text, '-');
    snprintf(low, sizeof low, "%.*s", (int)(hyphen != NULL ? hyphen - text : (long)strlen(text)), text);
    args->shards = text;
    bool fine = rk_text_whole(low, 0, most, &args->first_shard) &&
                rk_text_whole(hyphen != NULL ? hyphen + 1 : low, 0, most, &args->last_shard);
    if (!fine) {
        rk_option_wrong(state, &args->settings,
                        "--shards %s: expected a whole number from 0 to %llu, or two such as 0-19", text,
                        (unsigned long long)most);
    } else if (args->first_shard > args->last_shard) {
        rk_option_wrong(state, &args->settings, "--shards %s: the first comes after the last", text);
    }
}

/* Options that do not go together. */
static void check_together(const arguments *args, struct argp_state *state)
{
    if (args->shards != NULL && (args->first_given || args->precision != NULL)) {
        argp_error(state, "--shards and --%s do not go together",
                   args->first_given ? "first-replication" : "precision");
    }
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    arguments *args = state->input;
    switch (key) {
    case 'o':
        args->output = text;
        break;
    case 'q':
        args->quiet = true;
        break;
    case KEY_RESUME:
    case KEY_DISCARD:
        rk_option_parts(state, key == KEY_RESUME ? RK_PARTS_RESUME : RK_PARTS_DISCARD, &args->parts);
        break;
    case KEY_JSON:
        args->json = true;
        break;
    case KEY_MODELS:
        args->models = text;
        break;
    case KEY_SET:
        rk_settings_add(&args->settings, text);
        break;
    case KEY_PRECISION:
        args->precision = text;
        break;
    case KEY_REPLICATIONS:
        args->n_given = true;
        rk_option_key(state, "replications", "replications", text, 1, replications_max, &args->settings);
        break;
    case KEY_INNER:
        rk_option_key(state, "inner", "inner", text, RK_INNER_MIN, RK_INNER_MAX, &args->settings);
        break;
    case KEY_SEED:
        rk_option_key(state, "seed", "seed", text, 0, seed_max, &args->settings);
        break;
    case KEY_YEARS:
        rk_option_key(state, "years", "years", text, 1, years_max, &args->settings);
        break;
    case KEY_SHARDS:
        set_shards(args, state, text);
        break;
    case KEY_FIRST:
        args->first_given = true;
        args->first_replication = rk_option_noted(state, "first-replication", text, 0, UINT32_MAX, &args->settings);
        break;
    case KEY_THREADS:
        args->n_threads = rk_option_noted(state, "threads", text, 1, 1024, &args->settings);
        break;
    case ARGP_KEY_ARG:
        if (args->file != NULL) {
            argp_error(state, "one scenario at a time: '%s' or '%s'?", args->file, text);
        }
        args->file = text;
        break;
    case ARGP_KEY_END:
        check_together(args, state);
        if (args->precision != NULL && !args->n_given) {
            rk_settings_add_of(&args->settings, "--precision", "replications", "100000");
        }
        break;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "which scenario? `renkei run ehime` is a start");
        break;
    default:
        return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

/* The replications of the shards; the last one may have fewer. Returns false after a sentence. */
static bool take_shards(const arguments *args, const char *command, uint32_t shard, rk_run_options *run)
{
    uint32_t n_shards = (run->n_replications - 1) / shard + 1;
    if (args->first_shard >= n_shards) {
        fprintf(stderr, "%s: --shards %s: a run of %u replications has shards 0 to %u\n", command, args->shards,
                run->n_replications, n_shards - 1);
        return false;
    }
    uint64_t end = (args->last_shard + 1) * shard;
    run->n_of_run = run->n_replications;
    run->first_replication = (uint32_t)args->first_shard * shard;
    run->n_replications = (uint32_t)(end < run->n_of_run ? end : run->n_of_run) - run->first_replication;
    return true;
}

static int run_scenario(const arguments *args, const rk_scenario *scenario, const char *typed)
{
    rk_job job = {.command = "renkei run",
                  .typed = typed,
                  .output = args->output,
                  .scenario = scenario,
                  .run = rk_run_options_of(scenario),
                  .keeps_parts = true,
                  .parts = args->parts,
                  .quiet = args->quiet,
                  .json = args->json};
    job.run.first_replication = (uint32_t)args->first_replication;
    job.run.n_threads = (int)args->n_threads;
    job.run.precision = args->precision;
    if (args->first_replication + job.run.n_replications > UINT32_MAX) {
        fprintf(stderr, "%s: --first-replication and --replications together go beyond %u\n", job.command, UINT32_MAX);
        return RK_EXIT_MISTAKE;
    }
    if (args->shards != NULL && !take_shards(args, job.command, rk_shard_of(rk_scenario_inner(scenario)), &job.run)) {
        return RK_EXIT_MISTAKE;
    }
    return rk_job_run(&job);
}

int rk_command_run(int argc, char **argv)
{
    static const struct argp argp = {options, parse, "FILE", doc, NULL, NULL, NULL};
    arguments args = {.output = "results.h5"};
    rk_scenario *scenario = NULL;
    char *typed = rk_job_typed(argc, argv); /* before argp puts the arguments in another order */
    if (argp_parse(&argp, argc, argv, 0, NULL, &args) != 0 || typed == NULL) {
        free(typed);
        rk_settings_free(&args.settings);
        return rk_command_failed(argv[0], RK_ERR_MEMORY);
    }
    int exit_status = rk_open_scenario(argv[0], args.file, &args.settings, args.models, &scenario);
    if (!rk_target_usable(argv[0], args.output)) {
        exit_status = RK_EXIT_MISTAKE;
    }
    if (exit_status == RK_EXIT_OK) {
        exit_status = run_scenario(&args, scenario, typed);
    } else {
        fprintf(stderr, "%s: nothing was written\n", argv[0]);
    }
    rk_scenario_close(scenario);
    rk_settings_free(&args.settings);
    free(typed);
    return exit_status;
}
