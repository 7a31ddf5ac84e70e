#include "analysis/page_tables.h"

#include "analysis/page_impl.h"

#include <stdlib.h>
#include <string.h>

static const char *of(rk_words_pair words, bool english)
{
    const char *text = english ? words.en : words.ja;
    return text != NULL ? text : "";
}

void rk_page_put_sentences(rk_markup *text, const rk_answer *answer, bool english)
{
    rk_markup_put(text, "<ul>\n");
    for (size_t i = 0; i < rk_answer_n_sentences(answer); i++) {
        rk_markup_put(text, "<li>");
        rk_markup_escaped(text, of(rk_answer_sentence(answer, i), english));
        rk_markup_put(text, "</li>\n");
    }
    rk_markup_put(text, "</ul>\n");
}

static void put_cell(rk_markup *text, const char *tag, bool number, const char *words)
{
    rk_markup_put(text, number ? "<%s class=\"number\">" : "<%s>", tag);
    rk_markup_escaped(text, words);
    rk_markup_put(text, "</%s>", tag);
}

static void put_column_heads(rk_markup *text, const rk_answer_table *table, bool english)
{
    rk_markup_put(text, "<thead><tr>");
    for (size_t i = 0; i < table->n_columns; i++) {
        const rk_answer_column *column = &table->columns[i];
        if (rk_answer_is_shown(table, i)) {
            const char *unit = rk_answer_unit(column, rk_answer_yen_unit(table, i), english);
            rk_markup_put(text, column->kind == RK_COLUMN_TEXT ? "<th scope=\"col\">"
                                                               : "<th scope=\"col\" class=\"number\">");
            rk_markup_escaped(text, of(column->title, english));
            if (unit[0] != '\0') {
                rk_markup_put(text, "<br>");
                rk_markup_escaped(text, unit);
            }
            rk_markup_put(text, "</th>");
        }
    }
    rk_markup_put(text, "</tr></thead>\n");
}

void rk_page_put_table(rk_markup *text, const rk_answer_table *table, bool english)
{
    rk_markup_put(text, "<div class=\"scroll\"><table>\n<caption>");
    rk_markup_escaped(text, of(table->title, english));
    rk_markup_put(text, "</caption>\n");
    put_column_heads(text, table, english);
    rk_markup_put(text, "<tbody>\n");
    for (size_t row = 0; row < table->n_rows; row++) {
        rk_markup_put(text, "<tr>");
        for (size_t i = 0; i < table->n_columns; i++) {
            char cell[RK_CELL_SIZE];
            if (rk_answer_is_shown(table, i)) {
                rk_answer_cell_text(cell, table, row, i, rk_answer_yen_unit(table, i), english);
                put_cell(text, "td", table->columns[i].kind != RK_COLUMN_TEXT,
                         rk_answer_repeats(table, row, i, english) ? "" : cell);
            }
        }
        rk_markup_put(text, "</tr>\n");
    }
    rk_markup_put(text, "</tbody></table></div>\n");
    if (of(table->note, english)[0] != '\0') {
        rk_markup_put(text, "<p class=\"note\">");
        rk_markup_escaped(text, of(table->note, english));
        rk_markup_put(text, "</p>\n");
    }
}

/* ---- From the page's data ---- */

static void put_json_text(rk_markup *text, const char *tag, const json_t *value)
{
    const char *words = json_string_value(value);
    put_cell(text, tag, false, words != NULL ? words : "");
}

static void put_limits(rk_markup *text, rk_page *page, bool english)
{
    json_t *limits = rk_page_limits(page), *one;
    size_t i;
    rk_markup_put(text, "<ul>\n");
    json_array_foreach(limits, i, one)
    {
        put_json_text(text, "li", json_object_get(one, english ? "en" : "ja"));
        rk_markup_put(text, "\n");
    }
    rk_markup_put(text, "</ul>\n");
    json_decref(limits);
}

static rk_status put_assumptions(rk_markup *text, rk_page *page, bool english, bool full)
{
    static const char *const keys[] = {"key", "value", "source", "grade", "origin"};
    static const rk_words_pair heads[] = {
        {"キー", "key"}, {"値", "value"}, {"出典", "source"}, {"評価", "grade"}, {"設定した場所", "set in"}};
    json_t *list = NULL, *one;
    size_t i;
    rk_status status = rk_page_assumptions(page, &list);
    rk_markup_put(text, "<div class=\"scroll\"><table>\n<caption>%s</caption>\n<thead><tr>",
                  full ? (english ? "Assumptions in force (E: anchored on facts, J: judgement)"
                                  : "用いた前提（E：事実に基づく、J：判断）")
                       : (english ? "What the scenario sets" : "シナリオが定めた値"));
    for (size_t k = 0; k < 5; k++) {
        put_cell(text, "th", false, of(heads[k], english));
    }
    rk_markup_put(text, "</tr></thead>\n<tbody>\n");
    json_array_foreach(list, i, one)
    {
        if (full || json_is_false(json_object_get(one, "default"))) {
            rk_markup_put(text, "<tr>");
            for (size_t k = 0; k < 5; k++) {
                put_json_text(text, "td", json_object_get(one, keys[k]));
            }
            rk_markup_put(text, "</tr>\n");
        }
    }
    rk_markup_put(text, "</tbody></table></div>\n");
    json_decref(list);
    return status;
}

static rk_status put_manifest(rk_markup *text, rk_page *page, bool english)
{
    json_t *manifest = NULL, *value, *file;
    const char *key;
    size_t i;
    rk_status status = rk_page_manifest(page, &manifest);
    rk_markup_put(text, "<div class=\"scroll\"><table>\n<caption>%s</caption>\n<tbody>\n",
                  english ? "How to make these figures again" : "再現のための情報");
    json_object_foreach(manifest, key, value)
    {
        if (json_is_array(value) || json_is_null(value)) {
            continue;
        }
        rk_markup_put(text, "<tr><th scope=\"row\">%s</th>", key);
        if (json_is_integer(value)) {
            rk_markup_put(text, "<td>%lld</td>", (long long)json_integer_value(value));
        } else {
            put_json_text(text, "td", value);
        }
        rk_markup_put(text, "</tr>\n");
    }
    json_array_foreach(json_object_get(manifest, "files"), i, file)
    {
        rk_markup_put(text, "<tr>");
        put_json_text(text, "th", json_object_get(file, "path"));
        put_json_text(text, "td", json_object_get(file, "sha256"));
        rk_markup_put(text, "</tr>\n");
    }
    rk_markup_put(text, "</tbody></table></div>\n");
    json_decref(manifest);
    return status;
}

rk_status rk_page_put_about(rk_markup *text, const rk_reading *reading, bool english, bool full)
{
    const rk_page_options options = {.english = english};
    rk_page page = {.reading = reading, .options = &options};
    rk_markup_put(text, "<section>\n<h2>%s</h2>\n", english ? "Assumptions and limits" : "前提と限界");
    put_limits(text, &page, english);
    rk_status status = full ? put_assumptions(text, &page, english, false) : RK_OK;
    if (status == RK_OK && full) {
        status = put_assumptions(text, &page, english, true);
    }
    if (status == RK_OK) {
        status = put_manifest(text, &page, english);
    }
    rk_markup_put(text, "</section>\n");
    text->failed = text->failed || page.failed;
    return status;
}
