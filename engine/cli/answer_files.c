/* An answer for machines: CSV, JSON, and a workbook. Numbers are whole, in the unit of their column. */
#include "cli/answer.h"
#include "cli/text.h"
#include "cli/whole_file.h"

#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

static const char *of(rk_words_pair words, bool english)
{
    const char *text = english ? words.en : words.ja;
    return text != NULL ? text : "";
}

static const char *unit_of(const rk_answer_column *column, bool english)
{
    return column->kind == RK_COLUMN_YEN     ? (english ? "yen" : "円")
           : column->kind == RK_COLUMN_SHARE ? "0..1"
                                             : of(column->unit, english);
}

/* ---- CSV: RFC 4180 ---- */

static void put_field(FILE *out, const char *text)
{
    if (strpbrk(text, ",\"\r\n") == NULL) {
        fputs(text, out);
        return;
    }
    fputc('"', out);
    for (; *text != '\0'; text++) {
        fputs(*text == '"' ? "\"\"" : (char[]){*text, '\0'}, out);
    }
    fputc('"', out);
}

static void put_table(FILE *out, const rk_answer_table *table, bool partial, bool english, bool bom)
{
    fputs(bom ? "\xEF\xBB\xBF" : "", out);
    for (size_t i = 0; i < table->n_columns; i++) {
        char head[256];
        const char *unit = unit_of(&table->columns[i], english);
        snprintf(head, sizeof head, unit[0] != '\0' ? "%s [%s]" : "%s", table->columns[i].id, unit);
        fputs(i > 0 ? "," : "", out);
        put_field(out, head);
    }
    fputs(partial ? ",partial\r\n" : "\r\n", out);
    for (size_t row = 0; row < table->n_rows; row++) {
        for (size_t i = 0; i < table->n_columns; i++) {
            const rk_answer_cell *cell = &table->cells[row * table->n_columns + i];
            fputs(i > 0 ? "," : "", out);
            if (isnan(cell->number)) {
                put_field(out, of(cell->words, english));
            } else {
                fprintf(out, "%.15g", cell->number);
            }
        }
        fputs(partial ? ",1\r\n" : "\r\n", out);
    }
}

/* Whole or not at all: a disk that fills up leaves what was there. */
static bool write_table(const rk_answer_table *table, const char *name, bool partial, bool english, bool bom)
{
    char *text = NULL;
    size_t n_bytes = 0;
    FILE *out = open_memstream(&text, &n_bytes);
    bool whole = out != NULL;
    if (whole) {
        put_table(out, table, partial, english, bom);
        whole = ferror(out) == 0;
        whole = fclose(out) == 0 && whole;
    }
    if (!whole) {
        fprintf(stderr, "renkei: %s: %s\n", name, strerror(errno));
    }
    whole = whole && rk_write_whole("renkei", name, text, n_bytes);
    free(text);
    return whole;
}

bool rk_answer_write_csv(const rk_answer *answer, const char *path, bool partial, bool english, bool bom)
{
    for (size_t i = 0; i < rk_answer_n_tables(answer); i++) {
        char name[4096];
        rk_answer_table table = rk_answer_table_at(answer, i);
        size_t stem =
            strlen(path) >= 4 && strcmp(path + strlen(path) - 4, ".csv") == 0 ? strlen(path) - 4 : strlen(path);
        if (i == 0) {
            snprintf(name, sizeof name, "%s", path);
        } else {
            snprintf(name, sizeof name, "%.*s-%s.csv", (int)stem, path, table.id);
        }
        if (!write_table(&table, name, partial, english, bom)) {
            return false;
        }
    }
    return true;
}

/* ---- JSON ---- */

static json_t *words_json(rk_words_pair words)
{
    return words.en == NULL && words.ja == NULL
               ? json_null()
               : json_pack("{s:s, s:s}", "ja", of(words, false), "en", of(words, true));
}

static json_t *table_json(const rk_answer_table *table)
{
    json_t *columns = json_array(), *rows = json_array();
    for (size_t i = 0; i < table->n_columns; i++) {
        json_array_append_new(columns, json_pack("{s:s, s:o, s:s}", "id", table->columns[i].id, "title",
                                                 words_json(table->columns[i].title), "unit",
                                                 unit_of(&table->columns[i], true)));
    }
    for (size_t row = 0; row < table->n_rows; row++) {
        json_t *object = json_object();
        for (size_t i = 0; i < table->n_columns; i++) {
            const rk_answer_cell *cell = &table->cells[row * table->n_columns + i];
            bool number = !isnan(cell->number);
            json_object_set_new(object, table->columns[i].id,
                                number ? json_real(cell->number) : words_json(cell->words));
        }
        json_array_append_new(rows, object);
    }
    return json_pack("{s:s, s:o, s:o, s:o, s:o}", "id", table->id, "title", words_json(table->title), "note",
                     words_json(table->note), "columns", columns, "rows", rows);
}

bool rk_answer_print_json(const rk_answer *answer, const rk_reading *reading)
{
    json_t *sentences = json_array(), *tables = json_array();
    for (size_t i = 0; i < rk_answer_n_sentences(answer); i++) {
        json_array_append_new(sentences, words_json(rk_answer_sentence(answer, i)));
    }
    for (size_t i = 0; i < rk_answer_n_tables(answer); i++) {
        rk_answer_table table = rk_answer_table_at(answer, i);
        json_array_append_new(tables, table_json(&table));
    }
    bool partial = rk_answer_is_partial(answer) || (reading != NULL && rk_reading_is_partial(reading));
    json_t *root = json_pack("{s:s}", "command", rk_answer_command(answer));
    json_t *about = reading == NULL
                        ? NULL
                        : json_pack("{s:s, s:s, s:s, s:I}", "results", rk_reading_path(reading), "title",
                                    rk_reading_title(reading, false), "title_en", rk_reading_title(reading, true),
                                    "replications", (json_int_t)rk_reading_n_replications(reading));
    json_object_update(root, about);
    json_decref(about);
    json_object_set_new(root, "partial", json_boolean(partial));
    json_object_set_new(root, "sentences", sentences);
    json_object_set_new(root, "tables", tables);
    bool whole = root != NULL && json_dumpf(root, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(15)) == 0;
    json_decref(root);
    puts("");
    return whole;
}

/* ---- Workbook ---- */

typedef struct {
    lxw_workbook *book;
    lxw_format *head, *whole, *share;
    bool english, failed;
} workbook;

static void check(workbook *into, lxw_error error)
{
    into->failed = into->failed || error != LXW_NO_ERROR;
}

/* What was found, and what is on the other sheets. */
static void put_findings(workbook *into, const rk_answer *answer, bool partial)
{
    lxw_worksheet *sheet = workbook_add_worksheet(into->book, into->english ? "findings" : "要約");
    lxw_row_t row = 0;
    if (sheet != NULL && partial) {
        const char *said = into->english ? "PARTIAL: the run was interrupted" : "途中で中断された結果";
        check(into, worksheet_write_string(sheet, row++, 0, said, into->head));
    }
    for (size_t i = 0; sheet != NULL && i < rk_answer_n_sentences(answer); i++) {
        check(into, worksheet_write_string(sheet, row++, 0, of(rk_answer_sentence(answer, i), into->english), NULL));
    }
    for (size_t i = 0; sheet != NULL && i < rk_answer_n_tables(answer); i++) {
        rk_answer_table table = rk_answer_table_at(answer, i);
        row++;
        check(into, worksheet_write_string(sheet, row, 0, table.id, into->head));
        check(into, worksheet_write_string(sheet, row++, 1, of(table.title, into->english), NULL));
        if (table.note.en != NULL) {
            check(into, worksheet_write_string(sheet, row++, 1, of(table.note, into->english), NULL));
        }
    }
    into->failed = into->failed || sheet == NULL;
}

static lxw_format *format_of(const workbook *into, rk_column_kind kind)
{
    return kind == RK_COLUMN_SHARE                            ? into->share
           : kind == RK_COLUMN_YEN || kind == RK_COLUMN_COUNT ? into->whole
                                                              : NULL;
}

/* A column as wide as its longest words, within reason. */
static void put_column(workbook *into, lxw_worksheet *sheet, const rk_answer_table *table, size_t index)
{
    enum { NARROW = 10, WIDE = 44, ROOM = 256 };
    const rk_answer_column *column = &table->columns[index];
    const char *unit = unit_of(column, into->english);
    char title[ROOM];
    snprintf(title, sizeof title, unit[0] != '\0' ? "%s [%s]" : "%s", of(column->title, into->english), unit);
    check(into, worksheet_write_string(sheet, 0, (lxw_col_t)index, title, into->head));
    size_t width = rk_text_width(title) > NARROW ? rk_text_width(title) : NARROW;
    for (size_t row = 0; row < table->n_rows; row++) {
        const rk_answer_cell *cell = &table->cells[row * table->n_columns + index];
        const char *words = of(cell->words, into->english);
        lxw_row_t line = (lxw_row_t)(row + 1);
        if (!isnan(cell->number)) {
            check(into,
                  worksheet_write_number(sheet, line, (lxw_col_t)index, cell->number, format_of(into, column->kind)));
        } else if (words[0] != '\0') {
            check(into, worksheet_write_string(sheet, line, (lxw_col_t)index, words, NULL));
            width = rk_text_width(words) > width ? rk_text_width(words) : width;
        }
    }
    check(into, worksheet_set_column(sheet, (lxw_col_t)index, (lxw_col_t)index,
                                     (double)((width < WIDE ? width : WIDE) + 2), NULL));
}

static void put_sheet(workbook *into, const rk_answer_table *table)
{
    lxw_worksheet *sheet = workbook_add_worksheet(into->book, table->id);
    into->failed = into->failed || sheet == NULL;
    for (size_t i = 0; sheet != NULL && i < table->n_columns; i++) {
        put_column(into, sheet, table, i);
    }
    if (sheet != NULL) {
        worksheet_freeze_panes(sheet, 1, 0);
    }
}

bool rk_answer_write_xlsx(const rk_answer *answer, const char *path, bool partial, bool english)
{
    workbook into = {.book = workbook_new(path), .english = english};
    lxw_error error = LXW_ERROR_MEMORY_MALLOC_FAILED;
    if (into.book != NULL) {
        into.head = workbook_add_format(into.book);
        into.whole = workbook_add_format(into.book);
        into.share = workbook_add_format(into.book);
        format_set_bold(into.head);
        format_set_num_format(into.whole, "#,##0");
        format_set_num_format(into.share, "0.0%");
        put_findings(&into, answer, partial);
        for (size_t i = 0; i < rk_answer_n_tables(answer); i++) {
            rk_answer_table table = rk_answer_table_at(answer, i);
            put_sheet(&into, &table);
        }
        error = workbook_close(into.book);
    }
    if (into.failed || error != LXW_NO_ERROR) {
        fprintf(stderr, "renkei: %s: %s\n", path,
                lxw_strerror(error != LXW_NO_ERROR ? error : LXW_ERROR_MEMORY_MALLOC_FAILED));
        return false;
    }
    return true;
}
