/* An answer on a terminal: sentences, then aligned tables with the digits that the errors allow. */
#include "cli/answer.h"
#include "cli/table.h"
#include "cli/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *of(rk_words_pair words, bool english)
{
    const char *text = english ? words.en : words.ja;
    return text != NULL ? text : "";
}

static void print_table(const rk_answer_table *answer, bool english)
{
    enum { COLUMNS_MAX = 31 };
    size_t shown[COLUMNS_MAX], n = 0;
    double unit[COLUMNS_MAX];
    char alignment[COLUMNS_MAX + 1] = "", cell[RK_CELL_SIZE];
    bool any_unit = false;
    for (size_t i = 0; i < answer->n_columns && n < COLUMNS_MAX; i++) {
        if (rk_answer_is_shown(answer, i)) {
            alignment[n] = answer->columns[i].kind == RK_COLUMN_TEXT ? 'l' : 'r';
            unit[n] = rk_answer_yen_unit(answer, i);
            any_unit = any_unit || rk_answer_unit(&answer->columns[i], unit[n], english)[0] != '\0';
            shown[n++] = i;
        }
    }
    rk_table *table = rk_table_new(alignment);
    for (size_t i = 0; i < n; i++) {
        rk_table_add(table, of(answer->columns[shown[i]].title, english));
    }
    for (size_t i = 0; any_unit && i < n; i++) {
        rk_table_add(table, rk_answer_unit(&answer->columns[shown[i]], unit[i], english));
    }
    for (size_t row = 0; row < answer->n_rows; row++) {
        for (size_t i = 0; i < n; i++) {
            rk_answer_cell_text(cell, answer, row, shown[i], unit[i], english);
            rk_table_add(table, rk_answer_repeats(answer, row, shown[i], english) ? "" : cell);
        }
    }
    printf("\n%s\n", of(answer->title, english));
    rk_table_print(table, stdout, 2, 0, any_unit ? 2 : 1);
    if (answer->note.en != NULL) {
        printf("  %s\n", of(answer->note, english));
    }
}

/* Name the tables that are left out. */
static void print_hidden(const rk_answer *answer, size_t n_hidden, bool english)
{
    const char *between = "";
    if (n_hidden == 0) {
        return;
    }
    fputs(english ? "\nMore in --csv, --xlsx and --json: " : "\n--csv・--xlsx・--jsonにはほかに次の表がある：", stdout);
    for (size_t i = 0; i < rk_answer_n_tables(answer); i++) {
        rk_answer_table table = rk_answer_table_at(answer, i);
        if (table.hidden) {
            printf("%s%s (%s)", between, of(table.title, english), table.id);
            between = english ? ", " : "、";
        }
    }
    puts(english ? "." : "。");
}

static void print_head(const rk_reading *reading, bool english)
{
    char replications[RK_TEXT_SIZE];
    rk_text_count(replications, rk_reading_n_replications(reading));
    printf(english ? "%s: %s replications%s\n" : "%s：試行 %s 回%s\n", rk_reading_title(reading, english), replications,
           !rk_reading_is_partial(reading) ? ""
           : english                       ? " (PARTIAL: the run was interrupted)"
                                           : "（途中で中断された結果）");
}

void rk_answer_print_text(const rk_answer *answer, const rk_reading *reading, bool english)
{
    if (reading != NULL) {
        print_head(reading, english);
    }
    for (size_t i = 0; i < rk_answer_n_sentences(answer); i++) {
        puts(of(rk_answer_sentence(answer, i), english));
    }
    size_t n_hidden = 0;
    for (size_t i = 0; i < rk_answer_n_tables(answer); i++) {
        rk_answer_table table = rk_answer_table_at(answer, i);
        n_hidden += table.hidden;
        if (!table.hidden) {
            print_table(&table, english);
        }
    }
    print_hidden(answer, n_hidden, english);
}
