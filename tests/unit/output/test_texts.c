/* Texts of earlier results whose references are damaged: told, and never followed. */
#include "output/h5_read.h"
#include "tiny.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char *path;

static int set_up(void **unused)
{
    (void)unused;
    const rk_run_options options = {.seed = 1, .n_replications = 40, .n_threads = 1};
    rk_scenario *scenario = tiny_scenario();
    path = tiny_path("texts.h5");
    rk_status status = tiny_write(scenario, path, &options, 40, 40);
    rk_scenario_close(scenario);
    return status != RK_OK;
}

static int clean(void **unused)
{
    (void)unused;
    free(path);
    tiny_clean();
    return 0;
}

/* Where the first reference of a dataset of texts is. */
static long reference_of(const char *dataset)
{
    hid_t file = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT), texts = H5Dopen2(file, dataset, H5P_DEFAULT);
    haddr_t place = H5Dget_offset(texts);
    assert_true(place != HADDR_UNDEF);
    H5Dclose(texts);
    H5Fclose(file);
    return (long)place;
}

/* Reads a dataset with so many bytes of the file in the place of what was there, then puts that back. */
static bool reads_with(const char *dataset, long place, const char *bytes, size_t n)
{
    char before[16];
    rk_h5 h5;
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, place, SEEK_SET), 0);
    assert_int_equal(fread(before, 1, n, file), n);
    assert_int_equal(fseek(file, place, SEEK_SET), 0);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fflush(file), 0);
    assert_true(rk_h5_open(&h5, path));
    size_t n_texts = rk_h5_length(&h5, dataset, false);
    assert_true(n_texts > 0);
    char **texts = rk_h5_texts(&h5, dataset, n_texts);
    bool read = texts != NULL;
    rk_h5_texts_free(texts, n_texts);
    (void)rk_h5_close(&h5);
    assert_int_equal(fseek(file, place, SEEK_SET), 0);
    assert_int_equal(fwrite(before, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
    return read;
}

static void references_that_lead_nowhere_are_told(void **unused)
{
    (void)unused;
    static const char *const datasets[] = {"/provenance/file", "/provenance/file_text", "/model"};
    static const struct {
        long at;
        const char *bytes;
        size_t n;
    } wrong[] = {
        {0, "\xff\xff\xff\x7f", 4},         /* longer than the object */
        {0, "\1\0\0\0", 4},                 /* shorter */
        {4, "\x08\0\0\0\0\0\0\0", 8},       /* no collection */
        {4, "\xff\xff\xff\xff\0\0\0\0", 8}, /* past the end of the file */
        {12, "\0\0\0\0", 4},                /* what is free */
        {12, "\x60\xea\0\0", 4},            /* no object of it */
    };
    for (size_t d = 0; d < sizeof datasets / sizeof datasets[0]; d++) {
        long place = reference_of(datasets[d]);
        assert_true(reads_with(datasets[d], place, "", 0));
        for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
            if (reads_with(datasets[d], place + wrong[i].at, wrong[i].bytes, wrong[i].n)) {
                fail_msg("reference %zu of %s is followed", i, datasets[d]);
            }
            assert_non_null(strstr(rk_results_problem(), "a text of it is damaged"));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(references_that_lead_nowhere_are_told),
    };
    return cmocka_run_group_tests(tests, set_up, clean);
}
