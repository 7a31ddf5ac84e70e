/* renkei boundary import|list|remove: shapes for maps, from the official file that the user brings. */
#include "cli/command.h"
#include "cli/option.h"
#include "cli/table.h"
#include "cli/text.h"

#include <renkei/boundary.h>
#include <renkei/catalogue.h>

#include <argp.h>
#include <stdlib.h>
#include <string.h>

enum { OPTION_CODE_FIELD = 256, OPTION_NAME_FIELD, OPTION_DATE, OPTION_CREDIT, OPTION_DETAIL };

static const struct argp_option options[] = {
    {"code-field", OPTION_CODE_FIELD, "NAME", 0, "property with the code of the municipality; default N03_007", 0},
    {"name-field", OPTION_NAME_FIELD, "NAME", 0, "property with its name, for messages; default N03_004", 0},
    {"date", OPTION_DATE, "YYYY-MM-DD", 0, "the day whose boundaries these are; default from the file's name", 0},
    {"credit", OPTION_CREDIT, "TEXT", 0,
     "the line beside every map; default 「国土数値情報（行政区域データ）」（国土交通省）を加工して作成", 0},
    {"detail", OPTION_DETAIL, "KM2", 0, "smooth away triangles smaller than this, 0.001 to 10 km2; default 0.1", 0},
    {0},
};

static const char usage[] = "import FILE\nlist\nremove PREFECTURE";

static const char doc[] =
    "Boundaries for the maps of reports. renkei brings none: import the official file of a prefecture or of the "
    "nation, 国土数値情報 行政区域 (N03), as GeoJSON or TopoJSON. It is checked against renkei's municipalities, "
    "simplified, and kept in the user's data folder. Reports use it when it covers all their municipalities, and draw "
    "tiles otherwise.\v"
    "PREFECTURE is a code or a name. Wards of designated cities are joined; 所属未定地 and the Northern Territories "
    "are "
    "left out. Nothing is stored when anything is wrong.\n"
    "\n"
    "Examples:\n"
    "  renkei boundary import N03-20240101_38.geojson\n"
    "  renkei boundary import towns.topojson --code-field id --date 2021-01-01\n"
    "  renkei boundary list\n"
    "  renkei boundary remove 愛媛県";

typedef struct {
    const char *what, *name;
    rk_boundary_options import;
} arguments;

static const char *const words[] = {"import", "list", "remove"};
enum { IMPORT, LIST, REMOVE, N_WORDS };

static void check_word(struct argp_state *state, const char *what)
{
    const char *nearest = rk_option_nearest(what, words, N_WORDS);
    if (strcmp(what, nearest) != 0) {
        argp_error(state, "'%s' is nothing to do with boundaries; did you mean '%s'?", what, nearest);
    }
}

static double parse_detail(struct argp_state *state, const char *text)
{
    char *end;
    double value = strtod(text, &end);
    if (end == text || *end != '\0' || !(value >= 0.001 && value <= 10)) {
        argp_error(state, "--detail %s: expected 0.001 to 10 (km2)", text);
    }
    return value;
}

static void parse_word(arguments *args, char *text, struct argp_state *state)
{
    if (args->what == NULL) {
        check_word(state, text);
        args->what = text;
    } else if (args->name == NULL && strcmp(args->what, words[LIST]) != 0) {
        args->name = args->import.path = text;
    } else {
        argp_error(state, "one word too many: '%s'", text);
    }
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    arguments *args = state->input;
    switch (key) {
    case OPTION_CODE_FIELD:
        args->import.code_field = text;
        break;
    case OPTION_NAME_FIELD:
        args->import.name_field = text;
        break;
    case OPTION_DATE:
        args->import.date = text;
        break;
    case OPTION_CREDIT:
        args->import.credit = text;
        break;
    case OPTION_DETAIL:
        args->import.detail_km2 = parse_detail(state, text);
        break;
    case ARGP_KEY_ARG:
        parse_word(args, text, state);
        break;
    case ARGP_KEY_END:
        if (args->what == NULL) {
            argp_error(state, "import, list or remove?");
        } else if (args->name == NULL && strcmp(args->what, words[LIST]) != 0) {
            argp_error(state, "%s what?", args->what);
        }
        break;
    default:
        return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static int failed(const char *command, rk_status status)
{
    const char *problem = rk_boundary_problem();
    if (status == RK_ERR_BOUNDARY && problem[0] != '\0') {
        fprintf(stderr, "%s: %s\n", command, problem);
        return RK_EXIT_FAILURE;
    }
    return rk_command_failed(command, status);
}

static int import(const char *command, const rk_boundary_options *chosen)
{
    rk_boundary_summary s;
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_status status = mistakes != NULL ? rk_boundary_import(chosen, mistakes, &s) : RK_ERR_MEMORY;
    if (status == RK_ERR_SCENARIO || status == RK_ERR_DATA) {
        rk_mistakes_print(mistakes, stderr);
        fprintf(stderr, "%s: nothing was stored\n", command);
    }
    rk_mistakes_free(mistakes);
    if (status == RK_ERR_SCENARIO) {
        return RK_EXIT_MISTAKE;
    }
    if (status != RK_OK) {
        return failed(command, status);
    }
    char read[RK_TEXT_SIZE], kept[RK_TEXT_SIZE], bytes[RK_TEXT_SIZE];
    rk_text_count(read, s.n_points_read);
    rk_text_count(kept, s.n_points_kept);
    rk_text_bytes(bytes, (double)s.n_bytes);
    printf("%zu prefecture%s, %zu municipalities: %s of %s points, %s in %s.\n", s.n_prefectures,
           s.n_prefectures == 1 ? "" : "s", s.n_municipalities, kept, read, bytes, rk_boundary_folder());
    if (s.n_wards + s.n_islets + s.n_unassigned + s.n_northern > 0) {
        printf(
            "Joined: %zu parts that are wards of designated cities. Left out: %zu islets under 0.2 km2, %zu features "
            "of no municipality (所属未定地), %zu of the Northern Territories.\n",
            s.n_wards, s.n_islets, s.n_unassigned, s.n_northern);
    }
    return RK_EXIT_OK;
}

/* Code and name of a prefecture; NULL: there is none. The catalogue's cells are code, name, romaji, ... */
static char **find_prefecture(const rk_catalogue *prefectures, const char *word)
{
    for (size_t i = 0; i < prefectures->n_rows; i++) {
        char **cells = prefectures->cells + i * prefectures->n_columns;
        size_t n = strlen(cells[1]);
        bool short_name = n > 3 && strlen(word) == n - 3 && strncmp(word, cells[1], n - 3) == 0;
        bool number = strspn(word, "0123456789") == strlen(word) && atoi(word) == atoi(cells[0]);
        if (number || short_name || strcmp(word, cells[1]) == 0 || strcmp(word, cells[2]) == 0) {
            return cells;
        }
    }
    return NULL;
}

static void print_list(const rk_boundary_list *stored, const rk_catalogue *prefectures)
{
    static const char *const heads[] = {"code", "prefecture", "municipalities", "date", "size", "source", "credit"};
    rk_table *table = rk_table_new("llrlrll");
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        rk_table_add(table, heads[i]);
    }
    for (size_t i = 0; i < stored->n; i++) {
        const rk_boundary_entry *e = &stored->entries[i];
        char code[RK_TEXT_SIZE], number[RK_TEXT_SIZE], bytes[RK_TEXT_SIZE];
        (void)snprintf(code, sizeof code, "%02d", e->prefecture);
        rk_text_count(number, e->n_municipalities);
        rk_text_bytes(bytes, (double)e->n_bytes);
        char **cells = find_prefecture(prefectures, code);
        const char *const row[] = {code, cells != NULL ? cells[1] : "", number, e->date, bytes, e->source, e->credit};
        for (size_t k = 0; k < sizeof row / sizeof row[0]; k++) {
            rk_table_add(table, row[k]);
        }
    }
    rk_table_print(table, stdout, 0, 0, 1);
}

static int list(const char *command)
{
    rk_boundary_list stored = {0};
    rk_catalogue prefectures = {0};
    rk_status status = rk_catalogue_open("prefectures", NULL, &prefectures);
    if (status == RK_OK) {
        status = rk_boundary_list_read(&stored);
    }
    if (status == RK_OK && stored.n == 0) {
        printf("There are no boundaries in %s.\n",
               rk_boundary_folder() != NULL ? rk_boundary_folder() : "the data folder");
    } else if (status == RK_OK) {
        print_list(&stored, &prefectures);
    }
    rk_boundary_list_free(&stored);
    rk_catalogue_close(&prefectures);
    return status == RK_OK ? RK_EXIT_OK : failed(command, status);
}

static int remove_prefecture(const char *command, const char *word)
{
    rk_catalogue prefectures = {0};
    rk_status status = rk_catalogue_open("prefectures", NULL, &prefectures);
    if (status != RK_OK) {
        return failed(command, status);
    }
    char **cells = find_prefecture(&prefectures, word);
    int end = RK_EXIT_OK;
    if (cells == NULL) {
        fprintf(stderr, "%s: there is no prefecture '%s'; `renkei list prefectures` shows codes and names\n", command,
                word);
        end = RK_EXIT_MISTAKE;
    } else {
        status = rk_boundary_remove(atoi(cells[0]));
        if (status == RK_ERR_OPTIONS) {
            fprintf(stderr, "%s: there are no boundaries of %s; `renkei boundary list` shows those there are\n",
                    command, cells[1]);
            end = RK_EXIT_MISTAKE;
        } else if (status != RK_OK) {
            end = failed(command, status);
        }
    }
    rk_catalogue_close(&prefectures);
    return end;
}

int rk_command_boundary(int argc, char **argv)
{
    static const struct argp argp = {options, parse, usage, doc, NULL, NULL, NULL};
    arguments args = {0};
    if (argp_parse(&argp, argc, argv, 0, NULL, &args) != 0) {
        return rk_command_failed(argv[0], RK_ERR_MEMORY);
    }
    if (strcmp(args.what, words[LIST]) == 0) {
        return list(argv[0]);
    }
    return strcmp(args.what, words[IMPORT]) == 0 ? import(argv[0], &args.import)
                                                 : remove_prefecture(argv[0], args.name);
}
