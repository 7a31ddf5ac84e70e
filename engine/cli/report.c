/* renkei report RESULTS: everything a results file answers, on one page. */
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/report_replay.h"
#include "cli/whole_file.h"

#include <renkei/page.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPTION_LANG = 256, OPTION_TITLE, OPTION_FORMAT, OPTION_UI_DIR };

typedef struct {
    const char *name, *out; /* "html", and where it is written by default */
    rk_status (*make)(const rk_reading *reading, const rk_page_options *options, char **text);
} format;

static const format formats[] = {
    {"html", "report.html", rk_page_html},
    {"json", "report.json", rk_page_json},
    {"static", "report.html", rk_page_static},
};
enum { N_FORMATS = sizeof formats / sizeof formats[0] };

typedef struct {
    rk_answer_options answer; /* the results file */
    rk_page_options page;
    const char *out, *ui_dir;
    const format *format;
} arguments;

static const struct argp_option options[] = {
    {"output", 'o', "FILE", 0, "write there; - is standard output; default report.html, report.json", 0},
    {"format", OPTION_FORMAT, "html|static|json", 0, "the page (default), one without script, or the data alone", 0},
    {"lang", OPTION_LANG, "ja|en", 0, "the language that is shown first; default from the locale", 0},
    {"title", OPTION_TITLE, "TEXT", 0, "title of the page; default that of the scenario", 0},
    {"ui-dir", OPTION_UI_DIR, "DIR", 0, "for developers: DIR/report.html instead of the page that is built in", 0},
    {0},
};

static const char doc[] =
    "Everything that a results file answers, as one page that opens from disk without a network: findings, maps, fans, "
    "differences, budget, municipalities, assumptions and where the figures come from, in Japanese and English.\v"
    "Examples:\n"
    "  renkei report results.h5 -o report.html\n"
    "  renkei report results.h5 --lang en --title 'Ehime 2026'\n"
    "  renkei report results.h5 --format static -o print.html\n"
    "  renkei report results.h5 --format json -o report.json";

static const format *find_format(const char *name)
{
    for (size_t i = 0; i < N_FORMATS; i++) {
        if (strcmp(formats[i].name, name) == 0) {
            return &formats[i];
        }
    }
    return NULL;
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    arguments *args = state->input;
    switch (key) {
    case 'o':
        args->out = text;
        return 0;
    case OPTION_FORMAT:
        args->format = find_format(text);
        if (args->format == NULL) {
            argp_error(state, "--format %s: expected html, static or json", text);
        }
        return 0;
    case OPTION_UI_DIR:
        args->ui_dir = text;
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

/* The text of DIR/report.html; NULL with a sentence on stderr. */
static char *read_template(const char *command, const char *ui_dir)
{
    char *path = NULL, *text = NULL;
    size_t room = 0;
    if (asprintf(&path, "%s/report.html", ui_dir) < 0) {
        return NULL;
    }
    FILE *in = fopen(path, "r");
    if (in == NULL || getdelim(&text, &room, '\0', in) < 0) {
        fprintf(stderr, "%s: %s: %s\n", command, path, in == NULL ? strerror(errno) : "it is empty");
        free(text);
        text = NULL;
    }
    if (in != NULL) {
        (void)fclose(in);
    }
    free(path);
    return text;
}

static int write_page(const char *command, const arguments *args, const rk_reading *reading)
{
    char *text = NULL;
    rk_status status = args->format->make(reading, &args->page, &text);
    if (status != RK_OK) {
        const char *problem = rk_reading_problem();
        fprintf(stderr, "%s: %s\n", command, problem[0] != '\0' ? problem : rk_status_text(status));
        return status == RK_ERR_MEMORY ? RK_EXIT_FAILURE : RK_EXIT_MISTAKE;
    }
    bool whole = rk_write_whole(command, args->out != NULL ? args->out : args->format->out, text, strlen(text));
    free(text);
    return whole ? RK_EXIT_OK : RK_EXIT_FAILURE;
}

int rk_command_report(int argc, char **argv)
{
    static const struct argp argp = {options, parse, "RESULTS", doc, NULL, NULL, NULL};
    arguments args = {.page.english = rk_locale_is_english(), .format = &formats[0]};
    rk_reading *reading = NULL;
    char *template = NULL, *replay = NULL;
    if (argp_parse(&argp, argc, argv, 0, NULL, &args) != 0) {
        return rk_command_failed(argv[0], RK_ERR_MEMORY);
    }
    if (args.out != NULL && rk_write_refused(argv[0], args.out)) {
        return RK_EXIT_MISTAKE;
    }
    args.page.replay = replay = args.format->make == rk_page_static ? NULL : rk_report_replay(args.answer.file);
    int exit_status = rk_answer_open(argv[0], &args.answer, &reading);
    if (exit_status == RK_EXIT_OK && args.ui_dir != NULL) {
        args.page.page_template = template = read_template(argv[0], args.ui_dir);
        exit_status = template != NULL ? RK_EXIT_OK : RK_EXIT_MISTAKE;
    }
    if (exit_status == RK_EXIT_OK) {
        exit_status = write_page(argv[0], &args, reading);
    }
    free(replay);
    free(template);
    rk_reading_close(reading);
    return exit_status;
}
