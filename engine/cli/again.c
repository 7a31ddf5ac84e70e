#include "cli/again.h"

#include "cli/command.h"
#include "cli/option.h"
#include "cli/target.h"

#include <renkei/reading.h>

#include <stdio.h>
#include <stdlib.h>

enum { OPTION_THREADS = 512, OPTION_JSON, OPTION_RESUME, OPTION_DISCARD };

static const struct argp_option options[] = {
    {"output", 'o', "RESULTS", 0, "write to RESULTS", 0},
    {"threads", OPTION_THREADS, "N", 0, "instead of all processors; the results are the same", 0},
    {"quiet", 'q', NULL, 0, "no progress on stderr", 0},
    {"json", OPTION_JSON, NULL, 0, "one JSON object instead of the table; progress as JSON lines", 0},
    {0},
};

static error_t parse(int key, char *text, struct argp_state *state)
{
    rk_again *args = state->input;
    switch (key) {
    case 'o':
        args->output = text;
        break;
    case 'q':
        args->quiet = true;
        break;
    case OPTION_JSON:
        args->json = true;
        break;
    case OPTION_THREADS:
        args->n_threads = rk_option_whole(state, "threads", text, 1, 1024);
        break;
    case ARGP_KEY_ARG:
        args->files = realloc(args->files, (args->n_files + 1) * sizeof *args->files);
        if (args->files == NULL) {
            return ENOMEM;
        }
        args->files[args->n_files++] = text;
        break;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "which results file?");
        break;
    default:
        return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

const struct argp rk_again_argp = {options, parse, NULL, NULL, NULL, NULL, NULL};

static const struct argp_option parts_options[] = {
    {"resume", OPTION_RESUME, NULL, 0, "continue what was killed, or met a full disk", 0},
    {"discard", OPTION_DISCARD, NULL, 0, "begin anew, and remove what such a run left", 0},
    {0},
};

static error_t parse_parts(int key, char *unused, struct argp_state *state)
{
    rk_again *args = state->input;
    (void)unused;
    switch (key) {
    case OPTION_RESUME:
    case OPTION_DISCARD:
        rk_option_parts(state, key == OPTION_RESUME ? RK_PARTS_RESUME : RK_PARTS_DISCARD, &args->parts);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

const struct argp rk_again_parts_argp = {parts_options, parse_parts, NULL, NULL, NULL, NULL, NULL};

int rk_again_open(const char *command, const char *path, rk_earlier **earlier)
{
    rk_reading *reading = NULL;
    *earlier = NULL;
    rk_status status = rk_reading_open(path, &reading);
    rk_reading_close(reading);
    if (status != RK_OK) {
        const char *problem = rk_reading_problem();
        fprintf(stderr, "%s: %s\n", command, problem[0] != '\0' ? problem : rk_status_text(status));
        return status == RK_ERR_MEMORY ? RK_EXIT_FAILURE : RK_EXIT_MISTAKE;
    }
    status = rk_earlier_open(path, earlier);
    if (status == RK_OK) {
        return RK_EXIT_OK;
    }
    int exit_status = rk_command_failed(command, status);
    return status == RK_ERR_RESULTS_READ ? RK_EXIT_MISTAKE : exit_status;
}

int rk_again_run(rk_job *job, const rk_again *args, const rk_earlier *source)
{
    rk_scenario *scenario = NULL;
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_status status = RK_ERR_MEMORY;
    if (mistakes != NULL) {
        status = rk_earlier_scenario(source, job->pieces == NULL ? 0 : job->run.n_replications, mistakes, &scenario);
        rk_mistakes_print(mistakes, stderr);
    }
    rk_mistakes_free(mistakes);
    if (status != RK_OK) {
        return rk_command_failed(job->command, status);
    }
    int exit_status = RK_EXIT_MISTAKE;
    if (rk_target_usable(job->command, job->output)) {
        job->scenario = scenario;
        if (job->pieces == NULL && rk_earlier_precision(source)[0] != '\0') {
            job->run.n_replications = rk_scenario_replications(scenario); /* at most, as it was */
        }
        job->run.n_threads = (int)args->n_threads;
        job->keeps_parts = args->keeps_parts;
        job->parts = args->parts;
        job->quiet = args->quiet;
        job->json = args->json;
        exit_status = rk_job_run(job);
    }
    rk_scenario_close(scenario);
    return exit_status;
}
