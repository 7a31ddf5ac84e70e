/* Files that are damaged, cut off, foreign, old or incomplete: a sentence with the file and the reason, never a crash.
 */
#include "plain.h"

#include <renkei/analysis.h>
#include <renkei/page.h>
#include <renkei/plot.h>

#include <fcntl.h>
#include <hdf5_hl.h>
#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { N = 136, N_DAMAGES = 160 };

static unsigned char *whole;
static size_t n_bytes;
static char *path;

static int make_file(void **unused)
{
    (void)unused;
    rk_reading *reading =
        ran_open("whole", "[36, 38]", "[36302, 38356, 38484]", "coalitions: {model: pool}\n", NULL, N);
    struct stat about;
    char *from = ran_path("whole");
    rk_reading_close(reading);
    assert_int_equal(stat(from, &about), 0);
    n_bytes = (size_t)about.st_size;
    whole = malloc(n_bytes);
    FILE *file = fopen(from, "rb");
    assert_int_equal(fread(whole, 1, n_bytes, file), n_bytes);
    fclose(file);
    free(from);
    path = ran_path("damaged");
    return 0;
}

static int clean(void **unused)
{
    free(whole);
    free(path);
    return ran_clean(unused);
}

static void put(const unsigned char *bytes, size_t n)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
}

/* The page and every figure. */
static rk_status draw(const rk_reading *reading)
{
    char *text = NULL;
    rk_page_story story;
    rk_status status = rk_page_html(reading, &(rk_page_options){0}, &text);
    free(text);
    status = status == RK_OK ? rk_page_story_of(reading, &story) : status;
    for (size_t kind = 0; status == RK_OK && kind < 2 * RK_N_PLOTS; kind++) {
        rk_plot_options options = {.kind = (rk_plot_kind)(kind / 2), .model = kind % 2 > 0 ? "pool" : NULL};
        status = rk_plot(reading, &options, &text);
        free(text);
    }
    return status;
}

static rk_status analyse(rk_reading *reading)
{
    rk_compare_options compare = {.pairs = true};
    rk_winners_options winners = {.model = "all"};
    rk_risk_options risk = {.top = 0};
    rk_budget_options budget = {.envelope = 1e8, .chance = 0.1, .discount = (double)NAN};
    rk_frontier_options frontier = {.price = (double)NAN};
    rk_value_options value = {.price = (double)NAN};
    rk_regret_options regret = {.price = 1e7};
    rk_stability_options stability = {.price = 1e6};
    const rk_reading *one = reading;
    rk_answer *answer[8] = {NULL};
    rk_status status = rk_compare(reading, &compare, &answer[0]);
    status = status == RK_OK ? rk_winners(reading, &winners, &answer[1]) : status;
    status = status == RK_OK ? rk_risk(reading, &risk, &answer[2]) : status;
    status = status == RK_OK ? rk_budget(&one, 1, &budget, &answer[3]) : status;
    status = status == RK_OK ? rk_frontier(reading, &frontier, &answer[4]) : status;
    status = status == RK_OK ? rk_value(reading, &value, &answer[5]) : status;
    status = status == RK_OK ? rk_regret(reading, &regret, &answer[6]) : status;
    status = status == RK_OK ? rk_stability(reading, &stability, &answer[7]) : status;
    for (size_t i = 0; i < 8; i++) {
        rk_answer_free(answer[i]);
    }
    return status == RK_OK ? draw(reading) : status;
}

/* Opens and analyses the file: what a command would say, or "" where all went well. */
static const char *told(void)
{
    rk_reading *reading = NULL;
    rk_status status = rk_reading_open(path, &reading);
    status = status == RK_OK ? analyse(reading) : status;
    rk_reading_close(reading);
    return status == RK_OK ? "" : rk_reading_problem();
}

/* In a process of its own: does it end by itself, with a sentence that names the file where something is wrong? */
static int survives(void)
{
    pid_t child = fork();
    if (child == 0) {
        static const int fatal[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
        for (size_t i = 0; i < sizeof fatal / sizeof fatal[0]; i++) {
            (void)signal(fatal[i], SIG_DFL); /* cmocka would go on with the next test */
        }
        const char *problem = told();
        _exit(problem[0] == '\0' ? 0 : strncmp(problem, path, strlen(path)) == 0 ? 1 : 2);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 3;
}

static void damage(unsigned char *bytes, size_t *n, size_t i)
{
    size_t place = (size_t)(hand_uniform(1, i) * (double)n_bytes);
    size_t length = n_bytes - place < 64 ? n_bytes - place : 64;
    switch (i % 4) {
    case 0:
        bytes[place] ^= (unsigned char)(1u << (size_t)(hand_uniform(2, i) * 8.0));
        break;
    case 1:
        memset(bytes + place, 0xff, length < 8 ? length : 8);
        break;
    case 2:
        memset(bytes + place, 0, length);
        break;
    default:
        *n = place;
    }
}

static void no_damage_makes_it_crash(void **unused)
{
    (void)unused;
    unsigned char *bytes = malloc(n_bytes);
    size_t found = 0;
    for (size_t i = 0; i < N_DAMAGES; i++) {
        size_t n = n_bytes;
        memcpy(bytes, whole, n_bytes);
        damage(bytes, &n, i);
        put(bytes, n);
        int how = survives();
        if (how > 1) {
            fail_msg("damage %zu: %s", i, how == 2 ? "no sentence" : "crashed");
        }
        found += how == 1;
    }
    free(bytes);
    assert_true(found > N_DAMAGES / 4); /* all that are cut off, at least */
}

static void a_whole_file_is_told_nothing_of(void **unused)
{
    (void)unused;
    put(whole, n_bytes);
    assert_string_equal(told(), "");
}

static void says(const char *words)
{
    if (strstr(told(), words) == NULL) {
        fail_msg("'%s' is not in '%s'", words, told());
    }
}

static void what_is_no_results_file_is_told(void **unused)
{
    (void)unused;
    assert_int_equal(unlink(path), 0);
    says("No such file");
    put((const unsigned char *)"", 0);
    says("no HDF5 file");
    put((const unsigned char *)"renkei: 1\n", 10);
    says("no HDF5 file");
    hid_t file = H5Fcreate(path, H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    H5Fclose(file);
    says("not one that `renkei run` wrote");
}

static void a_format_of_another_version_is_told(void **unused)
{
    (void)unused;
    for (int version = 0; version <= 2; version += 2) {
        put(whole, n_bytes);
        hid_t file = H5Fopen(path, H5F_ACC_RDWR, H5P_DEFAULT);
        assert_true(H5LTset_attribute_int(file, "/", "renkei_format_version", &version, 1) >= 0);
        H5Fclose(file);
        says("format version");
        says("run the scenario again");
    }
}

/* Each dataset that an analysis needs, taken away; where it is from. */
static void a_missing_dataset_is_named(void **unused)
{
    (void)unused;
    static const char *const needed[] = {
        "model",
        "model_title",
        "municipality",
        "municipality_name_en",
        "prefecture",
        "population",
        "fiscal_year",
        "replication",
        "block",
        "prefectural/zero_cover_months_horizon",
        "prefectural/cost_total_horizon",
        "prefectural/gini_covered_horizon",
        "prefectural/municipalities_uncovered",
        "prefectural/nobody_months",
        "horizon/zero_cover_months_difference",
        "horizon/paid_municipality_difference_error",
        "horizon/longest_gap_mean",
        "monthly/nobody_chance",
        "prefectural/paid_nation",
        "prefectural/cost_experts_horizon",
        "prefectural/work_done_horizon",
        "municipal/cost_staff_error",
        "funding/total_mean",
        "assumptions/value",
        "coalitions/player",
        "coalitions/member",
        "coalitions/support",
        "coalitions/zero_cover_months",
    };
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        put(whole, n_bytes);
        hid_t file = H5Fopen(path, H5F_ACC_RDWR, H5P_DEFAULT);
        assert_true(H5Ldelete(file, needed[i], H5P_DEFAULT) >= 0);
        H5Fclose(file);
        says(needed[i]);
    }
}

/* The first files of this format did not hold them. */
static void what_was_added_later_may_be_missing(void **unused)
{
    (void)unused;
    static const char *const later[] = {"kind",
                                        "aged_share",
                                        "fiscal_index",
                                        "horizon/zero_cover_months_difference_below",
                                        "horizon/zero_cover_months_difference_above",
                                        "municipal/zero_cover_months_chance"};
    rk_reading *reading = NULL;
    rk_answer *answer = NULL;
    put(whole, n_bytes);
    hid_t file = H5Fopen(path, H5F_ACC_RDWR, H5P_DEFAULT);
    for (size_t i = 0; i < sizeof later / sizeof later[0]; i++) {
        assert_true(H5Ldelete(file, later[i], H5P_DEFAULT) >= 0);
    }
    H5Fclose(file);
    assert_string_equal(told(), "");
    assert_int_equal(rk_reading_open(path, &reading), RK_OK);
    rk_winners_options options = {.model = NULL};
    assert_int_equal(rk_winners(reading, &options, &answer), RK_OK);
    assert_non_null(strstr(rk_answer_sentence(answer, 0).en, "earlier renkei"));
    assert_non_null(strstr(plain_table(answer, "groups").note.en, "earlier renkei"));
    rk_answer_free(answer);
    rk_reading_close(reading);
}

/* Numbers that HDF5 reads without complaint, and that must not lead anybody astray. */
static void labels_that_cannot_be_are_told(void **unused)
{
    (void)unused;
    static const struct {
        const char *dataset;
        double value;
    } wrong[] = {
        {"replication", -5.0}, {"block", -1.0}, {"block", 7.0}, {"municipality", 1e6}, {"fiscal_year", -2147483648.0}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        put(whole, n_bytes);
        hid_t file = H5Fopen(path, H5F_ACC_RDWR, H5P_DEFAULT), dataset = H5Dopen2(file, wrong[i].dataset, H5P_DEFAULT);
        hsize_t one = 1, first = 0;
        hid_t space = H5Dget_space(dataset), memory = H5Screate_simple(1, &one, NULL);
        assert_true(H5Sselect_hyperslab(space, H5S_SELECT_SET, &first, NULL, &one, NULL) >= 0);
        assert_true(H5Dwrite(dataset, H5T_NATIVE_DOUBLE, memory, space, H5P_DEFAULT, &wrong[i].value) >= 0);
        H5Sclose(memory);
        H5Sclose(space);
        H5Dclose(dataset);
        H5Fclose(file);
        says(wrong[i].dataset);
    }
}

/* The first files do not say how many replications a block has: 16. Otherwise it must be what the blocks have. */
static void a_block_has_as_many_replications_as_the_file_says(void **unused)
{
    (void)unused;
    static const struct {
        int inner;
        const char *words;
    } wrong[] = {{0, "inner is 0"}, {15, "inner is 15"}, {-16, "inner is -16"}, {32, "replication and block"}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        put(whole, n_bytes);
        hid_t file = H5Fopen(path, H5F_ACC_RDWR, H5P_DEFAULT);
        assert_true(H5LTset_attribute_int(file, "/", "inner", &wrong[i].inner, 1) >= 0);
        H5Fclose(file);
        says(wrong[i].words);
    }
    put(whole, n_bytes);
    hid_t file = H5Fopen(path, H5F_ACC_RDWR, H5P_DEFAULT);
    assert_true(H5Adelete(file, "inner") >= 0);
    H5Fclose(file);
    assert_string_equal(told(), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_file_is_told_nothing_of),
        cmocka_unit_test(no_damage_makes_it_crash),
        cmocka_unit_test(what_is_no_results_file_is_told),
        cmocka_unit_test(a_format_of_another_version_is_told),
        cmocka_unit_test(a_missing_dataset_is_named),
        cmocka_unit_test(what_was_added_later_may_be_missing),
        cmocka_unit_test(labels_that_cannot_be_are_told),
        cmocka_unit_test(a_block_has_as_many_replications_as_the_file_says),
    };
    return cmocka_run_group_tests(tests, make_file, clean);
}
