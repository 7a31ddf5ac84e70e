/* Texts whose references or heaps are damaged: told, and never followed. */
#include "ran.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char texts_of[] = "provenance/values/key"; /* not read when a file is opened */

static size_t n_texts, first_reference, collection, first_object;

static uint64_t number_at(FILE *file, size_t place, size_t n)
{
    unsigned char bytes[8] = {0};
    uint64_t value = 0;
    assert_int_equal(fseek(file, (long)place, SEEK_SET), 0);
    assert_int_equal(fread(bytes, 1, n, file), n);
    for (size_t i = n; i-- > 0;) {
        value = value << 8 | bytes[i];
    }
    return value;
}

/* The first reference is followed by hand. */
static int make_file(void **unused)
{
    (void)unused;
    char *path = ran_path("texts");
    rk_reading *reading = ran_open("texts", "36", "[36302]", "", NULL, 16);
    assert_int_equal(rk_read_length(reading, texts_of, &n_texts), RK_OK);
    hid_t dataset = H5Dopen2(reading->file, texts_of, H5P_DEFAULT);
    first_reference = (size_t)H5Dget_offset(dataset);
    H5Dclose(dataset);
    rk_reading_close(reading);
    FILE *file = fopen(path, "rb");
    collection = (size_t)number_at(file, first_reference + 4, 8);
    uint64_t index = number_at(file, first_reference + 12, 4);
    first_object = collection + 16;
    while (number_at(file, first_object, 2) != index) {
        first_object += 16 + (size_t)(number_at(file, first_object + 8, 8) + 7) / 8 * 8;
    }
    assert_int_equal(number_at(file, first_object + 8, 8), number_at(file, first_reference, 4));
    fclose(file);
    free(path);
    return 0;
}

/* Reads the texts with so many bytes of the file in the place of what was there, then puts that back. */
static bool reads_with(size_t place, const char *bytes, size_t n)
{
    char *path = ran_path("texts"), before[16];
    FILE *file = fopen(path, "r+b");
    assert_int_equal(fseek(file, (long)place, SEEK_SET), 0);
    assert_int_equal(fread(before, 1, n, file), n);
    assert_int_equal(fseek(file, (long)place, SEEK_SET), 0);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fflush(file), 0);
    rk_reading *reading = NULL;
    char **texts = NULL;
    assert_int_equal(rk_reading_open(path, &reading), RK_OK);
    rk_status status = rk_read_texts(reading, texts_of, n_texts, &texts);
    assert_true(status == RK_OK || strstr(rk_reading_problem(), texts_of) != NULL);
    rk_free_texts(texts, n_texts);
    rk_reading_close(reading);
    assert_int_equal(fseek(file, (long)place, SEEK_SET), 0);
    assert_int_equal(fwrite(before, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
    free(path);
    return status == RK_OK;
}

static void whole_texts_are_read(void **unused)
{
    (void)unused;
    assert_true(reads_with(first_reference, "", 0));
}

static void references_that_lead_nowhere_are_told(void **unused)
{
    (void)unused;
    static const struct {
        size_t at;
        const char *bytes;
        size_t n;
    } wrong[] = {
        {0, "\xff\xff\0\0", 4},                     /* longer than the object */
        {0, "\0\0\0\0", 4},                         /* shorter */
        {4, "\x08\0\0\0\0\0\0\0", 8},               /* no collection */
        {4, "\xff\xff\xff\xff\0\0\0\0", 8},         /* past the end of the file */
        {4, "\xff\xff\xff\xff\xff\xff\xff\xff", 8}, /* nowhere */
        {12, "\0\0\0\0", 4},                        /* what is free */
        {12, "\x60\xea\0\0", 4},                    /* no object of it */
        {12, "\xff\xff\xff\xff", 4},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        if (reads_with(first_reference + wrong[i].at, wrong[i].bytes, wrong[i].n)) {
            fail_msg("reference %zu is followed", i);
        }
    }
}

static void collections_that_are_not_whole_are_told(void **unused)
{
    (void)unused;
    const struct {
        size_t at;
        const char *bytes;
        size_t n;
    } wrong[] = {
        {collection, "GCOM", 4},
        {collection + 4, "\2", 1},                                 /* another version */
        {collection + 8, "\x20\0\0\0\0\0\0\0", 8},                 /* ends within */
        {collection + 8, "\xff\xff\xff\xff\xff\xff\xff\x7f", 8},   /* ends past the file */
        {first_object, "\xfe\xff", 2},                             /* another number */
        {first_object + 8, "\xff\xff\xff\xff\xff\xff\xff\xff", 8}, /* of the object's size */
        {first_object + 8, "\xf0\xff\xff\xff\xff\xff\xff\xff", 8},
        {first_object + 8, "\x01\x10\0\0\0\0\0\0", 8},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        if (reads_with(wrong[i].at, wrong[i].bytes, wrong[i].n)) {
            fail_msg("collection %zu is read", i);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_texts_are_read),
        cmocka_unit_test(references_that_lead_nowhere_are_told),
        cmocka_unit_test(collections_that_are_not_whole_are_told),
    };
    return cmocka_run_group_tests(tests, make_file, ran_clean);
}
