/* Cells of an answer as people read them, with the digits that the errors allow. */
#include <renkei/answer.h>
#include <renkei/text.h>

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

bool rk_answer_is_shown(const rk_answer_table *table, size_t index)
{
    bool beside = false;
    for (size_t i = 0; i < table->n_columns && index != RK_NO_COLUMN; i++) {
        const rk_answer_column *column = &table->columns[i];
        beside = beside || column->error == (int)index || column->low == (int)index || column->high == (int)index;
    }
    return !beside && !table->columns[index].hidden;
}

bool rk_answer_repeats(const rk_answer_table *table, size_t row, size_t column, bool english)
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

const char *rk_answer_unit(const rk_answer_column *column, double yen_unit, bool english)
{
    if (column->kind != RK_COLUMN_YEN) {
        return of(column->unit, english);
    }
    if (english) {
        return yen_unit > 1e7 ? "oku yen" : yen_unit > 1e3 ? "man yen" : "yen";
    }
    return yen_unit > 1e7 ? "億円" : yen_unit > 1e3 ? "万円" : "円";
}
