/* Bad scenarios: every folder of tests/format/bad holds input.yaml, what goes with it, perhaps a file `set` with a
 * setting a line, and what is expected to be printed. With RK_REFRESH=1 in the environment `expected` is written: read
 * it before it is committed. Files that no repository can hold are made here. */
#include <renkei/catalogue.h>
#include <renkei/scenario.h>

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static const char cases[] = RK_SOURCE_DIR "/tests/format/bad";
enum { SETTINGS_MAX = 32, TEXT_MAX = 64 * 1024 };

/* ---- Running one ---- */

static rk_status open_and_print(const char *path, const char *const settings[], size_t n_settings, char **printed)
{
    size_t n = 0;
    FILE *out = open_memstream(printed, &n);
    rk_mistakes *mistakes = rk_mistakes_new();
    rk_scenario *scenario = NULL;
    assert_non_null(out);
    assert_non_null(mistakes);
    rk_status status = rk_scenario_open(path, settings, n_settings, mistakes, &scenario);
    assert_true((status == RK_OK) == (scenario != NULL));
    assert_true((status == RK_OK) == (rk_mistakes_count(mistakes) == 0));
    rk_mistakes_print(mistakes, out);
    fclose(out);
    rk_scenario_close(scenario);
    rk_mistakes_free(mistakes);
    return status;
}

/* The file's text, "" when there is none; to be freed. */
static char *text_of(const char *path)
{
    char *text = calloc(1, TEXT_MAX);
    assert_non_null(text);
    FILE *file = fopen(path, "rb");
    if (file != NULL) {
        assert_true(fread(text, 1, TEXT_MAX, file) < TEXT_MAX);
        fclose(file);
    }
    return text;
}

/* Returns whether the case in the current folder prints what is expected. */
static bool run_case(const char *name)
{
    const char *settings[SETTINGS_MAX];
    size_t n = 0;
    char *set = text_of("set"), *expected = text_of("expected"), *printed = NULL, *rest = set;
    for (char *line; (line = strsep(&rest, "\n")) != NULL && line[0] != '\0';) {
        assert_true(n < SETTINGS_MAX);
        settings[n++] = line;
    }
    rk_status status = open_and_print("input.yaml", settings, n, &printed);
    bool fine = status == RK_ERR_SCENARIO && strcmp(printed, expected) == 0;
    if (getenv("RK_REFRESH") != NULL) {
        FILE *file = fopen("expected", "wb");
        assert_non_null(file);
        fputs(printed, file);
        fclose(file);
    } else if (!fine) {
        print_error("%s: status %d\n--- printed\n%s--- expected\n%s", name, (int)status, printed, expected);
    }
    free(printed);
    free(expected);
    free(set);
    return fine;
}

static void every_bad_scenario_prints_every_mistake_with_its_place(void **unused)
{
    (void)unused;
    struct dirent **names;
    int n = scandir(cases, &names, NULL, alphasort), n_wrong = 0, n_cases = 0;
    assert_true(n > 0);
    for (int i = 0; i < n; i++) {
        if (names[i]->d_name[0] != '.') {
            assert_int_equal(chdir(cases), 0);
            assert_int_equal(chdir(names[i]->d_name), 0);
            n_cases++;
            n_wrong += !run_case(names[i]->d_name);
        }
        free(names[i]);
    }
    free(names);
    assert_true(n_cases > 50);
    assert_int_equal(n_wrong, 0);
}

/* ---- Files that are made here ---- */

static char folder[] = "/tmp/renkei-test-XXXXXX";

static int make_folder(void **unused)
{
    (void)unused;
    assert_int_equal(setenv("RENKEI_DATA", RK_SOURCE_DIR "/scenarios", 1), 0);
    return mkdtemp(folder) == NULL || chdir(folder) != 0;
}

static int remove_folder(void **unused)
{
    (void)unused;
    return chdir("/") != 0 || rmdir(folder) != 0;
}

static void expect_refused(const char *path, const char *expected)
{
    char *printed = NULL;
    assert_int_equal(open_and_print(path, NULL, 0, &printed), RK_ERR_SCENARIO);
    assert_string_equal(printed, expected);
    free(printed);
}

static void a_file_that_is_not_there_is_refused(void **unused)
{
    (void)unused;
    assert_int_equal(chdir(folder), 0);
    expect_refused("nowhere.yaml", "nowhere.yaml: the file cannot be read: No such file or directory\n");
    expect_refused("ehim", "ehim: there is no such file, nor has renkei such a scenario; the nearest is \"ehime\"\n");
    expect_refused("./ehim", "./ehim: the file cannot be read: No such file or directory\n");
}

static void two_gibibytes_of_nothing_are_refused_unread(void **unused)
{
    (void)unused;
    assert_int_equal(chdir(folder), 0);
    int file = open("sparse.yaml", O_CREAT | O_WRONLY, 0600);
    assert_true(file >= 0);
    assert_int_equal(ftruncate(file, (off_t)2 * 1024 * 1024 * 1024), 0);
    close(file);
    expect_refused("sparse.yaml", "sparse.yaml: the file cannot be read: it is larger than 64 MiB\n");
    unlink("sparse.yaml");
}

static void a_pipe_a_device_and_a_folder_are_refused_without_waiting(void **unused)
{
    (void)unused;
    assert_int_equal(chdir(folder), 0);
    assert_int_equal(mkfifo("pipe.yaml", 0600), 0);
    expect_refused("pipe.yaml", "pipe.yaml: the file cannot be read: it is not a regular file\n");
    expect_refused("/dev/zero", "/dev/zero: the file cannot be read: it is not a regular file\n");
    expect_refused("/tmp", "/tmp: the file cannot be read: it is a folder\n");
    unlink("pipe.yaml");
}

static void a_file_that_may_not_be_read_is_refused(void **unused)
{
    (void)unused;
    if (geteuid() == 0) {
        skip(); /* root may read everything */
    }
    assert_int_equal(chdir(folder), 0);
    int file = open("closed.yaml", O_CREAT | O_WRONLY, 0000);
    assert_true(file >= 0);
    close(file);
    expect_refused("closed.yaml", "closed.yaml: the file cannot be read: Permission denied\n");
    unlink("closed.yaml");
}

/* ---- Where renkei's own files are ---- */

static void a_scenario_of_renkeis_own_opens_by_its_name_from_anywhere(void **unused)
{
    (void)unused;
    static const char *const names[] = {"ehime", "ehime.yaml", RK_SOURCE_DIR "/scenarios/ehime.yaml"};
    assert_int_equal(chdir("/"), 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        rk_mistakes *mistakes = rk_mistakes_new();
        rk_scenario *scenario = NULL;
        assert_int_equal(rk_scenario_open(names[i], NULL, 0, mistakes, &scenario), RK_OK);
        assert_int_equal(rk_scenario_n_municipalities(scenario), 20);
        assert_int_equal(rk_scenario_n_models(scenario), 6);
        assert_string_equal(rk_scenario_model_key(scenario, rk_scenario_baseline(scenario)), "alone");
        rk_scenario_close(scenario);
        rk_mistakes_free(mistakes);
    }
}

static void without_its_tables_renkei_says_where_it_looked(void **unused)
{
    (void)unused;
    char *printed = NULL;
    assert_int_equal(setenv("RENKEI_DATA", "/nowhere", 1), 0);
    assert_int_equal(open_and_print(RK_SOURCE_DIR "/scenarios/ehime.yaml", NULL, 0, &printed), RK_ERR_DATA);
    assert_non_null(strstr(printed, "/nowhere"));
    assert_non_null(strstr(printed, "RENKEI_DATA"));
    assert_int_equal(setenv("RENKEI_DATA", RK_SOURCE_DIR "/scenarios", 1), 0);
    free(printed);
}

static void what_planners_read_has_a_japanese_name(void **unused)
{
    (void)unused;
    assert_string_equal(rk_key_title_ja("models.pool.experts.requests"), "要請の頻度");
    assert_string_equal(rk_key_title_ja("models.pool.experts_2.requests"), "要請の頻度");
    assert_string_equal(rk_key_title_ja("models.offices.joint_office.shares"), "負担割合");
    assert_string_equal(rk_key_title_ja("parameters.quits.trend"), "離職率の年間の伸び");
    assert_string_equal(rk_key_title_ja("experts.travel_loss"), "掛け持ちで失われる専門家の時間");
    static const char *const others[] = {"models.pool.experts.request",
                                         "models.pool.expert.requests",
                                         "models.pool.experts_.requests",
                                         "models.pool.experts_x.requests",
                                         "models.pool.title",
                                         "models.",
                                         "seed",
                                         ""};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_null(rk_key_title_ja(others[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_bad_scenario_prints_every_mistake_with_its_place),
        cmocka_unit_test(a_file_that_is_not_there_is_refused),
        cmocka_unit_test(two_gibibytes_of_nothing_are_refused_unread),
        cmocka_unit_test(a_pipe_a_device_and_a_folder_are_refused_without_waiting),
        cmocka_unit_test(a_file_that_may_not_be_read_is_refused),
        cmocka_unit_test(a_scenario_of_renkeis_own_opens_by_its_name_from_anywhere),
        cmocka_unit_test(without_its_tables_renkei_says_where_it_looked),
        cmocka_unit_test(what_planners_read_has_a_japanese_name),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
