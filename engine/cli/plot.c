/* renkei plot METRIC RESULTS: one figure. */
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/text.h"
#include "cli/whole_file.h"

#include <renkei/metrics.h>
#include <renkei/plot.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPTION_LANG = 256, OPTION_KIND, OPTION_MODEL, OPTION_YEAR, OPTION_TILES };

typedef struct {
    rk_answer_options answer; /* the results file */
    rk_plot_options plot;
    const char *out, *words[2];
    size_t n_words;
} arguments;

static const struct argp_option options[] = {
    {"output", 'o', "FILE", 0, "write there; - is standard output; default METRIC-KIND.svg", 0},
    {"kind", OPTION_KIND, "KIND", 0, "fan (default), map, difference, budget, frontier or heat", 0},
    {"model", OPTION_MODEL, "KEY", 0, "the model; default the best on average, of difference and budget all of them",
     0},
    {"year", OPTION_YEAR, "YEAR", 0, "fiscal year of a map; default the whole run", 0},
    {"tiles", OPTION_TILES, NULL, 0, "a map of tiles even where boundaries were imported", 0},
    {"lang", OPTION_LANG, "ja|en", 0, "language of the figure; default from the locale", 0},
    {0},
};

static const char doc[] =
    "One figure of a results file as SVG, with its title, source line, replications and seed inside; it opens in "
    "browsers, in office programs and in rsvg-convert.\v"
    "Kinds:\n"
    "  fan         by fiscal year: bands of 50, 80 and 90 % of single futures, mean, baseline\n"
    "  map         municipalities in classes of colour, hatched where uncertain\n"
    "  difference  all models against the baseline; with --model its municipalities\n"
    "  budget      who pays the extra cost; with --model its cost by fiscal year\n"
    "  frontier    what extra money brings\n"
    "  heat        municipalities by fiscal year\n"
    "Examples:\n"
    "  renkei plot zero_cover_months results.h5 -o fan.svg\n"
    "  renkei plot backlog results.h5 --kind map --model pool --year 2030 -o map.svg\n"
    "  renkei plot cost_total results.h5 --kind budget --lang ja -o budget.svg";

static void set_kind(rk_plot_options *plot, const char *text, struct argp_state *state)
{
    size_t kind = 0;
    while (kind < RK_N_PLOTS && strcmp(rk_plot_names[kind], text) != 0) {
        kind++;
    }
    if (kind == RK_N_PLOTS) {
        argp_error(state, "--kind %s: expected fan, map, difference, budget, frontier or heat", text);
    }
    plot->kind = (rk_plot_kind)kind;
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    arguments *args = state->input;
    uint64_t year = 0;
    switch (key) {
    case 'o':
        args->out = text;
        return 0;
    case OPTION_KIND:
        set_kind(&args->plot, text, state);
        return 0;
    case OPTION_MODEL:
        args->plot.model = text;
        return 0;
    case OPTION_YEAR:
        if (!rk_text_whole(text, 1, 9999, &year)) {
            argp_error(state, "--year %s: expected a fiscal year such as 2030", text);
        }
        args->plot.year = (int)year;
        return 0;
    case OPTION_TILES:
        args->plot.tiles = true;
        return 0;
    case OPTION_LANG:
        if (strcmp(text, "ja") != 0 && strcmp(text, "en") != 0) {
            argp_error(state, "--lang %s: expected ja or en", text);
        }
        args->plot.english = strcmp(text, "en") == 0;
        return 0;
    case ARGP_KEY_ARG:
        if (args->n_words == 2) {
            argp_error(state, "one METRIC and one results file are enough; found %s, %s and %s", args->words[0],
                       args->words[1], text);
        }
        args->words[args->n_words++] = text;
        return 0;
    case ARGP_KEY_END:
        if (args->n_words < 2) {
            argp_error(state, "which outcome of which results file? For example zero_cover_months results.h5");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static int write_plot(const char *command, const arguments *args, const rk_reading *reading)
{
    char *svg = NULL, name[128];
    rk_status status = rk_plot(reading, &args->plot, &svg);
    if (status != RK_OK) {
        const char *problem = rk_reading_problem();
        fprintf(stderr, "%s: %s\n", command, problem[0] != '\0' ? problem : rk_status_text(status));
        return status == RK_ERR_MEMORY ? RK_EXIT_FAILURE : RK_EXIT_MISTAKE;
    }
    snprintf(name, sizeof name, "%.64s-%s.svg", args->plot.metric, rk_plot_names[args->plot.kind]);
    bool whole = rk_write_whole(command, args->out != NULL ? args->out : name, svg, strlen(svg));
    free(svg);
    return whole ? RK_EXIT_OK : RK_EXIT_FAILURE;
}

int rk_command_plot(int argc, char **argv)
{
    static const struct argp argp = {options, parse, "METRIC RESULTS", doc, NULL, NULL, NULL};
    arguments args = {.plot.english = rk_locale_is_english()};
    rk_reading *reading = NULL;
    if (argp_parse(&argp, argc, argv, 0, NULL, &args) != 0) {
        return rk_command_failed(argv[0], RK_ERR_MEMORY);
    }
    /* In either order: a metric is no file. */
    bool swapped = rk_metric_find(args.words[0]) == RK_N_METRICS && rk_metric_find(args.words[1]) != RK_N_METRICS;
    args.plot.metric = args.words[swapped ? 1 : 0];
    args.answer.file = args.words[swapped ? 0 : 1];
    if (args.out != NULL && rk_write_refused(argv[0], args.out)) {
        return RK_EXIT_MISTAKE;
    }
    int exit_status = rk_answer_open(argv[0], &args.answer, &reading);
    if (exit_status == RK_EXIT_OK) {
        exit_status = write_plot(argv[0], &args, reading);
    }
    rk_reading_close(reading);
    return exit_status;
}
