/* Where finished points are kept, from the command line. */
#include "cli/command.h"
#include "cli/kept.h"
#include "cli/option.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { OPTION_KEEP = 896, OPTION_RESUME, OPTION_DISCARD };

static const struct argp_option options[] = {
    {"keep", OPTION_KEEP, "FILE", 0, "keep finished points in FILE until the end; default OUTPUT.points", 0},
    {"resume", OPTION_RESUME, NULL, 0, "continue what was killed, interrupted, or met a full disk", 0},
    {"discard", OPTION_DISCARD, NULL, 0, "begin anew, and remove what such a run left", 0},
    {0},
};

static error_t parse(int key, char *text, struct argp_state *state)
{
    rk_kept_options *out = state->input;
    switch (key) {
    case OPTION_KEEP:
        out->file = text;
        return 0;
    case OPTION_RESUME:
    case OPTION_DISCARD:
        rk_option_parts(state, key == OPTION_RESUME ? RK_PARTS_RESUME : RK_PARTS_DISCARD, &out->mode);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

const struct argp rk_kept_argp = {options, parse, NULL, NULL, NULL, NULL, NULL};

/* Not standard output, a pipe, a device, or a link, which may lead to one. */
static bool has_a_place(const char *output)
{
    struct stat there;
    return output != NULL && output[0] != '\0' && strcmp(output, "-") != 0 &&
           (lstat(output, &there) != 0 || S_ISREG(there.st_mode));
}

/* The folder without links or ".." in it, and the name; the caller's to free. NULL: there is no such folder. */
static char *full_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash == NULL ? strdup(".") : strndup(path, (size_t)(slash - path) + 1), *full = NULL;
    char *real = folder != NULL ? realpath(folder, NULL) : NULL;
    if (real != NULL && asprintf(&full, "%s/%s", real, slash != NULL ? slash + 1 : path) < 0) {
        full = NULL;
    }
    free(folder);
    free(real);
    return full;
}

/* One file under both names, also where it is not there yet. */
static bool is_same_file(const char *one, const char *other)
{
    struct stat first, second;
    bool first_there = stat(one, &first) == 0, second_there = stat(other, &second) == 0;
    if (first_there || second_there) {
        return first_there && second_there && first.st_dev == second.st_dev && first.st_ino == second.st_ino;
    }
    char *full = full_name(one), *full_other = full_name(other);
    bool same = full != NULL && full_other != NULL && strcmp(full, full_other) == 0;
    free(full);
    free(full_other);
    return same;
}

/* The answer of a command that was interrupted would take the place of its points. */
static int check_apart(const char *command, const rk_kept_options *given, const char *path, const char *const outputs[],
                       size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (outputs[i] != NULL && is_same_file(path, outputs[i])) {
            fprintf(stderr,
                    "%s: %s%s: finished points would be kept in the same file as the output %s; name another%s\n",
                    command, given->file != NULL ? "--keep " : "", path, outputs[i],
                    given->file != NULL ? "" : " with --keep");
            return RK_EXIT_MISTAKE;
        }
    }
    return RK_EXIT_OK;
}

int rk_kept_place(const char *command, const rk_kept_options *given, const char *const outputs[], size_t n, char **path)
{
    const char *beside = NULL;
    for (size_t i = 0; i < n && beside == NULL; i++) {
        beside = has_a_place(outputs[i]) ? outputs[i] : NULL;
    }
    *path = NULL;
    if (given->file != NULL) {
        *path = strdup(given->file);
    } else if (beside != NULL && asprintf(path, "%s.points", beside) < 0) {
        *path = NULL;
    } else if (beside == NULL && given->mode != RK_PARTS_NEW) {
        fprintf(stderr, "%s: %s: points are kept beside an output file such as that of --csv, or with --keep FILE\n",
                command, given->mode == RK_PARTS_RESUME ? "--resume" : "--discard");
        return RK_EXIT_MISTAKE;
    } else if (beside == NULL) {
        return RK_EXIT_OK;
    }
    return *path != NULL ? check_apart(command, given, *path, outputs, n) : rk_command_failed(command, RK_ERR_MEMORY);
}

int rk_kept_begin(rk_kept *kept, const rk_kept_options *given, const rk_kept_plan *plan)
{
    char identity[RK_DIGEST_SIZE], *path = NULL;
    if (plan->what == NULL) {
        return rk_command_failed(plan->command, RK_ERR_MEMORY);
    }
    rk_kept_identity(plan->scenario, plan->what, identity);
    int exit_status = rk_kept_place(plan->command, given, plan->outputs, plan->n_outputs, &path);
    if (exit_status == RK_EXIT_OK) {
        exit_status = rk_kept_open(kept, plan->command, path, identity, plan->n_bytes, given->mode);
    }
    free(path);
    return exit_status;
}
