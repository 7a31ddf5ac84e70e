/* Files that cannot be written: what is said, what is left behind, and that the program goes on. */
#include "tiny.h"

#include <omp.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const rk_run_options options = {.seed = 1, .n_replications = 1100, .n_threads = 1};

static rk_scenario *scenario;

static int set_up(void **unused)
{
    (void)unused;
    scenario = tiny_scenario();
    return 0;
}

static int clean(void **unused)
{
    (void)unused;
    rk_scenario_close(scenario);
    tiny_clean();
    return 0;
}

static bool exists(const char *name)
{
    char *path = tiny_path(name);
    bool found = access(path, F_OK) == 0;
    free(path);
    return found;
}

static void assert_problem(const char *a, const char *b)
{
    if (strstr(rk_results_problem(), a) == NULL || strstr(rk_results_problem(), b) == NULL) {
        fail_msg("\"%s\" does not say \"%s\" and \"%s\"", rk_results_problem(), a, b);
    }
}

static rk_status try_to_create(const char *path)
{
    rk_results *results = NULL;
    rk_status status = rk_results_create(path, scenario, &options, "", &results);
    assert_true((status == RK_OK) == (results != NULL));
    rk_results_abandon(results);
    return status;
}

static void a_second_writer_is_refused_and_the_first_goes_on(void **unused)
{
    (void)unused;
    char *path = tiny_path("locked.h5");
    rk_results *first;
    rk_tally *tally = tiny_tally();
    assert_int_equal(rk_results_create(path, scenario, &options, "", &first), RK_OK);
    assert_int_equal(try_to_create(path), RK_ERR_RESULTS_EXIST);
    assert_problem(path, "another run is writing it");
    assert_int_equal(rk_results_finish(first, tally, 0), RK_OK);
    assert_true(exists("locked.h5") && !exists("locked.h5.part"));
    assert_int_equal(try_to_create(path), RK_OK);
    rk_tally_free(tally);
    free(path);
}

static void a_finished_file_stays_until_the_next_one_is_finished(void **unused)
{
    (void)unused;
    char *path = tiny_path("kept.h5");
    FILE *old = fopen(path, "w");
    assert_true(old != NULL && fputs("old", old) >= 0 && fclose(old) == 0);
    rk_results *results;
    assert_int_equal(rk_results_create(path, scenario, &options, "", &results), RK_OK);
    assert_true(exists("kept.h5.part"));
    rk_results_abandon(results);
    struct stat found;
    assert_true(stat(path, &found) == 0 && found.st_size == 3);
    assert_false(exists("kept.h5.part"));
    assert_int_equal(tiny_write(scenario, path, &options, 512, options.n_replications), RK_OK);
    assert_true(stat(path, &found) == 0 && found.st_size > 3);
    free(path);
}

/* As after a crash. */
static void a_part_that_nobody_holds_is_taken_over(void **unused)
{
    (void)unused;
    char *path = tiny_path("crashed.h5"), *part = tiny_path("crashed.h5.part");
    FILE *old = fopen(part, "w");
    assert_true(old != NULL && fputs("half a file", old) >= 0 && fclose(old) == 0);
    assert_int_equal(tiny_write(scenario, path, &options, 512, options.n_replications), RK_OK);
    assert_true(exists("crashed.h5") && !exists("crashed.h5.part"));
    free(path);
    free(part);
}

static void a_place_that_cannot_be_written_is_named_with_the_reason(void **unused)
{
    (void)unused;
    char *nowhere = tiny_path("nowhere/x.h5"), *below_a_file = tiny_path("tiny.yaml/x.h5");
    assert_int_equal(try_to_create(nowhere), RK_ERR_RESULTS_WRITE);
    assert_problem(nowhere, "No such file or directory");
    assert_int_equal(try_to_create(below_a_file), RK_ERR_RESULTS_WRITE);
    assert_problem(below_a_file, "Not a directory");
    assert_int_equal(try_to_create(tiny_folder()), RK_ERR_RESULTS_WRITE);
    assert_problem(tiny_folder(), "Is a directory");
    free(nowhere);
    free(below_a_file);
}

static void a_folder_without_permission_is_named_with_the_reason(void **unused)
{
    (void)unused;
    const uid_t nobody = 65534;
    uid_t user = geteuid();
    assert_int_equal(chmod(tiny_folder(), 0755), 0);
    if (user == 0 && seteuid(nobody) != 0) { /* nothing is forbidden to root, who is alone in some containers */
        skip();
    }
    assert_true(user != 0 || seteuid(0) == 0);
    char *folder = tiny_path("locked"), *path = tiny_path("locked/x.h5");
    assert_int_equal(mkdir(folder, 0555), 0);
    assert_true(user != 0 || seteuid(nobody) == 0);
    rk_status status = try_to_create(path);
    assert_true(user != 0 || seteuid(0) == 0);
    assert_int_equal(status, RK_ERR_RESULTS_WRITE);
    assert_problem(path, "Permission denied");
    free(folder);
    free(path);
}

/* ---- Full disks ---- */

/* HDF5 loses what it holds of a file that it could not flush; the leak checker asks here what not to report. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libhdf5";
}

/* In a process of its own, which may not write a file longer than so many bytes. Its end counts too: HDF5 must not fall
 * over a file that it could not close. */
static void write_within(rlim_t n_bytes, const char *path)
{
    (void)fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct rlimit limit = {n_bytes, n_bytes};
        (void)signal(SIGXFSZ, SIG_IGN);
        bool limited = setrlimit(RLIMIT_FSIZE, &limit) == 0;
        rk_status status = tiny_write(scenario, path, &options, 512, options.n_replications);
        bool said =
            strstr(rk_results_problem(), "File too large") != NULL && strstr(rk_results_problem(), path) != NULL;
        exit(limited && status == RK_ERR_RESULTS_WRITE && said ? 0 : 1);
    }
    int end = -1;
    assert_int_equal(waitpid(child, &end, 0), child);
    if (!WIFEXITED(end) || WEXITSTATUS(end) != 0) {
        fail_msg("a file of at most %lu bytes ended with %d", (unsigned long)n_bytes, end);
    }
    assert_false(exists("full.h5"));
    assert_false(exists("full.h5.part"));
}

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define FORKS_DO_NOT_LAST 1 /* the sanitizer ends a child that is forked beside its own threads */
#endif
#endif

static void a_disk_that_fills_up_at_any_moment_is_said_and_leaves_nothing(void **unused)
{
    (void)unused;
#ifdef FORKS_DO_NOT_LAST
    skip();
#endif
    char *path = tiny_path("full.h5");
    struct stat whole;
    assert_int_equal(tiny_write(scenario, path, &options, 512, options.n_replications), RK_OK);
    assert_int_equal(stat(path, &whole), 0);
    assert_int_equal(unlink(path), 0);
    for (int step = 0; step < 24; step++) {
        write_within((rlim_t)(whole.st_size - 1) * (rlim_t)step / 23, path);
    }
    free(path);
}

int main(void)
{
    omp_set_num_threads(1); /* a child of a process with threads has none, and would wait for them */
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_second_writer_is_refused_and_the_first_goes_on),
        cmocka_unit_test(a_finished_file_stays_until_the_next_one_is_finished),
        cmocka_unit_test(a_part_that_nobody_holds_is_taken_over),
        cmocka_unit_test(a_place_that_cannot_be_written_is_named_with_the_reason),
        cmocka_unit_test(a_folder_without_permission_is_named_with_the_reason),
        cmocka_unit_test(a_disk_that_fills_up_at_any_moment_is_said_and_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, set_up, clean);
}
