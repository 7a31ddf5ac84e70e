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

static double largest_of(const rk_answer_table *table, size_t column)
{
    double largest = 0.0;
    for (size_t row = 0; row < table->n_rows; row++) {
        double value = fabs(table->cells[row * table->n_columns + column].number);
        largest = value > largest ? value : largest;
    }
    return largest;
}

double rk_answer_yen_unit(const rk_answer_table *table, size_t column)
{
    double own = largest_of(table, column), largest = own;
    for (size_t i = 0; i < table->n_columns; i++) {
        double other =
            table->columns[i].kind == RK_COLUMN_YEN && !table->columns[i].hidden ? largest_of(table, i) : 0.0;
        largest =
            other > largest && other < 10.0 * own ? other : largest; /* neighbours of like size share their unit */
    }
    return largest >= 1e8 ? 1e8 : largest >= 1e4 ? 1e4 : 1.0;
}

static double shown_factor(const rk_answer_column *column, double yen_unit)
{
    return column->kind == RK_COLUMN_SHARE ? 100.0 : column->kind == RK_COLUMN_YEN ? 1.0 / yen_unit : 1.0;
}

/* Two digits of the error, or a sensible number of them. */
static int decimals_of(const rk_answer_column *column, double value, double error)
{
    if (column->kind == RK_COLUMN_COUNT) {
        return 0;
    }
    if (error > 0.0) {
        return rk_text_decimals(error);
    }
    if (column->kind == RK_COLUMN_SHARE) {
        return 1;
    }
    double size = fabs(value);
    return value == round(value) && size < 1e9 ? 0 : size >= 100.0 ? 0 : size >= 10.0 ? 1 : size >= 1.0 ? 2 : 3;
}

static double error_of(const rk_answer_column *column, const rk_answer_cell *cells)
{
    if (column->error != RK_NO_COLUMN) {
        return cells[column->error].number;
    }
    return column->low != RK_NO_COLUMN ? (cells[column->high].number - cells[column->low].number) / 4.0 : (double)NAN;
}

void rk_answer_cell_text(char *out, const rk_answer_table *table, size_t row, size_t index, double yen_unit,
                         bool english)
{
    const rk_answer_column *column = &table->columns[index];
    const rk_answer_cell *cells = &table->cells[row * table->n_columns], *cell = &cells[index];
    char level[RK_TEXT_SIZE], spread[RK_TEXT_SIZE], end[RK_TEXT_SIZE];
    if (isnan(cell->number)) {
        snprintf(out, RK_CELL_SIZE, "%s", of(cell->words, english));
        return;
    }
    double factor = shown_factor(column, yen_unit), value = cell->number * factor;
    double error = error_of(column, cells) * factor;
    if (column->kind == RK_COLUMN_YEAR) {
        snprintf(out, RK_CELL_SIZE, "%.0f", value);
        return;
    }
    int decimals = decimals_of(column, value, error);
    const char *sign = column->kind == RK_COLUMN_SHARE ? "%" : "";
    rk_text_number(level, value, decimals, column->signed_);
    if (column->low != RK_NO_COLUMN && error > 0.0) {
        rk_text_number(spread, cells[column->low].number * factor, decimals, column->signed_);
        rk_text_number(end, cells[column->high].number * factor, decimals, column->signed_);
        snprintf(out, RK_CELL_SIZE, english ? "%s%s (%s to %s)" : "%s%s（%s～%s）", level, sign, spread, end);
    } else if (error > 0.0) {
        rk_text_number(spread, error, decimals, false);
        snprintf(out, RK_CELL_SIZE, "%s ± %s%s", level, spread, sign);
    } else {
        snprintf(out, RK_CELL_SIZE, "%s%s", level, sign);
    }
}

/* Columns that people see: errors and intervals stand beside what they belong to. */
static bool is_shown(const rk_answer_table *table, size_t index)
{
    bool beside = false;
    for (size_t i = 0; i < table->n_columns && index != RK_NO_COLUMN; i++) {
        const rk_answer_column *column = &table->columns[i];
        beside = beside || column->error == (int)index || column->low == (int)index || column->high == (int)index;
    }
    return !beside && !table->columns[index].hidden;
}

/* Is this cell among the leading words, and are all up to it those of the row above? Then it stays empty. */
static bool repeats(const rk_answer_table *table, size_t row, size_t column, bool english)
{
    const rk_answer_cell *cells = &table->cells[row * table->n_columns];
    for (size_t i = 0; i <= column; i++) {
        if (row == 0 || table->columns[i].kind != RK_COLUMN_TEXT ||
            (!table->columns[i].hidden &&
             strcmp(of(cells[i].words, english), of((cells - table->n_columns)[i].words, english)) != 0)) {
            return false;
        }
    }
    return true;
}

static const char *unit_of(const rk_answer_column *column, double yen_unit, bool english)
{
    if (column->kind != RK_COLUMN_YEN) {
        return of(column->unit, english);
    }
    if (english) {
        return yen_unit > 1e7 ? "oku yen" : yen_unit > 1e3 ? "man yen" : "yen";
    }
    return yen_unit > 1e7 ? "億円" : yen_unit > 1e3 ? "万円" : "円";
}

static void print_table(const rk_answer_table *answer, bool english)
{
    enum { COLUMNS_MAX = 31 };
    size_t shown[COLUMNS_MAX], n = 0;
    double unit[COLUMNS_MAX];
    char alignment[COLUMNS_MAX + 1] = "", cell[RK_CELL_SIZE];
    bool any_unit = false;
    for (size_t i = 0; i < answer->n_columns && n < COLUMNS_MAX; i++) {
        if (is_shown(answer, i)) {
            alignment[n] = answer->columns[i].kind == RK_COLUMN_TEXT ? 'l' : 'r';
            unit[n] = rk_answer_yen_unit(answer, i);
            any_unit = any_unit || unit_of(&answer->columns[i], unit[n], english)[0] != '\0';
            shown[n++] = i;
        }
    }
    rk_table *table = rk_table_new(alignment);
    for (size_t i = 0; i < n; i++) {
        rk_table_add(table, of(answer->columns[shown[i]].title, english));
    }
    for (size_t i = 0; any_unit && i < n; i++) {
        rk_table_add(table, unit_of(&answer->columns[shown[i]], unit[i], english));
    }
    for (size_t row = 0; row < answer->n_rows; row++) {
        for (size_t i = 0; i < n; i++) {
            rk_answer_cell_text(cell, answer, row, shown[i], unit[i], english);
            rk_table_add(table, repeats(answer, row, shown[i], english) ? "" : cell);
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
    printf(english ? "%s: %s replications%s\n" : "%s：試行 %s 回%s\n", rk_reading_title(reading), replications,
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
