/* What is kept of finished points: each record stands or falls by itself, and nobody else's file is touched. */
#include "cli/command.h"
#include "cli/kept.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { N = 5 };
typedef struct {
    double value[3];
} record;

static const char mine[RK_DIGEST_SIZE] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
static const char others[RK_DIGEST_SIZE] = "f123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
static char folder[256], path[300];

static record made(size_t index)
{
    return (record){{0.1 * (double)index, -3.7, 1e300}};
}

static int opened(rk_kept *kept, rk_parts_mode mode)
{
    return rk_kept_open(kept, "test", path, mine, sizeof(record), mode);
}

/* N records, then the end that kill -9 brings. */
static void leave_records(void)
{
    rk_kept kept;
    assert_int_equal(opened(&kept, RK_PARTS_DISCARD), RK_EXIT_OK);
    for (size_t i = 0; i < N; i++) {
        record one = made(i);
        assert_int_equal(rk_kept_add(&kept, i, &one), RK_OK);
    }
    rk_kept_close(&kept, RK_EXIT_FAILURE);
}

/* Which records are there as they were written: a bit each. */
static unsigned known(void)
{
    rk_kept kept;
    unsigned bits = 0;
    assert_int_equal(opened(&kept, RK_PARTS_RESUME), RK_EXIT_OK);
    for (size_t i = 0; i < N + 1; i++) {
        record taken = {{7, 7, 7}}, one = made(i);
        if (rk_kept_take(&kept, i, &taken)) {
            assert_memory_equal(&taken, &one, sizeof one);
            bits |= 1u << i;
        }
    }
    rk_kept_close(&kept, RK_EXIT_INTERRUPTED);
    return bits;
}

static void change_byte(long at)
{
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    int before = fgetc(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    assert_int_not_equal(fputc(before ^ 1, file), EOF);
    assert_int_equal(fclose(file), 0);
}

static long size(void)
{
    struct stat info;
    return stat(path, &info) == 0 ? (long)info.st_size : -1;
}

static const long slot = RK_DIGEST_SIZE - 1 + (long)sizeof(record);

static void all_records_are_there_again(void **unused)
{
    (void)unused;
    leave_records();
    assert_int_equal(known(), 0x1f);
    assert_int_equal(known(), 0x1f);
}

static void a_record_that_is_changed_in_any_byte_is_not_there_and_the_others_are(void **unused)
{
    (void)unused;
    leave_records();
    long second = size() - (N - 1) * slot;
    for (long byte = 0; byte < slot; byte++) {
        change_byte(second + byte);
        assert_int_equal(known(), 0x1d);
        change_byte(second + byte);
    }
    assert_int_equal(known(), 0x1f);
}

static void a_record_of_another_scenario_is_not_there(void **unused)
{
    (void)unused;
    rk_kept kept;
    record one = made(3), taken;
    assert_int_equal(opened(&kept, RK_PARTS_DISCARD), RK_EXIT_OK);
    memcpy(kept.own, mine, sizeof mine);
    assert_int_equal(rk_kept_add(&kept, 3, &one), RK_OK);
    assert_true(rk_kept_take(&kept, 3, &taken));
    memcpy(kept.own, others, sizeof others);
    assert_false(rk_kept_take(&kept, 3, &taken));
    memset(kept.own, 0, sizeof kept.own);
    assert_false(rk_kept_take(&kept, 3, &taken));
    rk_kept_close(&kept, RK_EXIT_OK);
}

static void a_record_that_is_cut_off_is_not_there(void **unused)
{
    (void)unused;
    leave_records();
    assert_int_equal(truncate(path, size() - 1), 0);
    assert_int_equal(known(), 0x0f);
    assert_int_equal(truncate(path, size() - slot), 0);
    assert_int_equal(known(), 0x07);
}

static void a_record_in_the_place_of_another_is_not_there(void **unused)
{
    char third[RK_DIGEST_SIZE + sizeof(record)];
    (void)unused;
    leave_records();
    long at = size() - 3 * slot;
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    assert_int_equal(fread(third, (size_t)slot, 1, file), 1);
    assert_int_equal(fseek(file, at + slot, SEEK_SET), 0);
    assert_int_equal(fwrite(third, (size_t)slot, 1, file), 1);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(known(), 0x17);
}

static void a_damaged_record_can_be_written_again(void **unused)
{
    rk_kept kept;
    record one = made(1);
    (void)unused;
    leave_records();
    change_byte(size() - (N - 1) * slot + 70);
    assert_int_equal(opened(&kept, RK_PARTS_RESUME), RK_EXIT_OK);
    assert_int_equal(rk_kept_add(&kept, 1, &one), RK_OK);
    rk_kept_close(&kept, RK_EXIT_INTERRUPTED);
    assert_int_equal(known(), 0x1f);
}

static void records_of_another_command_line_are_refused_and_stay(void **unused)
{
    rk_kept kept;
    (void)unused;
    leave_records();
    assert_int_equal(rk_kept_open(&kept, "test", path, others, sizeof(record), RK_PARTS_RESUME), RK_EXIT_MISTAKE);
    assert_int_equal(opened(&kept, RK_PARTS_NEW), RK_EXIT_MISTAKE);
    assert_int_equal(known(), 0x1f);
    assert_int_equal(rk_kept_open(&kept, "test", path, others, sizeof(record), RK_PARTS_DISCARD), RK_EXIT_OK);
    rk_kept_close(&kept, RK_EXIT_OK);
    assert_int_equal(size(), -1);
}

static void a_file_that_is_not_ours_is_never_written(void **unused)
{
    static const char notes[] = "renkei: notes of years";
    char after[sizeof notes] = "";
    rk_kept kept;
    (void)unused;
    (void)unlink(path);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(notes, file) >= 0);
    assert_int_equal(fclose(file), 0);
    for (int mode = RK_PARTS_NEW; mode <= RK_PARTS_DISCARD; mode++) {
        assert_int_equal(opened(&kept, (rk_parts_mode)mode), RK_EXIT_MISTAKE);
    }
    file = fopen(path, "r");
    assert_non_null(file);
    assert_int_equal(fread(after, sizeof notes - 1, 1, file), 1);
    assert_int_equal(fclose(file), 0);
    assert_string_equal(after, notes);
    assert_int_equal(unlink(path), 0);
}

static void a_second_process_is_refused(void **unused)
{
    rk_kept first, second;
    (void)unused;
    (void)unlink(path);
    assert_int_equal(opened(&first, RK_PARTS_NEW), RK_EXIT_OK);
    assert_int_equal(opened(&second, RK_PARTS_RESUME), RK_EXIT_MISTAKE);
    assert_int_equal(opened(&second, RK_PARTS_DISCARD), RK_EXIT_MISTAKE);
    rk_kept_close(&first, RK_EXIT_OK);
    assert_int_equal(opened(&second, RK_PARTS_NEW), RK_EXIT_OK);
    rk_kept_close(&second, RK_EXIT_OK);
}

static void nothing_is_left_of_an_end_without_records_and_an_output_of_that_name_stays(void **unused)
{
    rk_kept kept;
    record one = made(0);
    (void)unused;
    assert_int_equal(opened(&kept, RK_PARTS_NEW), RK_EXIT_OK);
    rk_kept_close(&kept, RK_EXIT_INTERRUPTED);
    assert_int_equal(size(), -1);
    assert_int_equal(opened(&kept, RK_PARTS_NEW), RK_EXIT_OK);
    assert_int_equal(rk_kept_add(&kept, 0, &one), RK_OK);
    char other[320];
    (void)snprintf(other, sizeof other, "%s.new", path);
    FILE *file = fopen(other, "w");
    assert_non_null(file);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(rename(other, path), 0);
    rk_kept_close(&kept, RK_EXIT_OK);
    assert_int_equal(size(), 0);
    assert_int_equal(unlink(path), 0);
}

static void without_a_place_nothing_is_kept(void **unused)
{
    rk_kept kept;
    record one = made(0);
    (void)unused;
    assert_int_equal(rk_kept_open(&kept, "test", NULL, mine, sizeof one, RK_PARTS_NEW), RK_EXIT_OK);
    assert_int_equal(rk_kept_add(&kept, 0, &one), RK_OK);
    assert_false(rk_kept_take(&kept, 0, &one));
    rk_kept_close(&kept, RK_EXIT_FAILURE);
}

static void the_place_is_beside_the_first_output_that_is_a_file(void **unused)
{
    static const char *const outputs[] = {NULL, "-", "/dev/null", "t.csv", "t.xlsx"};
    const rk_kept_options none = {NULL, RK_PARTS_NEW}, named = {"here", RK_PARTS_RESUME},
                          resume = {NULL, RK_PARTS_RESUME};
    char *place;
    (void)unused;
    assert_int_equal(rk_kept_place("test", &none, outputs, 5, &place), RK_EXIT_OK);
    assert_string_equal(place, "t.csv.points");
    free(place);
    assert_int_equal(rk_kept_place("test", &named, outputs, 5, &place), RK_EXIT_OK);
    assert_string_equal(place, "here");
    free(place);
    assert_int_equal(rk_kept_place("test", &none, outputs, 3, &place), RK_EXIT_OK);
    assert_null(place);
    assert_int_equal(rk_kept_place("test", &resume, outputs, 3, &place), RK_EXIT_MISTAKE);
    assert_null(place);
}

static int make_folder(void **unused)
{
    const char *base = getenv("TMPDIR");
    (void)unused;
    (void)snprintf(folder, sizeof folder, "%s/kept-XXXXXX", base != NULL ? base : "/tmp");
    (void)snprintf(path, sizeof path, "%s/points", mkdtemp(folder));
    return 0;
}

static int remove_folder(void **unused)
{
    (void)unused;
    (void)unlink(path);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_records_are_there_again),
        cmocka_unit_test(a_record_that_is_changed_in_any_byte_is_not_there_and_the_others_are),
        cmocka_unit_test(a_record_of_another_scenario_is_not_there),
        cmocka_unit_test(a_record_that_is_cut_off_is_not_there),
        cmocka_unit_test(a_record_in_the_place_of_another_is_not_there),
        cmocka_unit_test(a_damaged_record_can_be_written_again),
        cmocka_unit_test(records_of_another_command_line_are_refused_and_stay),
        cmocka_unit_test(a_file_that_is_not_ours_is_never_written),
        cmocka_unit_test(a_second_process_is_refused),
        cmocka_unit_test(nothing_is_left_of_an_end_without_records_and_an_output_of_that_name_stays),
        cmocka_unit_test(without_a_place_nothing_is_kept),
        cmocka_unit_test(the_place_is_beside_the_first_output_that_is_a_file),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
