/* The answers of the commands, as they are. */
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

static json_t *column_json(rk_page *page, const rk_answer_column *column)
{
    static const char *const kinds[] = {
        [RK_COLUMN_TEXT] = "text", [RK_COLUMN_NUMBER] = "number", [RK_COLUMN_SHARE] = "share",
        [RK_COLUMN_YEN] = "yen",   [RK_COLUMN_COUNT] = "count",   [RK_COLUMN_YEAR] = "year",
    };
    const struct {
        const char *key;
        int index;
    } links[] = {{"error", column->error}, {"low", column->low}, {"high", column->high}};
    json_t *object = json_object();
    rk_page_put(page, object, "id", rk_page_text(column->id));
    rk_page_put(page, object, "title", pair_or_null(column->title));
    rk_page_put(page, object, "unit", pair_or_null(column->unit));
    rk_page_put(page, object, "kind", json_string(kinds[column->kind]));
    rk_page_put(page, object, "signed", json_boolean(column->signed_));
    rk_page_put(page, object, "hidden", json_boolean(column->hidden));
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++) {
        if (links[i].index != RK_NO_COLUMN) {
            rk_page_put(page, object, links[i].key, json_integer(links[i].index));
        }
    }
    return object;
}

/* Digits of each column: errors need fewer, and so does what has one. */
static int digits_of(const rk_answer_table *table, size_t index)
{
    enum { DIGITS_OF_ERROR = 3, DIGITS_WITH_ERROR = 5 };
    const rk_answer_column *columns = table->columns;
    for (size_t i = 0; i < table->n_columns; i++) {
        if (columns[i].error == (int)index) {
            return DIGITS_OF_ERROR;
        }
        if (columns[i].low == (int)index || columns[i].high == (int)index) {
            return DIGITS_WITH_ERROR;
        }
    }
    return columns[index].error != RK_NO_COLUMN || columns[index].low != RK_NO_COLUMN ? DIGITS_WITH_ERROR
                                                                                      : RK_PAGE_DIGITS;
}

static json_t *table_json(rk_page *page, const rk_answer_table *table)
{
    json_t *object = json_object(), *columns = json_array(), *rows = json_array();
    for (size_t i = 0; i < table->n_columns; i++) {
        rk_page_add(page, columns, column_json(page, &table->columns[i]));
    }
    for (size_t r = 0; r < table->n_rows; r++) {
        json_t *row = json_array();
        for (size_t i = 0; i < table->n_columns; i++) {
            const rk_answer_cell *cell = &table->cells[r * table->n_columns + i];
            rk_page_add(page, row,
                        isnan(cell->number)
                            ? words_cell(page, cell->words)
                            : rk_page_number(cell->number, i > 0 ? digits_of(table, i) : RK_PAGE_DIGITS));
        }
        rk_page_add(page, rows, row);
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
        rk_page_add(page, tables, table_json(page, &table));
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

static rk_status ask_budget(const rk_page *page, rk_answer **answer)
{
    const rk_budget_options options = {.envelope = (double)NAN, .chance = 0.1, .discount = (double)NAN};
    return rk_budget(&page->reading, 1, &options, answer);
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
        rk_answer_free(answer);
    }
    return status;
}
