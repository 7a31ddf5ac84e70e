/* renkei rerun RESULTS. */
#include "cli/again.h"
#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>

static const char doc[] =
    "Run once more what a results file came from: scenario, settings, seed and replications are taken from the file. "
    "The "
    "new file has the same numbers, byte for byte; compare them with `h5diff --exclude-path /provenance`.\v"
    "Example:\n"
    "  renkei rerun ehime.h5 -o again.h5\n"
    "\n"
    "Without -o the file is replaced. It must have been written by this very build of renkei.";

static error_t parse(int key, char *unused, struct argp_state *state)
{
    (void)unused;
    if (key != ARGP_KEY_INIT) {
        return ARGP_ERR_UNKNOWN;
    }
    state->child_inputs[0] = state->input;
    state->child_inputs[1] = state->input;
    return 0;
}

int rk_command_rerun(int argc, char **argv)
{
    static const struct argp_child children[] = {{&rk_again_argp, 0, NULL, 0}, {&rk_again_parts_argp, 0, NULL, 0}, {0}};
    static const struct argp argp = {NULL, parse, "RESULTS", doc, children, NULL, NULL};
    rk_again args = {.keeps_parts = true};
    rk_earlier *earlier = NULL;
    char *typed = rk_job_typed(argc, argv);
    int exit_status = RK_EXIT_MISTAKE;
    if (typed == NULL || argp_parse(&argp, argc, argv, 0, NULL, &args) != 0) {
        exit_status = rk_command_failed(argv[0], RK_ERR_MEMORY);
    } else if (args.n_files != 1) {
        fprintf(stderr, "%s: one results file at a time\n", argv[0]);
    } else {
        exit_status = rk_again_open(argv[0], args.files[0], &earlier);
    }
    if (earlier != NULL) {
        rk_job job = {.command = argv[0],
                      .typed = typed,
                      .output = args.output != NULL ? args.output : args.files[0],
                      .run = rk_earlier_options(earlier)};
        exit_status = rk_again_run(&job, &args, earlier);
    }
    rk_earlier_close(earlier);
    free(args.files);
    free(typed);
    return exit_status;
}
