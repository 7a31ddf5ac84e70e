/* The answers of the commands, as they are. */
#include "analysis/page_html.h"
#include "analysis/page_impl.h"

#include <renkei/analysis.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A text of a table as [its index in the words of the page]. */
static json_t *words_cell(rk_page *page, rk_words_pair words)
{
    const char *ja = words.ja != NULL ? words.ja : words.en, *en = words.en != NULL ? words.en : words.ja;
    if (ja == NULL) {
        return json_null();
    }
    json_t *text = strcmp(ja, en) == 0 ? rk_page_text(ja) : rk_page_pair(ja, en), *cell = json_array();
    char *key = text != NULL ? json_dumps(text, JSON_ENCODE_ANY) : NULL;
    json_t *known = key != NULL ? json_object_get(page->word_index, key) : NULL;
    if (key == NULL) {
        json_decref(text);
        json_decref(cell);
        return NULL;
    }
    if (known == NULL) {
        known = json_integer((json_int_t)json_array_size(page->words));
        rk_page_put(page, page->word_index, key, known);
        rk_page_add(page, page->words, text);
    } else {
        json_decref(text);
    }
    rk_page_add(page, cell, json_incref(known));
    free(key);
    return cell;
}

static json_t *pair_or_null(rk_words_pair words)
{
    return words.en == NULL && words.ja == NULL ? json_null() : rk_page_pair(words.ja, words.en);
}

/* The tails of what is paid in each year, with their errors: the budget's longest columns, of which no chart is drawn.
 */
static bool is_tail_of_year(const rk_answer_table *table, const rk_answer_column *column)
{
    static const char *const tails[] = {"p80", "p95", "cvar90", "cvar95"};
    for (size_t i = 0; strcmp(table->id, "years") == 0 && i < sizeof tails / sizeof tails[0]; i++) {
        size_t n = strlen(tails[i]);
        if (strncmp(column->id, tails[i], n) == 0 && (column->id[n] == '\0' || column->id[n] == '_')) {
            return true;
        }
    }
    return false;
}

/* Columns that the page does without: errors of what has an interval too; in tables that are too long to read, the ends
 * of intervals and figures that are hidden there as well. */
static bool is_left_out(const rk_answer_table *table, size_t index)
{
    const rk_answer_column *own = &table->columns[index];
    if (table->hidden && ((own->hidden && own->kind != RK_COLUMN_TEXT) || is_tail_of_year(table, own))) {
        return true;
    }
    for (size_t i = 0; i < table->n_columns && index != RK_NO_COLUMN; i++) {
        const rk_answer_column *column = &table->columns[i];
        bool ends = column->low == (int)index || column->high == (int)index;
        bool error = column->error == (int)index && column->low != RK_NO_COLUMN && !column->signed_;
        if (error || (ends && table->hidden)) {
            return true;
        }
    }
    return false;
}

/* Where a column is among those that are not left out. */
static size_t place_of(const rk_answer_table *table, size_t index)
{
    size_t place = 0;
    for (size_t i = 0; i < index; i++) {
        place += !is_left_out(table, i);
    }
    return place;
}

static json_t *column_json(rk_page *page, const rk_answer_table *table, size_t index)
{
    static const char *const kinds[] = {
        [RK_COLUMN_TEXT] = "text", [RK_COLUMN_NUMBER] = "number", [RK_COLUMN_SHARE] = "share",
        [RK_COLUMN_YEN] = "yen",   [RK_COLUMN_COUNT] = "count",   [RK_COLUMN_YEAR] = "year",
    };
    const rk_answer_column *column = &table->columns[index];
    const struct {
        const char *key;
        int index;
    } links[] = {{"error", column->error}, {"low", column->low}, {"high", column->high}};
    json_t *object = json_object();
    rk_page_put(page, object, "id", rk_page_text(column->id));
    rk_page_put(page, object, "title", pair_or_null(column->title));
    rk_page_put(page, object, "unit", pair_or_null(column->unit));
    rk_page_put(page, object, "kind", json_string(kinds[column->kind]));
    if (column->signed_) {
        rk_page_put(page, object, "signed", json_true());
    }
    if (column->hidden) {
        rk_page_put(page, object, "hidden", json_true());
    }
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++) {
        if (links[i].index != RK_NO_COLUMN && !is_left_out(table, (size_t)links[i].index)) {
            rk_page_put(page, object, links[i].key, json_integer((json_int_t)place_of(table, (size_t)links[i].index)));
        }
    }
    return object;
}

/* The column that this one is an end of an interval of, or itself. */
static size_t owner_of(const rk_answer_table *table, size_t index)
{
    for (size_t i = 0; i < table->n_columns && index != RK_NO_COLUMN; i++) {
        if (table->columns[i].low == (int)index || table->columns[i].high == (int)index) {
            return i;
        }
    }
    return index;
}

/* Digits of a cell: two of its error; errors have three. */
static int digits_of(const rk_answer_table *table, const rk_answer_cell *cells, size_t index)
{
    enum { LEAST = 3 };
    const rk_answer_column *owner = &table->columns[owner_of(table, index)];
    for (size_t i = 0; i < table->n_columns && index != RK_NO_COLUMN; i++) {
        if (table->columns[i].error == (int)index) {
            return LEAST;
        }
    }
    double error = owner->error != RK_NO_COLUMN ? cells[owner->error].number
                   : owner->low != RK_NO_COLUMN ? (cells[owner->high].number - cells[owner->low].number) / 4.0
                                                : 0.0;
    double size = fabs(cells[index].number);
    if (!(error > 0.0) || !(size > 0.0) || isinf(error)) {
        return RK_PAGE_DIGITS;
    }
    double digits = floor(log10(size)) - floor(log10(error)) + 2.0;
    return digits < LEAST ? LEAST : digits > RK_PAGE_DIGITS ? RK_PAGE_DIGITS : (int)digits;
}

static json_t *row_json(rk_page *page, const rk_answer_table *table, size_t r)
{
    json_t *row = json_array();
    for (size_t i = 0; i < table->n_columns; i++) {
        const rk_answer_cell *cell = &table->cells[r * table->n_columns + i];
        if (!is_left_out(table, i)) {
            int digits = digits_of(table, &table->cells[r * table->n_columns], i);
            rk_page_add(page, row,
                        isnan(cell->number) ? words_cell(page, cell->words) : rk_page_number(cell->number, digits));
        }
    }
    return row;
}

static json_t *table_json(rk_page *page, const rk_answer_table *table)
{
    json_t *object = json_object(), *columns = json_array(), *rows = json_array();
    for (size_t i = 0; i < table->n_columns; i++) {
        if (!is_left_out(table, i)) {
            rk_page_add(page, columns, column_json(page, table, i));
        }
    }
    for (size_t r = 0; r < table->n_rows; r++) {
        rk_page_add(page, rows, row_json(page, table, r));
    }
    rk_page_put(page, object, "id", rk_page_text(table->id));
    rk_page_put(page, object, "title", pair_or_null(table->title));
    rk_page_put(page, object, "note", pair_or_null(table->note));
    rk_page_put(page, object, "hidden", json_boolean(table->hidden));
    rk_page_put(page, object, "columns", columns);
    rk_page_put(page, object, "rows", rows);
    return object;
}

static json_t *answer_json(rk_page *page, const rk_answer *answer)
{
    json_t *object = json_object(), *sentences = json_array(), *tables = json_array();
    for (size_t i = 0; i < rk_answer_n_sentences(answer); i++) {
        rk_page_add(page, sentences, pair_or_null(rk_answer_sentence(answer, i)));
    }
    for (size_t i = 0; i < rk_answer_n_tables(answer); i++) {
        rk_answer_table table = rk_answer_table_at(answer, i);
        if (strcmp(table.id, "item_years") != 0) { /* long, and shown nowhere */
            rk_page_add(page, tables, table_json(page, &table));
        }
    }
    rk_page_put(page, object, "command", rk_page_text(rk_answer_command(answer)));
    rk_page_put(page, object, "sentences", sentences);
    rk_page_put(page, object, "tables", tables);
    return object;
}

/* What hinders an answer, without the path that the sentence begins with. */
static const char *hindrance(const rk_reading *reading)
{
    const char *problem = rk_reading_problem();
    size_t n = strlen(reading->path);
    return strncmp(problem, reading->path, n) == 0 && problem[n] == ':' ? problem + n + 2 : problem;
}

/* ---- Every question, as the commands ask it ---- */

static rk_status ask_compare(const rk_page *page, rk_answer **answer)
{
    return rk_compare(page->reading, &(rk_compare_options){.pairs = true}, answer);
}

static rk_status ask_winners(const rk_page *page, rk_answer **answer)
{
    return rk_winners(page->reading, &(rk_winners_options){.model = page->detail == RK_DETAIL_RUN ? NULL : "all"},
                      answer);
}

static rk_status ask_risk(const rk_page *page, rk_answer **answer)
{
    enum { MOST = 10 };
    return rk_risk(page->reading, &(rk_risk_options){.top = page->detail == RK_DETAIL_RUN ? MOST : 0}, answer);
}

rk_status rk_page_budget(const rk_reading *reading, rk_answer **kept)
{
    const rk_budget_options options = {.envelope = (double)NAN, .chance = 0.1, .discount = (double)NAN};
    return *kept != NULL ? RK_OK : rk_budget(&reading, 1, &options, kept);
}

static rk_status ask_budget(const rk_page *page, rk_answer **answer)
{
    rk_status status = rk_page_budget(page->reading, page->budget);
    *answer = *page->budget;
    return status;
}

static rk_status ask_frontier(const rk_page *page, rk_answer **answer)
{
    return rk_frontier(page->reading, &(rk_frontier_options){.price = (double)NAN}, answer);
}

static rk_status ask_value(const rk_page *page, rk_answer **answer)
{
    return rk_value(page->reading, &(rk_value_options){.price = (double)NAN}, answer);
}

static rk_status ask_regret(const rk_page *page, rk_answer **answer)
{
    return rk_regret(page->reading, &(rk_regret_options){.price = (double)NAN}, answer);
}

static rk_status ask_funding(const rk_page *page, rk_answer **answer)
{
    return rk_rules_paid(page->reading, answer);
}

static const struct {
    const char *key;
    rk_status (*ask)(const rk_page *page, rk_answer **answer);
} questions[] = {
    {"compare", ask_compare},   {"winners", ask_winners}, {"risk", ask_risk},     {"budget", ask_budget},
    {"frontier", ask_frontier}, {"value", ask_value},     {"regret", ask_regret}, {"funding", ask_funding},
};

rk_status rk_page_answers(rk_page *page, json_t **answers)
{
    rk_status status = RK_OK;
    *answers = json_object();
    for (size_t i = 0; status == RK_OK && i < sizeof questions / sizeof questions[0]; i++) {
        rk_answer *answer = NULL;
        json_t *one = NULL;
        status = questions[i].ask(page, &answer);
        if (status == RK_OK) {
            one = answer_json(page, answer);
        } else if (status == RK_ERR_OPTIONS) { /* one model only, or too few replications for this question */
            one = json_object();
            rk_page_put(page, one, "command", json_string(questions[i].key));
            rk_page_put(page, one, "problem", rk_page_text(hindrance(page->reading)));
            status = RK_OK;
        }
        if (one != NULL) {
            rk_page_put(page, *answers, questions[i].key, one);
        }
        if (answer != *page->budget) {
            rk_answer_free(answer);
        }
    }
    return status;
}
