/* What several commands read from their command line in the same way. Unless they are noted, mistakes end the program
 * with argp's sentence. */
#ifndef RK_CLI_OPTION_H
#define RK_CLI_OPTION_H

#include "cli/open.h"

#include <renkei/parts.h>

#include <argp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A whole number from low to high; option: its long name. */
uint64_t rk_option_whole(struct argp_state *state, const char *option, const char *text, uint64_t low, uint64_t high);

/* Tell a mistake and note it in settings: unlike argp_error it leaves the rest to be read, so that the mistakes of
 * other options and of the scenario are told with it (rk_open_scenario). */
void rk_option_wrong(const struct argp_state *state, rk_settings *settings, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* As rk_option_whole, but a mistake is noted. Returns low then. */
uint64_t rk_option_noted(const struct argp_state *state, const char *option, const char *text, uint64_t low,
                         uint64_t high, rk_settings *settings);

/* An option that is a whole number of the scenario, too, goes the way of --set, so that provenance and explain show it.
 * A mistake is noted. */
void rk_option_key(const struct argp_state *state, const char *option, const char *key, const char *text, uint64_t low,
                   uint64_t high, rk_settings *settings);

/* Do both keys name the same value? A parameter may be named with or without "parameters.". */
bool rk_option_same_key(const char *one, const char *other);

/* The word that a text is, or else the first of those most like it. */
const char *rk_option_nearest(const char *text, const char *const words[], size_t n_words);

/* --resume or --discard, which do not go together. */
void rk_option_parts(struct argp_state *state, rk_parts_mode mode, rk_parts_mode *parts);

/* --lang: is it English? */
bool rk_option_english(struct argp_state *state, const char *text);

/* --wtp: what a unit of an effect is worth, in yen. */
double rk_option_worth(struct argp_state *state, const char *text);

/* --set, --inner, --seed, --threads and --quiet of commands that simulate a scenario at several points: a child of
 * their parser.
 */
typedef struct {
    rk_settings settings;
    uint64_t n_threads; /* 0: all processors */
    bool quiet;
} rk_points_options;

extern const struct argp rk_points_argp;

#endif
