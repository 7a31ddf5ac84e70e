#include "analysis/answer_build.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    rk_answer_table shown;
    rk_answer_column *columns;
    rk_answer_cell *cells;
    size_t n_cells, room;
} table;

struct rk_answer {
    const char *command;
    rk_words_pair *sentences;
    size_t n_sentences;
    table *tables;
    size_t n_tables;
    char **texts;
    size_t n_texts, text_room;
    bool partial, failed;
};

rk_answer *rk_answer_new(const char *command)
{
    rk_answer *answer = calloc(1, sizeof *answer);
    if (answer != NULL) {
        answer->command = command;
    }
    return answer;
}

void rk_answer_free(rk_answer *answer)
{
    if (answer == NULL) {
        return;
    }
    for (size_t i = 0; i < answer->n_tables; i++) {
        free(answer->tables[i].columns);
        free(answer->tables[i].cells);
    }
    for (size_t i = 0; i < answer->n_texts; i++) {
        free(answer->texts[i]);
    }
    free(answer->texts);
    free(answer->tables);
    free(answer->sentences);
    free(answer);
}

void rk_answer_set_partial(rk_answer *answer)
{
    if (answer != NULL) {
        answer->partial = true;
    }
}

bool rk_answer_is_partial(const rk_answer *answer)
{
    return answer->partial;
}

rk_status rk_answer_done(rk_answer **answer)
{
    if (*answer != NULL && !(*answer)->failed) {
        for (size_t i = 0; i < (*answer)->n_tables; i++) {
            assert((*answer)->tables[i].n_cells % (*answer)->tables[i].shown.n_columns == 0);
        }
        return RK_OK;
    }
    rk_answer_free(*answer);
    *answer = NULL;
    return RK_ERR_MEMORY;
}

/* One more element; NULL when memory is out. */
static void *more(rk_answer *answer, void *array, size_t n, size_t size)
{
    void *larger = answer->failed ? NULL : realloc(array, (n + 1) * size);
    answer->failed = larger == NULL;
    return larger;
}

/* The answer owns the text from here on. */
static const char *own(rk_answer *answer, char *text)
{
    if (answer->n_texts == answer->text_room) {
        size_t room = 2 * answer->text_room + 64;
        char **larger = realloc(answer->texts, room * sizeof *larger);
        if (larger == NULL) {
            answer->failed = true;
            free(text);
            return NULL;
        }
        answer->texts = larger;
        answer->text_room = room;
    }
    answer->failed = answer->failed || text == NULL;
    answer->texts[answer->n_texts++] = text;
    return text;
}

static const char *print(rk_answer *answer, const char *format, va_list arguments)
{
    char *text = NULL;
    if (vasprintf(&text, format, arguments) < 0) {
        text = NULL;
    }
    return own(answer, text);
}

const char *rk_answer_printf(rk_answer *answer, const char *format, ...)
{
    if (answer == NULL) {
        return NULL;
    }
    va_list arguments;
    va_start(arguments, format);
    const char *text = print(answer, format, arguments);
    va_end(arguments);
    return text;
}

rk_words_pair rk_answer_yen(rk_answer *answer, double yen, bool signed_)
{
    double size = fabs(yen), unit = size >= 99.995e6 ? 1e8 : size >= 1e4 ? 1e4 : 1.0, shown = yen / unit;
    int decimals = unit == 1.0 || fabs(shown) >= 99.95 ? 0 : fabs(shown) >= 9.995 ? 1 : 2;
    const char *sign = signed_ && yen > 0.0 ? "+" : "";
    const char *digits =
        fabs(shown) >= 999.5 ? rk_answer_count(answer, shown) : rk_answer_printf(answer, "%.*f", decimals, shown);
    return (rk_words_pair){
        rk_answer_printf(answer, "%s%s%s", sign, digits,
                         unit > 1e5   ? "億円"
                         : unit > 1.0 ? "万円"
                                      : "円"),
        rk_answer_printf(answer, "%s%s%s", sign, digits,
                         unit > 1e5   ? " oku yen"
                         : unit > 1.0 ? " man yen"
                                      : " yen"),
    };
}

const char *rk_answer_digits(rk_answer *answer, double value, double error, bool signed_)
{
    double size = error > 0.0 ? error : fabs(value) / 10.0;
    double decimals = size > 0.0 ? fmin(fmax(1.0 - floor(log10(size)), 0.0), 9.0) : 0.0;
    return rk_answer_printf(answer, signed_ && value != 0.0 ? "%+.*f" : "%.*f", (int)decimals, value);
}

const char *rk_answer_count(rk_answer *answer, double whole)
{
    char digits[32], text[48];
    int n = snprintf(digits, sizeof digits, "%.0f", whole), used = 0;
    for (int i = 0; i < n; i++) {
        bool comma = i > 0 && (n - i) % 3 == 0 && digits[i - 1] != '-';
        used += snprintf(text + used, sizeof text - (size_t)used, "%s%c", comma ? "," : "", digits[i]);
    }
    return rk_answer_printf(answer, "%s", text);
}

/* The conversion of numbered argument n in a format, "%2$.1f", into spec; its length, 0 where there is none. */
enum { SPEC_SIZE = 24 };
static size_t find_argument(const char *format, int n, char spec[SPEC_SIZE])
{
    char begin[SPEC_SIZE];
    size_t skip = (size_t)snprintf(begin, sizeof begin, "%%%d$", n);
    const char *found = strstr(format, begin);
    if (found == NULL) {
        return 0;
    }
    size_t length = skip + strcspn(found + skip, "dufgs") + 1;
    assert(length < SPEC_SIZE && found[length - 1] != '\0');
    memcpy(spec, found, length);
    spec[length] = '\0';
    return length;
}

/* C wants a numbered format to name every argument up to its last. What this language leaves out is put behind it as
 * the other has it, after a mark at which the text is cut. */
enum { MARK = '\x1f' };
static char *name_all(const char *format, const char *other)
{
    size_t n = strlen(format), room = n + 2 + 32 * SPEC_SIZE;
    char *whole = malloc(room), spec[SPEC_SIZE];
    if (whole == NULL) {
        return NULL;
    }
    memcpy(whole, format, n);
    whole[n++] = MARK;
    whole[n] = '\0';
    for (int i = 1; i <= 32; i++) {
        if (find_argument(format, i, spec) == 0 && find_argument(other, i, spec) > 0) {
            n += (size_t)snprintf(whole + n, room - n, "%s", spec);
        }
    }
    return whole;
}

static const char *print_numbered(rk_answer *answer, const char *format, const char *other, va_list arguments)
{
    char *whole = name_all(format, other), *text = NULL;
    if (whole == NULL || vasprintf(&text, whole, arguments) < 0) {
        text = NULL;
    }
    free(whole);
    if (text != NULL) {
        text[strcspn(text, (char[]){MARK, '\0'})] = '\0';
    }
    return own(answer, text);
}

void rk_answer_say(rk_answer *answer, const char *ja, const char *en, ...)
{
    if (answer == NULL) {
        return;
    }
    va_list arguments, again;
    va_start(arguments, en);
    va_copy(again, arguments);
    rk_words_pair sentence = {print_numbered(answer, ja, en, arguments), print_numbered(answer, en, ja, again)};
    va_end(again);
    va_end(arguments);
    rk_words_pair *sentences = more(answer, answer->sentences, answer->n_sentences, sizeof *sentences);
    if (sentences != NULL) {
        answer->sentences = sentences;
        answer->sentences[answer->n_sentences++] = sentence;
    }
}

static rk_words_pair copy(rk_answer *answer, rk_words_pair words)
{
    return (rk_words_pair){words.ja != NULL ? own(answer, strdup(words.ja)) : NULL,
                           words.en != NULL ? own(answer, strdup(words.en)) : NULL};
}

void rk_answer_begin(rk_answer *answer, const char *id, rk_words_pair title, const rk_answer_column *columns,
                     size_t n_columns)
{
    if (answer == NULL) {
        return;
    }
    table *tables = more(answer, answer->tables, answer->n_tables, sizeof *tables);
    rk_answer_column *kept = malloc(n_columns * sizeof *kept);
    if (tables == NULL || kept == NULL) {
        answer->tables = tables != NULL ? tables : answer->tables;
        answer->failed = true;
        free(kept);
        return;
    }
    memcpy(kept, columns, n_columns * sizeof *kept);
    answer->tables = tables;
    tables[answer->n_tables++] = (table){
        .shown = {.id = id, .title = copy(answer, title), .columns = kept, .n_columns = n_columns},
        .columns = kept,
    };
}

void rk_answer_note(rk_answer *answer, rk_words_pair note)
{
    if (answer != NULL && !answer->failed) {
        answer->tables[answer->n_tables - 1].shown.note = copy(answer, note);
    }
}

void rk_answer_hide(rk_answer *answer)
{
    if (answer != NULL && !answer->failed) {
        answer->tables[answer->n_tables - 1].shown.hidden = true;
    }
}

size_t rk_answer_n_columns(const rk_answer *answer)
{
    return answer == NULL || answer->failed ? 0 : answer->tables[answer->n_tables - 1].shown.n_columns;
}

static void add(rk_answer *answer, rk_answer_cell cell)
{
    if (answer == NULL || answer->failed) {
        return;
    }
    table *last = &answer->tables[answer->n_tables - 1];
    if (last->n_cells == last->room) {
        size_t room = 2 * last->room + 64;
        rk_answer_cell *larger = realloc(last->cells, room * sizeof *larger);
        if (larger == NULL) {
            answer->failed = true;
            return;
        }
        last->cells = larger;
        last->room = room;
    }
    last->cells[last->n_cells++] = cell;
}

void rk_answer_number(rk_answer *answer, double number)
{
    add(answer, (rk_answer_cell){.number = number});
}

void rk_answer_text(rk_answer *answer, const char *ja, const char *en)
{
    if (answer != NULL) {
        add(answer, (rk_answer_cell){.words = copy(answer, (rk_words_pair){ja, en}), .number = (double)NAN});
    }
}

const char *rk_answer_command(const rk_answer *answer)
{
    return answer->command;
}

size_t rk_answer_n_sentences(const rk_answer *answer)
{
    return answer->n_sentences;
}

rk_words_pair rk_answer_sentence(const rk_answer *answer, size_t index)
{
    return answer->sentences[index];
}

size_t rk_answer_n_tables(const rk_answer *answer)
{
    return answer->n_tables;
}

rk_answer_table rk_answer_table_at(const rk_answer *answer, size_t index)
{
    const table *one = &answer->tables[index];
    rk_answer_table shown = one->shown;
    shown.cells = one->cells;
    shown.n_rows = one->n_cells / shown.n_columns;
    return shown;
}
