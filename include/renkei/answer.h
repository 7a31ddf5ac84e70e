/* An answer: sentences and tables, made by analysis, shown by the command line as text, CSV, JSON or a workbook, and by
 * the report. One computation, many faces.
 *
 * Everything that people read is there in Japanese and in English. Numbers are in the unit of their column; a number
 * with an error names the column of the error, so that every face shows the digits that the error allows.
 */
#ifndef RENKEI_ANSWER_H
#define RENKEI_ANSWER_H

#include <renkei/status.h>

#include <stdbool.h>
#include <stddef.h>

typedef struct rk_answer rk_answer;

typedef struct {
    const char *ja, *en;
} rk_words_pair;

typedef enum {
    RK_COLUMN_TEXT, /* words */
    RK_COLUMN_NUMBER,
    RK_COLUMN_SHARE, /* 0..1, shown in per cent */
    RK_COLUMN_YEN,   /* yen, shown in oku or man */
    RK_COLUMN_COUNT, /* a whole number */
    RK_COLUMN_YEAR   /* 2026: a whole number without commas */
} rk_column_kind;

/* The first column names the rows, so it is never the error or the end of an interval of another. */
enum { RK_NO_COLUMN = 0 };

typedef struct {
    const char *id; /* in CSV and JSON: one ASCII word */
    rk_words_pair title, unit;
    rk_column_kind kind;
    bool signed_;  /* a difference: shown with its sign */
    int error;     /* column with the standard error of this one, or RK_NO_COLUMN */
    bool hidden;   /* in the machine's faces only */
    int low, high; /* columns with the ends of its interval, or RK_NO_COLUMN: text has them in brackets behind it */
} rk_answer_column;

/* A number; or words, then number is NaN. Missing: both absent (ja NULL, number NaN). */
typedef struct {
    rk_words_pair words;
    double number;
} rk_answer_cell;

typedef struct {
    const char *id;
    rk_words_pair title, note; /* note: one sentence under the table, or NULL */
    bool hidden;               /* in the machine's faces only: too long to read */
    const rk_answer_column *columns;
    size_t n_columns, n_rows;
    const rk_answer_cell *cells; /* [n_rows][n_columns]; text leaves out leading words that the row above has too */
} rk_answer_table;

const char *rk_answer_command(const rk_answer *answer);

/* Was what it is about interrupted? A sentence says so, too. An answer from a results file is partial with its file. */
bool rk_answer_is_partial(const rk_answer *answer);

/* What was found, in plain sentences, with its interval. */
size_t rk_answer_n_sentences(const rk_answer *answer);
rk_words_pair rk_answer_sentence(const rk_answer *answer, size_t index);

size_t rk_answer_n_tables(const rk_answer *answer);
rk_answer_table rk_answer_table_at(const rk_answer *answer, size_t index);

void rk_answer_free(rk_answer *answer); /* takes NULL */

/* ---- Cells as people read them ---- */

/* Do people see this column? Errors and intervals stand beside what they belong to. */
bool rk_answer_is_shown(const rk_answer_table *table, size_t column);

/* Is this cell among the leading words, and are all up to it those of the row above? Then it stays empty. */
bool rk_answer_repeats(const rk_answer_table *table, size_t row, size_t column, bool english);

/* The unit of a yen column that shows its largest value with few digits, and columns of like size alike: 1, 10,000
 * (万円) or 100,000,000 (億円). */
double rk_answer_yen_unit(const rk_answer_table *table, size_t column);

/* The unit's name, "" for none. */
const char *rk_answer_unit(const rk_answer_column *column, double yen_unit, bool english);

/* Text of a cell, with its error or interval; room: at least RK_CELL_SIZE. */
enum { RK_CELL_SIZE = 512 };
void rk_answer_cell_text(char *out, const rk_answer_table *table, size_t row, size_t column, double yen_unit,
                         bool english);

#endif
