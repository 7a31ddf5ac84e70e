/* The faces of an answer: what people read, and what machines read. */
#include "cli/answer.h"

#include "analysis/answer_build.h"
#include "analysis/reading.h"

#include <fcntl.h>
#include <jansson.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/renkei-answer-XXXXXX";
static rk_reading reading = {.title = "例", .title_en = "An example", .path = "results.h5", .n_replications = 1234};

static int make_folder(void **unused)
{
    (void)unused;
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **unused)
{
    char command[64];
    (void)unused;
    (void)snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

enum { C_NAME, C_KEY, C_COST, C_COST_E, C_GAIN, C_LOW, C_HIGH, C_CHANCE, N_COLUMNS };

static rk_answer *example(void)
{
    static const rk_answer_column columns[N_COLUMNS] = {
        [C_NAME] = {.id = "model_title", .title = {"モデル", "model"}, .kind = RK_COLUMN_TEXT},
        [C_KEY] = {.id = "model", .title = {"キー", "key"}, .kind = RK_COLUMN_TEXT, .hidden = true},
        [C_COST] = {.id = "cost", .title = {"費用", "cost"}, .kind = RK_COLUMN_YEN, .error = C_COST_E},
        [C_COST_E] = {.id = "cost_error", .title = {"標準誤差", "error"}, .kind = RK_COLUMN_YEN},
        [C_GAIN] = {.id = "gain",
                    .title = {"差", "gain"},
                    .unit = {"月", "months"},
                    .kind = RK_COLUMN_NUMBER,
                    .signed_ = true,
                    .low = C_LOW,
                    .high = C_HIGH},
        [C_LOW] = {.id = "gain_low", .title = {"下限", "from"}, .unit = {"月", "months"}, .kind = RK_COLUMN_NUMBER},
        [C_HIGH] = {.id = "gain_high", .title = {"上限", "to"}, .unit = {"月", "months"}, .kind = RK_COLUMN_NUMBER},
        [C_CHANCE] = {.id = "chance", .title = {"確率", "chance"}, .kind = RK_COLUMN_SHARE},
    };
    rk_answer *answer = rk_answer_new("compare");
    rk_answer_say(answer, "「%1$s」は%3$.1f倍。", "\"%2$s\" is %3$.1f times.", "常駐", "Posted", 2.5);
    rk_answer_begin(answer, "first", (rk_words_pair){"表", "A table"}, columns, N_COLUMNS);
    rk_answer_note(answer, (rk_words_pair){"注", "A note."});
    rk_answer_text(answer, "単独", "Alone, \"as is\"");
    rk_answer_text(answer, "alone", "alone");
    rk_answer_number(answer, 1.2345e8);
    rk_answer_number(answer, 2.0e6);
    for (int i = 0; i < 4; i++) {
        rk_answer_number(answer, (double)NAN);
    }
    for (int row = 0; row < 2; row++) {
        rk_answer_text(answer, "常駐派遣", "Posted");
        rk_answer_text(answer, "posted", "posted");
        rk_answer_number(answer, 1e9);
        rk_answer_number(answer, 0.0);
        rk_answer_number(answer, -1.25);
        rk_answer_number(answer, -1.5);
        rk_answer_number(answer, -1.0);
        rk_answer_number(answer, 0.125);
    }
    rk_answer_begin(answer, "second", (rk_words_pair){"二", "Two"}, columns, 1);
    rk_answer_text(answer, "行\n二", "line\ntwo");
    assert_int_equal(rk_answer_done(&answer), RK_OK);
    return answer;
}

/* What a face writes to standard output; the caller frees. */
static char *printed(rk_answer *answer, bool json, bool english)
{
    char path[64], *text = calloc(1, 65536);
    (void)snprintf(path, sizeof path, "%s/out", folder);
    fflush(stdout);
    int old = dup(STDOUT_FILENO), file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    assert_true(old >= 0 && file >= 0 && dup2(file, STDOUT_FILENO) >= 0);
    if (json) {
        assert_true(rk_answer_print_json(answer, &reading));
    } else {
        rk_answer_print_text(answer, &reading, english);
    }
    fflush(stdout);
    assert_true(dup2(old, STDOUT_FILENO) >= 0);
    assert_true(pread(file, text, 65535, 0) > 0);
    close(old);
    close(file);
    rk_answer_free(answer);
    return text;
}

static void text_lines_up_in_japanese(void **unused)
{
    (void)unused;
    char *text = printed(example(), false, false);
    assert_string_equal(text, "例：試行 1,234 回\n"
                              "「常駐」は2.5倍。\n"
                              "\n"
                              "表\n"
                              "  モデル             費用                     差   確率\n"
                              "                     億円                     月\n"
                              "  単独      1.234 ± 0.020\n"
                              "  常駐派遣             10  -1.25（-1.50～-1.00）  12.5%\n"
                              "                       10  -1.25（-1.50～-1.00）  12.5%\n"
                              "  注\n"
                              "\n"
                              "二\n"
                              "  モデル\n"
                              "  行\n"
                              "二\n");
    free(text);
}

static void text_has_intervals_in_english(void **unused)
{
    (void)unused;
    char *text = printed(example(), false, true);
    assert_non_null(strstr(text, "\"Posted\" is 2.5 times.\n"));
    assert_non_null(strstr(text, "  Posted                     10  -1.25 (-1.50 to -1.00)   12.5%\n"));
    assert_non_null(strstr(text, "oku yen"));
    free(text);
}

static char *contents(const char *name, size_t *n)
{
    char path[64], *text = calloc(1, 65536);
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fail_msg("%s was not written", name);
    }
    *n = fread(text, 1, 65535, file);
    fclose(file);
    return text;
}

static void csv_is_that_of_rfc_4180(void **unused)
{
    (void)unused;
    char path[64];
    size_t n;
    rk_answer *answer = example();
    (void)snprintf(path, sizeof path, "%s/a.csv", folder);
    assert_true(rk_answer_write_csv(answer, path, false, true, false));
    char *text = contents("a.csv", &n);
    assert_string_equal(text, "model_title,model,cost [yen],cost_error [yen],gain [months],gain_low [months],gain_high "
                              "[months],chance [0..1]\r\n"
                              "\"Alone, \"\"as is\"\"\",alone,123450000,2000000,,,,\r\n"
                              "Posted,posted,1000000000,0,-1.25,-1.5,-1,0.125\r\n"
                              "Posted,posted,1000000000,0,-1.25,-1.5,-1,0.125\r\n");
    free(text);
    text = contents("a-second.csv", &n);
    assert_string_equal(text, "model_title\r\n\"line\ntwo\"\r\n");
    free(text);
    assert_true(rk_answer_write_csv(answer, path, false, false, true));
    text = contents("a.csv", &n);
    assert_memory_equal(text, "\xEF\xBB\xBFmodel_title,", 15);
    assert_non_null(strstr(text, "cost [円]"));
    assert_non_null(strstr(text, "\r\n単独,alone,"));
    free(text);
    rk_answer_free(answer);
}

static void json_holds_both_languages_and_whole_numbers(void **unused)
{
    (void)unused;
    char *text = printed(example(), true, false);
    json_t *root = json_loads(text, 0, NULL);
    assert_non_null(root);
    const char *command, *said, *name, *title;
    double cost;
    json_t *chance;
    int replications;
    assert_int_equal(json_unpack(root, "{s:s, s:i, s:[{s:s}], s:[{s:[{s:{s:s}, s:f, s:o}], s:{s:s}}]}", "command",
                                 &command, "replications", &replications, "sentences", "ja", &said, "tables", "rows",
                                 "model_title", "en", &name, "cost", &cost, "chance", &chance, "title", "ja", &title),
                     0);
    assert_string_equal(command, "compare");
    assert_int_equal(replications, 1234);
    assert_string_equal(said, "「常駐」は2.5倍。");
    assert_string_equal(name, "Alone, \"as is\"");
    assert_string_equal(title, "表");
    assert_true(cost == 1.2345e8);
    assert_true(json_is_null(chance));
    json_decref(root);
    free(text);
}

static void a_partial_answer_says_so_in_every_row_and_in_json(void **unused)
{
    (void)unused;
    char path[64];
    size_t n;
    rk_answer *answer = example();
    (void)snprintf(path, sizeof path, "%s/p.csv", folder);
    assert_true(rk_answer_write_csv(answer, path, true, true, false));
    char *text = contents("p-second.csv", &n);
    assert_string_equal(text, "model_title,partial\r\n\"line\ntwo\",1\r\n");
    free(text);
    for (int partial = 0; partial < 2; partial++) {
        rk_answer_free(answer);
        answer = example();
        assert_false(rk_answer_is_partial(answer));
        if (partial) {
            rk_answer_set_partial(answer);
        }
        assert_true(rk_answer_is_partial(answer) == partial);
        text = printed(answer, true, true);
        json_t *root = json_loads(text, 0, NULL);
        assert_true(json_is_true(json_object_get(root, "partial")) == partial);
        json_decref(root);
        free(text);
        answer = NULL;
    }
}

static void a_workbook_is_written(void **unused)
{
    (void)unused;
    char path[64];
    size_t n;
    rk_answer *answer = example();
    (void)snprintf(path, sizeof path, "%s/a.xlsx", folder);
    assert_true(rk_answer_write_xlsx(answer, path, false, false));
    char *bytes = contents("a.xlsx", &n);
    assert_memory_equal(bytes, "PK\003\004", 4);
    assert_true(n > 4000);
    free(bytes);
    rk_answer_free(answer);
}

static void what_cannot_be_written_is_told(void **unused)
{
    (void)unused;
    rk_answer *answer = example();
    assert_false(rk_answer_write_csv(answer, "/nonexistent/a.csv", false, true, false));
    assert_false(rk_answer_write_xlsx(answer, "/nonexistent/a.xlsx", false, true));
    rk_answer_free(answer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_lines_up_in_japanese),
        cmocka_unit_test(text_has_intervals_in_english),
        cmocka_unit_test(csv_is_that_of_rfc_4180),
        cmocka_unit_test(json_holds_both_languages_and_whole_numbers),
        cmocka_unit_test(a_partial_answer_says_so_in_every_row_and_in_json),
        cmocka_unit_test(a_workbook_is_written),
        cmocka_unit_test(what_cannot_be_written_is_told),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
