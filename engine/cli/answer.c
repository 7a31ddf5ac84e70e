/* What the commands of analysis share: their options, opening the results file, choosing the faces. */
#include "cli/answer.h"

#include "cli/command.h"
#include "cli/option.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPTION_LANG = 512, OPTION_CSV, OPTION_XLSX, OPTION_BOM, OPTION_JSON };

static const struct argp_option options[] = {
    {"lang", OPTION_LANG, "ja|en", 0, "language of the text; default from the locale", 90},
    {"csv", OPTION_CSV, "FILE", 0, "the tables as CSV, UTF-8; FILE-TABLE.csv for each further table", 90},
    {"bom", OPTION_BOM, NULL, 0, "CSV begins with a byte-order mark, so that Excel reads Japanese", 90},
    {"xlsx", OPTION_XLSX, "FILE", 0, "the tables as a workbook, a sheet each", 90},
    {"json", OPTION_JSON, NULL, 0, "JSON on standard output instead of the text", 90},
    {0},
};

static error_t parse(int key, char *text, struct argp_state *state)
{
    rk_answer_options *out = state->input;
    switch (key) {
    case OPTION_LANG:
        out->english = rk_option_english(state, text);
        return 0;
    case OPTION_CSV:
        out->csv = text;
        return 0;
    case OPTION_XLSX:
        out->xlsx = text;
        return 0;
    case OPTION_BOM:
        out->bom = true;
        return 0;
    case OPTION_JSON:
        out->json = true;
        return 0;
    case ARGP_KEY_ARG:
        if (out->file != NULL && out->files_max == 0) {
            argp_error(state, "one %s is enough; found %s and %s", out->of_scenario ? "scenario" : "results file",
                       out->file, text);
        }
        if (out->files_max > 0 && out->n_files == out->files_max) {
            argp_error(state, "at most %zu results files", out->files_max);
        }
        if (out->files_max > 0) {
            out->files[out->n_files++] = text;
        }
        out->file = out->file != NULL ? out->file : text;
        return 0;
    case ARGP_KEY_END:
        if (out->file == NULL) {
            argp_error(state, out->of_scenario ? "which scenario? For example ehime"
                                               : "which results file? For example results.h5");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

const struct argp rk_answer_argp = {options, parse, NULL, NULL, NULL, NULL, NULL};

bool rk_locale_is_english(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && value[0] != '\0') {
            return strncmp(value, "ja", 2) != 0;
        }
    }
    return true;
}

int rk_answer_open(const char *command, const rk_answer_options *given, rk_reading **reading)
{
    rk_status status = rk_reading_open(given->file, reading);
    if (status == RK_OK) {
        return RK_EXIT_OK;
    }
    const char *problem = rk_reading_problem();
    fprintf(stderr, "%s: %s\n", command, problem[0] != '\0' ? problem : rk_status_text(status));
    return status == RK_ERR_MEMORY ? RK_EXIT_FAILURE : RK_EXIT_MISTAKE;
}

int rk_answer_show(const char *command, const rk_answer_options *given, const rk_reading *reading, rk_status status,
                   rk_answer *answer)
{
    bool whole = true;
    if (status != RK_OK) {
        const char *problem = reading != NULL ? rk_reading_problem() : "";
        fprintf(stderr, "%s: %s\n", command, problem[0] != '\0' ? problem : rk_status_text(status));
        return status == RK_ERR_MEMORY ? RK_EXIT_FAILURE : RK_EXIT_MISTAKE;
    }
    bool partial = rk_answer_is_partial(answer) || (reading != NULL && rk_reading_is_partial(reading));
    if (given->csv != NULL) {
        whole = rk_answer_write_csv(answer, given->csv, partial, given->english, given->bom) && whole;
    }
    if (given->xlsx != NULL) {
        whole = rk_answer_write_xlsx(answer, given->xlsx, partial, given->english) && whole;
    }
    if (given->json) {
        whole = rk_answer_print_json(answer, reading) && whole;
    } else {
        rk_answer_print_text(answer, reading, given->english);
    }
    rk_answer_free(answer);
    return whole ? RK_EXIT_OK : RK_EXIT_FAILURE;
}

int rk_answer_ask(int argc, char **argv, const struct argp *argp, void *arguments, const rk_answer_options *given,
                  rk_answer_question question)
{
    rk_reading *reading = NULL;
    rk_answer *answer = NULL;
    if (argp_parse(argp, argc, argv, 0, NULL, arguments) != 0) {
        return rk_command_failed(argv[0], RK_ERR_MEMORY);
    }
    int exit_status = rk_answer_open(argv[0], given, &reading);
    if (exit_status == RK_EXIT_OK) {
        rk_status status = question(reading, arguments, &answer);
        exit_status = rk_answer_show(argv[0], given, reading, status, answer);
    }
    rk_reading_close(reading);
    return exit_status;
}
