/* renkei report RESULTS: everything a results file answers, on one page. */
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/whole_file.h"

#include <renkei/page.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPTION_LANG = 256, OPTION_TITLE, OPTION_FORMAT };

typedef enum { FORMAT_HTML, FORMAT_JSON } format;

typedef struct {
    rk_answer_options answer; /* the results file */
    rk_page_options page;
    const char *out;
    format format;
} arguments;

static const struct argp_option options[] = {
    {"output", 'o', "FILE", 0, "write there; - is standard output; default report.html or report.json", 0},
    {"format", OPTION_FORMAT, "json", 0, "the data of the page", 0},
    {"lang", OPTION_LANG, "ja|en", 0, "the language that is shown first; default from the locale", 0},
    {"title", OPTION_TITLE, "TEXT", 0, "title of the page; default that of the scenario", 0},
    {0},
};

static const char doc[] = "Everything that a results file answers, as the data of one page.\v"
                          "Examples:\n"
                          "  renkei report results.h5 --format json -o report.json";

static error_t parse(int key, char *text, struct argp_state *state)
{
    arguments *args = state->input;
    switch (key) {
    case 'o':
        args->out = text;
        return 0;
    case OPTION_FORMAT:
        if (strcmp(text, "json") != 0) {
            argp_error(state, "--format %s: expected json", text);
        }
        args->format = FORMAT_JSON;
        return 0;
    case OPTION_LANG:
        if (strcmp(text, "ja") != 0 && strcmp(text, "en") != 0) {
            argp_error(state, "--lang %s: expected ja or en", text);
        }
        args->page.english = strcmp(text, "en") == 0;
        return 0;
    case OPTION_TITLE:
        args->page.title = text;
        return 0;
    case ARGP_KEY_ARG:
        if (args->answer.file != NULL) {
            argp_error(state, "one results file is enough; found %s and %s", args->answer.file, text);
        }
        args->answer.file = text;
        return 0;
    case ARGP_KEY_END:
        if (args->answer.file == NULL) {
            argp_error(state, "which results file? For example results.h5");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static int write_page(const char *command, const arguments *args, const rk_reading *reading)
{
    char *text = NULL;
    rk_status status = rk_page_json(reading, &args->page, &text);
    if (status != RK_OK) {
        const char *problem = rk_reading_problem();
        fprintf(stderr, "%s: %s\n", command, problem[0] != '\0' ? problem : rk_status_text(status));
        return status == RK_ERR_MEMORY ? RK_EXIT_FAILURE : RK_EXIT_MISTAKE;
    }
    const char *out = args->out != NULL ? args->out : "report.json";
    bool whole = rk_write_whole(command, out, text, strlen(text));
    free(text);
    return whole ? RK_EXIT_OK : RK_EXIT_FAILURE;
}

int rk_command_report(int argc, char **argv)
{
    static const struct argp argp = {options, parse, "RESULTS", doc, NULL, NULL, NULL};
    arguments args = {.page.english = rk_locale_is_english(), .format = FORMAT_JSON};
    rk_reading *reading = NULL;
    if (argp_parse(&argp, argc, argv, 0, NULL, &args) != 0) {
        return rk_command_failed(argv[0], RK_ERR_MEMORY);
    }
    int exit_status = rk_answer_open(argv[0], &args.answer, &reading);
    if (exit_status == RK_EXIT_OK) {
        exit_status = write_page(argv[0], &args, reading);
    }
    rk_reading_close(reading);
    return exit_status;
}
