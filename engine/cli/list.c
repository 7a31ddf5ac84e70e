/* renkei list WHAT: the names that a scenario may use. */
#include "cli/command.h"
#include "cli/option.h"
#include "cli/table.h"

#include <renkei/catalogue.h>

#include <argp.h>
#include <stdbool.h>
#include <string.h>

static const struct argp_option options[] = {{0}};

static const char usage[] =
    "scenarios\nprefectures\nmunicipalities [PREFECTURE]\ninstruments\nmetrics\nparameters\nfunding";

static const char doc[] =
    "What renkei knows, one a line: its own scenarios, codes and names of places, building blocks "
    "of a model, outcomes, parameters with unit, range, default and source, and funding rules.\v"
    "PREFECTURE is a code or a name.\n"
    "\n"
    "Examples:\n"
    "  renkei list scenarios\n"
    "  renkei list prefectures\n"
    "  renkei list municipalities 38\n"
    "  renkei list municipalities 愛媛県\n"
    "  renkei list parameters | grep quits";

static const char *const words[] = {"scenarios", "prefectures", "municipalities", "instruments",
                                    "metrics",   "parameters",  "funding"};
enum { N_WORDS = sizeof words / sizeof words[0] };

typedef struct {
    const char *what, *filter;
} arguments;

static void check_word(struct argp_state *state, const char *what)
{
    const char *nearest = rk_option_nearest(what, words, N_WORDS);
    if (strcmp(what, nearest) != 0) {
        argp_error(state, "there is no list of '%s'; did you mean '%s'?", what, nearest);
    }
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    arguments *args = state->input;
    switch (key) {
    case ARGP_KEY_ARG:
        if (args->what == NULL) {
            check_word(state, text);
            args->what = text;
        } else if (args->filter == NULL && strcmp(args->what, "municipalities") == 0) {
            args->filter = text;
        } else {
            argp_error(state, "one word too many: '%s'", text);
        }
        break;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "which list?");
        break;
    default:
        return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static void print_catalogue(const rk_catalogue *catalogue)
{
    enum { COLUMNS_MAX = 31 };
    char alignment[COLUMNS_MAX + 1] = "";
    size_t n_columns = catalogue->n_columns < COLUMNS_MAX ? catalogue->n_columns : COLUMNS_MAX;
    memset(alignment, 'l', n_columns);
    rk_table *table = rk_table_new(alignment);
    for (size_t i = 0; i < n_columns; i++) {
        rk_table_add(table, catalogue->columns[i]);
    }
    for (size_t row = 0; row < catalogue->n_rows; row++) {
        for (size_t i = 0; i < n_columns; i++) {
            rk_table_add(table, catalogue->cells[row * catalogue->n_columns + i]);
        }
    }
    rk_table_print(table, stdout, 0, 0, 1);
}

int rk_command_list(int argc, char **argv)
{
    static const struct argp argp = {options, parse, usage, doc, NULL, NULL, NULL};
    arguments args = {0};
    if (argp_parse(&argp, argc, argv, 0, NULL, &args) != 0) {
        return rk_command_failed(argv[0], RK_ERR_MEMORY);
    }
    rk_catalogue catalogue;
    rk_status status = rk_catalogue_open(args.what, args.filter, &catalogue);
    if (status == RK_ERR_OPTIONS && args.filter != NULL) {
        fprintf(stderr, "%s: there is no prefecture '%s'; `renkei list prefectures` shows codes and names\n", argv[0],
                args.filter);
        return RK_EXIT_MISTAKE;
    }
    if (status != RK_OK) {
        return rk_command_failed(argv[0], status);
    }
    print_catalogue(&catalogue);
    rk_catalogue_close(&catalogue);
    return RK_EXIT_OK;
}
