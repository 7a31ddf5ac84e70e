/* Opening a scenario for a command: its settings from the command line, its mistakes to stderr. */
#ifndef RK_CLI_OPEN_H
#define RK_CLI_OPEN_H

#include <renkei/scenario.h>

/* Texts "KEY=VALUE" of --set, "--OPTION KEY=VALUE" of others. */
typedef struct {
    char **texts;
    size_t n;
    size_t n_wrong; /* options of the command line that are wrong, as was told: no scenario is opened with them */
} rk_settings;

/* Add a setting of --set, as it was typed. Ends the program when memory is out. */
void rk_settings_add(rk_settings *settings, const char *text);
/* The same for the value of a key that another option ("--years") gives; mistakes name that option. */
void rk_settings_add_of(rk_settings *settings, const char *option, const char *key, const char *text);
void rk_settings_copy(rk_settings *settings, const rk_settings *from);
void rk_settings_free(rk_settings *settings);

/* Open, and report every mistake. models: the list of --models or NULL. Returns an exit status; *scenario is NULL
 * unless it is RK_EXIT_OK, which it is not when options were wrong (settings->n_wrong). */
int rk_open_scenario(const char *command, const char *path, const rk_settings *settings, const char *models,
                     rk_scenario **scenario);

/* The same in two steps, for what is opened several times: mistakes are added to the list, each once, and told in the
 * end. *scenario is NULL unless RK_OK is returned. */
RK_MUST_CHECK rk_status rk_open_quietly(const char *path, const rk_settings *settings, const char *models,
                                        rk_mistakes *mistakes, rk_scenario **scenario);
/* status: of opening. Returns the exit status, RK_EXIT_OK where nothing is wrong. */
int rk_open_told(const char *command, rk_status status, rk_mistakes *mistakes, size_t n_wrong);

/* The same of a scenario that is swept, with the mistakes of all points (renkei/sweep.h); one without a sweep is
 * opened, too. */
int rk_open_swept(const char *command, const char *path, const rk_settings *settings, rk_scenario **scenario);

/* "FY2026-FY2035", "FY2026"; "令和" years are left to reports. */
void rk_open_years(char out[64], const rk_scenario *scenario);

#endif
