/* The data of the page against the results file, read by a slow twin, and against the answers that it repeats. */
#include "plain.h"

#include <renkei/analysis.h>
#include <renkei/page.h>

#include <jansson.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N = 700, MODELS = 3, PREFECTURES = 2, PLACES = 4, YEARS = 3, BLOCKS = 44, UNITS = 32 };
static const char *const models[MODELS] = {"alone", "pool", "posts"};

static rk_reading *reading;
static json_t *page;
static char *text;
static size_t unit_of[N];

static json_t *parse(const char *json)
{
    json_error_t error;
    json_t *root = json_loads(json, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL) {
        fail_msg("%d:%d: %s", error.line, error.column, error.text);
    }
    return root;
}

static int open_file(void **unused)
{
    (void)unused;
    rk_page_options options = {.english = true};
    assert_int_equal(setenv("XDG_DATA_HOME", ran_folder(), 1), 0); /* no boundaries that the user may have imported */
    reading = ran_open("page", "[36, 38]", "[36302, 38356, 38484, 38488]", "", NULL, N);
    for (size_t i = 0; i < N; i++) {
        unit_of[i] = i / 16 % UNITS;
    }
    assert_int_equal(rk_page_json(reading, &options, &text), RK_OK);
    page = parse(text);
    return 0;
}

static int close_file(void **unused)
{
    json_decref(page);
    free(text);
    rk_reading_close(reading);
    return ran_clean(unused);
}

/* page.a.b.c */
static json_t *at(json_t *from, const char *path)
{
    char copy[256], *rest = copy;
    (void)snprintf(copy, sizeof copy, "%s", path);
    for (char *key = strsep(&rest, "."); key != NULL; key = strsep(&rest, ".")) {
        from = json_object_get(from, key);
        if (from == NULL) {
            fail_msg("no %s in %s", key, path);
        }
    }
    return from;
}

/* Is a number of the page, with so many digits, the one expected? */
static void same_to(json_t *found, double expected, int digits)
{
    if (!isfinite(expected)) {
        assert_true(json_is_null(found));
        return;
    }
    assert_true(json_is_number(found));
    double room = expected != 0.0 ? 0.51 * pow(10.0, floor(log10(fabs(expected))) + 1 - digits) : 0.0;
    room = fmax(room, 1e-12); /* sums that are 0 but for rounding */
    if (!(fabs(json_number_value(found) - expected) <= room)) {
        fail_msg("%.10g is not %.10g to %d digits", json_number_value(found), expected, digits);
    }
}

static int upwards(const void *a, const void *b)
{
    double one = *(const double *)a, other = *(const double *)b;
    return (one > other) - (one < other);
}

static double quantile(const double *values, double q)
{
    double sorted[N], place = q * (N - 1);
    memcpy(sorted, values, sizeof sorted);
    qsort(sorted, N, sizeof *sorted, upwards);
    size_t below = (size_t)place;
    return below + 1 < N ? sorted[below] + (place - (double)below) * (sorted[below + 1] - sorted[below])
                         : sorted[below];
}

/* ---- Series ---- */

/* One column of the page against its values: "mean" is a number of the run, or one of an array. */
static json_t *figure(json_t *record, const char *key, int year)
{
    json_t *found = at(record, key);
    return year < 0 ? found : json_array_get(found, (size_t)year);
}

static void check_column(json_t *record, int year, const double *values, bool paired)
{
    static const struct {
        const char *key;
        double share;
        bool paired;
    } bands[] = {{"p5", 0.05, false},  {"p10", 0.1, true}, {"p25", 0.25, false}, {"p50", 0.5, true},
                 {"p75", 0.75, false}, {"p90", 0.9, true}, {"p95", 0.95, false}};
    plain_figure mean = plain_mean(values, unit_of, N, UNITS);
    same_to(figure(record, "mean", year), mean.mean, 4);
    same_to(figure(record, "error", year), mean.error, 4);
    for (size_t b = 0; b < 7; b++) {
        if (!paired || bands[b].paired) {
            same_to(figure(record, bands[b].key, year), quantile(values, bands[b].share), 4);
        } else {
            assert_null(json_object_get(record, bands[b].key));
        }
    }
    if (paired) {
        double half = plain_t(UNITS, MODELS - 1) * mean.error;
        same_to(figure(record, "low", year), mean.mean - half, 4);
        same_to(figure(record, "high", year), mean.mean + half, 4);
    }
}

/* Value of a replication: of prefectures first .. last, year y or (y < 0) the run, model less baseline or not. */
static void gather(const double *data, size_t model, size_t first, size_t last, int y, double factor, bool paired,
                   double *values)
{
    size_t inner = y < 0 ? 1 : YEARS;
    for (size_t i = 0; i < N; i++) {
        values[i] = 0.0;
        for (size_t p = first; p <= last; p++) {
            size_t own = ((model * PREFECTURES + p) * N + i) * inner + (y < 0 ? 0 : (size_t)y);
            size_t base = (p * N + i) * inner + (y < 0 ? 0 : (size_t)y);
            values[i] += factor * (paired ? data[own] - data[base] : data[own]);
        }
    }
}

static void check_series(const char *scope, size_t first, size_t last, size_t n_places, const char *metric,
                         double per_place, bool level)
{
    char name[96], path[96];
    double values[N];
    (void)snprintf(name, sizeof name, "prefectural/%s", metric);
    double *years = plain_dataset(reading, name, (size_t)MODELS * PREFECTURES * N * YEARS);
    (void)snprintf(name, sizeof name, "prefectural/%s_horizon", metric);
    double *run = plain_dataset(reading, name, (size_t)MODELS * PREFECTURES * N);
    double factor = per_place != 0.0 ? per_place / (double)n_places : 1.0;
    bool spread = strncmp(metric, "municipalities", 14) == 0;
    for (size_t m = 0; m < MODELS; m++) {
        (void)snprintf(path, sizeof path, "series.%s.%s.%s", scope, models[m], metric);
        json_t *record = at(page, path), *of_run = at(record, "run");
        for (int y = -1; y < YEARS; y++) {
            double scale = y < 0 && !level && !spread ? factor / YEARS : factor;
            gather(y < 0 ? run : years, m, first, last, y, scale, false, values);
            check_column(y < 0 ? of_run : record, y, values, false);
            if (m > 0) {
                gather(y < 0 ? run : years, m, first, last, y, scale, true, values);
                check_column(at(y < 0 ? of_run : record, "difference"), y, values, true);
            }
        }
        assert_true(m > 0 || json_object_get(record, "difference") == NULL);
    }
    free(years);
    free(run);
}

static void series_are_those_of_the_replications(void **unused)
{
    (void)unused;
    static const struct {
        const char *metric;
        double per_place; /* 0: of all together */
        bool level;
    } metrics[] = {{"zero_cover_months", 1.0, false},
                   {"municipalities_uncovered", 0.0, false},
                   {"solo_months", 1.0, false},
                   {"unserved_work", 1.0, false},
                   {"backlog", 1.0, true},
                   {"cost_total", 0.0, false},
                   {"paid_municipality", 0.0, false}};
    for (size_t i = 0; i < sizeof metrics / sizeof metrics[0]; i++) {
        check_series("all", 0, 1, PLACES, metrics[i].metric, metrics[i].per_place, metrics[i].level);
        check_series("36", 0, 0, 1, metrics[i].metric, metrics[i].per_place, metrics[i].level);
        check_series("38", 1, 1, 3, metrics[i].metric, metrics[i].per_place, metrics[i].level);
    }
}

/* ---- Places ---- */

static void check_coded(json_t *coded, json_t *row, const double *expected, double factor)
{
    double unit = pow(10.0, -(double)json_integer_value(at(coded, "decimals")));
    bool even = json_is_integer(row); /* one number for all */
    assert_true(even || json_array_size(row) == PLACES);
    for (size_t i = 0; i < PLACES; i++) {
        double found = (double)json_integer_value(even ? row : json_array_get(row, i)) * unit;
        if (!(fabs(found - expected[i] * factor) <= 0.5000001 * unit)) {
            fail_msg("%g is not %g, in units of %g", found, expected[i] * factor, unit);
        }
    }
}

static void check_signs(json_t *letters, const double *difference, const double *error)
{
    double factor = plain_t(BLOCKS, PLACES * (MODELS - 1));
    const char *signs = json_string_value(letters);
    assert_int_equal(strlen(signs), PLACES);
    for (size_t i = 0; i < PLACES; i++) {
        double low = difference[i] - factor * error[i], high = difference[i] + factor * error[i];
        assert_int_equal(signs[i], difference[i] == 0.0 && error[i] == 0.0 ? '='
                                   : high < 0.0                            ? '-'
                                   : low > 0.0                             ? '+'
                                                                           : '0');
    }
}

static void check_places(const char *metric, size_t m, bool run)
{
    static const char *const names[] = {"mean", "p10", "p50", "p90", "difference", "difference_error", "chance"};
    size_t rows = run ? 1 : YEARS;
    double *data[7] = {NULL}, one = run && strcmp(metric, "backlog") != 0 ? 1.0 / YEARS : 1.0;
    char path[128];
    (void)snprintf(path, sizeof path, "places.models.%s.%s.%s", models[m], metric, run ? "run" : "years");
    json_t *record = at(page, path);
    for (size_t k = 0; k < 7; k++) {
        (void)snprintf(path, sizeof path, "%s/%s_%s", run ? "horizon" : "municipal", metric, names[k]);
        bool paired = k == 4 || k == 5, chance = k == 6 && strcmp(metric, "zero_cover_months") == 0;
        bool median = k == 2; /* of the whole run only */
        if ((paired && m == 0) || (k == 6 && !chance) || (median && !run)) {
            assert_null(json_object_get(record, names[k]));
            continue;
        }
        data[k] = plain_dataset(reading, path, MODELS * rows * PLACES);
        json_t *coded = at(record, names[k]), *values = at(coded, "values");
        for (size_t y = 0; y < rows; y++) {
            check_coded(coded, run ? values : json_array_get(values, y), data[k] + (m * rows + y) * PLACES,
                        chance ? 1.0 : one);
        }
    }
    for (size_t y = 0; m > 0 && y < rows; y++) {
        json_t *signs = at(record, "sign");
        check_signs(run ? signs : json_array_get(signs, y), data[4] + (m * rows + y) * PLACES,
                    data[5] + (m * rows + y) * PLACES);
    }
    for (size_t k = 0; k < 7; k++) {
        free(data[k]);
    }
}

static void places_are_those_of_the_file_to_half_a_unit(void **unused)
{
    (void)unused;
    static const char *const metrics[] = {"zero_cover_months", "solo_months", "unserved_work", "backlog",
                                          "paid_municipality"};
    assert_string_equal(json_string_value(at(page, "places.detail")), "years");
    same_to(at(page, "places.factor"), plain_t(BLOCKS, PLACES * (MODELS - 1)), 6);
    for (size_t i = 0; i < sizeof metrics / sizeof metrics[0]; i++) {
        for (size_t m = 0; m < MODELS; m++) {
            check_places(metrics[i], m, false);
            check_places(metrics[i], m, true);
        }
    }
}

/* ---- Answers ---- */

static const char *words_of(json_t *cell, const char *language)
{
    json_t *words = json_array_get(at(page, "words"), (size_t)json_integer_value(json_array_get(cell, 0)));
    return json_is_string(words) ? json_string_value(words) : json_string_value(json_object_get(words, language));
}

/* Column of the page with that id. */
static size_t column_at(json_t *table, const char *id)
{
    json_t *columns = at(table, "columns");
    size_t i = 0;
    while (i < json_array_size(columns) && strcmp(json_string_value(at(json_array_get(columns, i), "id")), id) != 0) {
        i++;
    }
    return i;
}

static void check_link(json_t *table, json_t *column, const char *key, const rk_answer_table *expected, int index)
{
    json_t *link = json_object_get(column, key);
    if (link != NULL) {
        json_t *linked = json_array_get(at(table, "columns"), (size_t)json_integer_value(link));
        assert_string_equal(json_string_value(at(linked, "id")), expected->columns[index].id);
    } else {
        assert_true(index == RK_NO_COLUMN || expected->columns[index].kind == RK_COLUMN_TEXT ||
                    column_at(table, expected->columns[index].id) == json_array_size(at(table, "columns")));
    }
}

static void check_cell(json_t *found, const rk_answer_cell *cell)
{
    if (isnan(cell->number) && cell->words.ja != NULL) {
        assert_string_equal(words_of(found, "ja"), cell->words.ja);
        assert_string_equal(words_of(found, "en"), cell->words.en);
    } else {
        same_to(found, cell->number, 3);
    }
}

static size_t check_table(json_t *table, const rk_answer_table *expected)
{
    size_t n_left_out = 0;
    assert_string_equal(json_string_value(at(table, "title.en")), expected->title.en);
    assert_int_equal(json_array_size(at(table, "rows")), expected->n_rows);
    for (size_t c = 0; c < expected->n_columns; c++) {
        size_t place = column_at(table, expected->columns[c].id);
        json_t *column = json_array_get(at(table, "columns"), place);
        if (column == NULL) {
            n_left_out++;
            continue;
        }
        check_link(table, column, "error", expected, expected->columns[c].error);
        check_link(table, column, "low", expected, expected->columns[c].low);
        check_link(table, column, "high", expected, expected->columns[c].high);
        for (size_t r = 0; r < expected->n_rows; r++) {
            check_cell(json_array_get(json_array_get(at(table, "rows"), r), place),
                       &expected->cells[r * expected->n_columns + c]);
        }
    }
    return n_left_out;
}

static void check_answer(const char *key, rk_answer *expected)
{
    char path[64];
    (void)snprintf(path, sizeof path, "answers.%s", key);
    json_t *answer = at(page, path), *tables = at(answer, "tables");
    size_t n_tables = 0;
    assert_int_equal(json_array_size(at(answer, "sentences")), rk_answer_n_sentences(expected));
    for (size_t i = 0; i < rk_answer_n_sentences(expected); i++) {
        json_t *sentence = json_array_get(at(answer, "sentences"), i);
        assert_string_equal(json_string_value(at(sentence, "ja")), rk_answer_sentence(expected, i).ja);
        assert_string_equal(json_string_value(at(sentence, "en")), rk_answer_sentence(expected, i).en);
    }
    for (size_t i = 0; i < rk_answer_n_tables(expected); i++) {
        rk_answer_table table = rk_answer_table_at(expected, i);
        if (strcmp(table.id, "item_years") != 0) {
            assert_string_equal(json_string_value(at(json_array_get(tables, n_tables), "id")), table.id);
            check_table(json_array_get(tables, n_tables++), &table);
        }
    }
    assert_int_equal(json_array_size(tables), n_tables);
    rk_answer_free(expected);
}

static void answers_are_those_of_the_commands(void **unused)
{
    (void)unused;
    rk_answer *answer = NULL;
    assert_int_equal(rk_compare(reading, &(rk_compare_options){.pairs = true}, &answer), RK_OK);
    check_answer("compare", answer);
    assert_int_equal(rk_winners(reading, &(rk_winners_options){.model = "all"}, &answer), RK_OK);
    check_answer("winners", answer);
    assert_int_equal(rk_risk(reading, &(rk_risk_options){0}, &answer), RK_OK);
    check_answer("risk", answer);
    const rk_reading *one = reading;
    const rk_budget_options budget = {.envelope = (double)NAN, .chance = 0.1, .discount = (double)NAN};
    assert_int_equal(rk_budget(&one, 1, &budget, &answer), RK_OK);
    check_answer("budget", answer);
    assert_int_equal(rk_frontier(reading, &(rk_frontier_options){.price = (double)NAN}, &answer), RK_OK);
    check_answer("frontier", answer);
    assert_int_equal(rk_value(reading, &(rk_value_options){.price = (double)NAN}, &answer), RK_OK);
    check_answer("value", answer);
    assert_int_equal(rk_regret(reading, &(rk_regret_options){.price = (double)NAN}, &answer), RK_OK);
    check_answer("regret", answer);
    assert_int_equal(rk_rules_paid(reading, &answer), RK_OK);
    check_answer("funding", answer);
}

/* ---- The whole ---- */

static void the_head_says_what_was_run(void **unused)
{
    (void)unused;
    assert_int_equal(json_integer_value(at(page, "head.replications")), N);
    assert_int_equal(json_integer_value(at(page, "head.asked")), N);
    assert_int_equal(json_integer_value(at(page, "head.blocks")), BLOCKS);
    assert_true(json_is_false(at(page, "head.partial")));
    assert_string_equal(json_string_value(at(page, "head.baseline")), "alone");
    assert_string_equal(json_string_value(at(page, "head.lang")), "en");
    assert_int_equal(json_integer_value(at(page, "head.price_year")), 2024);
    json_t *places = at(page, "municipalities");
    assert_int_equal(json_array_size(places), PLACES);
    assert_string_equal(json_string_value(at(json_array_get(places, 3), "code")), "38488");
    assert_string_equal(json_string_value(at(json_array_get(places, 3), "ja")), "鬼北町");
    assert_int_equal(json_array_size(at(page, "map.tiles")), PLACES);
}

static void the_same_file_gives_the_same_bytes_without_a_less_than(void **unused)
{
    (void)unused;
    char *again = NULL;
    rk_page_options options = {.english = true};
    assert_int_equal(rk_page_json(reading, &options, &again), RK_OK);
    assert_string_equal(again, text);
    assert_null(strchr(text, '<'));
    assert_int_equal(text[strlen(text) - 1], '\n');
    free(again);
}

static void names_of_the_user_stay_text(void **unused)
{
    (void)unused;
    static const char title[] = "</script><b>&\"'\xE2\x80\xAE\xFF";
    rk_page_options options = {.title = title};
    char *json = NULL, *html = NULL;
    assert_int_equal(rk_page_json(reading, &options, &json), RK_OK);
    json_t *root = parse(json);
    assert_string_equal(json_string_value(at(root, "head.title.ja")), "</script><b>&\"'????");
    assert_null(strstr(json, "</script>"));
    json_decref(root);
    free(json);
    assert_int_equal(rk_page_static(reading, &options, &html), RK_OK);
    assert_non_null(strstr(html, "&lt;/script&gt;&lt;b&gt;&amp;&quot;&#39;\xE2\x80\xAE\xEF\xBF\xBD</h1>"));
    assert_null(strstr(html, "<b>"));
    free(html);
}

static void a_page_fills_each_mark_once(void **unused)
{
    (void)unused;
    rk_page_options options = {.title = "T {{renkei:data}}",
                               .page_template = "[{{renkei:data}}|{{renkei:title}}|{{renkei:lang}}|{{renkei:static}}]"};
    char *html = NULL;
    assert_int_equal(rk_page_html(reading, &options, &html), RK_OK);
    assert_int_equal(strncmp(html, "[{\"format\":1,", 13), 0);
    assert_non_null(strstr(html, "}\n|T {{renkei:data}}|ja|<h1>T {{renkei:data}}</h1>")); /* a name is no mark */
    assert_int_equal(html[strlen(html) - 1], ']');
    free(html);
    options.page_template = "{{renkei:data}}{{renkei:data}}{{renkei:title}}{{renkei:lang}}{{renkei:static}}";
    assert_int_equal(rk_page_html(reading, &options, &html), RK_ERR_OPTIONS);
    assert_non_null(strstr(rk_reading_problem(), "must have {{renkei:data}} once"));
    options.page_template = "{{renkei:data}}{{renkei:title}}{{renkei:static}}";
    assert_int_equal(rk_page_html(reading, &options, &html), RK_ERR_OPTIONS);
    assert_non_null(strstr(rk_reading_problem(), "{{renkei:lang}}"));
}

static void one_model_and_few_replications_are_said_to_hinder_answers(void **unused)
{
    (void)unused;
    rk_reading *small = ran_open("small", "38", "[38356]", "", "  alone: {title: 単独, instruments: []}\n", 8);
    rk_page_options options = {0};
    char *json = NULL, *html = NULL;
    assert_int_equal(rk_page_json(small, &options, &json), RK_OK);
    json_t *root = parse(json);
    assert_non_null(json_object_get(at(root, "answers.winners"), "problem"));
    assert_non_null(json_object_get(at(root, "answers.value"), "problem"));
    assert_non_null(json_object_get(at(root, "answers.risk"), "tables"));
    assert_true(json_is_null(json_array_get(at(root, "series.all.alone.backlog.error"), 0)));
    assert_int_equal(rk_page_static(small, &options, &html), RK_OK);
    assert_null(strstr(html, "nan"));
    json_decref(root);
    free(json);
    free(html);
    rk_reading_close(small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(series_are_those_of_the_replications),
        cmocka_unit_test(places_are_those_of_the_file_to_half_a_unit),
        cmocka_unit_test(answers_are_those_of_the_commands),
        cmocka_unit_test(the_head_says_what_was_run),
        cmocka_unit_test(the_same_file_gives_the_same_bytes_without_a_less_than),
        cmocka_unit_test(names_of_the_user_stay_text),
        cmocka_unit_test(a_page_fills_each_mark_once),
        cmocka_unit_test(one_model_and_few_replications_are_said_to_hinder_answers),
    };
    return cmocka_run_group_tests(tests, open_file, close_file);
}
