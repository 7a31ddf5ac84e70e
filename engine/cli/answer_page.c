/* An answer as a page in Markdown: sentences, then a table each, as text on a terminal has them. */
#include "cli/answer.h"
#include "cli/whole_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *of(rk_words_pair words, bool english)
{
    const char *text = english ? words.en : words.ja;
    return text != NULL ? text : "";
}

/* A cell must not end its column. */
static void put(FILE *out, const char *text)
{
    for (; *text != '\0'; text++) {
        fputs(*text == '|' ? "\\|" : (const char[]){*text, '\0'}, out);
    }
}

static void put_table(FILE *out, const rk_answer_table *table, bool english)
{
    fprintf(out, "\n## %s\n\n|", of(table->title, english));
    for (size_t i = 0; i < table->n_columns; i++) {
        if (rk_answer_is_shown(table, i)) {
            const char *unit = rk_answer_unit(&table->columns[i], rk_answer_yen_unit(table, i), english);
            fputs(" ", out);
            put(out, of(table->columns[i].title, english));
            fprintf(out, unit[0] != '\0' ? " [%s] |" : "%s |", unit);
        }
    }
    fputs("\n|", out);
    for (size_t i = 0; i < table->n_columns; i++) {
        fputs(!rk_answer_is_shown(table, i)              ? ""
              : table->columns[i].kind == RK_COLUMN_TEXT ? " --- |"
                                                         : " ---: |",
              out);
    }
    fputs("\n", out);
    for (size_t row = 0; row < table->n_rows; row++) {
        fputs("|", out);
        for (size_t i = 0; i < table->n_columns; i++) {
            if (rk_answer_is_shown(table, i)) {
                char text[RK_CELL_SIZE];
                rk_answer_cell_text(text, table, row, i, rk_answer_yen_unit(table, i), english);
                fputs(" ", out);
                put(out, text);
                fputs(" |", out);
            }
        }
        fputs("\n", out);
    }
    if (of(table->note, english)[0] != '\0') {
        fprintf(out, "\n%s\n", of(table->note, english));
    }
}

bool rk_answer_write_page(const rk_answer *answer, const char *title, const char *path, bool english)
{
    char *text = NULL;
    size_t n_bytes = 0;
    FILE *out = open_memstream(&text, &n_bytes);
    bool whole = out != NULL;
    if (whole) {
        fprintf(out, "# %s\n\n", title);
        for (size_t i = 0; i < rk_answer_n_sentences(answer); i++) {
            fprintf(out, "- %s\n", of(rk_answer_sentence(answer, i), english));
        }
        for (size_t i = 0; i < rk_answer_n_tables(answer); i++) {
            rk_answer_table table = rk_answer_table_at(answer, i);
            if (!table.hidden) {
                put_table(out, &table, english);
            }
        }
        whole = ferror(out) == 0;
        whole = fclose(out) == 0 && whole;
    }
    if (!whole) {
        fprintf(stderr, "renkei: %s: %s\n", path, strerror(errno));
    }
    whole = whole && rk_write_whole("renkei", path, text, n_bytes);
    free(text);
    return whole;
}
