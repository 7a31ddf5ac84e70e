#include "cli/option.h"

#include "cli/amount.h"
#include "cli/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

uint64_t rk_option_whole(struct argp_state *state, const char *option, const char *text, uint64_t low, uint64_t high)
{
    uint64_t value;
    if (!rk_text_whole(text, low, high, &value)) {
        argp_error(state, "--%s %s: expected a whole number from %llu to %llu", option, text, (unsigned long long)low,
                   (unsigned long long)high);
    }
    return value;
}

void rk_option_wrong(const struct argp_state *state, rk_settings *settings, const char *format, ...)
{
    va_list arguments;
    fprintf(stderr, "%s: ", state->name);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    settings->n_wrong++;
}

uint64_t rk_option_noted(const struct argp_state *state, const char *option, const char *text, uint64_t low,
                         uint64_t high, rk_settings *settings)
{
    uint64_t value = low;
    if (!rk_text_whole(text, low, high, &value)) {
        rk_option_wrong(state, settings, "--%s %s: expected a whole number from %llu to %llu", option, text,
                        (unsigned long long)low, (unsigned long long)high);
    }
    return value;
}

void rk_option_key(const struct argp_state *state, const char *option, const char *key, const char *text, uint64_t low,
                   uint64_t high, rk_settings *settings)
{
    char name[64];
    size_t before = settings->n_wrong;
    (void)rk_option_noted(state, option, text, low, high, settings);
    snprintf(name, sizeof name, "--%s", option);
    if (settings->n_wrong == before) {
        rk_settings_add_of(settings, name, key, text);
    }
}

bool rk_option_same_key(const char *one, const char *other)
{
    static const char group[] = "parameters.";
    size_t n = sizeof group - 1;
    one += strncmp(one, group, n) == 0 ? n : 0;
    other += strncmp(other, group, n) == 0 ? n : 0;
    return strcmp(one, other) == 0;
}

const char *rk_option_nearest(const char *text, const char *const words[], size_t n_words)
{
    const char *nearest = words[0];
    for (size_t i = 1; i < n_words; i++) {
        if (rk_text_distance(text, words[i]) < rk_text_distance(text, nearest)) {
            nearest = words[i];
        }
    }
    return nearest;
}

void rk_option_parts(struct argp_state *state, rk_parts_mode mode, rk_parts_mode *parts)
{
    if (*parts != RK_PARTS_NEW && *parts != mode) {
        argp_error(state, "--resume or --discard?");
    }
    *parts = mode;
}

bool rk_option_english(struct argp_state *state, const char *text)
{
    if (strcmp(text, "ja") != 0 && strcmp(text, "en") != 0) {
        argp_error(state, "--lang %s: expected ja or en", text);
    }
    return strcmp(text, "en") == 0;
}

double rk_option_worth(struct argp_state *state, const char *text)
{
    double yen = 0.0;
    if (!rk_amount_yen(text, &yen)) {
        argp_error(state, "--wtp %s: expected an amount such as 80man, 1.2億円 or 500000 yen", text);
    }
    return yen;
}

/* ---- Commands that simulate at several points ---- */

enum { OPTION_SET = 768, OPTION_SEED, OPTION_THREADS, OPTION_INNER };

static const struct argp_option options[] = {
    {"set", OPTION_SET, "KEY=VALUE", 0, "change a value of the scenario; may be repeated", 0},
    {"inner", OPTION_INNER, "N", 0, "replications that share one draw of the assumptions, a multiple of 16", 0},
    {"seed", OPTION_SEED, "S", 0, "the same seed gives the same numbers", 0},
    {"threads", OPTION_THREADS, "N", 0, "instead of all processors; the results are the same", 0},
    {"quiet", 'q', NULL, 0, "no progress on stderr", 0},
    {0},
};

static error_t parse(int key, char *text, struct argp_state *state)
{
    rk_points_options *out = state->input;
    switch (key) {
    case OPTION_SET:
        rk_settings_add(&out->settings, text);
        return 0;
    case OPTION_SEED:
        rk_option_key(state, "seed", "seed", text, 0, INT64_MAX, &out->settings);
        return 0;
    case OPTION_INNER:
        rk_option_key(state, "inner", "inner", text, RK_INNER_MIN, RK_INNER_MAX, &out->settings);
        return 0;
    case OPTION_THREADS:
        out->n_threads = rk_option_noted(state, "threads", text, 1, 1024, &out->settings);
        return 0;
    case 'q':
        out->quiet = true;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

const struct argp rk_points_argp = {options, parse, NULL, NULL, NULL, NULL, NULL};
