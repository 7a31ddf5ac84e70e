/* The commands of renkei: one file each, a table of them in main.c.
 *
 * A command gets its own part of the command line, argv[0] being "renkei run" or the like, and returns the exit status.
 */
#ifndef RK_CLI_COMMAND_H
#define RK_CLI_COMMAND_H

#include <renkei/status.h>

enum {
    RK_EXIT_OK = 0,
    RK_EXIT_FAILURE = 1,      /* ours: disk, memory */
    RK_EXIT_MISTAKE = 2,      /* the user's; nothing was written */
    RK_EXIT_INTERRUPTED = 130 /* Ctrl-C; what was finished is kept */
};

int rk_command_run(int argc, char **argv);
int rk_command_extend(int argc, char **argv);
int rk_command_merge(int argc, char **argv);
int rk_command_rerun(int argc, char **argv);
int rk_command_replay(int argc, char **argv);
int rk_command_sweep(int argc, char **argv);
int rk_command_size(int argc, char **argv);
int rk_command_sensitivity(int argc, char **argv);
int rk_command_calibrate(int argc, char **argv);
int rk_command_boundary(int argc, char **argv);
int rk_command_check(int argc, char **argv);
int rk_command_explain(int argc, char **argv);
int rk_command_list(int argc, char **argv);
int rk_command_compare(int argc, char **argv);
int rk_command_winners(int argc, char **argv);
int rk_command_risk(int argc, char **argv);
int rk_command_budget(int argc, char **argv);
int rk_command_frontier(int argc, char **argv);
int rk_command_value(int argc, char **argv);
int rk_command_regret(int argc, char **argv);
int rk_command_stability(int argc, char **argv);
int rk_command_report(int argc, char **argv);
int rk_command_plot(int argc, char **argv);

/* Report a status that is not RK_OK on stderr, after the name of the command; returns the exit status it stands for. */
int rk_command_failed(const char *command, rk_status status);

#endif
