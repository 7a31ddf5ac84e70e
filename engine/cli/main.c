/* renkei COMMAND ...: finds the command. */
#include "cli/command.h"
#include "cli/text.h"

#include <renkei/ranks.h>
#include <renkei/version.h>

#include <argp.h>
#include <jansson.h>
#include <locale.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *help;
} command;

static const command commands[] = {
    {"run", rk_command_run, "compare the models of a scenario and write results.h5"},
    {"extend", rk_command_extend, "add replications to a results file"},
    {"merge", rk_command_merge, "make one results file of runs of different replications"},
    {"rerun", rk_command_rerun, "run once more what a results file came from"},
    {"replay", rk_command_replay, "one municipality in one future, month by month"},
    {"sweep", rk_command_sweep, "run a scenario at every point of a design and write sweep.h5"},
    {"size", rk_command_size, "the smallest number that meets a goal, the cheapest mix of two"},
    {"sensitivity", rk_command_sensitivity, "which assumptions matter: Morris, Sobol, tornado"},
    {"calibrate", rk_command_calibrate, "which assumptions agree with published figures; a posterior, a back-test"},
    {"compare", rk_command_compare, "all models of a results file against its baseline: which is best, how sure"},
    {"winners", rk_command_winners, "which municipalities gain and which lose, in coverage and in cost"},
    {"risk", rk_command_risk, "what can go wrong: gaps, when, where, how many at once; lateness"},
    {"budget", rk_command_budget, "who pays what, how sure; how often an envelope is exceeded"},
    {"frontier", rk_command_frontier, "what coverage costs: which models are worth it, at which price"},
    {"value", rk_command_value, "what is worth finding out before choosing, and for how much"},
    {"regret", rk_command_regret, "what a choice costs in hindsight, and when the leading model loses"},
    {"stability", rk_command_stability, "would a member gain by leaving; how to share; the least subsidy"},
    {"report", rk_command_report, "everything that a results file answers, on one page"},
    {"plot", rk_command_plot, "one figure of a results file, as SVG"},
    {"boundary", rk_command_boundary, "import official boundaries, so that maps have shapes"},
    {"check", rk_command_check, "list every mistake of a scenario"},
    {"explain", rk_command_explain, "every value in force, with unit, source and origin"},
    {"list", rk_command_list, "places, instruments, metrics, parameters or funding rules"},
};
enum { N_COMMANDS = sizeof commands / sizeof commands[0] };

static void print_version(FILE *out, struct argp_state *state)
{
    (void)state;
    fprintf(out, "renkei %s (%s)\n", RK_VERSION, rk_version_commit());
    fprintf(out, "%s; jansson %s\n", rk_version_libraries(), JANSSON_VERSION);
    fputs("Licence: GNU GPL version 3 or later. There is no warranty.\n", out);
}

static void print_help(FILE *out)
{
    fputs("Usage: renkei COMMAND [OPTION...] [ARGUMENT...]\n"
          "What cooperation brings to the digital staff of municipalities: models side by side, month by month.\n\n",
          out);
    for (int i = 0; i < N_COMMANDS; i++) {
        fprintf(out, "  renkei %-12s%s\n", commands[i].name, commands[i].help);
    }
    fputs("\nExamples:\n"
          "  renkei run ehime                      the Ehime comparison; table here, all figures in results.h5\n"
          "  renkei check my-prefecture.yaml       is my scenario right?\n"
          "  renkei list municipalities 愛媛県     codes and names to use in a scenario\n"
          "\n"
          "`renkei COMMAND --help` says more, as does `man renkei`. `renkei --version` names all libraries.\n",
          out);
}

static const command *find(const char *name)
{
    for (int i = 0; i < N_COMMANDS; i++) {
        if (strcmp(commands[i].name, name) == 0) {
            return &commands[i];
        }
    }
    return NULL;
}

static int unknown(const char *name)
{
    const char *nearest = NULL;
    size_t least = strlen(name) / 2 + 1; /* farther away it is no slip of the finger */
    for (int i = 0; i < N_COMMANDS; i++) {
        size_t distance = rk_text_distance(name, commands[i].name);
        if (distance < least) {
            least = distance;
            nearest = commands[i].name;
        }
    }
    fprintf(stderr, "renkei: there is no command '%s'.", name);
    if (nearest != NULL) {
        fprintf(stderr, " Did you mean 'renkei %s'?\n", nearest);
    } else {
        fputs(" `renkei help` lists them.\n", stderr);
    }
    return RK_EXIT_MISTAKE;
}

static int dispatch(const command *which, int argc, char **argv)
{
    if (rk_ranks_n() > 1 && which->run != rk_command_run) {
        fprintf(stderr, "renkei %s: mpirun is for `renkei run`; one process does this\n", which->name);
        return RK_EXIT_MISTAKE;
    }
    char name[32];
    snprintf(name, sizeof name, "renkei %s", which->name);
    argv[0] = name; /* what argp calls the program in its messages */
    return which->run(argc, argv);
}

/* `renkei help run` is `renkei run --help`. */
static int help(int argc, char **argv)
{
    if (argc < 2) {
        print_help(stdout);
        return RK_EXIT_OK;
    }
    const command *which = find(argv[1]);
    if (which == NULL) {
        return unknown(argv[1]);
    }
    char option[] = "--help";
    char *words[] = {NULL, option, NULL};
    return dispatch(which, 2, words);
}

static int front_door(int argc, char **argv)
{
    if (argc < 2) {
        print_help(stderr);
        return RK_EXIT_MISTAKE;
    }
    const char *word = argv[1];
    if (strcmp(word, "help") == 0 || strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 ||
        strcmp(word, "-?") == 0) {
        return help(argc - 1, argv + 1);
    }
    if (strcmp(word, "version") == 0 || strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) {
        print_version(stdout, NULL);
        return RK_EXIT_OK;
    }
    const command *which = find(word);
    return which != NULL ? dispatch(which, argc - 1, argv + 1) : unknown(word);
}

/* Large arrays go back to the system when they are freed, also those that are freed and made again and again; by itself
 * glibc begins to keep them. The rest stays with us: giving the end of the heap back each time stops all threads.
 * Threads ask for memory rarely, so they share a heap, and what one has freed serves the others. */
static void give_memory_back(void)
{
#ifdef M_MMAP_THRESHOLD
    const int large = 1 << 18, rest = 1 << 26;
    (void)mallopt(M_MMAP_THRESHOLD, large);
    (void)mallopt(M_TRIM_THRESHOLD, rest);
    (void)mallopt(M_ARENA_MAX, 1);
#endif
}

int main(int argc, char **argv)
{
    give_memory_back();
    setlocale(LC_CTYPE, ""); /* letters only: numbers keep their point in every language */
    argp_program_version_hook = print_version;
    argp_err_exit_status = RK_EXIT_MISTAKE;
    if (!rk_ranks_begin()) {
        fputs("renkei: mpirun started several processes, but this renkei was built without MPI: `make MPI=1`\n",
              stderr);
        return RK_EXIT_MISTAKE;
    }
    int status = front_door(argc, argv);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("renkei: standard output");
        return status == RK_EXIT_OK ? RK_EXIT_FAILURE : status;
    }
    return status;
}
